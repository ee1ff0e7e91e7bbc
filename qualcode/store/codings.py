"""Codings into the store, in bulk: one change, each coding once, and no reading changed that was finished."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from qualcode.errors import ProjectError
from qualcode.model import stable_id
from qualcode.report import Added
from qualcode.store import content, engine, ids, records, schema
from qualcode.store.blind import Standing, standings
from qualcode.store.changes import Op, dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.model import Coding
    from qualcode.store.door import Entry
    from qualcode.store.store import Store, Writer

_LOOKED_UP_ONE_BY_ONE = 20_000


def add(
    store: Store,
    codings: Sequence[Coding],
    *,
    revive: bool = True,
    changed: Sequence[str] = (),
    entry: Entry | None = None,
) -> Added:
    """Write codings as one change. Equal ones that stand already are known.

    A reading that was finished takes no more codings: while it is open to its partner this is refused; once all have
    finished, they are recorded as round *after*. Codings delivered together with a finished reading, of which
    nothing stood before, are that reading.
    """
    codings, undated = _dated(codings)
    with store.writing() as writer:
        codings, moved = _not_into_finished(writer.connection, codings)
        ops, known, stays = _ops(writer.connection, codings, revive)
        store_content(writer, [coding for coding in codings if coding.id in ops])
        memos = records.put(writer.connection, "memo", memo_rows(coding for coding in codings if coding.id in ops))
        if ops or memos.ops:
            raw = entry.let_in() if entry is not None else ""
            writer.record("add codings", f"codings: {len(ops)} added{raw}", [*ops.values(), *memos.ops])
    return Added("codings", len(ops), known, (*changed, *undated, *moved, *stays))


def adding(writer: Writer, codings: Sequence[Coding]) -> list[Op]:
    """The operations that make these codings stand, with their quotes stored; none for those that do."""
    ops, _, _ = _ops(writer.connection, codings, revive=True)
    store_content(writer, [coding for coding in codings if coding.id in ops])
    return list(ops.values())


def _dated(codings: Sequence[Coding]) -> tuple[Sequence[Coding], list[str]]:
    """The codings with their moments as ISO; what cannot be read as one is left out and told."""
    read = {said: ids.moment(said) for said in {coding.created for coding in codings} if said}
    if all(said == moment for said, moment in read.items()):
        return codings, []
    lines = [f'created "{said}" is no date and is left out' for said, moment in sorted(read.items()) if moment is None]
    return [replace(c, created=read[c.created] or "") if c.created else c for c in codings], lines


def _ops(connection: Connection, codings: Sequence[Coding], revive: bool) -> tuple[dict[str, Op], int, list[str]]:
    """One adding operation for each coding that does not stand yet."""
    living, earlier = _standing(connection, [coding.id for coding in codings])
    ops: dict[str, Op] = {}
    known = left = 0
    for coding in codings:
        if coding.id in living:
            known += 1
        elif coding.id in earlier and not revive:
            left += 1
        elif coding.id not in ops:
            ops[coding.id] = Op("coding", coding.id, data=values_of(coding), fresh=coding.id not in earlier)
    return ops, known + left, [f"{left} codings were removed since and stay so"] if left else []


def _standing(connection: Connection, wanted: list[str]) -> tuple[set[str], set[str]]:
    """Which codings live, and of which an operation ever spoke."""
    c, o = schema.coding.c, schema.op.c
    if len(wanted) > _LOOKED_UP_ONE_BY_ONE:
        living = set(connection.execute(select(c.id)).scalars())
        ever = connection.execute(select(func.count()).where(o.kind == "coding")).scalar()
        if ever == len(living):
            return living, living
        return living, set(connection.execute(select(o.row).where(o.kind == "coding")).scalars())
    living = set()
    for part in engine.chunks(wanted):
        living.update(connection.execute(select(c.id).where(c.id.in_(part))).scalars())
    return living, records.once(connection, "coding", wanted)


def values_of(coding: Coding) -> dict[str, Any]:
    """What the operation that adds a coding says; what its reading shares is stored apart."""
    values: dict[str, Any] = {
        "reading": ids.reading_row(reading_of(coding)),
        "code": coding.code,
        "start": coding.segment.start,
        "end": coding.segment.end,
    }
    if coding.facets:
        values["facets"] = dict(coding.facets)
    if coding.created:
        values["created"] = coding.created
    return values


def reading_of(coding: Coding) -> content.Reading:
    """What the codings of a reading of one revision share."""
    segment = coding.segment
    return (coding.layer, coding.coder, coding.round, coding.version, coding.origin, segment.document, segment.revision)


def store_content(writer: Writer, codings: Sequence[Coding]) -> None:
    """Store what the operations that add these codings refer to."""
    content.add_readings(writer.connection, {reading_of(coding): None for coding in codings})
    content.add_quotes(
        writer.connection,
        [(c.id, c.segment.quote, c.segment.revision, c.segment.start, c.segment.end) for c in codings],
    )


def memo_rows(codings: Iterable[Coding]) -> records.Rows:
    """The memos that came with codings, as rows."""
    return {
        str(stable_id("memo", "coding", coding.id)): {
            "about": "coding", "of": coding.id, "coder": coding.coder, "document": coding.segment.document,
            "text": coding.memo, "created": coding.created or None,
        }
        for coding in codings
        if coding.memo
    }  # fmt: skip


def _not_into_finished(connection: Connection, codings: Sequence[Coding]) -> tuple[Sequence[Coding], list[str]]:
    """The codings with the round in which they may be recorded, and a sentence for each that moved."""
    finished = {key: standing for key, standing in standings(connection).items() if any(standing.coders.values())}
    if not finished:
        return codings, []
    groups: dict[tuple[str, str, str], list[Coding]] = {}
    for coding in codings:
        place = (coding.segment.document, coding.round)
        if coding.layer == "reading" and place in finished and finished[place].finished(coding.coder):
            groups.setdefault((*place, coding.coder), []).append(coding)
    after: set[str] = set()
    lines: list[str] = []
    for (document, round_, coder), group in groups.items():
        new = _new_to_a_reading(connection, document, round_, coder, group)
        if new:
            lines.append(_late(connection, document, round_, coder, len(new), finished[document, round_]))
            after.update(new)
    return [_after(coding) if coding.id in after else coding for coding in codings] if after else codings, lines


def _new_to_a_reading(
    connection: Connection, document: str, round_: str, coder: str, group: Sequence[Coding]
) -> list[str]:
    """Those that a finished reading does not hold yet; none where it held nothing: then they are what was finished."""
    c, r = schema.coding.c, schema.reading.c
    stands = {
        tuple(row)
        for row in connection.execute(
            select(r.revision, c.start, c.end, c.code, c.facets)
            .join_from(schema.coding, schema.reading, c.reading == r.nr)
            .where(r.document == document, r.round == round_, r.coder == coder, r.layer == "reading")
        )
    }
    return [coding.id for coding in group if _says(coding) not in stands] if stands else []


def _says(coding: Coding) -> tuple[str, int, int, str, str]:
    s = coding.segment
    return (s.revision, s.start, s.end, coding.code, facets_text(coding.facets))


def facets_text(facets: Mapping[str, str]) -> str:
    """Facets as the table of codings keeps them: canonical JSON, nothing for none."""
    return dumps(dict(sorted(facets.items()))) if facets else ""


def _late(connection: Connection, document: str, round_: str, coder: str, count: int, standing: Standing) -> str:
    d = schema.document.c
    name = connection.execute(select(d.name).where(d.row == document)).scalar() or document
    if not (standing.closed and standing.partner_finished(coder)):
        raise ProjectError(
            f"{coder} has finished {name} ({round_}): {count} more codings cannot be added. Reopen the reading first."
        )
    return (
        f"{name}: {count} codings of {coder} came after the {round_} round was closed and are recorded as round after"
    )


def _after(coding: Coding) -> Coding:
    segment = coding.segment
    place = (segment.document, segment.revision, segment.start, segment.end)
    id_ = ids.coding_id(coding.layer, coding.coder, "after", place, coding.code, coding.facets)
    return replace(coding, id=id_, round="after")
