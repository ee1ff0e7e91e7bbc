"""Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological Methodology, 25, 47-76, page 57.

Four texts of length 24 that two observers unitized. The alphas of 1995 are those that DKPro Statistics gives for them.
"""

from __future__ import annotations

import math

import pandas as pd
import pytest

from qualcode.analysis.unitizing import alpha_u_1995, span_f1, u_alpha

# Where the units of each observer begin and end.
TEXTS = {
    "A": ("2-10 14-20", "4-8 15-17"),
    "B": ("0-18", "0-2 2-3 3-4 4-5 5-6 6-9 9-10"),
    "C": ("2-8 10-12 14-18 20-22", "0-2 4-8 10-14 16-18 20-22"),
    "D": ("0-2 2-10 10-14 14-20 20-24", "0-4 4-8 8-15 15-17 17-24"),
}


def spans(text):
    rows = [
        (observer, *map(int, unit.split("-"))) for observer, units in enumerate(TEXTS[text]) for unit in units.split()
    ]
    return pd.DataFrame(rows, columns=["coder", "start", "end"]).assign(code=text)


@pytest.mark.parametrize(("text", "value"), [("A", 0.515288), ("B", -1.081079), ("C", 0.603348), ("D", -0.206849)])
def test_the_alpha_of_1995_minds_where_units_begin_and_end(text, value):
    assert alpha_u_1995(spans(text), end=24).value == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(("text", "value"), [("A", 0.358333), ("B", 0.422024), ("C", 0.351190)])
def test_u_alpha_minds_the_text_that_they_share(text, value):
    assert u_alpha(spans(text), end=24).value == pytest.approx(value, abs=1e-6)


def test_a_text_cut_in_pieces_without_a_gap_has_no_u_alpha():
    assert math.isnan(u_alpha(spans("D"), end=24).value)


def test_only_one_unit_of_c_is_the_same_for_both_and_all_but_one_overlap():
    assert span_f1(spans("C")).value == pytest.approx(2 / 9)
    assert span_f1(spans("C"), match="overlap").value == pytest.approx(8 / 9)
