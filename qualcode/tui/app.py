"""The coding screen as a program: keys go to verbs of a `Desk`, and what the desk then shows is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Static

from qualcode.coding.desk import Desk
from qualcode.errors import QualcodeError
from qualcode.tui.keys import Keys
from qualcode.tui.look import LOOKS
from qualcode.tui.margin import Bracket
from qualcode.tui.transcript import Shown, Transcript
from qualcode.wording import say

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qualcode.coding.state import OwnCoding
    from qualcode.project import Project

#: The smallest window, and the width from which documents and codebook stand beside the text.
SMALLEST = (60, 12)
WIDE = 110


@dataclass(frozen=True)
class Habits:
    """How one coder likes the screen, and what the team agreed on."""

    lang: str = "nl"
    look: str = "dark"
    keys: Keys = field(default_factory=Keys.of)
    round: str = "main"
    long_turn: int = 80


class CodingApp(App[None]):
    """A coder at a document on a screen.

    Parameters
    ----------
    project
        Open for writing with an acting coder.
    document
        Where to begin; None: where she was last, else the first document that she has not finished.
    habits
        Language, look, keys, round, and from how many words on a turn is long.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #heading, #said, #keys { height: 1; }
    #question { height: auto; max-height: 3; display: none; }
    #question.asked { display: block; }
    Transcript { height: 1fr; width: 1fr; }
    """

    def __init__(self, project: Project, document: str | None = None, habits: Habits | None = None) -> None:
        super().__init__()
        self.project, self.habits = project, habits or Habits()
        self.desk = self._desk(document)
        self.transcript = Transcript(self.shown(), LOOKS[self.habits.look])

    def compose(self) -> ComposeResult:
        """The heading, the question, the text, what was just done, the keys."""
        yield Static(id="heading")
        yield Static(id="question")
        yield Horizontal(self.transcript)
        yield Static(id="said")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Show where one was."""
        self.transcript.focus()
        self.redraw()

    # --- what is shown -------------------------------------------------------------------------------------------

    def shown(self) -> Shown:
        """The state of the desk as the transcript draws it."""
        state, book = self.desk.state, self.desk.book
        brackets = tuple(
            Bracket(one.start, one.end, book.label(one.code, self.habits.lang), one.id) for one in state.codings
        )
        doubts = frozenset(one.id for one in state.codings if one.doubt is not None)
        return Shown(state.page, state.place, brackets, state.read, doubts)

    def redraw(self) -> None:
        """Draw what the desk shows now."""
        self.transcript.show(self.shown())
        asked = self.transcript.question()
        bar = self.query_one("#question", Static)
        bar.set_class(asked is not None, "asked")
        if asked is not None:
            bar.update(self.desk.page.text[asked.start : asked.end])
        turn = self.desk.page.turn_at(self.desk.state.place.cursor)
        self.query_one("#heading", Static).update(
            self.say(
                "heading", name=self.desk.name, coder=self.desk.coder, turn=turn.ordinal + 1 if turn else 0,
                turns=len(self.desk.page.turns), read=len(self.desk.state.read),
            )
        )  # fmt: skip

    def tell(self, what: str, /, **values: Any) -> None:
        """Say in the line below what was just done."""
        self.query_one("#said", Static).update(self.say(what, **values))

    def say(self, what: str, /, **values: Any) -> str:
        """A sentence of the screen in the coder's language."""
        return say(f"screen.{what}", self.habits.lang, **values)

    def label(self, code: str) -> str:
        """What a code is called in the coder's language."""
        return self.desk.book.label(code, self.habits.lang)

    # --- keys ------------------------------------------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        """A key does what the coder's keys say; a refusal is told in one sentence, and nothing changes."""
        if len(self.screen_stack) > 1:
            return
        action = self.habits.keys.action(event.key)
        if action is None:
            return
        event.stop()
        event.prevent_default()
        try:
            self.do(action)
        except QualcodeError as refusal:
            self.query_one("#said", Static).update(str(refusal))
        self.redraw()

    def do(self, action: str) -> None:
        """Carry out an action by its name (`qualcode.tui.keys.ACTIONS`)."""
        if action in _STEPS:
            self.desk.step(*_STEPS[action])
        elif action in _EXTENDS:
            self.desk.extend(*_EXTENDS[action])
        elif action.startswith("pin_"):
            self._apply_pin(int(action[-1]))
        else:
            getattr(self, f"do_{action}")()

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
        self._applied(self.desk.repeat())

    def do_remove(self) -> None:
        """Take away the coding that is meant."""
        self.tell("removed", code=self.label(self.desk.remove().code))

    def do_read(self) -> None:
        """Seen, nothing to code; then on to the next."""
        stands = self.desk.mark_read()
        self.tell("read" if stands else "unmarked")
        if stands:
            self.desk.unread()

    def do_doubt(self) -> None:
        """Mark a coding as doubtful, or no longer."""
        meant = self.desk.doubt()
        self.tell("no_doubt" if meant.doubt is None else "doubt", code=self.label(meant.code))

    def do_choose(self) -> None:
        """Choose the next coding here."""
        meant = self.desk.choose()
        if meant is not None:
            self.tell("chosen", code=self.label(meant.code))

    def do_undo(self) -> None:
        """Take back the last act."""
        self.desk.undo()
        self.tell("undone")

    def do_redo(self) -> None:
        """Do again what was taken back."""
        self.desk.redo()
        self.tell("redone")

    def do_back(self) -> None:
        """Nothing selected."""
        self.desk.drop()

    def do_quit(self) -> None:
        """Leave at once; everything is stored."""
        self.desk.leave()
        self.exit()

    # --- within ---------------------------------------------------------------------------------------------------

    def _desk(self, document: str | None) -> Desk:
        name = document if document is not None else self.project.documents()["document"].iloc[0]
        return Desk(self.project, name, round=self.habits.round, long_turn=self.habits.long_turn)

    def _unread(self, steps: int) -> None:
        if not self.desk.unread(steps):
            self.tell("nothing_unread")

    def _apply_pin(self, slot: int) -> None:
        code = self.desk.pinned(slot)
        if code is None:
            self.tell("empty_pin", slot=slot, key=self.habits.keys.of_action("set_pin")[0])
        else:
            self._applied(self.desk.apply(code))

    def _applied(self, done: OwnCoding) -> None:
        said = " ".join(self.desk.text(done).split())
        self.tell("applied", code=self.label(done.code), text=said if len(said) < 60 else f"{said[:59]}…")


_STEPS: dict[str, tuple[str, int]] = {
    "turn_down": ("turn", 1), "turn_up": ("turn", -1), "paragraph_down": ("paragraph", 1), "paragraph_up": ("paragraph", -1),
    "word_right": ("word", 1), "word_left": ("word", -1), "sentence_right": ("sentence", 1), "sentence_left": ("sentence", -1),
    "page_down": ("turn", 8), "page_up": ("turn", -8), "first": ("turn", -10**9), "last": ("turn", 10**9),
}  # fmt: skip
_EXTENDS: dict[str, tuple[str, int]] = {
    "extend_right": ("word", 1), "extend_left": ("word", -1), "extend_down": ("turn", 1), "extend_up": ("turn", -1),
    "extend_sentence_right": ("sentence", 1), "extend_sentence_left": ("sentence", -1),
    "extend_sign_right": ("sign", 1), "extend_sign_left": ("sign", -1),
}  # fmt: skip
