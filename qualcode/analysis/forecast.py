"""How wide the interval of alpha will be before anyone has coded: from prevalence, agreement and how far documents differ."""

from __future__ import annotations

from math import exp, inf, lgamma, nan, sqrt
from typing import TYPE_CHECKING

from qualcode.analysis.intervals import LEAST_GROUPS
from qualcode.analysis.quantiles import t_quantile
from qualcode.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What is assumed while nothing was coded: the shares of units that bear a common and a rare code, alpha, how alike the units
#: of a document are (intraclass correlation; .018 in the simulation of `docs/reference/agreement.md`), the units of a document.
COMMON, RARE, ALPHA, CLUSTERING, UNITS = 0.12, 0.02, 0.70, 0.02, 40
_MOST = 10_000


def patterns(prevalence: float, alpha: float) -> tuple[float, float, float]:
    """The shares of units where both, one of them, and neither of two equal coders applied a code.

    >>> [round(share, 4) for share in patterns(0.1, 0.7)]
    [0.073, 0.054, 0.873]
    """
    one = 2 * (1 - alpha) * prevalence * (1 - prevalence)
    return prevalence - one / 2, one, 1 - prevalence - one / 2


def half_width(
    prevalence: float, alpha: float, clustering: float, units: Sequence[int], *, confidence: float = 0.95
) -> float:
    """Half the expected width of the interval of alpha for one code and two coders: delete-one-document jackknife, t(D - 1).

    Linearised alpha gives the variance of one unit; units of one document resemble each other, which raises that of a sum by
    1 + (units - 1) x clustering; the expected jackknife standard error is a little below its root (c4).

    Parameters
    ----------
    prevalence
        The share of units to which a coder applies the code, between 0 and 1.
    alpha
        The alpha that is expected.
    clustering
        The intraclass correlation of units within a document, 0 (none) to 1.
    units
        The units of each document that two coders will read.

    Returns
    -------
    A number above 0, in units of alpha; NaN below four documents, where no interval is given. It can pass 1: then the
    plan says nothing of this code.

    Examples
    --------
    >>> round(half_width(0.12, 0.7, 0.05, [40] * 10), 2)
    0.21
    >>> half_width(0.12, 0.7, 0.05, [40] * 3)
    nan
    """
    _check(prevalence, alpha, clustering)
    read = [count for count in units if count > 0]
    documents, whole = len(read), sum(read)
    if documents < LEAST_GROUPS:
        return nan
    raised = sum(count * (1 + (count - 1) * clustering) for count in read) / whole**2
    return (
        t_quantile((1 + confidence) / 2, documents - 1)
        * _c4(documents)
        * sqrt(unit_variance(prevalence, alpha) * raised)
    )


def unit_variance(prevalence: float, alpha: float) -> float:
    """The variance that one unit adds to alpha, linearised, for two coders of equal prevalence."""
    both, one, neither = patterns(prevalence, alpha)
    expected = 2 * prevalence * (1 - prevalence)
    slope = one * (2 - 4 * prevalence) / expected**2
    total = 0.0
    for share, differ, applied in ((both, 0, 1.0), (one, 1, 0.5), (neither, 0, 0.0)):
        total += share * ((differ - one) / expected - slope * (applied - prevalence)) ** 2
    return total


def occurrences(prevalence: float, alpha: float, units: Sequence[int]) -> float:
    """How many units will bear the code of at least one of two coders."""
    both, one, _ = patterns(prevalence, alpha)
    return (both + one) * sum(units)


def needed(
    prevalence: float, alpha: float, clustering: float, units: int, within: float = 0.1, *, confidence: float = 0.95
) -> float:
    """How many documents of so many units bring the half width down to `within`; infinite above 10,000.

    >>> needed(0.12, 0.7, 0.05, 40)
    38
    """
    low, high = LEAST_GROUPS, LEAST_GROUPS
    while half_width(prevalence, alpha, clustering, [units] * high, confidence=confidence) > within:
        low, high = high, high * 2
        if high > _MOST:
            return inf
    while low < high:
        middle = (low + high) // 2
        if half_width(prevalence, alpha, clustering, [units] * middle, confidence=confidence) > within:
            low = middle + 1
        else:
            high = middle
    return high


def _c4(documents: int) -> float:
    """The mean of a standard deviation of so many values, as a share of the true one."""
    return sqrt(2 / (documents - 1)) * exp(lgamma(documents / 2) - lgamma((documents - 1) / 2))


def _check(prevalence: float, alpha: float, clustering: float) -> None:
    if not 0 < prevalence < 1:
        raise CallError(f"A prevalence lies between 0 and 1, not {prevalence}.")
    if not 0 <= alpha < 1:
        raise CallError(f"The expected alpha lies from 0 to below 1, not {alpha}: a perfect one has no width.")
    if not 0 <= clustering <= 1:
        raise CallError(f"Clustering lies between 0 and 1, not {clustering}.")
