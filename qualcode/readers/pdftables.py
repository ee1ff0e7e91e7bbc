"""Ruled tables whose cells run over several lines: the only pages for which pdfplumber is asked where the cells are.

The words stay pdfium's; pdfplumber, which takes fifty times as long, only tells the boxes.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qualcode.readers.pdflines import HYPHEN, Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.readers.pdflayout import Block

_TIGHT = 1.5
_MOST_PAGES = 40

Box = tuple[float, float, float, float]


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


def with_tables(data: bytes, pages: Mapping[int, list[Line]]) -> dict[int, list[Line]]:
    """The lines of these pages (by their place from 0), each ruled table turned into one line per row of cells."""
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException

    found: dict[int, list[Line]] = {}
    try:
        document = pdfplumber.open(io.BytesIO(data), laparams=None)
    except (PDFException, ValueError, TypeError, KeyError):
        return found
    with document:
        for number in sorted(pages)[:_MOST_PAGES]:
            page = document.pages[number]
            try:
                tables = _tables(page)
            except (PDFException, ValueError, TypeError, KeyError, AssertionError, IndexError):
                continue
            finally:
                page.close()
            if tables:
                found[number] = _in_cells(pages[number], tables)
    return found


def _tables(page: Any) -> list[list[list[Box]]]:
    """Each table as rows of cells, in points from the lower left corner."""
    high = float(page.height)
    settings = {"text_x_tolerance_ratio": 0.15}
    return [
        [
            [(left, high - bottom, right, high - top) for left, top, right, bottom in filter(None, row.cells)]
            for row in table.rows
        ]
        for table in page.find_tables(settings)
        if len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1
    ]


def _in_cells(lines: list[Line], tables: list[list[list[Box]]]) -> list[Line]:
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


def _row(inside: list[list[Line]], cells: list[Box]) -> Line:
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
