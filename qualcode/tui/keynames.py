"""Keys as people call them, and the line of keys at the bottom of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from qualcode.wording import known, say

if TYPE_CHECKING:
    from qualcode.tui.keys import Keys

_SIGNS = {
    "slash": "/", "full_stop": ".", "question_mark": "?", "exclamation_mark": "!", "greater_than_sign": ">",
    "less_than_sign": "<", "right_parenthesis": ")", "left_parenthesis": "(", "right_curly_bracket": "}",
    "left_curly_bracket": "{", "up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "Esc", "enter": "Enter",
    "tab": "Tab", "comma": ",", "minus": "-", "plus": "+", "colon": ":", "semicolon": ";", "backspace": "Backspace",
    "pagedown": "PgDn", "pageup": "PgUp", "delete": "Del", "home": "Home", "end": "End",
}  # fmt: skip

#: What the line at the bottom names, the most needed first; help comes last and always.
_FOOT = (
    "pick", "select", "undo", "finish", "remove", "memo", "read", "doubt", "next_unread", "repeat", "facets", "quit",
)  # fmt: skip

#: What the help names, in groups.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("group_code", ("pick", "repeat", "pin_1", "set_pin", "choose", "choose_back", "remove", "facets", "memo", "doubt",
                    "doubt_word", "undo", "redo")),
    ("group_select", ("select", "extend_right", "extend_left", "extend_sentence_right", "extend_sentence_left", "extend_down",
                      "extend_up", "extend_sign_right", "extend_sign_left", "back")),
    ("group_move", ("turn_down", "turn_up", "word_right", "word_left", "sentence_right", "sentence_left", "paragraph_down",
                    "paragraph_up", "page_down", "page_up", "first", "last", "next_unread", "previous_unread", "read")),
    ("group_look", ("search", "filter", "focus", "codebook", "documents", "look", "help")),
    ("group_done", ("finish", "next_document", "queue", "quit")),
)  # fmt: skip


def keyname(key: str, lang: str = "nl") -> str:
    """What people call a key.

    >>> keyname("ctrl+z"), keyname("space"), keyname("shift+right")
    ('Ctrl+Z', 'spatie', 'Shift+→')
    """
    *held, last = key.split("+") if key != "plus" else ["plus"]
    if known(f"screen.key_{last}"):
        named = say(f"screen.key_{last}", lang)
    elif last in _SIGNS:
        named = _SIGNS[last]
    else:
        named = last.upper() if held or (len(last) > 1 and last[0] == "f") else last
    return "+".join([*(one.capitalize() for one in held), named])


def keynames(keys: Keys, action: str, lang: str) -> str:
    """All keys of an action; the keys 1 to 9 together."""
    if action == "pin_1":
        return "1–9"
    return " ".join(keyname(key, lang) for key in keys.of_action(action))


def footer(keys: Keys, lang: str, width: int) -> str:
    """As many keys with what they do as fit, help always."""
    last = _entry(keys, "help", lang)
    said, used = [], cell_len(last)
    for action in _FOOT:
        entry = _entry(keys, action, lang)
        if entry and used + cell_len(entry) + 2 <= width:
            said.append(entry)
            used += cell_len(entry) + 2
    return "  ".join([*said, last])


def _entry(keys: Keys, action: str, lang: str) -> str:
    named = keys.of_action(action)
    return f"{keyname(named[0], lang)} {say(f'screen.short_{action}', lang)}" if named else ""
