"""A file is whole or is not there; its suffix finds the writer, those of others too."""

import errno
import os
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from qualcode import tables
from qualcode.errors import CallError, NotWritten, NoWriter
from qualcode.tables.whole import write_whole
from tests.tables.samples import sample_matrix


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_writing_gives_the_path_back_and_leaves_nothing_else(tmp_path):
    path = sample_matrix().write(str(tmp_path / "tabel 2.DOCX"))
    assert path == tmp_path / "tabel 2.DOCX"
    assert names(tmp_path) == ["tabel 2.DOCX"]


def test_an_older_file_is_replaced(tmp_path):
    (tmp_path / "t.md").write_text("oud")
    sample_matrix().write(tmp_path / "t.md")
    assert "oud" not in (tmp_path / "t.md").read_text(encoding="utf-8")


def test_an_unknown_suffix_names_those_that_are_known(tmp_path):
    with pytest.raises(NoWriter, match=r'No writer for ".*tabel.pptx"\. Installed: \.csv, \.docx, \.html'):
        sample_matrix().write(tmp_path / "tabel.pptx")
    assert names(tmp_path) == []


def test_an_unknown_language_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(CallError, match='No language "de"; choose from: nl, en'):
        sample_matrix().write(tmp_path / "t.docx", lang="de")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full. Make room"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "the disk is full"),
        (OSError(errno.EROFS, "Read-only file system"), "the folder may not be written"),
        (OSError(errno.EIO, "Input/output error"), "was not written: Input/output error."),
    ],
)
def test_a_failing_disk_leaves_the_older_file_and_nothing_beside_it(tmp_path, error, sentence):
    path = tmp_path / "t.docx"
    path.write_text("oud")

    def make(place):
        place.write_text("half")
        raise error

    with pytest.raises(NotWritten, match=sentence) as caught:
        write_whole(path, make)
    assert "\n" not in str(caught.value)
    assert path.read_text() == "oud"
    assert names(tmp_path) == ["t.docx"]


def test_a_file_that_is_open_in_Word_is_one_sentence(tmp_path, monkeypatch):
    path = tmp_path / "t.docx"
    path.write_text("oud")

    def refused(source, target):
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(NotWritten, match=r"open in another program or protected\. Close it there and write it again"):
        sample_matrix().write(path)
    assert path.read_text() == "oud"
    assert names(tmp_path) == ["t.docx"]


def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path):
    def make(place):
        raise PermissionError(errno.EACCES, "Permission denied")

    with pytest.raises(NotWritten, match=r"the folder may not be written\. Choose another folder"):
        write_whole(tmp_path / "t.docx", make)


def test_a_folder_that_is_not_there_and_a_folder_as_name(tmp_path):
    with pytest.raises(NotWritten, match="there is no folder"):
        sample_matrix().write(tmp_path / "nergens" / "t.docx")
    (tmp_path / "map.docx").mkdir()
    with pytest.raises(NotWritten, match="it is a folder"):
        sample_matrix().write(tmp_path / "map.docx")


def test_an_interrupted_writer_leaves_nothing(tmp_path):
    def make(place):
        place.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "t.docx", make)
    assert names(tmp_path) == []


def write_letters(table, path, *, caption, lang, audience):
    """A writer of a stranger."""
    path.write_text(f"{caption} {lang} {audience} {len(table.frame)}")


def test_a_writer_of_others_is_found_by_its_entry_point(tmp_path, monkeypatch):
    point = EntryPoint("odt", f"{__name__}:write_letters", "qualcode.tables")
    monkeypatch.setattr(EntryPoint, "load", lambda self: write_letters)
    monkeypatch.setattr(tables, "_entry_points", lambda: [point])
    assert tables.formats()[".odt"] == f"{__name__}:write_letters"
    path = sample_matrix().write(tmp_path / "t.odt", caption="Codes", lang="en", audience="public")
    assert path.read_text() == "Codes en public 3"


def test_a_stranger_gets_the_table_as_the_audience_may_see_it(tmp_path, monkeypatch):
    seen = []
    point = EntryPoint("odt", "x:y", "qualcode.tables")
    monkeypatch.setattr(
        EntryPoint, "load", lambda self: lambda table, path, **_: (seen.append(table), Path(path).touch())
    )
    monkeypatch.setattr(tables, "_entry_points", lambda: [point])
    sample_matrix().write(tmp_path / "t.odt", audience="public")
    assert seen[0].opener is None


def test_every_built_in_writer_is_listed():
    assert set(tables.formats()) >= {".csv", ".docx", ".html", ".json", ".md", ".txt", ".xlsx"}
