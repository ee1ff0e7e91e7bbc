"""A report in every file type: headings, numbered captions, wide tables on their side, and nothing that its audience may not see."""

import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from qualcode.errors import CallError, MissingExtra, NoWriter
from qualcode.project import Project
from qualcode.study.reliability import report_of
from qualcode.table import Facts, Figure, Note, Paragraph, Recipe, Report, Section, Shown, Table
from qualcode.tables.reports import REPORT_WRITERS, laid_out
from tests.tables.samples import sample_agreement, sample_frame


def small(**changes):
    """A report of one of each: facts, paragraphs, a table, a table that is the team's, a figure."""
    pairs = sample_agreement()
    facts = Facts(Note("report.caption_facts"), (
        ("facts.study", (Note("report.as_it_is", {"text": "po"}),)),
        ("facts.names", (Note("report.documents_named", {"documents": ["gesprek-1"]}),)),
        ("facts.coders", (Note("report.coder_documents", {"coder": "amal", "count": 3}),)),
    ), "facts")  # fmt: skip
    quotes = Table("frame", pd.DataFrame({"name": ["gesprek-1"], "quote": ["zo zei zij het"]}), Recipe("x"))
    sections = (
        Section(Note("heading.compared"), (facts,)),
        Section(Note("heading.per_code"), (
            Paragraph((Note("report.parents"), Note("report.rare", {"count": 2}))),
            Shown(pairs, Note("report.caption_codes"), "codes"),
            Figure(pairs, Note("report.caption_figure"), Note("report.figure_described")),
        )),
        Section(Note("heading.differences"), (Shown(quotes, Note("report.caption_differences", {"count": 1}), "disagreements"),), team=True),
        Section(Note("heading.references"), (Paragraph((Note("cite.gwet_2008"),), "entry"),)),
    )  # fmt: skip
    return Report(Note("report.title"), Note("report.round", {"round": "@value.main"}), sections, pairs.recipe,
                  **{"coders": ("amal", "bo"), **changes})  # fmt: skip


@pytest.fixture(scope="module")
def report(built):
    with Project.open(built, write=False) as project:
        return report_of(project)


@pytest.fixture
def written(tmp_path):
    return lambda suffix, **options: small().write(tmp_path / f"rapport{suffix}", **options)


def words(path):
    """Everything that a file says."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as package:
            return " ".join(
                package.read(name).decode("utf-8") for name in package.namelist() if name.endswith((".xml", ".rels"))
            )
    return path.read_text(encoding="utf-8")


def test_a_Word_file_has_a_title_headings_captions_and_tables(written):
    document = docx.Document(written(".docx"))
    styles = {style: [line.text for line in document.paragraphs if line.style.name.casefold() == style]
              for style in ("title", "heading 1", "caption", "bibliography")}  # fmt: skip
    assert styles["title"] == ["Intercodeursbetrouwbaarheid"]
    assert styles["heading 1"] == [
        "Wat is vergeleken",
        "Overeenstemming per code",
        "De grootste verschillen",
        "Literatuur",
    ]
    assert [line.split("\n")[0] for line in styles["caption"]] == ["Tabel 1", "Tabel 2", "Figuur 1", "Tabel 3"]
    assert styles["bibliography"][0].startswith("Gwet, K. L. (2008)")
    assert len(document.tables) == 3
    assert len(document.inline_shapes) == 1


def test_a_figure_in_Word_is_as_wide_as_the_page_at_most_and_can_be_heard(written):
    path = written(".docx", lang="en")
    shape = docx.Document(path).inline_shapes[0]
    assert 5 < shape.width.cm <= 17.0
    assert shape.height.cm <= 17.01
    assert "Each code with its alpha and interval" in words(path)


def test_a_wide_table_lies_on_its_side_and_the_rest_stands(tmp_path):
    wide = Table(
        "frame", pd.DataFrame({f"column{at}": [f"een woord van lengte {at}"] for at in range(10)}), Recipe("x")
    )
    one = Section(Note("heading.rules"), (Shown(wide, Note("report.caption_rules"), "rules"),))
    base = small()
    made = Report(base.title, base.subtitle, (base.sections[0], one, base.sections[3]), base.recipe, base.coders)
    document = docx.Document(made.write(tmp_path / "breed.docx"))
    assert [part.page_width > part.page_height for part in document.sections] == [False, True, False]


def test_a_workbook_has_a_sheet_of_words_and_one_a_table_with_real_numbers(written):
    path = written(".xlsx")
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["rapport", "1 vergeleken", "2 per code", "3 verschillen"]
    assert book.get_sheet_by_name("rapport").to_python()[0][0] == "Intercodeursbetrouwbaarheid"
    assert re.findall(r'location="([^"]+)"', words(path)) == [
        "'1 vergeleken'!A1",
        "'2 per code'!A1",
        "'3 verschillen'!A1",
    ]
    numbers = [
        cell for row in book.get_sheet_by_name("2 per code").to_python() for cell in row if isinstance(cell, float)
    ]
    assert sample_agreement().frame["value"].dropna().iloc[0] in numbers
    with zipfile.ZipFile(path) as package:
        assert "xl/media/image1.png" in package.namelist()


class _Outside(HTMLParser):
    """Whatever a page asks from elsewhere."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [
            value for name, value in attributes if name in ("src", "href") and not value.startswith(("data:", "#"))
        ]


def test_a_page_holds_everything_itself_and_leads_to_each_heading(written):
    text = words(written(".html"))
    page = _Outside()
    page.feed(text)
    assert page.found == []
    assert '<a href="#s2">Overeenstemming per code</a>' in text
    assert '<h2 id="s2">Overeenstemming per code</h2>' in text
    assert "<figcaption><b>Figuur 1</b>" in text
    assert text.count("<table>") == 3


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_as_text_it_has_headings_tables_and_the_name_of_the_figure(written, suffix):
    text = words(written(suffix, lang="en"))
    assert "Agreement per code" in text
    assert "Gwet, K. L. (2008)" in text
    assert "Figure 1" in text
    assert "For the team only" in text


@pytest.mark.parametrize("suffix", sorted(REPORT_WRITERS))
@pytest.mark.parametrize("audience", ["school", "public"])
def test_outside_the_team_nobody_is_quoted_and_coders_are_letters(written, suffix, audience):
    text = words(written(suffix, audience=audience))
    for name in ("amal", "gesprek-1", "zo zei zij het"):
        assert name not in text
    assert "A: 3 documenten" in text
    assert ("Voor de school" in text) == (audience == "school")


@pytest.mark.parametrize("suffix", sorted(REPORT_WRITERS))
def test_equal_reports_give_equal_files(tmp_path, suffix):
    one, other = (small().write(tmp_path / f"{name}{suffix}").read_bytes() for name in "ab")
    assert one == other


def test_the_real_report_names_no_coder_document_or_quote_to_the_public(report, built):
    names = {"A": "coder-x", "B": "coder-y", "C": "coder-z"}
    with Project.open(built, write=False) as project:
        documents = [str(name) for name in project.documents()["name"]]
        quotes = [text for text in project.codings()["text"].astype(str) if len(text) > 40]
    laid = laid_out(_renamed(report, names), audience="public")
    said = str(laid)
    assert not [name for name in (*names.values(), *documents) if name in said]
    assert not [quote for quote in quotes if quote in said]
    assert "'A × B'" in said


def _undrawn(report):
    """The report without its figures, which take a while to draw."""
    sections = (
        replace(one, parts=tuple(part for part in one.parts if not isinstance(part, Figure))) for one in report.sections
    )
    return replace(report, sections=tuple(sections))


def _renamed(report, names):
    """The report of the same study by coders of other names."""

    def changed(table):
        frame = table.frame.rename(columns={f"share.{old}": f"share.{new}" for old, new in names.items()})
        if set(frame.columns) >= {"by", "key"}:
            frame = frame.assign(
                key=["|".join(names.get(part, part) for part in str(key).split("|")) for key in frame["key"]]
            )
        notes = tuple(Note(note.key, _values(note.values, names)) for note in table.notes)
        return replace(
            table, frame=frame, notes=notes, recipe=replace(table.recipe, facts={"coders": list(names.values())})
        )

    def part_of(part):
        if isinstance(part, Shown):
            return replace(part, table=changed(part.table))
        if isinstance(part, Facts):
            lines = tuple(
                (key, tuple(Note(note.key, _values(note.values, names)) for note in notes)) for key, notes in part.lines
            )
            return replace(part, lines=lines)
        return part

    sections = tuple(
        replace(one, parts=tuple(part_of(part) for part in one.parts)) for one in _undrawn(report).sections
    )
    return replace(report, sections=sections, coders=tuple(names.values()))


def _values(values, names):
    return {
        name: [names.get(one, one) for one in value] if name == "coders" and isinstance(value, list)
        else names.get(value, value) if name == "coder" else value
        for name, value in values.items()
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_word_of_the_real_report_is_missing(report, lang):
    said = str(laid_out(_undrawn(report), lang=lang))
    keys = r"\b(?:report|facts|heading|methods|define|cite|sheet|reason|measure|head|term|value)\.[a-z]\w*"
    assert re.findall(r"\{\w+\}", said) == []
    assert re.findall(keys, said) == []


@pytest.mark.parametrize(("lang", "order"), [("nl", ["nl", "en"]), ("en", ["en", "nl"])])
def test_a_paragraph_in_two_languages_begins_with_that_of_the_report(lang, order):
    both = tuple(Paragraph((Note("report.not_stated"),), lang=one) for one in ("nl", "en"))
    made = replace(small(), sections=(Section(Note("heading.methods"), both),))
    assert [block.lang for block in laid_out(made, lang=lang).blocks] == order


def test_without_what_draws_a_line_says_so(monkeypatch):
    def missing(*_, **__):
        raise MissingExtra("A figure", "plots")

    monkeypatch.setattr("qualcode.tables.writer_for", lambda path: missing)
    texts = [
        "".join(span.text for span in block.spans) for block in laid_out(small()).blocks if hasattr(block, "spans")
    ]
    assert any(text.startswith("Figuur niet getekend (Krippendorffs alfa per code") for text in texts)


def test_a_file_that_nothing_writes_and_a_language_that_there_is_not(tmp_path):
    with pytest.raises(NoWriter, match=r"Installed: \.docx, \.html, \.md, \.txt, \.xlsx"):
        small().write(tmp_path / "rapport.pdf")
    with pytest.raises(CallError, match='No language "de"'):
        small().write(tmp_path / "rapport.md", lang="de")
    with pytest.raises(CallError, match='No audience "everyone"'):
        small().write(tmp_path / "rapport.md", audience="everyone")


def test_markup_in_a_text_stays_text(tmp_path):
    base = small()
    odd = Section(Note("heading.made"), (Paragraph((Note("report.as_it_is", {"text": "<b>=1+1 & *zo*</b>"}),)),
                                         Shown(sample_frame(), Note("report.caption_rules"), "rules")))  # fmt: skip
    made = Report(base.title, base.subtitle, (odd,), base.recipe)
    assert "&lt;b&gt;=1+1 &amp; *zo*&lt;/b&gt;" in words(made.write(tmp_path / "x.html"))
    assert "<b>=1+1 & *zo*</b>" in docx.Document(made.write(tmp_path / "x.docx")).paragraphs[3].text
