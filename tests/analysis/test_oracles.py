"""Every coefficient beside other programs on the same ratings; and where one of them is wrong, our answer and why."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from qualcode.analysis import coefficients as c
from tests.analysis.peers import COMPARISONS, OWN, Comparison, largest, masi, nltk_task

SOAK = bool(os.environ.get("QUALCODE_SOAK"))
RUNS = 1000 if SOAK else 20
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "agreement.md"
# 118 slides, two pathologists (Agresti 1992): a cross table that several programs print.
SLIDES = [
    (a, b)
    for a, line in enumerate([[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]])
    for b, count in enumerate(line)
    for _ in range(count)
]


@pytest.mark.parametrize("one", COMPARISONS, ids=str)
def test_the_difference_on_random_ratings_is_that_of_rounding(one: Comparison):
    if one.peer not in OWN:
        pytest.importorskip(one.peer, reason=f"{one.peer} is not installed (extra oracles)")
    apart, compared = largest(one, RUNS)
    assert apart < 1e-12
    assert compared >= 0.9 * RUNS


def test_the_reference_page_names_every_coefficient_with_its_peers():
    page = PAGE.read_text(encoding="utf-8").partition("## Compared with other programs")[2]
    table = [line for line in page.splitlines() if line.startswith("| `") and line.count("|") == 6]
    named = {(line.split("|")[1].strip(" `"), line.split("|")[2].strip()) for line in table}
    assert named == {(one.coefficient.split(",")[0], one.peer) for one in COMPARISONS}
    assert {name for name, _ in named} == {name for name in c.__all__ if name not in ("Estimate", "tree_distance")}


# krippendorff 0.9.0


def test_krippendorff_takes_a_code_named_nan_for_a_gap():
    """Three values, one of them called "nan": n = 12, D_o = 4/12, D_e = (144 - 48) / 132 - so alpha = 1 - 11 * 4 / 94."""
    import krippendorff

    rows = [["nan", "nan"], ["nan", "x"], ["x", "x"], ["y", "y"], ["y", "nan"], ["x", "x"]]
    counts = {"nan": 4, "x": 5, "y": 3}
    by_hand = 1 - 11 * 4 / (144 - sum(n * n for n in counts.values()))
    assert c.alpha(rows).value == pytest.approx(by_hand, abs=1e-15)
    assert round(by_hand, 3) == 0.532
    assert krippendorff.alpha(np.array(rows).T, level_of_measurement="nominal") == 1.0


def test_krippendorff_refuses_one_used_value_and_warns_where_only_lonely_units_hold_another():
    import krippendorff

    with pytest.raises(ValueError, match="more than one value in the domain"):
        krippendorff.alpha(np.array([[1.0, 1.0], [1.0, 1.0]]))
    lonely = [[1.0, 1.0], [1.0, 1.0], [2.0, None]]
    with pytest.warns(RuntimeWarning):
        found = krippendorff.alpha(np.array(lonely, dtype=float).T, level_of_measurement="nominal")
    assert np.isnan(found)
    assert c.alpha(lonely).note == "only one value was used"


# nltk 3.10.4


def test_nltk_says_1_where_one_value_was_used_and_ours_is_undefined():
    pytest.importorskip("nltk", reason="nltk is not installed (extra oracles)")
    rows = [["a", "a"], ["a", "a"]]
    assert nltk_task(rows).alpha() == nltk_task(rows).kappa() == 1
    assert np.isnan(c.alpha(rows).value)
    assert np.isnan(c.cohen_kappa(rows).value)


def test_nltk_divides_only_one_of_the_two_disagreements_by_the_largest_distance():
    """weighted_kappa(max_distance=3) hands it to the expected disagreement and not to the observed one.

    For the four grades of the slides linear kappa is .6488 (scikit-learn, statsmodels and R vcd alike); with distances
    from 0 to 1 nltk gives it too.
    """
    pytest.importorskip("nltk", reason="nltk is not installed (extra oracles)")
    ours = c.cohen_kappa(SLIDES, weights="linear").value
    assert round(ours, 4) == 0.6488
    by_steps = nltk_task([list(row) for row in SLIDES], lambda a, b: abs(a - b))
    assert by_steps.weighted_kappa(max_distance=3) == pytest.approx(1 - 3 * (1 - ours), abs=1e-12)
    by_share = nltk_task([list(row) for row in SLIDES], lambda a, b: abs(a - b) / 3)
    assert by_share.weighted_kappa() == pytest.approx(ours, abs=1e-12)


def test_nltk_breaks_off_on_a_gap_in_all_but_alpha():
    """Two coders agree on each unit that both have read; a placeholder for the gap would be a value more, P_o = 2/3."""
    pytest.importorskip("nltk", reason="nltk is not installed (extra oracles)")
    rows = [["a", "a"], ["b", "b"], ["a", None]]
    assert c.percent_agreement(rows).value == c.cohen_kappa(rows).value == nltk_task(rows).alpha() == 1
    for coefficient in ("avg_Ao", "S", "pi", "kappa", "multi_kappa"):
        with pytest.raises(RuntimeError, match="StopIteration"):
            getattr(nltk_task(rows), coefficient)()
    assert nltk_task([*rows[:2], ["a", "missing"]]).avg_Ao() == pytest.approx(2 / 3)


def test_nltk_cannot_compare_two_coders_who_both_applied_no_code():
    nltk = pytest.importorskip("nltk.metrics.distance", reason="nltk is not installed (extra oracles)")
    empty, one = frozenset(), frozenset("a")
    for distance in (nltk.masi_distance, nltk.jaccard_distance):
        with pytest.raises(ZeroDivisionError):
            distance(empty, empty)
    assert 0 < c.alpha([[empty, empty], [one, one], [one, empty]], metric="masi").value < 1


def test_nltk_masi_is_a_distance_and_agrees_with_the_printed_definition():
    """1 - J M: the similarity of {a, b} and {a, b, c, d} is 1/2 times 2/3, so they are 2/3 apart."""
    nltk = pytest.importorskip("nltk.metrics.distance", reason="nltk is not installed (extra oracles)")
    one, other = frozenset("ab"), frozenset("abcd")
    assert nltk.masi_distance(one, other) == pytest.approx(2 / 3) == pytest.approx(masi(one, other))


def test_the_mean_of_kappas_is_not_the_kappa_of_means():
    """nltk's kappa with three coders is Light's, its multi_kappa Conger's: we call them by their names."""
    pytest.importorskip("nltk", reason="nltk is not installed (extra oracles)")
    rows = [["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"], ["b", "a", "b"], ["a", "b", "b"]]
    task = nltk_task(rows)
    assert task.kappa() == pytest.approx(c.light_kappa(rows).value, abs=1e-15)
    assert task.multi_kappa() == pytest.approx(c.conger_kappa(rows).value, abs=1e-15)
    assert task.kappa() != pytest.approx(task.multi_kappa(), abs=1e-3)


# statsmodels 0.15.0


def test_statsmodels_refuses_units_with_unequal_numbers_of_readings():
    """By hand, in Gwet's frame: P_o = (1 + 1/3 + 1) / 3, shares (1 + 2/3 + 0) / 3 and (0 + 1/3 + 1) / 3."""
    rater = pytest.importorskip("statsmodels.stats.inter_rater", reason="statsmodels is not installed (extra oracles)")
    rows = [["a", "a", None], ["a", "a", "b"], ["b", "b", "b"]]
    with pytest.raises(AssertionError):
        rater.fleiss_kappa([[2, 0], [2, 1], [0, 3]])
    chance = (5 / 9) ** 2 + (4 / 9) ** 2
    assert c.fleiss_kappa(rows).value == pytest.approx((7 / 9 - chance) / (1 - chance), abs=1e-15)


def test_statsmodels_takes_the_columns_of_its_table_for_the_categories():
    """Randolph's kappa hangs on how many categories there are: a column of zeros raises it, and ours by `categories=`."""
    rater = pytest.importorskip("statsmodels.stats.inter_rater", reason="statsmodels is not installed (extra oracles)")
    rows = [["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]]
    two = rater.fleiss_kappa([[2, 0], [0, 2], [1, 1], [0, 2]], method="randolph")
    four = rater.fleiss_kappa([[2, 0, 0, 0], [0, 2, 0, 0], [1, 1, 0, 0], [0, 2, 0, 0]], method="randolph")
    assert (two, c.brennan_prediger(rows).value) == (0.5, 0.5)
    assert four == pytest.approx(2 / 3) == pytest.approx(c.brennan_prediger(rows, categories="abcd").value)


def test_statsmodels_has_an_error_where_there_is_none():
    """Perfect agreement on three categories: the standard error is 0; the difference of two equal sums leaves 1e-8 or so."""
    rater = pytest.importorskip("statsmodels.stats.inter_rater", reason="statsmodels is not installed (extra oracles)")
    left = [
        rater.cohens_kappa(np.diag(line), wt="quadratic").var_kappa
        for line in ([1, 37, 1, 1], [17, 1, 1, 2], [9, 4, 7, 1])
    ]
    assert max(map(abs, left)) < 1e-12
    for line in ([1, 37, 1, 1], [17, 1, 1, 2], [9, 4, 7, 1]):
        rows = [(value, value) for value, count in enumerate(line) for _ in range(count)]
        assert c.cohen_kappa(rows, weights="quadratic", ci="analytic").se < 1e-15


def test_statsmodels_says_nan_without_a_word_where_one_value_was_used():
    rater = pytest.importorskip("statsmodels.stats.inter_rater", reason="statsmodels is not installed (extra oracles)")
    with pytest.warns(RuntimeWarning):
        assert np.isnan(rater.fleiss_kappa([[2, 0], [2, 0]]))
    found = c.fleiss_kappa([["a", "a"], ["a", "a"]])
    assert (np.isnan(found.value), found.note) == (True, "only one value was used")


# scikit-learn 1.9.1


def test_scikit_learn_without_labels_takes_ranks_among_the_used_categories():
    """Nobody used grade 2 of 1 to 4: without labels= grades 1 and 3 are neighbours. We do the same without categories=."""
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed (extra oracles)")
    first, second = [1, 1, 3, 4, 4, 3, 1, 4], [1, 3, 3, 4, 3, 3, 1, 1]
    rows = list(zip(first, second, strict=True))
    bare = metrics.cohen_kappa_score(first, second, weights="quadratic")
    told = metrics.cohen_kappa_score(first, second, weights="quadratic", labels=[1, 2, 3, 4])
    assert bare != pytest.approx(told, abs=1e-3)
    assert c.cohen_kappa(rows, weights="quadratic").value == pytest.approx(bare, abs=1e-15)
    assert c.cohen_kappa(rows, weights="quadratic", categories=[1, 2, 3, 4]).value == pytest.approx(told, abs=1e-15)


def test_scikit_learn_counts_a_gap_as_a_category():
    """Two coders agree on each unit that both have read; None is one value more to scikit-learn."""
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed (extra oracles)")
    first, second = ["a", "b", "a", "b", "-"], ["a", "b", "a", "-", "b"]
    rows = [[None if cell == "-" else cell for cell in row] for row in zip(first, second, strict=True)]
    assert c.cohen_kappa(rows).value == 1
    assert metrics.cohen_kappa_score(first, second) < 0.5
