"""The sheet of exceptions: what one conversation asked or skipped otherwise than its instrument says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import Asked
from qualcode.sheets.cells import yes_or_no
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, lines
from qualcode.sheets.named import document_of

if TYPE_CHECKING:
    from qualcode.model import Document
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

FIELDS = (
    Field("document", ("bestand", "file", "transcript"), required=True),
    Field("topic", ("onderwerp", "thema", "vraag"), required=True),
    Field("asked", ("gevraagd", "gesteld"), required=True),
)


def read_asked(sheet: Sheet, known: Known) -> list[Asked]:
    """Which topics a conversation asked after all, or skipped.

    Raises
    ------
    SheetFaults
        An unknown document, a topic that its instrument does not have, an answer that is neither yes nor no, a row
        that stands twice.
    """
    found = Found(sheet.name)
    rows: list[Asked] = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines(sheet, FIELDS, found):
        document = document_of(line, known, found)
        said = yes_or_no(line["asked"])
        if said is None:
            found.fault(line.number, f'asked says "{line["asked"]}".', "Write yes or no.")
        topics = _topics(document, known)
        if topics is not None and line["topic"] not in topics:
            found.unknown(line.number, "topic", line["topic"], topics)
        if document is None or said is None:
            continue
        key = (document.id, line["topic"])
        if key in seen:
            found.fault(line.number, f'the topic "{line["topic"]}" of this document stands in row {seen[key]} too.')
        seen.setdefault(key, line.number)
        rows.append(Asked(document.id, line["topic"], said))
    found.close()
    return rows


def _topics(document: Document | None, known: Known) -> list[str] | None:
    """The topics that this document may name: those of its instrument, else of any; None where none are known."""
    if known.topics is None:
        return None
    instrument = document.instrument if document else None
    return list(dict.fromkeys(t.topic for t in known.topics if instrument in (None, t.instrument)))
