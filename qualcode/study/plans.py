"""Plans on an open project: with its own unit and settings, and a coder's own list of what is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError, did_you_mean
from qualcode.table import Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from qualcode.project import Project

ORDERS = ("coded", "date", "import")
_UNITS = ("min_words", "min_covered")


def drifting(
    project: Project, *, order: str = "coded", batches: int | None = None, depth: int | None = None,
    coders: Sequence[str] | None = None,
) -> Table:  # fmt: skip
    """Agreement in the course of coding, on the study's own unit; by when documents were coded, their date or the order of import."""
    import qualcode as qc

    codings = project.codings(round=None)
    codings = codings[codings["round"].isin(["main", "intra"]).to_numpy(dtype=bool)]
    settled = {name: project.settings[name] for name in _UNITS if name in project.settings}
    units = qc.units(codings, project, by=project.settings["unit"], coders=coders, **settled)
    return qc.drift(units, project.codebook, order=_when(project, codings, order), batches=batches, depth=depth)


def _when(project: Project, codings: pd.DataFrame, order: str) -> Any:
    """By document when it was coded or held; None for the order of import."""
    from qualcode.analysis.drift import coded_order

    if order not in ORDERS:
        raise CallError(f'No order "{order}"; there are {", ".join(ORDERS)}.{did_you_mean(order, ORDERS)}')
    if order == "coded":
        return coded_order(codings[(codings["round"] == "main").to_numpy(dtype=bool)])
    documents = project.documents()
    return documents.set_index(documents["document"].astype(str))["date"] if order == "date" else None


def to_read(project: Project) -> Table:
    """What the acting coder is to read: assigned or begun, in the order of import, with nothing said of anyone else.

    Raises
    ------
    CallError
        The project was opened without a coder.
    """
    import pandas as pd

    from qualcode import __version__

    if project.coder is None:
        raise CallError('Whose list? Open the project with a coder: Project.open(path, coder="A").')
    coverage, documents = project.coverage(), project.documents()
    hers = (coverage["layer"] == "reading") & (coverage["coder"] == project.coder) & (coverage["state"] != "finished")
    rows = coverage[hers.to_numpy(dtype=bool)]
    ids = rows["document"].astype(str)
    named = {
        name: dict(zip(documents["document"].astype(str), documents[name], strict=True)) for name in ("name", "words")
    }
    frame = pd.DataFrame({
        "name": [str(named["name"][one]) for one in ids], "words": [int(named["words"][one]) for one in ids],
        "round": rows["round"].astype(str).to_numpy(), "state": rows["state"].astype(str).to_numpy(),
        "codes": rows["codes"].to_numpy(),
    })  # fmt: skip
    if not bool(frame["codes"].map(bool).any()):
        frame = frame.drop(columns="codes")
    caption = {"nl": f"Te lezen door {project.coder}", "en": f"To be read by {project.coder}"}
    return Table("frame", frame, Recipe("to_read", {}, dict(project.state), "", {}, __version__), caption=caption)
