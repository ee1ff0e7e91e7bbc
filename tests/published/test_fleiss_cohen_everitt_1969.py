"""Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa.

Their table of 200 cases and their weights of similarity; the standard error is checked against their equation written out, and against
a simulation of what it stands for: how much kappa differs from one sample of cases to the next.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from qualcode.analysis.coefficients import cohen_kappa

TABLE = [[106, 10, 4], [22, 28, 10], [2, 12, 6]]
SIMILAR = [[1.0, 0.0, 0.4444], [0.0, 1.0, 0.6667], [0.4444, 0.6667, 1.0]]
CASES = [(a, b) for a, line in enumerate(TABLE) for b, count in enumerate(line) for _ in range(count)]
SAME = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]


def standard_error(w: list[list[float]]) -> float:
    """Equation for weighted kappa, term by term."""
    n, three = 200, range(3)
    p = [[count / n for count in line] for line in TABLE]
    row, column = [sum(line) for line in p], [sum(p[i][j] for i in three) for j in three]
    mean_row = [sum(column[j] * w[i][j] for j in three) for i in three]
    mean_column = [sum(row[i] * w[i][j] for i in three) for j in three]
    po = sum(w[i][j] * p[i][j] for i in three for j in three)
    pe = sum(w[i][j] * row[i] * column[j] for i in three for j in three)
    total = sum(
        p[i][j] * (w[i][j] * (1 - pe) - (mean_row[i] + mean_column[j]) * (1 - po)) ** 2 for i in three for j in three
    )
    return math.sqrt((total - (po * pe - 2 * pe + po) ** 2) / (n * (1 - pe) ** 4))


@pytest.mark.parametrize("weights", [SAME, SIMILAR])
def test_the_standard_error_is_their_equation(weights):
    assert cohen_kappa(CASES, weights=weights, ci="analytic").se == pytest.approx(standard_error(weights), abs=1e-12)


def test_kappa_by_hand():
    """Agreement 140 of 200; by chance .6 .65 + .3 .25 + .1 .1 = .475."""
    assert cohen_kappa(CASES).value == pytest.approx((0.70 - 0.475) / (1 - 0.475), abs=1e-12)


def test_the_standard_error_is_how_much_kappa_varies_over_samples():
    drawn = np.random.default_rng(1969).multinomial(200, np.ravel(TABLE) / 200, size=4000).reshape(-1, 3, 3) / 200
    po, pe = np.trace(drawn, axis1=1, axis2=2), (drawn.sum(axis=1) * drawn.sum(axis=2)).sum(axis=1)
    assert cohen_kappa(CASES, ci="analytic").se == pytest.approx(float(((po - pe) / (1 - pe)).std()), rel=0.05)
