"""What the note of a plan of double coding says: what was drawn from what, what was left out, and what it promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.intervals import LEAST_GROUPS
from qualcode.table import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from qualcode.analysis.outlook import Basis
    from qualcode.analysis.planned import Field
    from qualcode.analysis.workload import Given, Task


def what_was_drawn(
    field: Field, tasks: Sequence[Task], given: Sequence[Given], double: np.ndarray, seed: int
) -> list[Note]:  # fmt: skip
    """What was drawn, from what, by whom it is read, and what was left out."""
    pool = int(field.drawable.sum())
    notes = [Note("n.plan_drawn", {"double": int(double.sum()), "of": pool, "seed": seed})]
    if int(field.twice.sum()):
        notes.append(Note("n.plan_standing", {"count": int(field.twice.sum())}))
    there = {field.strata[place] for place in np.flatnonzero(field.drawable)}
    filled = {field.strata[place] for place in np.flatnonzero(double)}
    if field.by and there - filled:
        named = [" / ".join(stratum) for stratum in sorted(there - filled)]
        notes.append(Note("n.plan_unfilled", {"count": len(named), "of": len(there), "strata": named}))
    load = dict.fromkeys(field.coders, 0)
    for task, one in zip(tasks, given, strict=True):
        for coder in one.new:
            load[coder] += task.words
    if any(load.values()):
        notes.append(Note("n.plan_words", {"words": [f"{coder} {words}" for coder, words in load.items() if words]}))
    notes += [
        Note(f"n.plan_{why}", {"count": len(field.left_out[why]), "documents": field.left_out[why]})
        for why in ("trial", "consent", "language", "query")
        if field.left_out.get(why)
    ]
    return notes


def promises(found: pd.DataFrame, known: Basis, confidence: float) -> list[Note]:
    """What the interval will be, or plainly that there will be none."""
    documents = int(found["documents"].iloc[0])
    if documents < LEAST_GROUPS:
        return [Note("measure.plan_few", {"documents": documents, "least": LEAST_GROUPS})]
    percent = round(confidence * 100, 6)
    notes = []
    for row in found.itertuples():
        values = {"confidence": percent, "width": row.width, "prevalence": float(row.percent), "documents": documents}
        if row.why:
            notes.append(Note(f"measure.plan_{row.frequency}_none", {**values, "expected": row.expected}))
        else:
            notes.append(Note(f"measure.plan_{row.frequency}", values))
    return [*notes, *rests_on(known)]


def rests_on(known: Basis) -> list[Note]:
    """What the forecast rests on: what was coded, or what is assumed."""
    notes = [Note("measure.plan_method")]
    for name in ("prevalence", "alpha", "clustering"):
        is_found = (name if name != "prevalence" else "common") in known.found
        values = {"rare": known.rare * 100, "common": known.common * 100} if name == "prevalence" else {
            "value": getattr(known, name)}  # fmt: skip
        notes.append(Note(f"measure.plan_{name}_{'found' if is_found else 'assumed'}", values))
    return notes
