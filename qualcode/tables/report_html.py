"""A report as one page, without anything from outside: figures stand inside it."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from qualcode.tables.html import rendered, spans_of, templates
from qualcode.tables.reports import Block, Grid, Laid, Text
from qualcode.wording import say

if TYPE_CHECKING:
    from pathlib import Path


def write(laid: Laid, path: Path) -> None:
    """Write a report as one page (UTF-8)."""
    path.write_text(text(laid), encoding="utf-8", newline="\n")


def text(laid: Laid) -> str:
    """The page as text."""
    chapters = [
        {"heading": chapter.heading, "blocks": [_block(block, laid.lang) for block in chapter.blocks]}
        for chapter in laid.chapters
    ]
    return templates().get_template("report.html.j2").render(laid=laid, chapters=chapters)


def _block(block: Block, lang: str) -> Any:
    """One part of the page; whatever came from outside is escaped."""
    from markupsafe import Markup

    if isinstance(block, Text):
        return Markup('<p class="{}" lang="{}">{}</p>').format(block.style, block.lang, spans_of(block.spans))
    if isinstance(block, Grid):
        table = Markup(rendered("table.html.j2", block.layout, {}))
        notes = Markup("").join(Markup('<p class="note">{}</p>').format(spans_of(note)) for note in block.layout.notes)
        return Markup('<div class="block"><div class="frame">\n{}</div>\n{}</div>').format(table, notes)
    data = b64encode(block.png).decode()
    caption = Markup("<figcaption><b>{} {}</b><i>{}</i></figcaption>").format(
        say("term.figure", lang), block.number, block.title
    )
    image = Markup('<img src="data:image/png;base64,{}" alt="{}">').format(data, block.description)
    return Markup("<figure>{}\n{}</figure>").format(caption, image)
