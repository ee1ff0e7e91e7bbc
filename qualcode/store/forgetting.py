"""Forgetting: a person, a passage or a document is blocked out everywhere, for good, whatever is merged later.

The change says only that, when and where: for each text the stretches. History keeps no word of it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from qualcode.errors import CallError, ProjectError, Unknown
from qualcode.store import alignment, blocking, content, ids, placing, records, schema

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from qualcode.store.store import Store, Writer

#: What to block out, by text.
Where = dict[str, alignment.Spans]


@dataclass(frozen=True)
class Forgotten:
    """What was blocked out, or would be: signs in texts, quotes that lose something, codings that lay wholly in it, memos on it.

    `files` are the raw files that the project was made from and that still hold it; `copies` lie beside the project.
    """

    signs: int
    codings: int
    texts: int
    copies: tuple[Path, ...] = ()
    quotes: int = 0
    files: tuple[str, ...] = ()
    dry_run: bool = False
    memos: int = 0

    def __str__(self) -> str:
        verb = "would be forgotten" if self.dry_run else "forgotten"
        text = f"{verb}: {self.signs} signs in {self.texts} texts, {self.quotes} quotes, {self.codings} codings"
        text += f", {self.memos} memo{'' if self.memos == 1 else 's'}" if self.memos else ""
        if self.copies:
            text += ". Copies that may still hold it: " + ", ".join(str(copy) for copy in self.copies)
        return text


class _Tried(Exception):
    """Carries what a dry run found out of the transaction that is taken back."""

    def __init__(self, found: Forgotten) -> None:
        self.found = found


def forget(
    store: Store,
    *,
    person: str | None = None,
    document: str | None = None,
    start: int | None = None,
    end: int | None = None,
    dry_run: bool = False,
) -> Forgotten:
    """Erase a person's talk and record, a document's text, or ``document[start:end]``; a dry run only counts."""
    if (person is None) == (document is None):
        raise CallError("Forget a person, or a document, or a passage of a document: name one of them.")
    try:
        with store.writing() as writer:
            found = _forgotten(writer, person, document, start, end)
            if dry_run:
                raise _Tried(found)
    except _Tried as tried:
        return replace(tried.found, copies=_copies(store.path), dry_run=True)
    clean(store)
    return replace(found, copies=_copies(store.path))


def _forgotten(
    writer: Writer, person: str | None, document: str | None, start: int | None, end: int | None
) -> Forgotten:
    """Record what is to be forgotten, and block it out."""
    connection = writer.connection
    if person is not None:
        where, what = _of_person(connection, person), "person"
    else:
        where = _of_document(connection, str(document), start, end)
        what = "document" if start is None else "passage"
    values = {
        "what": what,
        "of": blocking.hidden(person) if person is not None else "",
        "spans": {text: [list(span) for span in spans] for text, spans in where.items()},
        "at": ids.now(),
    }
    codings, quotes, memos = _count(connection), _blocked_quotes(connection), _memos(connection)
    files = _files(connection, where)
    passages = blocking.passages(connection, where)
    writer.record("forget", f"forgotten: a {what}", records.put(connection, "forgotten", {ids.uuid7(): values}).ops)
    blocked = blocking.enforce(connection, passages)
    quotes = _blocked_quotes(connection) - quotes
    codings, memos = codings - _count(connection), memos - _memos(connection)
    return Forgotten(blocked.signs, codings, blocked.texts, quotes=quotes, files=files, memos=memos)


def _blocked_quotes(connection: Connection) -> int:
    q = schema.quote.c
    return int(connection.execute(select(func.count()).where(q.body.contains(placing.BLOCK))).scalar() or 0)


def _memos(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(schema.memo)).scalar() or 0)


def _files(connection: Connection, where: Where) -> tuple[str, ...]:
    """The files from which the documents of these texts were read."""
    d, r = schema.document.c, schema.revision.c
    wanted = select(d.file, r.text).join_from(schema.document, schema.revision, r.document == d.row).order_by(d.born)
    return tuple(dict.fromkeys(file for file, text in connection.execute(wanted) if text in where))


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(schema.coding)).scalar() or 0)


def _of_document(connection: Connection, document: str, start: int | None, end: int | None) -> Where:
    """A passage of the current text, and the same words wherever else the document has them; or everything it ever was."""
    d = schema.document.c
    current = connection.execute(select(d.revision).where(d.row == document)).scalar()
    if current is None:
        raise Unknown("document", document)
    bodies = content.bodies(connection, blocking.texts_of(connection, document))
    if start is None:
        return {text: [(0, len(body))] for text, body in bodies.items() if body}
    body = placing.measured(connection, current).body
    last = len(body) if end is None else end
    if not 0 <= start < last <= len(body):
        raise CallError(f"The document has {len(body)} signs: [{start}:{last}] is no stretch of it.")
    return blocking.same_words({current: [(start, last)]}, bodies)


def _of_person(connection: Connection, person: str) -> Where:
    """The turns of a person with their labels, in every text that has them."""
    s, t, r = schema.speaker.c, schema.turn.c, schema.revision.c
    rows = connection.execute(
        select(r.text, t.label_start, t.start, t.end)
        .join_from(schema.speaker, schema.revision, r.document == s.document)
        .join(schema.turn, (t.revision == r.row) & (t.label == s.label))
        .where(s.person == person)
        .order_by(r.text, t.ordinal)
    ).all()
    known = connection.execute(select(schema.person.c.row)).scalars().all()
    if not rows and person not in known:
        raise Unknown("person", person, known)
    found: Where = {}
    for text, label_start, start, end in rows:
        found.setdefault(text, []).append((start if label_start is None else label_start, end))
    return found


def clean(store: Store) -> None:
    """Leave no old page behind, neither in the file nor in its journal."""
    if store.engine.dialect.name != "sqlite" or store.path is None:
        return
    driver = store.engine.raw_connection()  # outside of any transaction
    try:
        cursor = driver.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        blocked = (cursor.fetchone() or (1,))[0]
        cursor.close()
    except sqlite3.OperationalError:
        blocked = 1
    finally:
        driver.close()
    if blocked:
        raise ProjectError(
            f"It is forgotten, but another program has {store.path} open, so that old pages may still lie in the file. "
            "Close that program, then forget once more."
        )


def _copies(path: Path | None) -> tuple[Path, ...]:
    """Copies beside the file: of migrations, and those that were shared."""
    if path is None:
        return ()
    found = (p for p in path.parent.glob(f"{path.stem}*.qualcode*") if not p.name.endswith(("-wal", "-shm")))
    return tuple(sorted(copy for copy in found if copy != path))
