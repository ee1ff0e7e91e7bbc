"""What a coder does to a coding of hers that stands: its facets, a memo, a doubt. And taking back her last act at work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.errors import ProjectError, Unknown
from qualcode.model import stable_id
from qualcode.store import content, ids, readings, records, schema
from qualcode.store.changes import Op

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.model import Coding
    from qualcode.store.changes import Change
    from qualcode.store.store import Store, Writer

#: What counts as work at a desk: only this is taken back by the key for it, never an import or a setting.
WORK: tuple[str, ...] = ("apply", "remove", "facet", "note", "read", "pin", "finish", "reopen")


def set_facets(store: Store, coder: str, coding: str, facets: Mapping[str, str]) -> str:
    """Give a coding these facets and no others; gives its id, a new one where something changed. Its notes go with it."""
    with store.writing() as writer:
        found, name = _own(writer, coder, coding)
        if dict(found.facets) == dict(facets):
            return coding
        standing = readings.standing_of(writer, found.segment.document, found.round)
        round_ = readings.round_of(standing, coder, name, found.round)
        quote = content.quotes_of(writer.connection, [coding]).get(coding, "")
        new = replace(
            found, id=ids.uuid7(), facets=dict(facets), round=round_, segment=replace(found.segment, quote=quote)
        )
        notes = _notes(writer, coding)
        if round_ != found.round:  # the reading that was closed keeps the old one
            rows = {coding: {"coder": coder, "document": found.segment.document}}
            gone = records.put(writer.connection, "withdrawal", rows).ops
        else:
            gone = [_removed(writer, "coding", coding), *(_removed(writer, "memo", row) for row in notes)]
        moved = {_note(new.id, str(values["about"])): {**values, "of": new.id} for values in notes.values()}
        ops = [*gone, *readings.coding_ops(writer, new), *records.put(writer.connection, "memo", moved).ops]
        writer.record("facet", f"{coder} set facets of {found.code} in {name}", ops)
        return new.id


def set_note(store: Store, coder: str, coding: str, about: str, text: str | None) -> None:
    """Write a memo (about ``coding``) or a doubt (about ``doubt``) on a coding, in place of what stood; None takes it away."""
    row = _note(coding, about)
    with store.writing() as writer:
        found, name = _own(writer, coder, coding)
        stands = row in records.current(writer.connection, "memo", [row])
        if text is None:
            if stands:
                writer.record(
                    "note", f"{coder} took a {_called(about)} away in {name}", [_removed(writer, "memo", row)]
                )
            return
        values = {
            "about": about, "of": coding, "coder": coder, "document": found.segment.document, "text": text,
            "created": ids.now(),
        }  # fmt: skip
        put = records.put(writer.connection, "memo", {row: values})
        writer.record("note", f"{coder} wrote a {_called(about)} in {name}", put.ops)


def undo_work(store: Store, coder: str) -> Change:
    """Take back the last act of a coder at work that is in force, in whatever document."""
    c = schema.change.c
    wanted = (
        select(c.id)
        .where(c.who == coder, c.force == 1, c.verb.in_(WORK))
        .order_by(c.clock.desc(), c.replica.desc(), c.seq.desc())
        .limit(1)
    )
    with store.reading() as connection:
        last = connection.execute(wanted).scalar()
    if last is None:
        raise ProjectError(f"There is nothing to undo: {coder} has not coded here yet.")
    return readings.undo(store, last, coder)


def _own(writer: Writer, coder: str, coding: str) -> tuple[Coding, str]:
    found = readings.coding_of(writer, coding)
    if found is None or found.coder != coder or found.layer != "reading":
        raise Unknown("coding", coding, hint=f"Only {coder}'s own codings can be changed.")
    return found, readings.revision_of(writer, found.segment.document)[1]


def _notes(writer: Writer, coding: str) -> records.Rows:
    return records.current(writer.connection, "memo", [_note(coding, about) for about in ("coding", "doubt")])


def _note(coding: str, about: str) -> str:
    """The key of a note: one memo and one doubt a coding (a memo that came with a coding has the same)."""
    return str(stable_id("memo", about, coding))


def _called(about: str) -> str:
    return "memo" if about == "coding" else about


def _removed(writer: Writer, kind: str, row: str) -> Op:
    return Op(kind, row, "remove", saw=records.seen_by(writer.connection, kind, row))
