"""Who applied what to the same units, counted by document and code: whole numbers that add up over any parts of a study."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.columns import require
from qualcode.errors import CallError, UnknownCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.codebook import Codebook

NOT_READ, ABSENT, PRESENT = -1, 0, 1
#: Patterns are compressed to those that occur when there could be more than this.
_MANY_PATTERNS = 4000
_MANY_CELLS = 20_000_000


@dataclass(frozen=True)
class Patterns:
    """How many units of each document show each pattern of coders, for each code.

    `states` has a row for each pattern and a column for each coder: 1 applied, 0 read and not applied, -1 not read. `counts` is
    documents x codes x patterns. Patterns with fewer than two readings are left out: such a unit compares nobody. `units`
    counts the units of each document that compare two coders for some code.
    """

    documents: tuple[str, ...]
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    states: np.ndarray
    counts: np.ndarray
    units: np.ndarray

    def among(self, codes: Sequence[str]) -> Patterns:
        """The same for some of the codes."""
        place = {code: number for number, code in enumerate(self.codes)}
        chosen = [place[code] for code in codes]
        return Patterns(self.documents, tuple(codes), self.coders, self.states, self.counts[:, chosen], self.units)


def merge(one: Patterns, other: Patterns) -> Patterns:
    """The patterns of two parts of a study as one; addition of counts, so in any order and grouping."""
    if one.codes != other.codes:
        raise CallError("Patterns of different codes do not add up: make both parts with the same codebook.")
    coders = tuple(sorted({*one.coders, *other.coders}))
    documents = tuple(sorted({*one.documents, *other.documents}))
    found = np.concatenate([_spread(part, coders) for part in (one, other)])
    states, where = np.unique(found, axis=0, return_inverse=True)
    counts = np.zeros((len(documents), len(one.codes), len(states)), dtype=np.int64)
    units = np.zeros(len(documents), dtype=np.int64)
    start = 0
    for part in (one, other):
        columns = where.reshape(-1)[start : start + len(part.states)]
        start += len(part.states)
        for row, document in enumerate(part.documents):
            place = documents.index(document)
            np.add.at(counts[place].T, columns, part.counts[row].T)
            units[place] += part.units[row]
    return Patterns(documents, one.codes, coders, states, counts, units)


def _spread(part: Patterns, coders: tuple[str, ...]) -> np.ndarray:
    """The patterns of a part with a column for every coder."""
    states = np.full((len(part.states), len(coders)), NOT_READ, dtype=np.int8)
    states[:, [coders.index(coder) for coder in part.coders]] = part.states
    return states


def partial(
    units: pd.DataFrame, codebook: Codebook | None, codes: Sequence[str], *, group: str = "document"
) -> Patterns:
    """The patterns of some units.

    Parameters
    ----------
    units
        One row a unit x coder (`UNITS`): ``unit document coder codes`` and, where only some codes were judged, ``read``.
    codebook
        Gives the tree: a code counts where any code below it is applied, and is read where all below it are. None: flat.
    codes
        The keys to count; all codes that occur belong to the codebook, or stand here.
    group
        ``document``, or ``unit`` for an interval that takes units as independent.
    """
    keys = tuple(codes) if codebook is None else codebook.keys
    unit, names = pd.factorize(units["unit"])
    coder, coders = pd.factorize(units["coder"].astype(str), sort=True)
    applied = _lookup(units["codes"], keys, codebook)
    read = _read(units, keys, codebook)
    chosen = [keys.index(code) for code in codes]
    owner, groups = pd.factorize(units[group].astype(str), sort=True)
    group_of = np.zeros(len(names), dtype=np.int64)
    group_of[unit] = owner
    pattern, states = np.zeros((len(names), len(chosen)), dtype=np.int64), np.zeros((1, 0), dtype=np.int8)
    for number in range(len(coders)):
        rows = np.flatnonzero(coder == number)
        seen = np.zeros(pattern.shape, dtype=np.int64)
        bears = applied.of(rows)[:, chosen]
        seen[unit[rows]] = np.where(read.of(rows)[:, chosen], 1 + bears, 0)
        pattern = pattern * 3 + seen
        states = np.hstack([np.repeat(states, 3, axis=0), np.tile([[-1], [0], [1]], (len(states), 1)).astype(np.int8)])
        pattern, states = _compressed(pattern, states, always=number == len(coders) - 1)
    return _counted(pattern, states, group_of, tuple(groups), tuple(codes), tuple(coders))


def _compressed(pattern: np.ndarray, states: np.ndarray, *, always: bool) -> tuple[np.ndarray, np.ndarray]:
    """Only the patterns that occur."""
    if not always and len(states) <= _MANY_PATTERNS:
        return pattern, states
    used = np.bincount(pattern.ravel(), minlength=len(states)) > 0
    return (np.cumsum(used) - 1)[pattern], states[used]


def _counted(
    pattern: np.ndarray,
    states: np.ndarray,
    group: np.ndarray,
    groups: tuple[str, ...],
    codes: tuple[str, ...],
    coders: tuple[str, ...],
) -> Patterns:
    size = len(states)
    cells = ((group[:, None] * len(codes) + np.arange(len(codes))) * size + pattern).ravel()
    shape = (len(groups), len(codes), size)
    if len(groups) * len(codes) * size > _MANY_CELLS * 10:
        raise CallError(
            "This is too much for one table: compare fewer codes, or documents in parts with partial and merge."
        )
    counts = np.bincount(cells, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)
    pairable = (states >= 0).sum(axis=1) >= 2
    compared = pairable[pattern].any(axis=1) if len(codes) else np.zeros(len(pattern), dtype=bool)
    units = np.bincount(group[compared], minlength=len(groups))
    kept = units > 0
    documents = tuple(name for name, keep in zip(groups, kept, strict=True) if keep)
    seen = (states[pairable] >= 0).any(axis=0) if pairable.any() else np.zeros(len(coders), dtype=bool)
    who = tuple(coder for coder, keep in zip(coders, seen, strict=True) if keep)
    return Patterns(documents, codes, who, states[pairable][:, seen], counts[kept][:, :, pairable], units[kept])


@dataclass(frozen=True)
class _Lookup:
    """For each row of units a line of booleans over the codes, each distinct line stored once."""

    lines: np.ndarray
    which: np.ndarray

    def of(self, rows: np.ndarray) -> np.ndarray:
        return np.asarray(self.lines[self.which[rows]])


def _lookup(column: pd.Series, keys: tuple[str, ...], codebook: Codebook | None) -> _Lookup:
    """Which codes each row bears, the codes above included."""
    which, distinct = _distinct(column)
    place = {key: number for number, key in enumerate(keys)}
    above: dict[str, list[int]] = {}
    lines = np.zeros((len(distinct), len(keys)), dtype=bool)
    for number, applied in enumerate(distinct):
        for code in applied or ():
            if code not in above:
                key = known_code(code, codebook, keys)
                above[code] = [place[k] for k in ((key,) if codebook is None else (key, *codebook.ancestors(key)))]
            lines[number, above[code]] = True
    return _Lookup(lines, which)


def _read(units: pd.DataFrame, keys: tuple[str, ...], codebook: Codebook | None) -> _Lookup:
    """Which codes each row has judged: all where `read` is empty, a parent where all below it are."""
    if "read" not in units:
        return _Lookup(np.ones((1, len(keys)), dtype=bool), np.zeros(len(units), dtype=np.int64))
    which, distinct = _distinct(units["read"], empty=None)
    lines = np.ones((len(distinct), len(keys)), dtype=bool)
    for number, judged in enumerate(distinct):
        if judged is None:
            continue
        if codebook is None:
            lines[number] = [key in judged for key in keys]
            continue
        named = {codebook.current(code) for code in judged}
        lines[number] = [named.issuperset(codebook.subtree(key)) for key in keys]
    return _Lookup(lines, which)


def _distinct(column: pd.Series, empty: tuple[str, ...] | None = ()) -> tuple[np.ndarray, list[tuple[str, ...] | None]]:
    """Each cell as the number of its tuple, and the tuples; in a sheet codes are joined by ``|``."""
    found: dict[Any, int] = {}
    which = np.fromiter(
        (found.setdefault(cell_codes(cell, empty), len(found)) for cell in column), np.int64, len(column)
    )
    return which, list(found)


def cell_codes(cell: object, empty: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if isinstance(cell, tuple):
        return cell
    if isinstance(cell, str):
        return tuple(part.strip() for part in cell.split("|") if part.strip()) or empty
    if isinstance(cell, list | set | frozenset):
        return tuple(sorted(cell))
    return empty


def known_code(code: str, codebook: Codebook | None, keys: Sequence[str]) -> str:
    """The code's present key, or the error that names the nearest."""
    if codebook is None:
        if code not in keys:
            raise UnknownCode(code, "of these units", keys)
        return code
    key = codebook.current(code)
    if key not in codebook:
        raise UnknownCode(code, f"{codebook.name} {codebook.version}", codebook.keys)
    return key


def codes_in(units: pd.DataFrame) -> tuple[str, ...]:
    """The codes that occur in some units, sorted."""
    require(units, ["codes"], "units")
    return tuple(sorted({code for codes in _distinct(units["codes"])[1] for code in codes or ()}))
