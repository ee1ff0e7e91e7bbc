"""Cohen's kappa of characters, marked or not: what some programs report of two coders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.continua import Continua, continua
from qualcode.analysis.estimate import ALL_MARKED, FEW_READERS, NAN, NOTHING_MARKED, Estimate
from qualcode.analysis.intervals import Part, Sums, gather, over_documents
from qualcode.analysis.sweep import stretches
from qualcode.errors import CallError

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.analysis.continua import Bound, Coders


def character_kappa(
    spans: pd.DataFrame,
    *,
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    ci: str | None = None,
    confidence: float = 0.95,
    seed: int | None = None,
) -> Estimate:
    """Cohen's kappa of two coders over characters, marked or not, whatever the code; hand in one code for kappa of that code.

    For comparison with programs that report it. It rises with the amount of unmarked text; characters are not units that anyone
    judged, so never an interval over characters.

    Parameters
    ----------
    spans, begin, end, coders, ci, confidence, seed
        As in `u_alpha`, but a coder's spans may lie over each other. Two coders: name both where one of them marked nothing.

    Returns
    -------
    Value up to 1; `observed` and `expected` are agreement.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"coder": ["amal", "amal", "bo"], "start": [0, 30, 0], "end": [10, 40, 12], "code": "regie"})
    >>> round(character_kappa(marks, end=60).value, 3)
    0.5
    """
    c = continua(spans, "character_kappa", begin=begin, end=end, coders=coders, whole=True)
    if len(c.names) > 2:
        raise CallError(f"character_kappa compares two coders; here are {len(c.names)}: take character_alpha.")
    if not len(c.documents):
        return Estimate(NAN, units=len(c.start), coders=c.coders, note=FEW_READERS)
    sums = kappa_sums(c)
    value, observed, expected = sums.point()
    note = (ALL_MARKED if len(c.start) else NOTHING_MARKED) if np.isnan(value) else ""
    estimate = Estimate(value, units=len(c.start), coders=2, observed=observed, expected=expected, note=note)
    return over_documents(estimate, sums, ci=ci, confidence=confidence, seed=seed)


def kappa_sums(c: Continua) -> Sums:
    """The length of all text, of what each coder marked, and of what both did."""
    every = np.arange(len(c.documents))
    each = stretches(c, c.coder)
    runs = _merged(c)
    parts: list[Part] = [
        (every, 0, c.lengths.astype(float)), (each.document, 1 + each.key, each.length.astype(float)),
        (runs[0], 3, runs[1]),
    ]  # fmt: skip

    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        whole, one, other, both = totals.T
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = (whole - one - other + 2 * both) / whole
            expected = (one * other + (whole - one) * (whole - other)) / whole**2
            value = (observed - expected) / np.where(1 - expected > 1e-12, 1 - expected, np.nan)
        return value, observed, expected

    return Sums(*gather(parts), 4, len(every), finish)


def _merged(c: Continua) -> tuple[np.ndarray, np.ndarray]:
    """Document and length of each stretch that both have marked."""
    at = np.concatenate([c.start, c.end])
    home = np.concatenate([c.document, c.document])
    order = np.argsort(at, kind="stable")
    step = np.where(order < len(c.start), 1, -1)
    who = np.concatenate([c.coder, c.coder])[order]
    depths = [np.cumsum(np.where(who == name, step, 0)) > 0 for name in (0, 1)]
    kept = depths[0] & depths[1]
    return home[order][kept], np.append(np.diff(at[order]), 0)[kept].astype(float)
