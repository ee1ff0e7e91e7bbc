"""The reliability report: each number is that of the function that makes it, and each section is there when there is something to say."""

import math

import pandas as pd
import pytest

from qualcode.analysis.agreement import OVERALL, agreement
from qualcode.analysis.confusion import confusion
from qualcode.analysis.reliability import reliability
from qualcode.analysis.reliability_spans import coverage_of_parents
from qualcode.analysis.span_agreement import span_agreement
from qualcode.analysis.span_disagreements import span_disagreements
from qualcode.analysis.spans import spans
from qualcode.analysis.unitizing import cu_alpha
from qualcode.analysis.units import units
from qualcode.errors import CallError, NothingToCompare
from qualcode.frames import Frames
from qualcode.project import Project
from qualcode.study.reliability import report_of
from qualcode.table import Facts, Figure, Paragraph, Shown
from qualcode.wording import say


@pytest.fixture(scope="module")
def project(built):
    with Project.open(built, write=False) as opened:
        yield opened


STEPS = []


@pytest.fixture(scope="module")
def report(project):
    return report_of(project, progress=lambda name, done, of: STEPS.append((name, done, of)))


@pytest.fixture(scope="module")
def two(project):
    """Two coders on another unit than the study's, with words for the numbers and with how documents were drawn."""
    return reliability(
        project.codings(round=None), project, coders=["A", "B"], unit="paragraph", planned_unit="turn",
        bands="landis-koch", sampled="Aselect per school, seed 7", study="po",
    )  # fmt: skip


def section(report, heading):
    return next(one for one in report.sections if one.heading.key == f"heading.{heading}")


def table(report, heading):
    return next(part.table for part in section(report, heading).parts if isinstance(part, Shown))


def said(part, lang="nl"):
    return " ".join(say(note.key, lang, **note.values) for note in part.notes)


def alike(found, expected, columns):
    pd.testing.assert_frame_equal(found[columns].reset_index(drop=True), expected[columns].reset_index(drop=True))


NUMBERS = ["key", "coefficient", "value", "low", "high"]
COUNTS = ["both", "only_a", "only_b", "neither", "positive", "units", "documents"]


def test_the_table_per_code_is_that_of_agreement(project, report):
    expected = agreement(units(project.codings(), project), codebook=project.codebook, threshold=0.6).frame
    expected = expected[expected["note"] != "never_applied"]
    alike(table(report, "per_code").frame, expected, [*NUMBERS, *COUNTS])


def test_AC1_percent_and_shares_stand_beside_alpha_of_the_same_call(project, report):
    made = agreement(
        units(project.codings(), project), codebook=project.codebook, coefficients=("alpha", "ac1", "percent"), prevalence=True
    ).frame  # fmt: skip
    expected = made[~made["key"].isin(set(made.loc[made["note"] == "never_applied", "key"]))]
    alike(table(report, "beside").frame, expected, [*NUMBERS, "share.A", "share.B", "share.C"])


@pytest.mark.parametrize(("heading", "by"), [("over_codes", "depth"), ("pairs", "pair")])
def test_depths_and_pairs_are_those_of_agreement(project, report, heading, by):
    expected = agreement(units(project.codings(), project), codebook=project.codebook, by=by).frame
    alike(table(report, heading).frame, expected, [*NUMBERS, *COUNTS])


def test_rounds_stand_in_one_table_with_the_main_round_as_it_is_elsewhere(project, report):
    rounds = table(report, "rounds").frame.set_index("key")
    whole = table(report, "per_code").frame.set_index("key").loc[OVERALL]
    assert list(rounds.index) == ["pilot", "calibration", "main"]
    assert rounds.loc["main", "value"] == whole["value"]


def test_other_units_stand_beside_the_one_of_the_report(report):
    found = table(report, "other_units").frame.set_index("key")["value"]
    assert list(found.index) == ["turn", "answer", "sentence"]
    assert found["turn"] == table(report, "per_code").frame.set_index("key").loc[OVERALL, "value"]


def test_passages_are_those_of_span_agreement_with_the_coverage_of_cu_alpha(project, report):
    found = table(report, "passages").frame
    expected = span_agreement(
        project.codings(), project, coefficients=("bar_u_alpha", "cu_alpha", "span_f1_overlap", "span_f1")
    ).frame
    alike(found, expected[expected["key"].isin(set(found["key"]))], [*NUMBERS, "units", "documents"])
    assert set(expected.loc[expected["value"].notna(), "key"]) == set(found["key"])
    of = found[found["coverage"].notna()]
    assert set(of.loc[of["coefficient"] == "cu_alpha", "value"].notna()) == {True}


def test_coverage_is_the_share_of_talk_that_two_coders_marked():
    turns = pd.DataFrame(
        {"turn": ["d/0"], "document": "d", "start": [0], "end": [100], "role": ["leraar"], "text": ["x" * 100]}
    )
    frames = Frames(documents=pd.DataFrame({"document": ["d"]}), turns=turns, codebook=_regie())
    rows = [("amal", 0, 20, "extern"), ("amal", 40, 50, "zelf"), ("bo", 10, 30, "extern"), ("bo", 40, 50, "zelf")]
    codings = pd.DataFrame(rows, columns=["coder", "start", "end", "code"]).assign(document="d")
    marked = spans(codings, frames)
    alone = cu_alpha(marked, begin=0, end={"d": 100}, coders={"d": ["amal", "bo"]})
    line = pd.DataFrame({"key": ["regie"], "coefficient": ["cu_alpha"], "value": [1.0]})
    assert coverage_of_parents(codings, frames, None, line) == {"regie": alone.coverage}
    assert alone.coverage == pytest.approx(0.2)  # 10 of 20-30 and 10 of 40-50, of 100


def _regie():
    from qualcode.codebook import Code, Codebook

    return Codebook("klein", "1.0.0", (Code("regie"), Code("extern", parent="regie"), Code("zelf", parent="regie")))


def test_the_ten_dearest_disagreements_are_the_first_of_all(project, report):
    found = table(report, "differences").frame
    expected = span_disagreements(project.codings(), project).frame.head(10)
    alike(found, expected, ["name", "speaker", "klass", "code_a", "code_b"])
    assert section(report, "differences").team
    for short, whole in zip(found["quote_a"], expected["quote_a"], strict=True):
        assert whole.startswith(short.removesuffix(" […]"))


def test_codes_confused_stand_once_with_how_often(project, report):
    found = table(report, "confused").frame
    matrix = confusion(project.codings(), project)
    first = found.iloc[0]
    assert (
        matrix.frame.loc[first["code"], first["instead"]] == first["how_often"]
    )  # three coders: each counts both ways
    assert found["how_often"].is_monotonic_decreasing
    assert not any((one, other) == (b, a) for one, other in zip(found["code"], found["instead"], strict=True)
                   for a, b in zip(found["code"], found["instead"], strict=True))  # fmt: skip


def test_facets_have_a_line_each_with_the_value_over_codes(project, report):
    found = table(report, "facets").frame.set_index("key")
    made = agreement(units(project.codings(), project, value="facet.stand"), codebook=project.codebook).frame
    assert found.loc["stand", "value"] == made.set_index("key").loc[OVERALL, "value"]


def test_what_was_compared_is_counted(report):
    lines = {key: " ".join(say(note.key, "nl", **note.values) for note in notes)
             for part in section(report, "compared").parts if isinstance(part, Facts) for key, notes in part.lines}  # fmt: skip
    assert lines["facts.documents"].startswith("10 van de 20 documenten")
    assert lines["facts.coders"] == "3 codeurs. A: 10 documenten. B: 10 documenten. C: 2 documenten."
    assert lines["facts.units"].startswith("223 door ten minste twee codeurs gelezen, van de 399")
    assert lines["facts.sampled"] == "Niet vastgelegd."
    assert lines["facts.when"].startswith("Vóór bespreking")


def test_how_documents_were_drawn_is_said_as_the_study_says_it(two):
    dutch, english = section(two, "methods").parts
    assert "Trekking van deze documenten: Aselect per school, seed 7." in said(dutch)
    assert "Sampling of these documents: Aselect per school, seed 7." in said(english, "en")


def test_the_paragraph_for_a_methods_section_holds_the_numbers_in_both_languages(report):
    whole = table(report, "per_code").frame.set_index("key").loc[OVERALL]
    dutch, english = section(report, "methods").parts
    assert (dutch.lang, english.lang) == ("nl", "en")
    value, low, high = (f"{whole[name]:.2f}" for name in ("value", "low", "high"))
    assert f"α = {value} , 95%-BI [{low}; {high}]".replace(".", ",").replace(" ,", ",") in said(dutch, "nl")
    assert f"α was {value[1:]}, 95% CI [{low[1:]}, {high[1:]}]" in said(english, "en")
    assert report.recipe.id in said(dutch, "nl")


def test_lower_limits_are_held_against_the_threshold_by_name_and_without_a_verdict(report):
    frame = table(report, "per_code").frame
    lines = frame[(frame["key"] != OVERALL) & frame["value"].notna()]
    notes = {
        note.key: note
        for part in section(report, "per_code").parts
        if isinstance(part, Paragraph)
        for note in part.notes
    }
    assert len(notes["report.above"].values["codes"]) == int((lines["low"] >= 0.6).sum()) > 0
    assert len(notes["report.below"].values["codes"]) == int((lines["low"] < 0.6).sum()) > 0
    assert "band" not in frame


def test_bands_stand_there_only_when_they_are_asked_for(two):
    assert "band" in table(two, "per_code").frame
    assert any(part.notes[0].key == "cite.landis_1977" for part in section(two, "references").parts)


def test_two_coders_have_no_table_of_pairs_and_the_figure_holds_the_lines_of_the_table(two):
    assert "heading.pairs" not in {one.heading.key for one in two.sections}
    assert two.coders == ("A", "B")
    figure = next(part for part in section(two, "per_code").parts if isinstance(part, Figure))
    alike(figure.table.frame, table(two, "per_code").frame, NUMBERS)


def test_every_measure_is_defined_and_cited_in_full(report):
    keys = [part.notes[0].key for part in section(report, "definitions").parts[1:]]
    cited = [part.notes[0].key for part in section(report, "references").parts]
    assert keys[:4] == ["define.alpha", "define.over_codes", "define.interval", "define.positive"]
    assert {"cite.krippendorff_2019", "cite.krippendorff_2016", "cite.gwet_2008", "cite.hripcsak_2005"} <= set(cited)
    names = [say(key, "en", version="0") for key in cited]
    assert names == sorted(names, key=lambda text: text.split(",")[0].casefold())


def test_rules_stand_with_the_version_that_took_them_up_and_the_rounds_they_held_in(report, project):
    rules = table(report, "rules").frame
    assert {"code", "rule", "version", "rounds"} == set(rules.columns)
    for row in rules.itertuples():
        book = project.codebook.version_named(row.version)
        assert row.rule in {rule for code in book for rule in code.rules}
    assert rules["rounds"].map(lambda rounds: "main" in rounds).any()


def test_decisions_of_meetings_are_the_teams(report, project):
    assert len(table(report, "decisions").frame) == len(project.decisions())
    assert section(report, "decisions").team


def test_a_coder_alone_gets_one_sentence(project):
    with pytest.raises(NothingToCompare, match="Agreement compares two coders"):
        report_of(project, coders=["A"])


def test_a_round_without_codings_is_told(project):
    with pytest.raises(CallError, match='Nothing was coded in round "after"; there are calibration, main'):
        report_of(project, round="after")


def test_another_unit_than_the_study_chose_is_said(two, report):
    keys = [
        {note.key for _, notes in section(one, "compared").parts[0].lines for note in notes} for one in (two, report)
    ]
    assert [("report.unit_deviates" in found) for found in keys] == [True, False]


def test_a_coder_is_compared_with_herself_where_she_coded_again(project):
    codings = project.codings()
    once = codings[codings["coder"].isin(["A", "B"])].astype({"round": object})
    again = once[once["coder"] == "A"].assign(round="intra", coding=lambda frame: frame["coding"] + "x")
    coverage = project.coverage().astype(object)
    mine = coverage[(coverage["coder"] == "A") & (coverage["layer"] == "reading") & (coverage["round"] == "main")]
    frames = Frames(
        documents=project.documents(), turns=project.turns(), touches=_twice(project.touches(), again),
        coverage=pd.concat([coverage, mine.assign(round="intra")], ignore_index=True), codebook=project.codebook,
    )  # fmt: skip
    made = reliability(pd.concat([once, again], ignore_index=True), frames)
    frame = table(made, "intra").frame
    assert frame[["by", "key"]].to_numpy().tolist() == [["coder", "A"]]
    assert frame["value"].iloc[0] == 1.0


def _twice(touches, again):
    """What the second reading touches: the same as the first."""
    more = touches.astype({"coding": object}).merge(
        pd.DataFrame({"coding": again["coding"].str.removesuffix("x"), "new": again["coding"]}), on="coding"
    )
    return pd.concat([touches.astype({"coding": object}), more.assign(coding=more["new"]).drop(columns="new")])


def test_progress_names_each_step_once(report):
    names = ("units", "codes", "pairs", "facets", "spans", "disagreements")
    assert [(name, at, 6) for at, name in enumerate(names)] == STEPS


def test_every_statement_can_be_said_in_both_languages(report):
    notes = [report.title, report.subtitle, *(one.heading for one in report.sections)]
    for one in report.sections:
        for part in one.parts:
            notes += part.notes if isinstance(part, Paragraph) else [part.caption]
            notes += [note for _, line in part.lines for note in line] if isinstance(part, Facts) else []
            notes += list(part.table.notes) if isinstance(part, Shown) else []
    for note in notes:
        for lang in ("nl", "en"):
            text = say(note.key, lang, **note.values)
            assert "{" not in text, text
            assert not text.startswith(note.key), text


def test_numbers_leave_unrounded(report):
    values = table(report, "per_code").frame["value"].dropna()
    assert any(not math.isclose(value, round(value, 4), abs_tol=1e-9) for value in values)


def test_a_document_in_which_nobody_marked_anything_has_its_length_in_the_coverage():
    marked = pd.DataFrame({"document": "d", "coder": ["amal", "bo"], "start": 50, "end": 60, "code": "regie"})
    found = cu_alpha(marked, end={"d": 100, "e": 20}, coders={"d": ["amal", "bo"], "e": ["amal", "bo"]})
    assert 0 < found.coverage <= 1
