"""Finishing a document, or taking it up again: a summary, then a typed word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input, Static

from qualcode.tui.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.coding.summary import Summary
    from qualcode.tui.look import Look


class Finish(Dialog[bool]):
    """Gives True when the word was typed: a slip of a key finishes nothing."""

    hint = "keys_finish"

    def __init__(self, name: str, of: Summary, *, finished: bool, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.called, self.of, self.finished = name, of, finished
        self.word = self.say("word_reopen" if finished else "word_finish")

    def title_text(self) -> str:
        """Which document."""
        return self.say("reopen_title" if self.finished else "finish_title", name=self.called)

    def content(self) -> ComposeResult:
        """The summary, and the line to type in."""
        yield Static("\n".join(self._lines()), id="summary", markup=False)
        yield Static(self.say("type_word", word=self.word), id="ask", markup=False)
        yield Input()

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def chosen(self) -> None:
        """Only the word does it."""
        typed = self.query_one(Input).value.strip().strip(":").casefold()
        if typed == self.word:
            self.dismiss(True)
        else:
            self.tell(self.say("type_word_or_leave", word=self.word))

    def _lines(self) -> list[str]:
        of = self.of
        lines = [
            self.say("summary_read", read=of.read, turns=of.turns, unread=of.unread),
            self.say("summary_codings", count=of.codings),
        ]
        if of.doubts:
            lines.append(self.say("summary_doubts", count=len(of.doubts)))
        if of.missing:
            lines.append(self.say("summary_missing", count=len(of.missing)))
        lines.append(self.say("reopen_what" if self.finished else "finish_what"))
        return lines
