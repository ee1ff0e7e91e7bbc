"""Units side by side, rounds under each other, a coder compared with herself."""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.agreement import agreement
from qualcode.analysis.rounds import intra, rounds
from qualcode.analysis.span_agreement import span_agreement
from qualcode.analysis.unitisations import unitisations
from qualcode.analysis.units import units
from qualcode.codebook import Code, Codebook
from qualcode.columns import AGREEMENT
from qualcode.errors import CallError, NothingToCompare
from qualcode.frames import Frames
from qualcode.wording import known, say
from tests.marking import book_of

BOOK = book_of("""
    regie
    ict
""")
SAID = "Ze kiezen zelf hun werk. Ik kijk het later na. Dat gaat vaak goed."
TURNS = 12


def study(marks, documents=5, rounds_=("main",), book=BOOK, versions=None):
    """Documents of twelve turns of three sentences; `marks` are (coder, code, turn, first sentence, last sentence) in each."""
    names = [f"d{n}" for n in range(documents)]
    turns = pd.DataFrame([
        {"turn": f"{name}/{n}", "document": name, "start": n * 100, "end": n * 100 + len(SAID), "role": "leraar", "speaker": "R",
         "answer": n // 2, "text": SAID}
        for name in names for n in range(TURNS)
    ])  # fmt: skip
    starts, ends = (0, 25, 47), (24, 46, len(SAID))
    codings = pd.DataFrame([
        {"layer": "reading", "round": round_, "coder": coder, "document": name, "code": code,
         "start": turn * 100 + starts[first], "end": turn * 100 + ends[last], "version": "1.1"}
        for round_ in rounds_ for name in names for coder, code, turn, first, last in marks
        if (turn + int(name[1:])) % 5
    ])  # fmt: skip
    coders = sorted({mark[0] for mark in marks})
    coverage = pd.DataFrame(
        [("reading", coder, name, round_, (versions or {}).get(round_, "1.1"), (), "finished")
         for round_ in rounds_ for name in names for coder in coders],
        columns=["layer", "coder", "document", "round", "version", "codes", "state"],
    )  # fmt: skip
    return codings, Frames(documents=pd.DataFrame({"document": names}), turns=turns, coverage=coverage, codebook=book)


#: Amal marks a sentence where bo marks the turn; on ict they mark the same.
MARKS = [(coder, "regie", turn, 0, last) for turn in (0, 1, 4, 6) for coder, last in (("amal", 0), ("bo", 2))]
MARKS += [(coder, "ict", turn, 1, 1) for turn in (2, 3, 7) for coder in ("amal", "bo")]
MARKS += [("amal", "ict", 9, 0, 0)]


def row(frame, key, unit):
    return frame[(frame["key"] == key) & (frame["unit"] == unit)].iloc[0]


def test_each_unit_has_the_numbers_of_its_own_table():
    codings, project = study(MARKS)
    frame = unitisations(codings, project).frame
    assert list(frame.columns) == [*AGREEMENT, "unit"]
    assert frame["key"].drop_duplicates().tolist() == ["regie", "ict", "overall"]
    for unit in ("turn", "answer", "sentence"):
        want = agreement(units(codings, project, by=unit), codebook=BOOK).frame.set_index("key")
        for key in ("regie", "ict", "overall"):
            assert (
                row(frame, key, unit)[["value", "low", "high"]].tolist()
                == want.loc[key, ["value", "low", "high"]].tolist()
            )
    want = span_agreement(codings, project, coefficients=["bar_u_alpha"]).frame.set_index("key")
    assert row(frame, "regie", "span")["value"] == want.loc["regie", "value"]


def test_the_note_says_how_far_the_conclusion_depends_on_the_unit():
    codings, project = study(MARKS)
    table = unitisations(codings, project, units=("turn", "sentence"), threshold=0.6)
    notes = {note.key: note.values for note in table.notes}
    on_turns, on_sentences = (row(table.frame, "overall", unit)["value"] for unit in ("turn", "sentence"))
    assert notes["n.units_range"]["high"] == on_turns
    assert notes["n.units_range"]["range"] == pytest.approx(on_turns - on_sentences)
    assert notes["n.units_range"]["low_unit"] == "@term.sentences"
    assert row(table.frame, "regie", "turn")["low"] > 0.6 > row(table.frame, "regie", "sentence")["low"]
    assert notes["n.units_sides"]["count"] == 1
    assert [str(code) for code in notes["n.units_sides"]["codes"]] == ["regie"]
    assert notes["n.units_overall_sides"]["below"] == ["@term.sentences"]
    assert all(known(note.key) for note in table.notes)
    same = unitisations(codings, project, units=("turn", "sentence"), threshold=0.0)
    assert "n.units_no_sides" in {note.key for note in same.notes}


def test_units_are_printed_as_columns():
    table = unitisations(*study(MARKS), units=("turn", "sentence", "span"))
    text = table.to_text(lang="en", width=140)
    for unit in ("turns", "sentences", "spans"):
        word = say(f"term.{unit}", "en")
        assert (word[0].upper() + word[1:]).split()[0] in text
    assert "only A" not in text


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"units": ("turn",)}, "two units or more"),
        ({"units": "turn"}, "two units or more"),
        ({"units": ("turn", "sentense")}, 'Did you mean "sentence"'),
        ({"by": "role"}, "side by side by code, depth, pair, document"),
    ],
)
def test_a_bad_call_is_told_in_a_sentence(fault, sentence):
    with pytest.raises(CallError) as caught:
        unitisations(*study(MARKS), **fault)
    assert sentence in str(caught.value)


NOW = Codebook(
    "proef", "1.1.0",
    (Code("regie"), Code("samen", parent="regie", since="1.1.0", split_from=("regie",)), Code("tech", was=("ict",))),
    earlier=(Codebook("proef", "1.0.0", (Code("regie"), Code("ict"))),),
)  # fmt: skip


def test_a_round_is_compared_under_the_codebook_of_its_time():
    """Regie was split since and is not judged today for a calibration under 1.0; ict goes by another name."""
    codings, project = study(MARKS, rounds_=("main", "calibration"), book=NOW, versions={"calibration": "1.0.0"})
    codings = codings.assign(code=codings["code"].replace({"ict": "tech"}))
    table = rounds(codings, project)
    assert table.frame["key"].tolist() == ["calibration", "main"]
    then, now = table.frame["value"]
    calibration = codings[codings["round"] == "calibration"]
    under = units(calibration, project, version="1.0")
    assert agreement(under, codebook=NOW).frame["key"].tolist() == ["regie", "tech", "overall"]
    assert then == agreement(under, codebook=NOW).frame["value"].iloc[-1]
    assert now == agreement(units(codings[codings["round"] == "main"], project), codebook=NOW).frame["value"].iloc[-1]
    notes = {note.key: note.values for note in table.notes}
    assert notes["layer.rounds_then"] == {"versions": ["calibration 1.0.0"]}
    assert all(known(note.key) for note in table.notes)
    # As the codebook has it now, only tech can be compared.
    today = agreement(units(calibration, project), codebook=NOW, by="round").frame.iloc[0]
    assert today["value"] != then


def test_rounds_stand_in_the_order_of_the_work_and_lonely_ones_are_counted():
    codings, project = study(MARKS, rounds_=("main", "calibration-2", "pilot", "calibration", "after"))
    lonely = codings[(codings["round"] == "main") & (codings["coder"] == "bo")].assign(round="recode")
    table = rounds(pd.concat([codings, lonely]), project, threshold=0.5)
    assert table.frame["key"].tolist() == ["pilot", "calibration", "calibration-2", "main"]
    notes = {note.key: note.values for note in table.notes}
    assert notes["n.read_once"]["count"] == 1
    assert notes["measure.threshold"]["of"] == 4
    with pytest.raises(CallError, match='No coder "boo"'):
        rounds(codings, project, coders=("amal", "boo"))
    with pytest.raises(NothingToCompare, match="In no round"):
        rounds(codings[codings["round"] == "after"], project)


def test_a_coder_is_compared_with_herself_and_with_nobody_else():
    codings, project = study(MARKS, rounds_=("main", "intra"))
    again = intra(units(codings, project))
    table = agreement(again, codebook=BOOK)
    assert table.frame["value"].iloc[-1] == 1.0
    # Two coders, five documents of twelve turns: each unit counts for each of them.
    assert table.frame["units"].iloc[-1] == 2 * 5 * TURNS
    pairs = agreement(again, codebook=BOOK, by="pair").frame
    assert pairs["key"].tolist() == ["amal@intra|amal@main", "bo@intra|bo@main"]
    with pytest.raises(NothingToCompare, match="again in round intra"):
        intra(again.iloc[:0].assign(coder=[]))
    with pytest.raises(CallError, match="coder@round"):
        intra(units(codings[codings["round"] == "main"], project))


def test_a_second_reading_that_differs_lowers_the_number():
    codings, project = study(MARKS, rounds_=("main", "intra"))
    codings = codings[~((codings["round"] == "intra") & (codings["coder"] == "amal") & (codings["start"] < 150))]
    pairs = agreement(intra(units(codings, project)), codebook=BOOK, by="pair").frame.set_index("key")["value"]
    assert pairs["bo@intra|bo@main"] == 1.0
    assert pairs["amal@intra|amal@main"] < 1.0
