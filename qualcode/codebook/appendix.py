"""The codebook as the appendix of a report: a real Word table, its head repeated on every page, set across the page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from qualcode.codebook.exports import WORDS, appendix_row
from qualcode.codebook.qdc import in_language, xml_text

if TYPE_CHECKING:
    from qualcode.codebook.book import Codebook

_WIDTHS = (4.6, 6.0, 8.2, 6.0)
_TAGS = {"nl": "nl-NL", "en": "en-GB"}


def docx(book: Codebook, lang: str = "nl") -> bytes:
    """The appendix as .docx: label and key, definition, use (wel, niet, decision rules), example; families in bold."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    words = WORDS.get(lang, WORDS["en"])
    made = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.4)
    _language(made, _TAGS.get(lang, lang))
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.title = f"{words['title']} {book.name} {book.version}"
    made.add_heading(f"{words['title']} {book.name} {book.version}", 1)
    table = made.add_table(rows=1, cols=4, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for column, name in enumerate(("code", "definition", "use", "example")):
        _fill(table.rows[0].cells[column], [(words[name], True)], _WIDTHS[column])
    _repeated(table.rows[0])
    for code in book:
        cells = table.add_row().cells
        label, *texts = appendix_row(book, code, lang)
        depth = book.depth(code.key)
        _fill(cells[0], [(label, depth == 1), (code.key, False)], _WIDTHS[0], indent=0.35 * (depth - 1))
        for column, text in enumerate(texts, 1):
            _fill(cells[column], [(line, False) for line in text.split("\n")], _WIDTHS[column])
    for row in table.rows:
        _whole(row)
    for facet in book.facets.values():
        name = in_language(facet.label, book, lang) or facet.key
        made.add_paragraph(f"{words['facets']}: {name} ({facet.key}): {', '.join(facet.values)}")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _fill(cell: Any, lines: list[tuple[str, bool]], width: float, indent: float = 0.0) -> None:
    from docx.shared import Cm, Pt

    cell.width = Cm(width)
    for number, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.left_indent = Cm(indent)
        run = paragraph.add_run(xml_text(text))
        run.bold = bold or None
        run.font.size = Pt(9)


def _repeated(row: Any) -> None:
    """Word repeats this row on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    """A row does not break over two pages."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _language(made: Any, tag: str) -> None:
    """The language of the whole document, so that Word checks it as what it is."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = made.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    properties.append(language)
