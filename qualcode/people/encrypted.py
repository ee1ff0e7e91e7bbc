"""A key that nobody reads without its password: a database encrypted by SQLCipher, of the extra ``encrypted``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError, MissingExtra, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Where the password is looked for first; then in the keyring of the computer, under this name.
VARIABLE, SERVICE = "QUALCODE_KEY_PASSWORD", "qualcode key"


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of an encrypted key."""
    library = _library()
    password = _password(path)
    connection = _opened(library, path, password)
    try:
        cursor = connection.execute("SELECT * FROM names ORDER BY rowid")
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor]
    except library.DatabaseError as fault:
        raise Unreadable(
            path, "the key does not open with this password", f"Set {VARIABLE} to the right one."
        ) from fault
    finally:
        connection.close()


def write_rows(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write an encrypted key anew, and put it in the place of the older one when it is complete."""
    library = _library()
    password = _password(path)
    if path.exists():
        read_rows(path)  # another password would shut out whoever knows the old one
    columns = list(rows[0]) if rows else ["name", "pseudonym", "kind", "variants"]
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection = _opened(library, beside, password)
    try:
        with connection:
            named = ", ".join(f'"{column}" TEXT' for column in columns)
            connection.execute(f"CREATE TABLE names ({named})")
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO names VALUES ({marks})", [list(row.values()) for row in rows])
        connection.close()
        os.replace(beside, path)
    finally:
        connection.close()
        beside.unlink(missing_ok=True)


def _opened(library: Any, path: Path, password: str) -> Any:
    connection = library.connect(str(path))
    connection.execute("PRAGMA key = '" + password.replace("'", "''") + "'")
    return connection


def _library() -> Any:
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise MissingExtra("An encrypted key", "encrypted") from None
    return dbapi2


def _password(path: Path) -> str:
    """The password: of the environment, else of the computer's keyring."""
    password = os.environ.get(VARIABLE)
    if not password:
        try:
            import keyring

            password = keyring.get_password(SERVICE, path.name)
        except (ImportError, RuntimeError):
            password = None
    if not password:
        raise CallError(
            f"The key {path} is encrypted: set {VARIABLE}, or store its password once with: "
            f'keyring set "{SERVICE}" "{path.name}".'
        )
    return password
