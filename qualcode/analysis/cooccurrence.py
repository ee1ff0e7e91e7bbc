"""Which codes stand together: in the same informant turn, answer, document, or with the same person or case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import qualcode
from qualcode.analysis.filters import factors, fingerprint, of_layer
from qualcode.analysis.ground import Ground, ground
from qualcode.analysis.matrix_notes import layer_notes, selection_notes, waiting_notes
from qualcode.analysis.plan import Plan, plan
from qualcode.analysis.tally import cases_of, persons_of
from qualcode.columns import require
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.columns import HasFrames

COLUMNS = ("a", "b", "n11", "n10", "n01", "n00", "jaccard", "a_given_b", "b_given_a", "phi", "lift")
WITHIN: tuple[str, ...] = ("turn", "answer", "document", "person", "case")
#: Units are multiplied in blocks of this many, so that memory does not grow with the corpus.
BLOCK = 1 << 16


def cooccurrence(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    within: str = "turn",
    depth: int | None = None,
    least: int = 0,
    kinds: Sequence[str] = ("interview", "group"),
    layer: str | None = None,
    documents: str | None = None,
    talk: str | None = None,
    where: str | None = None,
) -> Table:
    """How often two codes stand in the same informant turn, against how often each stands there at all.

    Parameters
    ----------
    codings, project, depth, kinds, layer, documents, talk, where
        As for `matrix`; one layer, one coder a document. A code bears what the codes below it bear.
    within
        The unit: ``turn``, ``answer`` (a question with what it brought), ``document``, ``person`` or ``case``.
    least
        Leave out pairs that stand together in fewer units than this; 0 gives all pairs.

    Returns
    -------
    A `Table` of kind ``cooccurrence``, a row a pair of codes in the codebook's order (a code and one above it are no pair):
    ``n11`` units with both, ``n10`` with `a` alone, ``n01`` with `b` alone, ``n00`` with neither, all of units whose documents
    were read for both codes. ``jaccard`` = n11 / (n11 + n10 + n01), from 0 to 1; ``a_given_b`` and ``b_given_a`` are the shares
    of one code's units that bear the other; ``phi`` is the correlation of yes and no, from -1 to 1; ``lift`` is n11 over what
    chance would give (1). Unrounded; NaN where a code stands nowhere, or for ``phi`` everywhere. A symmetric measure hides
    that half of a rare code may lie with a common one: look at both shares.

    Raises
    ------
    CallError
        For an unknown unit, several layers or two readings of a document.

    Examples
    --------
    >>> from qualcode import Frames
    >>> frames = Frames(
    ...     documents=pd.DataFrame({"document": ["d1"], "case": ["wisselspoor"], "kind": ["interview"]}),
    ...     turns=pd.DataFrame({"turn": ["d1/0", "d1/1"], "document": ["d1", "d1"], "speaker": ["R1", "R1"],
    ...                         "start": [0, 20], "end": [19, 40]}))
    >>> codings = pd.DataFrame({"code": ["gedeeld", "coachend", "gedeeld"], "document": ["d1", "d1", "d1"],
    ...                         "start": [0, 4, 20], "end": [10, 15, 40]})
    >>> cooccurrence(codings, frames).frame[["a", "b", "n11", "n10", "n01", "n00"]]
              a        b  n11  n10  n01  n00
    0  coachend  gedeeld    1    0    1    0
    """
    if within not in WITHIN:
        raise CallError(f'No unit "{within}"; there are {", ".join(WITHIN)}.{did_you_mean(within, WITHIN)}')
    measure = {"document": "documents", "case": "cases"}.get(within, "turns")
    what = plan(
        codings, project, rows="document", columns="code", measure=measure, depth=depth, kinds=kinds, layer=layer,
        documents=documents, talk=talk, where=where,
    )  # fmt: skip
    data = ground(codings, project, what)
    pairs = _pairs(data, what, _units(data, within, project))
    shown = pairs[(pairs["n11"] >= least).to_numpy(dtype=bool)].reset_index(drop=True)
    called = {
        "within": within, "depth": depth, "least": least, "kinds": list(kinds), "layer": layer, "documents": documents,
        "talk": talk, "where": where,
    }  # fmt: skip
    facts = {"layer": what.layer, "within": within, "codings": fingerprint(of_layer(codings, what.layer))}
    book = f"{what.book.name} {what.book.version}".strip()
    axis = what.columns.axis
    return Table(
        kind="cooccurrence",
        frame=shown,
        recipe=Recipe("cooccurrence", called, project.state, book, facts, qualcode.__version__),
        notes=tuple(_notes(what, data, within, pairs, shown)),
        labels=axis.labels,
        within=axis.within,
    )


@dataclass(frozen=True)
class Units:
    """What codes stand together in.

    `of_evidence` is the unit of each row of evidence (-1: none), `home` the row of `read` and `count` that each unit belongs
    to; `read` says for which columns of codes the units of a home were read, `count` how many units there are of each.
    """

    of_evidence: np.ndarray
    home: np.ndarray
    read: np.ndarray
    count: np.ndarray


def _units(data: Ground, within: str, project: HasFrames) -> Units:
    """The units: within one document they share its reading, over documents each is read where all its documents are."""
    places = data.places
    spoken = places.of_turn >= 0
    if within == "document":
        return Units(
            data.place, np.arange(len(places.document)), data.read, np.ones(len(places.document), dtype=np.int64)
        )
    if within in ("turn", "answer"):
        unit = np.arange(len(places.of_turn))
        if within == "answer":
            require(data.talk.source, ["answer"], 'cooccurrence(within="answer"): turns')
            answer = factors(data.talk.column("answer"))[0].astype(np.int64)
            pairs = data.talk.document * (answer.max(initial=0) + 2) + answer + 1
            pairs[answer < 0] = -1 - unit[answer < 0]  # a turn that answers nothing stands by itself
            unit = np.unique(pairs, return_inverse=True)[1]
        home = np.full(int(unit.max(initial=-1)) + 1, -1)
        home[unit[spoken]] = places.of_turn[spoken]
        return Units(
            unit[data.evidence.turn], home, data.read, np.bincount(home[home >= 0], minlength=len(places.document))
        )
    return _over_documents(data, within, project)


def _over_documents(data: Ground, within: str, project: HasFrames) -> Units:
    """Persons or cases: what belongs to each is taken from all its talk, not only from what bears a code."""
    turns = np.flatnonzero(data.places.of_turn >= 0)
    silent = np.flatnonzero(data.places.of_document >= 0)
    if within == "person":
        of_turn, names = persons_of(data, np.arange(len(data.places.of_turn)))
        of_evidence, member, place = of_turn[data.evidence.turn], of_turn[turns], data.places.of_turn[turns]
    else:
        whole = np.full(len(silent), -1)
        of_evidence, names = cases_of(data, project.documents(), data.evidence.turn, data.evidence.document)
        every, _ = cases_of(data, project.documents(), np.r_[turns, whole], np.r_[data.talk.document[turns], silent])
        member, place = every, np.r_[data.places.of_turn[turns], data.places.of_document[silent]]
    read = np.ones((len(names), data.read.shape[1]), dtype=bool)
    pairs = np.unique(member * len(data.read) + place)
    np.logical_and.at(read, pairs // max(len(data.read), 1), data.read[pairs % max(len(data.read), 1)])
    count = np.zeros(len(names), dtype=np.int64)
    count[np.unique(member)] = 1
    count[[number for number, name in enumerate(names) if name == ""]] = 0  # talk of no case is no unit
    return Units(of_evidence, np.arange(len(names)), read, count)


def _pairs(data: Ground, what: Plan, units: Units) -> pd.DataFrame:
    """The four counts of every pair, and what they say."""
    both, alone, total = _multiplied(_borne(data, what, units), units)
    first, second = _allowed(what)
    keys = np.array(what.columns.axis.keys, dtype=object)
    n11 = both[first, second]
    n10, n01 = alone[first, second] - n11, alone[second, first] - n11
    n00 = total[first, second] - n11 - n10 - n01
    frame = pd.DataFrame({"a": keys[first], "b": keys[second], "n11": n11, "n10": n10, "n01": n01, "n00": n00})
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b, n = (n11 + n10).astype(float), (n11 + n01).astype(float), (n11 + n10 + n01 + n00).astype(float)
        values = {
            "jaccard": n11 / (n11 + n10 + n01),
            "a_given_b": n11 / b,
            "b_given_a": n11 / a,
            "phi": (n11.astype(float) * n00 - n10.astype(float) * n01) / np.sqrt(a * (n - a)) / np.sqrt(b * (n - b)),
            "lift": n11 * n / (a * b),
        }
    return frame.assign(**{name: np.where(np.isfinite(found), found, np.nan) for name, found in values.items()})


def _allowed(what: Plan) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of columns of which neither code lies below the other."""
    place = np.array([members[0] for members in what.members], dtype=np.intp)
    below = np.zeros((len(what.members), len(what.book.keys)), dtype=bool)
    for column, members in enumerate(what.members):
        below[column, members] = True
    kin = below[:, place]
    first, second = np.nonzero(np.triu(~(kin | kin.T), k=1))
    return first, second


def _borne(data: Ground, what: Plan, units: Units) -> tuple[np.ndarray, np.ndarray]:
    """Which columns of codes each unit bears (a row a unit that bears anything, by home), where it was read for them."""
    columns = [[] for _ in what.book.keys]  # type: list[list[int]]
    for column, members in enumerate(what.members):
        for code in members:
            columns[code].append(column)
    width = np.array([len(some) for some in columns], dtype=np.int64)
    flat = np.array([column for some in columns for column in some], dtype=np.int64)
    first = np.cumsum(width) - width
    keep = (units.of_evidence >= 0) & (units.home[units.of_evidence] >= 0)
    code, unit = data.code[keep], units.of_evidence[keep]
    bearing, row = np.unique(unit, return_inverse=True)
    times = width[code]
    inside = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    borne = np.zeros((len(bearing), len(what.members)), dtype=bool)
    borne[np.repeat(row, times), flat[np.repeat(first[code], times) + inside]] = True
    home = units.home[bearing]
    borne &= units.read[home] & (units.count[home] > 0)[:, None]
    order = np.argsort(home, kind="stable")
    return borne[order], home[order]


def _multiplied(borne: tuple[np.ndarray, np.ndarray], units: Units) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For all pairs at once: units with both, units with the first where both were read, units read for both."""
    bears, home = borne
    width = bears.shape[1]
    both, alone = np.zeros((width, width)), np.zeros((width, width))
    for start in range(0, len(bears), BLOCK):
        some = bears[start : start + BLOCK].astype(np.float32)
        both += some.T @ some
        homes, first = np.unique(home[start : start + BLOCK], return_index=True)
        alone += np.add.reduceat(some, first, axis=0).T @ units.read[homes].astype(np.float32)
    read = units.read.astype(np.float64)
    total = (read * units.count[:, None]).T @ read
    return both.astype(np.int64), alone.astype(np.int64), total.astype(np.int64)


def _notes(what: Plan, data: Ground, within: str, pairs: pd.DataFrame, shown: pd.DataFrame) -> list[Note]:
    notes = [
        *layer_notes(what.layer, what.coders, data.facts),
        Note(f"unit.within.{within}"),
        Note("measure.cooccurrence"),
    ]
    if shown["phi"].isna().any():
        notes.append(Note("measure.cooccurrence.undefined", {"pairs": int(shown["phi"].isna().sum())}))
    if data.facts.get("undefined"):
        notes.append(Note("measure.undefined", {"documents": data.facts["undefined"]}))
    notes += selection_notes(documents=what.documents, talk=what.talk, where=what.where)
    notes += waiting_notes(data.facts)
    if len(shown) < len(pairs):
        notes.append(Note("n.cooccurrence.left_out", {"pairs": len(pairs) - len(shown)}))
    return notes
