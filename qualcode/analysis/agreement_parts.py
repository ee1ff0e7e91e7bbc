"""What the lines of an agreement table are: the units and codes of each, and what stays the same for all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.errors import CallError, NothingToCompare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.codebook import Codebook

OVERALL = "overall"
#: Units to which any coder applied a code; with fewer only the counts are given.
RARE = 10
WHOLES = ("document", "case", "wave", "role")
#: Parts of a study of which those that nobody coded twice are left out and counted in the note.
PARTS = (*WHOLES, "round", "version")
#: The order of rounds in a table.
ROUNDS: tuple[str, ...] = ("pilot", "calibration", "main", "recode", "after", "intra")


@dataclass(frozen=True)
class Choice:
    """What stays the same for every row of the table."""

    codebook: Codebook | None
    codes: tuple[str, ...]
    coefficients: tuple[str, ...]
    interval: str | None
    confidence: float
    seed: int | None
    metric: Any = "nominal"
    prevalence: bool = False

    def at(self, depth: int | None) -> tuple[str, ...]:
        """The codes that a value over codes is made of."""
        if self.codebook is None:
            return self.codes
        return self.codebook.leaves if depth is None else self.codebook.at_depth(depth)


@dataclass(frozen=True)
class Part:
    """The lines that are made of the same units: one for each code shown, and one over codes, whose key is `key`."""

    units: pd.DataFrame
    key: str
    shown: tuple[str, ...]
    over: tuple[str, ...]
    depth: int | None


def parts_of(units: pd.DataFrame, by: str, depth: int | None, choice: Choice) -> Iterator[Part]:
    """The parts of a table, in its order."""
    over = choice.at(depth)
    whole = Part(units, OVERALL, (), over, depth)
    if by == "code":
        yield replace(whole, shown=choice.codes if depth is None else over)
    elif by == "depth":
        height = 1 if choice.codebook is None else choice.codebook.height
        for level in range(1, height + 1):
            yield Part(units, str(level), (), choice.at(level), level)
    elif by == "pair":
        names = units["coder"].astype(str)
        for one, other in combinations(sorted(names.unique()), 2):
            if comparable_names(one, other):
                if "@" in one and not set(units["unit"][names == one]) & set(units["unit"][names == other]):
                    continue
                pair = units[names.isin([one, other]).to_numpy(dtype=bool)]
                yield replace(whole, units=pair, key=f"{one}|{other}")
    else:
        for key, part in _groups(units, by):
            yield replace(whole, units=part, key=key)
        if by in WHOLES:
            yield whole


def _groups(units: pd.DataFrame, by: str) -> list[tuple[str, pd.DataFrame]]:
    """The units of each document, case ...: in the order of the units, rounds in that of the work."""
    found = [(str(key), part) for key, part in units.groupby(by, observed=True, sort=False)]
    if by != "round":
        return found
    return sorted(found, key=lambda one: round_place(one[0]))


def round_place(name: str) -> tuple[int, str]:
    """Where a round stands among rounds; ``calibration-2`` comes after ``calibration``."""
    return next((place for place, known in enumerate(ROUNDS) if name.startswith(known)), len(ROUNDS)), name


def comparable_names(one: str, other: str) -> bool:
    """Where readings are named by their round, a coder is compared with herself or in one round with another."""
    if "@" not in one or "@" not in other:
        return True
    (who, round_), (whom, other_round) = one.rsplit("@", 1), other.rsplit("@", 1)
    return who == whom or round_ == other_round


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


def once(units: pd.DataFrame) -> None:
    """A coder reads a unit once."""
    twice = units.duplicated(["unit", "coder"])
    if bool(twice.any()):
        row = units[twice.to_numpy(dtype=bool)].iloc[0]
        then = 'Compare one round at a time, or by="round".'
        raise CallError(f'{row["coder"]} has read unit "{row["unit"]}" twice (two rounds or versions?). {then}')


def alone(rows: pd.DataFrame, by: str) -> bool:
    """Whether nobody coded a part of the study twice."""
    return by in PARTS and int(np.max(rows["units"])) == 0
