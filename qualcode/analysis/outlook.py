"""What a plan promises: prevalence, agreement and clustering as coded so far, else stated assumptions, and the forecast of intervals."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isnan
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis import forecast
from qualcode.analysis.binary import BINARY
from qualcode.analysis.cutting import informant_turns
from qualcode.analysis.intervals import LEAST_GROUPS
from qualcode.analysis.patterns import codes_in, partial
from qualcode.analysis.sureness import measured
from qualcode.analysis.units import units as units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.columns import HasFrames

#: Fewer occurrences than this (units that bear the code of anyone) give no coefficient.
RARE = 10
#: Units of fewer words count only if someone coded them.
MIN_WORDS = 4


@dataclass(frozen=True)
class Basis:
    """What a forecast rests on; each either found in what was coded so far, or assumed."""

    common: float
    rare: float
    alpha: float
    clustering: float
    found: frozenset[str] = frozenset()


def basis(
    codings: pd.DataFrame, project: HasFrames, *, prevalence: Sequence[float] | None = None, alpha: float | None = None,
    clustering: float | None = None,
) -> Basis:  # fmt: skip
    """What is known so far: prevalence from all finished readings, alpha and clustering from four documents read by two.

    A code at the upper quartile of the prevalences of the codes that were applied counts as common, one at the lower quartile
    as rare. What is given as an argument is taken as it is; what is neither given nor known is assumed.
    """
    found: dict[str, float] = {}
    said: dict[str, float] = {}
    if len(codings):
        read = units_of(codings, project)
        found |= _prevalence(read)
        found |= _agreed(read, project)
    if prevalence is not None:
        rare, common = sorted((*prevalence, *prevalence)[:2])
        said |= {"rare": float(rare), "common": float(common)}
    said |= {name: given for name, given in (("alpha", alpha), ("clustering", clustering)) if given is not None}
    assumed = {
        "common": forecast.COMMON, "rare": forecast.RARE, "alpha": forecast.ALPHA, "clustering": forecast.CLUSTERING,
    }  # fmt: skip
    return Basis(**{**assumed, **found, **said}, found=frozenset(found.keys() - said.keys()))


def _prevalence(read: pd.DataFrame) -> dict[str, float]:
    """The quartiles of the share of units to which a reader applied a code, over the codes that were applied."""
    codes = codes_in(read)
    if not codes:
        return {}
    counts = pd.Series([code for applied in read["codes"] for code in applied]).value_counts()
    shares = counts.to_numpy(dtype=float) / len(read)
    rare, common = np.quantile(shares, [0.25, 0.75])
    return {"rare": float(rare), "common": float(common)} if common < 1 else {}


def _agreed(read: pd.DataFrame, project: HasFrames) -> dict[str, float]:
    """Alpha over codes, and the clustering that its jackknife shows, code by code (the median)."""
    book = project.codebook
    codes = codes_in(read) if book is None else book.leaves
    both = read.groupby("unit", observed=True)["coder"].transform("nunique") > 1
    twice = read[both.to_numpy(dtype=bool)]
    if twice["document"].nunique() < LEAST_GROUPS or not len(codes):
        return {}
    read_twice = twice.copy(deep=False)
    read_twice.attrs = {}
    counted = partial(read_twice.drop_duplicates(["unit", "coder"]), book, codes)
    over = np.ones(len(codes), dtype=bool)
    made = measured(counted, BINARY["alpha"], over, interval="document", confidence=0.95, seed=None)
    found: dict[str, float] = {}
    whole = float(made.value[-1])
    if 0 <= whole < 1:
        found["alpha"] = whole
    sizes = counted.units[counted.units > 0].astype(float)
    mean = float((sizes**2).sum() / sizes.sum())
    raised = [one for one in _design_effects(counted.counts, counted.states, made.value, made.se) if not isnan(one)]
    if len(raised) >= 3 and mean > 1:
        clustering = (float(np.median(raised)) - 1) / (mean - 1)
        if clustering > 0:  # none at all, in few documents, is no evidence of none
            found["clustering"] = min(clustering, 1.0)
    return found


def _design_effects(counts: np.ndarray, states: np.ndarray, value: np.ndarray, se: np.ndarray) -> list[float]:
    """The jackknife variance of each code that is common enough, over that of independent units."""
    read, applied = (states >= 0).sum(axis=1), (states > 0).sum(axis=1)
    by_code = counts.sum(axis=0)
    found = []
    for code, row in enumerate(by_code):
        units, marks = float(row.sum()), float((row * applied).sum())
        shared = float(row @ (applied > 0))
        if shared < RARE or isnan(se[code]) or not 0 <= value[code] < 1:
            continue
        prevalence = marks / float((row * read).sum())
        alone = forecast.unit_variance(prevalence, float(value[code])) / units if 0 < prevalence < 1 else 0.0
        found.append(float(se[code]) ** 2 / alone if alone > 0 else float("nan"))
    return found


def units_by_document(project: HasFrames) -> dict[str, int]:
    """The informant turns of at least four words of each document; empty where nothing is known of turns."""
    if not len(project.turns(text=False)):
        return {}
    turns = informant_turns(project, text=False)
    long = turns[(turns["words"] >= MIN_WORDS).to_numpy(dtype=bool)]
    return {str(key): int(count) for key, count in long["document"].astype(str).value_counts().items()}


def outlook(known: Basis, units: Sequence[int], *, confidence: float = 0.95) -> pd.DataFrame:
    """The forecast for a common and a rare code.

    Returns
    -------
    Columns ``frequency`` (common, rare), ``percent`` (of the units that a coder gives the code), ``alpha documents units``, ``expected`` (units that will bear the code of at
    least one of two), ``width`` (half the expected interval, NaN where none is given), ``needed`` (documents that would bring
    it to .10; NaN above 10,000) and ``why`` there is none.
    """
    read = [count for count in units if count > 0]
    mean = ceil(sum(read) / len(read)) if read else forecast.UNITS
    rows = []
    for frequency in ("common", "rare"):
        prevalence = known.common if frequency == "common" else known.rare
        width = forecast.half_width(prevalence, known.alpha, known.clustering, read, confidence=confidence)
        expected = forecast.occurrences(prevalence, known.alpha, read)
        wanted = forecast.needed(prevalence, known.alpha, known.clustering, mean, confidence=confidence)
        note = "few_documents" if len(read) < LEAST_GROUPS else "too_rare" if expected < RARE else ""
        rows.append((frequency, 100 * prevalence, known.alpha, len(read), sum(read), expected,
                     float("nan") if note else width, wanted if wanted < np.inf else float("nan"), note))  # fmt: skip
    names = ["frequency", "percent", "alpha", "documents", "units", "expected", "width", "needed", "why"]
    return pd.DataFrame(rows, columns=names)
