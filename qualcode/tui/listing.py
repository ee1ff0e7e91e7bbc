"""A list to choose from: one row an item, drawn by row, so that 500 codes are as quick as five."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.cells import fitted, short
from qualcode.tui.look import LOOKS, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Item:
    """A row: what it stands for, its text, what stands at the right, and a mark before it. A `heading` cannot be chosen."""

    key: str
    text: str
    right: str = ""
    mark: str = ""
    heading: bool = False


class Listing(ScrollView, can_focus=False):
    """Rows of which one is chosen; the keys come from whoever shows it."""

    BINDINGS: ClassVar[list[BindingType]] = []
    _inherit_bindings = False
    DEFAULT_CSS = "Listing { overflow-x: hidden; scrollbar-size-vertical: 1; height: 1fr; background: transparent; }"

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    def __init__(
        self, items: Sequence[Item] = (), look: Look = LOOKS["dark"], *, at: str = "", id: str | None = None  # noqa: A002
    ) -> None:  # fmt: skip
        super().__init__(id=id)
        self.look = look
        self.items: tuple[Item, ...] = ()
        self.at = 0
        self.fill(items, at)

    def fill(self, items: Sequence[Item], at: str = "") -> None:
        """Show other items, with the one of key `at` chosen, else the first."""
        self.items = tuple(items)
        self.virtual_size = Size(self.size.width, len(self.items))
        self.at = next((place for place, item in enumerate(self.items) if at and item.key == at), 0)
        if self.items and self.items[self.at].heading:
            self.move(1)
        self._follow()
        self.refresh()

    @property
    def item(self) -> Item | None:
        """What is chosen; None in an empty list."""
        return self.items[self.at] if self.items and not self.items[self.at].heading else None

    def move(self, steps: int) -> None:
        """So many rows on; headings are passed over, and the first and last are where it ends."""
        open_ = [place for place, item in enumerate(self.items) if not item.heading]
        if not open_:
            return
        if self.at in open_:
            here = open_.index(self.at)
        else:
            here = next((i for i, place in enumerate(open_) if place > self.at), len(open_)) - (steps > 0)
        self.at = open_[min(max(here + steps, 0), len(open_) - 1)]
        self._follow()
        self.refresh()

    def on_resize(self) -> None:
        """The row that is chosen stays in view."""
        self._follow()

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        at = event.y + self.scroll_offset.y
        if 0 <= at < len(self.items) and not self.items[at].heading:
            self.at = at
            self.refresh()
            self.post_message(self.Picked(self.items[at]))

    def _follow(self) -> None:
        height, top = self.size.height, round(self.scroll_target_y)
        if not height:
            return
        above = self.at - 1 if self.at and self.items[self.at - 1].heading else self.at
        top = max(min(top, above), self.at - height + 1, 0)
        if top != round(self.scroll_target_y):
            self.scroll_to(y=top, animate=False)

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        at, width = y + self.scroll_offset.y, int(self.scrollable_content_region.width)
        ground = Style(bgcolor=self.background_colors[1].rich_color)
        if not 0 <= at < len(self.items):
            return Strip.blank(width, ground)
        item, look = self.items[at], self.look
        here = at == self.at and not item.heading
        plain = ground + Style(color=look.talk.color)
        style = look.selected + Style(bold=True, underline=False) if here else plain
        faint = style if here else ground + Style(color=look.dim.color)
        if item.heading:
            style = ground + Style(color=look.here.color, bold=True)
        room = max(width - 4, 1)
        over = room - cell_len(item.text) - 2  # the text goes first
        right = f"  {short(item.right, over)} " if item.right and over >= min(cell_len(item.right), 8) else " "
        room = max(width - 3 - cell_len(right), 1)
        return Strip([
            Segment("▸" if here else " ", style), Segment(fitted(item.mark, 2), style), Segment(fitted(item.text, room), style),
            Segment(right, faint),
        ]).adjust_cell_length(width, style)  # fmt: skip
