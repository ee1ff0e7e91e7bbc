"""What does not fit within a store: quotes that differ from the text, texts that changed, codings that lost their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from qualcode.model import Problem
from qualcode.store import content, indexing, schema
from qualcode.store.ids import text_id
from qualcode.store.unread import unread
from qualcode.store.waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from qualcode.store.blind import Sight

_SHOWN = 60


def found(connection: Connection, sight: Sight) -> list[Problem]:
    """Every such fault, one line each."""
    return [
        *_file(connection), *_texts(connection), *_codings(connection, sight), *_waiting(connection, sight),
        *_unread(connection, sight),
    ]  # fmt: skip


def of_file(connection: Connection) -> str | None:
    """The first page of a project file that is damaged. A damaged index of words is none: a search makes it anew."""
    if connection.dialect.name != "sqlite":
        return None
    try:
        lines = [str(line) for line in connection.exec_driver_sql("PRAGMA quick_check(20)").scalars()]
    except DBAPIError as fault:  # some versions of SQLite look at the index, and stop there
        lines = [str(fault.orig)]
    return next(iter(indexing.faults_elsewhere(lines)), None)


def _file(connection: Connection) -> Iterator[Problem]:
    said = of_file(connection)
    if said is not None:
        yield Problem(
            "the file", f"is damaged ({said}).", "Restore a copy, and merge into it what this file still holds."
        )


def _texts(connection: Connection) -> Iterator[Problem]:
    """A text is known by what it says: one that was changed by other means is seen, unless it was forgotten."""
    t, d = schema.text.c, schema.document.c
    rows = connection.execute(
        select(d.name, d.revision, t.body, t.forgotten)
        .join_from(schema.document, schema.text, d.revision == t.id, isouter=True)
        .order_by(d.born)
    )
    for name, revision, body, forgotten in rows:
        if body is None:
            yield Problem(name, "its text is missing.", "Merge a copy of the project that still has it.")
        elif not forgotten and text_id(body) != revision:
            yield Problem(name, "its text was changed outside qualcode.", "Restore a copy of the project.")


def _codings(connection: Connection, sight: Sight) -> Iterator[Problem]:
    c, r, d, q = schema.coding.c, schema.reading.c, schema.document.c, schema.quote.c
    rows = connection.execute(
        select(r.coder, r.document, r.round, r.revision, d.name, c.code, c.start, c.end, q.body)
        .join_from(schema.coding, schema.reading, c.reading == r.nr)
        .join(schema.document, d.row == r.document, isouter=True)
        .join(schema.quote, q.coding == c.id, isouter=True)
        .order_by(d.born, c.start, c.end, c.code, r.coder)
    )
    lost: dict[str, int] = {}
    texts: dict[str, str] = {}
    for coder, document, round_, revision, name, code, start, end, quote in rows:
        if name is None:
            lost[document] = lost.get(document, 0) + 1
            continue
        if not sight.may_see(coder, document, round_):
            continue
        if revision not in texts:
            texts[revision] = content.bodies(connection, [revision]).get(revision, "")
        where = f"{name}[{start}:{end}]"
        there = texts[revision][start:end]
        if quote != there:
            said = "no quote" if quote is None else f'"{_short(quote)}"'
            yield Problem(
                where,
                f'reads "{_short(there)}" but {coder} coded {code} on {said}.',
                "Restore a copy, or code it anew.",
            )
    for document, count in lost.items():
        yield Problem(
            document, f"{count} codings belong to a document that is not in the project.", "Add its file again."
        )


def _waiting(connection: Connection, sight: Sight) -> Iterator[Problem]:
    for one in waiting(connection, sight):
        c = one.coding
        where = f"{one.name}[{c.segment.start}:{c.segment.end}]"
        what = f"{c.code} of {c.coder} belongs to an earlier text."
        yield Problem(where, what, "It counts nowhere until it is reviewed: qualcode revise --queue.")


def _unread(connection: Connection, sight: Sight) -> Iterator[Problem]:
    for of in unread(connection, sight):
        what = f"gained {of.words} words since {of.coder} finished it ({of.round})."
        yield Problem(of.name, what, "Read what was added, then finish it again.")


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
