"""Where a quote stands in a text: at the offsets given, else where the quote alone says, never by a guess."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNS = {
    "‘": "'",
    "’": "'",
    "‚": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
}
FORGOTTEN = "█"  # stands for every character of a passage that was erased
REACH = 20  # the least distance in characters at which one of several places counts as the one meant
MANY = 200_000  # texts longer than this are not compared sentence by sentence for a hint


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands. `how`: exact (as given), offsets (no quote was given), quote, spacing, nearest."""

    start: int
    end: int
    quote: str
    how: Literal["exact", "offsets", "quote", "spacing", "nearest"]


@dataclass(frozen=True, slots=True)
class Lost:
    """A quote that cannot be placed: why, and what stands nearest in the text."""

    why: str
    then: str = ""


class Plain:
    """A text with every run of white space as one space and every quotation mark or dash as the plain one.

    >>> plain = Plain("Ja,\\n  “zeg maar”.")
    >>> plain.text
    'Ja, "zeg maar".'
    >>> plain.back(4, 15)
    (6, 17)
    """

    def __init__(self, text: str) -> None:
        signs: list[str] = []
        self.origin: list[int] = []
        for at, sign in enumerate(text):
            if not sign.isspace():
                signs.append(SIGNS.get(sign, sign))
            elif signs and signs[-1] != " ":
                signs.append(" ")
            else:
                continue
            self.origin.append(at)
        self.text = "".join(signs)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the plain text in the offsets of the text itself."""
        return self.origin[start], self.origin[end - 1] + 1


def normalised(text: str) -> str:
    """A quote without differences that word processors make."""
    return Plain(text).text.strip()


def anchor(
    text: str, start: int | None, end: int | None, quote: str, plain: Callable[[], Plain] | None = None
) -> Place | Lost:
    """Where a segment stands in a text.

    The offsets hold where the text there is the quote, but for white space and quotation marks. Else the quote decides
    where it occurs once; where it occurs several times, the place nearest the given start, if no other comes near.
    `plain` gives the text's `Plain`, made once where many quotes are sought.

    >>> anchor("Ja. Wij kiezen zelf.", 0, 3, "kiezen zelf")
    Place(start=8, end=19, quote='kiezen zelf', how='quote')
    """
    given = text[start:end] if start is not None and end is not None and 0 <= start < end <= len(text) else ""
    if not quote.strip():
        return _by_offsets(text, start, end, given)
    if start is not None and end is not None and _same(given, quote):
        return Place(start, end, given, "exact")
    return _by_quote(text, start, quote.strip(), plain)


def _same(given: str, quote: str) -> bool:
    """Whether two stretches are equal but for white space, quotation marks, and what was forgotten since."""
    if FORGOTTEN in given and len(given) == len(quote):
        return all(sign in (FORGOTTEN, said) for sign, said in zip(given, quote, strict=True))
    return given.strip() == quote.strip() or normalised(given) == normalised(quote)


def _by_offsets(text: str, start: int | None, end: int | None, given: str) -> Place | Lost:
    if start is None or end is None:
        return Lost("the row gives neither a quote nor a start and an end.", "Give a quote, or both offsets.")
    if not given:
        return Lost(f"{start}-{end} lies outside the text, which has {len(text)} characters.")
    return Place(start, end, given, "offsets") if given.strip() else Lost("the segment holds only white space.")


def _by_quote(text: str, start: int | None, quote: str, plain: Callable[[], Plain] | None) -> Place | Lost:
    places = [(at, at + len(quote)) for at in _occurrences(text, quote)]
    how: Literal["quote", "spacing"] = "quote"
    if not places:
        wanted, smooth = normalised(quote), plain() if plain else Plain(text)
        places = [smooth.back(at, at + len(wanted)) for at in _occurrences(smooth.text, wanted)]
        how = "spacing"
    if len(places) == 1:
        first, last = places[0]
        return Place(first, last, text[first:last], how)
    if not places:
        return Lost(f"the quote {_short(quote)} does not stand in the document.", _hint(text, quote))
    near = _clearly_nearest(places, start, len(quote))
    if near is None:
        where = ", ".join(str(at) for at, _ in places[:5])
        return Lost(
            f"the quote {_short(quote)} stands {len(places)} times in the document (at {where}).",
            "Give its start and end.",
        )
    return Place(*near, text[near[0] : near[1]], "nearest")


def _occurrences(text: str, quote: str) -> list[int]:
    found: list[int] = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _clearly_nearest(places: list[tuple[int, int]], start: int | None, length: int) -> tuple[int, int] | None:
    """The place nearest the given start, if that is off by less than the quote is long and the next is thrice as far."""
    if start is None:
        return None
    ranked = sorted(places, key=lambda place: abs(place[0] - start))
    near, next_ = abs(ranked[0][0] - start), abs(ranked[1][0] - start)
    return ranked[0] if near <= max(REACH, length) and near * 3 < next_ else None


def _hint(text: str, quote: str) -> str:
    """The nearest sentence of the text, if one is near at all."""
    if len(text) > MANY:
        return ""
    wanted = normalised(quote)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best, sentence = 0.5, ""
    for stretch in _stretches(text, len(quote)):
        matcher.set_seq1(normalised(stretch))
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, sentence = ratio, stretch.strip()
    return f"Nearest in the text: {_short(sentence, 160)}." if sentence else "Nothing in the text resembles it."


def _stretches(text: str, length: int) -> list[str]:
    """Stretches of about this length, each beginning with a sentence or a clause."""
    begins = [match.end() for match in re.finditer(r"^|(?<=[.!?,;:…])\s+|\n+", text)]
    ends = [match.end() for match in re.finditer(r"[.!?…]+|\n|$", text)]
    made = []
    for begin in begins:
        at = bisect_left(ends, begin + max(1, int(length * 0.8)))
        end = ends[at] if at < len(ends) else len(text)
        made.append(text[begin : min(end, begin + int(length * 1.3) + 1)])
    return made


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= most else text[: most - 1] + '…'}”"
