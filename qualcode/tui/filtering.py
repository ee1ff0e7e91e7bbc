"""Whose talk, or which code's turns, stand out; the rest is drawn faintly and nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.dialog import Dialog
from qualcode.tui.listing import Item, Listing
from qualcode.tui.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from qualcode.tui.look import Look


class Filter(Dialog[Sieve]):
    """Gives a sieve."""

    DEFAULT_CSS = "Filter Listing { height: 14; }"

    def __init__(self, speakers: Sequence[str], codes: Mapping[str, str], now: Sieve, *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.now = now
        self.items = [Item("", self.say("all_shown"))]
        self.items += [Item(f"label\x1f{label}", label or "–") for label in speakers]
        self.items += [Item(f"code\x1f{key}", label) for key, label in codes.items()]

    def title_text(self) -> str:
        """What is asked."""
        return self.say("filter_title")

    def content(self) -> ComposeResult:
        """Everything, the speakers, the codes used here."""
        now = f"label\x1f{self.now.label}" if self.now.label is not None else f"code\x1f{self.now.code}"
        yield Listing(self.items, self.look, at=now)

    def on_mount(self) -> None:
        """No higher than needed."""
        self.query_one(Listing).styles.height = max(min(len(self.items), self.app.size.height * 8 // 10 - 4), 3)

    def chosen(self) -> None:
        """Enter takes it."""
        item = self.query_one(Listing).item
        kind, _, of = item.key.partition("\x1f") if item else ("", "", "")
        self.dismiss(Sieve(focus=self.now.focus, **({kind: of} if kind else {})))
