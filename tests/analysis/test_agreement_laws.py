"""Laws of agreement as properties: copies, names, order, single readings, independence, parts of a study."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis import coefficients as c
from qualcode.analysis.agreement import agreement
from qualcode.analysis.patterns import Patterns, merge, partial
from tests.marking import book_of

BOOK = book_of("""
    regie
      zelf
      extern
        toets
    lln
""")
KEYS = list(BOOK.keys)

# A study: for each unit its document, and for each coder the codes applied (None: not read).
CODES = st.lists(st.sampled_from(KEYS), max_size=3, unique=True).map(lambda keys: tuple(sorted(keys)))
UNIT = st.tuples(st.sampled_from("1234567"), st.lists(st.none() | CODES, min_size=3, max_size=3))
STUDY = st.lists(UNIT, min_size=2, max_size=60)
RATINGS = st.lists(st.lists(st.none() | st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=40)


def units_of(study, coders=("amal", "bo", "cas"), names=None):
    names = names or {}
    rows = [
        (f"t{place}", f"d{document}", coder, tuple(sorted(names.get(code, code) for code in codes)))
        for place, (document, readings) in enumerate(study)
        for coder, codes in zip(coders, readings, strict=True)
        if codes is not None
    ]
    return pd.DataFrame(rows, columns=["unit", "document", "coder", "codes"])


def compared(study):
    return [unit for unit in study if sum(codes is not None for codes in unit[1]) > 1]


def with_two(study):
    """The study with two units that make it comparable."""
    return [*study, ("1", [("zelf",), ("zelf",), None]), ("2", [("lln",), (), ()])]


def numbers(table):
    kept = ["value", "se", "low", "high", "units", "documents", "both", "neither", "positive", "observed", "expected"]
    return table.frame.set_index(["key", "coefficient"])[kept]


@given(STUDY)
def test_a_coder_against_a_copy_of_herself_is_one_or_undefined(study):
    copied = [(document, [readings[0], readings[0], None]) for document, readings in with_two(study)]
    value = (
        agreement(units_of(copied), codebook=BOOK, coefficients=["alpha", "kappa", "percent"]).frame["value"].dropna()
    )
    np.testing.assert_allclose(value, 1.0, atol=1e-14)


@given(STUDY, st.randoms(use_true_random=False))
def test_renaming_coders_and_shuffling_rows_changes_nothing(study, chance):
    units = units_of(with_two(study))
    renamed = units.assign(coder=units["coder"].map({"amal": "zoë", "bo": "amal", "cas": "m"}))
    order = list(range(len(units)))
    chance.shuffle(order)
    want = agreement(units, codebook=BOOK, coefficients=["alpha", "ac1", "conger_kappa"])
    found = agreement(renamed.iloc[order], codebook=BOOK, coefficients=["alpha", "ac1", "conger_kappa"])
    pd.testing.assert_frame_equal(numbers(found), numbers(want), atol=1e-12, rtol=1e-9)


@given(STUDY)
def test_renaming_codes_changes_nothing(study):
    other = {"zelf": "w", "lln": "b", "regie": "q", "extern": "a", "toets": "0"}
    want = agreement(units_of(with_two(study))).frame
    found = agreement(units_of(with_two(study), names=other)).frame
    pairs = {**other, "overall": "overall"}
    left = want.assign(key=want["key"].map(pairs)).sort_values("key", ignore_index=True)
    pd.testing.assert_frame_equal(left, found.sort_values("key", ignore_index=True), atol=1e-12, rtol=1e-9)


@given(STUDY, st.lists(st.tuples(st.sampled_from("89"), CODES), min_size=1, max_size=5))
def test_a_unit_read_by_one_coder_changes_no_number(study, lonely):
    more = [(document, [codes, None, None]) for document, codes in lonely]
    every = ["alpha", "percent", "ac1", "conger_kappa", "fleiss_kappa"]
    want = agreement(units_of(with_two(study)), codebook=BOOK, coefficients=every)
    found = agreement(units_of([*with_two(study), *more]), codebook=BOOK, coefficients=every)
    pd.testing.assert_frame_equal(numbers(found), numbers(want), atol=1e-12, rtol=1e-9)


@given(STUDY, st.permutations("1234567"), st.integers(1, 6))
def test_any_split_of_the_documents_adds_up_to_the_whole(study, order, cut):
    """Parts that hold no code, one coder, or nobody's codes included."""
    units = units_of(with_two(study))
    whole = partial(units, BOOK, KEYS)
    parts = [units[units["document"].isin([f"d{one}" for one in some])] for some in (order[:cut], order[cut:])]
    one, other = (partial(part, BOOK, KEYS) for part in parts)
    for together in (merge(one, other), merge(other, one)):
        assert _plain(together) == _plain(whole)


@given(st.lists(STUDY, min_size=3, max_size=3))
def test_the_order_in_which_three_parts_are_merged_does_not_matter(studies):
    parts = [
        partial(units_of([(f"{number}{document}", readings) for document, readings in study]), BOOK, KEYS)
        for number, study in enumerate(studies)
    ]
    assert _plain(merge(merge(*parts[:2]), parts[2])) == _plain(merge(parts[0], merge(*parts[1:])))


def _plain(patterns: Patterns):
    """The counts that are not zero, by names."""
    found = {}
    for document, code, state in zip(*np.nonzero(patterns.counts), strict=True):
        who = {
            coder: int(mark) for coder, mark in zip(patterns.coders, patterns.states[state], strict=True) if mark >= 0
        }
        key = (patterns.documents[document], patterns.codes[code], tuple(sorted(who.items())))
        found[key] = int(patterns.counts[document, code, state])
    return found, dict(zip(patterns.documents, patterns.units.tolist(), strict=True))


@given(STUDY)
def test_the_counts_are_those_of_a_plain_loop(study):
    """An independent count: for each code and each two coders who read the unit."""
    study = with_two(study)
    frame = agreement(units_of(study), codebook=BOOK).frame.set_index("key")
    for key in KEYS:
        below, tally = set(BOOK.subtree(key)), {"both": 0, "only_a": 0, "only_b": 0, "neither": 0}
        for _, readings in study:
            marks = [bool(below & set(codes)) for codes in readings if codes is not None]
            for one, first in enumerate(marks):
                for second in marks[one + 1 :]:
                    name = {(True, True): "both", (True, False): "only_a", (False, True): "only_b"}
                    tally[name.get((first, second), "neither")] += 1
        assert frame.loc[key, list(tally)].astype(int).to_dict() == tally
        assert frame.loc[key, "units"] == len(compared(study))


@given(RATINGS, st.permutations(range(5)), st.permutations(range(3)))
@pytest.mark.parametrize(
    "coefficient", [c.alpha, c.fleiss_kappa, c.conger_kappa, c.gwet_ac, c.light_kappa, c.percent_agreement]
)
def test_names_of_values_and_coders_do_not_matter_on_bare_data(coefficient, rows, names, order):
    want = coefficient(rows).value
    turned = [[None if row[place] is None else f"c{names[row[place]]}" for place in order] for row in rows]
    np.testing.assert_allclose(coefficient(turned).value, want, atol=1e-12)


@given(RATINGS)
@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_both_engines_agree_on_any_ratings(metric, rows):
    own, peer = (c.alpha(rows, metric=metric, engine=engine) for engine in ("own", "krippendorff"))
    np.testing.assert_allclose(own.value, peer.value, atol=1e-12)
    assert own.note == peer.note


@given(RATINGS)
@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_the_value_from_sums_is_the_value_from_coincidences(metric, rows):
    """The bootstrap of one draw and the point come from two routes."""
    from qualcode.analysis import alpha as module
    from qualcode.analysis.ratings import encode

    space = module._space(module._used(encode(rows).pairable()), metric, None)
    point = module._point(space, metric, "own")
    if point.value == point.value:
        assert module._sums(space).point()[0] == pytest.approx(point.value, abs=1e-12)


@pytest.mark.parametrize("shares", [(0.5, 0.02), tuple(np.geomspace(0.5, 0.01, 10)), (0.9, 0.5, 0.1), (0.03,) * 5])
def test_independent_coders_who_share_each_codes_prevalence_get_nought(shares):
    """Pooling the coincidences of ten such codes in one table gives .24; within each code the truth is 0."""
    chance = np.random.default_rng(11)
    found = []
    for _ in range(12):
        marks = chance.random((2, 1500, len(shares))) < np.array(shares)
        rows = [
            (f"t{unit}", f"d{unit % 6}", coder, tuple(f"c{code}" for code in np.flatnonzero(marks[number, unit])))
            for number, coder in enumerate(("amal", "bo"))
            for unit in range(1500)
        ]
        units = pd.DataFrame(rows, columns=["unit", "document", "coder", "codes"])
        found.append(agreement(units, interval=None).frame["value"].iloc[-1])
    error = np.std(found, ddof=1) / np.sqrt(len(found))
    assert abs(np.mean(found)) < 4 * error + 1e-3
    assert abs(np.mean(found)) < 0.03
