"""How much faster many files are read in processes than one by one, on the cores that are free.

Run as ``python tests/benchmarks/bench_import.py`` or with ``pytest -m bench``; prints ratios, asserts nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qualcode.project import Project
from qualcode.store import parallel
from qualcode.store.files import files_of
from tests.benchmarks.bench_reading import TURNS, interviews

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.bench
MADE, FILES = 100, 400


def timed(work: Callable[[], object]) -> float:
    """Seconds on the clock: processes that run side by side save no processor time."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def in_processes(count: int, work: Callable[[], object]) -> float:
    """The time of some work with this many processes."""
    stands = parallel.cores
    parallel.cores = lambda: count
    try:
        return timed(work)
    finally:
        parallel.cores = stands


def talks(folder: Path) -> list[Path]:
    """400 interviews: some are made, the others are copies under another name."""
    made = interviews(folder, MADE)
    for number in range(MADE, FILES):
        made.append(Path(shutil.copy(made[number % MADE], folder / f"gesprek-{number:03}.docx")))
    return made


def bench_reading(paths: list[Path], rounds: int = 3) -> None:
    """Reading alone: text, turns, census and share, in turns one by one and in two processes; the best of each."""
    files = files_of(paths, {})

    def read() -> None:
        assert len(list(parallel.read_files(files))) == FILES

    pairs = [(in_processes(1, read), in_processes(2, read)) for _ in range(rounds)]
    one, two = (min(times) for times in zip(*pairs, strict=True))
    each = ", ".join(f"{a / b:.2f}" for a, b in pairs)
    print(f"read {FILES} docx of {TURNS} turns: one process {one:.2f} s, two {two:.2f} s, {one / two:.2f} x as fast "
          f"(at least 1.6; each round {each})")  # fmt: skip
    begin = work()
    in_processes(1, read)
    between = work()
    in_processes(2, read)
    alone, shared = between - begin, work() - between
    print(f"  in processor time, which other work on the machine does not change: one {alone:.2f} s, two together {shared:.2f} s, "
          f"so {2 * alone / shared:.2f} x as fast where two cores are free")  # fmt: skip


def bench_project(folder: Path, rounds: int = 3) -> None:
    """200 interviews into a project, turns found, beside python-docx listing the text of their paragraphs, in turns."""
    import docx

    (folder / "beside").mkdir()
    paths = interviews(folder / "beside", 200)

    def ours(number: int) -> None:
        with Project.create(folder / f"beside-{number}.qualcode") as project:
            assert len(project.add_documents(paths).added) == len(paths)

    def theirs() -> None:
        assert all([one.text for one in docx.Document(str(path)).paragraphs] for path in paths)

    pairs = [(timed(partial(ours, number)), timed(theirs)) for number in range(rounds)]
    mine, peer = (min(times) for times in zip(*pairs, strict=True))
    print(
        f"200 docx into a project {mine:.2f} s, python-docx paragraphs {peer:.2f} s, ratio {mine / peer:.2f} (at most 1)"
    )


def work() -> float:
    """Processor time of this process and of those that have ended."""
    return sum(os.times()[:4])


def bench_import(paths: list[Path], folder: Path) -> None:
    """The whole import, with storing in one process."""

    def add(name: str) -> None:
        with Project.create(folder / name) as project:
            assert not project.add_documents(paths).failed

    one, two = in_processes(1, lambda: add("een.qualcode")), in_processes(2, lambda: add("twee.qualcode"))
    print(f"import of them: one process {one:.2f} s, two {two:.2f} s, {one / two:.2f} x as fast")


def test_reading_in_processes_beside_one() -> None:
    main()


def main() -> None:
    """Every comparison."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        paths = talks(folder)
        bench_reading(paths)
        bench_import(paths, folder)
        bench_project(folder)


if __name__ == "__main__":
    main()
