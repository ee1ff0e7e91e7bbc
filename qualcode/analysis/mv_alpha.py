"""Alpha for values that are sets of codes, with chance counted over all sets of the observed sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.coincidence import disagreement
from qualcode.analysis.distances import set_distances
from qualcode.analysis.estimate import NAN, NO_PAIRS, ONE_VALUE, Estimate
from qualcode.analysis.intervals import Part, Sums, gather, with_interval
from qualcode.analysis.ratings import Ratings, RatingsLike, encode
from qualcode.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


def mv_alpha(
    ratings: RatingsLike,
    *,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Multi-valued alpha (nominal): sets of codes compared by their share in common, chance built from single codes.

    Observed disagreement is the Dice distance between the sets of a unit. Expected disagreement pairs sets of the observed sizes at
    random, each set as likely as the product of the counts of its codes, one less for a code that stands in both. The published sum
    over all pairs of sets grows without bound; since the distance depends only on how many codes two sets share, the same sum is the
    product over codes of ``1 + n x + n y + n (n - 1) x y z``, read off by powers: codes are not limited to ten.

    Parameters
    ----------
    ratings
        Units x coders of frozensets; None where a coder gave no rating; an empty set is a value.
    ci, confidence, groups, seed
        ``None``, ``"jackknife"`` or ``"bootstrap"``, as in `alpha`.

    Returns
    -------
    Value up to 1; not comparable with alpha under another distance between sets.

    References
    ----------
    .. [1] Krippendorff, K., & Craggs, R. (2016). The reliability of multi-valued coding of data.

    Examples
    --------
    >>> f = frozenset
    >>> rows = [[f("bd"), f("d"), None], [f("abd"), f("b"), f("bd")], [f(), f("a"), f("a")], [f("a"), None, None]]
    >>> round(mv_alpha(rows).value, 4)
    0.2866
    """
    whole = encode(ratings)
    odd = next((value for value in whole.values if not isinstance(value, frozenset | tuple)), None)
    if odd is not None:
        raise CallError(f"mv_alpha compares sets of codes; the ratings hold {odd!r}.")
    kept, paired = whole.given >= 2, whole.pairable()
    units, coders = len(paired.places), len(paired.names) if len(paired.places) else 0
    if not len(paired.places):
        return Estimate(NAN, units=units, coders=coders, note=NO_PAIRS)
    sums = _sums(paired)
    value, observed, expected = sums.point()
    note = ONE_VALUE if np.isnan(value) else ""
    estimate = Estimate(value, units=units, coders=coders, observed=observed, expected=expected, note=note)
    return with_interval(estimate, sums, ci=ci, confidence=confidence, groups=groups, kept=kept, seed=seed)


def _sums(paired: Ratings) -> Sums:
    """Each unit's disagreement, how often each set was given."""
    size = len(paired.values)
    delta = set_distances(paired.values, "dice")
    sets: list[frozenset[Hashable]] = [frozenset(value) for value in paired.values]  # type: ignore[call-overload]
    labels = sorted({label for one in sets for label in one}, key=repr)
    holds = np.array([[label in one for label in labels] for one in sets], dtype=float).reshape(size, len(labels))
    unit, coder = np.nonzero(paired.places >= 0)
    every = np.arange(len(paired.places))
    parts: list[Part] = [(every, 0, disagreement(paired.places, delta)), (unit, 1 + paired.places[unit, coder], 1.0)]

    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        given = totals[:, 1:]
        expected = np.array([_expected(row, holds) for row in given])
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = totals[:, 0] / given.sum(axis=1)
            value = 1 - observed / np.where(expected > 0, expected, np.nan)
        return value, observed, expected

    return Sums(*gather(parts), 1 + size, len(every), finish)


def _expected(given: np.ndarray, holds: np.ndarray) -> float:
    """The mean Dice distance of two sets of the observed sizes whose codes are drawn by their counts."""
    sizes = holds.sum(axis=1).astype(int)
    share = np.bincount(sizes, weights=given) / max(given.sum(), 1.0)
    powers = _powers(given @ holds, len(share) - 1)
    total = 0.0
    for s, p in enumerate(share):
        for t, q in enumerate(share):
            weights = powers[s, t]
            if p and q and s + t and weights.sum() > 0:
                apart = 1 - 2 * np.arange(len(weights)) / (s + t)
                total += p * q * float((weights * apart).sum() / weights.sum())
    return total


def _powers(counts: np.ndarray, most: int) -> np.ndarray:
    """Coefficients of the product over codes, by size of one set, of the other, and of what they share.

    Counts are divided by their mean: each coefficient is scaled by a power that its size alone decides, so ratios stay.
    """
    used = counts[counts > 0]
    scale = used.mean() if len(used) else 1.0
    found = np.zeros((most + 1, most + 1, most + 1))
    found[0, 0, 0] = 1.0
    for n in used:
        grown = found.copy()
        grown[1:] += n / scale * found[:-1]
        grown[:, 1:] += n / scale * found[:, :-1]
        grown[1:, 1:, 1:] += n / scale * (n - 1) / scale * found[:-1, :-1, :-1]
        found = grown
    return found
