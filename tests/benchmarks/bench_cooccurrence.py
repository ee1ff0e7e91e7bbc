"""Co-occurrence of 240 codes over 7,000 codings against pandas' own crosstab product of turns x codes, in one run.

    python tests/benchmarks/bench_cooccurrence.py

At most 0.2 s. The peer makes the plain product of a turns x codes table, without roll-up, clipping, coverage or measures.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import qualcode as qc
from qualcode.codebook import Code, Codebook
from qualcode.frames import Frames
from tests.benchmarks.bench_matrix import timed

DOCUMENTS, TURNS, CODES, CODINGS = 200, 40, 240, 7_000


def study() -> tuple[pd.DataFrame, Frames]:
    """One coding in one turn each; twenty parents of eleven codes."""
    rng = np.random.default_rng(7)
    codes = [Code(f"c{top}") for top in range(20)]
    codes += [Code(f"c{top}-{number}", parent=f"c{top}") for top in range(20) for number in range(11)]
    documents = [f"d{number}" for number in range(DOCUMENTS)]
    home, turn = rng.integers(0, DOCUMENTS, CODINGS), rng.integers(0, TURNS, CODINGS)
    code = rng.integers(0, CODES, CODINGS)
    codings = pd.DataFrame({
        "coding": [f"k{number}" for number in range(CODINGS)], "layer": pd.Categorical(["final"] * CODINGS),
        "code": pd.Categorical([codes[c].key for c in code]), "document": pd.Categorical([documents[d] for d in home]),
        "start": turn * 100 + 10, "end": turn * 100 + 60,
    })  # fmt: skip
    turns = pd.DataFrame({
        "turn": [f"{d}/{t}" for d in documents for t in range(TURNS)],
        "document": [d for d in documents for _ in range(TURNS)], "speaker": "R", "role": "leraar",
        "start": np.tile(np.arange(TURNS) * 100, DOCUMENTS), "end": np.tile(np.arange(TURNS) * 100 + 99, DOCUMENTS),
    })  # fmt: skip
    coverage = pd.DataFrame({
        "layer": "final", "coder": "A", "document": documents, "round": "main", "version": "1.0",
        "codes": pd.Series([()] * DOCUMENTS, dtype=object), "state": "finished",
    })  # fmt: skip
    about = pd.DataFrame({"document": documents, "case": "s", "kind": "interview"})
    book = Codebook("bench", "1.0", tuple(codes))
    return codings, Frames(documents=about, turns=turns, coverage=coverage, codebook=book)


def plain(codings: pd.DataFrame) -> pd.DataFrame:
    """The product that a notebook would make."""
    table = pd.crosstab([codings["document"], codings["start"]], codings["code"]).clip(upper=1)
    return table.T @ table


def main() -> None:
    codings, frames = study()
    ours, peer = timed(lambda: qc.cooccurrence(codings, frames)), timed(lambda: plain(codings))
    print(
        f"{CODES} codes, {CODINGS:,} codings: {ours:.3f} s (at most 0.2); pandas' product {peer:.3f} s: {ours / peer:.2f} x"
    )


@pytest.mark.bench
def test_co_occurrence_of_240_codes_against_a_plain_product() -> None:
    main()


if __name__ == "__main__":
    main()
