"""The page of the study file names every key and every column that is read."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.sheets.cells import CONSENT

if TYPE_CHECKING:
    from qualcode.sheets.header import Field

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "study-file.md").read_text(encoding="utf-8")
SHEETS = ("cases", "persons", "documents", "speakers", "asked", "coverage", "codings", "decisions")


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_column_stands_on_the_page_and_the_needed_ones_are_bold(sheet):
    [row] = [line for line in PAGE.splitlines() if line.startswith(f"| {sheet} |")]
    fields: tuple[Field, ...] = import_module(f"qualcode.sheets.{sheet}").FIELDS
    for field in fields:
        bold = rf"\*\*{field.name}\*\*"
        assert re.search(bold if field.required else rf"(?<!\*)\b{field.name}\b(?!\*)", row), field.name


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_dutch_name_on_the_page_is_read(sheet):
    [row] = [line for line in PAGE.splitlines() if line.startswith(f"| {sheet} |")]
    fields = {field.name: field for field in import_module(f"qualcode.sheets.{sheet}").FIELDS}
    named = re.findall(r"(?:\*\*)?(\w+)(?:\*\*)? \(([^)]+)\)", row.split("|")[2])
    assert named
    for field, others in named:
        assert set(others.split(", ")) <= set(fields[field].also), field


@pytest.mark.parametrize("words", CONSENT.values())
def test_every_word_of_a_consent_stands_on_the_page(words):
    assert any(word in PAGE for word in words[1:] or words)
