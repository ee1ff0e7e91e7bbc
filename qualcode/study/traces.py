"""Where the words of a study lie outside its project: raw files, written tables, shared and older copies."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.study.ledger import NAME as LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Folders that hold no files of a study.
_ELSEWHERE = frozenset({".git", ".venv", "node_modules", "__pycache__"})
_FOLDERS = 2_000
_SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".ods"})


@dataclass(frozen=True, slots=True)
class Trace:
    """A file that may still hold something, and what it is to the study."""

    path: Path
    what: str

    def __str__(self) -> str:
        return f"{self.path}  ({self.what})"


def traces(project: Path, raw: Iterable[str] = ()) -> list[Trace]:
    """Files at known places that qualcode does not change when something is forgotten.

    Parameters
    ----------
    project
        The project file; its folder and the folders in it are looked through.
    raw
        The raw files that are meant, as the project names them.

    Returns
    -------
    Raw files of these names, sheets (of codings, persons, answers), copies of the project (shared ones and those that
    migrations made), and every table that `build` wrote. What was mailed, printed or copied elsewhere nobody can list.
    """
    wanted = {Path(name).name: name for name in raw}
    found: list[Trace] = []
    for folder, files in _folders(project.resolve().parent):
        for name in files:
            path = folder / name
            if name in wanted:
                found.append(Trace(path, "raw file"))
            elif _is_copy(path, project):
                found.append(Trace(path, "copy of a project"))
            elif name == LEDGER:
                found.extend(Trace(table, "written table") for table in written(path))
            elif path.suffix.lower() in _SHEETS:
                found.append(Trace(path, "sheet"))
    tables = {trace.path for trace in found if trace.what == "written table"}
    found = [trace for trace in found if trace.what == "written table" or trace.path not in tables]
    return sorted(found, key=lambda trace: (trace.what, trace.path))


def written(ledger: Path) -> list[Path]:
    """The tables that a folder's list names and that are still there, with those put beside ones changed by hand."""
    try:
        named = json.loads(ledger.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return [path for path in ledger.parent.iterdir() if path.is_file() and path != ledger]
    return [path for name in named if (path := ledger.parent / name).is_file()]


def _folders(top: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every folder below, not followed through links, up to a number that no study has."""
    for count, (folder, inner, files) in enumerate(os.walk(top)):
        inner[:] = sorted(name for name in inner if name not in _ELSEWHERE)
        if count >= _FOLDERS:
            return
        yield Path(folder), files


def _is_copy(path: Path, project: Path) -> bool:
    name = path.name
    return ".qualcode" in name and not name.endswith(("-wal", "-shm")) and path.resolve() != project.resolve()
