"""The transcript on the screen: who speaks, what is said, which codes lie over it. It draws rows; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.coding.place import selection
from qualcode.tui.cells import fitted
from qualcode.tui.look import LOOKS, Look
from qualcode.tui.margin import LANES, Bracket, Depths, Margin
from qualcode.tui.rows import TAB, Rows

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from qualcode.coding.page import Page, Turn
    from qualcode.coding.place import Place
    from qualcode.tui.rows import Row


@dataclass(frozen=True)
class Shown:
    """What is to be seen: the page, where the coder is, her codings, her marks by turn (`read`) and coding (`doubts`, `memos`).

    `faint` are turns that a filter holds back.
    """

    page: Page
    place: Place
    brackets: tuple[Bracket, ...] = ()
    read: frozenset[int] = frozenset()
    doubts: frozenset[str] = frozenset()
    memos: frozenset[str] = frozenset()
    faint: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Columns:
    """How a row is divided: who speaks, a bar, the text, brackets, labels."""

    who: int
    text: int
    labels: int

    @classmethod
    def of(cls, width: int) -> Columns:
        """The division of a screen so many cells wide.

        >>> Columns.of(80)
        Columns(who=8, text=48, labels=16)
        """
        who = 8 if width < 110 else 12
        labels = min(max(width // 5, 10), 30)
        return cls(who, max(width - who - 2 - 1 - LANES - 1 - labels, 10), labels)


class Transcript(ScrollView, can_focus=True):
    """A page drawn row by row; a change repaints the rows that it touches."""

    #: Nothing scrolls by keys of its own: every key moves the coder, and the screen follows.
    BINDINGS: ClassVar[list[BindingType]] = []
    _inherit_bindings = False
    DEFAULT_CSS = "Transcript { overflow-x: hidden; scrollbar-size-vertical: 1; }"

    def __init__(self, shown: Shown, look: Look = LOOKS["dark"], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.shown, self.look = shown, look
        self._strips: dict[int, Strip] = {}
        self._pressed: int | None = None
        self._lay_out(80)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show(self, shown: Shown) -> None:
        """Show something else, and repaint what differs."""
        before, self.shown = self.shown, shown
        if shown.page is not before.page:
            self._lay_out(self._width or 80)
            self.refresh()
        elif shown.brackets != before.brackets:
            self._mark()
            self.refresh()
        elif shown != before:
            self._repaint(before)
        self.follow()

    def wear(self, look: Look) -> None:
        """Take on another look."""
        self.look = look
        self._strips = {}
        self.refresh()

    def follow(self, *, room: int = 3) -> None:
        """Bring the cursor into view, with some rows around it; without animation."""
        height = self.size.height
        if not height or not len(self.rows):
            return
        first, last = self._cursor_rows()
        top = round(self.scroll_target_y)
        if last + room >= top + height:
            top = last + room - height + 1
        top = min(top, max(first - room, 0))
        top = max(min(top, len(self.rows) - height), 0)
        if top != round(self.scroll_target_y):
            self.scroll_to(y=top, animate=False)

    def question(self) -> Turn | None:
        """What was asked, when it has scrolled away above its answer."""
        turn = self.shown.page.turn_at(self.shown.place.cursor)
        asked = self.shown.page.question_of(turn) if turn else None
        if asked is None or self.rows.at(asked.end - 1) >= round(self.scroll_target_y):
            return None
        return asked

    def _cursor_rows(self) -> tuple[int, int]:
        chosen = selection(self.shown.page, self.shown.place)
        cursor = self.rows.at(self.shown.place.cursor)
        if chosen is None:
            turn = self.shown.page.turn_at(self.shown.place.cursor)
            shown = self.rows.of(turn.start, turn.end) if turn else range(cursor, cursor + 1)
            fits = len(shown) < self.size.height - 6
            return (cursor, max(shown[-1], cursor)) if fits else (cursor, cursor)
        return cursor, cursor

    @property
    def _width(self) -> int:
        """Cells beside the bar for scrolling."""
        return int(self.scrollable_content_region.width)

    # --- drawing -------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Break the rows anew, with the cursor in view."""
        if self._width and Columns.of(self._width) != self.columns:
            self._lay_out(self._width)
            self.refresh()
        self.follow()

    def _lay_out(self, width: int) -> None:
        self.columns = Columns.of(width)
        self.rows = Rows(self.shown.page, self.columns.text)
        self.virtual_size = Size(width, len(self.rows))
        self._mark()

    def _mark(self) -> None:
        self.margin = Margin(self.rows, self.shown.brackets, getattr(self, "margin", None))
        self._depths = Depths((one.start, one.end) for one in self.shown.brackets)
        self._strips = {}

    def _repaint(self, before: Shown) -> None:
        """Repaint the rows of the turns and selections that were and are in question."""
        touched: set[int] = set()
        for one in (before, self.shown):
            turn = one.page.turn_at(one.place.cursor)
            for stretch in ((turn.start, turn.end) if turn else None, selection(one.page, one.place)):
                if stretch:
                    touched.update(self.rows.of(*stretch))
        for ordinal in before.read ^ self.shown.read:
            turn = self.shown.page.turns[ordinal]
            touched.update(self.rows.of(turn.start, turn.end))
        if (before.doubts, before.memos, before.faint) != (self.shown.doubts, self.shown.memos, self.shown.faint):
            self._strips.clear()
            self.refresh()
        top, height = self.scroll_offset.y, self.size.height
        for row in touched:
            self._strips.pop(row, None)
            if top <= row < top + height:
                self.refresh_line(row)

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        number, width = y + self.scroll_offset.y, self._width
        if not 0 <= number < len(self.rows):
            return Strip.blank(width, self.look.talk)
        if number not in self._strips:
            strip: Strip = Strip(self._segments(number)).adjust_cell_length(width, self.look.talk)
            self._strips[number] = strip
        return self._strips[number]

    def _segments(self, number: int) -> list[Segment]:
        row, look, columns = self.rows[number], self.look, self.columns
        beside = self.margin.beside(number)
        label = beside.label + (f" +{beside.more}" if beside.more else "")
        lanes = beside.brackets.rstrip()
        doubt = "?" if beside.id in self.shown.doubts else "✎" if beside.id in self.shown.memos else " "
        return [
            *self._who(number, row),
            *self._text(row),
            Segment(" ", look.talk),
            Segment(lanes, look.bracket),
            Segment(doubt, look.here),
            Segment(fitted(label, columns.labels + LANES - len(lanes)), look.label),
        ]

    def _who(self, number: int, row: Row) -> list[Segment]:
        look, width = self.look, self.columns.who
        if row.turn is None:
            return [Segment(" " * (width + 2), look.talk)]
        turn = self.shown.page.turns[row.turn]
        here = self.shown.page.turn_at(self.shown.place.cursor)
        bar = "▌" if here is turn else " "
        tick = "✓" if row.first and row.turn in self.shown.read else " "
        if row.first:
            said = Segment(fitted(turn.label, width), look.dim if turn.asks else look.who)
        elif number and self.rows[number - 1].first and turn.time is not None:
            said = Segment(fitted(_clock(turn.time), width), look.dim)
        else:
            said = Segment(" " * width, look.talk)
        return [said, Segment(tick, look.dim), Segment(bar, look.here)]

    def _text(self, row: Row) -> list[Segment]:
        page, look = self.shown.page, self.look
        plain = look.aside if row.turn is None else look.asks if page.turns[row.turn].asks else look.talk
        styles = (plain, look.covered, look.covered_twice)
        if row.turn in self.shown.faint:
            styles = (look.dim, look.dim, look.dim)
        found, used = [], 0
        for start, end, depth in self._depths.pieces(row.start, row.end):
            for first, last, extra in self._cut(start, end):
                style = extra if extra is look.selected else styles[min(depth, 2)]
                style = style + look.cursor if extra is look.cursor else style
                said = Segment(page.text[first:last].replace("\t", " " * TAB), style)
                found.append(said)
                used += said.cell_length
        return [*found, Segment(" " * max(self.columns.text - used, 0), look.talk)]

    def _cut(self, start: int, end: int) -> list[tuple[int, int, Style | None]]:
        """A stretch cut where the selection, or else the word under the cursor, begins and ends."""
        page, place = self.shown.page, self.shown.place
        chosen = selection(page, place)
        style = self.look.selected if chosen else self.look.cursor
        stretch = chosen or page.at("word", place.cursor)
        if stretch is None or stretch[0] >= end or stretch[1] <= start:
            return [(start, end, None)]
        first, last = max(stretch[0], start), min(stretch[1], end)
        pieces = [(start, first, None), (first, last, style), (last, end, None)]
        return [(one, other, extra) for one, other, extra in pieces if one < other]

    class Pointed(Message):
        """The mouse was pressed at one position of the text and let go at another; `clicks`: how often, quickly."""

        def __init__(self, start: int, end: int, clicks: int) -> None:
            super().__init__()
            self.start, self.end, self.clicks = start, end, clicks

    # --- the mouse, where there is one -------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Where a selection begins."""
        self._pressed = self.position_at(event.x, event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """A drag is a selection."""
        end = self.position_at(event.x, event.y)
        if self._pressed is not None and end is not None and end != self._pressed:
            self.post_message(self.Pointed(self._pressed, end, 1))

    def on_click(self, event: events.Click) -> None:
        """A click is a place, a double click a word."""
        end = self.position_at(event.x, event.y)
        if end is not None and end == self._pressed:
            self.post_message(self.Pointed(end, end, event.chain))

    def position_at(self, x: int, y: int) -> int | None:
        """The position in the text under a cell of the screen; None beside the text."""
        number = y + self.scroll_offset.y
        if not 0 <= number < len(self.rows):
            return None
        row = self.rows[number]
        left = x - self.columns.who - 2
        if left < 0 or left >= self.columns.text:
            return None
        page, at, used = self.shown.page, row.start, 0
        while at < row.end:
            sign = page.at("sign", at)
            if sign is None:
                break
            used += Segment(page.text[sign[0] : sign[1]].replace("\t", " " * TAB)).cell_length
            if used > left:
                return at
            at = sign[1]
        return max(row.end - 1, row.start)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
