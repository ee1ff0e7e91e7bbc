"""Who speaks in a folder of transcripts: labels over all files, those typed wrongly, and a sheet of speakers to fill in."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CallError, NotWritten
from qualcode.transcripts.roles import guess_role, near_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

#: The columns of the census, and of the sheet to fill in; a column with "#" is for people and is not read back.
COLUMNS = ("label", "role", "turns", "files", "only_in", "meant")
SHEET = ("document", "label", "person", "role", "case", "#turns", "#remark")


@dataclass(frozen=True, slots=True)
class Voice:
    """One label over all files: the role it speaks of, its turns, the files it stands in, and which label was probably meant.

    `role` is empty where the wording tells none; that of the label that was meant, where it was typed wrongly.
    """

    label: str
    role: str
    turns: int
    files: tuple[str, ...]
    meant: str = ""


def census(spoken: Mapping[str, Mapping[str, int]]) -> tuple[Voice, ...]:
    """Each label over all files, the one in most files first; `spoken` gives the turns of each label by file.

    A label that looks like another, more frequent one typed wrongly says which (`qualcode.transcripts.near_labels`), also
    where the two never stand in one file.

    >>> voices = census({"s1": {"Interviewer": 9, "R1": 9}, "s2": {"Intervewer": 7, "R1": 6}})
    >>> [(voice.label, voice.role, voice.turns, voice.files, voice.meant) for voice in voices]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('R1', 'respondent', 15, ('s1', 's2'), ''), ('Interviewer', 'interviewer', 9, ('s1',), ''),
     ('Intervewer', 'interviewer', 7, ('s2',), 'Interviewer')]
    """
    turns: Counter[str] = Counter()
    files: dict[str, list[str]] = {}
    for file, labels in spoken.items():
        for label, count in labels.items():
            turns[label] += count
            files.setdefault(label, []).append(file)
    meant = near_labels(turns)
    voices = [
        Voice(
            label, guess_role(label) or guess_role(meant.get(label, "")) or "", turns[label], tuple(named), meant.get(label, "")
        )
        for label, named in files.items()
    ]  # fmt: skip
    return tuple(sorted(voices, key=lambda voice: (-len(voice.files), -voice.turns, voice.label)))


def frame(voices: tuple[Voice, ...], files: int) -> pd.DataFrame:
    """One row a label: ``label, role, turns, files, only_in, meant``; `only_in` names the file of a label that no other has.

    `files` is in how many files anybody speaks: where that is one, `only_in` says nothing and is empty.
    """
    import pandas as pd

    rows = [(v.label, v.role, v.turns, len(v.files), _only(v, files), v.meant) for v in voices]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    return found.astype({"turns": "int32", "files": "int32"})


def in_words(voices: tuple[Voice, ...], files: int) -> Iterator[str]:
    """The census as lines of text in columns."""
    wide = min(max((len(voice.label) for voice in voices), default=0), 40)
    high = max((len(f"{voice.turns:,}") for voice in voices), default=0)
    for voice in voices:
        said = [voice.role or "role unknown"]
        only = _only(voice, files)
        if files > 1:
            said.append(f"only in {only}" if only else f"in {len(voice.files)} of {files} files")
        if voice.meant:
            said.append(f'meant as "{voice.meant}"?')
        yield f"{voice.label:<{wide}}  {voice.turns:>{high},}  {', '.join(said)}"


def doubtful(voices: tuple[Voice, ...], spoken: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """What only a look at all files together shows: labels typed wrongly in a file where the right one does not stand."""
    by_label = {voice.label: voice for voice in voices}
    for voice in voices:
        other = by_label.get(voice.meant)
        if other is None or any(voice.meant in spoken[file] for file in voice.files):
            continue
        where = f"only in {voice.files[0]}" if len(voice.files) == 1 else f"in {len(voice.files)} files"
        has = f"{len(other.files)} file{'' if len(other.files) == 1 else 's'}"
        yield (
            f'label "{voice.label}" ({voice.turns}, {where}) may have been meant as "{other.label}" '
            f"({other.turns} in {has})"
        )


def write_sheet(path: str | Path, spoken: Mapping[str, Mapping[str, int]]) -> Path:
    """Write a sheet of speakers to fill in: a row a label and file, the role where its wording tells one.

    Person, case and the roles that are missing are for you; `add speakers` reads it back. A sheet that stands there is
    not written over.

    Raises
    ------
    CallError
        The name does not end in .csv, or nobody speaks in these files.
    NotWritten
        There is a file of this name already, or the folder may not be written.
    """
    place = Path(path)
    if place.suffix.lower() != ".csv":
        raise CallError(f"A sheet of speakers is written as .csv, not as {place.name}.")
    rows = list(_rows(spoken))
    if not rows:
        raise CallError("Nobody speaks in these files, so there is no sheet of speakers to write.")
    try:
        with place.open("x", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerows([SHEET, *rows])
    except FileExistsError:
        raise NotWritten(
            place, "it stands there already, and what was filled in is not written over", "Choose another name."
        ) from None
    except OSError as fault:
        raise NotWritten(place, (fault.strerror or str(fault)).rstrip(".")) from fault
    return place


def _rows(spoken: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str | int, ...]]:
    by_label = {voice.label: voice for voice in census(spoken)}
    for file, labels in spoken.items():
        for label, turns in labels.items():
            voice = by_label[label]
            remark = f'meant as "{voice.meant}"?' if voice.meant else ""
            yield file, label, "", voice.role, "", turns, remark


def _only(voice: Voice, files: int) -> str:
    return voice.files[0] if len(voice.files) == 1 and files > 1 else ""
