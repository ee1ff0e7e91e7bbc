"""The keys 1 to 9: which of them gets a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.dialog import Dialog
from qualcode.tui.listing import Item, Listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

    from qualcode.tui.look import Look


class Pins(Dialog[int]):
    """Gives the number of a key."""

    hint = "keys_pins"
    DEFAULT_CSS = "Pins Listing { height: 9; }"

    def __init__(self, labels: Mapping[int, str], slots: int, *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.items = [Item(str(slot), labels.get(slot, "–"), mark=str(slot)) for slot in range(1, slots + 1)]
        self.first = next((str(slot) for slot in range(1, slots + 1) if slot not in labels), "1")

    def title_text(self) -> str:
        """What is asked."""
        return self.say("pins_title")

    def content(self) -> ComposeResult:
        """The keys with the codes on them."""
        yield Listing(self.items, self.look, at=self.first)

    def chosen(self) -> None:
        """Enter takes a key."""
        item = self.query_one(Listing).item
        self.dismiss(int(item.key) if item else None)

    def other(self, event: events.Key) -> None:
        """Its digit too."""
        if event.key in [item.key for item in self.items]:
            event.stop()
            self.dismiss(int(event.key))
