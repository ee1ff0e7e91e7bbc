"""The laws of the store, on any sequence of acts: merging is a union, tables follow from history, undo undoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from qualcode.model import Coding, Segment
from qualcode.store import codings, content, history, merging, opening, projection, records, schema
from qualcode.store.changes import Op
from tests.store.world import copied, everything, fresh

if TYPE_CHECKING:
    import random

    from qualcode.store.store import Store

TEXT = "Wie kiest de taak? De kinderen kiezen zelf, met de weektaak. Ik loop rond en vraag."
ROWS = ("wisselspoor", "meander", "zonneschans")

#: What somebody does: an act, a row, and a value.
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "set", "remove", "code", "uncode", "undo", "undo any", "import"]),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    max_size=9,
)


def do(store: Store, acts: list[tuple[str, int, int]]) -> None:
    for act, row, value in acts:
        with store.writing() as writer:
            c = writer.connection
            if act == "add":
                ops = records.put(c, "cases", {ROWS[row]: {"name": f"School {value}", "kind": "school"}}).ops
                writer.record("add cases", "cases", ops)
            elif act == "set":
                ops = [Op("cases", ROWS[row], "set", {"name": f"Naam {value}"})]
                writer.record("set", "cases", ops)
            elif act == "remove":
                writer.record(
                    "remove", "cases", [Op("cases", ROWS[row], "remove", saw=records.seen_by(c, "cases", ROWS[row]))]
                )
            elif act in ("code", "import"):
                made = [coding(row, value)] if act == "code" else [coding(n, value) for n in range(3)]
                _, ops_of = text_of(writer), codings._ops(c, made, True)[0]
                codings.store_content(writer, made)
                writer.record("add codings", "codings", list(ops_of.values()))
            elif act == "uncode":
                id_ = coding(row, value).id
                writer.record("remove", "coding", [Op("coding", id_, "remove", saw=records.seen_by(c, "coding", id_))])
            else:
                undo(writer, act, value)


def text_of(writer) -> str:
    return content.add_text(writer.connection, TEXT)


def undo(writer, act: str, value: int) -> None:
    c = schema.change.c
    rows = (
        writer.connection.execute(
            select(c.id)
            .where(c.force == 1, *([c.verb != "undo"] if act == "undo" else []))
            .order_by(c.clock.desc(), c.id)
        )
        .scalars()
        .all()
    )
    if rows:
        writer.undo(history.to_undo(writer.connection, rows[value % len(rows)], "A"))


def coding(row: int, value: int) -> Coding:
    from qualcode.store.ids import coding_id, text_id

    place = ("d1", text_id(TEXT), row * 10, row * 10 + 9 + value)
    id_ = coding_id("reading", "A", "main", place, f"code{value}", {})
    return Coding(
        id_, "reading", "A", "main", "1.0.0", f"code{value}", Segment(*place, TEXT[place[2] : place[3]]), "imported"
    )


def made(*sequences: list[tuple[str, int, int]], together: list[tuple[str, int, int]] = ()) -> list[Store]:
    """One store for each sequence, all grown from the same beginning."""
    first = fresh()
    do(first, list(together))
    stores = []
    for acts in sequences:
        store = fresh()
        merging.merge(store, first)
        do(store, acts)
        stores.append(store)
    return stores


@given(ACTS, ACTS)
def test_the_tables_follow_from_the_changes_alone(together, acts):
    (store,) = made(acts, together=together)
    stands = everything(store)
    with store.writing() as writer:
        projection.rebuild(writer.connection)
    assert everything(store) == stands


@given(ACTS, ACTS, ACTS)
def test_merging_does_not_depend_on_who_merges_whom(together, one, other):
    a, b = made(one, other, together=together)
    ab, ba = copied(a), copied(b)
    merging.merge(ab, b)
    merging.merge(ba, a)
    assert everything(ab) == everything(ba)


@given(ACTS, ACTS, ACTS, ACTS)
def test_merging_does_not_depend_on_the_grouping(together, one, two, three):
    a, b, c = made(one, two, three, together=together)
    left, right, bc = copied(a), copied(a), copied(b)
    merging.merge(left, b)
    merging.merge(left, c)
    merging.merge(bc, c)
    merging.merge(right, bc)
    assert everything(left) == everything(right)


@given(ACTS, ACTS)
def test_merging_again_changes_nothing(one, other):
    a, b = made(one, other)
    merging.merge(a, b)
    stands = everything(a)
    report = merging.merge(a, b)
    assert report.changes == 0
    assert not report.conflicts
    merging.merge(a, copied(a))
    assert everything(a) == stands


@given(ACTS, ACTS, ACTS)
def test_the_tables_follow_from_the_changes_after_merging_too(together, one, other):
    a, b = made(one, other, together=together)
    merging.merge(a, b)
    do(a, one)
    stands = everything(a)
    with a.writing() as writer:
        projection.rebuild(writer.connection)
    assert everything(a) == stands


@given(ACTS, ACTS, st.randoms(use_true_random=False))
def test_an_earlier_state_reads_as_it_was(before, after, chance: random.Random):
    (store,) = made(before)
    stands = everything(store)
    do(store, after)
    past = opening.at(store, stands["state"])
    now = everything(past)
    for name in ("text", "quote"):  # content may be more, no row refers to it
        assert set(stands.pop(name)) <= set(now.pop(name))
    assert now == stands


@given(ACTS, ACTS)
def test_undoing_everything_in_any_order_leaves_nothing(before, acts):
    (store,) = made(acts, together=before)
    with store.writing() as writer:
        c = schema.change.c
        verbs = (
            writer.connection.execute(select(c.id).where(c.force == 1, c.verb != "undo").order_by(c.id)).scalars().all()
        )
        for change in verbs:
            writer.undo(history.to_undo(writer.connection, change, "A"))
    stands = everything(store)
    assert not stands["cases"]
    assert not stands["coding"]


def test_a_removal_takes_only_what_it_saw_and_an_explicit_add_brings_a_row_back():
    a, b = made([], [], together=[("add", 0, 1)])
    do(a, [("remove", 0, 0)])
    do(b, [("remove", 0, 0), ("add", 0, 2)])  # b brings it back; a's removal did not see that
    merging.merge(a, b)
    assert [row[2] for row in everything(a)["cases"]] == ["School 2"]


def test_rebuilding_never_revives_a_removed_row():
    (a,) = made([("add", 0, 1), ("remove", 0, 0)])
    with a.writing() as writer:
        projection.rebuild(writer.connection)
    assert everything(a)["cases"] == []


def test_of_two_values_the_later_clock_stands_and_the_other_is_told():
    a, b = made([], [], together=[("add", 0, 1)])
    do(a, [("set", 0, 1)])
    do(b, [("add", 1, 0), ("set", 0, 2)])  # one step further
    report = merging.merge(a, b, dry_run=True)
    assert [(c.name, c.stands, c.other) for c in report.conflicts] == [("name", "Naam 2", "Naam 1")]
    assert [row[2] for row in everything(a)["cases"]] == ["Naam 1"]  # a dry run changes nothing
    merging.merge(a, b)
    merging.merge(b, a)
    assert everything(a)["cases"] == everything(b)["cases"]
    assert sorted(row[2] for row in everything(a)["cases"]) == ["Naam 2", "School 0"]


def test_an_undo_that_another_laptop_undid_stands_no_more():
    (a,) = made([("add", 0, 1)])
    change = a.undo()
    b = fresh("B")
    merging.merge(b, a)
    b.undo(change.id)
    merging.merge(a, b)
    assert len(everything(a)["cases"]) == 1


def test_two_laptops_that_imported_the_same_things_hold_them_once():
    a, b = made([("import", 0, 1)], [("import", 0, 1)])
    merging.merge(a, b)
    assert len(everything(a)["coding"]) == 3
    a.undo()  # a's own import: b's still stands
    assert len(everything(a)["coding"]) == 3
