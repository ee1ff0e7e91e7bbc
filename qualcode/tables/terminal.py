"""A table in a terminal, or as plain text: as wide as there is room, cut into panels where it is wider."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

from qualcode.tables.arrange import arrange
from qualcode.tables.layout import MARK, NUMBER, TEXT, Layout, plain
from qualcode.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.table import Table

_JUSTIFY = {MARK: "center", NUMBER: "right"}
#: Columns of running text ask for at least so many signs, heads of other columns for at most so many.
LEAST_TEXT, MOST_HEAD, GAP = 24, 15, 2
#: Where no terminal says how wide it is: a pipe, a file.
WIDE = 120


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Write an admitted table as plain text (UTF-8), 120 signs wide."""
    layout = arrange(table, lang=lang, audience=audience, caption=caption)
    path.write_text(text(layout, width=WIDE), encoding="utf-8", newline="\n")


def text(layout: Layout, *, width: int | None = None, colour: bool = False, audience: bool = True) -> str:
    """The table as text. `colour` adds bold and dim for a terminal; nothing is said by colour alone.

    Without `audience` it does not say whom it is for.
    """
    from rich.console import Console
    from rich.text import Text

    wide = width or shutil.get_terminal_size((WIDE, 24)).columns
    out = io.StringIO()
    console = Console(
        file=out, width=wide, force_terminal=colour, color_system="standard" if colour else None, highlight=False,
        legacy_windows=False, no_color=not colour,
    )  # fmt: skip
    number = f"{say('term.table', layout.lang)} {layout.number}. " if layout.number else ""
    console.print(Text(f"{number}{layout.title}", style="bold" if colour else ""))
    for panel in _panels(layout, wide):
        console.print(_panel(layout.cut(panel), wide, colour=colour))
    if not layout.rows:
        console.print(Text(say("part.empty", layout.lang)))
    for note in layout.notes:
        console.print(Text(plain(note), style="dim" if colour else ""))
    if audience and layout.audience != "public":
        console.print(Text(f"{layout.footer}.", style="dim" if colour else ""))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip("\n") + "\n"


def _panel(layout: Layout, wide: int, *, colour: bool) -> object:
    from rich import box
    from rich.padding import Padding
    from rich.table import Table as RichTable
    from rich.text import Text

    table = RichTable(box=box.HORIZONTALS, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold" if colour else "")
    for column, title, width in zip(layout.columns, layout.titles(), _widths(layout, wide), strict=True):
        justify = _JUSTIFY.get(column.setting, "left")
        table.add_column(Text(title), justify=justify, width=width, overflow="fold")  # type: ignore[arg-type]
    for row in layout.rows:
        if row.rule:
            table.add_section()
        first = Text(row.cells[0].plain, style="italic" if row.group and colour else "")
        table.add_row(
            Padding(first, (0, 0, 0, 2 * row.depth)),
            *(Text(cell.plain, style=_style(cell.state, colour)) for cell in row.cells[1:]),
        )
    return table


def _style(state: str, colour: bool) -> str:
    return "dim" if colour and state in {"absent", "not_asked", "not_coded", "no_data", "undefined"} else ""


def _panels(layout: Layout, wide: int) -> list[list[int]]:
    """Which columns stand together, so that no number has to be broken."""
    least = _least(layout)
    stubs = list(range(layout.stubs))
    room = wide - sum(least[at] + GAP for at in stubs)
    panels: list[list[int]] = [[]]
    used = 0
    for at in range(layout.stubs, len(least)):
        if panels[-1] and used + least[at] + GAP > room:
            panels.append([])
            used = 0
        panels[-1].append(at)
        used += least[at] + GAP
    return [stubs + panel for panel in panels]


def _widths(layout: Layout, wide: int) -> list[int]:
    """Widths that fill the line no further than the table needs: what is left goes where text would break most."""
    widths = _least(layout)
    titles = layout.titles()
    wanted = [
        max([_line(title), *(len(row.cells[at].plain) + 2 * row.depth * (at == 0) for row in layout.rows)])
        for at, title in enumerate(titles)
    ]
    for at, column in enumerate(layout.columns):
        if column.setting != TEXT and len(layout.columns) > 4:  # a head may stand on some lines
            wanted[at] = min(wanted[at], max(widths[at], _line(titles[at]) // 2 + 1, 12))
    left = wide - sum(width + GAP for width in widths)
    while left > 0:
        at = max(range(len(widths)), key=lambda at: wanted[at] - widths[at])
        if wanted[at] <= widths[at]:
            break
        widths[at] += 1
        left -= 1
    return [max(1, min(width, wide)) for width in widths]


def _line(text: str) -> int:
    """The length of the longest line."""
    return max(len(line) for line in text.split("\n"))


def _least(layout: Layout) -> list[int]:
    """How many signs each column asks for: its longest cell, or word where it may break."""
    titles = layout.titles()
    least = []
    for at, column in enumerate(layout.columns):
        cells = [row.cells[at].plain for row in layout.rows]
        head = min(max((len(word) for word in titles[at].split()), default=0), MOST_HEAD)
        if column.setting == TEXT:
            least.append(max(head, LEAST_TEXT))
        elif column.setting in (MARK, NUMBER):
            least.append(max([head, 1, *(len(cell) for cell in cells)]))
        else:
            indent = 2 * max((row.depth for row in layout.rows), default=0) if at == 0 else 0
            longest = max((len(cell) for cell in cells), default=0)
            least.append(max(head, min(longest + indent, 34 if column.stub else 18)))
    return least
