"""The default interval keeps its promise where turns of one document resemble each other; one over turns does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.simulate_intervals import DOCUMENTS, covered

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "agreement.md"
OURS, OVER_TURNS = "jackknife over documents", "jackknife over turns"


@pytest.mark.soak
@pytest.mark.parametrize("documents", DOCUMENTS)
def test_the_interval_over_documents_holds_the_truth_92_to_98_times_in_a_hundred_and_that_over_turns_does_not(
    documents,
):
    held = covered(documents, 2000, (OURS, OVER_TURNS)).held
    assert 0.92 <= held[OURS] <= 0.98
    assert held[OVER_TURNS] < 0.90


def test_a_small_sample_of_the_simulation_shows_the_same():
    held = covered(9, 300, (OURS, OVER_TURNS)).held
    assert 0.92 <= held[OURS] <= 0.98
    assert held[OVER_TURNS] < held[OURS] - 0.03


def test_the_reference_page_prints_the_simulation():
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith(f"| documents | {OURS}"))
    printed = [line.split("|")[1:5] for line in lines[head + 2 : head + 2 + len(DOCUMENTS)]]
    assert [int(row[0]) for row in printed] == list(DOCUMENTS)
    assert all(0.92 <= float(row[1]) <= 0.98 and float(row[3]) < 0.90 for row in printed)
