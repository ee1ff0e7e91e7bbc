"""Tables that people keep beside their transcripts: csv, xlsx, ods, a frame or rows, all as the same `Sheet` of texts.

A sheet is not a document: it is read here as cells, and the room of each kind of record makes sense of them.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import NoReader, SheetFaults, Unreadable
from qualcode.model import Problem
from qualcode.readers import sav
from qualcode.readers.encodings import decode
from qualcode.readers.limits import Package, content, signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

TEXT_SUFFIXES = (".csv", ".tsv")
BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
SUFFIXES = (*TEXT_SUFFIXES, *BOOK_SUFFIXES, *sav.SUFFIXES)
_CELL = 20_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the program that made it shows it (the header is row 1), and its cells by column."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts. `changed` and `left_out` say in sentences what was decided on the way.

    `labels` gives what a column asks in full, where the file says so (SPSS).
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    changed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def where(self, row: Row | int) -> str:
        """How a fault names a row: ``codings.csv, row 14``."""
        return f"{self.name}, row {row if isinstance(row, int) else row.number}"


def read_sheet(
    source: Path | str | pd.DataFrame | Iterable[Mapping[str, object]], *, sheet: str | None = None, name: str = "rows"
) -> Sheet:
    """A table as texts, each cell as a person sees it: 3 and not 3.0, dates as 2026-06-14, true and false in full.

    Parameters
    ----------
    source
        A file (.csv with ``;``, ``,`` or tab, .tsv, .xlsx, .xlsm, .xls, .ods), a pandas frame, or rows as mappings.
    sheet
        Which sheet of a workbook; without it the first visible one that holds something.
    name
        What a frame or rows are called in the sentences about their faults.

    Returns
    -------
    Sheet
        Empty rows are no rows; empty columns at the end fall away. A missing cell is ``""``. Spaces within cells stay.

    Raises
    ------
    SheetFaults
        A column without a name or named twice, cells beyond the last column: every one, with its row.
    Unreadable
        An empty, damaged or binary file.

    Examples
    --------
    >>> rows = read_sheet([{"case": "wisselspoor", "pupils": 312.0}])
    >>> rows.columns, dict(rows.rows[0].values)
    (('case', 'pupils'), {'case': 'wisselspoor', 'pupils': '312'})
    """
    if isinstance(source, (str, Path)):
        return _of_file(Path(source), sheet)
    if hasattr(source, "itertuples"):
        return _of_frame(source, name)
    return _of_rows(source, name)


def spoken(value: object) -> str:
    """A cell as a person sees it.

    >>> spoken(3.0), spoken(0.1), spoken(None), spoken(True), spoken(("a", "b"))
    ('3', '0.1', '', 'true', 'a|b')
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        parts = [spoken(part) for part in value]
        return "|".join(sorted(parts) if isinstance(value, (set, frozenset)) else parts)
    try:
        number = float(value)  # type: ignore[arg-type]  # also numpy's numbers
    except (TypeError, ValueError):
        return str(value)
    if isinstance(value, int) or number != number:
        return str(value) if isinstance(value, int) else ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else format(number, ".15g")


def _of_file(path: Path, sheet: str | None) -> Sheet:
    data = content(path)
    if not data.strip():
        raise Unreadable(path, "the file is empty")
    suffix = path.suffix.lower()
    if suffix in sav.SUFFIXES:
        return sav.read_sav(path)
    kind = signature(data)
    if suffix not in SUFFIXES and suffix != ".txt":
        raise NoReader(path, SUFFIXES)
    if kind in ("zip", "ole"):
        return _of_workbook(data, path, sheet)
    if suffix in BOOK_SUFFIXES and kind is not None:
        raise Unreadable(path, f"the file is no workbook but {kind}", "Save it as .xlsx or .csv.")
    if suffix in BOOK_SUFFIXES and data.lstrip()[:1] == b"<":
        raise Unreadable(path, "the file is a web page, not a workbook", "Open it in Excel and save it as .xlsx.")
    return _of_text(data, path)


def _of_text(data: bytes, path: Path) -> Sheet:
    decoded = decode(data, path)
    text = decoded.text
    delimiter = "\t" if path.suffix.lower() == ".tsv" else None
    if text[:4].lower() == "sep=" and text[5:6] == "\n":
        delimiter, text = text[4], text[6:]
    previous = csv.field_size_limit(_CELL)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True))
    except csv.Error as fault:
        raise Unreadable(
            path, f"the quotation marks do not pair ({fault})", "Save it again as CSV or .xlsx."
        ) from fault
    finally:
        csv.field_size_limit(previous)
    return _table(str(path.name), records, path, decoded.changed)


def _delimiter(text: str) -> str:
    """The separator that splits the header and the rows below it most evenly."""
    best, score = ",", (0.0, 0, 1)
    for candidate in (";", "\t", ","):
        try:
            read = csv.reader(io.StringIO(text, newline=""), delimiter=candidate)
            records = [record for _, record in zip(range(50), read, strict=False) if record]
        except csv.Error:
            continue
        if not records or len(records[0]) < 2:
            continue
        width = len(records[0])
        named = sum(1 for cell in records[0] if cell.strip())
        even = sum(len(record) == width for record in records) / len(records)
        found = (even * min(named, 3), named, width)
        if found > score:
            best, score = candidate, found
    return best


def _of_workbook(data: bytes, path: Path, wanted: str | None) -> Sheet:
    import python_calamine as calamine

    if data.startswith(b"PK"):
        Package(data, path).prove()
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = {
            meta.name: book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            for meta in book.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
            and (wanted == meta.name if wanted else meta.visible == calamine.SheetVisibleEnum.Visible)
        }
        names = book.sheet_names
    except calamine.PasswordError as fault:
        raise Unreadable(path, "the workbook is locked with a password", "Save it without one.") from fault
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as fault:
        raise Unreadable(path, "the workbook is damaged, or is no workbook", "Save it again as .xlsx.") from fault
    if wanted and wanted not in tables:
        raise Unreadable(path, f'there is no sheet "{wanted}"', f"It has: {', '.join(names)}.")
    chosen = next((name for name, rows in tables.items() if any(any(c != "" for c in row) for row in rows)), None)
    if chosen is None:
        raise Unreadable(path, "no visible sheet holds anything")
    others = tuple(f'sheet "{other}"' for other in names if other != chosen)
    records = [[spoken(cell) for cell in row] for row in tables[chosen]]
    return _table(path.name, records, path, (), () if wanted else others)


def _table(
    name: str, records: list[list[str]], path: object, changed: tuple[str, ...], left_out: tuple[str, ...] = ()
) -> Sheet:
    filled = [(number, cells) for number, cells in enumerate(records, 1) if any(cell.strip() for cell in cells)]
    if not filled:
        raise Unreadable(path, "the file holds no cells")
    (at, header), body = filled[0], filled[1:]
    names = [" ".join(cell.split()) for cell in header]
    _headed(names, path)
    problems = _faults(name, at, names, body)
    if problems:
        raise SheetFaults(name, problems)
    kept = [index for index, column in enumerate(names) if column]
    rows = tuple(Row(number, {names[i]: cells[i] if i < len(cells) else "" for i in kept}) for number, cells in body)
    return Sheet(name, tuple(names[i] for i in kept), rows, changed, left_out)


def _headed(names: list[str], path: object) -> None:
    if all(_is_number(name) for name in names if name):
        told = ", ".join(name for name in names if name)
        raise Unreadable(
            path, f"the first row holds values ({told}) and no names of columns", "Add a row of names on top."
        )


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("-", "").isdigit()


def _faults(name: str, at: int, names: list[str], body: list[tuple[int, list[str]]]) -> list[Problem]:
    where = f"{name}, row {at}"
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for column in filter(None, names):
        if column.casefold() in seen:
            problems.append(
                Problem(where, f'the column "{column}" stands there twice.', "Rename or remove one of them.")
            )
        seen[column.casefold()] = column
    for index in range(max((len(cells) for _, cells in body), default=0)):
        if index < len(names) and names[index]:
            continue
        row = next((number for number, cells in body if index < len(cells) and cells[index].strip()), None)
        if row is not None:
            then = "Name it in the first row, or quote cells that hold the separator."
            problems.append(Problem(f"{name}, row {row}", f"column {index + 1} holds a value but has no name.", then))
    return problems


def _of_frame(frame: Any, name: str) -> Sheet:
    if any(level is not None for level in frame.index.names):
        frame = frame.reset_index()
    header = [str(column) for column in frame.columns]
    records = [[spoken(cell) for cell in row] for row in frame.itertuples(index=False, name=None)]
    return _table(name, [header, *records], name, ())


def _of_rows(rows: Iterable[Mapping[str, object]], name: str) -> Sheet:
    given = list(rows)
    header = list(dict.fromkeys(str(key) for row in given for key in row))
    records = [[spoken(row.get(column)) for column in header] for row in given]
    return _table(name, [header, *records], name, ())
