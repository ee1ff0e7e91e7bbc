"""Which turns a coding touches, and how many words of each: one row a coding x turn, with the coding's place in its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.informants import informant
from qualcode.columns import WORD, require
from qualcode.errors import FrameError

if TYPE_CHECKING:
    from qualcode.columns import HasFrames


def touched(codings: pd.DataFrame, frames: HasFrames) -> pd.DataFrame:
    """The turns that each coding touches.

    Parameters
    ----------
    codings
        Columns ``coding document start end`` (and whatever else); any selection of a project's codings.
    frames
        Gives `touches` where it knows the codings by id, else `turns` with their text.

    Returns
    -------
    One row a coding x turn: ``row`` (position of the coding in `codings`), ``turn speaker person role case start end
    words word_start word_end`` (words: those whose first character is covered) and ``informant`` (whether the talk is not
    the interviewer's). A coding that touches no turn has no row.
    """
    known = frames.touches()
    touches = _of_known(codings, known) if len(known) else _from_text(codings, frames.turns(text=True))
    return touches.assign(informant=_informant(touches, frames))


def word_ranges(
    codings: pd.DataFrame, frames: HasFrames, rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """For each touch of some rows of a frame: the coding's position, where the touch starts, the words it covers (half open).

    The same as `touched`, as bare arrays in the order of the frame of touches; touches of other rows may be among them.
    """
    known = frames.touches()
    if len(known):
        require(known, ["coding", "start", "word_start", "word_end"], "touches")
        position = _positions(codings["coding"], known["coding"])
        touches = known
    else:
        touches = _from_text(codings.iloc[rows], frames.turns(text=True))
        position = rows[touches["row"].to_numpy(dtype=np.int64)]
    start, first, last = (np.asarray(touches[name], dtype=np.int64) for name in ("start", "word_start", "word_end"))
    keep = position >= 0
    if keep.all():
        return position, start, first, last
    return position[keep], start[keep], first[keep], last[keep]


def _positions(ids: pd.Series, known: pd.Series) -> np.ndarray:
    """The position of each known touch's coding in a frame, -1 where it is not there.

    A frame of all codings has its touches in its own order: then runs of equal ids are its codings, one after another.
    """
    touching = known.array
    new = np.ones(len(touching), dtype=bool)
    new[1:] = np.asarray(touching[1:] != touching[:-1], dtype=bool)
    if int(new.sum()) == len(ids) and bool(np.asarray(touching[new] == ids.array).all()):
        return np.cumsum(new) - 1
    index = pd.Index(ids)
    if not index.is_unique:
        raise FrameError(f'The coding "{index[index.duplicated()][0]}" stands twice in the frame.')
    found: np.ndarray = index.get_indexer(pd.Index(known))
    return found


def _informant(touches: pd.DataFrame, frames: HasFrames) -> np.ndarray:
    """Which touches are of an informant's turn."""
    turns = frames.turns(text=False)
    if "turn" not in turns or not len(turns):
        return informant(touches)
    talk = pd.Series(informant(turns), index=turns["turn"].astype(object))
    said = talk[~talk.index.duplicated()].reindex(touches["turn"].astype(object))
    found: np.ndarray = said.fillna(True).to_numpy(dtype=bool)
    return found


def _of_known(codings: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The rows of a touches frame that belong to these codings, with the position of the coding."""
    require(codings, ["coding"], "touched(codings)")
    ids = known["coding"]
    if not isinstance(ids.dtype, pd.CategoricalDtype):
        ids = ids.astype("category")
    categories = ids.cat.categories
    places = _places(codings["coding"], categories)
    position = places[ids.cat.codes.to_numpy()]
    keep = position >= 0
    kept = known if keep.all() else known[keep]
    return kept.drop(columns="coding").assign(row=position[keep]).sort_values("row", kind="stable", ignore_index=True)


def _places(codings: pd.Series, categories: pd.Index) -> np.ndarray:
    """For each known coding its position in the frame, -1 where it is not there."""
    if len(codings) == len(categories) and bool((codings.to_numpy() == categories.to_numpy()).all()):
        return np.arange(len(categories))
    found = categories.get_indexer(pd.Index(codings.to_numpy()))
    places = np.full(len(categories), -1)
    present = found >= 0
    places[found[present]] = np.flatnonzero(present)
    return places


def _from_text(codings: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """Touches computed from positions and the text of the turns: for frames that no project made."""
    require(codings, ["document", "start", "end"], "touched(codings)")
    columns = ["turn", "speaker", "person", "role", "case", "start", "end", "words", "word_start", "word_end", "row"]
    rows: list[tuple[object, ...]] = []
    if len(turns):
        require(turns, ["turn", "document", "start", "end", "text"], "touched(): turns without touches")
        by_document = dict(
            list(turns.sort_values(["document", "start"]).groupby("document", sort=False, observed=True))
        )
        words = {document: _word_starts(talk) for document, talk in by_document.items()}
        for row, (document, start, end) in enumerate(
            zip(codings["document"], codings["start"], codings["end"], strict=True)
        ):
            if document in by_document:
                rows.extend((*touch, row) for touch in _overlaps(by_document[document], words[document], start, end))
    return pd.DataFrame(rows, columns=columns)


def _word_starts(turns: pd.DataFrame) -> np.ndarray:
    """Where each word of a document's turns begins."""
    starts = [
        start + match.start()
        for start, text in zip(turns["start"], turns["text"], strict=True)
        for match in WORD.finditer(text)
    ]
    return np.asarray(starts, dtype=np.int64)


def _overlaps(turns: pd.DataFrame, words: np.ndarray, start: int, end: int) -> list[tuple[object, ...]]:
    """The overlaps of one segment with the turns of its document."""
    found: list[tuple[object, ...]] = []
    hit = turns[(turns["start"] < end) & (turns["end"] > start)]
    for turn in hit.to_dict("records"):
        low, high = max(start, turn["start"]), min(end, turn["end"])
        first, last = np.searchsorted(words, [low, high])
        who = [turn.get(name) for name in ("speaker", "person", "role", "case")]
        found.append((turn["turn"], *who, low, high, int(last - first), int(first), int(last)))
    return found
