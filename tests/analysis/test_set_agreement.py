"""Agreement on whole sets of codes: by hand, by a plain count, and by the laws that a number of agreement obeys."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.agreement import agreement
from qualcode.analysis.coefficients import alpha
from qualcode.analysis.distances import set_distances, tree_set_distances
from qualcode.analysis.set_agreement import set_partial
from qualcode.errors import CallError
from tests.analysis.test_agreement_laws import BOOK, CODES, KEYS, STUDY, units_of, with_two

#: Twelve units in four documents; bo misses lln twice and takes extern for zelf once.
SETS = {
    "amal": [("lln", "zelf"), ("zelf",), (), ("lln",), ("zelf",), ("zelf",), (), ("extern",), ("lln",), ("zelf",), ("lln",), ("zelf",)],
    "bo": [("zelf",), ("zelf",), (), ("lln",), ("extern",), ("zelf",), (), ("extern",), (), ("zelf",), ("lln",), ("zelf",)],
}  # fmt: skip


def made(sets=SETS, **more):
    rows = [(f"t{n}", f"d{n % 4}", coder, codes) for coder, line in sets.items() for n, codes in enumerate(line)]
    return pd.DataFrame(rows, columns=["unit", "document", "coder", "codes"]).assign(round="main", **more)


def plain_distance(one, other, metric):
    """A distance between two sets in so many words."""
    shared, united = len(one & other), len(one | other)
    if one == other:
        return 0.0
    if metric == "jaccard":
        return 1 - shared / united
    if metric == "dice":
        return 1 - 2 * shared / (len(one) + len(other))
    within = one <= other or other <= one
    if metric == "passonneau2004":
        return 1 / 3 if within else 2 / 3 if shared else 1.0
    return 1 - shared / united * (2 / 3 if within else 1 / 3 if shared else 0)


def plain_path(code):
    return [*plain_path(BOOK.parent(code)), code] if BOOK.parent(code) else [code]


def plain_code_distance(one, other):
    first, second = plain_path(one), plain_path(other)
    shared = sum(a == b for a, b in zip(first, second, strict=False))
    return (len(first) + len(second) - 2 * shared) / (len(first) + len(second))


def plain_tree(one, other):
    """How far each code is from the nearest of the other set, on average over both."""
    if not one and not other:
        return 0.0
    if not one or not other:
        return 1.0
    found = [min(plain_code_distance(a, b) for b in other) for a in one]
    found += [min(plain_code_distance(a, b) for a in one) for b in other]
    return sum(found) / len(found)


def plain_alpha(units, distance):
    """Alpha over pairs of values: within units against all pairs of values."""
    groups = [[frozenset(codes) for codes in part["codes"]] for _, part in units.groupby("unit")]
    groups = [group for group in groups if len(group) > 1]
    values = [value for group in groups for value in group]
    n = len(values)
    within = sum(2 * sum(distance(a, b) for a, b in combinations(group, 2)) / (len(group) - 1) for group in groups)
    expected = 2 * sum(distance(a, b) for a, b in combinations(values, 2)) / (n * (n - 1))
    return 1 - within / n / expected if expected else math.nan


METRICS = ["jaccard", "masi", "dice", "passonneau2004"]


@pytest.mark.parametrize("metric", [*METRICS, "tree"])
def test_the_one_row_is_that_of_a_plain_count_over_pairs(metric):
    frame = agreement(made(), codebook=BOOK, metric=metric).frame
    distance = plain_tree if metric == "tree" else lambda a, b: plain_distance(a, b, metric)
    assert frame["key"].tolist() == ["overall"]
    assert frame["metric"].tolist() == [metric]
    assert frame["value"].iloc[0] == pytest.approx(plain_alpha(made(), distance), abs=1e-12)
    assert frame[["units", "documents", "coders"]].iloc[0].tolist() == [12, 4, 2]


def test_a_function_of_two_sets_is_a_metric_too():
    found = agreement(made(), codebook=BOOK, metric=lambda a, b: float(a != b)).frame.iloc[0]
    assert found["value"] == pytest.approx(plain_alpha(made(), lambda a, b: float(a != b)))
    assert found["metric"] == "callable"


def test_the_interval_leaves_out_a_document_at_a_time():
    units = made()
    found = agreement(units, codebook=BOOK, metric="jaccard").frame.iloc[0]
    whole, each = (
        plain_alpha(units, lambda a, b: plain_distance(a, b, "jaccard")),
        [
            plain_alpha(units[units["document"] != f"d{n}"], lambda a, b: plain_distance(a, b, "jaccard"))
            for n in range(4)
        ],
    )
    se = math.sqrt(3 / 4 * sum((value - sum(each) / 4) ** 2 for value in each))
    assert found["se"] == pytest.approx(se)
    assert found["low"] == pytest.approx(whole - 3.182446305284 * se)
    assert found["method"] == "jackknife over documents, t(3)"
    by_unit = agreement(units, codebook=BOOK, metric="jaccard", interval="unit").frame.iloc[0]
    bare = alpha(
        list(zip(map(frozenset, SETS["amal"]), map(frozenset, SETS["bo"]), strict=True)),
        metric="jaccard",
        ci="jackknife",
    )
    assert (by_unit["low"], by_unit["high"]) == (pytest.approx(bare.low), pytest.approx(bare.high))
    assert by_unit["method"] == "jackknife over units, t(11)"


def test_a_depth_compares_what_stands_above_the_codes():
    """At the top bo's extern is amal's zelf: both are regie."""
    sets = {name: [frozenset("regie" if code in ("zelf", "extern") else code for code in codes) for codes in line]
            for name, line in SETS.items()}  # fmt: skip
    want = alpha(list(zip(*sets.values(), strict=True)), metric="masi").value
    frame = agreement(made(), codebook=BOOK, metric="masi", by="depth").frame
    assert frame["value"].iloc[0] == pytest.approx(want)
    assert frame["key"].tolist() == ["1", "2", "3"]
    assert agreement(made(), codebook=BOOK, metric="masi", depth=1).frame["value"].iloc[0] == pytest.approx(want)


def test_only_codes_that_all_readers_of_a_unit_judged_are_compared():
    twice = {name: line * 2 for name, line in SETS.items()}
    blind = made(twice).assign(read=[None] * 24 + [("zelf", "extern", "toets", "regie")] * 24)
    without = made({name: [tuple(c for c in codes if c != "lln") for codes in line] for name, line in twice.items()})
    want = agreement(without, codebook=BOOK, metric="dice").frame.iloc[0]
    found = agreement(blind, codebook=BOOK, metric="dice").frame.iloc[0]
    assert found[["value", "low", "units"]].tolist() == want[["value", "low", "units"]].tolist()


def test_few_applied_units_give_no_number_and_the_reason():
    rare = {"amal": [("zelf",)] * 4 + [()] * 20, "bo": [("zelf",)] * 3 + [()] * 21}
    found = agreement(made(rare), codebook=BOOK, metric="masi").frame.iloc[0]
    assert math.isnan(found["value"])
    assert found["note"] == "too_rare"
    never = agreement(made({"amal": [()] * 4, "bo": [()] * 4}), codebook=BOOK, metric="masi").frame.iloc[0]
    assert never["note"] == "never_applied"
    same = agreement(made({"amal": [("zelf",)] * 12, "bo": [("zelf",)] * 12}), codebook=BOOK, metric="masi").frame.iloc[
        0
    ]
    assert same["note"] == "one_value"


def test_there_is_no_line_a_code_and_the_note_says_so():
    notes = [note.key for note in agreement(made(), codebook=BOOK, metric="masi").notes]
    assert {"measure.alpha_sets", "measure.no_line_a_code"} <= set(notes)
    assert "measure.positive" not in notes
    with pytest.raises(CallError, match="which gives the tree"):
        agreement(made(), metric="tree")


@given(st.lists(CODES, min_size=1, max_size=12, unique=True))
def test_the_tree_brings_sets_nearer_and_without_a_tree_it_is_dice(sets):
    values = [frozenset(one) for one in sets]
    dice = set_distances(values, "dice")
    np.testing.assert_allclose(tree_set_distances(values, dict.fromkeys(KEYS)), dice, atol=1e-12)
    found = tree_set_distances(values, BOOK)
    assert (found <= dice + 1e-12).all()
    np.testing.assert_allclose(found, found.T, atol=0)
    want = [[plain_tree(a, b) for b in values] for a in values]
    np.testing.assert_allclose(found, want, atol=1e-12)


@given(STUDY, st.permutations("1234567"), st.integers(1, 6), st.sampled_from([None, 1, 2]))
def test_any_split_of_the_documents_adds_up_to_the_whole(study, order, cut, depth):
    units = units_of(with_two(study))
    parts = [units[units["document"].isin([f"d{one}" for one in some])] for some in (order[:cut], order[cut:])]
    one, other = (set_partial(part, BOOK, depth) for part in parts)
    assert one + other == other + one == set_partial(units, BOOK, depth)


@given(STUDY, st.sampled_from([*METRICS, "tree"]), st.lists(st.tuples(st.sampled_from("89"), CODES), max_size=4))
def test_names_order_and_units_read_by_one_coder_change_nothing(study, metric, lonely):
    units = units_of(with_two(study))
    renamed = units_of([*with_two(study), *((d, [codes, None, None]) for d, codes in lonely)])
    renamed = renamed.assign(coder=renamed["coder"].map({"amal": "zoë", "bo": "amal", "cas": "m"})).iloc[::-1]
    kept = ["value", "low", "high", "units", "documents", "observed", "expected"]
    want = agreement(units, codebook=BOOK, metric=metric).frame[kept]
    found = agreement(renamed, codebook=BOOK, metric=metric).frame[kept]
    pd.testing.assert_frame_equal(found, want, atol=1e-12, rtol=1e-9)


@given(STUDY)
def test_the_value_is_that_of_a_plain_count_on_any_study(study):
    units = units_of(with_two(study))
    found = agreement(units, codebook=BOOK, metric="masi", interval=None).frame.iloc[0]
    if found["note"] == "":
        assert found["value"] == pytest.approx(plain_alpha(units, lambda a, b: plain_distance(a, b, "masi")), abs=1e-10)
