"""What waits after a change: codings of a corrected text, and documents for which the codebook changed, old beside new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.text import Text
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from qualcode.coding.shelf import earlier
from qualcode.tui.cells import short
from qualcode.tui.dialog import Dialog
from qualcode.tui.explained import explained
from qualcode.tui.listing import Item, Listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from qualcode.codebook import Codebook
    from qualcode.coding.shelf import Given
    from qualcode.tui.look import Look


class Settled(NamedTuple):
    """What was decided: ``keep`` or ``drop`` a coding (its id), or ``open`` a document (its id)."""

    how: str
    of: str


class Queue(Dialog[Settled]):
    """Gives one decision; it opens again as long as anything waits."""

    whole: ClassVar[bool] = True
    hint = "keys_queue"
    DEFAULT_CSS = """
    Queue Listing { height: 1fr; }
    Queue #sides { height: 60%; border-top: solid $secondary; }
    Queue VerticalScroll { width: 1fr; height: 1fr; padding-right: 1; scrollbar-size-vertical: 1; }
    """

    def __init__(
        self, waiting: Sequence[Mapping[str, Any]], recode: Sequence[Given], book: Codebook, *, lang: str, look: Look
    ) -> None:
        super().__init__(lang, look)
        self.waiting = {str(row["coding"]): row for row in waiting}
        self.recode = {one.document: one for one in recode}
        self.book = book

    def title_text(self) -> str:
        """What this is."""
        return self.say("queue_title")

    def content(self) -> ComposeResult:
        """What waits, and how it was and is."""
        yield Listing(self._items(), self.look)
        with Horizontal(id="sides"):
            for side in ("was", "now"):
                with VerticalScroll(can_focus=False):
                    yield Static(classes="detail", id=side, markup=False)

    def on_mount(self) -> None:
        """The first."""
        self.moved()

    def moved(self) -> None:
        """How it was, and how it is."""
        item = self.query_one(Listing).item
        was, now = self._sides(item.key) if item else (Text(self.say("queue_empty")), Text())
        self.query_one("#was", Static).update(was)
        self.query_one("#now", Static).update(now)

    def chosen(self) -> None:
        """Enter keeps a coding where it seems to stand, or opens a document."""
        item = self.query_one(Listing).item
        if item is None:
            return
        kind, _, of = item.key.partition("\x1f")
        if kind == "recode":
            self.dismiss(Settled("open", of.partition("\x1f")[0]))
        elif self.waiting[of]["text"]:
            self.dismiss(Settled("keep", of))
        else:
            self.tell(self.say("review_gone"))

    def other(self, event: events.Key) -> None:
        """Delete lets a coding go."""
        item = self.query_one(Listing).item
        if event.key == "delete" and item is not None and item.key.startswith("review"):
            event.stop()
            self.dismiss(Settled("drop", item.key.partition("\x1f")[2]))

    def _items(self) -> list[Item]:
        found = []
        if self.waiting:
            found.append(Item("", self.say("queue_review"), heading=True))
        for id_, row in self.waiting.items():
            label = self.book.label(self.book.current(row["code"]), self.lang)
            found.append(Item(f"review\x1f{id_}", f"{label}: “{short(row['quote'], 60)}”", row["name"]))
        if self.recode:
            found.append(Item("", self.say("queue_recode"), heading=True))
        for one in self.recode.values():
            found += [
                Item(f"recode\x1f{one.document}\x1f{key}", self.book.label(key, self.lang), one.name)
                for key in one.recode
            ]
        return found or [Item("", self.say("queue_empty"), heading=True)]

    def _sides(self, key: str) -> tuple[Text, Text]:
        kind, _, of = key.partition("\x1f")
        if kind == "review":
            return self._texts(self.waiting[of])
        document, _, code = of.partition("\x1f")
        given = self.recode[document]
        before, book = earlier(self.book, code, given.version), self.book.version_named(given.version)
        was = Text(self.say("book_was", version=given.version) + "\n", "bold")
        if before is None or book is None:
            was.append(self.say("book_new"))
        else:
            was.append_text(explained(book, before.key, self.lang, self.look))
        now = Text(self.say("book_now", version=self.book.version) + "\n", "bold")
        return was, now.append_text(explained(self.book, code, self.lang, self.look))

    def _texts(self, row: Mapping[str, Any]) -> tuple[Text, Text]:
        was = Text(self.say("review_was") + "\n", "bold").append(f"… {row['before']}", "")
        was.append(row["quote"], "bold underline").append(f"{row['after']} …", "")
        now = Text(self.say("review_now") + "\n", "bold").append(row["text"] or self.say("review_gone"), "")
        return was, now
