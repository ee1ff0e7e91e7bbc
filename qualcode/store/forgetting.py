"""Forgetting: a person, a passage or a document is blocked out everywhere, for good, whatever is merged later.

A change of the verb *forget* says only that and where. What it blocks out are the stretches of the texts it names, and in
every other revision of the document the same stretches, carried over. History keeps that and when, not what.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from qualcode.errors import CallError, ProjectError, Unknown
from qualcode.store import content, engine, ids, placing, projection, records, schema
from qualcode.store.placing import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from qualcode.store.store import Store, Writer

Spans = list[tuple[int, int]]
#: Notes are searched for a forgotten passage of at least this many signs.
_TOLD = 8
_FREE_TEXT = ("memo", "decision", "survey")


@dataclass(frozen=True)
class Forgotten:
    """What was blocked out: signs, codings that lay wholly in it, and copies of the file that still hold it."""

    signs: int
    codings: int
    documents: tuple[str, ...]
    copies: tuple[Path, ...] = ()

    def __str__(self) -> str:
        text = f"forgotten: {self.signs} signs in {len(self.documents)} documents, {self.codings} codings"
        if self.copies:
            text += ". Copies that still hold it: " + ", ".join(str(copy) for copy in self.copies)
        return text


def forget(
    store: Store,
    *,
    person: str | None = None,
    document: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Forgotten:
    """Erase a person's talk, a document, or ``document[start:end]``."""
    if (person is None) == (document is None):
        raise CallError("Forget a person, or a document, or a passage of a document: name one of them.")
    with store.writing() as writer:
        found = _spans(writer, person, document, start, end)
        before = _count(writer.connection)
        rows = {
            ids.uuid7(): {"what": _what(person, start), "of": of, "spans": [list(span) for span in spans], "at": ids.now(),
                          "text": text}
            for (of, text), spans in found.items()
        }  # fmt: skip
        rows = {row: {**values, "of": f"{values['of']}:{values.pop('text')}"} for row, values in rows.items()}
        ops = records.put(writer.connection, "forgotten", rows).ops
        if person is not None:
            ops += _without_person(writer, person)
        writer.record("forget", f"forgotten: a {_what(person, start)}", ops)
        signs = enforce(writer.connection)
        codings = before - _count(writer.connection)
    _clean(store)
    return Forgotten(signs, codings, tuple(dict.fromkeys(of for of, _ in found)), _copies(store.path))


def _what(person: str | None, start: int | None) -> str:
    return "person" if person is not None else "document" if start is None else "passage"


def _count(connection: Connection) -> int:
    from sqlalchemy import func

    return int(connection.execute(select(func.count()).select_from(schema.coding)).scalar() or 0)


def _spans(
    writer: Writer, person: str | None, document: str | None, start: int | None, end: int | None
) -> dict[tuple[str, str], Spans]:
    """What to block out, by document and text."""
    connection = writer.connection
    if person is not None:
        return _of_person(connection, person)
    d = schema.document.c
    text = connection.execute(select(d.revision).where(d.row == document)).scalar()
    if text is None or document is None:
        raise Unknown("document", str(document))
    length = len(placing.measured(connection, text).body)
    first, last = (0, length) if start is None else (start, end if end is not None else length)
    if not 0 <= first < last <= length:
        raise CallError(f"The document has {length} signs: [{first}:{last}] is no stretch of it.")
    return {(document, text): [(first, last)]}


def _of_person(connection: Connection, person: str) -> dict[tuple[str, str], Spans]:
    """The turns of a person with their labels, in the current texts."""
    s, d, t, r = schema.speaker.c, schema.document.c, schema.turn.c, schema.revision.c
    rows = connection.execute(
        select(d.row, d.revision, t.label_start, t.start, t.end)
        .join_from(schema.speaker, schema.document, s.document == d.row)
        .join(schema.revision, r.row == d.row + ":" + d.revision)
        .join(schema.turn, (t.revision == r.row) & (t.label == s.label))
        .where(s.person == person)
        .order_by(d.row, t.ordinal)
    ).all()
    known = connection.execute(select(schema.person.c.row)).scalars().all()
    if not rows and person not in known:
        raise Unknown("person", person, known)
    found: dict[tuple[str, str], Spans] = {}
    for document, text, label_start, start, end in rows:
        found.setdefault((document, text), []).append((start if label_start is None else label_start, end))
    return found


def _without_person(writer: Writer, person: str) -> list[Any]:
    """The rows of a person are removed; their values are erased from history by `enforce`."""
    from qualcode.store.changes import Op

    a = schema.attribute.c
    connection = writer.connection
    rows = [("person", person)] if records.current(connection, "person", [person]) else []
    about = select(a.row).where(a.subject == "person", a.of == person)
    rows += [("attribute", row) for row in connection.execute(about).scalars()]
    return [Op(kind, row, "remove", saw=records.seen_by(connection, kind, row)) for kind, row in rows]


# --- blocking out --------------------------------------------------------------------------------------------------


def enforce(here: Connection, there: Connection | None = None) -> int:
    """Block out whatever a forget says, in texts, quotes and notes; with another store, as either of both knows it.

    Gives how many signs were blocked out. It only ever adds blocks, so that order and repetition do not matter.
    """
    rows = _forgets(here)
    if not rows and (there is None or not _forgets(there)):
        return 0
    signs = 0
    changed: set[str] = set()
    passages: set[str] = set()
    by_document: dict[str, dict[str, Spans]] = {}
    for of, spans in rows:
        document, _, text = of.partition(":")
        by_document.setdefault(document, {}).setdefault(text, []).extend(spans)
    for document, spans_of in by_document.items():
        texts = _texts_of(here, document)
        before = content.bodies(here, texts)
        other = content.bodies(there, texts) if there is not None else {}
        full = {id_: _fuller(before[id_], other.get(id_, before[id_])) for id_ in before}
        for id_, spans in _everywhere(full, spans_of).items():
            passages.update(part for start, end in spans for part in _told(full[id_][start:end]))
            after = content.blocked_in_either(before[id_], other.get(id_, before[id_]))
            signs += _store_blocked(here, id_, before[id_], _blocked(after, spans), changed)
    for id_ in _other_texts(here, there, changed):
        ours, theirs = (content.bodies(c, [id_])[id_] for c in (here, there) if c is not None)
        signs += _store_blocked(here, id_, ours, content.blocked_in_either(ours, theirs), changed)
    _quotes(here, changed)
    _notes(here, passages)
    _labels(here, changed)
    _rebuild_where(here, changed)
    return signs


def _forgets(connection: Connection) -> list[tuple[str, Spans]]:
    """What every forget names: they are always in force."""
    o = schema.op.c
    rows = connection.execute(select(o.data).where(o.kind == "forgotten", o.op == "add").order_by(o.row)).scalars()
    said = [json.loads(data) for data in rows if data]
    return [(values["of"], [(int(start), int(end)) for start, end in values["spans"]]) for values in said]


def _texts_of(connection: Connection, document: str) -> list[str]:
    """Every text that a document ever had, also in changes that were undone."""
    o = schema.op.c
    rows = connection.execute(
        select(o.row).where(o.kind == "revision", o.op == "add", o.row.like(f"{document}:%")).distinct()
    ).scalars()
    return [row.partition(":")[2] for row in rows]


def _fuller(one: str, other: str) -> str:
    """The text as far as either copy still has it: to find the same passage in other revisions."""
    if len(one) != len(other):
        return one
    return "".join(b if a == BLOCK else a for a, b in zip(one, other, strict=True))


def _everywhere(texts: Mapping[str, str], spans_of: Mapping[str, Spans]) -> dict[str, Spans]:
    """The stretches in every revision: those named, and what they have become in the others."""
    found: dict[str, Spans] = {id_: list(spans_of.get(id_, ())) for id_ in texts}
    for id_, spans in spans_of.items():
        source = texts.get(id_)
        if source is None:
            continue
        for other, body in texts.items():
            if other != id_:
                found[other].extend(carried(source, body, spans))
    return found


def carried(source: str, target: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Stretches of one text in another: wherever the same words stand, and where the lines between equal lines lie."""
    found: Spans = []
    blocks = [
        b
        for b in SequenceMatcher(None, source.split("\n"), target.split("\n"), autojunk=False).get_matching_blocks()
        if b.size
    ]
    lines_a, lines_b = _line_starts(source), _line_starts(target)
    for start, end in spans:
        passage = source[start:end].strip()
        if len(passage) >= _TOLD and passage.strip(BLOCK):
            found.extend(_occurrences(target, passage))
        found.extend(_by_lines(start, end, lines_a, lines_b, blocks, len(target)))
    return found


def _occurrences(text: str, passage: str) -> Spans:
    found: Spans = []
    at = text.find(passage)
    while at >= 0:
        found.append((at, at + len(passage)))
        at = text.find(passage, at + 1)
    return found


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _by_lines(start: int, end: int, a: list[int], b: list[int], blocks: list[Any], length: int) -> Spans:
    """Within equal lines the same signs; what lies in changed lines takes the whole of what they became."""
    found: Spans = []
    at_a = at_b = 0
    for block in [*blocks, None]:
        line_a, line_b = (block.a, block.b) if block else (len(a) - 1, len(b) - 1)
        gap = (a[at_a], a[line_a])
        if max(start, gap[0]) < min(end, gap[1]) and at_b < line_b:
            found.append((b[at_b], min(b[line_b], length)))
        if block is None:
            break
        first, last = max(start, a[line_a]), min(end, a[line_a + block.size])
        if first < last:
            shift = b[line_b] - a[line_a]
            found.append((first + shift, min(last + shift, length)))
        at_a, at_b = line_a + block.size, line_b + block.size
    return found


def _blocked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + BLOCK * (min(end, len(text)) - start) + text[end:]
    return text


def _told(passage: str) -> list[str]:
    """What of a passage is searched for in notes: itself and each of its lines, where they are long enough to mean it."""
    parts = {part.strip(f" \n{BLOCK}") for part in (passage, *passage.split("\n"))}
    return [part for part in parts if len(part) >= _TOLD and BLOCK not in part]


def _store_blocked(connection: Connection, id_: str, before: str, after: str, changed: set[str]) -> int:
    if before == after:
        return 0
    blocks = after.count(BLOCK)
    connection.execute(update(schema.text).where(schema.text.c.id == id_).values(body=after, forgotten=max(blocks, 1)))
    changed.add(id_)
    return blocks - before.count(BLOCK)


def _other_texts(here: Connection, there: Connection | None, done: set[str]) -> list[str]:
    """Texts that the other copy has blocked out and we have not worked out yet."""
    if there is None:
        return []
    t = schema.text.c
    ours = dict(here.execute(select(t.id, t.forgotten)).tuples().all())
    theirs = there.execute(select(t.id, t.forgotten).where(t.forgotten > 0))
    return [id_ for id_, count in theirs if id_ not in done and ours.get(id_) != count]


def _quotes(connection: Connection, texts: Iterable[str]) -> None:
    """What is blocked out in a text is blocked out in every quote from it, of living codings and of others."""
    r, q, o = schema.reading.c, schema.quote.c, schema.op.c
    for text in texts:
        body = placing.measured(connection, text).body
        readings = set(connection.execute(select(r.id).where(r.revision == text)).scalars())
        if not readings:
            continue
        rows = connection.execute(
            select(q.coding, q.body, o.data).join_from(
                schema.quote, schema.op, (o.row == q.coding) & (o.kind == "coding") & (o.op == "add")
            )
        ).all()
        for coding, quote, data in rows:
            values = json.loads(data)
            if values["reading"] in readings:
                now = content.blocked_in_either(quote, body[values["start"] : values["end"]])
                if now != quote:
                    connection.execute(update(schema.quote).where(q.coding == coding).values(body=now))


def _notes(connection: Connection, passages: Iterable[str]) -> None:
    """Where memos, decisions or answers repeat a passage, it is blocked out there too, in history itself."""
    o = schema.op.c
    told = sorted(passages, key=len, reverse=True)
    if not told:
        return
    rows = connection.execute(select(o.change, o.place, o.kind, o.row, o.data).where(o.kind.in_(_FREE_TEXT))).all()
    keys = []
    for change, place, kind, row, data in rows:
        now = data
        for passage in told:
            inside = json.dumps(passage, ensure_ascii=False)[1:-1]
            now = now.replace(inside, BLOCK * len(passage)) if now else now
        if now != data:
            connection.execute(update(schema.op).where(o.change == change, o.place == place).values(data=now))
            keys.append((kind, row))
    projection.project(connection, keys)


def _labels(connection: Connection, texts: set[str]) -> None:
    """A label that is blocked out in the text is blocked out in the turns that history tells."""
    o = schema.op.c
    rows = connection.execute(select(o.change, o.place, o.row, o.data).where(o.kind == "revision")).all()
    for change, place, row, data in rows:
        document, _, text = row.partition(":")
        if text not in texts or not data:
            continue
        body = placing.measured(connection, text).body
        values = json.loads(data)
        gone: dict[str, str] = {}
        for turn in values.get("turns") or ():
            label, label_start = turn[3], turn[6]
            if (
                label
                and label_start is not None
                and body[label_start : label_start + 1] == BLOCK
                and BLOCK not in label
            ):
                gone[label] = turn[3] = BLOCK * len(label)
        if gone:
            from qualcode.store.changes import dumps

            connection.execute(update(schema.op).where(o.change == change, o.place == place).values(data=dumps(values)))
            _speakers(connection, document, gone)


def _speakers(connection: Connection, document: str, gone: Mapping[str, str]) -> None:
    """The speakers of blocked-out labels, in history."""
    from qualcode.store.changes import dumps

    o = schema.op.c
    rows = [ids.speaker_row(document, label) for label in gone]
    found = connection.execute(select(o.change, o.place, o.data).where(o.kind == "speaker", o.row.in_(rows))).all()
    for change, place, data in found:
        values = json.loads(data) if data else {}
        if values.get("label") in gone:
            values["label"] = gone[values["label"]]
            connection.execute(update(schema.op).where(o.change == change, o.place == place).values(data=dumps(values)))
    projection.project(connection, [("speaker", row) for row in rows])


def _rebuild_where(connection: Connection, texts: set[str]) -> None:
    """Words are counted again in texts that changed: turns, and all codings in them."""
    if not texts:
        return
    o, r = schema.op.c, schema.reading.c
    rows = connection.execute(select(o.row).where(o.kind == "revision").distinct()).scalars().all()
    keys = [("revision", row) for row in rows if row.partition(":")[2] in texts]
    readings: set[str] = set()
    for part in engine.chunks(texts):
        readings.update(connection.execute(select(r.id).where(r.revision.in_(part))).scalars())
    adds = connection.execute(select(o.row, o.data).where(o.kind == "coding", o.op == "add"))
    keys += [("coding", row) for row, data in adds if json.loads(data)["reading"] in readings]
    projection.project(connection, keys)


def _clean(store: Store) -> None:
    """Leave no old page behind, neither in the file nor in its journal."""
    if store.engine.dialect.name != "sqlite" or store.path is None:
        return
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM")
        blocked = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    if blocked:
        raise ProjectError(
            f"The passage is forgotten, but another program has {store.path} open, so that its journal could not be emptied. Close it and open the project once more."
        )


def _copies(path: Path | None) -> tuple[Path, ...]:
    """Copies beside the file that were made before: of migrations, and those that were shared."""
    if path is None:
        return ()
    return tuple(
        sorted(
            other
            for other in path.parent.glob(f"{path.stem}*.qualcode*")
            if other != path and not other.name.endswith(("-wal", "-shm"))
        )
    )
