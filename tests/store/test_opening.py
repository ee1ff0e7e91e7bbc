"""Opening what is no project, is newer, locked, read-only, synced, cut short or damaged: one clear sentence each."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from qualcode.errors import (
    NameTaken,
    NewerProject,
    NotAProject,
    NotHere,
    ReadOnlyProject,
    SyncedFolder,
)
from qualcode.project import Project
from qualcode.store import opening
from qualcode.store.places import synced
from tests.store.world import begun, one_sentence


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
