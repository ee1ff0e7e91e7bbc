"""Talk in a table: a sheet with a column of speakers and a column of what they said, a row for each piece of talk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.errors import MissingExtra, SheetFaults, Unreadable
from qualcode.readers.sheets import read_sheet
from qualcode.readers.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qualcode.readers.intake import Intake

#: What people call the columns, the likeliest first.
SPEAKER = (
    "speaker",
    "spreker",
    "sprecher",
    "who",
    "wie",
    "participant",
    "deelnemer",
    "name",
    "naam",
    "role",
    "rol",
    "label",
)
TEXT = ("text", "tekst", "talk", "utterance", "uiting", "transcript", "transcriptie", "sentence", "zin", "content", "inhoud",
        "answer", "antwoord", "wat")  # fmt: skip
TIME = (
    "start",
    "time",
    "tijd",
    "begin",
    "starttime",
    "starttijd",
    "begintijd",
    "timestamp",
    "timestart",
    "van",
    "from",
    "in",
)
_ENDS = ("end", "stop", "eind", "einde", "endtime", "eindtijd", "duration", "duur", "tot", "to", "out")
_CLOCK = re.compile(r"\[?(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,6}))?\]?$")


def read(path: Path) -> Intake:
    """Talk in a sheet (.xlsx, .xls, .ods, .csv, .tsv, .sav): columns ``speaker`` and ``text``, ``time`` if there is one.

    Rows of one speaker in a row are one turn, a line each. In Whisper's .tsv times are milliseconds.
    """
    try:
        sheet = read_sheet(path)
    except SheetFaults as fault:
        raise Unreadable(path, str(fault.problems[0]).rstrip(".")) from fault
    except MissingExtra as fault:
        raise Unreadable(path, str(fault).rstrip(".")) from fault
    speaker, text, time = columns_of(sheet.columns)
    if text is None or (speaker is None and time is None):
        raise Unreadable(
            path,
            f"the table has no columns of speakers and of talk (it has: {', '.join(sheet.columns)[:200]})",
            "Name them “speaker” and “text”; answers to a questionnaire are added by `qualcode add survey`.",
        )
    speech = Speech("rows", "\n", changed=list(sheet.changed), left_out=list(sheet.left_out))
    thousandths = path.suffix.lower() == ".tsv" and [c.casefold() for c in sheet.columns] == ["start", "end", "text"]
    strange = 0
    for row in sheet.rows:
        stamp = row.values[time].strip() if time else ""
        start = _seconds(stamp)
        strange += start is None and stamp != ""
        if thousandths and start is not None:
            start /= 1000
        speech.add(row.values[text], row.values[speaker] if speaker else "", start)
    if strange:
        speech.left_out.append(f'times in the column "{time}" that are no times: {strange}')
    used = {speaker, text, time}
    for column in sheet.columns:
        filled = sum(bool(row.values[column].strip()) for row in sheet.rows)
        if column not in used and filled:
            speech.left_out.append(f'column "{column}": {filled} cells')
    return speech.intake()


def columns_of(columns: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """The columns of speakers, talk and times, each None where there is none.

    >>> columns_of(["Nr", "Tijd", "Spreker", "Tekst", "Opmerking"])
    ('Spreker', 'Tekst', 'Tijd')
    """
    return _first(columns, SPEAKER), _first(columns, TEXT), _first(columns, TIME)


def is_talk(columns: Sequence[str]) -> bool:
    """Whether a table with these columns holds talk, and is no sheet of documents, codings or answers.

    >>> is_talk(["spreker", "tekst"]), is_talk(["document", "speaker", "text"]), is_talk(["start", "end", "text"])
    (True, False, True)
    """
    speaker, text, time = columns_of(columns)
    known = {_plain(column) for column in columns}
    timed = time is not None and bool(known & set(_ENDS))
    return text is not None and (speaker is not None or timed) and not known & {"document", "file", "code", "bestand"}


def _first(columns: Iterable[str], wanted: Sequence[str]) -> str | None:
    plain: dict[str, str] = {}
    for column in columns:
        plain.setdefault(_plain(column), column)
    return next((plain[name] for name in wanted if name in plain), None)


def _plain(column: str) -> str:
    return re.sub(r"[^a-z]", "", column.casefold())


def _seconds(stamp: str) -> float | None:
    """A time such as 00:01:02, 1:02.5 or 62.5 in seconds."""
    if found := _CLOCK.match(stamp):
        hours, minutes, seconds, fraction = found.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        return whole + (int(fraction) / float(10 ** len(fraction)) if fraction else 0)
    plain = stamp.replace(",", ".")
    return float(plain) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", plain) else None
