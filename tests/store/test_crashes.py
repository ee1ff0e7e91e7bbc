"""Two writers, a full disk, a kill: what stands afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.errors import (
    CallError,
    DiskFull,
    LockedProject,
)
from qualcode.project import Project
from qualcode.store import codings, opening
from tests.store.world import begun, coding, everything, one_sentence

HOLD = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
other.execute("INSERT INTO meta VALUES ('held', 'x')")
print("held", flush=True)
sys.stdin.readline()
other.execute("ROLLBACK")
"""


def test_a_second_writer_waits_and_then_says_so_while_readers_go_on(tmp_path):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        store = opening.open_(path, who="A", wait=0.2)
        with pytest.raises(LockedProject) as error:
            Project(store).add_waves(["begin", "midden", "eind"])
        assert "written by another program" in one_sentence(error.value)
        assert Project(store).waves() == ["begin", "eind"]
        holder.stdin.write("\n")
        holder.stdin.flush()
        holder.wait(20)
        Project(store).add_waves(["begin", "midden", "eind"])
        assert Project(store).waves() == ["begin", "midden", "eind"]
        store.close()
    finally:
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()


WRITE = """
import sys
from qualcode.store import opening, records
store = opening.open_(sys.argv[1], who=sys.argv[2])
for number in range(15):
    records.save(store, "add waves", "waves", {"wave": {f"{sys.argv[2]}{number}": {"name": "x", "place": number}}})
store.close()
"""


def test_two_processes_write_side_by_side_and_no_change_is_lost(tmp_path):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    both = [subprocess.Popen([sys.executable, "-c", WRITE, str(path), who]) for who in "AB"]
    assert [process.wait(60) for process in both] == [0, 0]
    with Project.open(path) as project:
        assert len(project.waves()) == 32
        history = project.history()
        assert not history.duplicated(["replica", "seq"]).any()
        for _, changes in history.groupby("replica"):
            assert list(changes["seq"]) == list(range(1, len(changes) + 1))


FILL = """
import resource, sys
from qualcode.errors import DiskFull
from qualcode.project import Project
project = Project.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    project.add_survey([{"respondent": str(n), "q1": "x" * 500} for n in range(4000)])
except DiskFull as error:
    print(error)
"""


def test_a_full_disk_leaves_the_project_as_it_was(tmp_path):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    with Project.open(path) as project:
        before = everything(project._store)
    room = str(path.stat().st_size + 200_000)
    done = subprocess.run([sys.executable, "-c", FILL, str(path), room], capture_output=True, text=True, check=False)
    assert "the disk took no more" in done.stdout, done.stderr
    with Project.open(path) as project:
        assert everything(project._store) == before
        assert project.check() == [] or all("damaged" not in problem.what for problem in project.check())


def test_a_full_disk_says_so_within_the_process(tmp_path):
    project = begun(tmp_path)
    store = project._store
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    store.engine.dispose()
    from sqlalchemy import event

    event.listen(store.engine, "connect", lambda driver, _: driver.execute(f"PRAGMA max_page_count={pages + 5}"))
    with pytest.raises(DiskFull, match="Make room"):
        project.add_survey([{"respondent": str(n), "q1": "x" * 500} for n in range(500)])
    assert len(project.survey()) == 0
    project.close()


KILLED = """
import os, signal, sys
from qualcode.store import engine
from qualcode.project import Project
from tests.store.world import coding
project = Project.open(sys.argv[1])
real = engine.insert
def stopping(connection, table, *rest, **more):
    real(connection, table, *rest, **more)
    if table.name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
engine.insert = stopping
project.add_codings([coding(project, quote, "zelfregie", "A") for quote in ("kiezen zelf", "weektaak", "loop rond")])
"""


@pytest.mark.parametrize("where", ["reading", "quote", "op", "coding"])
def test_a_process_that_is_killed_during_an_import_leaves_the_project_as_it_was(tmp_path, where):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    with Project.open(path) as project:
        before = everything(project._store)
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), where], cwd=root, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    with Project.open(path) as project:
        assert everything(project._store) == before
        project.add_codings([coding(project, "weektaak", "zelfregie", "A")])
        assert len(project.codings()) == 1


def test_what_was_confirmed_survives_a_kill(tmp_path):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    code = "import os, signal, sys; from qualcode.project import Project; p = Project.open(sys.argv[1]); p.add_waves(['nog een']); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    with Project.open(path) as project:
        assert "nog een" in project.waves()


def test_a_copy_written_elsewhere_numbers_its_changes_under_a_name_of_its_own(tmp_path):
    project = begun(tmp_path)
    project.close()
    (tmp_path / "laptop").mkdir()
    copy = Path(shutil.copy(tmp_path / "studie.qualcode", tmp_path / "laptop"))
    with Project.open(tmp_path / "studie.qualcode") as mine, Project.open(copy) as theirs:
        mine.add_waves(["a"])
        theirs.add_waves(["b"])
        assert mine.state != theirs.state
        mine.merge(theirs)
        theirs.merge(mine)
        assert mine.state == theirs.state
        assert set(mine.waves()) == set(theirs.waves()) == {"begin", "eind", "a", "b"}


def test_an_address_of_another_database_is_refused():
    with pytest.raises(CallError, match="not in mysql"):
        Project.open("mysql://x/y")
    with pytest.raises(CallError, match="no address"):
        Project.open("://")


def test_importing_the_store_loads_no_alembic(tmp_path):
    begun(tmp_path).close()
    code = "import sys; from qualcode.project import Project; Project.open(sys.argv[1]).close(); print('alembic' in sys.modules, 'pandas' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "studie.qualcode")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False False\n"


def test_bulk_rows_that_are_known_are_left(tmp_path):
    project = begun(tmp_path)
    some = [coding(project, quote, "zelfregie", "A") for quote in ("kiezen zelf", "weektaak")]
    assert codings.add(project._store, some).added == 2
    assert codings.add(project._store, some) == codings.Added("codings", 0, 2, ())
    assert len(project.history()) == 7
    project.close()
