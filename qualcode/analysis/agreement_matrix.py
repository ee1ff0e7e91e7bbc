"""Agreement of each code between each two coders, or in each document: where in the codebook and where in the study coders part."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.agreement import agreement
from qualcode.columns import require
from qualcode.errors import CallError, NothingToCompare, did_you_mean
from qualcode.table import FOUND, Axis, Matrix, Note, Recipe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.codebook import Codebook

COLUMNS: tuple[str, ...] = ("pair", "document", "case", "wave", "role")
MEASURES: tuple[str, ...] = ("alpha", "disagreement")
OVERALL = "overall"


def agreement_matrix(
    units: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    columns: str = "pair",
    measure: str = "alpha",
    depth: int | None = None,
) -> Matrix:
    """Agreement per code, for each pair of coders or each document, case, wave or role.

    Parameters
    ----------
    units, codebook, depth
        As for `agreement`.
    columns
        ``pair``: each two coders. ``document``, ``case``, ``wave``, ``role``: each of these that two coders have read.
    measure
        ``alpha``: Krippendorff's, nominal, 1 perfect, 0 as by chance. ``disagreement``: of the units to which anyone applied the code, the share
        on which coders differ, from 0 to 1, not corrected for chance; with more than two coders of pairs of coders x units.

    Returns
    -------
    A `Matrix`: a row a code that anyone applied, the last over codes. NaN, an empty cell, where alpha is undefined or fewer than 10 units bear the
    code, or where nobody applied it. ``n`` counts units with the code on which coders differ, ``N`` units with the code.

    Raises
    ------
    NothingToCompare, UnknownCode, MissingColumns, CallError

    Examples
    --------
    >>> marks = {"amal": "0100000010", "bo": "1110010000"}
    >>> units = pd.DataFrame(
    ...     [(f"d1/{turn}", "d1", coder, ("regie",) if mark == "1" else ())
    ...      for coder, row in marks.items() for turn, mark in enumerate(row)],
    ...     columns=["unit", "document", "coder", "codes"])
    >>> agreement_matrix(units, measure="disagreement").frame
             amal|bo
    regie        0.8
    overall      0.8
    """
    for name, given, known in (("columns", columns, COLUMNS), ("measure", measure, MEASURES)):
        if given not in known:
            raise CallError(f'No {name} "{given}"; there are {", ".join(known)}.{did_you_mean(given, known)}')
    require(
        units,
        ["unit", "document", "coder", "codes", *([] if columns == "pair" else [columns])],
        "agreement_matrix(units)",
    )
    found: dict[str, pd.DataFrame] = {}
    for key, part in _parts(units, columns):
        try:
            table = agreement(part, codebook=codebook, interval=None, depth=depth)
        except NothingToCompare:
            continue
        found[key] = table.frame.set_index("key")
    if not found:
        raise NothingToCompare("No unit was read by two coders. See `qualcode status`.")
    return _matrix(found, units, codebook, columns=columns, measure=measure, depth=depth)


def _parts(units: pd.DataFrame, columns: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """The units of each column."""
    if columns == "pair":
        names = units["coder"].astype(str)
        for one, other in combinations(sorted(names.unique()), 2):
            yield f"{one}|{other}", units[names.isin([one, other]).to_numpy(dtype=bool)]
        return
    for key, part in units.groupby(columns, observed=True, sort=False):
        yield str(key), part


def _matrix(found: dict[str, pd.DataFrame], units: pd.DataFrame, codebook: Codebook | None, **called: Any) -> Matrix:
    from qualcode import __version__  # the package loads this module when asked

    parts = {name: pd.DataFrame({key: rows[name] for key, rows in found.items()})
             for name in ("value", "both", "only_a", "only_b")}  # fmt: skip
    apart = parts["only_a"].fillna(0) + parts["only_b"].fillna(0)
    bearing = apart + parts["both"].fillna(0)
    keys = _in_order(parts["both"].index, bearing.index[(bearing > 0).any(axis=1)], codebook)
    apart, bearing = (part.loc[list(keys)].astype(np.int64) for part in (apart, bearing))
    if called["measure"] == "alpha":
        frame = parts["value"].loc[list(keys)].astype(float)
    else:
        frame = apart / bearing.where(bearing > 0)
    frame, apart, bearing = (part.rename_axis(index=None) for part in (frame, apart, bearing))
    about, alpha = units.attrs.get("units", {}), called["measure"] == "alpha"
    notes = [Note("layer.coders", {"coders": sorted(units["coder"].astype(str).unique())})]
    notes += [Note("unit.other", {"unit": f"@term.{about['unit']}"})] if "unit" in about else []
    notes += [
        Note("measure.alpha" if alpha else "measure.disagreement"),
        Note("n.empty_alpha" if alpha else "n.empty_code"),
    ]
    name = "" if codebook is None else f"{codebook.name} {codebook.version}"
    facts = {name: value for name, value in about.items() if name not in ("state", "labels")}
    recipe = Recipe("agreement_matrix", called, about.get("state", {}), name, facts, __version__)
    return Matrix(
        "matrix", frame, recipe, tuple(notes), states=frame.map(lambda _: FOUND), n=apart,
        N=None if alpha else bearing, flags=frame.map(lambda _: frozenset()), rows=_codes(keys, codebook),
        columns=_heads(tuple(found), called["columns"], about), measure=called["measure"],
    )  # fmt: skip


def _in_order(every: pd.Index, borne: Sequence[str], codebook: Codebook | None) -> tuple[str, ...]:
    """Codes that anyone applied, in the order of the codebook; what is over codes stands last."""
    order = list(every) if codebook is None else [*codebook.keys, OVERALL]
    kept = set(borne) | {OVERALL}
    return tuple(key for key in order if key in kept and key in every)


def _codes(keys: tuple[str, ...], codebook: Codebook | None) -> Axis:
    labels: dict[str, dict[str, str]] = {OVERALL: {"nl": "Alle codes", "en": "All codes"}}
    if codebook is not None:
        labels |= {
            key: {lang: codebook.label(key, lang) for lang in codebook.languages} for key in keys if key != OVERALL
        }
    return Axis("code", keys, labels)


def _heads(keys: tuple[str, ...], kind: str, about: dict[str, Any]) -> Axis:
    if kind == "pair":
        return Axis(
            kind, keys, {key: {"nl": key.replace("|", " en "), "en": key.replace("|", " and ")} for key in keys}
        )
    return Axis(kind, keys, about.get("labels", {}).get(kind, {}))
