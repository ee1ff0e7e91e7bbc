"""The sheet of coverage: which coder was given, has begun, has finished which document, for which codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import Coverage
from qualcode.sheets.cells import several
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines
from qualcode.sheets.named import book_of, code_of, coder_of, document_of, key_in, layer_of, round_of, state_of

if TYPE_CHECKING:
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

FIELDS = (
    Field("layer", ("laag",)),
    Field("coder", ("codeur",)),
    Field("document", ("bestand", "file", "transcript"), required=True),
    Field("round", ("ronde", "codeerronde")),
    Field("version", ("versie", "codeboekversie", "codebook version")),
    Field("codes", ("code", "voor codes")),
    Field("state", ("status", "stand", "voortgang"), required=True),
)
ALL = frozenset({"", "*", "all", "alle", "alles"})


def read_coverage(sheet: Sheet, known: Known) -> list[Coverage]:
    """Who read what. A code stands for its subtree under the row's version; no codes means all of that version.

    Raises
    ------
    SheetFaults
        An unknown document, layer, round, state, codebook version or code, a row without coder, a row that stands
        twice.
    """
    found = Found(sheet.name)
    rows: list[Coverage] = []
    seen: dict[tuple[object, ...], int] = {}
    for line in lines(sheet, FIELDS, found):
        row = _row(line, known, found)
        if row is None:
            continue
        key = (row.layer, row.coder, row.document, row.round, row.version, row.codes)
        if key in seen:
            found.fault(line.number, f"the same reading stands in row {seen[key]} too.", "Keep one row with its state.")
        seen.setdefault(key, line.number)
        rows.append(row)
    found.close()
    return rows


def _row(line: Line, known: Known, found: Found) -> Coverage | None:
    layer = layer_of(line, found)
    coder = coder_of(line, layer, known, found)
    document = document_of(line, known, found)
    book = book_of(line, known, found)
    state = state_of(line, found)
    round_ = round_of(line, found)
    if book is None or document is None:
        return None
    named = () if line["codes"].casefold() in ALL else several(line["codes"].replace(" ", ";"))
    keys = [code_of(line, name, book, known, found) for name in named]
    if None in keys:
        return None
    there = (key_in(book, key, known.codebook) for key in keys if key is not None)
    codes = book.resolve(key for key in there if key is not None)
    return Coverage(layer, coder, document.id, round_, book.version, codes, state)
