"""Searching in the document: a preview of every hit; go to one, or code all that are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Input, Static

from qualcode.coding.hits import hits
from qualcode.tui.dialog import Dialog
from qualcode.tui.listing import Item, Listing

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from qualcode.coding.hits import Hit
    from qualcode.coding.page import Page
    from qualcode.tui.look import Look

_AROUND = 30


class Sought(NamedTuple):
    """What was decided: hits, and whether to code them (else to go to the only one); what was typed."""

    hits: tuple[Hit, ...]
    code: bool
    typed: str


class Search(Dialog[Sought]):
    """Gives the hits that are meant."""

    hint = "keys_search"
    DEFAULT_CSS = """
    Search Listing { height: 12; margin-top: 1; }
    Search #target { height: 4; color: $secondary; border-top: solid $secondary; }
    """

    def __init__(self, page: Page, typed: str, long_turn: int, *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.page, self.typed, self.long_turn = page, typed, long_turn
        self.found: list[Hit] = []
        self.unmarked: set[int] = set()

    def title_text(self) -> str:
        """What this is."""
        return self.say("search_title")

    def content(self) -> ComposeResult:
        """The line to type in, the hits, and what a code would go to."""
        yield Input(self.typed)
        yield Listing((), self.look)
        yield Static(id="target", markup=False)

    def on_mount(self) -> None:
        """Ready to type; as high as there is room."""
        self.query_one(Input).focus()
        self.query_one(Listing).styles.height = max(min(self.app.size.height * 8 // 10 - 10, 20), 2)

    def on_input_changed(self, event: Input.Changed) -> None:
        """The hits of what was typed so far; what the interviewer says is not marked."""
        self.typed = event.value
        self.found = hits(self.page, event.value, long_turn=self.long_turn) if len(event.value.strip()) > 1 else []
        self.unmarked = {at for at, hit in enumerate(self.found) if hit.turn is None or hit.turn.asks}
        self._fill("")

    def moved(self) -> None:
        """What a code would go to."""
        hit = self._hit()
        target = self.page.text[slice(*hit.target)] if hit else ""
        self.query_one("#target", Static).update(" ".join(target.split()))

    def chosen(self) -> None:
        """Enter goes there."""
        hit = self._hit()
        if hit is not None:
            self.dismiss(Sought((hit,), False, self.typed))

    def other(self, event: events.Key) -> None:
        """Tab leaves a hit out or takes it in; F2 codes what is marked."""
        listing = self.query_one(Listing)
        if event.key == "tab" and listing.item is not None:
            self.unmarked ^= {int(listing.item.key)}
            self._fill(listing.item.key)
            listing.move(1)
            self.moved()
        elif event.key == "f2":
            marked = tuple(hit for at, hit in enumerate(self.found) if at not in self.unmarked)
            if marked:
                self.dismiss(Sought(marked, True, self.typed))
        else:
            return
        event.stop()
        event.prevent_default()

    def _hit(self) -> Hit | None:
        item = self.query_one(Listing).item
        return self.found[int(item.key)] if item else None

    def _fill(self, at: str) -> None:
        self.query_one(Listing).fill([self._item(at, hit) for at, hit in enumerate(self.found)], at)
        self.tell(
            self.say("search_found", count=len(self.found), marked=len(self.found) - len(self.unmarked))
            if self.typed
            else ""
        )
        self.moved()

    def _item(self, at: int, hit: Hit) -> Item:
        text = self.page.text
        before, after = text[max(hit.start - _AROUND, 0) : hit.start], text[hit.end : hit.end + 3 * _AROUND]
        shown = " ".join(f"{before}«{text[hit.start : hit.end]}»{after}".split())
        return Item(str(at), shown, hit.turn.label if hit.turn else "", "○" if at in self.unmarked else "●")
