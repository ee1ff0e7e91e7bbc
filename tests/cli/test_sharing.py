"""`merge` and `sync` as people type them: two laptops, one folder."""

from __future__ import annotations

import sqlite3

import pytest
from click.testing import CliRunner

from qualcode.cli import app
from qualcode.project import Project
from qualcode.store import merging, schema
from tests.store.world import begun, copy_of, document, everything, span


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(words), env={"COLUMNS": "100"})
    assert done.exit_code == code, done.output + repr(done.exception)
    return done.output


@pytest.fixture
def two(tmp_path):
    """Two copies of one project, on the laptops of A and B: both called the school otherwise, B has coded."""
    with begun(tmp_path, coder="A") as first:
        paths = [copy_of(first, tmp_path / name) for name in ("a", "b")]
    for path, name in zip(paths, ("A", "B"), strict=True):
        with Project.open(path, coder=name) as project:
            project.add_cases([{"case": "wisselspoor", "name": f"School {name}"}])
    with Project.open(paths[1], coder="B") as project:
        project.apply(*span(project, "weektaak"), "ict")
    return paths


def test_a_dry_run_says_what_would_come_and_stores_nothing(two):
    a, b = map(str, two)
    with Project.open(a) as project:
        before = everything(project.store)
    said = run("merge", b, "-p", a, "--dry-run", "--lang", "en")
    assert "2 changes would come" in said
    (row,) = [line.split() for line in said.splitlines() if line.split()[:1] == ["B"]]
    assert row == ["B", "2", "1", "1"]  # changes, codings, documents
    with Project.open(a) as project:
        assert everything(project.store) == before


def test_a_merge_lists_what_differs_with_what_stands_and_what_is_lost(two):
    a, b = map(str, two)
    said = run("merge", b, "-p", a, "--lang", "en")
    with Project.open(a) as project:
        stands = project.cases()["name"].iloc[0]
    lost = {"School A": "School B", "School B": "School A"}[stands]
    (line,) = [line for line in said.splitlines() if "wisselspoor" in line]
    assert line.index(stands) < line.index(lost)


def test_a_second_merge_brings_nothing(two):
    a, b = map(str, two)
    run("merge", b, "-p", a)
    assert run("merge", b, "-p", a).strip() == "0 changes came."


def test_an_acting_coder_hears_only_how_many_changes_came(two):
    a, b = map(str, two)
    assert run("merge", b, "-p", a, "--coder", "A").strip() == "2 changes came."
    with Project.open(a, coder="A") as project:
        assert len(project.codings(layer=None, round=None)) == 0


def test_another_study_and_a_newer_file_are_refused_in_a_sentence(two, tmp_path):
    a, b = map(str, two)
    with Project.create(tmp_path / "anders.qualcode"):
        pass
    assert 'is another study ("anders", not "studie")' in refused("merge", str(tmp_path / "anders.qualcode"), "-p", a)
    with Project.open(b) as project, project.store.writing() as writer:
        writer.connection.execute(schema.version.update().values(version_num="9999"))
    assert "was written by a newer qualcode" in refused("merge", b, "-p", a)


def refused(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exception is not None
    return str(done.exception)


@pytest.mark.parametrize("stop_at", [0, 1, 2, 3, 4])
def test_interrupting_a_merge_leaves_the_project_as_it_was(two, stop_at):
    with Project.open(two[0]) as ours, Project.open(two[1]) as theirs:
        before = everything(ours.store)

        def stop(step: str, done: int, total: int) -> None:
            if done == stop_at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            merging.merge(ours.store, theirs.store, progress=stop)
        assert everything(ours.store) == before


def test_two_laptops_share_through_a_folder(two, tmp_path):
    a, b = map(str, two)
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    assert "1 open reading stays here" in run("sync", str(folder), "-p", b)
    said = run("sync", str(folder), "-p", a)
    assert "2 changes came" in said
    assert "School A" in said
    assert "Published: " in said
    with Project.open(a) as lead:
        assert len(lead.codings()) == 0
    with Project.open(b, coder="B") as project:
        project.finish(document(project))
    run("sync", str(folder), "-p", b)
    run("sync", str(folder), "-p", a)
    with Project.open(a) as lead:
        assert lead.codings()["coder"].tolist() == ["B"]


def test_a_copy_that_is_torn_is_named_and_ends_with_exit_1(two, tmp_path):
    a, b = map(str, two)
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    run("sync", str(folder), "-p", b)
    (copy,) = folder.iterdir()
    copy.write_bytes(copy.read_bytes()[:5000])
    said = run("sync", str(folder), "-p", a, code=1)
    assert f"{copy.name}: LEFT. {copy.name} is cut short" in said
    assert "Published: " in said


def test_merging_a_torn_copy_by_hand_is_refused_and_stores_nothing(two, tmp_path):
    a, b = map(str, two)
    (tmp_path / "gedeeld").mkdir()
    run("sync", str(tmp_path / "gedeeld"), "-p", b)
    (copy,) = (tmp_path / "gedeeld").iterdir()
    torn = sqlite3.connect(copy)
    torn.execute("delete from op where kind = 'cases'")
    torn.commit()
    torn.close()
    with Project.open(a) as project:
        before = everything(project.store)
    assert "did not come over whole" in refused("merge", str(copy), "-p", a)
    with Project.open(a) as project:
        assert everything(project.store) == before


def test_suggestions_are_nobodys_codings_in_what_comes(two):
    from tests.project.test_suggesting import CUED

    a, b = map(str, two)
    run("merge", b, "-p", a)
    with Project.open(b) as project:
        project.add_codebook(CUED)
        project.suggest()
    with Project.open(a) as project:
        tried = project.merge(b, dry_run=True)
    assert tried.verbs == {"add codebook": 1, "suggest": 1}
    assert [(one.changes, one.codings, one.documents) for one in tried.brought] == [(2, 0, 0)]
