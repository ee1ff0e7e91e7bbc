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
class Intake:
    """A file as text: decoded, without byte-order mark, line ends ``\\n``; positions are Unicode code points.

    `kept` counts what came along by kind, `changed` and `left_out` say the rest in sentences.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    kept: Mapping[str, int] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
