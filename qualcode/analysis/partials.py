"""What a part of the documents gives to a table: integer counts that add up and sets that unite, in any order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.counting import different

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class CellSets:
    """A set of names for each cell: `cell` and `name` (a place in `names`) of every member, sorted, each once."""

    names: tuple[str, ...] = ()
    cell: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    name: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @classmethod
    def of(cls, names: Iterable[str], cell: np.ndarray, name: np.ndarray) -> CellSets:
        """The sets in their one normal form: only names that occur, in order."""
        given = np.asarray(tuple(names), dtype=object)
        there = np.zeros(len(given), dtype=bool)
        there[name] = True
        place = (np.cumsum(there) - 1)[name]
        sorted_names, rank = np.unique(given[there].astype(str), return_inverse=True)
        width = max(len(sorted_names), 1)
        pairs = different(cell * width + rank[place])
        return cls(tuple(str(one) for one in sorted_names), pairs // width, pairs % width)

    def __or__(self, other: CellSets) -> CellSets:
        if not self.names or not other.names:
            return self if self.names else other
        cells, moved = (
            np.concatenate(pair) for pair in ((self.cell, other.cell), (self.name, other.name + len(self.names)))
        )
        return CellSets.of((*self.names, *other.names), cells, moved)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, CellSets)
            and self.names == other.names
            and np.array_equal(self.cell, other.cell)
            and np.array_equal(self.name, other.name)
        )

    __hash__ = None  # type: ignore[assignment]

    def sizes(self, cells: int) -> np.ndarray:
        """How many names each cell holds."""
        return np.bincount(self.cell, minlength=cells)


@dataclass(frozen=True)
class Partial:
    """The counts, sets and facts of a part of the documents. Documents are never split over parts; cases may be."""

    counts: Mapping[str, np.ndarray] = field(default_factory=dict)
    sets: Mapping[str, CellSets] = field(default_factory=dict)
    facts: Mapping[str, int] = field(default_factory=dict)


def merge(one: Partial, other: Partial) -> Partial:
    """Two parts as one: counts and facts add up, sets unite. Commutative, associative, `Partial()` is neutral."""
    counts = {**one.counts, **other.counts}
    counts |= {name: one.counts[name] + other.counts[name] for name in one.counts.keys() & other.counts.keys()}
    sets = {**one.sets, **other.sets}
    sets |= {name: one.sets[name] | other.sets[name] for name in one.sets.keys() & other.sets.keys()}
    facts = {name: one.facts.get(name, 0) + other.facts.get(name, 0) for name in {**one.facts, **other.facts}}
    return Partial(counts, sets, facts)


def merged(parts: Iterable[Partial]) -> Partial:
    """All parts as one."""
    return reduce(merge, parts, Partial())
