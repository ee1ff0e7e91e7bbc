"""The head of a sheet: which column stands for what, in the names that people really use, Dutch and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING
from unicodedata import normalize

from qualcode.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.faults import Found


@dataclass(frozen=True)
class Field:
    """One thing that a sheet says, the column names that mean it, and whether a sheet can do without."""

    name: str
    also: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Line:
    """One row: what it says by field, and its other columns (attributes, facets) by their own names."""

    number: int
    values: Mapping[str, str]
    others: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def lines(sheet: Sheet, fields: Sequence[Field], found: Found, *, others: str = "") -> Iterator[Line]:
    """The rows of a sheet by field.

    `others` is a pattern that a column without a field must match to be kept (``.+`` for attributes); every other
    column is a fault, because what is not read must not be lost without a word. A column whose name begins with ``#``
    is the writer's own and stays unread.
    """
    heads = _heads(sheet, fields, found, others)
    for row in sheet.rows:
        values: dict[str, str] = {}
        rest: dict[str, str] = {}
        for column, text in row.values.items():
            name, is_field = heads.get(column, ("", False))
            if name:
                (values if is_field else rest)[name] = text.strip()
        if any(values.values()) or any(rest.values()):
            yield Line(row.number, values, rest)


def meant(sheet: Sheet, fields: Sequence[Field]) -> dict[str, str]:
    """Each column of a sheet that stands for a field, with that field."""
    from qualcode.sheets.faults import Found

    heads = _heads(sheet, fields, Found(sheet.name), ".+")
    return {column: name for column, (name, is_field) in heads.items() if is_field}


def _heads(sheet: Sheet, fields: Sequence[Field], found: Found, others: str) -> dict[str, tuple[str, bool]]:
    """Each column and what it stands for: a field, or another thing of its own name."""
    written = {column: _plain(column) for column in sheet.columns if column.strip() and not column.startswith("#")}
    heads: dict[str, tuple[str, bool]] = {}
    for field in fields:
        names = [_plain(name) for name in (field.name, *field.also)]
        fitting = sorted(
            (c for c in written if written[c] in names and c not in heads), key=lambda c: names.index(written[c])
        )
        if fitting:
            heads[fitting[0]] = (field.name, True)
    _say_missing(sheet, fields, heads, written, found)
    known = [field.name for field in fields]
    for column in written:
        if column in heads:
            continue
        if others and re.fullmatch(others, column.strip()) and not _slip(written[column], fields, heads):
            heads[column] = (column.strip(), False)
        else:
            _say_unknown(column, known, fields, written[column], found)
    return heads


def _slip(plain: str, fields: Sequence[Field], heads: Mapping[str, tuple[str, bool]]) -> bool:
    """Whether an attribute's name is rather a field's name with a typing error."""
    taken = {name for name, is_field in heads.values() if is_field}
    names = [_plain(name) for field in fields if field.name not in taken for name in (field.name, *field.also)]
    return bool(get_close_matches(plain, names, n=1, cutoff=0.85))


def _say_missing(
    sheet: Sheet,
    fields: Sequence[Field],
    heads: Mapping[str, tuple[str, bool]],
    written: Mapping[str, str],
    found: Found,
) -> None:
    taken = {name for name, is_field in heads.values() if is_field}
    free = [column for column in written if column not in heads]
    for field in fields:
        if field.required and field.name not in taken:
            near = next((hint for name in (field.name, *field.also) if (hint := did_you_mean(name, free))), "")
            has = ", ".join(sheet.columns) or "no columns"
            then = near.replace("Did you mean", "Is it").strip() or (
                f"Also read: {', '.join(field.also)}." if field.also else ""
            )
            found.fault(None, f'needs a column "{field.name}"; the sheet has: {has}.', then)


def _say_unknown(column: str, known: list[str], fields: Sequence[Field], plain: str, found: Found) -> None:
    twice = next((f.name for f in fields if plain in {_plain(n) for n in (f.name, *f.also)}), None)
    if twice:
        found.fault(None, f'the column "{column}" says "{twice}" a second time.', "Keep one of the two.")
        return
    near = did_you_mean(column, [*known, *(name for field in fields for name in field.also)]).strip()
    then = near or f'Known: {", ".join(known)}. Put "#" before its name to keep it unread.'
    found.fault(None, f'unknown column "{column}".', then)


def _plain(name: str) -> str:
    """A column name without case, spaces and joining signs.

    >>> _plain(" Begin_positie ")
    'beginpositie'
    """
    return re.sub(r"[\s_\-]+", "", normalize("NFC", name).casefold())
