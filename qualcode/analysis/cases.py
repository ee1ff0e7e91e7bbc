"""Cases that nest: a team's school, a school's board, and the attributes that hold for what lies below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualcode.columns import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator


def kinds_of(cases: pd.DataFrame) -> list[str]:
    """The kinds of case that occur, in the order of the frame."""
    return [str(kind) for kind in cases["kind"].dropna().unique()] if "kind" in cases else []


def lineage(cases: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Each case followed by the cases that it lies in, nearest first."""
    parents = cases["parent"] if "parent" in cases else pd.Series([None] * len(cases))
    above = {
        case: None if pd.isna(up) or up == "" else up
        for case, up in zip(cases["case"].tolist(), parents.tolist(), strict=True)
    }

    def up(case: str) -> Iterator[str]:
        seen: set[str] = set()
        here: str | None = case
        while here is not None and here not in seen:
            seen.add(here)
            yield here
            here = above.get(here)

    return {case: tuple(up(case)) for case in above}


def nearest_of_kind(cases: pd.DataFrame, kind: str) -> dict[str, str]:
    """For each case the nearest case of a kind, itself or above it; cases without one are left out."""
    kinds = dict(zip(cases["case"].tolist(), cases["kind"].tolist(), strict=True))
    found = {case: next((up for up in line if kinds.get(up) == kind), None) for case, line in lineage(cases).items()}
    return {case: home for case, home in found.items() if home is not None}


@dataclass(frozen=True)
class Attribute:
    """The values of an attribute by case and, where they changed, by case and wave; `gap`: some case has none."""

    values: dict[Any, Any]
    by_wave: bool
    gap: bool

    def at(self, case: object, wave: object) -> Any:
        """The value that holds for a case in a wave."""
        return self.values.get((case, wave), self.values.get(case))


def attributes_of(cases: pd.DataFrame, name: str) -> Attribute | None:
    """An attribute of cases; a case without a value has that of the nearest case above it."""
    waves = {str(column).partition("@")[2]: column for column in cases.columns if str(column).startswith(f"{name}@")}
    if name in CASES or (name not in cases and not waves):
        return None
    plain = _inherited(cases, name) if name in cases else {}
    if not waves:
        return Attribute(plain, False, len(plain) < len(cases))
    values = {
        (case, wave): found for wave, column in waves.items() for case, found in _inherited(cases, column).items()
    }
    return Attribute({**plain, **values}, True, len(plain) < len(cases))


def _inherited(cases: pd.DataFrame, column: str) -> dict[str, Any]:
    own = {
        case: value for case, value in zip(cases["case"], cases[column], strict=True) if pd.notna(value) and value != ""
    }
    found = {case: next((own[up] for up in line if up in own), None) for case, line in lineage(cases).items()}
    return {case: value for case, value in found.items() if value is not None}


def with_case_columns(documents: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """The documents with what is known of their case beside them: its attributes, and its case of each kind.

    A document's own column stands where both have one of that name.
    """
    if "case" not in documents or not len(cases):
        return documents
    beside: dict[str, pd.Series] = {}
    home = documents["case"].astype(object)
    for kind in kinds_of(cases):
        beside[kind] = home.map(nearest_of_kind(cases, kind))
    for column in dict.fromkeys(str(name).partition("@")[0] for name in cases.columns if name not in CASES):
        found = attributes_of(cases, column)
        if found is None:
            continue
        if found.by_wave:
            pairs = zip(home, documents["wave"].astype(object), strict=True)
            beside[column] = pd.Series([found.at(*pair) for pair in pairs], index=documents.index, dtype=object)
        else:
            beside[column] = home.map(found.values)
    return documents.assign(**{name: values for name, values in beside.items() if name not in documents})
