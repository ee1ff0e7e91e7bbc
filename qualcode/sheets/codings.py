"""The sheet of codings: who gave which code to which words, anchored by offsets and quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import Coding, Segment, stable_id
from qualcode.sheets.anchor import FORGOTTEN
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines
from qualcode.sheets.named import book_of, code_of, coder_of, document_of, key_in, layer_of, round_of
from qualcode.sheets.places import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.codebook import Codebook
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.anchor import Plain
    from qualcode.sheets.known import Known

FIELDS = (
    Field("layer", ("laag",)),
    Field("coder", ("codeur",)),
    Field("round", ("ronde", "codeerronde")),
    Field("version", ("versie", "codeboekversie", "codebook version")),
    Field("document", ("bestand", "file", "transcript"), required=True),
    Field("start", ("begin", "van", "beginpositie")),
    Field("end", ("eind", "einde", "tot", "eindpositie")),
    Field("quote", ("citaat", "fragment", "tekst", "text", "segment")),
    Field("code", ("codering", "codenaam"), required=True),
    Field("memo", ("opmerking", "notitie", "comment")),
    Field("created", ("gemaakt", "datum", "date")),
)
FACET = r"facet\.[^.\s]+"


@dataclass(frozen=True)
class CodingSheet:
    """Codings, and what was read otherwise than written: places found by the quote, rows that stood twice."""

    codings: tuple[Coding, ...]
    changed: tuple[str, ...] = ()


def read_codings(sheet: Sheet, known: Known) -> CodingSheet:
    """The codings of a sheet.

    Columns: layer (empty: reading), coder, round (empty: main), version (empty: the one in force), document, start, end,
    quote, code, memo, created, ``facet.<name>``. A row with quote and without offsets is placed by its quote. Rows
    that say the same make one coding.

    Raises
    ------
    SheetFaults
        An unknown document, code, layer, round, version or facet value, a code that is not to be assigned, an end
        before its start, an empty segment, a quote that does not stand in the document or stands there several times:
        all at once, each with its row; then nothing of the sheet is taken.
    """
    found = Found(sheet.name, changed=[*sheet.changed, *(f"left out {what}" for what in sheet.left_out)])
    made: dict[str, tuple[int, Coding]] = {}
    plain: dict[str, Plain] = {}
    gone: list[int] = []
    for line in lines(sheet, FIELDS, found, others=FACET):
        coding = _coding(line, known, found, plain, gone)
        if coding is None:
            continue
        if coding.id in made:
            found.change(line.number, f"the same coding stands in row {made[coding.id][0]} too; it is taken once.")
        made.setdefault(coding.id, (line.number, coding))
    found.close()
    if gone:
        rows = f"row{'s' if len(gone) > 1 else ''} {', '.join(str(row) for row in gone)}"
        found.change(
            None, f"the words of {len(gone)} coding{'s' if len(gone) > 1 else ''} were forgotten: left out ({rows})."
        )
    return CodingSheet(tuple(coding for _, coding in made.values()), tuple(found.changed))


def _coding(line: Line, known: Known, found: Found, plain: dict[str, Plain], gone: list[int]) -> Coding | None:
    layer, round_ = layer_of(line, found), round_of(line, found)
    coder = coder_of(line, layer, known, found)
    document = document_of(line, known, found)
    book = book_of(line, known, found)
    code = _code(line, book, known, found) if book is not None else None
    facets = _facets(line, book, found) if book is not None else {}
    place = place_of(line, document, known, found, plain) if document else None
    if document is None or book is None or code is None or place is None:
        return None
    if set(place.quote) == {FORGOTTEN}:
        gone.append(line.number)
        return None
    segment = Segment(document.id, document.revision, place.start, place.end, place.quote)
    return Coding(
        id=coding_id(layer, coder, round_, segment, code, facets),
        layer=layer,
        coder=coder,
        round=round_,
        version=book.version,
        code=code,
        segment=segment,
        origin="imported",
        facets=facets,
        memo=line["memo"],
        created=line["created"],
    )


def coding_id(layer: str, coder: str, round_: str, segment: Segment, code: str, facets: Mapping[str, str]) -> str:
    """The id of an imported coding: the same for the same facts on every laptop."""
    said = ";".join(f"{name}={facets[name]}" for name in sorted(facets))
    place = (segment.document, segment.revision, segment.start, segment.end)
    return str(stable_id("coding", layer, coder, round_, *place, code, said))


def _code(line: Line, book: Codebook, known: Known, found: Found) -> str | None:
    if not line["code"]:
        found.fault(line.number, "the row names no code.")
        return None
    key = code_of(line, line["code"], book, known, found)
    there = key_in(book, key, known.codebook) if key is not None else None
    if there is not None and not book[there].assignable:
        below = ", ".join(book.children(there))
        found.fault(line.number, f'the code "{key}" is a heading and is not applied.', f"Apply one below it: {below}.")
    return key


def _facets(line: Line, book: Codebook, found: Found) -> dict[str, str]:
    """The facets of a row, each value one that the codebook gives."""
    said: dict[str, str] = {}
    for column, value in line.others.items():
        name = column.removeprefix("facet.")
        facet = book.facets.get(name)
        if facet is None:
            if value:
                found.unknown(line.number, "facet", name, list(book.facets))
        elif value and facet.values and value not in facet.values:
            found.unknown(line.number, f"value of {column}:", value, list(facet.values))
        elif value:
            said[name] = value
    for name, facet in book.facets.items():
        if facet.required and name not in said:
            found.fault(line.number, f'the facet "{name}" must be given.', f"One of: {', '.join(facet.values)}.")
    return said
