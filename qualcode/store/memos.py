"""Memos that come with a file, its comments, and what becomes of memos on passages when the text is corrected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from qualcode.model import Coding, Segment, stable_id
from qualcode.store import content, ids, records, schema
from qualcode.store.carrying import Carried, carry
from qualcode.store.changes import Op
from qualcode.store.placing import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.model import Document
    from qualcode.people.door import Door
    from qualcode.readers.intake import Comment
    from qualcode.store.files import Found
    from qualcode.store.store import Writer

#: What memos on codings are said to be about.
ON_CODINGS = ("coding", "doubt")

# --- comments of a file --------------------------------------------------------------------------------------------


def comment_rows(document: str, revision: str, comments: Sequence[Comment]) -> records.Rows:
    """The comments of a file as memos on their words; a reply is about the memo that it answers.

    A comment is known by its document, author, moment and words, so that the same one of a corrected file is the same memo.
    """
    keys: list[str] = []
    seen: Counter[tuple[str, str, str]] = Counter()
    rows: records.Rows = {}
    for comment in comments:
        facts = (comment.author, comment.created, comment.text)
        keys.append(str(stable_id("memo", "comment", document, *facts, str(seen[facts]))))
        seen[facts] += 1
        above = None if comment.reply_to is None else keys[comment.reply_to]
        rows[keys[-1]] = {
            "about": "document" if above is None else "memo", "of": above or document, "document": document,
            "revision": None if comment.start is None else revision, "start": comment.start, "end": comment.end,
            "author": comment.author or None, "text": comment.text, "created": ids.moment(comment.created),
            "resolved": int(comment.resolved),
        }  # fmt: skip
    return rows


def remembered(connection: Connection, rows: records.Rows, stand: Iterable[str] = ()) -> records.Rows:
    """Those of the rows that nobody forgot: neither the memo itself nor the words that it stands beside.

    `stand` are memos that replies may answer besides.
    """
    gone = tombs(connection)
    texts = content.bodies(connection, {row["revision"] for row in rows.values() if row["revision"]})
    kept: records.Rows = {}
    there = set(stand)
    for key, values in rows.items():
        words = texts.get(values["revision"] or "", "")[values["start"] or 0 : values["end"] or 0]
        if key not in gone and BLOCK not in words and (values["about"] != "memo" or values["of"] in there):
            there.add(key)
            kept[key] = values
    return kept


def tombs(connection: Connection) -> set[str]:
    """The memos of which nothing is left, because they were forgotten."""
    o = schema.op.c
    wanted = select(o.row).where(o.kind == "memo", o.op == "add", o.data.is_(None))
    return set(connection.execute(wanted).scalars())


def refusal(door: Door | None, comments: Sequence[Comment]) -> str:
    """Why comments may not come in: in how many of them names of the key stand, or in who wrote them; else nothing."""
    if door is None or door.raw or not comments:
        return ""
    if door.matcher is None:
        return door.not_looked
    find = door.matcher.find
    named = sum(bool(find(comment.text) or find(comment.author, loose=True)) for comment in comments)
    if not named:
        return ""
    return (
        f"names of the key in {named} comment{'' if named == 1 else 's'} or in who wrote them. Write a copy without them "
        "(qualcode pseudonyms apply), or say why they may stand there (--raw WHY)."
    )


# --- memos of a corrected text -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Beside:
    """What becomes of the memos on passages of the earlier text, and the comments that only the corrected file has."""

    carried: tuple[Carried, ...]
    fresh: records.Rows
    resolved: Mapping[str, int]

    def ops(self, connection: Connection, revision: str) -> list[Op]:
        """The operations that put them on the new text; one whose passage is lost points to the document as a whole."""
        places: records.Rows = {
            memo.coding: {"revision": revision, "start": memo.to[0], "end": memo.to[1]} if memo.to else dict(_NOWHERE)
            for memo in self.carried
        }
        for row, resolved in self.resolved.items():
            places.setdefault(row, {})["resolved"] = resolved
        return [*records.put(connection, "memo", places).ops, *records.put(connection, "memo", self.fresh).ops]


def carried(connection: Connection, document: Document, old: str, found: Found) -> Beside:
    """What becomes of memos: a comment that the corrected file has too stands where that file says, others go with their words."""
    stands = _on_text(connection, document.id, document.revision)
    rows = comment_rows(document.id, ids.text_id(found.text), found.comments)
    as_codings = [
        Coding(
            row, "memo", values["author"] or values["coder"] or "", "main", "", "memo",
            Segment(document.id, document.revision, values["start"], values["end"], old[values["start"] : values["end"]]),
        )
        for row, values in stands.items()
    ]  # fmt: skip
    known = records.current(connection, "memo", rows)
    fresh = {row: values for row, values in rows.items() if row not in known}
    return Beside(
        tuple(
            _as_the_file_says(memo, rows.get(memo.coding), found.text) for memo in carry(as_codings, old, found.text)
        ),
        remembered(connection, fresh, known),
        {row: rows[row]["resolved"] for row in known},
    )


def _as_the_file_says(memo: Carried, row: dict[str, Any] | None, new: str) -> Carried:
    if row is None or row["start"] is None:
        return memo
    to = (row["start"], row["end"])
    state = "exact" if to == (memo.start, memo.end) else "moved"
    return replace(memo, state=state, to=to, now=new[to[0] : to[1]], why="")


def _on_text(connection: Connection, document: str, revision: str) -> records.Rows:
    """The memos on passages of a text, replies among them, in the order of their making."""
    m = schema.memo.c
    wanted = select(m.row).where(m.document == document, m.revision == revision, m.start.is_not(None)).order_by(m.born)
    return records.current(connection, "memo", connection.execute(wanted).scalars().all())


_NOWHERE: dict[str, Any] = {"revision": None, "start": None, "end": None}


def with_codings(writer: Writer, now: Mapping[str, str]) -> list[Op]:
    """The memos of codings go with them: from the id that a coding had to the one that it has now."""
    m = schema.memo.c
    rows = writer.connection.execute(select(m.row, m.of).where(m.about.in_(ON_CODINGS)).order_by(m.born)).all()
    return [Op("memo", row, "set", {"of": now[of]}) for row, of in rows if of in now and now[of] != of]
