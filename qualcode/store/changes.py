"""Changes: every act is one, with its operations. Writing one and placing what follows from it happen in one transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select

from qualcode.store import engine, projection, schema
from qualcode.store.ids import now, uuid7

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Op:
    """One operation on one row: add it, set some of its values, or remove it.

    A removal names in `saw` the adding changes that it saw. `fresh`: no operation ever spoke of this row before, so that
    it can be placed without looking back.
    """

    kind: str
    row: str
    op: str = "add"
    data: Mapping[str, Any] = field(default_factory=dict)
    saw: tuple[str, ...] = ()
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One act: who did what when, where (replica and its sequence number), its logical clock, and what it undoes."""

    nr: int
    id: str
    replica: str
    seq: int
    clock: int
    who: str
    at: str
    verb: str
    message: str
    undoes: str | None = None

    @property
    def stamp(self) -> str:
        """Its place among all changes, the same on every laptop, as text that sorts."""
        return projection.stamp(self.clock, self.replica, self.seq)


def dumps(value: object) -> str:
    """JSON without spaces; letters stay letters, and maps keep their order (that of facets in a codebook has a meaning)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


#: Statements of every act, built once.
_c = schema.change.c
_LAST = select(
    select(func.max(_c.seq)).where(_c.replica == bindparam("replica")).scalar_subquery(),
    select(func.max(_c.clock)).scalar_subquery(),
)
_INSERT = insert(schema.change)


def record(
    connection: Connection,
    replica: str,
    who: str,
    verb: str,
    message: str,
    ops: Sequence[Op],
    *,
    undoes: str | None = None,
) -> Change:
    """Write a change with its operations and what follows from it in the current tables."""
    change = _next(connection, replica, who, verb, message, undoes)
    engine.insert(connection, schema.op, ("change", "place", "kind", "row", "op", "data", "saw"), _rows(change, ops))
    projection.place(connection, change.stamp, change.at, [op for op in ops if op.fresh], ops)
    projection.project(connection, ((op.kind, op.row) for op in ops if not op.fresh))
    return change


def _next(connection: Connection, replica: str, who: str, verb: str, message: str, undoes: str | None) -> Change:
    seq, clock = connection.execute(_LAST, {"replica": replica}).one()
    change = Change(0, uuid7(), replica, (seq or 0) + 1, (clock or 0) + 1, who, now(), verb, message, undoes)
    values = {name: getattr(change, name) for name in Change.__dataclass_fields__ if name != "nr"}
    done = connection.execute(_INSERT, {**values, "force": 1})
    return replace(change, nr=int((done.inserted_primary_key or (0,))[0]))


def _rows(change: Change, ops: Iterable[Op]) -> Iterable[tuple[Any, ...]]:
    for place, op in enumerate(ops):
        data = dumps(op.data) if op.data else None
        saw = dumps(sorted(op.saw)) if op.op == "remove" else None
        yield change.nr, place, op.kind, op.row, op.op, data, saw
