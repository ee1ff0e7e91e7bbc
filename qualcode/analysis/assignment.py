"""A table that says who is to read what, with the readings that it proposes: for whoever leads the coding, not for coders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.errors import CallError
from qualcode.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.columns import HasFrames

#: What an assignment proposes: a reading a row. `responsible` is who becomes responsible for the document, "" where that stands.
ROWS = ("coder", "document", "round", "version", "codes", "responsible")


@dataclass(frozen=True)
class Assignment(Table):
    """A plan of readings as a table; `project.assign(plan)` gives them out.

    `rows` holds the readings that nobody was given yet (columns `ROWS`; empty ``codes``: all). `forecast` says how wide
    intervals will be.
    """

    rows: pd.DataFrame = None
    forecast: Table | None = None


def rows_of(records: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Proposed readings as a frame."""
    return pd.DataFrame({
        name: pd.Series([record[at] for record in records], dtype="object" if name == "codes" else "str")
        for at, name in enumerate(ROWS)
    })  # fmt: skip


def for_the_lead(project: HasFrames, what: str) -> None:
    """A plan says who reads what beside whom: whoever codes blind may not see it."""
    coder = getattr(project, "coder", None)
    if coder is not None:
        raise CallError(
            f"{what} is for who leads the coding: it shows which documents are read twice. "
            f"Look without --coder; `qualcode plan --coder {coder}` shows what {coder} is to read."
        )


def readers_of(coverage: pd.DataFrame, rounds: Sequence[str]) -> dict[str, dict[str, str]]:
    """By document who reads it in these rounds, and how far each is (the least of several)."""
    found: dict[str, dict[str, str]] = {}
    if not len(coverage):
        return found
    keep = (coverage["layer"] == "reading") & coverage["round"].isin(list(rounds))
    steps = ("assigned", "begun", "finished")
    for row in coverage[keep.to_numpy(dtype=bool)].itertuples():
        states = found.setdefault(str(row.document), {})
        state, before = str(row.state), states.get(str(row.coder))
        states[str(row.coder)] = state if before is None else min(state, before, key=steps.index)
    return found


def text_or_none(values: pd.Series) -> list[str | None]:
    """A column as texts; missing and empty as None."""
    return [None if pd.isna(value) or value == "" else str(value) for value in values.astype(object)]


def words_of(documents: pd.DataFrame) -> np.ndarray:
    """The words of each document; 1 where frames do not say, so that documents are shared out by number."""
    if "words" not in documents:
        return np.ones(len(documents), dtype=np.int64)
    return np.asarray(documents["words"].fillna(0), dtype=np.int64)
