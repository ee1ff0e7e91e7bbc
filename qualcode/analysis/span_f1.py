"""How many spans two coders share: the same text with the same code, or some of it."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.continua import Continua, continua
from qualcode.analysis.estimate import FEW_READERS, NAN, NOTHING_MARKED, Estimate
from qualcode.analysis.intervals import Part, Sums, gather, over_documents
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from qualcode.analysis.continua import Bound, Coders

MATCHES: tuple[str, ...] = ("exact", "overlap")


def span_f1(
    spans: pd.DataFrame,
    *,
    match: str = "exact",
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    ci: str | None = None,
    confidence: float = 0.95,
    seed: int | None = None,
) -> Estimate:
    """F1 of spans: of all spans of two coders, the share that has a partner with the other, averaged over pairs of coders.

    2 M / (N1 + N2). Not corrected for chance; equal to positive agreement on spans, and what kappa tends to where the unmarked
    text has no end (Hripcsak & Rothschild 2005).

    Parameters
    ----------
    spans, begin, end, coders, ci, confidence, seed
        As in `u_alpha`; spans may lie over each other, `begin` and `end` are only checked.
    match
        ``"exact"``: same begin, end and code; a span marked twice counts once. ``"overlap"``: same code and at least one character
        in common, each span with one partner at most, as many pairs as can be made.

    Returns
    -------
    Value from 0 to 1. Under ``"exact"`` one character off is a miss: give both. A pair of coders who marked nothing has no value
    and stays out of the mean.

    References
    ----------
    .. [1] Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval.

    Examples
    --------
    >>> marks = pd.DataFrame({"coder": ["amal", "amal", "bo"], "start": [0, 30, 1], "end": [10, 40, 10], "code": "regie"})
    >>> span_f1(marks).value, round(span_f1(marks, match="overlap").value, 3)
    (0.0, 0.667)
    """
    if match not in MATCHES:
        raise CallError(f'No match "{match}"; there are {", ".join(MATCHES)}.{did_you_mean(match, MATCHES)}')
    c = continua(spans, "span_f1", begin=begin, end=end, coders=coders)
    if not len(c.documents):
        return Estimate(NAN, units=len(c.start), coders=c.coders, note=FEW_READERS)
    sums = f1_sums(c, match)
    value, _, _ = sums.point()
    note = NOTHING_MARKED if np.isnan(value) else ""
    estimate = Estimate(value, units=len(c.start), coders=c.coders, observed=value, note=note)
    return over_documents(estimate, sums, ci=ci, confidence=confidence, seed=seed)


def f1_sums(c: Continua, match: str) -> Sums:
    """For each pair of coders the partners, and the spans of both, in documents that both have read."""
    pairs = list(combinations(range(len(c.names)), 2))
    kept = _distinct(c) if match == "exact" else np.arange(len(c.start))
    same = (
        pd.DataFrame({"a": c.start, "b": c.end, "c": c.code}).groupby(["a", "b", "c"], sort=False).ngroup().to_numpy()
    )
    parts: list[Part] = []
    for place, (one, other) in enumerate(pairs):
        a, b = (kept[(c.coder[kept] == x) & c.readers[c.document[kept], y]] for x, y in ((one, other), (other, one)))
        partners = a[np.isin(same[a], same[b])] if match == "exact" else _partners(c, a, b)
        parts += [(c.document[partners], 2 * place, 1.0)]
        parts += [(c.document[side], 2 * place + 1, 1.0) for side in (a, b)]

    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        with np.errstate(divide="ignore", invalid="ignore"):
            each = 2 * totals[:, ::2] / totals[:, 1::2]
            value = np.nansum(each, axis=1) / (~np.isnan(each)).sum(axis=1)
        return value, value, np.full(len(totals), NAN)

    return Sums(*gather(parts), 2 * len(pairs), len(c.documents), finish, least=0.0)


def _distinct(c: Continua) -> np.ndarray:
    """Each span of a coder once."""
    table = pd.DataFrame({"coder": c.coder, "start": c.start, "end": c.end, "code": c.code})
    return np.flatnonzero(~table.duplicated().to_numpy())


def _partners(c: Continua, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The spans of the first that have a partner when as many pairs are made as can be.

    Spans end one after another. The one that ends first takes, of the unmatched spans that begin before its end, the one
    that ends first: any later span that could take this one could take the others too.
    """
    rows, side = np.concatenate([a, b]), np.repeat([0, 1], [len(a), len(b)])
    count = len(rows)
    at = np.concatenate([c.end[rows], c.start[rows]])
    kind = np.repeat([0, 1], count)
    order = np.lexsort((kind, at, np.tile(c.code[rows], 2)))
    ends, sides = c.end[rows].tolist(), side.tolist()
    waiting: tuple[list[tuple[float, int]], ...] = ([], [])
    gone, found = [False] * count, []
    for event in order.tolist():
        span = event % count
        if event >= count:
            heappush(waiting[sides[span]], (ends[span], span))
        elif not gone[span]:
            gone[span] = True
            others = waiting[1 - sides[span]]
            while others and gone[others[0][1]]:
                heappop(others)
            if others:
                other = heappop(others)[1]
                gone[other] = True
                found.append(rows[span if sides[span] == 0 else other])
    return np.asarray(found, dtype=np.int64)
