"""How much two categories agree where they differ: the weights of weighted kappa and AC2, 1 for full agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.analysis.ratings import Ratings

WEIGHTS: tuple[str, ...] = ("identity", "linear", "quadratic", "ordinal")


#: A name, or a table of weights between the categories in their order.
WeightsLike: TypeAlias = "str | np.ndarray | Sequence[Sequence[float]]"


def weights_for(ratings: Ratings, weights: WeightsLike) -> np.ndarray:
    """The weights between the categories in their order.

    ``identity``: equal or not. ``linear``: 1 - |i - j| / (q - 1). ``quadratic``: 1 - ((i - j) / (q - 1))². ``ordinal`` (Gwet):
    1 - pairs of categories spanned / pairs of all categories. i and j are ranks; q counts the categories. Or the weights
    themselves (Cohen 1968), a symmetric table with 1 on the diagonal and 0 to 1 elsewhere.
    """
    if not isinstance(weights, str):
        return _given(ratings, weights)
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


def _given(ratings: Ratings, weights: np.ndarray | Sequence[Sequence[float]]) -> np.ndarray:
    """A table of weights, checked."""
    q = len(ratings.values)
    if q and not ratings.ordered:
        raise CallError("A table of weights needs an order: give categories= in the order of its rows.")
    try:
        table = np.asarray(weights, dtype=float)
    except (TypeError, ValueError):
        raise CallError("weights= is a name or a table of numbers, a row and a column for each category.") from None
    if table.shape != (q, q):
        raise CallError(
            f"The weights are a table of {q} x {q}, a row and a column for each category, not {table.shape}."
        )
    fine = (table == table.T).all() and (np.diag(table) == 1).all() and (table >= 0).all() and (table <= 1).all()
    if not fine:
        raise CallError("The weights are symmetric, 1 on the diagonal and from 0 to 1 elsewhere.")
    return table
