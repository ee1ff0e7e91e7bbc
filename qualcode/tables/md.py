"""A Markdown file: one row of heads, the note below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.tables.arrange import arrange
from qualcode.tables.layout import MARK, NUMBER, Layout, Row, Span, unbroken
from qualcode.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualcode.table import Table

_RULES = {MARK: ":---:", NUMBER: "---:"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Write an admitted table as Markdown (UTF-8)."""
    path.write_text(text(table, caption=caption, lang=lang, audience=audience), encoding="utf-8", newline="\n")


def text(table: Table, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> str:
    """The Markdown as text."""
    layout = arrange(table, lang=lang, audience=audience, caption=caption)
    lines = [printed(layout)]
    if audience != "public":
        lines += [f"**{_escaped(layout.footer)}.**"]
    return "\n\n".join(lines) + "\n"


def printed(layout: Layout) -> str:
    """Caption, table and note."""
    number = f"**{say('term.table', layout.lang)} {layout.number}** " if layout.number else ""
    lines = [f"{number}*{_escaped(layout.title)}*", "", _line([_escaped(title) for title in layout.titles()])]
    lines.append(_line([_RULES.get(column.setting, ":---") for column in layout.columns]))
    lines += [_line(_row(row)) for row in layout.rows]
    lines += [line for note in layout.notes for line in ("", inline(note))]
    return "\n".join(lines)


def _row(row: Row) -> list[str]:
    texts = [_escaped(cell.plain) for cell in row.cells]
    first = f"*{texts[0]}*" if row.group else texts[0]
    return ["\u2003" * row.depth + first, *texts[1:]]


def inline(spans: Sequence[Span]) -> str:
    """A paragraph with its form."""
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = _escaped(span.text)
    if span.raised:
        return f"<sup>{text}</sup>"
    return f"*{text}*" if span.italic and text.strip() else text


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is; a line break would end the row."""
    return " ".join(_SPECIAL.sub(r"\\\1", unbroken(text)).split("\n"))
