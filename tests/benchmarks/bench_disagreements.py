"""How fast differences between passages are found: 50,000 codings of two coders beside reading the words of their texts, and growth."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from qualcode.analysis.passages import Words
from qualcode.analysis.span_disagreements import span_disagreements
from qualcode.codebook import Code, Codebook
from qualcode.frames import Frames

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = [f"domein{number}" for number in range(10)]
LEAVES = [f"code{number}" for number in range(60)]
BOOK = Codebook("groot", "1.0", (*map(Code, TOP), *(Code(key, parent=TOP[at // 6]) for at, key in enumerate(LEAVES))))
TURN = " ".join(["woorden"] * 40) + ". "


def study(codings: int) -> tuple[pd.DataFrame, Frames]:
    """Documents of 100 turns of 40 words; a passage of 5 to 30 words a turn and coder, a fifth with another code, half with other ends."""
    chance, half = np.random.default_rng(0), codings // 2
    documents = [f"d{number}" for number in range(max(half // 100, 1))]
    at = np.arange(half)
    start = at % 100 * len(TURN) + 8 * chance.integers(0, 5, half)
    end = start + 8 * chance.integers(5, 30, half) - 1
    code = chance.integers(0, 60, half)
    moved = 8 * chance.integers(0, 3, half) * (chance.random(half) < 0.5)
    other = np.where(chance.random(half) < 0.8, code, chance.integers(0, 60, half))
    home = np.array(documents)[np.minimum(at // 100, len(documents) - 1)]
    keys = np.array(LEAVES)
    one = pd.DataFrame({"coder": "amal", "document": home, "start": start, "end": end, "code": keys[code]})
    two = one.assign(coder="bo", start=start + moved, code=keys[other])
    rows = pd.concat([one, two], ignore_index=True)
    rows.insert(0, "coding", [f"c{number}" for number in range(len(rows))])
    places = [
        (f"{name}/{turn}", name, turn * len(TURN), (turn + 1) * len(TURN), TURN)
        for name in documents
        for turn in range(100)
    ]
    turns = pd.DataFrame(places, columns=["turn", "document", "start", "end", "text"]).assign(
        role="leraar", speaker="R1"
    )
    return rows, Frames(documents=pd.DataFrame({"document": documents}), turns=turns, codebook=BOOK)


def best(work: Callable[[], object], runs: int = 3) -> float:
    """The shortest of several runs, in seconds of the processor."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


@pytest.mark.bench
def test_differences_over_reading_the_words_and_their_growth(capsys):
    with capsys.disabled():
        print()
        for count in (5_000, 50_000):
            codings, frames = study(count)
            documents = list(frames.documents()["document"])
            words = best(lambda f=frames, d=documents: Words(f, d))
            ours = best(lambda c=codings, f=frames: span_disagreements(c, f))
            found = len(span_disagreements(codings, frames).frame)
            print(
                f"{count:>7,} codings, {found:,} differences: {ours:.2f} s, {ours / words:.1f} x reading the words (target at 50,000: 2 s)"
            )
