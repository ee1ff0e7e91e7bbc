"""Memos: comments of a file on their words, and what coders and the team write on passages, codes, cases, persons, codings."""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.errors import CallError, ProjectError, SheetFaults, Unknown, UnknownCode
from qualcode.people.key import Key, Name, save
from qualcode.project import Project
from tests.readers.words import p, r, word_file
from tests.store.world import BOOK, begun, copy_of, document, span

EXTENDED = (
    '<w15:commentEx w15:paraId="A1" w15:done="1"/><w15:commentEx w15:paraId="A2" w15:paraIdParent="A1" w15:done="0"/>'
)


def said(key: int, author: str, text: str) -> str:
    paragraph = p(text).replace("<w:p>", f'<w:p w14:paraId="A{key}">')
    return f'<w:comment w:id="{key}" w:author="{author}" w:date="2024-05-1{key}T09:00:00Z">{paragraph}</w:comment>'


COMMENTS = said(1, "Vera Dam", "Wie zijn wij?") + said(2, "Bo", "De groep.") + said(3, "Vera Dam", "Echt vaak?")


def talk(*, first: str = "Hoe gaat het?", comments: str = COMMENTS, tail: str = "vaak") -> str:
    """Three lines of talk; comment 1 stands on `Wij kiezen`, its reply 2 too, comment 3 on the last word."""
    start, end = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
    return (
        p(f"I: {first}") + p("R: ", start.format(1), r("Wij kiezen"), end.format(1), r(" zelf."))
        + p("I: En u?") + p("R: Dat doe ik ", start.format(3), r(tail), end.format(3))
    )  # fmt: skip


def file(folder, name="gesprek.docx", *, comments=COMMENTS, **talked):
    return word_file(folder / name, talk(**talked), parts={"comments": comments, "commentsExtended": EXTENDED})


@pytest.fixture
def study(tmp_path):
    """A project with one Word file, in which two people wrote three comments."""
    with Project.create(tmp_path / "studie.qualcode", study="studie", codebook=BOOK) as project:
        project.add_cases([{"case": "wisselspoor"}])
        project.add_persons([{"person": "P1", "case": "wisselspoor"}])
        report = project.add_documents(file(tmp_path), case="wisselspoor")
        assert report.files[0].kept["comments"] == 3
        assert report.files[0].share == 1
        yield project


def beside(project, name="gesprek"):
    """Author and words of each memo, and the words that it stands beside."""
    text = project.text(document(project, name))
    rows = project.memos().itertuples()
    return [
        (None if pd.isna(m.author) else m.author, m.text, None if pd.isna(m.start) else text[m.start : m.end])
        for m in rows
    ]


ALL = [
    ("Vera Dam", "Wie zijn wij?", "Wij kiezen"), ("Bo", "De groep.", "Wij kiezen"), ("Vera Dam", "Echt vaak?", "vaak"),
]  # fmt: skip


# --- comments of a file --------------------------------------------------------------------------------------------


def test_comments_of_a_file_are_memos_on_their_words_with_author_date_and_replies(study):
    memos = study.memos()
    assert beside(study) == ALL
    assert memos["created"].str[:10].tolist() == ["2024-05-11", "2024-05-12", "2024-05-13"]
    assert memos["about"].tolist() == ["document", "memo", "document"]
    doc = document(study, "gesprek")
    assert memos["of"].tolist() == [doc, memos["memo"][0], doc]
    assert memos["resolved"].tolist() == [True, True, False]
    assert memos["coder"].isna().all()


def test_a_second_import_adds_none_and_an_undo_takes_them_away(study, tmp_path):
    before = study.memos()
    assert study.add_documents(tmp_path / "gesprek.docx").known
    pd.testing.assert_frame_equal(study.memos(), before)
    undone = study.undo()
    assert len(study.memos()) == len(study.documents()) == 0
    study.undo(undone.id)
    pd.testing.assert_frame_equal(study.memos(), before)


def test_two_laptops_that_import_the_same_file_have_the_same_memos(study, tmp_path):
    (tmp_path / "b").mkdir()
    with Project.create(tmp_path / "b" / "studie.qualcode", study="studie") as other:
        other.add_documents(tmp_path / "gesprek.docx", case=None)
        other.memo("ook hier", document="gesprek")
        theirs = other.memos()
    assert len(theirs) == 4
    study.merge(tmp_path / "b" / "studie.qualcode")
    assert set(study.memos()["text"]) == {"Wie zijn wij?", "De groep.", "Echt vaak?", "ook hier"}


def test_a_name_of_the_key_in_a_comment_or_its_author_keeps_the_file_out_unless_it_is_said_why(tmp_path):
    save(Key((Name("Vera Dam", "Onderzoeker 1"),)), tmp_path / "key.csv")
    with Project.create(tmp_path / "studie.qualcode") as project:
        report = project.add_documents(file(tmp_path), key=tmp_path / "key.csv")
        assert report.failed[0].problem.startswith("names of the key in 2 comments or in who wrote them. Write a copy")
        assert "Vera" not in report.failed[0].problem
        named = file(tmp_path, "ander.docx", comments=said(1, "Bo", "vraag het Vera Dam"))
        assert "in 1 comment or" in project.add_documents(named, key=tmp_path / "key.csv").failed[0].problem
        assert project.add_documents(file(tmp_path), key=tmp_path / "key.csv", raw="zij wil het").added
        assert b"Vera" in (tmp_path / "studie.qualcode").read_bytes() + (tmp_path / "studie.qualcode-wal").read_bytes()


# --- a corrected text ----------------------------------------------------------------------------------------------


def test_comments_stand_where_a_corrected_file_has_them_and_those_that_it_lacks_go_with_their_words(study, tmp_path):
    study.memo("mooi", document="gesprek", start=20, end=30)
    study.memo("eind", document="gesprek")
    beter = file(
        tmp_path,
        "beter.docx",
        first="Hoe gaat het met u?",
        comments=said(1, "Vera Dam", "Wie zijn wij?") + said(4, "Bo", "Nieuw."),
    )
    tried = study.revise("gesprek", beter, dry_run=True)
    assert str(tried).endswith("4 memos, 0 without their passage; 1 new comments")
    study.revise("gesprek", beter)
    assert sorted(beside(study), key=str) == sorted(
        [*ALL, (None, "mooi", "Wij kiezen"), (None, "eind", None), ("Bo", "Nieuw.", None)], key=str
    )
    study.undo()
    assert beside(study) == [*ALL, (None, "mooi", "Wij kiezen"), (None, "eind", None)]


def test_a_memo_whose_passage_is_lost_points_to_the_document_and_is_told(study, tmp_path):
    beter = file(tmp_path, "beter.docx", comments=said(1, "Vera Dam", "Wie zijn wij?"), tail="op maandagen")
    done = study.revise("gesprek", beter)
    assert [(memo.coder, memo.state, memo.quote) for memo in done.memos if memo.to is None] == [
        ("Vera Dam", "review", "vaak")
    ]
    assert beside(study)[2] == ("Vera Dam", "Echt vaak?", None)
    assert study.memos()["document"].notna().all()


def test_a_file_of_the_same_text_brings_its_new_comments(study, tmp_path):
    more = file(tmp_path, "meer.docx", comments=COMMENTS.replace("Echt vaak?", "Hoe vaak?"))
    before = len(study.history())
    assert study.revise("gesprek", more, dry_run=True).comments == 1
    assert study.revise("gesprek", more).comments == 1
    assert beside(study) == [*ALL, ("Vera Dam", "Hoe vaak?", "vaak")]
    assert study.revise("gesprek", more).comments == 0
    assert len(study.history()) == before + 1


def test_the_memo_of_a_coding_goes_with_it(tmp_path):
    (tmp_path / "beter.txt").write_text(
        "Vooraf.\nI: Wie kiest de taak?\nR1: De kinderen kiezen zelf, met de weektaak.\nI: En u?\nR1: Ik loop rond.\n"
    )
    with begun(tmp_path, coder="A") as project:
        project.apply(*span(project, "kiezen zelf"), "zelfregie", memo="mooi")
        project.revise("g1", tmp_path / "beter.txt")
        memo = project.memos().iloc[0]
        assert memo["of"] == project.codings()["coding"].iloc[0]
        assert project.text(document(project))[memo["start"] : memo["end"]] == "kiezen zelf"


# --- memos that are written here -----------------------------------------------------------------------------------


def test_memos_are_written_on_documents_passages_codes_cases_persons_and_codings(tmp_path):
    with begun(tmp_path, coder="A") as project:
        project.add_persons([{"person": "P1", "case": "wisselspoor"}])
        coding = project.apply(*span(project, "kiezen zelf"), "zelfregie")
        doc, start, end = span(project, "weektaak")
        ids = [
            project.memo("lang", document="g1"), project.memo("de taak", document="g1", start=start, end=end),
            project.memo("vaag", code="zelfregie"), project.memo("klein", case="wisselspoor"), project.memo("stil", person="P1"),
            project.memo("twijfel", coding=coding),
        ]  # fmt: skip
        memos = project.memos()
        assert memos["memo"].tolist() == ids
        assert memos[["about", "of"]].values.tolist() == [
            ["document", doc], ["document", doc], ["code", "zelfregie"], ["case", "wisselspoor"], ["person", "P1"], ["coding", coding],
        ]  # fmt: skip
        assert memos["start"].tolist()[1] == start
        assert (memos["author"] == "A").all()
        assert project.remove_memo(ids[0]) == 1
        project.undo()
        assert project.memos()["memo"].tolist() == ids


def test_what_a_memo_is_about_must_be_there_and_be_one_thing(study):
    for fault, named in [
        (CallError, {}), (CallError, {"code": "ict", "case": "wisselspoor"}), (CallError, {"code": "ict", "start": 1}),
        (CallError, {"document": "gesprek", "start": 5, "end": 500}), (UnknownCode, {"code": "ictt"}), (Unknown, {"case": "x"}),
        (Unknown, {"person": "x"}), (Unknown, {"coding": "x"}), (Unknown, {"document": "x"}),
    ]:  # fmt: skip
        with pytest.raises(fault):
            study.memo("woorden", **named)
    with pytest.raises(CallError, match="needs words"):
        study.memo("  ", code="ict")


def test_a_name_of_the_key_is_refused_in_a_memo(study, tmp_path):
    save(Key((Name("Sanne de Wit", "Leraar 1"),)), tmp_path / "key.csv")
    study.set(key=str(tmp_path / "key.csv"))
    with pytest.raises(SheetFaults, match='Write "Leraar 1"'):
        study.memo("bel Sanne de Wit", document="gesprek")
    assert len(study.memos()) == 3


def test_memos_and_comments_of_others_on_an_open_document_stay_shut_and_those_on_codes_are_for_all(study, tmp_path):
    study.memo("van het team", document="gesprek")
    study.add_coverage(
        [{"coder": name, "document": "gesprek", "version": "1.0.0", "state": "assigned"} for name in ("Bo", "C")]
    )
    study.close()
    with Project.open(tmp_path / "studie.qualcode", coder="C") as c:
        mine = c.memo("van C", document="gesprek")
        c.memo("te breed", code="ict")
    with Project.open(tmp_path / "studie.qualcode", coder="Bo") as bo:
        assert bo.memos()["text"].tolist() == ["De groep.", "van het team", "te breed"]
        assert "add documents" in bo.history()["verb"].tolist()
        assert bo.history().query("verb == 'memo'")["who"].tolist().count("C") == 1
        with pytest.raises(ProjectError, match="not by Bo"):
            bo.remove_memo(mine)
        for name in ("Bo", "C"):
            with Project.open(tmp_path / "studie.qualcode", coder=name) as own:
                own.finish(document(own, "gesprek"))
        assert len(bo.memos()) == 6


def test_replies_go_with_the_comment_that_they_answer(study):
    assert study.remove_memo(study.memos()["memo"][0]) == 2
    assert beside(study) == ALL[2:]
    with pytest.raises(Unknown, match="memo"):
        study.remove_memo("x")


# --- forgetting ----------------------------------------------------------------------------------------------------


def raw(project):
    """Every byte of the file and its journal."""
    found = project.path.read_bytes()
    journal = project.path.with_name(project.path.name + "-wal")
    return found + (journal.read_bytes() if journal.exists() else b"")


def test_forgetting_a_passage_forgets_the_memos_beside_it_and_their_replies(study):
    doc, start, end = span(study, "kiezen", "gesprek")
    study.memo("op de code", code="ict")
    tried = study.forget(document=doc, start=start, end=end, dry_run=True)
    assert str(tried).startswith("would be forgotten: 6 signs in 1 texts, 0 quotes, 0 codings, 2 memos")
    study.forget(document=doc, start=start, end=end)
    assert study.memos()["text"].tolist() == ["Echt vaak?", "op de code"]
    for gone in (b"Wie zijn wij", b"De groep", b'"Bo"'):
        assert gone not in raw(study)


def test_what_was_forgotten_comes_back_by_no_merge_no_new_import_and_no_corrected_file(study, tmp_path):
    copy = copy_of(study, tmp_path / "kopie")
    (tmp_path / "b").mkdir()
    with Project.create(tmp_path / "b" / "studie.qualcode", study="studie") as other:
        other.add_cases([{"case": "wisselspoor"}])
        other.add_documents(tmp_path / "gesprek.docx", case="wisselspoor")
    with Project.open(copy) as theirs:
        theirs.memo("Hij bedoelt Bo", coding=None, document="gesprek", start=18, end=24)
    study.forget(document=document(study, "gesprek"), start=18, end=28)
    for file_ in (copy, tmp_path / "b" / "studie.qualcode", copy):
        study.merge(file_)
        assert study.memos()["text"].tolist() == ["Echt vaak?"]
    for gone in (b"Wie zijn wij", b"De groep", b"Hij bedoelt"):
        assert gone not in raw(study)
    study.revise("gesprek", file(tmp_path, "beter.docx", first="Hoe?"))
    assert "De groep." not in study.memos()["text"].tolist()
    assert "Wie zijn wij?" not in study.memos()["text"].tolist()


def test_forgetting_a_document_or_a_person_forgets_what_was_written_on_them(study):
    study.memo("over het gesprek", document="gesprek")
    study.memo("over haar", person="P1")
    study.forget(person="P1")
    assert "over haar" not in study.memos()["text"].tolist()
    assert b"over haar" not in raw(study)
    study.forget(document=document(study, "gesprek"))
    assert len(study.memos()) == 0
    for gone in (b"over het gesprek", b"Echt vaak", b"Vera"):
        assert gone not in raw(study)


def test_forgetting_forgets_the_memo_of_a_coding_in_the_passage_also_after_a_correction(tmp_path):
    with begun(tmp_path, coder="A") as project:
        project.apply(*span(project, "kiezen zelf"), "zelfregie", memo="mooi gezegd")
        project.memo("let op", document="g1", start=span(project, "kiezen")[1], end=span(project, "zelf")[2])
        (tmp_path / "beter.txt").write_text("Vooraf.\n" + project.text(document(project)))
        project.revise("g1", tmp_path / "beter.txt")
        project.forget(
            document=document(project), start=span(project, "kiezen zelf")[1], end=span(project, "kiezen zelf")[2]
        )
        assert len(project.memos()) == 0
        for gone in (b"mooi gezegd", b"let op"):
            assert gone not in raw(project)
