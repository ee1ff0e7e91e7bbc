"""Units x coders as whole numbers: what every coefficient is computed from, whatever the values were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from qualcode.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

#: Anything with rows for units and columns for coders.
RatingsLike: TypeAlias = "pd.DataFrame | np.ndarray | Sequence[Sequence[Any]]"
#: Integers spread no wider than this many times their number are counted without sorting.
_SPREAD = 4


@dataclass(frozen=True, slots=True)
class Ratings:
    """The ratings as positions in `values`, -1 where a coder gave none; `places` has units as rows, coders as columns."""

    places: np.ndarray
    values: tuple[Hashable, ...]
    names: tuple[Hashable, ...]
    ordered: bool
    complete: bool

    @property
    def given(self) -> np.ndarray:
        """How many ratings each unit has."""
        if self.complete:
            return np.full(len(self.places), self.places.shape[1])
        return np.asarray((self.places >= 0).sum(axis=1))

    def pairable(self) -> Ratings:
        """The units with at least two ratings, and the coders who gave one of them; values keep their places."""
        if self.complete and self.places.shape[1] >= 2:
            return self
        places = self.places[self.given >= 2]
        used = np.asarray((places >= 0).any(axis=0))
        places = places[:, used]
        names = tuple(name for name, use in zip(self.names, used, strict=True) if use)
        return Ratings(places, self.values, names, self.ordered, bool((places >= 0).all()))

    def rated(self) -> Ratings:
        """The units with at least one rating, and the coders who gave one."""
        if self.complete and self.places.shape[1]:
            return self
        places = self.places[self.given >= 1]
        used = np.asarray((places >= 0).any(axis=0))
        names = tuple(name for name, use in zip(self.names, used, strict=True) if use)
        return Ratings(places[:, used], self.values, names, self.ordered, self.complete)

    def numbers(self, what: str) -> np.ndarray:
        """The values as numbers, for metrics that subtract them."""
        numeric = [isinstance(v, int | float | np.number) for v in self.values]
        if not all(numeric):
            odd = self.values[numeric.index(False)]
            raise CallError(f"{what} needs numbers; the ratings hold {odd!r}.")
        numbers = np.asarray([float(v) for v in self.values])  # type: ignore[arg-type]
        if not np.isfinite(numbers).all():
            raise CallError(f"{what} needs finite numbers; the ratings hold {numbers[~np.isfinite(numbers)][0]}.")
        return numbers


def encode(ratings: RatingsLike, categories: Sequence[Hashable] | None = None) -> Ratings:
    """Ratings as positions in their sorted values, or in `categories` in the order given."""
    table, names = _table(ratings)
    if categories is None and table.dtype.kind in "iu" and table.size:
        places, values = _integers(table)
        return Ratings(places, values, names, True, True)
    if table.dtype.kind == "f":
        missing = np.isnan(table)
    elif table.dtype.kind == "O":
        missing = _missing(table)
    else:
        missing = np.zeros(table.shape, dtype=bool)
    places = np.full(table.shape, -1, dtype=np.int64)
    places[~missing], values, ordered = _places(table[~missing], categories)
    return Ratings(places, values, names, ordered, not missing.any())


def groups_of(groups: Sequence[Hashable] | pd.Series | np.ndarray, units: int) -> np.ndarray:
    """The group of each unit as a number from 0."""
    found = pd.factorize(pd.Series(list(groups), dtype=object))[0]
    if len(found) != units:
        raise CallError(f"groups= names a group for each unit: {len(found)} are given for {units} units.")
    if (found < 0).any():
        raise CallError("groups= has an empty entry: every unit belongs to a document.")
    return np.asarray(found)


def _table(ratings: RatingsLike) -> tuple[np.ndarray, tuple[Hashable, ...]]:
    """A two-dimensional array and the names of the coders."""
    if isinstance(ratings, pd.DataFrame):
        kinds = {dtype.kind if isinstance(dtype, np.dtype) else "O" for dtype in ratings.dtypes}
        plain = kinds <= set("iu") or kinds <= set("iuf")
        table = ratings.to_numpy() if plain else ratings.astype(object).to_numpy()
        return table, tuple(ratings.columns)
    if isinstance(ratings, np.ndarray):
        table = ratings
    else:
        rows = _listed(ratings)
        widths = {len(row) for row in rows}
        if len(widths) > 1:
            raise CallError(f"ratings has rows of unequal length ({min(widths)} to {max(widths)}): one column a coder.")
        table = np.empty((len(rows), widths.pop() if widths else 0), dtype=object)
        for place, row in enumerate(rows):
            table[place, :] = _cells(row)
    if table.ndim != 2:
        raise CallError(f"ratings needs two dimensions, units x coders; it has {table.ndim}.")
    if table.dtype.kind not in "iufO":
        table = table.astype(object)
    return table, tuple(range(table.shape[1]))


def _listed(ratings: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows of cells; a text is no row of letters."""
    rows = ratings if isinstance(ratings, Iterable) and not isinstance(ratings, str | bytes | Mapping) else [None]
    found = [
        list(row) if isinstance(row, Iterable) and not isinstance(row, str | bytes | Mapping) else None for row in rows
    ]
    if None in found:
        raise CallError("ratings needs two dimensions, units x coders: a frame, an array or a list of rows.")
    return [row for row in found if row is not None]


def _cells(row: list[Any]) -> np.ndarray:
    """One row as an array of objects, without numpy looking inside sets or tuples."""
    cells = np.empty(len(row), dtype=object)
    for place, value in enumerate(row):
        cells[place] = value
    return cells


def _integers(table: np.ndarray) -> tuple[np.ndarray, tuple[Hashable, ...]]:
    """Whole numbers, by counting where they lie close together."""
    low, high = int(table.min()), int(table.max())
    if high - low >= _SPREAD * table.size + 1000:
        values, flat = np.unique(table, return_inverse=True)
        return flat.reshape(table.shape), tuple(values.tolist())
    shifted = table if low == 0 else table - low
    used = np.flatnonzero(np.bincount(shifted.ravel(), minlength=high - low + 1))
    if len(used) == high - low + 1:
        return shifted, tuple(range(low, high + 1))
    places = np.zeros(high - low + 1, dtype=np.int64)
    places[used] = np.arange(len(used))
    return places[shifted], tuple((used + low).tolist())


def _missing(table: np.ndarray) -> np.ndarray:
    """Where an array of objects holds nothing: None, NaN or NA; a text "nan" is a value."""
    flat = [value is None or value is pd.NA or value is pd.NaT or _is_nan(value) for value in table.ravel()]
    return np.asarray(flat, dtype=bool).reshape(table.shape)


def _is_nan(value: object) -> bool:
    return isinstance(value, float | np.floating) and bool(value != value)


def _places(cells: np.ndarray, categories: Sequence[Hashable] | None) -> tuple[np.ndarray, tuple[Hashable, ...], bool]:
    """Each cell's place among the values; whether their order means something."""
    if cells.dtype.kind == "f" and categories is None:
        numbers, places = np.unique(cells, return_inverse=True)
        return places, tuple(numbers.tolist()), True
    given = [frozenset(v) if isinstance(v, set) else v for v in cells.tolist()]
    try:
        found = dict.fromkeys(given)
        values: tuple[Any, ...] = tuple(found if categories is None else dict.fromkeys(categories))
    except TypeError:
        raise CallError("ratings holds values that cannot be compared (lists?): use frozensets or tuples.") from None
    ordered = categories is not None
    if categories is None:
        ordered = all(isinstance(v, int | float | np.number) for v in values)
        values = tuple(sorted(values, key=None if ordered else _by_name))
    place = {value: number for number, value in enumerate(values)}
    strange = [value for value in found if value not in place]
    if strange:
        raise CallError(f"{strange[0]!r} is rated but not among categories=.")
    return np.asarray([place[value] for value in given], dtype=np.int64), values, ordered


def _by_name(value: object) -> tuple[str, str]:
    """An order for values of any kind, the same whatever the order of the rows."""
    if isinstance(value, frozenset):
        return "frozenset", "\x1f".join(sorted(map(repr, value)))
    return type(value).__name__, str(value)
