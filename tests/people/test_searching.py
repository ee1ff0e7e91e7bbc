"""Names of the key are found in every kind of place: each with a name planted in it, and named by where it stands."""

from __future__ import annotations

import json

import pytest

from qualcode.people.key import Key, Name
from qualcode.people.searching import search
from tests.people.test_copies_everywhere import word, workbook
from tests.store.world import begun, coding

KEY = Key((Name("Kwartelaar", "Leraar 1"), Name("Renée Zwaluwe", "Leraar 2")))


def places(path) -> set[str]:
    return {found.where for found in search([path], KEY).found}


def test_a_word_file_is_searched_in_each_of_its_parts_and_in_what_lies_within_it(tmp_path):
    (tmp_path / "a.docx").write_bytes(word())
    found = places(tmp_path / "a.docx")
    for part in (
        "word/document.xml",
        "word/comments.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "customXml/item9.xml",
    ):
        assert f"part {part}" in found, part
    assert any(where.startswith("part word/header") for where in found)
    assert any(where.startswith("part word/footer") for where in found)
    assert any(where.startswith("part word/embeddings/lijst.xlsx, xl/") for where in found)


def test_a_workbook_is_searched_in_cells_names_comments_headers_and_properties(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook())
    found = places(tmp_path / "a.xlsx")
    for part in (
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "docProps/core.xml",
        "docProps/app.xml",
    ):
        assert f"part {part}" in found, part
    assert any("comments" in where for where in found)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.html", "<p>Ren&eacute;e en Kwar<b>telaar</b></p>"),
        ("a.json", json.dumps({"text": "Renée zei"})),
        ("a.otr", json.dumps({"text": "<p>Ren<i>\u00e9</i>e</p>"})),
        ("a.csv", "spreker;tekst\nKWARTELAAR;ja\n"),
        ("a.eaf", "<A>Ren&#233;e</A>"),
        ("a.txt", "het Kwartelaar-effect"),
    ],
)
def test_files_of_text_are_searched_as_they_are_read(tmp_path, name, written):
    (tmp_path / name).write_text(written, encoding="utf-8")
    assert places(tmp_path / name) == {"text"}


def test_the_name_of_a_file_is_one_of_its_places(tmp_path):
    (tmp_path / "kwartelaar_begin.txt").write_text("Dag.", encoding="utf-8")
    assert places(tmp_path / "kwartelaar_begin.txt") == {"its name"}


@pytest.mark.parametrize(
    "author", [b"(van Kwartelaar \\(juf\\))", b"<FEFF" + "Kwartelaar".encode("utf-16-be").hex().encode() + b">"]
)
def test_the_properties_of_a_pdf_are_searched(author):
    from qualcode.people.searching import _properties

    assert "Kwartelaar" in _properties(b"1 0 obj << /Title (x) /Author " + author + b" >> endobj")


def test_every_table_of_a_project_is_searched(tmp_path):
    from dataclasses import replace

    with begun(
        tmp_path, g1="I: Wie?\nKwartelaar: De weektaak dus.\nI: En?\nKwartelaar: Ja, dat.\nI: Dank.\n"
    ) as project:
        project.add_persons([{"person": "Renée", "bijnaam": "Kwartelaar"}])
        project.add_speakers([{"document": "g1", "label": "Kwartelaar", "person": "Renée", "role": "leraar"}])
        project.add_survey([{"respondent": "1", "open": "zegt Kwartelaar"}])
        project.add_codings([replace(coding(project, "weektaak", "ict", "A"), memo="zie Kwartelaar")])
        project.add_decisions(
            [{"document": "g1", "quote": "weektaak", "code": "ict", "decision": "erin", "reason": "van Kwartelaar"}]
        )
        project.add_waves(["begin", "eind Kwartelaar"])
    found = places(tmp_path / "studie.qualcode")
    wanted = ("text, column body", "person, column row", "attribute, column value", "speaker, column label", "turn, column label",
              "survey, column answers", "memo, column text", "decision, column reason", "wave, column name", "op, column data")  # fmt: skip
    for where in wanted:
        assert f"table {where}" in found, where


def test_a_person_who_refused_the_use_of_what_was_said_is_named_when_it_is_added(tmp_path):
    with begun(tmp_path) as project:
        project.add_persons(
            [{"person": "P1", "consent": "use=no; archive=no; reuse=no"}, {"person": "P2", "consent": "use=yes"}]
        )
        added = project.add_speakers([{"document": "g1", "label": "R1", "person": "P1", "role": "leraar"}])
        refused = 'P1 refused the use of what was said, and it is in the project: see qualcode forget person "P1"'
        assert refused in added.changed
        assert refused in project.add_persons([{"person": "P1", "consent": "use=no"}]).changed
        assert not project.add_persons([{"person": "P2", "consent": "use=no"}]).changed[1:]
