"""The layer of reports, decided per document and code."""

import pandas as pd
import pytest

from qualcode.analysis.final import final
from qualcode.codebook import Code, Codebook
from qualcode.errors import CallError

OLD = Codebook("klein", "1.0", (Code("regie"), Code("extern", parent="regie"), Code("infra")))
NEW = Codebook(
    "klein",
    "1.1",
    (Code("regie"), Code("extern", parent="regie"), Code("gedeeld", parent="regie"), Code("infra")),
    earlier=(OLD,),
)


def codings(*rows):
    columns = ["coding", "layer", "coder", "round", "document", "code"]
    return pd.DataFrame([row.split() for row in rows], columns=columns)


def coverage(*rows):
    found = []
    for row in rows:
        layer, coder, document, round_, version, codes, state = row.split()
        found.append((layer, coder, document, round_, version, () if codes == "-" else tuple(codes.split("+")), state))
    return pd.DataFrame(found, columns=["layer", "coder", "document", "round", "version", "codes", "state"])


def documents(**responsible):
    return pd.DataFrame({"document": list(responsible), "responsible": list(responsible.values())})


def ids(frame):
    return list(frame["coding"])


def test_one_coder_stands_where_there_is_no_consensus():
    found, rows = final(
        codings("a1 reading A main d1 infra", "b1 reading B main d1 infra"),
        coverage("reading A d1 main 1.1 - finished", "reading B d1 main 1.1 - finished"),
        documents(d1="A"),
        NEW,
    )
    assert ids(found) == ["a1"]
    assert set(found["layer"]) == {"final"}
    assert list(rows["coder"]) == ["A"]


def test_a_finished_consensus_replaces_both_readings_even_where_it_left_no_coding():
    found, rows = final(
        codings("a1 reading A main d1 infra", "b1 reading B main d1 extern", "k1 consensus K main d1 extern"),
        coverage(
            "reading A d1 main 1.1 - finished",
            "reading B d1 main 1.1 - finished",
            "consensus K d1 main 1.1 - finished",
        ),
        documents(d1="A"),
        NEW,
    )
    assert ids(found) == ["k1"]
    assert list(rows["coder"]) == ["consensus"]


def test_a_consensus_on_some_codes_leaves_the_others_to_the_responsible_coder():
    found, rows = final(
        codings("a1 reading A main d1 infra", "a2 reading A main d1 extern", "k1 consensus K main d1 gedeeld"),
        coverage("reading A d1 main 1.1 - finished", "consensus K d1 main 1.1 extern+gedeeld finished"),
        documents(d1="A"),
        NEW,
    )
    assert ids(found) == ["a1", "k1"]
    assert {row.coder: row.codes for row in rows.itertuples()} == {
        "consensus": ("extern", "gedeeld"),
        "A": ("infra", "regie"),
    }


def test_a_half_finished_consensus_falls_back_to_the_responsible_coder():
    found, _ = final(
        codings("a1 reading A main d1 infra", "k1 consensus K main d1 extern"),
        coverage("reading A d1 main 1.1 - finished", "consensus K d1 main 1.1 - begun"),
        documents(d1="A"),
        NEW,
    )
    assert ids(found) == ["a1"]


def test_a_recode_row_replaces_its_codes_and_no_others():
    found, rows = final(
        codings(
            "a1 reading A main d1 extern",
            "a2 reading A main d1 infra",
            "a3 reading A recode d1 gedeeld",
        ),
        coverage("reading A d1 main 1.0 - finished", "reading A d1 recode 1.1 extern+gedeeld finished"),
        documents(d1="A"),
        NEW,
    )
    assert ids(found) == ["a2", "a3"]
    assert [tuple(row.codes) for row in rows.itertuples()] == [("extern", "gedeeld"), ("infra", "regie")]


def test_a_code_born_later_is_in_no_coverage_row_of_an_older_version():
    _, rows = final(
        codings("a1 reading A main d1 infra"),
        coverage("reading A d1 main 1.0 - finished"),
        documents(d1="A"),
        NEW,
    )
    assert "gedeeld" not in rows["codes"].iloc[0]
    assert "infra" in rows["codes"].iloc[0]


def test_additions_after_the_freeze_count_and_withdrawn_codings_do_not():
    found, _ = final(
        codings("a1 reading A main d1 infra", "a2 reading A after d1 extern", "b2 reading B after d1 extern"),
        coverage("reading A d1 main 1.1 - finished"),
        documents(d1="A"),
        NEW,
        withdrawn=["a1"],
    )
    assert ids(found) == ["a2"]


@pytest.mark.parametrize("state", ["assigned", "begun"])
def test_an_unfinished_reading_gives_nothing(state):
    found, rows = final(
        codings("a1 reading A main d1 infra"), coverage(f"reading A d1 main 1.1 - {state}"), documents(d1="A"), NEW
    )
    assert not len(found)
    assert not len(rows)


def test_without_a_responsible_coder_nobody_is_guessed():
    found, rows = final(
        codings("a1 reading A main d1 infra"), coverage("reading A d1 main 1.1 - finished"), documents(d1=None), NEW
    )
    assert not len(found)
    assert not len(rows)


def test_pilot_and_calibration_stand_in_no_table():
    found, rows = final(
        codings("a1 reading A pilot d1 infra", "k1 consensus K calibration d1 infra"),
        coverage("reading A d1 pilot 1.1 - finished", "consensus K d1 calibration 1.1 - finished"),
        documents(d1="A"),
        NEW,
    )
    assert not len(found)
    assert not len(rows)


def test_an_unknown_rule_is_refused_with_the_ones_there_are():
    with pytest.raises(CallError, match="consensus-else-responsible"):
        final(codings(), coverage(), documents(), NEW, rule="majority")


def test_a_code_that_another_was_merged_into_is_decided_where_both_were_read():
    old = Codebook("klein", "1.0", (Code("tempo"), Code("plaats"), Code("infra")))
    new = Codebook("klein", "1.1", (Code("tempo", was=("plaats",)), Code("infra")), earlier=(old,))
    _, both = final(
        codings("a1 reading A main d1 infra"),
        coverage("reading A d1 main 1.0 plaats+tempo finished", "reading A d2 main 1.0 tempo finished"),
        documents(d1="A", d2="A"),
        new,
    )
    assert [(row.document, row.codes) for row in both.itertuples()] == [("d1", ("tempo",))]
