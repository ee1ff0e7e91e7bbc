"""The passages of two coders matched one to one: the same code first, then the nearest other code in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.relations import RELATIONS

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.analysis.relations import Tree

#: Longer than any study has words: codes never meet.
SPAN = 1 << 40
#: What became of a passage: nothing differs, other ends, another code, no partner.
SAME, BOUNDARY, MISSED = "same", "boundary", "missed"


@dataclass(frozen=True)
class Pairs:
    """One row a pair of passages, or a passage without partner: rows `a` and `b` of the two frames, -1 where there is none.

    `klass`: ``same``, ``boundary``, ``missed`` or how the codes are related. `beside` is the passage of the other coder with the same code that
    a passage without partner overlaps, where that has a better partner (its class is then ``boundary``); else -1.
    """

    a: np.ndarray
    b: np.ndarray
    klass: np.ndarray
    beside: np.ndarray


def paired(one: pd.DataFrame, other: pd.DataFrame, tree: Tree, codes: tuple[str, ...]) -> Pairs:
    """Match the passages of two coders (columns ``code first last`` of `Passages.frame`).

    1. Of one code, passages that share a word: so that the words shared by all pairs are as many as can be.
    2. What shares no word with the other's same code: passages of other codes that share at least half the words of the shorter;
       parent and child first, then neighbours, then others, and among these the pair that shares most.
    3. The rest has no partner.

    A passage has one partner at most.
    """
    a, b = _Side(one), _Side(other)
    first, second = _overlapping(a.keyed, a.keyed_end, b.keyed, b.keyed_end)
    shared = np.minimum(a.last[first], b.last[second]) - np.maximum(a.first[first], b.first[second])
    chosen = _most_shared(first, second, shared)
    same = (a.first[first] == b.first[second]) & (a.last[first] == b.last[second])
    parts = [_part(first[chosen], second[chosen], np.where(same[chosen], SAME, BOUNDARY))]
    free = [~_at(first[chosen], len(a.first)), ~_at(second[chosen], len(b.first))]
    beside = (
        _beside(first, second, shared, free[0], len(a.first)),
        _beside(second, first, shared, free[1], len(b.first)),
    )
    left = [np.flatnonzero(gone & (near < 0)) for gone, near in zip(free, beside, strict=True)]
    parts.append(_substituted(a, b, left[0], left[1], tree, codes))
    free[0][parts[1][0]] = False
    free[1][parts[1][1]] = False
    for side in (0, 1):
        alone = np.flatnonzero(free[side])
        near, nobody = beside[side][alone], np.full(len(alone), -1)
        klass = np.where(near >= 0, BOUNDARY, MISSED).astype(object)
        parts.append((*((alone, nobody) if side == 0 else (nobody, alone)), klass, near))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Pairs(columns[0], columns[1], columns[2], columns[3])


class _Side:
    """The passages of one coder as arrays; `keyed` sets the codes far apart."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.code, self.first, self.last = (frame[name].to_numpy(dtype=np.int64) for name in ("code", "first", "last"))
        self.keyed, self.keyed_end = self.code * SPAN + self.first, self.code * SPAN + self.last


_Columns = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _part(a: np.ndarray, b: np.ndarray, klass: np.ndarray) -> _Columns:
    return a, b, klass.astype(object), np.full(len(a), -1)


def _at(places: np.ndarray, count: int) -> np.ndarray:
    found = np.zeros(count, dtype=bool)
    found[places] = True
    return found


def _overlapping(
    a_first: np.ndarray, a_last: np.ndarray, b_first: np.ndarray, b_last: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """All pairs that share something, by the first and then the second: either b begins in a, or a within b."""
    one, two = _beginning_in(a_first, a_last, b_first, "left")
    four, three = _beginning_in(b_first, b_last, a_first, "right")
    first, second = np.concatenate([one, three]), np.concatenate([two, four])
    order = np.lexsort((b_first[second], a_first[first]))
    return first[order], second[order]


def _beginning_in(first: np.ndarray, last: np.ndarray, begins: np.ndarray, side: str) -> tuple[np.ndarray, np.ndarray]:
    """Which stretches hold the beginning of which others (``right``: not at their own beginning)."""
    order = np.argsort(begins, kind="stable")
    at = begins[order]
    low = np.searchsorted(at, first, side=side)  # type: ignore[call-overload]
    count = np.maximum(np.searchsorted(at, last, side="left") - low, 0)
    holder = np.repeat(np.arange(len(first)), count)
    inside = np.arange(len(holder)) - np.repeat(np.cumsum(count) - count, count)
    return holder, order[low[holder] + inside]


def _most_shared(first: np.ndarray, second: np.ndarray, shared: np.ndarray) -> np.ndarray:
    """The pairs that together share most, each passage in one at most.

    The passages of a coder with one code never overlap, so the pairs lie in one order, and each is in the way only of a run just before it: the best of
    the first i is the best without the i-th, or with it and the best before its run.
    """
    count = len(first)
    if not count:
        return np.zeros(0, dtype=np.int64)
    run = np.minimum(_run_starts(first), _run_starts(second))
    best, taken = [0] * (count + 1), [False] * count
    for place, (before, worth) in enumerate(zip(run.tolist(), shared.tolist(), strict=True)):
        with_it = worth + best[before]
        taken[place] = with_it > best[place]
        best[place + 1] = with_it if taken[place] else best[place]
    chosen, place = [], count - 1
    starts = run.tolist()
    while place >= 0:
        if taken[place]:
            chosen.append(place)
            place = starts[place] - 1
        else:
            place -= 1
    return np.array(chosen[::-1], dtype=np.int64)


def _run_starts(values: np.ndarray) -> np.ndarray:
    """Where the run of equal values that each stands in begins."""
    new = np.ones(len(values), dtype=bool)
    new[1:] = values[1:] != values[:-1]
    return np.maximum.accumulate(np.where(new, np.arange(len(values)), 0))


def _beside(mine: np.ndarray, theirs: np.ndarray, shared: np.ndarray, free: np.ndarray, count: int) -> np.ndarray:
    """For each passage without partner the one of the same code that it shares most words with; -1 for none."""
    found = np.full(count, -1)
    some = np.flatnonzero(free[mine])
    order = some[np.lexsort((-theirs[some], shared[some]))]
    found[mine[order]] = theirs[order]
    return found


def _substituted(
    a: _Side, b: _Side, left_a: np.ndarray, left_b: np.ndarray, tree: Tree, codes: tuple[str, ...]
) -> _Columns:
    """Pairs of other codes among the passages that are left."""
    one, two = _overlapping(a.first[left_a], a.last[left_a], b.first[left_b], b.last[left_b])
    first, second = left_a[one], left_b[two]
    low, high = np.maximum(a.first[first], b.first[second]), np.minimum(a.last[first], b.last[second])
    sizes = np.minimum(a.last[first] - a.first[first], b.last[second] - b.first[second])
    enough = 2 * (high - low) >= sizes
    first, second, low, high = first[enough], second[enough], low[enough], high[enough]
    ends = np.sort(np.stack([a.code[first], b.code[second]]), axis=0)
    which, near = np.unique(ends[0] * len(codes) + ends[1], return_inverse=True)
    relations = [
        RELATIONS.index(tree.related(codes[key // len(codes)], codes[key % len(codes)])) for key in which.tolist()
    ]
    relation = np.array(relations, dtype=np.int64)[near]
    union = np.maximum(a.last[first], b.last[second]) - np.minimum(a.first[first], b.first[second])
    order = np.lexsort((ends[1], ends[0], low, union, low - high, relation))
    taken_a, taken_b, kept = set(), set(), []
    for place, x, y in zip(order.tolist(), first[order].tolist(), second[order].tolist(), strict=True):
        if x not in taken_a and y not in taken_b:
            taken_a.add(x)
            taken_b.add(y)
            kept.append(place)
    chosen = np.array(kept, dtype=np.int64)
    return _part(first[chosen], second[chosen], np.array(RELATIONS, dtype=object)[relation[chosen]])
