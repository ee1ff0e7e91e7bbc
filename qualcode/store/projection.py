"""From the operations in force to the current tables: a pure function, row by row or for everything at once.

A row lives while an adding change in force is not named by a removal in force. Of single values the highest
(clock, replica) stands.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from qualcode.store import engine, placing, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from qualcode.store.changes import Op

#: One operation as the projection reads it: stamp, change, when, op, data, saw.
Entry = tuple[str, str, str, str, "str | None", "str | None"]
_BATCH = 20_000


def stamp(clock: int, replica: str, seq: int) -> str:
    """The place of a change among all changes, as text that sorts."""
    return f"{clock:012d}.{replica}.{seq:09d}"


def born(change_stamp: str, place: int) -> str:
    """The place of an added row among all rows."""
    return f"{change_stamp}.{place:07d}"


def place(connection: Connection, change_stamp: str, at: str, fresh: Sequence[Op], ops: Sequence[Op]) -> None:
    """Put rows that never were before into the current tables."""
    if not fresh:
        return
    everything = len(fresh) == len(ops)
    places = range(len(ops)) if everything else [n for n, op in enumerate(ops) if op.fresh]
    by_kind: dict[str, list[placing.Living]] = {}
    for number, op in zip(places, fresh, strict=True):
        by_kind.setdefault(op.kind, []).append((op.row, born(change_stamp, number), at, dict(op.data)))
    for kind, living in by_kind.items():
        placing.put(connection, kind, living)


def project(connection: Connection, keys: Iterable[tuple[str, str]]) -> None:
    """Compute these rows again from the operations in force."""
    by_kind: dict[str, dict[str, None]] = {}
    for kind, row in keys:
        by_kind.setdefault(kind, {})[row] = None
    for kind, rows in by_kind.items():
        for part in engine.chunks(rows):
            placing.clear(connection, kind, part)
            placing.put(connection, kind, [living for _, living in _living(connection, kind, part)])


def rebuild(connection: Connection) -> None:
    """Throw the current tables away and compute them again from all operations in force."""
    for table in (*schema.KINDS.values(), schema.turn):
        connection.execute(delete(table))
    batch: list[placing.Living] = []
    current = ""
    for kind, living in _living(connection):
        if batch and (kind != current or len(batch) >= _BATCH):
            placing.put(connection, current, batch)
            batch = []
        current = kind
        batch.append(living)
    if batch:
        placing.put(connection, current, batch)


def _living(
    connection: Connection, kind: str | None = None, rows: Sequence[str] | None = None
) -> Iterator[tuple[str, placing.Living]]:
    """The rows that live, with their values."""
    o, c = schema.op.c, schema.change.c
    wanted = (
        select(o.kind, o.row, c.clock, c.replica, c.seq, o.place, c.id, c.at, o.op, o.data, o.saw)
        .join_from(schema.op, schema.change, o.change == c.nr)
        .where(c.force == 1)
        .order_by(o.kind, o.row)
    )
    if kind is not None:
        wanted = wanted.where(o.kind == kind, o.row.in_(rows or ()))
    result = connection.execute(wanted.execution_options(stream_results=True))
    for (of, row), group in groupby(result, key=itemgetter(0, 1)):
        found = living(row, [(born(stamp(e[2], e[3], e[4]), e[5]), e[6], e[7], e[8], e[9], e[10]) for e in group])
        if found is not None and of in schema.KINDS:
            yield of, found


def living(row: str, entries: list[Entry]) -> placing.Living | None:
    """The values of a row after all operations on it that are in force, or None where it does not live.

    A row of which nothing is left (a forgotten person) does not live.
    """
    dead = {change for entry in entries if entry[3] == "remove" for change in json.loads(entry[5] or "[]")}
    adds = [entry for entry in entries if entry[3] == "add" and entry[1] not in dead]
    if not adds:
        return None
    if len(adds) == len(entries) == 1:  # nearly always, and a million times
        return (row, adds[0][0], adds[0][2], _data(adds[0])) if adds[0][4] else None
    values: dict[str, Any] = {}
    for entry in sorted([*adds, *(e for e in entries if e[3] == "set")]):
        values.update(_data(entry))
    first = min(adds)
    return (row, first[0], first[2], values) if values else None


def _data(entry: Entry) -> dict[str, Any]:
    return json.loads(entry[4]) if entry[4] else {}
