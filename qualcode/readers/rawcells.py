"""The plain words of tables, found in the raw file and without any reader: what `share` compares with.

Only cells with letters count: a number or a time is no talk.
"""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import TYPE_CHECKING

from qualcode.readers.limits import Package, content
from qualcode.readers.rawpages import UNKNOWN, letters, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST_LISTED = 1_000
_LIBRE_ROW = re.compile(
    r"<table:table-row\b[^>]*[^/>]>(.*?)</table:table-row>|<table:table-row>(.*?)</table:table-row>", re.DOTALL
)
_LIBRE_CELL = re.compile(
    r"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL
)


def separated(path: Path) -> Iterator[tuple[str, list[str]]]:
    """CSV: its cells by column."""
    text = letters(content(path))
    first = text.partition("\n")[0]
    if first[:4].lower() == "sep=":
        text = text.partition("\n")[2]
        first = first[4] + first[4]
    mark = max(";\t,", key=first.count)
    before = csv.field_size_limit(len(text) + 1)
    try:
        rows = list(csv.reader(io.StringIO(text.replace(UNKNOWN, "\x01"), newline=""), delimiter=mark))
    except csv.Error:
        return
    finally:
        csv.field_size_limit(before)
    yield from _columns([[cell.replace("\x01", UNKNOWN) for cell in row] for row in rows])


def workbook(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Workbooks, by what they are: the cells of the first sheet that holds any by column, the others by sheet."""
    data = content(path)
    if not data.startswith(b"PK"):
        yield from by_library(path)
        return
    package = Package(data, path)
    yield from _sheets(_of_libreoffice(package) if "content.xml" in package else _of_excel(package))


def _of_excel(package: Package) -> Iterator[tuple[str, list[list[str]]]]:
    def part(name: str) -> str:
        return package.read(name).decode("utf-8", "replace") if name in package else ""

    shared = [_cell_text(one) for one in re.findall(r"<si>(.*?)</si>|<si/>", part("xl/sharedStrings.xml"), re.DOTALL)]
    targets = {
        key: target
        for relation in re.findall(r"<Relationship\b[^>]*>", part("xl/_rels/workbook.xml.rels"))
        for key, target in [(_named(relation, "Id"), _named(relation, "Target"))]
    }
    sheets = re.findall(r"<sheet\b[^>]*>", part("xl/workbook.xml"))
    for sheet in sorted(sheets, key=lambda one: "idden" in _named(one, "state")):
        place = targets.get(_named(sheet, "r:id"), "")
        inside = part(place.lstrip("/") if place[:1] == "/" else f"xl/{place}")
        yield _named(sheet, "name"), _rows(inside, shared)


def _named(tag: str, attribute: str) -> str:
    found = re.search(rf'\b{attribute}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _cell_text(xml: str) -> str:
    xml = re.sub(r"<rPh\b.*?</rPh>", "", xml, flags=re.DOTALL)
    return unescape("".join(re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", xml)))


def _rows(xml: str, shared: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in re.findall(r"<row\b[^>]*[^/>]>(.*?)</row>|<row>(.*?)</row>", xml, re.DOTALL):
        cells: list[str] = []
        for settings, inside in re.findall(r"<c\b([^>]*[^/>])>(.*?)</c>", row[0] or row[1], re.DOTALL):
            column = _column(_named(settings, "r"))
            text = _excel_cell(_named(settings, "t"), inside, shared)
            at = len(cells) if column is None else min(column, 20_000)
            cells += [""] * (at + 1 - len(cells))
            cells[at] = text
        rows.append(cells)
    return rows


def _excel_cell(kind: str, inside: str, shared: list[str]) -> str:
    """A cell that holds text; a number is none."""
    if kind == "inlineStr":
        return _cell_text(inside)
    value = re.search(r"<v(?: [^>]*)?>([^<]*)</v>", inside)
    if value is None or kind not in ("s", "str"):
        return ""
    text = unescape(value[1])
    if kind == "str":
        return text
    return shared[int(text)] if text.isdecimal() and int(text) < len(shared) else ""


def _column(place: str) -> int | None:
    number = 0
    for sign in re.sub("[^A-Z]", "", place)[:3]:
        number = number * 26 + ord(sign) - 64
    return number - 1 if number else None


def _of_libreoffice(package: Package) -> Iterator[tuple[str, list[list[str]]]]:
    xml = package.read("content.xml").decode("utf-8", "replace")
    xml = re.sub(r"<office:annotation\b.*?</office:annotation>", "", xml, flags=re.DOTALL)
    for named, inside in re.findall(r"<table:table\b([^>]*)>(.*?)</table:table>", xml, re.DOTALL):
        rows = []
        for row in _LIBRE_ROW.findall(inside):
            cells: list[str] = []
            for settings, said in _LIBRE_CELL.findall(row[0] or row[1]):
                many = _named(settings, "table:number-columns-repeated")
                times = min(int(many), _MOST_LISTED) if many.isdecimal() and len(many) < 9 else 1
                cells += [unescape(re.sub(r"<[^<>]*>", "", re.sub(r"</text:p>|<text:s\b[^>]*>", " ", said)))] * times
            rows.append(cells)
        yield _named(named, "table:name"), rows


def by_library(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Old workbooks and SPSS: the cells as the library gives them that opens such a file, by column."""
    from qualcode.readers.sheets import read_sheet

    sheet = read_sheet(path)
    yield from _columns([list(sheet.columns), *([row.values[name] for name in sheet.columns] for row in sheet.rows)])


def _sheets(tables: Iterable[tuple[str, list[list[str]]]]) -> Iterator[tuple[str, list[str]]]:
    filled = [(name, rows) for name, rows in tables if any(cell.strip() for row in rows for cell in row)]
    for number, (name, rows) in enumerate(filled):
        if number == 0:
            yield from _columns(rows)
        else:
            yield f'sheet "{name}"', words(" ".join(cell for row in rows for cell in row if _speaks(cell)))


def _columns(rows: list[list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Cells with letters below the first row, by column; one that repeats the cell above it says nothing new."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    names, body = (filled[0], filled[1:]) if filled else ([], [])
    for column, name in enumerate(names):
        cells = [row[column].strip() if column < len(row) else "" for row in body]
        fresh = [cell for above, cell in zip(["", *cells], cells, strict=False) if _speaks(cell) and cell != above]
        yield f'column "{name.strip()}"', words("\n".join(fresh))


def _speaks(cell: str) -> bool:
    return re.search(r"[^\W\d_]", cell) is not None
