"""Which key guards the door of a project: the one that is named, else the one that is registered with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.store import records

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.people.door import Door
    from qualcode.store.store import Store


def of(store: Store, key: str | Path | None = None, raw: str | None = None) -> Door | None:
    """The door that new text must pass; none where neither a key nor a reason is given and the project has no key."""
    from qualcode.people.door import door

    with store.reading() as connection:
        stands = records.current(connection, "setting", ["key"])
    return door(stands.get("key", {}).get("value"), key, raw)
