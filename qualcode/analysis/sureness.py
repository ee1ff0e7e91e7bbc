"""Intervals for many codes at once: documents left out or drawn from sums, every code in the same sweep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.binary import Binary, over_codes, value_of
from qualcode.analysis.intervals import LEAST_GROUPS, REPLICATES
from qualcode.analysis.quantiles import t_quantile

if TYPE_CHECKING:
    from qualcode.analysis.patterns import Patterns

# Reasons as keys of the wording (reason.*).
FEW_DOCUMENTS, FRAGILE, NO_WIDTH = "few_documents", "fragile", "no_width"


@dataclass(frozen=True)
class Measured:
    """One coefficient for each code and, in the last place, over the codes: value, interval and what it is made of."""

    value: np.ndarray
    observed: np.ndarray
    expected: np.ndarray
    se: np.ndarray
    low: np.ndarray
    high: np.ndarray
    method: tuple[str, ...]
    notes: tuple[str, ...]


def measured(
    patterns: Patterns,
    binary: Binary,
    over: np.ndarray,
    *,
    interval: str | None,
    confidence: float,
    seed: int | None,
) -> Measured:
    """A coefficient from patterns.

    Parameters
    ----------
    over
        Which of the codes the value over codes is made of.
    interval
        ``document`` or ``unit`` (delete one, t), ``bootstrap`` (documents drawn with replacement, percentiles), None.
    """
    by_group = patterns.counts @ binary.features(patterns.states)
    totals = by_group.sum(axis=0)
    observed, expected = binary.parts(totals)
    observed, expected = _with_overall(observed, expected, over)
    value = value_of(observed, expected)
    codes = len(patterns.codes)
    there = patterns.counts.sum(axis=2) > 0
    there = np.column_stack([there, there[:, over].any(axis=1)]) if codes else np.zeros((len(there), 1), dtype=bool)
    what = "units" if interval == "unit" else "documents"
    if interval is None:
        limits = _none(codes + 1)
    elif interval == "bootstrap":
        limits = _drawn(by_group, binary, over, there, confidence, seed)
    else:
        left = _values(totals[None] - by_group, binary, over)
        limits = _left_out(left, there, value, confidence, binary.least, what)
    se, low, high, method, notes = limits
    return Measured(value, observed, expected, se, low, high, method, notes)


_Limits = tuple[np.ndarray, np.ndarray, np.ndarray, tuple[str, ...], tuple[str, ...]]


def _with_overall(observed: np.ndarray, expected: np.ndarray, over: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The parts with their means over codes in the last place: the quotient of means is that of sums."""
    count = max(int((~np.isnan(observed[over])).sum()), 1)
    whole = [np.append(part, np.nansum(part[over]) / count) for part in (observed, expected)]
    return whole[0], whole[1]


def _values(totals: np.ndarray, binary: Binary, over: np.ndarray) -> np.ndarray:
    """The coefficient for each set of totals: one column a code, the last over codes."""
    observed, expected = binary.parts(totals)
    return np.column_stack([value_of(observed, expected), over_codes(observed[:, over], expected[:, over])])


def _none(count: int) -> _Limits:
    empty = np.full(count, np.nan)
    return empty, empty.copy(), empty.copy(), ("",) * count, ("",) * count


def _left_out(
    values: np.ndarray, there: np.ndarray, whole: np.ndarray, confidence: float, least: float, what: str
) -> _Limits:
    """Standard error and limits from the values without each document; a document without the code changes nothing."""
    count = there.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(there, values, 0.0).sum(axis=0) / count
        spread = np.where(there, (values - mean) ** 2, 0.0).sum(axis=0)
        se = np.sqrt((count - 1) / count * spread)
    enough = count >= LEAST_GROUPS
    se = np.where(enough, se, np.nan)
    reach = se * np.array([t_quantile((1 + confidence) / 2, int(n) - 1) if n > 1 else np.nan for n in count])
    low, high = np.maximum(whole - reach, least), np.minimum(whole + reach, 1.0)
    notes = tuple(_why(*row) for row in zip(enough, se, whole, strict=True))
    method = tuple(f"jackknife over {what}, t({n - 1})" if n >= LEAST_GROUPS else "" for n in count)
    return se, low, high, method, notes


def _why(enough: bool, se: float, whole: float) -> str:
    if not enough:
        return FEW_DOCUMENTS
    if np.isnan(se):
        return FRAGILE
    return NO_WIDTH if se == 0 and whole == 1 else ""


def _drawn(
    by_group: np.ndarray, binary: Binary, over: np.ndarray, there: np.ndarray, confidence: float, seed: int | None
) -> _Limits:
    """Percentiles over samples of documents, the same samples for every code."""
    documents, codes, features = by_group.shape
    keys = codes + 1
    if documents == 0:
        return _none(keys)
    draws = np.random.default_rng(seed).multinomial(documents, np.full(documents, 1 / documents), size=REPLICATES)
    totals = (draws.astype(float) @ by_group.reshape(documents, -1)).reshape(REPLICATES, codes, features)
    values = np.sort(_values(totals, binary, over), axis=0)
    defined = (~np.isnan(values)).sum(axis=0)
    enough = (there.sum(axis=0) >= LEAST_GROUPS) & (defined > 1)
    low, high = (_percentile(values, defined, share) for share in ((1 - confidence) / 2, (1 + confidence) / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nansum(values, axis=0) / defined
        se = np.sqrt(np.nansum((values - mean) ** 2, axis=0) / (defined - 1))
    blank = np.where(enough, 1.0, np.nan)
    notes = tuple(
        FEW_DOCUMENTS if n < LEAST_GROUPS else FRAGILE if d < REPLICATES else ""
        for n, d in zip(there.sum(axis=0), defined, strict=True)
    )
    method = tuple(f"bootstrap over documents, {REPLICATES} draws" if fine else "" for fine in enough)
    return se * blank, low * blank, high * blank, method, notes


def _percentile(values: np.ndarray, defined: np.ndarray, share: float) -> np.ndarray:
    """Linear interpolation in sorted columns whose undefined values stand last."""
    place = np.maximum(defined - 1, 0) * share
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, np.maximum(defined - 1, 0))
    column = np.arange(values.shape[1])
    low, high = values[below, column], values[above, column]
    return np.asarray(low + (high - low) * (place - below))
