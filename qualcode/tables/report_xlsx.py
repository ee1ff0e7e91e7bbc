"""A report as a workbook: what is said on the first sheet, then one sheet a table with real numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from qualcode.tables.layout import Layout, plain
from qualcode.tables.reports import Block, Grid, Laid, Picture, Text
from qualcode.tables.xlsx import OPTIONS, WRITTEN, Workbook, held
from qualcode.wording import say

if TYPE_CHECKING:
    from pathlib import Path

#: Signs on a line of the first sheet, its points a line, and the pixels that a figure may be wide.
WIDE, LINE, PIXELS = 74, 15.0, 520
_LONGEST_NAME = 31


def write(laid: Laid, path: Path) -> None:
    """Write a report as a workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties(
            {"title": laid.title, "subject": laid.footer, "keywords": laid.recipe, "author": "", "comments": "",
             "created": WRITTEN}
        )  # fmt: skip
        blank = Layout("report", laid.lang, laid.title, (), (), (), audience=laid.audience, footer=laid.footer)
        first = Workbook(book, blank)
        sheet = first.sheet(say("sheet.report", laid.lang), landscape=False)
        sheet.set_column(0, 0, WIDE)
        grids = [block for block in laid.blocks if isinstance(block, Grid)]
        names = dict(zip((grid.layout.number for grid in grids), _names(grids), strict=True))
        _Said(first, sheet, names, laid.lang).write(laid)
        for grid in grids:
            Workbook(book, grid.layout).printed(names[grid.layout.number], {})


def _names(grids: list[Grid]) -> list[str]:
    """The number of each table and a word, as short as the name of a sheet must be."""
    return [f"{grid.layout.number} {grid.sheet}"[:_LONGEST_NAME] for grid in grids]


class _Said:
    """The first sheet: headings, paragraphs and figures one below the other, and where each table stands."""

    def __init__(self, workbook: Workbook, sheet: Any, names: dict[int | None, str], lang: str) -> None:
        self.workbook, self.sheet, self.names, self.lang = workbook, sheet, names, lang
        self.row = 0

    def write(self, laid: Laid) -> None:
        self._line(laid.title, bold=True, font_size=16)
        self._line(laid.subtitle)
        for chapter in laid.chapters:
            self.row += 1
            self._line(chapter.heading, bold=True, font_size=13)
            for block in chapter.blocks:
                self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, Text):
            self._line(plain(block.spans))
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            name = self.names[block.layout.number]
            shown = f"{say('term.table', self.lang)} {block.layout.number}. {block.layout.title}"
            form = self.workbook.format(font_color="#1F4E79", underline=1, text_wrap=True)
            self.sheet.write_url(self.row, 0, f"internal:'{name}'!A1", form, held(shown))
            self.row += 1

    def _line(self, text: str, **form: Any) -> None:
        """A paragraph in one cell, as high as its lines."""
        size = form.get("font_size", 11)
        lines = -(-len(text) * size // (WIDE * 11))
        self.sheet.write_string(self.row, 0, held(text), self.workbook.format(text_wrap=True, **form))
        self.sheet.set_row(self.row, max(lines, 1) * LINE * size / 11 + 4)
        self.row += 1

    def _picture(self, block: Picture) -> None:
        self._line(f"{say('term.figure', self.lang)} {block.number}. {block.title}", italic=True)
        across, down = int.from_bytes(block.png[16:20]), int.from_bytes(block.png[20:24])
        scale = PIXELS / across
        options = {
            "image_data": BytesIO(block.png),
            "description": block.description,
            "x_scale": scale,
            "y_scale": scale,
        }
        self.sheet.insert_image(self.row, 0, f"figure{block.number}.png", options)
        self.row += round(down * scale / 20) + 1
