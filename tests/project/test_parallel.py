"""Many files are read in several processes: the same as one by one, in order, whatever a file does to its process."""

from __future__ import annotations

import multiprocessing
import os

import pytest

from qualcode.project import Project
from qualcode.store import parallel
from qualcode.store.files import File, read_file

COUNT = parallel.FEW + 4


class Deadly:
    """What ends the process to which it is sent."""

    def __reduce__(self):
        return os._exit, (9,)


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Talks of different length, one file that cannot be read; two cores, wherever this runs."""
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    made = []
    for number in range(COUNT):
        path = tmp_path / f"g{number:02}.txt"
        path.write_text("I: Wie?\nR1: Ik.\n" * (COUNT - number) + f"I: {number}\n" if number != 3 else "")
        made.append(File(path, path.stem, path.name))
    return made


def test_what_is_read_in_processes_is_what_is_read_one_by_one_in_the_same_order(files):
    steps = []
    found = list(parallel.read_files(files, lambda *step: steps.append(step)))
    assert [repr(one) for one in found] == [repr(read_file(file)) for file in files]
    assert [one.status if hasattr(one, "status") else "" for one in found].count("failed") == 1
    assert [total for _, _, total in steps] == [COUNT] * len(steps)
    assert [done for _, done, _ in steps] == sorted({done for _, done, _ in steps})
    assert not multiprocessing.active_children()


def test_a_process_that_dies_takes_only_its_file_with_it(files):
    for number in (0, 5, COUNT - 1):
        files[number] = File(files[number].path, files[number].name, files[number].shown, {"case": Deadly()})
    found = list(parallel.read_files(files))
    failed = [number for number, one in enumerate(found) if getattr(one, "status", "") == "failed"]
    assert failed == [0, 3, 5, COUNT - 1]
    assert "g05.txt: the process that read it ended (code 9)" in found[5].problem


def test_where_no_process_can_be_begun_all_is_read_in_this_one(files, monkeypatch):
    def refuse(*_, **__):
        raise OSError("no more processes")

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
    assert len(list(parallel.read_files(files))) == COUNT


def test_a_few_files_are_read_in_this_process(files, monkeypatch):
    monkeypatch.setattr(parallel, "_Readers", None)
    assert len(list(parallel.read_files(files[: parallel.FEW - 1]))) == parallel.FEW - 1


def test_an_interruption_leaves_whole_documents_only_and_no_process(files, tmp_path):
    def stop(name, done, total):
        if done >= 10:
            raise KeyboardInterrupt

    with Project.create(tmp_path / "studie.qualcode") as project:
        with pytest.raises(KeyboardInterrupt):
            project.add_documents([file.path for file in files], progress=stop)
        assert not multiprocessing.active_children()
        names = project.documents()["name"].tolist()
        assert names == sorted(names)
        assert 10 <= len(names) < COUNT - 1
        texts = [project.text(document) for document in project.documents()["document"]]
        assert texts == [(tmp_path / f"{name}.txt").read_text() for name in names]
        report = project.add_documents([file.path for file in files])
        assert [file.status for file in report.files].count("known") == len(names)
        assert len(report.failed) == 1
