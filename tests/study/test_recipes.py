"""Named tables: a recipe says which analysis, with what, and what it becomes."""

from __future__ import annotations

import inspect

import pytest

import qualcode as qc
from qualcode.errors import StudyFaults
from qualcode.study.recipes import ARGUMENTS, ON_CODINGS, ON_UNITS, Named, read_recipes
from qualcode.study.tables import ON_UNITS as COMPARE_UNITS


def read(tmp_path, text: str, **how):
    path = tmp_path / "tables.yaml"
    path.write_text(text, encoding="utf-8")
    return read_recipes(path, **how)


def test_a_recipe_names_an_analysis_its_arguments_and_its_files(tmp_path):
    text = """\
- name: codes-per-school
  function: matrix
  arguments: {rows: school, depth: 2}
  caption: Codes per school
  audience: public
  output: [docx, tabel-2.xlsx]
- {name: citaten, function: quotes}
"""
    assert read(tmp_path, text, lang="en") == (
        Named(
            "codes-per-school",
            "matrix",
            {"rows": "school", "depth": 2},
            "Codes per school",
            "public",
            "en",
            ("codes-per-school.docx", "tabel-2.xlsx"),
        ),
        Named("citaten", "quotes", {}, None, "team", "en", ("citaten.docx", "citaten.xlsx", "citaten.html")),
    )


def test_all_faults_of_recipes_come_at_once_with_line_and_column(tmp_path):
    with pytest.raises(StudyFaults) as caught:
        read(
            tmp_path,
            """\
- name: a/b
  function: matrx
  captain: x
- name: twee
  function: matrix
  arguments: {row: school, dpth: 2}
  audience: publiek
  output: [pptx, docx]
- name: twee
  function: quotes
  output: [twee.docx, ../uit.docx]
- los
- name: drie
""",
        )
    assert [str(problem) for problem in caught.value.problems] == [
        "tables.yaml, line 1, column 3: a table needs a name that can be the name of a file.",
        'tables.yaml, line 2, column 3: unknown function "matrx". Did you mean "matrix"?',
        'tables.yaml, line 3, column 3: unknown key "captain". Did you mean "caption"?',
        'tables.yaml, line 6, column 15: unknown key "row". Did you mean "rows"?',
        'tables.yaml, line 6, column 28: unknown key "dpth". Did you mean "depth"?',
        'tables.yaml, line 7, column 3: unknown audience "publiek". Did you mean "public"?',
        'tables.yaml, line 8, column 12: nothing writes "twee.pptx". Known: .docx, .xlsx, .html, .md, .csv, .json, .txt.',
        'tables.yaml, line 9, column 3: the name "twee" stands there twice.',
        'tables.yaml, line 11, column 3: the file "twee.docx" stands there twice.',
        'tables.yaml, line 11, column 23: the file "../uit.docx" must be a name without a folder.',
        "tables.yaml, line 12, column 3: a table must be a map of names and values.",
        "tables.yaml, line 13, column 3: a table needs a function. Known: agreement, agreement_matrix, disagreements, span_disagreements, confusion, tendencies, matrix, quotes, cooccurrence.",
    ]


def test_a_file_that_is_no_list_of_tables_says_so(tmp_path):
    with pytest.raises(StudyFaults, match="is a list"):
        read(tmp_path, "name: een\nfunction: matrix\n")


@pytest.mark.parametrize("function", ARGUMENTS)
def test_a_recipe_may_give_every_argument_that_an_analysis_takes(function):
    takes = set(list(inspect.signature(getattr(qc, function)).parameters)[1:]) - {"project", "codebook", "layer"}
    of_units = set(ON_UNITS) if function in (*COMPARE_UNITS, "confusion") else set()
    assert set(ARGUMENTS[function]) - set(ON_CODINGS) - of_units == takes - of_units
