"""Gamma (Mathet and others 2015): spans of coders aligned with each other as well as can be, against random texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.alignment import Side, Weights, disorders
from qualcode.analysis.continua import Continua, continua
from qualcode.analysis.estimate import FEW_READERS, NAN, NO_CHANCE, NOTHING_MARKED, Estimate
from qualcode.analysis.intervals import Part, Sums, gather, over_documents
from qualcode.errors import CallError, MissingExtra

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.analysis.continua import Bound, Coders

#: Spans of random texts that are aligned at once.
_BLOCK = 400_000


def gamma(
    spans: pd.DataFrame,
    *,
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    alpha: float = 1.0,
    beta: float = 1.0,
    delta_empty: float = 1.0,
    samples: int = 100,
    ci: str | None = None,
    confidence: float = 0.95,
    seed: int = 0,
) -> Estimate:
    """γ: the disorder of the best alignment of spans, place and code weighed together, against that of random texts.

    Aligning two spans costs ``alpha ((|begin - begin| + |end - end|) / sum of lengths)² + beta [codes differ]``, a span without
    partner 1, all times `delta_empty`; the disorder of an alignment is its sum over the mean number of spans of a coder. A random
    text takes, for each coder, the spans of one of them drawn at random, moved by a random distance and round the end of the
    text; two moves differ by half the mean length of a span at least. γ = 1 - observed / mean of the random ones.

    With two coders the best alignment is an assignment problem, solved exactly and fast (extra `stats`); with more it is computed by
    pygamma-agreement on all documents end to end (extra `gamma`), without interval.

    Parameters
    ----------
    spans, begin, end, coders
        As in `u_alpha`; spans of a coder may lie over each other. Without `end` a text ends with its last span.
    alpha, beta, delta_empty
        Weights of place and code, and the price of having no partner; ``beta=0`` compares places only.
    samples, seed
        How many random texts; the seed is fixed so that a number can be had again. A hundred samples leave the value uncertain in the
        second decimal.
    ci, confidence
        ``None``, ``"jackknife"`` or ``"bootstrap"`` over documents, the random texts kept.

    Returns
    -------
    Value up to 1; `observed` and `expected` are disorders, `method` names samples and seed where no interval was asked for.

    Raises
    ------
    MissingExtra, FrameError, CallError
        A library of an extra that is not installed; spans without length or outside the text; weights below 0.

    References
    ----------
    .. [1] Mathet, Y., Widlöcher, A., & Métivier, J.-P. (2015). The unified and holistic method gamma (γ) for inter-annotator
       agreement measure and alignment. Computational Linguistics, 41(3), 437-479.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"coder": ["amal", "amal", "bo", "bo"], "start": [0, 30, 1, 30], "end": [10, 40, 10, 44], "code": "regie"})
    >>> found = gamma(marks, end=100)
    >>> round(found.observed, 4), found.method
    (0.0153, 'expected from 100 random texts, seed 0')
    """
    weights = _weights(alpha, beta, delta_empty, samples)
    c = continua(spans, "gamma", begin=begin, end=end, coders=coders)
    if not len(c.documents):
        return Estimate(NAN, units=len(c.start), coders=c.coders, note=FEW_READERS)
    if not len(c.start):
        return Estimate(NAN, coders=c.coders, note=NOTHING_MARKED)
    if (c.count > 2).any():
        return _by_peer(c, weights, samples, seed, ci)
    sums = _sums(c, weights, samples, seed)
    value, observed, expected = sums.point()
    method = f"expected from {samples} random texts, seed {seed}"
    estimate = Estimate(
        value, units=len(c.start), coders=c.coders, observed=observed, expected=expected, method=method,
        note=NO_CHANCE if np.isnan(value) else "",
    )  # fmt: skip
    return over_documents(estimate, sums, ci=ci, confidence=confidence, seed=seed)


def _weights(alpha: float, beta: float, delta_empty: float, samples: int) -> Weights:
    if min(alpha, beta) < 0 or alpha + beta <= 0 or delta_empty <= 0:
        raise CallError(
            "gamma: alpha= and beta= are not below 0, one of them is above it, and delta_empty= is above 0."
        )
    if samples < 1:
        raise CallError("gamma: samples= is the number of random texts, 1 or more.")
    return Weights(alpha, beta, delta_empty)


def _sums(c: Continua, weights: Weights, samples: int, seed: int) -> Sums:
    """For each document: disorder and spans a coder, as marked and in each random text."""
    every = np.arange(len(c.documents))
    pair = np.array([np.flatnonzero(row) for row in c.readers])
    counts = np.bincount(c.document * len(c.names) + c.coder, minlength=c.readers.size).reshape(c.readers.shape)
    counts = np.take_along_axis(counts, pair, axis=1)
    second = c.coder == pair[c.document, 1]
    a, b = (Side(c.start[one], c.end[one], c.code[one], c.document[one]) for one in (~second, second))
    parts: list[Part] = [(every, 0, disorders(a, b, weights, len(every))), (every, 1, counts.sum(axis=1) / 2)]
    chosen, moved = _draws(c, samples, np.random.default_rng(seed))
    step = max(_BLOCK // len(c.start), 1)
    for at in range(0, samples, step):
        some = slice(at, min(at + step, samples))
        a, b = _random(c, second, chosen[some], moved[some])
        found = disorders(a, b, weights, chosen[some].shape[0] * len(every))
        taken = np.take_along_axis(counts[None], chosen[some], axis=2).sum(axis=2) / 2
        which = np.tile(every, chosen[some].shape[0])
        place = 2 + np.repeat(np.arange(some.start, some.stop), len(every))
        parts += [(which, place, found), (which, place + samples, taken.ravel())]

    def finish(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = totals[:, 0] / totals[:, 1]
            each = totals[:, 2 : 2 + samples] / totals[:, 2 + samples :]
            expected = np.nansum(each, axis=1) / (~np.isnan(each)).sum(axis=1)
            value = 1 - observed / np.where(expected > 0, expected, np.nan)
        return value, observed, expected

    return Sums(*gather(parts), 2 + 2 * samples, len(every), finish, least=-np.inf)


def _draws(c: Continua, samples: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """For each random text, document and place of a coder: whose spans are taken, and how far they are moved."""
    many = len(c.documents)
    spans = np.maximum(np.bincount(c.document, minlength=many), 1)
    half = np.bincount(c.document, weights=c.size, minlength=many) / spans / 2
    lengths = c.lengths.astype(float)
    room = np.where(lengths > 2 * half, lengths - 2 * half, lengths)
    apart = np.where(lengths > 2 * half, half, 0.0)
    chosen = chance.integers(0, 2, (samples, many, 2))
    draw = chance.random((samples, many, 2))
    one = draw[:, :, 0] * lengths
    other = one + apart + draw[:, :, 1] * room
    moved = np.stack([one, other], axis=2)
    return chosen, moved % np.where(lengths > 0, lengths, 1.0)[:, None]


def _random(c: Continua, second: np.ndarray, chosen: np.ndarray, moved: np.ndarray) -> tuple[Side, Side]:
    """The spans of random texts, each text so far from the next that no span reaches over."""
    many = chosen.shape[1]
    width = float(2 * (c.high.max() - c.low.min()) + 1)
    sides = []
    for place in (0, 1):
        sample, span = np.nonzero(chosen[:, c.document, place] == second[None, :])
        home = c.document[span]
        shift = moved[sample, home, place]
        start = c.start[span] + shift
        start = np.where(start >= c.high[home], start - c.lengths[home], start) + sample * width
        text = sample * many + home
        sides.append(Side(start, start + c.size[span], c.code[span], text))
    return sides[0], sides[1]


def _by_peer(c: Continua, weights: Weights, samples: int, seed: int, ci: str | None) -> Estimate:
    """More than two coders: pygamma-agreement, its sampler the one of the paper."""
    if ci is not None:
        raise CallError("gamma has an interval for two coders only.")
    if not c.readers.all():
        raise CallError(
            "gamma of more than two coders needs them in every document; coders= says that some read a part."
        )
    try:
        from pyannote.core import Segment
        from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum, ShuffleContinuumSampler
    except ImportError:
        raise MissingExtra("Gamma for more than two coders", "gamma") from None
    continuum = Continuum()
    for place in range(len(c.names)):
        continuum.add_annotator(str(place))
    for coder, start, end, code in zip(
        c.coder.tolist(), c.start.tolist(), c.end.tolist(), c.code.tolist(), strict=True
    ):
        continuum.add(str(coder), Segment(start, end), str(code))
    before = np.random.get_state()
    np.random.seed(seed)
    try:
        found = continuum.compute_gamma(
            CombinedCategoricalDissimilarity(alpha=weights.alpha, beta=weights.beta, delta_empty=weights.empty),
            n_samples=samples, sampler=ShuffleContinuumSampler("float_pivot"),
        )  # fmt: skip
    finally:
        np.random.set_state(before)
    estimate = Estimate(float(found.gamma), units=len(c.start), coders=c.coders)
    method = f"expected from {samples} random texts, seed {seed}"
    return replace(estimate, observed=float(found.observed_disorder), expected=found.expected_disorder, method=method)
