"""Counting distinct things and covered text for one column of codes after another, without looping over codings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

#: Longer than any text in characters or words.
REACH = 1 << 32


def different(values: np.ndarray) -> np.ndarray:
    """The different whole numbers in ascending order (numpy's own way by hashing is many times slower on many)."""
    return _without_repeats(np.sort(values, kind="stable"))


def _without_repeats(ascending: np.ndarray) -> np.ndarray:
    found: np.ndarray = ascending[np.r_[True, ascending[1:] != ascending[:-1]][: len(ascending)]]
    return found


class Counter(Protocol):
    """Counts a selection of the evidence for each cell of a column; `chosen` are positions in ascending order."""

    def __call__(self, chosen: np.ndarray) -> np.ndarray: ...


@dataclass(frozen=True)
class Distinct:
    """How many different things (turns, persons, segments ...) a selection of evidence holds for each cell.

    `thing` is each row's thing, `cell` each thing's cell, `kind` what it was called before it was told apart by cell,
    `mark` a scratch pad as long as there are things. Where the things of the evidence ascend, equal ones are neighbours.
    """

    thing: np.ndarray
    kind: np.ndarray
    cell: np.ndarray
    cells: int
    mark: np.ndarray
    ascending: bool

    def found(self, chosen: np.ndarray) -> np.ndarray:
        """The things themselves."""
        if self.ascending:
            return _without_repeats(self.thing[chosen])
        if len(chosen) * 16 < len(self.mark):
            return different(self.thing[chosen])
        self.mark[self.thing[chosen]] = True
        found = np.flatnonzero(self.mark)
        self.mark[found] = False
        return found

    def __call__(self, chosen: np.ndarray) -> np.ndarray:
        return np.bincount(self.cell[self.found(chosen)], minlength=self.cells)


def distinct(thing: np.ndarray, things: int, cell: np.ndarray, cells: int) -> Distinct:
    """A counter of things; a thing that occurs in several cells is counted in each of them."""
    kind, owner = np.arange(things), np.zeros(things, dtype=np.int64)
    owner[thing] = cell
    if not (owner[thing] == cell).all():
        pairs, thing = np.unique(thing * cells + cell, return_inverse=True)
        kind, owner = pairs // cells, pairs % cells
    ascending = bool((thing[1:] >= thing[:-1]).all())
    return Distinct(thing, kind, owner, cells, np.zeros(len(owner), dtype=bool), ascending)


@dataclass(frozen=True)
class Covered:
    """How much text a selection of evidence covers for each cell: its length, or in how many maximal stretches.

    `start` and `end` are laid out so that evidence of different cells or documents never meets, and `start` ascends.
    """

    start: np.ndarray
    end: np.ndarray
    cell: np.ndarray
    cells: int
    stretches: bool

    def __call__(self, chosen: np.ndarray) -> np.ndarray:
        start, end, cell = self.start[chosen], self.end[chosen], self.cell[chosen]
        reached = np.empty_like(end)
        reached[:1] = -1
        np.maximum.accumulate(end[:-1], out=reached[1:])
        if self.stretches:
            return np.bincount(cell[start > reached], minlength=self.cells)
        gained = np.maximum(end - np.maximum(start, reached), 0)
        return np.bincount(cell, weights=gained, minlength=self.cells).astype(np.int64)


def layout(place: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions of evidence in places (a document in a cell) laid end to end, and the order in which they ascend."""
    low = place * REACH + start
    order = np.arange(len(low)) if (low[1:] >= low[:-1]).all() else np.argsort(low, kind="stable")
    return low, place * REACH + end, order


class ByCode:
    """The rows of evidence of any set of codes, in ascending order."""

    def __init__(self, code: np.ndarray, codes: int) -> None:
        narrow = code.astype(np.uint16) if codes < 1 << 16 else code
        self._order = np.argsort(narrow, kind="stable")
        self._bounds = np.concatenate([[0], np.cumsum(np.bincount(code, minlength=codes))])

    def of(self, codes: np.ndarray) -> np.ndarray:
        """Where the rows of these codes stand."""
        parts = [self._order[self._bounds[code] : self._bounds[code + 1]] for code in codes]
        filled = [part for part in parts if len(part)]
        if len(filled) == 1:
            return filled[0]
        return np.sort(np.concatenate(filled), kind="stable") if filled else np.zeros(0, dtype=np.intp)
