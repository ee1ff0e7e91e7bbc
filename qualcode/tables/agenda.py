"""What a meeting has to decide, as a workbook to fill in and as a document to read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from qualcode.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: A fixed date: the file says nothing of when it was written.
WRITTEN = datetime(2000, 1, 1)
#: How wide a column is, in signs.
_WIDE = {"text": 60, "code": 20, "definition": 44, "question": 30, "reading": 40, "notes": 24, "reason": 36, "rule": 36}
#: How the columns of a page share its width.
_SHARE = {"text": 2.2, "definition": 1.8, "reading": 1.6, "document": 0.9}
#: Columns that people fill in.
FILLED = ("decision", "reason", "rule")
_LONGEST = 32_000


def workbook(
    path: Path, names: Sequence[str], rows: Sequence[Sequence[str]], choices: Sequence[str], lang: str
) -> None:
    """Write the questions, a row each; `names` are columns as `head` knows them, `choices` what may be decided.

    What is to be filled in is white with a list to choose from, everything else grey. Nothing in it is a formula.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": say("meeting.sheet", lang), "author": "", "comments": "", "created": WRITTEN})
        bold = book.add_format({"bold": True, "valign": "top", "bottom": 1})
        grey = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F2F2F2"})
        white = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
        sheet, listed = book.add_worksheet(say("meeting.sheet", lang)), book.add_worksheet(say("meeting.choices", lang))
        for at, choice in enumerate(choices):
            listed.write_string(at, 0, choice)
        for column, name in enumerate(names):
            sheet.write_string(0, column, head(name, lang), bold)
            sheet.set_column(column, column, _WIDE.get(name.rstrip("0123456789"), 14))
            for at, row in enumerate(rows, start=1):
                sheet.write_string(at, column, row[column][:_LONGEST], white if name in FILLED else grey)
        for at, row in enumerate(rows, start=1):
            sheet.set_row(at, _height(names, row))
        at = list(names).index("decision")
        source = f"='{say('meeting.choices', lang)}'!$A$1:$A${len(choices)}"
        if rows:
            sheet.data_validation(1, at, len(rows), at, {"validate": "list", "source": source, "error_type": "warning"})
            sheet.autofilter(0, 0, len(rows), len(names) - 1)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


def _height(names: Sequence[str], row: Sequence[str]) -> float:
    """How high a row must be for its fullest cell, in points; 409 is the most that a workbook takes."""
    lines = (
        sum(len(line) // _WIDE.get(name.rstrip("0123456789"), 14) + 1 for line in cell.split("\n"))
        for name, cell in zip(names, row, strict=True)
    )
    return min(15.0 * max(lines), 409.0)


def document(path: Path, title: str, names: Sequence[str], rows: Sequence[Sequence[str]], lang: str) -> None:
    """Write the questions as a table to read and to write on, in a landscape document."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    made = docx.Document()
    properties = made.core_properties
    properties.author, properties.title, properties.created, properties.modified = "", title, WRITTEN, WRITTEN
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    made.styles["Normal"].font.size = Pt(8)
    made.add_heading(title, level=1)
    table = made.add_table(rows=1, cols=len(names), style="Table Grid")
    table.autofit = False
    shares = [_SHARE.get(name.rstrip("0123456789"), 1.0) for name in names]
    usable = section.page_width - section.left_margin - section.right_margin
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(usable * share / sum(shares))
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        _fill(cell, head(name, lang), bold=True)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell, text)
    for line in table.rows:
        for cell, column in zip(line.cells, table.columns, strict=True):
            cell.width = column.width
    made.save(str(path))


def _fill(cell: Any, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run("".join(sign for sign in text if sign in "\n\t" or sign >= " "))
    run.bold = bold


def head(name: str, lang: str) -> str:
    """The head of a column: ``decision``, ``reading1`` and so on, in a language."""
    plain = name.rstrip("0123456789")
    return say(f"meeting.column.{plain}", lang, number=int(name[len(plain) :] or 0))
