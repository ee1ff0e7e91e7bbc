"""What an import did, as a value: kept, changed and left out, per file; added and already known, per sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from qualcode.table import Table


@dataclass(frozen=True, slots=True)
class FileReport:
    """What happened to one file, and what stands in it.

    `status`: added, known (seen before, nothing to do), read (looked at only) or failed (then `problem` says why). `speakers`
    counts turns by label, `roles` is what the labels speak of, `times` counts turns with a time, `answers` questions with
    what they brought. `warnings` are for people to look at: nothing was changed because of them.
    `share` is how much of the file's own words, counted without its reader, stands in the text (0 to 1; NaN where a format is
    not counted so), and `missing` names the rest by kind.
    """

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
    roles: Mapping[str, str] = field(default_factory=dict)
    times: int = 0
    answers: int = 0
    warnings: tuple[str, ...] = ()
    share: float = math.nan
    missing: tuple[str, ...] = ()


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
    def looked(self) -> tuple[FileReport, ...]:
        """Files that were only looked at."""
        return tuple(file for file in self.files if file.status == "read")

    @property
    def frame(self) -> pd.DataFrame:
        """One row a file."""
        import pandas as pd

        columns = ("path", "status", "name", "document", "convention", "words", "turns", "answers", "times", "speakers", "roles",
                   "kept", "changed", "left_out", "share", "missing", "warnings", "problem")  # fmt: skip
        rows = [[_plain(getattr(file, name)) for name in columns] for file in self.files]
        return pd.DataFrame(rows, columns=list(columns))

    def __str__(self) -> str:
        if self.looked:
            head = f"{len(self.looked)} read, {len(self.failed)} failed; nothing was stored"
        else:
            head = f"{len(self.added)} added, {len(self.known)} known, {len(self.failed)} failed"
        return "\n".join([head, *(line for file in self.files for line in _lines(file))])

    @property
    def table(self) -> Table:
        """The report as a table, to print and to write."""
        from qualcode import __version__
        from qualcode.table import Recipe, Table

        frame = self.frame.drop(columns=["document"])
        caption = {"nl": "Wat van elk bestand is ingelezen", "en": "What was read of each file"}
        return Table("frame", frame, Recipe("import", {}, {}, "", {}, __version__), caption=caption)

    def write(self, path: str | Path, *, lang: str = "nl") -> Path:
        """Write the report to a file; its suffix says as what (.csv, .html, .xlsx, .docx ...)."""
        return self.table.write(path, lang=lang)

    def to_text(self, *, lang: str = "nl", width: int | None = None) -> str:
        """The report as a table for a terminal, one row a file; `str(report)` says only what is out of the ordinary."""
        return self.table.to_text(lang=lang, width=width)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def _lines(file: FileReport) -> Iterator[str]:
    """What is to be said of one file: its census where it was only looked at, else what is out of the ordinary."""
    if file.problem:
        yield f"  {file.problem}" if file.problem.startswith(file.path) else f"  {file.path}: {file.problem}"
    if file.status == "read":
        yield f"  {file.path}: {', '.join([file.convention, *_counts(file)])}"
        if file.speakers:
            yield f"    {', '.join(_speaker(file, label) for label in file.speakers)}"
    yield from (f"  {file.path}: left out {what}" for what in file.left_out)
    yield from (f"  {file.path}: {what}" for what in (*file.changed, *file.warnings))
    if file.missing:
        percent = math.floor(file.share * 1000) / 10
        yield f"  {file.path}: {percent:.1f} % of the file's words reached the text; not {'; '.join(file.missing)}"


def _counts(file: FileReport) -> list[str]:
    pairs = (("word", file.words), ("turn", file.turns), ("answer", file.answers), ("time", file.times))
    return [f"{count:,} {what}{'' if count == 1 else 's'}" for what, count in pairs if count]


def _speaker(file: FileReport, label: str) -> str:
    role = file.roles.get(label, "role unknown")
    return f"{label} {file.speakers[label]} ({role})"


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
