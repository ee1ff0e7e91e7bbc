"""A document is found by id, name, file or unique stem, in this order."""

from __future__ import annotations

import pytest

from qualcode.errors import Ambiguous, Unknown
from qualcode.model import Document
from qualcode.sheets.known import Known
from tests.sheets.small import KNOWN


@pytest.mark.parametrize(
    "name", ["d1", "w-begin", "ruw/w-begin.docx", "ruw\\w-begin.docx", "w-begin.docx", " w-begin "]
)
def test_a_document_is_found_by_each_of_its_names(name):
    assert KNOWN.document(name).id == "d1"


def test_a_stem_that_two_files_bear_names_both_and_says_how_to_choose():
    with pytest.raises(Ambiguous) as caught:
        KNOWN.document("leraren")
    assert "ruw/eind/leraren.docx (wisselspoor, eind, id d2)" in str(caught.value)
    assert "ruw/vuurkorf/leraren.docx (vuurkorf, eind, id d3)" in str(caught.value)
    assert KNOWN.document("ruw/vuurkorf/leraren.docx").id == "d3"


def test_a_name_goes_before_the_stem_of_another_file():
    named = Document("x", "leraren", "a.docx", "", "")
    stem = Document("y", "b", "leraren.docx", "", "")
    assert Known(documents=(stem, named)).document("leraren").id == "x"


def test_letters_that_a_mac_writes_in_two_signs_are_the_same_letters():
    known = Known(documents=(Document("d", "Andr\u00e9", "Andr\u00e9.docx", "", ""),))
    assert known.document("Andre\u0301").id == "d"


def test_an_unknown_document_suggests_the_nearest():
    with pytest.raises(Unknown, match='Did you mean "w-begin"'):
        KNOWN.document("w-begn")
