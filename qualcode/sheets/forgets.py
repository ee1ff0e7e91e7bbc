"""The sheet of what must be forgotten: a person, a document, or a passage of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import Ambiguous, Unknown, did_you_mean
from qualcode.sheets.cells import day
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines
from qualcode.sheets.places import FAULTY, offset_of

if TYPE_CHECKING:
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

FIELDS = (
    Field("document", ("bestand", "file", "transcript")),
    Field("start", ("begin", "van")),
    Field("end", ("eind", "einde", "tot")),
    Field("person", ("persoon", "pseudoniem", "respondent")),
    Field("date", ("datum",)),
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is to be erased: a person, or a document, or its characters from `start` to `end`."""

    person: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class ForgetSheet:
    """What is to be erased, and which rows name something that is not there (any more)."""

    erasures: tuple[Erasure, ...]
    changed: tuple[str, ...] = ()


def read_forgets(sheet: Sheet, known: Known) -> ForgetSheet:
    """What must be forgotten. A row names a person or a document, with start and end for a passage of it.

    A person or document that is not known may have been forgotten before: no fault, but always told.

    Raises
    ------
    SheetFaults
        A row that names nothing or both, a start without an end, an end before its start, a date that is none.
    """
    found = Found(sheet.name)
    rows = [row for line in lines(sheet, FIELDS, found) if (row := _erasure(line, known, found))]
    found.close()
    return ForgetSheet(tuple(dict.fromkeys(rows)), tuple(found.changed))


def _erasure(line: Line, known: Known, found: Found) -> Erasure | None:
    if line["date"] and day(line["date"]) is None:
        found.fault(line.number, f'"{line["date"]}" is no date.', "Write it as 2026-06-14 or 14-6-2026.")
    if bool(line["person"]) == bool(line["document"]):
        found.fault(line.number, "the row must name a person or a document, one of the two.")
        return None
    start, end = (offset_of(line, field, found) for field in ("start", "end"))
    if FAULTY in (start, end):
        return None
    if (start is None) != (end is None) or (start is not None and end is not None and end <= start):
        found.fault(line.number, "a passage needs a start and an end after it.", "Give both, or neither for the whole.")
        return None
    if line["person"] and line["person"] in known.persons:
        return Erasure(person=line["person"])
    if line["person"]:
        _gone(line, "person", list(known.persons), found)
        return None
    try:
        return Erasure(document=known.document(line["document"]).id, start=start, end=end)
    except Ambiguous as fault:
        found.fault(line.number, str(fault))
    except Unknown:
        _gone(line, "document", [document.name for document in known.documents], found)
    return None


def _gone(line: Line, what: str, known: list[str], found: Found) -> None:
    near = did_you_mean(line[what], known)
    found.change(line.number, f'no {what} "{line[what]}": forgotten before, or never there.{near}')
