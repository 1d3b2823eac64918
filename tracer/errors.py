"""The one tree of errors. Each carries the exit code with which the command line ends."""

from __future__ import annotations


class TracerError(Exception):
    """Anything tracer refuses to do, said in one line a user can act on."""

    exit_code = 1


class InputError(TracerError):
    """A file that cannot be read as text: missing, empty, binary or undecodable."""

    exit_code = 2


class NoNoticeError(TracerError):
    """Every input was read, and none of them holds a case notice."""

    exit_code = 1


class RuleError(TracerError):
    """A rule file that cannot be used; the message names the file, the rule id and the reason."""

    exit_code = 2


class StoreError(TracerError):
    """A workspace file that is missing, foreign or of another version."""

    exit_code = 2


class ExportError(TracerError):
    """An output that cannot be written."""

    exit_code = 2
