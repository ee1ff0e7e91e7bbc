"""Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data. Table 1."""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import alpha

# 40 articles, five observers, tone from 0 (sure loser) to 3 (likely winner).
ARTICLES = (
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0 "
    "0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"
)
DATA = [[None if mark == "." else int(mark) for mark in article] for article in ARTICLES.split()]


def test_the_data_have_the_printed_numbers_of_units_observers_and_pairs():
    given = [sum(mark is not None for mark in row) for row in DATA]
    assert (len(DATA), len(DATA[0])) == (40, 5)
    assert sum(m * (m - 1) // 2 for m in given) == 239


@pytest.mark.parametrize("engine", ["own", "krippendorff"])
def test_ordinal_alpha_is_the_printed_one(engine):
    assert round(alpha(DATA, metric="ordinal", engine=engine).value, 4) == 0.7598


def test_their_bootstrap_gives_their_limits_and_ours_shows_how_narrow_they_are():
    theirs = alpha(DATA, metric="ordinal", ci="krippendorff", seed=1)
    assert theirs.low == pytest.approx(0.7078, abs=0.006)
    assert theirs.high == pytest.approx(0.8078, abs=0.006)
    ours = alpha(DATA, metric="ordinal", ci="bootstrap", seed=1)
    assert ours.low == pytest.approx(0.629, abs=0.012)
    assert ours.high == pytest.approx(0.842, abs=0.012)
    assert ours.high - ours.low > 1.9 * (theirs.high - theirs.low)
