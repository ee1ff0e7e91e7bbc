"""Writing: a memo of several lines, or a word in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input, TextArea

from qualcode.tui.dialog import Dialog

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from qualcode.tui.look import Look


class Paper(TextArea):
    """Where a memo is written: Enter is left to the sheet, Ctrl+J begins a new line."""

    async def on_key(self, event: events.Key) -> None:
        """What it does not do itself goes on to the sheet; the rest is typed."""
        if event.key in ("enter", "escape", "ctrl+j"):
            event.prevent_default()
        if event.key == "ctrl+j":
            event.stop()
            self.insert("\n")


class Memo(Dialog[str]):
    """Gives the text of a memo; empty: take it away. None: as it was."""

    hint = "keys_memo"
    DEFAULT_CSS = "Memo TextArea { height: 6; border: none; padding: 0; background: $background; }"

    def __init__(self, title: str, now: str = "", *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.heading, self.now = title, now

    def title_text(self) -> str:
        """On which coding."""
        return self.heading

    def content(self) -> ComposeResult:
        """The paper with what stood on it."""
        yield Paper(self.now, id="paper", soft_wrap=True)

    def on_mount(self) -> None:
        """Ready to write, behind what stands."""
        paper = self.query_one(Paper)
        paper.focus()
        paper.move_cursor(paper.document.end)

    def chosen(self) -> None:
        """Enter stores."""
        self.dismiss(self.query_one(Paper).text)


class Word(Dialog[str]):
    """Gives what was typed in one line, which may be nothing. None: left."""

    hint: ClassVar[str] = "keys_word"

    def __init__(self, title: str, now: str = "", *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.heading, self.now = title, now

    def title_text(self) -> str:
        """What is asked."""
        return self.heading

    def content(self) -> ComposeResult:
        """The line."""
        yield Input(self.now)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def chosen(self) -> None:
        """Enter takes it."""
        self.dismiss(self.query_one(Input).value)
