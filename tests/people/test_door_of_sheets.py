"""Sheets, codebooks, waves and memos at the door: whatever is new holds no name of the key, unless it is said why."""

from __future__ import annotations

import pytest

from qualcode.errors import CallError, ProjectError, SheetFaults
from qualcode.people.key import Key, Name, save
from qualcode.store import door
from tests.store.world import begun, coding

KEY = Key((Name("Sanne de Wit", "Leraar 1"), Name("De Lindeboog", "School 1", "school"), Name("Wil", "Ouder 1")))
#: For each verb a sheet that holds "Sanne" once, in the column that is named, and the number of that column.
SHEETS = {
    "cases": ([{"case": "s1", "name": "School van Sanne"}], "name"),
    "persons": ([{"person": "Sanne"}], "person"),
    "speakers": ([{"document": "g1", "label": "R1", "role": "duo van Sanne"}], "role"),
    "codings": (
        [{"coder": "A", "document": "g1", "quote": "weektaak", "code": "ict", "memo": "zegt Sannes duo ook"}],
        "memo",
    ),
    "decisions": (
        [
            {
                "document": "g1",
                "quote": "weektaak",
                "code": "ict",
                "decision": "behouden",
                "reason": "Sanne de Wit bedoelt het zo",
            }
        ],
        "reason",
    ),
    "survey": ([{"respondent": "r1", "open": "ik vroeg het aan SANNE"}], "open"),
}


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "studie"
    folder.mkdir()
    save(KEY, tmp_path / "key.csv")
    with begun(folder) as project:
        project.set(key=tmp_path / "key.csv")
        yield project


@pytest.mark.parametrize("what", SHEETS)
def test_a_sheet_with_a_name_is_refused_with_row_column_and_what_to_write_instead(project, what):
    rows, column = SHEETS[what]
    before = dict(project.state)
    with pytest.raises(SheetFaults) as fault:
        getattr(project, f"add_{what}")(rows)
    (problem,) = fault.value.problems
    assert problem.where.endswith(f'row 2, column "{column}"')
    assert problem.what == "holds a name of the key."
    assert problem.then.startswith('Write "Leraar 1", or say why')
    assert "anne" not in str(fault.value)
    assert dict(project.state) == before


@pytest.mark.parametrize("what", SHEETS)
def test_a_reason_lets_a_sheet_in_and_the_same_sheet_again_needs_none(project, what):
    rows, _ = SHEETS[what]
    add = getattr(project, f"add_{what}")
    assert add(rows, raw="een openbare functie").added >= 1
    assert project.history()["message"].iloc[-1].endswith(", raw (1 with names of the key): een openbare functie")
    state = dict(project.state)
    assert add(rows).added == 0
    assert dict(project.state) == state


def test_every_cell_with_a_name_is_a_fault_of_its_own_and_a_head_of_a_column_too(project):
    rows = [
        {"respondent": "r1", "wat vindt Sanne?": "de Lindeboog is fijn", "rest": "niets"},
        {"respondent": "r2", "wat vindt Sanne?": "Sanne en Wil willen wat", "rest": "wil ik ook"},
    ]
    with pytest.raises(SheetFaults) as fault:
        project.add_survey(rows)
    assert [(p.where, p.then.partition(",")[0]) for p in fault.value.problems] == [
        ("survey, row 1, column 2", 'Write "Leraar 1"'),
        ("survey, row 2, column 2", 'Write "School 1"'),
        ("survey, row 3, column 2", 'Write "Leraar 1"'),
    ]
    assert '"Leraar 1", "Ouder 1"' in fault.value.problems[2].then


def test_words_that_only_point_into_the_project_pass(project):
    """A quote and a document stand in the project already: what was let in there may be pointed at."""
    project._store.path.with_name("g3.txt").write_text("I: Dag.\nR1: Sanne kiest zelf een taak.\n", encoding="utf-8")
    project.add_documents(project._store.path.with_name("g3.txt"), raw="zij wil genoemd worden")
    rows = [{"coder": "A", "document": "g3", "quote": "Sanne kiest zelf", "code": "zelfregie"}]
    assert project.add_codings(rows).added == 1


def test_the_writers_own_columns_are_not_stored_and_not_looked_at(project):
    rows = [{"person": "P1", "#echt": "Sanne de Wit"}]
    assert project.add_persons(rows).added == 1


def test_codebooks_waves_and_instruments_pass_the_same_door(project, tmp_path):
    with pytest.raises(SheetFaults, match=r"wave 2: holds a name of the key\. Write \"School 1\""):
        project.add_waves(["begin", "eind op De Lindeboog"])
    (tmp_path / "instruments.yaml").write_text("leraar:\n  T1 rol van Sanne: [zelfregie]\n", encoding="utf-8")
    with pytest.raises(SheetFaults, match=r'topic 1: holds a name of the key\. Write "Leraar 1"'):
        project.add_instruments(tmp_path / "instruments.yaml")
    (tmp_path / "boek.yaml").write_text(
        "codebook: klein\nversion: 1.1.0\nlanguages: [nl]\ncodes:\n  - {key: sanne, label: {nl: Zoals Sanne doet}}\n",
        encoding="utf-8",
    )
    with pytest.raises(SheetFaults, match="line 5: holds a name of the key"):
        project.add_codebook(tmp_path / "boek.yaml")
    assert project.add_waves(["begin", "eind op De Lindeboog"], raw="open dag").added == 1


def test_codings_that_are_records_are_looked_at_by_their_memos(project):
    from dataclasses import replace

    made = [coding(project, "weektaak", "ict", "A"), coding(project, "loop rond", "ict", "A")]
    made[1] = replace(made[1], memo="vraag Sanne")
    with pytest.raises(SheetFaults, match="memo of coding 2"):
        project.add_codings(made)
    assert project.add_codings(made, raw="openbaar").added == 2


def test_what_a_sheet_of_documents_says_of_a_file_is_looked_at(project):
    folder = project.path.parent
    (folder / "g4.txt").write_text("I: Dag.\nR1: Dag.\n", encoding="utf-8")
    report = project.add_documents([{"file": str(folder / "g4.txt"), "responsible": "Sanne"}])
    assert report.failed[0].problem.startswith("a name of the key in what is said of it.")


def test_without_the_key_at_hand_no_new_words_come_in_but_who_coded_what_does(project, tmp_path):
    (tmp_path / "key.csv").unlink()
    with pytest.raises(ProjectError, match=r"persons: not looked through: the key of this project .* is not here"):
        project.add_persons([{"person": "P1"}])
    assert project.add_persons([{"person": "P1"}], raw="de sheet is nagekeken").added == 1
    assert project.add_codings([{"coder": "A", "document": "g1", "quote": "weektaak", "code": "ict"}]).added == 1
    door.prove_typed(project._store, "memo", "Sanne zegt dit ook")  # a coder need not have the key


def test_what_is_typed_is_refused_where_the_key_is_at_hand(project):
    door.prove_typed(project._store, "memo", "zij zegt dit ook")
    with pytest.raises(SheetFaults, match=r'memo: holds a name of the key\. Write "Leraar 1"'):
        door.prove_typed(project._store, "memo", "Sanne zegt dit ook")


def test_a_memo_that_a_coder_types_with_a_coding_passes_the_door(project):
    from qualcode.project import Project

    place = project.path
    project.close()
    with Project.open(place, coder="A") as mine:
        g1 = mine.known().document("g1").id
        with pytest.raises(SheetFaults, match="memo: holds a name of the key"):
            mine.apply(g1, 0, 6, "ict", memo="zoals Sanne zei")
        assert len(mine.codings()) == 0
        mine.apply(g1, 0, 6, "ict", memo="zoals zij zei")


def test_a_reason_that_holds_a_name_itself_is_refused(project):
    with pytest.raises(CallError, match="say it without the name"):
        project.add_persons([{"person": "Sanne"}], raw="Sanne wil genoemd worden")


def test_a_changed_key_guards_at_once(project, tmp_path):
    project.add_persons([{"person": "P1", "bijnaam": "Kwartelaar"}])
    save(KEY.with_more([Name("Kwartelaar", "Ouder 2"), Name("Zwaluwe", "Ouder 3")]), tmp_path / "key.csv")
    with pytest.raises(SheetFaults, match='Write "Ouder 3"'):
        project.add_persons([{"person": "P2", "bijnaam": "Zwaluwe"}])


def test_a_key_beside_the_project_is_found_from_any_folder(tmp_path, monkeypatch):
    folder = tmp_path / "studie"
    folder.mkdir()
    save(KEY, tmp_path / "key.csv")
    monkeypatch.chdir(tmp_path)
    with begun(folder) as project:
        project.set(key="key.csv")
        assert project.settings["key"]["path"].replace("\\", "/") == "../key.csv"
        monkeypatch.chdir(folder)
        with pytest.raises(SheetFaults):
            project.add_persons([{"person": "Sanne"}])
