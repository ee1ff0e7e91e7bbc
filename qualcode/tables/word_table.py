"""A layout as a real Word table: repeated heads, rows that are not split, rules above, under the heads and below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tables.fit import INDENT
from qualcode.tables.layout import MARK, NUMBER, TEXT, Cell, Head, Layout, Row, Span
from qualcode.tables.word_styles import TABLE_STYLE
from qualcode.tables.word_xml import attribute, paragraph, runs, twips

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A table of at most so many rows, none of them running text, is kept on one page together with its note.
TOGETHER = 24
_ALIGN = {MARK: "center", NUMBER: "right"}


def word_table(
    layout: Layout, widths: Sequence[float], *, turned: bool, height: float, description: str, last: bool
) -> str:
    """The table, or one panel of it. `last` says that the note follows, so that its last row stays with it."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    total = sum(twips(width) for width in widths)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(layout.title)}/><w:tblDescription w:val={attribute(description)}/></w:tblPr>"
    )
    heads = _heads(layout, widths, turned=turned, height=height)
    together = len(layout.rows) <= TOGETHER and not any(column.setting == TEXT for column in layout.columns[1:])
    rows = [
        _row(layout, row, widths, keep=together or (last and place == len(layout.rows) - 1))
        for place, row in enumerate(layout.rows)
    ]
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{heads}{''.join(rows)}</w:tbl>"


def _heads(layout: Layout, widths: Sequence[float], *, turned: bool, height: float) -> str:
    """The rows of heads, each repeated on every page."""
    rows = []
    deep = len(layout.heads)
    for level in range(deep):
        cells = []
        at = 0
        while at < len(layout.columns):
            head, begun = _head_at(layout, level, at)
            cells.append(_head_cell(layout, head, begun, level, widths, turned=turned))
            at = head.at + head.across
        tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if turned and level == deep - 1 else ""
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{tall}<w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>")
    return "".join(rows)


def _head_at(layout: Layout, level: int, at: int) -> tuple[Head, int]:
    """The head over a column at a level, and the level where it begins; an empty one where there is none."""
    for begun in range(level, -1, -1):
        for head in layout.heads[begun]:
            if head.at <= at < head.at + head.across and begun + head.down > level:
                return head, begun
    return Head((), at), level


def _head_cell(layout: Layout, head: Head, begun: int, level: int, widths: Sequence[float], *, turned: bool) -> str:
    column = layout.columns[head.at]
    wide = sum(twips(widths[at]) for at in range(head.at, min(head.at + head.across, len(widths))))
    lowest = begun + head.down == len(layout.heads)
    turn = turned and not column.stub and lowest
    inside = f'<w:tcW w:w="{wide}" w:type="dxa"/>'
    inside += f'<w:gridSpan w:val="{head.across}"/>' if head.across > 1 else ""
    if head.down > 1:
        inside += '<w:vMerge w:val="restart"/>' if begun == level else "<w:vMerge/>"
    if lowest and level == len(layout.heads) - 1:
        inside += _border("bottom", 6)
    inside += '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>' if turn else '<w:vAlign w:val="bottom"/>'
    align = "" if turn or column.stub else "center" if not lowest else _ALIGN.get(column.setting, "")
    if column.stub and column.setting == MARK:
        align = "center"
    content = runs(head.spans, layout.lang) if begun == level else ""
    # The rule under a parent is the paragraph's, so that a gap remains between neighbours.
    above = head.across > 1 and not lowest and begun == level
    text = paragraph(content, "TableText", keep=True, align=align, rule=above)
    return f"<w:tc><w:tcPr>{inside}</w:tcPr>{text}</w:tc>"


def _row(layout: Layout, row: Row, widths: Sequence[float], *, keep: bool) -> str:
    keep = keep or row.group
    border = _border("top", 4) if row.rule else ""
    if row.group:
        wide = sum(twips(width) for width in widths)
        spans = (Span(row.cells[0].text, italic=True),)
        content = paragraph(runs(spans, layout.lang), "TableText", keep=keep, indent=twips(row.depth * INDENT))
        properties = f'<w:tcW w:w="{wide}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>{border}'
        cells = f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
    else:
        cells = "".join(
            _cell(layout, cell, at, widths[at], border, keep=keep, indent=twips(row.depth * INDENT) if at == 0 else 0)
            for at, cell in enumerate(row.cells)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(layout: Layout, cell: Cell, at: int, width: float, border: str, *, keep: bool, indent: int) -> str:
    spans = [Span(cell.text), *([Span(cell.mark, raised=True)] if cell.mark else [])]
    align = _ALIGN.get(layout.columns[at].setting, "")
    content = paragraph(runs(spans, layout.lang), "TableText", keep=keep, align=align, indent=indent)
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{border}</w:tcPr>{content}</w:tc>'


def _border(side: str, eighths: int) -> str:
    return f'<w:tcBorders><w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/></w:tcBorders>'
