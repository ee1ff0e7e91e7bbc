"""An open store: whoever reads sees one state, whoever writes writes one change, whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.errors import ReadOnlyProject
from qualcode.store import changes, engine, history, projection, schema
from qualcode.store.ids import home_of, uuid7

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine


class Store:
    """A database of one study, and who is working in it."""

    def __init__(self, database: Engine, *, place: str, path: Path | None, who: str, write: bool = True) -> None:
        self.engine, self.place, self.path, self.who, self.write = database, place, path, who, write
        with self.reading() as connection:
            self.study = meta(connection, "study") or ""

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state throughout."""
        with engine.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """All that is written in here is stored together, or nothing of it."""
        if not self.write:
            raise ReadOnlyProject(f"{self.place} was opened to look at only: open it for writing to change it.")
        with engine.writing(self.engine) as connection:
            yield Writer(self, connection)

    def undo(self, change: str | None = None) -> changes.Change:
        """Take a change back: the one that is named, else the last by this person."""
        with self.writing() as writer:
            return writer.undo(history.to_undo(writer.connection, change, self.who))


class Writer:
    """One transaction: what it records is one change, unless a caller records more."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self.store, self.connection = store, connection

    def record(
        self, verb: str, message: str, ops: Sequence[changes.Op], *, undoes: str | None = None
    ) -> changes.Change:
        """Write a change and what follows from it."""
        return changes.record(
            self.connection,
            replica_of(self.connection, self.store.path),
            self.store.who,
            verb,
            message,
            ops,
            undoes=undoes,
        )

    def undo(self, change: changes.Change) -> changes.Change:
        """Record that a change is undone, and work out the rows that it spoke of."""
        done = self.record("undo", f"undone: {change.message}", [], undoes=change.id)
        turned = history.settle(self.connection)
        projection.project(self.connection, history.keys_of(self.connection, turned))
        return done


def meta(connection: Connection, key: str) -> str | None:
    """A fact of this file: study, replica, home, and who wrote it last."""
    value: str | None = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()
    return value


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Note a fact of this file."""
    m = schema.meta
    connection.execute(m.delete().where(m.c.key == key))
    connection.execute(m.insert().values(key=key, value=value))


def replica_of(connection: Connection, path: Path | None) -> str:
    """The name under which this file numbers its changes.

    A copy that is written at another place, or by another person, gets a name of its own: two copies must never give
    one number to two changes.
    """
    m = schema.meta.c
    known = dict(connection.execute(select(m.key, m.value)).all())
    replica = known.get("replica")
    home = home_of(path) if path is not None else "server"
    if replica is None or known.get("home") != home:
        replica = uuid7().replace("-", "")[-12:]
        set_meta(connection, "replica", replica)
        set_meta(connection, "home", home)
    return replica
