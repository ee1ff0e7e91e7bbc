"""Blocking out what was forgotten, wherever it is kept. It only ever adds blocks: order and repetition do not matter.

What is blocked out in a text follows from history alone (the stretches that were named, carried along the revisions by
the alignment that each revision recorded), so that every laptop blocks out the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select, update

from qualcode.model import stable_id
from qualcode.store import alignment, content, engine, erasing, ids, indexing, projection, schema
from qualcode.store.changes import dumps
from qualcode.store.placing import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Connection

#: Words outside the transcript are searched for a forgotten passage of at least this many signs.
_TOLD = 8
_FREE_TEXT = ("memo", "decision", "survey", "revision", "attribute", "codebook", "topic")
_GONE = "forgotten:"


def hidden(person: str) -> str:
    """How a forgotten person is known, so that nothing of them comes back: a hash of the pseudonym."""
    return str(stable_id("person", person))


def texts_of(connection: Connection, document: str) -> list[str]:
    """Every text that a document ever had, also in changes that were undone."""
    o = schema.op.c
    wanted = select(o.row).where(o.kind == "revision", o.op == "add", o.row.like(f"{document}:%")).distinct()
    return [row.partition(":")[2] for row in connection.execute(wanted).scalars()]


def same_words(where: Mapping[str, alignment.Spans], bodies: Mapping[str, str]) -> dict[str, alignment.Spans]:
    """Stretches of texts, and every other place in these texts where the same words stand."""
    found = {text: list(spans) for text, spans in where.items()}
    for text, spans in where.items():
        for start, end in spans:
            words = bodies[text][start:end].strip()
            if len(words) >= _TOLD:
                for other, body in bodies.items():
                    at = body.find(words)
                    while at >= 0:
                        found.setdefault(other, []).append((at, at + len(words)))
                        at = body.find(words, at + 1)
    return {text: alignment.united(spans) for text, spans in found.items()}


def passages(connection: Connection, where: Mapping[str, Iterable[tuple[int, int]]]) -> set[str]:
    """The words of these stretches, as far as they are still there: what is searched for in notes."""
    found: set[str] = set()
    for text, body in content.bodies(connection, where).items():
        for start, end in where[text]:
            for part in (body[start:end], *body[start:end].split("\n")):
                words = part.strip()
                if len(words) >= _TOLD and BLOCK not in words:
                    found.add(words)
    return found


def named(connection: Connection) -> tuple[dict[str, alignment.Spans], set[str]]:
    """What all forgets name, carried to every revision; and the hashes of forgotten persons. Forgets cannot be undone."""
    o = schema.op.c
    rows = connection.execute(select(o.data).where(o.kind == "forgotten", o.op == "add")).scalars()
    where: dict[str, alignment.Spans] = {}
    persons: set[str] = set()
    for values in (json.loads(data) for data in rows if data):
        for text, spans in values["spans"].items():
            where.setdefault(text, []).extend((int(start), int(end)) for start, end in spans)
        if values["of"]:
            persons.add(values["of"])
    return _along_revisions(connection, where) if where else {}, persons


def _along_revisions(connection: Connection, where: dict[str, alignment.Spans]) -> dict[str, alignment.Spans]:
    """The stretches in every text that was made from, or became, one of these."""
    edges = _edges(connection)
    found = {text: alignment.united(spans) for text, spans in where.items()}
    for source in sorted(where):
        reached = {source: alignment.united(where[source])}
        waiting = [source]
        while waiting:
            at = waiting.pop(0)
            for other, blocks, here, there in edges.get(at, ()):
                if other not in reached:
                    reached[other] = alignment.carried(reached[at], blocks, here, there)
                    waiting.append(other)
        for text, spans in reached.items():
            found[text] = alignment.united([*found.get(text, []), *spans])
    return found


def _edges(connection: Connection) -> dict[str, list[tuple[str, alignment.Blocks, int, int]]]:
    """Each text with those it was made from or became: where they are equal, and both lengths."""
    o = schema.op.c
    rows = connection.execute(select(o.row, o.data).where(o.kind == "revision", o.op == "add").order_by(o.row))
    found: dict[str, list[tuple[str, alignment.Blocks, int, int]]] = {}
    for row, data in rows:
        values = json.loads(data) if data else {}
        if values.get("before") and values.get("aligned") is not None:
            old, new = values["before"], row.partition(":")[2]
            blocks = [(a, b, size) for a, b, size in values["aligned"]["blocks"]]
            here, there = values["aligned"]["lengths"]
            found.setdefault(old, []).append((new, blocks, here, there))
            found.setdefault(new, []).append((old, alignment.backwards(blocks), there, here))
    return {text: sorted(others) for text, others in found.items()}


class Blocked(NamedTuple):
    """What was blocked out now: so many signs, in so many texts, and in so many rows of history."""

    signs: int = 0
    texts: int = 0
    rows: int = 0


def enforce(connection: Connection, told: Iterable[str] = ()) -> Blocked:
    """Block out whatever was ever forgotten; `told` are words of it that may stand in notes."""
    where, persons = named(connection)
    if not where and not persons:
        return Blocked()
    changed: set[str] = set()
    signs = 0
    for text, body in content.bodies(connection, where).items():
        after = _blocked(body, where[text])
        if after != body:
            blocks = after.count(BLOCK)
            signs += blocks - body.count(BLOCK)
            values = {"body": after, "forgotten": blocks}
            connection.execute(update(schema.text).where(schema.text.c.id == text).values(**values))
            changed.add(text)
    if changed:
        indexing.drop(connection)
    _quotes(connection, where)
    keys = [
        *_memos(connection, where, persons), *_notes(connection, told), *_labels(connection, where),
        *_persons(connection, persons),
    ]  # fmt: skip
    projection.project(connection, [*keys, *_counted_again(connection, changed)])
    return Blocked(signs, len(changed), len(keys))


def _blocked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + BLOCK * len(text[start:end]) + text[end:]
    return text


def _quotes(connection: Connection, where: Mapping[str, alignment.Spans]) -> None:
    """What is blocked out in a text is blocked out in every quote from it, of living codings and of others."""
    r, q, o = schema.reading.c, schema.quote.c, schema.op.c
    revisions: dict[str, str] = {}
    for part in engine.chunks(where):
        revisions.update(connection.execute(select(r.id, r.revision).where(r.revision.in_(part))).all())
    if not revisions:
        return
    adds = connection.execute(select(o.row, o.data).where(o.kind == "coding", o.op == "add")).all()
    places = {row: values for row, data in adds if (values := json.loads(data))["reading"] in revisions}
    for coding, quote in content.quotes_of(connection, places).items():
        values = places[coding]
        start = values["start"]
        spans = [(max(0, a - start), b - start) for a, b in where[revisions[values["reading"]]] if b > start]
        after = _blocked(quote, spans)
        if after != quote:
            connection.execute(update(schema.quote).where(q.coding == coding).values(body=after))


def _memos(connection: Connection, where: Mapping[str, alignment.Spans], persons: set[str]) -> list[tuple[str, str]]:
    """Memos on what is blocked out lose their words and their author."""

    def is_gone(person: object) -> bool:
        return person is not None and hidden(str(person)) in persons

    gone = erasing.forgotten_memos(connection, where, lambda document: texts_of(connection, document), is_gone)
    return _rewritten(connection, "memo", lambda row, values: (row, {} if row in gone else values))


def _notes(connection: Connection, told: Iterable[str]) -> list[tuple[str, str]]:
    """Where memos, decisions, answers or reports repeat a passage, it is blocked out there too, in history itself."""
    words = sorted(told, key=len, reverse=True)
    if not words:
        return []

    def without(values: dict[str, Any]) -> dict[str, Any]:
        text = dumps(values)
        for passage in words:
            text = text.replace(json.dumps(passage, ensure_ascii=False)[1:-1], BLOCK * len(passage))
        found = dict(json.loads(text))
        if found.get("book") != values.get("book"):
            found["yaml"] = ""  # YAML writes words in its own way
        return found

    return [
        key for kind in _FREE_TEXT for key in _rewritten(connection, kind, lambda row, values: (row, without(values)))
    ]


def _labels(connection: Connection, where: Mapping[str, alignment.Spans]) -> list[tuple[str, str]]:
    """A label that is blocked out in the text is blocked out in the turns and speakers that history tells."""
    gone: dict[str, str] = {}

    def without(row: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        document, _, text = row.partition(":")
        spans = where.get(text, ())
        for turn in values.get("turns") or ():
            label, label_start = turn[3], turn[6]
            if label and label_start is not None and any(a <= label_start < b for a, b in spans):
                if BLOCK not in label:
                    gone[ids.speaker_row(document, label)] = BLOCK * len(label)
                turn[3] = BLOCK * len(label)
        return row, values

    keys = _rewritten(connection, "revision", without)
    return keys + _rewritten(
        connection,
        "speaker",
        lambda row, values: (row, {**values, "label": gone[row]} if row in gone and "label" in values else values),
    )


def _persons(connection: Connection, persons: set[str]) -> list[tuple[str, str]]:
    """Nothing of a forgotten person stays: not the record, not the attributes, not whose label it was."""
    if not persons:
        return []

    def is_gone(person: object) -> bool:
        return person is not None and hidden(str(person)) in persons

    def record(row: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return (_GONE + hidden(row), {}) if is_gone(row) else (row, values)

    def attribute(row: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return row, {} if values.get("subject") == "person" and is_gone(values.get("of")) else values

    def speaker(row: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return row, {**values, "person": None} if is_gone(values.get("person")) else values

    return [
        key
        for kind, how in (("person", record), ("attribute", attribute), ("speaker", speaker))
        for key in _rewritten(connection, kind, how)
    ]


def _rewritten(
    connection: Connection, kind: str, how: Callable[[str, dict[str, Any]], tuple[str, dict[str, Any]]]
) -> list[tuple[str, str]]:
    """Rewrite what history says of a kind of rows; gives the rows to work out again."""
    o = schema.op.c
    keys: list[tuple[str, str]] = []
    for change, place, row, data in connection.execute(
        select(o.change, o.place, o.row, o.data).where(o.kind == kind, o.data.is_not(None))
    ).all():
        new_row, values = how(row, json.loads(data))
        text = dumps(values) if values else None
        if (new_row, text) != (row, data):
            at = (o.change == change) & (o.place == place)
            connection.execute(update(schema.op).where(at).values(row=new_row, data=text))
            keys += [(kind, row), (kind, new_row)]
    return keys


def _counted_again(connection: Connection, texts: set[str]) -> list[tuple[str, str]]:
    """Words are counted again in texts that changed: the revisions with their turns, and all codings in them."""
    if not texts:
        return []
    o, r = schema.op.c, schema.reading.c
    rows = connection.execute(select(o.row).where(o.kind == "revision").distinct()).scalars()
    keys = [("revision", row) for row in rows if row.partition(":")[2] in texts]
    readings: set[str] = set()
    for part in engine.chunks(texts):
        readings.update(connection.execute(select(r.id).where(r.revision.in_(part))).scalars())
    adds = connection.execute(select(o.row, o.data).where(o.kind == "coding", o.op == "add"))
    return keys + [("coding", row) for row, data in adds if json.loads(data)["reading"] in readings]
