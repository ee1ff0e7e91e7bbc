"""The study file: read whole, or every fault at once with line and column."""

from __future__ import annotations

import pytest

from qualcode.errors import NotHere, StudyFaults
from qualcode.study.file import read_study


@pytest.fixture
def folder(tmp_path):
    """A folder with the files that a study names."""
    for name in ("boek.yaml", "cases.csv", "tables.yaml", "codings/b.csv", "codings/a.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def written(folder, text: str):
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder, text: str) -> list[str]:
    with pytest.raises(StudyFaults) as caught:
        read_study(written(folder, text))
    return [str(problem) for problem in caught.value.problems]


def test_a_study_names_its_files_relative_to_itself(folder, monkeypatch):
    monkeypatch.chdir("/")
    study = read_study(
        written(
            folder,
            "study: klein\ncodebook: boek.yaml\nwaves: [begin, 2]\ncases: cases.csv\ncodings: codings/*.csv\n"
            "agreement: {unit: answer, threshold: 0.60, sampled: twee per school}\n",
        )
    )
    assert study.project == folder / "klein.qualcode"
    assert study.codebooks == (folder / "boek.yaml",)
    assert study.waves == ("begin", "2")
    assert study.sheets == {
        "cases": (folder / "cases.csv",),
        "codings": (folder / "codings" / "a.csv", folder / "codings" / "b.csv"),
    }
    assert study.settings == {
        "final": "consensus-else-responsible",
        "suppression": "interview",
        "unit": "answer",
        "coefficient": "alpha",
        "sampled": "twee per school",
        "threshold": 0.6,
    }


def test_versions_of_a_codebook_stay_in_the_order_written(folder):
    (folder / "oud.yaml").write_text("x")
    assert [
        path.name for path in read_study(written(folder, "study: k\ncodebook: [oud.yaml, boek.yaml]")).codebooks
    ] == [
        "oud.yaml",
        "boek.yaml",
    ]


def test_all_faults_of_a_study_file_come_at_once_with_line_and_column(folder):
    assert faults(
        folder,
        """\
study: klein
codebook: [boek.yaml, boekje.yaml]
wavs: [begin]
waves: [begin, begin]
case: cases.csv
persons: person.csv
codings: coding/*.csv
final: concensus
agreement: {unit: turns, treshold: 0.6, threshold: 6}
project: klein.db
""",
    ) == [
        'study.yaml, line 2, column 23: codebook: there is no file "boekje.yaml". Did you mean "boek.yaml"?',
        'study.yaml, line 3, column 1: unknown key "wavs". Did you mean "waves"?',
        'study.yaml, line 4, column 16: the wave "begin" stands there twice.',
        'study.yaml, line 5, column 1: unknown key "case". Did you mean "cases"?',
        'study.yaml, line 6, column 1: persons: there is no file "person.csv".',
        'study.yaml, line 7, column 1: codings: no file fits "coding/*.csv".',
        'study.yaml, line 8, column 1: unknown final "concensus". Did you mean "consensus"?',
        'study.yaml, line 9, column 13: unknown unit "turns". Did you mean "turn"?',
        'study.yaml, line 9, column 26: unknown key "treshold". Did you mean "threshold"?',
        "study.yaml, line 9, column 41: threshold says 6; it is a number from 0 to 1.",
        'study.yaml, line 10, column 1: the project "klein.db" must end in .qualcode.',
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("study: a\n\tcodebook: b\n", "line 2, column 1: a tab stands where the line is indented."),
        ("study: a\nstudy: b\n", 'line 2, column 1: a second key "study".'),
        ("study: [a\n", "this is no YAML"),
        ("", "a study file must be a map"),
        ("- study\n", "a study file must be a map"),
        ("codebook: boek.yaml\n", "the study has no name"),
        ("study: a\n", "the study has no codebook"),
        ("study: [a, b]\ncodebook: boek.yaml\n", "study is one value, not a list"),
        ("study: a\ncodebook: {a: b}\n", "codebook is a file or a list of files"),
        ("study: a\ncodebook: boek.yaml\nwaves: begin\n", "waves is a list"),
    ],
)
def test_a_file_that_is_no_study_says_why(folder, text, says):
    assert says in "\n".join(faults(folder, text))


def test_a_study_file_that_is_not_there(tmp_path):
    with pytest.raises(NotHere, match=r'There is no file ".*study\.yaml"'):
        read_study(tmp_path / "study.yaml")


def test_a_file_of_a_spreadsheet_that_is_open_is_not_taken_for_a_sheet(folder):
    (folder / "codings" / ".~lock.a.csv").write_text("x")
    (folder / "codings" / "~$a.csv").write_text("x")
    study = read_study(written(folder, "study: k\ncodebook: boek.yaml\ncodings: codings/*.csv"))
    assert [path.name for path in study.sheets["codings"]] == ["a.csv", "b.csv"]
