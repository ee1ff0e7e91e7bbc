"""Settling codings that wait for review: kept at the proposed place, put at another, or let go. Each act is one change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from qualcode.errors import CallError, ProjectError, Unknown
from qualcode.store import records, revising
from qualcode.store.blind import Sight, sight, standings
from qualcode.store.changes import Op
from qualcode.store.waiting import Waiting, waiting

if TYPE_CHECKING:
    from qualcode.store.store import Store, Writer

How = Literal["keep", "place", "drop"]
_DONE = {"keep": "kept", "place": "put in its place", "drop": "let go"}
AFTER = "after"


def settle(
    store: Store, acting: str | None, coding: str, how: How, start: int | None, end: int | None, reason: str
) -> None:
    """Settle one coding; see `qualcode.project.Project.settle`."""
    if how not in _DONE:
        raise CallError(f'A coding that waits is settled with "keep", "place" or "drop", not "{how}".')
    if acting is None and not reason.strip():
        raise CallError("Whoever settles the codings of others says why: --why TEXT (reason= in Python).")
    with store.writing() as writer:
        one = _the_one(writer, acting, coding)
        to = _place(one, how, start, end)
        late = acting is not None and how != "keep" and _closed(writer, one)
        ops = _ops(writer, one, to, late=late)
        why = f": {reason.strip()}" if reason.strip() else ""
        c = one.coding
        writer.record("settle", f"{c.code} of {c.coder} in {one.name} {_DONE[how]} after a correction{why}", ops)


def carry(store: Store, eyes: Sight, document: str | None) -> int:
    """Carry every waiting coding whose place is certain to the present text, as one change; gives how many."""
    with store.writing() as writer:
        found = [one for one in waiting(writer.connection, eyes, document=document) if one.carried.to]
        ops = [op for one in found for op in _ops(writer, one, one.carried.to, late=False)]
        if ops:
            names = ", ".join(dict.fromkeys(one.name for one in found))
            writer.record("settle", f"{len(found)} codings carried to the present text of {names}", ops)
    return len(found)


def _the_one(writer: Writer, acting: str | None, coding: str) -> Waiting:
    """The waiting coding of this id, as far as whoever acts may settle it."""
    found = waiting(writer.connection, sight(writer.connection, acting))
    for one in found:
        if coding in (one.coding.id, *one.twins):
            if acting is not None and one.coding.coder != acting:
                raise ProjectError(f"This coding is of {one.coding.coder}: {acting} settles only her own.")
            return one
    own = f" of {acting}" if acting is not None else ""
    raise Unknown("coding", coding, hint=f"No coding{own} with this id waits for review; project.review() lists them.")


def _place(one: Waiting, how: How, start: int | None, end: int | None) -> tuple[int, int] | None:
    if how == "drop":
        return None
    if how == "keep":
        if one.at is None:
            raise CallError(
                f"Nothing came of “{one.coding.segment.quote}” in {one.name}: place it elsewhere, or let it go."
            )
        return one.at
    if start is None or end is None:
        raise CallError("Say where it stands now: start= and end=.")
    if not 0 <= start < end <= len(one.new) or not one.new[start:end].strip():
        raise CallError(f"{one.name} has {len(one.new)} signs: [{start}:{end}] is no stretch of it that holds text.")
    return start, end


def _closed(writer: Writer, one: Waiting) -> bool:
    """Whether the reading is frozen and open to its partner: then another place or none is a later judgement."""
    c = one.coding
    standing = standings(writer.connection, c.segment.document).get((c.segment.document, c.round))
    return (
        standing is not None
        and standing.closed
        and standing.finished(c.coder)
        and standing.partner_finished(c.coder)
        and c.layer == "reading"
    )


def _ops(writer: Writer, one: Waiting, to: tuple[int, int] | None, *, late: bool) -> list[Op]:
    """The operations that put a coding in its place; `late`, the frozen reading keeps it and round *after* has the new one."""
    ops: list[Op] = []
    ids = (one.coding.id, *one.twins)
    if late:
        rows = {id_: {"coder": one.coding.coder, "document": one.coding.segment.document} for id_ in ids}
        ops += records.put(writer.connection, "withdrawal", rows).ops
    else:
        ops += [Op("coding", id_, "remove", saw=records.seen_by(writer.connection, "coding", id_)) for id_ in ids]
    if to is not None:
        coding = replace(one.coding, round=AFTER) if late else one.coding
        ops += revising.put_over(writer, [(coding, to)], one.revision, one.new)
    return ops
