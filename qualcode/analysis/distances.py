"""How far two values are apart: sets of codes, codes in a tree, numbers, ranks. A distance is used as it is, not squared."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualcode.errors import CallError

if TYPE_CHECKING:
    from qualcode.codebook import Codebook

Distance = Callable[[Hashable, Hashable], float]
SET_METRICS: tuple[str, ...] = ("jaccard", "masi", "dice", "passonneau2004")


def set_distances(values: Sequence[Hashable], metric: str) -> np.ndarray:
    """The distances between sets of codes.

    ``jaccard``: 1 - shared / united. ``dice``: 1 - 2 shared / (one + other). ``passonneau2004``: 0 equal, 1/3 one within the
    other, 2/3 overlapping, 1 nothing shared. ``masi`` (Passonneau 2006): 1 - J M, J the Jaccard similarity, M 1, 2/3, 1/3, 0 in
    the same four cases. Two empty sets are equal; an empty set lies within every other (``passonneau2004`` 1/3, the others 1).

    >>> set_distances([frozenset("ab"), frozenset("a")], "masi")[0, 1].round(4)
    np.float64(0.6667)
    """
    odd = next((value for value in values if not isinstance(value, frozenset | tuple)), None)
    if odd is not None:
        raise CallError(f"The metric {metric!r} compares sets of codes; the ratings hold {odd!r}.")
    sets: list[frozenset[Hashable]] = [frozenset(value) for value in values]  # type: ignore[call-overload]
    labels = {label: place for place, label in enumerate(dict.fromkeys(label for one in sets for label in one))}
    holds = np.zeros((len(sets), max(len(labels), 1)))
    for row, one in enumerate(sets):
        holds[row, [labels[label] for label in one]] = 1
    shared = holds @ holds.T
    count = holds.sum(axis=1)
    either = count[:, None] + count[None, :]
    equal = (2 * shared == either) & (count[:, None] == count[None, :])
    if metric == "dice":
        return np.where(equal, 0.0, 1 - 2 * shared / np.maximum(either, 1))
    jaccard = np.where(equal, 1.0, shared / np.maximum(either - shared, 1))
    if metric == "jaccard":
        return np.asarray(1 - jaccard)
    within = (shared == count[:, None]) | (shared == count[None, :])
    if metric == "masi":
        monotone = np.select([equal, within, shared > 0], [1.0, 2 / 3, 1 / 3], 0.0)
        return np.asarray(1 - jaccard * monotone)
    return np.select([equal, within, shared > 0], [0.0, 1 / 3, 2 / 3], 1.0)


def tree_distance(tree: Codebook | Mapping[str, str | None], form: str = "path") -> Distance:
    """A distance between codes by their place in the tree: 0 for the same code, 1 for codes that share no ancestor.

    Parameters
    ----------
    tree
        A codebook, or each code's parent (None at the top).
    form
        ``"path"``: steps up and down between the codes, by the sum of their depths (1 at the top). ``"wu-palmer"``:
        1 - 2 (shared depth + 1) / (sum of the depths + 2), the top codes hanging under one root.

    >>> apart = tree_distance({"regie": None, "zelfregie": "regie", "gedeeld": "regie"})
    >>> apart("zelfregie", "gedeeld"), apart("regie", "zelfregie")
    (0.5, 0.3333333333333333)
    """
    if form not in ("path", "wu-palmer"):
        raise CallError(f'No tree distance "{form}"; there are "path" and "wu-palmer".')
    paths: dict[Hashable, tuple[Hashable, ...]] = {}

    def path(code: Hashable) -> tuple[Hashable, ...]:
        if code not in paths:
            paths[code] = _path(code, tree)
        return paths[code]

    def apart(one: Hashable, other: Hashable) -> float:
        first, second = path(one), path(other)
        depths = len(first) + len(second)
        common = sum(1 for a, b in zip(first, second, strict=False) if a == b)
        if form == "path":
            return (depths - 2 * common) / depths
        return 1 - 2 * (common + 1) / (depths + 2)

    return apart


def tree_set_distances(values: Sequence[Hashable], tree: Codebook | Mapping[str, str | None]) -> np.ndarray:
    """The distances between sets of codes of a tree: how far each code is, on average, from the nearest code of the other set.

    The mean is over the codes of both sets: ``(sum over one + sum over other) / (|one| + |other|)``, with `tree_distance` between two
    codes. Sets of one code are as far apart as their codes; where no two codes are related this is the distance ``dice``, and it is
    never larger. Two empty sets are equal, an empty one is at distance 1 from all others. It is our own.

    >>> tree = {"regie": None, "zelf": "regie", "samen": "regie", "ict": None}
    >>> sets = [frozenset({"zelf"}), frozenset({"samen"}), frozenset({"samen", "ict"}), frozenset()]
    >>> tree_set_distances(sets, tree)[0].round(3).tolist()
    [0.0, 0.5, 0.667, 1.0]
    """
    sets: list[frozenset[Hashable]] = [frozenset(value) for value in values]  # type: ignore[call-overload]
    codes = list(dict.fromkeys(code for one in sets for code in one))
    place = {code: number for number, code in enumerate(codes)}
    between = called_distances(codes, tree_distance(tree))
    holds = np.zeros((len(sets), len(codes)))
    nearest = np.ones((len(codes), len(sets)))
    for row, one in enumerate(sets):
        mine = [place[code] for code in one]
        holds[row, mine] = 1
        if mine:
            nearest[:, row] = between[:, mine].min(axis=1)
    apart = holds @ nearest
    sizes = holds.sum(axis=1)
    either = sizes[:, None] + sizes[None, :]
    found = (apart + apart.T) / np.maximum(either, 1)
    np.fill_diagonal(found, 0.0)
    return np.where(either == 0, 0.0, found)


def _path(code: Hashable, tree: Codebook | Mapping[str, str | None]) -> tuple[Hashable, ...]:
    """The codes from the top down to this one."""
    if not isinstance(tree, Mapping):
        return (*reversed(tree.ancestors(str(code))), code)
    way: list[Hashable] = []
    here: Hashable | None = code
    while here is not None:
        if here not in tree:
            raise CallError(f"The tree has no code {here!r}.")
        if here in way:
            raise CallError(f"The tree runs in a circle at {here!r}.")
        way.append(here)
        here = tree[here]  # type: ignore[index]
    return tuple(reversed(way))


def called_distances(values: Sequence[Hashable], distance: Distance) -> np.ndarray:
    """The distances that a function gives, asked once for each two values."""
    found = np.zeros((len(values), len(values)))
    for row, one in enumerate(values):
        for column in range(row + 1, len(values)):
            found[row, column] = found[column, row] = float(distance(one, values[column]))
    if np.isnan(found).any() or (found < 0).any():
        raise CallError("The metric gave a distance that is negative or no number.")
    return found


def ratio_distances(numbers: np.ndarray) -> np.ndarray:
    """Squared difference over sum, 0 between two zeros."""
    if (numbers < 0).any():
        raise CallError('The metric "ratio" needs numbers from 0 up; the ratings hold a negative one.')
    total = numbers[:, None] + numbers[None, :]
    return np.asarray(((numbers[:, None] - numbers[None, :]) / np.where(total == 0, 1, total)) ** 2)
