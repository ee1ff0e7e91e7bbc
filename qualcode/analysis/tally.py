"""The cells of one part of the documents, counted: one column of codes after another, all lines at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.counting import ByCode, Counter, Covered, Distinct, distinct, layout
from qualcode.analysis.filters import factors, looked_up
from qualcode.analysis.ground import given
from qualcode.analysis.partials import CellSets, Partial
from qualcode.analysis.talk import SPAN, covered_words

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.analysis.ground import Ground
    from qualcode.analysis.plan import Plan
    from qualcode.columns import HasFrames


#: What is counted for every cell and column, in numbers of documents; then the measure itself.
COUNTS: tuple[str, ...] = (
    "documents", "open_to", "eligible", "read", "rests_on", "bearing", "n", "strayed", "said", "value", "without", "own",
)  # fmt: skip


def tally(data: Ground, plan: Plan, frames: HasFrames) -> Partial:
    """The counts and sets of every cell of this part.

    ``value`` is the measure over all evidence, ``without`` over that of documents where the code was asked or comes
    unprompted, ``own`` over codings of a parent code itself.
    """
    width = len(plan.members)
    counts = {name: np.zeros((data.places.cells, width), dtype=np.int64) for name in COUNTS}
    sets: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {"value": [], "without": [], "own": []}
    data, count, names = _counter(data, plan, frames)
    by_code = ByCode(data.code, len(plan.book.keys))
    place, cell = data.place // data.places.spread, data.places.spread_cells
    for column, members in enumerate(plan.members):
        rows = by_code.of(members)
        bears = np.zeros(len(cell), dtype=bool)
        bears[data.place[rows]] = True
        _states(counts, column, data, bears, cell)
        prompted = data.open_to[place[rows], column]
        own = by_code.of(np.array([plan.own[column]])) if plan.own[column] >= 0 else rows[:0]
        for name, some in (("value", rows), ("without", rows if prompted.all() else rows[prompted]), ("own", own)):
            if names is None:
                counts[name][:, column] = count(some)
            elif isinstance(count, Distinct):
                found = count.found(some)
                sets[name].append((count.cell[found] * width + column, count.kind[found]))
    return Partial(
        counts, {} if names is None else {name: _set(pairs, names) for name, pairs in sets.items()}, data.facts
    )


def _set(pairs: list[tuple[np.ndarray, np.ndarray]], names: tuple[str, ...]) -> CellSets:
    """The sets of names of all cells; what has no name is in none."""
    if not pairs:
        return CellSets()
    cell, name = (np.concatenate(some) for some in zip(*pairs, strict=True))
    named = np.array([*(one != "" for one in names), False], dtype=bool)[name]
    return CellSets.of(names, cell[named], name[named])


def _states(counts: dict[str, np.ndarray], column: int, data: Ground, bears: np.ndarray, cell: np.ndarray) -> None:
    """What is asked, read and borne in one column of codes, in numbers of documents."""
    spread, cells = data.places.spread, data.places.cells
    open_to, read = np.repeat(data.open_to[:, column], spread), np.repeat(data.read[:, column], spread)
    eligible, counts_here = open_to & read, open_to | bears
    for name, which in (
        ("documents", np.ones(len(cell), dtype=bool)), ("open_to", open_to), ("eligible", eligible),
        ("read", counts_here & read), ("rests_on", counts_here), ("bearing", bears), ("n", bears & eligible),
        ("strayed", bears & ~open_to),
    ):  # fmt: skip
        counts[name][:, column] = np.bincount(cell[which], minlength=cells)
    said = np.repeat(data.places.said, spread) * (eligible | bears)
    counts["said"][:, column] = np.bincount(cell, weights=said, minlength=cells).astype(np.int64)


def _counter(data: Ground, plan: Plan, frames: HasFrames) -> tuple[Ground, Counter, tuple[str, ...] | None]:
    """What counts the measure, the evidence in the order that it needs, and for persons and cases their names, since one
    may occur in several parts."""
    cells, evidence, unit = data.places.cells, data.evidence, plan.measure.unit
    if unit in ("conversation", "document", "cell"):
        return data, distinct(data.place, len(data.places.cell) * data.places.spread, data.cell, cells), None
    if unit == "turn":
        return data, distinct(evidence.turn, len(data.talk.document), data.cell, cells), None
    if unit == "coding":
        return data, distinct(evidence.row, len(data.codings), data.cell, cells), None
    if unit == "segment":
        segment = _segments(data.codings, evidence.row)
        return data, distinct(segment, int(segment.max(initial=-1)) + 1, data.cell, cells), None
    if unit == "person":
        thing, names = persons_of(data, evidence.turn)
        return data, distinct(thing, len(names), data.cell, cells), names
    if unit == "case":
        thing, names = cases_of(data, frames.documents(), evidence.turn, evidence.document)
        return data, distinct(thing, len(names), data.cell, cells), names
    ordered, covered = _covered(data, plan, frames)
    return ordered, covered, None


def _segments(codings: pd.DataFrame, row: np.ndarray) -> np.ndarray:
    """A number for each distinct document, start and end."""
    at = factors(codings["document"])[0].astype(np.int64) * SPAN + codings["start"].to_numpy(dtype=np.int64)
    end = codings["end"].to_numpy(dtype=np.int64)
    later, same = at[1:] > at[:-1], at[1:] == at[:-1]
    order = None if (later | (same & (end[1:] >= end[:-1]))).all() else np.lexsort((end, at))
    if order is not None:
        at, end = at[order], end[order]
    number = np.zeros(len(at), dtype=np.int64)
    np.cumsum((at[1:] != at[:-1]) | (end[1:] != end[:-1]), out=number[1:])
    if order is not None:
        placed = np.empty_like(number)
        placed[order] = number
        number = placed
    found: np.ndarray = number[row]
    return found


def persons_of(data: Ground, turn: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """A number for the person of each turn; a speaker without a person is one per document and label."""
    talk, none = data.talk, np.zeros(len(data.talk.at), dtype=np.int64)
    codes, names = factors(talk.column("person")) if "person" in talk else (none - 1, [])
    known = looked_up([name != "" for name in names], codes, missing=False)
    labels, said = factors(talk.column("speaker")) if "speaker" in talk else (none, [""])
    pairs, inverse = np.unique(talk.document * (len(said) + 1) + labels, return_inverse=True)
    ids, documents = factors(talk.column("document"))
    first = np.zeros(len(pairs), dtype=np.int64)
    first[inverse] = ids
    unknown = [f"{documents[first[at]]}\x1f{said[pair % (len(said) + 1)]}" for at, pair in enumerate(pairs)]
    person = np.where(known, codes, len(names) + inverse)[turn]
    return person, (*(str(name) for name in names), *unknown)


def cases_of(
    data: Ground, documents: pd.DataFrame, turn: np.ndarray, document: np.ndarray
) -> tuple[np.ndarray, tuple[str, ...]]:
    """A number for the case of each turn: the speaker's, else the document's; the last number, named "", for none."""
    names: list[object] = []
    case = np.full(len(document), -1)
    if "case" in documents:
        codes, names = factors(documents["case"])
        case = codes[document].astype(np.int64)
    if "case" in data.talk:
        own, own_names = factors(data.talk.column("case"))
        place = {name: number for number, name in enumerate(dict.fromkeys([*names, *own_names]))}
        names = list(place)
        moved = looked_up([place[name] for name in own_names], own, missing=-1)
        spoken = turn >= 0
        has = given(data.talk.column("case"))[turn[spoken]]
        case[spoken] = np.where(has, moved[turn[spoken]], case[spoken])
    return np.where(case < 0, len(names), case), (*(str(name) for name in names), "")


def _covered(data: Ground, plan: Plan, frames: HasFrames) -> tuple[Ground, Counter]:
    """A counter of covered words or of stretches of text, and the evidence in the order of the text."""
    start, end = data.evidence.start % SPAN, (data.evidence.end - 1) % SPAN + 1
    if plan.measure.unit == "word":
        start, end = covered_words(data.evidence, data.codings, frames)
    low, high, order = layout(data.place, start, end)
    place, cell, code = data.place[order], data.cell[order], data.code[order]
    ordered = replace(data, evidence=data.evidence.only(order), place=place, cell=cell, code=code)
    return ordered, Covered(low[order], high[order], cell, data.places.cells, plan.measure.unit == "passage")
