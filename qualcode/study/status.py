"""How each document and coder stands: given, begun, finished, to be read again, to be reviewed. Nothing of hours or of counts of codings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.codebook import Codebook
    from qualcode.project import Project

NOT_YET = "–"
CAPTIONS = {
    "grid": {"nl": "Voortgang per document en codeur", "en": "Progress per document and coder"},
    "totals": {"nl": "Documenten per codeur", "en": "Documents per coder"},
    "rereading": {"nl": "Definities gewijzigd sinds gelezen is", "en": "Definitions changed since they were read"},
}
#: Rounds in which what is read leads to results.
_ROUNDS = ("main", "recode")


class Standing:
    """What the tables of a status share: coverage of readings, what is to be read again and reviewed.

    With an acting coder only what is her own.
    """

    def __init__(self, project: Project, round: str | None = None) -> None:  # noqa: A002  the study's word
        self.project = project
        coverage = project.coverage()
        coverage = coverage[coverage["layer"] == "reading"]
        if project.coder is not None:
            coverage = coverage[coverage["coder"] == project.coder]
        plain = coverage.astype(dict.fromkeys(("coder", "document", "round", "version", "state"), object))
        self.read = plain
        self.coverage = plain[plain["round"].isin([round] if round else _ROUNDS)]
        self.names = dict(zip(*(project.documents()[name].astype(str) for name in ("document", "name")), strict=True))
        self.review = _waiting(project)
        self.sealed = project.sealed()

    @property
    def coders(self) -> list[str]:
        """Everyone who was given something, in the order of their names."""
        return sorted(set(self.coverage["coder"]))

    @property
    def to_recode(self) -> dict[tuple[str, str], frozenset[str]]:
        """By coder and document the codes that a finished reading did not judge and nobody read again."""
        book = self.project.codebook
        if book is None:
            return {}
        finished = self.read[(self.read["state"] == "finished") & self.read["round"].isin([*_ROUNDS, "after"])]
        found = {}
        for (coder, document), rows in finished.groupby(["coder", "document"]):
            left = _left(rows, book) if (rows["round"] == "main").any() else frozenset()
            if left:
                found[str(coder), str(document)] = left
        return found


def _waiting(project: Project) -> dict[tuple[str, str], int]:
    rows = project.review(project.coder)
    counted = rows.groupby(["coder", "document"]).size()
    return {(str(coder), str(document)): int(count) for (coder, document), count in counted.items()}


def _left(rows: pd.DataFrame, book: Codebook) -> frozenset[str]:
    """The codes that these finished readings were to judge, less those that one of them judged as they are now."""
    may = {code.key for code in book if code.assignable and not code.retired}
    wanted: set[str] = set()
    judged: set[str] = set()
    for codes, version in zip(rows["codes"], rows["version"], strict=True):
        named = {key for code in codes if code in book for key in book.subtree(code)} & may if codes else may
        wanted |= named
        judged |= named - book.unread(str(version))
    return frozenset(wanted - judged)


def grid(standing: Standing, lang: str = "nl") -> Table:
    """One row a document, one column a coder: what she was given, has begun or finished under which version of the codebook.

    Behind it what is still to be done: codes to be read again since a definition changed, codings to be reviewed after a correction.
    *Sealed*: finished on a colleague's laptop, not here yet. With an acting coder only her own documents.
    """
    import pandas as pd

    names = standing.names
    if standing.project.coder is not None:
        own = set(standing.coverage["document"])
        names = {document: name for document, name in names.items() if document in own}
    columns: dict[str, list[str]] = {"name": list(names.values())}
    to_recode = standing.to_recode
    for coder in standing.coders:
        said = _said(standing, coder, lang)
        columns[coder] = [
            _cell(standing, coder, document, said.get(document, []), to_recode, lang) for document in names
        ]  # fmt: skip
    return _table(standing.project, "grid", pd.DataFrame(columns))


def _said(standing: Standing, coder: str, lang: str) -> dict[str, list[str]]:
    """What a coder did with each document, in words: state and version; a finished recoding is named."""
    from qualcode.wording import say

    said: dict[str, list[str]] = {}
    for row in standing.coverage[standing.coverage["coder"] == coder].itertuples():
        recoded = row.round == "recode" and row.state == "finished"
        away = (coder, row.document, row.round) in standing.sealed
        word = say("value.recode" if recoded else "value.finished" if away else f"value.{row.state}", lang)
        sealed = f" ({say('value.sealed', lang)})" if away else ""
        said.setdefault(str(row.document), []).append(f"{word} {row.version}{sealed}")
    return said


def _cell(
    standing: Standing, coder: str, document: str, said: list[str], to_recode: dict[tuple[str, str], frozenset[str]],
    lang: str,
) -> str:  # fmt: skip
    from qualcode.wording import say

    parts = list(said)
    if codes := to_recode.get((coder, document)):
        parts.append(say("status.to_recode", lang, codes=len(codes)))
    if count := standing.review.get((coder, document)):
        parts.append(say("status.to_review", lang, count=count))
    return ", ".join(parts) or NOT_YET


def totals(standing: Standing) -> Table:
    """One row a coder, in documents: those she has, how many are begun, finished, to be read again and to be reviewed.

    A document counts as finished when all of the main round that she was given of it is.
    """
    import pandas as pd

    to_recode = standing.to_recode
    main = standing.coverage[standing.coverage["round"] == "main"]
    rows = []
    for coder in standing.coders:
        own = main[main["coder"] == coder]
        away = {document for by, document, round_ in standing.sealed if by == coder and round_ == "main"}
        states = [
            "finished"
            if document in away or set(states) == {"finished"}
            else "begun"
            if set(states) != {"assigned"}
            else ""
            for document, states in own.groupby("document")["state"]
        ]
        again = sum(by == coder for by, _ in to_recode)
        review = sum(by == coder for by, _ in standing.review)
        rows.append(
            (coder, len(states), states.count("finished"), states.count("begun"), states.count(""), again, review)
        )
    columns = ["coder", "documents", "finished", "begun", "left", "recode", "review"]
    return _table(standing.project, "totals", pd.DataFrame(rows, columns=columns))


def rereading(standing: Standing) -> Table | None:
    """Which coder must read what again: a row a coder and code, with the version it changed in, how, and in how many documents.

    None where nothing is to be read again.
    """
    import pandas as pd

    book = standing.project.codebook
    to_recode = standing.to_recode
    if book is None or not to_recode:
        return None
    counts: dict[tuple[str, str], int] = {}
    for (coder, _), codes in to_recode.items():
        for code in codes:
            counts[coder, code] = counts.get((coder, code), 0) + 1
    changed = _changed(book)
    rows = [
        (coder, code.key, *changed.get(code.key, ("", "")), counts[coder, code.key])
        for coder in standing.coders for code in book if (coder, code.key) in counts
    ]  # fmt: skip
    found = _table(
        standing.project, "rereading", pd.DataFrame(rows, columns=["coder", "code", "since", "klass", "documents"])
    )
    return found.with_notes(Note("n.rereading"))


def _changed(book: Codebook) -> dict[str, tuple[str, str]]:
    """By code the version in which its definition last changed so that readings are void for it, and how."""
    from qualcode.codebook.diff import diff, reopened

    found: dict[str, tuple[str, str]] = {}
    steps = [*book.earlier, book]
    for old, new in pairwise(steps):
        void = reopened(old, new)
        kinds = {of.key: of.kind for of in diff(old, new) if of.kind in ("new", "wider", "split")}
        found.update({key: (new.version, kinds.get(key, "")) for key in void})
    return found


def _table(project: Project, what: str, frame: pd.DataFrame) -> Table:
    from qualcode import __version__

    book = project.codebook
    name = f"{book.name} {book.version}" if book is not None else ""
    return Table("frame", frame, Recipe(what, {}, dict(project.state), name, {}, __version__), caption=CAPTIONS[what])
