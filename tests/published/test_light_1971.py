"""Light, R. J. (1971). Measures of response agreement for qualitative data. The mean of Cohen's kappas; and Fleiss' psychiatrists."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from qualcode.analysis.coefficients import cohen_kappa, light_kappa
from tests.published.test_fleiss_1971 import PATIENTS

ROWS = [["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"], ["b", "a", "b"], ["a", "b", None]]


def test_it_is_the_mean_of_the_kappas_of_all_pairs_on_the_units_that_both_have_read():
    pairs = [[[row[a], row[b]] for row in ROWS] for a, b in combinations(range(3), 2)]
    assert light_kappa(ROWS).value == pytest.approx(sum(cohen_kappa(pair).value for pair in pairs) / 3, abs=1e-15)


def test_the_psychiatrists_as_r_irr_and_nltk_have_them():
    """Fleiss' table with its diagnoses in columns, as in the worked cases: .45941."""
    assert round(light_kappa(PATIENTS).value, 5) == 0.45941


def test_a_pair_without_a_kappa_makes_the_mean_undefined():
    rows = [["a", "a", "a"], ["b", "a", "a"], ["a", "a", "a"]]
    assert math.isnan(cohen_kappa([row[1:] for row in rows]).value)
    assert math.isnan(light_kappa(rows).value)
