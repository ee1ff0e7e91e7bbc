"""The rows of a current table as plain values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


def rows_of(connection: Connection, table: Table, names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The rows of a current table in the order in which they were born; JSON read."""
    read = [json.loads if table.c[name].info.get("json") else None for name in names]
    found = connection.execute(select(*(table.c[name] for name in names)).order_by(table.c.born))
    if not any(read):
        return [tuple(row) for row in found]
    return [
        tuple(how(value) if how and value is not None else value for how, value in zip(read, row, strict=True))
        for row in found
    ]
