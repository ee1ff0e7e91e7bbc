"""The sheets of the coding screen: what they ask, and what follows."""

from __future__ import annotations

from qualcode.tui.look import LOOKS
from qualcode.tui.picking import Picker
from tests.tui.screens import MUST, seen, with_book

HERE = "Ja, dat verschilt. In groep zes kiezen ze zelf de volgorde van de weektaak. Bij rekenen bepaalt de methode dat."


def test_a_code_is_found_by_its_label_and_goes_to_the_turn(tmp_path):
    found = seen(tmp_path, "enter", *"leer", "enter")
    assert found.stored == [("zelfregie", HERE)]
    assert found.sheet == "Screen"


def test_a_code_is_found_by_the_words_of_its_definition(tmp_path):
    assert seen(tmp_path, "slash", "'volgorde'", "enter").stored[0][0] == "zelfregie"


def test_escape_leaves_the_picker_and_nothing_is_coded(tmp_path):
    found = seen(tmp_path, "enter", "'stur'", "escape")
    assert (found.stored, found.sheet) == ([], "Screen")


def test_digits_are_typed_in_the_picker_and_apply_no_pin(tmp_path):
    found = seen(tmp_path, "enter", "1", before=lambda desk: desk.pin(1, "sturing"))
    assert (found.stored, found.sheet) == ([], "Picker")


def test_what_no_code_is_called_applies_nothing(tmp_path):
    found = seen(tmp_path, "enter", "'qqq'", "enter")
    assert (found.stored, found.sheet) == ([], "Picker")


def test_a_heading_is_not_offered(tmp_path):
    picker = Picker(MUST, "", lang="nl", look=LOOKS["dark"])
    assert [item.key for item in picker._found("")] == ["zelfregie", "extern", "sturing"]


def test_arrows_walk_through_the_codes(tmp_path):
    assert seen(tmp_path, "enter", "down", "down", "enter").stored[0][0] == "sturing"


def test_the_code_used_last_stands_on_top(tmp_path):
    found = seen(tmp_path, "enter", "down", "down", "enter", "n", "enter", "enter")
    assert [code for code, _ in found.stored] == ["sturing", "sturing"]


def test_a_required_facet_is_asked_right_after(tmp_path):
    found = seen(tmp_path, "enter", "enter", "down", "enter", before=with_book(MUST))
    assert found.state.codings[0].facets == {"stand": "ambitie"}
    assert found.sheet == "Screen"


def test_a_facet_by_its_digit_and_taken_away_again(tmp_path):
    assert seen(tmp_path, "enter", "enter", "f", "2").state.codings[0].facets == {"stand": "ambitie"}
    gone = seen(tmp_path, "f", "delete", "escape")
    assert gone.state.codings[0].facets == {}


def test_a_memo_and_a_second_line(tmp_path):
    found = seen(tmp_path, "enter", "enter", "m", *"let", "space", *"op", "ctrl+j", "'ook dit'", "enter")
    assert found.state.codings[0].memo == "let op\nook dit"
    assert any("✎" in row for row in found.rows)


def test_an_empty_memo_takes_it_away(tmp_path):
    seen(tmp_path, "enter", "enter", "m", "'ja'", "enter")
    assert seen(tmp_path, "m", "backspace", "backspace", "enter").state.codings[0].memo == ""


def test_a_doubt_with_a_word(tmp_path):
    found = seen(tmp_path, "enter", "enter", "exclamation_mark", "'of extern'", "enter")
    assert found.state.codings[0].doubt == "of extern"


def test_a_memo_where_nothing_is_coded_opens_nothing(tmp_path):
    found = seen(tmp_path, "m")
    assert found.sheet == "Screen"
    assert found.told.startswith("Hier ligt geen code")


def test_a_code_is_pinned_and_applied(tmp_path):
    found = seen(tmp_path, "p", "4", "'stur'", "enter", "4")
    assert found.stored[0][0] == "sturing"


def test_finishing_wants_the_word(tmp_path):
    not_yet = seen(tmp_path, "ctrl+f", "'ja'", "enter")
    assert (not_yet.state.finished, not_yet.sheet) == (False, "Finish")
    done = seen(tmp_path, "ctrl+f", "'klaar'", "enter")
    assert (done.state.finished, done.sheet) == (True, "Screen")


def test_a_finished_reading_refuses_codes_until_it_is_reopened(tmp_path):
    seen(tmp_path, "ctrl+f", "'done'", "enter", lang="en")
    assert seen(tmp_path, "enter", "enter").stored == []
    assert seen(tmp_path, "ctrl+f", "'heropen'", "enter", "enter", "enter").stored


def test_the_summary_says_what_was_read_and_never_what_was_not_used(tmp_path):
    from qualcode.coding.summary import summary
    from tests.coding.desks import at_desk

    with at_desk(tmp_path) as desk:
        desk.project.add_codebook(MUST)
        desk.refresh()
        desk.apply("sturing")
        desk.doubt()
        of = summary(desk)
    assert (of.turns, of.read, of.unread, of.codings, len(of.doubts), len(of.missing)) == (2, 1, 1, 1, 1, 1)


def test_a_search_goes_to_its_hit(tmp_path):
    found = seen(tmp_path, "s", "'moet ik'", "enter")
    assert found.state.page.text[found.state.place.cursor :].startswith("moet ik")


def test_a_search_codes_what_is_marked_and_leaves_the_question_out(tmp_path):
    found = seen(tmp_path, "s", "'kiez'", "f2", "'leerling'", "enter")
    assert found.stored == [("zelfregie", HERE)]
    assert "1 stuk gecodeerd" in found.told


def test_a_hit_that_is_left_out_is_not_coded(tmp_path):
    found = seen(tmp_path, "s", "'weektaak'", "tab", "f2")
    assert (found.stored, found.sheet) == ([], "Search")


def test_a_filter_draws_the_rest_faintly_and_escape_ends_it(tmp_path):
    found = seen(tmp_path, "t", "down", "down", "enter")
    assert found.app.sieve.label == "Leraar 1"
    assert seen(tmp_path, "t", "down", "down", "enter", "escape").app.sieve.on is False


def test_focus_shows_the_brackets_of_one_code(tmp_path):
    keys = ("enter", "'stur'", "enter", "enter", "'leer'", "enter")
    both = seen(tmp_path, *keys)
    assert sum("Sturing" in row or "Leerling" in row for row in both.rows) >= 2
    one = seen(tmp_path, "z")
    assert not (any("Sturing" in row for row in one.rows) and any("Leerling kiest" in row for row in one.rows))


def test_help_names_every_action_that_a_key_does(tmp_path):
    from qualcode.tui.keynames import GROUPS
    from qualcode.tui.keys import ACTIONS
    from qualcode.wording import known

    named = {action for _, actions in GROUPS for action in actions}
    assert set(ACTIONS) - named == {f"pin_{slot}" for slot in range(2, 10)}
    assert all(known(f"screen.does_{action}") for action in named)
    assert seen(tmp_path, "f1").sheet == "Help"
    assert seen(tmp_path, "h", "escape").sheet == "Screen"


def test_every_action_has_something_that_does_it(tmp_path):
    from qualcode.tui.acts import Acts
    from qualcode.tui.asks import Asks
    from qualcode.tui.keys import ACTIONS, EXTENDS, STEPS

    done = {action for action in ACTIONS if hasattr(Acts, f"do_{action}") or hasattr(Asks, f"do_{action}")}
    assert set(ACTIONS) - done - set(STEPS) - set(EXTENDS) == {f"pin_{slot}" for slot in range(1, 10)}


def test_the_codebook_and_the_documents_open_full_screen(tmp_path):
    assert seen(tmp_path, "c").sheet == "Codes"
    assert seen(tmp_path, "d").sheet == "Documents"
    assert seen(tmp_path, "f6", "enter").sheet == "Codes", "a heading applies nothing"
    assert seen(tmp_path, "c", "down", "enter").stored[0][0] == "zelfregie"


def test_quit_and_ctrl_q_leave_with_the_place_kept(tmp_path):
    for key in ("q", "ctrl+q"):
        seen(tmp_path, "home", "end", key)
        found = seen(tmp_path)
        assert found.state.page.turn_at(found.state.place.cursor).ordinal == 4


def test_the_keys_at_the_bottom_name_select_apply_undo_finish_and_help(tmp_path):
    from qualcode.tui.keynames import footer
    from qualcode.tui.keys import Keys

    for profile in ("arrows", "vim"):
        line = footer(Keys.of(profile), "nl", 78)
        assert len(line) <= 78
        assert all(word in line for word in ("code", "selecteer", "terug", "klaar", "hulp"))


def test_tab_chooses_between_two_codes_here(tmp_path):
    found = seen(tmp_path, "enter", "'stur'", "enter", "enter", "'leer'", "enter", "tab", "x")
    assert len(found.stored) == 1
    assert seen(tmp_path, "shift+tab").sheet == "Screen"


def test_text_in_square_brackets_is_shown_as_it_stands(tmp_path):
    talk = "Interviewer: Wat [/onverstaanbaar] is dat?\nLeraar 1: " + "Dat [is] zo. " * 300
    found = seen(tmp_path, "end", *["ctrl+right"] * 3, "enter", talk=talk)
    assert found.sheet == "Picker"


def test_a_window_too_small_says_so(tmp_path):
    found = seen(tmp_path, "down", size=(40, 10))
    assert found.small


def test_a_text_that_was_corrected_meanwhile_is_shown_before_anything_is_coded(tmp_path):
    from qualcode.project import Project
    from tests.coding.desks import TALK, at_desk

    with at_desk(tmp_path) as desk:
        (tmp_path / "beter.txt").write_text(TALK.replace("Ja, dat", "Ja, nou, dat"), encoding="utf-8")
        with Project.open(tmp_path / "klein.qualcode") as other:
            other.revise("gesprek-1", tmp_path / "beter.txt")
        assert desk.outdated()
        assert desk.refresh()
        assert "Ja, nou, dat" in desk.page.text
        assert not desk.outdated()


def test_a_coding_that_waits_for_review_is_kept_or_let_go(tmp_path):
    from qualcode.project import Project
    from tests.coding.desks import TALK, at_desk

    with at_desk(tmp_path) as desk:
        start = TALK.index("In groep zes")
        desk.select_stretch(start, start + len("In groep zes kiezen ze zelf de volgorde van de weektaak."))
        desk.apply("zelfregie")
    (tmp_path / "beter.txt").write_text(TALK.replace("zelf de volgorde", "soms alleen de inhoud"), encoding="utf-8")
    with Project.open(tmp_path / "klein.qualcode") as project:
        project.revise("gesprek-1", tmp_path / "beter.txt")
    assert seen(tmp_path, "w").sheet == "Queue"
    gone = seen(tmp_path, "w", "delete")
    assert (gone.stored, gone.told) == ([], "Leerling kiest losgelaten")


def test_a_changed_codebook_is_told_at_a_pause_with_old_and_new_beside_each_other(tmp_path):
    from dataclasses import replace

    from tests.coding.desks import BOOK

    seen(tmp_path, "ctrl+f", "'klaar'", "enter")
    wider = tuple(
        replace(code, definition={"nl": "Ook de plek."}, changed={"1.1.0": "wider"})
        if code.key == "zelfregie"
        else code
        for code in BOOK.codes
    )
    found = seen(tmp_path, "f8", before=with_book(replace(BOOK, version="1.1.0", codes=wider)))
    assert found.sheet == "Queue"
    assert [one.recode for one in found.app.shelf] == [("zelfregie",)]
