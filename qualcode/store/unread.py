"""What a correction added to a document after a coder had finished it: a reading does not cover what was not there to read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from qualcode.model import words_in
from qualcode.store import alignment, content, projection, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from qualcode.store.blind import Sight

#: Fewer new words than this are the mending of a transcript, not talk that is still to be read.
ENOUGH = 20


class Unread(NamedTuple):
    """A finished reading and how many words its document gained since."""

    document: str
    name: str
    coder: str
    round: str
    words: int


def unread(connection: Connection, sight: Sight, document: str | None = None) -> list[Unread]:
    """The finished readings of documents that gained at least twenty words since, as far as these eyes may know of them."""
    found: dict[tuple[str, str, str], Unread] = {}
    gained: dict[tuple[str, str], int] = {}
    for id_, name, present, earlier in _corrected(connection, document):
        for coder, round_, when in _finished(connection, id_):
            read = [text for stamp, text in earlier if stamp < when]
            if not read or read[-1] == present or not sight.may_see(coder, id_, round_):
                continue
            pair = (read[-1], present)
            if pair not in gained:
                gained[pair] = _gained(connection, *pair)
            known = found.get((id_, coder, round_))
            if gained[pair] >= ENOUGH and (known is None or known.words < gained[pair]):
                found[id_, coder, round_] = Unread(id_, name, coder, round_, gained[pair])
    return list(found.values())


def _corrected(connection: Connection, document: str | None) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    """Each document of more than one text: id, name, present text, and which text it got when, in order."""
    d, r = schema.document.c, schema.revision.c
    several = select(r.document).group_by(r.document).having(func.count() > 1)
    wanted = select(d.row, d.name, d.revision).where(d.row.in_(several)).order_by(d.born)
    for id_, name, present in connection.execute(wanted if document is None else wanted.where(d.row == document)).all():
        texts = [(stamp, data["revision"]) for stamp, data in _told(connection, "document", id_) if "revision" in data]
        yield id_, name, present, texts


def _finished(connection: Connection, document: str) -> Iterator[tuple[str, str, str]]:
    """Coder and round of each finished reading of a document, and when it was last finished."""
    v = schema.coverage.c
    rows = connection.execute(
        select(v.row, v.coder, v.round).where(v.layer == "reading", v.document == document, v.state == "finished")
    ).all()
    for row, coder, round_ in rows:
        when = [stamp for stamp, data in _told(connection, "coverage", row) if data.get("state") == "finished"]
        if when:
            yield coder, round_, when[-1]


def _told(connection: Connection, kind: str, row: str) -> list[tuple[str, dict[str, Any]]]:
    """What the changes in force said of a row, in the order that every laptop gives them."""
    o, c = schema.op.c, schema.change.c
    rows = connection.execute(
        select(c.clock, c.replica, c.seq, o.place, o.data)
        .join_from(schema.op, schema.change, o.change == c.nr)
        .where(o.kind == kind, o.row == row, o.op != "remove", c.force == 1, o.data.is_not(None))
    )
    return sorted((projection.born(projection.stamp(*when), place), json.loads(data)) for *when, place, data in rows)


def _gained(connection: Connection, old: str, new: str) -> int:
    """How many words one text has more than another in the passages where they differ."""
    texts = content.bodies(connection, [old, new])
    here, there = texts.get(old, ""), texts.get(new, "")
    count = at_old = at_new = 0
    for a, b, size in [*alignment.aligned(here, there), (len(here), len(there), 0)]:
        count += max(0, words_in(there[at_new:b]) - words_in(here[at_old:a]))
        at_old, at_new = a + size, b + size
    return count
