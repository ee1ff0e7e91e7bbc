"""Each change between two versions has one class, and only new, wider and split codes are read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from qualcode.codebook import Codebook, Facet
from qualcode.codebook.diff import KINDS, REOPENS, diff, reopened
from tests.codebook.books import book, books

TREE = """
regie
  extern
  zelf
ict
"""
MEANT = {"definition": {"nl": "Wie kiest."}, "use_when": {"nl": "Keuzes."}, "not_when": {"nl": "Ouders (ict)."}}
OLD = book(TREE, "1.0.0", zelf=MEANT)


def kinds(old: Codebook, new: Codebook) -> list[tuple[str, str]]:
    return [(found.key, found.kind) for found in diff(old, new)]


def changed(**fields: object) -> Codebook:
    """Version 1.1.0, in which the code `zelf` has these fields."""
    return book(TREE, "1.1.0", zelf={**MEANT, **fields})


def without(*names: str) -> Codebook:
    return replace(OLD, version="1.1.0", codes=tuple(code for code in OLD if code.key not in names))


@given(books())
def test_a_book_does_not_differ_from_itself(any_book):
    assert diff(any_book, any_book) == []
    assert reopened(any_book, any_book) == frozenset()


@given(books(), books())
def test_what_is_reopened_is_what_is_new_wider_or_split(old, new):
    found = {one.key for one in diff(old, new) if one.kind in REOPENS and one.key in new}
    assert reopened(old, new) == found
    assert {one.kind for one in diff(old, new)} <= set(KINDS)


@pytest.mark.parametrize(
    "fields",
    [
        {"label": {"nl": "Zelfregie van de leerling"}},
        {"rules": ("mogen is zelfregie",)},
        {"example": {"nl": "Ik kies zelf."}},
        {"color": "#fff"},
        {"cues": ("zelf kiezen",)},
        {"unprompted": True},
        {"definition": {"nl": "Wie  kiest"}},
        {"definition": {"nl": "Wie kiest.", "en": "Who chooses."}},
    ],
)
def test_what_a_coder_would_mark_is_the_same_after_a_cosmetic_change(fields):
    assert kinds(OLD, changed(**fields)) == [("zelf", "cosmetic")]


@pytest.mark.parametrize("name", ["definition", "use_when", "not_when"])
def test_a_changed_meaning_is_wider_unless_the_codebook_says_otherwise(name):
    new = {name: {"nl": "Iets heel anders."}}
    assert kinds(OLD, changed(**new)) == [("zelf", "wider")]
    for stated in ("wider", "narrower", "cosmetic"):
        assert kinds(OLD, changed(**new, changed={"1.1.0": stated})) == [("zelf", stated)]


def test_a_translation_that_changes_while_the_other_stays_counts_as_wider():
    old = changed(definition={"nl": "Wie kiest.", "en": "Who chooses."})
    new = replace(changed(definition={"nl": "Wie kiest.", "en": "Who decides."}), version="1.2.0")
    assert kinds(old, new) == [("zelf", "wider")]


def test_a_statement_for_another_version_says_nothing_of_this_step():
    new = changed(definition={"nl": "Anders."}, changed={"1.0.0": "narrower"})
    assert kinds(OLD, new) == [("zelf", "wider")]


def test_a_rule_that_narrows_can_be_stated_without_a_changed_definition():
    new = changed(rules=("schijnkeuze is extern",), changed={"1.1.0": "narrower"})
    assert kinds(OLD, new) == [("zelf", "narrower"), ("zelf", "cosmetic")]


def test_over_several_versions_the_heaviest_statement_counts():
    new = changed(definition={"nl": "Anders."}, changed={"1.0.5": "wider", "1.1.0": "narrower"})
    assert kinds(OLD, new) == [("zelf", "wider")]


def test_a_code_that_is_born_is_new_and_one_taken_from_another_is_split():
    new = book(TREE + "  gedeeld\n  vrij", "1.1.0", zelf=MEANT, gedeeld={"split_from": ("ict",)})
    assert kinds(OLD, new) == [("gedeeld", "split"), ("vrij", "new")]
    assert reopened(OLD, new) == {"gedeeld", "vrij"}


def test_a_renamed_code_is_not_new():
    new = book(
        TREE.replace("zelf", "zelfregie"), "1.1.0", zelfregie={**MEANT, "was": ("zelf",), "label": {"nl": "Zelf"}}
    )
    assert kinds(OLD, new) == [("zelfregie", "renamed")]
    assert reopened(OLD, new) == frozenset()


def test_a_moved_code_is_the_same_code_and_renaming_its_parent_does_not_move_it():
    moved = book("regie\n  extern\nict\n  zelf", "1.1.0", zelf=MEANT)
    assert kinds(OLD, moved) == [("zelf", "moved")]
    renamed = book(
        TREE.replace("regie", "sturing"), "1.1.0", zelf=MEANT, sturing={"was": ("regie",), "label": {"nl": "Regie"}}
    )
    assert kinds(OLD, renamed) == [("sturing", "renamed")]


def test_a_merged_code_was_read_where_its_parts_were():
    new = without("extern")
    codes = tuple(
        replace(code, was=("extern",), definition={"nl": "Wie kiest, leraar of lerende."})
        if code.key == "zelf"
        else code
        for code in new
    )
    new = replace(new, codes=codes)
    assert kinds(OLD, new) == [("zelf", "merged"), ("zelf", "cosmetic")]
    assert reopened(OLD, new) == frozenset()


def test_a_merged_code_that_covers_more_than_its_parts_says_so_and_is_read_again():
    more = {**MEANT, "was": ("extern",), "changed": {"1.1.0": "wider"}}
    new = book("regie\n  zelf\nict", "1.1.0", zelf=more)
    assert reopened(OLD, new) == {"zelf"}


def test_a_retired_code_is_retired_and_a_lost_one_too():
    assert kinds(OLD, changed(retired="1.1.0", assignable=False)) == [("zelf", "retired")]
    assert kinds(OLD, without("zelf")) == [("zelf", "retired")]


def test_a_code_that_comes_back_is_read_again():
    gone = changed(retired="1.1.0", assignable=False)
    back = replace(OLD, version="1.2.0")
    assert reopened(gone, back) == {"zelf"}


def test_a_heading_that_becomes_a_code_is_wider_and_the_other_way_round_narrower():
    heading = changed(assignable=False)
    assert kinds(OLD, heading) == [("zelf", "narrower")]
    assert kinds(heading, replace(OLD, version="1.2.0")) == [("zelf", "wider")]


def test_codes_that_no_longer_exclude_each_other_are_read_again():
    bound = book(TREE, "1.1.0", zelf=MEANT, regie={"exclusive": True})
    assert kinds(OLD, bound) == [("extern", "narrower"), ("zelf", "narrower")]
    assert reopened(bound, replace(OLD, version="1.2.0")) == {"extern", "zelf"}


def test_facets_differ_by_their_values_and_reopen_no_code():
    def with_values(version: str, *values: str) -> Codebook:
        return replace(OLD, version=version, facets={"stand": Facet("stand", values)})

    old = with_values("1.0.0", "huidig", "ambitie")
    assert kinds(old, with_values("1.1.0", "huidig", "ambitie", "terugblik")) == [("facet.stand", "wider")]
    assert kinds(old, with_values("1.1.0", "huidig")) == [("facet.stand", "narrower")]
    assert kinds(old, with_values("1.1.0", "ambitie", "huidig")) == [("facet.stand", "cosmetic")]
    assert kinds(OLD, with_values("1.1.0", "huidig")) == [("facet.stand", "new")]
    assert reopened(OLD, with_values("1.1.0", "huidig")) == frozenset()


def test_a_difference_says_what_stood_and_what_stands_there():
    [found] = diff(OLD, changed(definition={"nl": "Wie beslist."}))
    assert (found.before, found.after, found.field) == ("Wie kiest.", "Wie beslist.", "definition.nl")
    assert str(found) == "zelf: wider (definition.nl: Wie kiest. -> Wie beslist.)"
