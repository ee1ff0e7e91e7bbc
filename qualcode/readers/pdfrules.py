"""The ruled lines on a PDF page, and the cells of the tables that they draw; no word is looked at.

Lines that lie a hair apart count as one and lines that nearly touch as joined, as people see them; a cell is the
smallest box whose four sides are drawn (Nurminen 2013, as in Tabula and pdfplumber, with the same distances).
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.readers.pdflines import View

Box = tuple[float, float, float, float]
_Corner = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]

_PATH, _FORM = 2, 5
_LINE_TO, _BEZIER_TO = 0, 1
_STRAIGHT = 0.2
_SHORTEST, _LONG_ENOUGH = 1.0, 3.0
_APART = 3.0
_DEEPEST = 4
_MOST_OBJECTS, _MOST_RULES, _MOST_CORNERS = 50_000, 20_000, 4_000


class Rule(NamedTuple):
    """A straight line: its distance from the left (upright) or from the top (level), and where it begins and ends."""

    at: float
    begin: float
    end: float


class _TooMany(Exception):
    """A page with more lines than any table that people read."""


def tables(page: Any, view: View) -> list[list[list[Box]]]:
    """The ruled tables of an open page from top to bottom, each as rows of cells: left, bottom, right and top as seen.

    A table has at least two rows and two columns. A page with very many lines (a map, a drawing) has none.
    """
    try:
        upright, level = _Drawn(view).rules(page)
    except _TooMany:
        return []
    return _tables(_cells(_merged(upright), _merged(level)))


class _Drawn:
    """The upright and the level lines of the paths on a page, those within its forms too."""

    def __init__(self, view: View) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._view = view
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._objects = 0
        self._upright: list[Rule] = []
        self._level: list[Rule] = []

    def rules(self, page: Any) -> tuple[list[Rule], list[Rule]]:
        """The upright and the level lines; counted from the top downwards."""
        raw = self._raw
        for index in range(raw.FPDFPage_CountObjects(page)):
            self._gather(raw.FPDFPage_GetObject(page, index), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
        return self._upright, self._level

    def _gather(self, thing: Any, around: _Matrix, depth: int) -> None:
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(thing)
        self._objects += 1
        if self._objects > _MOST_OBJECTS or len(self._upright) + len(self._level) > _MOST_RULES:
            raise _TooMany
        if kind == _PATH:
            self._path(thing, self._placed(thing, around))
        elif kind == _FORM and depth < _DEEPEST:
            within = self._placed(thing, around)
            for index in range(raw.FPDFFormObj_CountObjects(thing)):
                self._gather(raw.FPDFFormObj_GetObject(thing, index), within, depth + 1)

    def _placed(self, thing: Any, around: _Matrix) -> _Matrix:
        """How an object lies on the page: its own matrix within that of the form around it."""
        own = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(own)):
            return around
        a, b, c, d, e, f = around
        return (
            own.a * a + own.b * c, own.a * b + own.b * d,
            own.c * a + own.d * c, own.c * b + own.d * d,
            own.e * a + own.f * c + e, own.e * b + own.f * d + f,
        )  # fmt: skip

    def _path(self, path: Any, matrix: _Matrix) -> None:
        raw = self._raw
        a, b, c, d, e, f = matrix
        to_x, to_y = ctypes.byref(self._x), ctypes.byref(self._y)
        first = last = (0.0, 0.0)
        bends = 0
        for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_RULES)):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, to_x, to_y)
            x, y = self._x.value, self._y.value
            point = (a * x + c * y + e, b * x + d * y + f)
            if kind == _BEZIER_TO:
                bends = (bends + 1) % 3
                if bends:  # its two handles are not on the line
                    continue
            elif kind == _LINE_TO:
                self._add(last, point)
            else:
                first = point
            if raw.FPDFPathSegment_GetClose(segment):
                self._add(point, first)
            last = point

    def _add(self, one: _Corner, other: _Corner) -> None:
        """Keep a line that is upright or level, as it is seen."""
        left, bottom, right, top = self._view.seen(
            min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
        )
        if right - left < _STRAIGHT and top - bottom >= _SHORTEST:
            self._upright.append(Rule(left, -top, -bottom))
        elif top - bottom < _STRAIGHT and right - left >= _SHORTEST:
            self._level.append(Rule(-top, left, right))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Lines a hair apart put on one place, those that nearly touch joined, short ones dropped."""
    found: list[Rule] = []
    rules.sort()
    for group in _near(rules):
        at = sum(rule.at for rule in group) / len(group)
        begin, end = float("inf"), float("-inf")
        for rule in sorted(group, key=itemgetter(1)):
            if rule.begin <= end + _APART:
                end = max(end, rule.end)
                continue
            if end - begin >= _LONG_ENOUGH:
                found.append(Rule(at, begin, end))
            begin, end = rule.begin, rule.end
        if end - begin >= _LONG_ENOUGH:
            found.append(Rule(at, begin, end))
    return found


def _near(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Sorted lines in groups, each no further from the next than `_APART`."""
    group = rules[:1]
    for before, rule in pairwise(rules):
        if rule.at - before.at > _APART:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _cells(upright: list[Rule], level: list[Rule]) -> list[Box]:
    """The smallest boxes whose four corners are crossings and whose sides are drawn: left, top, right, bottom."""
    crossings: dict[_Corner, tuple[Rule, Rule]] = {}
    for down in upright:
        for over in level:
            if (
                down.begin <= over.at + _APART
                and down.end >= over.at - _APART
                and over.begin - _APART <= down.at <= over.end + _APART
            ):
                crossings[down.at, over.at] = (down, over)
        if len(crossings) > _MOST_CORNERS:
            return []
    below: dict[Rule, list[float]] = defaultdict(list)
    beside: dict[Rule, list[float]] = defaultdict(list)
    for corner in sorted(crossings):
        down, over = crossings[corner]
        below[down].append(corner[1])
        beside[over].append(corner[0])
    found = (_smallest(corner, crossings, below, beside) for corner in sorted(crossings))
    return [box for box in found if box is not None]


def _smallest(
    corner: _Corner,
    crossings: dict[_Corner, tuple[Rule, Rule]],
    below: dict[Rule, list[float]],
    beside: dict[Rule, list[float]],
) -> Box | None:
    """The smallest cell right of and below a crossing."""
    left, top = corner
    down, over = crossings[corner]
    for bottom in below[down]:
        if bottom <= top:
            continue
        under = crossings[left, bottom][1]
        for right in beside[over]:
            if right > left and crossings.get((right, bottom)) == (crossings[right, top][0], under):
                return left, top, right, bottom
    return None


def _tables(cells: list[Box]) -> list[list[list[Box]]]:
    """Cells that share corners are a table; its rows from top to bottom, boxes in points from the lower left corner."""
    found = []
    for table in _joined(cells):
        table.sort(key=itemgetter(1, 0))
        rows = [
            [(left, -bottom, right, -top) for left, top, right, bottom in row]
            for _, row in groupby(table, key=itemgetter(1))
        ]
        if len(rows) > 1 and len({cell[0] for cell in table}) > 1:
            found.append(rows)
    return sorted(found, key=lambda rows: (-rows[0][0][3], rows[0][0][0]))


def _joined(cells: list[Box]) -> list[list[Box]]:
    """The cells in groups that hang together by their corners."""
    at: dict[_Corner, list[int]] = defaultdict(list)
    for number, (left, top, right, bottom) in enumerate(cells):
        for corner in ((left, top), (right, top), (left, bottom), (right, bottom)):
            at[corner].append(number)
    groups: list[list[Box]] = []
    seen: set[int] = set()
    for number in range(len(cells)):
        if number in seen:
            continue
        seen.add(number)
        waiting, group = [number], []
        while waiting:
            left, top, right, bottom = box = cells[waiting.pop()]
            group.append(box)
            for corner in ((left, top), (right, top), (left, bottom), (right, bottom)):
                fresh = [other for other in at.pop(corner, ()) if other not in seen]
                seen.update(fresh)
                waiting.extend(fresh)
        groups.append(group)
    return groups
