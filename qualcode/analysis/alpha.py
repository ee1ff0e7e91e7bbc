"""Krippendorff's alpha with every metric, from one count of coincidences; and its form for values that are sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from qualcode.analysis.coincidence import coincidences, disagreement
from qualcode.analysis.distances import (
    SET_METRICS,
    Distance,
    called_distances,
    ratio_distances,
    set_distances,
    tree_distance,
    tree_set_distances,
)
from qualcode.analysis.estimate import NAN, NO_PAIRS, ONE_VALUE, Estimate
from qualcode.analysis.intervals import REPLICATES, Interval, Part, Sums, gather, percentiles, with_interval
from qualcode.analysis.ratings import Ratings, RatingsLike, encode
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from qualcode.codebook import Codebook

METRICS: tuple[str, ...] = ("nominal", "ordinal", "interval", "ratio", *SET_METRICS, "tree")
ENGINES: tuple[str, ...] = ("auto", "krippendorff", "own")
#: krippendorff.alpha holds units x values x values numbers: beyond this our own count is faster, then the only one.
_PEER_CELLS = 200_000
#: A coincidence table of more values than this is not laid out; distances are then taken pair by pair.
_MANY_VALUES = 3000


def alpha(
    ratings: RatingsLike,
    *,
    metric: str | Distance = "nominal",
    tree: Codebook | Mapping[str, str | None] | None = None,
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
    engine: str = "auto",
) -> Estimate:
    """Krippendorff's alpha: one minus the observed disagreement by that expected if ratings were paired at random.

    Parameters
    ----------
    ratings
        Units x coders; None or NaN where a coder gave no rating. Any number of coders; units with one rating do not count. An
        empty frozenset (read, nothing applied) is a value, not missing.
    metric
        ``nominal``; ``ordinal`` (numbers, or `categories` from low to high), ``interval``, ``ratio`` (numbers); ``jaccard``,
        ``masi``, ``dice``, ``passonneau2004`` (frozensets); ``tree`` (codes of `tree`, or frozensets of them); or a function of two values giving a distance
        that is used as it is, not squared. Different metrics give different numbers on the same data: name it, and choose it before.
    tree
        A codebook, or each code's parent: for the metric ``tree`` (path length by depth; see `tree_distance` and, for
        sets, `tree_set_distances`).
    categories
        The order of the values, for ``ordinal``.
    ci, confidence, groups, seed
        ``None``, ``"jackknife"`` or ``"bootstrap"`` over `groups` (a document for each unit; without groups over units), or
        ``"krippendorff"``: the bootstrap of [2]_, for comparison only, since it is too narrow.
    engine
        ``auto``: the krippendorff package where it serves (four metrics, few units x values²), else our own count. Both give the
        same number.

    Returns
    -------
    Value up to 1 (1 perfect, 0 as by chance, below 0 worse); `observed` and `expected` are disagreements. NaN with a note where
    nothing can be paired or one value only was used.

    References
    ----------
    .. [1] Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability.
    .. [2] Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data.

    Examples
    --------
    The binary two-coder example of [1]_:

    >>> jon = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    >>> han = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    >>> round(alpha(list(zip(jon, han))).value, 3)
    0.095
    """
    if engine not in ENGINES:
        raise CallError(f'No engine "{engine}"; there are {", ".join(ENGINES)}.')
    if engine == "krippendorff" and metric not in METRICS[:4]:
        raise CallError(f"The krippendorff package has the metrics {', '.join(METRICS[:4])}, not this one.")
    whole = encode(ratings, categories)
    kept, paired = whole.given >= 2, whole.pairable()
    space = _space(_used(paired), metric, tree)
    estimate = _point(space, metric, engine)
    sums = None if ci is None or np.isnan(estimate.value) else _sums(space)
    return with_interval(
        estimate, sums, ci=ci, confidence=confidence, groups=groups, kept=kept, seed=seed,
        special=lambda: _krippendorff_bootstrap(space, estimate, confidence, seed),
    )  # fmt: skip


def alpha_sums(
    ratings: RatingsLike,
    *,
    metric: str | Distance = "nominal",
    tree: Codebook | Mapping[str, str | None] | None = None,
    categories: Sequence[Hashable] | None = None,
) -> tuple[Sums | None, np.ndarray]:
    """What alpha is made of as sums over units, and which of the rows handed in these units are; None where none can be paired.

    The first cells of the sums count the values, in the order of those that occur.
    """
    whole = encode(ratings, categories)
    space = _space(_used(whole.pairable()), metric, tree)
    return (_sums(space) if len(space.ratings.places) else None), whole.given >= 2


@dataclass(frozen=True)
class _Space:
    """The pairable ratings with what tells how far two values are apart.

    One of: nothing (nominal), `numbers` (a squared difference), `ranks` (ordinal: numbers that depend on the counts), `delta`.
    """

    ratings: Ratings
    delta: np.ndarray | None = None
    numbers: np.ndarray | None = None
    ranks: bool = False

    @property
    def size(self) -> int:
        return len(self.ratings.values)

    def spread(self, counts: np.ndarray, numbers: np.ndarray | None = None) -> np.ndarray:
        """The distances over all pairs of pairable ratings, for each row of counts of the values."""
        if self.delta is not None:
            return np.asarray(((counts @ self.delta) * counts).sum(axis=1))
        n = counts.sum(axis=1)
        numbers = self.numbers if numbers is None else numbers
        if numbers is None:
            return np.asarray(n * n - (counts * counts).sum(axis=1))
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = (counts * numbers).sum(axis=1) / n
        return np.asarray(2 * n * (counts * (numbers - mean[:, None]) ** 2).sum(axis=1))


def _used(paired: Ratings) -> Ratings:
    """The same ratings with the values that occur in a pair, in their order."""
    counts = np.bincount(paired.places[paired.places >= 0] if not paired.complete else paired.places.ravel(),
                         minlength=len(paired.values))  # fmt: skip
    if (counts > 0).all():
        return paired
    place = np.cumsum(counts > 0) - 1
    places = np.where(paired.places >= 0, place[paired.places], -1)
    values = tuple(value for value, count in zip(paired.values, counts, strict=True) if count)
    return Ratings(places, values, paired.names, paired.ordered, paired.complete)


def _space(paired: Ratings, metric: str | Distance, tree: Codebook | Mapping[str, str | None] | None) -> _Space:
    if callable(metric):
        return _Space(paired, delta=called_distances(paired.values, metric))
    if metric not in METRICS:
        raise CallError(f'No metric "{metric}"; there are {", ".join(METRICS)}.{did_you_mean(metric, METRICS)}')
    if metric == "nominal":
        return _Space(paired)
    if metric == "ordinal":
        if not paired.ordered and len(paired.values) > 1:
            raise CallError("The metric 'ordinal' needs an order: give categories= from low to high.")
        return _Space(paired, ranks=True)
    if metric in SET_METRICS:
        return _Space(paired, delta=set_distances(paired.values, metric))
    if metric == "tree":
        if tree is None:
            raise CallError("The metric 'tree' needs tree=: a codebook, or each code's parent.")
        if paired.values and all(isinstance(value, frozenset) for value in paired.values):
            return _Space(paired, delta=tree_set_distances(paired.values, tree))
        return _Space(paired, delta=called_distances(paired.values, tree_distance(tree)))
    numbers = paired.numbers(f'The metric "{metric}"')
    if metric == "interval":
        return _Space(paired, numbers=numbers - numbers.mean() if len(numbers) else numbers)
    return _Space(paired, delta=ratio_distances(numbers))


def _point(space: _Space, metric: str | Distance, engine: str) -> Estimate:
    ratings = space.ratings
    units, coders = len(ratings.places), len(ratings.names) if len(ratings.places) else 0
    if not len(ratings.places):
        return Estimate(NAN, units=units, coders=coders, note=NO_PAIRS)
    if space.size < 2:
        return Estimate(NAN, units=units, coders=coders, observed=0.0, expected=0.0, note=ONE_VALUE)
    total, observed, spread = _disagreements(space)
    if spread <= 0:
        return Estimate(NAN, units=units, coders=coders, observed=0.0, expected=0.0, note=ONE_VALUE)
    value = 1 - (total - 1) * observed / spread
    if _peer_serves(space, metric, engine):
        value = _by_peer(space, metric)
    return Estimate(
        value, units=units, coders=coders, observed=observed / total, expected=spread / (total * (total - 1))
    )


def _disagreements(space: _Space) -> tuple[float, float, float]:
    """Pairable ratings, distances within units, distances over all pairs."""
    places, size = space.ratings.places, space.size
    if size > _MANY_VALUES:
        counts = np.bincount(places[places >= 0], minlength=size).astype(float)
        numbers = _ranks(counts[None, :])[0] if space.ranks else space.numbers
        within = float(disagreement(places, space.delta, numbers).sum())
        return float(counts.sum()), within, float(space.spread(counts[None, :], numbers)[0])
    table = coincidences(places, size)
    # Row sums are whole numbers; the division by m - 1 may have left them a hair off.
    counts = np.rint(table.sum(axis=1))
    numbers = _ranks(counts[None, :])[0] if space.ranks else space.numbers
    if space.delta is not None:
        within = float((table * space.delta).sum())
    elif numbers is not None:
        within = float((table * (numbers[:, None] - numbers[None, :]) ** 2).sum())
    else:
        within = float(table.sum() - np.trace(table))
    return float(counts.sum()), within, float(space.spread(counts[None, :], numbers)[0])


def _ranks(counts: np.ndarray) -> np.ndarray:
    """Mean ranks of the values: the ordinal distance is their squared difference."""
    return np.asarray(counts.cumsum(axis=1) - counts / 2)


def _peer_serves(space: _Space, metric: str | Distance, engine: str) -> bool:
    """Whether the krippendorff package can compute this, and is asked to."""
    known = metric in METRICS[:4]
    cells = len(space.ratings.places) * space.size**2
    return known and (engine == "krippendorff" or (engine == "auto" and cells <= _PEER_CELLS))


def _by_peer(space: _Space, metric: Any) -> float:
    """The same number by the krippendorff package, from counts, so that no text is ever taken for a missing value."""
    import krippendorff

    places, size = space.ratings.places, space.size
    row, column = np.nonzero(places >= 0)
    counts = np.bincount(row * size + places[row, column], minlength=len(places) * size).reshape(-1, size)
    domain = space.ratings.numbers(metric) if metric in ("interval", "ratio") else np.arange(size)
    return float(krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=metric))


def _sums(space: _Space) -> Sums:
    """Each rating's value; each unit's disagreement, or for ranks its coincidences."""
    places, size = space.ratings.places, space.size
    unit, coder = np.nonzero(places >= 0)
    parts: list[Part] = [(unit, places[unit, coder], 1.0)]
    if space.ranks:
        parts += _coincidence_entries(places, size)
    else:
        within = disagreement(places, space.delta, space.numbers)
        parts.append((np.arange(len(places)), size, within))

    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        counts = totals[:, :size]
        numbers = _ranks(counts) if space.ranks else None
        n, spread = counts.sum(axis=1), space.spread(counts, numbers)
        if numbers is None:
            within = totals[:, size]
        else:
            table = totals[:, size:].reshape(len(totals), size, size)
            crossed = np.einsum("bi,bij,bj->b", numbers, table, numbers)
            within = 2 * ((counts * numbers * numbers).sum(axis=1) - crossed)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = 1 - (n - 1) * within / np.where(spread > 0, spread, np.nan)
            return value, within / n, spread / (n * (n - 1))

    return Sums(*gather(parts), size + (size * size if space.ranks else 1), len(places), finish)


def _coincidence_entries(places: np.ndarray, size: int) -> list[Part]:
    given = (places >= 0).sum(axis=1)
    entries: list[Part] = []
    for first in range(places.shape[1]):
        for second in range(places.shape[1]):
            if first != second:
                unit = np.flatnonzero((places[:, first] >= 0) & (places[:, second] >= 0))
                cell = size + places[unit, first] * size + places[unit, second]
                entries.append((unit, cell, 1 / (given[unit] - 1)))
    return entries


def _krippendorff_bootstrap(space: _Space, estimate: Estimate, confidence: float, seed: int | None) -> Interval:
    """Distances drawn from the observed coincidences, the expected disagreement held fixed (Hayes & Krippendorff 2007).

    All draws of units with the same number of ratings weigh alike, so they are drawn at once as a multinomial.
    """
    places, size = space.ratings.places, space.size
    table = coincidences(places, size)
    counts, n = np.rint(table.sum(axis=1)), float(np.rint(table.sum()))
    numbers = _ranks(counts[None, :])[0] if space.ranks else space.numbers
    if space.delta is not None:
        delta = space.delta
    elif numbers is not None:
        delta = (numbers[:, None] - numbers[None, :]) ** 2
    else:
        delta = 1 - np.eye(size)
    distances, where = np.unique(delta, return_inverse=True)
    chances = np.bincount(where.ravel(), weights=table.ravel(), minlength=len(distances))
    draw, drawn = np.random.default_rng(seed), np.zeros(REPLICATES)
    given = space.ratings.given
    for m in np.unique(given):
        pairs = int((given == m).sum()) * m * (m - 1) // 2
        drawn += draw.multinomial(pairs, chances / chances.sum(), size=REPLICATES) @ distances * 2 / (n * (m - 1))
    values = 1 - drawn / estimate.expected
    return (*percentiles(values, confidence), f"Krippendorff's bootstrap, {REPLICATES} draws (too narrow)", "")
