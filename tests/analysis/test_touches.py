"""Which turns a coding touches."""

import pandas as pd

from qualcode.analysis.touches import touched
from qualcode.frames import Frames

#         0         1         2         3
#         0123456789012345678901234567890123456
TEXT_A = "Wie kiest hier het werk?"
TEXT_B = "Zij kiezen zelf."
TURNS = pd.DataFrame(
    {
        "turn": ["d/1", "d/2"],
        "document": ["d", "d"],
        "start": [0, 25],
        "end": [24, 41],
        "speaker": ["I", "R1"],
        "role": ["interviewer", "leraar"],
        "text": [TEXT_A, TEXT_B],
    }
)


def touch(start, end):
    codings = pd.DataFrame({"coding": ["k"], "document": ["d"], "start": [start], "end": [end]})
    return touched(codings, Frames(documents=pd.DataFrame({"document": ["d"]}), turns=TURNS))


def test_a_coding_over_question_and_answer_touches_both_turns():
    found = touch(19, 41)
    assert list(found["turn"]) == ["d/1", "d/2"]
    assert list(found["words"]) == [1, 3]
    assert list(found["informant"]) == [False, True]


def test_a_word_counts_where_its_first_character_is_covered():
    assert list(touch(26, 36)["words"]) == [1]  # "ij kiezen ": only "kiezen" begins inside


def test_a_coding_between_turns_touches_none():
    assert not len(touch(24, 25))


def test_known_touches_are_found_by_the_id_of_the_coding_whatever_the_order_of_the_frame():
    known = pd.DataFrame(
        {
            "coding": ["x", "y", "y"],
            "turn": ["d/1", "d/1", "d/2"],
            "role": ["interviewer", "interviewer", "leraar"],
            "start": 0,
            "end": 1,
        }
    )
    data = Frames(documents=pd.DataFrame({"document": ["d"]}), touches=known)
    found = touched(pd.DataFrame({"coding": ["y", "unknown", "x"]}), data)
    assert list(zip(found["row"], found["turn"], strict=True)) == [(0, "d/1"), (0, "d/2"), (2, "d/1")]
