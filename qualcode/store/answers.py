"""Open answers of a survey as documents: one an answer, of kind ``answer``, so that they are coded like talk."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from qualcode.errors import CallError, did_you_mean
from qualcode.report import FileReport
from qualcode.store.intake import File, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

_CASE = ("case", "school", "casus")


def answers_of(read: Sheet, respondent: str, columns: Sequence[str], known: Known) -> list[Found]:
    """Each answer in these columns that says anything, as a document called by its respondent and its question.

    Where the sheet has a column ``case`` or ``school`` that names a case of the project, the answer belongs to it.
    """
    for column in columns:
        if column not in read.columns:
            raise CallError(f'{read.name} has no column "{column}".{did_you_mean(column, read.columns)}')
    place = next((column for column in read.columns if column.casefold() in _CASE), None)
    return list(_found(read, respondent, columns, place, known))


def _found(read: Sheet, respondent: str, columns: Sequence[str], place: str | None, known: Known) -> Iterator[Found]:
    from qualcode.transcripts import find_turns

    for row in read.rows:
        who = row.values[respondent].strip()
        case = row.values[place].strip() if place else ""
        said = {"kind": "answer", "case": case if case in known.cases else None}
        for column in columns:
            text = row.values[column].strip()
            if text:
                name = normalize("NFC", f"{who} {column}")
                mark = "\0".join((read.name, who, column, text)).encode()
                talk = find_turns(text)
                report = FileReport(name, "added", name, convention=talk.convention, turns=len(talk.turns))
                file = File(Path(read.name), name, f"{read.name}, {name}", said)
                yield Found(file, hashlib.sha256(mark).hexdigest(), text, talk.turns, talk.convention, report)
