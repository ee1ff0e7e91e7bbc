"""Merging is the union of changes: in any order, in any grouping, any number of times it ends in the same project."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from qualcode.errors import ProjectError
from qualcode.store import blocking, content, engine, forgetting, history, projection, schema, sealing
from qualcode.store.blind import Sight
from qualcode.store.waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Connection

    from qualcode.store.store import Store

    #: Called with what is done, how far, of how many.
    Progress = Callable[[str, int, int], None]

_STEPS = ("what is new", "texts and quotes", "changes", "what follows from them")
#: From this share of all changes on, everything is worked out again at once.
_MOST = 0.5
_CHANGE = ("id", "replica", "seq", "clock", "who", "at", "verb", "message", "undoes")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One value that both sides set without knowing of each other: what stands, and the other."""

    kind: str
    row: str
    name: str
    stands: Any
    other: Any

    def __str__(self) -> str:
        return f'{self.kind} {self.row}: {self.name} is "{self.stands}"; the other copy says "{self.other}"'


@dataclass(frozen=True, slots=True)
class Brought:
    """What one person brings: changes made, codings in their name, and the documents that these are in or that they added."""

    coder: str
    changes: int
    codings: int
    documents: int


@dataclass(frozen=True)
class MergeReport:
    """What a merge brought: how many changes, by verb and by person, and the values on which the copies differed.

    `waiting` counts the codings that now wait for review, because they were made on a text that was corrected elsewhere;
    `filled` the changes that were known without the codings of an open reading, which came along now.
    """

    changes: int = 0
    verbs: Mapping[str, int] | None = None
    conflicts: tuple[Conflict, ...] = ()
    dry_run: bool = False
    waiting: int = 0
    brought: tuple[Brought, ...] = ()
    filled: int = 0

    def __str__(self) -> str:
        verbs = ", ".join(f"{verb} {count}" for verb, count in (self.verbs or {}).items())
        head = f"{self.changes} changes {'would come' if self.dry_run else 'came'}" + (f" ({verbs})" if verbs else "")
        waits = "1 coding waits" if self.waiting == 1 else f"{self.waiting} codings wait"
        told = [f"  {waits} for review on an earlier text: qualcode revise --queue"] if self.waiting else []
        return "\n".join([head, *(f"  {conflict}" for conflict in self.conflicts), *told])


def merge(ours: Store, theirs: Store, *, dry_run: bool = False, progress: Progress | None = None) -> MergeReport:
    """Take over every change that the other store knows and we do not, and what we lack of those that we know.

    `progress` is called between the steps and may raise, which leaves everything as it was.
    """
    if ours.study != theirs.study:
        raise ProjectError(
            f'{theirs.place} is another study ("{theirs.study}", not "{ours.study}"): only copies of one study can be merged.'
        )

    def step(number: int) -> None:
        if progress is not None:
            progress(_STEPS[min(number, len(_STEPS) - 1)], number, len(_STEPS))

    step(0)
    if dry_run:
        with ours.reading() as here, theirs.reading() as there:
            new, conflicts = _new_changes(here, there), _conflicts(here, there)
            return _report(there, new, conflicts, dry_run=True)
    with theirs.reading() as there, ours.writing() as writer:
        here = writer.connection
        conflicts = _conflicts(here, there)
        new = _new_changes(here, there)
        lacking = sealing.after(sealing.sealed(here), sealing.sealed(there), _ids(here), _ids(there))
        step(1)
        _take_content(here, there)
        step(2)
        filled = sealing.fill(here, there)
        numbers = [*filled, *_take_changes(here, there, new)]
        if here.dialect.name == "postgresql" and numbers:
            here.exec_driver_sql("SELECT setval(pg_get_serial_sequence('change', 'nr'), (SELECT max(nr) FROM change))")
        _note_sealed(here, lacking)
        step(3)
        _work_out(here, numbers)
        where, _ = blocking.named(here)
        blocked = blocking.enforce(here, blocking.passages(here, where) | blocking.passages(there, where))
        waits = len(waiting(here, Sight()))
        report = _report(there, new, conflicts, dry_run=False)
        step(4)
    if blocked.signs or blocked.rows:
        forgetting.clean(ours)
    return replace(report, waiting=waits, filled=len(filled))


def _note_sealed(here: Connection, lacking: sealing.Sealed) -> None:
    """Keep what is still not here; nothing is written where that is nothing, as it was before."""
    whole = sealing.told_whole(here, [change for change, readings in lacking.items() if not readings])
    left = {change: readings for change, readings in lacking.items() if change not in whole}
    if left != sealing.sealed(here):
        sealing.note(here, left)


def _report(there: Connection, new: list[tuple[Any, ...]], conflicts: list[Conflict], *, dry_run: bool) -> MergeReport:
    verbs = Counter(row[_CHANGE.index("verb") + 1] for row in new)
    return MergeReport(
        len(new), dict(sorted(verbs.items())), tuple(conflicts), dry_run, brought=tuple(_brought(there, new))
    )


def _brought(there: Connection, new: list[tuple[Any, ...]]) -> Iterable[Brought]:
    """By person: the changes, the codings that they add, and in how many documents."""
    who = {row[0]: row[_CHANGE.index("who") + 1] for row in new}
    changes = Counter(who.values())
    codings: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    o, r = schema.op.c, schema.reading.c
    made = select(r.id, r.coder, r.document).where(r.layer != "suggestion")
    readings = {id_: (coder, document) for id_, coder, document in there.execute(made)}
    for part in engine.chunks(who):
        adds = select(o.change, o.kind, o.row, o.data).where(o.change.in_(part), o.op == "add")
        for nr, kind, row, data in there.execute(adds.where(o.kind.in_(("coding", "document")))):
            if kind == "coding":
                coder, document = readings.get(json.loads(data or "{}").get("reading"), ("", ""))
                if document:
                    codings[coder or who[nr]] += 1
                    documents.setdefault(coder or who[nr], set()).add(document)
            else:
                documents.setdefault(who[nr], set()).add(row)
    for name in sorted({*changes, *codings, *documents}):
        yield Brought(name, changes[name], codings[name], len(documents.get(name, ())))


def _ids(connection: Connection) -> set[str]:
    return set(connection.execute(select(schema.change.c.id)).scalars())


def _new_changes(here: Connection, there: Connection) -> list[tuple[Any, ...]]:
    """Their number and facts of each change that we do not know, in the order that every laptop gives them."""
    c = schema.change.c
    known = _ids(here)
    rows = there.execute(select(c.nr, *(c[name] for name in _CHANGE)).order_by(c.clock, c.replica, c.seq))
    return [tuple(row) for row in rows if row.id not in known]


def _take_content(here: Connection, there: Connection) -> None:
    """Texts, quotes and readings that we lack; where both have one, what is blocked out on either side is blocked out."""
    readings = there.execute(select(*(schema.reading.c[name] for name in ("id", *content.READING))))
    engine.insert(here, schema.reading, ("id", *content.READING), (tuple(row) for row in readings), ignore=True)
    for table, key in ((schema.text, "id"), (schema.quote, "coding")):
        names = [column.name for column in table.columns]
        ours = set(here.execute(select(table.c[key])).scalars())
        rows = there.execute(select(table).execution_options(stream_results=True))
        engine.insert(here, table, names, (tuple(row) for row in rows if row[0] not in ours))


def _take_changes(here: Connection, there: Connection, new: list[tuple[Any, ...]]) -> list[int]:
    """Their changes with their operations; the numbers that they get here."""
    first = (here.execute(select(func.max(schema.change.c.nr))).scalar() or 0) + 1
    numbers = {row[0]: first + place for place, row in enumerate(new)}
    rows = ((numbers[nr], *facts, 1) for nr, *facts in new)
    engine.insert(here, schema.change, ("nr", *_CHANGE, "force"), rows)
    names = [column.name for column in schema.op.columns]
    for part in engine.chunks(numbers):
        ops = there.execute(select(schema.op).where(schema.op.c.change.in_(part)))
        engine.insert(here, schema.op, names, ((numbers[row[0]], *row[1:]) for row in ops))
    return list(numbers.values())


def _work_out(here: Connection, numbers: list[int]) -> None:
    """The current tables after new changes arrived."""
    turned = history.settle(here)
    everything = here.execute(select(func.count()).select_from(schema.op)).scalar() or 0
    o = schema.op.c
    concerned = 0
    changes = [*numbers, *turned]
    for part in engine.chunks(changes):
        concerned += here.execute(select(func.count()).select_from(schema.op).where(o.change.in_(part))).scalar() or 0
    if concerned > _MOST * everything:
        projection.rebuild(here)
    else:
        projection.project(here, history.keys_of(here, changes))


def _conflicts(here: Connection, there: Connection) -> list[Conflict]:
    """Values that both sides set to something else since they last knew the same."""
    ours, theirs = _ids(here), _ids(there)
    mine = _values_set(here, ours - theirs)
    others = _values_set(there, theirs - ours)
    found = []
    for place in sorted(mine.keys() & others.keys()):
        (stamp_a, a), (stamp_b, b) = mine[place], others[place]
        if a != b:
            stands, other = (a, b) if stamp_a > stamp_b else (b, a)
            found.append(Conflict(*place, stands, other))
    return found


def _values_set(connection: Connection, changes: Iterable[str]) -> dict[tuple[str, str, str], tuple[str, Any]]:
    """The last value that these changes gave to each column of each row (codings never change)."""
    o, c = schema.op.c, schema.change.c
    found: dict[tuple[str, str, str], tuple[str, Any]] = {}
    for part in engine.chunks(changes):
        rows = connection.execute(
            select(o.kind, o.row, o.data, o.place, c.clock, c.replica, c.seq)
            .join_from(schema.op, schema.change, o.change == c.nr)
            .where(c.id.in_(part), o.op != "remove", o.kind != "coding")
        )
        for kind, row, data, place, clock, replica, seq in rows:
            stamp = projection.born(projection.stamp(clock, replica, seq), place)
            for name, value in (json.loads(data) if data else {}).items():
                key = (kind, row, name)
                if key not in found or found[key][0] < stamp:
                    found[key] = (stamp, value)
    return found
