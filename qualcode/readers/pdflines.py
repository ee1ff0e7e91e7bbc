"""The lines of a PDF page as pdfium finds them, each with its place; lines that run across a gap are cut at it."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Any

_CHAR_LIMIT = 400_000
_LINE = re.compile("[^\r\n\ufffe]+\ufffe?")
_WORD = re.compile(r"\S+")
_WORD_GAP = 0.9
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_CLEAN = {ord(sign): plain for sign, plain in _LIGATURES.items()} | {
    code: None for code in (*range(9), *range(11, 32), 0xFFFF, 0xFEFF) if code != 9
}
HYPHEN = "\ufffe"


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on one base line: its box in points from the lower left corner, and the size of its letters.

    A line that pdfium knows to end in a hyphen ends in `HYPHEN`.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        """The height of the middle of the line."""
        return (self.bottom + self.top) / 2

    @property
    def width(self) -> float:
        """How far the line reaches."""
        return self.right - self.left


class Chars:
    """The characters of an open text page, by their index in its text."""

    def __init__(self, textpage: Any, view: View) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._view = view
        self._page = textpage
        self._box = raw.FS_RECTF()
        self._bounds = [ctypes.c_double() for _ in range(4)]
        self.text = self._text()
        self.same = textpage.count_chars() == len(self.text)

    def index(self, position: int) -> int:
        """The index that pdfium gives a character of the text."""
        return position if self.same else int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, position))

    def box(self, position: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character as its font sees it."""
        box = self._box
        self._raw.FPDFText_GetLooseCharBox(self._page, self.index(position), box)
        if not self._view.as_is:
            return self._view.seen(box.left, box.bottom, box.right, box.top)
        return box.left, box.bottom, box.right, box.top

    def size(self, position: int) -> float:
        """The size of the letter's font."""
        return float(self._raw.FPDFText_GetFontSize(self._page, self.index(position)))

    def wide_gaps(self) -> list[tuple[float, float, float]] | None:
        """Height, begin and end of each gap between runs of characters; None where every letter is a run of its own."""
        count = self._page.count_rects()
        if count * 3 > len(self.text):
            return None
        left, top, right, bottom = self._bounds
        get, page = self._raw.FPDFText_GetRect, self._page
        found: list[tuple[float, float, float]] = []
        edge, low, high = float("inf"), 0.0, 0.0
        for index in range(count):
            if not get(page, index, left, top, right, bottom):
                continue
            begin, under, finish, over = left.value, bottom.value, right.value, top.value
            if not self._view.as_is:
                begin, under, finish, over = self._view.seen(begin, under, finish, over)
            height = max(high - low, over - under, 4.0)
            if begin - edge > _WORD_GAP * height and abs(low + high - under - over) < height:
                found.append(((under + over) / 2, edge, begin))
            edge, low, high = finish, under, over
        return found

    def _text(self) -> str:
        text = str(self._page.get_text_range())
        if not _PRIVATE.search(text):
            return text
        signs = list(text)  # pdfium cuts characters beyond U+FFFF to 16 bits here, which lands among the private ones
        same = self._page.count_chars() == len(text)
        for found in _PRIVATE.finditer(text):
            at = found.start()
            index = at if same else int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, at))
            code = self._raw.FPDFText_GetUnicode(self._page, index)
            if 0xFFFF < code < 0x110000:
                signs[at] = chr(code)
        return "".join(signs)


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a page: its box in the page's own points, and by how many degrees it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """How wide and high the page is as it is seen."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turn % 180 else (wide, high)

    @property
    def as_is(self) -> bool:
        """Whether a place on the page is the place where it is seen."""
        return not (self.turn or self.left or self.bottom)

    def seen(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box as it is seen, from the lower left corner of what is shown."""
        if self.turn == 90:
            return bottom - self.bottom, self.right - right, top - self.bottom, self.right - left
        if self.turn == 180:
            return self.right - right, self.top - top, self.right - left, self.top - bottom
        if self.turn == 270:
            return self.top - top, left - self.left, self.top - bottom, right - self.left
        return left - self.left, bottom - self.bottom, right - self.left, top - self.bottom

    def shows(self, line: Line) -> bool:
        """Whether any of a line lies within the page."""
        wide, high = self.size
        return line.right >= 0 and line.left <= wide and line.top >= 0 and line.bottom <= high


def lines(textpage: Any, view: View) -> tuple[list[Line], int]:
    """The lines of a page in the order of the file, cut at gaps wider than a letter is high; and how many lie outside it."""
    if textpage.count_chars() > _CHAR_LIMIT or textpage.count_chars() == 0:
        return [], 0
    chars = Chars(textpage, view)
    gaps = _Gaps(chars.wide_gaps())
    found: list[Line] = []
    outside: list[Line] = []
    for match in _LINE.finditer(chars.text):
        start, end = match.span()
        piece = match.group()
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start >= end:
            continue
        line = _line(chars, start, end)
        if not view.shows(line):
            outside.append(line)
        elif gaps.within(line):
            found.extend(_cut(chars, start, end))
        else:
            found.append(line)
    if outside and not found:  # a page box that shows nothing is itself at fault
        return outside, 0
    return found, len(outside)


class _Gaps:
    """Where runs of characters that follow each other on one line lie far apart."""

    def __init__(self, gaps: list[tuple[float, float, float]] | None) -> None:
        self._unknown = gaps is None
        self._at: dict[int, list[tuple[float, float, float]]] = {}
        for gap in gaps or ():
            self._at.setdefault(int(gap[0]), []).append(gap)

    def within(self, line: Line) -> bool:
        """Whether a line may hold a wide gap; True where only a look at its words can tell."""
        if self._unknown:
            return True
        return any(
            line.left <= begin and finish <= line.right + 1
            for row in range(int(line.bottom), int(line.top) + 1)
            for _, begin, finish in self._at.get(row, ())
        )


def _cut(chars: Chars, start: int, end: int) -> list[Line]:
    """A line cut where two of its words lie further apart than any space."""
    pieces: list[Line] = []
    begin, edge, last = start, 0.0, start
    for word in _WORD.finditer(chars.text, start, end):
        left, bottom, right, top = chars.box(word.start())
        if word.start() > start and left - edge > 0.85 * _WORD_GAP * max(top - bottom, 4.0):
            pieces.append(_line(chars, begin, last))
            begin = word.start()
        last = word.end()
        final = last - 1 if chars.text[last - 1] != HYPHEN else max(last - 2, word.start())
        edge = chars.box(final)[2] if final > word.start() else right
    pieces.append(_line(chars, begin, end))
    return pieces


def _line(chars: Chars, start: int, end: int) -> Line:
    final = end - 2 if chars.text[end - 1] == HYPHEN and end - start > 1 else end - 1
    first, last = chars.box(start), chars.box(final)
    left, right = min(first[0], last[0]), max(first[2], last[2])
    bottom, top = min(first[1], last[1]), max(first[3], last[3])
    return Line(_clean(chars.text[start:end]), left, bottom, right, top, chars.size(start) or top - bottom)


def _clean(text: str) -> str:
    return text.translate(_CLEAN)
