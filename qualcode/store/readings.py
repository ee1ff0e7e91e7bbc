"""A coder at work: begin, apply, remove, finish, reopen. Each act is one change; when it returns it is on the disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from qualcode.errors import CallError, ProjectError, Unknown
from qualcode.model import Coding, Segment
from qualcode.store import codings, door, history, ids, meetings, placing, records, schema
from qualcode.store.blind import Sight, Standing, standings
from qualcode.store.changes import Op
from qualcode.store.unread import unread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from qualcode.codebook import Codebook
    from qualcode.store.changes import Change
    from qualcode.store.store import Store, Writer

AFTER = "after"

#: Statements of every act, built once: a key press has five milliseconds.
_d, _c, _r, _v = schema.document.c, schema.coding.c, schema.reading.c, schema.coverage.c
_REVISION = select(_d.revision, _d.name).where(_d.row == bindparam("document"))
_STRANDS = select(_r.nr).where(
    *(_r[name] == bindparam(name) for name in ("layer", "coder", "round", "document", "revision"))
)
_SAME = select(_c.id, _c.facets).where(
    _c.code == bindparam("key"), _c.reading.in_(bindparam("readings", expanding=True)),
    _c.start == bindparam("first"), _c.end == bindparam("last"),
)  # fmt: skip
_OWN = select(schema.coverage).where(
    _v.layer == "reading", _v.coder == bindparam("coder"), _v.document == bindparam("document"),
    _v.round == bindparam("round"),
)  # fmt: skip


def apply(
    store: Store, coder: str, document: str, start: int, end: int, code: str, book: Codebook | None,
    facets: Mapping[str, str], memo: str, round_: str, *, origin: str = "hand",
    also: Callable[[Writer], list[Op]] | None = None,
) -> str:  # fmt: skip
    """A coder applies a code to a stretch of text. What stands already is not applied twice. `also` goes into the same change."""
    key = _code(book, code)
    start, end = int(start), int(end)  # a place taken from a frame is another kind of number
    door.prove_typed(store, "memo", memo)
    with store.writing() as writer:
        revision, name = revision_of(writer, document)
        text = placing.measured(writer.connection, revision)
        if not 0 <= start < end <= len(text.body):
            raise CallError(f"{name} has {len(text.body)} signs: [{start}:{end}] is no stretch of it.")
        standing = standing_of(writer, document, round_)
        round_ = round_of(standing, coder, name, round_)
        segment = Segment(document, revision, start, end, text.body[start:end])
        coding = Coding(
            ids.uuid7(),
            "reading",
            coder,
            round_,
            book.version if book else "",
            key,
            segment,
            origin,
            dict(facets),
            memo,
        )
        same = _same(writer, coding)
        ops = also(writer) if also is not None else []
        if not same:
            ops += [*_begun(writer, standing, coder, document, round_, book), *coding_ops(writer, coding)]
        if ops:
            writer.record("apply", f"{coder} applied {key} in {name}", ops)
        return min(same) if same else coding.id


def _code(book: Codebook | None, code: str) -> str:
    if book is None:
        raise ProjectError("There is no codebook yet: add one first (qualcode add codebook FILE).")
    key = book[book.current(code)].key
    if not book[key].assignable:
        below = ", ".join(book.children(key)) or "no other code"
        raise CallError(f'"{key}" is a heading and is not applied itself. Below it: {below}.')
    return key


def revision_of(writer: Writer, document: str) -> tuple[str, str]:
    """The current text of a document, and what it is called."""
    found = writer.connection.execute(_REVISION, {"document": document}).first()
    if found is None:
        raise Unknown("document", document)
    return str(found[0]), str(found[1])


def standing_of(writer: Writer, document: str, round_: str) -> Standing:
    """How far the readings of a document are in a round."""
    return standings(writer.connection, document).get((document, round_), Standing())


def round_of(standing: Standing, coder: str, name: str, round_: str) -> str:
    """The round in which an edit is recorded: a closed reading takes edits as *after*, a finished open one none."""
    if not standing.finished(coder):
        return round_
    if standing.closed and standing.partner_finished(coder):
        return AFTER
    raise ProjectError(
        f"{coder} has finished {name} ({round_}): a finished reading is not changed. Reopen it first; that can be done until a partner has finished it."
    )


def _same(writer: Writer, coding: Coding) -> list[str]:
    """The living codings that say the same, however they were made."""
    names = ("layer", "coder", "round", "version", "origin", "document", "revision")
    facts = dict(zip(names, codings.reading_of(coding), strict=True))
    readings = list(writer.connection.execute(_STRANDS, facts).scalars())
    place = {"key": coding.code, "first": coding.segment.start, "last": coding.segment.end, "readings": readings}
    said = codings.facets_text(coding.facets)
    rows = writer.connection.execute(_SAME, place)
    return [id_ for id_, facets in rows if facets == said]


def coding_ops(writer: Writer, coding: Coding) -> list[Op]:
    """What adds a coding, with its quote and its memo."""
    codings.store_content(writer, [coding])
    memo = records.put(writer.connection, "memo", codings.memo_rows([coding])).ops
    return [Op("coding", coding.id, data=codings.values_of(coding), fresh=True), *memo]


def _begun(
    writer: Writer, standing: Standing, coder: str, document: str, round_: str, book: Codebook | None
) -> list[Op]:
    """Who codes has begun: a reading without coverage would be evidence that nobody read."""
    if round_ == AFTER:
        return []
    rows = _own(writer, coder, document, round_)
    if rows:
        return [
            Op("coverage", row, "set", {"state": "begun"})
            for row, values in rows.items()
            if values["state"] == "assigned"
        ]
    if coder in standing.coders:
        return []
    return records.put(writer.connection, "coverage", _row(coder, document, round_, book, (), "begun")).ops


def _own(writer: Writer, coder: str, document: str, round_: str) -> records.Rows:
    """The coverage rows of a coder in a document and round."""
    names = {"coder": coder, "document": document, "round": round_}
    rows = writer.connection.execute(_OWN, names).all()
    return {row[0]: placing.from_sql(schema.coverage, row) for row in rows}


def _row(
    coder: str, document: str, round_: str, book: Codebook | None, codes: tuple[str, ...], state: str
) -> records.Rows:
    version = book.version if book else ""
    row = ids.coverage_row("reading", coder, document, round_, version, codes)
    values: dict[str, Any] = {
        "layer": "reading", "coder": coder, "document": document, "round": round_, "version": version, "codes": list(codes),
        "state": state,
    }  # fmt: skip
    return {row: values}


def begin(store: Store, coder: str, document: str, round_: str, book: Codebook | None) -> None:
    """A coder begins a document; beginning twice is beginning once."""
    with store.writing() as writer:
        _, name = revision_of(writer, document)
        ops = _begun(writer, standing_of(writer, document, round_), coder, document, round_, book)
        if ops:
            writer.record("begin", f"{coder} began {name}", ops)


def remove(store: Store, coder: str, coding: str) -> None:
    """A coder takes one of her codings away. From a closed reading it is withdrawn: that reading keeps it."""
    with store.writing() as writer:
        found = coding_of(writer, coding)
        if found is None or found.coder != coder:
            raise Unknown("coding", coding, hint=f"Only {coder}'s own codings can be removed.")
        document = found.segment.document
        _, name = revision_of(writer, document)
        standing = standing_of(writer, document, found.round)
        same = _same(writer, found)
        if round_of(standing, coder, name, found.round) == AFTER != found.round:
            rows = {id_: {"coder": coder, "document": document} for id_ in same}
            ops = records.put(writer.connection, "withdrawal", rows).ops
            message = f"{coder} withdrew {found.code} in {name} after the round was closed"
        else:
            ops = [Op("coding", id_, "remove", saw=records.seen_by(writer.connection, "coding", id_)) for id_ in same]
            message = f"{coder} removed {found.code} in {name}"
        if ops:
            writer.record("remove", message, ops)


def coding_of(writer: Writer, coding: str) -> Coding | None:
    """A living coding, without its quote."""
    return coding_at(writer.connection, coding)


def coding_at(connection: Connection, coding: str) -> Coding | None:
    """A living coding, without its quote."""
    wanted = (
        select(_c.id, _r.layer, _r.coder, _r.round, _r.version, _c.code, _r.document, _r.revision, _c.start, _c.end,
               _r.origin, _c.facets)
        .join_from(schema.coding, schema.reading, _c.reading == _r.nr)
        .where(_c.id == coding)
    )  # fmt: skip
    row = connection.execute(wanted).first()
    if row is None:
        return None
    id_, layer, by, round_, version, code, document, revision, start, end, origin, facets = row
    segment = Segment(document, revision, start, end, "")
    return Coding(id_, layer, by, round_, version, code, segment, origin, json.loads(facets) if facets else {})


def finish(store: Store, coder: str, document: str, round_: str, book: Codebook | None) -> None:
    """A coder finishes a document: what she read under an earlier version she now read under this one."""
    with store.writing() as writer:
        _, name = revision_of(writer, document)
        rows = _own(writer, coder, document, round_)
        open_ = {row: values for row, values in rows.items() if values["state"] != "finished"}
        if rows and not open_:
            _finish_again(writer, coder, document, name, round_, rows)
            return
        ops: list[Op] = []
        for row, values in open_.items():
            if book is None or values["version"] == book.version:
                ops.append(Op("coverage", row, "set", {"state": "finished"}))
                continue
            named = tuple(book.current(code) for code in values["codes"])
            codes = book.resolve(code for code in named if code in book)
            ops.append(Op("coverage", row, "remove", saw=records.seen_by(writer.connection, "coverage", row)))
            now = _row(coder, document, round_, book, codes, "finished")
            ops.extend(records.put(writer.connection, "coverage", now).ops)
        if not rows:
            ops = records.put(writer.connection, "coverage", _row(coder, document, round_, book, (), "finished")).ops
        writer.record("finish", f"{coder} finished {name} ({round_})", ops)


def _finish_again(writer: Writer, coder: str, document: str, name: str, round_: str, rows: records.Rows) -> None:
    """A coder who had finished has now read what a correction added since."""
    added = [of.words for of in unread(writer.connection, Sight(), document) if (of.coder, of.round) == (coder, round_)]
    if added:
        ops = [Op("coverage", row, "set", {"state": "finished"}) for row in rows]
        writer.record("finish", f"{coder} read what was added to {name} ({round_})", ops)


def reopen(store: Store, coder: str, document: str, round_: str) -> None:
    """A coder takes her finished reading up again; not once a partner has finished too."""
    with store.writing() as writer:
        _, name = revision_of(writer, document)
        _refuse_closed(standing_of(writer, document, round_), coder, name, round_)
        rows = _own(writer, coder, document, round_)
        ops = [
            Op("coverage", row, "set", {"state": "begun"})
            for row, values in rows.items()
            if values["state"] == "finished"
        ]
        if not ops:
            raise ProjectError(f"{coder} has not finished {name} ({round_}): there is nothing to reopen.")
        writer.record("reopen", f"{coder} reopened {name} ({round_})", ops)


def _refuse_closed(standing: Standing, coder: str, name: str, round_: str) -> None:
    if standing.partner_finished(coder):
        raise ProjectError(
            f"A partner has finished {name} too: the {round_} reading of {coder} stays as it is. Later edits are recorded as round after."
        )


def undo(store: Store, change: str | None, coder: str | None) -> Change:
    """Take a change back; a coder's own only, and none that would change a reading that is finished."""
    with store.writing() as writer:
        found = history.to_undo(writer.connection, change, coder or store.who)
        if coder is not None and found.who != coder:
            raise ProjectError(f'"{found.message}" is not by {coder}: only one\'s own changes can be undone.')
        if found.verb in ("apply", "remove", "facet", "finish", "reopen", "undo"):
            _refuse_frozen(writer, found)
        elif found.verb == meetings.VERB:
            meetings.prove_last(writer.connection, found)
        return writer.undo(found)


def _refuse_frozen(writer: Writer, found: Change) -> None:
    """No undo reaches into a reading that is finished, nor takes back a finish that closed a round."""
    changes = [found.nr, *_undone(writer, found)]
    coding_rows = [row for kind, row in history.keys_of(writer.connection, changes) if kind == "coding"]
    d, name = schema.document.c, {}
    for document, round_, coder in _places(writer, coding_rows):
        name = dict(writer.connection.execute(select(d.row, d.name).where(d.row == document)).all())
        if (
            round_of(standing_of(writer, document, round_), coder, name.get(document, document), round_) != round_
            and round_ != AFTER
        ):
            raise ProjectError(f'"{found.message}" belongs to a reading that is closed: it cannot be undone any more.')
    if found.verb == "finish":
        rows = [row for kind, row in history.keys_of(writer.connection, changes) if kind == "coverage"]
        for values in records.current(writer.connection, "coverage", rows).values():
            standing = standing_of(writer, values["document"], values["round"])
            _refuse_closed(standing, values["coder"], values["document"], values["round"])


def _undone(writer: Writer, found: Change) -> list[int]:
    """The changes that an undo took back, down to the act itself: undoing the undo brings those rows back."""
    c = schema.change.c
    numbers: list[int] = []
    target = found.undoes
    while target is not None:
        row = writer.connection.execute(select(c.nr, c.undoes).where(c.id == target)).first()
        if row is None:
            break
        numbers.append(row[0])
        target = row[1]
    return numbers


def _places(writer: Writer, rows: list[str]) -> set[tuple[str, str, str]]:
    """Document, round and coder of codings, living or not."""
    o, r = schema.op.c, schema.reading.c
    found: set[tuple[str, str, str]] = set()
    for row in rows:
        data = writer.connection.execute(
            select(o.data).where(o.kind == "coding", o.row == row, o.op == "add").limit(1)
        ).scalar()
        if data:
            reading = json.loads(data)["reading"]
            found.update(
                (str(a), str(b), str(c))
                for a, b, c in writer.connection.execute(select(r.document, r.round, r.coder).where(r.id == reading))
            )
    return found
