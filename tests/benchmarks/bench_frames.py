"""A million codings in a project file: how long its frames take, beside the plain SQL that they rest on.

Run it: ``python tests/benchmarks/bench_frames.py [CODINGS]``. The file is built once in a temporary folder.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.codebook.book import Code, Codebook
from qualcode.model import Case, Coding, Document, Segment, Turn
from qualcode.project import Project
from qualcode.store import codings, content, ids, intake, records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.store.changes import Op

CODES, CASES, TURNS, WORDS = 70, 14, 160, 12
CODERS = ("A", "B", "C")


def timed(what: str, act: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    made = act()
    seconds = time.perf_counter() - start
    print(f"{what:62}{seconds:8.2f} s")
    return seconds, made


def book() -> Codebook:
    codes = [Code(f"hoofd{n // 10}", {"nl": f"Hoofd {n // 10}"}) for n in range(0, CODES, 10)]
    codes += [Code(f"code{n}", {"nl": f"Code {n}"}, parent=f"hoofd{n // 10}") for n in range(CODES)]
    return Codebook("groot", "1.0.0", tuple(codes))


def documents(
    project: Project, count: int, words: Sequence[str] = tuple(f"woord{n}" for n in range(500)), rarer: float = 0.0
) -> list[tuple[str, str, str]]:
    """Documents of many turns, stored as an import would store them; their id, text id and text.

    Of the words the nth is said 1 / n ** `rarer` times as often as the first.
    """
    chance = random.Random(1)
    often = list(accumulate(1 / n**rarer for n in range(1, len(words) + 1)))
    made: list[tuple[str, str, str]] = []
    with project._store.writing() as writer:
        ops: list[Op] = records.put(
            writer.connection, "cases", records.cases(Case(f"school{n}", f"School {n}") for n in range(CASES))
        ).ops
        for number in range(count):
            text, turns = "", []
            for turn in range(TURNS):
                label = "I" if turn % 2 == 0 else "R1"
                start = len(text) + len(label) + 2
                text += f"{label}: {' '.join(chance.choices(words, cum_weights=often, k=WORDS))}\n"
                turns.append(Turn(turn + 1, start, len(text) - 1, label, turn // 2, None, start - len(label) - 2))
            revision = content.add_text(writer.connection, text)
            id_ = ids.document_id(project.study, str(number), None, None)
            document = Document(
                id_, f"d{number}", f"d{number}.txt", str(number), revision, f"school{number % CASES}", kind="interview"
            )
            found = intake.Found(None, "", text, tuple(turns), "label", intake.FileReport("", "added"))  # type: ignore[arg-type]
            ops += records.put(writer.connection, "document", records.documents([document])).ops
            ops += intake.revision_ops(writer, id_, revision, found, None)
            ops += records.put(writer.connection, "speaker", intake.speaker_rows(id_, turns, {})).ops
            made.append((id_, revision, text))
        writer.record("add documents", f"documents: {count} added", ops)
    return made


def some_codings(made: list[tuple[str, str, str]], count: int, seed: int) -> list[Coding]:
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        document, revision, text = made[chance.randrange(len(made))]
        start = chance.randrange(len(text) - 200)
        end = start + chance.randrange(20, 180)
        coder = chance.choice(CODERS)
        segment = Segment(document, revision, start, end, text[start:end])
        found.append(
            Coding(
                ids.uuid7(), "reading", coder, "main", "1.0.0", f"code{chance.randrange(CODES)}", segment, "imported"
            )
        )
    return found


def plain_sql(project: Project) -> object:
    """The peer: the same columns with plain sqlite3, no frame."""
    import sqlite3

    driver = sqlite3.connect(str(project.path))
    try:
        return driver.execute(
            'SELECT id, reading, code, start, "end", word_start, word_end, created FROM coding'
        ).fetchall()
    finally:
        driver.close()


def main(count: int = 1_000_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder) / "groot.qualcode", codebook=book())
        _, made = timed("200 documents of 160 turns", lambda: documents(project, 200))
        assert isinstance(made, list)
        small = some_codings(made, 50_000, 2)
        timed("import of 50,000 codings, one change", lambda: codings.add(project._store, small))
        for part in range(max(0, count - 50_000) // 190_000):
            more = some_codings(made, 190_000, 3 + part)
            timed("import of 190,000 more", lambda more=more: codings.add(project._store, more))
        project.close()
        size = (Path(folder) / "groot.qualcode").stat().st_size / 1e6
        print(f"{'file':62}{size:8.0f} MB")
        _, project = timed("open", lambda: Project.open(Path(folder) / "groot.qualcode"))
        assert isinstance(project, Project)
        peer, rows = timed("plain sqlite3: the same columns as tuples", lambda: plain_sql(project))
        del rows
        seconds, frame = timed("codings(round=None, text=False)", lambda: project.codings(round=None, text=False))
        used = frame.memory_usage(deep=True).sum() / 1e6  # type: ignore[attr-defined]
        print(f"{len(frame):,} rows, {used:.0f} MB: {seconds / peer:.1f} x plain sqlite3; bound 5 s and 150 MB")  # type: ignore[arg-type]
        timed("the same once more", lambda: project.codings(round=None, text=False))
        timed("codings(round=None), with text", lambda: project.codings(round=None))
        timed("turns(text=False)", lambda: project.turns(text=False))
        _, touches = timed("touches()", project.touches)
        print(f"{len(touches):,} touches, {touches.memory_usage(deep=True).sum() / 1e6:.0f} MB")  # type: ignore[arg-type,attr-defined]
        project.close()
        acting = Project.open(Path(folder) / "groot.qualcode", coder="D")
        start = time.perf_counter()
        for number in range(200):
            acting.apply(made[0][0], number, number + 40, "code1")
        each = (time.perf_counter() - start) / 200 * 1000
        print(f"{'apply a code, one transaction each':62}{each:8.2f} ms")
        acting.close()


@pytest.mark.bench
def test_a_million_codings_in_a_project_file_beside_plain_sqlite3() -> None:
    print()
    main()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
