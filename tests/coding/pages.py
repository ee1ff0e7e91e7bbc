"""Small pages that tests read from; the talk is invented."""

from __future__ import annotations

import re

from qualcode.coding.page import Page, Turn

TALK = """\
I: Wie kiest er bij jullie wat een leerling gaat doen?
L: Ja, dat verschilt. In groep zes kiezen ze zelf de volgorde van de weektaak. Bij rekenen bepaalt de methode dat.
I: En vind je dat genoeg?
L: Nee.
L: Nou ja, voor de snelle kinderen wel. Voor de rest moet ik toch sturen, anders komt er niks van.
"""


def page_of(text: str, interviewer: str = "I") -> Page:
    """A page of lines that begin with ``label:``; every question opens an answer."""
    turns, answer = [], -1
    for match in re.finditer(r"^(\w+): ?(.*)$", text, re.MULTILINE):
        label = match.group(1)
        answer += label == interviewer
        role = "interviewer" if label == interviewer else "leraar"
        turns.append(Turn(len(turns), match.start(2), match.end(2), label, match.start(), role, answer=max(answer, 0)))
    return Page(text, tuple(turns))


def signs(text: str) -> list[str]:
    """The text in signs, stepped through from begin to end."""
    page, found, here = Page(text, ()), [], 0
    while here < len(text):
        start, end = page.at("sign", here)
        found.append(text[start:end])
        here = end
    return found
