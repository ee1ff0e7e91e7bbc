"""A matrix of schools x codes over a million codings against a plain SQL GROUP BY of the same codings, in one run.

    python tests/benchmarks/bench_matrix.py [codings]

Both have their data at hand: the frames in memory, the codings in SQLite with a covering index. SQL counts codings (and sums
words) per school and code, without roll-up, clipping, states, n or N. Both run in turns, five
times; printed are the medians and the median ratio: count measures at most 1.5, union measures at most 5.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import qualcode as qc
from qualcode.codebook import Code, Codebook
from qualcode.frames import Frames

if TYPE_CHECKING:
    from collections.abc import Callable

SCHOOLS, DOCUMENTS, TURNS = 2_000, 10_000, 100
COUNT = ("codings", "segments", "conversations", "documents", "presence", "cases")
UNION = ("turns", "participants", "words", "share", "passages", "per_1000")
TURN_WORDS, LETTERS = 40, 6  # every turn of 40 words of 5 letters and a space


def book() -> Codebook:
    """70 codes in three levels."""
    codes = []
    for top in range(7):
        codes.append(Code(f"c{top}"))
        for child in range(3):
            codes.append(Code(f"c{top}{child}", parent=f"c{top}"))
            codes += [Code(f"c{top}{child}{leaf}", parent=f"c{top}{child}") for leaf in range(2)]
    return Codebook("bench", "1.0", tuple(codes))


def study(count: int) -> tuple[pd.DataFrame, Frames]:
    """The frames as an open project gives them."""
    rng = np.random.default_rng(7)
    codes = book()
    documents = [f"00000000-0000-0000-0000-{number:012d}" for number in range(DOCUMENTS)]
    school = np.arange(DOCUMENTS) % SCHOOLS
    schools = [f"school-{number}" for number in range(SCHOOLS)]
    span = TURN_WORDS * LETTERS + 5
    turn = np.tile(np.arange(TURNS), DOCUMENTS)
    home = np.repeat(np.arange(DOCUMENTS), TURNS)
    turns = pd.DataFrame({
        "turn": pd.array([f"{documents[d]}/{t}" for d, t in zip(home, turn, strict=True)], dtype="str"),
        "document": pd.Categorical.from_codes(home, documents),
        "case": pd.Categorical.from_codes(school[home], schools),
        "speaker": pd.array(np.where(turn % 2 == 0, "I", "R1"), dtype="str"),
        "person": pd.array(np.where(turn % 2 == 0, None, np.char.add("p", home.astype(str)).astype(object)), dtype="str"),
        "role": pd.array(np.where(turn % 2 == 0, "interviewer", "leraar"), dtype="str"),
        "start": (turn * span + 5).astype(np.int32), "end": ((turn + 1) * span).astype(np.int32),
        "words": np.full(len(turn), TURN_WORDS, dtype=np.int32),
        "word_start": (turn * TURN_WORDS).astype(np.int32), "word_end": ((turn + 1) * TURN_WORDS).astype(np.int32),
    })  # fmt: skip
    codings, touches = coded(rng, count, documents, school, schools, codes, span)
    about = pd.DataFrame({
        "document": pd.array(documents, dtype="str"), "case": [schools[s] for s in school], "kind": "interview",
        "instrument": np.where(np.arange(DOCUMENTS) % 2 == 0, "begin", "eind"), "wave": "begin",
    })  # fmt: skip
    topics = [
        (guide, f"T{top}", key) for guide in ("begin", "eind") for top in range(6) for key in codes.subtree(f"c{top}")
    ]
    asked = [
        (document, f"T{top}", (number + top) % 9 > 0) for number, document in enumerate(documents) for top in range(6)
    ]
    coverage = pd.DataFrame({
        "layer": "final", "coder": "A", "document": documents, "round": "main", "version": "1.0",
        "codes": pd.Series([()] * DOCUMENTS, dtype=object), "state": "finished",
    })  # fmt: skip
    frames = Frames(
        documents=about, turns=turns, touches=touches, coverage=coverage, codebook=codes,
        cases=pd.DataFrame({"case": schools, "name": schools, "kind": "school", "parent": None}),
        asked=pd.DataFrame(asked, columns=["document", "topic", "asked"]),
        topics=pd.DataFrame(topics, columns=["instrument", "topic", "code"]),
    )  # fmt: skip
    return codings, frames


def coded(
    rng: np.random.Generator,
    count: int,
    documents: list[str],
    school: np.ndarray,
    schools: list[str],
    book: Codebook,
    span: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Codings of 2 to 39 words; one in ten begins in the question, one in ten runs on over the next question."""
    home = np.sort(rng.integers(0, DOCUMENTS, count))
    turn = rng.integers(0, TURNS // 2 - 1, count) * 2 + 1
    first, length = rng.integers(0, TURN_WORDS - 2, count), rng.integers(2, TURN_WORDS, count)
    start = turn * span + 5 + first * LETTERS
    end = np.minimum(start + length * LETTERS, (turn + 1) * span)
    kind = rng.integers(0, 10, count)
    start = np.where(kind == 0, turn * span - 20, start)
    end = np.where(kind == 1, (turn + 2) * span + 5 + 20 * LETTERS, end)
    code = rng.integers(0, len(book.keys), count)
    order = np.lexsort((code, end, start, home))
    home, start, end, code = home[order], start[order], end[order], code[order]
    ids = pd.array([f"10000000-0000-0000-0000-{number:012d}" for number in range(count)], dtype="str")
    codings = pd.DataFrame({
        "coding": ids, "layer": pd.Categorical(["final"] * count), "coder": pd.Categorical(["A"] * count),
        "round": pd.Categorical(["main"] * count), "code": pd.Categorical.from_codes(code, list(book.keys)),
        "document": pd.Categorical.from_codes(home, documents), "case": pd.Categorical.from_codes(school[home], schools),
        "start": start.astype(np.int32), "end": end.astype(np.int32),
    })  # fmt: skip
    return codings, touched(ids, home, start, end, documents, span)


def touched(
    ids: Any, home: np.ndarray, start: np.ndarray, end: np.ndarray, documents: list[str], span: int
) -> pd.DataFrame:
    """The touches of these codings, by arithmetic: all turns are alike."""
    first, last = np.maximum(start - 5, 0) // span, (end - 1) // span
    first = np.where(start >= (first + 1) * span, first + 1, first)
    last = np.where(end <= last * span + 5, last - 1, last)
    times = last - first + 1
    row = np.repeat(np.arange(len(start)), times)
    turn = np.repeat(first - (np.cumsum(times) - times), times) + np.arange(len(row))
    low, high = np.maximum(start[row], turn * span + 5), np.minimum(end[row], (turn + 1) * span)
    words = [turn * TURN_WORDS + -(-(place - turn * span - 5) // LETTERS) for place in (low, high)]
    return pd.DataFrame({
        "coding": ids[row], "turn": pd.array([f"{documents[d]}/{t}" for d, t in zip(home[row], turn, strict=True)], dtype="str"),
        "role": pd.array(np.where(turn % 2 == 0, "interviewer", "leraar"), dtype="str"),
        "start": low.astype(np.int32), "end": high.astype(np.int32), "words": (words[1] - words[0]).astype(np.int32),
        "word_start": words[0].astype(np.int32), "word_end": words[1].astype(np.int32),
    })  # fmt: skip


def database(codings: pd.DataFrame, frames: Frames) -> sqlite3.Connection:
    """The same codings in SQLite."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create table document (document integer primary key, school text)")
    connection.execute('create table coding (layer text, document integer, code text, start int, "end" int, words int)')
    connection.executemany("insert into document values (?, ?)", enumerate(frames.documents()["case"]))
    words = frames.touches()
    words = words[words["role"] != "interviewer"].groupby("coding")["words"].sum().reindex(codings["coding"]).fillna(0)
    columns = zip(
        codings["layer"], codings["document"].cat.codes.tolist(), codings["code"], codings["start"].tolist(),
        codings["end"].tolist(), words.astype(int).tolist(), strict=True,
    )  # fmt: skip
    connection.executemany("insert into coding values (?, ?, ?, ?, ?, ?)", columns)
    connection.execute('create index covering on coding (layer, document, code, start, "end", words)')
    connection.execute("analyze")
    return connection


QUERY = """select school, code, {what} from coding join document using (document) where layer = 'final' group by school, code"""


def timed(work: Callable[[], Any], runs: int = 5) -> float:
    """The median time of some runs."""
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return median(found)


def main(count: int) -> None:
    codings, frames = study(count)
    connection = database(codings, frames)
    print(f"{count:,} codings, {DOCUMENTS:,} documents, {SCHOOLS:,} schools, {len(frames.codebook.keys)} codes")
    for group, peer, most in ((COUNT, "count(*)", 1.5), (UNION, "sum(words)", 5.0)):
        for measure in group:
            pairs = [
                (
                    timed(lambda m=measure: qc.matrix(codings, frames, rows="school", columns="code", measure=m), 1),
                    timed(lambda what=peer: connection.execute(QUERY.format(what=what)).fetchall(), 1),
                )
                for _ in range(5)
            ]
            ours, sql = (median(times) for times in zip(*pairs, strict=True))
            ratio = median(one / other for one, other in pairs)
            print(f"{measure:13} {ours:6.3f} s, SQL {peer:10} {sql:6.3f} s: {ratio:5.2f} x (at most {most})")


@pytest.mark.bench
def test_a_matrix_of_a_million_codings_against_a_group_by() -> None:
    main(1_000_000)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
