"""Sharing through a folder: any order and number of syncs end alike, and an open reading leaves no laptop."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import CallError, NotHere, ProjectError
from qualcode.project import Project
from tests.store.world import begun, copy_of, document, everything, few, frames, span

CODERS = ("A", "B", "C")


@pytest.fixture
def laptops(tmp_path):
    """Three laptops with the same project, each of its own coder, and a folder that they share."""
    with begun(tmp_path, coder="A") as first:
        first.add_coverage(
            [
                {"coder": "A", "document": "g1", "state": "assigned"},
                {"coder": "B", "document": "g1", "state": "assigned"},
                {"coder": "C", "document": "g2", "state": "assigned"},
            ]
        )
        paths = [copy_of(first, tmp_path / name) for name in CODERS]
    shared = tmp_path / "shared"
    shared.mkdir()
    opened = [Project.open(path, coder=name) for path, name in zip(paths, CODERS, strict=True)]
    yield *opened, shared
    for project in opened:
        project.close()


def test_what_was_finished_by_all_comes_over(laptops):
    a, _, c, shared = laptops
    c.apply(*span(c, "Best lekker", "g2"), "ict", memo="twijfel")
    c.finish(document(c, "g2"))
    c.sync(shared)
    report = a.sync(shared)
    assert [copy.problem for copy in report.copies] == [""]
    assert report.changes == 2
    with Project.open(a.path) as lead:
        assert lead.codings()[["coder", "code", "text"]].values.tolist() == [["C", "ict", "Best lekker"]]
        assert lead.memos()["text"].tolist() == ["twijfel"]


def test_an_open_reading_leaves_no_word_in_the_published_copy(laptops):
    a, _, _, shared = laptops
    a.apply(*span(a, "kiezen zelf"), "zelfregie", memo="een heel eigen gedachte")
    a.finish(document(a))  # her partner has not
    published = a.sync(shared).published
    assert published.open == 1
    raw = published.path.read_bytes()
    assert b"eigen gedachte" not in raw
    assert b"applied zelfregie" not in raw
    copy = sqlite3.connect(published.path)
    assert copy.execute("select count(*) from op where kind in ('coding', 'memo')").fetchone() == (0,)
    assert copy.execute("select count(*) from coding").fetchone() == (0,)
    assert copy.execute("select count(*) from quote").fetchone() == (0,)
    copy.close()


def test_an_open_reading_comes_when_its_round_closes(laptops):
    a, b, c, shared = laptops
    a.apply(*span(a, "kiezen zelf"), "zelfregie")
    a.finish(document(a))
    for project in (a, b, c):
        project.sync(shared)
    with Project.open(c.path) as lead:
        assert len(lead.codings()) == 0
        state = lead.coverage().query("layer == 'reading' and coder == 'A'")["state"].tolist()
        assert state == ["begun"]  # finished, but not here: no table may take it for "not mentioned"
    b.apply(*span(b, "weektaak"), "ict")
    b.finish(document(b))
    for project in (b, a, b, c):
        project.sync(shared)
    with Project.open(c.path) as lead:
        assert lead.codings()["coder"].tolist() == ["A", "B"]
        assert set(lead.coverage().query("layer == 'reading'")["state"]) == {"finished", "assigned"}
        assert "sealed" not in " ".join(lead.history()["message"])
    assert everything(a.store) == everything(b.store)


def test_what_a_colleague_sealed_is_in_no_frame_of_an_acting_coder(laptops):
    a, b, _, shared = laptops
    before = frames(b)
    a.apply(*span(a, "kiezen zelf"), "zelfregie")
    a.sync(shared)
    b.sync(shared)
    assert frames(b) == before
    assert "A" not in set(b.history().query("verb in ['apply', 'begin', 'finish']")["who"])


def test_an_undo_of_a_sealed_coding_tells_nothing_and_arrives(laptops):
    a, b, _, shared = laptops
    a.apply(*span(a, "kiezen zelf"), "zelfregie")
    a.undo()
    a.sync(shared)
    b.sync(shared)
    with Project.open(b.path) as lead:
        assert not [line for line in lead.history()["message"] if "zelfregie" in line]
    a.finish(document(a))
    b.finish(document(b))
    for project in (a, b, a, b):
        project.sync(shared)
    assert everything(a.store) == everything(b.store)


def test_syncing_again_publishes_nothing_and_brings_nothing(laptops):
    a, b, _, shared = laptops
    a.sync(shared)
    b.sync(shared)
    a.sync(shared)
    again = a.sync(shared)
    assert again.changes == 0
    assert not again.published.new


def damaged(path, how):
    data = path.read_bytes()
    if how == "cut short":
        path.write_bytes(data[: len(data) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "half of it zeros":
        path.write_bytes(data[: len(data) // 3] + bytes(len(data) - len(data) // 3))
    elif how == "rows lost":
        copy = sqlite3.connect(path)
        copy.execute("delete from op where kind = 'speaker'")
        copy.commit()
        copy.close()
    else:
        path.write_text("<html>Please sign in</html>")


@pytest.mark.parametrize("how", ["cut short", "empty", "half of it zeros", "rows lost", "a page of the program"])
def test_a_torn_copy_is_named_and_left_and_nothing_is_lost(laptops, how):
    a, b, c, shared = laptops
    c.apply(*span(c, "Best lekker", "g2"), "ict")
    c.finish(document(c, "g2"))
    torn = b.sync(shared).published.path
    c.sync(shared)
    damaged(torn, how)
    report = a.sync(shared)
    assert [(copy.name, bool(copy.problem)) for copy in report.copies if copy.name == torn.name] == [(torn.name, True)]
    assert str(shared) not in report.problems[0].problem
    assert "qualcode-copy/" not in report.problems[0].problem
    assert report.changes == 2  # those of C came all the same
    b.sync(shared)  # B publishes again only when something changed: what stands there is damaged, so it is written
    assert not a.sync(shared).problems


@pytest.mark.parametrize("name", ["{stem} (1).qualcode-copy", "{stem} (Noor's conflicted copy 2026-03-02).qualcode-copy",
                                  "{stem}.qualcode-copy (1)", "{stem}.QUALCODE-COPY"])  # fmt: skip
def test_conflict_copies_of_sharing_programs_are_read_too(laptops, name):
    a, _, c, shared = laptops
    c.finish(document(c, "g2"))
    path = c.sync(shared).published.path
    path.rename(shared / name.format(stem=path.name.removesuffix(".qualcode-copy")))
    assert a.sync(shared).changes == 1


def test_files_on_their_way_and_of_other_kinds_are_let_be(laptops):
    a, b, _, shared = laptops
    path = b.sync(shared).published.path
    for name in (f".{path.name}", f"~{path.name}", f"{path.name}.tmp", "notulen.docx"):
        shutil.copy(path, shared / name)
    path.unlink()
    assert a.sync(shared).copies == ()


def test_a_copy_of_another_study_is_named(laptops, tmp_path):
    a, _, _, shared = laptops
    with Project.create(tmp_path / "anders.qualcode") as other:
        other.sync(shared)
    (copy,) = a.sync(shared).copies
    assert 'another study ("anders")' in copy.problem


def test_a_folder_that_is_not_there_or_holds_the_project_itself_is_refused(laptops, tmp_path):
    a = laptops[0]
    with pytest.raises(NotHere, match="There is no folder"):
        a.sync(tmp_path / "nergens")
    with pytest.raises(CallError, match="itself lies in"):
        a.sync(a.path.parent)


#: Who does what: code a passage of g1, finish g1, or sync.
ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["code", "undo", "finish", "sync", "name", "take"])), max_size=12
)
QUOTES = ("kiezen zelf", "weektaak", "Ik loop rond")


def act(project: Project, who: int, what: str, shared) -> None:
    if what == "sync":
        project.sync(shared)
    elif what == "name":
        project.add_cases([{"case": "wisselspoor", "name": f"School {who}"}])
    elif what == "take":  # somebody merges a full file that lies in the folder of a colleague
        project.merge(shared.parent / CODERS[(who + 1) % 3] / "studie.qualcode")
    else:
        with suppress(ProjectError):  # a finished reading takes no more, and there may be nothing to undo
            if what == "code":
                project.apply(*span(project, QUOTES[who]), "zelfregie")
            elif what == "undo":
                project.undo()
            else:
                project.finish(document(project))


@few
@given(ACTS)
def test_any_order_and_number_of_syncs_end_in_the_same_project(tmp_path_factory, acts):
    folder = tmp_path_factory.mktemp("laptops")
    shared = folder / "shared"
    shared.mkdir()
    with begun(folder) as first:
        first.add_coverage([{"coder": name, "document": "g1", "state": "assigned"} for name in CODERS])
        paths = [copy_of(first, folder / name) for name in CODERS]
    projects = [Project.open(path, coder=name) for path, name in zip(paths, CODERS, strict=True)]
    for who, what in acts:
        act(projects[who], who, what, shared)
    for project in projects:
        project.finish(document(project))
    for _ in range(3):
        for project in projects:
            project.sync(shared)
    stands = [everything(project.store) for project in projects]
    seen = [frames(project) for project in projects]
    for project in projects:
        project.close()
    assert stands[0] == stands[1] == stands[2]
    assert seen[0] == seen[1] == seen[2]
