"""How far coders agree: per code, over codes, per depth, pair, document, case, wave, role, round or version."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.bands import check_scheme, held_against, with_bands
from qualcode.analysis.binary import BINARY, Binary, readings, value_of
from qualcode.analysis.patterns import ABSENT, PRESENT, Patterns, codes_in, known_code, partial
from qualcode.analysis.sureness import FEW_DOCUMENTS, Measured, measured
from qualcode.columns import AGREEMENT, require
from qualcode.errors import CallError, NothingToCompare, did_you_mean
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.codebook import Codebook

BY: tuple[str, ...] = ("code", "depth", "pair", "document", "case", "wave", "role", "round", "version")
INTERVALS: tuple[str, ...] = ("document", "unit", "bootstrap")
OVERALL = "overall"
#: Units to which any coder applied a code; with fewer only the counts are given.
RARE = 10
_WHOLES = ("document", "case", "wave", "role")
#: Parts of a study of which those that nobody coded twice are left out and counted in the note.
_PARTS = (*_WHOLES, "round", "version")


def agreement(
    units: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    by: str = "code",
    coefficients: Sequence[str] = ("alpha",),
    metric: str = "nominal",
    interval: str | None = "document",
    confidence: float = 0.95,
    depth: int | None = None,
    seed: int | None = None,
    threshold: float | None = None,
    bands: str | None = None,
) -> Table:
    """How far coders agree, beyond chance, on which units bear a code.

    Parameters
    ----------
    units
        One row a unit x coder, as made by `units` (``unit document coder codes``, ``read`` where only some codes were judged). A
        unit that a coder has not read has no row: it is missing, not a "no".
    codebook
        Gives the tree: a parent counts where any code below it is applied, and only where all below it were judged. Without
        one, and for the values of a facet, every value that occurs stands alone.
    by
        ``code``: a row a code, the last over codes. ``depth``: a row for each depth, over its codes. ``pair``: each two coders.
        Else a row for each document, case, wave, role, round or version, over codes.
    coefficients
        ``alpha`` (any number of coders, missing allowed), and as further rows ``percent``, ``positive_agreement``, ``cohen_kappa``,
        ``scott_pi`` (two coders), ``fleiss_kappa``, ``conger_kappa``, ``brennan_prediger``, ``ac1``.
    metric
        ``nominal``: per code, applied or not.
    interval
        ``document``: delete-one-document jackknife, t on documents - 1, from 4 documents on. ``bootstrap``: documents drawn
        again, percentiles. ``unit``: units as if independent, which is too narrow. None.
    depth
        Depth of the codes; None: all codes, and over codes those without subcodes.
    threshold
        The study's threshold: the note says above it how many lower limits lie. No value is called good or bad.
    bands
        ``landis-koch``, ``altman`` or ``krippendorff``: one column more, ``band``, the highest band that is reached with a probability
        of 95 % given the standard error; conventions, not comparable between codes of other prevalence. None: no such words.

    Returns
    -------
    A table (columns `AGREEMENT`). ``value``: 1 perfect, 0 as by chance, below 0 worse; NaN where undefined or too rare (fewer than
    10 units to which anyone applied it), with the reason in ``note``. ``both only_a only_b neither`` count units, with more than two
    coders pairs of coders x units; ``positive`` is 2 both / (2 both + only A + only B). ``observed expected`` are disagreement for
    alpha, agreement for the others.

    Raises
    ------
    NothingToCompare
        No unit was read by two coders; the message says who finished what.
    UnknownCode
        A code that the codebook does not have.

    Notes
    -----
    Over codes the value is 1 - sum of observed / sum of expected disagreement, each within its code [1]_: coders who apply every code
    independently get 0 however the codes differ. Units read by one coder count nowhere.

    References
    ----------
    .. [1] De Vries, H., et al. (2008). Using pooled kappa to summarize interrater agreement across many items.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = {"amal": "0100000010", "bo": "1110010000"}
    >>> units = pd.DataFrame(
    ...     [(f"d1/{turn}", "d1", coder, ("regie",) if mark == "1" else ())
    ...      for coder, row in marks.items() for turn, mark in enumerate(row)],
    ...     columns=["unit", "document", "coder", "codes"])
    >>> table = agreement(units, by="pair", interval=None)
    >>> table.frame[["key", "both", "only_a", "only_b", "neither", "note"]].to_dict("records")
    [{'key': 'amal|bo', 'both': 1, 'only_a': 1, 'only_b': 3, 'neither': 5, 'note': 'too_rare'}]
    """
    _check(by, coefficients, metric, interval, confidence)
    check_scheme(bands)
    if threshold is not None and not -1 <= threshold <= 1:
        raise CallError(f"threshold= lies between -1 and 1, not {threshold}.")
    column = {"code": [], "depth": [], "pair": []}.get(by, [by])
    require(units, ["unit", "document", "coder", "codes", *column], "agreement(units)")
    about = units.attrs.get("units", {})
    if about.get("value", "codes") != "codes":
        codebook = None  # the values of a facet have no place in the tree
    codes = codes_in(units) if codebook is None else codebook.keys
    if codebook is not None:
        for code in codes_in(units):
            known_code(code, codebook, codes)
    comparable(units)
    choice = _Choice(codebook, codes, tuple(coefficients), interval, confidence, seed)
    units = bare(units)
    parts, single = [], 0
    for part in _rows(units, by, depth, choice):
        alone = by in _PARTS and int(part["units"].max()) == 0
        single += alone
        parts += [] if alone else [part]
    frame = pd.concat(parts, ignore_index=True)[list(AGREEMENT)]
    more = {name: given for name, given in (("threshold", threshold), ("bands", bands)) if given is not None}
    table = _table(frame, units, about, choice, by=by, metric=metric, depth=depth, **more)
    return table.with_notes(Note("n.read_once", {"count": single, "by": f"@term.{by}"})) if single else table


@dataclass(frozen=True)
class _Choice:
    """What stays the same for every row of the table."""

    codebook: Codebook | None
    codes: tuple[str, ...]
    coefficients: tuple[str, ...]
    interval: str | None
    confidence: float
    seed: int | None

    def at(self, depth: int | None) -> tuple[str, ...]:
        """The codes that a value over codes is made of."""
        if self.codebook is None:
            return self.codes
        return self.codebook.leaves if depth is None else self.codebook.at_depth(depth)


def _check(by: str, coefficients: Sequence[str], metric: str, interval: str | None, confidence: float) -> None:
    if by not in BY:
        raise CallError(f'No agreement by "{by}"; there are {", ".join(BY)}.{did_you_mean(by, BY)}')
    if interval is not None and interval not in INTERVALS:
        known = ", ".join(INTERVALS)
        raise CallError(f'No interval "{interval}"; there are {known}, or none.{did_you_mean(interval, INTERVALS)}')
    if isinstance(coefficients, str) or not coefficients:
        raise CallError('coefficients= is a list of names, such as ("alpha", "ac1").')
    for name in coefficients:
        if name not in BINARY:
            raise CallError(f'No coefficient "{name}" here; there are {", ".join(BINARY)}.{did_you_mean(name, BINARY)}')
    if metric != "nominal":
        then = "Compare sets of codes with qualcode.analysis.coefficients.alpha on a unit x coder table."
        raise CallError(f'agreement compares each code as applied or not (metric "nominal"), not by "{metric}". {then}')
    if not 0 < confidence < 1:
        raise CallError(f"confidence= lies between 0 and 1, not {confidence}.")


def bare(units: pd.DataFrame) -> pd.DataFrame:
    """The frame without what it knows of itself, which pandas would copy at every step."""
    units = units.copy(deep=False)
    units.attrs = {}
    return units


def comparable(units: pd.DataFrame) -> None:
    """Two coders must have read one unit."""
    coders = pd.Series(units["coder"].astype(str)).unique()
    done = units.groupby(units["coder"].astype(str), observed=True)["document"].nunique()
    finished = ", ".join(f"{coder} {count}" for coder, count in done.items()) or "nobody"
    if len(coders) < 2:
        raise NothingToCompare(f"Agreement compares two coders. Documents finished: {finished}. See `qualcode status`.")
    both = units.groupby("unit", observed=True)["coder"].nunique()
    if int(both.max()) < 2:
        raise NothingToCompare(
            f"No unit was read by two coders. Documents finished: {finished}. See `qualcode status`."
        )


def _rows(units: pd.DataFrame, by: str, depth: int | None, choice: _Choice) -> Iterator[pd.DataFrame]:
    """The rows of the table, in parts."""
    if by == "code":
        shown = choice.codes if depth is None else choice.at(depth)
        yield _part(units, by, None, shown, choice.at(depth), choice)
    elif by == "depth":
        height = 1 if choice.codebook is None else choice.codebook.height
        for level in range(1, height + 1):
            yield _part(units, by, str(level), (), choice.at(level), choice)
    elif by == "pair":
        names = units["coder"].astype(str)
        for one, other in combinations(sorted(names.unique()), 2):
            pair = units[names.isin([one, other]).to_numpy(dtype=bool)]
            yield _part(pair, by, f"{one}|{other}", (), choice.at(depth), choice)
    else:
        for key, part in units.groupby(by, observed=True, sort=False):
            yield _part(part, by, str(key), (), choice.at(depth), choice)
        if by in _WHOLES:
            yield _part(units, by, OVERALL, (), choice.at(depth), choice)


def _part(
    units: pd.DataFrame, by: str, key: str | None, shown: Sequence[str], over: Sequence[str], choice: _Choice
) -> pd.DataFrame:
    """A row for each code shown, and the one over codes, for each coefficient."""
    _once(units)
    codes = tuple(dict.fromkeys([*shown, *over]))
    group = "unit" if choice.interval == "unit" else "document"
    patterns = partial(units, choice.codebook, codes, group=group)
    documents = patterns if group == "document" else partial(units, choice.codebook, codes)
    inside = np.array([code in set(over) for code in codes], dtype=bool)
    counts = _counts(documents, inside)
    chosen = [*(codes.index(code) for code in shown), len(codes)]
    keys = [*shown, OVERALL if key is None else key]
    parts = []
    for name in choice.coefficients:
        binary = BINARY[name]
        found = measured(
            patterns, binary, inside & (counts["union"][:-1] > 0),
            interval=choice.interval, confidence=choice.confidence, seed=choice.seed,
        )  # fmt: skip
        parts.append(_frame(found, binary, counts, chosen).assign(by=by, key=keys, coefficient=name, metric="nominal"))
    rows = pd.concat(parts, keys=range(len(parts)), names=["which", "line"])
    return rows.sort_index(level=["line", "which"], kind="stable")


def _once(units: pd.DataFrame) -> None:
    """A coder reads a unit once."""
    twice = units.duplicated(["unit", "coder"])
    if bool(twice.any()):
        row = units[twice.to_numpy(dtype=bool)].iloc[0]
        then = 'Compare one round at a time, or by="round".'
        raise CallError(f'{row["coder"]} has read unit "{row["unit"]}" twice (two rounds or versions?). {then}')


def _counts(patterns: Patterns, over: np.ndarray) -> dict[str, np.ndarray]:
    """Counts for each code, and over codes in the last place."""
    states, counts = patterns.states, patterns.counts.sum(axis=0)
    m, k = readings(states)
    only_a, only_b = np.zeros(len(states)), np.zeros(len(states))
    for one, other in combinations(range(states.shape[1]), 2):
        only_a += (states[:, one] == PRESENT) & (states[:, other] == ABSENT)
        only_b += (states[:, one] == ABSENT) & (states[:, other] == PRESENT)
    each = {"both": k * (k - 1) / 2, "only_a": only_a, "only_b": only_b, "neither": (m - k) * (m - k - 1) / 2}
    found = {name: _summed(counts @ worth, over) for name, worth in each.items()}
    found["union"] = _summed(counts @ (k > 0), over)
    found["units"] = np.append(counts.sum(axis=1), patterns.units.sum())
    there = patterns.counts.sum(axis=2) > 0
    found["documents"] = np.append(there.sum(axis=0), len(patterns.documents))
    read = (counts @ (states >= ABSENT)) > 0
    found["coders"] = np.append(read.sum(axis=1), len(patterns.coders))
    return {name: np.rint(numbers).astype(np.int64) for name, numbers in found.items()}


def _summed(numbers: np.ndarray, over: np.ndarray) -> np.ndarray:
    return np.append(numbers, numbers[over].sum())


def _frame(found: Measured, binary: Binary, counts: dict[str, np.ndarray], chosen: list[int]) -> pd.DataFrame:
    """The rows of one coefficient."""
    apart = counts["only_a"] + counts["only_b"]
    positive = value_of(apart.astype(float), (2 * counts["both"] + apart).astype(float))
    notes = [_note(found, binary, counts, place) for place in range(len(found.value))]
    hidden = np.array([bool(note) and note not in found.notes for note in notes])
    blank = np.where(hidden, np.nan, 1.0)
    turned = 1 if binary.agreement else 0
    columns: dict[str, Any] = {
        "value": found.value * blank,
        "se": found.se * blank,
        "low": found.low * blank,
        "high": found.high * blank,
        "method": ["" if gone else method for gone, method in zip(hidden, found.method, strict=True)],
        **{name: counts[name] for name in ("units", "documents", "coders", "both", "only_a", "only_b", "neither")},
        "positive": np.where(counts["union"] >= RARE, positive, np.nan),
        "observed": turned - found.observed if turned else found.observed,
        "expected": (turned - found.expected if turned else found.expected) if binary.expects else np.nan,
        "note": notes,
    }
    return pd.DataFrame(columns).iloc[chosen].reset_index(drop=True)


def _note(found: Measured, binary: Binary, counts: dict[str, np.ndarray], place: int) -> str:
    """Why a value is not there, else why its interval is not."""
    if counts["units"][place] == 0:
        return "no_units"
    if counts["union"][place] == 0:
        return "never_applied"
    if counts["union"][place] < RARE:
        return "too_rare"
    if binary.two and counts["coders"][place] != 2:
        return "two_coders"
    if np.isnan(found.value[place]):
        return "one_value"
    return found.notes[place]


def _table(
    frame: pd.DataFrame,
    units: pd.DataFrame,
    about: dict[str, Any],
    choice: _Choice,
    *,
    by: str,
    metric: str,
    depth: int | None,
    **held: Any,
) -> Table:
    from qualcode import __version__  # the package loads this module when asked

    coders = sorted(units["coder"].astype(str).unique())
    rounds = sorted(units["round"].astype(str).unique()) if "round" in units else []
    arguments = {
        "by": by, "coefficients": list(choice.coefficients), "metric": metric, "interval": choice.interval,
        "confidence": choice.confidence, "depth": depth, "seed": choice.seed, **held,
    }  # fmt: skip
    book = choice.codebook
    recipe = Recipe(
        "agreement", arguments, state=about.get("state", {}), version=__version__,
        codebook="" if book is None else f"{book.name} {book.version}",
        facts={
            "coders": coders, "rounds": rounds, "documents": int(units["document"].nunique()),
            **{name: value for name, value in about.items() if name not in ("state", "labels")},
        },
    )  # fmt: skip
    labels = {code.key: code.label for code in book or () if code.label} | about.get("labels", {}).get(by, {})
    within = {code.key: code.parent for code in book or () if code.parent}
    notes = (*_notes(frame, about, coders, rounds, choice), *held_against(frame, **held))
    if "bands" in held:
        frame = with_bands(frame, held["bands"])
    return Table("agreement", frame, recipe, notes=notes, labels=labels, within=within)


def _notes(
    frame: pd.DataFrame, about: dict[str, Any], coders: list[str], rounds: list[str], choice: _Choice
) -> Iterator[Note]:
    """What the reader must know, in the order of a table's note."""
    yield Note("layer.frozen") if rounds == ["main"] else Note("layer.agreement", {"rounds": rounds})
    yield Note("layer.coders", {"coders": coders})
    if about.get("unit") == "turn":
        yield Note("unit.compared", {name: about[name] for name in ("min_covered", "min_words")})
    elif about.get("unit"):
        yield Note("unit.other", {"unit": f"@term.{about['unit']}"})
    if "alpha" in choice.coefficients:
        yield Note("measure.alpha")
    yield from _interval_notes(frame, choice)
    yield Note("measure.positive")
    if len(coders) > 2 and int(frame["coders"].max()) > 2:
        yield Note("n.pairs_of_coders")


def _interval_notes(frame: pd.DataFrame, choice: _Choice) -> Iterator[Note]:
    percent = round(choice.confidence * 100, 6)
    percent = int(percent) if percent == int(percent) else percent
    documents = int(frame["documents"].max())
    if choice.interval is None or not bool(frame["low"].notna().any()):
        return
    if choice.interval == "document":
        yield Note("measure.interval", {"confidence": percent, "df": documents - 1})
    else:
        yield Note(f"measure.interval_{choice.interval}", {"confidence": percent})


__all__ = ["FEW_DOCUMENTS", "OVERALL", "agreement"]
