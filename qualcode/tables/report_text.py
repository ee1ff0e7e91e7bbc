"""A report as Markdown or as plain text; a figure is named, not drawn."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from qualcode.tables import md, terminal
from qualcode.tables.layout import plain
from qualcode.tables.reports import Block, Grid, Laid, Text
from qualcode.wording import say

if TYPE_CHECKING:
    from pathlib import Path


def write_md(laid: Laid, path: Path) -> None:
    """Write a report as Markdown (UTF-8)."""
    lines = [f"# {laid.title}", laid.subtitle]
    for chapter in laid.chapters:
        lines += [f"## {chapter.heading}", *(_md(block, laid.lang) for block in chapter.blocks)]
    lines += [f"**{laid.footer}.**"] if laid.footer else []
    path.write_text("\n\n".join(line.strip("\n") for line in lines) + "\n", encoding="utf-8", newline="\n")


def write_txt(laid: Laid, path: Path) -> None:
    """Write a report as plain text (UTF-8), 120 signs wide."""
    lines = [laid.title, laid.subtitle]
    for chapter in laid.chapters:
        lines += [f"{chapter.heading}\n{'-' * len(chapter.heading)}"]
        lines += [_txt(block, laid.lang) for block in chapter.blocks]
    lines += [f"{laid.footer}."] if laid.footer else []
    path.write_text("\n\n".join(line.strip("\n") for line in lines) + "\n", encoding="utf-8", newline="\n")


def _md(block: Block, lang: str) -> str:
    if isinstance(block, Text):
        return ("- " if block.style == "entry" else "") + md.inline(block.spans)
    if isinstance(block, Grid):
        return md.printed(block.layout)
    return f"**{say('term.figure', lang)} {block.number}** *{block.title}* {block.description}"


def _txt(block: Block, lang: str) -> str:
    if isinstance(block, Text):
        return textwrap.fill(plain(block.spans), terminal.WIDE, break_long_words=False, break_on_hyphens=False)
    if isinstance(block, Grid):
        return terminal.text(block.layout, width=terminal.WIDE, audience=False)
    return f"{say('term.figure', lang)} {block.number}. {block.title} {block.description}"
