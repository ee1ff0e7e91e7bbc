"""The example study counted plainly, from its csv files and Word texts alone: no analysis of the library is used here."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

STUDY = Path(__file__).resolve().parents[2] / "examples" / "po-werkplaats"
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """A csv file as a person with Excel reads it: whichever separator and encoding it has."""
    held = (STUDY / name).read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = held.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    head = text.partition("\n")[0]
    return list(csv.DictReader(text.splitlines(keepends=True), delimiter=";" if ";" in head else ","))


@cache
def codings() -> tuple[Row, ...]:
    """Every coding of every coder and round."""
    return tuple(row for path in sorted((STUDY / "codings").glob("*.csv")) for row in rows(f"codings/{path.name}"))


@cache
def text(document: str) -> str:
    """The paragraphs of an interview, or the text of a report as the library reads it."""
    path = next(path for folder in ("interviews", "documents") for path in (STUDY / folder).glob(f"{document}.*"))
    if path.suffix == ".docx":
        import docx

        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    from qualcode.readers import read

    return read(path).text


@dataclass
class Turn:
    """One informant turn and what each reading and the consensus put on it."""

    label: str
    start: int
    end: int
    words: tuple[int, ...] = ()
    codes: dict[str, set[str]] = field(default_factory=dict)


def reading_of(row: Row) -> str:
    """The name of a layer, coder and round in one word: ``A/main``, ``consensus``."""
    return "consensus" if row["layer"] == "consensus" else f"{row['coder']}/{row['round']}"


@cache
def turns(document: str) -> tuple[Turn, ...]:
    """The informant turns of a document; a code is written down as itself and as ``code=value`` for each facet."""
    roles = {row["label"]: row["role"] for row in rows("speakers.csv") if row["document"] == document}
    found: list[Turn] = []
    at = 0
    for paragraph in text(document).split("\n"):
        label = paragraph.partition(": ")[0]
        if label in roles:
            found.append(Turn(label, at + len(label) + 2, at + len(paragraph)))
        at += len(paragraph) + 1
    found = [turn for turn in found if roles[turn.label] != "interviewer"]
    for turn in found:
        turn.words = tuple(turn.start + word.start() for word in WORD.finditer(text(document)[turn.start : turn.end]))
    for row in codings():
        if row["document"] == document:
            for turn in borne(row, found):
                said = {
                    row["code"],
                    *(f"{row['code']}={row[name]}" for name in row if name.startswith("facet.") and row[name]),
                }
                turn.codes.setdefault(reading_of(row), set()).update(said)
    return tuple(found)


def borne(row: Row, found: list[Turn]) -> list[Turn]:
    """The turns that bear a coding: 3 of its words or the whole turn, else the turn that holds most of it."""
    covered = [(sum(int(row["start"]) <= at < int(row["end"]) for at in turn.words), turn) for turn in found]
    held = [turn for words, turn in covered if words and words >= min(3, len(turn.words))]
    most = max(covered, key=lambda pair: pair[0])
    return held or ([most[1]] if most[0] else [])


def finished(document: str, reading: str) -> bool:
    """Whether a reading of this document was finished."""
    return any(
        row["document"] == document and row["state"] == "finished" and reading_of(row) == reading
        for row in rows("coverage.csv")
    )


def final(document: str) -> list[set[str]]:
    """Per informant turn what the definitive coding says: the consensus where complete, else the responsible coder."""
    responsible = next(row["responsible"] for row in rows("documents.csv") if Path(row["file"]).stem == document)
    if finished(document, "consensus"):
        return [turn.codes.get("consensus", set()) for turn in turns(document)]
    kept = [set(turn.codes.get(f"{responsible}/main", set())) for turn in turns(document)]
    if finished(document, f"{responsible}/recode"):
        for said, turn in zip(kept, turns(document), strict=True):
            said -= {code for code in said if code.partition("=")[0] in ("extern", "gedeeld")}
            said |= turn.codes.get(f"{responsible}/recode", set())
    return kept


@cache
def parents() -> dict[str, str]:
    """Each code and the code above it, read from the indents of the codebook file."""
    above: dict[str, str] = {}
    open_: list[tuple[int, str]] = []
    for line in (STUDY / ".." / ".." / "codebooks" / "gpl-ict-nl.yaml").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"( *)- key: (\S+)", line):
            open_ = [(indent, code) for indent, code in open_ if indent < len(found[1])]
            above[found[2]] = open_[-1][1] if open_ else ""
            open_.append((len(found[1]), found[2]))
    return above


def path(code: str) -> list[str]:
    """The codes from the top down to this one."""
    return [*path(parents()[code]), code] if parents().get(code) else [code]


def shown(codes: set[str], depth: int) -> set[str]:
    """Codes rolled up to a depth: what lies deeper counts for its ancestor there, leaves above it for themselves."""
    plain = {code for code in codes if "=" not in code}
    with_children = set(parents().values())
    return {
        path(code)[depth - 1] if len(path(code)) >= depth else code
        for code in plain
        if len(path(code)) >= depth or code not in with_children
    }


def alpha(first: str, second: str, depth: int, documents: list[str] | None = None) -> float:
    """Krippendorff's alpha, nominal, over codes: 1 - sum(D_o) / sum(D_e), each within its code, on informant turns."""
    names = documents or [Path(row["file"]).stem for row in rows("documents.csv")]
    read = [name for name in names if finished(name, first) and finished(name, second)]
    observed = expected = 0.0
    for code in set().union(*(shown({code}, depth) for code in parents())):
        unread = {name for name in read if code == "gedeeld" and not_yet(name, first, second)}
        ones = differ = units = 0
        for turn in (turn for name in read if name not in unread for turn in turns(name)):
            mine, yours = (turn.codes.get(reading, set()) for reading in (first, second))
            if len(turn.words) >= 4 or mine or yours:
                pair = (code in shown(mine, depth)) + (code in shown(yours, depth))
                ones, differ, units = ones + pair, differ + (pair == 1), units + 1
        if units:
            observed += differ / units
            expected += 2 * ones * (2 * units - ones) / (2 * units * (2 * units - 1))
    return 1 - observed / expected


def not_yet(document: str, *readings: str) -> bool:
    """Whether one of the readings was made under a version without shared control."""
    return any(
        row["document"] == document and reading_of(row) in readings and row["version"] != "1.1.0"
        for row in rows("coverage.csv")
    )
