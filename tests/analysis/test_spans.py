"""Spans of readings: informants' talk only, documents that two have finished, codes as far as they were judged."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from qualcode.analysis.spans import of_code, spans
from qualcode.analysis.unitizing import bar_u_alpha, span_f1, u_alpha
from qualcode.errors import CallError, FrameError
from qualcode.frames import Frames
from tests.analysis.test_units import BOOK, COLUMNS, TEXT, TURNS, coding, finished

OTHER = TURNS.assign(document="d2", turn=[name.replace("d1", "d2") for name in TURNS["turn"]])
TALK = "".join(TURNS.loc[TURNS["role"] != "interviewer", "text"])


def made(codings, coverage, **how):
    columns = ["layer", "coder", "document", "round", "version", "codes", "state"]
    frames = Frames(
        documents=pd.DataFrame({"document": ["d1", "d2"], "case": "school"}),
        turns=pd.concat([TURNS, OTHER], ignore_index=True),
        coverage=pd.DataFrame(coverage, columns=columns),
        codebook=BOOK,
    )
    return spans(pd.DataFrame(codings, columns=COLUMNS), frames, **how)


BOTH = [finished("amal"), finished("bo")]


def said(marked):
    """What stands on the talk at each span."""
    return [(row.coder, TALK[row.start : row.end]) for row in marked.itertuples()]


def test_positions_count_the_talk_of_informants_only():
    marked = made([coding("amal", "zelf", "Dat doen ze zelf"), coding("bo", "lln", "Samen met mij")], BOTH)
    assert said(marked) == [("amal", "Dat doen ze zelf"), ("bo", "Samen met mij")]
    assert marked.attrs["spans"]["ends"] == {"d1": len(TALK)}
    assert list(marked.columns) == ["document", "coder", "start", "end", "code"]


def test_a_passage_over_a_question_stays_one_span_without_it():
    quote = TEXT[TEXT.index("Ja, precies.") : TEXT.index(" kiezen ze.")]
    assert "En de groep?" in quote
    assert said(made([coding("amal", "zelf", quote)], BOTH)) == [("amal", "Ja, precies.Samen met mij")]


def test_a_coding_on_the_interviewers_words_is_left_out_and_counted():
    marked = made([coding("amal", "zelf", "En de groep?"), coding("bo", "zelf", "Ja, precies.")], BOTH)
    assert said(marked) == [("bo", "Ja, precies.")]
    assert marked.attrs["spans"]["outside"] == 1


def test_what_one_coder_marked_twice_with_a_code_is_one_span_and_other_codes_may_lie_over_it():
    marked = made(
        [coding("bo", "zelf", "Dat doen ze"), coding("bo", "zelf", "doen ze zelf"), coding("bo", "lln", "ze zelf, en")],
        BOTH,
    )
    assert said(marked) == [("bo", "Dat doen ze zelf"), ("bo", "ze zelf, en")]


def test_only_documents_that_two_have_finished_are_there_also_without_marks():
    coverage = [*BOTH, finished("amal", document="d2"), finished("bo", document="d2", state="begun")]
    codings = [coding("amal", "zelf", "Ja, precies."), coding("amal", "zelf", "Ja, precies.", document="d2")]
    marked = made(codings, coverage)
    assert set(marked["document"]) == {"d1"}
    assert list(marked.attrs["spans"]["read"]) == ["d1"]
    empty = made([], [*BOTH, finished("amal", document="d2"), finished("bo", document="d2")])
    assert len(empty) == 0
    assert list(empty.attrs["spans"]["ends"]) == ["d1", "d2"]


def test_a_coder_who_finished_and_marked_nothing_disagrees():
    found = bar_u_alpha(**of_code(made([coding("amal", "zelf", "Ja, precies.")], BOTH), "zelf"))
    assert found.value <= 0
    assert found.coders == 2


def test_a_child_counts_for_its_parent_and_spans_over_each_other_are_made_one():
    marked = made(
        [
            coding("amal", "zelf", "Dat doen ze"),
            coding("amal", "regie", "doen ze zelf"),
            coding("bo", "regie", "Dat doen ze zelf"),
        ],
        BOTH,
    )
    args = of_code(marked, "regie", BOOK)
    assert said(args["spans"]) == [("amal", "Dat doen ze zelf"), ("bo", "Dat doen ze zelf")]
    assert u_alpha(**args).value == pytest.approx(1)
    assert span_f1(**of_code(marked, "regie")).value == 0


def test_who_did_not_judge_a_code_has_not_read_for_it():
    coverage = [finished("amal", ("zelf",)), finished("bo"), finished("cas", version="1.0")]
    marked = made([coding(name, "zelf", "Ja, precies.") for name in ("amal", "bo", "cas")], coverage)
    assert of_code(marked, "zelf", BOOK)["coders"] == {"d1": ["amal", "bo", "cas"]}
    assert of_code(marked, "gedeeld", BOOK)["coders"] == {"d1": ["bo"]}
    found = u_alpha(**of_code(marked, "gedeeld", BOOK))
    assert math.isnan(found.value)
    assert found.note == "no document was read by two coders"


def test_coders_and_documents_can_be_chosen_and_unknown_ones_are_named():
    three = [finished(name) for name in ("amal", "bo", "cas")]
    codings = [coding(name, "zelf", "Ja, precies.") for name in ("amal", "bo", "cas")]
    assert set(made(codings, three, coders=("amal", "cas"))["coder"]) == {"amal", "cas"}
    assert len(made(codings, three, documents=["d2"])) == 0
    with pytest.raises(CallError, match='No coder "ama" here'):
        made(codings, three, coders=("ama", "bo"))
    with pytest.raises(CallError, match='No document "d3" here'):
        made(codings, three, documents=["d3"])
    with pytest.raises(CallError, match=r"documents= is a list of ids"):
        made(codings, three, documents="d1")


def test_a_second_reading_by_the_same_coder_is_compared_with_the_first():
    coverage = [finished("amal"), finished("amal", round_="intra")]
    codings = [coding("amal", "zelf", "Ja, precies."), coding("amal", "zelf", "precies.", round="intra")]
    marked = made(codings, coverage)
    assert said(marked) == [("amal@main", "Ja, precies."), ("amal@intra", "precies.")]
    assert span_f1(**of_code(marked, "zelf"), match="overlap").value == 1


def test_two_rounds_are_not_thrown_together():
    codings = [coding("amal", "zelf", "Ja, precies."), coding("amal", "zelf", "precies.", round="calibration1")]
    with pytest.raises(CallError, match="compares one round; these codings hold calibration1, main"):
        made(codings, BOTH)


def test_a_frame_that_lost_who_read_what_is_refused():
    with pytest.raises(FrameError, match=r"takes the frame that spans\(\) made"):
        of_code(pd.DataFrame({"code": ["zelf"]}), "zelf")
    with pytest.raises(CallError, match=r'No code "zef" in codebook .* Did you mean "zelf"'):
        of_code(made([], BOTH), "zef", BOOK)
