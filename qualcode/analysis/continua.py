"""Texts as several coders have marked them: spans checked and laid end to end, one line of text for all documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np

from qualcode.analysis.marks import checked, first, named, numbered
from qualcode.errors import CallError, FrameError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

#: Where texts begin or end: one position, or one for each document.
Bound: TypeAlias = "float | Mapping[Hashable, float] | pd.Series | None"
#: Who read: names for all documents, or names for each document.
Coders: TypeAlias = "Sequence[Hashable] | Mapping[Hashable, Sequence[Hashable]] | None"


@dataclass(frozen=True, slots=True)
class Continua:
    """Spans of texts that two coders or more have read; documents lie on one line with a hair of room between them."""

    names: tuple[Hashable, ...]
    codes: tuple[Hashable, ...]
    documents: tuple[Hashable, ...]
    #: Of each span.
    coder: np.ndarray
    code: np.ndarray
    document: np.ndarray
    start: np.ndarray
    end: np.ndarray
    #: Of each document: where it begins and ends on the line.
    low: np.ndarray
    high: np.ndarray
    #: Documents x coders: who read what.
    readers: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        """The length of each document."""
        return np.asarray(self.high - self.low)

    @property
    def count(self) -> np.ndarray:
        """How many coders have read each document."""
        return np.asarray(self.readers.sum(axis=1))

    @property
    def coders(self) -> int:
        """How many coders have read something that another has read."""
        return int(self.readers.any(axis=0).sum())

    @property
    def size(self) -> np.ndarray:
        """The length of each span."""
        return np.asarray(self.end - self.start)


def continua(
    spans: pd.DataFrame,
    what: str,
    *,
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    alone: str = "",
    whole: bool = False,
) -> Continua:
    """The spans, checked and laid end to end.

    Parameters
    ----------
    spans
        Columns ``coder start end code``, half open, and ``document`` where there are several.
    what
        The coefficient, for errors.
    begin, end
        Where the texts begin (else at 0) and end; one position, or one for each document. A document named here counts
        also where nobody marked anything in it.
    coders
        Who read the texts, also those who marked nothing; a mapping where not everyone read every document.
    alone
        ``"text"``: a coder marks a stretch once; ``"code"``: once with the same code; empty: as often as they like.
    whole
        Whether unmarked text counts, so that the texts' ends must be known; else they end with the last span.
    """
    frame = checked(spans, what)
    if whole and end is None:
        raise CallError(f"{what} needs end=, where the text ends (its length): unmarked text counts too.")
    documents, place = _documents(frame, begin, end, what)
    low, high = _bounds(frame, documents, place, begin, end, whole, what)
    names, coder, readers = _readers(frame, documents, place, coders, what)
    codes, code = numbered(frame["code"])
    step = 1 + (high - low)
    base = np.concatenate([step[:0], [0], np.cumsum(step)[:-1]]) if len(step) else step
    shift = (base - low)[place] if len(place) else np.zeros(0, dtype=low.dtype)
    start, stop = (frame[name].to_numpy() + shift for name in ("start", "end"))
    _check_alone(frame, (coder, code, start, stop), alone, what)
    paired = readers.sum(axis=1) >= 2
    keep, renumber = paired[place], np.cumsum(paired) - 1
    return Continua(
        names, codes, tuple(name for name, use in zip(documents, paired, strict=True) if use), coder[keep], code[keep],
        renumber[place[keep]], start[keep], stop[keep], base[paired], (base + high - low)[paired], readers[paired],
    )  # fmt: skip


def _mapping(value: Any) -> dict[Hashable, Any] | None:
    """A mapping or a series as a dictionary; None for anything else."""
    return dict(value.items()) if hasattr(value, "items") else None


def _documents(frame: pd.DataFrame, begin: Bound, end: Bound, what: str) -> tuple[tuple[Hashable, ...], np.ndarray]:
    """The documents, and that of each span."""
    ends = _mapping(end)
    if "document" not in frame:
        if ends is not None or _mapping(begin) is not None:
            raise CallError(f'{what}: begin= and end= name documents, but the spans have no column "document".')
        return ("",), np.zeros(len(frame), dtype=np.int64)
    found, place = numbered(frame["document"])
    if ends is None:
        return found, place
    unknown = [name for name in found if name not in ends]
    if unknown:
        raise CallError(f'{what}: end= does not say where document "{unknown[0]}" ends.')
    documents = tuple(ends)
    index = {name: number for number, name in enumerate(documents)}
    move = np.array([index[name] for name in found], dtype=np.int64)
    return documents, move[place] if len(place) else place


def _bounds(
    frame: pd.DataFrame,
    documents: tuple[Hashable, ...],
    place: np.ndarray,
    begin: Bound,
    end: Bound,
    whole: bool,
    what: str,
) -> tuple[np.ndarray, np.ndarray]:
    """Where each document begins and ends; spans outside are a fault."""
    start, stop, count = frame["start"].to_numpy(), frame["end"].to_numpy(), len(documents)
    low = _bound(begin, documents, "begin", what)
    high = _bound(end, documents, "end", what)
    if low is None:
        low = np.zeros(count, dtype=start.dtype)
        if not whole:
            low = low + (start.max() if len(start) else 0)
            np.minimum.at(low, place, start)
    if high is None:
        high = low.copy()
        np.maximum.at(high, place, stop)
    if whole and count > 1 and _mapping(end) is None:
        raise CallError(f"{what}: with several documents end= says where each of them ends: {{document: length}}.")
    if begin is None:
        low = np.minimum(low, high)  # a document in which nobody marked anything
    if (high < low).any():
        raise CallError(f"{what}: end= lies before begin=.")
    outside = (start < low[place]) | (stop > high[place])
    if outside.any():
        row = first(outside)
        text = f"{low[place[row]]}-{high[place[row]]}"
        raise FrameError(f"{what}(spans): {named(frame, row)} lies outside the text ({text}).")
    return low, high


def _bound(value: Bound, documents: tuple[Hashable, ...], name: str, what: str) -> np.ndarray | None:
    """One bound for each document; None where nothing was said."""
    if value is None:
        return None
    each = _mapping(value)
    if each is None:
        found = np.full(len(documents), value)
    else:
        missing = [document for document in documents if document not in each]
        if missing:
            raise CallError(f'{what}: {name}= does not name document "{missing[0]}".')
        found = np.array([each[document] for document in documents])
    if found.size and (found.dtype.kind not in "iuf" or not np.isfinite(found).all()):
        raise CallError(f"{what}: {name}= is a position, or one for each document.")
    return found.astype(np.int64 if found.dtype.kind in "iu" else np.float64)


def _readers(
    frame: pd.DataFrame, documents: tuple[Hashable, ...], place: np.ndarray, coders: Coders, what: str
) -> tuple[tuple[Hashable, ...], np.ndarray, np.ndarray]:
    """The coders, that of each span, and who read which document."""
    marking, coder = numbered(frame["coder"])
    if isinstance(coders, str):
        raise CallError(f'{what}: coders= is a list of names, such as ("{coders}", "...").')
    if coders is None:
        return marking, coder, np.ones((len(documents), len(marking)), dtype=bool)
    by_document = coders if isinstance(coders, Mapping) else None
    if by_document is not None and "document" not in frame:
        raise CallError(f'{what}: coders= names documents, but the spans have no column "document".')
    lists = [list(by_document.get(document, ())) for document in documents] if by_document is not None else None
    names = list(
        dict.fromkeys(cast("Sequence[Hashable]", coders) if lists is None else [n for one in lists for n in one])
    )
    unknown = [name for name in marking if name not in names]
    if unknown:
        raise CallError(
            f'{what}: "{unknown[0]}" has marked spans, but coders= does not name them.'
            f"{did_you_mean(str(unknown[0]), [str(name) for name in names])}"
        )
    move = np.array([names.index(name) for name in marking], dtype=np.int64)
    coder = move[coder] if len(coder) else coder
    readers = np.ones((len(documents), len(names)), dtype=bool)
    if lists is not None:
        readers = np.array([[name in one for name in names] for one in lists], dtype=bool).reshape(readers.shape)
    stray = ~readers[place, coder]
    if stray.any():
        raise CallError(
            f"{what}: {named(frame, first(stray))} stands in a document that coders= says they did not read."
        )
    return tuple(names), coder, readers


def _check_alone(frame: pd.DataFrame, spans: tuple[np.ndarray, ...], alone: str, what: str) -> None:
    """One coder, one stretch of text, one span (of a code)."""
    if not alone or not len(frame):
        return
    coder, code, start, stop = spans
    key = coder if alone == "text" else coder * (int(code.max()) + 1) + code
    order = np.lexsort((start, key))
    over = (key[order][1:] == key[order][:-1]) & (start[order][1:] < stop[order][:-1])
    if not over.any():
        return
    at = first(over)
    one, other = named(frame, int(order[at])), named(frame, int(order[at + 1]))
    if alone == "text":
        then = (
            "compare each code by itself, per_code(spans), or the codes below each parent, per_parent(spans, codebook)"
        )
        raise FrameError(f"{what} allows a coder one code at a time; {one} and {other} lie over each other: {then}.")
    raise FrameError(
        f"{what} allows a coder a code once at a time; {one} and {other} lie over each other: united(spans) makes them one."
    )
