"""What the alphas of marked spans make of the sums of a sweep: value, observed and expected disagreement, coverage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.estimate import (
    EXPERIMENTAL,
    FEW_READERS,
    NAN,
    NOT_SHARED,
    NOTHING_MARKED,
    ONE_VALUE,
    Estimate,
)
from qualcode.analysis.intervals import Sums, gather, over_documents
from qualcode.analysis.sweep import of_intersections, with_gaps

if TYPE_CHECKING:
    from qualcode.analysis.continua import Continua

#: Below this share of its parts a difference is nothing but rounding.
_CLOSE = 1e-12
_Values = tuple[np.ndarray, np.ndarray, np.ndarray]
_Formula = Callable[[np.ndarray, np.ndarray, np.ndarray], _Values]


def over_all_text(c: Continua, formula: _Formula, why: str, interval: tuple[str | None, float, int | None]) -> Estimate:
    """An alpha of which unmarked text is a value."""
    if not len(c.documents):
        return Estimate(NAN, units=len(c.start), coders=c.coders, note=FEW_READERS)
    return _estimated(c, text_sums(c, formula), why if len(c.start) else NOTHING_MARKED, interval)


def text_sums(c: Continua, formula: _Formula) -> Sums:
    """What an alpha of which unmarked text is a value is made of, by document."""
    parts, cells = with_gaps(c)
    size = cells // 3

    def finish(totals: np.ndarray) -> _Values:
        with np.errstate(divide="ignore", invalid="ignore"):
            return formula(totals[:, :size], totals[:, size : 2 * size], totals[:, 2 * size :])

    return Sums(*gather(parts), cells, len(c.documents), finish)


def over_intersections(c: Continua, code: int | None, interval: tuple[str | None, float, int | None]) -> Estimate:
    """An alpha of the text that two coders have marked: of all codes, or of one."""
    if not len(c.documents):
        return Estimate(NAN, units=len(c.start), coders=c.coders, note=FEW_READERS)
    sums, size = intersection_sums(c, code), len(c.codes)
    totals = sums.total()
    shared = totals[:size].sum() if code is None else totals[code]
    of = totals[3 * size] if code is None else totals[3 * size + 1 + code]
    why = ONE_VALUE if shared > 0 else NOT_SHARED
    found = _estimated(c, sums, why if len(c.start) else NOTHING_MARKED, interval)
    if (c.count > 2).any():
        found = replace(found, note="; ".join(filter(None, [found.note, EXPERIMENTAL])))
    return replace(found, coverage=float(shared / of) if of > 0 else NAN)


def intersection_sums(c: Continua, code: int | None = None) -> Sums:
    """What an alpha of the text that two coders have marked is made of, by document."""
    parts, cells = of_intersections(c)
    size = len(c.codes)

    def finish(totals: np.ndarray) -> _Values:
        lengths, alike, own = (totals[:, k * size : (k + 1) * size] for k in range(3))
        with np.errstate(divide="ignore", invalid="ignore"):
            return u(lengths, alike, own) if code is None else _k_u(lengths, alike, own, code)

    return Sums(*gather(parts), cells, len(c.documents), finish)


def _estimated(c: Continua, sums: Sums, why: str, interval: tuple[str | None, float, int | None]) -> Estimate:
    ci, confidence, seed = interval
    value, observed, expected = sums.point()
    undefined = bool(np.isnan(value))
    estimate = Estimate(
        value, units=len(c.start), coders=c.coders, observed=observed, expected=expected, note=why if undefined else ""
    )
    return over_documents(estimate, sums, ci=ci, confidence=confidence, seed=seed)


def _chance(lengths: np.ndarray, own: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All lengths, and what one squared length is worth as an expected coincidence: nothing pairs with itself."""
    whole = lengths.sum(axis=1)
    pairs = whole * whole - own.sum(axis=1)
    return whole, whole / np.where(pairs > _CLOSE * whole * whole, pairs, np.nan)


def _ratio(observed: np.ndarray, expected: np.ndarray, whole: np.ndarray) -> _Values:
    """1 - observed / expected, both as shares of all lengths; undefined where nothing is expected."""
    kept = np.where(expected > _CLOSE * whole, expected, np.nan)
    return 1 - observed / kept, observed / whole, np.nan_to_num(expected) / whole


def u(lengths: np.ndarray, alike: np.ndarray, own: np.ndarray) -> _Values:
    """Every value against every other."""
    whole, rate = _chance(lengths, own)
    expected = whole - rate * (lengths * lengths - own).sum(axis=1)
    return _ratio(whole - alike.sum(axis=1), expected, whole)


def bar_u(lengths: np.ndarray, alike: np.ndarray, own: np.ndarray) -> _Values:
    """Unmarked text against all else."""
    whole, rate = _chance(lengths, own)
    return _ratio(lengths[:, 0] - alike[:, 0], rate * lengths[:, 0] * (whole - lengths[:, 0]), whole)


def character(lengths: np.ndarray, alike: np.ndarray, own: np.ndarray) -> _Values:
    """Characters as units: any two may be paired, but not one with itself."""
    whole = lengths.sum(axis=1)
    apart = whole * whole - (lengths * lengths).sum(axis=1)
    expected = apart / np.where(whole > 1, whole - 1, np.nan)
    return _ratio(whole - alike.sum(axis=1), expected, whole)


def _k_u(lengths: np.ndarray, alike: np.ndarray, own: np.ndarray, code: int) -> _Values:
    """One code against the others, what is expected of it scaled to what coders gave to it."""
    whole, rate = _chance(lengths, own)
    mine, self_pairs = lengths[:, code], own[:, code]
    row = rate * (mine * whole - self_pairs)
    expected = (row - rate * (mine * mine - self_pairs)) * mine / row
    return _ratio(mine - alike[:, code], expected, np.where(mine > 0, mine, np.nan))
