"""Codings that a correction could not place wait in a queue, count nowhere, and are settled one by one."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualcode as qc
from qualcode.errors import CallError, ProjectError, Unknown
from qualcode.project import Project
from tests.store.world import BEGIN, begun, coding, copy_of, document, few, frames, span

#: The second passage is said otherwise, the third is gone.
CORRECTED = BEGIN.replace("Ik loop rond", "Ik kijk wat rond").replace(", met de weektaak", "")
QUOTES = ("Wie kiest de taak?", "Ik loop rond", "met de weektaak")


def corrected(project, text=CORRECTED, name="beter"):
    file = project.path.parent / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    return project.revise("g1", file)


def one(project, quote):
    """The id of the waiting coding with this quote."""
    found = project.review()
    return str(found.loc[found["quote"] == quote, "coding"].iloc[0])


def as_(project, coder):
    return Project.open(project.path, coder=coder)


@pytest.fixture
def study(tmp_path):
    with begun(tmp_path) as project:
        project.add_codings([coding(project, quote, "ict", "A") for quote in QUOTES])
        corrected(project)
        yield project


def test_the_queue_tells_what_was_coded_where_it_stood_and_where_it_seems_to_stand_now(study):
    text = study.text(document(study))
    rows = study.review()
    assert rows[["name", "code", "coder", "layer", "round", "quote", "text", "why"]].values.tolist() == [
        ["g1", "ict", "A", "reading", "main", "met de weektaak", "", "gone"],
        ["g1", "ict", "A", "reading", "main", "Ik loop rond", "Ik kijk wat rond", "changed"],
    ]
    start, end = rows.loc[1, ["start", "end"]]
    assert text[start:end] == "Ik kijk wat rond"
    assert rows["start"].isna().tolist() == [True, False]
    assert rows.loc[1, "before"].endswith("R1: ")
    assert rows.loc[1, "after"].startswith(" en vraag waar")
    assert study.review("B").empty


def test_what_waits_is_in_no_frame_of_codings_and_in_no_table(study):
    assert study.codings()["text"].tolist() == ["Wie kiest de taak?"]
    units = qc.units(study.codings(), study, by="paragraph", min_words=1)
    assert not [codes for codes in units["codes"] if codes]
    m = qc.matrix(study.codings(), study, rows="case", columns="code", measure="codings", layer="reading")
    assert not (m.frame > 0).to_numpy().any()
    assert [note.values for note in m.notes if note.key == "n.out.waiting"] == [{"codings": 2}]
    assert "wait for review" in m.to_text(lang="en")


def test_keep_puts_it_where_it_seems_to_stand_and_undo_lets_it_wait_again(study):
    before = frames(study)
    study.settle(one(study, "Ik loop rond"), "keep", reason="zelfde strekking")
    assert study.codings()["text"].tolist() == ["Wie kiest de taak?", "Ik kijk wat rond"]
    assert study.codings()["coder"].tolist() == ["A", "A"]
    assert study.history()["message"].iloc[-1] == "ict of A in g1 kept after a correction: zelfde strekking"
    assert len(study.review()) == 1
    study.undo()
    assert frames(study) == before
    assert len(study.review()) == 2


def test_place_puts_it_at_another_stretch_and_drop_lets_it_go(study):
    _, start, end = span(study, "kijk wat rond en vraag")
    study.settle(one(study, "Ik loop rond"), "place", start=start, end=end, reason="ruimer")
    study.settle(one(study, "met de weektaak"), "drop", reason="niet gezegd")
    assert study.codings()["text"].tolist() == ["Wie kiest de taak?", "kijk wat rond en vraag"]
    assert study.review().empty
    assert not [problem for problem in study.check() if "earlier text" in problem.what]


def test_a_coder_settles_her_own_only_and_the_lead_says_why(study):
    id_ = one(study, "Ik loop rond")
    with pytest.raises(CallError, match="says why"):
        study.settle(id_, "keep")
    with as_(study, "B") as other:
        assert other.review().empty  # blind to A
        with pytest.raises(Unknown):
            other.settle(id_, "drop")
    with as_(study, "A") as own:
        own.settle(id_, "keep")
    assert len(study.review()) == 1


def test_calls_that_cannot_be_meant_are_one_sentence(study):
    gone, changed = one(study, "met de weektaak"), one(study, "Ik loop rond")
    with pytest.raises(CallError, match="Nothing came of"):
        study.settle(gone, "keep", reason="x")
    with pytest.raises(CallError, match="start= and end="):
        study.settle(changed, "place", reason="x")
    with pytest.raises(CallError, match="no stretch"):
        study.settle(changed, "place", start=5, end=9999, reason="x")
    with pytest.raises(CallError, match="not"):
        study.settle(changed, "weg", reason="x")
    with pytest.raises(Unknown):
        study.settle(str(study.codings()["coding"].iloc[0]), "keep", reason="x")


def finished(project, *coders):
    for coder in coders:
        with as_(project, coder) as own:
            own.finish(document(own))


def test_in_a_reading_that_a_partner_finished_too_another_place_is_a_later_judgement(study):
    finished(study, "A", "B")
    _, start, end = span(study, "kijk wat rond en vraag")
    with as_(study, "B") as other, pytest.raises(ProjectError, match="only her own"):
        other.settle(one(study, "Ik loop rond"), "drop")
    with as_(study, "A") as own:
        own.settle(one(own, "Ik loop rond"), "place", start=start, end=end)
        own.settle(one(own, "met de weektaak"), "drop")
        assert own.review().empty
    found = study.codings(layer=None, round=None)
    assert found[["text", "round"]].values.tolist() == [
        ["Wie kiest de taak?", "main"],
        ["kijk wat rond en vraag", "after"],
    ]


def test_two_laptops_that_correct_one_text_otherwise_lose_no_coding_when_they_merge(tmp_path):
    with begun(tmp_path) as ours:
        ours.add_codings([coding(ours, quote, "ict", "A") for quote in QUOTES])
        with Project.open(copy_of(ours, tmp_path / "elders")) as theirs:
            corrected(ours, BEGIN.replace("En u?", "En u zelf?"), "onze")
            corrected(theirs, "Opname van maandag.\n" + BEGIN, "hunne")
            theirs.add_codings([coding(theirs, "De kinderen kiezen zelf", "zelfregie", "B")])
            report = ours.merge(theirs)
            theirs.merge(ours)
        assert [conflict.name for conflict in report.conflicts] == ["revision"]
        assert ours.codings()["code"].tolist().count("ict") == 3  # once each, on the text that stands
        waiting = ours.review()
        assert waiting[["code", "coder", "why"]].values.tolist() in ([["zelfregie", "B", ""]], [])
        with Project.open(tmp_path / "elders" / "studie.qualcode") as theirs:
            assert frames(theirs) == frames(ours)
        assert ours.carry() == len(waiting)
        found = ours.codings(layer=None, round=None)
        assert sorted(found["text"]) == sorted([*QUOTES, "De kinderen kiezen zelf"])
        assert ours.review().empty
        assert ours.carry() == 0


def test_what_a_laptop_coded_on_the_text_before_its_correction_is_carried_after_the_merge(tmp_path):
    with begun(tmp_path) as ours, Project.open(copy_of(ours, tmp_path / "elders")) as theirs:
        corrected(ours, "Opname van maandag.\n" + BEGIN)
        theirs.add_codings([coding(theirs, "Ik loop rond", "ict", "B")])
        told = str(ours.merge(theirs))
        assert "1 coding waits for review on an earlier text: qualcode revise --queue" in told
        assert ours.review()["why"].tolist() == [""]
        assert ours.carry("g1") == 1
        assert ours.codings()["text"].tolist() == ["Ik loop rond"]


def test_a_correction_that_was_undone_brings_back_everything_and_no_merge_changes_that(tmp_path):
    with begun(tmp_path) as ours:
        ours.add_codings([coding(ours, quote, "ict", "A") for quote in QUOTES])
        before = frames(ours)
        corrected(ours)
        with Project.open(copy_of(ours, tmp_path / "elders")) as theirs:
            ours.undo()
            assert frames(ours) == before
            theirs.merge(ours)
            ours.merge(theirs)
            assert frames(ours) == frames(theirs) == before
        assert ours.review().empty


def test_a_correction_of_a_correction_whose_first_was_undone_counts_nothing_twice(study):
    first = study.history()["id"].iloc[-1]
    corrected(study, "Vooraf.\n" + CORRECTED, "nog-beter")
    study.undo(first)
    assert study.codings()["text"].tolist() == ["Wie kiest de taak?"]
    assert sorted(study.review()["quote"]) == ["Ik loop rond", "met de weektaak"]


def test_what_was_withdrawn_stays_withdrawn_after_a_correction(tmp_path):
    with begun(tmp_path) as project:
        project.add_codings([coding(project, quote, "ict", coder) for quote in QUOTES for coder in "AB"])
        finished(project, "A", "B")
        with as_(project, "A") as own:
            found = own.codings(coder="A")
            own.remove(str(found.loc[found["text"] == "Wie kiest de taak?", "coding"].iloc[0]))
        project.add_coverage(
            [{"layer": "", "coder": "C", "document": "g1", "round": "main", "version": "1.0.0", "state": "assigned"}]
        )
        corrected(project, "Opname van maandag.\n" + BEGIN)
        withdrawn = project._views.withdrawn()
        found = project.codings(coder="A")
        assert set(found.loc[found["coding"].isin(withdrawn), "text"]) == {"Wie kiest de taak?"}


def test_who_finished_before_talk_was_added_is_told_and_finishes_it_again(tmp_path):
    with begun(tmp_path) as project:
        finished(project, "A", "B")
        corrected(project, BEGIN + "I: Nog iets?\nR1: " + "Wij doen dat heel vaak samen. " * 5 + "\n")

        def told():
            return [str(problem) for problem in project.check() if "gained" in problem.what]

        assert len(told()) == 2
        assert "gained 34 words since A finished it (main). Read what was added, then finish it again." in told()[0]
        finished(project, "A")
        assert len(told()) == 1
        assert project.history()["message"].iloc[-1] == "A read what was added to g1 (main)"
        finished(project, "A", "B")
        assert told() == []
        count = len(project.history())
        finished(project, "A", "B")
        assert len(project.history()) == count


def test_a_few_words_more_leave_a_finished_reading_as_it_is(tmp_path):
    with begun(tmp_path) as project:
        finished(project, "A")
        corrected(project, BEGIN + "I: Dank u wel.\n")
        assert not [problem for problem in project.check() if "gained" in problem.what]


#: Corrections of a talk, of which two laptops each make some.
EDITS = st.sampled_from([
    ("Wie kiest", "Wie kiest er"), ("Ik loop rond", "Ik kijk wat rond"), (", met de weektaak", ""), ("I: En u?", "I: En uzelf?"),
    ("R1: De", "Vooraf.\nR1: De"), ("\n", " \n"), ("willen.\n", "willen.\nI: Dank u.\n"), ("de ", "het "), ("kinderen", "leerlingen"),
])  # fmt: skip
QUOTED = st.sampled_from([*QUOTES, "kiest de", "En u?", "naartoe willen.", "zelf, met", "De kinderen kiezen zelf"])


@few
@given(
    st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=2, max_size=4),
    st.lists(QUOTED, min_size=1, max_size=4, unique=True),
)
def test_whatever_two_laptops_correct_and_code_every_coding_counts_or_waits(corrections, quotes):
    with TemporaryDirectory() as made:
        folder = Path(made)
        with begun(folder) as ours:
            ours.add_codings([coding(ours, quote, "ict", "A") for quote in quotes])
            with Project.open(copy_of(ours, folder / "elders")) as theirs:
                for number, edits in enumerate(corrections):
                    laptop = (ours, theirs)[number % 2]
                    text = laptop.text(document(laptop))
                    for old, new in edits:
                        text = text.replace(old, new)
                    corrected(laptop, text, f"t{number}")
                    if number % 2 and "kiest" in text:
                        theirs.add_codings([coding(theirs, "kiest", "zelfregie", "B")])
                expected = len(quotes) + bool(len(theirs.codings(coder="B")) + len(theirs.review("B")))
                ours.merge(theirs)
                theirs.merge(ours)
                assert frames(ours) == frames(theirs)
                assert ours.review().equals(theirs.review())
                assert len(ours.codings()) + len(ours.review()) >= expected
                ours.carry()
                assert set(ours.review()["why"]) <= {"gone", "changed", "several", "edge"}
                text = ours.text(document(ours))
                for row in ours.codings().itertuples():
                    assert text[row.start : row.end] == row.text
                for id_ in ours.review()["coding"]:
                    ours.settle(id_, "drop", reason="weg")
                assert ours.review().empty


def test_a_word_file_corrects_a_plain_text_and_who_speaks_is_kept(tmp_path):
    from docx import Document

    with begun(tmp_path) as project:
        project.add_speakers([{"document": "g1", "label": "R1", "role": "leraar"}])
        project.add_codings([coding(project, quote, "ict", "A") for quote in QUOTES])
        word = Document()
        for line in BEGIN.replace("I: En u?", "Int: En u zelf?").splitlines():
            word.add_paragraph(line)
        word.save(str(tmp_path / "g1-beter.docx"))
        done = project.revise("g1", tmp_path / "g1-beter.docx")
        assert done.count("review") == 0
        roles = (
            project.speakers().query("document == @d", local_dict={"d": document(project)}).set_index("label")["role"]
        )
        assert roles.to_dict() == {"I": "interviewer", "R1": "leraar", "Int": "interviewer"}
