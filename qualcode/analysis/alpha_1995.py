"""Krippendorff's first alpha for unitizing (1995, 2004), for comparison with programs that still report it."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.continua import Continua, continua
from qualcode.analysis.estimate import FEW_READERS, NAN, NO_CHANCE, NOTHING_MARKED, Estimate
from qualcode.errors import CallError

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.analysis.continua import Bound, Coders


def alpha_u_1995(spans: pd.DataFrame, *, begin: Bound = None, end: Bound = None, coders: Coders = None) -> Estimate:
    """αU of 1995: squared differences between the ends of spans that overlap, for comparison with older studies only.

    Two overlapping spans of a code differ by the squares of the differences between their begins and ends, a span that no
    span of the other coder touches by its squared length. Expected is the mean over all positions of all units. Codes are
    combined as 1 - sum of observed / sum of expected.

    Not a measure to report by choice: it is not monotone (a better match can lower it) and falls below 0 on spans that
    coincide but bear other codes. Use `u_alpha`.

    Parameters
    ----------
    spans, begin, end, coders
        As in `u_alpha`; spans of different codes may lie over each other, those of one code and coder not. Every coder has read
        every document. No interval is offered.

    References
    ----------
    .. [1] Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological Methodology, 25, 47-76.
    .. [2] Krippendorff, K. (2004). Content analysis (2nd ed.), pp. 251-256.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"coder": ["amal", "amal", "bo", "bo", "bo"], "start": [225, 370, 220, 355, 400],
    ...                       "end": [295, 400, 300, 375, 420], "code": "c"})
    >>> round(alpha_u_1995(marks, begin=150, end=450).value, 4)
    0.7286
    """
    c = continua(spans, "alpha_u_1995", begin=begin, end=end, coders=coders, alone="code", whole=True)
    if not len(c.documents):
        return Estimate(NAN, units=len(c.start), coders=c.coders, note=FEW_READERS)
    if not c.readers.all():
        raise CallError(
            "alpha_u_1995 needs the same coders in every document; coders= says that some read only a part."
        )
    if not len(c.start):
        return Estimate(NAN, coders=c.coders, note=NOTHING_MARKED)
    m, whole = len(c.names), float(c.lengths.sum())
    observed = 2 * _apart(c) / (m * (m - 1) * whole * whole)
    expected = sum(_expected(c, code) for code in range(len(c.codes)))
    value = 1 - observed / expected if expected > 0 else NAN
    note = "" if expected > 0 else NO_CHANCE
    return Estimate(value, units=len(c.start), coders=m, observed=observed, expected=expected, note=note)


def _apart(c: Continua) -> float:
    """Squared differences over pairs of coders: both ends of spans that overlap, the length of those that meet none."""
    reach = float(c.high.max()) + 1
    total = 0.0
    order = np.lexsort((c.start, c.code))
    lines = [order[c.coder[order] == name] for name in range(len(c.names))]
    for one, other in permutations(range(len(lines)), 2):
        a, b = lines[one], lines[other]
        first = np.searchsorted(c.end[b] + c.code[b] * reach, c.start[a] + c.code[a] * reach, side="right")
        last = np.searchsorted(c.start[b] + c.code[b] * reach, c.end[a] + c.code[a] * reach, side="left")
        met = np.maximum(last - first, 0)
        alone = c.size[a][met == 0].astype(float)
        total += float((alone * alone).sum())
        if one < other:
            mine = np.repeat(a, met)
            theirs = b[np.arange(int(met.sum())) + np.repeat(first - (np.cumsum(met) - met), met)]
            begins, ends = (np.asarray(side[mine] - side[theirs], dtype=float) for side in (c.start, c.end))
            total += float((begins * begins + ends * ends).sum())
    return total


def _expected(c: Continua, code: int) -> float:
    """The mean disagreement of the units of one code at all positions."""
    mine = c.code == code
    size, m, whole = c.size[mine].astype(float), len(c.names), float(c.lengths.sum())
    gaps = np.sort(_gaps(c, mine))
    more = np.append(np.cumsum(gaps[::-1])[::-1], 0.0)
    place = np.searchsorted(gaps, size, side="left")
    room = more[place] - (len(gaps) - place) * (size - 1)
    among = (len(size) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
    pairs = m * whole * (m * whole - 1) - float((size * (size - 1)).sum())
    return float(2 / whole * (among + size**2 * room).sum() / pairs)


def _gaps(c: Continua, mine: np.ndarray) -> np.ndarray:
    """The lengths of text that a coder left without this code, of all coders; documents end a gap."""
    found = []
    for name in range(len(c.names)):
        span = np.flatnonzero(mine & (c.coder == name))
        span = span[np.argsort(c.start[span])]
        begins = np.sort(np.concatenate([c.low, c.end[span]]))
        ends = np.sort(np.concatenate([c.start[span], c.high]))
        found.append(ends - begins)
    gaps = np.concatenate(found).astype(float)
    return gaps[gaps > 0]
