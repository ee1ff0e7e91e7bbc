"""What people type to decide a question, on the screen and in a workbook, and what a question says to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.coding.agenda import EDGES
from qualcode.coding.sitting import Outcome
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.codebook import Codebook
    from qualcode.coding.agenda import Item, Marking
    from qualcode.coding.meeting import Meeting

#: What else than numbers and codes can be typed, in both languages, and what it means.
WORDS: dict[str, str] = {
    "b": "all", "beide": "all", "both": "all", "alle": "all", "all": "all",
    "n": "neither", "geen": "neither", "neither": "neither", "none": "neither",
    "p": "parked", "parkeren": "parked", "geparkeerd": "parked", "park": "parked", "parked": "parked",
    "langste": "longer", "longer": "longer", "kortste": "shorter", "shorter": "shorter",
    "samen": "union", "union": "union", "overlap": "intersection", "intersection": "intersection",
}  # fmt: skip
_NUMBERS = re.compile(r"\d+(?:\s*[+, ]\s*\d+)*")


def outcome_of(meeting: Meeting, item: Item, said: str) -> Outcome:
    """What a decision as it is typed would leave: ``1``, ``1+2``, ``both``, ``neither``, ``park``, ``longer``..., or a code.

    Raises
    ------
    CallError
        It is none of these.
    UnknownCode
        It looks like a code that the codebook does not have.
    """
    typed = said.strip()
    if typed.endswith(".0"):  # a workbook makes numbers of digits
        typed = typed[:-2]
    if _NUMBERS.fullmatch(typed):
        return meeting.as_kept(item, *(int(number) for number in re.findall(r"\d+", typed)))
    word = WORDS.get(typed.casefold())
    if word == "all":
        return meeting.as_kept(item, *range(1, len(item.readings) + 1))
    if word in ("neither", "parked"):
        return Outcome(word)
    if word in EDGES:
        return meeting.as_edges(item, word)
    code, _, where = typed.partition(" ")
    if meeting.book.current(code) not in meeting.book:
        listed = choices(item, meeting.book)
        raise CallError(
            f'"{said}" is no decision.{did_you_mean(code, listed)} Choose {", ".join(listed[:5])}, or a code.'
        )
    start, end = stretch(meeting, item, where) if where.strip() else (None, None)
    return meeting.as_other(item, code, start, end)


def stretch(meeting: Meeting, item: Item, said: str) -> tuple[int, int]:
    """A stretch of text as it is typed: ``120-180``, or its words, which must stand once around the question."""
    typed = said.strip().strip("“”\"'")
    numbers = re.fullmatch(r"(\d+)\s*-\s*(\d+)", typed)
    if numbers:
        return int(numbers[1]), int(numbers[2])
    first, last = meeting.context(item)
    text = meeting.sittings[item.document].page.text
    at = text.find(typed, first, last)
    if at < 0:
        raise CallError(f"“{typed}” does not stand around this question. Type its words, or where it stands (120-180).")
    if text.find(typed, at + 1, last) >= 0:
        raise CallError(f"“{typed}” stands here more than once: type more of it, or where it stands (120-180).")
    return at, at + len(typed)


def choices(item: Item | None, book: Codebook, *, readings: int = 2) -> list[str]:
    """Everything that may be typed for a question, codes last; of any question when none is named."""
    count = readings if item is None else len(item.readings)
    numbers = [str(number) for number in range(1, count + 1)]
    edges = list(EDGES) if item is None or item.klass == "boundary" else []
    return [*numbers, "+".join(numbers), "neither", "parked", *edges, *(code.key for code in book if code.assignable)]


def told(markings: Sequence[Marking], text: str, *, longest: int = 0) -> list[str]:
    """What a reading has, a line a coding: its code, facets and words; the words cut in the middle where they are long."""
    found = []
    for one in markings:
        facets = f" ({', '.join(f'{name}: {value}' for name, value in one.facets)})" if one.facets else ""
        found.append(f"{one.code}{facets}: “{shortened(text[one.start : one.end], longest)}”")
    return found


def shortened(text: str, longest: int = 0) -> str:
    """A passage on one line; with a limit the middle of a long one is left out.

    >>> shortened("Ze kiezen zelf de volgorde\\nvan de weektaak, zeg maar.", 30)
    'Ze kiezen ... zeg maar.'
    """
    line = " ".join(text.split())
    if not longest or len(line) <= longest:
        return line
    half = (longest - 5) // 2
    return f"{line[:half].rpartition(' ')[0] or line[:half]} ... {line[-half:].partition(' ')[2] or line[-half:]}"
