"""Units: whose talk, who has finished, what is covered, what was judged."""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.units import units
from qualcode.columns import UNITS
from qualcode.errors import CallError, MissingColumns
from qualcode.frames import Frames
from tests.marking import book_of

BOOK = book_of("""
    regie
      zelf
      gedeeld@1.1
    lln
""")
TALK = [
    ("I", "interviewer", "Wie kiest eigenlijk de weektaak bij jullie?"),
    ("R1", "leraar", "Dat doen ze zelf, en ik kijk het na. Bijv. op vrijdag, dan wel!"),
    ("R1", "leraar", "Ja, precies."),
    ("I", "interviewer", "En de groep?"),
    ("R2", "ib", "Samen met mij kiezen ze.\nDan praten we erover."),
]


def talk(document="d1", turns=TALK):
    """The turns of one conversation as rows, and its text."""
    text, rows, answer = "", [], -1
    for number, (label, role, said) in enumerate(turns):
        text += f"{label}: "
        answer += role == "interviewer"
        rows.append(
            (
                f"{document}/{number}",
                document,
                answer,
                "school",
                "begin",
                label,
                role,
                len(text),
                len(text) + len(said),
                said,
            )
        )
        text += said + "\n"
    columns = ["turn", "document", "answer", "case", "wave", "speaker", "role", "start", "end", "text"]
    return pd.DataFrame(rows, columns=columns), text


TURNS, TEXT = talk()


def coding(coder, code, quote, document="d1", **more):
    start = TEXT.index(quote)
    row = {
        "coding": f"{coder}{code}{quote}",
        "layer": "reading",
        "coder": coder,
        "round": "main",
        "version": "1.1",
        "origin": "hand",
    }
    return {**row, "document": document, "start": start, "end": start + len(quote), "code": code, **more}


def finished(coder, codes=(), document="d1", round_="main", version="1.1", state="finished", layer="reading"):
    return (layer, coder, document, round_, version, codes, state)


BOTH = [finished("amal"), finished("bo")]
COLUMNS = ["coding", "layer", "coder", "round", "version", "origin", "document", "start", "end", "code"]


def made(codings, coverage=BOTH, **how):
    columns = ["layer", "coder", "document", "round", "version", "codes", "state"]
    frames = Frames(
        documents=pd.DataFrame({"document": ["d1", "d2"], "name": ["gesprek een", "gesprek twee"], "case": ["school", "school"]}),
        turns=TURNS, coverage=pd.DataFrame(coverage, columns=columns) if coverage else None, codebook=BOOK,
    )  # fmt: skip
    frame = pd.DataFrame(codings) if codings else pd.DataFrame(columns=COLUMNS)
    return units(frame, frames, **how)


def marks(frame, *columns):
    return frame[[*(columns or ("unit", "coder")), "codes"]].to_numpy().tolist()


def test_informant_turns_are_units_and_the_interviewers_are_not():
    found = made([coding("amal", "zelf", "Dat doen ze zelf")])
    assert tuple(found.columns)[: len(UNITS)] == UNITS
    assert marks(found) == [["d1/1", "amal", ("zelf",)], ["d1/1", "bo", ()], ["d1/4", "amal", ()], ["d1/4", "bo", ()]]
    assert found["role"].tolist() == ["leraar", "leraar", "ib", "ib"]
    assert found.loc[0, ["case", "wave", "version"]].tolist() == ["school", "begin", "1.1"]


def test_a_turn_under_four_words_is_a_unit_only_where_someone_coded_it():
    found = made([coding("bo", "lln", "Ja, precies.")])
    assert ["d1/2", "amal", ()] in marks(found)
    assert ["d1/2", "bo", ("lln",)] in marks(found)
    assert "d1/2" not in set(made([coding("bo", "lln", "ik kijk het na")])["unit"])
    assert "d1/2" in set(made([], min_words=2)["unit"])


@pytest.mark.parametrize(
    ("quote", "codes"),
    [
        ("doen ze", ()),  # two words
        ("doen ze zelf", ("zelf",)),  # three words
        ("oen ze zelf", ()),  # the first word lies outside
        ("Ja, precies", ("zelf",)),  # the whole of a turn of two words
        ("precies", ()),  # half of it
    ],
)
def test_a_coding_counts_from_three_words_or_the_whole_of_a_shorter_turn(quote, codes):
    found = made([coding("amal", "zelf", quote)], min_words=1).set_index(["unit", "coder"])["codes"]
    place = "d1/2" if "recies" in quote else "d1/1"
    assert found[place, "amal"] == codes


def test_two_short_codings_of_one_code_do_not_add_up():
    found = made([coding("amal", "zelf", "Dat doen"), coding("amal", "zelf", "ze zelf")])
    assert marks(found)[0] == ["d1/1", "amal", ()]


def test_a_coding_over_question_and_answers_counts_in_each_informant_turn_it_covers():
    start, end = TEXT.index("Dat doen"), TEXT.index(" met mij kiezen")
    long = {**coding("amal", "zelf", "Dat"), "start": start, "end": end}
    found = made([long]).set_index(["unit", "coder"])["codes"]
    assert found["d1/1", "amal"] == ("zelf",)
    assert found["d1/2", "amal"] == ("zelf",)
    assert found["d1/4", "amal"] == ()  # one word of it


def test_codes_stand_once_sorted_and_without_roll_up():
    rows = [
        coding("amal", "zelf", "Dat doen ze zelf"),
        coding("amal", "zelf", "en ik kijk"),
        coding("amal", "lln", "op vrijdag, dan"),
    ]
    assert marks(made(rows))[0] == ["d1/1", "amal", ("lln", "zelf")]


def test_who_finished_and_marked_nothing_is_data_and_who_did_not_finish_is_missing():
    coverage = [finished("amal"), finished("bo"), finished("cas", state="begun"), finished("dirk", state="assigned")]
    found = made([coding("amal", "zelf", "Dat doen ze zelf"), coding("cas", "zelf", "Dat doen ze zelf")], coverage)
    assert set(found["coder"]) == {"amal", "bo"}
    assert found.loc[found["coder"] == "bo", "codes"].tolist() == [(), ()]


def test_what_was_judged_follows_the_version_and_the_codes_of_the_coverage():
    coverage = [finished("amal", version="1.0"), finished("bo", codes=("zelf", "lln")), finished("cas")]
    found = made([], coverage).drop_duplicates("coder").set_index("coder")
    assert set(found.loc["amal", "read"]) == {"regie", "zelf", "lln"}  # gedeeld was born in 1.1
    assert found.loc["bo", "read"] == ("lln", "zelf")
    assert found.loc["cas", "read"] is None
    assert found["version"].to_dict() == {"amal": "1.0", "bo": "1.1", "cas": "1.1"}


def test_readings_under_an_earlier_version_can_be_judged_as_it_stood_then():
    """Under 1.0 there was no gedeeld: what is not judged today was all there was."""
    codings = [coding("amal", "zelf", "Dat doen ze zelf", version="1.0")]
    coverage = [finished("amal", version="1.0"), finished("bo", version="1.0"), finished("cas", version="1.1")]
    assert made(codings, coverage)["read"].iloc[0] == ("lln", "regie", "zelf")
    then = made(codings, coverage, version="1.0")
    assert then["read"].tolist() == [None] * len(then)
    assert set(then["coder"]) == {"amal", "bo"}
    with pytest.raises(CallError, match=r'no version "0\.9"; there are 1\.0, 1\.1'):
        made(codings, coverage, version="0.9")
    with pytest.raises(CallError, match="needs coverage"):
        made(codings, None, version="1.0")


def test_two_finished_rows_of_one_reading_are_one_reading():
    coverage = [finished("amal", codes=("zelf",)), finished("amal", codes=("lln",)), finished("bo")]
    found = made([], coverage)
    assert len(found) == 4
    assert found.loc[found["coder"] == "amal", "read"].tolist() == [("lln", "zelf")] * 2


def test_suggestions_and_other_layers_are_no_reading():
    rows = [
        coding("amal", "zelf", "Dat doen ze zelf"), coding("amal", "lln", "Dat doen ze zelf", origin="suggestion"),
        coding("bo", "lln", "Dat doen ze zelf", layer="consensus"),
    ]  # fmt: skip
    coverage = [*BOTH, finished("consensus", layer="consensus")]
    assert marks(made(rows, coverage))[:2] == [["d1/1", "amal", ("zelf",)], ["d1/1", "bo", ()]]
    with pytest.raises(CallError, match="these codings are of the layer consensus"):
        made([rows[2]], coverage)


def test_only_the_coverage_of_the_rounds_at_hand_counts():
    coverage = [finished("amal", round_="pilot"), *BOTH, finished("cas", round_="pilot")]
    assert set(made([coding("amal", "zelf", "Dat doen ze zelf")], coverage)["coder"]) == {"amal", "bo"}
    pilot = made([coding("amal", "zelf", "Dat doen ze zelf", round="pilot")], coverage)
    assert set(pilot["coder"]) == {"amal", "cas"}
    assert set(pilot["round"]) == {"pilot"}


def test_the_same_coder_twice_is_told_apart_by_the_round():
    coverage = [finished("amal"), finished("amal", round_="intra")]
    rows = [coding("amal", "zelf", "Dat doen ze zelf"), coding("amal", "lln", "Dat doen ze zelf", round="intra")]
    assert marks(made(rows, coverage))[:2] == [["d1/1", "amal@intra", ("lln",)], ["d1/1", "amal@main", ("zelf",)]]


def test_without_coverage_a_coder_has_read_the_documents_with_a_coding_of_theirs():
    found = made([coding("amal", "zelf", "Dat doen ze zelf"), coding("bo", "lln", "Samen met mij")], coverage=None)
    assert set(found["coder"]) == {"amal", "bo"}
    assert found["read"].isna().all()


def test_a_facet_can_be_compared_in_place_of_the_code():
    rows = [
        coding("amal", "zelf", "Dat doen ze zelf", **{"facet.stand": "huidig"}),
        coding("bo", "zelf", "Dat doen ze zelf"),
    ]
    assert marks(made(rows, value="facet.stand"))[:2] == [["d1/1", "amal", ("huidig",)], ["d1/1", "bo", ()]]


def test_the_values_of_a_facet_stand_beside_the_codes_that_bear_them():
    rows = [
        coding("amal", "zelf", "Dat doen ze zelf", **{"facet.stand": "huidig"}),
        coding("amal", "lln", "Dat doen ze zelf"),
        coding("bo", "zelf", "Dat doen ze zelf", **{"facet.stand": "ambitie"}),
    ]
    found = made(rows, value="facet.stand")
    assert found["values"].tolist()[:2] == [(("lln", ""), ("zelf", "huidig")), (("zelf", "ambitie"),)]


def test_the_turns_of_one_question_are_one_unit():
    found = made([coding("amal", "zelf", "Ja, precies.")], by="answer", min_covered=2)
    assert marks(found) == [
        ["d1/answer 0", "amal", ("zelf",)], ["d1/answer 0", "bo", ()], ["d1/answer 1", "amal", ()], ["d1/answer 1", "bo", ()],
    ]  # fmt: skip
    assert found.loc[0, "text"] == TALK[1][2] + "\n" + TALK[2][2]


def test_a_document_is_one_unit():
    assert marks(made([coding("amal", "zelf", "Dat doen ze zelf")], by="document")) == [
        ["d1", "amal", ("zelf",)],
        ["d1", "bo", ()],
    ]


def test_sentences_keep_their_positions_and_abbreviations():
    found = made([coding("bo", "lln", "op vrijdag, dan")], by="sentence")
    said = found.drop_duplicates("unit")
    assert said["text"].tolist() == [
        "Dat doen ze zelf, en ik kijk het na.", "Bijv. op vrijdag, dan wel!", "Samen met mij kiezen ze.", "Dan praten we erover.",
    ]  # fmt: skip
    assert [TEXT[start:end] for start, end in zip(said["start"], said["end"], strict=True)] == said["text"].tolist()
    assert marks(found[found["coder"] == "bo"], "text")[1] == ["Bijv. op vrijdag, dan wel!", ("lln",)]


def test_paragraphs_end_where_the_line_ends():
    texts = made([], by="paragraph").drop_duplicates("unit")["text"].tolist()
    assert texts == [TALK[1][2], "Samen met mij kiezen ze.", "Dan praten we erover."]


def test_given_segments_are_those_of_the_first_coder_and_both_are_compared_on_them():
    rows = [
        coding("amal", "zelf", "Dat doen ze zelf, en ik kijk het na."), coding("amal", "lln", "Samen met mij kiezen ze."),
        coding("bo", "zelf", "ik kijk het na. Bijv. op vrijdag"), coding("bo", "lln", "Dan praten we erover."),
    ]  # fmt: skip
    found = made(rows, by="given", coders=("amal", "bo"))
    assert marks(found, "text", "coder") == [
        ["Dat doen ze zelf, en ik kijk het na.", "amal", ("zelf",)], ["Dat doen ze zelf, en ik kijk het na.", "bo", ("zelf",)],
        ["Samen met mij kiezen ze.", "amal", ("lln",)], ["Samen met mij kiezen ze.", "bo", ()],
    ]  # fmt: skip


def test_only_the_coders_asked_for_are_compared():
    coverage = [*BOTH, finished("cas")]
    assert set(made([], coverage, coders=["amal", "cas"])["coder"]) == {"amal", "cas"}
    with pytest.raises(CallError, match=r'No coder "amall" here.*Did you mean "amal"'):
        made([], coverage, coders=["amall"])


def test_what_the_units_are_is_kept_for_the_note():
    about = made([]).attrs["units"]
    assert (about["unit"], about["min_words"], about["min_covered"]) == ("turn", 4, 3)
    assert about["labels"]["document"]["d1"] == {"nl": "gesprek een", "en": "gesprek een"}


def test_touches_of_a_project_and_positions_give_the_same_units():
    rows = [coding("amal", "zelf", "Dat doen ze zelf"), coding("bo", "lln", "Samen met mij")]
    touches = pd.DataFrame([
        {"coding": rows[0]["coding"], "turn": "d1/1", "role": "leraar", "words": 4},
        {"coding": rows[1]["coding"], "turn": "d1/4", "role": "ib", "words": 3},
    ])  # fmt: skip
    coverage = pd.DataFrame(BOTH, columns=["layer", "coder", "document", "round", "version", "codes", "state"])
    known = Frames(
        documents=pd.DataFrame({"document": ["d1"]}), turns=TURNS.assign(words=[7, 14, 2, 3, 9]), touches=touches,
        coverage=coverage, codebook=BOOK,
    )  # fmt: skip
    assert marks(units(pd.DataFrame(rows), known)) == marks(made(rows))


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"by": "turns"}, 'Did you mean "turn"?'),
        ({"by": "given"}, "needs coders="),
        ({"coders": "amal"}, "is a list of names"),
        ({"value": "facet.mate"}, 'No value "facet.mate"'),
        ({"by": "given", "coders": ["bo", "amal"]}, "who has applied no code here"),
    ],
)
def test_a_bad_call_is_told_in_a_sentence(how, sentence):
    with pytest.raises(CallError) as caught:
        made([coding("amal", "zelf", "Dat doen ze zelf")], **how)
    assert sentence in str(caught.value)


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumns, match='needs the column "code"'):
        units(
            pd.DataFrame(columns=["coder", "document", "start", "end"]),
            Frames(documents=pd.DataFrame({"document": []})),
        )


def test_no_turns_and_no_codings_are_no_units():
    frames = Frames(documents=pd.DataFrame({"document": ["d1"]}))
    assert len(units(pd.DataFrame(columns=COLUMNS), frames)) == 0
