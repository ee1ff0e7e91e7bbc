"""Living rows into the current tables: what a row's values are in SQL, and what follows from a revision and a coding."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from qualcode.model import word_starts
from qualcode.store import engine, schema
from qualcode.store.ids import microseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Table

#: A row that lives: its key, where it was born among all rows, when, and its values.
Living = tuple[str, str, str, dict[str, Any]]
#: What stands where something was forgotten.
BLOCK = "█"
#: So many texts are kept with a connection, and more as long as they hold no more signs than this together.
_KEPT, _SIGNS = 64, 8_000_000


@dataclass(frozen=True)
class Measured:
    """A text with where each of its words begins; `forgotten` counts its blocked-out signs."""

    body: str
    starts: list[int]
    forgotten: int

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The ordinals of the words whose first sign lies in ``[start:end]``, half open."""
        first = bisect_left(self.starts, start)
        return first, max(first, bisect_left(self.starts, end))

    def blocked(self, start: int, end: int) -> bool:
        """Whether nothing is left of a stretch of text."""
        return self.forgotten > 0 and not self.body[start:end].strip(BLOCK)


_FORGOTTEN = select(schema.text.c.forgotten).where(schema.text.c.id == bindparam("text"))


def measured(connection: Connection, text: str) -> Measured:
    """A stored text with its words; the last ones are kept with the connection."""
    t = schema.text.c
    forgotten = connection.execute(_FORGOTTEN, {"text": text}).scalar()
    if forgotten is None:
        return Measured("", [], 0)
    kept: dict[str, Measured] = connection.info.setdefault("measured", {})
    found = kept.get(text)
    if found is None or found.forgotten != forgotten:
        body = connection.execute(select(t.body).where(t.id == text)).scalar_one()
        found = Measured(body, word_starts(body), forgotten)
        stale = kept.pop(text, None)
        signs = connection.info.get("measured signs", 0) + len(body) - (len(stale.body) if stale is not None else 0)
        while len(kept) >= _KEPT and signs > _SIGNS:
            signs -= len(kept.pop(next(iter(kept))).body)
        connection.info["measured signs"] = signs
        kept[text] = found
    return found


def clear(connection: Connection, kind: str, rows: Sequence[str]) -> None:
    """Take rows out of a current table, with what followed from them."""
    table = schema.KINDS.get(kind)
    if table is None:
        return
    connection.execute(delete(table).where((table.c.id if kind == "coding" else table.c.row).in_(rows)))
    if kind == "revision":
        connection.execute(delete(schema.turn).where(schema.turn.c.revision.in_(rows)))


def put(connection: Connection, kind: str, living: Sequence[Living]) -> None:
    """Put living rows into their current table."""
    if not living or kind not in schema.KINDS:
        return
    if kind == "coding":
        engine.insert(connection, schema.coding, _CODING, _codings(connection, living))
        return
    table = schema.KINDS[kind]
    if kind == "revision":
        living = [_counted(connection, row) for row in living]
        engine.insert(connection, schema.turn, _TURN, (turn for row in living for turn in _turns(connection, row)))
    columns = [column.name for column in table.columns]
    engine.insert(connection, table, columns, _plain(table, living))


def _plain(table: Table, living: Iterable[Living]) -> Iterator[tuple[Any, ...]]:
    columns = [(column.name, bool(column.info.get("json"))) for column in table.columns][2:]
    for row, birth, _, values in living:
        yield row, birth, *(_in_sql(values.get(name), json_) for name, json_ in columns)


def _in_sql(value: Any, as_json: bool) -> Any:
    if as_json:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value


def from_sql(table: Table, row: Sequence[Any]) -> dict[str, Any]:
    """The values of a row of a current table, as an operation would name them (without key and birth)."""
    return {
        column.name: json.loads(value) if column.info.get("json") and value is not None else value
        for column, value in zip(table.columns, row, strict=True)
        if column.name not in ("row", "born")
    }


# --- a revision and its turns --------------------------------------------------------------------------------------

_TURN = (
    "revision", "ordinal", "start", "end", "label", "answer", "time", "label_start", "word_start", "word_end",
)  # fmt: skip


def _counted(connection: Connection, living: Living) -> Living:
    row, birth, at, values = living
    return row, birth, at, {**values, "words": len(measured(connection, values["text"]).starts)}


def _turns(connection: Connection, living: Living) -> Iterator[tuple[Any, ...]]:
    row, _, _, values = living
    text = measured(connection, values["text"])
    for ordinal, start, end, label, answer, time, label_start in values.get("turns") or ():
        yield row, ordinal, start, end, label, answer, time, label_start, *text.words(start, end)


# --- codings -------------------------------------------------------------------------------------------------------

_CODING = ("id", "reading", "code", "start", "end", "word_start", "word_end", "facets", "created")


def _codings(connection: Connection, living: Sequence[Living]) -> Iterator[tuple[Any, ...]]:
    """Codings with the words that they cover. What lies wholly in a forgotten passage is gone with it."""
    readings = _readings(connection, {values["reading"] for _, _, _, values in living})
    texts: dict[str, Measured] = {}
    moments: dict[str, int] = {}
    for row, _, at, values in living:
        number, revision = readings[values["reading"]]
        if revision not in texts:
            texts[revision] = measured(connection, revision)
        text, start, end = texts[revision], values["start"], values["end"]
        if text.blocked(start, end):
            continue
        when = values.get("created") or at
        if when not in moments:
            moments[when] = microseconds(when)
        facets = values.get("facets")
        said = json.dumps(facets, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if facets else ""
        yield row, number, values["code"], start, end, *text.words(start, end), said, moments[when]


def _readings(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The local number and the revision of each reading."""
    r = schema.reading.c
    found: dict[str, tuple[int, str]] = {}
    for part in engine.chunks(ids):
        rows = connection.execute(select(r.id, r.nr, r.revision).where(r.id.in_(part)))
        found.update((id_, (number, revision)) for id_, number, revision in rows)
    return found
