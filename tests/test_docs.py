"""Documentation that is tested: examples in docstrings run, public names are explained, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

import qualcode

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "qualcode").rglob("*.py")
    if "migrations" not in path.parts and "shipped" not in path.parts
)
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_run(name):
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=options)
    assert failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_lives_there(name):
    assert importlib.import_module(name).__doc__


@pytest.mark.parametrize("name", qualcode.__all__)
def test_every_public_name_is_explained(name):
    assert len(getattr(qualcode, name).__doc__ or "") > 40


@pytest.mark.parametrize("name", [name for name in qualcode.__all__ if name[0].islower()])
def test_every_public_function_shows_an_example(name):
    assert ">>> " in getattr(qualcode, name).__doc__


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} points to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_words_with_several_meanings_are_not_used(page):
    if page.name in ("vocabulary.md", "history.md") or "reference" in page.parts:
        return
    words = set(re.findall(r"[a-z]+", page.read_text(encoding="utf-8").lower()))
    assert not words & {"rater", "raters", "annotation", "annotations", "highlight", "highlights"}
