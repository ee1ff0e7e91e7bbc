"""Where sentences and paragraphs of a text begin and end: plain text in, stretches out; nothing heavy is needed for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: After these a full stop does not end a sentence.
ABBREVIATIONS = frozenset(
    [
        "a.d.h.v",
        "aug",
        "bijv",
        "blz",
        "bv",
        "ca",
        "ca.",
        "cf",
        "dec",
        "d.m.v",
        "dhr",
        "dr",
        "drs",
        "d.w.z",
        "e.a",
        "e.d",
        "e.g",
        "enz",
        "etc",
        "evt",
        "excl",
        "feb",
        "fig",
        "gem",
        "i.e",
        "i.p.v",
        "i.v.m",
        "incl",
        "ing",
        "ir",
        "jan",
        "jl",
        "jr",
        "max",
        "m.a.w",
        "m.b.t",
        "m.b.v",
        "m.i",
        "m.n",
        "min",
        "mevr",
        "mln",
        "mr",
        "mrs",
        "ms",
        "mw",
        "m.u.v",
        "n.a.v",
        "nl",
        "no",
        "nov",
        "nr",
        "nrs",
        "o.a",
        "o.b.v",
        "o.i.v",
        "okt",
        "p",
        "pag",
        "par",
        "plm",
        "prof",
        "red",
        "resp",
        "sep",
        "sept",
        "sr",
        "st",
        "t.a.v",
        "t.b.v",
        "t.o.v",
        "t.w",
        "t/m",
        "tel",
        "temp",
        "vgl",
        "vnl",
        "vs",
        "zgn",
        "z.g.a.n",
        "z.o.z",
    ]
)
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_LINES = re.compile(r"\n+")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches between line ends, without the white space around them.

    >>> paragraphs("Ja.\\n\\n Nee. ")
    [(0, 3), (6, 10)]
    """
    ends = [match.span() for match in _LINES.finditer(text)]
    return list(_trimmed(text, [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)]))


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentences by a small rule: a stop, question or exclamation mark before white space, not after an abbreviation or initial.

    >>> text = "Dat is bijv. de weektaak. Die kiezen ze zelf, dhr. de V. ook! Ja"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Dat is bijv. de weektaak.', 'Die kiezen ze zelf, dhr. de V. ook!', 'Ja']
    """
    cuts = [match.end() for match in _STOP.finditer(text) if not _abbreviated(text, match)]
    cuts += [match.start() for match in _LINES.finditer(text)]
    edges = sorted({0, *cuts, len(text)})
    return list(_trimmed(text, edges[:-1], edges[1:]))


def _abbreviated(text: str, stop: re.Match[str]) -> bool:
    """Whether the stop belongs to an abbreviation, an initial, or is followed by a small letter after dots."""
    if stop.group() != ".":
        return stop.group() in ("...", "…") and text[stop.end() :].lstrip()[:1].islower()
    word = re.split(r"[\s(\[\"“‘]", text[: stop.start()])[-1]
    return word.casefold() in ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _trimmed(text: str, starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches without white space around them; empty ones are left out."""
    for start, end in zip(starts, ends, strict=True):
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
