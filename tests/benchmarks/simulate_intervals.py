"""How often the 95 % interval of alpha holds the true alpha, where coders' skill differs from document to document.

`python -m tests.benchmarks.simulate_intervals` prints the table of `docs/reference/agreement.md` (2,000 data sets a row, half a minute).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from qualcode.analysis.coefficients import alpha

DOCUMENTS = (4, 6, 9, 12, 20)
TURNS = 40
#: The ways to an interval: what is resampled, and how.
WAYS = {
    "jackknife over documents": ("jackknife", True),
    "bootstrap over documents": ("bootstrap", True),
    "jackknife over turns": ("jackknife", False),
}


@dataclass(frozen=True)
class Row:
    """The share of intervals that hold the truth, for one number of documents."""

    documents: int
    runs: int
    held: dict[str, float]


def coded(chance: np.random.Generator, documents: int, turns: int = TURNS) -> tuple[np.ndarray, np.ndarray]:
    """One code on the turns of documents: prevalence and both coders' skills vary by document."""

    def logistic(centre: float, spread: float) -> np.ndarray:
        return 1 / (1 + np.exp(-(np.log(centre / (1 - centre)) + spread * chance.standard_normal((documents, 1)))))

    there = chance.random((documents, turns)) < logistic(0.12, 0.7)
    first, second = (
        (chance.random((documents, turns)) < np.where(there, logistic(0.8, 0.8), logistic(0.03, 0.8))).astype(int)
        for _ in range(2)
    )
    return first, second


def truth() -> float:
    """Alpha of so many documents that chance no longer shows."""
    first, second = coded(np.random.default_rng(2), 40_000)
    return alpha(np.stack([first.ravel(), second.ravel()], axis=1), engine="own").value


def covered(documents: int, runs: int, ways: tuple[str, ...] = tuple(WAYS), seed: int = 3) -> Row:
    """Data sets of so many documents, an interval of each kind for each."""
    chance, true = np.random.default_rng([seed, documents]), truth()
    held, home = dict.fromkeys(ways, 0), np.repeat(np.arange(documents), TURNS)
    for run in range(runs):
        first, second = coded(chance, documents)
        rows = np.stack([first.ravel(), second.ravel()], axis=1)
        for way in ways:
            ci, over_documents = WAYS[way]
            found = alpha(rows, ci=ci, groups=home if over_documents else None, engine="own", seed=run)
            held[way] += bool(found.low <= true <= found.high)
    return Row(documents, runs, {way: count / runs for way, count in held.items()})


def as_markdown(rows: list[Row]) -> str:
    ways = list(rows[0].held)
    lines = [f"| documents | {' | '.join(ways)} |", f"| ---: |{' ---: |' * len(ways)}"]
    lines += [f"| {row.documents} | {' | '.join(f'{row.held[way]:.3f}' for way in ways)} |" for row in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print(f"true alpha {truth():.3f}, {RUNS:,} data sets a row\n")
    print(as_markdown([covered(documents, RUNS) for documents in DOCUMENTS]))
