"""What a reliability report says of marked passages: where coders marked, with which code, and how much of the text that speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.agreement import OVERALL
from qualcode.analysis.marks import united
from qualcode.analysis.span_agreement import span_agreement
from qualcode.analysis.spans import of_code, spans
from qualcode.analysis.unitizing import cu_alpha
from qualcode.table import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames
    from qualcode.table import Table

COEFFICIENTS = ("bar_u_alpha", "cu_alpha", "span_f1_overlap", "span_f1")
#: What the list of measures has for them.
USED = ("bar_u_alpha", "cu_alpha", "span_f1")
#: What the report says of the counts elsewhere.
LEFT_OUT = ("both", "only_a", "only_b", "neither", "positive")


def passages_table(
    codings: pd.DataFrame, project: HasFrames, coders: Sequence[str] | None
) -> tuple[Table, list[Note]] | None:
    """Agreement on marked passages per code and over codes, lines without any value left out; and how many were.

    Beside cuα stands the share of the informants' talk that two coders both marked, which is all that it speaks of.
    """
    table = span_agreement(codings, project, coders=coders, coefficients=COEFFICIENTS)
    frame = table.frame
    valued = set(frame.loc[frame["value"].notna(), "key"])
    if not valued:
        return None
    gone = frame.loc[~frame["key"].isin(valued), "key"].nunique()
    kept = frame[frame["key"].isin(valued).to_numpy(dtype=bool)].drop(columns=list(LEFT_OUT)).reset_index(drop=True)
    if project.codebook is not None:
        shares = coverage_of_parents(codings, project, coders, kept)
        kept.insert(kept.columns.get_loc("units"), "coverage", kept["key"].map(shares))
    return replace(table, frame=kept), [Note("report.too_few_passages", {"count": gone})] if gone else []


def coverage_of_parents(
    codings: pd.DataFrame, project: HasFrames, coders: Sequence[str] | None, frame: pd.DataFrame
) -> dict[str, float]:
    """For each parent whose cuα is defined: the share of the text that two coders both marked with a code below it."""
    book = project.codebook
    defined = frame[(frame["coefficient"] == "cu_alpha") & frame["value"].notna() & (frame["key"] != OVERALL)]
    if book is None or not len(defined):
        return {}
    marked = spans(codings, project, coders=coders)
    return {str(key): _coverage(marked, str(key), book) for key in defined["key"]}


def _coverage(marked: pd.DataFrame, parent: str, book: Codebook) -> float:
    """The coverage of cuα over the codes right below a parent, and the parent itself."""
    about = of_code(marked, parent, book)
    place = {code: child for child in book.children(parent) for code in book.subtree(child)} | {parent: parent}
    current = marked["code"].map({code: place.get(book.current(code), "") for code in marked["code"].unique()})
    inside = marked.assign(code=current)[(current != "").to_numpy(dtype=bool)]
    read = [name in about["coders"][one] for one, name in zip(inside["document"], inside["coder"], strict=True)]
    kept = united(inside[np.asarray(read, dtype=bool)])
    return cu_alpha(kept, begin=0, end=about["end"], coders=about["coders"]).coverage
