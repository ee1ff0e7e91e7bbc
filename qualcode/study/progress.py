"""How far the study is: finished documents per case, codes that were never used, and what was changed when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.table import Recipe, Table

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.project import Project

NOT_YET = "–"


CAPTIONS = {
    "by_case": {"nl": "Afgeronde documenten per casus en meting", "en": "Finished documents per case and wave"},
    "history": {"nl": "Wijzigingen van het project", "en": "Changes of the project"},
}


def by_case(project: Project) -> Table:
    """One row a case and wave: documents, how many at least one and at least two coders finished in the main round."""
    import pandas as pd

    documents = project.documents()
    coverage = project.coverage()
    finished = coverage[
        (coverage["layer"] == "reading") & (coverage["round"] == "main") & (coverage["state"] == "finished")
    ]
    coders = finished.astype({"document": object, "coder": object}).groupby("document")["coder"].nunique()
    count = documents["document"].astype(object).map(coders).fillna(0).astype(int)
    frame = pd.DataFrame({
        "case": documents["case"].astype(object).fillna(NOT_YET),
        "wave": documents["wave"].astype(object).fillna(NOT_YET),
        "documents": 1,
        "finished": (count > 0).astype(int),
        "double": (count > 1).astype(int),
    })  # fmt: skip
    summed = frame.groupby(["case", "wave"], sort=False).sum().reset_index()
    return _table(project, "by_case", summed)


def never_used(project: Project) -> list[str]:
    """The codes that may be applied and that no coding bears, in the order of the codebook."""
    book = project.codebook
    if book is None:
        return []
    used = set(project.codings(layer=None, round=None, text=False)["code"].astype(str))
    return [code.key for code in book if code.assignable and not code.retired and code.key not in used]


def changes(project: Project, limit: int | None = None) -> Table:
    """One row a change: when, who, what, whether it is in force, and its id."""
    history = project.history()
    shown = (history.tail(limit) if limit else history).reset_index(drop=True)
    when = shown["when"].dt.strftime("%Y-%m-%d %H:%M") if len(shown) else shown["when"]
    frame = shown[["who", "message", "in_force"]].assign(change=shown["id"])
    frame.insert(0, "when", when)
    return _table(project, "history", frame)


def _table(project: Project, what: str, frame: pd.DataFrame) -> Table:
    from qualcode import __version__

    book = project.codebook
    name = f"{book.name} {book.version}" if book is not None else ""
    recipe = Recipe(what, {}, dict(project.state), name, {}, __version__)
    return Table("frame", frame, recipe, caption=CAPTIONS[what])
