"""An older project up to the schema of today: a copy first, then the steps, in process. Only loaded where needed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

from qualcode.errors import DiskFull, ProjectError, ReadOnlyProject
from qualcode.store import projection

if TYPE_CHECKING:
    from sqlalchemy import Engine

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def config(scripts: Path = SCRIPTS) -> Config:
    """Alembic without a file of its own: its scripts lie in the package."""
    found = Config()
    found.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return found


def upgrade(database: Engine, path: Path | None, found: str, *, write: bool, scripts: Path = SCRIPTS) -> None:
    """Bring a project to the newest schema. A file is copied first; the copy stays beside it."""
    if not write:
        raise ReadOnlyProject(
            f"{path or database.url} was written by an older qualcode: open it for writing once, to bring it up to date."
        )
    copied = copy_aside(path, found) if path is not None else None
    settings = config(scripts)
    try:
        with database.connect().execution_options(writing=True) as connection, connection.begin():
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            projection.rebuild(connection)  # a step need not fill the current tables: they follow from history
    except ProjectError:
        raise
    except Exception as fault:
        kept = f" It is as it was; a copy stands in {copied}." if copied else ""
        why = str(fault).splitlines()[0]
        raise ProjectError(f"{path or database.url} could not be brought up to date ({why}).{kept}") from fault


def copy_aside(path: Path, found: str) -> Path:
    """A whole copy of a project file, also of what still stands in its journal."""
    copy = path.with_name(f"{path.stem}.before-{found}{path.suffix}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}.before-{found}-{number}{path.suffix}")
    beside = copy.with_name(f".{copy.name}.part")
    source, target = sqlite3.connect(path), sqlite3.connect(beside)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as fault:
        beside.unlink(missing_ok=True)
        raise DiskFull(f"{path} could not be copied before its update ({fault}). It is as it was.") from fault
    finally:
        source.close()
        target.close()
    return beside.replace(copy)
