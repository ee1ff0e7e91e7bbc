"""What may stand in rows and columns, what filters leave, and what a matrix says of itself, on a study counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import qualcode as qc
from qualcode.errors import CallError, FrameError, MissingColumns, UnknownCode
from qualcode.frames import Frames
from qualcode.table import Note
from qualcode.wording import known, note_place, say
from tests.analysis.small_study import STUDY, table, text_of
from tests.marking import marked


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
