"""Suggestions in a project: made again and again, decided one by one, off while documents are coded by two."""

from __future__ import annotations

import pytest

from qualcode.codebook.book import Code, Codebook
from qualcode.cueing import report
from qualcode.errors import ProjectError, Unknown
from qualcode.project import Project
from tests.store.world import BOOK, begun, document, everything

CUED = Codebook(
    "klein", "1.1.0",
    tuple(
        Code(code.key, code.label, parent=code.parent, assignable=code.assignable, cues=cues)
        for code, cues in zip(BOOK.codes, ((), ("zelf", "kiezen"), ("/loop rond/",), ("weektaak", "lekker")), strict=True)
    ),
    facets=BOOK.facets, earlier=(BOOK,),
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    """Two talks whose codebook has cues; g2 is A's alone, g1 nobody's yet."""
    with begun(tmp_path) as project:
        project.add_codebook(CUED)
        project.add_coverage([{"coder": "A", "document": "g2", "state": "assigned"}])
        project.suggest()
    return tmp_path / "studie.qualcode"


def open_(path, coder=None):
    return Project.open(path, coder=coder)


def said(project):
    return [(row.code, row.text, row.cue) for row in project.suggestions().itertuples()]


THREE = [
    ("zelfregie", "De kinderen kiezen zelf, met de weektaak.", "zelf | kiezen"),
    ("ict", "De kinderen kiezen zelf, met de weektaak.", "weektaak"),
    ("gedeeld", "Ik loop rond en vraag waar ze naartoe willen.", "/loop rond/"),
]
LAST = ("ict", "Best lekker, eigenlijk.", "lekker")


def test_cues_make_suggestions_in_a_layer_of_their_own_that_counts_nowhere(path):
    with open_(path) as project:
        assert said(project) == [*THREE, LAST]  # "Wie kiest de taak?" is the interviewer's
        assert set(project.suggestions()["origin"]) == {"suggestion"}
        assert set(project.suggestions()["coder"]) == {""}
        assert len(project.codings()) == len(project.final()) == 0


def test_suggesting_again_changes_nothing(path):
    with open_(path) as project:
        before = everything(project.store)
        again = project.suggest()
        assert (again.new, again.known, again.gone) == (0, 4, 0)
        assert everything(project.store) == before


def test_a_dry_run_stores_nothing(tmp_path):
    with begun(tmp_path) as project:
        project.add_codebook(CUED)
        before = everything(project.store)
        assert project.suggest(dry_run=True).new == 4
        assert everything(project.store) == before


def test_two_laptops_make_the_same_suggestions(path, tmp_path):
    with begun(tmp_path, name="twee") as other, open_(path) as project:
        other.add_codebook(CUED)
        other.suggest()
        assert sorted(other.suggestions()["coding"]) == sorted(project.suggestions()["coding"])


def test_codes_and_a_document_limit_what_is_made_and_taken_away(tmp_path):
    with begun(tmp_path) as project:
        project.add_codebook(CUED)
        project.suggest(["regie"])
        assert {code for code, *_ in said(project)} == {"zelfregie", "gedeeld"}
        project.suggest(["ict"], document="g2")
        assert said(project) == [THREE[0], THREE[2], LAST]


def test_a_suggestion_whose_cue_was_taken_from_the_codebook_goes(path):
    less = Codebook("klein", "1.2.0", tuple(
        Code(code.key, code.label, parent=code.parent, assignable=code.assignable, cues=() if code.key == "ict" else code.cues)
        for code in CUED.codes), facets=CUED.facets, earlier=(CUED, BOOK))  # fmt: skip
    with open_(path) as project:
        project.add_codebook(less)
        assert project.suggest().gone == 2
        assert said(project) == [THREE[0], THREE[2]]


def test_accepting_makes_a_coding_of_the_acting_coder(path):
    with open_(path, "A") as project:
        id_ = project.suggestions().iloc[3]["coding"]
        made = project.accept(id_)
        (row,) = project.codings().itertuples()
        assert (row.coding, row.coder, row.code, row.text, row.origin) == (made, "A", LAST[0], LAST[1], "suggestion")
        assert project.coverage().query("layer == 'reading'")["state"].tolist() == ["begun"]
        assert said(project) == THREE
        project.suggest()
        assert said(project) == THREE


def test_adjusting_gives_it_another_code_or_place(path):
    with open_(path, "A") as project:
        id_ = project.suggestions().iloc[3]["coding"]
        start = project.suggestions().iloc[3]["start"]
        project.accept(id_, code="gedeeld", start=start, end=start + 11)
        assert project.codings()[["code", "text"]].values.tolist() == [["gedeeld", "Best lekker"]]


def test_what_was_rejected_is_not_proposed_again_also_not_on_a_corrected_text(path, tmp_path):
    with open_(path, "A") as project:
        id_ = project.suggestions().iloc[3]["coding"]
        project.reject(id_)
        project.suggest()
        assert said(project) == THREE
        assert len(project.codings()) == 0
    (tmp_path / "nieuw.txt").write_text("I: Hoe gaat het nu dan?\nR1: Best lekker, eigenlijk.\n", encoding="utf-8")
    with open_(path) as project:
        project.revise("g2", tmp_path / "nieuw.txt")
        project.suggest()
        assert said(project) == THREE


def test_undoing_brings_a_suggestion_back(path):
    with open_(path, "A") as project:
        project.reject(project.suggestions().iloc[3]["coding"])
        project.undo()
        assert said(project) == [*THREE, LAST]
        project.accept(project.suggestions().iloc[3]["coding"])
        project.undo()
        assert said(project) == [*THREE, LAST]
        assert len(project.codings()) == 0


def test_what_was_decided_cannot_be_decided_again(path):
    with open_(path, "A") as project:
        id_ = project.suggestions().iloc[3]["coding"]
        project.reject(id_)
        with pytest.raises(Unknown, match="It was decided"):
            project.accept(id_)


@pytest.fixture
def double(path):
    """The same, but g1 has been given to B and C."""
    with open_(path) as project:
        project.add_coverage([{"coder": coder, "document": "g1", "state": "assigned"} for coder in ("B", "C")])
    return path


@pytest.mark.parametrize("coder", ["A", "B", "D"])
def test_while_any_document_is_coded_by_two_an_acting_coder_gets_none_anywhere(double, coder):
    with open_(double, coder) as project:
        assert len(project.suggestions()) == 0
        assert len(project.codings(layer=None, round=None)) == 0
        assert set(project.search("lekker", code="ict", layer="suggestion")["document"]) == set()
        told = []
        for act in (project.suggest, lambda: project.suggest(document="g1"), lambda: project.suggest(document="g2")):
            with pytest.raises(ProjectError) as refused:
                act()
            told.append(str(refused.value))
        assert len(set(told)) == 1  # the same sentence, whichever document is named
        assert "g1" not in told[0]


def test_a_decision_is_refused_too_while_a_document_is_coded_by_two(double):
    with open_(double) as lead:
        ids = lead.suggestions()["coding"].tolist()
    with open_(double, "A") as project:
        for id_ in ids:
            with pytest.raises(ProjectError, match="Suggestions are off"):
                project.accept(id_)
            with pytest.raises(ProjectError, match="Suggestions are off"):
                project.reject(id_)


def test_a_document_that_is_coded_by_two_takes_none_from_the_lead_either(tmp_path):
    with begun(tmp_path) as project:
        project.add_codebook(CUED)
        project.add_coverage([{"coder": coder, "document": "g1", "state": "assigned"} for coder in ("B", "C")])
        assert project.suggest().left_out == 1
        assert said(project) == [LAST]
        with pytest.raises(ProjectError, match="g1 is being coded by two"):
            project.suggest(document="g1")


def test_they_come_back_when_both_have_finished(double):
    for coder in ("B", "C"):
        with open_(double, coder) as project:
            project.finish(document(project))
    with open_(double, "A") as project:
        assert said(project) == [*THREE, LAST]


def test_the_report_tells_per_cue_what_became_of_it(path):
    with open_(path, "A") as project:
        project.accept(project.suggestions().iloc[3]["coding"])
        project.reject(project.suggestions().iloc[0]["coding"])
        listed, _ = report(project)
    rows = {
        row.cue: (row.proposed, row.open, row.accepted, row.rejected, row.acceptance)
        for row in listed.frame.itertuples()
    }
    assert rows["lekker"] == (1, 0, 1, 0, 1.0)
    assert rows["zelf"] == rows["kiezen"] == (1, 0, 0, 1, 0.0)
    assert rows["weektaak"][:2] == (1, 1)
    assert rows["weektaak"][4] != rows["weektaak"][4]  # undefined: nobody decided


def test_the_report_compares_cues_with_people_who_coded_without_them(path):
    with open_(path, "B") as project:
        g1 = document(project)
        start = project.text(g1).index("De kinderen")
        project.apply(g1, start, start + 30, "ict")
        project.finish(g1)
    with open_(path) as lead:
        lead.add_documents([{"file": str(path.parent / "g1.txt"), "responsible": "B"}])
        table = report(lead)[1]
        ict = table.frame.set_index("key").loc["ict"]
        assert (ict["both"], ict["only_a"], ict["only_b"], ict["neither"]) == (1, 0, 0, 1)
        gedeeld = table.frame.set_index("key").loc["gedeeld"]
        assert (gedeeld["both"], gedeeld["only_a"], gedeeld["only_b"]) == (0, 1, 0)  # A: the cues
    with open_(path, "B") as project:
        project.reject(project.suggestions().iloc[0]["coding"])
    with open_(path) as lead:
        assert report(lead)[1] is None  # somebody looked at suggestions there


def test_on_a_corrected_text_suggestions_keep_their_cues_and_none_waits_for_review(path, tmp_path):
    with open_(path) as lead:
        for name, old, new in (("g2", "nu?", "nu dan?"), ("g1", "rond en vraag", "rond, heel de dag, en vraag")):
            file = tmp_path / f"{name}-beter.txt"
            file.write_text((tmp_path / f"{name}.txt").read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
            lead.revise(name, file)
        assert len(lead.review()) == 0
        lead.suggest()
        assert said(lead) == [
            *THREE[:2],
            ("gedeeld", "Ik loop rond, heel de dag, en vraag waar ze naartoe willen.", "/loop rond/"),
            LAST,
        ]
        assert lead.suggest().new == 0
        assert report(lead)[0].frame["open"].tolist() == [1, 1, 1, 1, 1]
