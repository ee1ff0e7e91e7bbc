"""What other programs give on the same ratings: every coefficient beside each peer that has it, on random data.

Run as a script (`python -m tests.analysis.peers`) this prints the table of `docs/reference/agreement.md`.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from qualcode.analysis import coefficients as c

if TYPE_CHECKING:
    from collections.abc import Callable

Rows = list[list[Any]]
CATEGORIES = [1, 2, 3, 4]
CODES = "abcd"
TREE = {"a": None, "b": None, "c": "a", "d": "a", "e": "c", "f": "b"}


@dataclass(frozen=True)
class Comparison:
    """One coefficient beside one peer, on ratings of one kind."""

    coefficient: str
    peer: str
    kind: str
    ours: Callable[[Rows], float]
    theirs: Callable[[Rows], float]

    @property
    def there(self) -> bool:
        return find_spec(self.peer.split()[0]) is not None or self.peer in OWN

    def __str__(self) -> str:
        return f"{self.coefficient} by {self.peer}"


OWN = ("the formula written out",)


def ratings(kind: str, seed: int) -> Rows:
    """Coders who give the true value as often as their skill; `kind` tells how many coders, which values, whether some miss."""
    chance = np.random.default_rng(seed)
    units, coders = int(chance.integers(8, 40)), 2 if "two" in kind else int(chance.integers(3, 6))
    values = _values(kind)
    share = chance.dirichlet(np.ones(len(values)))
    truth, skill = chance.choice(len(values), units, p=share), chance.uniform(0.2, 1, coders)
    drawn = chance.choice(len(values), (units, coders), p=share)
    places = np.where(chance.random((units, coders)) < skill, truth[:, None], drawn)
    rows = [[values[place] for place in row] for row in places]
    if "missing" in kind:
        gone = chance.random((units, coders)) < chance.uniform(0.1, 0.6)
        rows = [
            [None if g else v for v, g in zip(row, line, strict=True)] for row, line in zip(rows, gone, strict=True)
        ]
    return rows


def _values(kind: str) -> list[Any]:
    if "sets" in kind:
        sets = [frozenset(some) for size in range(4) for some in combinations(CODES, size)]
        return sets if "empty" in kind else sets[1:]
    return list(TREE) if "tree" in kind else CATEGORIES


def largest(one: Comparison, runs: int) -> tuple[float, int]:
    """The largest difference over so many data sets on which both are defined, and how many those were."""
    apart, compared = 0.0, 0
    for seed in range(runs):
        rows = ratings(one.kind, seed)
        ours = one.ours(rows)
        if ours == ours:
            compared += 1
            apart = max(apart, abs(ours - float(one.theirs(rows))))
    return apart, compared


# Distances, each as its paper defines it, for peers that take a function.


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 1 - 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return 1 - len(a & b) / len(a | b) if a or b else 0.0


def passonneau(a: frozenset[str], b: frozenset[str]) -> float:
    return 0.0 if a == b else 1 / 3 if a <= b or b <= a else 2 / 3 if a & b else 1.0


def masi(a: frozenset[str], b: frozenset[str]) -> float:
    alike = 1.0 if a == b else 2 / 3 if a <= b or b <= a else 1 / 3 if a & b else 0.0
    return 1 - (1 - jaccard(a, b)) * alike


def steps(a: str, b: str) -> float:
    def up(code: str | None) -> list[str]:
        return [] if code is None else [*up(TREE[code]), code]

    shared = len(set(up(a)) & set(up(b)))
    return (len(up(a)) + len(up(b)) - 2 * shared) / (len(up(a)) + len(up(b)))


SETS = {"jaccard": jaccard, "dice": dice, "masi": masi, "passonneau2004": passonneau}


# The peers.


def krippendorff_alpha(rows: Rows, metric: str) -> float:
    import krippendorff

    table = np.array([[np.nan if cell is None else cell for cell in row] for row in rows]).T
    return float(krippendorff.alpha(table, level_of_measurement=metric))


def krippendorff_distance(rows: Rows, kind: str, distance: Callable[[Any, Any], float]) -> float:
    import krippendorff

    values = _values(kind)
    counts = np.array([[sum(cell == value for cell in row) for value in values] for row in rows])
    apart = np.array([[distance(a, b) for b in values] for a in values])
    return float(
        krippendorff.alpha(value_counts=counts, level_of_measurement=lambda v1, v2, i1, i2, n_v, dtype: apart[i1, i2])
    )


def nltk_task(rows: Rows, distance: Any = None) -> Any:
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import binary_distance

    told = [(f"c{k}", f"u{u}", v) for u, row in enumerate(rows) for k, v in enumerate(row) if v is not None]
    return AnnotationTask(told, distance=distance or binary_distance)


def nltk_distance(rows: Rows, name: str) -> float:
    from nltk.metrics import distance

    return float(nltk_task(rows, getattr(distance, name)).alpha())


def nltk_weighted(rows: Rows) -> float:
    return float(nltk_task(rows, lambda a, b: abs(a - b) / (len(CATEGORIES) - 1)).weighted_kappa())


def sklearn_kappa(rows: Rows, weights: str | None) -> float:
    from sklearn.metrics import cohen_kappa_score

    first, second = zip(*rows, strict=True)
    return float(cohen_kappa_score(first, second, labels=CATEGORIES, weights=weights))


def sklearn_pair(rows: Rows, name: str, **more: Any) -> float:
    from sklearn import metrics

    first, second = ([int(value == 1) if more else value for value in coder] for coder in zip(*rows, strict=True))
    return float(getattr(metrics, name)(first, second, **more))


def statsmodels_kappa(rows: Rows, weights: str | None, field: str) -> float:
    from statsmodels.stats.inter_rater import cohens_kappa

    table = np.zeros((len(CATEGORIES), len(CATEGORIES)))
    for first, second in rows:
        table[first - 1, second - 1] += 1
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(getattr(cohens_kappa(table, wt=weights), field))


def statsmodels_fleiss(rows: Rows, method: str) -> float:
    from statsmodels.stats.inter_rater import fleiss_kappa

    return float(fleiss_kappa([[row.count(value) for value in CATEGORIES] for row in rows], method=method))


def irrcac(rows: Rows, name: str, weights: str, field: str) -> float:
    import pandas as pd
    from irrCAC.raw import CAC

    frame = pd.DataFrame(rows, dtype=float).dropna(how="all")
    with warnings.catch_warnings():  # written for an older pandas
        warnings.simplefilter("ignore")
        told = CAC(frame, weights=weights, categories=[float(value) for value in CATEGORIES], digits=16)
        return float(getattr(told, name)()["est"][field])


def sum_over_sets(rows: Rows) -> float:
    """Multi-valued alpha with the printed sum over all pairs of sets."""
    units = [[cell for cell in row if cell is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    given = [cell for unit in units for cell in unit]
    n = {code: sum(code in cell for cell in given) for code in CODES}
    share = {size: sum(len(cell) == size for cell in given) / len(given) for size in {len(cell) for cell in given}}
    expected = 0.0
    for s in share:
        for t in share:
            chances, apart = 0.0, 0.0
            for one in map(frozenset, combinations(CODES, s)):
                for other in map(frozenset, combinations(CODES, t)):
                    weight = prod(n[k] for k in one | other) * prod(n[k] - 1 for k in one & other)
                    chances, apart = chances + weight, apart + weight * dice(one, other)
            expected += share[s] * share[t] * apart / chances if chances else 0
    within = sum(dice(a, b) / (len(unit) - 1) for unit in units for a in unit for b in unit)
    return 1 - within / len(given) / expected


# Ours.


def ours(function: Any, field: str = "value", **options: Any) -> Callable[[Rows], float]:
    if field in ("se", "variance"):
        options["ci"] = "analytic"
    if field == "variance":
        return lambda rows: float(function(rows, **options).se ** 2)
    return lambda rows: float(getattr(function(rows, **options), field))


def _comparisons() -> list[Comparison]:
    some, any_, two = "complete", "missing", "two"
    found = []
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        own = ours(c.alpha, metric=metric, engine="own")
        found.append(
            Comparison(f"alpha, {metric}", "krippendorff", any_, own, partial(krippendorff_alpha, metric=metric))
        )
    for name, distance in SETS.items():
        theirs = partial(krippendorff_distance, kind="sets empty", distance=distance)
        found.append(
            Comparison(f"alpha, {name}", "krippendorff", "sets empty missing", ours(c.alpha, metric=name), theirs)
        )
    tree = ours(c.alpha, metric="tree", tree=TREE)
    found.append(
        Comparison("alpha, tree", "krippendorff", "tree missing", tree,
                   partial(krippendorff_distance, kind="tree", distance=steps))
    )  # fmt: skip
    for metric, name in (("nominal", "binary_distance"), ("interval", "interval_distance")):
        own = ours(c.alpha, metric=metric, engine="own")
        found.append(Comparison(f"alpha, {metric}", "nltk", any_, own, partial(nltk_distance, name=name)))
    for metric in ("jaccard", "masi"):
        theirs = partial(nltk_distance, name=f"{metric}_distance")
        found.append(Comparison(f"alpha, {metric}", "nltk", "sets missing", ours(c.alpha, metric=metric), theirs))
    found += [
        Comparison("mv_alpha", OWN[0], "sets empty missing", ours(c.mv_alpha), sum_over_sets),
        Comparison("percent_agreement", "nltk", some, ours(c.percent_agreement), lambda rows: nltk_task(rows).avg_Ao()),
        Comparison("percent_agreement", "sklearn", two, ours(c.percent_agreement), partial(sklearn_pair, name="accuracy_score")),
        Comparison("positive_agreement", "sklearn", two, ours(c.positive_agreement, positive=1),
                   partial(sklearn_pair, name="f1_score", zero_division=float("nan"))),
        Comparison("holsti", "nltk", some, ours(c.holsti), lambda rows: nltk_task(rows).avg_Ao()),
        Comparison("scott_pi", "nltk", two, ours(c.scott_pi), lambda rows: nltk_task(rows).pi()),
        Comparison("cohen_kappa", "nltk", two, ours(c.cohen_kappa), lambda rows: nltk_task(rows).kappa()),
        Comparison("cohen_kappa, linear", "nltk", two, ours(c.cohen_kappa, weights="linear", categories=CATEGORIES), nltk_weighted),
        Comparison("light_kappa", "nltk", some, ours(c.light_kappa), lambda rows: nltk_task(rows).kappa()),
        Comparison("fleiss_kappa", "nltk", some, ours(c.fleiss_kappa), lambda rows: nltk_task(rows).pi()),
        Comparison("fleiss_kappa", "statsmodels", some, ours(c.fleiss_kappa), partial(statsmodels_fleiss, method="fleiss")),
        Comparison("conger_kappa", "nltk", some, ours(c.conger_kappa), lambda rows: nltk_task(rows).multi_kappa()),
        Comparison("brennan_prediger", "nltk", some, ours(c.brennan_prediger), lambda rows: nltk_task(rows).S()),
        Comparison("brennan_prediger", "statsmodels", some, ours(c.brennan_prediger, categories=CATEGORIES),
                   partial(statsmodels_fleiss, method="randolph")),
    ]  # fmt: skip
    for weights in (None, "linear", "quadratic"):
        name = f"cohen_kappa{', ' + weights if weights else ''}"
        more = {"weights": weights or "identity", "categories": CATEGORIES}
        found += [
            Comparison(name, "sklearn", two, ours(c.cohen_kappa, **more), partial(sklearn_kappa, weights=weights)),
            Comparison(name, "statsmodels", two, ours(c.cohen_kappa, **more),
                       partial(statsmodels_kappa, weights=weights, field="kappa")),
            Comparison(f"{name}, variance", "statsmodels", two, ours(c.cohen_kappa, "variance", **more),
                       partial(statsmodels_kappa, weights=weights, field="var_kappa")),
        ]  # fmt: skip
    return found + _with_irrcac()


def _with_irrcac() -> list[Comparison]:
    """Gwet's own definitions with missing ratings, weights and standard errors."""
    found = [Comparison("percent_agreement", "irrCAC", "missing", ours(c.percent_agreement),
                        partial(irrcac, name="gwet", weights="identity", field="pa"))]  # fmt: skip
    names = {"fleiss_kappa": "fleiss", "conger_kappa": "conger", "brennan_prediger": "bp", "gwet_ac": "gwet"}
    for name, theirs in names.items():
        for weights in ("identity", "linear", "quadratic", "ordinal"):
            title = name if weights == "identity" else f"{name}, {weights}"
            more = {"weights": weights, "categories": CATEGORIES}
            peer = partial(irrcac, name=theirs, weights=weights)
            found += [
                Comparison(title, "irrCAC", "missing", ours(getattr(c, name), **more), partial(peer, field="coefficient_value")),
                Comparison(f"{title}, standard error", "irrCAC", "missing", ours(getattr(c, name), "se", **more),
                           partial(peer, field="se")),
            ]  # fmt: skip
    return found


COMPARISONS = _comparisons()


def as_markdown(runs: int) -> str:
    """The table of the reference page: for each coefficient and peer the largest difference, of all forms compared."""
    found: dict[tuple[str, str], tuple[list[str], float, int]] = {}
    for one in COMPARISONS:
        if one.there:
            name, _, form = one.coefficient.partition(", ")
            forms, apart, compared = found.get((name, one.peer), ([], 0.0, runs))
            more, count = largest(one, runs)
            found[name, one.peer] = ([*forms, form or "value"], max(apart, more), min(compared, count))
    lines = ["| coefficient | peer | forms | data sets | largest difference |", "| --- | --- | --- | --- | --- |"]
    for (name, peer), (forms, apart, compared) in sorted(found.items()):
        lines.append(f"| `{name}` | {peer} | {'; '.join(forms)} | {compared:,} | {apart:.0e} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(as_markdown(1000))
