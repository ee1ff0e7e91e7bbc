"""Disagreements passage by passage: what is matched with what, which class a difference has, what stands in its row."""

from __future__ import annotations

import pytest

from qualcode.analysis.span_disagreements import CLASSES, COSTS, span_disagreements
from qualcode.errors import CallError, MissingColumns, NothingToCompare, UnknownCode
from qualcode.wording import known
from tests.analysis.passage_study import coding, codings_of, finished, frames_of


def found(*rows, frames=None, columns=("klass", "code_a", "code_b"), **how):
    table = span_disagreements(codings_of(*rows), frames or frames_of(), **how)
    return table.frame[list(columns)].astype(object).where(table.frame[list(columns)].notna(), None).to_numpy().tolist()


@pytest.mark.parametrize(
    ("other", "klass", "cost"),
    [
        (coding("bo", "zelf", 2, 6), "boundary", 1 / 5),  # four words of five are shared
        (coding("bo", "extern", 2, 5), "neighbouring", 1.5),
        (coding("bo", "regie", 2, 5), "parent_child", 1.25),
        (coding("bo", "ict", 2, 5), "other", 2.0),
    ],
)
def test_what_the_other_marked_in_its_place_gives_the_class_and_the_cost(other, klass, cost):
    rows = found(coding("amal", "zelf", 2, 5), other, columns=("klass", "cost"))
    assert rows == [[klass, pytest.approx(cost)]]


def test_a_passage_without_a_partner_is_missed_by_the_other():
    assert found(coding("amal", "zelf", 2, 5)) == [["missed", "zelf", None]]
    assert found(coding("bo", "zelf", 2, 5)) == [["missed", None, "zelf"]]


def test_equal_passages_are_no_difference():
    assert found(coding("amal", "zelf", 2, 5), coding("bo", "zelf", 2, 5)) == []


def test_punctuation_and_white_space_at_the_edges_are_no_difference():
    exact, wide = (
        coding("amal", "zelf", 5, 9),
        ("wide", "bo", "d1", 19, 40, "zelf"),
    )  # a blank before, the full stop after
    assert found(exact, wide) == []


def test_the_interviewers_words_at_an_edge_are_no_difference():
    assert found(coding("amal", "zelf", 5, 9), coding("bo", "zelf", 5, 15)) == []


def test_a_boundary_says_how_many_words_differ_at_each_side():
    rows = found(coding("amal", "zelf", 1, 4), coding("bo", "zelf", 3, 7), columns=("words_before", "words_after"))
    assert rows == [[2, -3]]


def test_words_of_the_interviewer_between_do_not_count_in_a_boundary():
    rows = found(coding("amal", "zelf", 8, 9), coding("bo", "zelf", 8, 21), columns=("words_before", "words_after"))
    assert rows == [[0, -2]]  # w20 and w21; w10 to w19 are the interviewer's


def test_passages_of_one_code_are_matched_so_that_they_share_as_many_words_as_can_be():
    """The largest overlap alone (amal's first with bo's second: 4 words) would leave two without partner."""
    rows = found(
        coding("amal", "zelf", 0, 6), coding("amal", "zelf", 7, 9), coding("bo", "zelf", 0, 2), coding("bo", "zelf", 3, 9),
        columns=("klass", "words_before", "words_after"),
    )  # fmt: skip
    assert sorted(rows) == [["boundary", -4, 0], ["boundary", 0, 4]]


def test_a_passage_that_the_other_marked_as_part_of_a_longer_one_differs_in_its_bounds_only():
    rows = found(
        coding("amal", "zelf", 0, 3), coding("amal", "zelf", 5, 9), coding("bo", "zelf", 0, 9),
        columns=("klass", "code_b", "quote_b", "coding_b"),
    )  # fmt: skip
    quote = "w00 w01 w02 w03 w04 w05 w06 w07 w08 w09"
    assert rows == [["boundary", "zelf", quote, None], ["boundary", "zelf", quote, "bo:zelf:0-9:d1"]]


def test_what_a_coder_marked_twice_over_each_other_with_a_code_is_one_passage():
    rows = (coding("amal", "zelf", 0, 4), coding("amal", "zelf", 3, 6), coding("bo", "zelf", 0, 6))
    assert found(*rows) == []
    assert found(*rows[:2], columns=("coding_a",)) == [["amal:zelf:0-4:d1|amal:zelf:3-6:d1"]]


def test_the_same_code_is_matched_before_another_code_explains_anything():
    rows = found(coding("amal", "zelf", 2, 5), coding("bo", "ict", 2, 5), coding("bo", "zelf", 2, 5))
    assert rows == [["missed", None, "ict"]]


def test_the_nearest_code_stands_in_the_place_of_another():
    rows = found(coding("amal", "zelf", 2, 5), coding("bo", "ict", 2, 5), coding("bo", "regie", 4, 7))
    assert rows == [["parent_child", "zelf", "regie"], ["missed", None, "ict"]]


def test_other_codes_that_share_less_than_half_of_the_shorter_are_both_missed():
    rows = found(coding("amal", "zelf", 0, 4), coding("bo", "ict", 3, 7))
    assert sorted(row[0] for row in rows) == ["missed", "missed"]
    assert found(coding("amal", "zelf", 0, 4), coding("bo", "ict", 3, 6))[0][0] == "other"


def test_a_row_says_where_it_stands_who_speaks_and_what_both_marked():
    table = span_disagreements(
        codings_of(coding("amal", "zelf", 21, 23), coding("bo", "zelf", 22, 24)), frames_of()
    )  # fmt: skip
    row = table.frame.iloc[0].to_dict()
    assert row == {
        "document": "d1", "name": "naam d1", "turn": "d1/2", "start": 84, "end": 99, "speaker": "leerling 1",
        "klass": "boundary", "cost": 0.5, "coder_a": "amal", "coder_b": "bo", "code_a": "zelf", "code_b": "zelf",
        "words_before": 1, "words_after": -1, "quote_a": "w21 w22 w23", "quote_b": "w22 w23 w24", "start_a": 84,
        "end_a": 95, "start_b": 88, "end_b": 99, "coding_a": "amal:zelf:21-23:d1", "coding_b": "bo:zelf:22-24:d1",
    }  # fmt: skip


def test_the_dearest_stand_first_then_the_codes_that_differ_most_then_the_order_of_the_text():
    rows = found(
        coding("amal", "zelf", 0, 0), coding("amal", "zelf", 2, 2), coding("amal", "ict", 1, 1),
        coding("amal", "lln", 21, 22), coding("bo", "lln", 21, 23), coding("amal", "extern", 25, 26), coding("bo", "ict", 25, 26),
        columns=("klass", "code_a", "start"),
    )  # fmt: skip
    assert rows == [
        ["other", "extern", 100], ["missed", "zelf", 0], ["missed", "ict", 4], ["missed", "zelf", 8], ["boundary", "lln", 84],
    ]  # fmt: skip


def test_only_documents_and_codes_that_both_have_finished_are_compared():
    frames = frames_of(finished("amal"), finished("bo", codes=("lln",)), finished("amal", "d2"), documents=("d1", "d2"))
    rows = found(
        coding("amal", "zelf", 0, 3), coding("amal", "lln", 5, 6), coding("amal", "lln", 0, 3, "d2"), frames=frames
    )
    assert rows == [["missed", "lln", None]]


def test_a_coding_of_somebody_who_has_not_finished_is_left_out():
    rows = (coding("amal", "zelf", 0, 3), coding("bo", "zelf", 0, 3), coding("cas", "zelf", 0, 3))
    assert found(*rows) == []


def test_with_three_coders_each_pair_is_compared():
    frames = frames_of(*(finished(coder) for coder in ("amal", "bo", "cas")))
    rows = (coding("amal", "zelf", 0, 3), coding("bo", "zelf", 0, 3), coding("cas", "ict", 0, 3))
    columns = ("coder_a", "coder_b", "klass")
    assert found(*rows, frames=frames, columns=columns) == [["amal", "cas", "other"], ["bo", "cas", "other"]]
    assert found(*rows, frames=frames, columns=columns, coders=["bo", "cas"]) == [["bo", "cas", "other"]]


def test_at_depth_one_children_of_one_parent_do_not_differ():
    assert found(coding("amal", "zelf", 0, 3), coding("bo", "extern", 0, 3), depth=1) == []


def test_a_code_asks_for_differences_in_which_it_or_a_child_stands():
    rows = (coding("amal", "zelf", 0, 3), coding("bo", "ict", 0, 3), coding("amal", "lln", 5, 6))
    assert found(*rows, code="regie") == [["other", "zelf", "ict"]]
    assert found(*rows, code="regie", depth=1) == [["other", "regie", "ict"]]
    assert found(*rows, code="motivatie") == []


def test_a_coding_without_a_word_of_an_informant_is_counted_in_the_note():
    table = span_disagreements(codings_of(coding("amal", "zelf", 12, 15), coding("bo", "ict", 0, 1)), frames_of())
    assert {note.key: note.values for note in table.notes}["n.outside"] == {"count": 1}
    assert len(table.frame) == 1


def test_every_note_and_class_has_words_and_the_table_is_for_the_team(tmp_path):
    table = span_disagreements(codings_of(coding("amal", "zelf", 2, 5), coding("bo", "ict", 12, 15)), frames_of())
    assert all(known(note.key) for note in table.notes)
    assert all(known(f"value.{klass}") and known(f"n.disagreements_{klass}") for klass in CLASSES)
    assert list(COSTS.values()) == sorted(COSTS.values(), reverse=True)
    assert "passage van amal" in table.to_text(width=200).casefold()
    with pytest.raises(CallError, match="team only"):
        table.write(tmp_path / "verschillen.html", audience="public")


def test_faults_are_told():
    rows = codings_of(coding("amal", "zelf", 0, 3), coding("bo", "zelf", 0, 3))
    with pytest.raises(UnknownCode, match="Did you mean"):
        span_disagreements(rows, frames_of(), code="zelff")
    with pytest.raises(CallError, match='No coder "cas"'):
        span_disagreements(rows, frames_of(), coders=["amal", "cas"])
    with pytest.raises(CallError, match="list of names"):
        span_disagreements(rows, frames_of(), coders="amal")
    with pytest.raises(NothingToCompare, match="No document was finished by two"):
        span_disagreements(rows, frames_of(), coders=["amal"])
    with pytest.raises(MissingColumns):
        span_disagreements(rows.drop(columns="code"), frames_of())
    with pytest.raises(UnknownCode):
        span_disagreements(rows.assign(code="tempo"), frames_of())
