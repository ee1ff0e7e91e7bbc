"""Ratings with which nothing can be done: NaN with its reason, or one sentence; never 1, never a traceback."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from qualcode.analysis import coefficients as c
from qualcode.errors import CallError

f = frozenset
UNITS = [
    c.alpha, c.percent_agreement, c.positive_agreement, c.holsti, c.scott_pi, c.cohen_kappa, c.light_kappa,
    c.fleiss_kappa, c.conger_kappa, c.brennan_prediger, c.gwet_ac,
]  # fmt: skip
EVERY = [*UNITS, c.mv_alpha]
GAP = float("nan")
NOTHING = {
    "no rows": [],
    "a frame without rows": pd.DataFrame({"amal": [], "bo": []}),
    "an array without rows": np.zeros((0, 2)),
    "all missing": [[None, None], [GAP, pd.NA]],
    "an array of gaps": np.full((3, 2), GAP),
    "coders who share no unit": [[f("a"), None], [None, f("b")]],
    "one coder and gaps": [[f("a"), None], [f("b"), None]],
}


@pytest.mark.parametrize("coefficient", EVERY)
@pytest.mark.parametrize("rows", NOTHING.values(), ids=NOTHING.keys())
@pytest.mark.parametrize("ci", [None, "jackknife", "bootstrap"])
def test_where_no_unit_has_two_ratings_there_is_no_value_and_the_reason_is_told(coefficient, rows, ci):
    found = coefficient(rows, ci=ci)
    if coefficient is c.holsti and found.value == 0:  # decisions that the other did not take are disagreements there
        return
    assert (math.isnan(found.value), math.isnan(found.low), found.units) == (True, True, 0)
    assert found.note == "no unit was read by two coders"


@pytest.mark.parametrize("coefficient", [one for one in EVERY if one not in (c.cohen_kappa, c.scott_pi)])
def test_one_coder_alone_has_nobody_to_agree_with(coefficient):
    found = coefficient([[f("a")], [f("b")]])
    assert math.isnan(found.value)
    assert found.note == "no unit was read by two coders"


@pytest.mark.parametrize("coefficient", [c.alpha, c.scott_pi, c.cohen_kappa, c.fleiss_kappa, c.conger_kappa, c.gwet_ac])
@pytest.mark.parametrize("ci", [None, "jackknife", "bootstrap"])
def test_one_category_is_undefined_since_no_one_could_have_differed(coefficient, ci):
    found = coefficient([["a", "a"], ["a", "a"], ["a", "a"], ["a", "a"], ["b", None]], ci=ci)
    if coefficient is c.fleiss_kappa or coefficient is c.conger_kappa or coefficient is c.gwet_ac:
        # The lonely "b" counts in the distribution of Gwet's frame; without it they are undefined too.
        assert found.value == 1 or math.isnan(found.value)
        found = coefficient([["a", "a"]] * 4, ci=ci)
    assert math.isnan(found.value)
    assert found.note == "only one value was used"


def test_mv_alpha_of_one_set_is_undefined():
    found = c.mv_alpha([[f("a"), f("a")], [f("a"), f("a")]])
    assert math.isnan(found.value)
    assert found.note == "only one value was used"


def test_categories_that_nobody_used_do_not_make_a_value_defined():
    found = c.fleiss_kappa([["a", "a"], ["a", "a"]], categories=["a", "b"])
    assert math.isnan(found.value)
    assert found.note


@pytest.mark.parametrize("coefficient", UNITS)
def test_coders_who_share_no_code_agree_worse_than_by_chance(coefficient):
    rows = [["a", "c"], ["b", "d"], ["a", "d"], ["b", "c"]]
    found = coefficient(rows, **({"positive": "a"} if coefficient is c.positive_agreement else {}))
    assert found.value <= 0
    assert found.units == 4


@pytest.mark.parametrize("coefficient", UNITS)
def test_values_of_several_kinds_are_compared_as_they_are(coefficient):
    """A code, a number, a pair and an empty text are four values; 1 and "1" are not the same."""
    rows = [["a", "a"], [1, 1], [("a", 1), ("a", 1)], ["", ""], ["1", 1], ["a", "a"]]
    letters = [["p", "p"], ["q", "q"], ["r", "r"], ["s", "s"], ["t", "q"], ["p", "p"]]
    more = ({"positive": 1}, {"positive": "q"}) if coefficient is c.positive_agreement else ({}, {})
    assert coefficient(rows, **more[0]).value == pytest.approx(coefficient(letters, **more[1]).value, abs=1e-15)


@pytest.mark.parametrize("coefficient", UNITS)
def test_a_code_named_nan_is_a_code(coefficient):
    rows = [["nan", "nan"], ["nan", "x"], ["x", "x"], ["y", "y"], ["y", "nan"]]
    named = [["z" if cell == "nan" else cell for cell in row] for row in rows]
    more = ({"positive": "nan"}, {"positive": "z"}) if coefficient is c.positive_agreement else ({}, {})
    assert coefficient(rows, **more[0]).value == pytest.approx(coefficient(named, **more[1]).value, abs=1e-15)


@pytest.mark.parametrize("coefficient", UNITS)
def test_a_value_outside_the_categories_is_named(coefficient):
    with pytest.raises(CallError, match=r"'c' is rated but not among categories="):
        coefficient([["a", "b"], ["b", "c"]], categories=["a", "b"])


@pytest.mark.parametrize("coefficient", EVERY)
@pytest.mark.parametrize("rows", [[1, 2, 3], "abc", ["ab", "cd"], None, 5, {"amal": [1], "bo": [2]}])
def test_what_is_no_table_of_units_and_coders_is_refused(coefficient, rows):
    with pytest.raises(CallError, match="two dimensions, units x coders"):
        coefficient(rows)


@pytest.mark.parametrize("coefficient", EVERY)
@pytest.mark.parametrize("rows", [[[["a"], ["b"]]], [[{}, "a"]]])
def test_values_that_cannot_be_compared_are_refused(coefficient, rows):
    with pytest.raises(CallError, match="use frozensets or tuples"):
        coefficient(rows)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: c.alpha([[1.0, math.inf], [1, 1]], metric="interval"), "needs finite numbers; the ratings hold inf"),
        (lambda: c.mv_alpha([["a", "b"]]), "mv_alpha compares sets of codes; the ratings hold 'a'"),
        (lambda: c.alpha([["a", "b"]], categories=[["a"], ["b"]]), "use frozensets or tuples"),
        (lambda: c.alpha([["a", "b"]], metric="tree", tree={"a": None}), "The tree has no code 'b'"),
        (lambda: c.scott_pi([["a"], ["b"]]), "scott_pi compares two coders; the ratings have 1"),
        (lambda: c.scott_pi([["a", "b"]], ci="krippendorff"), 'no interval "krippendorff"'),
    ],
)
def test_a_call_that_asks_for_what_is_not_there_gets_a_sentence(call, sentence):
    with pytest.raises(CallError) as caught:
        call()
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "coefficient", [c.percent_agreement, c.fleiss_kappa, c.conger_kappa, c.brennan_prediger, c.gwet_ac]
)
def test_one_unit_has_a_value_but_no_standard_error(coefficient):
    found = coefficient([["a", "b"]], ci="analytic")
    assert found.value == found.value
    assert math.isnan(found.low)
    assert found.note == "one unit has no spread"


def test_the_interval_of_scotts_pi_is_that_of_fleiss_kappa_of_two_coders():
    rows = [["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"], ["c", "c"], ["a", "a"], ["c", "b"], ["b", None]]
    one, other = c.scott_pi(rows, ci="analytic"), c.fleiss_kappa(rows[:-1], ci="analytic")
    assert (one.se, one.low, one.high) == pytest.approx((other.se, other.low, other.high), abs=1e-15)
