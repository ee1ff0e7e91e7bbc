"""Opening what is no project, is newer, locked, read-only, synced, cut short or damaged: one clear sentence each."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.errors import (
    CallError,
    DiskFull,
    LockedProject,
    NameTaken,
    NewerProject,
    NotAProject,
    NotHere,
    ReadOnlyProject,
    SyncedFolder,
)
from qualcode.project import Project
from qualcode.store import codings, opening
from qualcode.store.places import synced
from tests.store.world import begun, coding, everything


def one_sentence(error: BaseException) -> str:
    """The text of an error, on one line and not a traceback."""
    text = str(error)
    assert "\n" not in text, text
    assert "sqlite" not in text.lower(), text
    return text


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(NotHere) as error:
        Project.open(tmp_path / "geen.qualcode")
    assert "There is no project" in one_sentence(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"Interviewer: hallo\n", "a text file"),
        (b"PK\x03\x04" + bytes(200), "a zip or Office file"),
        (b"%PDF-1.7\n", "a PDF"),
        (bytes(range(256)), "a file of another kind"),
        (b"SQLite format 3\x00" + bytes(20), "cut short"),
    ],
)
def test_a_file_that_is_no_project(tmp_path, content, said):
    path = tmp_path / "x.qualcode"
    path.write_bytes(content)
    with pytest.raises(NotAProject) as error:
        Project.open(path)
    assert said in one_sentence(error.value)
    assert path.read_bytes() == content


def test_a_folder_is_no_project(tmp_path):
    with pytest.raises(NotAProject, match="is a folder"):
        Project.open(tmp_path)


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "firefox.qualcode"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.commit()
    other.close()
    with pytest.raises(NotAProject, match="another program"):
        Project.open(path)


def test_a_newer_project_is_refused_and_names_its_maker(tmp_path):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    later = sqlite3.connect(path)
    later.execute("UPDATE alembic_version SET version_num = '0999'")
    later.execute("UPDATE meta SET value = '9.1.0' WHERE key = 'qualcode'")
    later.commit()
    later.close()
    with pytest.raises(NewerProject) as error:
        Project.open(path)
    assert "newer qualcode (9.1.0)" in one_sentence(error.value)


def test_a_project_that_exists_is_not_made_again(tmp_path):
    begun(tmp_path).close()
    with pytest.raises(NameTaken, match="exists already"):
        Project.create(tmp_path / "studie.qualcode")


def test_a_failed_creation_leaves_nothing_behind(tmp_path):
    with pytest.raises(NotHere):
        Project.create(tmp_path / "niet" / "hier.qualcode")
    (tmp_path / "x").mkdir()
    with pytest.raises(NotHere):
        Project.create(tmp_path / "x" / "y.qualcode", codebook=tmp_path / "geen.yaml")
    assert list((tmp_path / "x").iterdir()) == []


def test_a_file_that_was_cut_short(tmp_path):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NotAProject) as error:
        Project.open(path)
    assert "cut short" in one_sentence(error.value)


@pytest.mark.parametrize("page", [2, 5, 9, 14])
def test_damaged_pages_are_seen_before_anything_is_read(tmp_path, page):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    whole = bytearray(path.read_bytes())
    whole[page * 4096 : page * 4096 + 2048] = b"\xa5" * 2048
    path.write_bytes(whole)
    with pytest.raises(NotAProject) as error:
        Project.open(path)
    assert "damaged" in one_sentence(error.value)


def test_a_damaged_header(tmp_path):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    whole = bytearray(path.read_bytes())
    whole[100:1500] = b"\xa5" * 1400
    path.write_bytes(whole)
    with pytest.raises(NotAProject) as error:
        Project.open(path)
    assert "damaged" in one_sentence(error.value)


def test_damage_in_a_large_file_is_told_when_it_is_met(tmp_path, monkeypatch):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    whole = path.read_bytes()
    place = whole.index(b"CREATE TABLE change")  # within the schema, which every connection reads
    path.write_bytes(whole[:place] + b"CREATE TABEL" + whole[place + 12 :])
    monkeypatch.setattr(opening, "_LOOKED_THROUGH", 0)
    with pytest.raises(NotAProject) as error:
        Project.open(path)
    assert "damaged" in one_sentence(error.value)


def test_a_read_only_file_is_refused_for_writing_and_can_be_looked_at(tmp_path):
    begun(tmp_path).close()
    path = tmp_path / "studie.qualcode"
    path.chmod(0o444)
    with pytest.raises(ReadOnlyProject) as error:
        Project.open(path)
    assert "is read-only" in one_sentence(error.value)
    with Project.open(path, write=False) as project:
        assert len(project.documents()) == 2
        with pytest.raises(ReadOnlyProject, match="to look at only"):
            project.add_waves(["nog een"])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["g1.txt", "g2.txt", "studie.qualcode"]


def test_a_read_only_folder_is_refused_for_writing(tmp_path):
    begun(tmp_path).close()
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(ReadOnlyProject, match=r"The folder .* is read-only"):
            Project.open(tmp_path / "studie.qualcode")
        with pytest.raises(ReadOnlyProject):
            Project.create(tmp_path / "ander.qualcode")
        with Project.open(tmp_path / "studie.qualcode", write=False) as project:
            assert project.study == "studie"
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Hogeschool Veldermond", "OneDrive"),
        ("Dropbox (Team Veldermond)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Mijn Drive", "Google Drive"),
        ("iCloud Drive", "iCloud"),
        ("com~apple~CloudDocs", "iCloud"),
        ("SURFdrive", "SURFdrive"),
        ("surfdrive (gedeeld)", "SURFdrive"),
        ("ResearchDrive", "ResearchDrive"),
        ("Nextcloud2", "Nextcloud"),
        ("ownCloud", "ownCloud"),
    ],
)
def test_a_synced_folder_is_known_by_its_name(tmp_path, folder, program):
    place = tmp_path / folder / "project"
    place.mkdir(parents=True)
    with pytest.raises(SyncedFolder) as error:
        Project.create(place / "studie.qualcode")
    assert program in one_sentence(error.value)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("marker", "program"),
    [
        (".dropbox", "Dropbox"),
        ("._sync_0a1b2c.db", "Nextcloud or ownCloud"),
        (".sync_ffe1.db", "Nextcloud or ownCloud"),
        (".owncloudsync.log", "Nextcloud or ownCloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_a_synced_folder_is_known_by_what_its_program_leaves_there(tmp_path, marker, program):
    (tmp_path / "werk" / "onderzoek").mkdir(parents=True)
    (tmp_path / "werk" / marker).touch()
    assert synced(tmp_path / "werk" / "onderzoek" / "studie.qualcode") == (tmp_path / "werk", program)


@pytest.mark.parametrize("folder", ["dropbox-studie", "Onze drive", "box", "Sync", "surf", "onderzoek naar OneDrive"])
def test_a_folder_that_only_sounds_like_one_is_no_synced_folder(tmp_path, folder):
    (tmp_path / folder).mkdir()
    assert synced(tmp_path / folder / "studie.qualcode") is None


def test_a_project_in_a_synced_folder_can_be_looked_at_and_merged_from(tmp_path):
    begun(tmp_path).close()
    (tmp_path / "OneDrive").mkdir()
    copy = shutil.copy(tmp_path / "studie.qualcode", tmp_path / "OneDrive")
    with pytest.raises(SyncedFolder):
        Project.open(copy)
    with Project.open(copy, write=False) as project:
        assert len(project.documents()) == 2
    with Project.create(tmp_path / "mijn.qualcode", study="studie") as mine:
        mine.merge(copy)
        assert len(mine.documents()) == 2
    assert [p.name for p in (tmp_path / "OneDrive").iterdir()] == ["studie.qualcode"]


def test_onedrive_is_known_from_what_windows_says(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Veldermond"))
    (tmp_path / "Veldermond").mkdir()
    assert synced(tmp_path / "Veldermond" / "x.qualcode") == (tmp_path / "Veldermond", "OneDrive")


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
