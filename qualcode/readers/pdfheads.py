"""Running heads and feet: what stands at the same height on most pages, page numbers aside, is no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.readers.pdflines import Line

SHARE = 0.6
_MARGIN = 0.25
_SAME_HEIGHT = 14.0  # about a line: the foot of a letter page and of an A4 page
_SAME_ROW = 4.0
_ROUNDS = 4
_SHORT = 12
_HEIGHT = attrgetter("middle")
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?i)^[ivxlc]{1,7}$")


@dataclass(frozen=True, slots=True)
class Heads:
    """The pages without their running lines, those lines with the number of pages they stood on, the printed numbers."""

    pages: tuple[list[Line], ...]
    removed: Mapping[str, int]
    printed: Mapping[int, str]


class _Seen(NamedTuple):
    """A line in the margin of a page."""

    page: int
    line: Line


def without_heads(pages: Sequence[list[Line]], heights: Sequence[float]) -> Heads:
    """Take the running heads and feet off the pages.

    A line runs when it is one of the two outermost in the outer quarter of a page, at the same height and with the same
    words on at least 60 % of the pages (or on at least 80 % of the left or of the right ones), where each number in it
    is always the same or counts the pages. Short signs beyond such a line go with it.
    """
    filled = [number for number, lines in enumerate(pages) if lines]
    margins = [_margins(lines, heights[number]) for number, lines in enumerate(pages)]
    gone: list[dict[int, Line]] = [{} for _ in pages]
    printed: dict[int, str] = {}
    masked: dict[str, str] = {}
    for _ in range(_ROUNDS):
        running = [cluster for cluster in _clusters(margins, masked) if _runs(cluster, filled)]
        if not running:
            break
        for cluster in running:
            for page, number in _page_numbers(cluster).items():
                printed.setdefault(page, number)
            for seen in cluster:
                for line in (seen.line, *_beyond(margins[seen.page], seen.line, heights[seen.page])):
                    gone[seen.page][id(line)] = line
        margins = [
            tuple([line for line in side if id(line) not in gone[number]] for side in sides)
            for number, sides in enumerate(margins)
        ]
    left = [[line for line in lines if id(line) not in gone[number]] for number, lines in enumerate(pages)]
    removed = Counter(_DIGITS.sub("#", line.text.strip()) for lines in gone for line in lines.values())
    if not any(left):
        return Heads(tuple(pages), {}, {})
    return Heads(tuple(left), dict(removed), printed)


def _margins(lines: list[Line], height: float) -> tuple[list[Line], ...]:
    """The lines in the upper and in the lower margin of a page, the outermost first."""
    high, low = (1 - _MARGIN) * height, _MARGIN * height
    upper = [line for line in lines if line.middle > high]
    lower = [line for line in lines if line.middle < low]
    return sorted(upper, key=_HEIGHT, reverse=True), sorted(lower, key=_HEIGHT)


def _clusters(margins: Sequence[tuple[list[Line], ...]], masked: dict[str, str]) -> list[list[_Seen]]:
    """The outermost lines of the pages by their words (kept in `masked`), each group at one height."""
    by_words: dict[tuple[str, int], list[_Seen]] = defaultdict(list)
    for number, sides in enumerate(margins):
        for side, near in enumerate(sides):
            for line in _outermost(near):
                text = line.text
                if text not in masked:
                    masked[text] = _masked(text)
                by_words[masked[text], side].append(_Seen(number, line))
    found: list[list[_Seen]] = []
    for group in by_words.values():
        if len(group) == 1:  # what stands on one page only never runs
            continue
        group.sort(key=lambda seen: seen.line.middle)
        current: list[_Seen] = []
        known: set[int] = set()
        for seen in group:
            if current and seen.line.middle - current[0].line.middle > _SAME_HEIGHT:
                found.append(current)
                current, known = [], set()
            if seen.page not in known:
                current.append(seen)
                known.add(seen.page)
        found.append(current)
    return found


def _outermost(near: list[Line]) -> list[Line]:
    """The lines on the first two rows of a margin."""
    rows: list[float] = []
    found = []
    for line in near:
        if not rows or abs(line.middle - rows[-1]) > _SAME_ROW:
            if len(rows) == 2:
                break
            rows.append(line.middle)
        found.append(line)
    return found


def _masked(text: str) -> str:
    bare = " ".join(text.split())
    return "#" if _ROMAN.match(bare) else _DIGITS.sub("#", bare)


def _runs(cluster: list[_Seen], filled: Sequence[int]) -> bool:
    numbers = {seen.page for seen in cluster}
    often = len(numbers) >= max(2, SHARE * len(filled))
    for side in (0, 1):
        ones = [number for number in filled if number % 2 == side]
        often = often or (len(ones) >= 3 and len(numbers.intersection(ones)) >= max(3, 0.8 * len(ones)))
    return often and _numbers_fit(cluster)


def _numbers_fit(cluster: list[_Seen]) -> bool:
    """Whether every number in the line stays the same or counts the pages: else it is talk or a table, not a head."""
    numbers = [(seen.page, _DIGITS.findall(seen.line.text)) for seen in cluster]
    places = min(len(found) for _, found in numbers)
    if places == 0:  # roman page numbers, or no number at all
        return True
    for place in range(places):
        same = Counter(found[place] for _, found in numbers)
        if same.most_common(1)[0][1] < 0.8 * len(numbers) and _shift(numbers, place) is None:
            return False
    return True


def _shift(numbers: list[tuple[int, list[str]]], place: int) -> int | None:
    """By how much a number differs from the place of its page, where that is nearly always the same."""
    shifts = Counter(int(found[place][:9]) - page for page, found in numbers)
    shift, count = shifts.most_common(1)[0]
    return shift if count >= max(2, 0.8 * len(numbers)) else None


def _page_numbers(cluster: list[_Seen]) -> dict[int, str]:
    """The number printed on each page of the cluster, where one of its numbers counts the pages."""
    numbers = [(seen.page, _DIGITS.findall(seen.line.text)) for seen in cluster]
    for place in range(min(len(found) for _, found in numbers)):
        shift = _shift(numbers, place)
        if shift is not None and len({found[place] for _, found in numbers}) > 1:
            return {page: found[place] for page, found in numbers if int(found[place][:9]) - page == shift}
    return {}


def _beyond(margins: tuple[list[Line], ...], running: Line, height: float) -> list[Line]:
    """Short signs between a running line and the edge of the paper."""
    high = running.middle > height / 2
    return [
        line for line in margins[0 if high else 1]
        if line is not running and len(line.text) <= _SHORT
        and (line.bottom >= running.bottom - 1 if high else line.top <= running.top + 1)
    ]  # fmt: skip
