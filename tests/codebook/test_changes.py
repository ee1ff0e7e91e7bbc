"""The laws of changing a codebook: no key is lost, none is used twice, no coding is touched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook, changes
from qualcode.codebook.amendment import amend
from qualcode.codebook.diff import diff
from qualcode.codebook.laws import demand
from qualcode.codebook.lineage import chain, grown, succession_faults
from qualcode.errors import CodebookError, CodebookFaults, UnknownCode
from tests.codebook.books import book, books

BOOK = book("regie\n  extern\n  zelf\nict\n  adaptief")


def codes(of: Codebook) -> st.SearchStrategy[str]:
    return st.sampled_from(of.keys)


@st.composite
def steps(draw, start: Codebook) -> list[Codebook]:
    """A book and what becomes of it by up to five changes that are allowed."""
    versions = [start]
    for number in range(draw(st.integers(1, 4))):
        now = versions[-1]
        what = draw(st.sampled_from(["rename", "move", "merge", "split", "retire"]))
        key, other = draw(codes(now)), draw(codes(now))
        try:
            after = {
                "rename": lambda now=now, key=key, number=number: changes.rename(now, key, f"nieuw-{number}"),
                "move": lambda now=now, key=key, other=other: changes.move(now, key, other),
                "merge": lambda now=now, key=key, other=other: changes.merge(now, key, other),
                "split": lambda now=now, key=key, number=number: changes.split(
                    now, key, [Code(f"deel-{number}", {"nl": "Deel"})]
                ),
                "retire": lambda now=now, key=key: changes.retire(now, key),
            }[what]()
        except CodebookError:
            continue
        versions.append(after)
    return versions


@given(books(most=6), st.data())
def test_every_key_that_ever_was_is_answered_for_ever(start, data):
    versions = data.draw(steps(start))
    last = versions[-1]
    for version in versions:
        for key in (*version.keys, *(old for code in version for old in code.was)):
            assert last.current(key) in last
    demand(last)


@given(books(most=6), st.data())
def test_no_key_is_ever_used_again(start, data):
    last = data.draw(steps(start))[-1]
    for former in {old for version in (*last.earlier, last) for code in version for old in code.was}:
        with pytest.raises(CodebookError):
            changes.rename(last, last.keys[0], former)


@given(books(most=6), st.data())
def test_each_version_holds_those_it_grew_from_and_breaks_no_law_of_succession(start, data):
    versions = data.draw(steps(start))
    last = versions[-1]
    assert [one.version for one in last.earlier] == [one.version for one in versions[:-1]]
    for old, new in pairwise(versions):
        assert list(succession_faults(old, new)) == []


@given(books(most=6), st.data())
def test_an_old_reading_has_judged_what_no_step_reopened(start, data):
    versions = data.draw(steps(start))
    last = versions[-1]
    assert last.unread(last.version) == frozenset()
    assert last.unread(start.version) <= set(last.keys)
    for old, new in pairwise(versions):
        assert last.unread(new.version) <= last.unread(old.version)


@given(books(), st.data())
def test_moving_changes_no_key_and_makes_nothing_unread(start, data):
    key, under = data.draw(codes(start)), data.draw(st.none() | codes(start))
    try:
        moved = changes.move(start, key, under)
    except CodebookError:
        return
    assert set(moved.keys) == set(start.keys)
    assert moved.parent(key) == under
    assert moved.unread(start.version) == frozenset()
    assert {found.kind for found in diff(start, moved)} == {"moved"}
    assert set(moved.subtree(key)) == set(start.subtree(key))


@given(books(), st.data())
def test_renaming_keeps_the_old_key_under_was(start, data):
    key = data.draw(codes(start))
    renamed = changes.rename(start, key, "geheel-nieuw")
    assert renamed["geheel-nieuw"].was == (*start[key].was, key)
    assert renamed.current(key) == "geheel-nieuw"
    assert renamed.children("geheel-nieuw") == start.children(key)
    assert renamed.unread(start.version) == frozenset()


def test_merging_is_followed_through_several_merges():
    first = changes.merge(BOOK, "extern", "zelf")
    second = changes.merge(first, "zelf", "regie")
    assert second.current("extern") == second.current("zelf") == "regie"
    assert second["regie"].was == ("zelf", "extern")


def test_the_target_of_a_merge_takes_the_children_rules_and_cues():
    start = book("regie\n  extern\nict\n  adaptief", regie={"rules": ("r1",), "cues": ("c",)}, ict={"rules": ("r2",)})
    merged = changes.merge(start, "regie", "ict")
    assert set(merged.children("ict")) == {"extern", "adaptief"}
    assert merged["ict"].rules == ("r2", "r1")
    assert merged["ict"].cues == ("c",)


def test_codes_split_off_stand_beside_their_source_and_are_unread():
    after = changes.split(BOOK, "extern", [Code("gedeeld", {"nl": "Gedeeld"}), Code("samen", {"nl": "Samen"})])
    assert after.children("regie") == ("extern", "gedeeld", "samen", "zelf")
    assert after["gedeeld"].since == after.version == "1.1.0"
    assert after["gedeeld"].split_from == ("extern",)
    assert after.unread("1.0.0") == {"gedeeld", "samen"}
    assert [(d.key, d.kind) for d in diff(BOOK, after)] == [
        ("extern", "narrower"), ("gedeeld", "split"), ("samen", "split"),
    ]  # fmt: skip


def test_a_code_can_be_split_up_whole():
    after = changes.split(BOOK, "extern", [Code("leraar", {"nl": "Leraar"})], retiring=True)
    assert after["extern"].retired == "1.1.0"
    assert not after["extern"].assignable


def test_a_retired_code_keeps_its_place_and_is_not_applied():
    after = changes.retire(BOOK, "zelf")
    assert (after["zelf"].retired, after["zelf"].assignable, after.parent("zelf")) == ("1.1.0", False, "regie")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda: changes.rename(BOOK, "zelf", "Extern"), 'There is a code "extern" already.'),
        (lambda: changes.rename(BOOK, "zelf", "a.b"), '"a.b" cannot be a key: it holds a dot'),
        (lambda: changes.rename(changes.rename(BOOK, "zelf", "z"), "ict", "zelf"), 'is a former key of "z"'),
        (lambda: changes.rename(changes.rename(BOOK, "zelf", "z"), "z", "zelf"), 'is a former key of "z"'),
        (lambda: changes.rename(changes.rename(BOOK, "zelf", "z"), "zelf", "y"), '"zelf" goes by "z" now'),
        (lambda: changes.rename(BOOK, "zlf", "z"), 'Did you mean "zelf"?'),
        (lambda: changes.rename(BOOK, "zelf", "z", version="1.0.0"), "Version 1.0.0 is not later than 1.0.0"),
        (lambda: changes.rename(BOOK, "zelf", "z", version="twee"), '"twee" is no version number'),
        (lambda: changes.move(BOOK, "regie", "zelf"), "cannot be moved under itself"),
        (lambda: changes.move(BOOK, "regie", "regie"), "cannot be moved under itself"),
        (lambda: changes.move(BOOK, "zelf", "regie"), 'stands under "regie" already'),
        (lambda: changes.move(BOOK, "ict", None), "stands at the top already"),
        (lambda: changes.merge(BOOK, "zelf", "zelf"), "it is not one of them"),
        (lambda: changes.merge(BOOK, "regie", "zelf"), '"zelf" stands below "regie"'),
        (lambda: changes.merge(BOOK, [], "zelf"), "Name the codes"),
        (lambda: changes.split(BOOK, "zelf", []), "Name at least one code"),
        (lambda: changes.split(BOOK, "zelf", [Code("a", {"nl": "A"}), Code("A", {"nl": "A"})]), 'a code "a" already'),
        (lambda: changes.split(BOOK, "zelf", [Code("a")]), 'the code "a" has no label'),
        (lambda: changes.retire(changes.retire(BOOK, "zelf"), "zelf"), "is retired since version 1.1.0 already"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_a_sentence(change, says):
    with pytest.raises(CodebookError) as raised:
        change()
    assert says in str(raised.value)


def test_an_unknown_code_is_an_unknown_code():
    with pytest.raises(UnknownCode):
        changes.retire(BOOK, "nergens")


def test_a_tree_never_grows_deeper_than_twelve_levels():
    deep = book("\n".join("  " * n + f"c{n}" for n in range(11)) + "\nx\n  y")
    with pytest.raises(CodebookError, match="more than 12 levels"):
        changes.move(deep, "x", "c10")
    assert changes.move(deep, "y", "c10").height == 12


def test_a_version_may_not_lose_a_key_or_use_one_again():
    second = changes.rename(BOOK, "zelf", "zelfregie")
    lost = book("regie\n  extern\nict\n  adaptief", "1.2.0")
    again = book("regie\n  extern\n  zelf\nict\n  adaptief\n  zelfregie", "1.2.0")
    assert [p.what for p in succession_faults(second, lost)] == [
        'the code "zelfregie" of version 1.1.0 is gone.',
        'the former key "zelf" of "zelfregie" (version 1.1.0) is gone.',
    ]
    assert [p.what for p in succession_faults(second, again)] == [
        'the key "zelf" is a former key of "zelfregie" (version 1.1.0).'
    ]


def test_versions_of_two_codebooks_or_in_the_wrong_order_are_no_lineage():
    with pytest.raises(CodebookFaults, match="is not later than"):
        grown(BOOK, BOOK)
    with pytest.raises(CodebookFaults, match="of another codebook"):
        grown(Codebook("ander", "0.1", BOOK.codes), BOOK)
    assert [one.version for one in chain([BOOK, book("regie\n  extern\n  zelf\nict\n  adaptief", "2")]).earlier] == [
        "1.0.0"
    ]


def test_an_amendment_says_what_follows_reopens_and_must_be_looked_at_again():
    after = changes.split(changes.merge(BOOK, "extern", "zelf"), "ict", [Code("apparaten", {"nl": "Apparaten"})])
    after = changes.retire(after, "adaptief")
    found = amend(BOOK, after, codings={"extern": 1, "ict": 12, "adaptief": 3}, finished=8)
    assert found.follows == {"extern": "zelf"}
    assert found.reopens == ("apparaten",)
    assert found.recode == ("ict", "adaptief")
    assert found.effects == (
        '1 coding of "extern" goes by "zelf"; none is rewritten.',
        '8 finished readings count as not coded yet for "apparaten": it was split off from ict.',
        '12 codings of "ict" go on the recode list: it covers less now.',
        '3 codings of "adaptief" go on the recode list: it is no longer applied.',
    )


def test_an_amendment_names_texts_that_still_send_to_the_old_key():
    start = book("regie\n  extern\n  zelf", extern={"not_when": {"nl": "De lerende kiest (zelf, regie)."}})
    found = amend(start, changes.rename(start, "zelf", "zelfregie"))
    assert 'The "not_when" of extern still sends to "zelf": write "zelfregie".' in found.effects


def test_a_cosmetic_change_has_no_effect_and_says_so():
    found = amend(BOOK, book("regie\n  extern\n  zelf\nict\n  adaptief", "1.0.1", zelf={"label": {"nl": "Zelfregie"}}))
    assert found.effects == ("Codings, coverage and the recode list stay as they are.",)
