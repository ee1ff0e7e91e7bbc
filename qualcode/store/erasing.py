"""Memos on what was forgotten: words and author go, with the replies, and no merge brings them back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from qualcode.store import content, engine, memos, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Connection

    from qualcode.store import alignment

    Where = Mapping[str, alignment.Spans]


def forgotten_memos(
    connection: Connection, where: Where, texts_of: Callable[[str], list[str]], is_gone: Callable[[object], bool]
) -> set[str]:
    """The memos beside a forgotten passage, on a coding in one, on a document or person that was forgotten; and replies.

    History is asked, not only what stands: a memo counts where it ever stood. `texts_of` gives every text of a document,
    `is_gone` whether a person was forgotten.
    """
    o = schema.op.c
    said = connection.execute(select(o.row, o.data).where(o.kind == "memo", o.data.is_not(None))).all()
    rows = [(row, json.loads(data)) for row, data in said]
    places = _codings(connection, {values["of"] for _, values in rows if values.get("about") in memos.ON_CODINGS})
    whole: dict[str, bool] = {}

    def lies_in(values: Mapping[str, Any]) -> bool:
        if values.get("start") is not None:
            return _overlap(where, values.get("revision"), values["start"], values["end"])
        if values.get("about") in memos.ON_CODINGS:
            return values["of"] in places and _overlap(where, *places[values["of"]])
        if values.get("about") == "document":
            document = str(values["of"])
            if document not in whole:
                whole[document] = _all_of(connection, where, texts_of(document))
            return whole[document]
        return values.get("about") == "person" and is_gone(values["of"])

    gone = memos.tombs(connection) | {row for row, values in rows if lies_in(values)}
    replies = [(row, values["of"]) for row, values in rows if values.get("about") == "memo"]
    while more := {row for row, of in replies if of in gone} - gone:
        gone |= more
    return gone


def _overlap(where: Where, text: str | None, start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in where.get(text or "", ()))


def _all_of(connection: Connection, where: Where, texts: Iterable[str]) -> bool:
    """Whether nothing is left of any of these texts."""
    lengths = {text: len(body) for text, body in content.bodies(connection, texts).items() if body}
    return bool(lengths) and all(list(where.get(text, ())) == [(0, length)] for text, length in lengths.items())


def _codings(connection: Connection, wanted: set[str]) -> dict[str, tuple[str, int, int]]:
    """Text, start and end of codings, living or not."""
    o, r = schema.op.c, schema.reading.c
    found: dict[str, tuple[str, int, int]] = {}
    for part in engine.chunks(wanted):
        adds = connection.execute(
            select(o.row, o.data).where(o.kind == "coding", o.op == "add", o.row.in_(part), o.data.is_not(None))
        ).all()
        told = {row: json.loads(data) for row, data in adds}
        readings = {values["reading"] for values in told.values()}
        texts = dict(connection.execute(select(r.id, r.revision).where(r.id.in_(readings))).all())
        found.update(
            (row, (texts[v["reading"]], v["start"], v["end"])) for row, v in told.items() if v["reading"] in texts
        )
    return found
