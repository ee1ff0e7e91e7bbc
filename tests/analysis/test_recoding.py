"""What is to be read again for a code: by whom, where, and where not."""

from __future__ import annotations

import pandas as pd
import pytest

import qualcode as qc
from qualcode.codebook import Code, Codebook
from qualcode.errors import CallError, UnknownCode

OLD = Codebook("boek", "1.0.0", (Code("regie"), Code("extern", parent="regie"), Code("ict")))
NEW = Codebook(
    "boek",
    "1.1.0",
    (Code("regie"), Code("extern", parent="regie"), Code("gedeeld", parent="regie"), Code("ict"), Code("oud", retired=True)),
    earlier=(OLD,),
)  # fmt: skip


def study(*coverage, responsible=None):
    """Documents d1 to d4 of 100 to 400 words; coverage as (coder, document, round, version, state, codes, layer)."""
    rows = [(layer, coder, document, round_, version, tuple(codes), state)
            for coder, document, round_, version, state, codes, layer in
            ((*row, *((), "reading")[len(row) - 5:]) for row in coverage)]  # fmt: skip
    names = ["layer", "coder", "document", "round", "version", "codes", "state"]
    documents = pd.DataFrame({"document": ["d1", "d2", "d3", "d4"], "words": [100, 200, 300, 400]})
    if responsible:
        documents["responsible"] = responsible
    return qc.Frames(documents=documents, coverage=pd.DataFrame(rows, columns=names), codebook=NEW)


def lines(table):
    return [tuple(row) for row in table.frame[["name", "coder", "state"]].itertuples(index=False)]


def test_a_new_code_is_to_be_read_where_the_older_version_was_finished():
    frames = study(("A", "d1", "main", "1.0.0", "finished"), ("A", "d2", "main", "1.1.0", "finished"))
    table = qc.recode(frames, "gedeeld")
    assert lines(table) == [("d1", "A", "open")]
    (row,) = table.rows.itertuples(index=False)
    assert tuple(row) == ("A", "d1", "recode", "1.1.0", ("gedeeld",), "")
    assert {note.key: note.values for note in table.notes}["n.recode_unread"] == {"count": 2}


def test_a_code_that_did_not_change_is_not_read_again():
    table = qc.recode(study(("A", "d1", "main", "1.0.0", "finished")), "ict")
    assert len(table.frame) == len(table.rows) == 0
    assert "n.recode_none" in [note.key for note in table.notes]


def test_since_a_version_all_that_was_read_before_it_is_read_again_also_an_unchanged_code():
    frames = study(("A", "d1", "main", "1.0.0", "finished"), ("A", "d2", "main", "1.1.0", "finished"))
    assert lines(qc.recode(frames, "ict", since="1.1")) == [("d1", "A", "open")]
    assert lines(qc.recode(frames, "ict", since="1.0.0")) == []


def test_what_was_read_again_since_is_done():
    done = study(("A", "d1", "main", "1.0.0", "finished"), ("A", "d1", "recode", "1.1.0", "finished", ("gedeeld",)))
    assert lines(qc.recode(done, "gedeeld")) == []
    assert lines(qc.recode(done, "gedeeld", since="1.1.0")) == []
    assert lines(qc.recode(done, "regie")) == []


@pytest.mark.parametrize("state", ["assigned", "begun"])
def test_what_was_given_out_is_not_given_out_again(state):
    frames = study(("A", "d1", "main", "1.0.0", "finished"), ("A", "d1", "recode", "1.1.0", state, ("gedeeld",)))
    table = qc.recode(frames, "gedeeld")
    assert lines(table) == [("d1", "A", state)]
    assert len(table.rows) == 0


def test_reading_again_for_another_code_is_not_this_one():
    frames = study(("A", "d1", "main", "1.0.0", "finished"), ("A", "d1", "recode", "1.1.0", "assigned", ("ict",)))
    assert lines(qc.recode(frames, "gedeeld")) == [("d1", "A", "open")]


def test_the_responsible_coder_reads_again_and_both_where_a_consensus_counts():
    both = [(coder, document, "main", "1.0.0", "finished") for document in ("d1", "d2") for coder in "AB"]
    frames = study(*both, ("consensus", "d2", "main", "1.0.0", "finished", (), "consensus"), responsible=["B"] * 4)
    assert lines(qc.recode(frames, "gedeeld")) == [("d1", "B", "open"), ("d2", "A", "open"), ("d2", "B", "open")]


def test_what_its_responsible_coder_has_not_finished_is_left_to_the_main_round():
    frames = study(
        ("A", "d1", "main", "1.0.0", "finished"), ("B", "d1", "main", "1.0.0", "begun"), responsible=["B"] * 4
    )
    assert lines(qc.recode(frames, "gedeeld")) == []


def test_a_code_is_read_with_those_below_it():
    table = qc.recode(study(("A", "d1", "main", "1.0.0", "finished")), "regie")
    assert table.rows["codes"].tolist() == [("regie", "extern", "gedeeld")]


def test_the_subtree_has_the_words_of_each_reader_in_the_note():
    frames = study(*[("A", f"d{n}", "main", "1.0.0", "finished") for n in (1, 2, 3)])
    values = {note.key: dict(note.values) for note in qc.recode(frames, "gedeeld").notes}
    assert values["n.recode_words"] == {"documents": 3, "words": ["A 600"]}


def test_what_cannot_be_asked_is_one_sentence():
    frames = study()
    with pytest.raises(UnknownCode):
        qc.recode(frames, "gedeelt")
    with pytest.raises(CallError, match=r"1\.0\.0, 1\.1\.0"):
        qc.recode(frames, "ict", since="3.0")
    with pytest.raises(CallError, match="retired"):
        qc.recode(frames, "oud")
    with pytest.raises(CallError, match="codebook"):
        qc.recode(qc.Frames(documents=pd.DataFrame({"document": ["d1"]})), "ict")
