"""Not read is not "no": which codes a reading finished under an older version has judged."""

from __future__ import annotations

from dataclasses import replace

from qualcode.codebook import Code, Codebook, changes
from qualcode.codebook.lineage import chain
from tests.codebook.books import book

FIRST = book("regie\n  extern\n  zelf\nict", "1.0.0")


def test_a_book_has_judged_itself():
    assert FIRST.unread("1.0.0") == frozenset()
    assert FIRST.unread("1") == frozenset()


def test_a_code_split_off_is_unread_in_every_version_before_it():
    second = changes.split(FIRST, "extern", [Code("gedeeld", {"nl": "Gedeeld"})])
    third = changes.split(second, "ict", [Code("apparaten", {"nl": "Apparaten"})])
    assert third.unread("1.0.0") == {"gedeeld", "apparaten"}
    assert third.unread("1.1.0") == {"apparaten"}
    assert third.unread("1.2.0") == frozenset()


def test_a_code_renamed_after_it_was_born_is_unread_under_its_new_key():
    born = changes.split(FIRST, "extern", [Code("gedeeld", {"nl": "Gedeeld"})])
    assert changes.rename(born, "gedeeld", "samen").unread("1.0.0") == {"samen"}


def test_a_code_widened_on_the_way_stays_unread_when_its_text_goes_back():
    wider = book("regie\n  extern\n  zelf\nict", "1.1.0", zelf={"definition": {"nl": "Ook samen."}})
    back = book("regie\n  extern\n  zelf\nict", "1.2.0", zelf={"changed": {"1.2.0": "narrower"}})
    last = chain([FIRST, wider, back])
    assert last.unread("1.0.0") == {"zelf"}
    assert last.unread("1.1.0") == frozenset()


def test_renaming_moving_and_merging_make_nothing_unread():
    last = changes.rename(FIRST, "zelf", "zelfregie")
    last = changes.move(last, "zelfregie", "ict")
    last = changes.merge(last, "extern", "zelfregie")
    assert last.unread("1.0.0") == frozenset()


def test_a_merged_code_is_unread_where_one_of_its_parts_was_not_born_yet():
    second = changes.split(FIRST, "extern", [Code("gedeeld", {"nl": "Gedeeld"})])
    last = changes.merge(second, "gedeeld", "zelf")
    assert last.unread("1.0.0") == {"zelf"}
    assert last.unread("1.1.0") == frozenset()
    assert replace(last, earlier=()).unread("1.0.0") == {"zelf"}


def test_a_retired_code_is_never_unread():
    second = changes.split(FIRST, "extern", [Code("gedeeld", {"nl": "Gedeeld"})])
    assert changes.retire(second, "gedeeld").unread("1.0.0") == frozenset()


def test_without_earlier_versions_since_and_changed_decide():
    alone = Codebook(
        "boek", "1.2.0",
        (
            Code("a", {"nl": "A"}),
            Code("b", {"nl": "B"}, since="1.1.0"),
            Code("c", {"nl": "C"}, changed={"1.2.0": "wider"}),
            Code("d", {"nl": "D"}, changed={"1.2.0": "narrower"}),
            Code("e", {"nl": "E"}, since="1.1.0", retired="1.2.0"),
        ),
    )  # fmt: skip
    assert alone.unread("1.0.0") == {"b", "c"}
    assert alone.unread("1.1") == {"c"}
    assert alone.unread("1.2.0") == frozenset()
    assert alone.unread("1.10") == frozenset()


def test_a_reading_of_named_codes_has_judged_those_only():
    second = changes.split(FIRST, "extern", [Code("gedeeld", {"nl": "Gedeeld"})])
    assert second.judged(("regie", "extern", "zelf"), "1.0.0") == {"regie", "extern", "zelf"}
    assert second.judged((), "1.0.0") == {"regie", "extern", "zelf", "ict"}
    assert second.judged((), "1.1.0") == set(second.keys)


def test_a_reading_of_one_part_has_not_judged_the_code_that_both_were_merged_into():
    last = changes.merge(FIRST, "extern", "zelf")
    assert last.judged(("regie", "zelf"), "1.0.0") == {"regie"}
    assert last.judged(("regie", "zelf", "extern"), "1.0.0") == {"regie", "zelf"}
    assert last.judged(("regie", "zelf"), "1.1.0") == {"regie", "zelf"}


def test_a_reading_of_a_code_that_was_renamed_since_has_judged_it():
    last = changes.rename(FIRST, "zelf", "zelfregie")
    assert last.judged(("zelf",), "1.0.0") == {"zelfregie"}
    assert last.judged(("zelfregie",), "1.0.0") == {"zelfregie"}


def test_a_key_is_followed_through_versions_that_say_one_step_each():
    second = book("regie\n  extern\n  b\nict", "1.1.0", b={"was": ("zelf",)})
    third = replace(
        book("regie\n  extern\n  c\nict", "1.2.0", c={"was": ("b",)}), earlier=(FIRST, replace(second, earlier=()))
    )
    assert third.current("zelf") == "c"
