"""A sheet over the transcript that asks one thing; Esc leaves it and nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from qualcode.tui.listing import Listing
from qualcode.tui.look import LOOKS, Look
from qualcode.wording import say

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

T = TypeVar("T")


class Dialog(ModalScreen[T], inherit_bindings=False):
    """A sheet at the bottom of the screen, or all of it (`whole`): a title, what is asked, and the keys that matter.

    Up and Down walk through a `Listing` on it, Enter takes what is chosen there, Esc goes back.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    #: Whether it fills the screen.
    whole: ClassVar[bool] = False
    #: The wording of the line with keys.
    hint: ClassVar[str] = "keys_list"
    DEFAULT_CSS = """
    Dialog { align: center bottom; background: transparent; }
    Dialog > #sheet { width: 100%; height: auto; max-height: 80%; background: $surface; border-top: heavy $primary; padding: 0 1; }
    Dialog > #sheet.whole { height: 100%; max-height: 100%; }
    Dialog #title { height: auto; max-height: 3; text-style: bold; }
    Dialog #hint { height: 1; color: $secondary; }
    Dialog #told { height: auto; max-height: 3; color: $primary; text-style: bold; display: none; }
    Dialog #told.said { display: block; }
    Dialog Input { border: none; height: 1; padding: 0; background: $background; }
    Dialog Input:focus { border: none; }
    Dialog .detail { height: auto; }
    """

    def __init__(self, lang: str = "nl", look: Look = LOOKS["dark"]) -> None:
        super().__init__()
        self.lang, self.look = lang, look
        #: Keys that came through here and go on to the app: for the line to type in (Backspace ...).
        self.passed: set[int] = set()

    def say(self, what: str, /, **values: Any) -> str:
        """A sentence of the screen in the coder's language."""
        return say(f"screen.{what}", self.lang, **values)

    def title_text(self) -> str:
        """What is asked, in one line."""
        return ""

    def content(self) -> ComposeResult:
        """What stands between the title and the keys."""
        yield from ()

    def compose(self) -> ComposeResult:
        """The sheet."""
        with Vertical(id="sheet", classes="whole" if self.whole else ""):
            yield Static(self.title_text(), id="title", markup=False)
            yield from self.content()
            yield Static(id="told", markup=False)
            yield Static(self.say(self.hint), id="hint", markup=False)

    def tell(self, sentence: str) -> None:
        """Say why something cannot be done; the sheet stays."""
        told = self.query_one("#told", Static)
        told.set_class(bool(sentence), "said")
        told.update(sentence)

    @property
    def listing(self) -> Listing | None:
        """The list on the sheet, if there is one."""
        return next(iter(self.query(Listing)), None)

    def moved(self) -> None:
        """Another row is chosen."""

    def chosen(self) -> None:
        """Enter was pressed on the chosen row."""

    async def on_key(self, event: events.Key) -> None:
        """Esc, Enter, and the arrows through the list."""
        listing = self.listing
        if event.key == "escape":
            self.left()
        elif event.key in _MOVES and listing is not None:
            listing.move(_MOVES[event.key])
            self.moved()
        elif event.key == "enter":
            self.chosen()
        elif event.is_printable and self._typed_ahead(event.character or ""):
            event.prevent_default()
        else:
            self.other(event)
            self.passed.add(id(event))
            return
        event.stop()

    def _typed_ahead(self, character: str) -> bool:
        """What was typed before the line to type in was ready still comes into it; False where there is no such line."""
        for line in self.query(Input):
            line.insert_text_at_cursor(character)
            return True
        for paper in self.query(TextArea):
            paper.insert(character)
            return True
        return False

    def left(self) -> None:
        """Esc was pressed."""
        self.dismiss(None)

    def other(self, event: events.Key) -> None:
        """Any other key."""

    def on_listing_picked(self) -> None:
        """A click on a row chooses it; what follows needs Enter or a second click."""
        self.moved()


_MOVES = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8}
