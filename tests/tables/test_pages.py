"""The page: one file, nothing from outside, cells that open for the team, and text that stays text."""

import re

import lxml.html
import pytest

from qualcode.tables import as_html
from tests.tables.samples import sample_agreement, sample_cooccurrence, sample_frame, sample_matrix, sample_quotes


@pytest.fixture
def page(tmp_path):
    def made(table, **options):
        return table.write(tmp_path / "tabel.html", **options).read_text(encoding="utf-8")

    return made


def tree(text):
    return lxml.html.fromstring(text)


@pytest.mark.parametrize("table", [sample_matrix(), sample_agreement(), sample_quotes()])
def test_nothing_comes_from_outside_and_nothing_runs(page, table):
    text = page(table)
    assert "http" not in text
    for element in ("script", "link", "img", "iframe", "object"):
        assert tree(text).find(f".//{element}") is None
    assert not re.search(r"url\(|@import|\son\w+=", text)


def test_it_says_its_language_and_whom_it_is_for(page):
    assert tree(page(sample_matrix(), lang="en")).get("lang") == "en"
    assert "Alleen voor het team" in page(sample_matrix())
    assert "Alleen voor het team" not in page(sample_matrix(), audience="public")


def test_the_cells_are_those_of_the_table(page):
    rows = tree(page(sample_matrix(), audience="public")).findall(".//tbody/tr")
    assert [cell.text_content() for cell in rows[0]] == ["Het Wisselspoor", "4", "3/4", "1/4", "2/4", "1 (4/5)", "…"]


def test_heads_span_rows_and_columns_and_say_what_they_head(page):
    heads = tree(page(sample_matrix())).findall(".//thead/tr/th")
    assert [(head.text_content(), head.get("colspan"), head.get("rowspan"), head.get("scope")) for head in heads][:4] == [
        ("School", None, "2", "col"), ("N", None, "2", "col"), ("Regie over het leerproces", "4", None, "colgroup"),
        ("Leerling", None, "2", "col"),
    ]  # fmt: skip
    assert (
        next(head.text_content() for head in tree(page(sample_matrix())).findall(".//tbody/tr/th[@scope='row']"))
        == "Het Wisselspoor"
    )


def test_for_the_team_a_cell_opens_to_its_quotes(page):
    first = tree(page(sample_matrix())).find(".//tbody//details")
    assert first.find("summary").text_content() == "3/4"
    assert first.find(".//h2").text_content() == "Citaten bij Het Wisselspoor, Regie over het leerproces"
    quotes = [quote.text_content() for quote in first.findall(".//blockquote")]
    assert quotes[1].startswith("Ik kies <zelf> wanneer ik de toets doe & hoe.")
    assert "eindmeting" in quotes[1]


@pytest.mark.parametrize("audience", ["school", "public"])
def test_for_others_nothing_opens(page, audience):
    text = page(sample_matrix(), audience=audience)
    assert tree(text).find(".//details") is None
    assert "toets" not in text
    assert "amal" not in text


def test_a_label_with_markup_is_shown_as_it_is(page):
    text = page(sample_matrix(), caption="<b>Codes</b> & zo")
    assert "<b>Codes</b>" not in text
    assert tree(text).find(".//caption").text_content() == "<b>Codes</b> & zo"


@pytest.mark.parametrize(
    "table",
    [sample_matrix(), sample_agreement(), sample_quotes(), sample_cooccurrence(), sample_frame()],
    ids=lambda table: table.kind,
)
def test_every_kind_shows_in_a_notebook(table):
    shown = tree(table._repr_html_())
    assert shown.findall(".//tbody/tr")
    assert shown.find(".//style") is None
    assert as_html(table, "en") != as_html(table, "nl")


def test_a_notebook_opens_no_quotes():
    assert "toets" not in sample_matrix()._repr_html_()
