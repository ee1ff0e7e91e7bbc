"""What operations refer to: texts, quotes and readings. Known by what they say, only ever added, or blocked out by `forget`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.store import engine, schema
from qualcode.store.ids import reading_row, text_id
from qualcode.store.placing import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

#: layer, coder, round, version, origin, document, revision
Reading = tuple[str, str, str, str, str, str, str]
READING = ("layer", "coder", "round", "version", "origin", "document", "revision")


def add_text(connection: Connection, body: str) -> str:
    """Store a text once; one that was blocked out stays so."""
    id_ = text_id(body)
    engine.insert(connection, schema.text, ("id", "body", "forgotten"), [(id_, body, 0)], ignore=True)
    return id_


def add_readings(connection: Connection, readings: Iterable[Reading]) -> dict[Reading, str]:
    """Store what the codings of a reading share, and give the key of each."""
    ids = {reading: reading_row(reading) for reading in readings}
    engine.insert(
        connection, schema.reading, ("id", *READING), ((id_, *facts) for facts, id_ in ids.items()), ignore=True
    )
    return ids


def add_quotes(connection: Connection, quotes: Sequence[tuple[str, str, str, int, int]]) -> None:
    """Store the quote of each coding: (coding, quote, text, start, end). What was forgotten in the text is in no quote."""
    blocked = _blocked_texts(connection, {text for _, _, text, _, _ in quotes})
    rows = (
        (coding, blocked_in_either(quote, blocked[text][start:end]) if text in blocked else quote)
        for coding, quote, text, start, end in quotes
    )
    engine.insert(connection, schema.quote, ("coding", "body"), rows, ignore=True)


def _blocked_texts(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Those of the texts in which something was forgotten."""
    t = schema.text.c
    found: dict[str, str] = {}
    for part in engine.chunks(ids):
        rows = connection.execute(select(t.id, t.body).where(t.id.in_(part), t.forgotten > 0))
        found.update((id_, body) for id_, body in rows)
    return found


def blocked_in_either(one: str, other: str) -> str:
    """Two copies of a text as one, blocked out wherever either is. Order and repetition do not matter.

    >>> blocked_in_either("abc█", "█bcd")
    '█bc█'
    """
    if one == other:
        return one
    if len(one) != len(other):  # a quote that never fitted its text: keep nothing of it
        return other
    return "".join(BLOCK if BLOCK in (a, b) else a for a, b in zip(one, other, strict=True))


def forgotten(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """How many signs of these texts were blocked out."""
    t = schema.text.c
    found: dict[str, int] = {}
    for part in engine.chunks(dict.fromkeys(ids)):
        found.update((id_, count) for id_, count in connection.execute(select(t.id, t.forgotten).where(t.id.in_(part))))
    return found


def bodies(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The texts of these ids."""
    t = schema.text.c
    found: dict[str, str] = {}
    for part in engine.chunks(dict.fromkeys(ids)):
        found.update((id_, body) for id_, body in connection.execute(select(t.id, t.body).where(t.id.in_(part))))
    return found


def quotes_of(connection: Connection, codings: Iterable[str]) -> Mapping[str, str]:
    """The quotes of these codings."""
    q = schema.quote.c
    found: dict[str, str] = {}
    for part in engine.chunks(codings):
        found.update(
            (id_, body) for id_, body in connection.execute(select(q.coding, q.body).where(q.coding.in_(part)))
        )
    return found
