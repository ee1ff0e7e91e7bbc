"""How sure a coefficient is: resampling from sums, so that leaving out a document is a subtraction and no new count."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.estimate import FRAGILE, NAN, NO_DISAGREEMENT, TOO_FEW_GROUPS, Estimate
from qualcode.analysis.quantiles import normal_quantile, t_quantile
from qualcode.analysis.ratings import groups_of
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

WAYS: tuple[str, ...] = ("analytic", "jackknife", "bootstrap", "krippendorff")
#: Below this many documents no interval is given.
LEAST_GROUPS = 4
REPLICATES = 1000
_BLOCK = 4_000_000
ONE_UNIT = "one unit has no spread"

#: From totals (replicates x cells) to value, observed and expected, each one a replicate.
Finish = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]
Interval = tuple[float, float, float, str, str]
#: Units, the cell each adds to, and how much.
Part = tuple[np.ndarray, np.ndarray | int, np.ndarray | float]


@dataclass(frozen=True)
class Sums:
    """A statistic as sums over units: entry i adds ``weights[i]`` to cell ``cells[i]`` for unit ``rows[i]``."""

    rows: np.ndarray
    cells: np.ndarray
    weights: np.ndarray
    size: int
    units: int
    finish: Finish
    #: The lowest value the coefficient can take; limits are cut there.
    least: float = -1.0

    def total(self) -> np.ndarray:
        """The cells summed over all units."""
        return np.bincount(self.cells, weights=self.weights, minlength=self.size)

    def point(self) -> tuple[float, float, float]:
        """Value, observed and expected."""
        value, observed, expected = self.finish(self.total()[None, :])
        return float(value[0]), float(observed[0]), float(expected[0])

    def by_group(self, group: np.ndarray, count: int) -> Iterator[np.ndarray]:
        """The cells summed within each group, in blocks of groups that fit in memory."""
        owner = group[self.rows]
        step = max(_BLOCK // max(self.size, 1), 1)
        if step >= count:
            yield self._block(owner, slice(None), 0, count)
            return
        order = np.argsort(owner, kind="stable")
        edges = np.searchsorted(owner[order], np.arange(0, count + step, step))
        for place, start in enumerate(range(0, count, step)):
            yield self._block(owner, order[edges[place] : edges[place + 1]], start, min(step, count - start))

    def _block(self, owner: np.ndarray, which: np.ndarray | slice, start: int, count: int) -> np.ndarray:
        cells = (owner[which] - start) * self.size + self.cells[which]
        found = np.bincount(cells, weights=self.weights[which], minlength=count * self.size)
        return found.reshape(count, self.size)


def gather(parts: Sequence[Part]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows, cells and weights of several parts as one; a single cell or weight stands for all rows of its part."""
    rows = [part[0] for part in parts]
    cells = [np.broadcast_to(np.asarray(cell, dtype=np.int64), len(row)) for row, cell, _ in parts]
    weights = [np.broadcast_to(np.asarray(weight, dtype=float), len(row)) for row, _, weight in parts]
    return np.concatenate(rows), np.concatenate(cells), np.concatenate(weights)


def jackknifed(values: np.ndarray, whole: float, confidence: float, least: float = -1.0) -> tuple[float, float, float]:
    """Standard error and limits from the values that leave out one group each, with t on groups - 1."""
    count = len(values)
    se = float(np.sqrt((count - 1) / count * ((values - values.mean()) ** 2).sum()))
    reach = t_quantile((1 + confidence) / 2, count - 1) * se
    return se, max(whole - reach, least), min(whole + reach, 1.0)


def jackknife(sums: Sums, group: np.ndarray, whole: float, confidence: float, what: str) -> Interval:
    """Leave out one group at a time."""
    count = int(group.max()) + 1 if len(group) else 0
    method = f"jackknife over {what}, t({max(count - 1, 0)})"
    if count < LEAST_GROUPS:
        return NAN, NAN, NAN, method, TOO_FEW_GROUPS
    total = sums.total()
    values = np.concatenate([sums.finish(total - part)[0] for part in sums.by_group(group, count)])
    if np.isnan(values).any():
        return NAN, NAN, NAN, method, FRAGILE
    se, low, high = jackknifed(values, whole, confidence, sums.least)
    return se, low, high, method, NO_DISAGREEMENT if se == 0 and whole == 1 else ""


def bootstrap(sums: Sums, group: np.ndarray, confidence: float, what: str, seed: int | None) -> Interval:
    """Draw as many groups as there are, with replacement; percentiles of the values."""
    count = int(group.max()) + 1 if len(group) else 0
    method = f"bootstrap over {what}, {REPLICATES} draws"
    if count < LEAST_GROUPS:
        return NAN, NAN, NAN, method, TOO_FEW_GROUPS
    chance = np.random.default_rng(seed)
    if count * sums.size <= _BLOCK:
        parts = next(sums.by_group(group, count))
        draws = chance.multinomial(count, np.full(count, 1 / count), size=REPLICATES)
        values = sums.finish(draws @ parts)[0]
    else:
        owner, found = group[sums.rows], []
        for _ in range(REPLICATES):
            times = np.bincount(chance.integers(0, count, count), minlength=count)
            totals = np.bincount(sums.cells, weights=times[owner] * sums.weights, minlength=sums.size)
            found.append(float(sums.finish(totals[None, :])[0][0]))
        values = np.asarray(found)
    return (*percentiles(values, confidence), method, _undefined(values))


def percentiles(values: np.ndarray, confidence: float) -> tuple[float, float, float]:
    """Standard deviation and percentile limits of the replicates that are defined."""
    kept = values[~np.isnan(values)]
    if len(kept) < 2:
        return NAN, NAN, NAN
    low, high = np.quantile(kept, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(kept.std(ddof=1)), float(low), float(high)


def _undefined(values: np.ndarray) -> str:
    missing = int(np.isnan(values).sum())
    return f"undefined in {missing} of {len(values)} draws" if missing else ""


def with_interval(
    estimate: Estimate,
    sums: Sums | None,
    *,
    ci: str | None,
    confidence: float,
    groups: Sequence[Hashable] | pd.Series | np.ndarray | None,
    kept: np.ndarray,
    seed: int | None,
    analytic: Callable[[], tuple[float, float, str]] | None = None,
    special: Callable[[], Interval] | None = None,
) -> Estimate:
    """The estimate with the interval that was asked for.

    `kept` tells which of the units handed in the sums are made of; `analytic` gives standard error, degrees of freedom
    (infinite for the normal distribution) and a name; `special` is Krippendorff's bootstrap.
    """
    _check(ci, confidence, analytic, special)
    group = None if groups is None else groups_of(groups, len(kept))[kept]
    if ci is None or sums is None or np.isnan(estimate.value):
        return estimate
    if ci == "analytic" and analytic is not None:
        se, freedom, name = analytic()
        if freedom < 1:
            return replace(estimate, method=name, note=ONE_UNIT)
        quantile = (
            normal_quantile((1 + confidence) / 2) if np.isinf(freedom) else t_quantile((1 + confidence) / 2, freedom)
        )
        low, high = max(estimate.value - quantile * se, sums.least), min(estimate.value + quantile * se, 1.0)
        return replace(estimate, se=se, low=low, high=high, confidence=confidence, method=name)
    if ci == "krippendorff" and special is not None:
        se, low, high, method, note = special()
    else:
        what = "units" if group is None else "groups"
        group = np.arange(sums.units) if group is None else np.unique(group, return_inverse=True)[1]
        if ci == "jackknife":
            se, low, high, method, note = jackknife(sums, group, estimate.value, confidence, what)
        else:
            se, low, high, method, note = bootstrap(sums, group, confidence, what, seed)
    sure = NAN if np.isnan(low) else confidence
    return replace(estimate, se=se, low=low, high=high, confidence=sure, method=method, note=note)


def over_documents(estimate: Estimate, sums: Sums, *, ci: str | None, confidence: float, seed: int | None) -> Estimate:
    """The estimate with an interval over documents, where each unit of the sums is a document."""
    every = np.arange(sums.units)
    found = with_interval(estimate, sums, ci=ci, confidence=confidence, groups=every, kept=every >= 0, seed=seed)
    return replace(found, method=found.method.replace("over groups", "over documents"))


def _check(ci: str | None, confidence: float, analytic: object, special: object) -> None:
    if not 0 < confidence < 1:
        raise CallError(f"confidence= lies between 0 and 1, not {confidence}.")
    if ci is not None and ci not in WAYS:
        raise CallError(f'No interval "{ci}"; there are {", ".join(WAYS)}.{did_you_mean(ci, WAYS)}')
    if (ci == "analytic" and analytic is None) or (ci == "krippendorff" and special is None):
        raise CallError(f'This coefficient has no interval "{ci}": take "jackknife" or "bootstrap".')
