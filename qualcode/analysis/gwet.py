"""Coefficients for any number of coders in Gwet's frame, with weights and missing ratings: Fleiss, Conger, Brennan-Prediger, AC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from qualcode.analysis.coincidence import disagreement
from qualcode.analysis.estimate import NO_CHANCE, NO_PAIRS, ONE_VALUE, Estimate
from qualcode.analysis.intervals import Part, Sums, gather, with_interval
from qualcode.analysis.ratings import Ratings, RatingsLike, encode
from qualcode.analysis.weights import WeightsLike, weights_for

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

Kind = Literal["fleiss", "conger", "brennan-prediger", "ac"]
_CLOSE = 1e-12


def fleiss_kappa(
    ratings: RatingsLike,
    *,
    weights: WeightsLike = "identity",
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Fleiss' generalised kappa: agreement beyond what coders with one shared distribution reach by chance.

    Parameters
    ----------
    ratings
        Units x coders; None or NaN where a coder gave no rating. Any number of coders; who gave a rating does not matter.
    weights
        ``identity``, ``linear``, ``quadratic`` or ``ordinal``, or a table of them; all but the first need numbers or `categories`
        in order.
    categories
        All categories, in order; by default those used.
    ci, confidence, groups, seed
        ``None``, ``"analytic"`` (Gwet's linearisation, t(units - 1)), ``"jackknife"`` or ``"bootstrap"`` over `groups` (a document
        for each unit; without groups over units).

    Returns
    -------
    Value from -1 to 1 (1 perfect, 0 as by chance); NaN with a note where undefined. Units with one rating count in the
    distribution, not in the agreement [2]_.

    References
    ----------
    .. [1] Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters.
    .. [2] Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed.

    Examples
    --------
    >>> round(fleiss_kappa([["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"], ["b", "a", "b"]]).value, 4)
    0.3333
    """
    return chance_corrected("fleiss", ratings, weights=weights, categories=categories, ci=ci, confidence=confidence,
                            groups=groups, seed=seed)  # fmt: skip


def conger_kappa(
    ratings: RatingsLike,
    *,
    weights: WeightsLike = "identity",
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Conger's kappa: Cohen's kappa for any number of coders, each with a distribution of their own.

    Parameters and result as in `fleiss_kappa`; with two coders and no missing rating it equals `cohen_kappa`.

    References
    ----------
    .. [1] Conger, A. J. (1980). Integration and generalization of kappas for multiple raters.

    Examples
    --------
    >>> round(conger_kappa([[0, 1], [1, 1], [0, 1], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [1, 0], [0, 0]]).value, 6)
    0.090909
    """
    return chance_corrected("conger", ratings, weights=weights, categories=categories, ci=ci, confidence=confidence,
                            groups=groups, seed=seed)  # fmt: skip


def brennan_prediger(
    ratings: RatingsLike,
    *,
    weights: WeightsLike = "identity",
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Brennan and Prediger's kappa (S; Randolph's free-marginal kappa): chance gives every category the same share.

    The value depends on how many categories there are: give those of the codebook as `categories`, else only the used ones
    count. Other parameters and the result as in `fleiss_kappa`. Not for present/absent on rare codes: it then rewards what
    both left uncoded.

    References
    ----------
    .. [1] Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: Some uses, misuses, and alternatives.

    Examples
    --------
    >>> brennan_prediger([["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]], categories=["a", "b", "c", "d"]).value
    0.6666666666666666
    """
    return chance_corrected("brennan-prediger", ratings, weights=weights, categories=categories, ci=ci,
                            confidence=confidence, groups=groups, seed=seed)  # fmt: skip


def gwet_ac(
    ratings: RatingsLike,
    *,
    weights: WeightsLike = "identity",
    categories: Sequence[Hashable] | None = None,
    ci: str | None = None,
    confidence: float = 0.95,
    groups: Sequence[Hashable] | None = None,
    seed: int | None = None,
) -> Estimate:
    """Gwet's AC1 (weights ``identity``) or AC2: chance agreement only where coders are taken to guess.

    Parameters and result as in `fleiss_kappa`. Near 1 for a rare code even when coders never apply it to the same unit: not
    a headline for present/absent.

    References
    ----------
    .. [1] Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement.

    Examples
    --------
    >>> round(gwet_ac([[0, 1], [1, 1], [0, 1], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [1, 0], [0, 0]]).value, 6)
    0.310345
    """
    return chance_corrected("ac", ratings, weights=weights, categories=categories, ci=ci, confidence=confidence,
                            groups=groups, seed=seed)  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    """Rated units with their share of agreeing pairs: what all four coefficients start from."""

    ratings: Ratings
    weights: np.ndarray
    given: np.ndarray
    agree: np.ndarray

    @property
    def paired(self) -> np.ndarray:
        return self.given >= 2


def chance_corrected(
    kind: Kind,
    ratings: RatingsLike,
    *,
    weights: WeightsLike,
    categories: Sequence[Hashable] | None,
    ci: str | None,
    confidence: float,
    groups: Sequence[Hashable] | None,
    seed: int | None,
) -> Estimate:
    """One of the four, with its interval."""
    whole = encode(ratings, categories)
    kept = whole.given >= 1
    rated = whole.rated()
    frame = _frame(rated, weights_for(whole, weights))
    paired = frame.ratings.pairable()
    units, coders = len(paired.places), len(paired.names)
    sums = _sums(kind, frame) if frame.paired.any() else None
    if sums is None:
        estimate = Estimate(float("nan"), units=units, coders=coders, note=NO_PAIRS)
    else:
        value, observed, expected = sums.point()
        note = "" if value == value else _why(paired)
        estimate = Estimate(value, units=units, coders=coders, observed=observed, expected=expected, note=note)
    return with_interval(
        estimate, sums, ci=ci, confidence=confidence, groups=groups, kept=kept, seed=seed,
        analytic=lambda: _linearised(kind, frame, estimate),
    )  # fmt: skip


def _why(paired: Ratings) -> str:
    used = np.unique(paired.places[paired.places >= 0])
    return ONE_VALUE if len(used) < 2 else NO_CHANCE


def _frame(rated: Ratings, weights: np.ndarray) -> _Frame:
    given = rated.given
    delta = None if np.array_equal(weights, np.eye(len(weights))) else 1 - weights
    apart = disagreement(rated.places, delta)
    return _Frame(rated, weights, given, np.where(given >= 2, 1 - apart / np.maximum(given, 1), 0.0))


def _sums(kind: Kind, frame: _Frame) -> Sums:
    """Shares of agreeing pairs, units with two ratings, units, then each category's share (or each coder's counts)."""
    places, q = frame.ratings.places, len(frame.ratings.values)
    unit, coder = np.nonzero(places >= 0)
    category = places[unit, coder]
    every, paired = np.arange(len(places)), np.flatnonzero(frame.paired)
    parts: list[Part] = [
        (paired, 0, frame.agree[paired]), (paired, 1, 1.0), (every, 2, 1.0),
    ]  # fmt: skip
    if kind == "conger":
        parts.append((unit, 3 + coder * q + category, 1.0))
        size = 3 + places.shape[1] * q
    else:
        parts.append((unit, 3 + category, 1 / frame.given[unit]))
        size = 3 + q
    chance = _CHANCE[kind]
    rows, cells, weights = gather(parts)

    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = totals[:, 0] / totals[:, 1]
            expected = chance(totals[:, 3:], totals[:, 2], frame.weights)
            room = np.where(1 - expected > _CLOSE, 1 - expected, np.nan)
        return (observed - expected) / room, observed, expected

    return Sums(rows, cells, weights, size, len(places), finish)


def _fleiss_chance(cells: np.ndarray, units: np.ndarray, weights: np.ndarray) -> np.ndarray:
    share = cells / units[:, None]
    return np.asarray(((share @ weights) * share).sum(axis=1))


def _ac_chance(cells: np.ndarray, units: np.ndarray, weights: np.ndarray) -> np.ndarray:
    share, q = cells / units[:, None], len(weights)
    if q < 2:
        return np.ones(len(cells))
    return np.asarray(weights.sum() / (q * (q - 1)) * (share * (1 - share)).sum(axis=1))


def _uniform_chance(cells: np.ndarray, units: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.full(len(cells), weights.sum() / len(weights) ** 2)


def _conger_chance(cells: np.ndarray, units: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The mean over pairs of coders of what two coders with their own shares agree on by chance."""
    q = len(weights)
    counts = cells.reshape(len(cells), -1, q)
    share = counts / counts.sum(axis=2, keepdims=True)
    coders, total = share.shape[1], share.sum(axis=1)
    if coders < 2:
        return np.full(len(cells), np.nan)
    together = ((total @ weights) * total).sum(axis=1)
    own = ((share @ weights) * share).sum(axis=(1, 2))
    return np.asarray((together - own) / (coders * (coders - 1)))


_CHANCE: dict[str, Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]] = {
    "fleiss": _fleiss_chance,
    "ac": _ac_chance,
    "brennan-prediger": _uniform_chance,
    "conger": _conger_chance,
}


def linearised(kind: Kind, ratings: Ratings, weights: np.ndarray) -> tuple[float, float, str]:
    """Standard error, degrees of freedom and name of the interval, for a coefficient that coincides with one of the four."""
    frame = _frame(ratings, weights)
    value, observed, expected = _sums(kind, frame).point()
    return _linearised(kind, frame, Estimate(value, observed=observed, expected=expected))


def _linearised(kind: Kind, frame: _Frame, estimate: Estimate) -> tuple[float, float, str]:
    """Gwet's variance by linearisation, units as a simple random sample."""
    n, value, expected = len(frame.given), estimate.value, estimate.expected
    share = n / frame.paired.sum()
    base = share * (frame.agree - expected * frame.paired) / (1 - expected)
    turned = base - 2 * (1 - value) * (_chance_by_unit(kind, frame, expected) - expected) / (1 - expected)
    variance = ((turned - value) ** 2).sum() / (n * (n - 1)) if n > 1 else float("nan")
    return float(np.sqrt(variance)), n - 1, f"analytic (Gwet), t({n - 1})"


def _chance_by_unit(kind: Kind, frame: _Frame, expected: float) -> np.ndarray:
    """What each unit contributes to the agreement by chance."""
    places, weights, q = frame.ratings.places, frame.weights, len(frame.ratings.values)
    if kind == "brennan-prediger":
        return np.full(len(places), expected)
    unit, coder = np.nonzero(places >= 0)
    category = places[unit, coder]
    if kind == "conger":
        return _conger_by_unit(frame, unit, coder, category)
    share = np.bincount(category, weights=1 / frame.given[unit], minlength=q) / len(places)
    worth = weights @ share if kind == "fleiss" else weights.sum() / (q * (q - 1)) * (1 - share)
    return np.bincount(unit, weights=worth[category] / frame.given[unit], minlength=len(places))


def _conger_by_unit(frame: _Frame, unit: np.ndarray, coder: np.ndarray, category: np.ndarray) -> np.ndarray:
    """The change in chance agreement that each unit's ratings make through the shares of their coders."""
    n, q = len(frame.given), len(frame.ratings.values)
    coders = frame.ratings.places.shape[1]
    counts = np.bincount(coder * q + category, minlength=coders * q).reshape(coders, q)
    read = counts.sum(axis=1)
    share = counts / read[:, None]
    worth = (share.sum(axis=0) - share) @ frame.weights
    mean = (worth * share).sum(axis=1)
    turned = (n / read[coder]) * (worth[coder, category] - mean[coder])
    return np.asarray((np.bincount(unit, weights=turned, minlength=n) + mean.sum()) / (coders * (coders - 1)))
