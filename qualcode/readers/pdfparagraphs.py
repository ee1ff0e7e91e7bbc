"""Rows of a PDF to paragraphs: a paragraph goes on while its lines are full, and a word that a hyphen broke is whole again."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from qualcode.readers.intake import Mark
from qualcode.readers.pdflines import HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.readers.pdflayout import Block
    from qualcode.readers.pdflines import Line

_ITEM = re.compile(
    r"(?:[•‣⁃·*→\u25a0-\u25ff\u2605\u2606\u2700-\u27bf\ue000-\uf8ff]|[-–—](?=\s)|\d{1,3}[.)](?=\s)|\d{1,4}(?=\t)|[a-zA-Z][.)](?=\s)|\(\w{1,3}\)(?=\s))\s*"
)
_PRIVATE_BULLET = re.compile("^[\ue000-\uf8ff](?=\\s)")
_LAST_WORD = re.compile(r"\w+$")
_FIRST_WORD = re.compile(r"\w+")
_PUNCTUATION = ".,;:!?()[]{}'\"‘’“”„«»–—…/•-"
_ENDED = tuple('.!?:;…”"»')
# First parts of words that are written with a hyphen of their own.
_FIRST_PARTS = frozenset(
    [
        "self",
        "well",
        "co",
        "non",
        "multi",
        "ex",
        "pre",
        "post",
        "anti",
        "semi",
        "zelf",
        "oud",
        "niet",
        "ict",
        "selbst",
        "nicht",
    ]
)
_LONGEST = 80
_FEW, _NARROW = 4, 0.35
_WIDE, _BEFORE_PRIVATE = "\u2e7f", "\udfff"
_BREAKS = (HYPHEN, "-", "\u00ad", "\u2010")


class Paragraphs:
    """The text of a PDF as it grows, page after page."""

    def __init__(self, pages: Sequence[Sequence[Block]]) -> None:
        rows = [row for page in pages for block in page for row in block.rows]
        self._parts: list[str] = []
        self.at = 0
        self.marks: list[Mark] = []
        self.joined = self.hyphens = self.bullets = self.count = 0
        self._body = _body_size(rows)
        broken = [row for row in rows if row.text[-1:] in _BREAKS]
        self._words, self._compounds = _vocabulary(rows) if broken else (frozenset(), frozenset())
        self._hyphenates = _hyphenates(broken, self._words)
        self._start = 0
        self._size = 0.0
        self._last: Line | None = None
        self._edge = 0.0

    @property
    def text(self) -> str:
        """What has been gathered so far."""
        return "".join(self._parts)

    def page(self, page: Sequence[Block], width: float) -> tuple[int, int]:
        """Add a page of this width; gives where its text begins and ends."""
        begin: int | None = None
        for block in page:
            leading, edge = _leading(block), _edge(block, width)
            first = True
            opened = True
            for row in block.rows:
                goes_on = self._goes_on(row) if first else self._same(row, leading, opened=opened)
                at = self._add(row, goes_on=goes_on)
                begin = at if begin is None else begin
                opened = not goes_on
                first = False
                self._last, self._edge = row, edge
        return (self.at, self.at) if begin is None else (begin, self.at)

    def close(self) -> None:
        """End the last paragraph."""
        if self.at > self._start:
            self.count += 1
            if self._size >= 1.15 * self._body and self.at - self._start <= 200:
                self.marks.append(Mark("heading", self._start, self.at, "1"))

    def _add(self, row: Line, *, goes_on: bool) -> int:
        text = row.text
        if text[:1] > _BEFORE_PRIVATE and _PRIVATE_BULLET.match(text):
            text = "•" + text[1:]
            self.bullets += 1
        if goes_on:
            self._join(text)
        else:
            if self._parts:
                self._unhyphen()
                self.close()
                self._put("\n")
            self._start, self._size = self.at, row.size
        at = self.at
        self._parts.append(text)
        self.at = at + len(text)
        return at

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.at += len(text)

    def _join(self, text: str) -> None:
        """Prepare the end of the paragraph for its next line: a space, or a hyphen kept or taken away."""
        last = self._parts[-1]
        if last[-1:] not in _BREAKS:
            if not (last[-1:] > _WIDE and text[:1] > _WIDE):  # Chinese and Japanese know no space between lines
                self._put(" ")
            return
        stem = last[:-1]
        before, after = _last_word(stem), _FIRST_WORD.match(text)
        if before is None or after is None:
            self._unhyphen()
            self._put("" if before else " ")
            return
        whole = (before.group() + after.group()).casefold()
        compound = f"{before.group()}-{after.group()}".casefold()
        known = whole in self._words
        if after.group()[0].islower() and (known or (self._hyphenates and compound not in self._compounds)):
            self.joined += 1
            self._parts[-1] = stem
            self.at -= 1
        else:
            self.hyphens += 1
            self._unhyphen()

    def _unhyphen(self) -> None:
        last = self._parts[-1]
        if last.endswith(HYPHEN):
            self._parts[-1] = last[:-1] + "-"

    def _goes_on(self, row: Line) -> bool:
        """Whether the first row of a column or page continues the last paragraph."""
        last = self._last
        if last is None or abs(row.size - last.size) > 0.12 * last.size or _ITEM.match(row.text) or "\t" in row.text:
            return False
        if last.text.endswith(HYPHEN):
            return True
        return row.text[:1].islower() and not last.text.rstrip().endswith(_ENDED) and _is_full(last, row, self._edge)

    def _same(self, row: Line, leading: float, *, opened: bool) -> bool:
        """Whether a row continues the paragraph of the row above it; `opened` where that row began its paragraph."""
        last, text, size = self._last, row.text, row.size
        if last is None or (size != last.size and abs(size - last.size) > 0.12 * max(size, last.size)):
            return False
        step = last.middle - row.middle
        if (step > 1.35 * leading and step > 1.5 * size) or _ITEM.match(text) or "\t" in text:
            return False
        if last.text[-1:] == HYPHEN:
            return True
        if not _is_full(last, row, self._edge):
            return False
        indent = row.left - last.left
        hangs = opened and (_ITEM.match(last.text) is not None or "\t" in last.text)
        if indent > 0.8 * row.size:
            return hangs
        return not (indent < -0.8 * row.size and not opened)


def _is_full(last: Line, row: Line, edge: float) -> bool:
    """Whether the first word of the next row would not have fitted: else the paragraph was ended on purpose."""
    text = row.text
    word = text.find(" ")
    letter = (row.right - row.left) / max(len(text), 1)
    return last.right + letter * ((word if word > 0 else len(text)) + 1) > edge - 0.5 * row.size


def _edge(block: Block, width: float) -> float:
    """Where full lines of a block end; a few short lines alone say nothing, so they are not taken for full."""
    right = block.right()
    if len(block.rows) < _FEW:
        return max(right, min(row.left for row in block.rows) + _NARROW * width)
    return right


def _leading(block: Block) -> float:
    """The usual distance between the lines of a block."""
    steps = [above.middle - below.middle for above, below in zip(block.rows, block.rows[1:], strict=False)]
    near = [step for step, row in zip(steps, block.rows, strict=False) if 0.5 * row.size < step < 2.2 * row.size]
    return median(near) if near else 1.4 * (block.rows[0].size if block.rows else 10.0)


def _body_size(rows: Iterable[Line]) -> float:
    weights: dict[float, int] = {}
    for text, _, _, _, _, size, _ in rows:
        weights[size] = weights.get(size, 0) + len(text)
    return max(weights, key=weights.__getitem__) if weights else 10.0


def _hyphenates(broken: Sequence[Line], words: frozenset[str]) -> bool:
    """Whether lines are broken within words: then what stands before the hyphen is mostly no word of its own."""
    before = [found.group().casefold() for row in broken if (found := _last_word(row.text[:-1]))]
    return sum(part not in words and part not in _FIRST_PARTS for part in before) * 2 >= len(before) > 0


def _last_word(text: str) -> re.Match[str] | None:
    """The letters with which a text ends; looked for behind its last space only."""
    tail = text[-_LONGEST:]
    return _LAST_WORD.search(tail, tail.rfind(" ") + 1)


def _vocabulary(rows: Iterable[Line]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the whole text, and its words with a hyphen inside; words cut by a line end stay out."""
    text = "\n".join(
        [text[: text.rfind(" ")] if text[-1:] in _BREAKS[:2] else text for text in [row.text for row in rows]]
    )
    words = {word.casefold().strip(_PUNCTUATION) for word in set(text.split())}
    return frozenset(words), frozenset(word for word in words if "-" in word)
