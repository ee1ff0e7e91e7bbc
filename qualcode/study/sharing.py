"""What a merge brought, as tables: by person, and the values on which two copies differed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.table import Recipe, Table

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.project import Project
    from qualcode.store.merging import MergeReport

CAPTIONS = {
    "brought": {"nl": "Wat er komt, per persoon", "en": "What comes, by person"},
    "conflicts": {"nl": "Op twee plaatsen gewijzigd", "en": "Changed in two places"},
}


def brought(project: Project, report: MergeReport) -> Table:
    """One row a person: changes made, codings in that name, documents that these are in or that were added."""
    import pandas as pd

    rows = [(of.coder, of.changes, of.codings, of.documents) for of in report.brought]
    return _table(project, "brought", pd.DataFrame(rows, columns=["who", "changes", "codings", "documents"]))


def conflicts(project: Project, report: MergeReport) -> Table:
    """One row a value that both copies set: of what, which stands (the later one), and which is lost."""
    import pandas as pd

    names = dict(zip(*(project.documents()[name].astype(str) for name in ("document", "name")), strict=True))
    rows = [(of.kind, names.get(of.row, of.row), of.name, _said(of.stands), _said(of.other)) for of in report.conflicts]
    return _table(project, "conflicts", pd.DataFrame(rows, columns=["kind", "what", "field", "stands", "lost"]))


def _said(value: object) -> str:
    """A value in a cell: a long one is cut."""
    said = "–" if value is None else str(value)
    return said if len(said) <= 60 else f"{said[:59]}…"


def _table(project: Project, what: str, frame: pd.DataFrame) -> Table:
    from qualcode import __version__

    book = project.codebook
    name = f"{book.name} {book.version}" if book is not None else ""
    return Table("frame", frame, Recipe(what, {}, dict(project.state), name, {}, __version__), caption=CAPTIONS[what])
