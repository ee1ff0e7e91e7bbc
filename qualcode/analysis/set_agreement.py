"""Agreement on whole sets of codes: all that a coder applied to a unit at once, compared by a distance between sets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.agreement_parts import RARE, Choice, Part, once
from qualcode.analysis.alpha import alpha_sums
from qualcode.analysis.patterns import cell_codes, codes_in, known_code
from qualcode.analysis.pooling import Pooled, Stratum, pooled
from qualcode.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.codebook import Codebook

#: The set of each coder who read a unit, coders in order.
Sets = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True)
class SetPatterns:
    """How many units of each document show which sets of codes: whole numbers, that add up over any parts of a study."""

    counts: Counter[tuple[str, Sets]]

    def __add__(self, other: SetPatterns) -> SetPatterns:
        return SetPatterns(self.counts + other.counts)


def set_partial(units: pd.DataFrame, codebook: Codebook | None, depth: int | None = None) -> SetPatterns:
    """The sets of codes of some units, as far as all who read a unit have judged the codes.

    With a depth each code is replaced by the one above it at that depth, which counts where all below it were judged; a parent applied
    above that depth counts for none there. Units that fewer than two coders have read, or for which they judged no code in common, are left out.
    """
    keys = codes_in(units) if codebook is None else codebook.keys
    rolled: dict[str, str] = {}
    lines: dict[tuple[str, str], dict[str, tuple[frozenset[str], frozenset[str] | None]]] = {}
    judged: dict[tuple[str, ...] | None, frozenset[str] | None] = {None: None}
    reads = units["read"] if "read" in units else [None] * len(units)
    columns = (
        units["document"].astype(str),
        units["unit"].astype(str),
        units["coder"].astype(str),
        units["codes"],
        reads,
    )
    for document, unit, coder, cell, read_cell in zip(*columns, strict=True):
        codes = []
        for code in cell_codes(cell, ()) or ():
            if code not in rolled:
                rolled[code] = _rolled(known_code(code, codebook, keys), codebook, depth)
            codes.append(rolled[code])
        read = cell_codes(read_cell, None)
        if read not in judged:
            judged[read] = _judged(read or (), codebook, depth)
        lines.setdefault((document, unit), {})[coder] = (frozenset(codes) - {""}, judged[read])
    found: Counter[tuple[str, Sets]] = Counter()
    for (document, _), coders in lines.items():
        sets = _in_common(coders)
        if sets is not None:
            found[document, sets] += 1
    return SetPatterns(found)


def _rolled(code: str, codebook: Codebook | None, depth: int | None) -> str:
    """The code of this depth that a code counts for; empty where it was applied above that depth, to no code there."""
    if codebook is None or depth is None:
        return code
    way = [*reversed(codebook.ancestors(code)), code]
    found = way[min(depth, len(way)) - 1]
    return found if found in codebook.at_depth(depth) else ""


def _judged(read: tuple[str, ...], codebook: Codebook | None, depth: int | None) -> frozenset[str]:
    """The codes judged, at a depth those of which all below were."""
    if codebook is None:
        return frozenset(read)
    named = {codebook.current(code) for code in read}
    keys = codebook.keys if depth is None else codebook.at_depth(depth)
    return frozenset(key for key in keys if named.issuperset((key,) if depth is None else codebook.subtree(key)))


def _in_common(coders: dict[str, tuple[frozenset[str], frozenset[str] | None]]) -> Sets | None:
    """The sets of those who read a unit, of the codes that all of them have judged."""
    if len(coders) < 2:
        return None
    judged = [codes for _, codes in coders.values() if codes is not None]
    if not judged:
        return tuple(sorted((coder, codes) for coder, (codes, _) in coders.items()))
    common = frozenset.intersection(*judged)
    return tuple(sorted((coder, codes & common) for coder, (codes, _) in coders.items())) if common else None


def set_alpha(patterns: SetPatterns, choice: Choice) -> tuple[Pooled, str, int]:
    """Alpha of the sets by a metric, why it is undefined if it is, and to how many units anyone applied a code."""
    rows = sorted(
        patterns.counts.items(), key=lambda one: (one[0][0], [(name, sorted(codes)) for name, codes in one[0][1]])
    )
    coders = sorted({name for (_, sets), _ in rows for name, _ in sets})
    documents = sorted({document for (document, _), _ in rows})
    table, home, applied = [], [], 0
    for (document, sets), count in rows:
        given = dict(sets)
        table += [[given.get(name) for name in coders]] * count
        home += [documents.index(document)] * count
        applied += count * any(given.values())
    if not table:
        return Pooled(np.nan, np.nan, np.nan), "no_units", 0
    tree = _tree(choice) if choice.metric == "tree" else None
    sums, _ = alpha_sums(_frame(table, coders), metric=choice.metric, tree=tree)
    if sums is None:
        return Pooled(np.nan, np.nan, np.nan), "no_units", applied
    by_unit = choice.interval == "unit"
    stratum = Stratum(sums, np.arange(sums.units) if by_unit else np.array(home))
    found = pooled(
        [stratum], sums.units if by_unit else len(documents), interval="document" if by_unit else choice.interval,
        confidence=choice.confidence, seed=choice.seed, what="units" if by_unit else "documents",
    )  # fmt: skip
    return found, "one_value" if np.isnan(found.value) else found.note, applied


def _frame(table: list[list[frozenset[str] | None]], coders: Sequence[str]) -> pd.DataFrame:
    cells = np.empty((len(table), len(coders)), dtype=object)
    for row, line in enumerate(table):
        cells[row, :] = line
    return pd.DataFrame(cells, columns=list(coders))


def _tree(choice: Choice) -> Codebook:
    if choice.codebook is None:
        raise CallError('The metric "tree" needs codebook=, which gives the tree.')
    return choice.codebook


def set_rows(part: Part, by: str, choice: Choice) -> pd.DataFrame:
    """The one row of a part: sets have no line a code."""
    once(part.units)
    patterns = set_partial(part.units, choice.codebook, part.depth)
    found, note, applied = set_alpha(patterns, choice)
    if len(patterns.counts) > 0 and applied < RARE:
        found, note = Pooled(np.nan, found.observed, found.expected), "too_rare" if applied else "never_applied"
    sets = patterns.counts
    return pd.DataFrame([{
        "by": by, "key": part.key, "coefficient": "alpha",
        "metric": choice.metric if isinstance(choice.metric, str) else "callable",
        "value": found.value, "se": found.se, "low": found.low, "high": found.high, "method": found.method,
        "units": sum(sets.values()), "documents": len({document for document, _ in sets}),
        "coders": len({name for _, one in sets for name, _ in one}),
        "both": np.nan, "only_a": np.nan, "only_b": np.nan, "neither": np.nan, "positive": np.nan,
        "observed": found.observed, "expected": found.expected, "note": note,
    }])  # fmt: skip
