"""Searching 200 documents of 70,000 signs: the texts read through, beside an SQLite FTS5 index over the same turns.

The index is given without the time and place that it takes to make; it gives turns and not where in a turn a hit stands.
"""

from __future__ import annotations

import sqlite3
import statistics
import time
from typing import TYPE_CHECKING

import pytest

from qualcode.project import Project
from tests.benchmarks import bench_frames

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
QUERIES = {"woord33": "woord33", "woord7 woord8": "woord7 woord8", "woord4*": "woord4*", "nergens": "nergens"}


def seconds(act: Callable[[], object]) -> float:
    """The median time of some runs."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        act()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def index(project: Project) -> sqlite3.Connection:
    """The peer: an index over all turns, in memory."""
    peer = sqlite3.connect(":memory:")
    peer.execute("CREATE VIRTUAL TABLE talk USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
    peer.executemany("INSERT INTO talk VALUES (?)", ((text,) for text in project.turns()["text"]))
    return peer


@pytest.mark.bench
def test_a_search_beside_an_index(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bench_frames, "TURNS", 200)
    monkeypatch.setattr(bench_frames, "WORDS", 40)
    with Project.create(tmp_path / "groot.qualcode") as project, capsys.disabled():
        bench_frames.documents(project, 200)
        peer = index(project)
        print(f"\nturns with their text, which every search reads: {seconds(project.turns):.2f} s")
        for query, match in QUERIES.items():
            mine = seconds(lambda query=query: project.search(query))
            its = seconds(
                lambda match=match: peer.execute("SELECT text FROM talk WHERE talk MATCH ?", (match,)).fetchall()
            )
            print(
                f"{query:16} {mine:.2f} s for {len(project.search(query)):,} hits; index {its:.3f} s, ratio {mine / its:.0f}"
            )
        print(f"{'/woord(12|13)/':16} {seconds(lambda: project.search('/woord(12|13)/')):.2f} s, which no index helps")
        peer.close()
