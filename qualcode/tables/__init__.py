"""Tables on paper and on screen: one writer a file type, found by suffix. A writer prints; it computes nothing.

A writer is a function ``(table, path, *, caption, lang, audience) -> None`` that makes the whole file at `path`. The
built-in ones stand in `WRITERS`; strangers add theirs by the entry point group ``qualcode.tables`` (name: the suffix),
with the same signature. Whoever writes, the table has passed `admit` (who may see what) before, and the file is made
beside its place and moved there when it is complete.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError, NoWriter, did_you_mean
from qualcode.tables.audience import admit
from qualcode.tables.layout import Layout
from qualcode.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint

    from qualcode.table import Table

WRITERS: dict[str, str] = {
    ".csv": "qualcode.tables.csv:write",
    ".docx": "qualcode.tables.docx:write",
    ".html": "qualcode.tables.html:write",
    ".json": "qualcode.tables.json:write",
    ".md": "qualcode.tables.md:write",
    ".pdf": "qualcode.figures:write",
    ".png": "qualcode.figures:write",
    ".svg": "qualcode.figures:write",
    ".txt": "qualcode.tables.terminal:write",
    ".xlsx": "qualcode.tables.xlsx:write",
}

__all__ = ["WRITERS", "Layout", "admit", "as_html", "as_text", "formats", "layout", "write"]


def write(
    table: Table, path: str | Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team"
) -> Path:
    """Write a table to a file whose suffix picks the writer; the file is whole or is not there.

    Parameters
    ----------
    table
        Any `Table` or `Matrix`.
    path
        Where to; an older file of this name is replaced. The folder must exist.
    caption
        The title. "Tabel 3. Codes per school" gives the number too; without a caption the table's own is used.
    lang
        ``"nl"`` or ``"en"``: labels, numbers, symbols and the language the file is marked with.
    audience
        ``"team"`` (says so in the file), ``"school"`` or ``"public"``: without quotes, coders' names and recipe.

    Returns
    -------
    The path of the file.

    Raises
    ------
    NoWriter
        Nothing installed writes this suffix.
    NotWritten
        The disk is full, the folder may not be written, or the file is open in another program.
    CallError
        The table is evidence itself and the audience is not the team, or no such language or audience.
    """
    from qualcode.tables.whole import write_whole  # the only part that touches the disk

    place = Path(path)
    writer = writer_for(place)
    _language(lang)
    admitted = admit(table, audience)
    write_whole(place, partial(_made, writer, admitted, caption=caption, lang=lang, audience=audience))
    return place


def layout(table: Table, lang: str = "nl", audience: str = "team", *, caption: str | None = None) -> Layout:
    """The table as it is printed: caption, heads, cells and note, in no file type yet."""
    from qualcode.tables.arrange import arrange  # needs pandas

    _language(lang)
    return arrange(admit(table, audience), lang=lang, audience=audience, caption=caption)


def as_text(table: Table, lang: str = "nl", width: int | None = None, *, colour: bool = False) -> str:
    """The table as plain text for a terminal of this width; colour only on request, and only as an extra."""
    from qualcode.tables.terminal import text  # rich

    return text(layout(table, lang), width=width, colour=colour)


def as_html(table: Table, lang: str = "nl") -> str:
    """The table as a piece of html for a notebook, without page and quotes."""
    from qualcode.tables.html import fragment  # jinja2

    return fragment(layout(table, lang))


def formats() -> dict[str, str]:
    """The suffixes that can be written here, and what writes them."""
    return {**{point_suffix(point): point.value for point in _entry_points()}, **WRITERS}


def point_suffix(point: EntryPoint) -> str:
    """The suffix that an entry point is named after."""
    return "." + point.name.lstrip(".").lower()


def _made(writer: Callable[..., Any], table: Table, place: Path, **options: Any) -> None:
    writer(table, place, **options)


def writer_for(path: Path) -> Callable[..., Any]:
    """What writes this file, by its suffix: ours, else that of a stranger's entry point."""
    suffix = path.suffix.lower()
    if suffix in WRITERS:
        module, _, name = WRITERS[suffix].partition(":")
        found: Callable[..., Any] = getattr(import_module(module), name)
        return found
    for point in _entry_points():
        if point_suffix(point) == suffix:
            loaded: Callable[..., Any] = point.load()
            return loaded
    raise NoWriter(path, formats())


def _entry_points() -> list[EntryPoint]:
    from importlib.metadata import entry_points  # slow, and only needed for a suffix that is not ours

    return list(entry_points(group="qualcode.tables"))


def _language(lang: str) -> None:
    if lang not in LANGUAGES:
        raise CallError(f'No language "{lang}"; choose from: {", ".join(LANGUAGES)}.{did_you_mean(lang, LANGUAGES)}')
