"""Where cues stand, which segment they propose, and that interviewer talk is never looked at."""

from __future__ import annotations

import builtins
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook.book import Code, Codebook
from qualcode.errors import CallError, MissingExtra, UnknownCode
from qualcode.suggesting import lemmas
from qualcode.suggesting.cues import cue_of, cues_of
from qualcode.suggesting.proposing import propose


def find(pattern: str, talk: pd.DataFrame) -> list[tuple[int, int, int]]:
    """An expression without limits of time, as a project finds it with them."""
    return [(row, *match.span()) for row, text in enumerate(talk["text"]) for match in re.finditer(pattern, text, re.I)]


def proposed(
    said: str | list[str], *cues: str, language: str = "nl", role: str = "leraar", whole: int = 80
) -> list[str]:
    """The words of each segment that these cues propose."""
    texts = [said] if isinstance(said, str) else said
    starts = [sum(len(text) + 1 for text in texts[:place]) for place in range(len(texts))]
    turns = pd.DataFrame({
        "document": "d", "speaker": "R1", "role": role, "start": starts,
        "end": [start + len(text) for start, text in zip(starts, texts, strict=True)], "text": texts,
    })  # fmt: skip
    whole_text = "\n".join(texts)
    found = propose({"code": [cue_of(cue) for cue in cues]}, turns, {"d": language}, find, whole=whole)
    return [whole_text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("said", "cue", "language"),
    [
        ("Wie kiest de taak?", "kiezen", "nl"),
        ("Ze hebben eigen doelen.", "doel", "nl"),
        ("Ze hebben eigen doelen.", "doelen", "nl"),
        ("DE WEEKTAAK!", "weektaak", "nl"),
        ("Dat is het eigen tempo.", "eigen tempo", "nl"),
        ("In hun eigen, rustige tempo. Eigen tempo's ook.", "eigen tempo", "nl"),
        ("They chose it.", "choose", "en"),
        ("Two schools of them.", "school", "en"),
        ("Zelf plannen.", "/zelf(standig)? plann/", "nl"),
    ],
)
def test_a_cue_is_found_in_every_inflection(said, cue, language):
    assert proposed(said, cue, language=language) == [said]


@pytest.mark.parametrize(
    ("said", "cue"),
    [("De weektaken liggen klaar.", "taak"), ("Ze conflicteren.", "ict"), ("Het tempo is hun eigen.", "eigen tempo")],
)
def test_a_part_of_a_word_or_words_in_another_order_are_no_cue(said, cue):
    assert proposed(said, cue) == []


def test_interviewer_talk_is_never_proposed():
    assert proposed("Kiezen ze zelf?", "kiezen", "/zelf/", role="interviewer") == []


def test_a_long_turn_is_proposed_by_the_sentence():
    said = "Zo gaat dat hier. Ze kiezen zelf. Dat is alles."
    assert proposed(said, "kiezen") == [said]
    assert proposed(said, "kiezen", whole=5) == ["Ze kiezen zelf."]
    assert proposed(said, "/hier. Ze/", whole=5) == ["Zo gaat dat hier. Ze kiezen zelf."]


def test_two_cues_in_a_segment_are_one_proposal_that_names_both():
    turns = pd.DataFrame({"document": ["d"], "start": [7], "end": [30], "text": ["Zelf kiezen, eigen doel"]})
    (one,) = propose({"a": [cue_of("kiezen"), cue_of("doel")]}, turns, {}, find)
    assert (one.start, one.end, one.cues) == (7, 30, ("kiezen", "doel"))


def test_an_expression_needs_no_extra_and_a_word_does(monkeypatch):
    real = builtins.__import__

    def missing(name, *rest):
        if name == "simplemma":
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    lemmas.lemmatiser.cache_clear()
    assert proposed("Ze kiezen zelf.", "/kiezen/") == ["Ze kiezen zelf."]
    with pytest.raises(MissingExtra, match=r"pip install 'qualcode\[language\]'"):
        proposed("Ze kiezen zelf.", "kiezen")


BOOK = Codebook(
    "klein", "1.0.0",
    (
        Code("regie", {"nl": "Regie"}, assignable=False, cues=("regie",)),
        Code("zelfregie", {"nl": "Zelfregie"}, parent="regie", cues=("zelf kiezen",)),
        Code("oud", {"nl": "Oud"}, retired="1.0.0", cues=("oud",)),
        Code("ict", {"nl": "Ict"}),
    ),
)  # fmt: skip


def test_only_codes_that_may_be_applied_propose():
    assert list(cues_of(BOOK)) == ["zelfregie"]
    assert list(cues_of(BOOK, ["regie"])) == ["zelfregie"]


def test_a_code_that_is_not_there_or_has_no_cue_is_said():
    with pytest.raises(UnknownCode):
        cues_of(BOOK, ["zelfrege"])
    with pytest.raises(CallError, match="No cues with ict"):
        cues_of(BOOK, ["ict"])


@given(
    st.lists(st.text("ik zelfzé .\n!?", min_size=1, max_size=40), min_size=1, max_size=5),
    st.sampled_from(["zelf", "ik zelf", "/e+l/", "é"]), st.integers(1, 8),
)  # fmt: skip
def test_every_proposal_lies_within_one_turn_and_holds_its_cue(texts, cue, whole):
    starts = [sum(len(text) + 1 for text in texts[:place]) for place in range(len(texts))]
    turns = pd.DataFrame({
        "document": "d", "start": starts, "text": texts,
        "end": [start + len(text) for start, text in zip(starts, texts, strict=True)],
    })  # fmt: skip
    found = propose({"a": [cue_of(cue)]}, turns, {}, find, whole=whole)
    assert len({(one.start, one.end) for one in found}) == len(found)
    for one in found:
        (at,) = [start for start, end in zip(turns["start"], turns["end"], strict=True) if start <= one.start < end]
        said = texts[starts.index(at)][one.start - at : one.end - at]
        assert said == said.strip()
        assert re.search(r"e+l" if cue.startswith("/") else cue.split()[-1], said, re.I)
