"""Cohen, J. (1968). Weighted kappa: Nominal scale agreement with provision for scaled disagreement. Table 1: 200 cases, three diagnoses.

The cell shares and the printed .492 and .348 are those that the documentation of the R package psych repeats.
"""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import cohen_kappa
from qualcode.errors import CallError

SHARES = [[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]]
CASES = [(a, b) for a, line in enumerate(SHARES) for b, share in enumerate(line) for _ in range(round(200 * share))]
# How grave each confusion is: personality disorder, neurosis, psychosis.
GRAVE = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]


def test_kappa_of_the_two_judges_is_the_printed_one():
    found = cohen_kappa(CASES)
    assert (len(CASES), round(found.observed, 2), round(found.value, 3)) == (200, 0.70, 0.492)


def test_weighted_kappa_is_the_printed_one_whatever_the_scale_of_the_weights():
    for top in (6, 9):
        weights = [[1 - step / top for step in line] for line in GRAVE]
        assert round(cohen_kappa(CASES, weights=weights).value, 3) == 0.348


def test_weighted_kappa_is_one_minus_the_disagreement_by_that_expected():
    rows, columns = [sum(line) for line in SHARES], [sum(line) for line in zip(*SHARES, strict=True)]
    cells = [(a, b) for a in range(3) for b in range(3)]
    found = sum(SHARES[a][b] * GRAVE[a][b] for a, b in cells)
    chance = sum(rows[a] * columns[b] * GRAVE[a][b] for a, b in cells)
    weights = [[1 - step / 6 for step in line] for line in GRAVE]
    assert cohen_kappa(CASES, weights=weights).value == pytest.approx(1 - found / chance, abs=1e-12)


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([[1, 0.5], [0.5, 1]], "a table of 3 x 3"),
        ([[1, 0, 0], [0.5, 1, 0], [0, 0, 1]], "symmetric"),
        ([[0, 1, 3], [1, 0, 6], [3, 6, 0]], "1 on the diagonal"),
        ([["a", "b"], ["c", "d"]], "a table of numbers"),
    ],
)
def test_weights_that_are_none_are_refused(weights, sentence):
    with pytest.raises(CallError, match=sentence):
        cohen_kappa(CASES, weights=weights)
