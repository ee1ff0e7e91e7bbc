"""One part of the data laid out for counting: which documents count, who belongs in which line, what bears evidence where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.cases import with_case_columns
from qualcode.analysis.counting import different
from qualcode.analysis.filters import chosen, code_positions, document_positions, factors, looked_up, of_layer
from qualcode.analysis.left_behind import left_behind
from qualcode.analysis.measures import is_conversation
from qualcode.analysis.plan import openness
from qualcode.analysis.talk import Evidence, Talk, covered_words, evidence_of, talk_of
from qualcode.errors import FrameError

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.analysis.axes import Dimension
    from qualcode.analysis.plan import Plan
    from qualcode.columns import HasFrames


@dataclass(frozen=True)
class Places:
    """The documents in their lines: one *place* is a document in one combination of lines (of axes that are no codes).

    `document` and `cell` say what each place is; `of_turn` and `of_document` find it (-1: in no line, or not counted);
    `said` is the informants' words of each place. `spread` lines of axes that stand with codings lie within each cell.
    """

    document: np.ndarray
    cell: np.ndarray
    of_turn: np.ndarray
    of_document: np.ndarray
    said: np.ndarray
    spread: int
    cells: int

    @property
    def spread_cells(self) -> np.ndarray:
        """The cell of each place in each line of the axes that stand with codings."""
        return (self.cell[:, None] * self.spread + np.arange(self.spread)).ravel()


@dataclass(frozen=True)
class Ground:
    """One part of the data, laid out for counting. `codings` are those that may count; `evidence` what they do where."""

    codings: pd.DataFrame
    talk: Talk
    places: Places
    evidence: Evidence
    #: For each row of evidence its place (with the lines that stand with codings), its cell and its code.
    place: np.ndarray
    cell: np.ndarray
    code: np.ndarray
    #: For each place x column of codes.
    open_to: np.ndarray
    read: np.ndarray
    facts: dict[str, int]


def ground(codings: pd.DataFrame, frames: HasFrames, plan: Plan, *, exact: bool = False) -> Ground:
    """Lay out one part of the data: documents that count, the talk in them, the evidence of the codings.

    `exact` settles in which turns a coding counts even where no number of this measure depends on it.
    """
    documents = frames.documents()
    ids = tuple(documents["document"].tolist())
    turns = frames.turns(text=plan.talk is not None and "text" in plan.talk)
    if not len(turns) and len(frames.touches()):
        raise FrameError("There are touches but no turns: without turns= nobody knows whose words a coding lies on.")
    talk = talk_of(turns, ids)
    heard = np.ones(len(talk.at), dtype=bool) if plan.talk is None else chosen(talk.frame(), plan.talk, "talk")
    counted, facts = _documents_that_count(documents, frames, plan, talk, heard)
    layer = of_layer(codings, plan.layer)
    home = document_positions(layer, ids)
    open_to, read = openness(plan, layer, frames, home)
    declared = {f"facet.{key}": None for key in plan.book.facets if f"facet.{key}" not in layer}
    keep = chosen(layer.assign(**declared) if declared else layer, plan.where, "where") & counted[home]
    some, home = (layer, home) if keep.all() else (layer[keep], home[keep])
    places = _places(documents, plan, talk, heard, counted)
    evidence = evidence_of(some, home, talk, frames, None if exact else _alike(places, plan, talk))
    facts["unheard"] = len(some) - _how_many(evidence.row)
    facts["waiting"] = left_behind(frames, documents[counted], plan.layer, plan.coders)
    facts["homeless"] = int(counted.sum()) - _how_many(places.document)
    place, cell, there = _where(evidence, places, plan, some)
    code = code_positions(some, plan.book)[evidence.row]
    there &= _counts(evidence, plan, some, frames, there)
    return Ground(
        some, talk, places, evidence.only(there), place[there], cell[there], code[there],
        open_to[places.document], read[places.document], facts,
    )  # fmt: skip


def _how_many(ascending: np.ndarray) -> int:
    """How many different numbers a sorted array holds."""
    return int((ascending[1:] != ascending[:-1]).sum()) + bool(len(ascending))


def _alike(places: Places, plan: Plan, talk: Talk) -> np.ndarray | None:
    """Turns of one number here give the same to the measure; None where each turn matters."""
    if plan.measure.unit in ("turn", "person"):
        return None
    if plan.measure.covers == "text":
        return np.zeros(len(talk.at), dtype=np.int64)
    if plan.measure.unit != "case" or "case" not in talk:
        return places.of_turn
    codes, names = factors(talk.column("case"))
    alike: np.ndarray = places.of_turn * (len(names) + 1) + codes
    return alike


def _documents_that_count(
    documents: pd.DataFrame, frames: HasFrames, plan: Plan, talk: Talk, heard: np.ndarray
) -> tuple[np.ndarray, dict[str, int]]:
    """Of the right kind, chosen by the queries, and such that the measure is defined; and how many are not, and why."""
    kinds = (
        documents["kind"].astype(object).to_numpy() if "kind" in documents else np.array(["interview"] * len(documents))
    )
    right = np.array([kind in plan.kinds for kind in kinds], dtype=bool)
    asked_for = chosen(with_case_columns(documents, frames.cases()), plan.documents, "documents")
    if plan.talk is not None:
        spoke = np.zeros(len(documents), dtype=bool)
        spoke[talk.document[heard]] = True
        asked_for = asked_for & spoke
    defined = talk.speaking.copy() if plan.measure.speech else np.ones(len(documents), dtype=bool)
    if plan.measure.conversations:
        defined &= np.array([is_conversation(kind) for kind in kinds], dtype=bool)
    if plan.measure.name == "cases":
        defined &= _has_case(documents, talk)
    counted = right & asked_for & defined
    facts = {
        "documents": int(counted.sum()),
        "of_other_kind": int((asked_for & ~right).sum()),
        "undefined": int((asked_for & right & ~defined).sum()),
        "groups": int((counted & (kinds == "group")).sum()),
    }
    return counted, facts | _composition(documents, counted, frames, plan)


def _has_case(documents: pd.DataFrame, talk: Talk) -> np.ndarray:
    found = given(documents["case"]) if "case" in documents else np.zeros(len(documents), dtype=bool)
    if "case" in talk:
        found[talk.document[given(talk.column("case"))]] = True
    return found


def given(column: pd.Series) -> np.ndarray:
    """Which rows have a value."""
    codes, names = factors(column)
    return looked_up([name != "" for name in names], codes, missing=False)


def _composition(documents: pd.DataFrame, counted: np.ndarray, frames: HasFrames, plan: Plan) -> dict[str, int]:
    """Of how many documents the final layer is the consensus, one coder's reading, or both."""
    coverage = frames.coverage()
    if plan.layer != "final" or not len(coverage):
        return {}
    rows = coverage[((coverage["layer"] == "final") & (coverage["state"] == "finished")).to_numpy(dtype=bool)]
    agreed = (rows["coder"] == "consensus").to_numpy(dtype=bool)
    ids = documents["document"].astype(object)
    some = ids.isin(rows.loc[agreed, "document"].astype(object)).to_numpy(dtype=bool) & counted
    own = ids.isin(rows.loc[~agreed, "document"].astype(object)).to_numpy(dtype=bool) & counted
    return {"consensus": int((some & ~own).sum()), "one": int((own & ~some).sum()), "both": int((some & own).sum())}


def _places(documents: pd.DataFrame, plan: Plan, talk: Talk, heard: np.ndarray, counted: np.ndarray) -> Places:
    """Where each turn, and each document without informants' talk, stands in the table."""
    shape = [len(axis.axis.keys) for axis in plan.talked]
    lines = int(np.prod(shape, dtype=np.int64))
    turn = _cells([_of_talk(axis, talk, documents) for axis in plan.talked], shape, len(talk.document))
    turn = np.where(heard & counted[talk.document], turn, -1)
    whole = _cells([axis.of(documents) for axis in plan.talked], shape, len(documents))
    spoken = np.zeros(len(documents), dtype=bool)
    spoken[talk.document] = True
    whole = np.where(counted & ~spoken, whole, -1)
    # Talk comes in long runs of one document and line: look at each run once.
    key = np.where(turn >= 0, talk.document * max(lines, 1) + turn, -1)
    run = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=np.intp)
    silent = np.flatnonzero(whole >= 0)
    keys = different(np.r_[key[run][key[run] >= 0], silent * max(lines, 1) + whole[silent]])
    of_run = np.where(key[run] >= 0, np.searchsorted(keys, key[run]), -1)
    of_turn = np.repeat(of_run, np.diff(np.r_[run, len(key)]))
    of_document = np.full(len(documents), -1)
    of_document[silent] = np.searchsorted(keys, silent * max(lines, 1) + whole[silent])
    said = np.zeros(len(keys), dtype=np.int64)
    if plan.measure.over:
        inside = of_turn >= 0
        said = np.bincount(of_turn[inside], weights=talk.words()[inside], minlength=len(keys)).astype(np.int64)
    spread = int(np.prod([len(axis.axis.keys) for axis in plan.coded], dtype=np.int64))
    return Places(
        keys // max(lines, 1), keys % max(lines, 1), of_turn, of_document, said, spread, lines * spread
    )  # fmt: skip


def _of_talk(axis: Dimension, talk: Talk, documents: pd.DataFrame) -> np.ndarray:
    """The line of each turn: its own value where it has one, else its document's."""
    home = axis.of(documents)[talk.document]
    if axis.level == "document" or axis.column not in talk:
        return home if axis.level == "document" or axis.column in documents else np.full(len(home), axis.missing)
    said = talk.column(axis.column)
    frame = said.to_frame()
    if axis.by_wave:
        frame = frame.assign(
            wave=talk.column("wave") if "wave" in talk else documents["wave"].to_numpy()[talk.document]
        )
    own = axis.of(frame)
    return np.where(given(said), own, home) if axis.column == "case" else own


def _cells(lines: list[np.ndarray], shape: list[int], length: int) -> np.ndarray:
    """Lines of several axes as one number; -1 where one of them has none."""
    cell, nowhere = np.zeros(length, dtype=np.int64), np.zeros(length, dtype=bool)
    for line, size in zip(lines, shape, strict=True):
        nowhere |= line < 0
        cell = cell * size + line
    return np.where(nowhere, -1, cell)


def _where(
    evidence: Evidence, places: Places, plan: Plan, codings: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The place and cell of each row of evidence, and whether it has one."""
    place = places.of_document[evidence.document]
    spoken = evidence.turn >= 0
    place[spoken] = places.of_turn[evidence.turn[spoken]]
    shape = [len(axis.axis.keys) for axis in plan.coded]
    line = _cells([axis.of(codings) for axis in plan.coded], shape, len(codings))[evidence.row]
    there = (place >= 0) & (line >= 0)
    cell = np.zeros(len(place), dtype=np.int64)
    cell[there] = places.cell[place[there]] * places.spread + line[there]
    return place * places.spread + line, cell, there


def _counts(evidence: Evidence, plan: Plan, codings: pd.DataFrame, frames: HasFrames, there: np.ndarray) -> np.ndarray:
    """Which evidence counts for the measure: by the turn rule, or every bit of text or words that is covered."""
    if plan.measure.covers == "text":
        return np.ones(len(evidence.row), dtype=bool)
    counts = evidence.counts.copy()
    slips = there & ~counts
    if plan.measure.covers == "words" and slips.any():
        low, high = covered_words(evidence.only(slips), codings, frames)
        counts[slips] = high > low
    return counts
