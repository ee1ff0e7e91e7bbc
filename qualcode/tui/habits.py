"""What is remembered of a coder on this computer: her name in each study, and the look of the screen. Nothing of the study's data."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.tui.keys import keys_file
from qualcode.tui.look import LOOKS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Remembered:
    """Names by study, and a look."""

    names: Mapping[str, str] = field(default_factory=dict)
    look: str = "dark"

    @classmethod
    def read(cls) -> Remembered:
        """What the folder for settings says; nothing where it says nothing that can be read."""
        try:
            said = json.loads(_file().read_text(encoding="utf-8"))
            names, look = dict(said["coders"]), str(said["look"])
        except (OSError, ValueError, KeyError, TypeError):
            return cls()
        return cls(names, look if look in LOOKS else "dark")

    def coder(self, study: str) -> str | None:
        """Who coded in this study on this computer."""
        return self.names.get(study)

    def keep(self, study: str, coder: str, look: str) -> None:
        """Remember; a folder that cannot be written is no reason not to code."""
        said = {"coders": {**self.names, study: coder}, "look": look}
        with suppress(OSError):
            _file().parent.mkdir(parents=True, exist_ok=True)
            _file().write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")


def _file() -> Path:
    return keys_file().with_name("coding.json")
