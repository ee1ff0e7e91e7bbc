"""What a coder has before her: one document's text and turns, her own codings, notes and marks. Small questions, asked at every key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select

from qualcode.errors import Unknown
from qualcode.model import stable_id
from qualcode.store import asking, placing, records, schema
from qualcode.store.blind import Standing, standings
from qualcode.store.changes import Op
from qualcode.store.store import meta, set_meta

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from qualcode.store.store import Store, Writer

_d, _r, _c, _t, _s = (
    table.c for table in (schema.document, schema.reading, schema.coding, schema.turn, schema.speaker)
)
_v, _n = schema.coverage.c, schema.cases.c
_w, _m, _k = schema.withdrawal.c, schema.memo.c, schema.mark.c
_DOCUMENT = select(_d.row, _d.name, _d.revision).where(_d.row == bindparam("document"))
_NAMED = select(_d.row, _d.name).where((_d.row == bindparam("document")) | (_d.name == bindparam("document")))
_REVISION = select(_d.revision).where(_d.row == bindparam("document"))
_TURNS = (
    select(_t.ordinal, _t.start, _t.end, _t.label, _t.label_start, _t.answer, _t.time)
    .where(_t.revision == bindparam("revision"))
    .order_by(_t.ordinal)
)
_SPEAKERS = select(_s.label, _s.role, _s.person).where(_s.document == bindparam("document"))
_CODINGS = (
    select(_c.id, _c.code, _c.start, _c.end, _r.round, _c.facets, _c.created)
    .join_from(schema.reading, schema.coding, _c.reading == _r.nr)
    .where(
        _r.layer == "reading", _r.coder == bindparam("coder"), _r.document == bindparam("document"),
        _r.revision == bindparam("revision"), _r.round.in_([bindparam("round"), "after"]),
        _c.id.not_in(select(_w.row).where(_w.coder == bindparam("coder"))),
    )
    .order_by(_c.start, _c.end.desc(), _c.code, _c.id)
)  # fmt: skip
_NOTES = select(_m.about, _m.of, _m.text).where(
    _m.document == bindparam("document"), _m.coder == bindparam("coder"), _m.about.in_(["coding", "doubt"])
)
_CODING, _NOTES_OF = _CODINGS.where(_c.id == bindparam("coding")), _NOTES.where(_m.of == bindparam("coding"))
_MARKS = select(_k.document, _k.of, _k.value).where(_k.coder == bindparam("coder"), _k.kind == bindparam("kind"))

_DOCUMENTS = (
    select(_d.row, _d.name, _d.case, _n.name, _d.wave)
    .join_from(schema.document, schema.cases, _n.row == _d.case, isouter=True)
    .order_by(_d.born, _d.row)
)
_OWN_COVERAGE = select(_v.document, _v.version, _v.codes, _v.state).where(
    _v.layer == "reading", _v.coder == bindparam("coder"), _v.round == bindparam("round")
)


class TurnRow(NamedTuple):
    """A turn of the current text with who spoke it."""

    ordinal: int
    start: int
    end: int
    label: str
    label_start: int | None
    role: str | None
    person: str | None
    answer: int | None
    time: float | None


class Leaf(NamedTuple):
    """The current text of a document and its turns."""

    document: str
    name: str
    revision: str
    body: str
    turns: tuple[TurnRow, ...]


class Cover(NamedTuple):
    """One row of her own coverage: the version of the codebook, the codes (none: all) and how far she is."""

    version: str
    codes: tuple[str, ...]
    state: str


class Lent(NamedTuple):
    """A document that she may open: case and wave as they are called, and her own coverage of it."""

    document: str
    name: str
    case: str
    wave: str
    covers: tuple[Cover, ...]


class OwnCoding(NamedTuple):
    """One of her codings that stands on the current text; `memo` and `doubt` are her notes on it (doubt None: none)."""

    id: str
    code: str
    start: int
    end: int
    round: str
    facets: Mapping[str, str]
    created: int
    memo: str = ""
    doubt: str | None = None


def leaf(connection: Connection, document: str) -> Leaf:
    """The current text of a document with its turns; roles and answers as the sheet of speakers says."""
    found = connection.execute(_DOCUMENT, {"document": document}).first()
    if found is None:
        raise Unknown("document", document)
    id_, name, revision = found
    who = {label: (role, person) for label, role, person in connection.execute(_SPEAKERS, {"document": id_})}
    rows = connection.execute(_TURNS, {"revision": f"{id_}:{revision}"}).all()
    spoken = (asking.Spoken(id_, row[3], row[5], row[4] is not None) for row in rows)
    answers = asking.answers(spoken, {(id_, label): said[0] for label, said in who.items()})
    turns = tuple(
        TurnRow(ordinal, start, end, label, label_start, *who.get(label, (None, None)), answer, time)
        for (ordinal, start, end, label, label_start, _, time), answer in zip(rows, answers, strict=True)
    )
    return Leaf(id_, name, revision, placing.measured(connection, revision).body, turns)


def named(connection: Connection, document: str) -> str | None:
    """The document of this id, or of this name if only one is called so; None: ask the project, which knows files and stems too."""
    rows = connection.execute(_NAMED, {"document": document}).all()
    ids = [id_ for id_, _ in rows if id_ == document] or [id_ for id_, _ in rows]
    return ids[0] if len(ids) == 1 else None


def revision(connection: Connection, document: str) -> str | None:
    """The current revision of a document; None when it is gone."""
    return connection.execute(_REVISION, {"document": document}).scalar()


def finished(connection: Connection, coder: str, document: str, round_: str) -> bool:
    """Whether she has finished the document in this round."""
    return standings(connection, document).get((document, round_), Standing()).finished(coder)


def own(
    connection: Connection, coder: str, leaf: Leaf, round_: str, coding: str | None = None
) -> tuple[OwnCoding, ...]:
    """Her codings on the current text, in its order (or only one, by its id); edits after the round was closed with them, withdrawn ones not."""
    which = {"coder": coder, "document": leaf.document}
    among = {**which, "revision": leaf.revision, "round": round_}
    if coding is None:
        said, rows = connection.execute(_NOTES, which), connection.execute(_CODINGS, among).all()
    else:
        said = connection.execute(_NOTES_OF, {**which, "coding": coding})
        rows = connection.execute(_CODING, {**among, "coding": coding}).all()
    notes: dict[tuple[str, str], str] = {(about, of): text for about, of, text in said}
    return tuple(
        OwnCoding(
            id_, code, start, end, of, json.loads(facets) if facets else {}, created,
            notes.get(("coding", id_), ""), notes.get(("doubt", id_)),
        )
        for id_, code, start, end, of, facets, created in rows
    )  # fmt: skip


def lent(connection: Connection, coder: str, round_: str) -> list[Lent]:
    """The documents that she was given or has begun, in the order of the study; all where she was given none. Nothing of others."""
    covers: dict[str, list[Cover]] = {}
    for document, version, codes, state in connection.execute(_OWN_COVERAGE, {"coder": coder, "round": round_}):
        covers.setdefault(document, []).append(Cover(version, tuple(json.loads(codes or "[]")), state))
    return [
        Lent(id_, name, called or case or "", wave or "", tuple(covers.get(id_, ())))
        for id_, name, case, called, wave in connection.execute(_DOCUMENTS)
        if not covers or id_ in covers
    ]


# --- marks: what a coder notes for herself ---------------------------------------------------------------------------


def marks(connection: Connection, coder: str, kind: str, document: str | None = None) -> dict[str, str]:
    """Her marks of a kind (``read``: turns; ``pin``: codes on the keys 1 to 9), by what they are on."""
    rows = connection.execute(_MARKS, {"coder": coder, "kind": kind})
    return {of: value for about, of, value in rows if document is None or about == document}


def mark(store: Store, coder: str, kind: str, document: str, of: str, value: str, message: str) -> None:
    """Set a mark; one that stands with this value stays."""
    with store.writing() as writer:
        put = records.put(
            writer.connection, "mark", {_row(coder, kind, document, of): _values(coder, kind, document, of, value)}
        )
        if put.ops:
            writer.record(kind, message, put.ops)


def unmark(store: Store, coder: str, kind: str, document: str, of: str, message: str) -> None:
    """Take a mark away, if it stands."""
    row = _row(coder, kind, document, of)
    with store.writing() as writer:
        if records.current(writer.connection, "mark", [row]):
            writer.record(kind, message, [_removed(writer, "mark", row)])


def _row(coder: str, kind: str, document: str, of: str) -> str:
    return str(stable_id("mark", coder, kind, document, of))


def _values(coder: str, kind: str, document: str, of: str, value: str) -> dict[str, Any]:
    return {"coder": coder, "kind": kind, "document": document, "of": of, "value": value}


def _removed(writer: Writer, kind: str, row: str) -> Op:
    return Op(kind, row, "remove", saw=records.seen_by(writer.connection, kind, row))


# --- where she was: of this file only, no part of its history -----------------------------------------------------------


def place(connection: Connection, coder: str, document: str | None = None) -> Any:
    """Where she was in a document, or in which document last (None): what `keep_place` was given, else None."""
    said = meta(connection, _place_key(coder, document))
    return json.loads(said) if said else None


def keep_place(store: Store, coder: str, document: str, where: Any) -> None:
    """Remember where she is, in this file, for the next time."""
    with store.writing() as writer:
        set_meta(writer.connection, _place_key(coder, document), json.dumps(where))
        set_meta(writer.connection, _place_key(coder, None), json.dumps(document))


def _place_key(coder: str, document: str | None) -> str:
    return f"place/{coder}/{document or ''}"
