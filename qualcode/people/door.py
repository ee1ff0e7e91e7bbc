"""The door of a project: a file in which names of the key stand is refused, unless it is said why they may."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError, Problem
from qualcode.people.key import Key, load
from qualcode.people.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from qualcode.readers.sheets import Sheet

_LINES = 5
#: Matchers by the file of their key and its state: a key is read again only when it changed.
_READ: dict[tuple[str, int, int], Matcher] = {}


@dataclass(frozen=True)
class Door:
    """What is looked for in files that come in; without a matcher the key could not be read, and nothing new passes."""

    matcher: Matcher | None
    raw: str = ""
    absent: str = ""

    @property
    def not_looked(self) -> str:
        """Why nothing new comes in where the key of the project is not at hand."""
        return (
            f"not looked through: the key of this project ({self.absent}) is not here. Name it (--key), or say why "
            "names need not be looked for (--raw WHY)."
        )

    def refusal(self, text: str, file: str, said: Iterable[str] = ()) -> str:
        """Why a file may not come in: how many names of the key it holds and where, never which; else nothing.

        `said` is what is told of the file: its case, wave, instrument, who answers for it.
        """
        if self.raw:
            return ""
        if self.matcher is None:
            return self.not_looked
        where = places(self.matcher, text, file)
        if not where and any(self.matcher.find(value) for value in said):
            where = "a name of the key in what is said of it"
        if not where:
            return ""
        return f"{where}. Write a copy without them (qualcode pseudonyms apply), or say why they may stand there (--raw WHY)."

    def note(self, text: str, file: str) -> str:
        """What history is to tell of a file that comes in although it holds names."""
        return places(self.matcher, text, file) if self.raw and self.matcher is not None else ""

    def cells(self, sheet: Sheet, columns: Container[str]) -> list[Problem]:
        """A fault for each cell of these columns, and each head of one, in which names stand: with what to write instead."""
        if self.matcher is None:
            return []
        found = [
            Problem(f"{sheet.where(1)}, column {number}", *self._instead(column))
            for number, column in enumerate(sheet.columns, 1)
            if column in columns and self.matcher.find(column)
        ]
        named = {column for column in sheet.columns if not self.matcher.find(column)}
        for row in sheet.rows:
            for number, (column, text) in enumerate(row.values.items(), 1):
                if text and column in columns and self.matcher.find(text):
                    called = f'"{column}"' if column in named else str(number)
                    found.append(Problem(f"{sheet.where(row)}, column {called}", *self._instead(text)))
        return found

    def said(self, texts: Iterable[tuple[str, str]]) -> list[Problem]:
        """A fault for each text, by what it is called, in which names stand."""
        if self.matcher is None:
            return []
        return [Problem(where, *self._instead(text)) for where, text in texts if self.matcher.find(text)]

    def _instead(self, text: str) -> tuple[str, str]:
        """That names stand in a text, never which, and what the key puts in their place."""
        hits = self.matcher.find(text) if self.matcher is not None else []
        pseudonyms = list(dict.fromkeys(hit.pseudonym for hit in hits))
        count = "a name" if len(pseudonyms) == 1 else f"{len(pseudonyms)} names"
        instead = ", ".join(f'"{pseudonym}"' for pseudonym in pseudonyms)
        return f"holds {count} of the key.", f"Write {instead}, or say why it may stand there (--raw WHY)."


def door(
    setting: Mapping[str, Any] | None,
    key: Key | str | Path | None = None,
    raw: str | None = None,
    folder: Path | None = None,
) -> Door | None:
    """The door of an import: by the key that is named, else by the one that the project has; none without a key.

    The path of a project's key is relative to `folder`, the project's own.

    Raises
    ------
    CallError
        `raw` says nothing, or holds a name of the key itself.
    """
    if raw is not None and not raw.strip():
        raise CallError("Say why names may stand there: raw= needs a reason, which history keeps.")
    reason = (raw or "").strip()
    if key is None and not setting:
        return Door(None, reason) if reason else None
    if key is not None:
        made = Door(Matcher(key) if isinstance(key, Key) else _matcher(Path(key).expanduser()), reason)
    else:
        path = (folder or Path()) / Path(str((setting or {})["path"])).expanduser()
        if not path.is_file():
            return Door(None, reason, str((setting or {})["path"]))
        made = Door(_matcher(path), reason)
    if reason and made.matcher is not None and made.matcher.find(reason):
        raise CallError("The reason holds a name of the key itself, and history keeps it: say it without the name.")
    return made


def _matcher(path: Path) -> Matcher:
    """The matcher of a key as its file stands now."""
    stands = path.stat() if path.is_file() else None
    at = (str(path.absolute()), stands.st_mtime_ns, stands.st_size) if stands else None
    if at is None or at not in _READ:
        made = Matcher(load(path))
        if at is None:
            return made
        _READ.clear()
        _READ[at] = made
    return _READ[at]


def registered(path: str | Path, folder: Path | None = None) -> dict[str, Any]:
    """What a project keeps of a key: where it lies, how many names it has, and a hash of them all; no name.

    A path that is not absolute is kept relative to the folder of the project, from where it is looked for.
    """
    place = Path(path).expanduser()
    key = load(place)
    kept = str(path)
    if folder is not None and not place.is_absolute():
        kept = os.path.relpath(place.resolve(), folder.resolve())
    return {"path": kept, "names": len(key.names), "sign": key.sign}


def places(matcher: Matcher, text: str, file: str) -> str:
    """How many names of the key stand in a text and its file name, and in which lines; nothing where there are none.

    >>> from qualcode.people.key import Key, Name
    >>> places(Matcher(Key((Name("Noor", "P1"),))), "I: Dag Noor.\\nR: Dag.\\nI: Noor?", "noor.txt")
    '1 name of the key in 2 places, in lines 1 and 3, and in the name of the file'
    """
    hits = matcher.find(text)
    named = matcher.find(file, loose=True)
    names = {name.name for hit in (*hits, *named) for name in hit.names}
    if not names:
        return ""
    count = "1 name" if len(names) == 1 else f"{len(names)} names"
    said = [f"{count} of the key"]
    if hits:
        lines = sorted({text.count("\n", 0, hit.start) + 1 for hit in hits})
        at = "1 place" if len(hits) == 1 else f"{len(hits)} places"
        said[0] += f" in {at}, in line{'s' if len(lines) > 1 else ''} {_listed(lines)}"
    if named:
        said.append(("and " if hits else "") + "in the name of the file")
    return (", " if hits else " ").join(said)


def _listed(lines: list[int]) -> str:
    shown = [str(line) for line in lines[:_LINES]]
    if len(lines) > _LINES:
        return ", ".join(shown) + f" and {len(lines) - _LINES} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
