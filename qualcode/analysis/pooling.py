"""One coefficient over several strata, such as codes: observed and expected disagreement summed, each within its stratum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.estimate import NAN
from qualcode.analysis.intervals import LEAST_GROUPS, REPLICATES, Sums, jackknifed, percentiles
from qualcode.analysis.sureness import FEW_DOCUMENTS, FRAGILE, NO_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Stratum:
    """One coincidence table as sums over units, and the document of each unit as its place among all documents.

    `agreement`: what the sums give as observed and expected is agreement, as for kappas; else disagreement.
    `ratio`: the value has no chance behind it (F1): it is kept as it is.
    """

    sums: Sums
    document: np.ndarray
    agreement: bool = False
    ratio: bool = False

    def disagreements(self, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Observed and expected disagreement, for each row of totals; NaN in both where undefined."""
        value, observed, expected = self.sums.finish(totals)
        if self.ratio:
            return 1 - value, np.where(np.isnan(value), np.nan, 1.0)
        if self.agreement:
            observed, expected = 1 - observed, 1 - expected
        undefined = np.isnan(value)
        return np.where(undefined, np.nan, observed), np.where(undefined, np.nan, expected)

    def by_document(self, count: int) -> np.ndarray:
        """The sums of each document."""
        return np.concatenate(list(self.sums.by_group(self.document, count)))


@dataclass(frozen=True)
class Pooled:
    """A value with its interval, and the mean disagreements that it is made of."""

    value: float
    observed: float
    expected: float
    se: float = NAN
    low: float = NAN
    high: float = NAN
    method: str = ""
    note: str = ""


def pooled(
    strata: Sequence[Stratum],
    documents: int,
    *,
    interval: str | None = "document",
    confidence: float = 0.95,
    seed: int | None = None,
    what: str = "documents",
) -> Pooled:
    """The value over strata, ``1 - sum of observed / sum of expected``, with an interval over documents.

    Strata in which nothing is expected add nothing. `documents` is how many there are in all; those that no stratum holds do
    not count; `what` they are called. NaN, without a note, where no stratum is defined.
    """
    parts = [(one, one.by_document(documents)) for one in strata]
    totals = [part.sum(axis=0) for _, part in parts]
    observed, expected = (
        np.array([float(one.disagreements(total[None, :])[which][0]) for (one, _), total in zip(parts, totals, strict=True)])
        for which in (0, 1)
    )  # fmt: skip
    kept = ~np.isnan(observed)
    if not kept.any():
        return Pooled(NAN, NAN, NAN)
    value = float(1 - observed[kept].sum() / expected[kept].sum())
    found = Pooled(value, float(observed[kept].mean()), float(expected[kept].mean()))
    if interval is None:
        return found
    there = np.zeros(documents, dtype=bool)
    for one, _ in parts:
        there[one.document] = True
    count = int(there.sum())
    if count < LEAST_GROUPS:
        return _with(found, note=FEW_DOCUMENTS)
    least = min(one.sums.least for one, _ in parts)
    if interval == "bootstrap":
        draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=REPLICATES)
        values = _values(parts, lambda part, _: draws @ part[there])
        se, low, high = percentiles(values, confidence)
        note = FRAGILE if np.isnan(values).any() else ""
        return _with(found, se=se, low=low, high=high, note=note, method=f"bootstrap over {what}, {REPLICATES} draws")
    values = _values(parts, lambda part, total: total - part[there])
    if np.isnan(values).any():
        return _with(found, note=FRAGILE)
    se, low, high = jackknifed(values, value, confidence, least)
    note = NO_WIDTH if se == 0 and value == 1 else ""
    return _with(found, se=se, low=low, high=high, note=note, method=f"jackknife over {what}, t({count - 1})")


def _values(
    parts: list[tuple[Stratum, np.ndarray]], made: Callable[[np.ndarray, np.ndarray], np.ndarray]
) -> np.ndarray:
    """The value over strata for each replicate."""
    found = [one.disagreements(made(part, part.sum(axis=0))) for one, part in parts]
    observed, expected = (np.nansum([pair[which] for pair in found], axis=0) for which in (0, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - observed / np.where(expected > 1e-15, expected, np.nan))


def _with(found: Pooled, **more: float | str) -> Pooled:
    return replace(found, **more)  # type: ignore[arg-type]
