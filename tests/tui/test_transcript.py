"""The transcript on a screen that is not there: what stands in which row."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App

from qualcode.coding.place import Place, select, start_of, step
from qualcode.tui.look import LOOKS
from qualcode.tui.margin import Bracket
from qualcode.tui.transcript import Columns, Shown, Transcript
from tests.coding.pages import TALK, page_of

PAGE = page_of("Gesprek 4 (verzonnen)\n\n" + TALK * 6)


class Alone(App[None]):
    """Nothing but a transcript."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.transcript = Transcript(shown)

    def compose(self):
        yield self.transcript


def on_screen(act, shown, size=(80, 24)):
    """What `act` gives with a transcript on a screen of this size."""

    async def run():
        app = Alone(shown)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            found = act(app.transcript)
            await pilot.pause()
            return found() if callable(found) else found

    return asyncio.run(run())


def lines(transcript):
    return [transcript.render_line(y).text.rstrip() for y in range(transcript.size.height)]


def test_a_row_shows_who_speaks_what_is_said_and_what_is_coded():
    turn = PAGE.turns[1]
    shown = Shown(PAGE, start_of(PAGE), (Bracket(turn.start, turn.end, "Zelfregie", "a"),), frozenset({3}))
    found = on_screen(lines, shown)
    assert found[0].strip() == "Gesprek 4 (verzonnen)"
    assert found[1].startswith("I ")
    first = next(line for line in found if "Ja, dat verschilt" in line)
    assert first.startswith("L") and "▌Ja" in first and "╭" in first and first.endswith("Zelfregie")  # noqa: PT018
    assert any("✓ Nee." in line for line in found)


def test_the_screen_follows_the_cursor():
    shown = Shown(PAGE, start_of(PAGE))

    def act(transcript):
        transcript.show(Shown(PAGE, step(PAGE, start_of(PAGE), "turn", 28)))
        return lambda: lines(transcript)

    assert any("▌" in line for line in on_screen(act, shown))


def test_the_question_is_told_when_it_has_scrolled_away():
    page = page_of("I: Hoe kiezen ze?\nL: " + "Ja, dat verschilt per kind. " * 120)
    shown = Shown(page, start_of(page))

    def act(transcript):
        assert transcript.question() is None
        transcript.show(Shown(page, step(page, start_of(page), "sentence", 100)))
        return lambda: transcript.question()

    assert on_screen(act, shown).ordinal == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (40, 10)])
def test_every_row_fills_the_screen_exactly(size):
    shown = Shown(
        PAGE, select(PAGE, Place(PAGE.text.index("zelf"))), (Bracket(40, 90, "漢字 en nog veel meer tekst", "a"),)
    )

    def act(transcript):
        return {
            transcript.render_line(y).cell_length for y in range(size[1])
        }, transcript.scrollable_content_region.width

    found, width = on_screen(act, shown, size)
    assert found == {width}


def test_a_position_is_found_under_a_cell():
    def act(transcript):
        y = next(y for y, line in enumerate(lines(transcript)) if "Ja, dat" in line)
        left = transcript.columns.who + 2
        return PAGE.text[transcript.position_at(left + 4, y) :][:3], transcript.position_at(0, y)

    assert on_screen(act, Shown(PAGE, start_of(PAGE))) == ("dat", None)


@pytest.mark.parametrize("name", LOOKS)
def test_every_look_tells_the_shades_apart(name):
    look = LOOKS[name]
    grounds = {style.bgcolor.name for style in (look.talk, look.covered, look.covered_twice, look.selected)}
    assert len(grounds) == 4


def test_columns_fill_a_screen():
    for width in range(60, 220, 7):
        columns = Columns.of(width)
        assert columns.who + 2 + columns.text + 1 + 4 + 1 + columns.labels == width
