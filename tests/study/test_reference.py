"""The page of the study file shows every key."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.study.file import FINAL, KEYS, SUPPRESSION

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "study-file.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_a_study_file_stands_in_the_example(key):
    assert f"\n{key}: " in PAGE


@pytest.mark.parametrize("value", [*FINAL, *SUPPRESSION])
def test_every_value_of_a_setting_stands_on_the_page(value):
    assert value in PAGE
