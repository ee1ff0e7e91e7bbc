"""What coders marked, as runs of informants' words: white space, punctuation and the interviewer are no part of a passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.cutting import informant_turns
from qualcode.analysis.patterns import cell_codes, codes_in
from qualcode.analysis.relations import Tree
from qualcode.analysis.spans import read_by_two
from qualcode.columns import WORD, require
from qualcode.errors import CallError, FrameError, NothingToCompare, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

#: Longer than any text: positions of different documents never meet.
SPAN = 1 << 40
GAP = " … "


class Words:
    """The informants' words of some documents, numbered one after another, and the turns that hold them."""

    def __init__(self, project: HasFrames, documents: Sequence[str]) -> None:
        self.place = {name: number for number, name in enumerate(documents)}
        turns = informant_turns(project, text=True)
        turns = turns[turns["document"].astype(str).isin(self.place).to_numpy(dtype=bool)]
        require(turns, ["turn", "start", "end", "text"], "passages: turns")
        self.turns = turns.reset_index(drop=True)
        home = np.array([self.place[name] for name in self.turns["document"].astype(str)], dtype=np.int64)
        begin = home * SPAN + self.turns["start"].to_numpy(dtype=np.int64)
        order = np.argsort(begin, kind="stable")
        self.turns, begin = self.turns.iloc[order].reset_index(drop=True), begin[order]
        found = [[match.span() for match in WORD.finditer(text)] for text in self.turns["text"]]
        self.turn = np.repeat(np.arange(len(found)), [len(words) for words in found])
        inside = np.array([span for words in found for span in words], dtype=np.int64).reshape(-1, 2)
        self.start, self.end = (inside + begin[self.turn][:, None]).T
        self.begin = begin
        self.texts = self.turns["text"].tolist()

    def covered(self, document: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The words (half open) of which each stretch holds at least a character."""
        first = np.searchsorted(self.end, document * SPAN + start, side="right")
        last = np.searchsorted(self.start, document * SPAN + end, side="left")
        return first, last

    def said(self, document: int, start: int, end: int) -> str:
        """The informants' words between two positions of a document, turn after turn."""
        low, high = document * SPAN + start, document * SPAN + end
        at = max(int(np.searchsorted(self.begin, low, side="right")) - 1, 0)
        parts = []
        while at < len(self.texts) and self.begin[at] < high:
            begin = int(self.begin[at])
            parts.append(self.texts[at][max(low - begin, 0) : high - begin].strip())
            at += 1
        return GAP.join(part for part in parts if part)


@dataclass(frozen=True)
class Passages:
    """What coders marked in documents that two have finished.

    `frame` holds a row a passage: ``document coder code`` (numbers), ``first last`` (words, half open, numbered over all documents; for
    units their number), ``start end`` (positions in the document) and ``coding`` (ids, joined by ``|``). What one coder marked with
    one code over each other is one passage. `read` says who judged what, `outside` how many codings cover no word of an informant.
    """

    frame: pd.DataFrame
    documents: tuple[str, ...]
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    read: dict[str, dict[str, tuple[str, ...] | None]]
    words: Words | None
    tree: Tree
    outside: int = 0

    def of(self, coder: int, other: int) -> pd.DataFrame:
        """The passages of one coder in documents that the other has finished too, with codes that both have judged."""
        mine = self.frame[(self.frame["coder"] == coder).to_numpy(dtype=bool)]
        both = [self.coders[coder], self.coders[other]]
        keep = np.zeros(len(self.documents), dtype=bool)
        partial = []
        for number, name in enumerate(self.documents):
            keep[number] = all(who in self.read[name] for who in both)
            if keep[number] and any(self.read[name][who] is not None for who in both):
                partial.append(number)
        kept = mine[keep[mine["document"].to_numpy()]]
        if not partial:
            return kept
        document, code = kept["document"].to_numpy(), kept["code"].to_numpy()
        fine = np.ones(len(kept), dtype=bool)
        for number in partial:
            here = np.flatnonzero(document == number)
            who = self.read[self.documents[number]]
            judged = {one: all(self.tree.judged(self.codes[one], who[name]) for name in both)
                      for one in np.unique(code[here]).tolist()}  # fmt: skip
            fine[here] = [judged[one] for one in code[here].tolist()]
        return kept[fine]


def passages(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    coders: Sequence[str] | None = None,
    depth: int | None = None,
    where: str = "passages()",
) -> Passages:
    """The readings of coders as passages of informants' words.

    Raises
    ------
    NothingToCompare
        No document was finished by two of the coders.
    MissingColumns, CallError, UnknownCode
        A frame without the columns used; an unknown coder; two rounds that are not to be compared; a code the codebook does not have.
    """
    if isinstance(coders, str):
        raise CallError(f'coders= is a list of names, such as ("{coders}", "...").')
    codings, read = read_by_two(codings, project, coders, where=where)
    if not read:
        finished = codings.groupby(codings["coder"].astype(str))["document"].nunique() if len(codings) else {}
        told = ", ".join(f"{coder} {count}" for coder, count in finished.items()) or "nobody"
        raise NothingToCompare(
            f"No document was finished by two coders. Documents with codings: {told}. See `qualcode status`."
        )
    book, documents = project.codebook, tuple(read)
    names = tuple(sorted({name for who in read.values() for name in who}))
    keys = tuple(sorted(codings["code"].astype(str).unique())) if book is None else book.keys
    tree, words = Tree(book, keys, depth), Words(project, documents)
    rows = _rows(codings, read, names, tree, keys, words)
    said = (rows["last"] > rows["first"]).to_numpy(dtype=bool)
    return Passages(_united(rows[said]), documents, names, keys, read, words, tree, int((~said).sum()))


def passages_of_units(
    units: pd.DataFrame, book: Codebook | None, *, coders: Sequence[str] | None = None, depth: int | None = None
) -> Passages:
    """Units as passages: each code of a unit covers all of it. Here a *document* is a unit, and ``start`` the row of `units`.

    Raises
    ------
    NothingToCompare, MissingColumns, CallError, UnknownCode
    """
    require(units, ["unit", "document", "coder", "codes"], "confusion(units)")
    who = units["coder"].astype(str).to_numpy(dtype=object)
    known = sorted(set(who))
    for name in coders or ():
        if name not in known:
            raise CallError(f'No coder "{name}" in these units: {", ".join(known)}.{did_you_mean(name, known)}')
    names = known if coders is None else sorted(set(coders))
    keys = tuple(codes_in(units)) if book is None else book.keys
    tree, number = Tree(book, keys, depth), {key: at for at, key in enumerate(keys)}
    place, ids = pd.factorize(units["unit"].astype(str))
    read: dict[str, dict[str, tuple[str, ...] | None]] = {str(unit): {} for unit in ids}
    judged, rows = units["read"] if "read" in units else [None] * len(units), []
    for at, (coder, codes, named, where) in enumerate(zip(who, units["codes"], judged, place.tolist(), strict=True)):
        if coder not in names:
            continue
        if coder in read[ids[where]]:
            raise CallError(
                f'{coder} has read unit "{ids[where]}" twice (two rounds or versions?). Compare one round at a time.'
            )
        read[ids[where]][coder] = cell_codes(named, None)
        applied = sorted({number[tree.key(code)] for code in cell_codes(codes, ()) or ()})
        rows += [(where, names.index(coder), code, where, where + 1, at, at, ids[where]) for code in applied]
    if not any(len(readers) > 1 for readers in read.values()):
        raise NothingToCompare("No unit was read by two coders. See `qualcode status`.")
    frame = pd.DataFrame(rows, columns=["document", "coder", "code", "first", "last", "start", "end", "coding"])
    frame = frame.sort_values(["coder", "code", "first"], kind="stable", ignore_index=True)
    return Passages(frame, tuple(map(str, ids)), tuple(names), keys, read, None, tree)


def _rows(
    codings: pd.DataFrame,
    read: dict[str, dict[str, tuple[str, ...] | None]],
    names: tuple[str, ...],
    tree: Tree,
    keys: tuple[str, ...],
    words: Words,
) -> pd.DataFrame:
    """Codings of readers as numbers, with the words they cover."""
    coder = pd.Index(list(names), dtype=object).get_indexer(codings["coder"].astype(str).astype(object))
    document = pd.Index(list(read), dtype=object).get_indexer(codings["document"].astype(str).astype(object))
    allowed = np.array([[name in who for name in names] for who in read.values()], dtype=bool)
    keep = (coder >= 0) & (document >= 0)
    keep[keep] = allowed[document[keep], coder[keep]]
    at = np.flatnonzero(keep)
    found, distinct = pd.factorize(codings["code"].astype(str).to_numpy(dtype=object)[at])
    place = {key: number for number, key in enumerate(keys)}
    code = np.array([place[tree.key(one)] for one in distinct], dtype=np.int64)[found]
    start, end = (codings[name].to_numpy(dtype=np.int64)[at] for name in ("start", "end"))
    first, last = words.covered(document[at], start, end)
    ids = codings["coding"].astype(str).to_numpy(dtype=object)[at] if "coding" in codings else at.astype(str)
    return pd.DataFrame({
        "document": document[at], "coder": coder[at], "code": code, "first": first, "last": last, "start": start,
        "end": end, "coding": ids,
    })  # fmt: skip


def _united(rows: pd.DataFrame) -> pd.DataFrame:
    """One row where a coder marked a code over her own mark; in the order of coder, code and words."""
    rows = rows.sort_values(["coder", "code", "first", "last", "coding"], kind="stable", ignore_index=True)
    if not len(rows):
        return rows
    key = (rows["coder"].to_numpy() * (int(rows["code"].max()) + 1) + rows["code"].to_numpy()) * SPAN
    reached = np.maximum.accumulate(key + rows["last"].to_numpy())
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (key + rows["first"].to_numpy())[1:] >= reached[:-1]
    if new.all():
        return rows
    run = np.cumsum(new) - 1
    kept = rows[new].reset_index(drop=True)
    by = rows.groupby(run)
    for name in ("last", "end"):
        kept[name] = by[name].max().to_numpy()
    kept["start"] = by["start"].min().to_numpy()
    kept["coding"] = by["coding"].agg("|".join).to_numpy()
    return kept


def said_in(found: Passages) -> Words:
    """The words of passages; those of units have none of their own."""
    if found.words is None:
        raise FrameError("Units have no words of their own: take their text.")
    return found.words
