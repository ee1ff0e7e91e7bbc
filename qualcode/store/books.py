"""Codebooks as the store keeps them: each version as values, so that opening a project reads no YAML."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from qualcode.codebook.book import Code, Codebook, Facet
from qualcode.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection


def as_values(book: Codebook) -> dict[str, Any]:
    """One version of a codebook as plain values; empty ones are left out."""
    return {
        "name": book.name,
        "version": book.version,
        "languages": list(book.languages),
        "facets": {key: _filled(asdict(facet)) for key, facet in book.facets.items()},
        "codes": [_filled(asdict(code)) for code in book.codes],
    }


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, (), {}, [])}


def of_values(values: dict[str, Any]) -> Codebook:
    """A codebook from its plain values; what a newer version adds to a code is not needed here."""
    return Codebook(
        name=values["name"],
        version=values["version"],
        codes=tuple(Code(**_known(Code, code)) for code in values["codes"]),
        languages=tuple(values.get("languages") or ("nl", "en")),
        facets={key: Facet(**_known(Facet, facet)) for key, facet in values.get("facets", {}).items()},
    )


def _known(kind: type, values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items() if key in names}


def row_of(book: Codebook) -> str:
    """The key of a version."""
    return f"{book.name} {book.version}"


def stored(connection: Connection) -> list[Codebook]:
    """All versions, in the order of their numbers."""
    return sorted((_read(book) for _, _, book in _rows(connection)), key=lambda book: _number(book.version))


def in_force(connection: Connection) -> Codebook | None:
    """The highest version of the codebook that was added last, with the earlier versions it grew from."""
    rows = _rows(connection)
    if not rows:
        return None
    name = max(rows)[1]
    return _grown(tuple(book for _, of, book in rows if of == name))


def _rows(connection: Connection) -> list[tuple[str, str, str]]:
    c = schema.codebook.c
    return [(born, name, book) for born, name, book in connection.execute(select(c.born, c.name, c.book))]


@lru_cache(maxsize=64)
def _read(book: str) -> Codebook:
    """A version from its text; read once, since a coder's every act asks for it."""
    return of_values(json.loads(book))


@lru_cache(maxsize=16)
def _grown(books: tuple[str, ...]) -> Codebook:
    versions = sorted((_read(book) for book in books), key=lambda book: _number(book.version))
    return replace(versions[-1], earlier=tuple(versions[:-1]))


def _number(version: str) -> tuple[tuple[int, int, str], ...]:
    """1.10 comes after 1.9; a part that is no number comes before all numbers."""
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in version.split("."))
