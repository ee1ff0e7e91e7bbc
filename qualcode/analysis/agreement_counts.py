"""Agreement on whether codes were applied: each code's counts and coefficients, from the patterns of coders on units."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from qualcode.analysis.agreement_parts import RARE, Choice, Part, once
from qualcode.analysis.binary import BINARY, Binary, readings, value_of
from qualcode.analysis.patterns import ABSENT, PRESENT, Patterns, partial
from qualcode.analysis.sureness import Measured, measured

#: Before the name of a coder: the column with the share of units to which they applied a code.
SHARE = "share."


def counted_rows(part: Part, by: str, choice: Choice) -> pd.DataFrame:
    """A row for each code shown, and the one over codes, for each coefficient."""
    units, shown, over = part.units, part.shown, part.over
    once(units)
    codes = tuple(dict.fromkeys([*shown, *over]))
    group = "unit" if choice.interval == "unit" else "document"
    patterns = partial(units, choice.codebook, codes, group=group)
    documents = patterns if group == "document" else partial(units, choice.codebook, codes)
    inside = np.array([code in set(over) for code in codes], dtype=bool)
    counts = _counts(documents, inside)
    chosen = [*(codes.index(code) for code in shown), len(codes)]
    keys = [*shown, part.key]
    used = _prevalence(documents, inside) if choice.prevalence else {}
    more = {f"{SHARE}{coder}": shares[chosen] for coder, shares in used.items()}
    parts = []
    for name in choice.coefficients:
        binary = BINARY[name]
        found = measured(
            patterns, binary, inside & (counts["union"][:-1] > 0),
            interval=choice.interval, confidence=choice.confidence, seed=choice.seed,
        )  # fmt: skip
        parts.append(
            _frame(found, binary, counts, chosen).assign(by=by, key=keys, coefficient=name, metric="nominal", **more)
        )
    rows = pd.concat(parts, keys=range(len(parts)), names=["which", "line"])
    return rows.sort_index(level=["line", "which"], kind="stable")


def _prevalence(patterns: Patterns, over: np.ndarray) -> dict[str, np.ndarray]:
    """For each coder the share of units, of those compared, that bear the code; over codes the share of all decisions."""
    found = {}
    counts = patterns.counts.sum(axis=0)
    for place, coder in enumerate(patterns.coders):
        applied = _summed(counts @ (patterns.states[:, place] == PRESENT), over)
        read = _summed(counts @ (patterns.states[:, place] >= ABSENT), over)
        with np.errstate(divide="ignore", invalid="ignore"):
            found[coder] = np.where(read > 0, applied / np.where(read > 0, read, 1), np.nan)
    return found


def _counts(patterns: Patterns, over: np.ndarray) -> dict[str, np.ndarray]:
    """Counts for each code, and over codes in the last place."""
    states, counts = patterns.states, patterns.counts.sum(axis=0)
    m, k = readings(states)
    only_a, only_b = np.zeros(len(states)), np.zeros(len(states))
    for one, other in combinations(range(states.shape[1]), 2):
        only_a += (states[:, one] == PRESENT) & (states[:, other] == ABSENT)
        only_b += (states[:, one] == ABSENT) & (states[:, other] == PRESENT)
    each = {"both": k * (k - 1) / 2, "only_a": only_a, "only_b": only_b, "neither": (m - k) * (m - k - 1) / 2}
    found = {name: _summed(counts @ worth, over) for name, worth in each.items()}
    found["union"] = _summed(counts @ (k > 0), over)
    found["units"] = np.append(counts.sum(axis=1), patterns.units.sum())
    there = patterns.counts.sum(axis=2) > 0
    found["documents"] = np.append(there.sum(axis=0), len(patterns.documents))
    read = (counts @ (states >= ABSENT)) > 0
    found["coders"] = np.append(read.sum(axis=1), len(patterns.coders))
    return {name: np.rint(numbers).astype(np.int64) for name, numbers in found.items()}


def _summed(numbers: np.ndarray, over: np.ndarray) -> np.ndarray:
    return np.append(numbers, numbers[over].sum())


def _frame(found: Measured, binary: Binary, counts: dict[str, np.ndarray], chosen: list[int]) -> pd.DataFrame:
    """The rows of one coefficient."""
    apart = counts["only_a"] + counts["only_b"]
    positive = value_of(apart.astype(float), (2 * counts["both"] + apart).astype(float))
    notes = [_note(found, binary, counts, place) for place in range(len(found.value))]
    hidden = np.array([bool(note) and note not in found.notes for note in notes])
    blank = np.where(hidden, np.nan, 1.0)
    turned = 1 if binary.agreement else 0
    columns: dict[str, Any] = {
        "value": found.value * blank,
        "se": found.se * blank,
        "low": found.low * blank,
        "high": found.high * blank,
        "method": ["" if gone else method for gone, method in zip(hidden, found.method, strict=True)],
        **{name: counts[name] for name in ("units", "documents", "coders", "both", "only_a", "only_b", "neither")},
        "positive": np.where(counts["union"] >= RARE, positive, np.nan),
        "observed": turned - found.observed if turned else found.observed,
        "expected": (turned - found.expected if turned else found.expected) if binary.expects else np.nan,
        "note": notes,
    }
    return pd.DataFrame(columns).iloc[chosen].reset_index(drop=True)


def _note(found: Measured, binary: Binary, counts: dict[str, np.ndarray], place: int) -> str:
    """Why a value is not there, else why its interval is not."""
    if counts["units"][place] == 0:
        return "no_units"
    if counts["union"][place] == 0:
        return "never_applied"
    if counts["union"][place] < RARE:
        return "too_rare"
    if binary.two and counts["coders"][place] != 2:
        return "two_coders"
    if np.isnan(found.value[place]):
        return "one_value"
    return found.notes[place]
