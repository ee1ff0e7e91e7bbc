"""Agresti, A. (1992). Modelling patterns of agreement and disagreement: 118 slides, two pathologists, carcinoma of the cervix."""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import cohen_kappa

TABLE = [[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]]
SLIDES = [(a, b) for a, line in enumerate(TABLE) for b, count in enumerate(line) for _ in range(count)]


def test_kappa_and_its_standard_error_are_the_printed_ones():
    found = cohen_kappa(SLIDES, ci="analytic")
    assert (len(SLIDES), round(found.value, 3), round(found.se, 3)) == (118, 0.493, 0.057)


@pytest.mark.parametrize(("weights", "value"), [("linear", 0.6488095), ("quadratic", 0.7838219)])
def test_weighted_kappa_counts_distances_up_to_the_largest_possible_one(weights, value):
    """A program that takes the largest distance that was seen on a unit gives .5136 for quadratic weights."""
    assert cohen_kappa(SLIDES, weights=weights).value == pytest.approx(value, abs=1e-7)
