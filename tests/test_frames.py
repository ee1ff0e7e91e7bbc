"""Frames made from any CSV answer what a project answers."""

import pandas as pd
import pytest

from qualcode.columns import COVERAGE, TURNS, HasFrames, require
from qualcode.errors import MissingColumns
from qualcode.frames import Frames


def test_what_is_not_given_is_an_empty_frame_with_its_columns():
    frames = Frames(documents=pd.DataFrame({"document": ["d"]}))
    assert list(frames.turns().columns) == list(TURNS)
    assert list(frames.coverage().columns) == list(COVERAGE)
    assert not len(frames.coverage())


def test_frames_satisfy_what_an_analysis_asks():
    assert isinstance(Frames(documents=pd.DataFrame({"document": ["d"]})), HasFrames)


def test_turns_come_without_their_text_on_request():
    frames = Frames(documents=pd.DataFrame({"document": []}), turns=pd.DataFrame({"turn": ["t"], "text": ["ja"]}))
    assert list(frames.turns(text=False).columns) == ["turn"]
    assert list(frames.turns().columns) == ["turn", "text"]


def test_documents_without_their_column_are_refused():
    with pytest.raises(MissingColumns, match='"document"'):
        Frames(documents=pd.DataFrame({"id": ["d"]}))


def test_require_names_every_missing_column():
    with pytest.raises(MissingColumns, match='columns "b", "c"; the frame has: a'):
        require(pd.DataFrame({"a": []}), ["a", "b", "c"], "f()")
