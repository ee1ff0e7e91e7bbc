"""What a reader hands over: a text, what stands where in it, and what did not come along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Something that the file said about ``text[start:end]``: heading, bold, table, row, cell, page, note, field ...

    `value` is the level of a heading, the printed number of a page, the name of a style; else empty.
    """

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged file: its place in the file (from 1), the number printed on it, and its stretch of text."""

    number: int
    printed: str
    start: int
    end: int
    has_text: bool = True


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside ``text[start:end]``; without a place it belongs to the text as a whole.

    `created` is when, as the file says it. A reply says in `reply_to` which comment of the file it answers (its number in the
    list, from 0) and stands at the same place.
    """

    author: str
    text: str
    start: int | None = None
    end: int | None = None
    created: str = ""
    resolved: bool = False
    reply_to: int | None = None

    @property
    def mark(self) -> Mark | None:
        """The mark of its place; None where it has none."""
        if self.start is None or self.end is None:
            return None
        return Mark("comment", self.start, self.end, f"{self.author}: {' '.join(self.text.split())}")


def beside(text: str, start: int, end: int) -> tuple[int | None, int | None]:
    """The words that a comment stands beside: without the white space around them; of a mere point, its line.

    >>> beside("Ja.\\nWij kiezen zelf.", 3, 10), beside("Ja.\\nWij kiezen zelf.", 8, 8), beside("Ja.\\n\\nNee.", 4, 4)
    ((4, 10), (4, 20), (None, None))
    """
    if not text[start:end].strip():
        start, end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        end = len(text) if end < 0 else end
    words = text[start:end]
    if not words.strip():
        return None, None
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


@dataclass(frozen=True, slots=True)
class Intake:
    """A file as text: decoded, without byte-order mark, line ends ``\\n``; positions are Unicode code points.

    `kept` counts what came along by kind, `changed` and `left_out` say the rest in sentences. `comments` stand beside the text.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    kept: Mapping[str, int] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    comments: tuple[Comment, ...] = ()
