"""Who reads what: words shared out evenly, nothing taken from anyone."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.workload import Task, shared_out

CODERS = ("A", "B", "C", "D")


def share(tasks, coders=("A", "B"), seed=7):
    return shared_out(tasks, coders, np.random.default_rng(seed))


def words_given(tasks, given, coders):
    load = dict.fromkeys(coders, 0)
    for task, one in zip(tasks, given, strict=True):
        for coder in one.new:
            load[coder] += task.words
    return load


def test_a_document_read_by_two_has_a_responsible_coder_and_another():
    (one,) = share([Task(900, readers=2)])
    assert one.new == ("A", "B")
    assert one.responsible in ("A", "B")


def test_who_is_responsible_stays_so_and_reads():
    (one,) = share([Task(900, responsible="B")])
    assert (one.responsible, one.new) == ("B", ("B",))


def test_who_reads_already_is_given_nothing_again():
    (one,) = share([Task(900, readers=2, standing={"A": "finished"}, responsible="A")])
    assert (one.responsible, one.new) == ("A", ("B",))
    (single,) = share([Task(900, standing={"B": "begun"})])
    assert (single.responsible, single.new) == ("B", ())


def test_what_a_coder_still_has_to_read_counts_and_what_she_finished_does_not():
    busy = Task(5000, standing={"A": "assigned"}, responsible="A")
    done = Task(9000, standing={"B": "finished"}, responsible="B")
    *_, one = share([busy, done, Task(1000)])
    assert one.new == ("B",)


def test_who_may_not_read_it_does_not():
    tasks = [Task(100 * n, readers=2, barred=frozenset("A")) for n in range(1, 6)]
    assert all(one.new == ("B", "C") for one in share(tasks, ("A", "B", "C")))


def test_where_only_one_may_read_it_the_second_is_missing_and_it_is_said():
    (one,) = share([Task(100, readers=2, barred=frozenset("A"))])
    assert one.new == ("B",)
    assert one.short


def test_responsibility_is_shared_out_too():
    given_ = share([Task(1000, readers=2) for _ in range(10)])
    assert Counter(one.responsible for one in given_) == {"A": 5, "B": 5}


def test_pairs_take_turns():
    given_ = share([Task(1000, readers=2) for _ in range(12)], ("A", "B", "C"))
    assert Counter(one.new for one in given_) == {("A", "B"): 4, ("A", "C"): 4, ("B", "C"): 4}


TASKS = st.lists(st.builds(Task, st.integers(0, 5000), st.sampled_from([1, 1, 1, 2])), max_size=40)


@given(TASKS, st.integers(2, 4), st.integers(0, 10**6))
def test_no_two_coders_differ_by_more_words_than_the_longest_document(tasks, count, seed):
    coders = CODERS[:count]
    given_ = share(tasks, coders, seed)
    load = words_given(tasks, given_, coders)
    assert max(load.values()) - min(load.values()) <= max((task.words for task in tasks), default=0)
    assert all(len(set(one.new)) == task.readers and not one.short for task, one in zip(tasks, given_, strict=True))
    assert all(one.responsible in one.new for one in given_)
    assert given_ == share(tasks, coders, seed)


@given(st.data())
def test_nothing_that_stands_is_taken_away_and_nobody_reads_what_is_barred(data):
    states = st.sampled_from(["assigned", "begun", "finished"])
    tasks = data.draw(
        st.lists(
            st.builds(
                Task,
                st.integers(0, 3000),
                st.sampled_from([1, 2]),
                st.dictionaries(st.sampled_from(CODERS), states, max_size=2),
                st.none(),
                st.frozensets(st.sampled_from(CODERS), max_size=3),
            ),
            max_size=20,
        )
    )
    for task, one in zip(tasks, share(tasks, CODERS), strict=True):
        assert not set(one.new) & ({*task.standing} | task.barred)
        readers = len(task.standing) + len(one.new)
        assert one.short == (readers < task.readers)
        assert readers >= min(task.readers, len({*task.standing, *task.open_to(CODERS)}))
