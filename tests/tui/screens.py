"""A coding screen driven by keys: what the store then holds and what is said."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from textual import events

from qualcode.codebook import Facet
from qualcode.tui.app import CodingApp, Habits
from tests.coding.desks import BOOK, at_desk, said

MUST = replace(BOOK, version="1.1.0", facets={"stand": Facet("stand", ("huidig", "ambitie"), required=True)})


@dataclass
class Seen:
    """What stands after the keys."""

    stored: list[tuple[str, str]]
    told: str
    state: Any
    sheet: str
    rows: list[str]
    app: CodingApp
    small: bool


def text_of(app, selector):
    found = app.screen.query(selector)
    return str(found.first().render()) if found else ""


def seen(folder, *keys, size=(100, 30), habits=None, before=None, lang="nl", **how):
    """What the store holds and the screen says after these keys; what stands in quotes is pasted where one types."""

    async def run():
        with at_desk(folder, **how) as desk:
            if before:
                before(desk)
            app = CodingApp(desk.project, "gesprek-1", habits or Habits(lang=lang))
            async with app.run_test(size=size) as pilot:
                for key in keys:
                    if key.startswith("'"):
                        app.post_message(events.Paste(key[1:-1]))
                        await pilot.pause()
                    else:
                        await pilot.press(key)
                await pilot.pause()
                transcript = app.transcript
                rows = [transcript.render_line(y).text.rstrip() for y in range(transcript.size.height)]
                sheet = type(app.screen).__name__
                told = str(app.screen_stack[0].query_one("#said").render())
                small = app.screen_stack[0].has_class("small")
                return Seen(said(desk), told, app.desk.state, sheet, rows, app, small)

    return asyncio.run(run())


def with_book(book):
    """A step before the keys: another version of the codebook."""
    return lambda desk: desk.project.add_codebook(book)


__all__ = ["MUST", "seen", "text_of", "with_book"]
