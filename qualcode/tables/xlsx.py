"""A workbook: the table as printed with real numbers under it, every cell as a row, the quotes for the team, and what
the table is. No cell is a formula, whatever it begins with, and equal tables give equal bytes.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from qualcode.table import Matrix
from qualcode.tables.arrange import arrange
from qualcode.tables.evidence import Quote, evidence
from qualcode.tables.layout import MARK, NUMBER, TEXT, Cell, Layout, Row, plain, unbroken
from qualcode.tables.tidy import guarded, tidy
from qualcode.wording import known, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qualcode.table import Table

#: A fixed date: the file says nothing of when it was written.
WRITTEN = datetime(2000, 1, 1)
#: What stands in a cell is what was written: no formula, no link, no number made of text.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ALIGN = {MARK: "center", NUMBER: "right"}
_FORMATS = {"decimal": "#,##0.00", "integer": "#,##0", "percent": "0.0%", "interval": "0.00"}
_LONGEST = 32_000  # signs; a cell of a workbook holds 32,767


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Write an admitted table as a workbook."""
    import xlsxwriter

    layout = arrange(table, lang=lang, audience=audience, caption=caption)
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties(
            {"title": layout.title, "subject": layout.footer, "keywords": layout.recipe, "author": "", "comments": "",
             "created": WRITTEN}
        )  # fmt: skip
        workbook = Workbook(book, layout)
        quotes = evidence(table, layout)
        workbook.printed(_sheet_name(table, lang), quotes)
        if isinstance(table, Matrix):
            workbook.records(say("sheet.long", lang), *tidy(table))
        if quotes:
            workbook.quotes(quotes)
        workbook.explanation(table)


def _sheet_name(table: Table, lang: str) -> str:
    key = "matrix" if isinstance(table, Matrix) else table.kind
    return say(f"sheet.{key}" if known(f"sheet.{key}") else "sheet.frame", lang)


class Workbook:
    """The sheets of one table in a workbook, and the formats that they share."""

    def __init__(self, book: Any, layout: Layout) -> None:
        self.book, self.layout = book, layout
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **form: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted(form.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "top", **form})
        return self._formats[key]

    def sheet(self, name: str, *, landscape: bool = True) -> Any:
        """A sheet that prints on A4, as wide as the page, and says whom it is for."""
        sheet = self.book.add_worksheet(name)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        audience = "" if self.layout.audience == "public" else f"&L{self.layout.footer.replace('&', '&&')}"
        sheet.set_footer(f"{audience}&R&P / &N")
        return sheet

    def printed(self, name: str, quotes: Mapping[tuple[str, str], Sequence[Quote]]) -> None:
        """The table as it is printed."""
        layout, sheet = self.layout, self.sheet(name)
        word = f"{say('term.table', layout.lang)} {layout.number}" if layout.number else ""
        sheet.write_string(0, 0, word, self.format(bold=True))
        sheet.write_string(1, 0, layout.title, self.format(italic=True))
        first = 3
        for level, heads in enumerate(layout.heads):
            for head in heads:
                self._head(sheet, first + level, head, low=level + head.down == len(layout.heads))
        begin = first + len(layout.heads)
        places = _first_places(quotes)
        for at, row in enumerate(layout.rows):
            for column, cell in enumerate(row.cells):
                bottom = at == len(layout.rows) - 1
                self._cell(
                    sheet,
                    begin + at,
                    column,
                    cell,
                    places,
                    depth=row.depth,
                    group=row.group,
                    rule=row.rule,
                    bottom=bottom,
                )
        widths = _widths(layout)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for at, row in enumerate(layout.rows):
            lines = _lines(layout, row, widths)
            if lines > 1:  # programs that do not fit the height of a row by themselves
                sheet.set_row(begin + at, 15.0 * lines)
        sheet.set_row(begin - 1, _head_height(layout))
        sheet.freeze_panes(begin, max(layout.stubs, 1))
        sheet.repeat_rows(first, begin - 1)
        sheet.repeat_columns(0, max(layout.stubs, 1) - 1)
        self._notes(sheet, begin + len(layout.rows) + 1)

    def _head(self, sheet: Any, row: int, head: Any, *, low: bool) -> None:
        layout = self.layout
        column = layout.columns[head.at]
        turned = len(layout.columns) > 14 and low and not column.stub
        form: dict[str, Any] = {"text_wrap": True, "valign": "bottom"}
        form["align"] = "center" if not low else "left" if turned else _ALIGN.get(column.setting, "left")
        form |= {"rotation": 90} if turned else {}
        form |= {"bottom": 1} if low else {}
        form |= {"top": 2} if row == 3 else {}
        made = self.format(**form)
        text = unbroken(head.text)
        if head.across > 1 or head.down > 1:
            sheet.merge_range(row, head.at, row + head.down - 1, head.at + head.across - 1, "", made)
        sheet.write_string(row, head.at, text, made)

    def _cell(
        self, sheet: Any, row: int, column: int, cell: Cell, places: Mapping[tuple[str, str], int], *,
        depth: int, group: bool, rule: bool, bottom: bool,
    ) -> None:  # fmt: skip
        setting = self.layout.columns[column].setting
        form: dict[str, Any] = {"align": _ALIGN.get(setting, "left")}
        form |= {"indent": depth} if column == 0 and depth else {}
        form |= {"italic": True} if group else {}
        form |= {"text_wrap": True} if setting == TEXT or column == 0 else {}
        form |= {"top": 1} if rule else {}
        form |= {"bottom": 2} if bottom else {}
        place = places.get(cell.link) if cell.link else None
        if place is not None:
            target = f"internal:'{say('sheet.quotes', self.layout.lang)}'!A{place + 1}"
            sheet.write_url(row, column, target, self.format(**form), cell.text)
        if cell.number is None:
            if place is None:
                sheet.write_string(row, column, held(cell.plain), self.format(**form))
            return
        # The number stands in the cell, its format shows what is printed: 3 shown as 3/4.
        sheet.write_number(row, column, cell.number, self.format(**form, num_format=_number_format(cell)))

    def _notes(self, sheet: Any, row: int) -> None:
        wide = max(len(self.layout.columns) - 1, 5)
        for note in self.layout.notes:
            text = plain(note)
            form = self.format(text_wrap=True, font_size=9)
            sheet.merge_range(row, 0, row, wide, "", form)
            sheet.write_string(row, 0, held(text), form)
            signs = sum(_widths(self.layout)[: wide + 1]) or 60
            sheet.set_row(row, 12.5 * (int(len(text) / max(signs * 1.05, 40)) + 1))
            row += 1

    def records(self, name: str, names: list[str], rows: list[list[Any]]) -> None:
        """One row a cell, for pivot tables and other programs."""
        sheet = self.sheet(name, landscape=False)
        for column, title in enumerate(names):
            sheet.write_string(0, column, guarded(title), self.format(bold=True, bottom=1))
            sheet.set_column(column, column, max(12, len(title) + 2))
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                self._value(sheet, at, column, value)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(names) - 1)

    def _value(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, held(str(value)))

    def quotes(self, quotes: Mapping[tuple[str, str], Sequence[Quote]]) -> None:
        """What the cells open to; each cell of the first sheet links to its first quote here."""
        lang = self.layout.lang
        sheet = self.sheet(say("sheet.quotes", lang))
        heads = ("row", "column", "number", "quote", "document", "wave", "coder", "start", "end", "coding")
        for at, (head, width) in enumerate(zip(heads, (22, 26, 6, 80, 28, 12, 12, 8, 8, 38), strict=True)):
            sheet.write_string(0, at, say(f"column.{head}", lang), self.format(bold=True, bottom=1))
            sheet.set_column(at, at, width)
        titles: dict[str, str] = {}
        for printed, title in zip(self.layout.columns, self.layout.titles(), strict=True):
            titles.setdefault(printed.key, title.partition("\n")[0])  # a parent's total comes before its own use
        names = {cell.link[0]: row.cells[0].text for row in self.layout.rows for cell in row.cells if cell.link}
        line = 1
        for (of_row, of_column), found in quotes.items():
            for quote in found:
                record = (names[of_row], titles[of_column], line, quote.text, quote.document, quote.wave, quote.coder, quote.start,
                          quote.end, quote.coding)  # fmt: skip
                for place, value in enumerate(record):
                    if isinstance(value, str):
                        sheet.write_string(line, place, held(value), self.format(text_wrap=place == 3))
                    elif value is not None:
                        sheet.write_number(line, place, value, self.format())
                line += 1
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)

    def explanation(self, table: Table) -> None:
        """What the table is: title, note, symbols, recipe, whom it is for. The recipe in full is the team's."""
        layout, lang = self.layout, self.layout.lang
        sheet = self.sheet(say("sheet.explanation", lang), landscape=False)
        lines = [(say("part.caption", lang), layout.title), (say("part.audience", lang), layout.footer)]
        lines += [(say("part.note", lang), plain(note)) for note in layout.notes]
        lines += [(f"{say('part.symbols', lang)} {symbol}", word) for symbol, word in layout.symbols]
        lines += [(say("part.codebook", lang), layout.codebook)] if layout.codebook else []
        lines += [(say("part.recipe", lang), layout.recipe)]
        if layout.audience == "team":
            lines += [(say("part.recipe_json", lang), table.recipe.as_json())]
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 90)
        for row, (name, text) in enumerate(lines):
            sheet.write_string(row, 0, guarded(name), self.format(bold=True))
            sheet.write_string(row, 1, held(text), self.format(text_wrap=True))


def held(text: str) -> str:
    """Text as a cell can hold it: no formula, and where it is too long, cut with a mark that says so."""
    safe = str(guarded(text))
    return safe if len(safe) <= _LONGEST else f"{safe[:_LONGEST]} […]"


def _first_places(quotes: Mapping[tuple[str, str], Sequence[Quote]]) -> dict[tuple[str, str], int]:
    """The row of the sheet of quotes where those of a cell begin."""
    places: dict[tuple[str, str], int] = {}
    at = 1
    for link, found in quotes.items():
        if found:
            places[link] = at
            at += len(found)
    return places


def _number_format(cell: Cell) -> str:
    """A format that shows the printed text where it is more than the number itself."""
    if cell.format in ("decimal", "percent", "integer") and not cell.flags and not cell.mark:
        return _FORMATS[cell.format]
    text = cell.plain.replace('"', "”")
    whole = f"{cell.number:.0f}"
    if cell.format != "decimal" and text.startswith(whole) and cell.number == int(whole):
        return '0"' + text.removeprefix(whole) + '"' if text != whole else "0"
    return f'"{text}"'


def _head_height(layout: Layout) -> float:
    """The height of the lowest row of heads in points, since a workbook does not fit merged and turned ones itself."""
    heads = [unbroken(head.text) for head in layout.leaves()]
    if len(layout.columns) > 14:
        return min(max((len(text) for text in heads[layout.stubs :]), default=10) * 5.6 + 8, 170.0)
    lines = [-(-len(text) // max(int(width) - 1, 1)) for text, width in zip(heads, _widths(layout), strict=True)]
    return 15.0 * min(max(lines, default=1), 4)


def _lines(layout: Layout, row: Row, widths: Sequence[float]) -> int:
    """On how many lines a row stands: its running text, and its label, break where their column ends."""
    breaking = [at for at, column in enumerate(layout.columns) if at == 0 or column.setting == TEXT]
    return max((-(-int(len(row.cells[at].plain) * 1.1) // int(widths[at])) for at in breaking), default=1)


def _widths(layout: Layout) -> list[float]:
    """Widths in signs of the workbook's own font."""
    turned = len(layout.columns) > 14
    widths: list[float] = []
    for at, (column, title) in enumerate(zip(layout.columns, layout.titles(), strict=True)):
        longest = max((len(row.cells[at].plain) + 2 * row.depth * (at == 0) for row in layout.rows), default=0)
        word = 0 if turned and not column.stub else max((len(part) for part in title.split()), default=0)
        if column.setting == TEXT:
            widths.append(70.0)
        elif column.setting in (MARK, NUMBER):
            widths.append(float(max(longest, word, 4) + 2))
        else:
            widths.append(float(min(max(longest, word, 8) + 2, 44)))
    return widths
