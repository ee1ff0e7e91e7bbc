"""Key to repaint on a terminal: a transcript of 1,000,000 signs with 2,000 of the coder's segments; and the memory it takes.

Run as a script, or by ``make bench``. The peer is a bare program that answers each key with as many bytes.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

import pytest

from qualcode.codebook import Code, Codebook
from qualcode.coding.desk import Desk
from qualcode.model import CONVERSATIONS
from qualcode.project import Project
from tests.tui.terminal import KEYS, Terminal

SIGNS, SEGMENTS, PRESSES = 1_000_000, 2_000, 1_000
WORDS = [
    "de",
    "klas",
    "kiest",
    "zelf",
    "wat",
    "er",
    "vandaag",
    "eerst",
    "komt",
    "en",
    "de",
    "leraar",
    "loopt",
    "mee",
    "met",
    "wie",
    "dat",
    "nog",
    "niet",
    "kan",
]
#: Of moving, selecting and coding, as they come in an hour of work.
HABIT = (
    ["down"] * 40
    + ["up"] * 8
    + ["right"] * 20
    + ["shift+right"] * 10
    + ["v"] * 6
    + ["1"] * 6
    + ["2"] * 4
    + ["space"] * 4
    + ["pagedown"] * 2
)


def study(folder: Path) -> None:
    """A talk of so many signs, coded in so many places."""
    chance = random.Random(5)
    turns, length = [], 0
    while length < SIGNS:
        who = "Interviewer" if len(turns) % 2 == 0 else "Leraar 1"
        said = " ".join(chance.choice(WORDS) for _ in range(12 if who == "Interviewer" else 90)) + "."
        turns.append(f"{who}: {said}")
        length += len(turns[-1]) + 1
    (folder / "lang.txt").write_text("\n".join(turns), encoding="utf-8")
    book = Codebook("bench", "1.0.0", tuple(Code(f"code-{n}", {"nl": f"Code nummer {n}"}) for n in range(70)))
    with Project.create(folder / "lang.qualcode", codebook=book) as project:
        project.add_documents(folder / "lang.txt", kind=sorted(CONVERSATIONS)[0])
    with Project.open(folder / "lang.qualcode", coder="A") as project:
        desk = Desk(project, "lang")
        words = desk.page.stretches("word")
        rows = []
        for place in sorted(chance.sample(range(len(words) - 40), SEGMENTS)):
            start, end = words[place][0], words[place + chance.randrange(1, 40)][1]
            rows.append({"coder": "A", "document": "lang", "start": start, "end": end, "code": f"code-{chance.randrange(70)}",
                         "quote": desk.page.text[start:end]})  # fmt: skip
        import pandas as pd

        project.add_codings(pd.DataFrame(rows))
        desk.pin(1, "code-1")
        desk.pin(2, "code-2")


def answered(screen: Terminal, key: str, quiet: float = 0.03) -> float:
    """Seconds from writing a key to the last byte of the answer."""
    began = last = time.perf_counter()
    screen.press(key)
    while True:
        before = len(screen.seen)
        screen.take(quiet if len(screen.seen) > 0 else 1)
        now = time.perf_counter()
        if len(screen.seen) == before:
            if last > began or now - began > 0.5:
                return last - began
            continue
        last = now


def memory(process: int) -> float:
    """Resident megabytes; NaN where the system does not say."""
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return float("nan")


def measured(folder: Path) -> dict[str, float]:
    """Milliseconds and megabytes."""
    study(folder)
    chance = random.Random(7)
    began = time.perf_counter()
    with Terminal(["code", "--coder", "A", "lang"], folder, columns=120, rows=40) as screen:
        screen.wait("F1 hulp", 120)
        opened = time.perf_counter() - began
        screen.settle(0.5)
        took: dict[str, list[float]] = {}
        for _ in range(PRESSES):
            key = chance.choice(HABIT)
            took.setdefault(key, []).append(answered(screen, key) * 1000)
            screen.seen = screen.seen[-200:]
            screen._read = 0
        rss = memory(screen.process.pid)
    everything = sorted(value for values in took.values() for value in values)
    found = {f"p{p}": everything[min(int(len(everything) * p / 100), len(everything) - 1)] for p in (50, 95, 99)}
    return {
        **found,
        "opened_s": opened,
        "rss_MB": rss,
        **{f"median {key}": statistics.median(v) for key, v in took.items()},
    }


@pytest.mark.bench
def test_key_to_repaint(tmp_path):
    found = measured(tmp_path)
    for name, value in found.items():
        print(f"{name:20} {value:8.1f}")
    assert set(HABIT) <= set(KEYS) | set("v12")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        for name, value in measured(Path(place)).items():
            sys.stdout.write(f"{name:20} {value:8.1f}\n")
