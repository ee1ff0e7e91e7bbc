"""A file is whole or is not there: it is made beside its place, flushed to the disk, and moved there when complete."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING
from uuid import uuid4

from qualcode.errors import NotWritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_whole(path: Path, make: Callable[[Path], None]) -> None:
    """Let `make` write a file beside `path` and move it there; whatever goes wrong, nothing half made is left."""
    if not path.parent.is_dir():
        raise NotWritten(path, f'there is no folder "{path.parent}"', "Make the folder first.")
    if path.is_dir():
        raise NotWritten(path, "it is a folder", "Choose the name of a file.")
    # The suffix stays, for writers that look at it; the name says that the file is not finished.
    beside = path.with_name(f".{path.stem}.{uuid4().hex[:8]}.part{path.suffix}")
    try:
        make(beside)
        _flush(beside)
        os.replace(beside, path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _refusal(path: Path, error: OSError) -> NotWritten:
    if error.errno in _FULL:
        return NotWritten(path, "the disk is full", "Make room and write it again.")
    if isinstance(error, PermissionError):
        if path.exists() and os.access(path.parent, os.W_OK):
            return NotWritten(path, "it is open in another program or protected", "Close it there and write it again.")
        return NotWritten(path, "the folder may not be written", "Choose another folder.")
    if error.errno == errno.EROFS:
        return NotWritten(path, "the folder may not be written", "Choose another folder.")
    return NotWritten(path, (error.strerror or str(error)).rstrip("."))
