"""A report as a Word file: headings that Word knows, counted tables and figures, wide tables on pages on their side."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.tables.docx import captioned
from qualcode.tables.fit import LANDSCAPE, PORTRAIT, Fit, fit
from qualcode.tables.layout import Span
from qualcode.tables.reports import Block, Chapter, Grid, Laid, Picture, Text
from qualcode.tables.word_package import core, footer, package, page, picture
from qualcode.tables.word_styles import report_styles
from qualcode.tables.word_xml import DECLARATION, TAGS, R, W, attribute, field, paragraph, run, runs
from qualcode.wording import say

if TYPE_CHECKING:
    from pathlib import Path

#: Margins of 2 cm hold wide tables upright: so many cm more than those of a table alone.
MARGIN, MORE = 2.0, 1.0
#: The most that a figure is high, upright and on its side, in cm: caption and margins need the rest.
TALLEST = {False: 17.0, True: 12.5}
_EMU = 360_000  # a centimetre
_STYLES = {"text": "BodyText", "entry": "Bibliography", "small": "TableNote"}
_DRAWN = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


@dataclass(frozen=True)
class _Placed:
    """A chapter with the page it needs and how each of its tables fits it."""

    chapter: Chapter
    fits: dict[int, Fit]

    @property
    def landscape(self) -> bool:
        return any(chosen.landscape for chosen in self.fits.values())


def write(laid: Laid, path: Path) -> None:
    """Write a report as a Word file."""
    placed = [
        _Placed(
            chapter, {at: fit(block.layout, MORE) for at, block in enumerate(chapter.blocks) if isinstance(block, Grid)}
        )
        for chapter in laid.chapters
    ]
    pictures = [block for block in laid.blocks if isinstance(block, Picture)]
    points = min((chosen.points for one in placed for chosen in one.fits.values()), default=9.0)
    body = "".join(_body(laid, placed))
    package(
        path,
        document=f"{DECLARATION}<w:document {W} {R} {_DRAWN}><w:body>{body}</w:body></w:document>",
        styles=report_styles(TAGS[laid.lang], points),
        footer=footer(laid.footer, laid.lang, paged=True),
        core=core(laid.title, laid.footer, laid.recipe, laid.lang),
        lang=laid.lang,
        pictures=[one.png for one in pictures],
    )


def _body(laid: Laid, placed: list[_Placed]) -> list[str]:
    """Title, chapters, and where the page turns the end of a section."""
    lang = laid.lang
    body = [
        paragraph(runs([Span(laid.title)], lang), "Title"),
        paragraph(runs([Span(laid.subtitle)], lang), "Subtitle"),
    ]
    drawn = 0
    for place, one in enumerate(placed):
        body.append(paragraph(runs([Span(one.chapter.heading)], lang), "Heading1", keep=True))
        for at, block in enumerate(one.chapter.blocks):
            following = one.chapter.blocks[at + 1] if at + 1 < len(one.chapter.blocks) else None
            body += _block(block, one, at, drawn, lang, keep=isinstance(following, Grid))
            drawn += isinstance(block, Picture)
        after = placed[place + 1].landscape if place + 1 < len(placed) else None
        if after is None:
            body.append(page(landscape=one.landscape, margin=MARGIN))
        elif after != one.landscape:
            body.append(f"<w:p><w:pPr>{page(landscape=one.landscape, margin=MARGIN)}</w:pPr></w:p>")
    return body


def _block(block: Block, one: _Placed, at: int, drawn: int, lang: str, *, keep: bool) -> list[str]:
    """A part of a chapter; `keep` holds a paragraph together with the table after it."""
    if isinstance(block, Text):
        return [paragraph(runs(block.spans, block.lang), _STYLES[block.style], keep=keep)]
    if isinstance(block, Grid):
        return [*captioned(block.layout, one.fits[at]), paragraph("", "TableNote")]
    return _figure(block, drawn, landscape=one.landscape, lang=lang)


def _figure(block: Picture, drawn: int, *, landscape: bool, lang: str) -> list[str]:
    """Caption and figure, as wide as the page unless it would be too high."""
    word = say("term.figure", lang)
    caption = run(Span(f"{word} ", bold=True), lang)
    caption += field(f"SEQ {word} \\* ARABIC", str(block.number), lang, bold=True)
    caption += run(Span("\n"), lang) + run(Span(block.title, italic=True), lang)
    across, down = _size(block.png, (LANDSCAPE if landscape else PORTRAIT) + MORE, TALLEST[landscape])
    extent = f'cx="{round(across * _EMU)}" cy="{round(down * _EMU)}"'
    named = f'id="{drawn + 1}" name={attribute(f"{word} {block.number}")} descr={attribute(block.description)}'
    inline = (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {named}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture(drawn)}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    return [paragraph(caption, "Caption", keep=True), paragraph(inline, "Normal")]


def _size(png: bytes, widest: float, tallest: float) -> tuple[float, float]:
    """Width and height in cm that keep the shape of a PNG, whose size in dots stands in its head."""
    across, down = struct.unpack(">II", png[16:24])
    wide = min(widest, tallest * across / down)
    return wide, wide * down / across
