"""Laws of every coefficient on bare data, on any ratings: copies, names, order, lonely units, independence."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis import coefficients as c
from qualcode.analysis.agreement import agreement
from qualcode.columns import AGREEMENT

f = frozenset
TREE = {0: None, 1: None, 2: 0, 3: 0, 4: 2}
NUMBERS = st.lists(st.lists(st.none() | st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=40)
SETS = st.lists(
    st.lists(st.none() | st.frozensets(st.sampled_from("abc"), max_size=3), min_size=3, max_size=3),
    min_size=2,
    max_size=30,
)
NAMED = [
    c.alpha,
    c.percent_agreement,
    c.holsti,
    c.light_kappa,
    c.fleiss_kappa,
    c.conger_kappa,
    c.brennan_prediger,
    c.gwet_ac,
]
METRICS = ["nominal", "ordinal", "interval", "ratio", "tree", "jaccard", "masi", "dice", "passonneau2004", "mv_alpha"]


def alpha(metric, rows, **more):
    """Alpha under any metric; mv_alpha is one of them here."""
    if metric == "mv_alpha":
        return c.mv_alpha(rows, **more)
    engine = {"engine": "own"} if metric in METRICS[:4] else {}
    return c.alpha(rows, metric=metric, tree=TREE if metric == "tree" else None, **engine, **more)


def ratings_for(metric):
    return NUMBERS if metric in METRICS[:5] else SETS


def same(one, other, *names):
    for name in names or ("value", "se", "low", "high", "observed", "expected"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-10, rtol=1e-9, err_msg=name)
    assert (one.note, one.units) == (other.note, other.units)


@pytest.mark.parametrize("metric", METRICS)
@given(data=st.data())
def test_a_coder_against_copies_of_herself_is_one_or_undefined(metric, data):
    rows = [[row[0]] * 3 for row in data.draw(ratings_for(metric))]
    found = alpha(metric, rows)
    assert found.value == pytest.approx(1, abs=1e-12) or (math.isnan(found.value) and found.note)


@pytest.mark.parametrize("coefficient", [*NAMED, c.cohen_kappa, c.scott_pi])
@given(rows=NUMBERS)
def test_a_coder_against_a_copy_of_herself_is_one_whatever_the_coefficient(coefficient, rows):
    found = coefficient([[row[0], row[0]] for row in rows])
    assert found.value == pytest.approx(1, abs=1e-12) or (math.isnan(found.value) and found.note)


@pytest.mark.parametrize("coefficient", NAMED)
@given(rows=NUMBERS, chance=st.randoms(use_true_random=False), names=st.permutations("vwxyz"))
def test_other_names_and_another_order_change_neither_value_nor_interval(coefficient, rows, chance, names):
    """Values are renamed, coders change places, units are shuffled with their documents."""
    homes = [f"d{place % 5}" for place in range(len(rows))]
    order, coders = list(range(len(rows))), [0, 1, 2]
    chance.shuffle(order)
    chance.shuffle(coders)
    turned = [[None if rows[u][k] is None else names[rows[u][k]] for k in coders] for u in order]
    whole = coefficient(rows, ci="jackknife", groups=homes, categories=[0, 1, 2, 3, 4])
    other = coefficient(turned, ci="jackknife", groups=[f"s{homes[u]}" for u in order], categories=names)
    same(whole, other)


@pytest.mark.parametrize("metric", METRICS)
@given(data=st.data(), chance=st.randoms(use_true_random=False))
def test_the_order_of_units_and_coders_changes_no_alpha(metric, data, chance):
    rows = data.draw(ratings_for(metric))
    turned = [[row[2], row[0], row[1]] for row in rows]
    chance.shuffle(turned)
    same(alpha(metric, rows), alpha(metric, turned))


@pytest.mark.parametrize("metric", METRICS)
@given(data=st.data())
def test_a_unit_read_by_one_coder_changes_no_alpha_and_no_interval(metric, data):
    """Neither does one that nobody has read, nor a coder who has read nothing."""
    rows = data.draw(ratings_for(metric))
    values = [cell for row in rows for cell in row if cell is not None] or [None]
    lonely = [[value, None, None] for value in values[:3]] + [[None, values[-1], None], [None, None, None]]
    homes = [f"d{place % 6}" for place in range(len(rows))]
    more = [[*row, None] for row in [*rows, *lonely]]
    whole = alpha(metric, rows, ci="jackknife", groups=homes)
    same(whole, alpha(metric, more, ci="jackknife", groups=[*homes, "d0", "d1", "d7", "d8", "d9"][: len(more)]))


@given(rows=NUMBERS)
def test_every_finite_value_lies_in_its_range_and_every_other_has_a_reason(rows):
    least = {c.percent_agreement: 0, c.holsti: 0}
    for coefficient in NAMED:
        found = coefficient(rows)
        if math.isnan(found.value):
            assert found.note
        else:
            assert least.get(coefficient, -math.inf) <= found.value <= 1 + 1e-12


# Independence, exact: each value of one coder meets each of the other as often as their shares say.


def crossed(shares):
    """Every rating of the first coder beside every rating of the second: both use value i `shares[i]` times."""
    values = [value for value, count in enumerate(shares) for _ in range(count)]
    return [(a, b) for a in values for b in values]


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5))
def test_independent_coders_who_share_their_prevalence_get_exactly_nought(shares):
    """Alpha allows for the sample: of n ratings it expects n / (n - 1) times the disagreement, so it is 1 / n, not 0."""
    rows = crossed(shares)
    for coefficient in (c.cohen_kappa, c.scott_pi, c.fleiss_kappa, c.conger_kappa, c.light_kappa):
        assert coefficient(rows).value == pytest.approx(0, abs=1e-12)
    for weights in ("linear", "quadratic", "ordinal"):
        assert c.cohen_kappa(rows, weights=weights).value == pytest.approx(0, abs=1e-12)
    for metric in ("nominal", "ordinal", "interval"):
        assert c.alpha(rows, metric=metric).value == pytest.approx(1 / (2 * len(rows)), abs=1e-12)


@given(st.integers(8, 10), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_over_any_set_of_codes_independence_stays_nought(size, marked):
    """Codes of any prevalences on the same units: within each code the design is crossed, over codes nothing is gained."""
    marked = [min(count, size - 1) for count in marked]
    grid = [(a, b) for a in range(size) for b in range(size)]
    rows = [
        (
            f"t{unit}",
            f"d{unit % 5}",
            coder,
            tuple(f"c{code}" for code, count in enumerate(marked) if place[who] < count),
        )
        for unit, place in enumerate(grid)
        for who, coder in enumerate(("amal", "bo"))
    ]
    units = pd.DataFrame(rows, columns=["unit", "document", "coder", "codes"])
    kappas = ["cohen_kappa", "scott_pi", "fleiss_kappa", "conger_kappa"]
    frame = agreement(units, coefficients=["alpha", *kappas], interval=None).frame
    assert list(frame.columns) == list(AGREEMENT)
    values = frame.set_index(["key", "coefficient"])["value"].unstack()
    np.testing.assert_allclose(values[kappas], 0, atol=1e-12)
    np.testing.assert_allclose(values["alpha"], 1 / (2 * len(grid)), atol=1e-12)
