"""A consensus meeting without a screen: what it asks, what each verb leaves behind, and what it never does."""

from __future__ import annotations

import pytest

from qualcode.analysis.final import final
from qualcode.coding.meeting import Meeting
from qualcode.errors import CallError, ProjectError, QualcodeError, Unknown
from qualcode.project import Project
from tests.coding.readings import (
    LAPTOP,
    REKENEN,
    SAMEN,
    SNEL,
    STUREN,
    VOLGORDE,
    WEEKTAAK,
    about,
    consensus,
    put,
    reading_with,
    study,
)  # fmt: skip


def covered(project, document):
    coverage = project.coverage()
    return coverage[(coverage["layer"] == "consensus") & (coverage["document"] == document)]


A = [
    put("een", VOLGORDE, "zelfregie", stand="huidig"),
    put("een", REKENEN, "extern"),
    put("een", STUREN, "sturing"),
    put("twee", LAPTOP, "ict"),
]
B = [
    put("een", WEEKTAAK, "zelfregie"),
    put("een", REKENEN, "zelfregie"),
    put("twee", LAPTOP, "ict"),
    put("twee", SAMEN, "regie"),
]


@pytest.fixture
def project(tmp_path):
    with Project.open(study(tmp_path, A=A, B=B)) as opened:
        yield opened


def test_what_all_say_alike_is_consensus_without_a_question_with_the_shortest_marking_and_its_facet(project):
    meeting = Meeting(project)
    assert meeting.begin() == 2
    assert consensus(project) == [("zelfregie", VOLGORDE), ("ict", LAPTOP)]
    assert project.consensus()["facet.stand"].tolist()[0] == "huidig"
    assert set(project.consensus()["origin"]) == {"consensus"}
    assert meeting.begin() == 0


def test_by_turn_only_codes_of_a_turn_are_asked_and_with_spans_edges_too(project):
    assert sorted((item.klass, item.codes) for item in Meeting(project).items()) == [
        ("missed", ("extern",)), ("missed", ("regie",)), ("missed", ("sturing",)),
    ]  # fmt: skip
    assert sorted((item.klass, item.codes) for item in Meeting(project, spans=True).items()) == [
        ("boundary", ("zelfregie",)), ("missed", ("regie",)), ("missed", ("sturing",)),
        ("neighbouring", ("zelfregie", "extern")),
    ]  # fmt: skip


def test_questions_stand_dearest_class_first(tmp_path):
    a = [put("een", REKENEN, "regie"), put("een", SNEL, "sturing"), put("twee", LAPTOP, "zelfregie")]
    b = [put("een", REKENEN, "extern"), put("twee", LAPTOP, "ict")]
    with Project.open(study(tmp_path, A=a, B=b)) as project:
        assert [item.klass for item in Meeting(project).items()] == ["other", "parent_child", "missed"]


def test_facets_that_contradict_each_other_are_a_question(tmp_path):
    a, b = [put("een", WEEKTAAK, "zelfregie", stand="huidig")], [put("een", WEEKTAAK, "zelfregie", stand="ambitie")]
    with Project.open(study(tmp_path, A=a, B=b)) as project:
        meeting = Meeting(project)
        assert [item.klass for item in meeting.items()] == ["facet"]
        meeting.keep(meeting.items()[0], 1, reason="nu al")
        assert project.consensus()["facet.stand"].tolist() == [dict(meeting.items()[0].readings[0][0].facets)["stand"]]


def test_readings_stay_unnamed_until_decided(project):
    meeting = Meeting(project, spans=True)
    item = about(meeting, "zelfregie", "extern")
    assert "'A'" not in repr(item)
    with pytest.raises(ProjectError, match="covered"):
        meeting.who(item)
    number = reading_with(item, "extern")
    meeting.keep(item, number)
    assert meeting.who(item)[number - 1] == "A"


def test_the_order_of_readings_tells_nothing_and_stays(tmp_path):
    first = set()
    for number, code in enumerate(("regie", "zelfregie", "extern", "sturing", "ict")):
        with Project.open(study(tmp_path, name=f"p{number}", A=[put("een", SNEL, code)], B=[])) as project:
            items = [Meeting(project).items()[0] for _ in range(2)]
            assert items[0] == items[1]
            first.add(bool(items[0].readings[0]))
    assert first == {True, False}


def test_keeping_one_reading_leaves_its_codings_and_says_whose(project):
    meeting = Meeting(project)
    item = about(meeting, "extern")
    meeting.keep(item, reading_with(item, "extern"), reason="de methode kiest")
    assert ("extern", REKENEN) in consensus(project)
    row = project.decisions().iloc[0]
    assert (row["code"], row["decision"], row["reason"], row["rule"]) == ("extern", "A", "de methode kiest", "")
    assert project.text(row["document"])[row["start"] : row["end"]] == REKENEN


def test_keeping_both_leaves_the_codings_of_both(project):
    meeting = Meeting(project, spans=True)
    meeting.keep(about(meeting, "zelfregie", "extern"), 1, 2, reason="allebei")
    assert {("zelfregie", REKENEN), ("extern", REKENEN)} <= set(consensus(project))
    assert project.decisions()["decision"].tolist() == ["A, B"]


def test_neither_leaves_no_coding_but_a_finished_document(project):
    meeting = Meeting(project)
    meeting.begin()
    meeting.neither(about(meeting, "regie"), reason="gaat over afspraken")
    twee = project.known().document("twee").id
    assert ("regie", SAMEN) not in consensus(project)
    rows = covered(project, twee)
    assert rows[["state", "codes"]].values.tolist() == [["finished", ()]]


def test_another_code_and_another_stretch_can_be_chosen(project):
    meeting = Meeting(project)
    item = about(meeting, "sturing")
    start = meeting.sittings[item.document].page.text.index(SNEL)
    meeting.other(item, "extern", start=start, end=start + len(SNEL), reason="de leraar verdeelt")
    assert ("extern", SNEL) in consensus(project)
    assert ("sturing", STUREN) not in consensus(project)


def test_a_coding_that_no_reading_has_can_be_added_and_taken_back(project):
    meeting = Meeting(project)
    meeting.begin()
    before = consensus(project)
    start = meeting.sittings[project.known().document("een").id].page.text.index(SNEL)
    meeting.also("een", start, start + len(SNEL), "sturing", reason="door beiden gemist")
    assert ("sturing", SNEL) in consensus(project)
    assert project.decisions()["decision"].tolist() == ["new"]
    meeting.undo()
    assert consensus(project) == before


def test_what_is_parked_is_listed_and_leaves_its_codes_open_in_that_document(project):
    meeting = Meeting(project)
    meeting.park(about(meeting, "regie"), reason="eerst de regel nalezen")
    twee = project.known().document("twee").id
    rows = covered(project, twee)
    assert rows[["state", "codes"]].values.tolist() == [["finished", ("extern", "ict", "sturing", "zelfregie")]]
    assert [item.codes for item in meeting.items("parked")] == [("regie",)]
    assert [row.complete for row in meeting.progress()] == [False, False]
    meeting.neither(about(meeting, "regie"))
    assert [row.complete for row in meeting.progress()] == [False, True]


def test_a_document_with_open_questions_is_begun_and_not_finished(project):
    meeting = Meeting(project)
    meeting.neither(about(meeting, "extern"))
    een = project.known().document("een").id
    assert covered(project, een)["state"].tolist() == ["begun"]


def test_the_final_layer_takes_the_consensus_once_it_is_complete(project):
    meeting = Meeting(project)
    meeting.begin()
    een = project.known().document("een").id
    for item in meeting.items():
        if item.document == een:
            meeting.keep(item, reading_with(item, item.codes[0]), reason="ja")
    codings, coverage = final(
        project.codings(None, None), project.coverage().query("layer != 'final'"),
        project.documents().assign(responsible="B"), project.codebook,
    )  # fmt: skip
    texts = codings[codings["document"] == een][["code", "text"]].values.tolist()
    assert texts == [["zelfregie", VOLGORDE], ["extern", REKENEN], ["sturing", STUREN]]
    assert coverage.set_index("document")["coder"].to_dict() == {
        een: "consensus",
        project.known().document("twee").id: "B",
    }


def test_each_decision_is_one_change_that_undo_takes_back(project):
    meeting = Meeting(project)
    meeting.begin()
    count = len(project.history())
    item = about(meeting, "extern")
    before = consensus(project)
    meeting.keep(item, 1)
    assert len(project.history()) == count + 1
    assert meeting.undo() == [item.id]
    assert consensus(project) == before
    assert meeting.status(item) == "open"
    assert len(project.decisions()) == 0


def test_undo_of_a_second_thought_brings_the_first_back(project):
    meeting = Meeting(project)
    item = about(meeting, "extern")
    meeting.keep(item, reading_with(item, "extern"))
    meeting.neither(item)
    assert ("extern", REKENEN) not in consensus(project)
    meeting.undo()
    assert ("extern", REKENEN) in consensus(project)
    assert project.decisions()["decision"].tolist() == ["A"]


def test_any_decision_can_be_undone_not_only_the_last(project):
    meeting = Meeting(project)
    for code in ("extern", "sturing"):
        item = about(meeting, code)
        meeting.keep(item, reading_with(item, code))
    een = project.known().document("een").id
    assert covered(project, een)["state"].tolist() == ["finished"]
    meeting.undo(about(meeting, "extern"))
    assert ("sturing", STUREN) in consensus(project)
    assert ("extern", REKENEN) not in consensus(project)
    assert covered(project, een)["state"].tolist() == ["begun"]


def test_nothing_to_undo_is_told(project):
    with pytest.raises(ProjectError, match="nothing to undo"):
        Meeting(project).undo()


def test_a_meeting_goes_on_after_it_was_left(project):
    item = about(Meeting(project), "extern")
    Meeting(project).neither(item)
    assert Meeting(project).status(item) == "decided"


def test_edges_are_settled_for_a_code_at_once_after_a_look(tmp_path):
    a = [put("een", VOLGORDE, "zelfregie"), put("twee", LAPTOP, "zelfregie")]
    b = [put("een", WEEKTAAK, "zelfregie"), put("twee", "Ze pakken hem zelf", "zelfregie")]
    with Project.open(study(tmp_path, A=a, B=b)) as project:
        meeting = Meeting(project, spans=True)
        for how, texts in (("longer", [WEEKTAAK, LAPTOP]), ("shorter", [VOLGORDE, "Ze pakken hem zelf"])):
            looked = meeting.edges("zelfregie", how)
            pages = {item.id: meeting.sittings[item.document].page.text for item in meeting.items()}
            found = {pages[id_][one.start : one.end] for id_, markings in looked.items() for one in markings}
            assert found == set(texts)
        assert consensus(project) == []
        assert meeting.settle_edges("zelfregie", "longer", reason="hele zinnen") == 2
        assert consensus(project) == [("zelfregie", WEEKTAAK), ("zelfregie", LAPTOP)]
        assert project.decisions()["decision"].tolist() == ["longer", "longer"]


def test_union_and_intersection_join_and_cut_what_was_marked(tmp_path):
    a, b = [put("een", "kiezen ze zelf", "zelfregie")], [put("een", "zelf de volgorde", "zelfregie")]
    for how, text in (("union", "kiezen ze zelf de volgorde"), ("intersection", "zelf")):
        with Project.open(study(tmp_path, name=how, A=a, B=b)) as project:
            Meeting(project, spans=True).settle_edges("zelfregie", how)
            assert consensus(project) == [("zelfregie", text)]


def test_three_coders_see_three_readings(tmp_path):
    c = [put("een", REKENEN, "regie")]
    with Project.open(study(tmp_path, A=A, B=B, C=c)) as project:
        meeting = Meeting(project, ("A", "B", "C"))
        assert all(len(item.readings) == 3 for item in meeting.items())
        item = next(item for item in meeting.items() if "regie" in item.codes and item.klass == "parent_child")
        meeting.keep(item, reading_with(item, "regie"))
        assert ("regie", REKENEN) in consensus(project)


def test_a_coder_cannot_meet_on_documents_that_are_not_closed(tmp_path):
    path = study(tmp_path, finished=False, A=A, B=B)
    with Project.open(path, coder="A") as project:
        project.finish(project.known().document("een").id)
        with pytest.raises(ProjectError, match="een is not closed"):
            Meeting(project, documents=["een"])
        meeting = Meeting(project)
        assert meeting.items() == []
        assert set(meeting.refused) == {"een", "twee"}
    with Project.open(path, coder="B") as project:
        project.finish(project.known().document("een").id)
        assert {item.document for item in Meeting(project).items()} == {project.known().document("een").id}


def test_who_does_not_meet_cannot_open_the_meeting(tmp_path):
    with (
        Project.open(study(tmp_path, A=A, B=B, C=[]), coder="C") as project,
        pytest.raises(CallError, match="C is not one of those who meet"),
    ):
        Meeting(project, ("A", "B"))


def test_an_unfinished_document_is_named_and_left_out_by_the_team_too(tmp_path):
    with Project.open(study(tmp_path, finished=False, A=A, B=B)) as project:
        with pytest.raises(ProjectError, match="een is not finished by all: A and B have not finished it"):
            Meeting(project, documents=["een"])
        assert Meeting(project).items() == []


def test_a_meeting_needs_two_coders_who_are_known(project):
    with pytest.raises(CallError, match="two coders"):
        Meeting(project, ("A",))
    with pytest.raises(CallError, match='No coder "Z"'):
        Meeting(project, ("A", "Z"))


def test_a_meeting_that_was_begun_by_turn_does_not_go_on_by_spans(project):
    meeting = Meeting(project)
    meeting.neither(about(meeting, "extern"))
    with pytest.raises(ProjectError, match="begun by A, B by turn"):
        Meeting(project, spans=True)


def test_a_heading_and_a_stretch_that_is_none_are_refused(project):
    meeting = Meeting(project)
    with pytest.raises(CallError, match="no stretch"):
        meeting.other(about(meeting, "extern"), "ict", start=5, end=5)
    with pytest.raises(QualcodeError, match="nietszo"):
        meeting.other(about(meeting, "extern"), "nietszo")
    with pytest.raises(CallError, match="numbered 1 to 2"):
        meeting.keep(about(meeting, "extern"), 3)
    with pytest.raises(Unknown):
        meeting.item("zzzz")


def test_doubts_and_memos_are_shown_as_words_without_a_name(tmp_path):
    path = study(tmp_path, finished=False, A=A, B=B)
    with Project.open(path, coder="A") as project:
        from qualcode.coding.desk import Desk

        desk = Desk(project, "een")
        desk.to(desk.page.text.index(REKENEN))
        desk.doubt("of is dit zelf?")
        desk.memo("lastig")
        for document in ("een", "twee"):
            project.finish(project.known().document(document).id)
    with Project.open(path, coder="B") as project:
        for document in ("een", "twee"):
            project.finish(project.known().document(document).id)
        meeting = Meeting(project)
        assert meeting.words(about(meeting, "extern")) == ["of is dit zelf?", "lastig"]


def test_context_holds_the_question_and_the_whole_turn(project):
    meeting = Meeting(project)
    item = about(meeting, "extern")
    start, end = meeting.context(item)
    assert meeting.sittings[item.document].page.text[start:end].startswith("Wie kiest er")
    assert meeting.sittings[item.document].page.text[start:end].endswith(REKENEN)


def test_decisions_of_a_colleague_that_came_meanwhile_are_not_overwritten(project):
    meeting, other = Meeting(project), Meeting(project)
    item = about(meeting, "extern")
    other.neither(item)
    with pytest.raises(ProjectError, match="meanwhile"):
        meeting.keep(item, 1)
    assert meeting.status(item) == "decided"


def test_the_words_of_a_reason_stand_in_the_log_alone_where_they_can_be_forgotten(project):
    meeting = Meeting(project)
    item = about(meeting, "extern")
    meeting.keep(item, 1, reason=f"want er staat: {REKENEN}")
    assert meeting.outcome(item).reason == f"want er staat: {REKENEN}"
    een = project.known().document("een").id
    project.forget(document=een, start=item.start, end=item.end)
    meeting.refresh()
    assert REKENEN not in meeting.outcome(item).reason
    assert "█" in meeting.outcome(item).reason
    with project.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT data FROM op WHERE data IS NOT NULL").scalars().all()
    assert not any(REKENEN in row for row in rows)


def test_an_undo_outside_the_meeting_reaches_the_last_decision_on_a_document_only(project):
    meeting = Meeting(project)
    for code in ("extern", "sturing"):
        meeting.neither(about(meeting, code))
    history = project.history()
    first, last = history[history["verb"] == "decide"]["id"]
    with pytest.raises(ProjectError, match="undo it there"):
        project.undo(first)
    project.undo(last)
    meeting.refresh()
    assert [meeting.status(about(meeting, code)) for code in ("extern", "sturing")] == ["decided", "open"]
    een = project.known().document("een").id
    assert covered(project, een)["state"].tolist() == ["begun"]
    project.undo(first)
    assert len(project.decisions()) == 0
