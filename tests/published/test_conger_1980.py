"""Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. Chance over pairs of coders, each with own shares."""

from __future__ import annotations

from itertools import combinations

import pytest

from qualcode.analysis.coefficients import cohen_kappa, conger_kappa, fleiss_kappa, percent_agreement
from tests.published.test_fleiss_1971 import PATIENTS

ROWS = [["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"], ["b", "a", "b"], ["a", "b", "b"]]


def test_it_is_the_kappa_of_the_mean_observed_and_the_mean_expected_agreement():
    pairs = [cohen_kappa([[row[a], row[b]] for row in ROWS]) for a, b in combinations(range(3), 2)]
    observed, expected = sum(one.observed for one in pairs) / 3, sum(one.expected for one in pairs) / 3
    found = conger_kappa(ROWS)
    assert found.observed == pytest.approx(percent_agreement(ROWS).value) == pytest.approx(observed)
    assert found.value == pytest.approx((observed - expected) / (1 - expected), abs=1e-15)


def test_two_coders_have_cohens_kappa():
    rows = [row[:2] for row in ROWS]
    assert conger_kappa(rows).value == pytest.approx(cohen_kappa(rows).value, abs=1e-15)


def test_the_psychiatrists_as_r_irrcac_has_them():
    """.44181, above Fleiss' .43024: coders with distributions of their own would agree less often by chance."""
    assert round(conger_kappa(PATIENTS).value, 5) == 0.44181
    assert conger_kappa(PATIENTS).value > fleiss_kappa(PATIENTS).value
