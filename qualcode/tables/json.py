"""A json file: the records of a table unrounded, with its title, its note, its recipe and whom it is for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qualcode.table import Axis, Matrix
from qualcode.tables.arrange import arrange
from qualcode.tables.layout import plain
from qualcode.tables.tidy import tidy

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.table import Table


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Write an admitted table as json (UTF-8)."""
    path.write_text(text(table, caption=caption, lang=lang, audience=audience), encoding="utf-8", newline="\n")


def text(table: Table, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> str:
    """The json as text. Missing is null; keys are those of the project, labels stand apart."""
    layout = arrange(table, lang=lang, audience=audience, caption=caption)
    names, rows = tidy(table)
    out: dict[str, Any] = {
        "kind": table.kind,
        "title": layout.title,
        "language": lang,
        "audience": audience,
        "recipe": {"id": table.recipe.id, **table.recipe.as_dict()},
        "note": [plain(note) for note in layout.notes],
    }
    if isinstance(table, Matrix):
        out["measure"] = table.measure
        out["rows"], out["columns"] = _axis(table.rows, lang), _axis(table.columns, lang)
    out["records"] = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps(out, ensure_ascii=False, indent=1, default=str, allow_nan=False) + "\n"


def _axis(axis: Axis, lang: str) -> dict[str, Any]:
    lines = [{"key": key, "label": axis.label(key, lang), "within": axis.within.get(key)} for key in axis.keys]
    return {"kind": axis.kind, "lines": lines}
