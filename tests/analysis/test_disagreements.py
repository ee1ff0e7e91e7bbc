"""Disagreements: what differs, of which kind, in which order."""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.disagreements import disagreements
from qualcode.errors import CallError, MissingColumns, NothingToCompare, UnknownCode
from tests.marking import book_of

BOOK = book_of("""
    regie
      zelf
      extern
    lln
      motivatie
""")


def units_of(*rows, coders=("amal", "bo"), read=None):
    """Units from a tuple of codes a coder (a text joined by blanks; None: not read)."""
    cells = [
        (f"t{place}", "d1", coder, tuple(codes.split()), (read or {}).get(coder), f"Zin {place}.")
        for place, readings in enumerate(rows)
        for coder, codes in zip(coders, readings, strict=True)
        if codes is not None
    ]
    return pd.DataFrame(cells, columns=["unit", "document", "coder", "codes", "read", "text"])


def found(units, *columns, **how):
    return disagreements(units, codebook=BOOK, **how).frame[list(columns)].to_numpy().tolist()


@pytest.mark.parametrize(
    ("one", "other", "klass"),
    [
        ("zelf", "", "missed"),
        ("zelf", "extern", "neighbouring"),
        ("zelf", "regie", "parent_child"),
        ("zelf", "lln", "other"),
        ("zelf", "motivatie extern", "neighbouring"),  # the nearest of what stands in its place
    ],
)
def test_what_stands_in_the_place_of_a_code_gives_the_class(one, other, klass):
    rows = found(units_of((one, other)), "code", "klass")
    assert ["zelf", klass] in rows


def test_what_both_applied_explains_nothing():
    assert found(units_of(("zelf lln", "lln")), "code", "klass", "amal", "bo") == [["zelf", "missed", "yes", "no"]]


def test_agreement_leaves_no_row():
    assert found(units_of(("zelf", "zelf"), ("", "")), "unit") == []


def test_a_substitution_is_seen_from_both_sides():
    rows = found(units_of(("zelf", "extern")), "code", "amal", "bo")
    assert rows == [["zelf", "yes", "extern"], ["extern", "zelf", "yes"]]


def test_the_dearest_stand_first_then_the_codes_that_differ_most_then_the_order_of_the_text():
    units = units_of(("lln", ""), ("zelf", ""), ("zelf", ""), ("zelf", "regie"), ("zelf", "extern"), ("zelf", "lln"))
    rows = found(units, "unit", "code", "klass", code=None)
    assert [klass for _, _, klass in rows] == ["other"] * 2 + ["neighbouring"] * 2 + ["parent_child"] * 2 + [
        "missed"
    ] * 3
    assert [unit for unit, _, klass in rows if klass == "missed"] == ["t1", "t2", "t0"]


def test_a_parent_asks_for_its_children_too():
    units = units_of(("zelf", ""), ("lln", ""), ("regie", ""))
    assert sorted(found(units, "code", code="regie")) == [["regie"], ["zelf"]]
    assert found(units, "code", code="zelf") == [["zelf"]]


def test_at_depth_one_children_of_one_parent_do_not_differ():
    assert found(units_of(("zelf", "extern"), ("zelf", "lln")), "unit", "code", depth=1) == [
        ["t1", "regie"],
        ["t1", "lln"],
    ]


def test_a_code_that_one_coder_did_not_judge_is_no_disagreement():
    units = units_of(("zelf", ""), ("lln", ""), read={"bo": ("lln",)})
    assert found(units, "unit", "code") == [["t1", "lln"]]


def test_a_unit_read_by_one_coder_is_no_disagreement():
    assert found(units_of(("zelf", None), ("", "lln")), "unit") == [["t1"]]


def test_three_coders_have_a_column_each():
    units = units_of(("zelf", "zelf", "extern"), ("zelf", "", None), coders=("amal", "bo", "cas"))
    rows = found(units, "unit", "code", "amal", "bo", "cas", code="zelf")
    assert rows == [["t0", "zelf", "yes", "yes", "extern"], ["t1", "zelf", "yes", "no", ""]]
    assert found(units, "amal", "bo", coders=["amal", "bo"]) == [["yes", "no"]]


def test_the_text_of_the_unit_stands_last():
    table = disagreements(units_of(("zelf", "")), codebook=BOOK)
    assert table.frame.columns.tolist() == [
        "document", "name", "unit", "start", "end", "speaker", "code", "klass", "amal", "bo", "text",
    ]  # fmt: skip
    assert table.frame["text"].tolist() == ["Zin 0."]
    assert table.kind == "disagreements"


def test_every_note_and_class_has_words():
    from qualcode.analysis.disagreements import CLASSES
    from qualcode.wording import known

    table = disagreements(units_of(("zelf", ""), ("zelf", "lln")), codebook=BOOK)
    assert all(known(note.key) for note in table.notes)
    assert all(known(f"value.{klass}") and known(f"n.disagreements_{klass}") for klass in CLASSES)


def test_faults_are_told():
    units = units_of(("zelf", ""))
    with pytest.raises(UnknownCode, match="Did you mean"):
        disagreements(units, codebook=BOOK, code="zelff")
    with pytest.raises(NothingToCompare):
        disagreements(units, codebook=BOOK, coders=["amal"])
    with pytest.raises(CallError, match='No coder "cas"'):
        disagreements(units, codebook=BOOK, coders=["amal", "cas"])
    with pytest.raises(CallError, match="twice"):
        disagreements(pd.concat([units, units]), codebook=BOOK)
    with pytest.raises(MissingColumns):
        disagreements(units.drop(columns="codes"), codebook=BOOK)
