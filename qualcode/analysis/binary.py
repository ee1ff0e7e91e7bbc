"""Coefficients of present or absent from counts of patterns: each is 1 - observed / expected disagreement, so codes add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.patterns import ABSENT, PRESENT

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Binary:
    """A coefficient for one code.

    `features` turns patterns (patterns x coders) into numbers that add up over units; `parts` turns their totals into observed
    and expected disagreement. `agreement`: the two are reported as agreement, as the literature does for all but alpha.
    """

    features: Callable[[np.ndarray], np.ndarray]
    parts: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
    agreement: bool = True
    expects: bool = True
    two: bool = False
    least: float = -1.0


def value_of(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """One minus the quotient; NaN where nothing is expected."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - observed / np.where(expected > 1e-15, expected, np.nan))


def over_codes(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """One minus the quotient of the sums over codes (the last axis), each within its code."""
    return value_of(np.nansum(observed, axis=-1), np.nansum(expected, axis=-1))


def readings(states: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many coders have read a pattern's unit, and how many applied the code."""
    return (states >= ABSENT).sum(axis=1), (states == PRESENT).sum(axis=1)


def _agreeing(states: np.ndarray) -> np.ndarray:
    m, k = readings(states)
    return np.asarray((k * (k - 1) + (m - k) * (m - k - 1)) / (m * (m - 1)))


def _alpha_features(states: np.ndarray) -> np.ndarray:
    m, k = readings(states)
    return np.stack([2 * k * (m - k) / (m - 1), k, m], axis=1)


def _alpha_parts(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    within, applied, n = np.moveaxis(totals, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return within / n, 2 * applied * (n - applied) / (n * (n - 1))


def _share_features(states: np.ndarray) -> np.ndarray:
    m, k = readings(states)
    return np.stack([1 - _agreeing(states), np.ones(len(states)), k / m], axis=1)


def _percent_parts(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    apart, n, _ = np.moveaxis(totals, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return apart / n, np.where(n > 0, 1.0, np.nan)


def _uniform_parts(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    observed, one = _percent_parts(totals)
    return observed, one / 2


def _pooled_parts(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fleiss and Scott: chance by the shared distribution."""
    apart, n, applied = np.moveaxis(totals, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = applied / n
        return apart / n, 2 * share * (1 - share)


def _ac_parts(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    observed, both = _pooled_parts(totals)
    return observed, 1 - both


def _positive_features(states: np.ndarray) -> np.ndarray:
    m, k = readings(states)
    return np.stack([k * (m - k), k * (m - 1)], axis=1).astype(float)


def _positive_parts(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return totals[..., 0], totals[..., 1]


def _conger_features(states: np.ndarray) -> np.ndarray:
    return np.column_stack([1 - _agreeing(states), np.ones(len(states)), states == PRESENT, states >= ABSENT])


def _conger_parts(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Chance by each coder's own distribution: the mean over pairs of coders who have read the code."""
    apart, n = totals[..., 0], totals[..., 1]
    coders = (totals.shape[-1] - 2) // 2
    applied, read = totals[..., 2 : 2 + coders], totals[..., 2 + coders :]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(read > 0, applied / np.where(read > 0, read, 1), 0.0)
        there = (read > 0).sum(axis=-1)
        total, squares = share.sum(axis=-1), (share * share).sum(axis=-1)
        differ = 2 * (total * (there - 1) - (total * total - squares))
        return apart / n, differ / (there * (there - 1))


_SHARED = (_share_features, _pooled_parts)
#: The coefficients that `agreement` knows, by every name they go by.
BINARY: dict[str, Binary] = {
    "alpha": Binary(_alpha_features, _alpha_parts, agreement=False),
    "percent": Binary(_share_features, _percent_parts, expects=False, least=0.0),
    "positive_agreement": Binary(_positive_features, _positive_parts, expects=False, least=0.0),
    "cohen_kappa": Binary(_conger_features, _conger_parts, two=True),
    "scott_pi": Binary(*_SHARED, two=True),
    "fleiss_kappa": Binary(*_SHARED),
    "conger_kappa": Binary(_conger_features, _conger_parts),
    "brennan_prediger": Binary(_share_features, _uniform_parts),
    "ac1": Binary(_share_features, _ac_parts),
}
BINARY |= {
    "percent_agreement": BINARY["percent"],
    "positive": BINARY["positive_agreement"],
    "kappa": BINARY["cohen_kappa"],
    "gwet_ac1": BINARY["ac1"],
    "gwet_ac": BINARY["ac1"],
}
