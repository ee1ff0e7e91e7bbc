"""A page broken into rows of a terminal: offsets stay code points of the stored text, cells are counted only here.

Nothing of the text is copied; a row is a stretch of it. What stands between turns is shown too, except what only names the speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.coding.page import Page

#: A tab is drawn as so many spaces; nobody aligns columns in talk.
TAB = 4
#: Anything but signs that always fill one cell: then cells must be counted, sign by sign.
_ODD = re.compile(r"[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]")


class Row(NamedTuple):
    """One row: ``text[start:end]``, the turn it belongs to (None between turns) and whether that turn begins here."""

    start: int
    end: int
    turn: int | None = None
    first: bool = False


class Rows:
    """The rows of a page at one width, and where a position lies among them.

    >>> from qualcode.coding.page import Page, Turn
    >>> page = Page("I: Kies je zelf?\\nL: Soms, bij rekenen niet.", (Turn(0, 3, 16, "I", 0), Turn(1, 20, 43, "L", 17)))
    >>> [page.text[row.start:row.end] for row in Rows(page, 12)]
    ['Kies je', 'zelf?', 'Soms, bij', 'rekenen', 'niet.']
    """

    def __init__(self, page: Page, width: int) -> None:
        self.page, self.width = page, width
        self._rows = tuple(_rows(page, max(width, 2)))
        self._starts = [row.start for row in self._rows]

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int) -> Row:
        return self._rows[number]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def at(self, position: int) -> int:
        """The row that holds a position, else the last one before it."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def of(self, start: int, end: int) -> range:
        """The rows that show something of a stretch."""
        first = self.at(start)
        last = max(bisect_right(self._starts, max(end - 1, start)), first + 1)
        return range(first, last)


def _rows(page: Page, width: int) -> Iterator[Row]:
    behind = 0
    for turn in page.turns:
        yield from _aside(page, behind, turn.label_start if turn.label_start is not None else turn.start, width)
        first = True
        for start, end in _lines(page.text, turn.start, turn.end):
            for piece in wrapped(page.text, start, end, width):
                yield Row(*piece, turn.ordinal, first)
                first = False
        behind = turn.end
    yield from _aside(page, behind, len(page.text), width)


def _aside(page: Page, start: int, end: int, width: int) -> Iterator[Row]:
    """What stands between turns, without empty lines and the white space around it."""
    for first, last in _lines(page.text, start, end):
        said = page.text[first:last].strip()
        if said:
            first = page.text.index(said[0], first)
            for piece in wrapped(page.text, first, first + len(said), width):
                yield Row(*piece)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch; a stretch that ends with a line break has no empty line after it."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def wrapped(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """One line in rows of at most `width` cells, broken at spaces where there are any, else between signs."""
    while end - start > width or (start < end and _ODD.search(text, start, end)):
        if _ODD.search(text, start, min(start + width + 1, end)):
            stop = _full(text, start, end, width)
            if stop >= end:
                break
        else:
            stop = min(start + width, end)
            if stop >= end:
                break
        space = stop if text[stop] == " " else text.rfind(" ", start + 1, stop)
        if space < 0:
            yield start, stop
            start = stop
        else:
            yield start, space
            start = space + 1
    if start < end:
        yield start, end


def _full(text: str, start: int, end: int, width: int) -> int:
    """How far a row reaches where some signs fill two cells or none; at least one sign, and never into one."""
    at, used = start, 0
    while at < end:
        stop = at + 1
        while stop < end and (text[stop - 1] == _JOINER or text[stop] == _JOINER or not _CELLS[text[stop]]):
            stop += 1
        used += cells_of(text[at:stop]) if stop > at + 1 else _CELLS[text[at]]
        if used > width:
            return at if at > start else stop
        at = stop
    return end


class _Cells(dict[str, int]):
    """How many cells a single code point fills, looked up once."""

    def __missing__(self, sign: str) -> int:
        self[sign] = found = TAB if sign == "\t" else cell_len(sign)
        return found


_JOINER = "\u200d"
_CELLS = _Cells()


def cells_of(text: str) -> int:
    """How many cells a text fills, a tab as many spaces."""
    return cell_len(text.replace("\t", " " * TAB))
