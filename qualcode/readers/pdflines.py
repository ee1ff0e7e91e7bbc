"""The lines of a PDF page as pdfium finds them, each with its place; lines that run across a gap are cut at it."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLES, _SKEW = 7, 10
MOST_CHARS = 400_000
_LINE = re.compile("[^\\s\ufffe](?:[^\r\n\ufffe]*[^\\s\ufffe])?\ufffe?")
_WORD = re.compile(r"\S+")
_WORD_GAP = 0.9
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_CLEAN = {ord(sign): plain for sign, plain in _LIGATURES.items()} | {
    code: None for code in (*range(9), *range(11, 32), 0xFFFF, 0xFEFF) if code != 9
}
_UNCLEAN = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\ufb00-\ufb06\uffff\ufeff]")
_STRANGE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b-\x0c\x0e-\x1f\ufb00-\ufb06\uffff\ufeff]")  # private or unclean
_TWO_BOXES, _BOX_BYTES, _FOUR = Struct("=8f"), 16, Struct("=4d")
HYPHEN = "\ufffe"


class Line(NamedTuple):
    """A stretch of text on one base line: its box in points from the lower left corner, and the size of its letters.

    A line that pdfium knows to end in a hyphen ends in `HYPHEN`. `middle` is the height of the middle of its box.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    middle: float

    @property
    def width(self) -> float:
        """How far the line reaches."""
        return self.right - self.left


class Chars:
    """The characters of an open text page, by their index in its text."""

    def __init__(self, textpage: Any, view: View) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._view = None if view.as_is else view
        self._page = textpage.raw
        self._loose, self._size, self._run = _direct()
        self._at = ctypes.addressof(self._page.contents)
        self._boxes = (raw.FS_RECTF * 2)()
        self._to_box = ctypes.addressof(self._boxes)
        self._bounds = (ctypes.c_double * 4)()
        self.text = str(textpage.get_text_range())
        self._same = textpage.count_chars() == len(self.text)
        self._unclean = False
        if _STRANGE.search(self.text):
            if _PRIVATE.search(self.text):
                self.text = self._restored()
            self._unclean = _UNCLEAN.search(self.text) is not None

    def box(self, position: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character as its font sees it."""
        self._loose(self._at, position if self._same else self._index(position), self._to_box)
        left, top, right, bottom, *_ = _TWO_BOXES.unpack(self._boxes)
        return (left, bottom, right, top) if self._view is None else self._view.seen(left, bottom, right, top)

    def line(self, start: int, end: int) -> Line:
        """The line of this stretch of the text, which begins and ends with a letter or sign."""
        return self.lines([(start, end)])[0]

    def lines(self, spans: list[tuple[int, int]]) -> list[Line]:
        """The lines of these stretches of the text; written out in full, for it runs for every line of a document."""
        whole, straight = self.text, self._view is None and self._same
        loose, sized, at, to_box = self._loose, self._size, self._at, self._to_box
        to_other, boxes, both, line_of = to_box + _BOX_BYTES, self._boxes, _TWO_BOXES.unpack, Line._make
        found: list[Line] = []
        for start, end in spans:
            text = whole[start:end]
            final = end - 2 if text[-1] == HYPHEN and end - start > 1 else end - 1
            if straight:
                loose(at, start, to_box)
                loose(at, final, to_other)
                left, top, right, bottom, begin, high, finish, low = both(boxes)
                size = sized(at, start)
            else:
                left, bottom, right, top = self.box(start)
                begin, low, finish, high = self.box(final)
                size = sized(at, start if self._same else self._index(start))
            left = begin if begin < left else left
            right = finish if finish > right else right
            bottom = low if low < bottom else bottom
            top = high if high > top else top
            if self._unclean:
                text = text.translate(_CLEAN)
            size = size if size > 1.5 else top - bottom
            found.append(line_of((text, left, bottom, right, top, size, (bottom + top) / 2)))
        return found

    def _index(self, position: int) -> int:
        """The index that pdfium gives a character of the text."""
        return int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, position))

    def _restored(self) -> str:
        """The text with its characters beyond U+FFFF, which pdfium cuts to 16 bits: they land among the private ones."""
        signs = list(self.text)
        for found in _PRIVATE.finditer(self.text):
            at = found.start()
            code = self._raw.FPDFText_GetUnicode(self._page, at if self._same else self._index(at))
            if 0xFFFF < code < 0x110000:
                signs[at] = chr(code)
        return "".join(signs)

    def wide_gaps(self, lines: int) -> list[tuple[float, float, float]] | None:
        """Height, begin and end of each gap between runs of characters; None where every letter is a run of its own."""
        count = self._raw.FPDFText_CountRects(self._page, 0, -1)
        if count == lines:  # every line is one run
            return []
        if count * 3 > len(self.text):
            return None
        run, at, view, bounds, four = self._run, self._at, self._view, self._bounds, _FOUR.unpack
        to_left, to_top, to_right, to_bottom = (ctypes.addressof(bounds) + 8 * place for place in range(4))
        found: list[tuple[float, float, float]] = []
        edge, low, high = float("inf"), -1e9, -1e9
        for index in range(count):
            if not run(at, index, to_left, to_top, to_right, to_bottom):
                continue
            begin, over, finish, under = four(bounds)
            if view is not None:
                begin, under, finish, over = view.seen(begin, under, finish, over)
            if not -4.0 < begin - edge < 4.0 * _WORD_GAP:
                height = max(high - low, over - under, 4.0)
                if not -height < begin - edge < _WORD_GAP * height and abs(low + high - under - over) < height:
                    found.append(((under + over) / 2, min(edge, begin), max(edge, begin)))
            edge, low, high = finish, under, over
        return found


@cache
def _direct() -> tuple[Callable[..., int], Callable[..., float], Callable[..., int]]:
    """pdfium's box and size of a character and box of a run, called by plain addresses: half the time of typed calls."""
    import pypdfium2.raw as raw

    def called(function: Any, gives: Any, *takes: Any) -> Any:
        return ctypes.PYFUNCTYPE(gives, *takes)(ctypes.cast(function, ctypes.c_void_p).value or 0)

    place, number = ctypes.c_void_p, ctypes.c_int
    return (
        called(raw.FPDFText_GetLooseCharBox, number, place, number, place),
        called(raw.FPDFText_GetFontSize, ctypes.c_double, place, number),
        called(raw.FPDFText_GetRect, number, place, number, place, place, place, place),
    )


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


def turn_of(textpage: Any) -> tuple[int, bool]:
    """By how many degrees clockwise a page must be turned for most of its text to stand upright: 0, 90, 180 or 270.

    And whether pdfium's order of the words can be trusted: not where most are mirrored, upside down or aslant.
    """
    import pypdfium2.raw as raw

    count, page, matrix = textpage.count_chars(), textpage.raw, raw.FS_MATRIX()
    sample = [count * place // _SAMPLES for place in range(min(count, _SAMPLES))]
    angles = [round(math.degrees(raw.FPDFText_GetCharAngle(page, index))) % 360 for index in sample]
    turn, often = Counter(angles).most_common(1)[0] if angles else (0, 0)
    mirrored = aslant = 0
    for index, angle in zip(sample, angles, strict=True):
        known = raw.FPDFText_GetMatrix(page, index, matrix)
        mirrored += bool(known and matrix.a * matrix.d < matrix.b * matrix.c)
        aslant += _SKEW < angle % 90 < 90 - _SKEW
    upright = turn % 90 == 0 and often * 2 > len(angles)
    turn = (360 - turn) % 360 if upright else 0
    return turn, turn != 180 and 2 * max(mirrored, aslant) <= len(sample)


def lines(textpage: Any, view: View) -> tuple[list[Line], int]:
    """The lines of a page in the order of the file, cut at gaps wider than a letter is high; and how many lie outside it."""
    if textpage.count_chars() == 0:
        return [], 0
    chars = Chars(textpage, view)
    spans = [match.span() for match in _LINE.finditer(chars.text)]
    wide_gaps = chars.wide_gaps(len(spans))
    gaps = None if wide_gaps == [] else _Gaps(wide_gaps)
    wide, high = view.size
    found: list[Line] = []
    outside: list[Line] = []
    for (start, end), line in zip(spans, chars.lines(spans), strict=True):
        _, left, bottom, right, top, _, _ = line
        if right < 0 or left > wide or top < 0 or bottom > high:
            outside.append(line)
        elif gaps is not None and gaps.within(line):
            found.extend(_cut(chars, start, end))
        else:
            found.append(line)
    if outside and not found:  # a page box that shows nothing is itself at fault
        return outside, 0
    return found, len(outside)


class _Gaps:
    """Where runs of characters that follow each other on one line lie far apart."""

    _STRIP = 8

    def __init__(self, gaps: list[tuple[float, float, float]] | None) -> None:
        self._unknown = gaps is None
        self._at: dict[int, list[tuple[float, float, float]]] = {}
        for gap in gaps or ():
            self._at.setdefault(int(gap[0]) // self._STRIP, []).append(gap)

    def within(self, line: Line) -> bool:
        """Whether a line may hold a wide gap; True where only a look at its words can tell."""
        if self._unknown or not self._at:
            return self._unknown
        _, left, bottom, right, top, _, _ = line
        for strip in range(int(bottom) // self._STRIP, int(top) // self._STRIP + 1):
            for middle, begin, finish in self._at.get(strip, ()):
                if left <= begin and finish <= right + 1 and bottom <= middle <= top:
                    return True
        return False


def _cut(chars: Chars, start: int, end: int) -> list[Line]:
    """A line cut where two of its words lie further apart than any space."""
    pieces: list[Line] = []
    begin, edge, last = start, 0.0, start
    for word in _WORD.finditer(chars.text, start, end):
        left, bottom, right, top = chars.box(word.start())
        height = max(top - bottom, 4.0)
        if word.start() > start and not -height < left - edge < 0.85 * _WORD_GAP * height:
            pieces.append(chars.line(begin, last))
            begin = word.start()
        last = word.end()
        final = last - 1 if chars.text[last - 1] != HYPHEN else max(last - 2, word.start())
        edge = chars.box(final)[2] if final > word.start() else right
    pieces.append(chars.line(begin, end))
    return pieces
