"""Scott, W. A. (1955). Reliability of content analysis: The case of nominal scale coding. The definition, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from qualcode.analysis.coefficients import scott_pi

# Krippendorff's (2011) section A: Jon codes 1 twice, Han five times, out of ten.
JON, HAN = "0100000010", "1110010000"


def test_chance_is_the_sum_of_the_squared_pooled_shares():
    """P_o = 6/10; pooled 1: (2 + 4) / 20 = .3; chance .3^2 + .7^2 = .58; pi = (.6 - .58) / .42 = 1/21."""
    found = scott_pi(list(zip(JON, HAN, strict=True)))
    assert (found.observed, round(found.expected, 12)) == (0.6, 0.58)
    assert found.value == pytest.approx(float(Fraction(1, 21)), abs=1e-12)


def test_who_gave_which_rating_does_not_matter():
    rows = list(zip(JON, HAN, strict=True))
    turned = [row[::-1] if place % 2 else row for place, row in enumerate(rows)]
    assert scott_pi(turned).value == pytest.approx(scott_pi(rows).value, abs=1e-15)
