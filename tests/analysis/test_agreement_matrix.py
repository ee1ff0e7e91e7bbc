"""Agreement of each code in each column: the same numbers as agreement of that part alone, and shares counted by hand."""

from __future__ import annotations

import math

import pytest

import qualcode as qc
from qualcode.analysis.agreement_matrix import agreement_matrix
from qualcode.errors import CallError, MissingColumns, NothingToCompare
from qualcode.wording import known
from tests.analysis.test_disagreements import BOOK, units_of

UNITS = units_of(*[("zelf", "zelf")] * 9, *[("zelf", "extern")] * 3, *[("", "")] * 9, ("lln", ""))


def test_alpha_of_a_pair_is_that_of_agreement():
    table = agreement_matrix(UNITS, codebook=BOOK)
    alone = qc.agreement(UNITS, codebook=BOOK, interval=None).frame.set_index("key")["value"]
    assert list(table.columns.keys) == ["amal|bo"]
    assert table.frame.loc["zelf", "amal|bo"] == alone["zelf"]
    assert math.isnan(table.frame.loc["extern", "amal|bo"])  # applied three times only


def test_the_share_of_disagreement_is_counted_by_hand():
    """Over codes those without subcodes: zelf and extern, of which 3 of 12 and 3 of 3 differ."""
    table = agreement_matrix(UNITS, codebook=BOOK, measure="disagreement")
    assert table.frame["amal|bo"].to_dict() == {
        "regie": 0.0, "zelf": 0.25, "extern": 1.0, "lln": 1.0, "overall": pytest.approx(6 / 15)
    }  # fmt: skip
    assert (table.n.loc["zelf", "amal|bo"], table.N.loc["zelf", "amal|bo"]) == (3, 12)


def test_each_pair_of_three_and_each_document_has_a_column():
    units = units_of(("zelf", "zelf", "lln"), ("zelf", None, "zelf"), coders=("amal", "bo", "cas"))
    pairs = agreement_matrix(units, codebook=BOOK, measure="disagreement")
    assert pairs.frame.loc["zelf"].to_dict() == {"amal|bo": 0.0, "amal|cas": 0.5, "bo|cas": 1.0}
    units["document"] = ["d2" if unit == "t1" else "d1" for unit in units["unit"]]
    documents = agreement_matrix(units, codebook=BOOK, columns="document", measure="disagreement")
    assert documents.frame.loc["zelf"].to_dict() == {"d1": pytest.approx(2 / 3), "d2": 0.0}
    assert math.isnan(documents.frame.loc["lln", "d2"])


def test_a_document_that_one_coder_read_has_no_column():
    units = units_of(("zelf", "zelf"), ("zelf", None)).assign(document=["d1", "d1", "d2"])
    assert list(agreement_matrix(units, columns="document").columns.keys) == ["d1"]


def test_every_note_has_words_and_coders_are_letters_outside_the_team(tmp_path):
    for measure in ("alpha", "disagreement"):
        table = agreement_matrix(UNITS, codebook=BOOK, measure=measure)
        assert all(known(note.key) for note in table.notes)
        assert "amal" not in table.write(tmp_path / f"{measure}.html", audience="public").read_text("utf-8")


def test_faults_are_told():
    with pytest.raises(CallError, match='No columns "paar"'):
        agreement_matrix(UNITS, columns="paar")
    with pytest.raises(CallError, match='No measure "kappa"'):
        agreement_matrix(UNITS, measure="kappa")
    with pytest.raises(MissingColumns):
        agreement_matrix(UNITS, columns="wave")
    with pytest.raises(NothingToCompare):
        agreement_matrix(units_of(("zelf", None), (None, "lln")))
