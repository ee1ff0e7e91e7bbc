"""Making, filling and sharing a project: settings, codebooks, sheets, history, merging."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import CallError, CodebookError, NotHere, ProjectError, SheetFaults
from qualcode.project import Project
from qualcode.shipped import shipped
from tests.store.world import BOOK, begun, coding, copy_of, frames


@pytest.fixture
def project(tmp_path):
    with begun(tmp_path) as project:
        yield project


def test_a_new_project_names_its_study_after_its_file_unless_told(tmp_path):
    with Project.create(tmp_path / "po-werkplaats.qualcode") as project:
        assert (project.study, project.settings["study"]) == ("po-werkplaats", "po-werkplaats")
        assert repr(project).startswith("<Project po-werkplaats in ")
        assert project.path == tmp_path / "po-werkplaats.qualcode"
    with Project.create(tmp_path / "x.qualcode", study="po-werkplaats") as project:
        assert project.study == "po-werkplaats"


def test_settings_have_defaults_and_are_changes(project):
    assert project.settings["threshold"] == 0.6
    assert project.settings["final"] == "consensus-else-responsible"
    assert project.set(threshold=0.7, unit="answer").added == 2
    assert (project.settings["threshold"], project.settings["unit"]) == (0.7, "answer")
    before = len(project.history())
    assert project.set(threshold=0.7).known == 1
    assert len(project.history()) == before
    project.undo()
    assert project.settings["threshold"] == 0.6
    with pytest.raises(CallError, match=r'No setting "treshold".*"threshold"'):
        project.set(treshold=1)
    with pytest.raises(CallError, match="The setting final cannot be"):
        project.set(final="loudest")


def test_a_shipped_codebook_is_stored_and_read_back_equal(tmp_path):
    from qualcode.codebook.file import load

    path = next(Path(shipped("codebooks")).glob("gpl-ict-nl.yaml"))
    with Project.create(tmp_path / "x.qualcode", codebook=path) as project:
        assert replace(project.codebook, earlier=()) == replace(load(path), earlier=())
        assert list(project.codebook.facets) == list(load(path).facets)
        assert project.add_codebook(path).added == 0


def test_the_codebook_in_force_is_the_highest_version_with_those_it_grew_from(project):
    project.add_codebook(replace(BOOK, version="1.10.0"))
    project.add_codebook(replace(BOOK, version="1.9.0"))
    assert project.codebook.version == "1.10.0"
    assert [book.version for book in project.codebook.earlier] == ["1.0.0", "1.9.0"]


def test_a_version_keeps_what_its_codes_mean_but_its_wording_may_be_mended(project):
    codes = list(BOOK.codes)
    mended = replace(BOOK, codes=(*codes[:3], replace(codes[3], label={"nl": "Inzet van ict"})))
    assert project.add_codebook(mended).known == 1
    assert project.codebook.label("ict") == "Inzet van ict"
    with pytest.raises(CodebookError, match=r"klein 1\.0\.0 stands in this project with other content: nieuw \(new\)"):
        project.add_codebook(replace(BOOK, codes=(*codes, replace(codes[3], key="nieuw"))))


def test_adding_the_same_again_writes_no_change(project, tmp_path):
    rows = {
        "cases": [{"case": "meander", "name": "De Meander", "parent": "wisselspoor", "consent": "use=yes"}],
        "persons": [{"person": "P1", "case": "meander", "functions": "leraar"}],
        "speakers": [{"document": "g1", "label": "R1", "person": "P1", "role": "leraar"}],
        "coverage": [{"coder": "A", "document": "g1", "state": "begun"}],
        "codings": [{"coder": "A", "document": "g1", "quote": "kiezen zelf", "code": "zelfregie", "memo": "mooi"}],
        "decisions": [{"document": "g1", "quote": "kiezen zelf", "code": "ict", "decision": "A"}],
    }
    for what, sheet in rows.items():
        assert getattr(project, f"add_{what}")(sheet).added == 1, what
    (tmp_path / "l.yaml").write_text("begin:\n  wie: [regie]\n")
    project.add_instruments(tmp_path / "l.yaml")
    before, stood = len(project.history()), frames(project)
    for what, sheet in rows.items():
        report = getattr(project, f"add_{what}")(sheet)
        assert (report.added, report.known) == (0, 1), what
    assert project.add_instruments(tmp_path / "l.yaml").known == 1
    assert project.add_waves(["begin", "eind"]).known == 2
    assert len(project.history()) == before
    assert frames(project) == stood


def test_what_differs_in_a_sheet_is_changed_and_told(project):
    report = project.add_cases([{"case": "wisselspoor", "name": "Het Spoor", "pupils": "312"}])
    assert report.changed == ("cases Het Wisselspoor: name changed",)
    assert project.cases()["name"].tolist() == ["Het Spoor"]


def test_a_fault_in_a_sheet_leaves_all_of_it_out(project):
    with pytest.raises(SheetFaults):
        project.add_codings(
            [
                {"coder": "A", "document": "g1", "quote": "kiezen zelf", "code": "zelfregie"},
                {"coder": "A", "document": "g1", "quote": "staat er niet", "code": "zelfregie"},
            ]
        )
    assert len(project.codings()) == 0


def test_rebuilding_leaves_removed_codings_out_and_an_explicit_add_brings_them_back(tmp_path):
    with begun(tmp_path, coder="A") as project:
        rows = [{"coder": "A", "document": "g1", "quote": "kiezen zelf", "code": "zelfregie"}]
        project.add_codings(rows)
        project.remove(project.codings()["coding"].iloc[0])
        report = project.add_codings(rows, revive=False)
        assert report.changed[-1] == "1 codings were removed since and stay so"
        assert len(project.codings()) == 0
        assert project.add_codings(rows).added == 1
        assert len(project.codings()) == 1


def test_answers_of_a_survey_come_back_as_a_frame(project):
    rows = [{"respondent": "r1", "v1": "3"}, {"respondent": "r2", "v1": ""}]
    assert project.add_survey(rows).added == 2
    assert project.survey().values.tolist() == [["survey", "r1", "3"], ["survey", "r2", ""]]
    with pytest.raises(CallError, match="twice"):
        project.add_survey([rows[0], rows[0]])
    with pytest.raises(CallError, match='no column "nr"'):
        project.add_survey(rows, respondent="nr")


def test_history_tells_who_did_what_when_in_one_order(project):
    frame = project.history()
    assert list(frame.columns) == ["seq", "when", "who", "verb", "message", "id", "in_force", "replica", "undoes"]
    assert frame["verb"].tolist() == [
        "create",
        "add codebook",
        "add waves",
        "add cases",
        "add documents",
        "add documents",
    ]
    assert frame["seq"].tolist() == [1, 2, 3, 4, 5, 6]
    assert frame["when"].is_monotonic_increasing
    assert frame["in_force"].all()
    change = project.undo()
    frame = project.history()
    assert frame["in_force"].tolist() == [True] * 5 + [False, True]
    assert frame["undoes"].tolist()[-1] == frame["id"].tolist()[5] == change.undoes


def test_merging_takes_everything_over_once_and_says_what_came(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with begun(tmp_path / "a") as one, begun(tmp_path / "b", afresh=True) as two:
        one.add_codings([coding(one, "kiezen zelf", "zelfregie", "A"), coding(one, "weektaak", "ict", "A")])
        two.add_codings([coding(two, "kiezen zelf", "zelfregie", "A"), coding(two, "kiezen zelf", "zelfregie", "B")])
        tried = one.merge(two, dry_run=True)
        assert (tried.changes, tried.verbs["add codings"]) == (7, 1)
        assert len(one.codings()) == 2
        report = one.merge(two)
        assert str(report).startswith("7 changes came (")
        assert len(one.documents()) == 2
        assert len(one.codings()) == 3
        two.merge(one)
        assert frames(one) == frames(two)
        assert one.merge(two).changes == 0


def test_a_conflict_is_told_and_the_same_value_stands_on_both_laptops(project, tmp_path):
    with Project.open(copy_of(project, tmp_path / "laptop")) as other:
        project.add_cases([{"case": "wisselspoor", "name": "Spoor"}])
        other.add_cases([{"case": "wisselspoor", "name": "Wissel"}])
        report = project.merge(other)
        assert [(c.name, {c.stands, c.other}) for c in report.conflicts] == [("name", {"Spoor", "Wissel"})]
        other.merge(project)
        assert project.cases()["name"].tolist() == other.cases()["name"].tolist() == [report.conflicts[0].stands]


def test_another_study_is_not_merged(project, tmp_path):
    with Project.create(tmp_path / "ander.qualcode") as other, pytest.raises(ProjectError, match="is another study"):
        project.merge(other)
    with pytest.raises(NotHere):
        project.merge(tmp_path / "weg.qualcode")


def test_an_analysis_runs_on_a_project(project):
    import qualcode as qc

    project.add_coverage([{"coder": c, "document": d, "state": "finished"} for c in "AB" for d in ("g1", "g2")])
    project.add_codings(
        [coding(project, q, "zelfregie", c) for q, c in (("De kinderen kiezen zelf", "A"), ("met de weektaak", "B"))]
    )
    units = qc.units(project.codings(), project, by="turn")
    assert set(units["coder"]) == {"A", "B"}
    assert qc.agreement(units, codebook=project.codebook, by="code").frame["both"].max() == 1


def test_the_final_layer_needs_a_codebook(tmp_path):
    with Project.create(tmp_path / "x.qualcode") as project, pytest.raises(ProjectError, match="needs a codebook"):
        project.final()


def test_moments_of_a_sheet_are_read_as_people_write_them_and_others_are_told(project):
    row = {"coder": "A", "document": "g1", "code": "ict"}
    report = project.add_codings(
        [
            {**row, "quote": "kiezen zelf", "created": "14-6-2026 9:30"},
            {**row, "quote": "weektaak", "created": "2026-06-14T09:30:00+02:00"},
            {**row, "quote": "Ik loop rond", "created": "gisteren"},
        ]
    )
    assert report.added == 3
    assert report.changed == ('created "gisteren" is no date and is left out',)
    assert [str(when) for when in project.codings()["created"][:2]] == ["2026-06-14 09:30:00", "2026-06-14 07:30:00"]
