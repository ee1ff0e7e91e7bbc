"""Carrying 2,000 codings of a transcript of a million signs to a corrected one, beside difflib on the lines of both."""

from __future__ import annotations

import random
from collections import Counter
from difflib import SequenceMatcher
from time import process_time

import pytest

from qualcode.model import Coding, Segment
from qualcode.store.carrying import carry

WORDS, CODINGS, LONGEST = 220_000, 2_000, 300


def talk() -> list[str]:
    chance = random.Random(2)
    vocabulary = [f"w{n}" for n in range(5_000)]
    words = chance.choices(vocabulary, weights=[1 / (n + 1) for n in range(5_000)], k=WORDS)
    return [f"{'I' if n % 28 else 'R1'}: {' '.join(words[n : n + 14])}" for n in range(0, WORDS, 14)]


def coded(text: str) -> list[Coding]:
    chance = random.Random(3)
    places = [(at := chance.randrange(len(text) - LONGEST), at + chance.randrange(2, LONGEST)) for _ in range(CODINGS)]
    return [
        Coding(f"{n}", "reading", "A", "main", "1.0.0", "ict", Segment("d", "r", start, end, text[start:end]))
        for n, (start, end) in enumerate(places)
    ]


def edited(lines: list[str], count: int) -> str:
    chance = random.Random(4)
    changed = list(lines)
    for _ in range(count):
        at = chance.randrange(len(changed))
        words = changed[at].split(" ")
        words[chance.randrange(1, len(words))] = "anders"
        changed[at] = " ".join(words)
    return "\n".join(changed)


@pytest.mark.bench
def test_carrying_beside_difflib() -> None:
    lines = talk()
    old = "\n".join(lines)
    codings = coded(old)
    texts = {f"{count} words changed": edited(lines, count) for count in (1, 100, 2_000)}
    texts |= {"lines broken otherwise": old.replace("\n", " "), "nothing in common": old.replace("w", "q")}
    peer, _ = timed(lambda: SequenceMatcher(None, lines, texts["100 words changed"].split("\n")).get_matching_blocks())
    print()
    for name, new in texts.items():
        seconds, done = timed(lambda new=new: carry(codings, old, new))
        states = ", ".join(f"{count} {state}" for state, count in sorted(Counter(one.state for one in done).items()))
        print(f"{name:24}{seconds:7.2f} s  {seconds / peer:6.1f} x difflib on lines  ({states})")
    same = "een " + "ja " * 350_000 + "twee"
    seconds, _ = timed(lambda: carry(coded(same), same, "drie " + "ja " * 340_000 + "vier"))
    print(f"{'one word over and over':24}{seconds:7.2f} s  {seconds / peer:6.1f} x difflib on lines")


def timed(act):
    start = process_time()
    done = act()
    return process_time() - start, done
