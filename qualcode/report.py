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
    `pages` counts the pages of a paged file, `pages_without_text` those of them that hold none (a scan, or blank).
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
    pages: int = 0
    pages_without_text: int = 0


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

        rows = [[_plain(getattr(file, name)) for name in COLUMNS] for file in self.files]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @property
    def spoken(self) -> Mapping[str, Mapping[str, int]]:
        """The turns of each label by the name of the file, for the files in which somebody speaks."""
        return {file.name or file.path: file.speakers for file in self.files if file.speakers}

    @property
    def census(self) -> pd.DataFrame:
        """Who speaks, over all files: ``label, role, turns, files, only_in, meant``, the label in most files first.

        `role` is what the wording of the label tells, else empty; `only_in` names the file of a label that no other file
        has; `meant` is a more frequent label of which this one may be a typing error, also where that stands in other files.
        """
        from qualcode import census

        return census.frame(census.census(self.spoken), len(self.spoken))

    @property
    def totals(self) -> Mapping[str, int]:
        """All files together: files, added, known, failed, words, turns, answers, times, labels, pages, pages_without_text."""
        whole = ("words", "turns", "answers", "times", "pages", "pages_without_text")
        return {
            "files": len(self.files), "added": len(self.added), "known": len(self.known), "failed": len(self.failed),
            "labels": len({label for labels in self.spoken.values() for label in labels}),
            **{name: sum(getattr(file, name) for file in self.files) for name in whole},
        }  # fmt: skip

    def write_speakers(self, path: str | Path) -> Path:
        """Write a sheet of speakers to fill in (.csv): a row a label and file with the role that its wording tells.

        Person, case and the roles that are missing are yours; `add_speakers` reads it back.
        """
        from qualcode.census import write_sheet

        return write_sheet(path, self.spoken)

    def __str__(self) -> str:
        """What is out of the ordinary of each file, and where files were only looked at, who speaks over all of them."""
        from qualcode import census

        if self.looked:
            head = [f"{len(self.looked)} read, {len(self.failed)} failed; nothing was stored"]
        else:
            head = [f"{len(self.added)} added, {len(self.known)} known, {len(self.failed)} failed"]
        if len(self.files) > 1:
            head.append(f"  {', '.join(_total(self.totals))}")
        lines = [*head, *(line for file in self.files for line in _lines(file))]
        if len(self.spoken) > 1:
            voices = census.census(self.spoken)
            lines += [f"  {line}" for line in census.doubtful(voices, self.spoken)]
            if self.looked:
                lines += [f"Who speaks in {len(self.spoken)} files:"]
                lines += [f"  {line}" for line in census.in_words(voices, len(self.spoken))]
        return "\n".join(lines)

    @property
    def table(self) -> Table:
        """The report as a table, a row a file; `census_table` says who speaks."""
        return _table("import", self.frame.drop(columns=["document"]))

    @property
    def census_table(self) -> Table:
        """Who speaks, over all files, as a table."""
        return _table("census", self.census)

    def write(self, path: str | Path, *, lang: str = "nl") -> Path:
        """Write the report to a file; its suffix says as what (.csv, .html, .xlsx, .docx ...), html with who speaks below."""
        suffix = str(path).rpartition(".")[2].lower()
        if suffix in ("csv", "json"):
            return self.table.write(path, lang=lang)
        if suffix == "html":
            from functools import partial
            from pathlib import Path

            from qualcode.tables.html import text
            from qualcode.tables.whole import write_whole

            tables = self._tables(lang)
            page = text(tables[0], lang=lang, more=tables[1:])
            write_whole(Path(path), partial(_put, page))
            return Path(path)
        return self._tables(lang)[0].write(path, lang=lang)

    def to_text(self, *, lang: str = "nl", width: int | None = None) -> str:
        """The report as tables for a terminal: one row a file, then one row a label."""
        return "\n".join(table.to_text(lang=lang, width=width) for table in self._tables(lang))

    def _repr_html_(self) -> str:
        from qualcode.tables import as_html

        return "<br>\n".join(as_html(table, lang="nl") for table in self._tables("nl"))

    def _tables(self, lang: str) -> list[Table]:
        """What people read: the files with everything that is to be said of them in one column, and who speaks."""
        import pandas as pd

        from qualcode.table import Note

        total = self.totals
        values = {name: total[name] for name in ("files", "words", "turns", "answers", "labels", "times", "failed")}
        note = Note("import.total", {**values, "blank": total["pages_without_text"]})
        rows = [_printed(file, lang) for file in self.files]
        files = _table("import", pd.DataFrame(rows, columns=list(PRINTED))).with_notes(note)
        return [files, self.census_table] if self.spoken else [files]


#: What the frame of an import says of each file, and what of it is printed.
COLUMNS = ("path", "status", "name", "document", "convention", "words", "turns", "answers", "times", "speakers", "roles",
           "kept", "changed", "left_out", "share", "missing", "warnings", "pages", "pages_without_text", "problem")  # fmt: skip
PRINTED = ("path", "status", "convention", "words", "turns", "answers", "times", "speakers", "kept", "share", "remarks")


def _table(kind: str, frame: pd.DataFrame) -> Table:
    from qualcode import __version__
    from qualcode.table import Recipe, Table
    from qualcode.wording import WORDING

    return Table("frame", frame, Recipe(kind, {}, {}, "", {}, __version__), caption=WORDING[f"caption.{kind}"])


def _printed(file: FileReport, lang: str) -> list[object]:
    """One file in the words of a language; what readers and detectors say of it stays as they say it."""
    from qualcode.wording import known, say

    def word(key: str, plain: str, **values: object) -> str:
        return say(key, lang, **values) if known(key) else plain

    speakers = [f"{label} ({count})" for label, count in file.speakers.items()]
    kept = [word(f"kept.{what}", f"{what}: {n}", n=n) for what, n in file.kept.items()]
    left_out = [f"{say('column.left_out', lang)}: {what}" for what in file.left_out]
    missing = [f"{say('column.missing', lang)}: {what}" for what in file.missing]
    problem = file.problem.removeprefix(f"{file.path}: ")
    remarks = [*([problem] if problem else []), *file.warnings, *left_out, *missing, *file.changed]
    convention = word(f"convention.{file.convention}", file.convention)
    numbers = [getattr(file, name) or None for name in ("words", "turns", "answers", "times")]
    return [file.path, word(f"outcome.{file.status}", file.status), convention, *numbers, ", ".join(speakers), ", ".join(kept),
            file.share, "; ".join(remarks)]  # fmt: skip


def _put(page: str, place: Path) -> None:
    place.write_text(page, encoding="utf-8", newline="\n")


def _total(totals: Mapping[str, int]) -> list[str]:
    pairs = [("file", "files"), ("word", "words"), ("turn", "turns"), ("answer", "answers"), ("time", "times"),
             ("speaker label", "labels"), ("page without text", "pages_without_text")]  # fmt: skip
    return [_count(totals[name], what) for what, name in pairs if totals[name]]


def _count(count: int, what: str) -> str:
    head, space, tail = what.partition(" without ")
    return f"{count:,} {head}{'' if count == 1 else 's'}{space}{tail}"


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
    return [_count(count, what) for what, count in pairs if count]


def _speaker(file: FileReport, label: str) -> str:
    role = file.roles.get(label, "role unknown")
    return f"{label}: {file.speakers[label]} ({role})"


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
