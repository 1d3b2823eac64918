"""Whole files or none: what is written replaces the file of that name only once it is complete."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from tracer.errors import ExportError

Output = str | os.PathLike[str] | IO[bytes] | IO[str]


def write_output(data: bytes, target: Output) -> None:
    """Write to a path (through a temporary file beside it), or to an open file of bytes or of text.

    Raises:
        ExportError: the file cannot be written.
    """
    if not isinstance(target, str | os.PathLike):
        _write_open(data, target)
        return
    with open_output(Path(target)) as file:
        file.write(data)


@contextmanager
def open_output(path: Path) -> Iterator[IO[bytes]]:
    """A file of bytes that takes the place of ``path`` when the block ends well, and vanishes when it does not.

    Raises:
        ExportError: the file cannot be written.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            os.chmod(temporary, _mode(path))
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise ExportError(f"{path}: cannot write: {error.strerror or error}") from error


def write_folder(files: Mapping[str, bytes], target: Output) -> None:
    """Write several files into a folder, which is made if need be; each file is whole or not there.

    Raises:
        ExportError: the target is no folder, or a file cannot be written.
    """
    if not isinstance(target, str | os.PathLike):
        raise ExportError(f"this format is several files ({', '.join(sorted(files))}): give a folder")
    folder = Path(target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: cannot make this folder: {error.strerror or error}") from error
    for name in sorted(files):
        write_output(files[name], folder / name)


def _mode(path: Path) -> int:
    """The permissions of the file replaced, or those a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _write_open(data: bytes, file: IO[bytes] | IO[str]) -> None:
    if isinstance(file, io.TextIOBase):
        file.write(data.decode("utf-8"))
    else:
        cast(IO[bytes], file).write(data)
