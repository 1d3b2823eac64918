"""Which files a user means: names, directories, globs the shell left alone, and ``-`` for standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tracer.errors import InputError
from tracer.read.document import STDIN

SUFFIX = ".txt"
"""What is read out of a directory; a file of any other name is read when it is named."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files to read, in order and each once, and what was asked for but does not exist."""

    files: tuple[str, ...]
    errors: tuple[InputError, ...] = ()


def find_inputs(arguments: Iterable[str | Path]) -> Inputs:
    """Expand files, directories (all ``*.txt`` below them, sorted), globs and ``-``.

    A name that stands for nothing becomes one of ``errors``, so that the others can still be read. A missing
    plain file stays among ``files``: reading it will say so.

    >>> find_inputs(["-", "a.txt", "./a.txt"]).files
    ('-', 'a.txt')
    """
    found: dict[str, str] = {}
    errors: list[InputError] = []
    for argument in map(str, arguments):
        try:
            for file in _expand(argument):
                found.setdefault(file if file == STDIN else os.path.realpath(file), file)
        except InputError as error:
            errors.append(error)
    return Inputs(tuple(found.values()), tuple(errors))


def _expand(argument: str) -> list[str]:
    if argument == STDIN:
        return [STDIN]
    if os.path.isdir(argument):
        return _in_directory(argument)
    if glob.has_magic(argument) and not os.path.lexists(argument):
        matches = sorted(glob.glob(argument, recursive=True))
        if not matches:
            raise InputError(f"{argument}: no file matches this pattern")
        return [file for match in matches for file in _matched(match)]
    return [os.path.normpath(argument) if argument else argument]


def _matched(match: str) -> list[str]:
    """A match of a glob; a directory among them may well hold no text."""
    return list(_walk(match)) if os.path.isdir(match) else [match]


def _in_directory(directory: str) -> list[str]:
    files = list(_walk(directory))
    if not files:
        raise InputError(f"{directory}: no {SUFFIX} file in this directory or below; name the files to read")
    return files


def _walk(directory: str) -> Iterator[str]:
    """Text files below a directory, in one order on every machine; hidden ones (.venv, ._a.txt) left out."""
    for folder, below, names in os.walk(directory):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                yield os.path.join(folder, name)
