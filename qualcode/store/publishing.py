"""A copy of a project for colleagues: all of it but the readings whose round is open. One file, whole or not there."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from qualcode.errors import NotAProject, QualcodeError
from qualcode.store import engine, history, opening, projection, schema, sealing
from qualcode.store.ids import text_id
from qualcode.store.store import meta, replica_of, set_meta

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from qualcode.store.sealing import Reading, Sealed
    from qualcode.store.store import Store

SUFFIX = ".qualcode-copy"
_COUNTED = (schema.change, schema.op, schema.quote, schema.text, schema.reading)


@dataclass(frozen=True)
class Published:
    """The copy that stands in the folder: its file, whether it is a new one, and how many open readings are not in it."""

    path: Path
    new: bool
    open: int


def publish(store: Store, folder: Path, name: str) -> Published:
    """Write our copy into a folder, in place of the one that stands there; nothing is written where nothing changed."""
    with store.writing() as writer:
        replica = replica_of(writer.connection, store.path)
    target = folder / f"{name}.{replica}{SUFFIX}"
    with store.reading() as source, TemporaryDirectory(prefix="qualcode-") as made:
        shut = sealing.withheld(source)
        mark = _mark(source, shut)
        left = len(set(shut.values()))
        if _mark_of(target) == mark:
            return Published(target, False, left)
        copy = Path(made) / "copy"
        opening.begin_file(copy)
        database = engine.for_file(copy)
        try:
            opening.lay_out(database, store.study)
            with engine.writing(database) as to:
                _fill(source, to, shut)
                set_meta(to, "published", mark)
                set_meta(to, "counts", json.dumps(_counts(to)))
        finally:
            database.dispose()
        _one_file(copy)
        _place(copy, target)
    return Published(target, True, left)


def _mark(connection: Connection, shut: Mapping[tuple[str, str], Reading]) -> str:
    """A short name of what a copy would hold: equal marks mean equal copies."""
    ops = connection.execute(select(func.count()).select_from(schema.op)).scalar()
    return text_id(json.dumps([history.mark(connection), ops, sorted(map(list, shut))]))[:24]


def _mark_of(path: Path) -> str | None:
    """The mark of the copy that stands there; None where there is none that is whole."""
    if not path.is_file():
        return None
    try:
        standing = opening.open_copy(path)
        try:
            prove_whole(standing, path.name)
            with standing.reading() as connection:
                return meta(connection, "published")
        finally:
            standing.close()
    except (QualcodeError, OSError):
        return None


def _fill(source: Connection, target: Connection, shut: Mapping[tuple[str, str], Reading]) -> None:
    """History and content without what is shut, and the current tables that follow from it."""
    lacking = _lacking(source, shut)
    names = [column.name for column in schema.change.columns]
    said = names.index("message")
    engine.insert(
        target, schema.change, names,
        (
            (*row[:said], sealing.COVERED, *row[said + 1 :]) if row.id in lacking else tuple(row)
            for row in source.execute(select(schema.change).order_by(schema.change.c.nr))
        ),
    )  # fmt: skip
    o = schema.op.c
    ops = source.execute(select(schema.op).order_by(o.change, o.place).execution_options(stream_results=True))
    engine.insert(
        target, schema.op, [column.name for column in schema.op.columns],
        (tuple(row) for row in ops if (row.kind, row.row) not in shut),
    )  # fmt: skip
    _copy_content(source, target, {row for kind, row in shut if kind == "coding"})
    projection.rebuild(target)
    sealing.note(target, lacking)


def _lacking(source: Connection, shut: Mapping[tuple[str, str], Reading]) -> Sealed:
    """Of which changes something is left out: of what we lack ourselves, what is shut, and what undoes that."""
    c, o = schema.change.c, schema.op.c
    found = {change: set(readings) for change, readings in sealing.sealed(source).items()}
    if shut:
        kinds = {kind for kind, _ in shut}
        wanted = select(c.id, o.kind, o.row).join_from(schema.op, schema.change, o.change == c.nr)
        for id_, kind, row in source.execute(wanted.where(o.kind.in_(kinds))):
            if (kind, row) in shut:
                found.setdefault(id_, set()).add(shut[kind, row])
    undoing = source.execute(select(c.id, c.undoes).where(c.undoes.is_not(None)).order_by(c.clock)).all()
    for id_, undoes in undoing:  # an undo comes after what it undoes, so that one pass reaches undos of undos
        if undoes in found:
            found.setdefault(id_, set())
    return {change: frozenset(readings) for change, readings in found.items()}


def _copy_content(source: Connection, target: Connection, codings: set[str]) -> None:
    """Texts, quotes and readings: without those of the codings that are left out."""
    readings = sealing.open_readings(source)
    for table, out in ((schema.text, set()), (schema.quote, codings), (schema.reading, set(readings))):
        names = [column.name for column in table.columns]
        key = names.index("id" if "id" in names else "coding")
        rows: Any = source.execute(select(table).execution_options(stream_results=True))
        engine.insert(target, table, names, (tuple(row) for row in rows if row[key] not in out))


def _counts(connection: Connection) -> dict[str, int]:
    return {t.name: int(connection.execute(select(func.count()).select_from(t)).scalar() or 0) for t in _COUNTED}


def _one_file(path: Path) -> None:
    """Close the journal: a copy is a single file."""
    driver = sqlite3.connect(path)
    try:
        driver.execute("PRAGMA journal_mode=DELETE")
    finally:
        driver.close()


def _place(made: Path, target: Path) -> None:
    """Put a finished file at its place in one step; whoever looks sees the old one or the new one."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        shutil.copyfile(made, beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def prove_whole(store: Store, name: str) -> None:
    """Refuse a published copy that did not come over whole; of another file nothing is known.

    Raises
    ------
    NotAProject
        Fewer rows than were written, or texts that are not what they were.
    """
    with store.reading() as connection:
        said = json.loads(meta(connection, "counts") or "{}")
        if not said:
            return
        found = _counts(connection)
        t = schema.text.c
        bodies = connection.execute(select(t.id, t.body).where(t.forgotten == 0))
        torn = any(text_id(body) != id_ for id_, body in bodies)
    if torn or any(found.get(table) != count for table, count in said.items()):
        raise NotAProject(f"{name} did not come over whole: let its sharing finish, or have it published again.")
