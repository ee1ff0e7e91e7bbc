"""Whether coders drift apart: agreement per batch of documents in the order of coding, and the same coder twice."""

from __future__ import annotations

from math import nan, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.agreement import OVERALL, agreement
from qualcode.analysis.intervals import LEAST_GROUPS
from qualcode.analysis.quantiles import t_quantile
from qualcode.columns import require
from qualcode.errors import CallError, NothingToCompare
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.codebook import Codebook

BATCH, INTRA = "batch", "intra"
MOST_BATCHES = 5


def drift(
    units: pd.DataFrame,
    codebook: Codebook | None = None,
    *,
    order: pd.Series | Mapping[str, Any] | None = None,
    batches: int | None = None,
    depth: int | None = None,
    coefficient: str = "alpha",
    confidence: float = 0.95,
) -> Table:
    """Agreement over codes per batch of consecutive documents, whether the last differs from the first, and each coder with herself.

    Parameters
    ----------
    units
        What `units` gives for the readings of one round; with the codings of round *intra* among them, each coder who read documents
        again is compared with her own first reading.
    codebook
        Gives the tree of codes.
    order
        By document when it was coded, such as `coded_order(codings)`, or its date; documents without a value come last. By default
        the order of the units, which is that of import.
    batches
        Into how many batches the documents that two coders read are cut, of equal size but for one. By default as many as leave four documents
        in each, at most five and at least two.
    depth
        Over the codes of this depth; by default those without subcodes.
    coefficient
        Any coefficient that `agreement` knows.
    confidence
        The level of the intervals.

    Returns
    -------
    A table (columns `AGREEMENT`): a row a batch (``by`` is *batch*, ``key`` its number), one for all, then one for each coder with
    an *intra* reading. The note says which documents the first and the last batch hold, and the difference of the last and the
    first with its interval: the jackknife standard errors of both, t with Welch's degrees of freedom. Below four documents in
    either there is none. No test is made.

    Raises
    ------
    NothingToCompare
        Fewer than two documents were read by two coders.
    CallError
        More batches than documents.

    Examples
    --------
    >>> marks = {"amal": "0110010110", "bo": "0110010011"}
    >>> frame = pd.DataFrame(
    ...     [(f"d{d}/{turn}", f"d{d}", coder, ("regie",) if mark == "1" else ())
    ...      for d in range(8) for coder, row in marks.items() for turn, mark in enumerate(row)],
    ...     columns=["unit", "document", "coder", "codes"])
    >>> drift(frame).frame[["by", "key", "documents", "both"]].values.tolist()
    [['batch', '1', 4, 16], ['batch', '2', 4, 16], ['all', 'overall', 8, 32]]
    """
    require(units, ["unit", "document", "coder", "codes"], "drift(units)")
    about = units.attrs.get("units", {})
    first, again = _parts(units)
    ordered = _ordered(first, order)
    number = _batch_of(len(ordered), batches)
    place = dict(zip(ordered, number.tolist(), strict=True))
    read = first[first["document"].astype(str).isin(ordered).to_numpy(dtype=bool)]
    read = read.assign(
        wave=read["document"].astype(str).map(place).astype(str), about=read["document"].astype(str).map(place)
    )
    read = read.sort_values("about", kind="stable").drop(columns="about")
    read.attrs = {"units": about}
    how: dict[str, Any] = {
        "codebook": codebook, "depth": depth, "coefficients": (coefficient,), "confidence": confidence,
    }  # fmt: skip
    whole = agreement(read, by="wave", **how)
    frame = whole.frame.assign(by=[BATCH if key != OVERALL else "all" for key in whole.frame["key"]])
    parts = [frame, *(_with_herself(rows, coder, how) for coder, rows in again)]
    notes = (*(note for note in whole.notes if note.key != "n.read_once"),
             *_said(frame, ordered, number, about, confidence, twice=bool(again)))  # fmt: skip
    arguments = {
        "by": BATCH,
        "batches": int(number.max()),
        "depth": depth,
        "coefficient": coefficient,
        "confidence": confidence,
    }
    recipe = Recipe("drift", arguments, whole.recipe.state, whole.recipe.codebook,
                    {**whole.recipe.facts, "order": ordered}, whole.recipe.version)  # fmt: skip
    found = pd.concat(parts, ignore_index=True)
    return Table("agreement", found, recipe, notes=notes, caption=CAPTION, labels=_labels(found))


CAPTION = {"nl": "Overeenstemming in de loop van het coderen", "en": "Agreement in the course of coding"}


def _labels(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """A batch is shown by its number, a second reading by whose it is."""
    intra = frame.loc[(frame["by"] == INTRA).to_numpy(dtype=bool), "key"]
    return {str(coder): {"nl": f"{coder} met zichzelf", "en": f"{coder} with herself"} for coder in intra}


def coded_order(codings: pd.DataFrame) -> pd.Series:
    """By document when its last coding was made: the order in which documents were finished, as far as codings tell.

    >>> codings = pd.DataFrame({"document": ["d1", "d2", "d1"], "created": pd.to_datetime(["2026-01-05", "2026-01-04", "2026-01-06"])})
    >>> coded_order(codings).dt.day.to_dict()
    {'d1': 6, 'd2': 4}
    """
    require(codings, ["document", "created"], "coded_order(codings)")
    return codings.groupby(codings["document"].astype(str))["created"].max()


def _parts(units: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, pd.DataFrame]]]:
    """The units of the round itself, and for each coder those that she read again beside her first reading."""
    if "round" not in units or not bool((units["round"].astype(str) == INTRA).any()):
        return units, []
    is_again = (units["round"].astype(str) == INTRA).to_numpy(dtype=bool)
    first, second = units[~is_again], units[is_again]
    name = units["coder"].astype(str).str.partition("@")[0]
    again = []
    for coder in sorted(name[is_again].unique()):
        hers = units[(name == coder).to_numpy(dtype=bool)]
        twice = set(second["document"].astype(str)) & set(first["document"].astype(str))
        again.append((coder, hers[hers["document"].astype(str).isin(twice).to_numpy(dtype=bool)]))
    return first, again


def _ordered(units: pd.DataFrame, order: pd.Series | Mapping[str, Any] | None) -> list[str]:
    """The documents that two coders read, in their order."""
    readers = units.groupby(units["document"].astype(str), sort=False)["coder"].nunique()
    documents = [str(one) for one in readers.index[(readers > 1).to_numpy(dtype=bool)]]
    if len(documents) < 2:
        then = "Agreement over time compares batches of documents that two coders finished."
        raise NothingToCompare(f"{len(documents)} document{'' if len(documents) == 1 else 's'} read by two. {then}")
    if order is None:
        return documents
    values = pd.Series(order)
    values.index = values.index.astype(str)
    when = values.reindex(documents)
    return [str(one) for one in when.sort_values(kind="stable", na_position="last").index]


def _batch_of(documents: int, batches: int | None) -> np.ndarray:
    """The number of each document's batch, from 1."""
    count = max(2, min(MOST_BATCHES, documents // LEAST_GROUPS)) if batches is None else batches
    if not 2 <= count <= documents:
        raise CallError(f"batches={batches}: from 2 to {documents}, the documents that two coders read.")
    return np.arange(documents) * count // documents + 1


def _with_herself(units: pd.DataFrame, coder: str, how: dict[str, Any]) -> pd.DataFrame:
    """A coder's second reading against her first, as one row; without a pair the reason stands in `note`."""
    try:
        found = agreement(units.assign(role=""), by="pair", **how).frame
    except NothingToCompare:
        return pd.DataFrame()
    return found.assign(by=INTRA, key=coder)


def _said(
    frame: pd.DataFrame, ordered: list[str], number: np.ndarray, about: dict[str, Any], confidence: float, *, twice: bool
) -> list[Note]:  # fmt: skip
    """Which documents the first and last batch hold, and how far they differ."""
    names = about.get("labels", {}).get("document", {})
    called = [names.get(one, one) for one in ordered]
    last = int(number.max())
    notes = [Note("n.drift_batches", {
        "count": last, "documents": len(ordered),
        "first": [name for name, at in zip(called, number, strict=True) if at == 1],
        "last": [name for name, at in zip(called, number, strict=True) if at == last],
    })]  # fmt: skip
    rows = frame[(frame["by"] == BATCH).to_numpy(dtype=bool)]
    one, other = rows.iloc[0], rows.iloc[-1]
    value, low, high = difference(one, other, confidence)
    percent = round(confidence * 100, 6)
    if low != low:
        least = min(int(one["documents"]), int(other["documents"]))
        why = "few" if least < LEAST_GROUPS else "none"
        notes.append(Note(f"measure.drift_{why}", {"least": LEAST_GROUPS}))
    else:
        how = "higher" if low > 0 else "lower" if high < 0 else "open"
        values = {"value": value, "low": low, "high": high, "confidence": percent, "batch": last}
        notes.append(Note(f"measure.drift_{how}", values))
    if twice:
        notes.append(Note("n.drift_intra"))
    return notes


def difference(first: pd.Series, last: pd.Series, confidence: float = 0.95) -> tuple[float, float, float]:
    """Last minus first with its interval, from ``value se documents`` of two rows without a common document.

    The variances of the two jackknives add up; t has Welch's degrees of freedom. NaN where either has no standard error.

    >>> row = lambda value, se: pd.Series({"value": value, "se": se, "documents": 6})
    >>> [round(number, 2) for number in difference(row(0.8, 0.05), row(0.6, 0.05))]
    [-0.2, -0.36, -0.04]
    """
    value = float(last["value"]) - float(first["value"])
    parts = [(float(row["se"]) ** 2, int(row["documents"]) - 1) for row in (first, last)]
    variance = sum(part for part, _ in parts)
    if variance != variance or min(free for _, free in parts) < LEAST_GROUPS - 1:
        return value, nan, nan
    if variance == 0:
        return value, value, value
    freedom = variance**2 / sum(part**2 / free for part, free in parts)
    reach = t_quantile((1 + confidence) / 2, freedom) * sqrt(variance)
    return value, value - reach, value + reach
