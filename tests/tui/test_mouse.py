"""The mouse does what keys do, for whom it is at hand."""

from __future__ import annotations

import asyncio

from qualcode.tui.app import CodingApp
from tests.coding.desks import TALK, at_desk


def pointed(folder, act):
    async def run():
        with at_desk(folder) as desk:
            app = CodingApp(desk.project, "gesprek-1")
            async with app.run_test(size=(100, 30)) as pilot:
                await pilot.pause()
                await act(pilot, app)
                await pilot.pause()
                chosen = app.desk.selection()
                return app.desk.page.text[slice(*chosen)] if chosen else None, app.desk.state.place.cursor

    return asyncio.run(run())


def cell(app, words):
    """The cell of the transcript where these words begin."""
    at = TALK.index(words)
    row = app.transcript.rows.at(at)
    return app.transcript.columns.who + 2 + at - app.transcript.rows[row].start, row


def test_a_click_goes_there_and_a_double_click_selects_the_word(tmp_path):
    async def once(pilot, app):
        await pilot.click(app.transcript, offset=cell(app, "dat verschilt"))

    assert pointed(tmp_path, once) == (None, TALK.index("dat verschilt"))

    async def twice(pilot, app):
        await pilot.click(app.transcript, offset=cell(app, "verschilt"), times=2)

    assert pointed(tmp_path, twice)[0] == "verschilt"


def test_a_drag_selects_whole_words(tmp_path):
    async def drag(pilot, app):
        await pilot.mouse_down(app.transcript, offset=cell(app, "dat verschilt"))
        await pilot.hover(app.transcript, offset=cell(app, "verschilt"))
        await pilot.mouse_up(app.transcript, offset=cell(app, "verschilt"))

    assert pointed(tmp_path, drag)[0] == "dat verschilt"
