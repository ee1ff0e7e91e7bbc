"""A document as a coder reads it: its text, who speaks where, and where words, sentences, paragraphs and turns begin.

Positions are code points of the stored text, stretches are half open. A page never changes; a revised text is another page.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from qualcode.analysis.sentences import paragraphs, sentences
from qualcode.columns import INTERVIEWER, WORD

Stretch = tuple[int, int]

#: What can be stepped over and selected, from small to large. A sign is what a reader sees as one, also of several code points.
GRAINS: tuple[str, ...] = ("sign", "word", "sentence", "paragraph", "turn")
_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of one speaker on a page; a paragraph where nobody speaks.

    `label` is what the text calls the speaker and `label_start` where it does, `answer` the number of the question that it
    belongs to, `time` seconds from the beginning.
    """

    ordinal: int
    start: int
    end: int
    label: str = ""
    label_start: int | None = None
    role: str | None = None
    person: str | None = None
    answer: int | None = None
    time: float | None = None

    @property
    def asks(self) -> bool:
        """Whether the interviewer speaks."""
        return self.role == INTERVIEWER


@dataclass(frozen=True)
class Page:
    """A text with its turns, in order.

    >>> page = Page("I: Kies je zelf?\\nL: Ja. Soms wel.", (Turn(0, 3, 16, "I", 0, "interviewer"), Turn(1, 20, 33, "L", 17, "leerling")))
    >>> [page.text[start:end] for start, end in page.stretches("sentence")]
    ['Kies je zelf?', 'Ja.', 'Soms wel.']
    >>> page.at("turn", 25), page.words(20, 33)
    ((20, 33), 3)
    """

    text: str
    turns: tuple[Turn, ...]

    def stretches(self, grain: str) -> tuple[Stretch, ...]:
        """Every word, sentence, paragraph or turn, in order. Signs are too many to list: step over them."""
        return self._all(grain)[0]

    def at(self, grain: str, position: int) -> Stretch | None:
        """The stretch that holds a position, else the last one before it, else the first; None on an empty page."""
        if grain == "sign":
            return self._sign(position)
        found, starts = self._all(grain)
        if not found:
            return None
        return found[max(bisect_right(starts, position) - 1, 0)]

    def beside(self, grain: str, position: int, steps: int) -> Stretch | None:
        """The stretch so many steps from the one at a position, the first or last one at most."""
        if grain == "sign":
            return self._sign_beside(position, steps)
        found, starts = self._all(grain)
        if not found:
            return None
        here = bisect_right(starts, position) - 1
        return found[min(max(here + steps, 0), len(found) - 1)]

    def words(self, start: int, end: int) -> int:
        """How many words begin in a stretch."""
        starts = self._all("word")[1]
        return bisect_right(starts, end - 1) - bisect_right(starts, start - 1)

    def turn_at(self, position: int) -> Turn | None:
        """The turn that holds a position, else the last one before it, else the first."""
        if not self.turns:
            return None
        return self.turns[max(bisect_right(self._all("turn")[1], position) - 1, 0)]

    def answers(self, turn: Turn) -> bool:
        """Whether somebody who is asked speaks here: not the interviewer, and in a conversation no heading or remark between turns."""
        return not turn.asks and (bool(turn.label) or not self._spoken)

    @cached_property
    def _spoken(self) -> bool:
        return any(turn.label for turn in self.turns)

    def question_of(self, turn: Turn) -> Turn | None:
        """The interviewer's last turn before this one in the same answer: what was asked."""
        if turn.asks or turn.answer is None:
            return None
        for earlier in reversed(self.turns[: turn.ordinal]):
            if earlier.answer != turn.answer:
                return None
            if earlier.asks:
                return earlier
        return None

    @cached_property
    def _kept(self) -> dict[str, tuple[tuple[Stretch, ...], tuple[int, ...]]]:
        return {}

    def _all(self, grain: str) -> tuple[tuple[Stretch, ...], tuple[int, ...]]:
        if grain not in self._kept:
            found = self._cut(grain)
            self._kept[grain] = found, tuple(start for start, _ in found)
        return self._kept[grain]

    def _cut(self, grain: str) -> tuple[Stretch, ...]:
        if grain == "turn":
            return tuple((turn.start, turn.end) for turn in self.turns)
        if grain == "word":
            return tuple(match.span() for match in WORD.finditer(self.text))
        cut = sentences if grain == "sentence" else paragraphs
        return tuple(
            (turn.start + start, turn.start + end)
            for turn in self.turns
            for start, end in cut(self.text[turn.start : turn.end])
        )

    def _sign(self, position: int) -> Stretch | None:
        if not self.text:
            return None
        start = min(max(position, 0), len(self.text) - 1)
        while start > 0 and _joined(self.text, start):
            start -= 1
        end = start + 1
        while end < len(self.text) and _joined(self.text, end):
            end += 1
        return start, end

    def _sign_beside(self, position: int, steps: int) -> Stretch | None:
        here = self._sign(position)
        for _ in range(min(abs(steps), len(self.text))):
            if here is None:
                return None
            beyond = here[1] if steps > 0 else here[0] - 1
            if not 0 <= beyond < len(self.text):
                return here
            here = self._sign(beyond)
        return here


def _joined(text: str, position: int) -> bool:
    """Whether the code point here belongs to the sign before it: accents, joiners, variants, skin tones, second halves of flags."""
    here, before = text[position], text[position - 1]
    if before == _JOINER and here not in "\n\t ":
        return True
    if here == _JOINER or unicodedata.combining(here) or unicodedata.category(here) in ("Mn", "Me"):
        return before != "\n"
    if 0x1F3FB <= ord(here) <= 0x1F3FF:
        return before != "\n"
    if ord(here) in _FLAGS:
        flags = 0
        while position - flags > 0 and ord(text[position - flags - 1]) in _FLAGS:
            flags += 1
        return flags % 2 == 1
    return False
