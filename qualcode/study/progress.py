"""How far the coding is: who finished which document under which codebook, what is left, which codes were never used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.table import Recipe, Table

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.project import Project

NOT_YET = "–"


def readings(project: Project, round: str | None = None) -> Table:  # noqa: A002  the study's word
    """One row a document, one column a coder: assigned, begun or finished, with the codebook's version.

    With an acting coder only what that coder may see stands here. Nothing is said of time or hours of work.
    """
    documents = project.documents()
    rows = documents[[name for name in ("name", "case", "wave", "kind") if name in documents]].astype(object)
    coverage = project.coverage()
    coverage = coverage[coverage["layer"] == "reading"]
    if round:
        coverage = coverage[coverage["round"] == round]
    rows = rows.set_index(documents["document"].astype(str))
    for coder in sorted(set(coverage["coder"].astype(str))):
        rows[coder] = _said(coverage[coverage["coder"] == coder]).reindex(rows.index).fillna(NOT_YET)
    return table(project, "readings", rows.reset_index(drop=True))


def _said(coverage: pd.DataFrame) -> pd.Series:
    """What one coder did with each document, in words."""
    import pandas as pd

    said: dict[str, list[str]] = {}
    for row in coverage.itertuples():
        parts = f" ({len(row.codes)} codes)" if row.codes else ""
        round_ = "" if row.round == "main" else f"{row.round} "
        said.setdefault(str(row.document), []).append(f"{round_}{row.state} {row.version}{parts}")
    return pd.Series({document: "; ".join(lines) for document, lines in said.items()}, dtype=object)


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
    return table(project, "by_case", summed)


def never_used(project: Project) -> list[str]:
    """The codes that may be applied and that no coding bears, in the order of the codebook."""
    book = project.codebook
    if book is None:
        return []
    used = set(project.codings(layer=None, round=None, text=False)["code"].astype(str))
    return [code.key for code in book if code.assignable and not code.retired and code.key not in used]


def table(project: Project, what: str, frame: pd.DataFrame) -> Table:
    from qualcode import __version__

    book = project.codebook
    name = f"{book.name} {book.version}" if book else ""
    return Table("frame", frame, Recipe(what, {}, dict(project.state), name, {}, __version__))
