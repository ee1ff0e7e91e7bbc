"""What keys do at once: moving, selecting, coding, taking back. Each is named after its action in `qualcode.tui.keys`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.cells import short
from qualcode.tui.look import LOOKS

if TYPE_CHECKING:
    from qualcode.coding.desk import Desk
    from qualcode.coding.state import OwnCoding
    from qualcode.tui.app import CodingApp


class Acts:
    """The acts of a coding screen that ask nothing."""

    def __init__(self, app: CodingApp) -> None:
        self.app = app

    @property
    def desk(self) -> Desk:
        """Where the coder sits."""
        return self.app.desk

    def do_select(self) -> None:
        """Word, sentence, turn, nothing."""
        self.desk.select()

    def do_next_unread(self) -> None:
        """The next turn to read."""
        self._unread(1)

    def do_previous_unread(self) -> None:
        """The turn to read before this."""
        self._unread(-1)

    def do_repeat(self) -> None:
        """The code that was applied last, once more."""
        self.applied(self.desk.repeat())

    def do_remove(self) -> None:
        """Take away the coding that is meant."""
        self.app.tell("removed", code=self.app.label(self.desk.remove().code))

    def do_read(self) -> None:
        """Seen, nothing to code; then on to the next."""
        stands = self.desk.mark_read()
        self.app.tell("read" if stands else "unmarked")
        if stands:
            self.desk.unread()

    def do_doubt(self) -> None:
        """Mark a coding as doubtful, or no longer."""
        meant = self.desk.doubt()
        self.app.tell("no_doubt" if meant.doubt is None else "doubt", code=self.app.label(meant.code))

    def do_choose(self) -> None:
        """Choose the next coding here."""
        self._choose(1)

    def do_choose_back(self) -> None:
        """Choose the coding before it."""
        self._choose(-1)

    def do_undo(self) -> None:
        """Take back the last act."""
        self.desk.undo()
        self.app.tell("undone")

    def do_redo(self) -> None:
        """Do again what was taken back."""
        self.desk.redo()
        self.app.tell("redone")

    def do_back(self) -> None:
        """Nothing selected, nothing filtered, nothing in focus: one step a key."""
        if self.desk.selection() is not None or self.desk.state.chosen is not None:
            self.desk.drop()
        elif self.app.sieve.on:
            self.app.sieve = self.app.sieve.cleared()
            self.app.tell("all_shown")

    def do_focus(self) -> None:
        """Only the shading of the code here, or of all again."""
        sieve, meant = self.app.sieve, self.desk.chosen()
        if sieve.focus is not None or meant is None:
            self.app.sieve = sieve.focused(None)
            self.app.tell("all_shown" if sieve.focus else "nothing_to_focus")
        else:
            self.app.sieve = sieve.focused(meant.code)
            self.app.tell("focused", code=self.app.label(meant.code))

    def do_look(self) -> None:
        """Dark, light, high contrast."""
        names = list(LOOKS)
        self.app.wear(names[(names.index(self.app.look.name) + 1) % len(names)])
        self.app.tell(f"look_{self.app.look.name}")

    def do_next_document(self) -> None:
        """The next document of hers that she has not finished."""
        there = self.app.shelf.after(self.desk.document)
        if there is None:
            self.app.tell("no_document_left")
        else:
            self.app.open(there.document)

    def do_quit(self) -> None:
        """Leave at once; everything is stored."""
        self.desk.leave()
        self.app.exit()

    # --- within ---------------------------------------------------------------------------------------------------

    def applied(self, done: OwnCoding) -> None:
        """Tell what was applied, and ask for the facets that the codebook requires."""
        self.app.tell("applied", code=self.app.label(done.code), text=short(self.desk.text(done), 60))
        here = self.app.shelf[self.desk.document]
        if here is not None and here.progress == "to_do":
            self.app.put_away()
        missing = [f for f in self.desk.book.facets.values() if f.required and f.key not in done.facets]
        if missing:
            self.app.asks.do_facets()

    def pin(self, slot: int) -> None:
        """The code on a key 1 to 9."""
        code = self.desk.pinned(slot)
        if code is None:
            self.app.tell("empty_pin", slot=slot, key=self.app.keyname("set_pin"))
        else:
            self.applied(self.desk.apply(code))

    def _unread(self, steps: int) -> None:
        if not self.desk.unread(steps):
            self.app.tell("nothing_unread")

    def _choose(self, steps: int) -> None:
        meant = self.desk.choose(steps)
        if meant is not None:
            self.app.tell("chosen", code=self.app.label(meant.code))
