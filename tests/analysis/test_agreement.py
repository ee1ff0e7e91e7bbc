"""Agreement per code and over codes: the counts a researcher can check by hand, the reasons, the laws."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from qualcode.analysis import coefficients as c
from qualcode.analysis.agreement import agreement
from qualcode.columns import AGREEMENT
from qualcode.errors import CallError, MissingColumns, NothingToCompare, UnknownCode
from tests.marking import book_of

BOOK = book_of("""
    regie
      zelf
      extern
    lln
""")


def units_of(marks: dict[str, str], documents: str = "", **more: object) -> pd.DataFrame:
    """Units from a line of codes a coder: a letter a unit (z zelf, e extern, r regie, l lln, - nothing, . not read)."""
    names = {"z": "zelf", "e": "extern", "r": "regie", "l": "lln"}
    rows = [
        (f"t{place}", documents[place] if documents else "d", coder, () if mark == "-" else (names[mark],))
        for coder, line in marks.items()
        for place, mark in enumerate(line)
        if mark != "."
    ]
    frame = pd.DataFrame(rows, columns=["unit", "document", "coder", "codes"])
    return frame.assign(round="main", **more)


def row(table, key, coefficient="alpha"):
    found = table.frame
    return found[(found["key"] == key) & (found["coefficient"] == coefficient)].iloc[0]


#: Two coders, twenty turns in four documents: both 8, only amal 2, only bo 3, neither 7.
TWENTY = units_of({"amal": "zzzzzzzzzz----------", "bo": "zzzzzzzz--zzz-------"}, "12341234123412341234")


def test_the_four_counts_and_alpha_of_one_code():
    found = row(agreement(TWENTY, codebook=BOOK), "zelf")
    assert found[["both", "only_a", "only_b", "neither"]].tolist() == [8, 2, 3, 7]
    assert found["positive"] == 2 * 8 / (2 * 8 + 2 + 3)
    # 40 readings, 21 of them applied; 5 of 20 units differ.
    assert found["observed"] == 5 / 20
    assert found["expected"] == pytest.approx(2 * 21 * 19 / (40 * 39))
    assert found["value"] == pytest.approx(1 - (5 / 20) / (2 * 21 * 19 / (40 * 39)))
    assert found[["units", "documents", "coders"]].tolist() == [20, 4, 2]


def test_the_columns_are_those_of_the_contract_and_the_last_row_is_over_codes():
    table = agreement(TWENTY, codebook=BOOK)
    assert tuple(table.frame.columns) == AGREEMENT
    assert table.frame["key"].tolist() == ["regie", "zelf", "extern", "lln", "overall"]
    assert table.kind == "agreement"
    assert table.recipe.function == "agreement"
    assert table.recipe.facts["coders"] == ["amal", "bo"]


NAMES = {
    "percent": c.percent_agreement, "positive_agreement": c.positive_agreement, "cohen_kappa": c.cohen_kappa,
    "scott_pi": c.scott_pi, "fleiss_kappa": c.fleiss_kappa, "conger_kappa": c.conger_kappa,
    "brennan_prediger": c.brennan_prediger, "ac1": c.gwet_ac, "alpha": c.alpha,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_code_has_the_value_and_interval_that_the_coefficient_gives_on_bare_data(name):
    found = row(agreement(TWENTY, codebook=BOOK, coefficients=[name]), "zelf", name)
    table = TWENTY.assign(has=["zelf" in codes for codes in TWENTY["codes"]]).pivot(
        index="unit", columns="coder", values="has"
    )
    documents = TWENTY.drop_duplicates("unit").set_index("unit")["document"].loc[table.index]
    bare = NAMES[name](table, ci="jackknife", groups=documents.tolist())
    assert found["value"] == pytest.approx(bare.value, abs=1e-12)
    assert found["se"] == pytest.approx(bare.se, abs=1e-12)
    assert found["low"] == pytest.approx(bare.low, abs=1e-12)
    assert found["high"] == pytest.approx(bare.high, abs=1e-12)
    if name not in ("percent", "positive_agreement"):
        assert found["expected"] == pytest.approx(bare.expected, abs=1e-12)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("cohen_kappa", "scott_pi")])
def test_three_coders_with_missing_readings_agree_with_bare_data_too(name):
    marks = {"amal": "zzzzz--zz-z-.zz-", "bo": "zz-zz-zzz--zzz-.", "cas": ".zzz--z.zz-zzzz-"}
    units = units_of(marks, "1234123412341234")
    found = row(agreement(units, codebook=BOOK, coefficients=[name]), "zelf", name)
    bare = [[{"z": True, "-": False, ".": None}[line[place]] for line in marks.values()] for place in range(16)]
    bare = [cells for cells in bare if sum(cell is not None for cell in cells) > 1]
    assert found["value"] == pytest.approx(NAMES[name](bare).value, abs=1e-12)


def test_over_codes_each_code_keeps_its_own_table():
    table = agreement(
        units_of({"amal": "zzzzzzzzzzzzllllllllllll--", "bo": "zzzzzzzzzzzlzlllllllllllle"}), codebook=BOOK
    )
    found = table.frame.set_index("key")
    leaves = found.loc[["zelf", "extern", "lln"]]
    assert found.loc["overall", "value"] == pytest.approx(1 - leaves["observed"].sum() / leaves["expected"].sum())


def test_a_child_counts_for_its_parent_once():
    units = units_of({"amal": "ze" * 8, "bo": "ez" * 8})
    table = agreement(units, codebook=BOOK, interval=None)
    assert row(table, "regie")[["both", "only_a", "only_b", "neither"]].tolist() == [16, 0, 0, 0]
    assert row(table, "regie")["note"] == "one_value"
    assert row(table, "zelf")["value"] == pytest.approx(-0.9375)


def test_depth_shows_the_parent_in_place_of_its_children():
    table = agreement(units_of({"amal": "ze" * 8, "bo": "zr" * 8}), codebook=BOOK, depth=1)
    assert table.frame["key"].tolist() == ["regie", "lln", "overall"]
    by_depth = agreement(units_of({"amal": "ze-" * 8, "bo": "zr-" * 8}), codebook=BOOK, by="depth").frame
    assert by_depth["key"].tolist() == ["1", "2"]
    assert by_depth["value"].iloc[0] == 1
    assert by_depth["value"].iloc[1] < 0.8


def test_fewer_than_ten_occurrences_are_counted_and_nothing_more():
    found = row(agreement(units_of({"amal": "zz" + "-" * 98, "bo": "--zz" + "-" * 96}), codebook=BOOK, coefficients=["ac1"]),
                "zelf", "ac1")  # fmt: skip
    assert found[["both", "only_a", "only_b", "neither"]].tolist() == [0, 2, 2, 96]
    assert found["note"] == "too_rare"
    assert math.isnan(found["value"])
    assert math.isnan(found["positive"])


def test_a_code_that_nobody_applied_says_so():
    assert row(agreement(TWENTY, codebook=BOOK), "lln")["note"] == "never_applied"


def test_three_documents_give_a_value_without_an_interval():
    found = row(agreement(units_of({"amal": "z-z-z-" * 5, "bo": "z-zzz-" * 5}, "112233" * 5), codebook=BOOK), "zelf")
    assert found["value"] > 0.5
    assert math.isnan(found["low"])
    assert found["note"] == "few_documents"


def test_the_default_interval_leaves_out_a_document_at_a_time():
    forty = units_of({"amal": "zzzzzzzzzz----------" * 2, "bo": "zzzzzzzz--zzz-----ll" * 2}, "1234" * 10)
    found = row(agreement(forty, codebook=BOOK), "overall")
    assert found["method"] == "jackknife over documents, t(3)"
    left = [row(agreement(forty[forty["document"] != out], codebook=BOOK), "overall")["value"] for out in "1234"]
    spread = sum((value - np.mean(left)) ** 2 for value in left)
    assert found["se"] == pytest.approx(math.sqrt(3 / 4 * spread))


def test_the_bootstrap_is_repeatable_and_the_turn_interval_says_what_it_is():
    one, other = (agreement(TWENTY, codebook=BOOK, interval="bootstrap", seed=5) for _ in range(2))
    assert one.frame.equals(other.frame)
    by_unit = agreement(TWENTY, codebook=BOOK, interval="unit")
    assert row(by_unit, "zelf")["method"] == "jackknife over units, t(19)"
    assert row(by_unit, "zelf")["documents"] == 4
    assert "measure.interval_unit" in [note.key for note in by_unit.notes]


def test_a_parent_is_compared_only_where_all_below_it_was_judged():
    units = units_of({"amal": "zz" * 10, "bo": "z-" * 10})
    units["read"] = [("zelf", "lln") if coder == "bo" else None for coder in units["coder"]]
    table = agreement(units, codebook=BOOK)
    assert row(table, "zelf")["units"] == 20
    assert row(table, "regie")["units"] == 0
    assert row(table, "regie")["note"] == "no_units"
    assert row(table, "overall")["units"] == 20


def test_codes_and_reads_of_a_sheet_are_joined_by_a_bar():
    sheet = TWENTY.assign(codes=["|".join(codes) for codes in TWENTY["codes"]], read="")
    pd.testing.assert_frame_equal(agreement(sheet, codebook=BOOK).frame, agreement(TWENTY, codebook=BOOK).frame)
    empty = TWENTY.assign(codes=[codes or float("nan") for codes in TWENTY["codes"]], read=float("nan"))
    pd.testing.assert_frame_equal(agreement(empty, codebook=BOOK).frame, agreement(TWENTY, codebook=BOOK).frame)


def test_without_a_codebook_every_code_stands_alone():
    table = agreement(TWENTY)
    assert table.frame["key"].tolist() == ["zelf", "overall"]


def test_pairs_find_the_coder_who_differs():
    units = units_of({"amal": "z-z-" * 5, "bo": "z-z-" * 5, "cas": "zzz-" * 5})
    found = agreement(units, codebook=BOOK, by="pair").frame.set_index("key")["value"]
    assert found.index.tolist() == ["amal|bo", "amal|cas", "bo|cas"]
    assert found["amal|bo"] == 1
    assert found["amal|cas"] < 0.6


def test_with_three_coders_counts_are_pairs_and_the_note_says_so():
    table = agreement(units_of({"amal": "z" * 12 + "-", "bo": "z" * 12 + "-", "cas": "-" * 13}), codebook=BOOK)
    found = row(table, "zelf")
    assert found[["both", "only_a", "only_b", "neither"]].tolist() == [12, 24, 0, 3]
    assert "n.pairs_of_coders" in [note.key for note in table.notes]


@pytest.mark.parametrize("by", ["document", "case", "wave", "role"])
def test_a_row_for_each_part_and_one_over_all(by):
    units = TWENTY if by == "document" else TWENTY.assign(**{by: ["een", "twee"] * 20})
    found = agreement(units, codebook=BOOK, by=by).frame
    assert found["key"].iloc[-1] == "overall"
    assert len(found) == (5 if by == "document" else 3)
    assert found["units"].iloc[:-1].sum() == found["units"].iloc[-1]


def test_rounds_stand_under_each_other_and_are_never_mixed():
    units = pd.concat([TWENTY.assign(round="calibration"), TWENTY], ignore_index=True)
    assert agreement(units, codebook=BOOK, by="round").frame["key"].tolist() == ["calibration", "main"]
    with pytest.raises(CallError, match=r"amal has read unit .* twice"):
        agreement(units, codebook=BOOK)


def test_documents_that_nobody_coded_twice_are_left_out_and_counted():
    units = units_of({"amal": "zzzzzzzzzzzz-z-z", "bo": "zzzzzzzzzzzz...."}, "1212121212123456")
    table = agreement(units, codebook=BOOK, by="document")
    assert table.frame["key"].tolist() == ["1", "2", "overall"]
    assert [note.values for note in table.notes if note.key == "n.read_once"] == [{"count": 4, "by": "@term.document"}]


def test_kappa_of_three_coders_is_refused_with_the_reason():
    units = units_of({"amal": "z-" * 10, "bo": "z-" * 10, "cas": "zz" * 10})
    found = row(agreement(units, codebook=BOOK, coefficients=["kappa", "alpha"]), "zelf", "kappa")
    assert math.isnan(found["value"])
    assert found["note"] == "two_coders"


def test_one_coder_is_nothing_to_compare_and_who_finished_what_is_told():
    with pytest.raises(NothingToCompare, match="Documents finished: amal 2"):
        agreement(units_of({"amal": "zz"}, "12"), codebook=BOOK)
    with pytest.raises(NothingToCompare, match=r"No unit was read by two coders\. Documents finished: amal 1, bo 1"):
        agreement(units_of({"amal": "z.", "bo": ".z"}), codebook=BOOK)
    with pytest.raises(NothingToCompare, match="nobody"):
        agreement(TWENTY.iloc[:0], codebook=BOOK)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"by": "cod"}, 'No agreement by "cod"'),
        ({"coefficients": ["alfa"]}, 'Did you mean "alpha"?'),
        ({"coefficients": "alpha"}, "is a list of names"),
        ({"metric": "masie"}, 'Did you mean "masi"?'),
        ({"metric": "masi", "coefficients": ["ac1"]}, "Sets of codes are compared with alpha only"),
        ({"metric": "tree", "codebook": None}, "which gives the tree"),
        ({"interval": "turns"}, 'No interval "turns"'),
        ({"confidence": 95}, "between 0 and 1"),
    ],
)
def test_a_bad_call_is_told_in_a_sentence(fault, sentence):
    with pytest.raises(CallError) as caught:
        agreement(TWENTY, **{"codebook": BOOK, **fault})
    assert sentence in str(caught.value)


def test_an_unknown_code_and_a_missing_column_are_named():
    strange = TWENTY.assign(codes=[("zelff",)] * 40)
    with pytest.raises(UnknownCode, match=r'No code "zelff".*Did you mean "zelf"'):
        agreement(strange, codebook=BOOK)
    with pytest.raises(MissingColumns, match='needs the column "coder"'):
        agreement(TWENTY.drop(columns="coder"), codebook=BOOK)
    with pytest.raises(MissingColumns, match='"wave"'):
        agreement(TWENTY, codebook=BOOK, by="wave")


def test_every_reason_and_note_is_a_sentence_in_both_languages():
    from qualcode.wording import known

    tables = [agreement(TWENTY, codebook=BOOK, interval=way) for way in ("document", "unit", "bootstrap", None)]
    for table in tables:
        assert all(known(note.key) for note in table.notes)
        assert all(known(f"reason.{note}") for note in table.frame["note"] if note)
    for reason in ("fragile", "no_width", "two_coders", "no_units", "one_value", "too_rare", "few_documents"):
        assert known(f"reason.{reason}")
