"""A database connection that behaves: journal, durability, one writer at a time, bulk rows, and faults in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from qualcode.errors import CallError, DiskFull, LockedProject, MissingExtra, NotAProject, ReadOnlyProject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Table
    from sqlalchemy.engine import ExceptionContext

#: How long a second writer waits for the first.
WAIT_SECONDS = 5.0
_CHUNK = 50_000


def for_file(path: Path, *, write: bool = True, immutable: bool = False, wait: float = WAIT_SECONDS) -> Engine:
    """The engine of a project file. An immutable one is read without a journal: nobody may be writing it."""
    mode = "rw" if write else "ro"
    address = f"{path.absolute().as_uri()}?mode={mode}" + ("&immutable=1" if immutable else "")
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, timeout=wait, check_same_thread=False),
        pool_size=2, max_overflow=8, poolclass=_queue_pool(),
    )  # fmt: skip
    return _sqlite(engine, str(path))


def in_memory(place: str = "a state in memory") -> Engine:
    """An engine without a file: for an earlier state, and for trying out."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    return _sqlite(engine, place)


def for_url(address: str) -> Engine:
    """The engine of a database server (``postgresql+psycopg://``)."""
    try:
        url = make_url(address)
        if url.get_backend_name() != "postgresql":
            raise CallError(f"qualcode keeps projects in a file or in PostgreSQL, not in {url.get_backend_name()}.")
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ModuleNotFoundError as fault:
        raise MissingExtra("A project on a PostgreSQL server", "postgres") from fault
    except (ArgumentError, NoSuchModuleError) as fault:
        raise CallError(f'"{address}" is no address of a database.') from fault
    event.listen(engine, "handle_error", lambda context: _in_plain_words(context, url.render_as_string()))
    return engine


def _queue_pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def _sqlite(engine: Engine, place: str) -> Engine:
    @event.listens_for(engine, "connect")
    def _connected(driver: sqlite3.Connection, _: object) -> None:
        driver.isolation_level = None  # we begin and commit, the driver does not
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-65536"):
            driver.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    event.listen(engine, "handle_error", lambda context: _in_plain_words(context, place))
    return engine


def _in_plain_words(context: ExceptionContext, place: str) -> None:
    """Turn what a database says into what a person can do; what we do not know passes unchanged."""
    fault = context.original_exception
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise LockedProject(
            f"{place} is being written by another program: nothing was stored. Close the other one, or try again in a moment."
        ) from fault
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        raise ReadOnlyProject(f"{place} or its folder may not be written: nothing was stored.") from fault
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        raise NotAProject(
            f"{place} is damaged: restore a copy, and merge into it what this file still holds."
        ) from fault
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        raise DiskFull(
            f"{place}: the disk took no more. Nothing of this change was stored, what stood there still stands. Make room and do it again."
        ) from fault
    if context.connection is None and type(fault).__name__ == "OperationalError":
        raise LockedProject(f"{place} does not answer: {str(fault).splitlines()[0]}.") from fault


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state throughout."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that writes all or nothing, after whoever is writing now."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(current_schema()))"))
        yield connection


def insert(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    ignore: bool = False,
) -> None:
    """Put many rows into a table as driver tuples (five times faster than rows as dicts); `ignore` leaves known keys."""
    sign = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(f'"{name}"' for name in columns)
    command = f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join([sign] * len(columns))})'
    if ignore:
        command += " ON CONFLICT DO NOTHING"
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            connection.exec_driver_sql(command, chunk)
            chunk = []
    if chunk:
        connection.exec_driver_sql(command, chunk)


def chunks(values: Iterable[Any], size: int = 500) -> Iterator[list[Any]]:
    """Parts of a long list, as long as a database takes in one question."""
    part: list[Any] = []
    for value in values:
        part.append(value)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
