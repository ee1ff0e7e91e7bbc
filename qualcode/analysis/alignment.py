"""The best alignment of the spans of two coders: which belongs to which, at the least disorder (an assignment problem)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualcode.errors import MissingExtra


@dataclass(frozen=True, slots=True)
class Side:
    """The spans of one coder: where they begin and end, their codes, and the text (a number) to which each belongs."""

    start: np.ndarray
    end: np.ndarray
    code: np.ndarray
    text: np.ndarray


@dataclass(frozen=True, slots=True)
class Weights:
    """What a difference costs: `alpha` times that of positions, `beta` times that of codes, `empty` for no partner."""

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0


def disorders(a: Side, b: Side, weights: Weights, texts: int) -> np.ndarray:
    """The disorder of the best alignment of each text, summed over its aligned pairs and spans without a partner.

    Two spans are aligned only where that costs less than leaving both alone: so far apart they cannot be, and what is left
    falls into small groups, each solved by itself.

    >>> one = Side(np.array([0, 30]), np.array([10, 40]), np.array([0, 0]), np.array([0, 0]))
    >>> other = Side(np.array([0]), np.array([10]), np.array([1]), np.array([0]))
    >>> disorders(one, other, Weights(), 1).tolist()
    [2.0]
    """
    alone = weights.empty * (np.bincount(a.text, minlength=texts) + np.bincount(b.text, minlength=texts))
    first, second, saved = _worthwhile(a, b, weights)
    if not len(first):
        return np.asarray(alone, dtype=float)
    text, best = _best(first, second, saved, a.text, len(b.start))
    return np.asarray(alone - np.bincount(text, weights=best, minlength=texts))


def _worthwhile(a: Side, b: Side, weights: Weights) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pairs of spans that it pays to align, and what that saves.

    By classes of length, so that one long span does not make every window long.
    """
    reach = np.sqrt(2 / weights.alpha) / 2 if weights.alpha > 0 else np.inf
    size = b.end - b.start
    classes = np.frexp(size.astype(float))[1]
    found = [_in_class(a, b, np.flatnonzero(classes == one), reach, weights) for one in np.unique(classes)]
    empty = np.zeros(0, dtype=np.int64)
    parts = [np.concatenate(column) for column in zip(*found, strict=True)] if found else [empty, empty, empty]
    return parts[0], parts[1], parts[2]


def _in_class(
    a: Side, b: Side, which: np.ndarray, reach: float, weights: Weights
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Worthwhile pairs with the spans of one class of length: half the sum of both ends moves less than the lengths allow."""
    middle = (b.start[which] + b.end[which]) / 2
    which = which[np.argsort(middle, kind="stable")]
    middle = np.sort(middle)
    own = (a.start + a.end) / 2
    window = reach * (a.end - a.start + (b.end[which] - b.start[which]).max())
    low = np.searchsorted(middle, own - window, side="left")
    count = np.searchsorted(middle, own + window, side="right") - low
    first = np.repeat(np.arange(len(own)), count)
    second = which[np.arange(len(first)) + np.repeat(low - (np.cumsum(count) - count), count)]
    here = a.text[first] == b.text[second]
    first, second = first[here], second[here]
    moved = np.abs(a.start[first] - b.start[second]) + np.abs(a.end[first] - b.end[second])
    sizes = (a.end - a.start)[first] + (b.end - b.start)[second]
    cost = weights.alpha * (moved / sizes) ** 2 + weights.beta * (a.code[first] != b.code[second])
    saved = weights.empty * (2 - cost)
    pays = saved > 0
    return first[pays], second[pays], saved[pays]


def _best(
    first: np.ndarray, second: np.ndarray, saved: np.ndarray, text: np.ndarray, others: int
) -> tuple[np.ndarray, np.ndarray]:
    """The most that can be saved in each group of spans that hang together, with the text of the group."""
    group = _groups(first, second, len(text), others)
    order = np.argsort(group, kind="stable")
    group, first, second, saved = group[order], first[order], second[order], saved[order]
    begins = np.flatnonzero(np.append(True, np.diff(group) > 0))
    sizes = np.diff(np.append(begins, len(group)))
    best = np.maximum.reduceat(saved, begins)
    for place in np.flatnonzero(sizes > 1).tolist():
        inside = slice(begins[place], begins[place] + sizes[place])
        best[place] = _assigned(first[inside], second[inside], saved[inside], best[place])
    return text[first[begins]], best


def _groups(first: np.ndarray, second: np.ndarray, ours: int, others: int) -> np.ndarray:
    """The group of each pair."""
    try:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components
    except ImportError:
        raise MissingExtra("Gamma", "stats") from None
    links = coo_array((np.ones(len(first), dtype=np.int8), (first, second + ours)), shape=(ours + others,) * 2)
    return np.asarray(connected_components(links, directed=False)[1][first])


def _assigned(first: np.ndarray, second: np.ndarray, saved: np.ndarray, most: float) -> float:
    """The most that a group can save, each span having one partner at most."""
    from scipy.optimize import linear_sum_assignment

    if len(saved) == 2:
        apart = first[0] != first[1] and second[0] != second[1]
        return float(saved.sum()) if apart else most
    rows, row = np.unique(first, return_inverse=True)
    columns, column = np.unique(second, return_inverse=True)
    if len(rows) == 1 or len(columns) == 1:
        return most
    table = np.zeros((len(rows), len(columns)))
    table[row, column] = saved
    chosen = linear_sum_assignment(table, maximize=True)
    return float(table[chosen].sum())
