"""Whose talk counts: not the interviewer's, and not the title, date or note that stands before anybody speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.columns import INTERVIEWER

if TYPE_CHECKING:
    from collections.abc import Hashable


def informant(turns: pd.DataFrame) -> np.ndarray:
    """Which turns are an informant's: one boolean a row.

    A turn of role ``interviewer`` is not. Where speakers are marked in a document, a stretch without a speaker is not
    talk either. In a document without speakers (a report) every stretch counts as text.

    >>> turns = pd.DataFrame({"document": ["d", "d", "d", "p"], "speaker": ["", "I", "R1", ""],
    ...                       "role": [None, "interviewer", "leraar", None]})
    >>> informant(turns).tolist()
    [False, False, True, True]
    """
    talk = np.ones(len(turns), dtype=bool)
    if "role" in turns:
        talk &= _differs(turns["role"], INTERVIEWER, missing=True)
    if "speaker" in turns and "document" in turns:
        named = _differs(turns["speaker"], "", missing=False)
        codes, _ = pd.factorize(turns["document"])
        speaking = np.bincount(codes[named], minlength=int(codes.max(initial=-1)) + 1) > 0
        talk &= named | ~speaking[codes]
    return talk


def _differs(column: pd.Series, value: Hashable, *, missing: bool) -> np.ndarray:
    """Which values differ from one value; a missing value counts as `missing` says."""
    codes, names = pd.factorize(column)
    differs = np.array([name != value for name in names] + [missing], dtype=bool)
    found: np.ndarray = differs[codes]
    return found
