"""What an import did, as a value: kept, changed and left out, per file; added and already known, per sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


@dataclass(frozen=True, slots=True)
class FileReport:
    """What happened to one file. `status`: added, known (seen before, nothing to do) or failed (then `problem` says why)."""

    path: str
    status: str
    name: str = ""
    document: str | None = None
    convention: str = ""
    turns: int = 0
    words: int = 0
    speakers: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class ImportReport:
    """What happened to each file of an import; one bad file is a row here, not an error."""

    files: tuple[FileReport, ...]

    @property
    def added(self) -> tuple[FileReport, ...]:
        """Files that became documents."""
        return tuple(file for file in self.files if file.status == "added")

    @property
    def known(self) -> tuple[FileReport, ...]:
        """Files seen before, with the same content."""
        return tuple(file for file in self.files if file.status == "known")

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """Files that could not be read; each says why."""
        return tuple(file for file in self.files if file.status == "failed")

    @property
    def frame(self) -> pd.DataFrame:
        """One row a file."""
        import pandas as pd

        columns = ("path", "status", "name", "document", "convention", "turns", "words", "speakers", "kept", "changed",
                   "left_out", "problem")  # fmt: skip
        rows = [[_plain(getattr(file, name)) for name in columns] for file in self.files]
        return pd.DataFrame(rows, columns=list(columns))

    def __str__(self) -> str:
        lines = [f"{len(self.added)} added, {len(self.known)} known, {len(self.failed)} failed"]
        for file in self.files:
            if file.problem:
                told = file.problem.startswith(file.path)
                lines.append(f"  {file.problem}" if told else f"  {file.path}: {file.problem}")
            lines.extend(f"  {file.path}: left out {what}" for what in file.left_out)
            lines.extend(f"  {file.path}: {what}" for what in file.changed)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return str(self.frame.to_html(index=False, escape=True))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    if hasattr(value, "items"):
        return ", ".join(f"{key} {count}" for key, count in value.items())
    return value


@dataclass(frozen=True, slots=True)
class Added:
    """What a sheet brought: how many records are new, how many were known, and what was changed on the way."""

    what: str
    added: int = 0
    known: int = 0
    changed: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = f"{self.what}: {self.added} added, {self.known} known"
        return "\n".join([text, *(f"  {line}" for line in self.changed)])
