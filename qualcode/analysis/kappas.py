"""Coefficients of pairs of coders: percent, positive agreement, Holsti, Scott's pi, Cohen's and Light's kappa."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from math import inf

import numpy as np

from qualcode.analysis.coincidence import disagreement
from qualcode.analysis.estimate import NAN, NO_CHANCE, NO_PAIRS, ONE_VALUE, Estimate
from qualcode.analysis.gwet import linearised
from qualcode.analysis.intervals import Finish, Part, Sums, gather, with_interval
from qualcode.analysis.ratings import Ratings, RatingsLike, encode
from qualcode.analysis.weights import WeightsLike, weights_for
from qualcode.errors import CallError

_CLOSE = 1e-12
_Analytic = Callable[[], tuple[float, float, str]]


def percent_agreement(
    ratings: RatingsLike,
    *,
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """The share of pairs of ratings on a unit that are equal, averaged over units; not corrected for chance.

    Parameters
    ----------
    ratings
        Units x coders; None or NaN where a coder gave no rating. Units with fewer than two do not count.
    ci, confidence, groups, seed
        ``None``, ``"analytic"`` (Gwet, t(rated units - 1)), ``"jackknife"`` or ``"bootstrap"`` over `groups` (a document
        for each unit; without groups over units).

    Returns
    -------
    Value from 0 to 1. High whenever one value is common: never the headline for a rare code.

    Examples
    --------
    >>> percent_agreement([["a", "a"], ["a", "b"], ["b", "b"], ["b", None]]).value
    0.6666666666666666
    """
    whole = encode(ratings, categories)
    ratings_, kept = whole.pairable(), whole.given >= 2
    share = 1 - disagreement(ratings_.places, None) / np.maximum(ratings_.given, 1)
    every = np.arange(len(share))
    sums = Sums(*gather([(every, 0, share), (every, 1, 1.0)]), 2, len(share), _quotient, least=0.0)

    rated = int((whole.given >= 1).sum())

    def analytic() -> tuple[float, float, str]:
        turned = np.append(rated / len(share) * share, np.zeros(rated - len(share)))
        variance = ((turned - share.mean()) ** 2).sum() / (rated * (rated - 1)) if rated > 1 else NAN
        return float(np.sqrt(variance)), rated - 1, f"analytic (Gwet), t({rated - 1})"

    return _estimated(ratings_, sums, kept, ci, confidence, groups, seed, analytic)


def positive_agreement(
    ratings: RatingsLike,
    *,
    positive: Hashable = True,
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Of the times a coder gave the positive value, how often another coder of the unit gave it too.

    2 both / (2 both + only A + only B) for two coders; for more, the counts are summed over pairs of coders. What neither
    applied does not enter: it is the share a reader of the coded passages would see confirmed.

    Parameters
    ----------
    ratings
        Units x coders; None or NaN where missing.
    positive
        The value that counts as present.
    categories
        All values that may occur; another one is refused.
    ci, confidence, groups, seed
        As in `percent_agreement`, without ``"analytic"``.

    Returns
    -------
    Value from 0 to 1, NaN where nobody gave the positive value.

    References
    ----------
    .. [1] Cicchetti, D. V., & Feinstein, A. R. (1990). High agreement but low kappa: II.

    Examples
    --------
    >>> positive_agreement([[1, 1], [1, 0], [0, 0], [0, 1], [1, 1]]).value
    0.6666666666666666
    """
    ratings_, kept = _pairable(ratings, categories)
    here = [place for place, value in enumerate(ratings_.values) if value == positive]
    applied = (ratings_.places == here[0]).sum(axis=1) if here else np.zeros(len(ratings_.places), dtype=int)
    every = np.arange(len(applied))
    parts = [(every, 0, applied * (applied - 1)), (every, 1, applied * (ratings_.given - 1))]
    sums = Sums(*gather(parts), 2, len(every), _quotient, least=0.0)
    return _estimated(ratings_, sums, kept, ci, confidence, groups, seed, why="never applied")


def holsti(
    ratings: RatingsLike,
    *,
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Holsti's coefficient of reliability: twice the decisions two coders agree on, by all decisions of both.

    2 M / (N1 + N2), averaged over pairs of coders. On units that all have rated it equals `percent_agreement`; else a
    decision that the other did not take counts as disagreement. Not corrected for chance.

    Parameters and result as in `percent_agreement`, without ``"analytic"``.

    References
    ----------
    .. [1] Holsti, O. R. (1969). Content analysis for the social sciences and humanities.

    Examples
    --------
    >>> holsti([["a", "a"], ["a", "b"], ["b", "b"], ["b", None]]).value
    0.5714285714285714
    """
    whole = encode(ratings, categories)
    rated, kept = whole.rated(), whole.given >= 1
    coders = rated.places.shape[1]
    pairs = list(combinations(range(coders), 2))
    unit, coder = np.nonzero(rated.places >= 0)
    parts: list[Part] = [(unit, coder, 1.0)]
    for number, (a, b) in enumerate(pairs):
        met = (rated.places[:, a] == rated.places[:, b]) & (rated.places[:, a] >= 0)
        parts.append((np.flatnonzero(met), coders + number, 1.0))

    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        counts, same = totals[:, :coders], totals[:, coders:]
        both = np.stack([counts[:, a] + counts[:, b] for a, b in pairs], axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = (2 * same / both).mean(axis=1)
        return value, value, np.full(len(value), np.nan)

    units, size = len(rated.places), coders + len(pairs)
    sums = Sums(*gather(parts), size, units, finish, least=0.0) if pairs else None
    return _estimated(rated.pairable(), sums, kept, ci, confidence, groups, seed)


def scott_pi(
    ratings: RatingsLike,
    *,
    weights: WeightsLike = "identity",
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Scott's pi: agreement of two coders beyond what their pooled distribution gives by chance.

    Parameters and result as in `cohen_kappa`, with Gwet's linearisation for ``"analytic"``; for more coders take `fleiss_kappa`.

    References
    ----------
    .. [1] Scott, W. A. (1955). Reliability of content analysis: The case of nominal scale coding.

    Examples
    --------
    >>> round(scott_pi([[0, 1], [1, 1], [0, 1], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [1, 0], [0, 0]]).value, 6)
    0.047619
    """
    both, kept = _two(ratings, categories, "scott_pi")
    w = weights_for(both, weights)

    def chance(p: np.ndarray) -> np.ndarray:
        pooled = (p.sum(axis=1) + p.sum(axis=2)) / 2
        return np.asarray(((pooled @ w) * pooled).sum(axis=1))

    sums = _table(both, [(0, 1)], [lambda p: _corrected(p, w, chance(p))])
    return _estimated(both, sums, kept, ci, confidence, groups, seed, lambda: linearised("fleiss", both, w))


def cohen_kappa(
    ratings: RatingsLike,
    *,
    weights: WeightsLike = "identity",
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Cohen's kappa: agreement of two coders beyond what their own distributions give by chance.

    Parameters
    ----------
    ratings
        Units x two coders; None or NaN where missing. Units that only one has rated do not count.
    weights
        ``identity``, ``linear``, ``quadratic`` or ``ordinal``, or a table of them; all but the first need numbers or `categories`
        in order.
    categories
        All categories, in order; by default those used.
    ci, confidence, groups, seed
        ``None``, ``"analytic"`` (large-sample variance [2]_, normal), ``"jackknife"`` or ``"bootstrap"`` over `groups` (a document
        for each unit; without groups over units).

    Returns
    -------
    Value up to 1 (1 perfect, 0 as by chance, below 0 worse); NaN with a note where both used one value only. Low for a rare
    code even when coders nearly always agree, and higher when coders differ in their distributions: read the counts with it.

    References
    ----------
    .. [1] Cohen, J. (1960). A coefficient of agreement for nominal scales. Weighted: Cohen (1968).
    .. [2] Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa.

    Examples
    --------
    >>> round(cohen_kappa([[0, 1], [1, 1], [0, 1], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [1, 0], [0, 0]]).value, 6)
    0.090909
    """
    both, kept = _two(ratings, categories, "cohen_kappa")
    w = weights_for(both, weights)
    sums = _table(both, [(0, 1)], [lambda p: _cohen(p, w)])
    return _estimated(both, sums, kept, ci, confidence, groups, seed, lambda: _large_sample(both, w))


def light_kappa(
    ratings: RatingsLike,
    *,
    weights: WeightsLike = "identity",
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Light's kappa: the mean of Cohen's kappa over all pairs of coders.

    Parameters as in `cohen_kappa` (without ``"analytic"``), for any number of coders; each pair on the units that both have rated.
    NaN where the kappa of any pair is undefined: a mean over the others would hide it.

    References
    ----------
    .. [1] Light, R. J. (1971). Measures of response agreement for qualitative data.

    Examples
    --------
    >>> round(light_kappa([["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"], ["b", "a", "b"]]).value, 4)
    0.4
    """
    paired, kept = _pairable(ratings, categories)
    w = weights_for(paired, weights)
    pairs = list(combinations(range(paired.places.shape[1]), 2))
    sums = _table(paired, pairs, [lambda p: _cohen(p, w)] * len(pairs))
    return _estimated(
        paired, sums, kept, ci, confidence, groups, seed, why="the kappa of a pair of coders is undefined"
    )


def _pairable(ratings: RatingsLike, categories: Sequence[Hashable] | None) -> tuple[Ratings, np.ndarray]:
    whole = encode(ratings, categories)
    return whole.pairable(), whole.given >= 2


def _two(ratings: RatingsLike, categories: Sequence[Hashable] | None, name: str) -> tuple[Ratings, np.ndarray]:
    """The units that both coders have rated."""
    whole = encode(ratings, categories)
    if whole.places.shape[1] != 2 and len(whole.places):
        then = "Take two columns, or light_kappa, conger_kappa or fleiss_kappa."
        raise CallError(f"{name} compares two coders; the ratings have {whole.places.shape[1]}. {then}")
    return whole.pairable(), whole.given >= 2


def _quotient(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        value = totals[:, 0] / totals[:, 1]
    return value, value, np.full(len(value), np.nan)


_Kappa = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]


def _table(ratings: Ratings, pairs: list[tuple[int, int]], kappas: list[_Kappa]) -> Sums | None:
    """The cross tables of pairs of coders as sums; the mean of a kappa of each. None where no unit has two ratings."""
    if not pairs or not len(ratings.places):
        return None
    q = len(ratings.values)
    parts: list[Part] = []
    for number, (a, b) in enumerate(pairs):
        first, second = ratings.places[:, a], ratings.places[:, b]
        unit = np.flatnonzero((first >= 0) & (second >= 0))
        parts.append((unit, number * q * q + first[unit] * q + second[unit], 1.0))
    return Sums(*gather(parts), len(pairs) * q * q, len(ratings.places), _mean_of(kappas, q))


def _mean_of(kappas: list[_Kappa], q: int) -> Finish:
    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        tables = totals.reshape(len(totals), len(kappas), q, q)
        found = []
        for number, kappa in enumerate(kappas):
            count = tables[:, number].sum(axis=(1, 2), keepdims=True)
            with np.errstate(divide="ignore", invalid="ignore"):
                found.append(kappa(tables[:, number] / count))
        value, observed, expected = (np.mean([one[part] for one in found], axis=0) for part in range(3))
        return value, observed, expected

    return finish


def _cohen(p: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return _corrected(p, w, ((p.sum(axis=2) @ w) * p.sum(axis=1)).sum(axis=1))


def _corrected(p: np.ndarray, w: np.ndarray, expected: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    observed = (p * w).sum(axis=(1, 2))
    room = np.where(1 - expected > _CLOSE, 1 - expected, np.nan)
    return (observed - expected) / room, observed, expected


def _large_sample(both: Ratings, w: np.ndarray) -> tuple[float, float, str]:
    """Fleiss, Cohen and Everitt's standard error, not under the null hypothesis."""
    q, n = len(both.values), len(both.places)
    p = np.bincount(both.places[:, 0] * q + both.places[:, 1], minlength=q * q).reshape(q, q) / n
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed, expected = float((p * w).sum()), float(rows @ w @ columns)
    mean = (w @ columns)[:, None] + (rows @ w)[None, :]
    # Their sum of squares less the square of the mean, as a sum of squared differences: nothing cancels where kappa is 1.
    each = w * (1 - expected) - mean * (1 - observed)
    variance = (p * (each - (p * each).sum()) ** 2).sum() / (n * (1 - expected) ** 4)
    return float(np.sqrt(variance)), inf, "analytic (Fleiss, Cohen & Everitt), normal"


def _estimated(
    paired: Ratings,
    sums: Sums | None,
    kept: np.ndarray,
    ci: str | None,
    confidence: float,
    groups: Sequence[Hashable] | None,
    seed: int | None,
    analytic: _Analytic | None = None,
    why: str = "",
) -> Estimate:
    """The point and its interval; undefined where no unit has two ratings."""
    units, coders = len(paired.places), len(paired.names) if len(paired.places) else 0
    if sums is None or not len(paired.places):
        sums, estimate = None, Estimate(NAN, units=units, coders=coders, note=NO_PAIRS)
    else:
        value, observed, expected = sums.point()
        used = np.unique(paired.places[paired.places >= 0])
        reason = why or (ONE_VALUE if len(used) < 2 else NO_CHANCE)
        estimate = Estimate(
            value,
            units=units,
            coders=coders,
            observed=observed,
            expected=expected,
            note=reason if np.isnan(value) else "",
        )
    return with_interval(
        estimate, sums, ci=ci, confidence=confidence, groups=groups, kept=kept, seed=seed, analytic=analytic
    )
