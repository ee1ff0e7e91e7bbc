"""A coder at work without a screen: what each verb stores, shows and takes back."""

from __future__ import annotations

import pytest

from qualcode.errors import QualcodeError
from qualcode.project import Project
from tests.coding.desks import TALK, at_desk, said


@pytest.fixture
def desk(tmp_path):
    with at_desk(tmp_path) as opened:
        yield opened


def test_a_desk_opens_at_the_first_answer_with_roles(desk):
    assert desk.page.turn_at(desk.state.place.cursor).label == "Leraar 1"
    assert [turn.asks for turn in desk.page.turns] == [True, False, True, False, False]


def test_a_code_goes_to_the_turn_and_is_stored_when_it_is_shown(desk):
    done = desk.apply("zelfregie")
    assert desk.codings == (done,)
    assert said(desk) == [("zelfregie", desk.text(done))]
    assert desk.text(done).startswith("Ja, dat verschilt.")


def test_a_code_goes_to_the_selection(desk):
    desk.to(TALK.index("volgorde"))
    desk.select()
    done = desk.apply("zelfregie")
    assert desk.text(done) == "volgorde"
    assert desk.selection() is None


def test_the_same_code_twice_is_one_coding(desk):
    assert desk.apply("zelfregie") == desk.apply("zelfregie")
    assert len(desk.codings) == 1


def test_repeat_applies_code_and_facets_once_more(desk):
    desk.apply("zelfregie")
    desk.facet("stand", "huidig")
    desk.unread()
    done = desk.repeat()
    assert (done.code, dict(done.facets)) == ("zelfregie", {"stand": "huidig"})


def test_remove_takes_the_smallest_coding_here_unless_one_was_chosen(desk):
    desk.apply("zelfregie")
    desk.to(TALK.index("volgorde"))
    desk.select()
    desk.apply("extern")
    desk.to(TALK.index("volgorde"))
    assert desk.chosen().code == "extern"
    desk.choose()
    desk.choose()
    assert desk.chosen().code == "zelfregie"
    assert desk.remove().code == "zelfregie"
    assert [code for code, _ in said(desk)] == ["extern"]


def test_a_facet_is_given_changed_and_taken_away(desk):
    desk.apply("zelfregie")
    for value in ("huidig", "ambitie", None):
        assert dict(desk.facet("stand", value).facets) == ({"stand": value} if value else {})
        assert len(said(desk)) == 1


def test_memo_and_doubt_follow_a_coding_when_its_facets_change(desk):
    desk.apply("zelfregie")
    desk.memo("Of is dit al gedeeld?")
    desk.doubt("grens")
    done = desk.facet("stand", "huidig")
    assert (done.memo, done.doubt) == ("Of is dit al gedeeld?", "grens")
    assert sorted(desk.project.memos()["text"]) == ["Of is dit al gedeeld?", "grens"]
    assert desk.doubt().doubt is None
    assert desk.memo("").memo == ""
    assert len(desk.project.memos()) == 0


def test_a_doubt_needs_no_word(desk):
    desk.apply("zelfregie")
    assert desk.doubt().doubt == ""


def test_read_marks_stand_until_they_are_taken_away_and_unread_passes_them(desk):
    assert desk.mark_read()
    assert desk.state.read == {1}
    assert desk.unread()
    assert desk.page.turn_at(desk.state.place.cursor).ordinal == 4
    assert not desk.unread()
    desk.step("turn", -3)
    assert not desk.mark_read()
    assert desk.state.read == frozenset()


def test_pins_stay_on_their_key(desk, tmp_path):
    desk.pin(3, "sturing")
    assert desk.pinned(3) == "sturing"
    with at_desk(tmp_path) as again:
        assert again.pinned(3) == "sturing"
    with at_desk(tmp_path, coder="bo") as other:
        assert other.pinned(3) is None


def test_undo_and_redo_go_back_and_forth_without_end(desk):
    states = [desk.state.codings]
    desk.apply("zelfregie")
    states.append(desk.codings)
    desk.facet("stand", "ambitie")
    states.append(desk.codings)
    desk.remove()
    for expected in reversed(states):
        desk.undo()
        assert desk.codings == expected
    with pytest.raises(QualcodeError, match="nothing to undo"):
        desk.undo()
    for expected in [*states[1:], ()]:
        desk.redo()
        assert desk.codings == expected
    with pytest.raises(QualcodeError, match="nothing to do again"):
        desk.redo()


def test_a_new_act_ends_what_can_be_done_again(desk):
    desk.apply("zelfregie")
    desk.undo()
    desk.apply("extern")
    with pytest.raises(QualcodeError, match="nothing to do again"):
        desk.redo()


def test_undo_never_reaches_an_import(tmp_path):
    with at_desk(tmp_path) as desk:
        desk.project.add_waves(["begin"])
        with pytest.raises(QualcodeError, match="nothing to undo"):
            desk.undo()


def test_undo_works_after_the_desk_was_left(tmp_path):
    with at_desk(tmp_path) as desk:
        desk.apply("zelfregie")
    with at_desk(tmp_path) as desk:
        desk.undo()
        assert desk.codings == ()


def test_it_opens_where_one_was(tmp_path):
    with at_desk(tmp_path) as desk:
        desk.to(TALK.index("sturen"))
        desk.select()
        desk.leave()
        where = desk.state.place
    with at_desk(tmp_path) as desk:
        assert desk.state.place == where


def test_a_finished_document_takes_no_more_codings_until_it_is_reopened(desk):
    desk.apply("zelfregie")
    desk.finish()
    assert desk.state.finished
    with pytest.raises(QualcodeError, match="finished"):
        desk.apply("extern")
    desk.reopen()
    desk.apply("extern")
    assert len(desk.codings) == 2


def test_what_is_refused_changes_nothing(desk):
    desk.apply("zelfregie")
    before = desk.state
    for act in (
        lambda: desk.apply("regie"),
        lambda: desk.apply("bestaat-niet"),
        lambda: desk.facet("stand", "terugblik"),
        lambda: desk.facet("kleur", "rood"),
        lambda: desk.pin(10, "zelfregie"),
        lambda: desk.pin(1, "bestaat-niet"),
    ):
        with pytest.raises(QualcodeError):
            act()
    assert desk.state == before


def test_where_nothing_lies_there_is_nothing_to_remove(desk):
    for act in (desk.remove, lambda: desk.memo("x"), desk.doubt, desk.repeat):
        with pytest.raises(QualcodeError):
            act()


def test_another_coders_codings_are_not_at_her_desk(tmp_path):
    with at_desk(tmp_path) as desk:
        desk.apply("zelfregie")
        desk.mark_read()
    with at_desk(tmp_path, coder="bo") as other:
        assert other.codings == ()
        assert other.state.read == frozenset()
        with pytest.raises(QualcodeError, match="nothing to undo"):
            other.undo()


def test_a_corrected_text_is_seen_at_the_next_look(tmp_path):
    with at_desk(tmp_path) as desk:
        desk.mark_read()
        desk.apply("zelfregie")
        better = tmp_path / "beter.txt"
        better.write_text(TALK.replace("Nou ja, voor", "Nou, voor"), encoding="utf-8")
        with Project.open(tmp_path / "klein.qualcode") as lead:
            lead.revise("gesprek-1", better)
        assert desk.refresh()
        assert "Nou, voor" in desk.page.text
        assert [one.code for one in desk.codings] == ["zelfregie"]
        assert desk.state.read == {1}


def test_a_coding_of_one_sign_and_of_the_whole_text(desk):
    desk.select_stretch(3, 4)
    assert desk.text(desk.apply("sturing")) == TALK[3:4]
    desk.select_stretch(0, len(TALK))
    assert desk.text(desk.apply("sturing")) == TALK


def test_who_codes_must_be_said(tmp_path):
    with pytest.raises(QualcodeError, match="Who is coding"), at_desk(tmp_path, coder=None):
        pass
