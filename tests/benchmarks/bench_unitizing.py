"""How fast agreement on marked spans is: u_alpha beside numbering and sorting, growth with the number of spans, gamma beside pygamma-agreement."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from qualcode.analysis.unitizing import cu_alpha, gamma, span_f1, u_alpha

if TYPE_CHECKING:
    from collections.abc import Callable

CODES = np.array([f"code {number}" for number in range(50)])


def best(work: Callable[[], object], runs: int = 5) -> float:
    """The shortest of several runs, in seconds of the processor, of all threads together."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def two_coders(spans: int, codes: int = 50) -> tuple[pd.DataFrame, int]:
    """Spans of 10 to 60 characters that two coders mark nearly alike, a tenth with another code; and the length of the text."""
    chance, half = np.random.default_rng(0), spans // 2
    size = chance.integers(10, 60, half)
    end = np.cumsum(size + chance.integers(0, 40, half))
    code = chance.integers(0, codes, half)
    other = np.where(chance.random(half) < 0.9, code, chance.integers(0, codes, half))
    one = pd.DataFrame({"coder": "amal", "start": end - size, "end": end, "code": CODES[code]})
    moved = chance.integers(0, 5, (2, half))
    two = pd.DataFrame({"coder": "bo", "start": end - size + moved[0], "end": end - moved[1], "code": CODES[other]})
    return pd.concat([one, two], ignore_index=True), int(end[-1])


@pytest.mark.bench
def test_u_alpha_over_numbering_and_sorting_and_its_growth(capsys):
    with capsys.disabled():
        print()
        for count in (1_700, 17_000, 170_000):
            spans, end = two_coders(count)
            ends = np.concatenate([spans["start"], spans["end"]])
            bare = best(lambda s=spans, at=ends: (pd.factorize(s["coder"]), pd.factorize(s["code"]), np.argsort(at)))
            ours = {f.__name__: best(lambda f=f, s=spans, e=end: f(s, end=e)) for f in (u_alpha, cu_alpha, span_f1)}
            each = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in ours.items())
            print(
                f"{count:>9,} spans: {each}; u_alpha over numbering codes and sorting ends {ours['u_alpha'] / bare:.1f} x"
            )
        print(f"  u_alpha at 170,000 spans: {ours['u_alpha']:.2f} s (target 0.5 s)")


@pytest.mark.bench
def test_gamma_over_pygamma_agreement(capsys):
    spans, end = two_coders(1_700, codes=8)
    spans = spans.drop_duplicates()
    ours = best(lambda: gamma(spans, end=end, samples=30))
    with capsys.disabled():
        print(
            f"\ngamma, two coders, {len(spans):,} spans, 30 random texts: {ours:.2f} s, {gamma(spans, samples=30).value:.3f}"
        )
        try:
            from pyannote.core import Segment
            from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum, ShuffleContinuumSampler
        except ImportError:
            print("  pygamma-agreement is not installed (extra gamma): no ratio")
            return
        continuum = Continuum()
        for coder, start, stop, code in spans.itertuples(index=False):
            continuum.add(coder, Segment(start, stop), code)

        def theirs() -> float:
            found = continuum.compute_gamma(
                CombinedCategoricalDissimilarity(), n_samples=30, sampler=ShuffleContinuumSampler("float_pivot")
            )
            return float(found.gamma)

        value = theirs()  # compiles
        seconds = best(theirs, runs=1)
        print(f"  pygamma-agreement {seconds:.1f} s, {value:.3f}: {seconds / ours:.0f} x ours (target 50)")
