"""Codings that count nowhere because their text was corrected and nobody has put them in their place yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.coverage import RESULT_ROUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from qualcode.columns import HasFrames


def left_behind(frames: HasFrames, documents: pd.DataFrame, layer: str | None, coders: Sequence[str]) -> int:
    """How many codings of these documents wait for review that this layer might have counted.

    Of the final layer those of the consensus and of each document's responsible coder. Frames that no project made know of none.
    """
    review = getattr(frames, "review", None)
    if review is None or not len(rows := review()):
        return 0
    said = documents.set_index(documents["document"].astype(str))
    rows = rows[rows["document"].isin(said.index).to_numpy(dtype=bool)]
    keep = rows["round"].isin(RESULT_ROUNDS).to_numpy(dtype=bool, copy=True)
    if layer == "final" and "responsible" in said:
        own = rows["document"].map(said["responsible"].astype(object)) == rows["coder"]
        keep &= (own & (rows["layer"] == "reading") | (rows["layer"] == "consensus")).to_numpy(dtype=bool)
    elif layer not in (None, "final"):
        keep &= (rows["layer"] == layer).to_numpy(dtype=bool)
    if coders:
        keep &= rows["coder"].isin(list(coders)).to_numpy(dtype=bool)
    return int(np.count_nonzero(keep))
