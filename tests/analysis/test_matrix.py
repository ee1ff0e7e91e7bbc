"""A small study counted by hand: every measure, every state, and what each cell rests on."""

from __future__ import annotations

import math

import pytest

import qualcode as qc
from qualcode.table import Note
from tests.analysis.small_study import table, text_of
from tests.marking import marked


@pytest.mark.parametrize(
    ("measure", "regie", "zelfregie", "extern"),
    [
        # two turns of the teacher; the pupils' first and last
        ("turns", 4, 4, 1),
        ("conversations", 2, 2, 1),
        ("documents", 2, 2, 1),
        # p1, and two pupils known by their label in one document only
        ("participants", 3, 3, 1),
        ("cases", 1, 1, 1),
        ("presence", 1, 1, 1),
        # 5 in the first turn, 6 in the second (3 lie within them), 2 + 3 and 4 of the pupils
        ("words", 20, 14, 6),
        # of 10 + 7 words of the teacher and 5 + 1 + 5 of the pupils; "extern" in the same two conversations
        ("share", 20 / 28, 14 / 28, 6 / 28),
        ("per_1000", 6000 / 28, 4000 / 28, 1000 / 28),
        ("segments", 6, 4, 1),
        # "samen met hen" lies within "bepaal ik ... alles"
        ("passages", 5, 4, 1),
        ("codings", 6, 4, 1),
    ],
)
def test_each_measure_counts_what_its_definition_says(measure, regie, zelfregie, extern):
    m = table(measure=measure)
    found = [m.frame.at["wissel", code] for code in ("regie", "zelfregie", "extern")]
    assert found == pytest.approx([regie, zelfregie, extern], rel=1e-12)


def test_the_default_counts_conversations_n_of_n():
    m = table()
    assert m.measure == "conversations"
    assert (m.frame.at["wissel", "extern"], m.n.at["wissel", "extern"], m.N.at["wissel", "extern"]) == (1, 1, 2)


def test_an_interviewers_words_are_in_no_number_and_a_coding_on_them_alone_is_noted():
    m = table(measure="codings")
    assert "kiest hier" not in text_of(m.segments("wissel", "extern"))
    assert Note("n.out.unheard", {"codings": 1}) in m.notes


def test_a_coding_over_question_and_answer_counts_with_the_answer_alone():
    study = marked(
        """
        == d | s | - | interview | -
        I: Wie [a: kiest het werk vandaag?
        R/leraar/p: Zij kiezen] het.
        """,
        codebook="a",
        cases="s school -",
    )
    assert table(study, measure="words").frame.at["s", "a"] == 2
    assert table(study, measure="share").frame.at["s", "a"] == pytest.approx(2 / 3)
    assert table(study, measure="passages").frame.at["s", "a"] == 1


@pytest.mark.parametrize(
    ("answers", "turns"),
    [
        ("R/leraar: Wij [a: doen dat zelf hier.\nS/ib: Ja, dat] klopt wel.", ["d/0"]),  # 4 words, and 2 of 4
        ("R/leraar: Wij [a: doen dat zelf hier.\nS/ib: Ja, dat klopt] wel.", ["d/0", "d/1"]),  # 4, and 3 of 4
        ("R/leraar: Wij [a: doen dat zelf hier.\nS/ib: Ja zeker].", ["d/0", "d/1"]),  # 4, and the whole of 2
        ("R/leraar: Wij doen dat [a: zelf.\nS/ib: Ja, dat] klopt wel.", ["d/1"]),  # 1 and 2: where most of it lies
        ("R/leraar: Wij doen dat [a: zelf.\nS/ib: Ja,] dat klopt wel.", ["d/0"]),  # 1 and 1: the more text
    ],
)
def test_a_coding_counts_in_turns_of_which_it_covers_three_words_or_the_whole_else_where_most_of_it_lies(
    answers, turns
):
    study = marked(f"== d | s | - | interview | -\n{answers}", codebook="a", cases="s school -")
    m = qc.matrix(study.codings, study.frames, rows="turn", columns="code", measure="turns")
    assert [row for row in m.rows.keys if m.frame.at[row, "a"] == 1] == turns
    assert table(study, measure="turns").frame.at["s", "a"] == len(turns)
    assert table(study, measure="codings").frame.at["s", "a"] == 1


def test_stretches_that_touch_are_one_passage_and_those_apart_are_two():
    study = marked(
        "== d | s | - | interview | -\nR/leraar: [a: Wij kiezen ][a: zelf] en [a: daarna] niet.",
        codebook="a",
        cases="s school -",
    )
    assert table(study, measure="passages").frame.at["s", "a"] == 2
    assert table(study, measure="segments").frame.at["s", "a"] == 3


def test_words_count_where_they_are_covered_also_in_a_turn_where_the_coding_does_not_count():
    study = marked(
        "== d | s | - | interview | -\nR/leraar: Wij [a: doen dat zelf hier.\nS/directeur: Ja, dat] klopt wel.",
        codebook="a",
        cases="s school -",
    )
    words, turns = (table(study, rows="role", measure=measure) for measure in ("words", "turns"))
    assert list(words.frame["a"]) == [4, 2]
    assert list(turns.frame["a"]) == [1, 0]
    assert len(words.segments("directeur", "a")) == 1
    assert len(turns.segments("directeur", "a")) == 0


# states


def test_found_nothing_because_it_was_not_mentioned_is_a_zero():
    m = table()
    assert m.states.at["wissel", "gedeeld"] == "absent"
    assert m.frame.at["wissel", "gedeeld"] == 0
    assert (m.n.at["wissel", "gedeeld"], m.N.at["wissel", "gedeeld"]) == (0, 2)


def test_nobody_asked_nobody_read_and_nobody_spoken_to_are_three_different_gaps():
    m = table()
    assert m.states.at["wissel", "lln"] == "not_asked"
    assert m.states.at["zaai", "gedeeld"] == "not_coded"  # finished under 1.0; the code is of 1.1
    assert set(m.states.loc["leeg"]) == {"no_data"}
    assert math.isnan(m.frame.at["wissel", "lln"])
    assert math.isnan(m.frame.at["zaai", "gedeeld"])
    assert math.isnan(m.frame.at["leeg", "regie"])


def test_a_code_that_no_guide_asks_for_is_eligible_everywhere():
    m = table()
    assert m.states.at["wissel", "infra"] == "absent"
    assert m.N.at["zaai", "infra"] == 1


def test_a_mention_where_nobody_asked_is_in_the_value_but_not_in_n_and_stands_apart():
    m = table()
    assert m.frame.at["zaai", "lln"] == 1
    assert (m.n.at["zaai", "lln"], m.N.at["zaai", "lln"]) == (0, 0)
    assert m.flags.at["zaai", "lln"] == {"spontaneous"}
    assert m.spontaneous.at["zaai", "lln"] == 1
    assert table(measure="words").spontaneous.at["zaai", "lln"] == 3
    assert "states.spontaneous" in {note.key for note in m.notes}


def test_a_value_from_documents_that_are_not_all_read_is_a_lower_bound_and_says_so():
    m = table()
    assert m.frame.at["zaai", "regie"] == 1
    assert (m.n.at["zaai", "regie"], m.N.at["zaai", "regie"]) == (0, 0)
    assert m.flags.at["zaai", "regie"] == {"lower_bound"}
    assert m.read.at["zaai", "regie"] == "0/1"
    assert table(rows="board").read.at["vo", "regie"] == "2/2"


def test_a_spontaneous_mention_in_an_unread_document_is_a_lower_bound_too():
    study = marked(
        """
        == d | s | - | interview | gids | unread
        R/leraar: [lln: Dat is leuk].
        == e | t | - | interview | gids
        R/leraar: Nee.
        """,
        codebook="lln\nict",
        cases="s school -\nt school -",
        topics="gids T1 ict",
    )
    m = table(study)
    assert m.flags.at["s", "lln"] == {"spontaneous", "lower_bound"}
    assert m.read.at["s", "lln"] == "0/1"
    assert m.N.at["s", "lln"] == 0


def test_one_unread_document_makes_an_empty_cell_not_coded_yet():
    study = marked(
        """
        == a | s | - | interview | -
        R/leraar: Ja hoor.
        == b | s | - | interview | - | unread
        R/leraar: Nee hoor.
        """,
        codebook="a\nb",
        cases="s school -",
    )
    m = table(study, layer="final")
    assert set(m.states.loc["s"]) == {"not_coded"}
    assert set(m.N.loc["s"]) == {1}


def test_a_topic_that_this_conversation_skipped_was_not_asked():
    study = marked(
        "== a | s | - | interview | gids\nR/leraar: Ja hoor.",
        codebook="regie\n  extern\nlln",
        cases="s school -",
        topics="gids T2 extern\ngids T7 lln",
        asked="a T2 no",
    )
    assert list(table(study, layer="final").states.loc["s"]) == ["not_asked", "not_asked", "absent"]


# axes


def test_the_depth_of_the_codebook_chooses_the_columns_and_a_parent_bears_what_its_children_bear():
    assert table(depth=1).columns.keys == ("regie", "ict", "lln")
    assert table(depth=2).columns.keys == ("extern", "gedeeld", "zelfregie", "infra", "lln")
    m = table(measure="turns")
    assert m.columns.depth["extern"] == 2
    assert m.columns.within == {"extern": "regie", "gedeeld": "regie", "zelfregie": "regie", "infra": "ict"}
    assert m.columns.label("regie") == "regie"


def test_direct_use_of_a_parent_is_shown_apart():
    m = table(measure="turns")
    assert m.own.at["wissel", "regie"] == 1
    assert m.own.at["zaai", "regie"] == 0
    assert math.isnan(m.own.at["wissel", "extern"])


def test_a_nested_case_counts_for_the_case_that_it_lies_in():
    m = table(rows="board", measure="cases")
    assert m.rows.keys == ("vo", "dl")
    assert m.frame.at["vo", "zelfregie"] == 1
    assert table(rows="board").frame.at["dl", "extern"] == 1


def test_talk_belongs_to_the_speakers_case_where_one_is_given():
    study = marked(
        """
        == kring | wissel | - | group | -
        R1/leraar/p1: [a: Bij ons wel degelijk].
        R2/leraar/p2/zaai: Bij ons niet.
        """,
        codebook="a",
        cases="wissel school -\nzaai school -\nleeg school -",
    )
    m = table(study)
    assert list(m.frame["a"])[:2] == [1, 0]
    assert list(m.N["a"]) == [1, 1, 0]
    assert list(m.states["a"]) == ["found", "absent", "no_data"]


def test_the_cases_of_one_conversation_are_those_of_its_speakers():
    study = marked(
        """
        == kring | wissel | - | group | -
        R1/leraar/p1: [a: Bij ons wel degelijk].
        R2/leraar/p2/zaai: [a: Bij ons ook wel].
        R3/leraar/p3/leeg: Bij ons niet.
        """,
        codebook="a",
        cases="wissel school -\nzaai school -\nleeg school -",
    )
    assert table(study, rows="document", measure="cases").frame.at["kring", "a"] == 2


def test_a_title_before_anybody_speaks_is_no_talk():
    study = marked(
        """
        == d | s | - | interview | -
        ¶ [a: Interview met de leraar van groep vier]
        R/leraar: [a: Wij kiezen] zelf.
        """,
        codebook="a",
        cases="s school -",
    )
    m = table(study, measure="share")
    assert m.frame.at["s", "a"] == pytest.approx(2 / 3)
    assert Note("n.out.unheard", {"codings": 1}) in m.notes
