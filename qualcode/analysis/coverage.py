"""Who read what, and what was asked: the two questions behind every zero. Not read is not "no"; not asked is not "absent"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.columns import COVERAGE, require

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

NOT_ASKED, ASKED, UNPROMPTED = 0, 1, 2
ASKED_NAMES: tuple[str, ...] = ("not_asked", "asked", "unprompted")
#: Rounds whose readings may stand in a table of results.
RESULT_ROUNDS: tuple[str, ...] = ("main", "recode", "after")


@dataclass(frozen=True)
class Grid:
    """A value for each document (rows) and code (columns)."""

    documents: tuple[str, ...]
    codes: tuple[str, ...]
    values: np.ndarray

    def at(self, document: str, code: str) -> int:
        """One value."""
        return int(self.values[self.documents.index(document), self.codes.index(code)])

    def frame(self) -> pd.DataFrame:
        """Documents x codes, for reading."""
        return pd.DataFrame(self.values, index=list(self.documents), columns=list(self.codes))


def judged(codes: Iterable[str], version: str, codebook: Codebook) -> frozenset[str]:
    """The codes of the codebook in force that one finished coverage row has judged.

    Parameters
    ----------
    codes
        What the row names, as it was then (subtrees already resolved); nothing named means all codes of its version.
    version
        The version of the codebook under which the document was read.

    Returns
    -------
    Keys of `codebook`, without those that are new, wider or split off since that version, and without a code that others
    were merged into unless each of them was named.
    """
    return codebook.judged(codes, version)


def finished(coverage: pd.DataFrame, *, layer: str, rounds: Sequence[str] = RESULT_ROUNDS) -> pd.DataFrame:
    """The coverage rows of one layer that are finished, in rounds that count."""
    require(coverage, COVERAGE, "coverage")
    keep = (coverage["layer"] == layer) & (coverage["state"] == "finished") & coverage["round"].isin(list(rounds))
    return coverage[keep.to_numpy(dtype=bool)]


def read_by(
    coverage: pd.DataFrame,
    codebook: Codebook,
    *,
    layer: str,
    documents: Sequence[str],
    rounds: Sequence[str] = RESULT_ROUNDS,
) -> Grid:
    """Which documents a layer has read, for which codes; a parent code is read where all below it are.

    A parent that was itself reopened since (new, wider or split off) must besides be judged again.

    Returns a `Grid` of booleans. Documents without a finished row of the layer are read for nothing.
    """
    column = {code: number for number, code in enumerate(codebook.keys)}
    values, reopened = (np.zeros((len(documents), len(column)), dtype=bool) for _ in range(2))
    rows = finished(coverage, layer=layer, rounds=rounds)
    at = pd.Index(documents).get_indexer(pd.Index(rows["document"]))
    alike: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for place, version, codes in zip(at.tolist(), rows["version"].tolist(), rows["codes"].tolist(), strict=True):
        if place >= 0:
            alike.setdefault((tuple(codes), str(version)), []).append(place)
    for (codes, version), places in alike.items():
        for grid, some in ((values, judged(codes, version, codebook)), (reopened, codebook.unread(version))):
            grid[np.ix_(places, [column[code] for code in some])] = True
    return Grid(tuple(documents), codebook.keys, _all_below(values, reopened, codebook))


def asked_for(frames: HasFrames, codebook: Codebook, documents: pd.DataFrame | None = None) -> Grid:
    """Whether each code was asked in each document, came unprompted by nature, or was not asked.

    A code is *asked* where a topic of the document's instrument covers it and this conversation asked that topic. It is
    *unprompted* where the codebook says so (of it or of a code above it), where the document has no instrument, and
    everywhere when no topics are given. A parent is asked where any code below it is.

    Returns a `Grid` of `NOT_ASKED`, `ASKED` or `UNPROMPTED`.
    """
    rows = frames.documents() if documents is None else documents
    ids = tuple(rows["document"].tolist())
    topics = frames.topics()
    column = {code: number for number, code in enumerate(codebook.keys)}
    if not len(topics):
        return Grid(ids, codebook.keys, np.full((len(ids), len(column)), UNPROMPTED, dtype=np.int8))
    free = [number for code, number in column.items() if _unprompted(code, codebook)]
    values = np.full((len(ids), len(column)), NOT_ASKED, dtype=np.int8)
    values[:, free] = UNPROMPTED
    instruments = rows["instrument"] if "instrument" in rows else pd.Series([None] * len(rows))
    guide = instruments.astype(object).to_numpy()
    values[(instruments.isna() | (instruments == "")).to_numpy(dtype=bool), :] = UNPROMPTED
    skipped = _skipped(frames.asked(), ids)
    for instrument, by_topic in _codes_by_topic(topics, column, codebook).items():
        here = guide == instrument
        for topic, codes in by_topic.items():
            asked = here.copy()
            asked[skipped.get(topic, [])] = False
            values[np.ix_(np.flatnonzero(asked), codes)] = ASKED
    return Grid(ids, codebook.keys, _any_below(values, codebook))


def _unprompted(code: str, codebook: Codebook) -> bool:
    return any(codebook[above].unprompted for above in (code, *codebook.ancestors(code)))


def _codes_by_topic(
    topics: pd.DataFrame, column: dict[str, int], codebook: Codebook
) -> dict[str, dict[str, np.ndarray]]:
    found: dict[str, dict[str, list[int]]] = {}
    for instrument, topic, code in zip(topics["instrument"], topics["topic"], topics["code"], strict=True):
        codes = found.setdefault(instrument, {}).setdefault(topic, [])
        if codebook.current(code) in column:
            codes.append(column[codebook.current(code)])
    return {
        instrument: {topic: np.array(codes, dtype=np.intp) for topic, codes in by_topic.items()}
        for instrument, by_topic in found.items()
    }


def _skipped(asked: pd.DataFrame, documents: Sequence[str]) -> dict[str, np.ndarray]:
    """By topic the places of the documents that did not ask it; the last word on a document counts."""
    said = asked["asked"].to_numpy(dtype=bool)
    if not len(said) or said.all():
        return {}
    topics, names = pd.factorize(asked["topic"])
    place = pd.Index(documents).get_indexer(pd.Index(asked["document"]))
    latest = np.ones((len(documents), len(names)), dtype=bool)
    latest[place[place >= 0], topics[place >= 0]] = said[place >= 0]
    return {name: np.flatnonzero(~latest[:, number]) for number, name in enumerate(names)}


def _bottom_up(codebook: Codebook) -> list[tuple[int, list[int]]]:
    """Each parent's column with those of its children, deepest first."""
    column = {code: number for number, code in enumerate(codebook.keys)}
    parents = [code for code in codebook.keys if codebook.children(code)]
    parents.sort(key=codebook.depth, reverse=True)
    return [(column[code], [column[child] for child in codebook.children(code)]) for code in parents]


def _all_below(values: np.ndarray, reopened: np.ndarray, codebook: Codebook) -> np.ndarray:
    for parent, children in _bottom_up(codebook):
        values[:, parent] |= ~reopened[:, parent]
        values[:, parent] &= values[:, children].all(axis=1)
    return values


def _any_below(values: np.ndarray, codebook: Codebook) -> np.ndarray:
    for parent, children in _bottom_up(codebook):
        below = values[:, [parent, *children]]
        asked = (below == ASKED).any(axis=1)
        free = (below == UNPROMPTED).any(axis=1)
        values[:, parent] = np.where(asked, ASKED, np.where(free, UNPROMPTED, NOT_ASKED))
    return values
