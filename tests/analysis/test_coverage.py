"""Not read is not "no", not asked is not "absent"."""

import pandas as pd

from qualcode.analysis.coverage import ASKED, NOT_ASKED, UNPROMPTED, asked_for, judged, read_by
from qualcode.codebook import Code, Codebook
from qualcode.frames import Frames

OLD = Codebook("klein", "1.0", (Code("regie"), Code("extern", parent="regie"), Code("vraag", unprompted=True)))
NEW = Codebook(
    "klein",
    "1.1",
    (
        Code("regie"),
        Code("extern", parent="regie"),
        Code("gedeeld", parent="regie"),
        Code("vraag", unprompted=True),
        Code("hoe", parent="vraag"),
    ),
    earlier=(OLD,),
)
COLUMNS = ["layer", "coder", "document", "round", "version", "codes", "state"]


def test_a_document_finished_under_an_older_version_is_unread_for_a_code_born_since():
    assert judged((), "1.0", NEW) == {"regie", "extern", "vraag"}
    assert judged((), "1.1", NEW) == set(NEW.keys)


def test_a_row_that_names_codes_judges_only_these():
    assert judged(("extern", "gedeeld"), "1.1", NEW) == {"extern", "gedeeld"}


def test_a_parent_is_read_where_all_below_it_are():
    rows = pd.DataFrame(
        [
            ("reading", "A", "d1", "main", "1.0", (), "finished"),
            ("reading", "A", "d2", "main", "1.0", (), "finished"),
            ("reading", "A", "d2", "recode", "1.1", ("gedeeld",), "finished"),
        ],
        columns=COLUMNS,
    )
    grid = read_by(rows, NEW, layer="reading", documents=["d1", "d2", "d3"])
    assert not grid.at("d1", "regie")
    assert grid.at("d1", "extern")
    assert grid.at("d2", "regie")
    assert not grid.at("d3", "extern")


def test_a_parent_is_read_where_rows_that_share_its_children_out_read_them_all():
    rows = pd.DataFrame(
        [
            ("reading", "A", "d1", "main", "1.1", ("extern",), "finished"),
            ("reading", "A", "d1", "main", "1.1", ("gedeeld",), "finished"),
            ("reading", "A", "d2", "main", "1.1", ("extern",), "finished"),
        ],
        columns=COLUMNS,
    )
    grid = read_by(rows, NEW, layer="reading", documents=["d1", "d2"])
    assert grid.at("d1", "regie")
    assert not grid.at("d2", "regie")


def test_pilot_and_unfinished_rows_read_nothing():
    rows = pd.DataFrame(
        [
            ("reading", "A", "d1", "pilot", "1.1", (), "finished"),
            ("reading", "A", "d1", "main", "1.1", (), "begun"),
        ],
        columns=COLUMNS,
    )
    assert not read_by(rows, NEW, layer="reading", documents=["d1"]).values.any()


def frames(asked=(), topics=(("begin", "T2", "extern"),)):
    return Frames(
        documents=pd.DataFrame({"document": ["d1", "d2"], "instrument": ["begin", None]}),
        topics=pd.DataFrame(list(topics), columns=["instrument", "topic", "code"]),
        asked=pd.DataFrame(list(asked), columns=["document", "topic", "asked"]),
    )


def test_a_parent_is_asked_where_any_code_below_it_is():
    grid = asked_for(frames(), NEW)
    assert grid.at("d1", "extern") == ASKED
    assert grid.at("d1", "regie") == ASKED
    assert grid.at("d1", "gedeeld") == NOT_ASKED


def test_a_skipped_topic_was_not_asked_in_that_conversation():
    assert asked_for(frames(asked=[("d1", "T2", False)]), NEW).at("d1", "regie") == NOT_ASKED


def test_a_code_that_no_guide_asks_for_is_unprompted_with_all_below_it():
    grid = asked_for(frames(), NEW)
    assert grid.at("d1", "vraag") == UNPROMPTED
    assert grid.at("d1", "hoe") == UNPROMPTED


def test_a_document_without_an_instrument_is_unprompted():
    assert (asked_for(frames(), NEW).frame().loc["d2"] == UNPROMPTED).all()


def test_without_topics_every_code_is_unprompted():
    assert (asked_for(frames(topics=()), NEW).values == UNPROMPTED).all()
