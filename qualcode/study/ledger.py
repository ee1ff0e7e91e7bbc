"""What was built from what: beside the tables, so that nothing is made twice and nothing made by hand is written over."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from qualcode.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NAME = ".written.json"


class Ledger:
    """The list of written files in a folder of tables, and of the last whole build.

    For each file it holds the sign of its source (recipe, state of the project, version of qualcode) and of its content.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.files: dict[str, dict[str, str]] = {}
        self.last_build: dict[str, Any] = {}
        if self.path.exists():
            try:
                held = json.loads(self.path.read_text(encoding="utf-8"))
                self.files, self.last_build = dict(held["files"]), dict(held["build"])
            except (ValueError, KeyError, TypeError) as fault:
                then = "Remove it; every table is then written again."
                raise Unreadable(self.path, "the list of written tables is damaged", then) from fault

    def is_current(self, path: Path, source: str) -> bool:
        """Whether a file was made of this source; one that was changed by hand since counts too."""
        return path.exists() and self.files.get(path.name, {}).get("source") == source

    def is_by_hand(self, path: Path) -> bool:
        """Whether a file was changed since it was written."""
        return path.exists() and path.name in self.files and sign_of([path]) != self.files[path.name]["content"]

    def note(self, path: Path, source: str, *, by_hand: bool) -> None:
        """A file was written of this source; one changed by hand keeps the sign of what was written first."""
        content = self.files[path.name]["content"] if by_hand else sign_of([path])
        self.files[path.name] = {"source": source, "content": content}

    def save(self) -> None:
        """Write the list, whole or not at all; not when it stands there already."""
        from qualcode.tables.whole import write_whole

        text = json.dumps({"build": self.last_build, "files": self.files}, indent=1, sort_keys=True) + "\n"
        if not self.path.exists() or self.path.read_text(encoding="utf-8") != text:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, partial(_put, text))


def sign_of(paths: Iterable[Path]) -> str:
    """One sign for the content of these files, in this order; a file that is not there has a sign too."""
    whole = hashlib.sha256()
    for path in paths:
        data = path.read_bytes() if path.is_file() else b"\0"
        whole.update(hashlib.sha256(data).digest())
    return whole.hexdigest()


def sign(facts: Mapping[str, Any]) -> str:
    """One sign for plain facts."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def _put(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
