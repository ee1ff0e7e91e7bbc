"""Searching a project: the hits are those of a plain search over the turns, within what the searcher may see."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import CallError, ProjectError, Unknown, UnknownCode
from qualcode.project import Project
from qualcode.store import searching
from tests.store.world import BEGIN, begun, coding, document, few, span


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """g1 and g2 coded by A; R1 of both is a teacher, g2 is of the second wave."""
    with begun(tmp_path_factory.mktemp("zoek")) as made:
        made.add_speakers(
            [
                {"document": name, "label": label, "role": role}
                for name in ("g1", "g2")
                for label, role in (("R1", "leraar"), ("I", "interviewer"))
            ]
        )
        made.add_codings(
            [
                coding(made, "De kinderen kiezen zelf", "zelfregie", "A"),
                coding(made, "Best lekker", "ict", "A", name="g2"),
                coding(made, "weektaak", "ict", "B"),
            ]
        )
        yield made


def told(hits) -> list[tuple[str, str]]:
    return list(zip(hits["name"], hits["text"], strict=True))


def test_a_hit_says_who_where_and_what_stands_around_it(project):
    hits = project.search("weektaak")
    assert list(hits.columns) == list(searching.HITS)
    row = hits.iloc[0].to_dict()
    id_, start, end = span(project, "weektaak")
    assert row == {
        "document": id_, "name": "g1", "turn": f"{id_}/2", "speaker": "R1", "role": "leraar", "case": "wisselspoor",
        "wave": "begin", "start": start, "end": end, "text": "weektaak", "before": "De kinderen kiezen zelf, met de ",
        "after": ".",
    }  # fmt: skip


def test_words_around_a_hit_are_whole(tmp_path):
    text = "R1: " + "lang " * 30 + "taak " + "kort " * 30 + "\nR1: " + "x" * 100 + " taak\n"
    with begun(tmp_path, g1=text) as long:
        first, second = long.search("taak").to_dict("records")
    assert set(first["before"].split()) == {"lang"}
    assert set(first["after"].split()) == {"kort"}
    assert 50 <= len(first["before"]) <= 60
    assert second["before"] == "x" * 59 + " "


def test_nothing_found_is_an_empty_frame_with_the_same_columns(project):
    hits = project.search("onvindbaar")
    assert len(hits) == 0
    assert hits.dtypes.to_dict() == project.search("de").dtypes.to_dict()
    assert len(project.search("/onvindbaar/")) == 0
    assert len(project.search("taak", code="gedeeld")) == 0


def test_labels_are_not_searched_and_no_hit_crosses_a_turn(project):
    assert len(project.search("R1")) == 0
    assert len(project.search('"weektaak en u"')) == 0
    assert len(project.search(r"/weektaak\.\s+I/")) == 0


@pytest.mark.parametrize(
    ("only", "found"),
    [
        ({"role": "leraar"}, 0),
        ({"role": "interviewer"}, 2),
        ({"speaker": "I"}, 2),
        ({"document": "g2"}, 1),
        ({"document": "g2.txt", "role": "interviewer"}, 1),
        ({"case": "wisselspoor"}, 2),
        ({"wave": "eind"}, 0),
    ],
)
def test_a_search_within_a_part(project, only, found):
    assert len(project.search("/Wie|Hoe/", **only)) == found
    assert sum(len(project.search(word, **only)) for word in ("wie", "hoe")) == found


def test_a_limit_gives_the_first_hits(project):
    for query in ("de", "/de/i"):
        pd.testing.assert_frame_equal(project.search(query, limit=2), project.search(query).head(2))


def test_a_case_holds_the_cases_within_it(tmp_path):
    with begun(tmp_path) as nested:
        nested.add_cases([{"case": "bestuur", "name": "Bestuur"}])
        nested.add_cases([{"case": "wisselspoor", "name": "Het Wisselspoor", "parent": "bestuur"}])
        assert len(nested.search("weektaak", case="bestuur")) == 1


@pytest.mark.parametrize(
    ("only", "found"),
    [
        ({"code": "zelfregie"}, ["kinderen", "zelf"]),
        ({"code": "regie"}, ["kinderen", "zelf"]),
        ({"code": "ict"}, ["weektaak"]),
        ({"code": "ict", "coder": "A"}, []),
        ({"coder": "A"}, ["kinderen", "zelf"]),
        ({"coder": "B"}, ["weektaak"]),
        ({"code": "zelfregie", "layer": "consensus"}, []),
        ({"code": "zelfregie", "document": "g2"}, []),
    ],
)
def test_a_search_within_codings(project, only, found):
    assert project.search("/kinderen|zelf|weektaak/", **only)["text"].tolist() == found
    words = [text for word in ("kinderen", "zelf", "weektaak") for text in project.search(word, **only)["text"]]
    assert words == found


def test_a_hit_counts_where_it_shares_a_sign_with_a_coding(project):
    assert len(project.search('"zelf met"', code="zelfregie")) == 1
    assert len(project.search('"met de"', code="zelfregie")) == 0


def test_what_nobody_knows_is_asked_back(project):
    with pytest.raises(Unknown, match=r'No role "lerar".*"leraar"'):
        project.search("taak", role="lerar")
    with pytest.raises(Unknown, match='No wave "midden"'):
        project.search("taak", wave="midden")
    with pytest.raises(Unknown, match=r'No case "wisselspor".*"wisselspoor"'):
        project.search("taak", case="wisselspor")
    with pytest.raises(Unknown, match='No label of a speaker "R9"'):
        project.search("taak", speaker="R9")
    with pytest.raises(Unknown, match='No document "g9"'):
        project.search("taak", document="g9")
    with pytest.raises(UnknownCode, match=r'No code "zelfregi".*"zelfregie"'):
        project.search("taak", code="zelfregi")
    with pytest.raises(Unknown, match='No coder "Z"'):
        project.search("taak", coder="Z")
    with pytest.raises(CallError, match=r'No layer "readin".*"reading"'):
        project.search("taak", layer="readin")
    with pytest.raises(CallError, match="limit of 0"):
        project.search("taak", limit=0)


def test_a_study_without_a_codebook_has_no_codes(tmp_path):
    with Project.create(tmp_path / "leeg.qualcode") as empty:
        assert len(empty.search("taak")) == 0
        assert len(empty.search("/taak/")) == 0
        with pytest.raises(ProjectError, match="no codebook"):
            empty.search("taak", code="ict")


def test_an_expression_without_end_is_stopped_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(searching, "_SECONDS", 0.7)
    with (
        begun(tmp_path, g1="R1: kort\n", g2="R1: " + "a" * 60 + "\n") as study,
        pytest.raises(ProjectError, match=r"stopped in g2 after .*\(a\+\)\+"),
    ):
        study.search("/(a+)+$b/")


def test_an_expression_with_too_many_hits_is_refused(project, monkeypatch):
    monkeypatch.setattr(searching, "_ENOUGH", 3)
    with pytest.raises(ProjectError, match="3 hits or more"):
        project.search(r"/\w/")
    assert len(project.search(r"/\w/", limit=2)) == 2


def test_others_open_readings_are_neither_searched_nor_hinted_at(tmp_path):
    with begun(tmp_path) as lead:
        lead.add_coverage(
            [
                {"coder": "A", "document": "g1", "state": "assigned"},
                {"coder": "B", "document": "g1", "state": "finished"},
            ]
        )
        lead.add_codings([coding(lead, "weektaak", "ict", "B")])
        assert len(lead.search("weektaak", code="ict")) == 1
    path = tmp_path / "studie.qualcode"
    with Project.open(path, coder="A") as mine:
        assert len(mine.search("weektaak")) == 1  # the talk is everyone's
        for layer in searching.LAYERS:
            assert len(mine.search("weektaak", code="ict", layer=layer)) == 0
            with pytest.raises(Unknown) as hidden:
                mine.search("weektaak", coder="B", layer=layer)
            with pytest.raises(Unknown) as unknown:
                mine.search("weektaak", coder="Q", layer=layer)
            assert str(hidden.value).replace('"B"', '"Q"') == str(unknown.value)
        mine.finish(document(mine))
        assert len(mine.search("weektaak", code="ict", coder="B")) == 1


def test_what_was_forgotten_is_not_found(tmp_path):
    with begun(tmp_path) as study:
        id_, start, end = span(study, "Ik loop rond")
        study.forget(document=id_, start=start, end=end)
        assert len(study.search("loop")) == len(study.search("/loop/")) == 0
        assert len(study.search("naartoe")) == 1


def test_the_talk_of_an_earlier_text_is_not_found(tmp_path):
    with begun(tmp_path) as study:
        study.add_codings([coding(study, "weektaak", "ict", "A")])
        (tmp_path / "beter.txt").write_text("Vooraf.\n" + BEGIN.replace("weektaak", "dagtaak"), encoding="utf-8")
        study.revise("g1", tmp_path / "beter.txt")
        assert told(study.search("weektaak")) == []
        hit = study.search("dagtaak").iloc[0]
        assert study.text(hit["document"])[hit["start"] : hit["end"]] == "dagtaak"


LINES = st.lists(
    st.text(st.sampled_from("abAB é\u0301👍🙂-'."), min_size=1, max_size=25).map(str.strip).filter(bool),
    min_size=1,
    max_size=6,
)


@few
@given(
    LINES, st.sampled_from(["a", "ab", "b"]), st.sampled_from([r"a+", r"\bab?", r"[👍🙂]", r"(?i)B\W", r"^.|$", "é"])
)
def test_the_hits_are_those_of_a_plain_search_over_the_turns(tmp_path_factory, lines, word, pattern):
    text = "".join(f"R1: begin {line}\n" for line in lines)
    with begun(tmp_path_factory.mktemp("eigen"), g1=text) as study:
        body = study.text(document(study))
        plain = {word: [], pattern: []}
        for turn in study.turns().to_dict("records"):
            plain[pattern] += [
                (turn["turn"], turn["start"] + m.start(), turn["start"] + m.end())
                for m in re.finditer(pattern, turn["text"])
                if m[0]
            ]
            plain[word] += [
                (turn["turn"], turn["start"] + m.start(), turn["start"] + m.end())
                for m in re.finditer(r"\w(?:\w|\u0301)*", turn["text"])
                if m[0].replace("\u0301", "").lower() == word
            ]
        for query, expected in ((word, plain[word]), (f"/{pattern}/", plain[pattern])):
            hits = study.search(query)
            assert list(zip(hits["turn"], hits["start"], hits["end"], strict=True)) == expected
            for hit in hits.to_dict("records"):
                assert body[hit["start"] : hit["end"]] == hit["text"]
                assert f"{hit['before']}{hit['text']}{hit['after']}" in body
