"""Memos that are written here: on a document, a passage of it, a coding, a code, a case or a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.errors import CallError, ProjectError, Unknown, UnknownCode
from qualcode.store import content, door, ids, records, schema
from qualcode.store.changes import Op

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qualcode.sheets.known import Known
    from qualcode.store.store import Store


@dataclass(frozen=True, slots=True)
class About:
    """What a memo is about: a kind of thing and its id, and of a document possibly a passage of its text."""

    kind: str
    id: str
    document: str | None = None
    revision: str | None = None
    start: int | None = None
    end: int | None = None


def about(
    store: Store, known: Known, codings: dict[str, str], start: int | None, end: int | None, **named: str | None
) -> About:
    """What is meant by the one thing that is named: document, code, case, person or coding.

    `codings` are those that may be seen, each with its document.

    Raises
    ------
    CallError
        Nothing is named, or several things, or a passage that the text does not have.
    Unknown, UnknownCode
        The project does not have it.
    """
    told = {kind: name for kind, name in named.items() if name is not None}
    if len(told) != 1:
        raise CallError(f"Say what the memo is about: one of {', '.join(named)}.")
    kind, name = next(iter(told.items()))
    if kind != "document" and (start is not None or end is not None):
        raise CallError("start and end name a passage of a document: give the document.")
    if kind == "document":
        return _passage(store, known.document(name).id, start, end)
    if kind == "coding":
        if name not in codings:
            raise Unknown("coding", name)
        return About("coding", name, codings[name])
    if kind == "code":
        book = known.codebook
        if book is None or book.current(name) not in book:
            raise UnknownCode(name, book.name if book else "(there is none)", book.keys if book else ())
        return About("code", book.current(name))
    there = known.cases if kind == "case" else known.persons
    if name not in there:
        raise Unknown(kind, name, there)
    return About(kind, name)


def _passage(store: Store, document: str, start: int | None, end: int | None) -> About:
    """A document, or ``text[start:end]`` of it as it stands now."""
    if start is None and end is None:
        return About("document", document, document)
    with store.reading() as connection:
        d = schema.document.c
        revision = connection.execute(select(d.revision).where(d.row == document)).scalar()
        length = len(content.bodies(connection, [revision]).get(revision, "")) if revision else 0
    first, last = start or 0, length if end is None else end
    if not 0 <= first < last <= length:
        raise CallError(f"The document has {length} signs: [{first}:{last}] is no stretch of it.")
    return About("document", document, document, revision, first, last)


def write(store: Store, coder: str | None, text: str, on: About) -> str:
    """Keep a memo of the acting coder, or of the team; gives its id."""
    if not text.strip():
        raise CallError("A memo needs words.")
    door.prove_typed(store, "memo", text)
    key = ids.uuid7()
    values = {
        "about": on.kind, "of": on.id, "coder": coder, "document": on.document, "revision": on.revision, "start": on.start,
        "end": on.end, "text": text, "created": ids.now(), "resolved": 0,
    }  # fmt: skip
    with store.writing() as writer:
        writer.record("memo", f"a memo on a {on.kind}", [Op("memo", key, data=values, fresh=True)])
    return key


def remove(store: Store, coder: str | None, memo: str) -> int:
    """Take a memo away, with the replies to it; gives how many. A coder takes away her own only."""
    with store.writing() as writer:
        stands = records.current(writer.connection, "memo", [memo])
        if memo not in stands or not stands[memo]["text"]:
            raise Unknown("memo", memo)
        if coder is not None and coder not in (stands[memo]["coder"], stands[memo]["author"]):
            raise ProjectError(f"This memo is not by {coder}: only one's own can be taken away.")
        wanted = [memo, *_replies(writer.connection, memo)]
        ops = [Op("memo", row, "remove", saw=records.seen_by(writer.connection, "memo", row)) for row in wanted]
        writer.record("remove memo", f"memos: {len(ops)} removed", ops)
    return len(ops)


def _replies(connection: Connection, memo: str) -> list[str]:
    m = schema.memo.c
    found: list[str] = []
    for row in connection.execute(select(m.row).where(m.about == "memo", m.of == memo)).scalars().all():
        found += [row, *_replies(connection, row)]
    return found
