"""Talk that a file names speaker by speaker: from what was said, by whom and when, to a text with marks of its turns.

Subtitles, speech recognisers, ELAN and tables of talk all say who speaks; here they meet, so that each reader only has to
find that out. The text shows the label before the talk, as a person would type it; the marks say the same exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.readers.intake import Intake, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BLANK = " \t\n\x0b\x0c\u200b\ufeff"  # also what a byte-order mark in the middle leaves; a no-break space stays
_LABEL_END = re.compile(r"[\s:]+$")


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of talk: a cue, a segment, a row; `label` is empty where nobody is named, times are in seconds."""

    text: str
    label: str = ""
    start: float | None = None


@dataclass
class Speech:
    """What a reader gathered, before it is a text: `what` names its pieces (cues, segments, rows) in the counts."""

    what: str
    between: str = " "
    said: list[Said] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    empty: int = 0

    def add(self, text: str, label: str = "", start: float | None = None) -> None:
        """One piece; a piece without any sign is counted and left out."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip(_BLANK)
        if text:
            self.said.append(Said(text, clean_label(label), start))
        else:
            self.empty += 1

    def intake(self) -> Intake:
        """Text and marks: pieces of one speaker in a row are one turn, pieces of nobody stay apart."""
        lines: list[str] = []
        marks: list[Mark] = []
        at = joined = 0
        for group in _turns(self.said):
            label, first = group[0].label, group[0].start
            head = f"{label}: " if label else ""
            begin, at = at, at + len(head)
            for number, piece in enumerate(group):
                at += len(self.between) if number else 0
                if piece.start is not None:
                    marks.append(Mark("time", at, at + len(piece.text), seconds_as_text(piece.start)))
                at += len(piece.text)
            marks.append(turn_mark(begin, at, label, first))
            lines.append(head + self.between.join(piece.text for piece in group))
            joined += len(group) - 1
            at += 1
        changed, left_out = list(self.changed), list(self.left_out)
        if joined:
            changed.append(f"{self.what} joined to the turn of their speaker: {joined}")
        if self.empty:
            left_out.append(f"{self.what} without any text: {self.empty}")
        labels = {piece.label for piece in self.said if piece.label}
        timed = sum(piece.start is not None for piece in self.said)
        kept = {self.what: len(self.said), "turns": len(lines), "speakers": len(labels), "times": timed}
        kept = {what: count for what, count in kept.items() if count}
        return Intake("\n".join(lines), tuple(sorted(marks)), kept, tuple(changed), tuple(left_out))


def turn_mark(start: int, end: int, label: str = "", time: float | None = None) -> Mark:
    """A turn as `qualcode.transcripts` takes it over: its value is the label, a bar, and the time in seconds.

    >>> turn_mark(0, 12, "Docent", 62.5).value
    'Docent|62.5'
    """
    return Mark("turn", start, end, f"{label}|{'' if time is None else seconds_as_text(time)}")


def seconds_as_text(time: float) -> str:
    """Seconds to the millisecond, without zeros at the end."""
    return format(round(time, 3), "g") if abs(time) < 1_000 else f"{time:.3f}".rstrip("0").rstrip(".")


def clean_label(label: str) -> str:
    """A label on one line, without the colon that may follow it.

    >>> clean_label(" Jansen,  Docent: ")
    'Jansen, Docent'
    """
    return _LABEL_END.sub("", " ".join(label.split()))


def _turns(said: Sequence[Said]) -> Iterable[list[Said]]:
    group: list[Said] = []
    for piece in said:
        if group and not (piece.label and piece.label == group[-1].label):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group
