"""What a researcher may rely on in every coefficient: refusals, reasons, intervals, engines."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from qualcode.analysis import coefficients as c
from qualcode.analysis.coincidence import coincidences
from qualcode.analysis.quantiles import t_quantile
from qualcode.errors import CallError

TWO = [["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"], ["c", "c"], ["a", "a"], ["c", "b"], ["b", "b"]]
EVERY = [
    c.alpha, c.percent_agreement, c.holsti, c.scott_pi, c.cohen_kappa, c.light_kappa, c.fleiss_kappa, c.conger_kappa,
    c.brennan_prediger, c.gwet_ac,
]  # fmt: skip
CHANCE = [c.alpha, c.scott_pi, c.cohen_kappa, c.light_kappa, c.fleiss_kappa, c.conger_kappa]


@pytest.mark.parametrize("coefficient", EVERY)
def test_a_coder_against_a_copy_of_herself_is_one(coefficient):
    found = coefficient([[a, a] for a, _ in TWO])
    assert found.value == pytest.approx(1, abs=1e-15)
    assert (found.units, found.coders) == (8, 2)


@pytest.mark.parametrize("coefficient", EVERY)
def test_the_order_of_units_and_coders_changes_nothing(coefficient):
    turned = [row[::-1] for row in TWO[::-1]]
    assert coefficient(turned).value == pytest.approx(coefficient(TWO).value, abs=1e-14)


@pytest.mark.parametrize("coefficient", EVERY)
def test_a_frame_an_array_and_lists_give_the_same(coefficient):
    frame = pd.DataFrame(TWO, columns=["amal", "bo"])
    want = coefficient(TWO).value
    assert coefficient(frame).value == want
    assert coefficient(frame.astype("category")).value == want
    assert coefficient(np.array(TWO, dtype=object)).value == want
    assert coefficient(np.array(TWO)).value == want


@pytest.mark.parametrize("coefficient", EVERY)
def test_nothing_to_pair_is_nan_with_a_reason(coefficient):
    found = coefficient([["a", None], [None, "b"], [None, None]])
    if coefficient is c.holsti:  # decisions that the other did not take are disagreements there
        assert found.value == 0 or math.isnan(found.value)
        return
    assert math.isnan(found.value)
    assert found.note == "no unit was read by two coders"


@pytest.mark.parametrize("coefficient", CHANCE)
def test_one_used_value_is_nan_and_never_one(coefficient):
    found = coefficient([["a", "a"], ["a", "a"], ["a", "a"]])
    assert math.isnan(found.value)
    assert found.note


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_every_kind_of_missing_is_missing_and_a_code_named_nan_is_not(missing):
    rows = [["nan", "nan"], ["nan", "x"], ["x", "x"], ["y", "y"], ["y", "nan"], ["x", "x"]]
    want = c.alpha(rows).value
    assert want == pytest.approx(0.5319148936170213, abs=1e-12)
    assert c.alpha([*rows, ["x", missing], [missing, missing]]).value == want


def test_true_and_false_are_values():
    assert (
        c.alpha(np.array([[True, True], [False, True], [False, False]])).value
        == c.alpha([[1, 1], [0, 1], [0, 0]]).value
    )


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_both_engines_give_the_same_alpha(metric):
    chance = np.random.default_rng(7)
    for size in (2, 5, 9):
        rows = chance.integers(0, size, (60, 4)).astype(float)
        rows[chance.random(rows.shape) < 0.3] = np.nan
        own, peer = (c.alpha(rows, metric=metric, engine=engine).value for engine in ("own", "krippendorff"))
        assert own == pytest.approx(peer, abs=1e-13)
        assert c.alpha(rows, metric=metric).value == pytest.approx(peer, abs=1e-13)


def test_many_coders_and_few_coders_are_counted_the_same_way():
    chance = np.random.default_rng(1)
    few = np.where(chance.random((50, 3)) < 0.2, -1, chance.integers(0, 4, (50, 3)))
    wide = np.hstack([few, np.full((50, 15), -1)])
    np.testing.assert_allclose(coincidences(few, 4), coincidences(wide, 4), atol=1e-12)


@pytest.mark.parametrize("metric", ["nominal", "interval", "ordinal", "ratio"])
def test_a_large_table_of_values_gives_what_a_small_one_gives(metric, monkeypatch):
    rows = np.random.default_rng(3).integers(0, 40, (200, 3)).astype(float)
    want = c.alpha(rows, metric=metric, engine="own").value
    monkeypatch.setattr("qualcode.analysis.alpha._MANY_VALUES", 5)
    assert c.alpha(rows, metric=metric, engine="own").value == pytest.approx(want, abs=1e-12)


def test_a_function_may_tell_how_far_values_are_apart():
    rows = [[1, 1], [2, 3], [3, 3], [1, 2], [4, 4]]
    squared = c.alpha(rows, metric=lambda a, b: (a - b) ** 2)
    assert squared.value == pytest.approx(c.alpha(rows, metric="interval").value, abs=1e-14)


def test_two_empty_sets_are_equal_and_an_empty_set_is_not_missing():
    empty, one = frozenset(), frozenset({"a"})
    rows = [[empty, empty], [one, one], [one, empty], [one, None]]
    for metric in ("jaccard", "masi", "dice", "passonneau2004"):
        found = c.alpha(rows, metric=metric)
        assert found.units == 3
        assert 0 < found.value < 1


# An interval by leaving out is the same as doing it by hand.


@pytest.mark.parametrize(
    "coefficient", [*EVERY, lambda rows, **more: c.alpha(rows, metric="ordinal", categories=["a", "b", "c"], **more)]
)
def test_the_jackknife_is_leaving_out_each_document_in_turn(coefficient):
    documents = ["d1", "d1", "d2", "d2", "d3", "d3", "d4", "d4"]
    whole = coefficient(TWO, ci="jackknife", groups=documents)
    left = []
    for document in dict.fromkeys(documents):
        rows = [row for row, home in zip(TWO, documents, strict=True) if home != document]
        more = {"categories": ["a", "b", "c"]} if coefficient in (c.brennan_prediger, c.gwet_ac) else {}
        left.append(coefficient(rows, **more).value)
    spread = sum((value - sum(left) / 4) ** 2 for value in left)
    assert whole.se == pytest.approx(math.sqrt(3 / 4 * spread), rel=1e-10)
    assert whole.low == pytest.approx(max(whole.value - 3.182446305283708 * whole.se, -1), abs=1e-9) or whole.low == 0
    assert whole.high == pytest.approx(min(whole.value + 3.182446305283708 * whole.se, 1), abs=1e-9)
    assert whole.method == "jackknife over groups, t(3)"


def test_below_four_documents_there_is_no_interval_and_the_reason_is_told():
    found = c.alpha(TWO, ci="jackknife", groups=["d1"] * 3 + ["d2"] * 3 + ["d3"] * 2)
    assert math.isnan(found.low)
    assert found.value == c.alpha(TWO).value
    assert found.note == "fewer than 4 documents to resample"


def test_a_coefficient_that_hangs_on_one_document_has_no_interval():
    rows = [["a", "a"]] * 6 + [["b", "b"]]
    found = c.alpha(rows, ci="jackknife", groups=["d1", "d2", "d3", "d4", "d5", "d6", "d7"])
    assert found.value == 1
    assert math.isnan(found.low)
    assert found.note == "undefined without one of the documents"


@pytest.mark.parametrize("coefficient", EVERY)
def test_a_seed_makes_the_bootstrap_repeatable(coefficient):
    one, other = (coefficient(TWO, ci="bootstrap", seed=3) for _ in range(2))
    assert (one.low, one.high) == (other.low, other.high)
    assert one.low <= one.value <= one.high


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 11, 39, 117, 100_000])
def test_quantiles_of_t_are_those_of_scipy(freedom):
    stats = pytest.importorskip("scipy.stats")
    for share in (0.6, 0.9, 0.975, 0.995, 0.025):
        assert t_quantile(share, freedom) == pytest.approx(stats.t.ppf(share, freedom), rel=1e-11)


# Bad calls get a sentence.


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: c.alpha(TWO, metric="nomnal"), 'No metric "nomnal"'),
        (lambda: c.alpha(TWO, metric="ordinal"), "needs an order"),
        (lambda: c.alpha(TWO, metric="interval"), "needs numbers"),
        (lambda: c.alpha(TWO, metric="masi"), "compares sets of codes"),
        (lambda: c.alpha(TWO, metric="tree"), "needs tree="),
        (lambda: c.alpha([[-1, 1], [1, 2]], metric="ratio"), "numbers from 0 up"),
        (lambda: c.alpha(TWO, metric=lambda a, b: -1), "negative or no number"),
        (lambda: c.alpha(TWO, engine="gpu"), 'No engine "gpu"'),
        (lambda: c.alpha([[frozenset("a")] * 2], metric="dice", engine="krippendorff"), "has the metrics"),
        (lambda: c.alpha(TWO, ci="jacknife"), 'Did you mean "jackknife"?'),
        (lambda: c.alpha(TWO, ci="analytic"), 'no interval "analytic"'),
        (lambda: c.gwet_ac(TWO, ci="krippendorff"), 'no interval "krippendorff"'),
        (lambda: c.alpha(TWO, ci="jackknife", confidence=95), "between 0 and 1"),
        (lambda: c.alpha(TWO, ci="jackknife", groups=["d1"]), "1 are given for 8 units"),
        (lambda: c.alpha(TWO, ci="jackknife", groups=["d1"] * 7 + [None]), "has an empty entry"),
        (lambda: c.cohen_kappa([["a", "b", "c"]]), "compares two coders; the ratings have 3"),
        (lambda: c.cohen_kappa(TWO, weights="linear"), "need an order"),
        (lambda: c.gwet_ac(TWO, weights="cubic"), 'No weights "cubic"'),
        (lambda: c.brennan_prediger(TWO, categories=["a", "b"]), "'c' is rated but not among categories="),
        (lambda: c.alpha([["a", "b"], ["a"]]), "rows of unequal length (1 to 2)"),
        (lambda: c.alpha([[["a"], ["b"]]]), "use frozensets or tuples"),
        (lambda: c.alpha(np.zeros(4)), "two dimensions"),
        (lambda: c.tree_distance({"a": "b"})("a", "a"), "The tree has no code 'b'"),
        (lambda: c.tree_distance({"a": "b", "b": "a"})("a", "b"), "in a circle"),
        (lambda: c.tree_distance({}, "steps"), 'No tree distance "steps"'),
    ],
)
def test_a_bad_call_is_told_in_a_sentence(call, sentence):
    with pytest.raises(CallError) as caught:
        call()
    assert sentence in str(caught.value)


def test_no_rows_at_all_are_nothing_to_compare():
    assert math.isnan(c.alpha([]).value)
    assert math.isnan(c.alpha(pd.DataFrame({"amal": [], "bo": []})).value)
    assert math.isnan(c.fleiss_kappa([["a"], ["b"]]).value)


def test_multi_valued_alpha_is_not_limited_to_ten_codes():
    chance = np.random.default_rng(5)
    rows = [[frozenset(np.flatnonzero(chance.random(40) < 0.1).tolist()) for _ in range(2)] for _ in range(60)]
    assert abs(c.mv_alpha(rows).value) < 0.1
    assert c.mv_alpha([[row[0], row[0]] for row in rows]).value == 1
