"""A Word file with one table, ready to paste: caption with a counted number, a real table, its note; nothing hard-set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tables.arrange import arrange
from qualcode.tables.fit import Fit, fit
from qualcode.tables.layout import Layout, Span
from qualcode.tables.word_package import core, footer, package, page
from qualcode.tables.word_styles import styles
from qualcode.tables.word_table import word_table
from qualcode.tables.word_xml import DECLARATION, TAGS, R, W, field, paragraph, run, runs
from qualcode.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.table import Table


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Write an admitted table as a Word file."""
    layout = arrange(table, lang=lang, audience=audience, caption=caption)
    chosen = fit(layout)
    body = "".join(captioned(layout, chosen)) + page(landscape=chosen.landscape)
    package(
        path,
        document=f"{DECLARATION}<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        styles=styles(TAGS[lang], chosen.points),
        # Who the file is for; nothing in one that is public.
        footer=footer("" if audience == "public" else layout.footer, lang),
        core=core(layout.title, layout.footer, layout.recipe, lang),
        lang=lang,
    )


def captioned(layout: Layout, chosen: Fit) -> list[str]:
    """Caption, table (or its panels, one below the other) and note."""
    body: list[str] = []
    description = say(
        "part.description", layout.lang, rows=len(layout.rows), columns=len(layout.columns), title=layout.title
    )
    for place, (panel, widths) in enumerate(zip(chosen.panels, chosen.widths, strict=True)):
        body.append(_caption(layout, continued=place > 0))
        body.append(
            word_table(
                layout.cut(panel) if len(chosen.panels) > 1 else layout,
                widths,
                turned=chosen.turned,
                height=chosen.head,
                description=description,
                last=place == len(chosen.panels) - 1,
            )
        )
    if not layout.rows:
        body.append(paragraph(runs([Span(say("part.empty", layout.lang))], layout.lang), "TableNote"))
    body += [paragraph(runs(note, layout.lang), "TableNote") for note in layout.notes]
    return body


def _caption(layout: Layout, *, continued: bool) -> str:
    """The number, which Word counts itself, in bold; the title below it in italics."""
    word = say("term.table", layout.lang)
    code = f"SEQ {word} \\* ARABIC" + (" \\c" if continued else "")
    content = run(Span(f"{word} ", bold=True), layout.lang)
    content += field(code, str(layout.number or 1), layout.lang, bold=True)
    if continued:
        content += run(Span(f" ({say('term.continued', layout.lang)})", bold=True), layout.lang)
    else:
        content += run(Span("\n"), layout.lang) + run(Span(layout.title, italic=True), layout.lang)
    return paragraph(content, "Caption", keep=True)
