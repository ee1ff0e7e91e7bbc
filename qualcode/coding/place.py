"""Where a coder is on a page and what she selected; each move gives another place. Nothing here is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from qualcode.coding.page import Page, Stretch, Turn

#: What `select` goes through, and how it ends: with nothing selected.
_CYCLE: tuple[str, ...] = ("word", "sentence", "turn")
#: A code goes to a whole turn up to this many words, above it to the sentence under the cursor.
LONG_TURN = 80


@dataclass(frozen=True, slots=True)
class Place:
    """The cursor, and where a selection began (None: nothing is selected). Both lie at the beginning of a `grain`.

    >>> from qualcode.coding.page import Page, Turn
    >>> page = Page("Ja. Ze kiezen zelf. Soms.", (Turn(0, 0, 25, role="leerling"),))
    >>> place = select(page, step(page, Place(), "word", 2))
    >>> page.text[slice(*selection(page, place))]
    'kiezen'
    >>> page.text[slice(*selection(page, extend(page, select(page, place), "sentence", 1)))]
    'Ze kiezen zelf. Soms.'
    """

    cursor: int = 0
    anchor: int | None = None
    grain: str = "word"


def start_of(page: Page) -> Place:
    """The first turn of somebody who answers, else the first turn."""
    turns = [turn for turn in page.turns if page.answers(turn)] or list(page.turns)
    return Place(turns[0].start if turns else 0)


def step(page: Page, place: Place, grain: str, steps: int) -> Place:
    """So many words, sentences, paragraphs or turns on (back: below zero); a selection ends."""
    return Place(_moved(page, place.cursor, grain, steps), None, place.grain)


def extend(page: Page, place: Place, grain: str, steps: int) -> Place:
    """The same, with a selection that grows or shrinks; one that was not there is first what lies under the cursor.

    The selection becomes as fine as the step: whole turns, then one word less.
    """
    return _whole(page, place, grain) if place.anchor is None else _reach(page, place, grain, steps)


def _reach(page: Page, place: Place, grain: str, steps: int) -> Place:
    chosen = selection(page, place)
    if chosen is None or place.anchor is None:
        return place
    backwards = place.cursor < place.anchor
    if grain == place.grain:
        return replace(place, cursor=_moved(page, place.cursor, grain, steps))
    fixed = chosen[1] - 1 if backwards else chosen[0]
    moving = chosen[0] if backwards else max(chosen[1] - 1, 0)
    cursor, anchor = _start(page, grain, moving), _start(page, grain, fixed)
    return Place(_moved(page, cursor, grain, steps), anchor, grain)


def _start(page: Page, grain: str, position: int) -> int:
    here = page.at(grain, position)
    return position if here is None else here[0]


def _moved(page: Page, cursor: int, grain: str, steps: int) -> int:
    there = page.beside(grain, cursor, steps)
    return cursor if there is None else there[0]


def select(page: Page, place: Place) -> Place:
    """Select the word under the cursor; pressed again its sentence, its turn, nothing."""
    if place.anchor is None:
        return _whole(page, place, _CYCLE[0])
    wider = [grain for grain in _CYCLE if _CYCLE.index(grain) > _rank(place.grain)]
    return _whole(page, place, wider[0]) if wider else replace(place, anchor=None, grain="word")


def _rank(grain: str) -> int:
    return {"sign": -1, "word": 0, "sentence": 1, "paragraph": 1, "turn": 2}[grain]


def _whole(page: Page, place: Place, grain: str) -> Place:
    here = page.at(grain, place.cursor)
    return place if here is None else Place(here[0], here[0], grain)


def select_stretch(page: Page, start: int, end: int) -> Place:
    """Select exactly ``text[start:end]``, as a coding or a hit of a search does."""
    first, last = page.at("sign", start), page.at("sign", max(end - 1, start))
    if first is None or last is None:
        return Place()
    return Place(last[0], first[0], "sign")


def drop(place: Place) -> Place:
    """Nothing selected."""
    return replace(place, anchor=None, grain="word")


def selection(page: Page, place: Place) -> Stretch | None:
    """What is selected, from the first sign to the last; None when nothing is."""
    if place.anchor is None:
        return None
    one, other = page.at(place.grain, place.anchor), page.at(place.grain, place.cursor)
    if one is None or other is None:
        return None
    return min(one[0], other[0]), max(one[1], other[1])


def target(page: Page, place: Place, *, long_turn: int = LONG_TURN) -> Stretch | None:
    """Where a code goes: the selection, else the turn, and in a turn of more than `long_turn` words the sentence under the cursor."""
    chosen = selection(page, place)
    if chosen is not None:
        return chosen
    turn = page.turn_at(place.cursor)
    if turn is None:
        return None
    if page.words(turn.start, turn.end) <= long_turn:
        return turn.start, turn.end
    sentence = page.at("sentence", place.cursor)
    return sentence if sentence is not None and sentence[0] >= turn.start else (turn.start, turn.end)


def unread(page: Page, place: Place, read: Collection[int], steps: int, *, min_words: int = 4) -> Place | None:
    """The next (below zero: previous) turn of an informant that bears no read-mark and no coding; None where there is none.

    `read`: ordinals of turns that were read. Turns of fewer than `min_words` words ("Ja, klopt.") are passed over.
    """
    here = page.turn_at(place.cursor)
    if here is None:
        return None
    ahead = page.turns[here.ordinal + 1 :] if steps > 0 else page.turns[: here.ordinal][::-1]
    for turn in ahead:
        if _to_read(page, turn, min_words) and turn.ordinal not in read:
            return Place(turn.start)
    return None


def _to_read(page: Page, turn: Turn, min_words: int) -> bool:
    return page.answers(turn) and page.words(turn.start, turn.end) >= min_words
