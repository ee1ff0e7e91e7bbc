"""The door of a project: by which key it is guarded, and what passes it. Whatever is typed or comes in a sheet passes here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from qualcode.errors import Problem, ProjectError, SheetFaults
from qualcode.store import records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qualcode.people.door import Door
    from qualcode.readers.sheets import Sheet
    from qualcode.store.store import Store

#: The fields of each sheet in which people write words of their own; of others every field, and each column besides.
#: What a sheet only points with (a document, a label or a quote in it, a person, a code) stands in the project already.
_TELLING: dict[str, tuple[str, ...]] = {
    "codings": ("memo",),
    "decisions": ("decision", "reason", "rule"),
    "speakers": ("role",),
    "asked": (),
    "coverage": (),
}


@dataclass(frozen=True)
class Entry:
    """Something on its way in: where names of the key stand in it, and whether it says anything of its own at all."""

    door: Door | None
    what: str
    problems: tuple[Problem, ...] = ()
    says: bool = True

    def let_in(self) -> str:
        """Called when something of it is new; gives what history is to tell of names that were let in.

        Raises
        ------
        SheetFaults
            Names of the key stand in it, and no reason was given.
        ProjectError
            The key of the project is not at hand, so that nobody can tell.
        """
        if self.door is None or not self.says:
            return ""
        if self.door.raw:
            return f", raw ({len(self.problems)} with names of the key): {self.door.raw}"
        if self.door.matcher is None:
            raise ProjectError(f"{self.what}: {self.door.not_looked}")
        if self.problems:
            raise SheetFaults(self.what, self.problems)
        return ""


def of(store: Store, key: str | Path | None = None, raw: str | None = None) -> Door | None:
    """The door that what is new must pass; none where neither a key nor a reason is given and the project has no key."""
    from qualcode.people.door import door

    with store.reading() as connection:
        stands = records.current(connection, "setting", ["key"])
    folder = store.path.parent if store.path is not None else None
    return door(stands.get("key", {}).get("value"), key, raw, folder)


def of_sheet(door: Door | None, what: str, sheet: Sheet) -> Entry:
    """A sheet at the door: every column in which people write words of their own."""
    if door is None:
        return Entry(None, sheet.name)
    columns = set(sheet.columns)
    if what in _TELLING:
        from qualcode.sheets.header import meant

        fields = import_module(f"qualcode.sheets.{what}").FIELDS
        columns = {column for column, field in meant(sheet, fields).items() if field in _TELLING[what]}
    columns = {column for column in columns if not column.startswith("#")}
    says = any(row.values.get(column) for row in sheet.rows for column in columns)
    return Entry(door, sheet.name, tuple(door.cells(sheet, columns)), says)


def of_texts(door: Door | None, what: str, texts: Iterable[tuple[str, str]]) -> Entry:
    """Texts at the door, each with what it is called."""
    if door is None:
        return Entry(None, what)
    told = [(where, text) for where, text in texts if text]
    return Entry(door, what, tuple(door.said(told)), bool(told))


def prove_typed(store: Store, what: str, text: str) -> None:
    """Refuse what somebody types here (a memo, a reason) where a name of the key stands in it.

    On a computer without the key it passes: those who code need not have it. `check --people` finds it later.

    Raises
    ------
    SheetFaults
        A name stands in it; the fault says what to write instead.
    """
    if not text:
        return
    guard = of(store)
    if guard is not None and guard.matcher is not None:
        of_texts(guard, what, [(what, text)]).let_in()
