"""A tiny notation: transcripts and codings in one string, so that a researcher can read a test.

    == begin-a | wisselspoor | begin | interview | gids
    I: Wie kiest het werk?
    R1/leraar/p1: Zij [zelfregie: kiezen heel vaak zelf] en [extern: ik kijk alles na].

A line ``==`` opens a document: name, case, wave, kind, instrument (``-`` for none), then ``read=1.0`` (finished under that
version), ``codes=extern+infra`` (for these codes) or ``unread``. A speaker is ``label/role/person/case``; ``I`` asks. Marks
may nest and run over several turns; ``[extern stand=huidig: ...]`` carries a facet. ``¶`` opens a line without a speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qualcode.codebook import Code, Codebook, Facet
from qualcode.frames import Frames

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
MARK = re.compile(r"\[([\w.-]+)((?: [\w.-]+=[\w.-]+)*): ?")
Plain = dict[str, Any]


@dataclass(frozen=True)
class Study:
    """The same study twice: as plain lists of dicts, and as the frames and codebook that the library reads."""

    plain: Plain
    book: Codebook | None

    @property
    def codings(self) -> pd.DataFrame:
        return codings_of(self.plain)

    @property
    def frames(self) -> Frames:
        return frames_of(self.plain, self.book)


def marked(
    text: str, *, codebook: str, cases: str = "", topics: str = "", asked: str = "", layer: str = "final"
) -> Study:
    """A study from marked transcripts.

    `codebook` holds a code a line, children indented, ``*`` for unprompted, ``@1.1`` for born in 1.1; `cases` a line
    ``id kind parent``; `topics` a line ``instrument topic code code``; `asked` a line ``document topic yes|no``.
    """
    book = book_of(codebook)
    plain: Plain = {
        "codebook": [{"key": c.key, "parent": c.parent, "unprompted": c.unprompted} for c in book],
        "unread": {old.version: sorted(book.unread(old.version)) for old in book.earlier},
        "documents": [], "turns": [], "codings": [], "coverage": [],
        "cases": [_case(line.split()) for line in lines(cases)],
        "topics": [_topic(line.split(), code) for line in lines(topics) for code in line.split()[2:]],
        "asked": [_asked(*line.split()) for line in lines(asked)],
    }  # fmt: skip
    for block in re.split(r"^\s*== ", text, flags=re.M)[1:]:
        head, *body = block.strip().splitlines()
        _document(plain, head, [line.strip() for line in body if line.strip()], layer, book)
    return Study(plain, book)


def lines(text: str) -> list[str]:
    """Lines that say something."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def book_of(text: str) -> Codebook:
    """A codebook from an indented list."""
    rows = lines(text)
    margin = min((len(row) - len(row.lstrip()) for row in rows), default=0)
    codes: list[Code] = []
    above: list[str] = []
    for row in rows:
        depth = (len(row) - len(row.lstrip()) - margin) // 2
        name, _, since = row.strip().partition("@")
        key = name.strip().rstrip("*")
        parent = above[depth - 1] if depth else None
        codes.append(Code(key, parent=parent, unprompted=name.strip().endswith("*"), since=since.strip() or None))
        above[depth:] = [key]
    old = Codebook("klein", "1.0", tuple(code for code in codes if not code.since))
    facets = {"stand": Facet("stand", ("huidig", "ambitie"))}
    if len(old) == len(codes):
        return Codebook("klein", "1.0", tuple(codes), facets=facets)
    return Codebook("klein", "1.1", tuple(codes), facets=facets, earlier=(old,))


def _case(fields: list[str]) -> Plain:
    case, kind, parent = [*fields, None][:3] if len(fields) < 3 else fields[:3]
    found: Plain = {"case": case, "name": case, "kind": kind, "parent": None if parent == "-" else parent}
    found.update(field.split("=") for field in fields[3:])
    return found


def _topic(fields: list[str], code: str) -> Plain:
    return {"instrument": fields[0], "topic": fields[1], "code": code}


def _asked(document: str, topic: str, answer: str) -> Plain:
    return {"document": document, "topic": topic, "asked": answer == "yes"}


def _document(plain: Plain, head: str, body: list[str], layer: str, book: Codebook) -> None:
    names = ("document", "case", "wave", "kind", "instrument")
    fields = [field.strip() for field in head.split("|")]
    document = {name: None if value == "-" else value for name, value in zip(names, [*fields, *"-----"], strict=False)}
    plain["documents"].append({**document, "name": document["document"]})
    extras = dict((field.split("=", 1) if "=" in field else (field, "")) for field in fields[5:])
    if "unread" not in extras:
        codes = tuple(extras["codes"].split("+")) if "codes" in extras else ()
        plain["coverage"].append({
            "layer": layer, "coder": extras.get("coder", "A"), "document": document["document"], "round": "main",
            "version": extras.get("read", book.version), "codes": codes, "state": "finished",
        })  # fmt: skip
    _talk(plain, str(document["document"]), body, layer, extras.get("coder", "A"))


def _talk(plain: Plain, document: str, body: list[str], layer: str, coder: str) -> None:
    """Turns with their text, and codings where the marks stand."""
    text, opened = "", []
    for number, line in enumerate(body):
        who, _, said = ("", "", line[1:].lstrip()) if line.startswith("¶") else line.partition(": ")
        label, role, person, case = (*who.split("/"), *[""] * 3)[:4]
        text += f"{label}: " if label else ""
        start, place = len(text), 0
        while place < len(said):
            mark = MARK.match(said, place)
            if mark:
                facets = {f"facet.{k}": v for k, v in (pair.split("=") for pair in mark[2].split())}
                opened.append((mark[1], len(text), facets))
                place = mark.end()
            elif said[place] == "]":
                code, begin, facets = opened.pop()
                plain["codings"].append({
                    "coding": f"{document}#{len(plain['codings']) + 1}", "layer": layer, "coder": coder, "round": "main",
                    "document": document, "start": begin, "end": len(text), "code": code, **facets,
                })  # fmt: skip
                place += 1
            else:
                text, place = text + said[place], place + 1
        plain["turns"].append({
            "turn": f"{document}/{number}", "document": document, "start": start, "end": len(text), "speaker": label,
            "role": "interviewer" if label == "I" else role or None, "person": person or None, "case": case or None,
            "text": text[start:],
        })  # fmt: skip
        text += "\n"


def codings_of(plain: Plain) -> pd.DataFrame:
    """The codings as a frame, in the order of documents and text."""
    place = {row["document"]: number for number, row in enumerate(plain["documents"])}
    rows = sorted(plain["codings"], key=lambda row: (place[row["document"]], row["start"], row["end"], row["code"]))
    columns = ["coding", "layer", "coder", "round", "document", "start", "end", "code"]
    frame = pd.DataFrame(rows, columns=[*columns, *sorted({key for row in rows for key in row} - set(columns))])
    for name in ("layer", "coder", "round", "document", "code"):
        frame[name] = pd.Categorical(frame[name])
    return frame.astype({"start": "int32", "end": "int32"})


def frames_of(plain: Plain, book: Codebook | None) -> Frames:
    """The frames of a plain study; words are counted here, not by the library."""
    turns, words = [], {}
    home = {row["document"]: row for row in plain["documents"]}
    for turn in plain["turns"]:
        first = words.get(turn["document"], 0)
        count = len(WORD.findall(turn["text"]))
        words[turn["document"]] = first + count
        about = home[turn["document"]]
        turns.append({
            **turn, "case": turn["case"] or about["case"], "wave": about["wave"], "words": count,
            "word_start": first, "word_end": first + count,
        })  # fmt: skip
    named = {
        "turns": turns,
        **{name: plain[name] for name in ("cases", "coverage", "asked", "topics")},
    }
    given = {name: pd.DataFrame(rows) for name, rows in named.items() if rows}
    return Frames(documents=pd.DataFrame(plain["documents"]), codebook=book, **given)
