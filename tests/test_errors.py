"""Each error is one sentence: what, where, what to do next."""

import pytest

from qualcode import errors
from qualcode.errors import (
    CodebookFaults,
    MissingColumns,
    MissingExtra,
    NoReader,
    NoWriter,
    Problem,
    QualcodeError,
    Unknown,
    UnknownCode,
    Unreadable,
)


def test_an_unknown_code_names_the_nearest():
    error = UnknownCode("zelfregi", "gpl-ict-nl 1.1.0", ["zelfregie", "gedeeld"])
    assert str(error) == 'No code "zelfregi" in codebook gpl-ict-nl 1.1.0. Did you mean "zelfregie"?'


def test_nothing_near_asks_no_question():
    assert str(UnknownCode("x", "b 1", ["zelfregie"])) == 'No code "x" in codebook b 1.'


def test_case_does_not_hide_the_nearest_name():
    assert "Wisselspoor" in str(Unknown("case", "wisselspor", ["Wisselspoor"]))


def test_missing_columns_are_named_beside_those_that_are_there():
    assert str(MissingColumns("units()", ["turn"], ["coder", "code"])) == (
        'units() needs the column "turn"; the frame has: coder, code.'
    )


def test_all_faults_of_a_file_stand_in_one_text():
    faults = CodebookFaults("boek.yaml", [Problem("boek.yaml:3:5", "two codes are called “regie”."), Problem("x", "y")])
    assert str(faults) == "boek.yaml: 2 faults.\n  boek.yaml:3:5: two codes are called “regie”.\n  x: y"
    assert isinstance(faults, errors.CodebookError)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MissingExtra("Reading .sav", "formats"), 2),
        (NoReader("a.xyz", [".docx"]), 1),
        (NoWriter("a.xyz", [".docx"]), 2),
        (Unreadable("a.pdf", "is protected by a password", "Save it without."), 1),
        (MissingColumns("f()", ["a"], []), 2),
    ],
)
def test_faults_of_the_call_exit_with_2_and_faults_of_data_with_1(error, code):
    assert error.exit_code == code


def test_the_tree_that_is_drawn_names_every_error():
    drawn = errors.__doc__ or ""
    classes = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, QualcodeError)]
    missing = [one.__name__ for one in classes if one.__name__ not in drawn and one.__name__ != "Faults"]
    assert missing == []
