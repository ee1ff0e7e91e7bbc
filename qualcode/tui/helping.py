"""All keys, in groups: the coder's own ones, with what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qualcode.tui.cells import fitted
from qualcode.tui.dialog import Dialog
from qualcode.tui.keynames import GROUPS, keynames
from qualcode.tui.listing import Item, Listing

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.tui.keys import Keys
    from qualcode.tui.look import Look


class Help(Dialog[None]):
    """The help: what to press for what."""

    whole: ClassVar[bool] = True
    hint = "keys_help"

    def __init__(self, keys: Keys, *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.keys = keys

    def title_text(self) -> str:
        """What this is."""
        return self.say("help_title")

    def content(self) -> ComposeResult:
        """The groups."""
        yield Listing(self._items(), self.look)

    def chosen(self) -> None:
        """Enter closes."""
        self.dismiss(None)

    def _items(self) -> list[Item]:
        found = []
        for group, actions in GROUPS:
            found.append(Item("", self.say(group), heading=True))
            for action in actions:
                named = keynames(self.keys, action, self.lang)
                if named:
                    found.append(Item(action, f"{fitted(named, 26)}{self.say(f'does_{action}')}"))
        return found
