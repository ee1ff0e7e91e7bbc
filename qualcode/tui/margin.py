"""What stands beside the text: a bracket for each coding, and its label at the first row that is free."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.tui.rows import Rows

#: Brackets side by side; further codings that overlap share the last lane, drawn thick.
LANES = 4
_ONE, _TOP, _SIDE, _FOOT, _FULL = "╶╭│╰┃"


class Bracket(NamedTuple):
    """A coding as the margin knows it: ``text[start:end]``, what its code is called, and its id."""

    start: int
    end: int
    label: str
    id: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one row: brackets (a sign a lane), a label, whose it is, and how many more labels found no room."""

    brackets: str = " " * LANES
    label: str = ""
    id: str = ""
    more: int = 0


_NOTHING = Beside()


class Margin:
    """The brackets and labels beside all rows of a page.

    >>> from qualcode.coding.page import Page, Turn
    >>> from qualcode.tui.rows import Rows
    >>> rows = Rows(Page("een twee drie vier", (Turn(0, 0, 18),)), 5)
    >>> margin = Margin(rows, [Bracket(0, 13, "Zelfregie", "a"), Bracket(4, 8, "Weektaak", "b")])
    >>> [(margin.beside(number).brackets.rstrip(), margin.beside(number).label) for number in range(4)]
    [('╭', 'Zelfregie'), ('│╶', 'Weektaak'), ('╰', ''), ('', '')]
    """

    def __init__(self, rows: Rows, brackets: Iterable[Bracket], before: Margin | None = None) -> None:
        self._rows = rows
        #: Where stretches lie among the rows; what an earlier margin beside the same rows found is used again.
        self._places: dict[tuple[int, int], range] = before._places if before and before._rows is rows else {}
        self._firsts: list[int] = []
        self._groups: list[list[tuple[range, Bracket]]] = []
        self._drawn: dict[int, _Group] = {}
        last = -1
        in_order = sorted(brackets, key=lambda one: (one.start, -one.end, one.label, one.id)) if len(rows) else []
        for bracket in in_order:
            shown = self._place(bracket)
            if shown[0] > last:
                self._firsts.append(shown[0])
                self._groups.append([])
            self._groups[-1].append((shown, bracket))
            last = max(last, shown[-1])

    def beside(self, row: int) -> Beside:
        """What stands beside a row; brackets that share no row with others are drawn when one of their rows is asked for."""
        at = bisect_right(self._firsts, row) - 1
        if at < 0:
            return _NOTHING
        if at not in self._drawn:
            self._drawn[at] = _Group(self._groups[at])
        return self._drawn[at].beside(row)

    def _place(self, bracket: Bracket) -> range:
        stretch = bracket.start, bracket.end
        found = self._places.get(stretch)
        if found is None:
            found = self._places[stretch] = self._rows.of(*stretch)
        return found


class _Group:
    """Brackets that share rows, drawn."""

    def __init__(self, shown: list[tuple[range, Bracket]]) -> None:
        self._signs: dict[int, list[str]] = {}
        self._labels: dict[int, Bracket] = {}
        self._more: dict[int, int] = {}
        free = [-1] * LANES  # the last row that each lane is taken for
        for stretch, _ in shown:
            self._draw(stretch, self._lane(free, stretch))
        for stretch, bracket in sorted(shown, key=lambda one: len(one[0])):  # the shortest have the least choice
            self._name(stretch, bracket)

    def beside(self, row: int) -> Beside:
        if row not in self._signs and row not in self._labels:
            return _NOTHING
        signs, label = self._signs.get(row, [" "] * LANES), self._labels.get(row)
        more = self._more.get(row, 0)
        return Beside("".join(signs), label.label if label else "", label.id if label else "", more)

    def _lane(self, free: list[int], shown: range) -> int:
        for lane, last in enumerate(free):
            if last < shown[0]:
                free[lane] = shown[-1]
                return lane
        free[-1] = max(free[-1], shown[-1])
        return LANES

    def _draw(self, shown: range, lane: int) -> None:
        for row in shown:
            signs = self._signs.setdefault(row, [" "] * LANES)
            signs[min(lane, LANES - 1)] = _FULL if lane == LANES else _sign(row, shown)

    def _name(self, shown: range, bracket: Bracket) -> None:
        for row in shown:
            if row not in self._labels:
                self._labels[row] = bracket
                return
        self._more[shown[0]] = self._more.get(shown[0], 0) + 1


def _sign(row: int, shown: range) -> str:
    if len(shown) == 1:
        return _ONE
    return _TOP if row == shown[0] else _FOOT if row == shown[-1] else _SIDE


class Depths:
    """How many codings cover each place of a text: what decides its shade.

    >>> depths = Depths([(0, 10), (4, 6)])
    >>> depths.pieces(2, 12)
    [(2, 4, 1), (4, 6, 2), (6, 10, 1), (10, 12, 0)]
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        edges = sorted(edge for start, end in stretches for edge in ((start, 1), (end, -1)))
        self._places: list[int] = []
        self._depth: list[int] = []
        depth = 0
        for place, step in edges:
            depth += step
            if self._places and self._places[-1] == place:
                self._depth[-1] = depth
            else:
                self._places.append(place)
                self._depth.append(depth)

    def pieces(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """A stretch cut where the number of codings changes, with that number."""
        at = bisect_right(self._places, start) - 1
        found: list[tuple[int, int, int]] = []
        here = start
        while here < end:
            depth = self._depth[at] if at >= 0 else 0
            stop = min(self._places[at + 1], end) if at + 1 < len(self._places) else end
            if found and found[-1][2] == depth:
                found[-1] = (found[-1][0], stop, depth)
            else:
                found.append((here, stop, depth))
            here, at = stop, at + 1
        return found
