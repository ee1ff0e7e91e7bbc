"""Web pages, and among them the transcripts of noScribe, whose anchors say when and by whom each piece was said."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from qualcode.readers.encodings import Decoded, decode, double_encoded
from qualcode.readers.intake import Intake, Mark
from qualcode.readers.limits import content
from qualcode.readers.markup import Markup, tree
from qualcode.readers.speech import clean_label, seconds_as_text, turn_mark

if TYPE_CHECKING:
    from pathlib import Path

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_ANCHOR = re.compile(r"ts_(\d{1,10})_(\d{1,10})_(.{0,80})", re.DOTALL)
_PRINTED = re.compile(r"([^\W\d_][^:\n/\[\]]{0,39}):(?=\s|$)")


def read(path: Path) -> Intake:
    """Web page (.html): the text as a browser shows it. A transcript of noScribe gives speakers and times to the millisecond.

    Marks: heading (level), bold, link, table; for noScribe also time and turn.
    """
    decoded = _decoded(content(path), path)
    page = Markup(_anchor)
    page.walk(tree(decoded.text, path))
    text, marks = page.text, page.finished()
    turns = _turns(text, [mark for mark in marks if mark.kind == "time"])
    kept = dict(page.kept)
    if turns:
        kept["turns"] = len(turns)
        kept["times"] = sum(mark.kind == "time" for mark in marks)
    marks = [
        Mark(mark.kind, mark.start, mark.end, mark.value.partition("|")[0]) if mark.kind == "time" else mark
        for mark in marks
    ]
    left_out = [f"{what}: {count}" for what, count in sorted(page.lost.items())]
    return Intake(
        text,
        tuple(sorted([*marks, *turns])),
        {what: n for what, n in kept.items() if n},
        decoded.changed,
        tuple(left_out),
    )


def _decoded(data: bytes, path: Path) -> Decoded:
    """By its mark, else by strict UTF-8, else as the page says of itself, else as any text."""
    said = _CHARSET.search(data[:4096])
    name = said.group(1).decode("ascii", "replace").casefold() if said else ""
    name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    if (
        not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE))
        and name
        and b"\x00" not in data
    ):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = data.decode(name)
            except (LookupError, ValueError):
                return decode(data, path)
            doubled = double_encoded(text)
            changed = (f"read as {name}, as the page says of itself", *([doubled] if doubled else []))
            return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), name, changed)
    return decode(data, path)


def _anchor(element: Any, page: Markup) -> bool:
    """An anchor of noScribe becomes a mark of its time, with the speaker behind a bar."""
    found = _ANCHOR.fullmatch(element.get("name") or "") if element.tag == "a" else None
    if found is None:
        return False
    start = page.at
    page.inside(element)
    page.mark_from("time", start, f"{seconds_as_text(int(found[1]) / 1000)}|{clean_label(found[3])}")
    return True


def _turns(text: str, times: list[Mark]) -> list[Mark]:
    """A turn for each line that an anchor begins: of the label printed there, which people may have changed, else of nobody.

    A line whose anchors name the speaker of the line before, and that prints no label, goes on with that turn. Where the
    anchors name nobody, a printed label counts when it comes back.
    """
    printed = Counter(label for mark in times if (label := _printed(text, mark)))
    marks: list[Mark] = []
    speaker, limit = "", -1
    for mark in times:
        if mark.start < limit:
            continue
        limit = text.find("\n", mark.start)
        limit = len(text) if limit < 0 else limit
        time, _, spoken = mark.value.partition("|")
        label = _printed(text, mark)
        label = label if spoken or printed[label] > 1 else ""
        if marks and not label and spoken and spoken == speaker:
            marks[-1] = Mark("turn", marks[-1].start, limit, marks[-1].value)
        else:
            marks.append(turn_mark(mark.start, limit, label, float(time)))
        speaker = spoken
    if marks and marks[-1].end < len(text):
        marks.append(turn_mark(marks[-1].end, len(text)))
    return marks


def _printed(text: str, mark: Mark) -> str:
    """The label that an anchor begins with, if that is where its line begins."""
    found = _PRINTED.match(text, mark.start, mark.end) if mark.start == text.rfind("\n", 0, mark.start) + 1 else None
    return found.group(1) if found else ""
