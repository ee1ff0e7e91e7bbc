"""How fast agreement is: alpha beside a bare count and beside krippendorff, and a whole table with its resampling."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import krippendorff
import numpy as np
import pandas as pd
import pytest

from qualcode.analysis.agreement import agreement
from qualcode.analysis.coefficients import alpha, cohen_kappa
from qualcode.analysis.coefficients import fleiss_kappa as fleiss_kappa_of
from qualcode.codebook import Code, Codebook
from tests.benchmarks.simulate_intervals import DOCUMENTS, as_markdown, covered, truth

if TYPE_CHECKING:
    from collections.abc import Callable

UNITS, CODERS, CODES = 100_000, 3, 50


def best(work: Callable[[], object], runs: int = 9) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def ratings(units: int) -> np.ndarray:
    """Coders who give the true code seven times in ten."""
    chance = np.random.default_rng(0)
    truth = chance.integers(0, CODES, units)
    return np.where(chance.random((units, CODERS)) < 0.7, truth[:, None], chance.integers(0, CODES, (units, CODERS)))


def bare_count(rows: np.ndarray) -> np.ndarray:
    """The same coincidences by numpy alone, nothing checked and nothing said."""
    cells = np.zeros(CODES * CODES)
    for one in range(CODERS):
        for other in range(one + 1, CODERS):
            cells += np.bincount(rows[:, one] * CODES + rows[:, other], minlength=CODES * CODES)
    half = cells.reshape(CODES, CODES) / (CODERS - 1)
    return half + half.T


@pytest.mark.bench
def test_alpha_over_a_bare_count_and_over_krippendorff(capsys):
    rows = ratings(UNITS)
    ours, bare = best(lambda: alpha(rows)), best(lambda: bare_count(rows))
    theirs = best(lambda: krippendorff.alpha(rows.T, level_of_measurement="nominal"), runs=1)
    same = abs(alpha(rows).value - krippendorff.alpha(rows.T, level_of_measurement="nominal"))
    leaving_out = best(lambda: alpha(rows, ci="jackknife", groups=np.arange(UNITS) % 40), runs=3)
    with capsys.disabled():
        print(f"\nalpha, {CODERS} coders x {UNITS:,} units x {CODES} codes: {ours * 1000:.1f} ms")
        print(f"  over a bare bincount ({bare * 1000:.1f} ms): {ours / bare:.1f} x (target 4)")
        print(f"  krippendorff.alpha {theirs:.1f} s: ours is 1/{theirs / ours:,.0f} of it (target 1/1,000)")
        print(f"  largest difference {same:.1e}; with a jackknife over 40 documents {leaving_out * 1000:.0f} ms")


@pytest.mark.bench
def test_alpha_and_kappas_over_nltk_and_statsmodels(capsys):
    """The same numbers on 10,000 units; peers of the extra `oracles`, named where they are not installed."""
    rows = ratings(UNITS // 10)
    lines = []
    try:
        from nltk.metrics.agreement import AnnotationTask

        task = AnnotationTask(
            [(coder, unit, int(v)) for unit, given in enumerate(rows) for coder, v in enumerate(given)]
        )
        ours, theirs = best(lambda: alpha(rows)), best(task.alpha, runs=1)
        lines.append(
            f"nltk alpha {theirs:.2f} s: ours is 1/{theirs / ours:,.0f} of it, apart {abs(alpha(rows).value - task.alpha()):.0e}"
        )
    except ImportError:
        lines.append("nltk is not installed (extra oracles): no ratio")
    try:
        from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa, to_table

        ours, theirs = (
            best(lambda: fleiss_kappa_of(rows)),
            best(lambda: fleiss_kappa(aggregate_raters(rows)[0]), runs=3),
        )
        lines.append(
            f"statsmodels fleiss_kappa {theirs * 1000:.1f} ms: ours (with its standard error) {ours / theirs:.2f} x"
        )
        pair = rows[:, :2]
        ours, theirs = best(lambda: cohen_kappa(pair)), best(lambda: cohens_kappa(to_table(pair)[0]), runs=3)
        lines.append(f"statsmodels cohens_kappa {theirs * 1000:.1f} ms: ours {ours / theirs:.2f} x")
    except ImportError:
        lines.append("statsmodels is not installed (extra oracles): no ratio")
    with capsys.disabled():
        print("\n" + "\n".join(lines))


def study(codes: int, units: int, documents: int) -> tuple[pd.DataFrame, Codebook]:
    """Two coders, ten families of codes, prevalences from .01 to .1."""
    chance = np.random.default_rng(1)
    families = codes // 7
    book = [Code(f"p{family}") for family in range(families)]
    book += [Code(f"c{number}", parent=f"p{number % families}") for number in range(codes - families)]
    leaves = np.array([code.key for code in book if code.parent])
    truth = chance.random((units, len(leaves))) < chance.uniform(0.01, 0.1, len(leaves))
    rows = []
    for coder in ("amal", "bo"):
        marks = truth ^ (chance.random(truth.shape) < 0.01)
        rows += [
            (
                f"d{unit % documents}/{unit}",
                f"d{unit % documents}",
                coder,
                tuple(sorted(leaves[marks[unit]])),
                None,
                "main",
            )
            for unit in range(units)
        ]
    columns = ["unit", "document", "coder", "codes", "read", "round"]
    return pd.DataFrame(rows, columns=columns), Codebook("proef", "1", tuple(book))


@pytest.mark.bench
def test_a_table_of_seventy_codes_with_its_resampling(capsys):
    lines = []
    for codes, units in ((70, 3500), (70, 7000), (140, 3500)):
        frame, book = study(codes, units, 12)
        left_out = best(lambda f=frame, b=book: agreement(f, codebook=b), runs=5)
        drawn = best(lambda f=frame, b=book: agreement(f, codebook=b, interval="bootstrap", seed=1), runs=5)
        target = " (target 0.5 s)" if (codes, units) == (70, 3500) else ""
        lines.append(
            f"{codes} codes x {units:,} units x 12 documents: jackknife {left_out:.2f} s, 1,000 bootstraps {drawn:.2f} s, "
            f"together {left_out + drawn:.2f} s{target}"
        )
    with capsys.disabled():
        print("\n" + "\n".join(lines))


@pytest.mark.bench
def test_coverage_of_the_default_interval_with_clustered_documents(capsys):
    """Coders whose skill differs by document: the share of 95 % intervals that hold the true alpha."""
    rows = [covered(documents, 400) for documents in DOCUMENTS]
    with capsys.disabled():
        print(f"\ntrue alpha {truth():.3f}; 400 data sets a row (nominal .95)\n{as_markdown(rows)}")
