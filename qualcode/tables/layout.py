"""A table as it is printed, in no file type yet: caption, heads, rows of cells, note. Every writer starts from here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualcode.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How a column is set: words to the left, running text to the left and wide, numbers to the right, marks in the middle.
WORDS, TEXT, NUMBER, MARK = "words", "text", "number", "mark"

#: Keys of the line over all others, whose label is the wording's.
OVERALL = frozenset({"", "all", "*", "total", "overall"})


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one form."""

    text: str
    italic: bool = False
    raised: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is printed, the unrounded number under it, and what the number is.

    `format`: text, integer, decimal, fraction (n of N), percent (a share of 1), interval. `state` and `flags` are those
    of a matrix; `link` names the row and column that the cell opens; `mark` is the letter of a specific note.
    """

    text: str
    number: float | None = None
    format: str = "text"
    state: str = ""
    flags: frozenset[str] = frozenset()
    link: tuple[str, str] | None = None
    mark: str = ""

    @property
    def plain(self) -> str:
        """The text with the letter of its note, raised where Unicode can."""
        return self.text + "".join(_RAISED.get(letter, letter) for letter in self.mark)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the body: how it is set, and whether it is a stub (says what the row is)."""

    key: str
    setting: str = WORDS
    stub: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """One cell of the heads: from column `at`, over `across` columns and `down` rows."""

    spans: tuple[Span, ...]
    at: int
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        """The head without its form."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the body. `depth` indents its first cell; `group` is a line that only heads the lines below it."""

    cells: tuple[Cell, ...]
    depth: int = 0
    group: bool = False
    rule: bool = False


@dataclass(frozen=True)
class Layout:
    """The whole table as it is printed.

    `heads` are rows of head cells that together cover every column; `notes` are paragraphs, the general note first.
    `number` is None where the file counts its tables itself.
    """

    kind: str
    lang: str
    title: str
    columns: tuple[Column, ...]
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[Row, ...]
    notes: tuple[tuple[Span, ...], ...] = ()
    number: int | None = None
    audience: str = "team"
    recipe: str = ""
    footer: str = ""
    codebook: str = ""
    symbols: tuple[tuple[str, str], ...] = field(default_factory=tuple)

    @property
    def stubs(self) -> int:
        """How many columns at the left say what a row is."""
        return sum(column.stub for column in self.columns)

    def leaves(self) -> list[Head]:
        """The head nearest to each column, in the order of the columns."""
        lowest: dict[int, Head] = {}
        for heads in self.heads:
            for head in heads:
                if head.across == 1:
                    lowest[head.at] = head
        return [lowest.get(at, Head((), at)) for at in range(len(self.columns))]

    def titles(self) -> list[str]:
        """One head a column, for files that have one row of heads: a parent's total goes by the name of the parent."""
        leaves = [unbroken(head.text) for head in self.leaves()]
        total, general = say("term.total", self.lang), say("term.general", self.lang)
        found = []
        for at, text in enumerate(leaves):
            above = [head.text for row in self.heads for head in row if head.at <= at < head.at + head.across]
            parent = unbroken(above[-2]) if len(above) > 1 else ""
            if parent and text == total:
                found.append(parent)
            elif parent and (text == general or leaves.count(text) > 1):
                found.append(f"{parent}: {text}")
            else:
                found.append(text)
        return found

    def cut(self, keep: Sequence[int]) -> Layout:
        """The same table with only these columns, heads cut to fit: one panel of a table too wide for its page."""
        place = {column: at for at, column in enumerate(keep)}
        heads = []
        for row in self.heads:
            cut = []
            for head in row:
                inside = [place[at] for at in range(head.at, head.at + head.across) if at in place]
                if inside:
                    cut.append(replace(head, at=min(inside), across=len(inside)))
            heads.append(tuple(cut))
        rows = tuple(replace(row, cells=tuple(row.cells[at] for at in keep)) for row in self.rows)
        return replace(self, columns=tuple(self.columns[at] for at in keep), heads=tuple(heads), rows=rows)


_RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))


def plain(spans: Sequence[Span]) -> str:
    """Text without its form; a raised letter keeps its place where Unicode has one."""
    return unbroken(
        "".join(
            "".join(_RAISED.get(letter, letter) for letter in span.text) if span.raised else span.text for span in spans
        )
    )


def unbroken(text: str) -> str:
    """Text without its soft hyphens, for files that would print them."""
    return text.replace("\u00ad", "")


def letter(place: int) -> str:
    """The letter of a specific note; without q, which cannot be raised in plain text.

    >>> letter(0), letter(16)
    ('a', 'r')
    """
    return "abcdefghijklmnoprstuvwxyz"[place % 25]
