"""Full-screen lists: her documents, and the codebook with what it says of each code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from qualcode.tui.dialog import Dialog
from qualcode.tui.explained import explained
from qualcode.tui.listing import Item, Listing
from qualcode.wording import say

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from qualcode.codebook import Codebook
    from qualcode.coding.shelf import Shelf
    from qualcode.tui.look import Look

#: Signs of her own progress.
SIGNS = {"to_do": "○", "begun": "◐", "finished": "●", "recode": "◑"}


def document_items(shelf: Shelf, lang: str) -> list[Item]:
    """Her documents under their case, with the wave and how far she is."""
    found: list[Item] = []
    case = None
    for one in sorted(shelf, key=lambda one: one.case):
        if one.case != case:
            case = one.case
            if case:
                found.append(Item("", case, heading=True))
        said = say(f"screen.progress_{one.progress}", lang)
        name = f"{one.name}" + (f" · {one.wave}" if one.wave else "")
        found.append(Item(one.document, name, said, SIGNS[one.progress]))
    return found


def code_items(book: Codebook, lang: str) -> list[Item]:
    """The tree of codes."""
    return [
        Item(key, "  " * (book.depth(key) - 1) + book.label(key, lang)) for key in book.keys if not book[key].retired
    ]


class Documents(Dialog[str]):
    """Gives the id of a document to open."""

    whole: ClassVar[bool] = True

    def __init__(self, shelf: Shelf, here: str, *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.shelf, self.here = shelf, here

    def title_text(self) -> str:
        """What this is."""
        return self.say("documents_title")

    def content(self) -> ComposeResult:
        """The documents."""
        yield Listing(document_items(self.shelf, self.lang), self.look, at=self.here)

    def chosen(self) -> None:
        """Enter opens."""
        item = self.query_one(Listing).item
        self.dismiss(item.key if item else None)


class Codes(Dialog[str]):
    """Gives the key of a code to apply, or None; until then it is for reading."""

    whole: ClassVar[bool] = True
    hint = "keys_codebook"
    DEFAULT_CSS = """
    Codes Listing { width: 2fr; }
    Codes VerticalScroll { width: 3fr; height: 1fr; padding-left: 1; border-left: solid $secondary; scrollbar-size-vertical: 1; }
    """

    def __init__(self, book: Codebook, at: str, *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.book, self.first = book, at

    def title_text(self) -> str:
        """Which codebook."""
        return self.say("codebook_title", name=self.book.name, version=self.book.version)

    def content(self) -> ComposeResult:
        """The tree, and what the book says of the code in question."""
        with Horizontal():
            yield Listing(code_items(self.book, self.lang), self.look, at=self.first)
            with VerticalScroll(can_focus=False):
                yield Static(classes="detail", id="detail", markup=False)

    def on_mount(self) -> None:
        """What the book says of the first."""
        self.moved()

    def moved(self) -> None:
        """Another code is in question."""
        item = self.query_one(Listing).item
        self.query_one("#detail", Static).update(explained(self.book, item.key, self.lang, self.look) if item else "")
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def chosen(self) -> None:
        """Enter applies, where the code may be applied."""
        item = self.query_one(Listing).item
        if item is not None and self.book[item.key].assignable:
            self.dismiss(item.key)
        else:
            self.tell(self.say("heading_code"))

    def other(self, event: events.Key) -> None:
        """Scroll long criteria."""
        if event.key in ("ctrl+down", "ctrl+up"):
            self.query_one(VerticalScroll).scroll_relative(y=4 if event.key == "ctrl+down" else -4, animate=False)
            event.stop()
