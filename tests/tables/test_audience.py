"""Who may see what: evidence, coders and filters stay with the team, and in doubt nothing is written."""

import io
import zipfile

import pandas as pd
import pytest

from qualcode.errors import CallError
from qualcode.table import Axis, Note, Recipe, Table
from qualcode.tables import admit
from qualcode.tables.audience import coder_letters
from tests.tables.samples import agreement_frame, flags, frame, sample_agreement, sample_matrix, sample_quotes

SUFFIXES = ["csv", "docx", "html", "json", "md", "txt", "xlsx"]


def everything(path):
    """All text in a file, whatever packs it."""
    content = path.read_bytes()
    if path.suffix in (".docx", ".xlsx"):
        package = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(package.read(name) for name in package.namelist())
    return content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("audience", ["school", "public"])
def test_no_quote_no_coder_and_no_filter_leaves_the_team(tmp_path, suffix, audience):
    path = sample_matrix().write(tmp_path / f"t.{suffix}", audience=audience)
    text = everything(path)
    for secret in ("toets", "zeg maar", "amal", "coder ==", "wisselspoor-eind-leraren"):
        assert secret not in text
    assert sample_matrix().recipe.id in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_coders_are_letters_outside_the_team(tmp_path, suffix):
    text = everything(sample_agreement().write(tmp_path / f"t.{suffix}", audience="public"))
    assert "amal" not in text
    assert "amal" in everything(sample_agreement().write(tmp_path / f"team.{suffix}")) or suffix == "csv"


def test_pairs_of_coders_become_pairs_of_letters():
    pairs = agreement_frame().assign(by="pair", key=["amal|bo", "amal|cas", "bo|cas", "amal|bo", "all"])
    table = Table("agreement", pairs, Recipe("agreement", {"by": "pair"}, facts={"coders": ["amal", "bo", "cas"]}))
    assert coder_letters(table) == {"amal": "A", "bo": "B", "cas": "C"}
    assert list(admit(table, "public").frame["key"]) == ["A|B", "A|C", "B|C", "A|B", "all"]


@pytest.mark.parametrize("audience", ["school", "public"])
@pytest.mark.parametrize("kind", ["quotes", "disagreements"])
def test_tables_that_are_evidence_themselves_are_refused(tmp_path, kind, audience):
    table = Table(kind, sample_quotes().frame, Recipe(kind))
    with pytest.raises(CallError, match=f"team only: a table of {kind} is evidence itself"):
        table.write(tmp_path / "t.docx", audience=audience)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("column", ["text", "quote", "person", "speaker", "document", "memo", "coding"])
def test_any_frame_that_names_or_quotes_people_is_refused(column):
    table = Table("overview", pd.DataFrame({"school": ["s1"], column: ["x"]}), Recipe("x"))
    assert admit(table, "team") is table
    with pytest.raises(CallError, match=f"column “{column}”"):
        admit(table, "public")


def test_a_matrix_with_a_line_for_each_person_is_refused():
    rows = Axis("person", tuple(sample_matrix().rows.keys))
    with pytest.raises(CallError, match="a line for each person"):
        admit(sample_matrix(rows=rows), "public")


def test_agreement_by_document_is_refused():
    table = Table("agreement", agreement_frame().assign(by="document"), Recipe("agreement"))
    with pytest.raises(CallError, match="a line for each document"):
        admit(table, "school")


def test_a_query_about_people_is_not_printed_but_said_to_exist():
    notes = (Note("n.where", {"query": "coder == 'amal'"}), Note("n.talk", {"query": "role == 'leraar'"}))
    shown = [note.values["query"] for note in admit(sample_matrix(notes=notes), "public").notes]
    assert shown == ["@term.hidden_query", "role == 'leraar'"]


def test_the_recipe_keeps_its_id_but_not_its_filters():
    recipe = admit(sample_matrix(), "public").recipe
    assert recipe.id == sample_matrix().recipe.id
    assert "where" not in recipe.arguments
    assert recipe.state == {}


def test_a_public_matrix_opens_no_cell():
    with pytest.raises(CallError, match="compute it again"):
        admit(sample_matrix(), "public").segments("wisselspoor", "regie")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("audience", ["team", "public"])
def test_the_number_of_a_suppressed_cell_is_in_no_file(tmp_path, suffix, audience):
    values = frame("7777 2 1 .\n2 0 2 1\n. . . .")
    hidden = frame("suppressed - - -\n- - - -\n- - - -", flags)
    table = sample_matrix(frame=values, n=values, N=values, own=values, measure="turns", flags=hidden, opener=None)
    text = everything(table.write(tmp_path / f"t.{suffix}", audience=audience))
    for shown in ("7777", "7.777", "7,777"):
        assert shown not in text


def test_a_suppressed_cell_opens_nothing():
    hidden = frame("suppressed - - -\n- - - -\n- - - -", flags)
    admitted = admit(sample_matrix(flags=hidden), "team")
    with pytest.raises(CallError, match="not shown"):
        admitted.segments("wisselspoor", "regie")
    assert len(admitted.segments("wisselspoor", "extern")) == 2


def test_an_unknown_audience_is_refused_with_the_nearest():
    with pytest.raises(CallError, match=r'No audience "publc".*Did you mean "public"'):
        admit(sample_matrix(), "publc")
