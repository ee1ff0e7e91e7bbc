"""Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval.

Where what both left out cannot be counted, kappa approaches positive agreement, which is the F-measure of one coder against the other.
"""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import cohen_kappa, gwet_ac, positive_agreement


def rows(neither: int) -> list[tuple[int, int]]:
    return [(1, 1)] * 12 + [(1, 0)] * 5 + [(0, 1)] * 3 + [(0, 0)] * neither


def test_positive_agreement_is_the_harmonic_mean_of_precision_and_recall():
    precision, recall = 12 / 17, 12 / 15
    assert positive_agreement(rows(7), positive=1).value == pytest.approx(2 * precision * recall / (precision + recall))


def test_kappa_rises_to_positive_agreement_with_the_units_that_neither_marked():
    wanted = positive_agreement(rows(0), positive=1).value
    apart = [wanted - cohen_kappa(rows(neither)).value for neither in (10, 100, 1000, 10_000, 100_000)]
    assert apart == sorted(apart, reverse=True)
    assert 0 < apart[-1] < 1e-4


def test_ac1_rises_to_one_with_them_whoever_marked_what():
    apart = [(1, 0)] * 5 + [(0, 1)] * 5 + [(0, 0)] * 10_000
    assert gwet_ac(apart).value > 0.998
    assert positive_agreement(apart, positive=1).value == 0
