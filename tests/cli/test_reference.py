"""The page of commands says what the program does."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.reference import as_markdown

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "commands.md"


def test_the_page_of_commands_is_not_stale():
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), (
        "run: python -m qualcode.cli.reference > docs/reference/commands.md"
    )
