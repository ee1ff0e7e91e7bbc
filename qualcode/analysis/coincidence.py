"""The coincidences of values within units: one kernel, a count over pairs of coders, under every form of alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

#: With more coders than this, counts per unit are cheaper than pairs of coders.
MANY_CODERS = 12
_BLOCK = 4_000_000


def coincidences(places: np.ndarray, size: int) -> np.ndarray:
    """How often each two values meet within a unit, each unit weighing as many as it has ratings.

    ``o[c, k] = sum over units of n_uc (n_uk - [c = k]) / (m_u - 1)``, for units with ``m_u >= 2`` ratings.

    Parameters
    ----------
    places
        Units x coders, each a value's number below `size`, -1 where missing.

    Returns
    -------
    A symmetric `size` x `size` array; its rows add up to the number of pairable ratings of each value.

    Examples
    --------
    >>> coincidences(np.array([[0, 0], [0, 1], [1, -1]]), 2)
    array([[2., 1.],
           [1., 0.]])
    """
    given = (places >= 0).sum(axis=1) if places.size and places.min() < 0 else None
    if places.shape[1] > MANY_CODERS:
        return _by_counts(places, size)
    columns = np.ascontiguousarray(places.T)
    cells = np.zeros(size * size)
    for first, second in _pairs(len(columns)):
        if given is None:
            cells += np.bincount(columns[first] * size + columns[second], minlength=size * size)
        else:
            both = (columns[first] >= 0) & (columns[second] >= 0)
            met = columns[first][both] * size + columns[second][both]
            cells += np.bincount(met, weights=1 / (given[both] - 1), minlength=size * size)
    half = cells.reshape(size, size)
    if given is None:
        half /= max(len(columns) - 1, 1)
    return np.asarray(half + half.T)


def disagreement(places: np.ndarray, delta: np.ndarray | None, numbers: np.ndarray | None = None) -> np.ndarray:
    """Each unit's share in the observed disagreement: the distances over its ordered pairs of ratings, by ``m_u - 1``.

    Parameters
    ----------
    delta
        Distances between values, or None for nominal ones.
    numbers
        In place of `delta`: a number for each value, whose squared difference is the distance.
    """
    given = (places >= 0).sum(axis=1)
    total = np.zeros(len(places))
    if numbers is not None:
        x = np.where(places >= 0, numbers[places], 0.0)
        total = 2 * (given * (x * x).sum(axis=1) - x.sum(axis=1) ** 2)
    elif places.shape[1] > MANY_CODERS and (delta is not None or len(places)):
        size = int(places.max()) + 1 if delta is None else len(delta)
        for rows, counts in _counts(places, size):
            met = counts.sum(axis=1, keepdims=True) - counts if delta is None else counts @ delta
            total[rows] = (counts * met).sum(axis=1)
    else:
        columns = np.ascontiguousarray(places.T)
        for first, second in _pairs(len(columns)):
            a, b = columns[first], columns[second]
            apart = (a != b) if delta is None else delta[a, b]
            total += 2 * apart * ((a >= 0) & (b >= 0))
    return np.asarray(total / np.maximum(given - 1, 1))


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    return ((first, second) for first in range(count) for second in range(first + 1, count))


def _counts(places: np.ndarray, size: int) -> Iterator[tuple[slice, np.ndarray]]:
    """How many coders gave each value, for blocks of units that fit in memory."""
    step = max(_BLOCK // max(size, 1), 1)
    for start in range(0, len(places), step):
        block = places[start : start + step]
        row, column = np.nonzero(block >= 0)
        cells = np.bincount(row * size + block[row, column], minlength=len(block) * size)
        yield slice(start, start + len(block)), cells.reshape(len(block), size).astype(float)


def _by_counts(places: np.ndarray, size: int) -> np.ndarray:
    found = np.zeros((size, size))
    for _, counts in _counts(places, size):
        given = counts.sum(axis=1)
        share = np.where(given >= 2, 1 / np.maximum(given - 1, 1), 0.0)
        found += (counts * share[:, None]).T @ counts - np.diag(share @ counts)
    return found
