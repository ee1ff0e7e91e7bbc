"""The status of a study: for the lead everything but counts of codings, for an acting coder only her own."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from qualcode.cli import app
from qualcode.codebook.book import Code, Codebook
from qualcode.project import Project
from qualcode.study.status import Standing, grid, rereading, totals
from tests.store.world import BOOK, begun, copy_of, document, span

#: The next version: ict is wider, and there is a code more.
NEXT = Codebook(
    "klein", "1.1.0",
    (
        *BOOK.codes[:3], Code("ict", {"nl": "Ict"}, definition={"nl": "Ook wat thuis gebeurt."}, changed={"1.1.0": "wider"}),
        Code("thuis", {"nl": "Thuis"}, since="1.1.0"),
    ),
    facets=BOOK.facets, earlier=(BOOK,),
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    """A finished g1 under 1.0.0 and was given g2, B has begun g1, C was given g2."""
    with begun(tmp_path) as project:
        project.add_coverage(
            [
                {"coder": "A", "document": "g1", "version": "1.0.0", "state": "finished"},
                {"coder": "A", "document": "g2", "version": "1.0.0", "state": "assigned"},
                {"coder": "B", "document": "g1", "version": "1.0.0", "state": "begun"},
                {"coder": "C", "document": "g2", "version": "1.0.0", "state": "assigned"},
            ]
        )
    return tmp_path / "studie.qualcode"


def cells(project, lang="en"):
    frame = grid(Standing(project), lang).frame
    return [tuple(row) for row in frame.itertuples(index=False)], list(frame.columns)


def test_the_grid_has_a_row_a_document_and_a_column_a_coder(path):
    with Project.open(path) as lead:
        rows, columns = cells(lead)
    assert columns == ["name", "A", "B", "C"]
    assert rows == [("g1", "finished 1.0.0", "begun 1.0.0", "–"), ("g2", "assigned 1.0.0", "–", "assigned 1.0.0")]


def test_an_acting_coder_sees_only_her_own(path):
    with Project.open(path, coder="B") as project:
        assert cells(project) == ([("g1", "begun 1.0.0")], ["name", "B"])
        assert totals(Standing(project)).frame["coder"].tolist() == ["B"]
    with Project.open(path, coder="B") as project:
        project.finish(document(project))  # now g1 is closed, and A's reading open to her
        assert cells(project)[1] == ["name", "B"]


def test_totals_count_documents(path):
    with Project.open(path) as lead:
        frame = totals(Standing(lead)).frame
    assert frame.values.tolist() == [["A", 2, 1, 0, 1, 0, 0], ["B", 1, 0, 1, 0, 0, 0], ["C", 1, 0, 0, 1, 0, 0]]
    assert list(frame.columns) == ["coder", "documents", "finished", "begun", "left", "recode", "review"]


def test_a_changed_definition_is_to_be_read_again_until_it_was(path):
    with Project.open(path) as lead:
        assert rereading(Standing(lead)) is None
        lead.add_codebook(NEXT)
        assert cells(lead)[0][0][1] == "finished 1.0.0, 2 codes to recode"
        frame = rereading(Standing(lead)).frame
        assert frame.values.tolist() == [["A", "ict", "1.1.0", "wider", 1], ["A", "thuis", "1.1.0", "new", 1]]
        assert totals(Standing(lead)).frame["recode"].tolist() == [1, 0, 0]
        lead.add_coverage(
            [
                {
                    "coder": "A",
                    "document": "g1",
                    "round": "recode",
                    "version": "1.1.0",
                    "codes": "ict",
                    "state": "finished",
                }
            ]
        )
        assert cells(lead)[0][0][1] == "finished 1.0.0, recoding round 1.1.0, 1 code to recode"
        assert rereading(Standing(lead)).frame["code"].tolist() == ["thuis"]


def test_a_coder_of_some_codes_rereads_only_those(tmp_path):
    with begun(tmp_path) as lead:
        lead.add_coverage([{"coder": "A", "document": "g1", "version": "1.0.0", "codes": "regie", "state": "finished"}])
        lead.add_codebook(NEXT)
        assert rereading(Standing(lead)) is None


def test_what_is_to_be_reviewed_stands_in_the_grid(path, tmp_path):
    with Project.open(path, coder="B") as project:
        project.apply(*span(project, "Ik loop rond"), "ict")
    (tmp_path / "beter.txt").write_text(
        (tmp_path / "g1.txt").read_text().replace("loop rond", "wandel"), encoding="utf-8"
    )
    with Project.open(path) as lead:
        lead.revise("g1", tmp_path / "beter.txt")
        assert cells(lead)[0][0][2] == "begun 1.0.0, 1 to review"
        assert totals(Standing(lead)).frame["review"].tolist() == [0, 1, 0]


def test_a_reading_that_is_finished_elsewhere_is_called_sealed(path, tmp_path):
    (tmp_path / "shared").mkdir()
    with Project.open(path) as lead:
        other = copy_of(lead, tmp_path / "b")
    with Project.open(other, coder="A") as project:
        document_ = document(project, "g2")
        project.apply(*span(project, "Best lekker", "g2"), "ict")
        project.finish(document_)
        project.sync(tmp_path / "shared")
    with Project.open(path) as lead:
        lead.sync(tmp_path / "shared")
        assert cells(lead)[0][1][1] == "finished 1.0.0 (sealed)"
        assert totals(Standing(lead)).frame["finished"].tolist() == [2, 0, 0]
    with Project.open(path, coder="C") as project:
        assert cells(project) == ([("g2", "assigned 1.0.0")], ["name", "C"])


def run(*words: str, columns: int = 120) -> str:
    done = CliRunner().invoke(app, ["status", *words], env={"COLUMNS": str(columns)})
    assert done.exit_code == 0, done.output + repr(done.exception)
    return done.output


def test_the_command_tells_the_lead_what_was_never_used_and_a_coder_nothing_of_it(path):
    said = run("-p", str(path), "--lang", "en")
    assert "Never used (3): zelfregie, gedeeld, ict" in said
    assert "Finished documents per case and wave" in said
    own = run("-p", str(path), "--lang", "en", "--coder", "B")
    assert "Never used" not in own
    assert "per case" not in own
    assert not [line for line in own.splitlines() if line.split()[:1] in (["A"], ["C"])]


def test_the_tables_are_written_beside_each_other(path, tmp_path):
    with Project.open(path) as lead:
        lead.add_codebook(NEXT)
    run("-p", str(path), "-o", str(tmp_path / "stand.csv"))
    assert sorted(file.name for file in tmp_path.glob("stand*")) == [
        "stand-cases.csv", "stand-coders.csv", "stand-reread.csv", "stand.csv",
    ]  # fmt: skip
