"""A small study counted by hand: every measure, every state, and what each cell rests on."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import qualcode as qc
from qualcode.errors import CallError, FrameError, MissingColumns, UnknownCode
from qualcode.frames import Frames
from qualcode.table import Note
from qualcode.wording import known, note_place, say
from tests.marking import marked

CODEBOOK = """
regie
  extern
  gedeeld @1.1
  zelfregie
ict*
  infra
lln
"""
CASES = """
vo board -
dl board -
wissel school vo concept=units
zaai school dl concept=dalton
leeg school vo concept=units
"""
STUDY = marked(
    """
    == wissel-leraar | wissel | begin | interview | gids-begin
    I: Wie [extern: kiest hier] het werk?
    R1/leraar/p1: Zij [zelfregie: kiezen vaak zelf hun werk] en ik kijk mee.
    R1/leraar/p1: Soms [extern: bepaal ik [zelfregie: samen met hen] alles].
    == wissel-groep | wissel | eind | group | gids-begin
    R1/leerling: [zelfregie stand=huidig: Wij kiezen] [regie stand=ambitie: zelf de volgorde].
    R2/leerling: Ja.
    I: Altijd?
    R2/leerling: [zelfregie stand=huidig: Nee, de juf zegt] dat.
    == zaai-directeur | zaai | begin | interview | gids-begin | read=1.0
    R1/directeur/p2: Het [lln: is vooral leuk] en [extern: ik bepaal alles].
    == wissel-portret | wissel | begin | document | -
    ¶ De school [zelfregie: laat kinderen kiezen].
    """,
    codebook=CODEBOOK,
    cases=CASES,
    topics="gids-begin T2 extern gedeeld zelfregie\ngids-eind T7 lln",
)


def table(study=STUDY, rows="school", columns="code", **rest):
    return qc.matrix(study.codings, study.frames, rows=rows, columns=columns, **rest)


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


def text_of(codings, study=STUDY):
    turns = study.frames.turns()
    return [
        turn.text[max(c.start - turn.start, 0) : c.end - turn.start]
        for c in codings.itertuples()
        for turn in turns[turns["document"] == c.document].itertuples()
        if c.start < turn.end and c.end > turn.start
    ]


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


def test_rows_by_role_count_the_talk_of_that_role_alone():
    m = table(rows="role", measure="turns")
    assert m.rows.keys == ("leraar", "leerling", "directeur")
    assert list(m.frame["zelfregie"]) == [2, 2, 0]
    assert list(m.N["zelfregie"]) == [1, 1, 1]


def test_rows_by_wave_by_person_by_document_and_by_attribute():
    assert list(table(rows="wave", measure="turns").frame["zelfregie"]) == [2, 2]
    people = table(rows="person")
    assert people.rows.keys == ("p1", "p2", "not_given")
    assert people.rows.label("not_given") == "niet opgegeven"
    assert table(rows="document").frame.at["wissel-groep", "zelfregie"] == 1
    concepts = table(rows="concept")
    assert concepts.rows.keys == ("units", "dalton", "not_given")[: len(concepts.rows.keys)]
    assert concepts.frame.at["units", "zelfregie"] == 2


def test_an_attribute_that_changes_between_waves_holds_for_the_documents_of_that_wave():
    study = marked(
        """
        == begin | s | begin | interview | -
        R/leraar: [a: Wij doen dat].
        == eind | s | eind | interview | -
        R/leraar: [a: Wij doen dat].
        """,
        codebook="a",
    )
    cases = pd.DataFrame({"case": ["s"], "name": ["S"], "kind": ["school"], "parent": [None],
                          "concept@begin": ["jaarklas"], "concept@eind": ["units"]})  # fmt: skip
    frames = study.frames
    frames = Frames(
        documents=frames.documents(), turns=frames.turns(), cases=cases, coverage=frames.coverage(), codebook=study.book
    )
    m = qc.matrix(study.codings, frames, rows="concept", columns="code")
    assert dict(m.frame["a"]) == {"jaarklas": 1, "units": 1}
    late = qc.matrix(study.codings, frames, rows="school", columns="code", documents="concept == 'units'")
    assert late.N.at["s", "a"] == 1


def test_a_facet_divides_the_evidence_and_leaves_n_whole():
    m = table(rows="facet.stand", columns="code", documents="wave == 'eind'")
    assert m.rows.keys == ("huidig", "ambitie", "not_given")
    assert list(m.frame["zelfregie"]) == [1, 0, 0]
    assert list(m.N["zelfregie"]) == [1, 1, 1]
    both = table(rows="school", columns="facet.stand", where="code == 'zelfregie'", measure="turns")
    assert list(both.frame.loc["wissel"]) == [2, 0, 2]


def test_codes_may_stand_in_the_rows():
    across, down = table(measure="words"), table(rows="code", columns="school", measure="words")
    pd.testing.assert_frame_equal(down.frame, across.frame.T)
    pd.testing.assert_frame_equal(down.N, across.N.T)
    assert list(down.segments("regie", "wissel")["coding"]) == list(across.segments("wissel", "regie")["coding"])


def test_a_topic_stands_for_its_codes_and_was_asked_or_not_itself():
    m = table(columns="topic")
    assert m.columns.keys == ("T2", "T7")
    assert list(m.frame["T2"])[:2] == [2, 1]
    assert list(m.states["T7"]) == ["not_asked", "found", "no_data"]
    assert table(columns="T2").columns.keys == ("extern", "gedeeld", "zelfregie")


def test_two_axes_without_codes_count_what_bears_any_code():
    m = table(rows="school", columns="role", measure="codings")
    assert m.frame.at["wissel", "leraar"] == 3
    assert m.frame.at["wissel", "leerling"] == 3
    assert m.states.at["wissel", "directeur"] == "no_data"


# selections


def test_case_study_documents_are_left_out_unless_asked_for():
    m = table()
    assert Note("n.out.of_other_kind", {"documents": 1}) in m.notes
    assert "wissel-portret" not in set(m.segments("wissel", "zelfregie")["document"])
    pdf = table(kinds=("document",), measure="passages")
    assert pdf.frame.at["wissel", "zelfregie"] == 1
    assert pdf.states.at["zaai", "zelfregie"] == "no_data"


@pytest.mark.parametrize("measure", ["turns", "conversations", "participants", "words", "share", "per_1000"])
def test_a_measure_that_is_undefined_for_a_text_without_speakers_is_nan_and_says_of_how_many(measure):
    m = table(kinds="document", measure=measure)
    assert m.frame.isna().all(axis=None)
    assert Note("measure.undefined", {"documents": 1}) in m.notes


def test_documents_and_talk_choose_evidence_and_n_alike_where_chooses_evidence_only():
    assert table(documents="wave == 'begin'").N.at["wissel", "zelfregie"] == 1
    assert table(documents="concept == 'dalton'").states.at["wissel", "extern"] == "no_data"
    assert table(documents="board == 'dl'").N.at["zaai", "extern"] == 1
    talk = table(talk="role == 'leerling'", measure="share")
    assert talk.frame.at["wissel", "zelfregie"] == pytest.approx(6 / 11)
    assert talk.states.at["zaai", "extern"] == "no_data"
    where = table(where="`facet.stand` == 'huidig'")
    assert (where.frame.at["wissel", "zelfregie"], where.N.at["wissel", "zelfregie"]) == (1, 2)
    assert Note("n.where", {"query": "`facet.stand` == 'huidig'"}) in where.notes


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("wave = 'begin'", "no query"),
        ("golf == 'begin'", "cannot be read"),
        ("document.to_csv('x')", "may not use .to_csv"),
        ("__import__('os')", "calls no function"),
        ("@x == 1", "no query"),
    ],
)
def test_a_query_compares_columns_and_can_do_nothing_else(query, what):
    with pytest.raises(CallError, match=what):
        table(documents=query)


def test_pilot_and_calibration_stand_in_no_matrix():
    pilot = STUDY.codings.assign(round="pilot")
    both = pd.concat([STUDY.codings, pilot.assign(coding=pilot["coding"] + "p")])
    m = qc.matrix(both, STUDY.frames, rows="school", columns="code", measure="codings")
    assert m.frame.at["wissel", "regie"] == 6
    assert qc.matrix(pilot, STUDY.frames, rows="school", columns="code").states.at["wissel", "extern"] == "absent"


def test_layers_are_never_mixed_and_suggestions_count_nowhere():
    both = pd.concat([STUDY.codings, STUDY.codings.assign(layer="reading")])
    with pytest.raises(CallError, match="hold the layers final, reading"):
        qc.matrix(both, STUDY.frames, rows="school", columns="code")
    with pytest.raises(CallError, match="accepts them"):
        qc.matrix(STUDY.codings.assign(layer="suggestion"), STUDY.frames, rows="school", columns="code")
    assert qc.matrix(both, STUDY.frames, rows="school", columns="code", layer="final").frame.at["wissel", "regie"] == 2


def test_coders_are_never_pooled():
    study = marked(
        "== d | s | - | interview | -\nR/leraar: [a: Ja hoor dat].", codebook="a", cases="s school -", layer="reading"
    )
    twice = pd.concat([study.codings, study.codings.assign(coder="B", coding="k2")])
    with pytest.raises(CallError, match=r'two readings of document "d" .coders A, B.'):
        qc.matrix(twice, study.frames, rows="school", columns="code")
    m = qc.matrix(twice[twice["coder"] == "B"], study.frames, rows="school", columns="code")
    assert m.frame.at["s", "a"] == 1
    assert m.N.at["s", "a"] == 0  # B has not finished it
    assert m.notes[0] == Note("layer.reading", {"coder": ["B"]})


def test_the_note_says_of_how_many_documents_the_final_layer_is_consensus():
    study = marked(
        """
        == a | s | - | interview | - | coder=consensus
        R/leraar: [a: Ja hoor dat].
        == b | s | - | interview | -
        R/leraar: [a: Ja hoor dat].
        == c | s | - | interview | -
        R/leraar: Nee.
        """,
        codebook="a",
        cases="s school -",
    )
    m = table(study)
    assert m.notes[0] == Note("layer.final", {"consensus": 1, "single": 2})


# opening, recipe, frames from outside


def test_a_cell_opens_to_exactly_the_codings_that_it_counts():
    m = table()
    opened = m.segments("wissel", "extern")
    assert list(opened.columns) == list(STUDY.codings.columns)
    assert text_of(opened) == ["bepaal ik samen met hen alles"]
    assert len(m.segments("zaai", "zelfregie")) == 0
    with pytest.raises(CallError, match=r'no code "zelfregi". Did you mean "zelfregie"'):
        m.segments("wissel", "zelfregi")


def test_a_recipe_holds_the_call_and_what_it_was_counted_from_in_any_order():
    m = table(depth=2, documents="wave == 'begin'")
    assert m.recipe.function == "matrix"
    assert m.recipe.arguments["documents"] == "wave == 'begin'"
    assert m.recipe.codebook == "klein 1.1"
    assert m.recipe.facts["layer"] == "final"
    shuffled = qc.matrix(
        STUDY.codings[::-1], STUDY.frames, rows="school", columns="code", depth=2, documents="wave == 'begin'"
    )
    assert shuffled.recipe.id == m.recipe.id
    fewer = qc.matrix(
        STUDY.codings[1:], STUDY.frames, rows="school", columns="code", depth=2, documents="wave == 'begin'"
    )
    assert fewer.recipe.facts["codings"]["count"] == len(STUDY.codings) - 1
    assert fewer.recipe.id != m.recipe.id


def test_frames_without_coverage_topics_and_codebook_count_what_bears_a_coding_as_read():
    frames = Frames(documents=pd.DataFrame({"document": ["d1", "d2", "d3"], "case": ["s", "s", "t"]}))
    codings = pd.DataFrame({"code": ["b", "a"], "document": ["d1", "d2"], "start": [0, 0], "end": [9, 9]})
    m = qc.matrix(codings, frames, rows="case", columns="code")
    assert m.columns.keys == ("a", "b")
    assert list(m.frame.loc["s"]) == [1, 1]
    assert list(m.N.loc["s"]) == [2, 2]
    assert list(m.states.loc["t"]) == ["not_coded", "not_coded"]


def test_faults_of_the_call_say_what_there_is():
    with pytest.raises(CallError, match=r'No rows or columns "schol".*Did you mean "school"'):
        table(rows="schol")
    with pytest.raises(CallError, match=r'No measure "turn".*Did you mean "turns"'):
        table(measure="turn")
    with pytest.raises(CallError, match='No kind of document "interviews"'):
        table(kinds=("interviews",))
    with pytest.raises(CallError, match="cooccurrence"):
        table(rows="code")
    with pytest.raises(MissingColumns, match='"document"'):
        qc.matrix(STUDY.codings.drop(columns="document"), STUDY.frames, rows="school", columns="code")
    with pytest.raises(UnknownCode, match="zelfregie"):
        qc.matrix(STUDY.codings.assign(code="zelfregi"), STUDY.frames, rows="school", columns="code")
    with pytest.raises(FrameError, match='document "elders"'):
        qc.matrix(STUDY.codings.assign(document="elders"), STUDY.frames, rows="school", columns="code")


def test_touches_without_turns_are_a_fault_since_nobody_knows_whose_words_they_are():
    frames = Frames(
        documents=STUDY.frames.documents(),
        touches=pd.DataFrame({"coding": ["k"], "turn": ["t"], "start": [0], "end": [1]}),
    )
    with pytest.raises(FrameError, match="touches but no turns"):
        qc.matrix(STUDY.codings, frames, rows="case", columns="code")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_statement_of_a_note_can_be_said_in_both_languages(lang):
    tables = [table(measure=measure, kinds=kinds) for measure in ("turns", "share", "conversations") for kinds in
              (("interview", "group"), ("document",))]  # fmt: skip
    tables += [
        table(documents="wave == 'begin'", talk="role == 'leraar'", where="code == 'extern'"),
        qc.matrix(STUDY.codings.assign(layer="reading"), STUDY.frames, rows="school", columns="code"),
        qc.matrix(STUDY.codings.assign(layer="consensus"), STUDY.frames, rows="school", columns="code"),
        qc.quotes(STUDY.codings, STUDY.frames, rows="school", columns="code", limit=1),
        qc.cooccurrence(STUDY.codings, STUDY.frames, least=1),
        qc.cooccurrence(STUDY.codings, STUDY.frames, within="case"),
    ]
    for note in {(note.key, str(note.values)): note for found in tables for note in found.notes}.values():
        assert known(note.key), note
        assert "{" not in say(note.key, lang, **note.values), note


def test_notes_stand_in_the_order_layer_unit_measure_n_states():
    notes = [note_place(note.key) for note in table(measure="turns", where="code == 'lln'").notes]
    assert notes == sorted(notes)
