"""The commands on a copy of the built example, each as a program of its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from qualcode.people.key import Key, Name, load, save


@pytest.fixture
def here(built, tmp_path):
    """A folder with the example study as it was built."""
    folder = tmp_path / "examples" / "po-werkplaats"
    shutil.copytree(built.parent, folder)
    shutil.copytree(built.parent.parent.parent / "codebooks", tmp_path / "codebooks")
    return folder


@pytest.fixture
def call(here):
    """Run a command in the folder; gives exit code, stdout and stderr."""

    def called(*arguments: str, typed: str = "", folder: str = ".") -> tuple[int, str, str]:
        program = [sys.executable, "-c", "import sys; from qualcode.cli import main; sys.exit(main())", *arguments]
        environment = {**os.environ, "NO_COLOR": "1", "HOME": str(here.parent.parent)}
        done = subprocess.run(
            program, cwd=here / folder, capture_output=True, text=True, check=False, input=typed, env=environment
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    return called


def holds(folder, words: str) -> bool:
    return any(words.encode() in path.read_bytes() for path in folder.glob("*.qualcode*"))


def test_from_suggestions_to_a_guarded_door(call, here, tmp_path):
    key = tmp_path / "elders" / "key.csv"
    key.parent.mkdir()
    code, _, err = call("pseudonyms", "suggest", "interviews", "-o", "key.csv")
    assert code == 2
    assert "whoever gets that folder would get the names" in err
    code, out, _ = call("pseudonyms", "suggest", "interviews", "-o", str(key))
    assert code == 0
    assert "possible names in 19 files: school 9" in out
    assert "Names that follow no pattern are not found" in out
    assert {"De Vuurkorf", "Het Wisselspoor"} <= {name.name for name in load(key).names}
    before = key.read_text(encoding="utf-8")
    call("pseudonyms", "suggest", "interviews", "-o", str(key))
    assert key.read_text(encoding="utf-8").count("\n") == before.count("\n")
    code, out, _ = call(
        "pseudonyms", "apply", "interviews", "speakers.csv", "--key", str(key), "-o", str(tmp_path / "uit")
    )
    assert code == 0
    assert "20 written, 0 not" in out
    assert not [path.name for path in (tmp_path / "uit").iterdir() if "vuurkorf" in path.name]
    code, out, _ = call("pseudonyms", "register", str(key))
    assert code == 0
    (here / "nieuw.txt").write_text("I: Dag.\nR1: Op De Vuurkorf gaat het goed.\n", encoding="utf-8")
    code, out, _ = call("add", "documents", "nieuw.txt")
    assert code == 1
    assert "1 name of the key in 1 place, in line 2." in out
    code, _, _ = call("add", "documents", "nieuw.txt", "--raw", "de school is openbaar bekend")
    assert code == 0


def test_check_people_names_every_place_and_never_claims_to_be_complete(call, here, tmp_path):
    key = tmp_path / "key.csv"
    save(Key((Name("Oefenhaas", "Programma 1", "other"),)), key)
    code, out, _ = call("check", "--people", "--key", str(key), "interviews/wisselspoor-begin-leraren.docx")
    assert code == 1
    assert "po-werkplaats.qualcode, table text, column body: 1 name, " in out
    assert "citaten-wie-bepaalt.docx, part word/document.xml: 1 name, " in out
    assert "citaten-wie-bepaalt.xlsx, part xl/sharedStrings.xml: 1 name, " in out
    assert "citaten-wie-bepaalt.html, text: 1 name, " in out
    assert "interviews/wisselspoor-begin-leraren.docx, part word/document.xml: 1 name, 3 times" in out
    assert "Oefenhaas" not in out
    assert out.strip().endswith("names that the key does not have were not found.")
    _, shown, _ = call("check", "--people", "--key", str(key), "--show-names")
    assert "(Oefenhaas " in shown
    save(Key((Name("Kwartelaar", "P 1"),)), key)
    code, out, _ = call("check", "--people", "--key", str(key))
    assert code == 0
    assert out.startswith("0 places with names in ")
    (here / "leeg").mkdir()
    (here / "leeg" / "a.txt").write_text("Dag Kwartelaar.", encoding="utf-8")
    code, out, _ = call("check", "--people", "--key", str(key), "a.txt", folder="leeg")
    assert (code, out.splitlines()[0]) == (1, "a.txt, text: 1 name, 1 time")
    code, _, err = call("check", "--people")
    assert code == 2
    assert "Which names?" in err


def test_check_people_finds_a_name_on_an_old_page(here, call, tmp_path):
    project = next(here.glob("*.qualcode"))
    database = sqlite3.connect(project)
    database.execute("PRAGMA secure_delete = OFF")
    with database:
        database.execute("INSERT INTO meta (key, value) VALUES ('x', ?)", ("Dag Kwartelaar. " * 3000,))
    with database:
        database.execute("DELETE FROM meta WHERE key = 'x'")
    database.close()
    save(Key((Name("Kwartelaar", "P 1"),)), tmp_path / "key.csv")
    code, out, _ = call("check", "--people", "--key", str(tmp_path / "key.csv"))
    assert code == 1
    assert "old pages of po-werkplaats.qualcode: 1 name" in out


def test_forget_shows_what_goes_asks_and_lists_what_it_could_not_reach(call, here):
    words = "Drie woorden op de gevel"
    assert holds(here, words)
    code, out, _ = call("forget", "person", "zonne-leraar-1", "--dry-run")
    assert code == 0
    assert "signs in 2 texts (every revision)" in out
    assert "It cannot be undone" in out
    code, out, _ = call("forget", "person", "zonne-leraar-1", typed="ja\n")
    assert code != 0
    assert "Nothing was forgotten." in out
    assert holds(here, words)
    code, out, _ = call("forget", "person", "zonne-leraar-1", typed="forget\n")
    assert code == 0
    assert "zonneschans-eind-leraren.docx  (raw file)" in out
    assert "citaten-wie-bepaalt.docx  (written table)" in out
    assert "A-main.csv  (sheet)" in out
    assert not holds(here, words)
    code, _, err = call("forget", "person", "zonne-leraar-1", "--yes")
    assert code == 1
    assert 'No person "zonne-leraar-1"' in err
    (here / "study.yaml").write_text((here / "study.yaml").read_text(encoding="utf-8") + "# again\n", encoding="utf-8")
    code, out, err = call("build", "study.yaml")
    assert code == 0, err
    assert "a speaker of zonneschans-eind-leraren who was forgotten: left out." in out
    assert "codings were forgotten: left out (rows " in out
    assert not holds(here, words)


def test_forget_a_passage_and_a_document(call, here):
    from qualcode.project import Project

    with Project.open(next(here.glob("*.qualcode")), write=False) as project:
        text = project.text(project.known().document("wendelwijzer-eind-leraar").id)
    start = text.index("papier")
    sentence = text[start - 30 : start + 30]
    code, out, _ = call("forget", "passage", "wendelwijzer-eind-leraar", str(start - 30), str(start + 30), "--yes")
    assert code == 0
    assert "60 signs in 1 texts" in out
    assert not holds(here, sentence)
    code, _, err = call("forget", "passage", "wendelwijzer-eind-leraar", "5", "2", "--yes")
    assert code == 2
    assert "is no stretch of it" in err
    code, _, _ = call("forget", "document", "wendelwijzer-eind-leraar", "--yes")
    assert code == 0
    assert not holds(here, text[100:160])


def test_a_table_written_outside_the_study_file_is_searched_and_named_too(call, here, tmp_path):
    (here / "los").mkdir()
    suffixes = ("docx", "xlsx", "html", "csv", "json")
    for suffix in suffixes:
        assert call("quotes", "--columns", "code", "-o", f"los/q.{suffix}")[0] == 0
    key = tmp_path / "elders.csv"
    save(Key((Name("planner", "Boekje 1", "other"),)), key)
    _, out, _ = call("check", "--people", "--key", str(key))
    found = {line.partition(",")[0].rpartition("/")[2] for line in out.splitlines() if "/los/" in line}
    assert found == {f"q.{suffix}" for suffix in suffixes}
    assert "/interviews/" not in out
    _, out, _ = call("forget", "document", "wisselspoor-eind-leraren", "--yes")
    listed = [line for line in out.splitlines() if "/los/" in line]
    assert len(listed) == len(suffixes)
    assert all(line.endswith("  (written table)") for line in listed)


def test_a_key_beside_the_study_is_found_from_any_folder_and_one_that_moved_is_said_so(call, here):
    key = here.parent.parent / "sleutel.csv"
    key.write_text("name;pseudonym;kind\nNoor Smit;Leraar 1;person\n", encoding="utf-8")
    assert call("pseudonyms", "register", "../../sleutel.csv")[0] == 0
    study = "po-werkplaats/po-werkplaats.qualcode"
    assert call("check", "--people", "-p", study, folder="..")[0] == 0
    key.unlink()
    code, _, err = call("check", "--people", "-p", study, folder="..")
    assert code == 2
    assert "The key of this project is not at" in err
    assert "Name it: --key KEY" in err
