"""The forecast of an interval: what the formula says is what simulated codings show."""

from __future__ import annotations

import math

import numpy as np
import pytest

from qualcode.analysis.forecast import half_width, needed, occurrences, patterns, unit_variance
from qualcode.analysis.intervals import jackknifed
from qualcode.analysis.quantiles import t_quantile
from qualcode.errors import CallError
from tests.benchmarks.simulate_intervals import TURNS, coded


def observed_width(first, second):
    """Half the jackknife interval of alpha over documents, and how many units bear the code; first principles only."""
    apart, marks = (first != second).sum(axis=1), (first + second).sum(axis=1)
    pairs = np.full(len(first), first.shape[1])

    def alpha(apart, marks, pairs):
        values = 2 * pairs
        with np.errstate(invalid="ignore"):  # without one document nobody applied the code: no interval
            return 1 - (apart / pairs) / (2 * marks * (values - marks) / (values * (values - 1)))

    left_out = alpha(apart.sum() - apart, marks.sum() - marks, pairs.sum() - pairs)
    se, *_ = jackknifed(left_out, 0.0, 0.95)
    return se * t_quantile(0.975, len(first) - 1), int((first | second).sum())


def simulated(prevalence, alpha, clustering, documents, runs, seed=11):
    """The mean half width of data sets in which the patterns of two coders vary over documents as Dirichlet-multinomial."""
    chance = np.random.default_rng([seed, documents])
    both, one, neither = patterns(prevalence, alpha)
    shares = np.array([both, one / 2, one / 2, neither]) * (1 / clustering - 1)
    widths = []
    for _ in range(runs):
        chances = chance.dirichlet(shares, size=documents).cumsum(axis=1)
        which = (chance.random((documents, TURNS, 1)) > chances[:, None, :3]).sum(axis=2)
        first, second = np.isin(which, (0, 1)).astype(int), np.isin(which, (0, 2)).astype(int)
        width, there = observed_width(first, second)
        if there >= 10 and not math.isnan(width):
            widths.append(width)
    return float(np.mean(widths)), len(widths)


def test_patterns_have_the_prevalence_and_the_alpha_they_were_made_for():
    both, one, neither = patterns(0.2, 0.6)
    assert both + one + neither == pytest.approx(1)
    assert both + one / 2 == pytest.approx(0.2)
    assert 1 - one / (2 * 0.2 * 0.8) == pytest.approx(0.6)


def test_the_variance_of_a_unit_is_that_of_linearised_alpha_in_many_units():
    chance = np.random.default_rng(5)
    both, one, _ = patterns(0.15, 0.6)
    values = []
    for _ in range(4000):
        drawn = chance.multinomial(400, [both, one, 1 - both - one])
        share = (drawn[0] + drawn[1] / 2) / 400
        values.append(1 - drawn[1] / 400 / (2 * share * (1 - share)))
    assert np.var(values) * 400 == pytest.approx(unit_variance(0.15, 0.6), rel=0.08)


@pytest.mark.parametrize(("prevalence", "alpha", "documents"), [(0.12, 0.5, 6), (0.12, 0.8, 12), (0.3, 0.7, 4)])
def test_the_formula_gives_the_width_that_simulated_studies_show_within_a_tenth(prevalence, alpha, documents):
    shown, _ = simulated(prevalence, alpha, 0.03, documents, 250)
    assert half_width(prevalence, alpha, 0.03, [TURNS] * documents) == pytest.approx(shown, rel=0.1)


RANGE = [
    (prevalence, alpha, clustering, documents)
    for prevalence, alpha in ((0.05, 0.5), (0.12, 0.5), (0.12, 0.8), (0.3, 0.5), (0.3, 0.8))
    for clustering in (0.01, 0.05, 0.1)
    for documents in (4, 6, 10, 20)
    if occurrences(prevalence, alpha, [TURNS] * documents) >= 20
]


@pytest.mark.soak
@pytest.mark.parametrize(("prevalence", "alpha", "clustering", "documents"), RANGE)
def test_the_formula_holds_over_the_whole_range_where_a_code_is_expected_twenty_times(
    prevalence, alpha, clustering, documents
):
    shown, runs = simulated(prevalence, alpha, clustering, documents, 1500)
    assert runs > 1200
    assert half_width(prevalence, alpha, clustering, [TURNS] * documents) == pytest.approx(shown, rel=0.12)


@pytest.mark.parametrize("documents", [6, 12])
def test_it_holds_too_where_prevalence_and_skill_vary_otherwise_than_the_formula_supposes(documents):
    """The simulation behind the interval: logit-normal prevalence and skills. Its alpha and clustering are measured first."""
    first, second = coded(np.random.default_rng(2), 20_000)
    share = (first.mean() + second.mean()) / 2
    expected, apart = 2 * share * (1 - share), (first != second)
    part = (apart - apart.mean()) / expected - apart.mean() * (2 - 4 * share) / expected**2 * (
        (first + second) / 2 - share
    )
    clustering = (part.sum(axis=1).var() / (TURNS * part.var()) - 1) / (TURNS - 1)
    assert clustering == pytest.approx(0.02, abs=0.005)
    chance = np.random.default_rng(3)
    shown = np.mean([observed_width(*coded(chance, documents))[0] for _ in range(300)])
    alpha = 1 - apart.mean() / expected
    assert half_width(share, alpha, clustering, [TURNS] * documents) == pytest.approx(shown, rel=0.1)


def test_below_four_documents_there_is_no_interval():
    assert math.isnan(half_width(0.1, 0.7, 0.02, [40, 40, 40]))
    assert math.isnan(half_width(0.1, 0.7, 0.02, [40, 40, 40, 0]))
    assert not math.isnan(half_width(0.1, 0.7, 0.02, [40, 40, 40, 1]))


def test_more_documents_a_commoner_code_and_more_alike_turns_do_what_they_should():
    width = half_width(0.1, 0.7, 0.02, [40] * 8)
    assert half_width(0.1, 0.7, 0.02, [40] * 9) < width
    assert half_width(0.2, 0.7, 0.02, [40] * 8) < width
    assert half_width(0.1, 0.7, 0.10, [40] * 8) > width
    assert half_width(0.1, 0.7, 0.02, [80] * 8) < width


def test_the_documents_needed_are_the_fewest_that_do():
    count = needed(0.12, 0.7, 0.02, 40, 0.15)
    assert half_width(0.12, 0.7, 0.02, [40] * count) <= 0.15 < half_width(0.12, 0.7, 0.02, [40] * (count - 1))
    assert needed(0.0001, 0.1, 0.02, 2, 0.001) == math.inf
    assert needed(0.4, 0.9, 0.0, 10_000, 0.5) == 4


@pytest.mark.parametrize(("prevalence", "alpha", "clustering"), [(0, 0.7, 0), (1, 0.7, 0), (0.1, 1, 0), (0.1, 0.7, 2)])
def test_what_is_no_share_is_one_sentence(prevalence, alpha, clustering):
    with pytest.raises(CallError):
        half_width(prevalence, alpha, clustering, [40] * 5)
