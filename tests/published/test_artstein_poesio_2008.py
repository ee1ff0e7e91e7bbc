"""Artstein, R., & Poesio, M. (2008). Inter-coder agreement for computational linguistics. Their example of 100 utterances.

The printed .88, .7995 and .82 are those that nltk repeats in its documentation.
"""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import (
    alpha,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    percent_agreement,
    scott_pi,
)

# Statement, information request, check: the first coder's label in the row.
TABLE = [[46, 6, 0], [0, 32, 0], [0, 6, 10]]
UTTERANCES = [(a, b) for a, line in enumerate(TABLE) for b, count in enumerate(line) for _ in range(count)]


def test_observed_agreement_s_and_pi_are_the_printed_ones():
    assert percent_agreement(UTTERANCES).value == 0.88
    assert brennan_prediger(UTTERANCES).value == pytest.approx(0.82, abs=1e-12)
    assert round(scott_pi(UTTERANCES).value, 4) == 0.7995
    assert fleiss_kappa(UTTERANCES).value == pytest.approx(scott_pi(UTTERANCES).value, abs=1e-15)


def test_kappa_by_hand():
    """Chance .46 .52 + .44 .32 + .10 .16 = .396."""
    assert cohen_kappa(UTTERANCES).value == pytest.approx((0.88 - 0.396) / (1 - 0.396), abs=1e-12)


def test_alpha_is_pi_for_a_sample_of_two_hundred_labels():
    assert alpha(UTTERANCES).value == pytest.approx(1 - (1 - scott_pi(UTTERANCES).value) * 199 / 200, abs=1e-12)
