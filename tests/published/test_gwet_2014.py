"""Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed. Four raters, twelve units, five categories, missing ratings."""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import (
    brennan_prediger,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    percent_agreement,
)

RATINGS = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, 3, None, None],
]  # fmt: skip


@pytest.mark.parametrize(
    ("coefficient", "value", "se", "low", "high"),
    [
        (percent_agreement, 0.81818, 0.12561, 0.542, 1),
        (gwet_ac, 0.77544, 0.14295, 0.461, 1),
        (fleiss_kappa, 0.76117, 0.15302, 0.424, 1),
        (brennan_prediger, 0.77273, 0.14472, 0.454, 1),
        (conger_kappa, 0.76207, 0.15011, 0.432, 1),
    ],
)
def test_value_standard_error_and_limits_as_printed(coefficient, value, se, low, high):
    found = coefficient(RATINGS, ci="analytic")
    assert (round(found.value, 5), round(found.se, 5)) == (value, se)
    assert (round(found.low, 3), found.high) == (low, high)


@pytest.mark.parametrize(("weights", "value"), [("linear", 0.8587), ("quadratic", 0.9140), ("ordinal", 0.8990)])
def test_the_weighted_form_of_ac(weights, value):
    assert gwet_ac(RATINGS, weights=weights).value == pytest.approx(value, abs=1e-4)
