"""Making a project and opening one: as a file, on a server, or as it was at an earlier state. Refusals are one sentence each."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, select

from qualcode.errors import CallError, NameTaken, NewerProject, NotAProject, NotHere
from qualcode.store import damage, engine, history, places, schema
from qualcode.store.ids import user
from qualcode.store.store import Store, meta, set_meta

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Engine

#: Up to this size a file is looked through for damaged pages before it is used; larger ones tell when a page is read.
_LOOKED_THROUGH = 16_000_000


def create(place: str | Path, *, study: str, who: str | None = None) -> Store:
    """A new, empty store."""
    who = who or user()
    if _is_address(place):
        database = engine.for_url(str(place))
        _refuse_taken(database)
        lay_out(database, study)
        return Store(database, place=_shown(place), path=None, who=who)
    path = Path(place)
    if not path.parent.is_dir():
        raise NotHere(f"There is no folder {path.parent}: make it first.")
    if path.exists():
        raise NameTaken(f"{path} exists already: open it, or choose another name.")
    places.refuse_synced(path)
    places.refuse_read_only(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        begin_file(beside)
        database = engine.for_file(beside)
        lay_out(database, study)
        database.dispose()
        beside.rename(path)
    finally:
        for left in (beside, *(beside.with_name(beside.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)
    return open_(path, who=who)


def open_(place: str | Path, *, who: str | None = None, write: bool = True, wait: float = engine.WAIT_SECONDS) -> Store:
    """An existing store. `write=False` only looks, also where nothing may be written."""
    who = who or user()
    if _is_address(place):
        database = engine.for_url(str(place))
        _prove_schema(database, _shown(place), None, write=write)
        return Store(database, place=_shown(place), path=None, who=who, write=write)
    path = Path(place)
    places.refuse_what_is_no_project(path)
    if write:
        places.refuse_synced(path)
        places.refuse_read_only(path)
    database = engine.for_file(path, write=write, immutable=not write and _alone(path), wait=wait)
    try:
        _prove_schema(database, str(path), path, write=write)
        _look_through(database, path)
        return Store(database, place=str(path), path=path, who=who, write=write)
    except BaseException:
        database.dispose()
        raise


def in_memory(study: str, who: str) -> Store:
    """A new store without a file: to try something out."""
    database = engine.in_memory()
    lay_out(database, study)
    return Store(database, place="memory", path=None, who=who)


def open_copy(place: str | Path) -> Store:
    """Another copy of a project, to read from, wherever it lies: a synced folder, a stick, a mail."""
    return open_(place, write=False)


def at(store: Store, as_of: Mapping[str, int] | str) -> Store:
    """A store as it was at a state (or the name of a freeze), in memory, to look at only."""
    with store.reading() as connection:
        until = _frozen(connection, as_of) if isinstance(as_of, str) else {k: int(v) for k, v in as_of.items()}
        past = engine.in_memory(f"{store.place} as it was")
        lay_out(past, store.study)
        history.copy_until(connection, past, until)
    return Store(past, place=f"{store.place} as it was", path=None, who=store.who, write=False)


def _frozen(connection: Connection, name: str) -> dict[str, int]:
    f = schema.freeze.c
    said = connection.execute(select(f.state).where(f.row == name)).scalar()
    if said is None:
        names = ", ".join(connection.execute(select(f.row).order_by(f.born)).scalars()) or "none"
        raise CallError(f'No freeze "{name}" in this project; there are: {names}.')
    return {str(replica): int(seq) for replica, seq in json.loads(said).items()}


def _is_address(place: str | Path) -> bool:
    return isinstance(place, str) and "://" in place


def _shown(place: str | Path) -> str:
    from sqlalchemy.engine import make_url

    return make_url(str(place)).render_as_string(hide_password=True)


def _alone(path: Path) -> bool:
    """Whether a file stands without a journal, so that it can be read without making one."""
    return not path.with_name(path.name + "-wal").exists()


def begin_file(path: Path) -> None:
    """A database file with our mark in its header, written before the journal begins so that it can be read there."""
    driver = sqlite3.connect(path)
    try:
        driver.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        driver.execute("PRAGMA user_version=1")
        driver.execute("PRAGMA journal_mode=WAL")
    finally:
        driver.close()


def lay_out(database: Engine, study: str) -> None:
    from qualcode import __version__

    with engine.writing(database) as connection:
        schema.METADATA.create_all(connection)
        connection.execute(schema.version.insert().values(version_num=schema.HEAD))
        set_meta(connection, "study", study)
        set_meta(connection, "qualcode", __version__)


def _refuse_taken(database: Engine) -> None:
    if inspect(database).has_table("change"):
        raise NameTaken("This database holds a project already: open it, or name another database or schema.")


def _prove_schema(database: Engine, place: str, path: Path | None, *, write: bool) -> None:
    """Take the schema that we write, bring an older one up to it, refuse a newer one."""
    with engine.reading(database) as connection:
        found = _schema_of(connection, place)
        newer_by = meta(connection, "qualcode") if found not in schema.KNOWN_SCHEMAS else None
    if found == schema.HEAD:
        return
    if found not in schema.KNOWN_SCHEMAS:
        raise NewerProject(
            f"{place} was written by a newer qualcode ({newer_by or 'unknown'}): install that version to open it."
        )
    from qualcode.store.migrate import upgrade  # Alembic is only loaded where there is something to migrate

    upgrade(database, path, found, write=write)


def _schema_of(connection: Connection, place: str) -> str:
    look = inspect(connection)
    if not (look.has_table("alembic_version") and look.has_table("meta")):
        raise NotAProject(f"{place} holds no project: its tables are missing. Restore a copy, or make a new project.")
    return str(connection.execute(select(schema.version.c.version_num)).scalar())


def _look_through(database: Engine, path: Path) -> None:
    if path.stat().st_size > _LOOKED_THROUGH:
        return
    with engine.reading(database) as connection:
        said = damage.of_file(connection)
    if said is not None:
        raise NotAProject(f"{path} is damaged ({said.splitlines()[-1]}): restore a copy of the project.")
