"""The informants' talk as sorted arrays, and what each coding does in it. Interviewer talk is clipped here, once for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.counting import different
from qualcode.analysis.filters import factors, looked_up, positions
from qualcode.analysis.touches import word_ranges
from qualcode.columns import INTERVIEWER, WORD, require
from qualcode.errors import FrameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.columns import HasFrames

#: Longer than any text: positions of different documents never meet.
SPAN = 1 << 40
#: Words of a turn that a coding must cover to count in it.
MIN_COVERED = 3


@dataclass(frozen=True)
class Talk:
    """The informants' turns in order: rows `at` of the frame `source`, `document` their place among the documents.

    `start` and `end` are positions in all documents laid end to end. `speaking` says for each document whether its
    speakers are marked: where they are not there is nothing to clip, and nothing is known to be an informant's.
    """

    source: pd.DataFrame
    at: np.ndarray
    document: np.ndarray
    start: np.ndarray
    end: np.ndarray
    speaking: np.ndarray

    def __contains__(self, name: str) -> bool:
        return name in self.source

    def column(self, name: str) -> pd.Series:
        """A column of these turns."""
        return self.source[name].iloc[self.at]

    def frame(self) -> pd.DataFrame:
        """These turns with all their columns."""
        return self.source.iloc[self.at]

    def words(self) -> np.ndarray:
        """How many words each turn holds."""
        if "words" in self:
            return np.asarray(self.column("words"), dtype=np.int64)
        require(self.source, ["text"], "words of turns")
        return np.array([sum(1 for _ in WORD.finditer(text)) for text in self.column("text")], dtype=np.int64)


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
    low, high = (np.asarray(turns[name], dtype=np.int64) for name in ("start", "end"))
    keep = (home >= 0) & (high > low)
    keep &= speaking[home] & speaks  # a title or date before anybody speaks is no talk
    if "role" in turns:
        keep &= _is_not(turns["role"], INTERVIEWER, gap=True)
    at = np.flatnonzero(keep)
    home = home[at]
    start, end = home * SPAN + low[at], home * SPAN + high[at]
    if (start[1:] < start[:-1]).any():
        order = np.argsort(start, kind="stable")
        at, home, start, end = at[order], home[order], start[order], end[order]
    if (start[1:] < end[:-1]).any():
        where = documents[int(home[1:][start[1:] < end[:-1]][0])]
        raise FrameError(f'Two turns of document "{where}" overlap: one stretch of text has one speaker.')
    return Talk(turns, at, home, start, end, speaking)


def _is_not(column: pd.Series, value: str, *, gap: bool) -> np.ndarray:
    """Which values differ from one value; a missing value counts as `gap` says."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, names = factors(column)
        return looked_up([name != value for name in names], codes, missing=gap)
    differs = (column != value).to_numpy(dtype=bool, na_value=True)
    missing = column.isna().to_numpy(dtype=bool)
    return np.where(missing, gap, differs) if missing.any() else differs


def evidence_of(
    codings: pd.DataFrame, document: np.ndarray, talk: Talk, frames: HasFrames, key: np.ndarray | None = None
) -> Evidence:
    """What each coding does in the informants' turns.

    Parameters
    ----------
    codings
        Columns ``start end`` (and ``coding`` or the turns' text, where a coding runs over several turns).
    document
        The place of each coding's document.
    key
        A number for each turn, where it does not matter in which of the turns of one number a coding counts; None where it
        does.
    """
    start, end = (document * SPAN + np.asarray(codings[name], dtype=np.int64) for name in ("start", "end"))
    first = np.searchsorted(talk.end, start, side="right")
    count = np.maximum(np.searchsorted(talk.start, end, side="left") - first, 0)
    silent = ~talk.speaking[document]
    times = np.where(silent, 1, count) if silent.any() else count
    row = np.repeat(np.arange(len(codings)), times)
    turn = np.repeat(first - (np.cumsum(times) - times), times) + np.arange(len(row))
    low, high = start[row], end[row]
    if silent.any():
        turn[silent[row]] = -1
        spoken = turn >= 0
        low[spoken] = np.maximum(low[spoken], talk.start[turn[spoken]])
        high[spoken] = np.minimum(high[spoken], talk.end[turn[spoken]])
    else:
        np.maximum(low, talk.start[turn], out=low)
        np.minimum(high, talk.end[turn], out=high)
    found = Evidence(row, turn, document[row], np.ones(len(row), dtype=bool), low, high)
    several = (count > 1) & ~silent
    if key is not None and several.any():
        change = np.zeros(len(key), dtype=np.int64)
        np.cumsum(key[1:] != key[:-1], out=change[1:])
        some = np.flatnonzero(several)
        several[some] = change[first[some]] != change[first[some] + count[some] - 1]
    if several.any():
        at = several[row]
        found.counts[at] = _counting(found.only(at), codings, talk, frames)
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
    position, start, first, last = word_ranges(codings, frames, different(found.row))
    at = position * SPAN + start
    if (at[1:] < at[:-1]).any():
        order = np.argsort(at, kind="stable")
        at, first, last = at[order], first[order], last[order]
    wanted = found.row * SPAN + found.start % SPAN
    place = np.searchsorted(at, wanted)
    place[place == len(at)] = 0
    if len(wanted) and (not len(at) or (at[place] != wanted).any()):
        raise FrameError("Touches and turns do not agree: some coding has no touch in a turn that it overlaps.")
    return first[place], last[place]
