"""From a table to its layout: the kind picks who arranges heads and cells; caption and note are the same for all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.table import LOWER_BOUND, SPONTANEOUS, Matrix, Note, Table
from qualcode.tables import agreement, matrix, records
from qualcode.tables.audience import SUPPRESSED
from qualcode.tables.layout import Column, Head, Layout, Row, Span, letter
from qualcode.tables.queries import readable
from qualcode.wording import known, note_place, phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Values of a note that are queries.
QUERIES = frozenset({"query", "filter"})
#: The states of a cell in the order in which a legend names them.
LEGEND = ("absent", "not_asked", "not_coded", "no_data")


@dataclass(frozen=True)
class Body:
    """What a kind of table arranges itself: columns, heads and rows, what its cells show, and what to say of it."""

    columns: tuple[Column, ...]
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[Row, ...]
    shown: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()
    reasons: tuple[str, ...] = field(default_factory=tuple)


def arrange(table: Table, *, lang: str, audience: str, caption: str | None = None) -> Layout:
    """The layout of an admitted table."""
    body = _body(table, lang)
    number, title = _caption(table, lang, caption)
    notes = [_general(table, body, lang)]
    if body.reasons:
        notes.append(_specific(body.reasons, lang))
    return Layout(
        kind=table.kind,
        lang=lang,
        title=title,
        number=number,
        columns=body.columns,
        heads=body.heads,
        rows=body.rows,
        notes=tuple(notes),
        audience=audience,
        recipe=table.recipe.id,
        footer=say(f"audience.{audience}", lang),
        codebook=table.recipe.codebook,
        symbols=tuple(_symbols(body.shown, lang)),
    )


def _body(table: Table, lang: str) -> Body:
    if isinstance(table, Matrix) and table.states is not None:
        return Body(**matrix.body(table, lang))
    if table.kind == "agreement" and {"key", "coefficient", "value"} <= set(table.frame.columns):
        return Body(**agreement.body(table, lang))
    return Body(**records.body(table, lang))


def _caption(table: Table, lang: str, caption: str | None) -> tuple[int | None, str]:
    """Number and title: a caption may begin with its number, as in "Tabel 3. Codes per school"."""
    text = caption or table.caption.get(lang) or next(iter(table.caption.values()), "") or _own_caption(table, lang)
    numbered = re.match(r"(?i)(?:tabel|table)\s+(\d+)\s*[.:–-]?\s+(?=\S)", text)
    if numbered:
        return int(numbered[1]), text[numbered.end() :].strip()
    return None, text.strip()


def _own_caption(table: Table, lang: str) -> str:
    """What the table says of itself when nobody gave it a title."""
    values: dict[str, Any] = {}
    if isinstance(table, Matrix):
        values = {
            "rows": matrix.kind_word(table.rows.kind, lang),
            "columns": matrix.kind_word(table.columns.kind, lang),
        }
        values["measure"] = say(f"name.{table.measure}", lang) if known(f"name.{table.measure}") else table.measure
    elif table.kind == "agreement":
        values = {"by": matrix.kind_word(str(table.recipe.arguments.get("by", "code")), lang)}
    elif table.kind == "quotes":
        arguments = table.recipe.arguments
        values = {part: matrix.kind_word(str(arguments.get(part, word)), lang)
                  for part, word in (("rows", "case"), ("columns", "code"))}  # fmt: skip
    key = f"caption.{table.kind}"
    return say(key if known(key) else "caption.frame", lang, **values)


def _general(table: Table, body: Body, lang: str) -> tuple[Span, ...]:
    """The general note: the table's own statements and those of its layout, in the fixed order."""
    keys = {note.key for note in table.notes}
    said = [note for note in table.notes if not (note.key == "layer.coders" and _lettered(body.notes))]
    said += [note for note in body.notes if note.key not in keys]
    said += [note for note in _states(body.shown, lang) if note.key not in keys]
    if SUPPRESSED in body.shown and not any(key.startswith("suppression.") for key in keys):
        said.append(Note("suppression.cells"))
    if table.recipe.codebook and not any("codebook" in key for key in keys):
        said.append(Note("software.codebook", {"codebook": table.recipe.codebook}))
    if "software.recipe" not in keys:
        said.append(Note("software.recipe", {"id": table.recipe.id, "version": table.recipe.version or _version()}))
    spans = [Span(say("term.note", lang), italic=True)]
    for note in sorted(said, key=lambda note: (note_place(note.key), note.key != "states.symbols")):
        values = {name: readable(value, lang) if name in QUERIES and isinstance(value, str) else value
                  for name, value in note.values.items()}  # fmt: skip
        pieces = phrase(note.key, lang, **values)
        if any(text.strip() for text, _ in pieces):
            spans += [Span(" "), *(Span(text, italic=italic) for text, italic in pieces)]
    return tuple(spans)


def _lettered(notes: Iterable[Note]) -> bool:
    """Whether the layout itself says which coder is A and which is B, so that they need not be named twice."""
    return any(note.key == "layer.letters" for note in notes)


def _version() -> str:
    from qualcode import __version__

    return __version__


def _states(shown: Iterable[str], lang: str) -> list[Note]:
    """The legend: only what occurs in the table."""
    found = set(shown)
    symbols = [f"{symbol} {word}" for symbol, word in _symbols(found & {"present", *LEGEND}, lang)]
    notes = [Note("states.symbols", {"symbols": "; ".join(symbols)})] if symbols else []
    notes += [Note(f"states.{flag}") for flag in (SPONTANEOUS, LOWER_BOUND) if flag in found]
    return notes


def _symbols(shown: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """The symbols that occur, each with its word."""
    found = set(shown)
    return [
        (say(f"symbol.{state}", lang), say(f"state.{state}", lang))
        for state in ("present", *LEGEND, SPONTANEOUS, SUPPRESSED)
        if state in found
    ]


def _specific(reasons: Iterable[str], lang: str) -> tuple[Span, ...]:
    """The specific notes: a raised letter and why a number is not there."""
    spans: list[Span] = []
    for place, reason in enumerate(reasons):
        text = reason if reason.endswith((".", "!", "?")) else f"{reason}."
        spans += [Span(" " if spans else ""), Span(letter(place), raised=True), Span(f" {text}")]
    return tuple(span for span in spans if span.text)
