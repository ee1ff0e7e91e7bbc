"""A Word file as Word reads it: styles, fields, repeated heads, language, page, properties; and nothing hard-set."""

import zipfile

import docx
import pytest
from lxml import etree

from qualcode.table import Axis, Matrix, Recipe, Table
from qualcode.tables import layout
from qualcode.tables.fit import LANDSCAPE, PORTRAIT, fit
from tests.tables.samples import sample_agreement, sample_frame, sample_matrix, sample_quotes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path, name="word/document.xml"):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def texts(element):
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


@pytest.fixture
def word(tmp_path):
    return lambda table, **options: table.write(tmp_path / "tabel.docx", **options)


def wide(codes=40):
    import pandas as pd

    keys = tuple(f"code{at}" for at in range(codes))
    rows = Axis("school", ("s1", "s2"))
    columns = Axis("code", keys, {key: {"nl": f"Een lang label voor {key}"} for key in keys})

    def grid(value):
        return pd.DataFrame([[value] * codes] * 2, rows.keys, keys, dtype="object")

    return Matrix("matrix", grid(3).astype("float64"), Recipe("matrix"), states=grid("found"), n=grid(3), N=grid(4),
                  flags=grid(frozenset()), rows=rows, columns=columns)  # fmt: skip


def test_it_opens_and_holds_one_real_table_with_all_its_cells(word):
    document = docx.Document(word(sample_matrix(), caption="Codes per school"))
    table = document.tables[0]
    assert len(document.tables) == 1
    assert [cell.text for cell in table.rows[2].cells] == ["Het Wisselspoor", "4", "3/4", "1/4", "2/4", "1 (4/5)", "…"]
    assert table.style.name == "Plain Table 2"


def test_the_caption_is_counted_by_Word_bold_with_the_title_in_italics_below(word):
    document = docx.Document(word(sample_matrix(), caption="Codes per school"))
    caption = document.paragraphs[0]
    assert caption.style.name.lower() == "caption"
    assert caption.text == "Tabel 1\nCodes per school"
    assert "".join(node.text for node in caption._p.iter(f"{W}instrText")).strip() == "SEQ Tabel \\* ARABIC"
    forms = {run.text: (bool(run.bold), bool(run.italic)) for run in caption.runs if run.text.strip()}
    assert forms["Tabel "] == (True, False)
    assert forms["Codes per school"] == (False, True)


def test_a_number_given_in_the_caption_stands_until_Word_counts_again(word):
    assert docx.Document(word(sample_matrix(), caption="Tabel 7. Codes")).paragraphs[0].text == "Tabel 7\nCodes"


def test_English_tables_count_as_Table(word):
    fields = part(word(sample_matrix(), lang="en")).iter(f"{W}instrText")
    assert [field.text.strip() for field in fields] == ["SEQ Table \\* ARABIC"]


def test_every_row_of_heads_is_repeated_and_no_row_is_split(word):
    rows = list(part(word(sample_matrix())).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize(("lang", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_document_and_every_run_carry_their_language(word, lang, tag):
    path = word(sample_agreement(), lang=lang)
    runs = list(part(path).iter(f"{W}r"))
    assert len(runs) > 30
    assert {run.find(f"{W}rPr/{W}lang").get(f"{W}val") for run in runs} == {tag}
    assert part(path, "word/styles.xml").find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == tag


def test_no_run_and_no_cell_sets_a_font_a_size_a_colour_or_a_shade(word):
    for table in (sample_matrix(), sample_agreement(), sample_quotes()):
        tree = part(word(table))
        for hard in ("rFonts", "sz", "color", "shd", "highlight"):
            assert tree.find(f".//{W}{hard}") is None


def test_rules_stand_above_under_the_heads_and_below_only(word):
    path = word(sample_matrix(own=None))
    borders = part(path, "word/styles.xml").find(f".//{W}style[@{W}styleId='PlainTable2']//{W}tblBorders")
    assert {border.tag.removeprefix(W) for border in borders} == {"top", "bottom"}
    rows = list(part(path).iter(f"{W}tr"))
    ruled = [{side.tag.removeprefix(W) for side in row.iterfind(f"{W}tc/{W}tcPr/{W}tcBorders/*")} for row in rows]
    assert ruled == [set(), {"bottom"}, set(), set(), set()]


def test_the_note_begins_with_Noot_in_italics_below_the_table(word):
    document = docx.Document(word(sample_matrix()))
    note = document.paragraphs[-1]
    assert note.style.name == "Table Note"
    assert note.text.startswith("Noot. Definitieve codering")
    assert note.runs[0].text == "Noot."
    assert note.runs[0].italic
    assert "N" in [run.text for run in note.runs if run.italic]


def test_the_letter_of_a_specific_note_is_raised(word):
    raised = [
        texts(run) for run in part(word(sample_agreement())).iter(f"{W}r") if run.find(f".//{W}vertAlign") is not None
    ]
    assert raised == ["a", "b", "a", "b"]


def test_a_narrow_table_stands_upright_and_a_wide_one_lies(word):
    upright = part(word(sample_matrix())).find(f".//{W}pgSz")
    assert (upright.get(f"{W}orient"), upright.get(f"{W}w")) == (None, "11906")
    lying = part(word(wide(24))).find(f".//{W}pgSz")
    assert (lying.get(f"{W}orient"), lying.get(f"{W}w")) == ("landscape", "16838")


def test_heads_of_a_wide_table_are_turned(word):
    directions = {node.get(f"{W}val") for node in part(word(wide(24))).iter(f"{W}textDirection")}
    assert directions == {"btLr"}
    assert not list(part(word(sample_matrix())).iter(f"{W}textDirection"))


def test_a_table_wider_than_a_page_goes_on_in_panels_with_every_column_once(word):
    document = docx.Document(word(wide(60)))
    assert len(document.tables) > 1
    shown = [cell.text for table in document.tables for cell in table.rows[0].cells[2:]]
    assert shown == [f"Een lang label voor code{at}" for at in range(60)]
    captions = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name.lower() == "caption"]
    assert captions[1:] == ["Tabel 1 (vervolg)"] * (len(document.tables) - 1)


@pytest.mark.parametrize(
    "table", [sample_matrix(), sample_agreement(), sample_quotes(), sample_frame(), wide(24), wide(60)]
)
def test_no_panel_is_wider_than_its_page(table):
    chosen = fit(layout(table))
    for widths in chosen.widths:
        assert sum(widths) <= (LANDSCAPE if chosen.landscape else PORTRAIT) + 0.01


def test_widths_of_the_grid_and_of_the_cells_agree(word):
    table = next(part(word(sample_agreement())).iter(f"{W}tbl"))
    grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    for row in table.iter(f"{W}tr"):
        assert sum(int(cell.get(f"{W}w")) for cell in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")) == sum(grid)


def test_the_table_describes_itself_for_those_who_cannot_see_it(word):
    properties = next(part(word(sample_matrix(), caption="Codes per school")).iter(f"{W}tblPr"))
    assert properties.find(f"{W}tblCaption").get(f"{W}val") == "Codes per school"
    assert properties.find(f"{W}tblDescription").get(f"{W}val") == "Tabel met 3 rijen en 7 kolommen: Codes per school."


@pytest.mark.parametrize(
    ("audience", "footer"), [("team", "Alleen voor het team"), ("school", "Voor de school"), ("public", "")]
)
def test_the_footer_says_whom_the_file_is_for(word, audience, footer):
    path = word(sample_matrix(), audience=audience)
    assert texts(part(path, "word/footer.xml")) == footer


def test_the_properties_name_nobody_and_no_day(word):
    properties = docx.Document(word(sample_matrix(), caption="Codes per school")).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.created, properties.modified) == (None, None)
    assert (properties.title, properties.subject) == ("Codes per school", "Alleen voor het team")
    assert properties.keywords == sample_matrix().recipe.id


def test_equal_tables_give_equal_bytes(tmp_path):
    one = sample_matrix().write(tmp_path / "a.docx").read_bytes()
    assert one == sample_matrix().write(tmp_path / "b.docx").read_bytes()


def test_signs_that_xml_cannot_hold_are_seen_and_markup_is_text(word):
    import pandas as pd

    frame = pd.DataFrame({"citaat": ["ja\x0bnee\x00 <w:p> & “zo”", "tab\tregel\nvolgende"]})
    document = docx.Document(word(Table("frame", frame, Recipe("x"))))
    assert document.tables[0].rows[1].cells[0].text == "ja\ufffdnee\ufffd <w:p> & “zo”"
    assert document.tables[0].rows[2].cells[0].text == "tab\tregel\nvolgende"


def test_a_small_table_is_kept_together_with_its_note(word):
    rows = list(part(word(sample_matrix())).iter(f"{W}tr"))
    assert all(paragraph.find(f"{W}pPr/{W}keepNext") is not None for row in rows for paragraph in row.iter(f"{W}p"))
