"""A table that states its definition: frame, states, evidence, recipe. It finds its writers by registry and computes nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pandas as pd

FOUND, ABSENT, NOT_ASKED, NOT_CODED, NO_DATA = "found", "absent", "not_asked", "not_coded", "no_data"
STATES: tuple[str, ...] = (FOUND, ABSENT, NOT_ASKED, NOT_CODED, NO_DATA)
SPONTANEOUS, LOWER_BOUND = "spontaneous", "lower_bound"
AUDIENCES: tuple[str, ...] = ("team", "school", "public")


@dataclass(frozen=True)
class Recipe:
    """Everything needed to compute a table again. Its `id` stands in the table's note, so that a pasted table is found.

    `function` names the analysis, `arguments` what it was called with, `state` the project as it was (highest sequence
    number per replica), `facts` what the call resolved to (layer, rounds, denominators, kinds ...), `version` that of
    qualcode.
    """

    function: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, int] = field(default_factory=dict)
    codebook: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    version: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The recipe as plain values, ready for JSON."""
        return {
            "function": self.function,
            "arguments": dict(self.arguments),
            "state": dict(self.state),
            "codebook": self.codebook,
            "facts": dict(self.facts),
            "version": self.version,
        }

    def as_json(self) -> str:
        """The recipe as canonical JSON: equal recipes give equal text."""
        return json.dumps(self.as_dict(), sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))

    @property
    def id(self) -> str:
        """A short name of the recipe, printed in the note."""
        return hashlib.sha256(self.as_json().encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Note:
    """One statement of a table's note: a key of the wording and the values it needs, in no language yet."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Axis:
    """The rows or columns of a table in order: keys, their labels per language, their depth and what they are.

    `kind` is the vocabulary's word for what stands here (school, code, wave ...); `depth` is 1 for a code at the top;
    `within` names the key of the line that a line belongs under (a child code's parent).
    """

    kind: str
    keys: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    depth: Mapping[str, int] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)

    def label(self, key: str, lang: str = "nl") -> str:
        """The label of a line in a language, else in any, else its key."""
        label = self.labels.get(key, {})
        return label.get(lang) or next(iter(label.values()), key)


@dataclass(frozen=True)
class Table:
    """A frame with what is needed to print, to open and to prove it.

    `kind` chooses the layout (agreement, disagreements, quotes, cooccurrence, matrix ...), `frame` holds whole numbers
    (never rounded, NaN where undefined), `notes` the statements of the note in order. `labels` name its keys per
    language and `within` says under which other key a key stands (a child code's parent), for the indentation.
    """

    kind: str
    frame: pd.DataFrame
    recipe: Recipe
    notes: tuple[Note, ...] = ()
    caption: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)

    def write(self, path: str | Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> Path:
        """Write the table to a file; its suffix picks the writer.

        Nothing is left half written: the file is made beside its place and moved there when it is complete.
        """
        from qualcode.tables import write  # a table knows no writer

        return write(self, path, caption=caption, lang=lang, audience=audience)

    def plot(self, path: str | Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> Path:
        """Draw the table as .png, .svg or .pdf: agreement as a caterpillar plot, a matrix as a heat map (extra ``plots``).

        Raises
        ------
        CallError, MissingExtra
            Another suffix, a table that has no figure, or matplotlib is not installed.
        """
        from qualcode.figures import check_suffix

        check_suffix(path)
        return self.write(path, caption=caption, lang=lang, audience=audience)

    def to_text(self, *, lang: str = "nl", width: int | None = None) -> str:
        """The table as text for a terminal."""
        from qualcode.tables import as_text

        return as_text(self, lang=lang, width=width)

    def with_notes(self, *notes: Note) -> Table:
        """The same table with more said in its note."""
        return replace(self, notes=(*self.notes, *notes))

    def _repr_html_(self) -> str:
        from qualcode.tables import as_html

        return as_html(self, lang="nl")

    def __str__(self) -> str:
        return self.to_text()


@dataclass(frozen=True)
class Matrix(Table):
    """Cases x codes (or any two things) in numbers, with the state, n, N and flags of every cell.

    `frame` holds numbers for found, 0 for absent, NaN for the other states. `states`, `n`, `N` and `flags` have the
    same shape: `n` conversations (or what the measure's share is of) that bear the code, `N` those eligible, `flags` a
    frozenset of ``spontaneous`` and ``lower_bound``. `segments` opens a cell to exactly what it counts.
    """

    states: pd.DataFrame = None
    n: pd.DataFrame = None
    N: pd.DataFrame = None
    flags: pd.DataFrame = None
    rows: Axis = field(default_factory=lambda: Axis("case", ()))
    columns: Axis = field(default_factory=lambda: Axis("code", ()))
    measure: str = "conversations"
    own: pd.DataFrame | None = None
    spontaneous: pd.DataFrame | None = None
    read: pd.DataFrame | None = None
    opener: Callable[[str, str], pd.DataFrame] | None = field(default=None, repr=False, compare=False)

    def segments(self, row: str, column: str) -> pd.DataFrame:
        """Exactly the codings that a cell counts, as rows of the codings frame."""
        from qualcode.errors import CallError, did_you_mean

        for key, axis in ((row, self.rows), (column, self.columns)):
            if key not in axis.keys:
                raise CallError(f'This table has no {axis.kind} "{key}".{did_you_mean(key, axis.keys)}')
        if self.opener is None:
            raise CallError("This table was read from a file and holds no evidence: compute it again to open a cell.")
        return self.opener(row, column)


@dataclass(frozen=True)
class Paragraph:
    """Statements that follow each other in one paragraph; `lang` where it stands in one language whatever the report's.

    `style` says what it is: ``text``, ``entry`` (of a list of sources) or ``small``.
    """

    notes: tuple[Note, ...]
    style: str = "text"
    lang: str = ""


@dataclass(frozen=True)
class Facts:
    """What there is to know at a glance: on each line what it is (a key of the wording) and what is said of it."""

    caption: Note
    lines: tuple[tuple[str, tuple[Note, ...]], ...]
    sheet: str = "frame"


@dataclass(frozen=True)
class Shown:
    """A table in a report, under its caption; `sheet` names it in a workbook (a key ``sheet.`` of the wording)."""

    table: Table
    caption: Note
    sheet: str = "frame"


@dataclass(frozen=True)
class Figure:
    """A table in a report as a drawing, under its caption, with what is said to whoever cannot see it."""

    table: Table
    caption: Note
    description: Note


Part = Paragraph | Facts | Shown | Figure


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it. `team` says that it is evidence, which only the team may see."""

    heading: Note
    parts: tuple[Part, ...]
    team: bool = False


@dataclass(frozen=True)
class Report:
    """Tables, paragraphs and figures in order, in no language and no file type yet.

    `coders` are those whom it names, in the order in which they become A, B, C for who may not know them.
    """

    title: Note
    subtitle: Note
    sections: tuple[Section, ...]
    recipe: Recipe
    coders: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in the order of the report."""
        return tuple(part.table for section in self.sections for part in section.parts if isinstance(part, Shown))

    def write(self, path: str | Path, *, lang: str = "nl", audience: str = "team") -> Path:
        """Write the report to a file (.docx, .xlsx, .html, .md, .txt); outside the team without quotes and names of coders."""
        from qualcode.tables.reports import write  # a report knows no writer

        return write(self, path, lang=lang, audience=audience)
