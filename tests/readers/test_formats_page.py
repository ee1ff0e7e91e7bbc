"""The page of formats names everything that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.readers import suffixes
from qualcode.readers.sheets import SUFFIXES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", sorted({*suffixes(), *SUFFIXES} - {".markdown"}))
def test_each_suffix_stands_on_the_page(suffix: str) -> None:
    assert suffix in PAGE
