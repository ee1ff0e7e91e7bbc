"""The program itself on a terminal, by keys alone: what it showed as done is stored, also when it is killed."""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import time
from dataclasses import replace

import pytest

from qualcode.codebook import Facet
from qualcode.coding.desk import Desk
from qualcode.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX systems")

if sys.platform != "win32":
    from tests.tui.terminal import Terminal

DOCUMENT = "wisselspoor-eind-leraren"
CODES = ("zelfregie", "externe-regie", "gedeelde-regie")
DONE = re.compile(r"toegekend: “([^”…]*)")
ESCAPES = re.compile(r"\x1b\[[\d;?<>=]*[ -/]*[@-~]|\x1b.")


@pytest.fixture
def folder(built, tmp_path):
    """A folder with nothing but the example study, in which a fourth coder has pinned three codes."""
    shutil.copy(built, tmp_path / "studie.qualcode")
    with Project.open(tmp_path / "studie.qualcode", coder="D") as project:
        book = project.codebook
        project.add_codebook(replace(book, version="9.0.0", facets={"stand": Facet("stand", ("huidig", "ambitie"))}))
        desk = Desk(project, DOCUMENT)
        for slot, code in enumerate(pinned(desk.book), 1):
            desk.pin(slot, code)
    return tmp_path


def pinned(book):
    """Three codes that may be applied."""
    return [key for key in book.keys if book[key].assignable and not book.children(key)][:3]


def at_desk(folder, coder="D"):
    """The desk as it is found afterwards: its state and the codings in the store."""
    with Project.open(folder / "studie.qualcode", coder=coder) as project:
        desk = Desk(project, DOCUMENT)
        return desk.state, project.codings(round=None, coder=coder), pinned(desk.book)


def test_a_transcript_is_coded_by_keys_alone(folder):
    """Ten segments of three codes, two undone; a facet, a memo, a doubt; finished and left."""
    with Terminal(["code", DOCUMENT], folder) as screen:
        screen.wait("Wie codeert").do(["D", "enter"], "Begin").do(["y", "enter"], "F1 hulp")
        for slot in "1231231":
            screen.do(slot, "toegekend").press("n")
            screen.settle()
        screen.do(["v", "shift+right", "2"], "toegekend")  # a word or two
        screen.press("ctrl+right", "v", "v")  # a sentence
        screen.settle()
        screen.do("3", "toegekend")
        screen.press("down", "down")
        screen.settle()
        screen.do("1", "toegekend").do("ctrl+z", "Teruggedraaid")
        screen.settle()
        screen.press("ctrl+z")
        screen.settle()
        screen.press("home", "n", "N")
        screen.settle()
        screen.press("home", "down", "down", "down")
        screen.settle()
        screen.do("?", "wijfel")
        screen.do("m", "Memo bij").do([*"let op", "enter"], "bewaard")
        screen.do("f", "Kenmerken van").do("2", "ambitie")
        screen.settle()
        screen.do(["ctrl+f", *"klaar"], "afronden").do("enter", "Afgerond")
        screen.press("q")
        assert screen.left() == 0
    state, frame, codes = at_desk(folder)
    page = state.page
    assert len(frame) == 8
    assert set(frame["code"].astype(str)) == set(codes)
    assert [one.memo for one in state.codings if one.memo] == ["let op"]
    assert len([one for one in state.codings if one.doubt is not None]) == 1
    assert [dict(one.facets) for one in state.codings if one.facets] == [{"stand": "ambitie"}]
    assert state.finished
    assert all(page.text[one.start : one.end].strip() for one in state.codings)


def test_it_opens_where_one_was_and_asks_nothing_but_enter(folder):
    with Terminal(["code", "--coder", "D", DOCUMENT], folder) as screen:
        screen.wait("F1 hulp").press("home", "down", "down", "down", "down", "down")
        screen.wait("beurt 6")
        screen.press("q")
        assert screen.left() == 0
    with Terminal(["code"], folder) as screen:
        screen.wait("[D]").do("enter", "beurt 6")
        screen.press("q")
        screen.left()


def shown(seen: bytes) -> set[str]:
    """The texts of which the screen said that they were coded."""
    return {text.strip() for text in DONE.findall(ESCAPES.sub("", seen.decode("utf-8", "replace"))) if len(text) > 3}


def killed(folder, seed: int) -> None:
    """Code on, and die at a random moment: all that was shown as coded is there."""
    with Project.open(folder / "studie.qualcode") as project:
        sound = [str(problem) for problem in project.check()]
    chance = random.Random(seed)
    with Terminal(["code", "--coder", "D", DOCUMENT], folder) as screen:
        screen.wait("F1 hulp").do("1", "toegekend")
        end = time.monotonic() + chance.uniform(0.3, 1.8)
        while time.monotonic() < end:
            screen.press(chance.choice("123"), "down" if chance.random() < 0.9 else "space")
            screen.take(chance.uniform(0, 0.08))
        while screen.take(0):
            if time.monotonic() > end + 0.2:
                break
        screen.kill()
        told = shown(screen.seen)
    _, frame, _ = at_desk(folder)
    stored = {" ".join(text.split()) for text in frame["text"]}
    missing = [text for text in told if not any(one.startswith(text[:40]) for one in stored)]
    assert told
    assert not missing
    with Project.open(folder / "studie.qualcode") as project:
        found = [str(problem) for problem in project.check()]
    assert [
        said for said in found if said not in sound and "interviewer talk" not in said and "exclude" not in said
    ] == []


@pytest.mark.parametrize("seed", range(int(os.environ.get("QUALCODE_SOAK", "0")) * 97 + 3))
def test_what_was_shown_as_done_survives_kill(folder, seed):
    killed(folder, seed)
