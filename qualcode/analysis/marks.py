"""Frames of marked spans: checked, made one where a coder repeats herself, taken apart by code or by parent."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from qualcode.columns import require
from qualcode.errors import FrameError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Hashable

    from qualcode.codebook import Codebook

_NEEDED = ("coder", "start", "end", "code")


def united(spans: pd.DataFrame) -> pd.DataFrame:
    """The spans with those made one that a coder marked with the same code over each other; abutting ones stay two.

    >>> twice = pd.DataFrame({"coder": "bo", "start": [0, 3, 9], "end": [5, 9, 12], "code": "regie"})
    >>> united(twice)[["start", "end"]].values.tolist()
    [[0, 9], [9, 12]]
    """
    frame = checked(spans, "united(spans)")
    by = [name for name in ("document", "coder", "code") if name in frame]
    frame = frame.sort_values([*by, "start", "end"], kind="stable", key=_sortable, ignore_index=True)
    which = frame.groupby(by, sort=False, observed=True).ngroup().to_numpy()
    reached = frame.groupby(which)["end"].cummax().to_numpy()
    new = np.ones(len(frame), dtype=bool)
    new[1:] = (which[1:] != which[:-1]) | (frame["start"].to_numpy()[1:] >= reached[:-1])
    run = np.cumsum(new) - 1
    firsts = frame[new].reset_index(drop=True)
    firsts["end"] = np.asarray(pd.Series(reached).groupby(run).max(), dtype=reached.dtype)
    return firsts


def per_code(spans: pd.DataFrame) -> dict[Hashable, pd.DataFrame]:
    """One frame of spans for each code, so that codes may lie over each other: each code is a continuum of its own.

    >>> over = pd.DataFrame({"coder": "bo", "start": [0, 3], "end": [5, 9], "code": ["regie", "ict"]})
    >>> {code: part[["start", "end"]].values.tolist() for code, part in per_code(over).items()}
    {'ict': [[3, 9]], 'regie': [[0, 5]]}
    """
    frame = united(spans)
    codes, code = numbered(frame["code"])
    return {name: frame[code == place].reset_index(drop=True) for place, name in enumerate(codes)}


def per_parent(spans: pd.DataFrame, codebook: Codebook) -> dict[Hashable, pd.DataFrame]:
    """One frame of spans for each parent code with the codes right below it, or the parent itself where it was applied.

    Children of one parent that lie over each other stay: the coefficient that forbids it names the first such place, and
    `per_code` is what then remains. Codes without a parent come under their own name.

    >>> from qualcode.codebook import Code, Codebook
    >>> book = Codebook("klein", "1.0.0", (Code("regie"), Code("zelf", parent="regie"), Code("extern", parent="regie"), Code("ict")))
    >>> marks = pd.DataFrame({"coder": "bo", "start": [0, 5, 3], "end": [5, 9, 7], "code": ["zelf", "extern", "ict"]})
    >>> {parent: part["code"].tolist() for parent, part in per_parent(marks, book).items()}
    {'ict': ['ict'], 'regie': ['zelf', 'extern']}
    """
    frame = united(spans)
    above = {code.key: code.parent or code.key for code in codebook}
    for code in frame["code"]:
        if code not in above:
            raise FrameError(
                f'per_parent(spans): no code "{code}" in codebook {codebook.name}.{did_you_mean(str(code), above)}'
            )
    domain = frame["code"].map(above)
    found = {name: frame[(domain == name).to_numpy(dtype=bool)] for name in sorted(set(domain))}
    return {
        name: part.sort_values(["coder", "start"], key=_sortable, kind="stable", ignore_index=True)
        for name, part in found.items()
    }


def checked(spans: pd.DataFrame, what: str) -> pd.DataFrame:
    """The columns used, positions as numbers, everything there."""
    where = what if "(" in what else f"{what}(spans)"
    require(spans, list(_NEEDED), where)
    names = [name for name in ("document", *_NEEDED) if name in spans]
    frame = spans[names].reset_index(drop=True)
    for name in names:
        if name in ("start", "end"):
            frame[name] = _positions(frame[name], where)
        else:
            frame[name] = frame[name].astype(object)
        empty = frame[name].isna().to_numpy(dtype=bool)
        if empty.any():
            raise FrameError(f"{where}: row {first(empty)} has no {name}.")
    backward = (frame["end"] <= frame["start"]).to_numpy(dtype=bool)
    if backward.any():
        raise FrameError(f"{where}: {named(frame, first(backward))} has no length; a span ends after its start.")
    return frame


def _positions(column: pd.Series, where: str) -> pd.Series:
    """Whole numbers where they are, else fractions; nothing else."""
    if len(column) == 0:
        return pd.Series(np.zeros(0, dtype=np.int64))
    try:
        numbers = pd.to_numeric(column)
    except (ValueError, TypeError):
        raise FrameError(f"{where}: the column {column.name} holds something that is no number.") from None
    if numbers.isna().any():
        return cast("pd.Series", numbers)
    if numbers.dtype.kind == "b" or np.isinf(numbers.to_numpy(dtype=float)).any():
        raise FrameError(f"{where}: the column {column.name} holds something that is no position.")
    return cast("pd.Series", numbers.astype(np.int64 if numbers.dtype.kind in "iu" else np.float64))


def first(faults: np.ndarray) -> int:
    return int(np.flatnonzero(faults)[0])


def named(frame: pd.DataFrame, row: int) -> str:
    """A row as a person finds it again."""
    span = frame.iloc[row]
    home = f", document {span['document']}" if "document" in frame else ""
    return f'row {row} ({span["coder"]}, "{span["code"]}", {span["start"]}-{span["end"]}{home})'


def numbered(column: pd.Series) -> tuple[tuple[Hashable, ...], np.ndarray]:
    """The values in order, and each row's place among them; the text "nan" is a value."""
    place, values = pd.factorize(column.astype(object))
    order = sorted(range(len(values)), key=lambda one: (str(values[one]), str(type(values[one]))))
    rank = np.empty(len(values), dtype=np.int64)
    rank[order] = np.arange(len(values))
    return tuple(values[one] for one in order), rank[place]


def _sortable(column: pd.Series) -> pd.Series:
    return column if column.name in ("start", "end") else column.astype(str)
