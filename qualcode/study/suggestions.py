"""Open suggestions as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.table import Recipe, Table

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.project import Project

CAPTION = {"nl": "Open suggesties", "en": "Open suggestions"}


def listed(project: Project, rows: pd.DataFrame) -> Table:
    """One row an open suggestion: its id, document, code, the cues that made it, its place and words."""
    from qualcode import __version__

    names = dict(zip(*(project.documents()[name].astype(str) for name in ("document", "name")), strict=True))
    frame = rows[["coding", "code", "cue", "start", "end", "text"]].reset_index(drop=True)
    frame.insert(1, "name", [names.get(str(of), "") for of in rows["document"]])
    book = project.codebook
    called = f"{book.name} {book.version}" if book is not None else ""
    return Table(
        "frame", frame, Recipe("suggestions", {}, dict(project.state), called, {}, __version__), caption=CAPTION
    )


def not_coded(project: Project, rows: pd.DataFrame) -> pd.DataFrame:
    """The suggestions that overlap no coding with the same code that whoever looks may see."""
    seen = project.codings(layer=None, round=None, text=False)
    seen = seen[seen["layer"] != "suggestion"]
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for document, code, start, end in zip(*(seen[name] for name in ("document", "code", "start", "end")), strict=True):
        places.setdefault((str(document), str(code)), []).append((start, end))
    free = [
        all(end <= at or start >= until for at, until in places.get((str(document), str(code)), ()))
        for document, code, start, end in zip(
            *(rows[name] for name in ("document", "code", "start", "end")), strict=True
        )
    ]
    return rows[free]
