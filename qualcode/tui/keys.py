"""Which key does what: arrows and function keys first, a vim profile beside, and a file of one's own over both.

The file is TOML: ``profile = "vim"`` and a table ``[keys]`` with lines such as ``finish = ["ctrl+f", "f10"]``.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What can be done, in the order of the help, with the keys of the profile that everybody knows.
ACTIONS: dict[str, tuple[str, ...]] = {
    "turn_down": ("down",),
    "turn_up": ("up",),
    "paragraph_down": ("ctrl+down",),
    "paragraph_up": ("ctrl+up",),
    "word_right": ("right",),
    "word_left": ("left",),
    "sentence_right": ("ctrl+right",),
    "sentence_left": ("ctrl+left",),
    "page_down": ("pagedown",),
    "page_up": ("pageup",),
    "first": ("home", "ctrl+home"),
    "last": ("end", "ctrl+end"),
    "next_unread": ("n",),
    "previous_unread": ("N",),
    "extend_right": ("shift+right",),
    "extend_left": ("shift+left",),
    "extend_down": ("shift+down",),
    "extend_up": ("shift+up",),
    "extend_sentence_right": ("ctrl+shift+right",),
    "extend_sentence_left": ("ctrl+shift+left",),
    "extend_sign_right": ("greater_than_sign",),
    "extend_sign_left": ("less_than_sign",),
    "select": ("v", "f2"),
    "pick": ("enter", "slash"),
    "repeat": ("full_stop",),
    "choose": ("tab",),
    "choose_back": ("shift+tab",),
    "remove": ("delete", "x"),
    "facets": ("f", "f4"),
    "memo": ("m", "f5"),
    "doubt": ("question_mark",),
    "doubt_word": ("exclamation_mark",),
    "read": ("space",),
    "undo": ("ctrl+z",),
    "redo": ("ctrl+y",),
    "search": ("s", "f3"),
    "filter": ("t",),
    "focus": ("z",),
    "codebook": ("c", "f6"),
    "documents": ("d", "f7"),
    "queue": ("w", "f8"),
    "next_document": ("ctrl+n",),
    "finish": ("ctrl+f", "f10"),
    "look": ("f9",),
    "help": ("f1", "h"),
    "back": ("escape",),
    "quit": ("q", "ctrl+q"),
    **{f"pin_{slot}": (str(slot),) for slot in range(1, 10)},
    "set_pin": ("p",),
}

#: What the vim profile adds or changes.
VIM: dict[str, tuple[str, ...]] = {
    "turn_down": ("j", "down"),
    "turn_up": ("k", "up"),
    "word_right": ("w", "right"),
    "word_left": ("b", "left"),
    "sentence_right": ("right_parenthesis", "ctrl+right"),
    "sentence_left": ("left_parenthesis", "ctrl+left"),
    "paragraph_down": ("right_curly_bracket", "ctrl+down"),
    "paragraph_up": ("left_curly_bracket", "ctrl+up"),
    "first": ("g", "home", "ctrl+home"),
    "last": ("G", "end", "ctrl+end"),
    "extend_right": ("W", "shift+right"),
    "extend_left": ("B", "shift+left"),
    "extend_down": ("J", "shift+down"),
    "extend_up": ("K", "shift+up"),
    "undo": ("u", "ctrl+z"),
    "redo": ("ctrl+r", "ctrl+y"),
    "queue": ("f8",),
}
#: Moves and extensions: by which grain, how many steps.
STEPS: dict[str, tuple[str, int]] = {
    "turn_down": ("turn", 1), "turn_up": ("turn", -1), "paragraph_down": ("paragraph", 1), "paragraph_up": ("paragraph", -1),
    "word_right": ("word", 1), "word_left": ("word", -1), "sentence_right": ("sentence", 1), "sentence_left": ("sentence", -1),
    "page_down": ("turn", 8), "page_up": ("turn", -8), "first": ("turn", -10**9), "last": ("turn", 10**9),
}  # fmt: skip
EXTENDS: dict[str, tuple[str, int]] = {
    "extend_right": ("word", 1), "extend_left": ("word", -1), "extend_down": ("turn", 1), "extend_up": ("turn", -1),
    "extend_sentence_right": ("sentence", 1), "extend_sentence_left": ("sentence", -1),
    "extend_sign_right": ("sign", 1), "extend_sign_left": ("sign", -1),
}  # fmt: skip

PROFILES: dict[str, Mapping[str, tuple[str, ...]]] = {"arrows": {}, "vim": VIM}


@dataclass(frozen=True)
class Keys:
    """The keys of one coder.

    >>> Keys.of("vim").action("j"), Keys.of("arrows").action("j"), Keys.of("arrows").of_action("finish")
    ('turn_down', None, ('ctrl+f', 'f10'))
    """

    profile: str
    by_action: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, profile: str = "arrows", own: Mapping[str, Sequence[str]] | None = None) -> Keys:
        """A profile with keys of one's own over it; a key that two actions claim belongs to the last named."""
        if profile not in PROFILES:
            known = ", ".join(PROFILES)
            raise CallError(f'No profile "{profile}" of keys; there are {known}.{did_you_mean(profile, PROFILES)}')
        keys = {**ACTIONS, **PROFILES[profile]}
        for action, chosen in (own or {}).items():
            if action not in ACTIONS:
                raise CallError(f'No action "{action}" to give a key.{did_you_mean(action, ACTIONS)}')
            taken = set(chosen)
            keys = {name: tuple(key for key in had if key not in taken) for name, had in keys.items()}
            keys[action] = tuple(chosen)
        return cls(profile, keys)

    def action(self, key: str) -> str | None:
        """What a key does; None: nothing."""
        return next((action for action, keys in reversed(list(self.by_action.items())) if key in keys), None)

    def of_action(self, action: str) -> tuple[str, ...]:
        """The keys of an action."""
        return self.by_action.get(action, ())


def keys_file() -> Path:
    """Where a coder's own keys are looked for: ``$QUALCODE_KEYS``, else ``qualcode/keys.toml`` in the folder for settings."""
    named = os.environ.get("QUALCODE_KEYS")
    if named:
        return Path(named)
    home = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "qualcode" / "keys.toml"


def read_keys(path: Path | None = None, profile: str | None = None) -> Keys:
    """The keys as the file says; the profile that everybody knows where there is none.

    Raises
    ------
    CallError
        The file is no TOML, or names a profile, action or key list that does not exist.
    """
    path = path or keys_file()
    if not path.is_file():
        return Keys.of(profile or "arrows")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise CallError(f"{path} cannot be read as keys: {fault}. Mend the line, or remove the file.") from fault
    own = said.get("keys", {})
    unknown = sorted(set(said) - {"profile", "keys"})
    if unknown or not isinstance(own, dict):
        raise CallError(f'{path}: "{(unknown or ["keys"])[0]}" is not known; there are profile = "vim" and [keys].')
    lists = {action: [keys] if isinstance(keys, str) else keys for action, keys in own.items()}
    for action, keys in lists.items():
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise CallError(f'{path}: the keys of "{action}" are a list of names, such as ["ctrl+f"].')
    return Keys.of(profile or str(said.get("profile", "arrows")), lists)
