"""Agreement on the values of a facet: where two coders applied the same code to a unit, did they give it the same value?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from qualcode.analysis.agreement_parts import RARE, Choice, Part, once
from qualcode.analysis.alpha import alpha_sums
from qualcode.analysis.patterns import known_code
from qualcode.analysis.pooling import Pooled, Stratum, pooled
from qualcode.errors import CallError
from qualcode.table import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.analysis.intervals import Sums
    from qualcode.codebook import Codebook

#: The value that each coder gave, coders in order.
Given = tuple[tuple[str, str], ...]
#: What a coding without a value has in its place.
NO_VALUE = ""
#: The column of units with the pairs (code, value), where the values of a facet are compared.
VALUES = "values"


@dataclass(frozen=True)
class Facets:
    """The facet compared: its name, its values in order where they have one, and the codes that bear it."""

    name: str
    ordered: tuple[str, ...]
    codes: tuple[str, ...]

    def notes(self, units: pd.DataFrame, choice: Choice, depth: int | None) -> list[Note]:
        """What was compared, and what could not be."""
        found = facet_partial(units, choice.at(depth), choice.codebook)
        way = "measure.alpha_facet_ordinal" if self.ordered else "measure.alpha_facet"
        left = {"missing": found.missing, "several": found.several}
        return [
            Note(way, {"facet": self.name}),
            *(Note(f"n.facet_{why}", {"count": count}) for why, count in left.items() if count),
        ]


@dataclass(frozen=True)
class FacetPatterns:
    """For each code and document how many units show which values of whom: whole numbers, that add up over parts of a study.

    Only units to which two coders applied the code, and gave it one value each. `missing` and `several` count what else two
    coders applied: without a value, or with more than one.
    """

    counts: Counter[tuple[str, str, Given]]
    missing: int = 0
    several: int = 0

    def __add__(self, other: FacetPatterns) -> FacetPatterns:
        return FacetPatterns(self.counts + other.counts, self.missing + other.missing, self.several + other.several)


def facet_of(units: pd.DataFrame, about: dict[str, Any], codebook: Codebook | None) -> Facets | None:
    """The facet whose values these units hold; None where they hold codes."""
    value = str(about.get("value", "codes"))
    if value == "codes" or VALUES not in units:
        return None
    name = value.removeprefix("facet.")
    known = codebook.facets.get(name) if codebook is not None else None
    codes = tuple(sorted({code for cell in units[VALUES] for code, _ in cell}))
    return Facets(name, known.values if known is not None and known.ordered else (), codes)


def facet_partial(units: pd.DataFrame, codes: Sequence[str], codebook: Codebook | None) -> FacetPatterns:
    """The values that coders gave to the same code, or one below it, on the same unit."""
    wanted = set(codes)
    above: dict[str, list[str]] = {}
    keys = tuple({code for cell in units[VALUES] for code, _ in cell}) if codebook is None else codebook.keys
    decided: dict[tuple[str, str, str], dict[str, set[str]]] = {}
    columns = (units["document"].astype(str), units["unit"].astype(str), units["coder"].astype(str), units[VALUES])
    for document, unit, coder, cell in zip(*columns, strict=True):
        for code, value in cell:
            if code not in above:
                key = known_code(code, codebook, keys)
                above[code] = [key] if codebook is None else [key, *codebook.ancestors(key)]
            for key in above[code]:
                if key in wanted:
                    decided.setdefault((key, document, unit), {}).setdefault(coder, set()).add(value)
    return _counted(decided)


def _counted(decided: dict[tuple[str, str, str], dict[str, set[str]]]) -> FacetPatterns:
    counts: Counter[tuple[str, str, Given]] = Counter()
    missing = several = 0
    for (code, document, _), coders in decided.items():
        if len(coders) < 2:
            continue
        given = {coder: values - {NO_VALUE} for coder, values in coders.items()}
        missing += sum(not values for values in given.values())
        several += sum(len(values) > 1 for values in given.values())
        one = tuple(sorted((coder, next(iter(values))) for coder, values in given.items() if len(values) == 1))
        if len(one) > 1:
            counts[code, document, one] += 1
    return FacetPatterns(counts, missing, several)


def facet_rows(part: Part, by: str, choice: Choice, facet: Facets) -> pd.DataFrame:
    """A row for each code shown, and the one over codes, each code within its own table."""
    once(part.units)
    codes = list(dict.fromkeys([*part.shown, *part.over]))
    patterns = facet_partial(part.units, codes, choice.codebook)
    documents = sorted({document for _, document, _ in patterns.counts})
    found = {code: _stratum(patterns, code, documents, facet) for code in codes}
    lines = [(code, [code]) for code in part.shown] + [(part.key, list(part.over))]
    return pd.DataFrame([
        _row(by, key, [found[code] for code in some if found[code].units], len(documents), choice, facet)
        for key, some in lines
    ])  # fmt: skip


@dataclass(frozen=True)
class _Code:
    """What coders decided on one code: the table of values as sums, and what was compared."""

    stratum: Stratum | None
    units: int
    documents: frozenset[int]
    coders: frozenset[str]


def _stratum(patterns: FacetPatterns, code: str, documents: Sequence[str], facet: Facets) -> _Code:
    """One code's table of values."""
    mine = sorted((document, given, count) for (key, document, given), count in patterns.counts.items() if key == code)
    if not mine:
        return _Code(None, 0, frozenset(), frozenset())
    names = sorted({name for _, given, _ in mine for name, _ in given})
    rows, home = [], []
    for document, given, count in mine:
        rows += [[dict(given).get(name) for name in names]] * count
        home += [documents.index(document)] * count
    sums = _sums(np.array(rows, dtype=object), facet)
    return _Code(Stratum(sums, np.array(home)), len(rows), frozenset(home), frozenset(names))


def _sums(cells: np.ndarray, facet: Facets) -> Sums:
    """Alpha's sums; ranks are taken as shares of the values given, so that a code does not weigh more by being common."""
    if not facet.ordered:
        found, _ = alpha_sums(cells)
        return cast("Sums", found)
    used = {value for value in cells.ravel() if value is not None}
    odd = sorted(used - set(facet.ordered))
    if odd:
        raise CallError(f'Facet "{facet.name}" has no value "{odd[0]}"; its order is {", ".join(facet.ordered)}.')
    sums = cast("Sums", alpha_sums(cells, metric="ordinal", categories=facet.ordered)[0])

    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        value, observed, expected = sums.finish(totals)
        with np.errstate(divide="ignore", invalid="ignore"):
            square = totals[:, : len(used)].sum(axis=1) ** 2
            return value, observed / square, expected / square

    return replace(sums, finish=finish)


def _row(by: str, key: str, codes: list[_Code], documents: int, choice: Choice, facet: Facets) -> dict[str, Any]:
    """One line of the table."""
    units = sum(code.units for code in codes)
    found, note = Pooled(np.nan, np.nan, np.nan), "no_shared_code"
    if units:
        strata = [code.stratum for code in codes if code.stratum is not None]
        found = pooled(
            strata, documents, interval=choice.interval,
            confidence=choice.confidence, seed=choice.seed,
        )  # fmt: skip
        note = "one_value" if np.isnan(found.value) else found.note
        if units < RARE:
            found, note = Pooled(np.nan, found.observed, found.expected), "too_rare"
    return {
        "by": by, "key": key, "coefficient": "alpha", "metric": "ordinal" if facet.ordered else "nominal",
        "value": found.value, "se": found.se, "low": found.low, "high": found.high, "method": found.method,
        "units": units, "documents": len(frozenset().union(*(code.documents for code in codes))),
        "coders": len(frozenset().union(*(code.coders for code in codes))),
        "both": np.nan, "only_a": np.nan, "only_b": np.nan, "neither": np.nan, "positive": np.nan,
        "observed": found.observed, "expected": found.expected, "note": note,
    }  # fmt: skip
