"""What one matrix is to be: its axes, measure, layer and selection, settled once for all parts of the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.axes import Dimension, dimension
from qualcode.analysis.coverage import ASKED, NOT_ASKED, RESULT_ROUNDS, UNPROMPTED, asked_for, read_by
from qualcode.analysis.filters import layer_of, of_layer, one_reading, present
from qualcode.analysis.measures import Measure, measure_named
from qualcode.codebook import Code, Codebook
from qualcode.columns import require
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from qualcode.columns import HasFrames


#: The kinds of document that a project knows.
KINDS: tuple[str, ...] = ("interview", "group", "document", "minutes", "answer")


@dataclass(frozen=True)
class Plan:
    """The call, resolved: nothing in it depends on which part of the documents is counted."""

    rows: Dimension
    columns: Dimension
    measure: Measure
    book: Codebook
    kinds: tuple[str, ...]
    layer: str | None
    coders: tuple[str, ...]
    rounds: tuple[str, ...]
    depth: int | None
    documents: str | None
    talk: str | None
    where: str | None
    #: For each column of codes the places in the codebook of the codes that count for it.
    members: tuple[np.ndarray, ...]
    #: The place of the code itself where it has codes below it, else -1.
    own: tuple[int, ...]
    topics: tuple[str, ...]

    @property
    def talked(self) -> tuple[Dimension, ...]:
        """The axes whose values stand with talk or documents."""
        return tuple(axis for axis in (self.rows, self.columns) if axis.level in ("talk", "document"))

    @property
    def coded(self) -> tuple[Dimension, ...]:
        """The axes whose values stand with codings."""
        return tuple(axis for axis in (self.rows, self.columns) if axis.level == "coding")

    def table(self, values: np.ndarray) -> np.ndarray:
        """Values of cells x columns of codes, as they are counted, laid out as rows x columns."""
        axes = [*self.talked, *self.coded]
        wide = values.reshape(*(len(axis.axis.keys) for axis in axes), len(self.members))
        place = {id(axis): number for number, axis in enumerate(axes)}
        order = [place.get(id(axis), len(axes)) for axis in (self.rows, self.columns)]
        if len(axes) not in order:
            wide = wide[..., 0]
        return wide if order[0] < order[1] else wide.T


def plan(
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
) -> Plan:
    """Settle what a matrix is to be; see `matrix` for the arguments."""
    require(codings, ["code", "document", "start", "end"], "matrix(codings)")
    what, kinds = measure_named(measure), _kinds(kinds, project.documents())
    layer = layer_of(codings, layer, project.coverage())
    counted = of_layer(codings, layer)
    coders = one_reading(counted, layer)
    book = project.codebook or flat(counted, project.topics())
    line, column = (dimension(name, project, counted, book, depth) for name in (rows, columns))
    if {line.level, column.level} <= {"code", "topic"}:
        raise CallError("Codes against codes is a question of co-occurrence: use cooccurrence().")
    place = {key: number for number, key in enumerate(book.keys)}
    members, own, topics = _members(line, column, project, book, place)
    return Plan(
        line, column, what, book, kinds, layer, coders, _rounds(counted, layer), depth, documents, talk, where,
        members, own, topics,
    )  # fmt: skip


def flat(codings: pd.DataFrame, topics: pd.DataFrame) -> Codebook:
    """A list of the codes that occur, for frames without a codebook."""
    found = {*present(codings["code"]), *(str(code) for code in topics["code"])}
    return Codebook("", "", tuple(Code(key) for key in sorted(found)))


def _kinds(kinds: Sequence[str], documents: pd.DataFrame) -> tuple[str, ...]:
    chosen = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    known = [*KINDS, *(str(kind) for kind in documents.get("kind", []) if kind not in KINDS)]
    for kind in chosen:
        if kind not in known:
            raise CallError(
                f'No kind of document "{kind}"; there are {", ".join(dict.fromkeys(known))}.{did_you_mean(kind, known)}'
            )
    return chosen


def _rounds(codings: pd.DataFrame, layer: str | None) -> tuple[str, ...]:
    """The rounds whose coverage says what was read: of a reading its own, of a decided layer all that lead to results."""
    if layer != "reading" or "round" not in codings or not len(codings):
        return ("main",) if layer == "reading" else RESULT_ROUNDS
    return tuple(sorted(present(codings["round"])))


def _members(
    rows: Dimension, columns: Dimension, project: HasFrames, book: Codebook, place: dict[str, int]
) -> tuple[tuple[np.ndarray, ...], tuple[int, ...], tuple[str, ...]]:
    """Which codes count for each column of codes; without a code axis there is one column of all codes."""
    axis = next((one for one in (columns, rows) if one.level in ("code", "topic")), None)
    if axis is None:
        return (np.arange(len(book.keys)),), (-1,), ()
    keys = axis.axis.keys
    if axis.level == "code":
        below = tuple(np.array([place[code] for code in book.subtree(key)], dtype=np.intp) for key in keys)
        return below, tuple(place[key] if book.children(key) else -1 for key in keys), ()
    topics = project.topics()
    codes = [topics.loc[(topics["topic"] == key).to_numpy(dtype=bool), "code"] for key in keys]
    found = [sorted({place[book.current(code)] for code in named if book.current(code) in place}) for named in codes]
    return tuple(np.array(some, dtype=np.intp) for some in found), tuple(-1 for _ in keys), keys


def openness(plan: Plan, codings: pd.DataFrame, frames: HasFrames, home: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each document and column of codes: was it asked (or does it come unprompted), and was it read.

    `codings` are those of the layer, `home` the place of each one's document. Without any coverage a document that bears
    a coding counts as read.
    """
    documents, ids = frames.documents(), tuple(frames.documents()["document"].tolist())
    coverage = frames.coverage()
    asked = asked_for(frames, plan.book, documents).values
    if len(coverage):
        if plan.coders:
            coverage = coverage[coverage["coder"].isin(list(plan.coders)).to_numpy(dtype=bool)]
        layer = plan.layer or str(coverage["layer"].iloc[0])
        read = read_by(coverage, plan.book, layer=layer, documents=ids, rounds=plan.rounds).values.astype(bool)
    else:
        read = np.zeros(asked.shape, dtype=bool)
        read[home] = True
    if plan.topics:
        return _topics_asked(plan, frames, asked), _each(plan, read, np.all)
    if plan.rows.level == "code" or plan.columns.level == "code":
        place = [int(members[0]) for members in plan.members]  # a subtree begins with its own code
        return asked[:, place] != NOT_ASKED, read[:, place]
    return _each(plan, asked != NOT_ASKED, np.any), _each(plan, read, np.all)


def _each(plan: Plan, values: np.ndarray, over: object) -> np.ndarray:
    """One value a document x column from those of its codes."""
    found = [over(values[:, members], axis=1) for members in plan.members]  # type: ignore[operator]
    return np.stack(found, axis=1) if found else np.zeros((len(values), 0), dtype=bool)


def _topics_asked(plan: Plan, frames: HasFrames, asked: np.ndarray) -> np.ndarray:
    """Whether a conversation asked a topic itself; unprompted where its codes come unprompted."""
    documents, topics, answers = frames.documents(), frames.topics(), frames.asked()
    has = set(zip(topics["instrument"], topics["topic"], strict=True))
    said = {(d, t): bool(a) for d, t, a in zip(answers["document"], answers["topic"], answers["asked"], strict=True)}
    instruments = documents["instrument"] if "instrument" in documents else [None] * len(documents)
    found = _each(plan, asked == UNPROMPTED, np.any)
    for row, (document, instrument) in enumerate(zip(documents["document"], instruments, strict=True)):
        for column, topic in enumerate(plan.topics):
            if (instrument, topic) in has and said.get((document, topic), True):
                found[row, column] = ASKED
    return found
