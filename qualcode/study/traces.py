"""Where the words of a study lie outside its project: raw files, written tables, shared and older copies."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import QualcodeError
from qualcode.readers.limits import Package, content
from qualcode.study.ledger import NAME as LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Folders that hold no files of a study.
_ELSEWHERE = frozenset({".git", ".venv", "node_modules", "__pycache__"})
_FOLDERS = 2_000
#: Where a written file says by what it was made: in its text, in a part of its package, or in its columns.
_MADE = re.compile(rb"\(qualcode \d")
_ZIPPED = {".docx": ("word/document.xml",), ".xlsx": ("xl/sharedStrings.xml",)}
_COLUMNS = frozenset({".csv", ".tsv"})
_WRITTEN = frozenset({".html", ".md", ".txt", ".json", ".tex", ".svg", *_ZIPPED, *_COLUMNS})
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
    migrations made), every table that `build` wrote, and every other one that says by which recipe it was made. What was mailed, printed or copied elsewhere nobody can list.
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
            elif _says_so(path):
                found.append(Trace(path, "written table"))
            elif path.suffix.lower() in _SHEETS:
                found.append(Trace(path, "sheet"))
    tables = {trace.path for trace in found if trace.what == "written table"}
    found = [trace for trace in found if trace.what == "written table" or trace.path not in tables]
    return sorted(dict.fromkeys(found), key=lambda trace: (trace.what, trace.path))


def written(ledger: Path) -> list[Path]:
    """The tables that a folder's list names and that are still there, with those put beside ones changed by hand."""
    try:
        named = json.loads(ledger.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return [path for path in ledger.parent.iterdir() if path.is_file() and path != ledger]
    return [path for name in named if (path := ledger.parent / name).is_file()]


def _says_so(path: Path) -> bool:
    """Whether a file says of itself that it is a table or report written here: by its note, or the columns of its recipe."""
    suffix = path.suffix.lower()
    if suffix not in _WRITTEN:
        return False
    try:
        data = content(path)
        if suffix in _COLUMNS:
            return (
                data.partition(b"\n")[0]
                .rstrip()
                .endswith((b"recipe;audience", b"recipe,audience", b"recipe\taudience"))
            )
        if suffix not in _ZIPPED:
            return _MADE.search(data) is not None
        package = Package(data, path)
        return any(_MADE.search(package.read(name)) for name in _ZIPPED[suffix] if name in package)
    except QualcodeError:
        return False  # damaged, or none of ours: it is a sheet or a raw file at most


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
