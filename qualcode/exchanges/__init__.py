"""Whole projects of other programs, in and out: one module a format, found by suffix.

An exchange is a module with ``read(path, project) -> ImportReport`` or ``write(project, path, *, audience) -> report``. The
built-in ones stand in `EXCHANGES`; strangers add theirs by the entry point group ``qualcode.exchanges`` (name: the suffix).
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import FormatError

if TYPE_CHECKING:
    from types import ModuleType

#: Suffix and module of each whole-project format that comes with qualcode.
EXCHANGES: dict[str, str] = {}


def formats() -> dict[str, str]:
    """The suffixes of whole projects that can be read or written here, and what does it."""
    from importlib.metadata import entry_points  # slow, and asked for seldom

    others = {"." + point.name.lstrip(".").lower(): point.value for point in entry_points(group="qualcode.exchanges")}
    return {**others, **EXCHANGES}


def exchange(path: str | Path) -> ModuleType | Any:
    """The exchange for a file, by its suffix.

    Raises
    ------
    FormatError
        Nothing installed reads whole projects of this kind.
    """
    suffix = Path(path).suffix.lower()
    known = formats()
    if suffix not in known:
        listed = ", ".join(sorted(known)) or "none yet"
        raise FormatError(f'No exchange for "{path}". Whole projects that can be read here: {listed}.')
    return import_module(known[suffix])
