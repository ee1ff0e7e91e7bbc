"""How coders code, counted by hand on ten words of a teacher and ten of a pupil."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from qualcode.analysis.tendencies import tendencies
from qualcode.errors import CallError, NothingToCompare
from qualcode.wording import say
from tests.analysis.passage_study import coding, codings_of, finished, frames_of

ROWS = (
    coding("amal", "zelf", 0, 3), coding("amal", "regie", 5, 6), coding("amal", "ict", 12, 14), coding("amal", "zelf", 8, 21),
    coding("bo", "zelf", 0, 9),
)  # fmt: skip


def found(*rows, by="coder", frames=None, **how):
    return tendencies(codings_of(*rows), frames or frames_of(), by=by, **how).frame


def test_a_row_a_coder_with_all_that_is_counted():
    rows = found(*ROWS).to_dict("records")
    assert rows[0] == {
        "coder": "amal", "documents": 1, "words": 20, "turns": 2, "codings": 3, "per_1000": 150.0, "per_document": 3.0,
        "turns_coded": 2, "turns_share": 1.0, "parents": 1, "parents_share": pytest.approx(1 / 3), "median_words": 4.0,
        "doubts": pytest.approx(float("nan"), nan_ok=True),
    }  # fmt: skip
    assert rows[1]["codings"] == 1
    assert rows[1]["turns_share"] == 0.5
    assert rows[1]["median_words"] == 10


def test_the_talk_of_each_role_apart():
    rows = found(*ROWS, by="role").set_index(["role", "coder"])
    assert rows.loc[("leraar", "amal"), ["words", "codings", "turns_coded"]].tolist() == [10, 3, 1]
    assert rows.loc[("leerling", "amal"), ["words", "codings", "turns_coded"]].tolist() == [10, 0, 1]
    assert pd.isna(rows.loc[("leerling", "bo"), "median_words"])
    assert "interviewer" not in rows.index.get_level_values("role")


def test_each_code_apart_over_all_that_was_read():
    rows = found(*ROWS, by="code").set_index(["code", "coder"])
    assert rows.loc[("zelf", "amal"), ["words", "codings", "turns_coded"]].tolist() == [20, 2, 2]
    assert ("ict", "amal") not in rows.index  # on the interviewer's words


def test_only_documents_that_two_have_finished_count():
    frames = frames_of(finished("amal"), finished("bo"), finished("amal", "d2"), documents=("d1", "d2"))
    rows = found(*ROWS, coding("amal", "ict", 0, 5, "d2"), frames=frames)
    assert rows["documents"].tolist() == [1, 1]
    assert rows["codings"].tolist() == [3, 1]


def test_doubts_are_counted_where_memos_are_known():
    frames = frames_of()
    memos = pd.DataFrame({"about": ["doubt", "coding"], "of": [ROWS[0][0], ROWS[1][0]]})
    names = ("documents", "turns", "touches", "cases", "persons", "coverage", "asked", "topics")
    project = SimpleNamespace(
        codebook=frames.codebook, state={}, memos=lambda: memos, **{name: getattr(frames, name) for name in names}
    )
    assert found(*ROWS, frames=project)["doubts"].tolist() == [1, 0]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_word_ranks_anybody(lang):
    said = say("measure.tendencies", lang) + tendencies(codings_of(*ROWS), frames_of()).to_text(lang=lang, width=300)
    assert not any(word in said.casefold() for word in ("goed", "good", "slecht.", "hoogste", "best ", "rank", "rang"))


def test_the_order_of_the_rows_changes_nothing():
    pd.testing.assert_frame_equal(found(*reversed(ROWS)), found(*ROWS))


def test_outside_the_team_coders_are_letters(tmp_path):
    text = (
        tendencies(codings_of(*ROWS), frames_of()).write(tmp_path / "uit.csv", audience="public").read_text("utf-8-sig")
    )
    assert "amal" not in text


def test_faults_are_told():
    with pytest.raises(CallError, match="Did you mean"):
        found(*ROWS, by="rol")
    with pytest.raises(NothingToCompare):
        found(*ROWS, coders=["amal"])
