"""How a matrix is printed: nested heads over codes and their parents, n of N in the cell, a symbol for each state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qualcode.table import ABSENT, FOUND, LOWER_BOUND, SPONTANEOUS, Axis, Matrix, Note
from qualcode.tables.audience import SUPPRESSED
from qualcode.tables.layout import MARK, NUMBER, WORDS, Cell, Column, Head, Row, Span
from qualcode.wording import known, say
from qualcode.wording.numerals import decimal, integer, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Measures whose value is the n of n/N, and those that are a share or a rate.
OF_N = frozenset({"conversations", "documents", "cases"})
RATES = {"share": ("percent", 1), "per_1000": ("decimal", 1), "alpha": ("decimal", 2), "disagreement": ("decimal", 2)}
#: Measures of which nothing is an empty cell.
EMPTY_AT_NOTHING = frozenset({"differences"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column as printed: its key, its label, what it stands under, and whether it is a parent's own use."""

    key: str
    label: str
    above: tuple[str, ...] = ()
    parent: bool = False
    own: bool = False


def body(matrix: Matrix, lang: str) -> dict[str, Any]:
    """Columns, heads, rows, what is shown and what to say, for `Body`."""
    grid = _Grid(matrix, lang)
    across, down = _lines(matrix, "columns", lang), _lines(matrix, "rows", lang)
    denominators = grid.denominators()
    stubs = [Column("row", WORDS, stub=True)]
    if denominators and matrix.columns.kind == "code":
        stubs.append(Column("N", MARK, stub=True))
    setting = NUMBER if matrix.measure in {"words", *RATES} else MARK
    columns = (*stubs, *(Column(line.key, setting) for line in across))
    rows = tuple(_rows(grid, down, across, with_n=len(stubs) > 1))
    notes = _notes(matrix, (*across, *down), with_n=denominators, percents=grid.percents)
    heads = _heads(matrix, grid, across, lang, stubs)
    return {"columns": columns, "heads": heads, "rows": rows, "shown": frozenset(grid.shown), "notes": notes}


def kind_word(kind: str, lang: str) -> str:
    """The word for what a line is: that of the wording, else the kind itself."""
    return say(f"term.{kind}", lang) if known(f"term.{kind}") else kind


def line_label(axis: Axis, key: str, lang: str) -> str:
    """The label of a line: the axis' own, else the word for a coded value, else the key."""
    label = axis.label(key, lang)
    return say(f"value.{key}", lang) if label == key and known(f"value.{key}") else label


def capital(text: str) -> str:
    """A word at the head of a column."""
    return text[:1].upper() + text[1:] if len(text) > 1 else text


def _lines(matrix: Matrix, which: str, lang: str) -> list[Line]:
    """The lines of an axis in order; a parent that was applied itself has a line of its own below its total."""
    axis: Axis = getattr(matrix, which)
    parents = {axis.within[key] for key in axis.keys if axis.within.get(key) in axis.keys}
    lines: list[Line] = []
    for key in axis.keys:
        above = _above(axis, key)
        lines.append(Line(key, line_label(axis, key, lang), above, parent=key in parents))
        if key in parents and _applied_itself(matrix, which, key):
            lines.append(Line(key, say("term.general", lang), (*above, key), own=True))
    return lines


def _above(axis: Axis, key: str) -> tuple[str, ...]:
    """What a line stands under, from the top."""
    found: list[str] = []
    above = axis.within.get(key)
    while above and above not in found:
        found.append(above)
        above = axis.within.get(above)
    return tuple(reversed(found))


def _applied_itself(matrix: Matrix, which: str, key: str) -> bool:
    if matrix.own is None:
        return False
    own = matrix.own.loc[key] if which == "rows" else matrix.own[key]
    return bool((own.astype("float64").fillna(0) > 0).any())


def _heads(
    matrix: Matrix, grid: _Grid, lines: list[Line], lang: str, stubs: list[Column]
) -> tuple[tuple[Head, ...], ...]:
    """Rows of heads: parents span their children, a column without children reaches down to the body."""
    paths = [_path(matrix.columns, line, lang) for line in lines]
    height = max((len(path) for path in paths), default=1)
    with_n = len(stubs) == 1 and grid.denominators()
    heads: list[list[Head]] = [[] for _ in range(height)]
    word = capital(kind_word(matrix.rows.kind, lang))
    heads[0].append(Head((Span(word),), 0, down=height))
    if len(stubs) > 1:
        heads[0].append(Head((Span("N", italic=True),), 1, down=height))
    for level in range(height):
        heads[level] += _level(paths, level, height, first=len(stubs))
    if with_n:
        heads = [
            [_with_n(head, grid, lines, level + head.down == height) for head in row] for level, row in enumerate(heads)
        ]
    return tuple(tuple(row) for row in heads)


def _with_n(head: Head, grid: _Grid, lines: list[Line], lowest: bool) -> Head:
    """A head over one column with its N on a line below."""
    if not lowest or head.at == 0:
        return head
    count = Span(f" = {grid.denominator_of_column(lines[head.at - 1].key)}")
    return replace(head, spans=(*head.spans, Span("\n"), Span("N", italic=True), count))


def _path(axis: Axis, line: Line, lang: str) -> tuple[tuple[str, str], ...]:
    """Keys and labels from the top down to a column; a parent's own column is its total."""
    above = [(key, line_label(axis, key, lang)) for key in line.above]
    if line.own:
        return (*above, (line.key + "\0own", line.label))
    if line.parent:
        return (*above, (line.key, line.label), (line.key + "\0total", say("term.total", lang)))
    return (*above, (line.key, line.label))


def _level(paths: list[tuple[tuple[str, str], ...]], level: int, height: int, first: int) -> list[Head]:
    """One row of heads: neighbours under the same parent are taken together."""
    heads: list[Head] = []
    at = 0
    while at < len(paths):
        path = paths[at]
        if len(path) <= level:
            at += 1
            continue
        leaf = len(path) == level + 1
        across = 1
        if not leaf:
            top = [key for key, _ in path[: level + 1]]
            while at + across < len(paths) and [key for key, _ in paths[at + across][: level + 1]] == top:
                across += 1
        heads.append(Head((Span(path[level][1]),), at + first, across, height - level if leaf else 1))
        at += across
    return heads


def _rows(grid: _Grid, down: list[Line], across: list[Line], *, with_n: bool) -> Iterator[Row]:
    """The body: groups head the lines below them where the parent itself has no line."""
    axis, keys = grid.matrix.rows, set(grid.matrix.rows.keys)
    headed: tuple[str, ...] = ()
    for line in down:
        groups = tuple(key for key in line.above if key not in keys)
        for place, key in enumerate(groups):
            if headed[: place + 1] != groups[: place + 1]:
                label = Cell(line_label(axis, key, grid.lang))
                empty = tuple(Cell("") for _ in range(len(across) + with_n))
                yield Row((label, *empty), depth=place, group=True)
        headed = groups
        stub = [Cell(line.label), *([grid.denominator_of_row(line.key)] if with_n else [])]
        cells = [grid.cell(line, column) for column in across]
        yield Row((*stub, *cells), depth=len(line.above))


def _notes(matrix: Matrix, lines: tuple[Line, ...], *, with_n: bool, percents: bool) -> tuple[Note, ...]:
    """What the layout itself must say: the measure, what a parent's line holds, what N is."""
    said = {note.key.partition(".")[0] for note in matrix.notes}
    notes = [Note(f"measure.{matrix.measure}")] if "measure" not in said else []
    if any(line.parent for line in lines):
        notes.append(Note("measure.rollup"))
    if any(line.own for line in lines):
        notes.append(Note("measure.general"))
    if with_n:
        notes.append(Note("n.eligible" if matrix.measure in OF_N else "n.row"))
    if percents:
        notes.append(Note("n.percent"))
    return tuple(notes)


class _Grid:
    """The cells of a matrix, looked up by place; remembers which states and flags were printed."""

    def __init__(self, matrix: Matrix, lang: str) -> None:
        self.matrix, self.lang = matrix, lang
        self.shown: set[str] = set()
        self.percents = False
        self._row = {key: at for at, key in enumerate(matrix.rows.keys)}
        self._column = {key: at for at, key in enumerate(matrix.columns.keys)}
        self._parts = {
            name: None if frame is None else self._placed(frame)
            for name in ("frame", "states", "n", "N", "flags", "own", "spontaneous", "read")
            for frame in [getattr(matrix, name)]
        }

    def _placed(self, frame: Any) -> Any:
        ordered = frame.reindex(index=list(self.matrix.rows.keys), columns=list(self.matrix.columns.keys))
        return ordered.to_numpy(dtype="object")

    def at(self, part: str, row: str, column: str) -> Any:
        """A part of a cell; None where there is none."""
        array = self._parts[part]
        value = None if array is None else array[self._row[row], self._column[column]]
        return None if isinstance(value, float) and value != value else value

    def cell(self, row: Line, column: Line) -> Cell:
        """A cell as printed."""
        state = str(self.at("states", row.key, column.key))
        flags = frozenset(self.at("flags", row.key, column.key) or ())
        if SUPPRESSED in flags:
            self.shown.add(SUPPRESSED)
            return Cell(say("symbol.suppressed", self.lang), state="suppressed", flags=frozenset({SUPPRESSED}))
        if row.own or column.own:
            return self._own(row.key, column.key, state)
        if state == ABSENT and self.matrix.measure in EMPTY_AT_NOTHING:
            return Cell("", 0.0, "symbol", state, flags)
        if state != FOUND:
            self.shown.add(state)
            number = 0.0 if state == "absent" else None
            return Cell(say(f"symbol.{state}", self.lang), number, "symbol", state, flags)
        return self._found(row.key, column.key, flags)

    def _own(self, row: str, column: str, state: str) -> Cell:
        """A parent's own use: its number, or the symbol that says why there is none."""
        value = self.at("own", row, column)
        if state != FOUND or not value:
            shown = "absent" if state == FOUND else state
            self.shown.add(shown)
            return Cell(say(f"symbol.{shown}", self.lang), 0.0 if shown == "absent" else None, "symbol", shown)
        whole = self.at("N", row, column) or 0
        if self.matrix.measure in OF_N and value <= whole:
            return Cell(f"{integer(value, self.lang)}/{integer(whole, self.lang)}", float(value), "fraction", FOUND)
        return Cell(self._figure(float(value)), float(value), self._format(), FOUND)

    def _found(self, row: str, column: str, flags: frozenset[str]) -> Cell:
        value = self.at("frame", row, column)
        self.shown |= flags & {SPONTANEOUS, LOWER_BOUND}
        if value is None:
            return Cell("", None, "symbol", FOUND, flags)
        if self.matrix.measure == "presence":
            self.shown.add("present")
            text = say("symbol.present", self.lang) + ("ˢ" if SPONTANEOUS in flags else "")
            return Cell(text, float(value), "symbol", FOUND, flags, (row, column))
        apart = self._apart(row, column, flags)
        if self.matrix.measure not in OF_N:
            text = self._counted(float(value), apart, flags) + self._bound(row, column, flags)
        else:
            text = self._asked(row, column, float(value) - apart, flags)
            if apart:
                text = f"{text} +{integer(apart, self.lang)}ˢ" if text else f"{integer(apart, self.lang)}ˢ"
        return Cell(text, float(value), self._format(), FOUND, flags, (row, column))

    def _apart(self, row: str, column: str, flags: frozenset[str]) -> float:
        """How much of a cell was said where nobody asked; all of it where the table does not say."""
        if SPONTANEOUS not in flags:
            return 0.0
        apart = self.at("spontaneous", row, column)
        if apart is not None:
            return float(apart)
        value, asked = self.at("frame", row, column), self.at("n", row, column) or 0
        return max(float(value) - float(asked), 0.0) if self.matrix.measure in OF_N else float(value)

    def _asked(self, row: str, column: str, value: float, flags: frozenset[str]) -> str:
        """n/N, with the percentage where N allows one; of a lower bound what was found, with what was read of what."""
        whole = self.at("N", row, column) or 0
        if LOWER_BOUND in flags:
            return self._figure(value) + self._bound(row, column, flags)
        if not whole:
            return self._figure(value) if value else ""
        n = self.at("n", row, column) or 0
        shares = percent(float(n) / float(whole), int(whole), self.lang)
        self.percents |= bool(shares)
        return f"{integer(n, self.lang)}/{integer(whole, self.lang)}" + (f" ({shares})" if shares else "")

    def _counted(self, value: float, apart: float, flags: frozenset[str]) -> str:
        """A count or a rate, with what was said spontaneously apart where it can be taken apart."""
        if SPONTANEOUS not in flags:
            return self._figure(value)
        if self.matrix.measure in RATES or apart >= value:
            return self._figure(value) + "ˢ"
        return f"{self._figure(value - apart)} +{self._figure(apart)}ˢ" if apart else self._figure(value)

    def _bound(self, row: str, column: str, flags: frozenset[str]) -> str:
        """Behind a lower bound: how many documents were read of how many."""
        if LOWER_BOUND not in flags:
            return ""
        read, whole = self.at("read", row, column), self.at("N", row, column) or 0
        if isinstance(read, (tuple, list)):
            read = f"{integer(read[0], self.lang)}/{integer(read[1], self.lang)}"
        elif not isinstance(read, str):
            read = f"{integer(whole, self.lang)}/{integer(read, self.lang)}" if read else "…"
        return f" ({read})"

    def _figure(self, value: float) -> str:
        if self.matrix.measure not in RATES:
            return integer(value, self.lang)
        kind, places = RATES[self.matrix.measure]
        return decimal(value * 100 if kind == "percent" else value, places, self.lang)

    def _format(self) -> str:
        if self.matrix.measure in RATES:
            return RATES[self.matrix.measure][0]
        return "fraction" if self.matrix.measure in OF_N else "integer"

    def denominators(self) -> bool:
        """Whether the matrix knows its denominators."""
        return self._parts["N"] is not None and self.matrix.measure != "presence"

    def denominator_of_row(self, row: str) -> Cell:
        """N of a row: one number, or from the smallest to the largest."""
        values = [self.at("N", row, key) for key in self.matrix.columns.keys]
        text = self._range(values)
        return Cell(text, float(text) if text.isdigit() else None, "integer")

    def denominator_of_column(self, column: str) -> str:
        """N of a column, likewise."""
        return self._range([self.at("N", key, column) for key in self.matrix.rows.keys])

    def _range(self, values: list[Any]) -> str:
        known_values = sorted({int(value) for value in values if value})
        if not known_values:
            return "0"
        low, high = integer(known_values[0], self.lang), integer(known_values[-1], self.lang)
        return low if low == high else f"{low}–{high}"
