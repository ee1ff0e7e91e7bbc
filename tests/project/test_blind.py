"""A coder at work: what she sees of the others, what a finished reading still takes, and what can be undone."""

from __future__ import annotations

import pytest

from qualcode.errors import CallError, ProjectError, Unknown, UnknownCode
from qualcode.project import Project
from tests.store.world import begun, coding, copy_of, document, frames, span


@pytest.fixture
def path(tmp_path):
    """g1 was given to A and B, g2 to B alone; B has coded and finished both, and is responsible for them."""
    with begun(tmp_path) as project:
        project.add_documents([{"file": str(tmp_path / f"{name}.txt"), "responsible": "B"} for name in ("g1", "g2")])
        project.add_coverage(
            [
                {"coder": "A", "document": "g1", "state": "assigned"},
                {"coder": "B", "document": "g1", "state": "finished"},
                {"coder": "B", "document": "g2", "state": "finished"},
            ]
        )
        project.add_codings(
            [coding(project, "weektaak", "ict", "B"), coding(project, "Best lekker", "ict", "B", name="g2")]
        )
    return tmp_path / "studie.qualcode"


def as_coder(path, coder):
    return Project.open(path, coder=coder)


def test_until_her_round_is_closed_a_coder_sees_nothing_of_the_others(path):
    with as_coder(path, "A") as project:
        assert len(project.codings(layer=None, round=None)) == 0
        assert len(project.touches()) == 0
        assert project.coverage()["coder"].tolist() == ["A"]
        assert project.documents()["responsible"].isna().all()
        assert len(project.final()) == 0
        assert project.coders() == ["A"]
        assert not project.history()["verb"].isin(["add codings", "add coverage"]).any()


def test_when_both_have_finished_that_document_opens_and_no_other(path):
    with as_coder(path, "A") as project:
        project.apply(*span(project, "kiezen zelf"), "zelfregie")
        assert project.codings()["coder"].tolist() == ["A"]
        project.finish(document(project))
        assert project.codings()["coder"].tolist() == ["A", "B"]
        assert set(project.coverage().query("layer == 'reading'")["coder"]) == {"A", "B"}
        assert project.documents()["responsible"].fillna("").tolist() == ["B", ""]
        assert project.final()["coder"].tolist() == ["B"]
        assert set(project.touches()["turn"].str.split("/").str[0]) == {document(project)}
        assert project.coders() == ["A", "B"]
    with Project.open(path) as lead:
        assert lead.codings()["coder"].tolist() == ["A", "B", "B"]


def test_while_a_partner_works_nothing_tells_which_documents_two_coders_read(path):
    with as_coder(path, "B") as project:
        assert project.documents()["responsible"].isna().all()
    with as_coder(path, "A") as project:
        project.finish(document(project))
    with as_coder(path, "B") as project:
        assert project.documents()["responsible"].tolist() == ["B", "B"]


def test_a_consensus_is_shut_until_the_round_is_closed(path):
    with Project.open(path) as lead:
        lead.add_codings([{"layer": "consensus", "document": "g1", "quote": "weektaak", "code": "ict"}])
        lead.add_coverage([{"layer": "consensus", "document": "g1", "state": "finished"}])
    with as_coder(path, "A") as project:
        assert len(project.consensus()) == 0
        assert "consensus" not in set(project.coverage()["layer"])
        project.finish(document(project))
        assert len(project.consensus()) == 1


def test_memos_and_decisions_of_others_are_shut_too(path):
    with as_coder(path, "B") as project:
        project.reopen(document(project, "g2"))
        project.apply(*span(project, "eigenlijk", "g2"), "zelfregie", memo="twijfel")
        assert project.memos()["text"].tolist() == ["twijfel"]
    with Project.open(path) as lead:
        lead.add_decisions([{"document": "g1", "quote": "weektaak", "code": "ict", "decision": "B"}])
        assert len(lead.decisions()) == len(lead.memos()) == 1
    with as_coder(path, "A") as project:
        assert len(project.memos()) == len(project.decisions()) == 0
        project.finish(document(project))
        assert len(project.decisions()) == 1


def test_applying_begins_the_document_and_is_one_change(path):
    with as_coder(path, "A") as project:
        before = len(project.history())
        id_ = project.apply(*span(project, "kiezen zelf"), "zelfregie", facets={"stand": "huidig"}, memo="mooi")
        assert len(project.history()) == before + 1
        row = project.codings().iloc[0]
        assert (row["coding"], row["text"], row["facet.stand"], row["origin"]) == (id_, "kiezen zelf", "huidig", "hand")
        assert project.coverage()["state"].tolist() == ["begun"]
        assert project.memos()[["of", "text"]].values.tolist() == [[id_, "mooi"]]
        assert project.history().iloc[-1][["who", "verb", "message"]].tolist() == [
            "A",
            "apply",
            "A applied zelfregie in g1",
        ]


def test_undo_after_apply_changes_no_frame(path):
    with as_coder(path, "A") as project:
        before = frames(project)
        project.apply(*span(project, "kiezen zelf"), "zelfregie", memo="mooi")
        assert frames(project) != before
        project.undo()
        assert frames(project) == before
        change = project.history().iloc[-1]["id"]
        project.undo(change)  # undoing the undo
        assert project.codings()["text"].tolist() == ["kiezen zelf"]


def test_each_state_reads_later_as_it_read_then(path):
    with as_coder(path, "A") as project:
        seen = [(dict(project.state), frames(project))]
        project.apply(*span(project, "kiezen zelf"), "zelfregie")
        seen.append((dict(project.state), frames(project)))
        project.remove(project.codings()["coding"].iloc[0])
        seen.append((dict(project.state), frames(project)))
        project.undo()
        seen.append((dict(project.state), frames(project)))
        project.finish(document(project))
    for state, stood in seen:
        with Project.open(path, coder="A", as_of=state) as past:
            assert frames(past) == stood
            with pytest.raises(ProjectError, match="look at only"):
                past.undo()


def test_a_freeze_is_a_state_by_name(path):
    with Project.open(path) as project:
        project.freeze("rapport-2026")
        project.add_cases([{"case": "meander", "name": "De Meander"}])
        with pytest.raises(CallError, match="exists since"):
            project.freeze("rapport-2026")
    with Project.open(path, as_of="rapport-2026") as past:
        assert past.cases()["case"].tolist() == ["wisselspoor"]
    with pytest.raises(CallError, match=r'No freeze "rapport".*rapport-2026'):
        Project.open(path, as_of="rapport")
    with pytest.raises(ProjectError, match="does not know that state"):
        Project.open(path, as_of={"elders": 3})


def test_a_finished_reading_takes_no_edit_until_it_is_reopened(path):
    with as_coder(path, "A") as project:
        mine = project.apply(*span(project, "kiezen zelf"), "zelfregie")
    with Project.open(path) as lead:
        lead.add_coverage([{"coder": "C", "document": "g1", "state": "assigned"}])  # a partner who has not finished
        lead.add_coverage([{"coder": "D", "document": "g2", "state": "finished"}])
    with as_coder(path, "A") as project:
        project.finish(document(project))
        with pytest.raises(ProjectError, match="A has finished g1"):
            project.apply(*span(project, "weektaak"), "ict")
        with pytest.raises(ProjectError, match="A has finished g1"):
            project.remove(mine)
        with pytest.raises(ProjectError, match="A partner has finished g1 too"):  # B has
            project.reopen(document(project))


def test_a_reading_of_one_coder_may_be_reopened_and_edited_as_main(path):
    with as_coder(path, "B") as project:
        with pytest.raises(ProjectError, match="Reopen it first"):
            project.apply(*span(project, "eigenlijk", "g2"), "ict")
        project.reopen(document(project, "g2"))
        project.apply(*span(project, "eigenlijk", "g2"), "ict")
        project.finish(document(project, "g2"))
        assert project.codings()["text"].tolist()[-2:] == ["Best lekker", "eigenlijk"]
        with pytest.raises(ProjectError, match="nothing to reopen"):
            project.reopen(document(project), round="pilot")


def test_after_both_finished_edits_are_recorded_as_after_and_change_no_agreement(path):
    with as_coder(path, "A") as project:
        mine = project.apply(*span(project, "kiezen zelf"), "zelfregie")
        project.finish(document(project))
    with Project.open(path) as lead:
        main = lead.codings().drop(columns="created").values.tolist()
    with as_coder(path, "A") as project:
        late = project.apply(*span(project, "weektaak"), "ict")
        project.remove(mine)
        frame = project.codings(layer="reading", round=None)
        assert frame.set_index("coding").loc[late, "round"] == "after"
        project.undo()
        project.remove(mine)
    with Project.open(path) as lead:
        assert lead.codings().drop(columns="created").values.tolist() == main
        lead.add_documents([{"file": str(path.parent / "g1.txt"), "responsible": "A"}])
        final = lead.final()
        assert final.loc[final["document"] == document(lead), "coding"].tolist() == [
            late
        ]  # the addition, without the withdrawn one


def test_an_import_into_a_finished_reading_is_refused_or_recorded_as_after(path):
    with Project.open(path) as lead:
        lead.add_coverage([{"coder": "C", "document": "g2", "state": "begun"}])
        more = [coding(lead, "eigenlijk", "ict", "B", name="g2")]
        with pytest.raises(ProjectError, match=r"B has finished g2 .main.: 1 more codings cannot be added"):
            lead.add_codings(more)
        again = lead.add_codings([coding(lead, "Best lekker", "ict", "B", name="g2")])
        assert (again.added, again.known) == (0, 1)
        lead.add_codings([coding(lead, "Best lekker", "zelfregie", "C", name="g2")])
        lead.add_coverage([{"coder": "C", "document": "g2", "state": "finished"}])
        late = lead.add_codings(more)
        assert late.added == 1
        assert "recorded as round after" in late.changed[0]
        assert lead.add_codings(more).added == 0
        assert len(lead.codings(coder="B", round="after")) == 1


def test_codings_that_come_with_a_finished_coverage_are_that_reading(tmp_path):
    with begun(tmp_path) as project:
        project.add_coverage([{"coder": c, "document": "g1", "state": "finished"} for c in "AB"])
        for coder in "AB":
            project.add_codings([coding(project, "weektaak", "ict", coder)])
        assert project.codings()["round"].tolist() == ["main", "main"]


def test_undo_does_not_reach_into_a_closed_round(path):
    with as_coder(path, "A") as project:
        project.apply(*span(project, "kiezen zelf"), "zelfregie")
        applied = project.history().iloc[-1]["id"]
        project.finish(document(project))
        finished = project.history().iloc[-1]["id"]
        for change in (applied, finished):
            with pytest.raises(ProjectError):
                project.undo(change)
        assert project.codings(coder="A")["text"].tolist() == ["kiezen zelf"]


def test_only_ones_own_changes_are_undone_and_nothing_is_said_plainly(path):
    with as_coder(path, "A") as project:
        with pytest.raises(ProjectError, match="There is nothing to undo: no change by A"):
            project.undo()
        with pytest.raises(ProjectError, match="is not by A"):
            project.undo(project.history().iloc[1]["id"])
        with pytest.raises(CallError, match='No change "x"'):
            project.undo("x")
        project.apply(*span(project, "kiezen zelf"), "zelfregie")
        change = project.undo()
        assert change.verb == "undo"
        with pytest.raises(ProjectError, match="was undone already"):
            project.undo(change.undoes)
    with Project.open(path) as lead, pytest.raises(ProjectError, match="cannot be undone"):
        lead.undo(lead.history().iloc[0]["id"])


def test_what_cannot_be_applied_is_said(path):
    with as_coder(path, "A") as project:
        where = span(project, "kiezen zelf")
        with pytest.raises(UnknownCode, match="zelfregie"):
            project.apply(*where, "zelfregi")
        with pytest.raises(CallError, match=r'"regie" is a heading.*zelfregie, gedeeld'):
            project.apply(*where, "regie")
        with pytest.raises(CallError, match="no stretch of it"):
            project.apply(where[0], 10, 10_000, "ict")
        with pytest.raises(Unknown):
            project.apply("x", 0, 1, "ict")
        with Project.open(path) as lead:
            of_b = lead.codings()["coding"].iloc[0]
        with pytest.raises(Unknown, match="Only A's own codings"):
            project.remove(of_b)
        assert project.apply(*where, "ict") == project.apply(*where, "ict")
    with Project.open(path) as lead, pytest.raises(CallError, match="Who is coding"):
        lead.finish(document(lead))


def test_finishing_under_a_new_codebook_says_so(path):
    from dataclasses import replace

    with as_coder(path, "A") as project:
        project.begin(document(project))
        project.add_codebook(replace(project.codebook, version="1.1.0"))
        project.finish(document(project))
        mine = project.coverage().query("coder == 'A' and layer == 'reading'")
        assert mine[["version", "state"]].values.tolist() == [["1.1.0", "finished"]]


def test_a_sheet_does_not_take_a_finished_reading_back(path):
    with Project.open(path) as lead:
        report = lead.add_coverage([{"coder": "B", "document": "g1", "state": "assigned"}])
        assert "stands at finished" in report.changed[0]
        assert lead.coverage().query("coder == 'B'")["state"].tolist()[0] == "finished"


def test_two_coders_on_two_laptops_meet_in_one_project(path, tmp_path):
    copy_ = None
    with Project.open(path) as lead:
        copy_ = copy_of(lead, tmp_path / "laptop")
    with as_coder(path, "A") as one, as_coder(copy_, "C") as two:
        one.apply(*span(one, "kiezen zelf"), "zelfregie")
        two.apply(*span(two, "Best lekker", "g2"), "zelfregie")
        report = one.merge(copy_)
        assert report.verbs == {"apply": 1}
        two.merge(path)
        assert one.state == two.state
        assert one.codings()["coder"].tolist() == ["A"]
        assert two.codings()["coder"].tolist() == ["C"]
    with Project.open(path) as lead, Project.open(copy_) as other:
        assert frames(lead) == frames(other)
        assert sorted(lead.codings()["coder"]) == ["A", "B", "B", "C"]
