"""Feinstein, A. R., & Cicchetti, D. V. (1990). High agreement but low kappa: I. The problems of two paradoxes.

Two tables in which 85 of 100 ratings agree, and kappa is .70 in one and .32 in the other, since one value is common there. Their second
paper (Cicchetti & Feinstein 1990) asks for positive and negative agreement beside it.
"""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import alpha, cohen_kappa, gwet_ac, percent_agreement, positive_agreement


def rows(both: int, only_a: int, only_b: int, neither: int) -> list[tuple[int, int]]:
    return [(1, 1)] * both + [(1, 0)] * only_a + [(0, 1)] * only_b + [(0, 0)] * neither


EVEN, SKEWED = rows(40, 9, 6, 45), rows(80, 10, 5, 5)


def test_the_same_percentage_goes_with_two_kappas():
    assert percent_agreement(EVEN).value == percent_agreement(SKEWED).value == 0.85
    assert (round(cohen_kappa(EVEN).value, 2), round(cohen_kappa(SKEWED).value, 2)) == (0.70, 0.32)


def test_positive_and_negative_agreement_tell_why():
    """Of the common value 2 * 80 / 175, of the rare one 2 * 5 / 25; in the even table .84 and .86."""
    assert positive_agreement(SKEWED, positive=1).value == pytest.approx(160 / 175)
    assert positive_agreement(SKEWED, positive=0).value == pytest.approx(10 / 25)
    assert round(positive_agreement(EVEN, positive=1).value, 2) == 0.84
    assert round(positive_agreement(EVEN, positive=0).value, 2) == 0.86


def test_ac1_is_higher_in_the_skewed_table_which_is_no_comfort():
    """By hand: shares .875 and .125, chance 2 * .875 * .125 = .21875, so AC1 = (.85 - .21875) / .78125 = .808."""
    assert gwet_ac(SKEWED).value == pytest.approx((0.85 - 0.21875) / 0.78125, abs=1e-12)
    assert gwet_ac(SKEWED).value > gwet_ac(EVEN).value
    assert alpha(SKEWED).value < alpha(EVEN).value
