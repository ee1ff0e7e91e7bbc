"""The sheet of documents: which files belong to the study, and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model import DOCUMENT_KINDS
from qualcode.sheets.cells import day
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines, meant

if TYPE_CHECKING:
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

FIELDS = (
    Field("file", ("bestand", "bestandsnaam", "document", "pad", "path"), required=True),
    Field("case", ("casus", "school", "instelling")),
    Field("wave", ("meting", "golf", "moment")),
    Field("kind", ("soort", "type")),
    Field("instrument", ("leidraad", "vragenlijst", "interviewleidraad")),
    Field("date", ("datum",)),
    Field("language", ("taal",)),
    Field("responsible", ("verantwoordelijk", "verantwoordelijke", "codeur", "verantwoordelijk codeur")),
    Field("revises", ("vervangt", "herziet", "correctie van")),
)

KINDS = {
    "groep": "group", "groepsgesprek": "group", "groepsinterview": "group", "focusgroep": "group", "gesprek": "interview",
    "verslag": "minutes", "notulen": "minutes", "stuk": "document", "casusbeschrijving": "document", "antwoord": "answer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One row of the sheet: a file, or a pattern of files, and what is said of it."""

    file: str
    case: str | None = None
    wave: str | None = None
    kind: str | None = None
    instrument: str | None = None
    date: str | None = None
    language: str | None = None
    responsible: str | None = None
    revises: str | None = None
    row: int = 0


def read_documents(sheet: Sheet, known: Known) -> list[DocumentEntry]:
    """The documents of a sheet; only `file` (relative to the sheet, ``*`` allowed) must be given.

    Raises
    ------
    SheetFaults
        An unknown case, a wave that is not declared, a kind, date or instrument that cannot be read, a file named
        twice for the same case and wave.
    """
    found = Found(sheet.name)
    entries: list[DocumentEntry] = []
    seen: dict[tuple[str, str | None, str | None], int] = {}
    rows = list(lines(sheet, FIELDS, found))
    if "file" not in meant(sheet, FIELDS).values():
        found.fault(None, "names no files.", "Answers to a questionnaire are added by `qualcode add survey`.")
        found.close()
    for line in rows:
        entry = _entry(line, known, found)
        key = (entry.file, entry.case, entry.wave)
        if key in seen:
            found.fault(
                line.number, f'the file "{entry.file}" stands in row {seen[key]} too.', "Remove one of the two rows."
            )
        seen.setdefault(key, line.number)
        entries.append(entry)
    found.close()
    return entries


def files_named(sheet: Sheet, folder: Path) -> list[Path]:
    """Every file that a sheet of documents names, patterns and folders resolved, whatever else is wrong with it."""
    named: list[Path] = []
    for line in lines(sheet, FIELDS, Found(sheet.name)):
        file = line["file"]
        if not file:
            continue
        place = str(folder / file)
        for path in map(Path, sorted(glob(place, recursive=True)) if has_magic(place) else [place]):
            named.extend(sorted(path.rglob("*")) if path.is_dir() else [path])
    return named


def _entry(line: Line, known: Known, found: Found) -> DocumentEntry:
    if not line["file"]:
        found.fault(line.number, "a document needs a file.")
    if line["case"] and line["case"] not in known.cases:
        found.unknown(line.number, "case", line["case"], list(known.cases))
    if line["wave"] and line["wave"] not in known.waves:
        found.unknown(line.number, "wave", line["wave"], list(known.waves))
    kind = KINDS.get(line["kind"].casefold(), line["kind"].casefold())
    if kind and kind not in DOCUMENT_KINDS:
        found.unknown(line.number, "kind of document", line["kind"], list(DOCUMENT_KINDS))
    guides = list(dict.fromkeys(topic.instrument for topic in known.topics or ()))
    if line["instrument"] and guides and line["instrument"] not in guides:
        found.unknown(line.number, "instrument", line["instrument"], guides)
    when = day(line["date"])
    if line["date"] and when is None:
        found.fault(line.number, f'"{line["date"]}" is no date.', "Write it as 2026-06-14 or 14-6-2026.")
    said = {name: line[name] or None for name in ("case", "wave", "instrument", "language", "responsible", "revises")}
    return DocumentEntry(file=line["file"], kind=kind or None, date=when, row=line.number, **said)
