"""Drawing from strata: proportional as far as whole numbers go, each document once, spread over the period."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.strata import drawn

VALUES = st.tuples(st.sampled_from(["begin", "eind"]), st.sampled_from(["leraar", "directeur", "leerling", "ib"]))


def draw(strata, total, *, standing=(), unable=(), seed=7):
    here = np.arange(len(strata))
    return np.flatnonzero(
        drawn(
            strata,
            total=total,
            standing=np.isin(here, list(standing)),
            able=~np.isin(here, list(unable)),
            chance=np.random.default_rng(seed),
        )
    ).tolist()


def test_each_stratum_gets_its_share():
    strata = [("begin",)] * 10 + [("eind",)] * 20
    found = Counter(strata[place] for place in draw(strata, 6))
    assert found == {("begin",): 2, ("eind",): 4}


def test_without_strata_every_stretch_of_the_period_gets_one():
    for seed in range(20):
        assert [place // 10 for place in draw([()] * 60, 6, seed=seed)] == [0, 1, 2, 3, 4, 5]


def test_within_a_stretch_it_is_chance_that_draws():
    assert len({tuple(draw([()] * 60, 6, seed=seed)) for seed in range(30)}) == 30


def test_a_small_stratum_goes_before_a_second_one_of_a_large_one():
    strata = [("begin",)] * 2 + [("eind",)] * 18
    assert Counter(strata[place] for place in draw(strata, 3))["begin",] == 1


def test_where_strata_outnumber_documents_every_value_is_stood_for_first():
    strata = [(wave, role) for wave in ("begin", "eind") for role in ("leraar", "directeur", "leerling", "ib")] * 3
    for seed in range(10):
        found = [strata[place] for place in draw(strata, 4, seed=seed)]
        assert len(set(found)) == 4
        assert {role for _, role in found} == {"leraar", "directeur", "leerling", "ib"}
        assert {wave for wave, _ in found} == {"begin", "eind"}


def test_documents_that_stand_count_for_their_stratum_and_their_stretch():
    strata = [("begin",)] * 10 + [("eind",)] * 10
    found = draw(strata, 4, standing=[0, 1])
    assert Counter(strata[place] for place in found) == {("eind",): 2}
    assert {place // 5 for place in found} == {2, 3}


def test_more_that_stand_than_are_wanted_draw_nothing():
    assert draw([()] * 8, 2, standing=[1, 4, 6]) == []


def test_what_cannot_be_drawn_is_not_drawn_and_others_come_in_its_place():
    strata = [("begin",)] * 4 + [("eind",)] * 4
    assert draw(strata, 4, unable=[0, 1, 2]) == [3, *[p for p in draw(strata, 4, unable=[0, 1, 2]) if p > 3]]
    assert len(draw(strata, 4, unable=[0, 1, 2])) == 4


STRATA = st.lists(VALUES, min_size=2, max_size=60)
SEEDS = st.integers(0, 10**6)


@given(STRATA, SEEDS, st.data())
def test_every_document_is_drawn_at_most_once_and_as_many_as_were_asked(strata, seed, data):
    total = data.draw(st.integers(1, len(strata)))
    found = draw(strata, total, seed=seed)
    assert len(found) == len(set(found)) == total
    assert found == draw(strata, total, seed=seed)


@given(STRATA, SEEDS, st.data())
def test_counts_lie_within_one_of_proportional_where_there_are_as_many_documents_as_strata(strata, seed, data):
    total = data.draw(st.integers(len(set(strata)), len(strata)))
    found = Counter(strata[place] for place in draw(strata, total, seed=seed))
    for stratum, size in Counter(strata).items():
        assert abs(found[stratum] - total * size / len(strata)) < 1


@given(STRATA.filter(lambda strata: len(set(strata)) > 1), SEEDS, st.data())
def test_where_strata_outnumber_documents_none_gets_two(strata, seed, data):
    total = data.draw(st.integers(1, len(set(strata)) - 1))
    found = Counter(strata[place] for place in draw(strata, total, seed=seed))
    assert set(found.values()) == {1}
    assert sum(found.values()) == total


@given(STRATA, st.data())
def test_what_stands_is_never_drawn_again_and_the_total_is_kept(strata, data):
    places = st.sets(st.integers(0, len(strata) - 1))
    standing, unable = data.draw(places), data.draw(places)
    total = data.draw(st.integers(1, len(strata)))
    found = draw(strata, total, standing=standing, unable=unable - standing)
    assert not set(found) & (standing | unable)
    free = len(strata) - len(standing | unable)
    assert len(found) == min(max(total - len(standing), 0), free)


@given(st.integers(1, 80), st.data())
def test_one_stratum_never_gets_two_in_a_stretch_while_another_is_empty(count, data):
    total = data.draw(st.integers(1, count))
    found = draw([()] * count, total, seed=data.draw(st.integers(0, 10**6)))
    assert len({place * total // count for place in found}) == total
