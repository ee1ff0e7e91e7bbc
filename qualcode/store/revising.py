"""A corrected text: a new revision, to which each coding is carried as exact or moved by its quote and context, else to be reviewed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.errors import ProjectError, QualcodeError, Unreadable
from qualcode.model import Coding, Segment
from qualcode.report import FileReport
from qualcode.store import blocking, codings, content, forgetting, ids, intake, memos, pages, records, schema
from qualcode.store.carrying import Carried, carry
from qualcode.store.changes import Op

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualcode.model import Document
    from qualcode.people.door import Door
    from qualcode.store.store import Store, Writer

__all__ = ["Carried", "Revised", "carry", "of_sheet", "revise"]


@dataclass(frozen=True)
class Revised:
    """What a revision comes to: the text it makes, and what became of each coding and each memo on a passage.

    A memo to be reviewed lost its passage and belongs to the document as a whole from now on. `comments` counts those that the
    earlier file did not have.
    """

    document: str
    revision: str
    codings: tuple[Carried, ...] = ()
    dry_run: bool = False
    memos: tuple[Carried, ...] = ()
    comments: int = 0

    def count(self, state: str) -> int:
        """How many codings are exact, moved or to be reviewed."""
        return sum(coding.state == state for coding in self.codings)

    def __str__(self) -> str:
        counts = ", ".join(f"{self.count(state)} {state}" for state in ("exact", "moved", "review"))
        text = f"{'would carry' if self.dry_run else 'carried'} {len(self.codings)} codings: {counts}"
        if self.memos:
            lost = sum(memo.to is None for memo in self.memos)
            text += f"; {len(self.memos)} memos, {lost} without their passage"
        return text + (f"; {self.comments} new comments" if self.comments else "")


def of_sheet(store: Store, file: intake.File, door: Door | None = None) -> FileReport:
    """A corrected text that a sheet of documents names; a file that cannot be taken is a row of the report."""
    from qualcode.store.asides import known

    try:
        with store.reading() as connection:
            document = known(connection, store, None).document(str(file.revises))
        done = revise(store, document, file.path, door=door)
    except QualcodeError as fault:
        return FileReport(file.shown, "failed", file.name, problem=str(fault))
    status = "known" if done.revision == document.revision else "added"
    lines = (str(done),) if status == "added" else ()
    return FileReport(file.shown, status, document.name, document.id, changed=lines)


def revise(store: Store, document: Document, path: Path, *, dry_run: bool = False, door: Door | None = None) -> Revised:
    """Give a document a corrected text. Nothing is guessed: what is not found in one place stays to be reviewed."""
    with store.reading() as connection:
        heads = pages.with_heads(connection, document.id, document.revision)
    found = intake.read_one(path, path.name, heads=heads)
    if not found.text.strip():
        raise Unreadable(path, "the file holds no text", "A revision needs one.")
    refusal = memos.refusal(door, found.comments)
    if ids.text_id(found.text) != document.revision and door is not None:
        refusal = door.refusal(found.text, "") or refusal
    if refusal:
        raise ProjectError(f"{path}: {refusal}")
    if dry_run:
        with store.reading() as connection:
            old = content.bodies(connection, [document.revision]).get(document.revision, "")
            beside = memos.carried(connection, document, old, found)
        carried = carry(_stored(store, document), old, found.text)
        return Revised(document.id, ids.text_id(found.text), carried, True, beside.carried, len(beside.fresh))
    if ids.text_id(found.text) == document.revision:
        return _same_text(store, document, found)
    stored = _stored(store, document)
    with store.writing() as writer:
        old = content.bodies(writer.connection, [document.revision]).get(document.revision, "")
        carried = carry(stored, old, found.text)
        text = content.add_text(writer.connection, found.text)
        beside = memos.carried(writer.connection, document, old, found)
        ops = [
            *intake.revision_ops(writer, document.id, text, found, before=document.revision, old=old),
            Op("document", document.id, "set", {"revision": text}),
            *records.put(writer.connection, "speaker", _new_speakers(writer, document.id, found)).ops,
            *_moved(writer, stored, carried, text, found.text),
            *beside.ops(writer.connection, text),
        ]
        done = Revised(document.id, text, carried, memos=beside.carried, comments=len(beside.fresh))
        why = f", raw: {door.raw}" if door is not None and door.raw else ""
        writer.record("revise", f"{document.name} revised: {done}{why}", ops)
        again = blocking.enforce(writer.connection)[0]
    if again:  # the corrected file still held what was forgotten
        forgetting.clean(store)
    return done


def _same_text(store: Store, document: Document, found: intake.Found) -> Revised:
    """A file with the text that stands: only what was written beside it can be new."""
    same = carry(_stored(store, document), found.text, found.text)
    with store.writing() as writer:
        beside = memos.carried(writer.connection, document, found.text, found)
        if ops := beside.ops(writer.connection, document.revision):
            writer.record("revise", f"{document.name}: {len(beside.fresh)} new comments", ops)
    return Revised(document.id, document.revision, same, memos=beside.carried, comments=len(beside.fresh))


def _new_speakers(writer: Writer, document: str, found: intake.Found) -> records.Rows:
    """Speakers of labels that are new; those that are known keep what was said of them."""
    rows = intake.speaker_rows(document, found.turns, {})
    stands = records.current(writer.connection, "speaker", rows)
    return {row: values for row, values in rows.items() if row not in stands}


def _stored(store: Store, document: Document) -> list[Coding]:
    """The codings of the text that a document has now."""
    import json

    c, r, q = schema.coding.c, schema.reading.c, schema.quote.c
    with store.reading() as connection:
        rows = connection.execute(
            select(c.id, r.layer, r.coder, r.round, r.version, c.code, c.start, c.end, q.body, r.origin, c.facets)
            .join_from(schema.coding, schema.reading, c.reading == r.nr)
            .join(schema.quote, q.coding == c.id)
            .where(r.document == document.id, r.revision == document.revision)
            .order_by(c.start, c.end, c.code, r.coder, c.id)
        ).all()
    return [
        Coding(
            id_, layer, coder, round_, version, code, Segment(document.id, document.revision, start, end, quote), origin,
            json.loads(facets) if facets else {},
        )
        for id_, layer, coder, round_, version, code, start, end, quote, origin, facets in rows
    ]  # fmt: skip


def _moved(writer: Writer, stored: list[Coding], carried: tuple[Carried, ...], text: str, body: str) -> list[Op]:
    """The operations that put the carried codings on the new text, in place of the old ones."""
    pairs = [(coding, to.to) for coding, to in zip(stored, carried, strict=True) if to.to is not None]
    gone = [
        Op("coding", coding.id, "remove", saw=records.seen_by(writer.connection, "coding", coding.id))
        for coding, _ in pairs
    ]
    return [*gone, *put_over(writer, pairs, text, body)]


def put_over(writer: Writer, pairs: Sequence[tuple[Coding, tuple[int, int]]], text: str, body: str) -> list[Op]:
    """The operations that add codings at their place in another text, with their memos; what was withdrawn stays withdrawn."""
    made: dict[str, Coding] = {}
    now: dict[str, str] = {}
    for coding, (start, end) in pairs:
        place = (coding.segment.document, text, start, end)
        id_ = ids.coding_id(coding.layer, coding.coder, coding.round, place, coding.code, coding.facets)
        segment = Segment(*place, body[start:end])
        made[id_] = replace(coding, id=id_, segment=segment, origin="carried")
        now[coding.id] = id_
    codings.store_content(writer, list(made.values()))
    earlier = records.once(writer.connection, "coding", made)
    withdrawn = records.current(writer.connection, "withdrawal", now)
    again = {now[id_]: values for id_, values in withdrawn.items()}
    return [
        *(Op("coding", id_, data=codings.values_of(c), fresh=id_ not in earlier) for id_, c in made.items()),
        *memos.with_codings(writer, now),
        *records.put(writer.connection, "withdrawal", again).ops,
    ]
