"""Holsti, O. R. (1969). Content analysis for the social sciences and humanities. C.R. = 2M / (N1 + N2), by hand."""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import holsti, percent_agreement


def test_twice_the_decisions_alike_by_all_decisions_of_both():
    """The first coder took 5 decisions, the second 4; on 3 units they decided alike."""
    rows = [["a", "a"], ["b", "b"], ["b", "a"], ["c", "c"], ["a", None]]
    assert holsti(rows).value == 2 * 3 / (5 + 4)


def test_three_coders_have_the_mean_over_pairs():
    rows = [["a", "a", "b"], ["b", "b", "b"], ["c", "a", None]]
    pairs = (2 * 2 / 6, 2 * 1 / 5, 2 * 1 / 5)
    assert holsti(rows).value == pytest.approx(sum(pairs) / 3)


def test_on_units_that_all_have_read_it_is_percent_agreement():
    rows = [["a", "a", "b"], ["b", "b", "b"], ["c", "a", "a"]]
    assert holsti(rows).value == pytest.approx(percent_agreement(rows).value, abs=1e-15)
