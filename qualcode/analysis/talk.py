"""The informants' talk as sorted arrays, and what each coding does in it. Interviewer talk is clipped here, once for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.filters import factors, looked_up, positions
from qualcode.analysis.touches import touched
from qualcode.columns import INTERVIEWER, WORD, require
from qualcode.errors import FrameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from qualcode.columns import HasFrames

#: Longer than any text: positions of different documents never meet.
SPAN = 1 << 40
#: Words of a turn that a coding must cover to count in it.
MIN_COVERED = 3


@dataclass(frozen=True)
class Talk:
    """The informants' turns in order: `frame` as they were given, `document` their place among the documents.

    `start` and `end` are positions in all documents laid end to end. `speaking` says for each document whether its
    speakers are marked: where they are not there is nothing to clip, and nothing is known to be an informant's.
    """

    frame: pd.DataFrame
    document: np.ndarray
    start: np.ndarray
    end: np.ndarray
    speaking: np.ndarray

    def words(self) -> np.ndarray:
        """How many words each turn holds."""
        if "words" in self.frame:
            return np.asarray(self.frame["words"], dtype=np.int64)
        require(self.frame, ["text"], "words of turns")
        return np.array([sum(1 for _ in WORD.finditer(text)) for text in self.frame["text"]], dtype=np.int64)


@dataclass(frozen=True)
class Evidence:
    """One row a coding x informant turn (or x document, where no speakers are marked; `turn` is then -1).

    `row` is the coding's position in its frame; `counts` says whether it counts in that turn: it covers 3 words of it, or
    the whole, or this turn holds most of it. `start` and `end` clip it to the turn.
    """

    row: np.ndarray
    turn: np.ndarray
    document: np.ndarray
    counts: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def only(self, keep: np.ndarray) -> Evidence:
        """The rows that a mask keeps, or rows by their position."""
        if keep.dtype == bool and keep.all():
            return self
        return Evidence(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))


def talk_of(turns: pd.DataFrame, documents: Sequence[object]) -> Talk:
    """The informants' turns of these documents, in the order of the text."""
    require(turns, ["document", "start", "end"], "turns")
    place = {document: row for row, document in enumerate(documents)}
    home = positions(turns["document"], place)
    speaks = np.ones(len(turns), dtype=bool) if "speaker" not in turns else _is_not(turns["speaker"], "", gap=False)
    speaking = np.zeros(len(place), dtype=bool)
    speaking[home[speaks & (home >= 0)]] = True
    low, high = turns["start"].to_numpy(dtype=np.int64), turns["end"].to_numpy(dtype=np.int64)
    keep = (home >= 0) & (high > low)
    keep &= speaking[home] & speaks  # a title or date before anybody speaks is no talk
    if "role" in turns:
        keep &= _is_not(turns["role"], INTERVIEWER, gap=True)
    if not keep.all():
        turns, home, low, high = turns[keep], home[keep], low[keep], high[keep]
    start, end = home * SPAN + low, home * SPAN + high
    if (np.diff(start) < 0).any():
        order = np.argsort(start, kind="stable")
        turns, home, start, end = turns.iloc[order], home[order], start[order], end[order]
    if (start[1:] < end[:-1]).any():
        where = documents[int(home[1:][start[1:] < end[:-1]][0])]
        raise FrameError(f'Two turns of document "{where}" overlap: one stretch of text has one speaker.')
    return Talk(turns, home, start, end, speaking)


def _is_not(column: pd.Series, value: str, *, gap: bool) -> np.ndarray:
    """Which values differ from one value; a missing value counts as `gap` says."""
    codes, names = factors(column)
    return looked_up([name != value for name in names], codes, missing=gap)


def evidence_of(codings: pd.DataFrame, document: np.ndarray, talk: Talk, frames: HasFrames) -> Evidence:
    """What each coding does in the informants' turns.

    Parameters
    ----------
    codings
        Columns ``start end`` (and ``coding`` or the turns' text, where a coding runs over several turns).
    document
        The place of each coding's document.
    """
    start = document * SPAN + codings["start"].to_numpy(dtype=np.int64)
    end = document * SPAN + codings["end"].to_numpy(dtype=np.int64)
    first = np.searchsorted(talk.end, start, side="right")
    count = np.maximum(np.searchsorted(talk.start, end, side="left") - first, 0)
    silent = ~talk.speaking[document]
    times = np.where(silent, 1, count)
    row = np.repeat(np.arange(len(codings)), times)
    turn = np.repeat(first - (np.cumsum(times) - times), times) + np.arange(len(row))
    turn = np.where(silent[row], -1, turn)
    low, high = start[row], end[row]
    spoken = turn >= 0
    low[spoken] = np.maximum(low[spoken], talk.start[turn[spoken]])
    high[spoken] = np.minimum(high[spoken], talk.end[turn[spoken]])
    found = Evidence(row, turn, document[row], np.ones(len(row), dtype=bool), low, high)
    several = (count > 1)[row] & spoken
    if several.any():
        found.counts[several] = _counting(found.only(several), codings, talk, frames)
    return found


def _counting(found: Evidence, codings: pd.DataFrame, talk: Talk, frames: HasFrames) -> np.ndarray:
    """The turn rule, for codings that run over several informant turns."""
    low, high = covered_words(found, codings, frames)
    words, held = high - low, talk.words()[found.turn]
    whole = (words == held) & (held > 0)
    whole |= (found.start == talk.start[found.turn]) & (found.end == talk.end[found.turn])
    counts = (words >= MIN_COVERED) | whole
    anywhere = np.zeros(len(codings), dtype=bool)
    anywhere[found.row[counts]] = True
    none = np.flatnonzero(~anywhere[found.row])
    order = none[np.lexsort((found.start[none], -(found.end - found.start)[none], -words[none], found.row[none]))]
    counts[order[np.r_[True, np.diff(found.row[order]) != 0][: len(order)]]] = True
    result: np.ndarray = counts
    return result


def covered_words(found: Evidence, codings: pd.DataFrame, frames: HasFrames) -> tuple[np.ndarray, np.ndarray]:
    """The words that each row of spoken evidence covers, as ordinals in their document (half open)."""
    rows, inverse = np.unique(found.row, return_inverse=True)
    touches = touched(codings.iloc[rows], frames)
    touches = touches[
        touches["informant"].to_numpy(dtype=bool) & (touches["end"] > touches["start"]).to_numpy(dtype=bool)
    ]
    at = touches["row"].to_numpy(dtype=np.int64) * SPAN + touches["start"].to_numpy(dtype=np.int64)
    order = np.argsort(at, kind="stable")
    wanted = inverse * SPAN + found.start % SPAN
    place = np.searchsorted(at[order], wanted)
    place[place == len(order)] = 0
    if len(wanted) and (not len(order) or (at[order[place]] != wanted).any()):
        raise FrameError(
            "The touches do not agree with the turns: some coding has no touch in a turn that it overlaps."
        )
    low = touches["word_start"].to_numpy(dtype=np.int64)[order][place]
    return low, touches["word_end"].to_numpy(dtype=np.int64)[order][place]
