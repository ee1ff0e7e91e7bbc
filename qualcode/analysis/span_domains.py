"""Marked spans taken apart for coefficients: each code by itself, or the codes right below a parent as one continuum."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.character_kappa import kappa_sums
from qualcode.analysis.continua import Continua
from qualcode.analysis.pooling import Stratum
from qualcode.analysis.span_f1 import f1_sums
from qualcode.analysis.u_formulas import bar_u, character, intersection_sums, text_sums, u

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.codebook import Codebook

#: Coefficients of one code, marked or not; and of the codes right below a parent.
OF_CODES: tuple[str, ...] = ("bar_u_alpha", "span_f1", "span_f1_overlap", "character_kappa")
OF_PARENTS: tuple[str, ...] = ("u_alpha", "cu_alpha", "character_alpha")
OVERLAPPING: tuple[str, ...] = (
    "document",
    "coder",
    "parent",
    "code",
    "start",
    "end",
    "other",
    "other_start",
    "other_end",
)


@dataclass(frozen=True)
class Texts:
    """Spans on the talk that two coders have read, and the place of each document among all documents of the study."""

    line: Continua
    home: np.ndarray
    _made: dict[str, Stratum] = field(default_factory=dict, repr=False)

    def stratum(self, coefficient: str) -> Stratum:
        """What a coefficient is made of."""
        if coefficient not in self._made:
            self._made[coefficient] = self._stratum(coefficient)
        return self._made[coefficient]

    def _stratum(self, coefficient: str) -> Stratum:
        if coefficient.startswith("span_f1"):
            match = "overlap" if coefficient.endswith("overlap") else "exact"
            return Stratum(f1_sums(self.line, match), self.home, ratio=True)
        if coefficient == "character_kappa":
            return Stratum(kappa_sums(self.line), self.home, agreement=True)
        if coefficient == "cu_alpha":
            return Stratum(intersection_sums(self.line), self.home)
        formula = {"bar_u_alpha": bar_u, "u_alpha": u, "character_alpha": character}[coefficient]
        return Stratum(text_sums(self.line, formula), self.home)

    def counts(self, documents: int) -> np.ndarray:
        """For each document: spans, partners by overlap, spans of the one and of the other, over pairs of coders."""
        c = self.line
        found = np.zeros((documents, 4), dtype=np.int64)
        if not len(c.documents):
            return found
        partners = self.stratum("span_f1_overlap").by_document(documents)[:, ::2].sum(axis=1)
        marked = np.zeros((len(c.documents), len(c.names)), dtype=np.int64)
        np.add.at(marked, (c.document, c.coder), 1)
        for one, other in combinations(range(len(c.names)), 2):
            both = c.readers[:, one] & c.readers[:, other]
            for column, name in ((2, one), (3, other)):
                np.add.at(found[:, column], self.home, np.where(both, marked[:, name], 0))
        np.add.at(found[:, 0], self.home, marked.sum(axis=1))
        found[:, 1] = np.rint(partners)
        return found

    def overlapping(self) -> list[tuple[object, ...]]:
        """Each two spans of a coder that lie over each other, as ``document coder code start end other start end``."""
        c = self.line
        order = np.lexsort((c.end, c.start, c.coder))
        start, end, coder = c.start[order], c.end[order], c.coder[order]
        if not ((coder[1:] == coder[:-1]) & (start[1:] < end[:-1])).any():
            return []
        low = c.low[c.document]
        rows: list[tuple[object, ...]] = []
        waiting: list[int] = []
        for span in order.tolist():
            waiting = [one for one in waiting if c.coder[one] == c.coder[span] and c.end[one] > c.start[span]]
            for one in waiting:
                places = [(c.codes[c.code[x]], int(c.start[x] - low[x]), int(c.end[x] - low[x])) for x in (span, one)]
                rows.append((c.documents[c.document[span]], c.names[c.coder[span]], *places[0], *places[1]))
            waiting.append(span)
        return rows


class Marks:
    """All spans of `spans()`, as numbers: made once, taken apart often."""

    def __init__(self, marked: pd.DataFrame, codebook: Codebook | None) -> None:
        about = marked.attrs["spans"]
        self.book = codebook
        self.read: Mapping[str, Mapping[str, tuple[str, ...] | None]] = about["read"]
        self.documents = tuple(self.read)
        self.names = tuple(sorted({name for who in self.read.values() for name in who}))
        self.lengths = np.array([about["ends"][name] for name in self.documents], dtype=np.int64)
        place = {name: number for number, name in enumerate(self.documents)}
        coders = {name: number for number, name in enumerate(self.names)}
        now = {
            code: code if codebook is None else codebook[codebook.current(code)].key for code in marked["code"].unique()
        }
        self.codes = tuple(sorted(set(now.values())))
        codes = {code: number for number, code in enumerate(self.codes)}
        kept = marked["document"].isin(self.documents).to_numpy() & marked["coder"].isin(self.names).to_numpy()
        marked = marked[kept]
        self.document = marked["document"].map(place).to_numpy(dtype=np.int64)
        self.coder = marked["coder"].map(coders).to_numpy(dtype=np.int64)
        self.code = marked["code"].map({old: codes[new] for old, new in now.items()}).to_numpy(dtype=np.int64)
        self.start, self.end = (marked[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
        self._made: dict[tuple[str, bool], Texts] = {}

    @cached_property
    def _judged(self) -> list[tuple[int, int, frozenset[str] | None]]:
        """Who read which document, and which codes of it, by their present keys."""
        found = []
        for place, who in enumerate(self.read.values()):
            for name, codes in who.items():
                current = self.book.current if self.book is not None else str
                judged = None if codes is None else frozenset(current(code) for code in codes)
                found.append((place, self.names.index(name), judged))
        return found

    def readers(self, codes: Sequence[str]) -> np.ndarray:
        """Documents x coders: who judged all of these codes."""
        found = np.zeros((len(self.documents), len(self.names)), dtype=bool)
        for place, name, judged in self._judged:
            found[place, name] = judged is None or judged.issuperset(codes)
        return found

    def one(self, code: str) -> Texts:
        """One code, with all below it."""
        return self._texts(code, each=False)

    def parent(self, code: str) -> Texts:
        """The codes right below a parent, each with what lies below it, and the parent itself where it was applied."""
        return self._texts(code, each=True)

    def _texts(self, code: str, *, each: bool) -> Texts:
        if (code, each) not in self._made:
            below = (code,) if self.book is None else self.book.subtree(code)
            label = dict.fromkeys(below, code)
            if each and self.book is not None:
                for child in self.book.children(code):
                    label |= dict.fromkeys(self.book.subtree(child), child)
            self._made[code, each] = self._continuum(label)
        return self._made[code, each]

    def _continuum(self, label: Mapping[str, str]) -> Texts:
        """The spans of some codes under other names, those of one coder and name made one where they lie over each other."""
        readers = self.readers(tuple(label))
        values = tuple(sorted(set(label.values())))
        number = np.array([values.index(label[code]) if code in label else -1 for code in self.codes], dtype=np.int64)
        code = number[self.code] if len(self.code) else self.code
        mine = np.flatnonzero((code >= 0) & readers[self.document, self.coder])
        twice = readers.sum(axis=1) >= 2
        mine = mine[twice[self.document[mine]]]
        home = np.flatnonzero(twice)
        base = np.concatenate([[0], np.cumsum(1 + self.lengths[home])])[:-1]
        shift = np.zeros(len(self.documents), dtype=np.int64)
        shift[home] = base
        spans = (self.coder[mine], code[mine], self.document[mine],
                 self.start[mine] + shift[self.document[mine]], self.end[mine] + shift[self.document[mine]])  # fmt: skip
        coder, value, document, start, end = _united(*spans)
        renumber = np.cumsum(twice) - 1
        names = tuple(self.documents[place] for place in home)
        line = Continua(
            self.names, values, names, coder, value, renumber[document], start, end, base, base + self.lengths[home],
            readers[home],
        )  # fmt: skip
        return Texts(line, home)


def _united(
    coder: np.ndarray, code: np.ndarray, document: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Spans of one coder and code that lie over each other as one; abutting ones stay two. Positions are on one line."""
    if not len(start):
        return coder, code, document, start, end
    key = coder * (int(code.max()) + 1) + code
    order = np.lexsort((end, start, key))
    key, start, end = key[order], start[order], end[order]
    step = int(end.max()) + 1
    reached = np.maximum.accumulate(key * step + end) - key * step
    new = np.ones(len(key), dtype=bool)
    new[1:] = (key[1:] != key[:-1]) | (start[1:] >= reached[:-1])
    last = np.append(np.flatnonzero(new)[1:], len(key)) - 1
    first = order[new]
    return coder[first], code[first], document[first], start[new], reached[last]


def together(strata: Sequence[Stratum]) -> list[Stratum]:
    """Sums of the same cells as one stratum, for a coefficient that counts spans and knows no chance; none for none."""
    if not strata:
        return []
    before = np.cumsum([0, *(one.sums.units for one in strata)])
    sums = replace(
        strata[0].sums, rows=np.concatenate([one.sums.rows + at for one, at in zip(strata, before, strict=False)]),
        cells=np.concatenate([one.sums.cells for one in strata]),
        weights=np.concatenate([one.sums.weights for one in strata]), units=int(before[-1]),
    )  # fmt: skip
    return [replace(strata[0], sums=sums, document=np.concatenate([one.document for one in strata]))]


def within(stratum: Stratum, documents: np.ndarray) -> Stratum:
    """What a stratum has of some documents, given as a mask over all."""
    keep = documents[stratum.document]
    renumber = np.cumsum(keep) - 1
    sums, rows = stratum.sums, keep[stratum.sums.rows]
    some = replace(
        sums, rows=renumber[sums.rows[rows]], cells=sums.cells[rows], weights=sums.weights[rows], units=int(keep.sum())
    )
    return replace(stratum, sums=some, document=stratum.document[keep])


def overlapping(marked: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Where a coder marked a stretch with two codes of one parent, as coefficients of exclusive codes do not allow.

    Parameters
    ----------
    marked
        What `spans` gave.

    Returns
    -------
    A row for each two spans that lie over each other: ``document coder parent code start end other other_start other_end``; positions as
    in `marked`. A code below a child counts as that child.
    """
    marks = Marks(marked, codebook)
    rows = [
        (*row[:2], parent, *row[2:])
        for parent in codebook.keys
        if codebook.children(parent)
        for row in marks.parent(parent).overlapping()
    ]
    return pd.DataFrame(rows, columns=list(OVERLAPPING))


def among(marked: pd.DataFrame, coders: Sequence[str]) -> pd.DataFrame:
    """The spans of some coders, in documents that two of them have finished."""
    about = marked.attrs["spans"]
    read = {
        name: {who: codes for who, codes in readers.items() if who in coders} for name, readers in about["read"].items()
    }
    read = {name: readers for name, readers in read.items() if len(readers) > 1}
    found = marked[marked["coder"].isin(list(coders)) & marked["document"].isin(list(read))]
    found.attrs["spans"] = {**about, "ends": {name: about["ends"][name] for name in read}, "read": read}
    return found
