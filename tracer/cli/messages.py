"""Every sentence the command line says, in English and in Chinese, and which of the two is spoken."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from typing import Literal

import click

from tracer.cli.terms import TERMS
from tracer.cli.texts import TEXTS

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
_language: ContextVar[Language] = ContextVar("language", default="en")


def choose(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """The language of ``--lang``, wherever it stands, else that of the locale.

    >>> choose(["parse", "--lang", "zh"], {}), choose([], {"LANG": "zh_CN.UTF-8"}), choose([], {"LANG": "C"})
    ('zh', 'zh', 'en')
    """
    for position, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang":
            value = "".join(arguments[position + 1 : position + 2])
        if value in LANGUAGES:
            return value
    locale = next((environment[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(k)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def speak(language: Language) -> None:
    """Use this language from now on."""
    _language.set(language)


def language() -> Language:
    """The language in use."""
    return _language.get()


def say(key: str, **fields: object) -> str:
    """The sentence of this key in the language in use.

    >>> say("no_notice")
    'no notice found in the input'
    """
    text = TEXTS[key][LANGUAGES.index(_language.get())]
    return text.format(**fields) if fields else text


def word(group: str, code: str | None) -> str:
    """A code as a reader writes it (``female`` -> 女); the code itself where no word is known.

    >>> word("sex", "female"), word("mark", "in_law"), word("sex", None)
    ('female', 'in_law', '')
    """
    if code is None:
        return ""
    if _language.get() == "en":
        return code
    return TERMS.get(group, {}).get(code, code)


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(say("error", message=" ".join(message.split())), err=True)
