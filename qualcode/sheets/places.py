"""Where the segment of a row stands: its start, end and quote read from the cells, and anchored in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.sheets.anchor import Lost, Place, Plain, anchor

if TYPE_CHECKING:
    from qualcode.model import Document
    from qualcode.sheets.faults import Found
    from qualcode.sheets.header import Line
    from qualcode.sheets.known import Known

SAID = {
    "quote": "the offsets did not fit; the quote stands once, at {start}-{end}",
    "spacing": "the offsets did not fit; but for spaces or quotation marks the quote stands at {start}-{end}",
    "nearest": "the offsets did not fit; the nearest place of the quote is {start}-{end}",
}
FAULTY = -1  # an offset that could not be read; the fault is noted


def place_of(
    line: Line, document: Document, known: Known, found: Found, plain: dict[str, Plain] | None = None
) -> Place | None:
    """The place of a row's segment, or a fault and nothing. A place found by the quote is noted among the changes.

    `plain` keeps normalised texts between the rows of a sheet.
    """
    start, end = (offset_of(line, field, found) for field in ("start", "end"))
    if FAULTY in (start, end):
        return None
    if (start is None) != (end is None):
        found.fault(
            line.number, "the row gives a start without an end, or an end without a start.", "Give both or neither."
        )
        return None
    if start is not None and end is not None and end <= start:
        what = "the segment is empty" if end == start else "the end comes before the start"
        found.fault(
            line.number, f"{what} ({start}-{end}).", "Offsets count characters from 0; the end is not included."
        )
        return None
    text = known.text(document.id)
    place = anchor(text, start, end, line["quote"], lambda: _plain(document.id, text, plain))
    if isinstance(place, Lost):
        found.fault(line.number, f"{document.name}: {place.why}", place.then)
        return None
    if place.how in SAID and start is not None:
        found.change(line.number, f"{document.name}: {SAID[place.how].format(start=place.start, end=place.end)}.")
    return place


def _plain(document: str, text: str, kept: dict[str, Plain] | None) -> Plain:
    kept = {} if kept is None else kept
    if document not in kept:
        kept[document] = Plain(text)
    return kept[document]


def offset_of(line: Line, field: str, found: Found) -> int | None:
    """The offset in a cell; None where it is empty, `FAULTY` where it is no number."""
    text = line[field].removesuffix(".0")
    if not text:
        return None
    if not text.isdecimal():
        found.fault(
            line.number, f'{field} says "{line[field]}".', "It is a number of characters from the start of the text."
        )
        return FAULTY
    return int(text)
