"""The reference page names every field of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.codebook.fields import BOOK, CODE, FACET
from qualcode.codebook.file import loads

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "codebook-file.md"


@pytest.mark.parametrize("name", sorted({one.name for one in (*BOOK, *FACET, *CODE)}))
def test_every_field_is_explained(name):
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8")


def test_the_example_of_the_page_is_a_codebook_but_for_the_code_it_speaks_of():
    text = PAGE.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    book = loads(text.replace("        split_from: [extern]\n", ""))
    assert book.keys == ("regie", "gedeeld")
