"""The facets of a coding: the values that it carries beside its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.dialog import Dialog
from qualcode.tui.explained import in_language
from qualcode.tui.listing import Item, Listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from qualcode.codebook import Facet
    from qualcode.tui.look import Look


class Facets(Dialog[dict[str, str | None]]):
    """Gives what was changed: a value a facet, None where it was taken away."""

    hint = "keys_facets"
    DEFAULT_CSS = "Facets Listing { height: 8; }"

    def __init__(self, facets: Sequence[Facet], now: Mapping[str, str], title: str, *, lang: str, look: Look) -> None:
        super().__init__(lang, look)
        self.facets, self.now, self.heading = facets, dict(now), title
        self.was = dict(now)

    def title_text(self) -> str:
        """Of which coding."""
        return self.heading

    def content(self) -> ComposeResult:
        """Each facet with its values."""
        yield Listing(self._items(), self.look)

    def on_mount(self) -> None:
        """All values in view where they fit; the first facet without a value is in question."""
        listing = self.query_one(Listing)
        listing.styles.height = min(len(listing.items), max(self.app.size.height - 6, 4))
        listing.fill(self._items(), self._first_open())

    def chosen(self) -> None:
        """The value is taken; then the next facet without one, else the sheet closes."""
        item = self.query_one(Listing).item
        if item is not None:
            self._take(item.key)

    def on_listing_picked(self) -> None:
        """A click takes a value."""
        self.chosen()

    def other(self, event: events.Key) -> None:
        """A digit is the value of this number, Delete takes the value away, Space too takes one."""
        item = self.query_one(Listing).item
        if item is None:
            return
        name = item.key.partition("\x1f")[0]
        values = next(facet.values for facet in self.facets if facet.key == name)
        if event.key.isdigit() and 1 <= int(event.key) <= len(values):
            self._take(f"{name}\x1f{values[int(event.key) - 1]}")
            event.stop()
        elif event.key in ("delete", "backspace"):
            self.now.pop(name, None)
            self.query_one(Listing).fill(self._items(), item.key)
            event.stop()
        elif event.key == "space":
            self._take(item.key)
            event.stop()

    def left(self) -> None:
        """Esc keeps what was taken before it."""
        self._close()

    def _take(self, key: str) -> None:
        name, _, value = key.partition("\x1f")
        self.now[name] = value
        places = [facet.key for facet in self.facets]
        behind = [facet for facet in self.facets[places.index(name) + 1 :] if facet.key not in self.now]
        if behind:
            self.query_one(Listing).fill(self._items(), f"{behind[0].key}\x1f{behind[0].values[0]}")
        else:
            self._close()

    def _close(self) -> None:
        names = [facet.key for facet in self.facets]
        self.dismiss({name: self.now.get(name) for name in names if self.now.get(name) != self.was.get(name)})

    def _first_open(self) -> str:
        for facet in [*(f for f in self.facets if f.key not in self.now), *self.facets]:
            return f"{facet.key}\x1f{self.now.get(facet.key, facet.values[0])}"
        return ""

    def _items(self) -> list[Item]:
        found = []
        for facet in self.facets:
            must = f" ({self.say('required')})" if facet.required else ""
            found.append(Item("", (in_language(facet.label, self.lang) or facet.key) + must, heading=True))
            for place, value in enumerate(facet.values, 1):
                mark = "●" if self.now.get(facet.key) == value else "○"
                found.append(Item(f"{facet.key}\x1f{value}", f"{place}  {value}", mark=mark))
        return found
