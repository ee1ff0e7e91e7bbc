"""How much two categories agree where they differ: the weights of weighted kappa and AC2, 1 for full agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from qualcode.analysis.ratings import Ratings

WEIGHTS: tuple[str, ...] = ("identity", "linear", "quadratic", "ordinal")


def weights_for(ratings: Ratings, weights: str) -> np.ndarray:
    """The weights between the categories in their order.

    ``identity``: equal or not. ``linear``: 1 - |i - j| / (q - 1). ``quadratic``: 1 - ((i - j) / (q - 1))². ``ordinal`` (Gwet):
    1 - pairs of categories spanned / pairs of all categories. i and j are ranks; q counts the categories.
    """
    if weights not in WEIGHTS:
        raise CallError(f'No weights "{weights}"; there are {", ".join(WEIGHTS)}.{did_you_mean(weights, WEIGHTS)}')
    q = len(ratings.values)
    if weights == "identity" or q < 2:
        return np.eye(q)
    if not ratings.ordered:
        raise CallError(f"The weights {weights!r} need an order: give categories= from low to high.")
    apart = np.abs(np.arange(q)[:, None] - np.arange(q)[None, :])
    if weights == "linear":
        return np.asarray(1 - apart / (q - 1))
    if weights == "quadratic":
        return np.asarray(1 - (apart / (q - 1)) ** 2)
    return np.asarray(1 - apart * (apart + 1) / (q * (q - 1)))
