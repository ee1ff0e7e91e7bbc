"""Where a coding of one text stands in another: at one place for certain, or to be reviewed. Nothing is guessed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.store import alignment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.model import Coding

#: The place of a stretch for certain, else what is proposed, and why it is not certain.
Placed = tuple["tuple[int, int] | None", "tuple[int, int] | None", str]
_SPACE = re.compile(r"\s+")

#: How many signs of its surroundings (before, behind) tell a place from others like it; the most telling first.
_AROUND = ({(32, 32)}, {(32, 0), (0, 32)}, {(16, 16)}, {(16, 0), (0, 16)}, {(8, 0), (0, 8)})
#: A passage of so many signs tells itself; so does an equal stretch of two texts that stands once in both.
_TELLING = 16
#: Of so many words on end it is asked whether they stand in a text once.
_RUN = 8
#: So much of an edited passage must be as it was for its coding to go along.
_ALIKE = 0.9
#: What a passage became is proposed up to so many times its length, or so many signs.
_LONGER, _LONG = 4, 400


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one coding. `state`: exact, moved or review (then it stays with the earlier text).

    `quote` is the coded text; `to` the place in the new text, and for one to be reviewed `proposed` the place that the
    passage seems to have (None where it is gone); `now` is what stands there. `why` says why it is to be reviewed: its words
    are *gone*, were *changed* too much, stand in *several* places, or the change runs over its *edge*; or it *differs* from the
    text that it was coded in.
    """

    coding: str
    code: str
    coder: str
    start: int
    end: int
    state: str
    to: tuple[int, int] | None = None
    quote: str = ""
    now: str = ""
    proposed: tuple[int, int] | None = None
    why: str = ""


def carry(codings: Sequence[Coding], old: str, new: str) -> tuple[Carried, ...]:
    """What becomes of codings of the old text in the new one."""
    course = Course(old, new)
    return tuple(course.carry(coding) for coding in codings)


class Course:
    """Two texts, and where what stands in the one stands in the other."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._start, self._end = _same_ends(old, new)
        self._found: dict[tuple[int, int], Placed] = {}

    @cached_property
    def _blocks(self) -> alignment.Blocks:
        return alignment.aligned(self.old, self.new)

    @cached_property
    def _starts(self) -> list[int]:
        return [block[0] for block in self._blocks]

    def carry(self, coding: Coding) -> Carried:
        """What becomes of one coding."""
        s = coding.segment
        said = Carried(coding.id, coding.code, coding.coder, s.start, s.end, "review", quote=s.quote)
        if self.old[s.start : s.end] != s.quote:
            return replace(said, why="differs")
        to, proposed, why = self.place(s.start, s.end)
        at = to or proposed
        now = self.new[slice(*at)] if at else ""
        if to is None:
            return replace(said, proposed=proposed, now=now, why=why)
        same = to[0] == s.start and now == s.quote
        return replace(said, state="exact" if same else "moved", to=to, now=now)

    def place(self, start: int, end: int) -> Placed:
        """The place of a stretch for certain, or what is proposed (None: it is gone), and why it is not certain.

        What lies before the first change or behind the last stands where it stood, counted from that end.
        """
        if end <= self._start:
            return (start, end), None, ""
        if start >= len(self.old) - self._end:
            shift = len(self.new) - len(self.old)
            return (start + shift, end + shift), None, ""
        if (start, end) not in self._found:
            self._found[start, end] = self._searched(start, end)
        return self._found[start, end]

    @cached_property
    def _known(self) -> frozenset[int]:
        """Every three words on end of the new text: what holds others is not searched for in it."""
        words = alignment.WORD.findall(self.new)
        return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))

    @cached_property
    def _telling(self) -> frozenset[int]:
        """The equal stretches that hold a run of words which stands once in both texts: their place is certain."""
        here, there = _runs_once(self.old), _runs_once(self.new)
        found = set()
        for run, place in here.items():
            to = there.get(run, -1)
            block = self._block(place) if place >= 0 <= to else None
            if block is not None and to - place == block[1] - block[0]:
                found.add(block[0])
        return frozenset(found)

    def _may_stand(self, quote: str) -> bool:
        """Whether a quote may stand in the new text; its first and last word may be cut short."""
        words = alignment.WORD.findall(quote)[1:-1]
        return all(hash(run) in self._known for run in zip(words, words[1:], words[2:], strict=False))

    def _searched(self, start: int, end: int) -> Placed:
        block = self._block(start)
        if block is not None and end <= block[0] + block[2] and block[0] in self._telling:
            shift = block[1] - block[0]
            return (start + shift, end + shift), None, ""
        quote = self.old[start:end]
        may = self._may_stand(quote)
        there = may and quote in self.new
        at = self._by_words(start, end) if there else None
        if at is not None:
            return (at, at + len(quote)), None, ""
        otherwise = self._otherwise_spaced(start, end) if may and not there else None
        if otherwise is not None:
            return otherwise, None, ""
        became = self._became(start, end)
        if there or became is None:
            return None, became, "several" if there else "gone"
        if not self._within(start, end):
            return None, became, "edge"
        if self._alike(start, end, became) >= _ALIKE and self._tied(start, end):
            return became, None, ""
        return None, became, "changed"

    # --- the same words ------------------------------------------------------------------------------------------

    def _by_words(self, start: int, end: int) -> int | None:
        """Where the same words stand, if they and their surroundings are in one place only, in both texts."""
        for around in _AROUND:
            places = {self._of_window(start, end, *sides) for sides in around} - {None}
            if places:
                return places.pop() if len(places) == 1 else None
        at = self._of_window(start, end, 0, 0)
        if at is not None and (end - start >= _TELLING or self._mapped(start, end) == at):
            return at
        return self._between_ties(start, end)

    def _of_window(self, start: int, end: int, before: int, behind: int) -> int | None:
        first = max(0, start - before)
        window = self.old[first : end + behind]
        if _once(self.old, window) is None:
            return None
        at = _once(self.new, window)
        return None if at is None else at + start - first

    def _mapped(self, start: int, end: int) -> int | None:
        """Where the comparison of the two texts puts a stretch that is wholly equal."""
        block = self._block(start)
        if block is None or end > block[0] + block[2]:
            return None
        return start - block[0] + block[1]

    def _block(self, place: int) -> tuple[int, int, int] | None:
        """The equal stretch that a sign of the old text lies in."""
        number = bisect_right(self._starts, place) - 1
        if number < 0:
            return None
        a, b, size = self._blocks[number]
        return (a, b, size) if place < a + size else None

    def _between_ties(self, start: int, end: int) -> int | None:
        """Where the words stand between the nearest stretches that are equal and stand once, if they do so once there."""
        at = self._mapped(start, end)
        if at is None:
            return None
        first = bisect_left(self._starts, start)
        before = next(self._ties(range(first - 1, -1, -1), end=start), None)
        behind = next(self._ties(range(first, len(self._blocks)), start=end), None)
        if before is None or behind is None:
            return None
        old = self.old[before[0] + before[2] : behind[0]]
        new = self.new[before[1] + before[2] : behind[1]]
        quote = self.old[start:end]
        here, there = _once(old, quote), _once(new, quote)
        return at if here is not None and there is not None and before[1] + before[2] + there == at else None

    def _ties(self, numbers: range, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int]]:
        """Equal stretches that tell their place; of the first few only, or a text of many small changes takes long."""
        for number in numbers[:8]:
            a, b, size = self._blocks[number]
            if a >= start and (end is None or a + size <= end) and self._tells(a, size):
                yield a, b, size

    def _tells(self, a: int, size: int) -> bool:
        """Whether an equal stretch stands once in both texts."""
        if a in self._telling:
            return True
        window = self.old[a : a + min(size, 10 * _TELLING)]
        return size >= _TELLING and _once(self.old, window) is not None and _once(self.new, window) is not None

    # --- the same words with other white space ---------------------------------------------------------------------

    @cached_property
    def _one_spaced(self) -> str:
        return _SPACE.sub(" ", self.new)

    @cached_property
    def _squeezed(self) -> tuple[Course, list[int], list[int]]:
        """Both texts with one space for all white space, and where each of their signs stands in the texts themselves."""
        (old, here), (new, there) = _squeeze(self.old), _squeeze(self.new)
        return Course(old, new), here, there

    def _otherwise_spaced(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the same words stand, whatever the line ends and spaces between them."""
        quote = self.old[start:end]
        first, last = start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())
        if first >= last:
            return None
        if _SPACE.sub(" ", quote.strip()) not in self._one_spaced:
            return None
        course, here, there = self._squeezed
        begin, until = bisect_left(here, first), bisect_left(here, last)
        to, _, _ = course.place(begin, until)
        return (there[to[0]], there[to[1] - 1] + 1) if to else None

    # --- words that were edited ----------------------------------------------------------------------------------

    def _became(self, start: int, end: int) -> tuple[int, int] | None:
        """From the first to the last sign that came of a stretch; None where nothing did, or all and sundry."""
        spans = alignment.carried([(start, end)], self._near(start, end), len(self.old), len(self.new))
        if not spans:
            return None
        first, last = spans[0][0], spans[-1][1]
        text = self.new[first:last]
        first, last = first + len(text) - len(text.lstrip()), last - len(text) + len(text.rstrip())
        fits = last - first <= max(_LONG, _LONGER * (end - start))
        return (first, last) if first < last and fits else None

    def _near(self, start: int, end: int) -> alignment.Blocks:
        """The equal stretches that overlap a stretch, with the one before and the one behind."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return self._blocks[first : bisect_left(self._starts, end) + 1]

    def _within(self, start: int, end: int) -> bool:
        """Whether no change runs over the edges of a stretch: at each one side of it is as it was."""
        edges = ((start - 1, start, 0), (end - 1, end, len(self.old)))
        return all(at == rim or self._block(before) or self._block(at) for before, at, rim in edges)

    def _alike(self, start: int, end: int, became: tuple[int, int]) -> float:
        """How much of an edited stretch is as it was: 1 where all signs but white space are equal."""
        equal = 0
        at_old, at_new = start, became[0]
        for a, b, size in [*self._near(start, end), (end, became[1], 0)]:
            first, last = max(start, a), max(start, min(end, a + size))
            if last < start or first > end:
                continue
            there = max(became[0], min(became[1], first - a + b))
            equal += _ends(self.old[at_old : min(first, end)], self.new[at_new:there])
            equal += _signs(self.old[first:last])
            if last > first:
                at_old, at_new = last, last - a + b
        return 2 * equal / (_signs(self.old[start:end]) + _signs(self.new[slice(*became)]))

    def _tied(self, start: int, end: int) -> bool:
        """Whether an equal stretch that tells its place reaches into a stretch."""
        near = [block for block in self._near(start, end) if block[0] < end and block[0] + block[2] > start]
        longest = sorted(near, key=lambda block: -block[2])[:3]
        return any(
            self._tells(max(a, start - 64), min(a + size, end + 64) - max(a, start - 64)) for a, _, size in longest
        )


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """How many signs at the start and how many at the end of two texts are the same; the two may overlap."""
    most = min(len(old), len(new))
    start = bisect_left(range(1, most + 1), True, key=lambda n: old[:n] != new[:n])
    end = bisect_left(range(1, most + 1), True, key=lambda n: old[-n:] != new[-n:])
    return start, end


def _once(text: str, part: str) -> int | None:
    """Where a part stands in a text, if it stands there once."""
    at = text.find(part)
    return at if at >= 0 and text.find(part, at + 1) < 0 else None


def _runs_once(text: str) -> dict[int, int]:
    """Where each run of words stands that stands once, in signs; -1 for the others."""
    words, places = alignment.WORD.findall(text), [match.start() for match in alignment.WORD.finditer(text)]
    found: dict[int, int] = {}
    for run, place in zip(zip(*(words[n:] for n in range(_RUN)), strict=False), places, strict=False):
        known = hash(run)
        found[known] = -1 if known in found else place
    return found


def _squeeze(text: str) -> tuple[str, list[int]]:
    """A text with one space for all white space, and where each of its signs stood."""
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in _SPACE.finditer(text):
        parts += (text[at : match.start()], " ")
        places.extend(range(at, match.start() + 1))
        at = match.end()
    return "".join([*parts, text[at:]]), [*places, *range(at, len(text))]


def _signs(text: str) -> int:
    """How many signs a text holds, white space left out."""
    return sum(map(len, text.split()))


def _ends(one: str, other: str) -> int:
    """How many signs two changed passages begin and end with alike, white space left out."""
    one, other = "".join(one.split()), "".join(other.split())
    first, _ = _same_ends(one, other)
    _, last = _same_ends(one[first:], other[first:])
    return first + last
