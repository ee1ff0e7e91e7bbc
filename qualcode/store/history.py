"""What was done, what of it is in force, and what a project knew at an earlier moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from qualcode.errors import CallError, ProjectError
from qualcode.store import engine, projection, schema
from qualcode.store.changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Engine

#: What cannot be taken back.
FINAL_VERBS = frozenset({"create", "forget"})


def state(connection: Connection) -> dict[str, int]:
    """The set of known changes, written as the highest sequence number of each replica."""
    c = schema.change.c
    rows = connection.execute(select(c.replica, func.max(c.seq)).group_by(c.replica).order_by(c.replica))
    return {replica: int(seq) for replica, seq in rows}


def mark(connection: Connection) -> int:
    """A number that grows with every change that arrives here: equal marks mean equal frames."""
    return connection.execute(select(func.max(schema.change.c.nr))).scalar() or 0


def settle(connection: Connection) -> list[int]:
    """Work out again which changes are in force, and give the numbers of those that turned.

    A change is in force unless a change in force undoes it.
    """
    c = schema.change.c
    undoing = connection.execute(select(c.nr, c.id, c.undoes, c.force).where(c.undoes.is_not(None))).all()
    undone_by: dict[str, list[str]] = {}
    for _, id_, undoes, _ in undoing:
        undone_by.setdefault(undoes, []).append(id_)
    known: dict[str, bool] = {}
    concerned = {id_: (nr, force) for nr, id_, _, force in undoing}
    for part in engine.chunks([id_ for id_ in undone_by if id_ not in concerned]):
        rows = connection.execute(select(c.id, c.nr, c.force).where(c.id.in_(part)))
        concerned.update((id_, (nr, force)) for id_, nr, force in rows)
    turned = []
    for id_, (nr, was) in concerned.items():
        is_ = int(_in_force(id_, undone_by, known))
        if is_ != was:
            connection.execute(update(schema.change).where(c.nr == nr).values(force=is_))
            turned.append(nr)
    return turned


def _in_force(change: str, undone_by: Mapping[str, list[str]], known: dict[str, bool]) -> bool:
    """Follow the undoing changes to their end, without recursion: people undo and redo many times."""
    waiting = [change]
    while waiting:
        at = waiting[-1]
        open_ = [by for by in undone_by.get(at, ()) if by not in known]
        if open_:
            waiting.extend(open_)
            continue
        known[at] = not any(known[by] for by in undone_by.get(at, ()))
        waiting.pop()
    return known[change]


def keys_of(connection: Connection, changes: Iterable[int]) -> list[tuple[str, str]]:
    """The rows that these changes speak of."""
    o = schema.op.c
    found: dict[tuple[str, str], None] = {}
    for part in engine.chunks(changes):
        rows = connection.execute(select(o.kind, o.row).where(o.change.in_(part)).order_by(o.change, o.place))
        found.update(dict.fromkeys((kind, row) for kind, row in rows))
    return list(found)


def to_undo(connection: Connection, change: str | None, who: str) -> Change:
    """The change that an undo means: the one that is named, else the last in force by this person."""
    c = schema.change.c
    wanted = select(*(c[name] for name in Change.__dataclass_fields__), c.force)
    if change is None:
        rows = connection.execute(
            wanted.where(c.who == who, c.force == 1, c.verb.not_in([*FINAL_VERBS, "undo"]))
            .order_by(c.clock.desc(), c.replica.desc(), c.seq.desc())
            .limit(1)
        ).all()
        if not rows:
            raise ProjectError(f"There is nothing to undo: no change by {who} stands in this project.")
    else:
        rows = connection.execute(wanted.where(c.id == change)).all()
        if not rows:
            raise CallError(f'No change "{change}" in this project. `qualcode history` lists them with their ids.')
    *values, force = rows[0]
    found = Change(*values)
    if found.verb in FINAL_VERBS:
        raise ProjectError(f'"{found.message}" cannot be undone.')
    if not force:
        raise ProjectError(
            f'"{found.message}" was undone already: there is nothing to undo. Undo that undo to bring it back.'
        )
    return found


def listed(connection: Connection) -> list[tuple[Any, ...]]:
    """All changes in the order that every laptop gives them: seq, at, who, verb, message, id, force, replica, undoes."""
    c = schema.change.c
    wanted = select(c.seq, c.at, c.who, c.verb, c.message, c.id, c.force, c.replica, c.undoes)
    return [tuple(row) for row in connection.execute(wanted.order_by(c.clock, c.replica, c.seq))]


def copy_until(source: Connection, target: Engine, until: Mapping[str, int]) -> None:
    """Copy the changes of a state into an empty database, with the content they refer to, and work out its tables."""
    c = schema.change.c
    known = state(source)
    unknown = {replica: seq for replica, seq in until.items() if known.get(replica, 0) < seq}
    if unknown:
        raise ProjectError("This project does not know that state: merge the copy that it was made in first.")
    columns = [column.name for column in schema.change.columns]
    with engine.writing(target) as connection:
        rows = [tuple(row) for row in source.execute(select(schema.change).order_by(c.nr))]
        place = columns.index("replica"), columns.index("seq")
        taken = [row for row in rows if row[place[1]] <= until.get(row[place[0]], 0)]
        engine.insert(connection, schema.change, columns, taken)
        numbers = {row[0] for row in taken}
        _copy_ops(source, connection, numbers)
        for table in (schema.text, schema.quote, schema.reading):
            names = [column.name for column in table.columns]
            streamed = source.execute(select(table).execution_options(stream_results=True))
            engine.insert(connection, table, names, (tuple(row) for row in streamed))
        connection.execute(update(schema.change).values(force=1))
        settle(connection)
        projection.rebuild(connection)


def _copy_ops(source: Connection, target: Connection, numbers: set[int]) -> None:
    names = [column.name for column in schema.op.columns]
    streamed = source.execute(select(schema.op).execution_options(stream_results=True))
    engine.insert(target, schema.op, names, (tuple(row) for row in streamed if row[0] in numbers))
