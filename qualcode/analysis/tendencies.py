"""How each coder codes: how much, where, how long, parents or leaves, in doubt or not. Counts side by side; nobody is ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.passages import Passages, Words, passages, said_in
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.columns import HasFrames

BY: tuple[str, ...] = ("coder", "document", "case", "wave", "role", "code")
COLUMNS: tuple[str, ...] = (
    "coder", "documents", "words", "turns", "codings", "per_1000", "per_document", "turns_coded", "turns_share",
    "parents", "parents_share", "median_words", "doubts",
)  # fmt: skip
OVERALL = ""


def tendencies(
    codings: pd.DataFrame, project: HasFrames, *, coders: Sequence[str] | None = None, by: str = "coder"
) -> Table:
    """How much, where and how each coder codes, in documents that two of them have finished.

    Parameters
    ----------
    codings
        Readings (``coder document start end code``) of one round, such as ``project.codings(round="main")``.
    project
        An open project, or `Frames`: gives turns with text, documents, coverage, codebook, and memos for doubts.
    coders
        Only these coders, in documents that two of these have finished.
    by
        ``coder``: a row a coder. Else a row a coder and document, case, wave or role (whose talk it is), or code.

    Returns
    -------
    A table of kind ``tendencies``. ``documents words turns``: what the coder has finished, in informants' talk. ``codings``: passages of
    informants' words, those marked twice over each other with a code counted once. ``per_1000``: codings per 1,000 informants' words;
    ``per_document``. ``turns_coded turns_share``: informants' turns of which a word bears a code, as number and as share from 0 to 1. ``parents
    parents_share``: codings with a code that has codes below it. ``median_words``: of a passage. ``doubts``: codings the coder marked as
    doubtful; NaN where that is not known. Shares and medians are NaN where there is nothing to divide. A coding counts where its first word stands.

    Raises
    ------
    NothingToCompare, MissingColumns, UnknownCode, CallError

    Examples
    --------
    >>> from qualcode.frames import Frames
    >>> frames = Frames(documents=pd.DataFrame({"document": ["d"]}), turns=pd.DataFrame({
    ...     "turn": ["d/0"], "document": "d", "start": [0], "end": [34], "text": ["Ze kiezen zelf. Ik help ze daarbij."]}))
    >>> codings = pd.DataFrame([("amal", "d", 0, 14, "zelf"), ("bo", "d", 3, 15, "zelf"), ("bo", "d", 16, 23, "hulp")],
    ...                        columns=["coder", "document", "start", "end", "code"])
    >>> tendencies(codings, frames).frame[["coder", "words", "codings", "turns_share", "median_words"]].values.tolist()
    [['amal', 7, 1, 1.0, 3.0], ['bo', 7, 2, 1.0, 2.0]]
    """
    if by not in BY:
        raise CallError(f'No tendencies by "{by}"; there are {", ".join(BY)}.{did_you_mean(by, BY)}')
    found = passages(codings, project, coders=coders, where="tendencies()")
    words = said_in(found)
    keys, of_turn, of_passage = _lines(found, words, by)
    doubts = _doubts(project)
    parts = []
    for coder, name in enumerate(found.coders):
        mine = (found.frame["coder"] == coder).to_numpy(dtype=bool)
        read = np.array([name in found.read[document] for document in found.documents], dtype=bool)
        parts.append(
            _of_coder(found, words, mine, read, (of_turn, of_passage, len(keys)), doubts).assign(coder=name, key=keys)
        )
    rows = pd.concat(parts, ignore_index=True)
    if by == "coder":
        frame = rows[list(COLUMNS)]
    else:
        rows = rows[((rows["words"] > 0) if by != "code" else (rows["codings"] > 0)).to_numpy(dtype=bool)]
        frame = rows.rename(columns={"key": by})[[by, *COLUMNS]]
        order = {key: place for place, key in enumerate(keys)}
        frame = frame.sort_values(by, key=lambda column: column.map(order), kind="stable", ignore_index=True)
    return _table(frame, found, project, by)


def _lines(found: Passages, words: Words, by: str) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The keys of the lines, and the line of each turn and of each passage (-1 for none)."""
    rows, turns = found.frame, words.turns
    if by == "coder":
        return [OVERALL], np.zeros(len(turns), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    if by == "code":
        return list(found.codes), np.full(len(turns), -1), rows["code"].to_numpy(dtype=np.int64)
    values = turns[by].astype(object).where(turns[by].notna(), "").astype(str)
    of_turn, keys = pd.factorize(values)
    return [str(key) for key in keys], of_turn, of_turn[words.turn[rows["first"].to_numpy(dtype=np.int64)]]


def _of_coder(
    found: Passages,
    words: Words,
    mine: np.ndarray,
    read: np.ndarray,
    lines: tuple[np.ndarray, np.ndarray, int],
    doubts: frozenset[str] | None,
) -> pd.DataFrame:
    """The numbers of one coder, a row a line."""
    of_turn, of_passage, count = lines
    home = np.array([words.place[name] for name in words.turns["document"].astype(str)], dtype=np.int64)
    finished = read[home]
    size = np.bincount(words.turn, minlength=len(home))
    by_code = bool((of_turn < 0).all())  # of a code: all that the coder has finished
    whole = finished if by_code else finished & (of_turn >= 0)
    rows, line = found.frame[mine], of_passage[mine]
    coded = np.zeros((count if by_code else 1, len(home)), dtype=bool)
    first, last = rows["first"].to_numpy(dtype=np.int64), rows["last"].to_numpy(dtype=np.int64)
    begin, end = words.turn[first], words.turn[last - 1]
    for row, low, high in zip(line.tolist() if by_code else [0] * len(rows), begin.tolist(), end.tolist(), strict=True):
        coded[row, low : high + 1] = True

    def total(of: np.ndarray) -> np.ndarray:
        """The sum over the turns of each line."""
        if by_code:
            return np.full(count, of[whole].sum())
        return np.bincount(of_turn[whole], weights=of[whole], minlength=count).astype(np.int64)

    if by_code:
        touched, documents = (coded & whole).sum(axis=1), np.full(count, int(read.sum()))
    else:
        touched = total(coded[0])
        pairs = np.unique(of_turn[whole] * len(read) + home[whole])
        documents = np.bincount(pairs // len(read), minlength=count)
    frame = pd.DataFrame(
        {"documents": documents, "words": total(size), "turns": total(np.ones(len(home), dtype=np.int64))}
    )
    frame["codings"] = np.bincount(line, minlength=count)
    frame["turns_coded"] = touched
    parent = np.array([_is_parent(found, key) for key in found.codes], dtype=bool)
    frame["parents"] = np.bincount(line[parent[rows["code"].to_numpy(dtype=np.int64)]], minlength=count)
    frame["median_words"] = pd.Series(last - first).groupby(line).median().reindex(range(count)).to_numpy(dtype=float)
    frame["doubts"] = np.nan if doubts is None else np.bincount(line[_doubted(rows, doubts)], minlength=count)
    return frame.assign(
        per_1000=_over(1000 * frame["codings"], frame["words"]), per_document=_over(frame["codings"], frame["documents"]),
        turns_share=_over(frame["turns_coded"], frame["turns"]), parents_share=_over(frame["parents"], frame["codings"]),
    )  # fmt: skip


def _is_parent(found: Passages, key: str) -> bool:
    return found.tree.book is not None and len(list(found.tree.book.subtree(key))) > 1


def _over(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part / whole.where(whole > 0)


def _doubts(project: HasFrames) -> frozenset[str] | None:
    """The codings that their coder marked as doubtful; None where nothing is known of doubts."""
    memos = getattr(project, "memos", None)
    if memos is None:
        return None
    notes = memos()
    return frozenset(notes.loc[(notes["about"] == "doubt").to_numpy(dtype=bool), "of"].astype(str))


def _doubted(rows: pd.DataFrame, doubts: frozenset[str]) -> np.ndarray:
    if not doubts:
        return np.zeros(len(rows), dtype=bool)
    return np.array([not doubts.isdisjoint(ids.split("|")) for ids in rows["coding"]], dtype=bool)


def _table(frame: pd.DataFrame, found: Passages, project: HasFrames, by: str) -> Table:
    from qualcode import __version__  # the package loads this module when asked

    book = project.codebook
    called = {"coders": list(found.coders), "by": by}
    name = "" if book is None else f"{book.name} {book.version}"
    labels: dict[str, Any] = {one.key: one.label for one in book or () if one.label} if by == "code" else {}
    if by in ("document", "case"):
        listed = project.documents() if by == "document" else project.cases()
        if "name" in listed:
            pairs = zip(listed[by].astype(str), listed["name"].astype(str), strict=True)
            labels = {key: {"nl": said, "en": said} for key, said in pairs}
    notes = [Note("layer.coders", {"coders": list(found.coders)}), Note("measure.tendencies")]
    notes += [Note("n.outside", {"count": found.outside})] if found.outside else []
    recipe = Recipe("tendencies", called, dict(project.state), name, {}, __version__)
    return Table("tendencies", frame.reset_index(drop=True), recipe, tuple(notes), labels=labels)
