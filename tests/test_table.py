"""A table states its definition and can be found again."""

import pandas as pd
import pytest

from qualcode.errors import CallError
from qualcode.table import Axis, Matrix, Note, Recipe, Table


def test_equal_recipes_have_equal_ids_whatever_the_order_of_their_arguments():
    one = Recipe("matrix", {"rows": "school", "depth": 2}, state={"a": 3})
    other = Recipe("matrix", {"depth": 2, "rows": "school"}, state={"a": 3})
    assert one.id == other.id


@pytest.mark.parametrize(
    "changed",
    [
        Recipe("matrix", {"rows": "board"}, state={"a": 3}),
        Recipe("matrix", {"rows": "school"}, state={"a": 4}),
        Recipe("quotes", {"rows": "school"}, state={"a": 3}),
        Recipe("matrix", {"rows": "school"}, state={"a": 3}, facts={"layer": "final"}),
    ],
)
def test_anything_that_may_change_a_number_changes_the_id(changed):
    assert changed.id != Recipe("matrix", {"rows": "school"}, state={"a": 3}).id


def test_a_label_falls_back_to_any_language_and_then_to_the_key():
    axis = Axis("code", ("regie", "infra"), labels={"regie": {"nl": "Regie"}})
    assert axis.label("regie", "en") == "Regie"
    assert axis.label("infra", "nl") == "infra"


def matrix(opener=None):
    frame = pd.DataFrame({"regie": [1]}, index=["s1"])
    return Matrix(
        "matrix", frame, Recipe("matrix"), rows=Axis("school", ("s1",)), columns=Axis("code", ("regie",)), opener=opener
    )


def test_a_cell_opens_to_what_it_counts():
    opened = matrix(lambda row, column: pd.DataFrame({"coding": [f"{row}/{column}"]})).segments("s1", "regie")
    assert list(opened["coding"]) == ["s1/regie"]


def test_an_unknown_line_is_refused_with_the_nearest():
    with pytest.raises(CallError, match=r'no code "regi".*"regie"'):
        matrix().segments("s1", "regi")


def test_a_table_without_evidence_says_so():
    with pytest.raises(CallError, match="compute it again"):
        matrix().segments("s1", "regie")


def test_more_can_be_said_in_a_note_without_changing_the_table():
    table = Table("frame", pd.DataFrame(), Recipe("x"))
    assert table.with_notes(Note("layer")).notes == (Note("layer"),)
    assert table.notes == ()
