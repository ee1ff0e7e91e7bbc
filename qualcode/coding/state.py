"""All that a screen shows of a coder at work, as a value; every verb of a `Desk` gives another one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.page import Page
    from qualcode.coding.place import Place
    from qualcode.store.desks import OwnCoding as OwnCoding


@dataclass(frozen=True)
class State:
    """A coder at a document.

    `codings` are her own on this text, `chosen` the id of the one that `remove`, `facet`, `memo` and `doubt` mean, `read`
    the ordinals of turns that bear a read-mark, `last` what `repeat` applies, `recent` codes by their last use.
    """

    page: Page
    place: Place
    codings: tuple[OwnCoding, ...] = ()
    read: frozenset[int] = frozenset()
    pins: tuple[tuple[int, str], ...] = ()
    chosen: str | None = None
    last: tuple[str, tuple[tuple[str, str], ...]] | None = None
    recent: tuple[str, ...] = ()
    finished: bool = False


def in_order(one: OwnCoding) -> tuple[int, int, str, str]:
    return (one.start, -one.end, one.code, one.id)


def signs(page: Page) -> Sequence[str]:
    """A sign for each turn that outlives corrections elsewhere: its words, and which of several equal turns it is."""
    seen: dict[str, int] = {}
    found = []
    for turn in page.turns:
        said = f"{turn.label}\x1f{page.text[turn.start : turn.end]}"
        sign = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        seen[sign] = seen.get(sign, 0) + 1
        found.append(f"{sign}.{seen[sign]}")
    return found
