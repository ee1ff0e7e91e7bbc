"""Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: Some uses, misuses, and alternatives. First example."""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import brennan_prediger, cohen_kappa

# 100 students, three levels; what a test says against what a teacher says.
STUDENTS = [
    (test, teacher)
    for test, line in enumerate([[50, 0, 0], [10, 10, 10], [20, 0, 0]])
    for teacher, count in enumerate(line)
    for _ in range(count)
]


def test_the_free_margins_are_told_by_the_number_of_categories():
    found = brennan_prediger(STUDENTS, categories=[0, 1, 2])
    assert (found.observed, round(found.value, 2)) == (0.6, 0.4)
    assert brennan_prediger(STUDENTS, categories=[0, 1, 2, 3, 4]).value == pytest.approx(0.5, abs=1e-15)


def test_cohens_kappa_of_the_same_students():
    assert round(cohen_kappa(STUDENTS).value, 2) == 0.27
