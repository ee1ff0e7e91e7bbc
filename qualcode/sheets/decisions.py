"""The sheet of decisions: what a meeting decided about a stretch of text, why, and the rule that came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import Decision
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines
from qualcode.sheets.named import code_of, document_of
from qualcode.sheets.places import place_of

if TYPE_CHECKING:
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

FIELDS = (
    Field("document", ("bestand", "file", "transcript"), required=True),
    Field("start", ("begin", "van")),
    Field("end", ("eind", "einde", "tot")),
    Field("quote", ("citaat", "fragment", "tekst", "text")),
    Field("code", (), required=True),
    Field("decision", ("besluit", "beslissing"), required=True),
    Field("reason", ("reden", "waarom", "toelichting")),
    Field("rule", ("regel", "beslisregel")),
)


def read_decisions(sheet: Sheet, known: Known) -> list[Decision]:
    """What was decided, where, and why.

    Raises
    ------
    SheetFaults
        An unknown document or code, a stretch that cannot be found, a row without a decision.
    """
    found = Found(sheet.name)
    rows = [row for line in lines(sheet, FIELDS, found) if (row := _decision(line, known, found))]
    found.close()
    return list(dict.fromkeys(rows))


def _decision(line: Line, known: Known, found: Found) -> Decision | None:
    document = document_of(line, known, found)
    book = known.codebook
    code = code_of(line, line["code"], book, known, found) if book is not None and line["code"] else line["code"]
    if not line["decision"]:
        found.fault(line.number, "the row says no decision.")
    if document is None or code is None:
        return None
    place = place_of(line, document, known, found)
    if place is None:
        return None
    return Decision(document.id, place.start, place.end, code, line["decision"], line["reason"], line["rule"])
