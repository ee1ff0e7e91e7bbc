"""What stands beside the transcript where there is room: her documents, and what the codebook says of the code in question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qualcode.tui.browsing import SIGNS
from qualcode.tui.cells import fitted
from qualcode.tui.explained import explained
from qualcode.wording import say

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import ComposeResult

    from qualcode.coding.desk import Desk
    from qualcode.coding.shelf import Shelf
    from qualcode.coding.state import OwnCoding
    from qualcode.tui.look import Look

#: From how many columns they stand beside the text, and from how many the documents have a pane of their own at the left.
WIDE, WIDER = 110, 140


class Pane(VerticalScroll, can_focus=False):
    """One text, drawn anew only when it differs."""

    DEFAULT_CSS = """
    Pane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; background: $background; }
    Pane Static { height: auto; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._said = Static(markup=False)
        self._now: tuple[object, ...] | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._said

    def known(self, *now: object) -> bool:
        """Whether it shows this already; from now on it does."""
        before, self._now = self._now, now
        return before is not None and all(one is other or one == other for one, other in zip(now, before, strict=True))

    def show(self, said: Text, row: int = 0) -> None:
        """Show a text with a row of it in view."""
        self._said.update(said)
        self.scroll_to(y=max(row - self.size.height // 2, 0), animate=False)


class Panes(Vertical):
    """The column at the right: the code in question, below it the documents, until these have room at the left."""

    DEFAULT_CSS = """
    Panes { display: none; width: 34; height: 1fr; border-left: solid $secondary 40%; }
    Panes.wide { display: block; }
    #below { height: 40%; border-top: solid $secondary 40%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.code, self.below, self.left = Pane(id="code"), Pane(id="below"), Pane(id="left")

    def compose(self) -> ComposeResult:
        """The code, the documents."""
        yield self.code
        yield self.below

    def place(self, width: int) -> None:
        """As wide as a window of so many columns has room for."""
        self.set_class(width >= WIDE, "wide")
        self.styles.width = min(max(width // 4, 32), 46)
        self.below.display = width < WIDER
        self.left.display = width >= WIDER
        self.left.styles.width = min(max(width // 7, 24), 32)

    def show(self, desk: Desk, shelf: Shelf, lang: str, look: Look) -> None:
        """What stands in them now; nothing where there is no room."""
        if self.has_class("wide"):
            self._show_code(desk, lang, look)
            self._show_documents(self.below if self.below.display else self.left, shelf, desk.document, look)

    def _show_code(self, desk: Desk, lang: str, look: Look) -> None:
        meant = desk.chosen()
        key = meant.code if meant else next(iter(desk.state.recent), None)
        if self.code.known(desk.state.codings, meant, key, look.name):
            return
        said = Text()
        if meant is not None:
            said.append(_notes(meant), _color(look.dim))
        book = desk.book
        if key is not None and key in book:
            said.append_text(explained(book, key, lang, look))
        else:
            said.append(say("screen.pane_empty", lang), _color(look.dim))
        self.code.show(said)

    def _show_documents(self, pane: Pane, shelf: Shelf, here: str, look: Look) -> None:
        room = max(pane.scrollable_content_region.width, 8)
        if pane.known(shelf, here, look.name, room):
            return
        said, case, row, at = Text(), "", 0, 0
        for one in sorted(shelf, key=lambda one: one.case):
            if one.case != case:
                said.append(f"{fitted(one.case, room)}\n", f"bold {_color(look.here)}")
                row += 1
            case = one.case
            at = row if one.document == here else at
            said.append(
                fitted(f"{SIGNS[one.progress]} {one.name}", room), "bold reverse" if one.document == here else ""
            )
            said.append("\n")
            row += 1
        pane.show(said, at)


def _notes(meant: OwnCoding) -> str:
    lines = [f"{name}: {value}" for name, value in meant.facets.items()]
    lines += [f"? {meant.doubt}".rstrip()] if meant.doubt is not None else []
    lines += [f"✎ {meant.memo}"] if meant.memo else []
    return "\n".join([*lines, "", ""]) if lines else ""


def _color(style: Style) -> str:
    return style.color.name if style.color else ""
