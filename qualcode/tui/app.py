"""The coding screen as a program: keys go to verbs of a `Desk`, and what the desk then shows is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import App
from textual.containers import Horizontal
from textual.events import Key
from textual.widgets import Static

from qualcode.coding.desk import Desk
from qualcode.coding.shelf import Shelf
from qualcode.errors import ProjectError, QualcodeError
from qualcode.tui.acts import Acts
from qualcode.tui.asks import Asks
from qualcode.tui.dialog import Dialog
from qualcode.tui.keynames import footer, keyname
from qualcode.tui.keys import EXTENDS, STEPS, Keys
from qualcode.tui.look import LOOKS, theme
from qualcode.tui.marks import Marks
from qualcode.tui.panes import Panes
from qualcode.tui.sieve import Sieve
from qualcode.tui.transcript import Shown, Transcript
from qualcode.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qualcode.project import Project

T = TypeVar("T")

#: The smallest window.
SMALLEST = (60, 12)
#: Place is kept at least this often, in seconds, for whom the power fails.
_KEEP = 20.0


@dataclass(frozen=True)
class Habits:
    """How one coder likes the screen, and what the team agreed on."""

    lang: str = "nl"
    look: str = "dark"
    keys: Keys = field(default_factory=Keys.of)
    round: str = "main"
    long_turn: int = 80


class CodingApp(App[None], inherit_bindings=False):
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
    ALLOW_SELECT = False
    TITLE = "qualcode"
    CSS = """
    #heading { height: 1; background: $surface; color: $primary; text-style: bold; padding: 0 1; }
    #question { height: auto; max-height: 3; display: none; padding: 0 1 0 11; color: $secondary; text-style: italic; border-bottom: solid $secondary; }
    #question.asked { display: block; }
    #said { height: auto; max-height: 2; padding: 0 1; color: $primary; }
    #keys { height: 1; background: $surface; color: $secondary; padding: 0 1; }
    #small { display: none; height: 1fr; content-align: center middle; }
    #left { display: none; width: 26; border-right: solid $secondary 40%; }
    Transcript { height: 1fr; width: 1fr; }
    Screen.small #small { display: block; }
    Screen.small #main, Screen.small #heading, Screen.small #question, Screen.small #said, Screen.small #keys { display: none; }
    """

    def __init__(self, project: Project, document: str | None = None, habits: Habits | None = None) -> None:
        super().__init__()
        self.project, self.habits = project, habits or Habits()
        self.shelf = Shelf.of(project, self.habits.round)
        self.desk = self._desk(document)
        self.sieve, self._marks = Sieve(), Marks(self.habits.lang)
        self._written: dict[str, str] = {}
        self.acts, self.asks = Acts(self), Asks(self)
        for look in LOOKS.values():
            self.register_theme(theme(look))
        self.look = LOOKS[self.habits.look]
        self.theme = f"qualcode-{self.look.name}"
        self.transcript = Transcript(self.shown(), self.look)
        self.panes = Panes()

    def compose(self) -> ComposeResult:
        """The heading, the question, documents, text and codebook, what was just done, the keys."""
        yield Static(id="heading", markup=False)
        yield Static(id="question", markup=False)
        with Horizontal(id="main"):
            yield self.panes.left
            yield self.transcript
            yield self.panes
        yield Static(id="small", markup=False)
        yield Static(id="said", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Show where one was."""
        self.transcript.focus()
        self.redraw()
        self.set_interval(_KEEP, self._keep_place)
        if self.desk.resumed:
            self.tell("resumed", name=self.desk.name)

    def on_resize(self, event: events.Resize) -> None:
        """Another window: what has room is shown, and the rest on a key."""
        width, height = event.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.screen_stack[0].set_class(small, "small")
        self.query_one("#small", Static).update(self.say("too_small", width=SMALLEST[0], height=SMALLEST[1]))
        self.query_one("#keys", Static).update(footer(self.habits.keys, self.habits.lang, width - 2))
        self.panes.place(width)
        self.call_after_refresh(self.redraw)

    # --- what is shown -------------------------------------------------------------------------------------------

    def shown(self) -> Shown:
        """The state of the desk as the transcript draws it."""
        state = self.desk.state
        return Shown(state.page, state.place, *self._marks.of(state, self.desk.book, self.sieve))

    def redraw(self) -> None:
        """Draw what the desk shows now."""
        self.transcript.show(self.shown())
        asked = self.transcript.question()
        self.screen_stack[0].query_one("#question", Static).set_class(asked is not None, "asked")
        if asked is not None:
            self._write("#question", self.desk.page.text[asked.start : asked.end])
        self._head()
        self.panes.show(self.desk, self.shelf, self.habits.lang, self.look)

    def _head(self) -> None:
        desk = self.desk
        turn = desk.page.turn_at(desk.state.place.cursor)
        said = self.say(
            "heading", name=desk.name, coder=desk.coder, turn=turn.ordinal + 1 if turn else 0,
            turns=len(desk.page.turns), read=len(desk.state.read),
        )  # fmt: skip
        marks = [self.say("is_finished")] if desk.state.finished else []
        marks += [self.say("is_sieved")] if self.sieve.on else []
        self._write("#heading", " · ".join([said, *marks]), layout=False)

    def tell(self, what: str, /, **values: Any) -> None:
        """Say in the line below what was just done."""
        self.told(self.say(what, **values))

    def told(self, sentence: str) -> None:
        """The line below."""
        self._write("#said", sentence)

    def _write(self, where: str, text: str, *, layout: bool = True) -> None:
        """Put a text in one of the lines; one that stands there already costs nothing."""
        if self._written.get(where) != text:
            self._written[where] = text
            self.screen_stack[0].query_one(where, Static).update(text, layout=layout)

    def say(self, what: str, /, **values: Any) -> str:
        """A sentence of the screen in the coder's language."""
        return say(f"screen.{what}", self.habits.lang, **values)

    def label(self, code: str) -> str:
        """What a code is called in the coder's language."""
        return self.desk.book.label(code, self.habits.lang)

    def keyname(self, action: str) -> str:
        """The first key of an action."""
        return keyname(self.habits.keys.of_action(action)[0], self.habits.lang)

    def wear(self, name: str) -> None:
        """Take on another look."""
        self.look = LOOKS[name]
        self.theme = f"qualcode-{name}"
        self.transcript.wear(self.look)

    # --- keys ------------------------------------------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        """A key does what the coder's keys say; a refusal is told in one sentence, and nothing changes."""
        sheet = self.screen
        if isinstance(sheet, Dialog):
            if id(event) not in sheet.passed:  # typed before the sheet was there: it is meant for the sheet
                event.prevent_default()
                sheet.post_message(Key(event.key, event.character))
            sheet.passed.discard(id(event))
            return
        action = self.habits.keys.action(event.key)
        event.prevent_default()
        if action is None:
            return
        event.stop()
        self.told("")
        self.carry_out(lambda: self.do(action))

    def on_transcript_pointed(self, event: Transcript.Pointed) -> None:
        """A click goes there, a drag selects, a double click selects the word."""
        first, last = sorted((event.start, event.end))
        word, other = self.desk.page.at("word", first), self.desk.page.at("word", last)
        if first != last and event.clicks == 1 and word and other:
            self.carry_out(lambda: self.desk.select_stretch(word[0], max(other[1], word[1])))
        else:
            self.carry_out(lambda: self.desk.to(word[0] if word else first))
            if event.clicks > 1:
                self.carry_out(self.desk.select)

    def carry_out(self, act: Callable[[], None]) -> None:
        """Do something at the desk and draw what came of it; a refusal is told. A text corrected meanwhile is shown first."""
        try:
            if self.desk.outdated():
                self.desk.refresh()
                self.tell("revised")
            else:
                act()
        except QualcodeError as refusal:
            self.told(str(refusal))
        self.redraw()

    def ask(self, sheet: Dialog[T], then: Callable[[T], None]) -> None:
        """Open a sheet; what it gives is carried out, nothing when it was left."""

        def given(answer: T | None) -> None:
            if answer is not None:
                self.carry_out(lambda: then(answer))

        self.push_screen(sheet, given)

    def do(self, action: str) -> None:
        """Carry out an action by its name (`qualcode.tui.keys.ACTIONS`)."""
        if action in STEPS:
            self.desk.step(*STEPS[action])
        elif action in EXTENDS:
            self.desk.extend(*EXTENDS[action])
        elif action.startswith("pin_"):
            self.acts.pin(int(action[-1]))
        else:
            room = self.acts if hasattr(self.acts, f"do_{action}") else self.asks
            getattr(room, f"do_{action}")()

    # --- documents ---------------------------------------------------------------------------------------------------

    def open(self, document: str) -> None:
        """Go to another document; the place in this one is kept."""
        self.desk.leave()
        self.desk = self._desk(document)
        self.sieve = Sieve()
        self.put_away()
        self.tell("resumed" if self.desk.resumed else "opened", name=self.desk.name)
        self.pause()

    def put_away(self) -> None:
        """Look again how far she is with each document."""
        self.shelf = Shelf.of(self.project, self.habits.round)

    def pause(self) -> None:
        """A pause in the work: here, and not in the middle, a changed codebook is told."""
        waiting = self.shelf.to_recode()
        if waiting:
            self.tell("codebook_changed", count=len(waiting), key=self.keyname("queue"))

    # --- within ---------------------------------------------------------------------------------------------------

    def _desk(self, document: str | None) -> Desk:
        if document is None:
            there = self.shelf.begin()
            if there is None:
                raise ProjectError("There is no document to code yet: add some first (qualcode add documents FILES).")
            document = there.document
        return Desk(self.project, document, round=self.habits.round, long_turn=self.habits.long_turn)

    def _keep_place(self) -> None:
        try:
            self.desk.leave()
        except QualcodeError as refusal:
            self.told(str(refusal))
