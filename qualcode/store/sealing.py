"""Open readings stay out of published copies: which operations these are, and what of a colleague's is not here yet.

A copy holds every change, but of a reading whose round is open not its codings, notes and marks: those operations are left
out and the message of their change is covered. They come along later, when the round is closed: merging is the union of
operations. What a project knows to lack stands under `sealed` in its `meta`: ``{change: [[coder, document, round], ...]}``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, update

from qualcode.store import engine, schema
from qualcode.store.blind import Standing, standings
from qualcode.store.store import meta, set_meta

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

#: What the message of a change says while its codings are not told.
COVERED = "sealed until the round is closed"
#: A coder's reading of a document in a round.
Reading = tuple[str, str, str]
#: For each change what of it is not here, by reading.
Sealed = dict[str, frozenset[Reading]]
#: Operations on these tell what a coder made of a document.
_TELLING = ("coding", "memo", "mark", "withdrawal")


def is_open(found: Mapping[tuple[str, str], Standing], document: str, round_: str) -> bool:
    """Whether the readings of a document in a round are open. A round of which nothing is said goes with the main round."""
    standing = found.get((document, round_)) or found.get((document, "main"))
    return standing is None or not standing.closed


def open_readings(connection: Connection) -> dict[str, Reading]:
    """The stored readings whose round is open, by their key: coder, document, round."""
    found, r = standings(connection), schema.reading.c
    rows = connection.execute(select(r.id, r.coder, r.document, r.round).where(r.layer == "reading"))
    return {id_: (coder, document, round_) for id_, coder, document, round_ in rows if is_open(found, document, round_)}


def withheld(connection: Connection) -> dict[tuple[str, str], Reading]:
    """The rows that tell of open readings, by kind and key, whether they live or not, and whose reading it is."""
    found, readings, o = standings(connection), open_readings(connection), schema.op.c
    wanted = select(o.kind, o.row, o.data).where(o.kind.in_(_TELLING), o.op == "add", o.data.is_not(None))
    rows: dict[tuple[str, str], Reading] = {}
    for kind, row, data in connection.execute(wanted.execution_options(stream_results=True)):
        values = json.loads(data)
        if kind == "coding":
            if values["reading"] in readings:
                rows[kind, row] = readings[values["reading"]]
        elif values.get("coder") and values.get("document") and is_open(found, values["document"], "main"):
            rows[kind, row] = (values["coder"], values["document"], "main")
    return rows


def sealed(connection: Connection) -> Sealed:
    """What of other people's changes is not in this project yet."""
    said = json.loads(meta(connection, "sealed") or "{}")
    return {change: frozenset(tuple(reading) for reading in readings) for change, readings in said.items()}


def note(connection: Connection, lacking: Sealed) -> None:
    """Keep what is not here."""
    said = {change: sorted(map(list, readings)) for change, readings in sorted(lacking.items())}
    set_meta(connection, "sealed", json.dumps(said))


def missing_readings(connection: Connection) -> frozenset[Reading]:
    """The readings of which codings are not here: whatever their coverage says, here they are not finished."""
    return frozenset(reading for readings in sealed(connection).values() for reading in readings)


def finished_away(connection: Connection) -> frozenset[Reading]:
    """Those of them that their coder has finished."""
    found = standings(connection)
    missing = missing_readings(connection)
    return frozenset(one for one in missing if found.get((one[1], one[2]), Standing()).finished(one[0]))


def after(ours: Sealed, theirs: Sealed, known: Iterable[str], known_there: Iterable[str]) -> Sealed:
    """What is still lacking when two copies are one: of a change that both know what both lack.

    >>> a, b = ("A", "d1", "main"), ("B", "d1", "main")
    >>> after({"x": frozenset({a, b})}, {"x": frozenset({b}), "y": frozenset({a})}, ["x"], ["x", "y"]) == {
    ...     "x": frozenset({b}), "y": frozenset({a})}
    True
    """
    here, there = set(known), set(known_there)
    left = {
        change: lacks & theirs.get(change, frozenset()) if change in there else lacks for change, lacks in ours.items()
    }
    return {**{change: lacks for change, lacks in theirs.items() if change not in here}, **left}


def fill(here: Connection, there: Connection) -> list[int]:
    """Take the operations of changes that we know in part; they count as having arrived now. Gives their new numbers."""
    c, o = schema.change.c, schema.op.c
    partial = list(sealed(here))
    numbers: list[int] = []
    arrived = here.execute(select(func.max(c.nr))).scalar() or 0
    for part in engine.chunks(partial):
        ours = {row.id: row for row in here.execute(select(c.id, c.nr, c.message).where(c.id.in_(part)))}
        theirs = there.execute(select(c.id, c.nr, c.message).where(c.id.in_(part))).all()
        for id_, nr, message in theirs:
            stands = {row.place: tuple(row) for row in here.execute(select(schema.op).where(o.change == ours[id_].nr))}
            come = {row.place: tuple(row) for row in there.execute(select(schema.op).where(o.change == nr))}
            told = message if ours[id_].message == COVERED else ours[id_].message
            if not come.keys() - stands.keys() and told == ours[id_].message:
                continue
            arrived += 1
            _renumber(here, ours[id_].nr, arrived, told, {**come, **stands})
            numbers.append(arrived)
    return numbers


def _renumber(here: Connection, old: int, new: int, message: str, ops: Mapping[int, tuple[Any, ...]]) -> None:
    c, names = schema.change.c, [column.name for column in schema.op.columns]
    here.execute(delete(schema.op).where(schema.op.c.change == old))
    here.execute(
        update(schema.change).where(c.nr == bindparam("was")).values(nr=new, message=message), {"was": old}
    )  # fmt: skip
    engine.insert(here, schema.op, names, ((new, *ops[place][1:]) for place in sorted(ops)))


def told_whole(connection: Connection, changes: Iterable[str]) -> set[str]:
    """Those of the changes whose message is not covered."""
    c = schema.change.c
    found: set[str] = set()
    for part in engine.chunks(changes):
        found.update(connection.execute(select(c.id).where(c.id.in_(part), c.message != COVERED)).scalars())
    return found
