"""What a correction does to codings, and the codings that wait for review, as tables to print and to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.table import Recipe, Table

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.project import Project
    from qualcode.store.revising import Revised

CAPTIONS = {
    "revise": {"nl": "Wat de correctie met elke codering doet", "en": "What the correction does to each coding"},
    "review": {"nl": "Coderingen die op beoordeling wachten", "en": "Codings that wait for review"},
    "unread": {"nl": "Afgerond voordat er tekst bij kwam", "en": "Finished before text was added"},
    "waiting": {"nl": "Wacht op beoordeling na een correctie", "en": "Waiting for review after a correction"},
}


def dry_run(project: Project, revised: Revised) -> Table:
    """One row a coding: what becomes of it, where it was and is, its words before and after."""
    import pandas as pd

    rows = [
        (c.state, c.why, c.code, c.coder, c.start, c.end, *(c.to or c.proposed or (None, None)), c.quote, c.now)
        for c in revised.codings
    ]
    columns = ["state", "why", "code", "coder", "start", "end", "new_start", "new_end", "quote", "text"]
    frame = pd.DataFrame(rows, columns=columns).astype({"new_start": "Int32", "new_end": "Int32"})
    return _table(project, "revise", frame)


def queue(project: Project, document: str | None = None) -> Table:
    """One row a coding that waits for review, of one document or of all."""
    rows = project.review()
    if document is not None:
        rows = rows[rows["document"] == project.known().document(document).id]
    return _table(project, "review", rows.drop(columns=["document", "layer"]))


def waiting(project: Project) -> Table | None:
    """How many codings wait for review, a row a document and coder; None where nothing waits."""
    rows = project.review()
    if not len(rows):
        return None
    counted = rows.groupby(["name", "coder"], sort=False).size().rename("number").reset_index()
    return _table(project, "waiting", counted)


def unread(project: Project) -> Table | None:
    """Finished readings of documents that a correction has made longer since; None where there are none."""
    import pandas as pd

    rows = [(of.name, of.coder, of.round, of.words) for of in project.unread()]
    if not rows:
        return None
    return _table(project, "unread", pd.DataFrame(rows, columns=["name", "coder", "round", "words"]))


def _table(project: Project, what: str, frame: pd.DataFrame) -> Table:
    from qualcode import __version__

    book = project.codebook
    name = f"{book.name} {book.version}" if book is not None else ""
    return Table("frame", frame, Recipe(what, {}, dict(project.state), name, {}, __version__), caption=CAPTIONS[what])
