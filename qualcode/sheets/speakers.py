"""The sheet of speakers: who a label stands for in one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import INTERVIEWER, Speaker
from qualcode.sheets.anchor import FORGOTTEN
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines
from qualcode.sheets.named import document_of

if TYPE_CHECKING:
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

FIELDS = (
    Field("document", ("bestand", "file", "transcript"), required=True),
    Field("label", ("spreker", "speaker", "aanduiding"), required=True),
    Field("person", ("persoon", "pseudoniem", "respondent")),
    Field("role", ("rol",), required=True),
    Field("case", ("casus", "school", "instelling")),
)
INTERVIEWERS = frozenset({"interviewer", "onderzoeker", "vragensteller", "gespreksleider", "moderator"})


def read_speakers(sheet: Sheet, known: Known, said: list[str] | None = None) -> list[Speaker]:
    """Who each label stands for. The person may be empty (unknown, or several at once), the role may not.

    A row whose label was forgotten in the document is left out, and `said` hears of it.

    Raises
    ------
    SheetFaults
        An unknown document, person or case, a label that the document does not have, a label named twice.
    """
    found = Found(sheet.name)
    speakers: list[Speaker] = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines(sheet, FIELDS, found):
        speaker = _speaker(line, known, found)
        if speaker is None:
            continue
        key = (speaker.document, speaker.label)
        if key in seen:
            found.fault(line.number, f'the label "{speaker.label}" of this document stands in row {seen[key]} too.')
        seen.setdefault(key, line.number)
        speakers.append(speaker)
    found.close()
    if said is not None:
        said.extend(found.changed)
    return speakers


def _speaker(line: Line, known: Known, found: Found) -> Speaker | None:
    document = document_of(line, known, found)
    label = line["label"].rstrip(":").strip()
    if document and known.labels:
        labels = list(known.labels(document.id))
        if label not in labels and FORGOTTEN * len(label) in labels:
            found.change(line.number, f"a speaker of {document.name} who was forgotten: left out.")
            return None
        if label not in labels:
            found.unknown(line.number, f"speaker label in {document.name}", label, labels)
    if line["person"] and line["person"] not in known.persons:
        found.unknown(line.number, "person", line["person"], list(known.persons))
    if line["case"] and line["case"] not in known.cases:
        found.unknown(line.number, "case", line["case"], list(known.cases))
    role = line["role"].casefold()
    if not role:
        found.fault(line.number, f'the speaker "{label}" has no role.', "A person may be unknown, a role may not.")
    if document is None:
        return None
    role = INTERVIEWER if role in INTERVIEWERS else role
    return Speaker(document.id, label, role, line["person"] or None, line["case"] or None)
