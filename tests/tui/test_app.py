"""The screen driven by keys: what is stored is what the keys say."""

from __future__ import annotations

import asyncio

import pytest

from qualcode.tui.app import CodingApp, Habits
from tests.coding.desks import TALK, at_desk, said


def pressed(folder, *keys, size=(100, 30), habits=None, before=None):
    """What the store holds and the screen says after these keys."""

    async def run():
        with at_desk(folder) as desk:
            if before:
                before(desk)
            app = CodingApp(desk.project, "gesprek-1", habits)
            async with app.run_test(size=size) as pilot:
                await pilot.press(*keys)
                await pilot.pause()
                return said(desk), str(app.query_one("#said").render()), app.desk.state

    return asyncio.run(run())


def pins(desk):
    desk.pin(1, "zelfregie")
    desk.pin(2, "extern")


def test_a_pinned_code_goes_to_the_turn(tmp_path):
    stored, told, _ = pressed(tmp_path, "1", before=pins)
    assert stored[0][0] == "zelfregie"
    assert told.startswith("Leerling kiest toegekend")


def test_shift_and_arrows_select_what_a_code_goes_to(tmp_path):
    stored, _, _ = pressed(tmp_path, "right", "shift+right", "shift+right", "2", before=pins)
    assert stored == [("extern", "dat verschilt")]


def test_undo_redo_and_repeat(tmp_path):
    stored, _, _ = pressed(tmp_path, "1", "ctrl+z", "ctrl+y", "n", "full_stop", before=pins)
    assert [code for code, _ in stored] == ["zelfregie", "zelfregie"]


def test_space_marks_a_turn_and_goes_on(tmp_path):
    _, _, state = pressed(tmp_path, "space")
    assert state.read == {1}
    assert state.page.turn_at(state.place.cursor).ordinal == 4


def test_a_doubt_is_one_key(tmp_path):
    _, told, state = pressed(tmp_path, "1", "question_mark", before=pins)
    assert state.codings[0].doubt == ""
    assert told == "Twijfel bij Leerling kiest"


def test_a_refusal_is_one_sentence_and_nothing_changes(tmp_path):
    stored, told, _ = pressed(tmp_path, "x")
    assert stored == []
    assert "No code of yours lies here" in told


def test_an_empty_pin_says_how_to_fill_it(tmp_path):
    _, told, _ = pressed(tmp_path, "7")
    assert "7" in told and "p" in told  # noqa: PT018


@pytest.mark.parametrize("size", [(60, 12), (80, 24), (200, 60)])
def test_the_screen_opens_at_any_size_and_in_every_look(tmp_path, size):
    for look in ("dark", "light", "contrast"):
        _, _, state = pressed(tmp_path, "down", size=size, habits=Habits(look=look))
        assert state.page.text == TALK
