"""Records into operations: what is new is added, what differs is set, what is known costs nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from qualcode.model import stable_id
from qualcode.report import Added
from qualcode.store import engine, ids, schema
from qualcode.store.changes import Op, dumps
from qualcode.store.placing import BLOCK, from_sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from qualcode.model import Asked, Attribute, Case, Coverage, Decision, Document, Person, Speaker, Topic
    from qualcode.store.door import Entry
    from qualcode.store.store import Store

#: Values of rows by their key.
Rows = dict[str, dict[str, Any]]
_STEPS = ("assigned", "begun", "finished")


@dataclass
class Put:
    """What saving rows comes to, before it is written."""

    ops: list[Op] = field(default_factory=list)
    added: int = 0
    known: int = 0
    changed: list[str] = field(default_factory=list)


def current(connection: Connection, kind: str, rows: Iterable[str]) -> Rows:
    """The values of the rows that live now."""
    table = schema.KINDS[kind]
    found: Rows = {}
    for part in engine.chunks(rows):
        for row in connection.execute(select(table).where(table.c.row.in_(part))):
            found[row[0]] = from_sql(table, row)
    return found


def once(connection: Connection, kind: str, rows: Iterable[str]) -> set[str]:
    """Those of the rows that an operation ever spoke of, living or not."""
    o = schema.op.c
    found: set[str] = set()
    for part in engine.chunks(rows):
        found.update(connection.execute(select(o.row).where(o.kind == kind, o.row.in_(part)).distinct()).scalars())
    return found


def put(connection: Connection, kind: str, rows: Rows, *, revive: bool = True) -> Put:
    """The operations that make these rows stand as they are given; values that are not named stay as they are."""
    done = Put()
    rows, forgotten = _remembered(connection, kind, rows)
    done.changed += forgotten
    living = current(connection, kind, rows)
    earlier = once(connection, kind, [row for row in rows if row not in living])
    for row, given in rows.items():
        values = json.loads(dumps(given))
        if row in living:
            other = {name: value for name, value in values.items() if not same(living[row].get(name), value)}
            replaced = sorted(name for name in other if living[row].get(name) not in (None, "", [], {}))
            if other:
                done.ops.append(Op(kind, row, "set", other))
            if other and _guessed(kind, living[row]):
                done.added += 1
                continue
            if replaced:
                done.changed.append(f"{kind} {_called(row, living[row])}: {', '.join(replaced)} changed")
            done.known += 1
        elif row not in earlier or revive:
            done.ops.append(Op(kind, row, "add", values, fresh=row not in earlier))
            done.added += 1
        else:
            done.changed.append(f"{kind} {_called(row, values)}: was removed since and stays so")
            done.known += 1
    return done


def same(stands: Any, given: Any) -> bool:
    """Whether a value stands as it is given; what was blocked out in it does not come back from the sheet that had it."""
    if isinstance(stands, str) and isinstance(given, str) and BLOCK in stands:
        return len(stands) == len(given) and all(a in (b, BLOCK) for a, b in zip(stands, given, strict=True))
    if isinstance(stands, dict) and isinstance(given, dict):
        return stands.keys() == given.keys() and all(same(stands[name], given[name]) for name in stands)
    if isinstance(stands, list) and isinstance(given, list):
        return len(stands) == len(given) and all(map(same, stands, given))
    return bool(stands == given)


def _remembered(connection: Connection, kind: str, rows: Rows) -> tuple[Rows, list[str]]:
    """The rows without those of persons who were forgotten: they do not come back from a sheet, and it is told."""
    if kind not in ("person", "attribute"):
        return rows, []
    f = schema.forgotten.c
    gone = set(connection.execute(select(f["of"]).where(f["of"] != "")).scalars())
    if not gone:
        return rows, []

    def is_gone(row: str, values: Mapping[str, Any]) -> bool:
        if kind == "person":
            return ids.hidden_person(row) in gone
        return values.get("subject") == "person" and ids.hidden_person(str(values.get("of"))) in gone

    kept = {row: values for row, values in rows.items() if not is_gone(row, values)}
    count = len(rows) - len(kept)
    return kept, [f"{kind}: {count} of somebody who was forgotten, left out"] if count else []


def heard(connection: Connection) -> set[str]:
    """The persons who speak in a document."""
    s = schema.speaker.c
    return set(connection.execute(select(s.person).where(s.person.is_not(None)).distinct()).scalars())


def _guessed(kind: str, values: Mapping[str, Any]) -> bool:
    """Whether a row was only guessed at import: a role told from a label, of nobody known."""
    return kind == "speaker" and not values.get("person") and not values.get("case")


def _called(row: str, values: Mapping[str, Any]) -> str:
    named = [str(values[name]) for name in ("name", "label", "topic", "coder") if values.get(name)]
    return " ".join(named) or row


def seen_by(connection: Connection, kind: str, row: str) -> tuple[str, ...]:
    """The adding changes in force of a row: what its removal saw."""
    o, c = schema.op.c, schema.change.c
    wanted = select(c.id).join_from(schema.op, schema.change, o.change == c.nr)
    return tuple(connection.execute(wanted.where(o.kind == kind, o.row == row, o.op == "add", c.force == 1)).scalars())


def save(
    store: Store, verb: str, what: str, kinds: Mapping[str, Rows], *, revive: bool = True, entry: Entry | None = None
) -> Added:
    """Write rows of one or more kinds as one change; nothing new writes no change. What is new must pass the door."""
    with store.writing() as writer:
        parts = [put(writer.connection, kind, rows, revive=revive) for kind, rows in kinds.items()]
        ops = [op for part in parts for op in part.ops]
        lines = tuple(line for part in parts for line in part.changed)
        added, known = parts[0].added, parts[0].known
        if ops:
            more = max(0, len(ops) - added)
            raw = entry.let_in() if entry is not None else ""
            writer.record(verb, f"{what}: {added} added" + (f", {more} other values" if more else "") + raw, ops)
    return Added(what, added, known, lines)


# --- records as rows -----------------------------------------------------------------------------------------------


def cases(records: Iterable[Case]) -> Rows:
    """Cases as rows."""
    return {
        case.id: {"name": case.name, "kind": case.kind, "parent": case.parent, "consent": dict(case.consent)}
        for case in records
    }


def persons(records: Iterable[Person]) -> Rows:
    """Persons as rows."""
    return {
        person.id: {"case": person.case, "functions": list(person.functions), "consent": dict(person.consent)}
        for person in records
    }


def attributes(records: Iterable[Attribute]) -> Rows:
    """Attributes as rows."""
    return {
        str(stable_id("attribute", a.subject, a.id, a.name, a.wave)): {
            "subject": a.subject, "of": a.id, "name": a.name, "value": a.value, "wave": a.wave,
        }
        for a in records
    }  # fmt: skip


def documents(records: Iterable[Document]) -> Rows:
    """Documents as rows; what is not said of one is left as it stands."""
    names = [column.name for column in schema.document.columns if column.name not in ("row", "born")]
    return {
        document.id: {name: getattr(document, name) for name in names if getattr(document, name) is not None}
        for document in records
    }


def speakers(records: Iterable[Speaker]) -> Rows:
    """Speakers as rows."""
    return {
        ids.speaker_row(s.document, s.label): {
            "document": s.document, "label": s.label, "role": s.role, "person": s.person, "case": s.case,
        }
        for s in records
    }  # fmt: skip


def topics(records: Iterable[Topic]) -> Rows:
    """Topics as rows."""
    return {
        str(stable_id("topic", t.instrument, t.topic)): {
            "instrument": t.instrument, "topic": t.topic, "asked": int(t.asked), "codes": list(t.codes),
        }
        for t in records
    }  # fmt: skip


def asked(records: Iterable[Asked]) -> Rows:
    """Exceptions to an instrument as rows."""
    return {
        str(stable_id("asked", a.document, a.topic)): {"document": a.document, "topic": a.topic, "asked": int(a.asked)}
        for a in records
    }


def coverage(records: Iterable[Coverage]) -> Rows:
    """Coverage as rows."""
    return {
        ids.coverage_row(c.layer, c.coder, c.document, c.round, c.version, c.codes): {
            "layer": c.layer, "coder": c.coder, "document": c.document, "round": c.round, "version": c.version,
            "codes": list(c.codes), "state": c.state,
        }
        for c in records
    }  # fmt: skip


def decisions(records: Iterable[Decision]) -> Rows:
    """Decisions as rows."""
    return {
        str(stable_id("decision", d.document, d.start, d.end, d.code)): {
            "document": d.document, "start": d.start, "end": d.end, "code": d.code, "decision": d.decision,
            "reason": d.reason, "rule": d.rule,
        }
        for d in records
    }  # fmt: skip


def not_lowered(connection: Connection, rows: Rows) -> tuple[Rows, list[str]]:
    """Coverage rows of a sheet, but for those that would take a reading back: a sheet may be older than the reading."""
    living = current(connection, "coverage", rows)
    kept: Rows = {}
    lines: list[str] = []
    for row, values in rows.items():
        stands = living.get(row, {}).get("state", "assigned")
        if _STEPS.index(values["state"]) < _STEPS.index(stands):
            lines.append(
                f"coverage of {values['coder']} stands at {stands}; the sheet says {values['state']}: left as it is"
            )
            values = {**values, "state": stands}
        kept[row] = values
    return kept, lines
