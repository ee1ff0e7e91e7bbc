"""Searching 200 documents of 70,000 signs: with the index of words that the project keeps, beside reading everything.

The words are as unequally common as those of a language (the nth is said 1/n times as often as the first, of 40,000).
"""

from __future__ import annotations

import resource
import statistics
from functools import partial
from typing import TYPE_CHECKING

import pytest

from qualcode.project import Project
from qualcode.store import indexing
from tests.benchmarks import bench_frames

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 3
VOCABULARY = tuple(f"w{n:05}" for n in range(40_000))
#: From common to rare; a phrase, beginnings, and expressions.
QUERIES = (
    "w00000",
    "w00010",
    "w00300",
    "w20000",
    "nergens",
    "w00010 w00300",
    '"w00010 w00300"',
    "w123*",
    "/w0030[0-9] w00010/",
    "/nergens|ergens/",
    "/w.{3}77 w/",
)


def seconds(*acts: Callable[[], object]) -> list[float]:
    """The processor time of some acts, of ours and our children, which other programs at work do not change; in turns."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(RUNS):
        for act, took in zip(acts, times, strict=True):
            begin = _processor()
            act()
            took.append(_processor() - begin)
    return [statistics.median(took) for took in times]


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def read_through(project: Project, query: str) -> object:
    """The peer: a search that reads everything."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(indexing, "candidates", lambda *_: None)
        return project.search(query)


def size(project: Project) -> int:
    """Bytes of the file, with nothing left in its journal."""
    driver = project._store.engine.raw_connection()
    driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    driver.close()
    assert project.path is not None
    return project.path.stat().st_size


@pytest.mark.bench
def test_a_search_with_an_index_beside_one_that_reads_everything(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bench_frames, "TURNS", 200)
    monkeypatch.setattr(bench_frames, "WORDS", 50)
    with Project.create(tmp_path / "groot.qualcode") as project, capsys.disabled():
        bench_frames.documents(project, 200, VOCABULARY, rarer=1.0)
        print(f"\n{project.turns()['text'].str.len().sum():,} signs in {len(project.turns()):,} turns")
        before = size(project)
        begin = _processor()
        project.search("nergens")
        print(f"made the index in {_processor() - begin:.2f} s; ", end="")
        print(f"the file grew from {before:,} to {size(project):,} bytes, {size(project) / before - 1:.0%}")
        for query in QUERIES:
            mine, peer = seconds(partial(project.search, query), partial(read_through, project, query))
            hits = len(project.search(query))
            print(f"{query:22}{hits:9,} hits  index {mine:.3f} s  reading {peer:.3f} s  ratio {peer / mine:.1f}")
