"""Where coders differ, passage by passage: missed, other ends, a neighbouring code, parent or child, another code."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.pairing import BOUNDARY, SAME, Pairs, paired
from qualcode.analysis.passages import Passages, passages, said_in
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.columns import HasFrames

#: What a difference costs. Two passages stand without a partner of their own code (2), less what the tree gives back; one does (1); or
#: only its ends differ: then the share of the words of both that one of them has.
COSTS: dict[str, float] = {"other": 2.0, "neighbouring": 1.5, "parent_child": 1.25, "missed": 1.0}
COLUMNS: tuple[str, ...] = (
    "document", "name", "turn", "start", "end", "speaker", "klass", "cost", "coder_a", "coder_b", "code_a", "code_b",
    "words_before", "words_after", "quote_a", "quote_b", "start_a", "end_a", "start_b", "end_b", "coding_a", "coding_b",
)  # fmt: skip
CLASSES: tuple[str, ...] = (*COSTS, BOUNDARY)


def span_disagreements(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    coders: Sequence[str] | None = None,
    code: str | None = None,
    depth: int | None = None,
) -> Table:
    """Every passage that coders marked differently, classed, the dearest first, with the words of both.

    Passages are runs of informants' words: white space, punctuation and the interviewer's talk at their edges make no difference. The passages
    of each two coders, in documents that both have finished and with codes that both have judged, are matched one to one: first of one
    code, so that they share as many words as can be; then of other codes, where they share at least half the words of the shorter.

    Parameters
    ----------
    codings
        Readings (``coder document start end code``) of one round, such as ``project.codings(round="main")``.
    project
        An open project, or `Frames`: gives turns with text, documents, coverage and codebook.
    coders
        Only these coders; with more than two each pair is compared.
    code
        Only differences in which this code, or one below it, stands on either side.
    depth
        Codes rolled up to this depth before they are compared; None: as applied.

    Returns
    -------
    A table of kind ``span_disagreements`` with a row a difference. ``klass``: ``other``, ``neighbouring`` (same parent), ``parent_child`` (one above
    the other), ``missed`` (no passage of the other in its place) or ``boundary`` (same code, other ends; also a passage whose words the other
    marked with this code within one that is matched already). ``cost``: 2, 1.5, 1.25 and 1 in this order; for a boundary the share of the
    words of both that only one has. ``words_before``: how many words earlier A begins (negative: B does); ``words_after``: how many words
    later A ends. ``quote_a quote_b`` are informants' words; ``start end`` the place of both in the document; ``coding_a coding_b`` ids, joined by
    ``|`` where a coder marked the passage twice. Sorted by cost, then by how often coders differ on the codes, then as in the text.

    Raises
    ------
    NothingToCompare, UnknownCode, MissingColumns, CallError

    Examples
    --------
    >>> from qualcode.frames import Frames
    >>> frames = Frames(documents=pd.DataFrame({"document": ["d"]}), turns=pd.DataFrame({
    ...     "turn": ["d/0"], "document": "d", "start": [0], "end": [33], "text": ["Ze kiezen zelf. Ik help ze daarbij."]}))
    >>> codings = pd.DataFrame([("amal", "d", 0, 14, "zelf"), ("bo", "d", 3, 15, "zelf"), ("bo", "d", 16, 23, "hulp")],
    ...                        columns=["coder", "document", "start", "end", "code"])
    >>> span_disagreements(codings, frames).frame[["klass", "cost", "code_a", "code_b", "words_before", "words_after"]]
          klass      cost code_a code_b  words_before  words_after
    0    missed  1.000000   None   hulp          <NA>         <NA>
    1  boundary  0.333333   zelf   zelf             1            0
    """
    found = passages(codings, project, coders=coders, depth=depth, where="span_disagreements()")
    wanted = None if code is None else {found.tree.key(one) for one in found.tree.below(code)}
    parts = [rows_of(found, one, other) for one, other in combinations(range(len(found.coders)), 2)]
    rows = pd.concat(parts, ignore_index=True) if parts else _empty()
    rows = rows[(rows["klass"] != SAME).to_numpy(dtype=bool)]
    if wanted is not None:
        rows = rows[(rows["code_a"].isin(wanted) | rows["code_b"].isin(wanted)).to_numpy(dtype=bool)]
    frame = _frame(rows, found, project)
    return _table(frame, found, project, code=code, coders=list(found.coders), depth=depth)


def rows_of(found: Passages, one: int, other: int) -> pd.DataFrame:
    """What became of the passages of two coders, one row a pair of partners or a passage alone; codes by key, ``klass`` also ``same``."""
    a, b = found.of(one, other), found.of(other, one)
    pairs = paired(a, b, found.tree, found.codes)
    near_a, near_b = np.where(pairs.a < 0, pairs.beside, pairs.a), np.where(pairs.b < 0, pairs.beside, pairs.b)
    left, right = _side(a, near_a, "a", found), _side(b, near_b, "b", found)
    rows = pd.DataFrame({**left, **right, "klass": pairs.klass, "coder_a": one, "coder_b": other})
    for name, partner in (("coding_a", pairs.a), ("coding_b", pairs.b)):
        rows[name] = rows[name].where(partner >= 0, None)
    return rows.assign(**_measured(rows, pairs))


def _side(passages: pd.DataFrame, at: np.ndarray, side: str, found: Passages) -> dict[str, Any]:
    """The columns of one side; a row that is not there has -1 for numbers and None for words."""
    here = at >= 0
    picked: dict[str, Any] = {}
    for name in ("document", "first", "last", "start", "end"):
        numbers = np.full(len(at), -1, dtype=np.int64)
        numbers[here] = passages[name].to_numpy(dtype=np.int64)[at[here]]
        picked[f"{name}_{side}"] = numbers
    keys = np.array([*found.codes, None], dtype=object)
    code, coding = np.full(len(at), -1), np.full(len(at), None, dtype=object)
    code[here] = passages["code"].to_numpy()[at[here]]
    coding[here] = passages["coding"].to_numpy(dtype=object)[at[here]]
    picked[f"code_{side}"] = pd.Series(keys[code], dtype=object)
    picked[f"coding_{side}"] = pd.Series(coding, dtype=object)
    return picked


def _measured(rows: pd.DataFrame, pairs: Pairs) -> dict[str, Any]:
    """Where a difference stands, what it costs, and by how many words its ends differ."""
    get = {name: rows[name].to_numpy() for name in rows.columns}
    boundary = pairs.klass == BOUNDARY
    low, high = np.minimum(get["first_a"], get["first_b"]), np.maximum(get["last_a"], get["last_b"])
    shared = np.minimum(get["last_a"], get["last_b"]) - np.maximum(get["first_a"], get["first_b"])
    cost = np.array([COSTS.get(klass, 0.0) for klass in pairs.klass])
    cost[boundary] = 1 - shared[boundary] / (high - low)[boundary]
    alone = (get["first_a"] < 0) | (get["first_b"] < 0)
    ends = {
        "start": np.where(
            alone, np.maximum(get["start_a"], get["start_b"]), np.minimum(get["start_a"], get["start_b"])
        ),
        "end": np.maximum(get["end_a"], get["end_b"]),
    }
    before, after = (pd.array(numbers, dtype="Int64") for numbers in
                     (get["first_b"] - get["first_a"], get["last_a"] - get["last_b"]))  # fmt: skip
    before[~boundary] = pd.NA
    after[~boundary] = pd.NA
    begin = np.where(alone, np.maximum(get["first_a"], get["first_b"]), low)
    document = np.maximum(get["document_a"], get["document_b"])
    return {**ends, "cost": cost, "words_before": before, "words_after": after, "begin": begin, "document": document}


def _empty() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=object) for name in (*COLUMNS, "begin")})


def _frame(rows: pd.DataFrame, found: Passages, project: HasFrames) -> pd.DataFrame:
    """The differences in order of cost, with names, speakers and quotes."""
    if not len(rows):
        return _empty()[list(COLUMNS)]
    counts = pd.concat([rows["code_a"], rows["code_b"]]).value_counts()
    often = np.fmax(rows["code_a"].map(counts).to_numpy(float), rows["code_b"].map(counts).to_numpy(float))
    place = {key: number for number, key in enumerate(found.codes)}
    rows = rows.assign(
        often=-often, dear=-rows["cost"].round(12),
        order_a=rows["code_a"].map(place).fillna(-1), order_b=rows["code_b"].map(place).fillna(-1),
    )  # fmt: skip
    order = ["dear", "often", "document", "begin", "end", "order_a", "order_b", "coder_a", "coder_b"]
    rows = rows.sort_values(order, kind="stable", ignore_index=True)
    document = rows["document"].to_numpy(dtype=np.int64)
    words = said_in(found)
    turn = words.turn[rows["begin"].to_numpy(dtype=np.int64)]
    turns, ids = words.turns, np.array(found.documents, dtype=object)
    coders = np.array(found.coders, dtype=object)
    return pd.DataFrame({
        **{name: rows[name] for name in COLUMNS if name in rows},
        "document": ids[document], "name": names_of(project, ids)[document],
        "turn": turns["turn"].astype(str).to_numpy(dtype=object)[turn],
        "speaker": turns["speaker"].fillna("").astype(str).to_numpy(dtype=object)[turn],
        "coder_a": coders[rows["coder_a"].to_numpy(dtype=np.int64)],
        "coder_b": coders[rows["coder_b"].to_numpy(dtype=np.int64)],
        **{f"quote_{side}": quotes(rows, side, found) for side in "ab"},
        **{name: rows[name].where(rows[name] >= 0).astype("Int64") for name in ("start_a", "end_a", "start_b", "end_b")},
    })[list(COLUMNS)]  # fmt: skip


def quotes(rows: pd.DataFrame, side: str, found: Passages) -> pd.Series:
    """The words of one side of each difference; None where there is no passage."""
    places = zip(
        rows[f"document_{side}"].tolist(), rows[f"start_{side}"].tolist(), rows[f"end_{side}"].tolist(), strict=True
    )
    words = said_in(found)
    said = [None if document < 0 else words.said(document, start, end) for document, start, end in places]
    return pd.Series(said, dtype=object, index=rows.index)


def names_of(project: HasFrames, ids: np.ndarray) -> np.ndarray:
    """What documents are called, else their ids."""
    documents = project.documents()
    if "name" not in documents:
        return ids
    known = dict(zip(documents["document"].astype(str), documents["name"].astype(str), strict=True))
    return np.array([known.get(one, one) for one in ids], dtype=object)


def _table(frame: pd.DataFrame, found: Passages, project: HasFrames, **called: Any) -> Table:
    from qualcode import __version__  # the package loads this module when asked

    book = project.codebook
    recipe = Recipe(
        "span_disagreements", called, state=dict(project.state),
        codebook="" if book is None else f"{book.name} {book.version}", facts={"costs": COSTS}, version=__version__,
    )  # fmt: skip
    labels = {one.key: one.label for one in book or () if one.label}
    if len(found.coders) == 2:
        for side, coder in zip("ab", found.coders, strict=True):
            labels[f"code_{side}"] = {"nl": f"code van {coder}", "en": f"code of {coder}"}
            labels[f"quote_{side}"] = {"nl": f"passage van {coder}", "en": f"passage of {coder}"}
    counts = frame["klass"].value_counts()
    notes = [Note("layer.coders", {"coders": list(found.coders)}), Note("unit.passage"), Note("measure.cost")]
    notes += [Note("n.disagreements", {"count": len(frame)})]
    notes += [Note(f"n.disagreements_{klass}", {"count": int(counts[klass])}) for klass in CLASSES if klass in counts]
    notes += [Note("n.outside", {"count": found.outside})] if found.outside else []
    return Table("span_disagreements", frame, recipe, notes=tuple(notes), labels=labels)
