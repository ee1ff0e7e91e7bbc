"""Where something stands in a document, and what a code would go to there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from qualcode.coding import place as places
from qualcode.coding.place import Place

if TYPE_CHECKING:
    from qualcode.coding.page import Page, Turn

#: More are not listed: nobody looks through them.
MOST = 2000


class Hit(NamedTuple):
    """``text[start:end]`` is what was sought; a code goes to ``text[target[0]:target[1]]``."""

    start: int
    end: int
    turn: Turn | None
    target: tuple[int, int]


def hits(page: Page, sought: str, *, long_turn: int = places.LONG_TURN) -> list[Hit]:
    """Every place where the words stand, in whatever capitals and line breaks, at the beginning of a word; nothing for nothing.

    >>> from qualcode.coding.page import Page, Turn
    >>> page = Page("Ja. Kiezen mag, dat kiezen ze zelf.", (Turn(0, 0, 35),))
    >>> [page.text[hit.start:hit.end] for hit in hits(page, "kiez")]
    ['Kiez', 'kiez']
    """
    words = sought.split()
    if not words:
        return []
    pattern = (r"\b" if words[0][0].isalnum() else "") + r"\s+".join(re.escape(word) for word in words)
    found: list[Hit] = []
    for match in re.finditer(pattern, page.text, re.IGNORECASE):
        target = places.target(page, Place(match.start()), long_turn=long_turn)
        if target is None or len(found) == MOST:
            break
        turn = page.turn_at(match.start())
        inside = turn is not None and turn.start <= match.start() < turn.end
        found.append(Hit(match.start(), match.end(), turn if inside else None, target))
    return found
