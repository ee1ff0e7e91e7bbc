"""The example study holds together, and the patterns that its README promises are in it, counted without the library."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from qualcode.readers import read
from tests.examples import plain
from tests.examples.plain import STUDY, alpha, codings, final, finished, rows, turns

DOCUMENTS = [Path(row["file"]).stem for row in rows("documents.csv")]
INTERVIEWS = [Path(row["file"]).stem for row in rows("documents.csv") if row["file"].endswith(".docx")]

# Turns of teachers in the definitive coding: extern, gedeeld and zelfregie (now), zelfregie (ambition), ict-zelfregie,
# leermiddelen or infra in the way, verantwoording, motivatie. gedeeld was not judged in the two documents with None.
PATTERNS = {
    "wisselspoor-begin-leraren": (5, 1, 0, 2, 0, 2, 0, 0),
    "wisselspoor-eind-leraren": (1, 4, 3, 0, 3, 1, 0, 3),
    "kleine-meander-begin-leraar": (4, 1, 0, 1, 0, 1, 0, 0),
    "zonneschans-begin-leraren": (1, 3, 3, 0, 2, 0, 0, 1),
    "zonneschans-eind-leraren": (1, 3, 3, 0, 2, 0, 0, 2),
    "hazelhof-begin-directeur": (3, 1, 0, 0, 0, 1, 2, 0),
    "hazelhof-eind-directeur": (2, 2, 0, 0, 0, 1, 0, 1),
    "vuurkorf-begin-leraren": (4, 1, 0, 3, 0, 3, 0, 0),
    "vuurkorf-eind-leraren": (4, 1, 0, 2, 0, 4, 0, 0),
    "blauwe-spanning-begin-leraren": (4, 0, 0, 1, 0, 1, 0, 0),
    "zaaihoek-begin-leraren": (3, None, 0, 2, 0, 1, 0, 0),
    "wendelwijzer-begin-leraar": (0, 2, 4, 0, 0, 2, 0, 0),
    "wendelwijzer-eind-leraar": (0, 2, 5, 0, 0, 2, 0, 3),
    "weverstuin-begin-leraren": (4, None, 0, 1, 0, 1, 0, 0),
    "weverstuin-eind-leraren": (3, 1, 1, 1, 1, 1, 0, 1),
}


def marked() -> Any:
    """The script that makes the study's files, as a module."""
    spec = importlib.util.spec_from_file_location("make_files", STUDY / "make_files.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_files"] = module
    spec.loader.exec_module(module)
    return module


def workbook(name: str) -> list[dict[str, Any]]:
    head, *body = CalamineWorkbook.from_path(str(STUDY / name)).get_sheet_by_index(0).to_python()
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_quote_stands_at_its_place_in_the_text_that_is_read(document: str) -> None:
    file = next(row["file"] for row in rows("documents.csv") if Path(row["file"]).stem == document)
    text = read(STUDY / file).text
    mine = [row for row in codings() if row["document"] == document]
    assert mine
    for row in mine:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


@pytest.mark.parametrize("document", INTERVIEWS)
def test_the_turns_that_are_found_are_those_of_the_speakers(document: str) -> None:
    from qualcode.transcripts import find_turns

    intake = read(STUDY / "interviews" / f"{document}.docx")
    roles = {row["label"]: row["role"] for row in rows("speakers.csv") if row["document"] == document}
    found = [turn for turn in find_turns(intake.text, intake.marks).turns if turn.label]
    assert {turn.label for turn in found} == set(roles)
    asked = [turn for turn in found if roles[turn.label] == "interviewer"]
    assert len(found) - len(asked) == len(turns(document))


@pytest.mark.parametrize("document", PATTERNS)
def test_a_pattern_of_the_study_is_in_the_definitive_coding(document: str) -> None:
    said = final(document)
    now = [{code.removesuffix("=huidig") for code in turn if code.endswith("=huidig")} for turn in said]
    counted = (
        sum("extern" in turn for turn in now),
        sum("gedeeld" in turn for turn in now),
        sum("zelfregie" in turn for turn in now),
        sum("zelfregie=ambitie" in turn for turn in said),
        sum("ict-zelfregie" in turn for turn in said),
        sum(bool({"leermiddelen=belemmerend", "infra=belemmerend"} & turn) for turn in said),
        sum("verantwoording" in turn for turn in said),
        sum("motivatie" in turn for turn in said),
    )
    assert counted == tuple(value or 0 for value in PATTERNS[document])


def test_shared_control_is_not_judged_where_an_early_reading_was_not_done_again() -> None:
    early = {row["document"] for row in rows("coverage.csv") if row["round"] == "main" and row["version"] == "1.0.0"}
    again = {row["document"]: row for row in rows("coverage.csv") if row["round"] == "recode"}
    assert len(early) == 8
    assert early - set(again) == {"zaaihoek-begin-leraren", "weverstuin-begin-leraren"}
    assert {(row["codes"], row["version"]) for row in again.values()} == {("extern;gedeeld", "1.1.0")}
    for document in early:
        main = [row for row in codings() if row["document"] == document and row["round"] == "main"]
        assert "gedeeld" not in {row["code"] for row in main}


def test_every_document_has_a_responsible_coder_who_finished_it() -> None:
    for row in rows("documents.csv"):
        assert row["responsible"] in ("A", "B")
        assert finished(Path(row["file"]).stem, f"{row['responsible']}/main")


def test_coder_b_has_begun_one_document_and_not_finished_it() -> None:
    begun = [
        (row["coder"], row["document"]) for row in rows("coverage.csv") if row["state"] == "begun" and not row["layer"]
    ]
    assert begun == [("B", "weverstuin-eind-leraren")]
    assert any(row["coder"] == "B" and row["document"] == "weverstuin-eind-leraren" for row in codings())


def test_half_of_the_documents_are_double_coded_and_four_have_a_complete_consensus() -> None:
    double = [name for name in DOCUMENTS if finished(name, "A/main") and finished(name, "B/main")]
    assert len(double) >= len(DOCUMENTS) / 2
    assert sum(finished(name, "consensus") for name in DOCUMENTS) == 4
    half = [row["document"] for row in rows("coverage.csv") if row["layer"] == "consensus" and row["state"] == "begun"]
    assert half == ["wendelwijzer-eind-leraar"]


@pytest.mark.parametrize(
    ("first", "second", "depth", "aim"),
    [
        ("A/main", "B/main", 2, 0.74),
        ("A/main", "B/main", 3, 0.62),
        ("A/main", "C/main", 2, 0.70),
        ("A/main", "C/main", 3, 0.35),
        ("A/calibration", "B/calibration", 2, 0.55),
    ],
)
def test_coders_agree_as_much_as_was_built_in(first: str, second: str, depth: int, aim: float) -> None:
    assert alpha(first, second, depth) == pytest.approx(aim, abs=0.04)


def both(code: str, *, first: str = "A/main", second: str = "B/main") -> Counter[str]:
    """In how many turns both, only A, only B saw a code."""
    seen: Counter[str] = Counter()
    for name in DOCUMENTS:
        if finished(name, first) and finished(name, second):
            for turn in turns(name):
                pair = (code in turn.codes.get(first, set()), code in turn.codes.get(second, set()))
                seen[{(True, True): "both", (True, False): "a", (False, True): "b"}.get(pair, "")] += 1
    return seen


def test_the_rare_code_is_never_seen_by_both() -> None:
    seen = both("vernieuwend")
    assert (seen["a"], seen["b"], seen["both"]) == (2, 2, 0)


def test_self_direction_is_taken_for_self_regulation_more_often_than_anything_else() -> None:
    def swapped(one: str, other: str) -> int:
        found = 0
        for name in DOCUMENTS:
            if finished(name, "A/main") and finished(name, "B/main"):
                for turn in turns(name):
                    mine, yours = turn.codes.get("A/main", set()), turn.codes.get("B/main", set())
                    found += (one in mine - yours and other in yours - mine) or (
                        other in mine - yours and one in yours - mine
                    )
        return found

    assert swapped("zelfregie", "zelfregulatie") >= 8
    assert swapped("gedeeld", "coachend") >= 4


def test_coder_a_marks_sentences_and_coder_b_whole_turns() -> None:
    exact = overlapping = marked_by_a = marked_by_b = 0
    for name in DOCUMENTS:
        if finished(name, "A/main") and finished(name, "B/main"):
            mine, yours = (
                [row for row in codings() if row["document"] == name and plain.reading_of(row) == who]
                for who in ("A/main", "B/main")
            )
            marked_by_a, marked_by_b = marked_by_a + len(mine), marked_by_b + len(yours)
            places = {(row["start"], row["end"], row["code"]) for row in yours}
            exact += sum((row["start"], row["end"], row["code"]) in places for row in mine)
            overlapping += sum(
                any(
                    a["code"] == b["code"] and int(a["start"]) < int(b["end"]) and int(b["start"]) < int(a["end"])
                    for b in yours
                )
                for a in mine
            )
    assert 2 * exact / (marked_by_a + marked_by_b) < 0.25
    assert 2 * overlapping / (marked_by_a + marked_by_b) > 0.6


def test_the_outlier_uses_the_parent_and_takes_the_question_along() -> None:
    mine = [row for row in codings() if row["coder"] == "C"]
    assert len({row["document"] for row in mine}) == 2
    assert {"extern", "gedeeld", "zelfregie"}.isdisjoint({row["code"] for row in mine})
    assert any(row["code"] == "regie" for row in mine)
    assert sum("\nLeraar" in row["quote"] for row in mine) > len(mine) / 2


def test_ten_decisions_are_worked_out() -> None:
    decided = rows("decisions.csv")
    assert Counter(row["decision"] for row in decided) == {"A": 6, "B": 2, "nieuw": 1, "geparkeerd": 1}
    assert sum(bool(row["rule"]) for row in decided) == 2
    for row in decided:
        assert plain.text(row["document"])[int(row["start"]) : int(row["end"])].strip()
        kept = [c for c in codings() if c["document"] == row["document"] and c["layer"] == "consensus"]
        found = any(c["code"] == row["code"] and c["start"] == row["start"] for c in kept)
        assert found == (row["decision"] != "geparkeerd")


def test_the_sheets_have_the_columns_that_the_design_gives_them() -> None:
    columns = {
        "documents.csv": "file case wave kind instrument date language responsible revises",
        "speakers.csv": "document label person role case",
        "asked.csv": "document topic asked",
        "coverage.csv": "layer coder document round version codes state",
        "decisions.csv": "document start end code decision reason rule",
        "codings/A-main.csv": "layer coder round version document start end quote code memo facet.stand facet.richting",
    }
    for name, wanted in columns.items():
        assert list(rows(name)[0]) == wanted.split(), name
    assert list(workbook("cases.xlsx")[0])[:5] == ["case", "name", "kind", "parent", "consent"]
    assert list(workbook("persons.xlsx")[0]) == ["person", "case", "functions", "consent"]


def test_sheets_come_as_people_have_them() -> None:
    assert (STUDY / "codings" / "A-main.csv").read_bytes().startswith(b"\xef\xbb\xbflayer;coder")
    with pytest.raises(UnicodeDecodeError):
        (STUDY / "decisions.csv").read_text(encoding="utf-8")


def test_the_sheet_of_an_older_windows_is_read_with_its_letters() -> None:
    from qualcode.readers.sheets import read_sheet

    reasons = [row.values["reason"] for row in read_sheet(STUDY / "decisions.csv").rows]
    assert any("één leerling" in reason for reason in reasons)
    assert any("‘samen’" in reason for reason in reasons)


def test_sheets_name_only_what_other_sheets_hold() -> None:
    cases, persons = workbook("cases.xlsx"), workbook("persons.xlsx")
    ids = {row["case"] for row in cases}
    assert Counter(row["kind"] for row in cases) == {"board": 3, "school": 9}
    assert {row["parent"] for row in cases if row["kind"] == "school"} == {
        r["case"] for r in cases if r["kind"] == "board"
    }
    assert {row["case"] for row in persons} - {""} <= ids
    assert {row["case"] for row in rows("documents.csv")} <= ids
    assert {row["person"] for row in rows("speakers.csv")} - {""} <= {row["person"] for row in persons}
    for row in rows("documents.csv"):
        assert (STUDY / row["file"]).is_file()
    consent = " ".join(row["consent"] for row in persons)
    assert all(part in consent for part in ("quote=no", "quote=ask", "until="))


def test_all_nine_schools_speak_at_the_beginning() -> None:
    begin = {
        row["case"] for row in rows("documents.csv") if row["wave"] == "begin" and row["kind"] in ("interview", "group")
    }
    assert len(begin) == 9
    assert len(INTERVIEWS) >= 16


@pytest.mark.parametrize("document", INTERVIEWS)
def test_an_interview_is_as_long_as_a_short_talk(document: str) -> None:
    assert 600 <= len(plain.text(document).split()) <= 1500


def test_one_transcript_misspells_its_interviewer_and_one_has_speakers_without_a_name() -> None:
    labels = [(row["document"], row["label"]) for row in rows("speakers.csv")]
    assert plain.text("vuurkorf-eind-leraren").count("\nIntervewer: ") == 2
    assert ("vuurkorf-eind-leraren", "Intervewer") in labels
    unnamed = [row["label"] for row in rows("speakers.csv") if not row["person"]]
    assert unnamed == ["Leerling ?", "Meerdere leerlingen"]


def test_the_shipped_files_are_those_of_the_marked_texts() -> None:
    script = marked()
    for name in INTERVIEWS:
        text = script.read_marked(STUDY / "marked" / f"{name}.txt")
        assert text.text == plain.text(name)
        written = [row for row in codings() if row["document"] == name]
        made = [row for reading in text.readings for row in script.codings_of(text, reading)]
        keys = (
            "layer",
            "coder",
            "round",
            "version",
            "start",
            "end",
            "quote",
            "code",
            "memo",
            "facet.stand",
            "facet.richting",
        )
        assert sorted(tuple(row.get(key, "") for key in keys) for row in made) == sorted(
            tuple(row[key] for key in keys) for row in written
        )
