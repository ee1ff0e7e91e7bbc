"""A csv file for machines and spreadsheets: Dutch ones want semicolons, a decimal comma and a mark at the beginning.

Two columns stand behind those of the table, the same in every row: the recipe's id and whom the file is for.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from qualcode.tables.tidy import guarded, tidy

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.table import Table

BOM = "\ufeff"


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Write an admitted table as csv; ``nl``: ``;``, decimal comma, byte-order mark; ``en``: ``,`` and plain UTF-8."""
    path.write_text(text(table, caption=caption, lang=lang, audience=audience), encoding="utf-8", newline="")


def text(table: Table, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> str:
    """The csv as text; a caption has no place in it."""
    del caption
    names, rows = tidy(table)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if lang == "nl" else ",", lineterminator="\n")
    writer.writerow([guarded(name) for name in (*names, "recipe", "audience")])
    for row in rows:
        writer.writerow([_shown(value, lang) for value in (*row, table.recipe.id, audience)])
    return (BOM if lang == "nl" else "") + out.getvalue()


def _shown(value: Any, lang: str) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return repr(value).replace(".", ",") if lang == "nl" else repr(value)
    # A carriage return alone would end the row for many readers, and the writer does not put it in quotes.
    return "" if value is None else str(guarded(value)).replace("\r\n", "\n").replace("\r", "\n")
