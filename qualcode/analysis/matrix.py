"""Cases x codes in numbers, or any two things: what each cell counts, in which state it is, and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import qualcode
from qualcode.analysis.axes import NOT_GIVEN
from qualcode.analysis.filters import fingerprint, of_layer
from qualcode.analysis.ground import Ground, ground
from qualcode.analysis.matrix_notes import notes_of
from qualcode.analysis.partials import Partial, merge, merged
from qualcode.analysis.plan import Plan, plan
from qualcode.analysis.tally import tally
from qualcode.table import (
    ABSENT,
    FOUND,
    LOWER_BOUND,
    NO_DATA,
    NOT_ASKED,
    NOT_CODED,
    SPONTANEOUS,
    Axis,
    Matrix,
    Recipe,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from qualcode.columns import HasFrames

__all__ = ["Partial", "Plan", "finish", "matrix", "merge", "merged", "partial", "plan"]


def matrix(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    rows: str,
    columns: str,
    measure: str = "conversations",
    depth: int | None = None,
    kinds: Sequence[str] = ("interview", "group"),
    layer: str | None = None,
    documents: str | None = None,
    talk: str | None = None,
    where: str | None = None,
) -> Matrix:
    """How many of the eligible conversations (or turns, persons, words ...) bear each code, per school or any other line.

    Parameters
    ----------
    codings
        One layer: `project.final()`, a consensus, or one coder's reading (`CODINGS`; asked for are ``code document start
        end``). Codings of pilot and calibration rounds stand in no matrix.
    project
        An open project, or `Frames`.
    rows, columns
        ``"code"``, ``"case"``, a kind of case (``"school"``, ``"board"``: nested cases resolved upward), a column of
        documents, turns or codings (``"wave"``, ``"role"``, ``"person"``, ``"document"``, ``"facet.stand"`` ...), an attribute
        of cases, ``"topic"``, or a topic (the codes that it covers).
    measure
        What a cell counts: ``conversations`` (the default: a methods section says "n of N conversations"), ``turns documents
        participants cases presence words share per_1000 segments passages codings``. Each has one definition, in
        docs/reference/measures.md.
    depth
        The codebook's depth to show: 1 for the top, None for leaves and all parents. A code bears what its descendants bear.
    kinds
        Kinds of document that count. Case-study documents tell again what interviews told, so they are left out by default.
        Without a column ``kind`` every document counts as an interview.
    layer
        The layer to count where the frame holds several; None: its only one.
    documents, talk
        pandas queries on documents (with the columns of their case) and on turns: they choose evidence and N alike.
    where
        A pandas query on codings: it chooses evidence only.

    Returns
    -------
    A `Matrix`. ``frame`` holds the measure where something was found, 0 where it was asked (or comes unprompted), read and not
    mentioned, NaN elsewhere; ``states`` says which of the five it is. ``n`` of ``N`` are documents: those eligible (right
    kind, read for this code in its present meaning, asked or unprompted) that bear the code. ``spontaneous`` is the part of
    the value from conversations where nobody asked; ``flags`` mark it, and values that are a lower bound since some document
    is unread (``read``: "2/4"). ``own`` is the direct use of a code that has codes below it. ``segments(row, column)`` opens
    a cell.

    Raises
    ------
    CallError
        For an unknown axis, measure or kind, a query that cannot be read, several layers or two readings of a document.

    Examples
    --------
    >>> import pandas as pd
    >>> from qualcode import Frames
    >>> frames = Frames(documents=pd.DataFrame({
    ...     "document": ["d1", "d2"], "case": ["wisselspoor", "zaaihoek"], "kind": ["interview", "interview"]}))
    >>> codings = pd.DataFrame({"code": ["zelfregie", "extern", "zelfregie"], "document": ["d1", "d1", "d2"],
    ...     "start": [0, 10, 5], "end": [8, 30, 25]})
    >>> m = matrix(codings, frames, rows="case", columns="code")
    >>> m.frame
                 extern  zelfregie
    wisselspoor     1.0        1.0
    zaaihoek        0.0        1.0
    >>> m.states.at["zaaihoek", "extern"]
    'absent'
    """
    called = {
        "rows": rows, "columns": columns, "measure": measure, "depth": depth, "kinds": list(kinds), "layer": layer,
        "documents": documents, "talk": talk, "where": where,
    }  # fmt: skip
    what = plan(
        codings, project, rows=rows, columns=columns, measure=measure, depth=depth, kinds=kinds, layer=layer,
        documents=documents, talk=talk, where=where,
    )  # fmt: skip
    data = ground(codings, project, what)
    recipe = _recipe(called, what, of_layer(codings, what.layer), project)
    return replace(finish(tally(data, what, project), what, recipe, data), labels=_names(project.documents()))


def _names(documents: pd.DataFrame) -> dict[str, dict[str, str]]:
    """What documents are called: where a cell is opened on paper, its segments name them."""
    if "name" not in documents:
        return {}
    pairs = zip(documents["document"].astype(str), documents["name"], strict=True)
    return {document: {"nl": name, "en": name} for document, name in pairs if isinstance(name, str)}


def partial(codings: pd.DataFrame, frames: HasFrames, what: Plan) -> Partial:
    """What one part of the documents gives to a matrix; `merge` and `finish` make the table of all parts."""
    return tally(ground(codings, frames, what), what, frames)


def finish(part: Partial, what: Plan, recipe: Recipe | None = None, data: Ground | None = None) -> Matrix:
    """The matrix of all counts and sets; with the data at hand its cells can be opened."""
    counts = _counted(part, what)
    states = _states(counts)
    value, without, own = (_measured(counts, name, what) for name in ("value", "without", "own"))
    value = np.where(states == FOUND, value, np.where(states == ABSENT, 0.0, np.nan))
    keep = _shown(states, what)
    rows, columns = _axis(what.rows.axis, keep[0]), _axis(what.columns.axis, keep[1])

    def frame(values: np.ndarray) -> pd.DataFrame:
        table = what.table(values)[np.ix_(*keep)]
        return pd.DataFrame(table, index=list(rows.keys), columns=list(columns.keys))

    parents = np.array([place >= 0 for place in what.own], dtype=bool)
    spontaneous = (states == FOUND) & (counts["strayed"] > 0)
    lower = (states == FOUND) & (counts["read"] < counts["rests_on"])
    known = (states == FOUND) | (states == ABSENT)
    return Matrix(
        kind="matrix",
        frame=frame(value),
        recipe=recipe or Recipe("matrix"),
        notes=notes_of(what, part.facts, states, value, {SPONTANEOUS: spontaneous, LOWER_BOUND: lower}),
        states=frame(states),
        n=frame(counts["n"]),
        N=frame(counts["eligible"]),
        flags=frame(_flags(spontaneous, lower)),
        rows=rows,
        columns=columns,
        measure=what.measure.name,
        own=frame(np.where(known & parents, own, np.nan)) if parents.any() else None,
        spontaneous=frame(np.where(states == FOUND, value - without, 0.0)),
        read=frame(_of(counts["read"], counts["rests_on"])),
        opener=None if data is None else _opener(data, what),
    )


def _counted(part: Partial, what: Plan) -> Mapping[str, np.ndarray]:
    """All counts, those of sets included."""
    if not part.sets:
        return part.counts
    shape = part.counts["value"].shape
    return {
        **part.counts,
        **{name: found.sizes(shape[0] * shape[1]).reshape(shape) for name, found in part.sets.items()},
    }


def _states(counts: Mapping[str, np.ndarray]) -> np.ndarray:
    """Any evidence: found; no document: no data; nobody asked: not asked; some unread: not coded; else not mentioned."""
    rules = [
        counts["bearing"] > 0,
        counts["documents"] == 0,
        counts["open_to"] == 0,
        counts["eligible"] < counts["open_to"],
    ]
    names = np.array([FOUND, NO_DATA, NOT_ASKED, NOT_CODED, ABSENT], dtype=object)
    states: np.ndarray = names[np.select(rules, [0, 1, 2, 3], 4)]
    return states


def _measured(counts: Mapping[str, np.ndarray], name: str, what: Plan) -> np.ndarray:
    """The counts as the measure: as they are, as 0 or 1, or as a ratio (NaN where nothing was said)."""
    measure, values = what.measure, counts[name]
    if measure.name == "presence":
        return (values > 0).astype(float)
    if not measure.over:
        return values.astype(float)
    said = np.where(counts["said"] > 0, counts["said"], np.nan)
    return values * (1000.0 if measure.name == "per_1000" else 1.0) / said


def _flags(spontaneous: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """A set of flags for each cell."""
    kinds = np.empty(4, dtype=object)
    kinds[:] = [frozenset(), frozenset({SPONTANEOUS}), frozenset({LOWER_BOUND}), frozenset({SPONTANEOUS, LOWER_BOUND})]
    flags: np.ndarray = kinds[spontaneous + 2 * lower.astype(np.int64)]
    return flags


def _of(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """ "2/4" for each cell; each text is made once."""
    wide = int(whole.max(initial=0)) + 1
    pairs, place = np.unique(part * wide + whole, return_inverse=True)
    texts = np.array([f"{pair // wide}/{pair % wide}" for pair in pairs], dtype=object)
    found: np.ndarray = texts[place.reshape(part.shape)] if len(texts) else part.astype(object)
    return found


def _shown(states: np.ndarray, what: Plan) -> tuple[np.ndarray, np.ndarray]:
    """Which lines to show: a line for what has no value is left out where nothing lies in it."""
    filled = what.table(states != NO_DATA)
    rows, columns = (np.array(axis.axis.keys, dtype=object) == NOT_GIVEN for axis in (what.rows, what.columns))
    return ~rows | filled.any(axis=1), ~columns | filled.any(axis=0)


def _axis(axis: Axis, keep: np.ndarray) -> Axis:
    keys = tuple(key for key, shown in zip(axis.keys, keep, strict=True) if shown)
    return Axis(axis.kind, keys, axis.labels, axis.depth, axis.within)


def _opener(data: Ground, what: Plan) -> Callable[[str, str], pd.DataFrame]:
    """What opens a cell to exactly the codings that it counts."""
    lines = tuple({key: place for place, key in enumerate(axis.axis.keys)} for axis in (what.rows, what.columns))
    numbers = what.table(np.arange(data.places.cells * len(what.members)))

    def opened(row: str, column: str) -> pd.DataFrame:
        cell, codes = divmod(int(numbers[lines[0][row], lines[1][column]]), len(what.members))
        bears = np.zeros(len(what.book.keys), dtype=bool)
        bears[what.members[codes]] = True
        return data.codings.iloc[np.unique(data.evidence.row[(data.cell == cell) & bears[data.code]])]

    return opened


def _recipe(called: Mapping[str, Any], what: Plan, codings: pd.DataFrame, project: HasFrames) -> Recipe:
    facts = {
        "layer": what.layer, "coders": list(what.coders), "rounds": list(what.rounds), "kinds": list(what.kinds),
        "measure": what.measure.name, "depth": what.depth, "denominators": "eligible", "codings": fingerprint(codings),
    }  # fmt: skip
    book = what.book
    return Recipe("matrix", called, project.state, f"{book.name} {book.version}".strip(), facts, qualcode.__version__)
