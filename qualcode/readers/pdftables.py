"""Ruled tables whose cells run over several lines: found among the blocks of a page, and read cell by cell."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qualcode.readers.pdflines import HYPHEN, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.readers.pdflayout import Block
    from qualcode.readers.pdfrules import Box

_TIGHT = 1.5


def entangled(page: Sequence[Block]) -> bool:
    """Whether cells that stand side by side both run on over the next line, so that reading by rows would mix them."""
    for block in page:
        rows = block.rows
        for above, below in pairwise(rows):
            if "\t" in below.text and "\t" in above.text:
                near = above.middle - below.middle < _TIGHT * max(above.size, below.size)
                if near and sum(cell[:1].islower() for cell in below.text.split("\t")) > 1:
                    return True
    return False


def in_cells(lines: list[Line], tables: Sequence[Sequence[Sequence[Box]]]) -> list[Line]:
    """The lines of a page, each ruled table turned into one line per row of cells."""
    taken: set[int] = set()
    rows: list[Line] = []
    for table in tables:
        for cells in table:
            inside = [[line for line in lines if id(line) not in taken and _within(line, cell)] for cell in cells]
            taken.update(id(line) for cell in inside for line in cell)
            if any(inside):
                rows.append(_row(inside, cells))
    return [*(line for line in lines if id(line) not in taken), *rows]


def _within(line: Line, cell: Box) -> bool:
    left, bottom, right, top = cell
    return bottom <= line.middle <= top and left - 2 <= line.left and line.left + min(line.width, 4.0) / 2 <= right


def _row(inside: list[list[Line]], cells: Sequence[Box]) -> Line:
    bottom, top = min(cell[1] for cell in cells), max(cell[3] for cell in cells)
    size = next(line.size for cell in inside for line in cell)
    text = "\t".join(_said(cell) for cell in inside)
    return Line(
        text, min(cell[0] for cell in cells), bottom, max(cell[2] for cell in cells), top, size, (bottom + top) / 2
    )


def _said(cell: list[Line]) -> str:
    """The words of a cell, its lines joined."""
    text = ""
    for line in sorted(cell, key=lambda line: (-round(line.middle), line.left)):
        if text.endswith(HYPHEN):
            text = text[:-1] + ("" if line.text[:1].islower() else "-")
        elif text:
            text += " "
        text += line.text
    return text.replace(HYPHEN, "-")
