"""Agreement in the course of coding: batches in their order, the difference with its interval, a coder with herself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import qualcode as qc
from qualcode.analysis.drift import coded_order, difference
from qualcode.analysis.quantiles import t_quantile
from qualcode.errors import CallError, NothingToCompare


def units(skills, *, turns=40, seed=3, intra=0):
    """One document for each skill: A marks a third of the turns, B the same turn with this chance, else a coin of a third.

    The first `intra` documents A reads again, and agrees with herself throughout.
    """
    chance = np.random.default_rng(seed)
    rows = []
    for number, skill in enumerate(skills):
        one = chance.random(turns) < 1 / 3
        other = np.where(chance.random(turns) < skill, one, chance.random(turns) < 1 / 3)
        again = intra > number
        for coder, marks, round_ in (
            ("A", one, "main"), ("B", other, "main"), *((("A", one, "intra"),) if again else ())
        ):  # fmt: skip
            name = f"{coder}@{round_}" if intra else coder
            rows += [(f"d{number}/{turn}", f"d{number}", name, round_, ("regie",) if mark else ())
                     for turn, mark in enumerate(marks)]  # fmt: skip
    return pd.DataFrame(rows, columns=["unit", "document", "coder", "round", "codes"])


def note_of(table, start):
    return next(note for note in table.notes if note.key.startswith(start))


def batches(table):
    return table.frame[table.frame["by"] == "batch"]


def test_documents_are_cut_into_batches_of_four_at_least_and_five_batches_at_most():
    assert batches(qc.drift(units([0.8] * 9)))["documents"].tolist() == [5, 4]
    assert batches(qc.drift(units([0.8] * 13)))["documents"].tolist() == [5, 4, 4]
    assert len(batches(qc.drift(units([0.8] * 40)))) == 5
    assert batches(qc.drift(units([0.8] * 6), batches=3))["documents"].tolist() == [2, 2, 2]


def test_agreement_that_falls_is_said_to_fall_with_the_interval_of_the_difference():
    table = qc.drift(units([0.95] * 6 + [0.3] * 6), batches=2)
    first, last = batches(table)["value"]
    assert first > 0.8 > 0.5 > last
    note = note_of(table, "measure.drift_")
    assert note.key == "measure.drift_lower"
    assert note.values["value"] == pytest.approx(last - first)
    assert note.values["low"] < last - first < note.values["high"] < 0


def test_agreement_that_rises_is_said_to_rise():
    assert note_of(qc.drift(units([0.3] * 6 + [0.95] * 6), batches=2), "measure.drift_").key == "measure.drift_higher"


def test_where_the_interval_holds_zero_it_is_left_open_and_never_called_the_same():
    table = qc.drift(units([0.7] * 10), batches=2)
    assert note_of(table, "measure.drift_").key == "measure.drift_open"
    assert "open" in table.to_text(lang="nl")


def test_below_four_documents_in_a_batch_no_difference_is_claimed():
    table = qc.drift(units([0.9, 0.9, 0.9, 0.2, 0.2, 0.2]))
    assert note_of(table, "measure.drift_").key == "measure.drift_few"
    assert batches(table)["low"].isna().all()


def test_the_order_decides_which_documents_stand_together():
    order = {f"d{n}": when for n, when in enumerate([3, 1, 4, 2, 8, 6, 7, 5])}
    table = qc.drift(units([0.8] * 8), order=order)
    assert note_of(table, "n.drift_batches").values["first"] == ["d1", "d3", "d0", "d2"]
    assert note_of(table, "n.drift_batches").values["last"] == ["d7", "d5", "d6", "d4"]


def test_documents_without_a_date_come_last():
    table = qc.drift(units([0.8] * 8), order=pd.Series({"d7": "2026-01-01", "d6": "2026-01-02"}))
    assert note_of(table, "n.drift_batches").values["first"] == ["d7", "d6", "d0", "d1"]


def test_a_document_is_coded_when_its_last_coding_was_made():
    codings = pd.DataFrame({"document": ["d1", "d2", "d1"], "created": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-03"])})  # fmt: skip
    assert coded_order(codings).sort_values().index.tolist() == ["d2", "d1"]


def test_each_batch_is_the_agreement_of_its_documents_alone():
    frame = units([0.9] * 5 + [0.5] * 5)
    table = qc.drift(frame, batches=2)
    alone = qc.agreement(frame[frame["document"].isin([f"d{n}" for n in range(5)])], by="document").frame
    whole = alone[alone["key"] == "overall"].iloc[0]
    first = batches(table).iloc[0]
    assert (first["value"], first["low"], first["high"]) == pytest.approx((whole["value"], whole["low"], whole["high"]))
    overall = table.frame[table.frame["by"] == "all"].iloc[0]
    assert overall["documents"] == 10


def test_documents_that_one_coder_read_are_in_no_batch():
    frame = units([0.8] * 9)
    frame = frame[~((frame["document"] == "d4") & (frame["coder"] == "B"))]
    assert batches(qc.drift(frame))["documents"].sum() == 8


def test_a_coder_is_compared_with_her_own_first_reading():
    table = qc.drift(units([0.5] * 10, intra=4))
    (row,) = table.frame[table.frame["by"] == "intra"].to_dict("records")
    assert (row["key"], row["documents"], row["value"]) == ("A", 4, 1.0)
    assert batches(table)["documents"].sum() == 10
    assert "A met zichzelf" in table.to_text(lang="nl")
    assert note_of(table, "n.drift_intra")


def test_the_difference_has_the_limits_of_two_independent_jackknives():
    one, other = ({"value": 0.8, "se": 0.06, "documents": 5}, {"value": 0.5, "se": 0.10, "documents": 9})
    value, low, high = difference(pd.Series(one), pd.Series(other))
    freedom = (0.06**2 + 0.1**2) ** 2 / (0.06**4 / 4 + 0.1**4 / 8)
    reach = t_quantile(0.975, freedom) * (0.06**2 + 0.1**2) ** 0.5
    assert (value, low, high) == pytest.approx((-0.3, -0.3 - reach, -0.3 + reach))


@pytest.mark.soak
def test_the_interval_of_the_difference_holds_no_difference_92_to_98_times_in_a_hundred():
    held = 0
    for run in range(600):
        note = note_of(qc.drift(units([0.7] * 12, seed=run), batches=2), "measure.drift_")
        held += note.values["low"] <= 0 <= note.values["high"]
    assert 0.92 <= held / 600 <= 0.98


def test_what_cannot_be_compared_is_one_sentence():
    with pytest.raises(NothingToCompare, match="1 document read by two"):
        qc.drift(units([0.8]))
    with pytest.raises(CallError, match="batches=9"):
        qc.drift(units([0.8] * 6), batches=9)
    with pytest.raises(CallError, match="batches=1"):
        qc.drift(units([0.8] * 6), batches=1)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_prints_without_a_key_of_the_wording_left(lang):
    for frame in (units([0.8] * 9), units([0.8] * 5), units([0.9] * 6 + [0.1] * 6)):
        text = qc.drift(frame).to_text(lang=lang)
        assert "drift" not in text
        assert "{" not in text
