"""A page of its own, without anything from outside; for the team every cell opens to its quotes. And a piece for notebooks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from qualcode.tables.arrange import arrange
from qualcode.tables.evidence import Quote, evidence
from qualcode.tables.layout import MARK, NUMBER, Cell, Layout, Row, Span
from qualcode.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import jinja2

    from qualcode.table import Table

#: From so many columns on the heads are turned and the page is printed on its side.
WIDE = 12
_ALIGN = {MARK: "center", NUMBER: "right"}


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Write an admitted table as one page (UTF-8)."""
    path.write_text(text(table, caption=caption, lang=lang, audience=audience), encoding="utf-8", newline="\n")


def text(
    table: Table, *, caption: str | None = None, lang: str = "nl", audience: str = "team", more: Sequence[Table] = ()
) -> str:
    """The page as text; what is said by `more` stands below."""
    layout = arrange(table, lang=lang, audience=audience, caption=caption)
    below = [arrange(other, lang=lang, audience=audience) for other in more]
    return rendered("page.html.j2", layout, evidence(table, layout), [fragment(other) for other in below])


def fragment(layout: Layout) -> str:
    """The table alone, small, in the reader's own style."""
    return rendered("fragment.html.j2", layout, {})


@cache
def templates() -> jinja2.Environment:
    """The templates of this room, with everything escaped."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("qualcode.tables", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=False,
    )


def rendered(
    template: str, layout: Layout, quotes: Mapping[tuple[str, str], Sequence[Quote]], more: Sequence[str] = ()
) -> str:
    """A template with one table in it."""
    wide = len(layout.columns) > WIDE
    titles = [title.partition("\n")[0] for title in layout.titles()]
    return (
        templates()
        .get_template(template)
        .render(
            layout=layout,
            wide=wide,
            word=say("term.table", layout.lang),
            empty=say("part.empty", layout.lang),
            close=say("part.close", layout.lang),
            heads=_heads(layout, wide),
            rows=[_row(layout, row, quotes, titles) for row in layout.rows],
            spans=spans_of,
            more=more,
        )
    )


def spans_of(spans: Sequence[Span]) -> Any:
    """Pieces of text with their form; every piece is escaped."""
    from markupsafe import Markup, escape

    def marked(span: Span) -> Markup:
        text = escape(span.text)
        if span.raised:
            return Markup("<sup>") + text + Markup("</sup>")
        return Markup("<i>") + text + Markup("</i>") if span.italic else text

    return Markup("").join(marked(span) for span in spans)


def _heads(layout: Layout, wide: bool) -> list[list[dict[str, Any]]]:
    deep = len(layout.heads)
    rows = []
    for level, heads in enumerate(layout.heads):
        row = []
        for head in heads:
            column = layout.columns[head.at]
            low = level + head.down == deep
            classes = [column.setting] if low else ["over"]
            classes += ["stub"] if head.at == 0 else []
            classes += ["low"] if low else []
            classes += ["turned"] if wide and low and not column.stub else []
            row.append(
                {"spans": head.spans, "across": head.across, "down": head.down, "low": low,
                 "classes": " ".join(classes), "align": _ALIGN.get(column.setting, "left")}
            )  # fmt: skip
        rows.append(row)
    return rows


def _row(
    layout: Layout, row: Row, quotes: Mapping[tuple[str, str], Sequence[Quote]], titles: list[str]
) -> dict[str, Any]:
    cells = row.cells[:1] if row.group else row.cells
    classes = " ".join(name for name, yes in (("group", row.group), ("rule", row.rule)) if yes)
    return {
        "group": row.group,
        "classes": classes,
        "cells": [_cell(layout, row, at, cell, quotes, titles[at]) for at, cell in enumerate(cells)],
    }


def _cell(
    layout: Layout, row: Row, at: int, cell: Cell, quotes: Mapping[tuple[str, str], Sequence[Quote]], title: str
) -> dict[str, Any]:
    column = layout.columns[at]
    classes = [column.setting if column.setting != "words" else ""]
    classes += [cell.state] if cell.state not in ("", "found") else []
    classes += ["stub", f"d{min(row.depth, 4)}" if row.depth else ""] if at == 0 else []
    found = quotes.get(cell.link, ()) if cell.link else ()
    labels = {"row": row.cells[0].text, "column": title} if found else {}
    return {
        "text": cell.text,
        "mark": cell.mark,
        "head": column.stub and at == 0,
        "classes": " ".join(name for name in classes if name),
        "align": _ALIGN.get(column.setting, "left"),
        "indent": row.depth * 1.2 if at == 0 else 0,
        "quotes": found,
        "of": say("part.of", layout.lang, **labels) if found else "",
    }
