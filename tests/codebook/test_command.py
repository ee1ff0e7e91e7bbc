"""The commands on a codebook file; what they do is tested where it is done."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from qualcode.cli.codebook import codebook
from qualcode.codebook.file import load
from qualcode.errors import CallError, CodebookError, CodebookFaults, NotHere
from qualcode.shipped import shipped


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A copy of the shipped codebook in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return shutil.copy(shipped("codebooks") / "gpl-ict-nl.yaml", tmp_path / "gpl.yaml")


def run(*arguments: object) -> str:
    done = CliRunner().invoke(codebook, [str(argument) for argument in arguments])
    if done.exception is not None:
        raise done.exception
    return done.output


def test_show_prints_the_tree_or_one_code_or_a_file_for_pipes(book):
    assert "    zelfregie              Zelfregie\n" in run("show", book)
    assert "External control" in run("show", book, "--lang", "en")
    assert run("show", book, "--code", "zelfregie").startswith("Personaliseren van leren > Regie")
    assert len(json.loads(run("show", book, "--format", "json"))["codes"]) == 70
    assert run("show", book, "--format", "csv").startswith("key;label_nl;label_en;parent;")
    assert run("show", book, "--format", "md").startswith("# Codeboek gpl-ict-nl 1.1.0\n")


def test_validate_counts_or_tells_the_faults_of_all_files(book, tmp_path):
    assert run("validate", book) == f"{book}: gpl-ict-nl 1.1.0, 70 codes, 3 levels. No faults.\n"
    for name in ("een.yaml", "twee.yaml"):
        (tmp_path / name).write_text("codebook: b\nversion: x\ncodes: []\n", encoding="utf-8")
    with pytest.raises(CodebookFaults) as raised:
        run("validate", "een.yaml", book, "twee.yaml")
    assert [problem.where for problem in raised.value.problems] == [
        "een.yaml:2:10", "een.yaml:3:8", "twee.yaml:2:10", "twee.yaml:3:8",
    ]  # fmt: skip


def test_rename_changes_the_file_keeps_the_version_before_and_says_what_it_does(book, tmp_path):
    said = run("rename", "infra", "techniek", "--book", book)
    assert 'Codings of "infra" go by "techniek"; none is rewritten.' in said
    assert load(book).current("infra") == "techniek"
    assert load(tmp_path / "gpl-1.1.0.yaml").version == "1.1.0"
    assert load(book).version == "1.2.0"
    assert "# Codeboek gepersonaliseerd leren met ict" in book.read_text(encoding="utf-8")


def test_a_dry_run_changes_nothing(book, tmp_path):
    before = book.read_bytes()
    assert 'not coded yet for "portfolio"' in run(
        "split", "volgen", "portfolio=Portfolio's", "--book", book, "--dry-run"
    )
    assert book.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["gpl.yaml"]


def test_move_merge_split_and_retire_can_follow_each_other(book):
    run("move", "motivatie", "opb", "-b", book)
    run("merge", "groei", "duurzaam", "--into", "product", "-b", book)
    run("split", "volgen", "portfolio=Portfolio's", "-b", book)
    run("retire", "adaptief", "-b", book, "--version", "2.0.0")
    now = load(book)
    assert now.parent("motivatie") == "opb"
    assert now.current("groei") == "product"
    assert now.label("portfolio") == "Portfolio's"
    assert (now["adaptief"].retired, now.version) == ("2.0.0", "2.0.0")
    assert "portfolio: split" in run("diff", "gpl-1.1.0.yaml", book)


def test_the_new_version_can_go_to_another_file(book):
    before = book.read_bytes()
    run("retire", "adaptief", "-b", book, "-o", "nieuw.yaml")
    assert book.read_bytes() == before
    assert load("nieuw.yaml").version == "1.2.0"
    with pytest.raises(CallError, match="exists already"):
        run("retire", "adaptief", "-b", book, "-o", "nieuw.yaml")


def test_a_version_that_would_be_lost_stops_the_change(book, tmp_path):
    (tmp_path / "gpl-1.1.0.yaml").write_text("iets anders", encoding="utf-8")
    with pytest.raises(CodebookError, match="exists with other content"):
        run("retire", "adaptief", "-b", book)
    assert load(book).version == "1.1.0"


def test_diff_hides_cosmetic_changes_until_asked(book):
    old = shipped("examples") / "po-werkplaats" / "codebook" / "gpl-ict-nl-1.0.yaml"
    said = run("diff", old, book)
    assert "gedeeld: split (key: extern -> gedeeld)" in said
    assert "cosmetic changes (--all shows them)" in said
    assert 'Finished readings count as not coded yet for "gedeeld": it was split off from extern.' in said
    assert "inbedding: cosmetic" in run("diff", old, book, "--all")


def test_import_prints_yaml_or_writes_a_new_file(book, tmp_path):
    (tmp_path / "codes.txt").write_text("Regie\n  Zelf\n", encoding="utf-8")
    assert "key: zelf" in run("import", "codes.txt")
    run("import", "codes.txt", "-o", "codes.yaml", "--name", "ons-boek", "--version", "0.1.0")
    assert (load("codes.yaml").name, load("codes.yaml").version) == ("ons-boek", "0.1.0")
    with pytest.raises(CallError, match="exists already"):
        run("import", "codes.txt", "-o", "codes.yaml")


def test_export_says_what_the_format_cannot_carry(book, tmp_path):
    said = run("export", book, "-o", "bijlage.qdc")
    assert "not carried: the facets stand, richting, niveau" in said
    assert (tmp_path / "bijlage.qdc").exists()


def test_without_a_file_or_a_project_the_command_says_what_is_missing(book):
    with pytest.raises(NotHere, match="No project in this folder"):
        run("show")
