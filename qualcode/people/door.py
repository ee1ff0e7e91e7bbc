"""The door of a project: a file in which names of the key stand is refused, unless it is said why they may."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError
from qualcode.people.key import Key, load
from qualcode.people.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINES = 5


@dataclass(frozen=True)
class Door:
    """What is looked for in files that come in; without a matcher the key could not be read, and nothing new passes."""

    matcher: Matcher | None
    raw: str = ""
    absent: str = ""

    def refusal(self, text: str, file: str) -> str:
        """Why a file may not come in: how many names of the key it holds and where, never which; else nothing."""
        if self.raw:
            return ""
        if self.matcher is None:
            return (
                f"not looked through: the key of this project ({self.absent}) is not here. Name it (--key), or say why "
                "names need not be looked for (--raw WHY)."
            )
        where = places(self.matcher, text, file)
        if not where:
            return ""
        return f"{where}. Write a copy without them (qualcode pseudonyms apply), or say why they may stand there (--raw WHY)."

    def note(self, text: str, file: str) -> str:
        """What history is to tell of a file that comes in although it holds names."""
        return places(self.matcher, text, file) if self.raw and self.matcher is not None else ""


def door(setting: Mapping[str, Any] | None, key: Key | str | Path | None = None, raw: str | None = None) -> Door | None:
    """The door of an import: by the key that is named, else by the one that the project has; none without a key.

    Raises
    ------
    CallError
        `raw` says nothing.
    """
    if raw is not None and not raw.strip():
        raise CallError("Say why names may stand in these files: raw= needs a reason, which history keeps.")
    reason = (raw or "").strip()
    if key is not None:
        return Door(Matcher(key if isinstance(key, Key) else load(key)), reason)
    if not setting:
        return Door(None, reason) if reason else None
    path = Path(str(setting["path"])).expanduser()
    if not path.is_file():
        return Door(None, reason, str(setting["path"]))
    return Door(Matcher(load(path)), reason)


def registered(path: str | Path) -> dict[str, Any]:
    """What a project keeps of a key: where it lies, how many names it has, and a hash of them all; no name."""
    key = load(Path(path).expanduser())
    return {"path": str(path), "names": len(key.names), "sign": key.sign}


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
