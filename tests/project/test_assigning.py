"""Readings given out from a plan: one change, nothing taken, undone in one step, and nothing a blind coder could tell from."""

from __future__ import annotations

import pytest

import qualcode as qc
from qualcode.errors import CallError
from qualcode.project import Project
from tests.store.world import begun, span

NAMES = [f"g{n}" for n in range(1, 9)]


@pytest.fixture
def path(tmp_path):
    """Eight documents that nobody was given yet."""
    text = "I: Wie kiest hier het werk?\nR1: De kinderen kiezen zelf, met een weektaak.\nR1: Dit is gesprek {}.\n"
    with begun(tmp_path, **{name: text.format(name) for name in NAMES}):
        pass
    return tmp_path / "studie.qualcode"


def planned(project, **how):
    return qc.plan(project.codings(), project, **{"double": "4d", "coders": ["A", "B"], "seed": 7, **how})


def seen(project):
    """All that a coder can ask of a project, but the texts."""
    return {
        "coverage": project.coverage()[["coder", "document", "round", "version", "codes", "state"]].to_dict("records"),
        "responsible": project.documents()["responsible"].dropna().tolist(),
        "history": [m for m in project.history()["message"] if "assigned" in m or "undone" in m],
        "coders": project.coders(),
        "final": len(project.final()),
        "memos": len(project.memos()),
    }


def test_a_plan_changes_nothing_until_it_is_given_out(path):
    with Project.open(path) as lead:
        before = dict(lead.state)
        planned(lead)
        assert lead.state == before
        assert len(lead.coverage()) == 0


def test_given_out_every_reading_stands_as_assigned_in_one_change(path):
    with Project.open(path) as lead:
        plan = planned(lead)
        before = len(lead.history())
        done = lead.assign(plan)
        assert (done.added, done.known) == (12, 0)
        assert len(lead.history()) == before + 1
        rows = lead.coverage()
        assert set(rows["state"]) == {"assigned"}
        assert rows.groupby("document", observed=True)["coder"].nunique().sort_values().tolist() == [1] * 4 + [2] * 4
        assert lead.documents()["responsible"].tolist() == plan.frame["responsible"].tolist()


def test_giving_out_twice_is_giving_out_once(path):
    with Project.open(path) as lead:
        plan = planned(lead)
        lead.assign(plan)
        again = lead.assign(plan)
        assert (again.added, again.known) == (0, 12)
        assert len(planned(lead, seed=99).rows) == 0


def test_it_is_undone_in_one_step(path):
    with Project.open(path) as lead:
        lead.assign(planned(lead))
        lead.undo()
        assert len(lead.coverage()) == 0
        assert lead.documents()["responsible"].isna().all()
        lead.undo(lead.history()["id"].iloc[-1])
        assert len(lead.coverage()) == 12


def test_what_was_begun_or_finished_meanwhile_is_not_touched(path):
    with Project.open(path) as lead:
        plan = planned(lead)
        coder, first, second = "A", *plan.rows.loc[plan.rows["coder"] == "A", "document"].iloc[:2]
    with Project.open(path, coder=coder) as at_work:
        at_work.begin(first)
        at_work.finish(second)
    with Project.open(path) as lead:
        done = lead.assign(plan)
        assert (done.added, done.known) == (10, 2)
        states = lead.coverage().query("layer == 'reading'").set_index(["coder", "document"])["state"]
        assert (states[coder, first], states[coder, second]) == ("begun", "finished")


def test_nobody_who_codes_blind_can_tell_what_is_read_twice(path):
    with Project.open(path) as lead:
        plan = planned(lead)
        lead.assign(plan)
        twice = set(lead.documents().loc[plan.frame["twice"].to_numpy(), "document"])
        hers = {coder: set(plan.rows.loc[plan.rows["coder"] == coder, "document"]) for coder in "AB"}
    for coder in "AB":
        with Project.open(path, coder=coder) as project:
            told = seen(project)
            rows = told["coverage"]
            assert {row["coder"] for row in rows} == {coder}
            assert {row["document"] for row in rows} == hers[coder]
            assert twice <= hers[coder]
            assert len({(row["round"], row["version"], row["codes"], row["state"]) for row in rows}) == 1
            assert told["responsible"] == []
            assert told["history"] == []
            assert told["coders"] == [coder]


def test_nor_after_the_plan_was_undone_or_given_out_again(path):
    with Project.open(path) as lead:
        lead.assign(planned(lead))
        lead.undo()
        lead.assign(planned(lead, seed=8))
    with Project.open(path, coder="A") as project:
        told = seen(project)
        assert told["history"] == []
        assert {row["coder"] for row in told["coverage"]} == {"A"}


def test_while_she_works_documents_read_twice_look_like_the_others(path):
    with Project.open(path) as lead:
        plan = planned(lead)
        lead.assign(plan)
    with Project.open(path, coder="A") as project:
        for number in (0, 1):
            twice = plan.frame.loc[plan.frame["twice"], "name"].iloc[number]
            project.apply(*span(project, "weektaak", name=twice), "ict")
        assert seen(project)["coders"] == ["A"]
        assert seen(project)["history"] == []
        assert set(project.coverage()["coder"]) == {"A"}


def test_the_message_names_no_document_and_no_coder(path):
    with Project.open(path) as lead:
        lead.assign(planned(lead))
        assert lead.history()["message"].iloc[-1] == "assigned: 12 readings"


def test_a_coder_sees_no_plan_and_gives_nothing_out(path):
    with Project.open(path) as lead:
        plan = planned(lead)
    with Project.open(path, coder="A") as project:
        for forbidden in (lambda: planned(project), lambda: project.assign(plan), lambda: qc.recode(project, "ict")):
            with pytest.raises(CallError, match="for who leads the coding"):
                forbidden()


def test_a_plan_of_another_project_is_refused(path, tmp_path):
    (tmp_path / "ander").mkdir()
    with begun(
        tmp_path / "ander", ander="I: Iets anders?\nR1: Ja, iets heel anders.\n", nog="R1: Nog iets.\n"
    ) as other:
        plan = planned(other, double="1d")
    with Project.open(path) as lead, pytest.raises(CallError, match="another project"):
        lead.assign(plan)


def test_what_is_to_be_read_again_is_given_out_with_its_codes_and_finished(built, tmp_path):
    import shutil

    copy = tmp_path / "studie.qualcode"
    shutil.copy(built, copy)
    with Project.open(copy) as lead:
        plan = qc.recode(lead, "gedeeld")
        assert plan.frame["name"].tolist() == ["zaaihoek-begin-leraren", "weverstuin-begin-leraren"]
        assert lead.assign(plan).added == 2
        assert qc.recode(lead, "gedeeld").frame["state"].tolist() == ["assigned", "assigned"]
        assert lead.assign(plan).added == 0
    with Project.open(copy, coder="B") as project:
        rows = project.coverage().query("state == 'assigned'")
        assert rows[["round", "codes"]].values.tolist() == [["recode", ("gedeeld",)]] * 2
        for id_ in rows["document"]:
            project.finish(id_, round="recode")
    with Project.open(copy) as lead:
        assert len(qc.recode(lead, "gedeeld").frame) == 0
