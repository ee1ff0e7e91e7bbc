"""The code picker: type to search key, label and definition; the criteria of the code in question stand beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from qualcode.coding.picker import candidates
from qualcode.tui.dialog import Dialog
from qualcode.tui.explained import explained
from qualcode.tui.listing import Item, Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from qualcode.codebook import Codebook
    from qualcode.tui.look import Look


class Picker(Dialog[str]):
    """Gives the key of a code that may be applied, or None.

    Parameters
    ----------
    book, recent
        The codebook in force, and the codes used last, the latest first: these stand on top until something is typed.
    title
        What the code is for.
    pins
        Which codes stand on the keys 1 to 9, to learn them by the way.
    """

    hint = "keys_pick"
    DEFAULT_CSS = """
    Picker #pick { height: 16; }
    Picker.narrow #pick { layout: vertical; height: 18; }
    Picker Listing { width: 1fr; height: 1fr; }
    Picker VerticalScroll { width: 1fr; height: 1fr; padding-left: 1; border-left: solid $secondary; scrollbar-size-vertical: 1; }
    Picker.narrow VerticalScroll { padding: 0; border-left: none; border-top: solid $secondary; }
    """

    def __init__(
        self, book: Codebook, title: str, recent: Sequence[str] = (), pins: Sequence[tuple[int, str]] = (), *,
        lang: str, look: Look,
    ) -> None:  # fmt: skip
        super().__init__(lang, look)
        self.book, self.heading, self.recent = book, title, recent
        self.pins = {code: str(slot) for slot, code in pins}

    def title_text(self) -> str:
        """What the code is for."""
        return self.heading

    def content(self) -> ComposeResult:
        """A line to type in, the codes that fit, and the one in question."""
        yield Input(placeholder=self.say("type_to_search"), id="query")
        with Horizontal(id="pick"):
            yield Listing(self._found(""), self.look)
            with VerticalScroll(can_focus=False):
                yield Static(classes="detail", id="detail", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()
        self.moved()

    def on_resize(self, event: events.Resize) -> None:
        """List and criteria side by side where both have room."""
        self.set_class(event.size.width < 66, "narrow")
        room = max(min(event.size.height * 2 // 3 - 7, 22), 4)
        self.query_one("#pick").styles.height = room

    def on_input_changed(self, event: Input.Changed) -> None:
        """The codes that fit what was typed so far."""
        listing = self.query_one(Listing)
        listing.fill(self._found(event.value))
        self.tell("" if listing.item else self.say("no_such_code", typed=event.value))
        self.moved()

    def moved(self) -> None:
        """The criteria of the code in question."""
        item = self.listing.item if self.listing else None
        shown = explained(self.book, item.key, self.lang, self.look) if item else ""
        self.query_one("#detail", Static).update(shown)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def chosen(self) -> None:
        """Enter takes the code."""
        item = self.listing.item if self.listing else None
        if item is not None:
            self.dismiss(item.key)

    def other(self, event: events.Key) -> None:
        """Scroll long criteria."""
        if event.key in ("ctrl+down", "ctrl+up"):
            self.query_one(VerticalScroll).scroll_relative(y=4 if event.key == "ctrl+down" else -4, animate=False)
            event.stop()

    def _found(self, query: str) -> list[Item]:
        found = candidates(self.book, query, lang=self.lang, recent=self.recent)
        return [Item(one.key, one.label, one.path.rpartition(" › ")[2], self.pins.get(one.key, "")) for one in found]
