"""What a consensus meeting finds and leaves behind: decisions with where they came from, the consensus and its coverage."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from qualcode.errors import ProjectError
from qualcode.model import Coding, Segment, stable_id
from qualcode.store import codings, history, ids, placing, records, schema
from qualcode.store.changes import Op

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from qualcode.store.changes import Change
    from qualcode.store.store import Store

#: Who speaks in the consensus layer, and the verb of its changes.
CONSENSUS, VERB = "consensus", "decide"
_KIND = "decided"


class Standing(NamedTuple):
    """A coding of the consensus as it stands."""

    id: str
    code: str
    start: int
    end: int
    origin: str


@dataclass
class Plan:
    """What one act of a meeting writes, all of it or nothing."""

    codings: list[Coding] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    decided: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # document, item -> what was decided
    decisions: records.Rows = field(default_factory=dict)
    not_logged: set[str] = field(default_factory=set)
    coverage: records.Rows = field(default_factory=dict)
    not_covered: set[str] = field(default_factory=set)

    def take(self, other: Plan) -> None:
        """Write another one too, in the same act: they speak of different documents."""
        self.codings += other.codings
        for mine, more in (
            (self.gone, other.gone),
            (self.not_logged, other.not_logged),
            (self.not_covered, other.not_covered),
        ):
            mine |= more
        self.decided |= other.decided
        self.decisions |= other.decisions
        self.coverage |= other.coverage


def decided(connection: Connection, document: str) -> dict[str, dict[str, Any]]:
    """What was decided in a document, by item. Reason and rule are those of the log, where words are forgotten with the rest."""
    m, d = schema.mark.c, schema.decision.c
    marks = connection.execute(
        select(m.of, m.value).where(m.kind == _KIND, m.document == document).order_by(m.born)
    ).all()
    if not marks:
        return {}
    wanted = select(d.start, d.end, d.code, d.reason, d.rule).where(d.document == document)
    words = {(start, end, code): (reason, rule) for start, end, code, reason, rule in connection.execute(wanted)}
    found = {of: json.loads(value) for of, value in marks}
    for said in found.values():
        said["reason"], said["rule"] = words.get(tuple(said["place"]), ("", ""))
    return found


def standing(connection: Connection, document: str, round_: str) -> list[Standing]:
    """The consensus of a document on its present text."""
    c, r, d = schema.coding.c, schema.reading.c, schema.document.c
    wanted = (
        select(c.id, c.code, c.start, c.end, r.origin)
        .join_from(schema.coding, schema.reading, c.reading == r.nr)
        .join(schema.document, (d.row == r.document) & (d.revision == r.revision))
        .where(r.layer == CONSENSUS, r.document == document, r.round == round_)
        .order_by(c.start, c.end, c.code, c.id)
    )
    return [Standing(*row) for row in connection.execute(wanted)]


def covered(connection: Connection, document: str, round_: str) -> records.Rows:
    """The coverage rows of the consensus of a document."""
    c = schema.coverage.c
    wanted = select(schema.coverage).where(c.layer == CONSENSUS, c.document == document, c.round == round_)
    return {row[0]: placing.from_sql(schema.coverage, row) for row in connection.execute(wanted)}


def logged(connection: Connection, document: str) -> dict[tuple[int, int, str], str]:
    """What the log of decisions says of a document, by stretch and code: also what came in a sheet."""
    d = schema.decision.c
    rows = connection.execute(select(d.start, d.end, d.code, d.decision).where(d.document == document))
    return {(start, end, code): said for start, end, code, said in rows}


def coding(
    document: str, revision: str, round_: str, version: str, text: str, place: tuple[str, int, int], facets: Mapping[str, str]
) -> Coding:  # fmt: skip
    """A coding of the consensus; equal decisions give equal codings on every laptop."""
    code, start, end = place
    id_ = ids.coding_id(CONSENSUS, CONSENSUS, round_, (document, revision, start, end), code, facets)
    segment = Segment(document, revision, start, end, text[start:end])
    return Coding(
        id_, CONSENSUS, CONSENSUS, round_, version, code, segment, CONSENSUS, dict(facets), created=ids.now()
    )  # fmt: skip


def coverage_rows(document: str, round_: str, version: str, codes: tuple[str, ...], state: str) -> records.Rows:
    """The row that says how far the consensus of a document is, for these codes (none named: all)."""
    row = ids.coverage_row(CONSENSUS, CONSENSUS, document, round_, version, codes)
    return {row: {
        "layer": CONSENSUS, "coder": CONSENSUS, "document": document, "round": round_, "version": version,
        "codes": list(codes), "state": state,
    }}  # fmt: skip


def decision_row(document: str, start: int, end: int, code: str) -> str:
    """The key of a line in the log of decisions, the same as from a sheet."""
    return str(stable_id("decision", document, start, end, code))


def write(
    store: Store, message: str, plan: Plan, expected: Mapping[tuple[str, str], Any] | None = None
) -> Change | None:
    """Write a plan as one change; nothing new writes none.

    `expected` is what the meeting took to be decided so far: where somebody decided otherwise meanwhile, nothing is written.
    """
    with store.writing() as writer:
        _prove(writer.connection, expected or {})
        wanted = {one.id: one for one in plan.codings}
        ops = codings.adding(writer, list(wanted.values()))
        for kind, rows in (("mark", _marks(plan)), ("decision", plan.decisions), ("coverage", plan.coverage)):
            ops += records.put(writer.connection, kind, rows).ops
        ops += _removed(writer.connection, "coding", plan.gone - wanted.keys())
        ops += _removed(writer.connection, "decision", plan.not_logged - plan.decisions.keys())
        ops += _removed(writer.connection, "coverage", plan.not_covered - plan.coverage.keys())
        return writer.record(VERB, message, ops) if ops else None


def _marks(plan: Plan) -> records.Rows:
    return {
        str(stable_id("mark", CONSENSUS, _KIND, document, item)): {
            "coder": CONSENSUS, "kind": _KIND, "document": document, "of": item,
            "value": json.dumps(
                {name: value for name, value in said.items() if name not in ("reason", "rule")},
                ensure_ascii=False, sort_keys=True,
            ),
        }
        for (document, item), said in plan.decided.items()
    }  # fmt: skip


def _prove(connection: Connection, expected: Mapping[tuple[str, str], Any]) -> None:
    for document in {document for document, _ in expected}:
        now = decided(connection, document)
        for (of, item), said in expected.items():
            if of == document and now.get(item) != said:
                raise ProjectError("Somebody else decided this meanwhile. Look at it again: nothing was stored.")


def _removed(connection: Connection, kind: str, rows: Iterable[str]) -> list[Op]:
    found = []
    for row in sorted(rows):
        saw = records.seen_by(connection, kind, row)
        if saw:
            found.append(Op(kind, row, "remove", saw=saw))
    return found


def last(connection: Connection, who: str, item: tuple[str, str] | None = None) -> tuple[str, list[str]] | None:
    """The last act of a meeting that is in force, by this person or on this document and item, and the documents it speaks of."""
    c, o, m = schema.change.c, schema.op.c, schema.change
    wanted = select(c.id, c.nr).where(c.verb == VERB, c.force == 1)
    if item is None:
        wanted = wanted.where(c.who == who)
    else:
        row = str(stable_id("mark", CONSENSUS, _KIND, *item))
        wanted = wanted.join_from(m, schema.op, o.change == c.nr).where(o.kind == "mark", o.row == row)
    # an act that only carried the consensus on (after a merge) decided nothing: it is passed over
    deciding = select(o.change).where(o.kind == "mark")
    found = connection.execute(
        wanted.where(c.nr.in_(deciding)).order_by(c.clock.desc(), c.replica.desc(), c.seq.desc()).limit(1)
    ).first()
    if found is None:
        return None
    rows = [row for kind, row in history.keys_of(connection, [found.nr]) if kind == "mark"]
    documents = [values["document"] for values in records.current(connection, "mark", rows).values()]
    return str(found.id), list(dict.fromkeys(documents))


def undo(store: Store, change: str, who: str | None) -> Change:
    """Take back one act of a meeting."""
    with store.writing() as writer:
        return writer.undo(history.to_undo(writer.connection, change, who or store.who))


def prove_last(connection: Connection, found: Change) -> None:
    """From outside the meeting only the last act on a document is taken back: what came after it rests on what stood then."""
    c, o = schema.change.c, schema.op.c
    later = select(c.nr).where(c.verb == VERB, c.force == 1, c.clock > found.clock)
    rows = connection.execute(select(o.row).where(o.kind == "mark", o.change.in_(later)).distinct()).scalars().all()
    after = {values["document"] for values in records.current(connection, "mark", rows).values()}
    own = [row for kind, row in history.keys_of(connection, [found.nr]) if kind == "mark"]
    if after & {values["document"] for values in records.current(connection, "mark", own).values()}:
        raise ProjectError(
            f'"{found.message}" is not the last decision of its meeting: undo it there (qualcode reconcile, key u).'
        )
