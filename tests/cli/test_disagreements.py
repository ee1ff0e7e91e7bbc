"""`disagreements` and the figures of `agreement` on a tiny study: each option does its work, and none says nothing."""

from __future__ import annotations

import pytest

from qualcode.cli import app
from qualcode.cli.running import run
from tests.study.tiny import tiny_study


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the tiny study, built."""
    from qualcode.study.build import build

    folder = tmp_path_factory.mktemp("klein")
    build(tiny_study(folder))
    return folder


@pytest.fixture
def call(built, monkeypatch, capsys):
    """Run a command in the folder of the study; gives exit code, stdout and stderr."""
    monkeypatch.chdir(built)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)

    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(app, arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return called


def test_passages_that_differ_with_the_words_of_both(call):
    code, out, _ = call("disagreements", "--spans", "--format", "csv")
    assert code == 0
    head, row = out.splitlines()[:2]
    found = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert (found["klass"], found["code_a"], found["code_b"]) == ("other", "ict", "extern")
    assert found["quote_a"] == found["quote_b"] == "De laptop bepaalt nog wel de volgorde van sommen."


def test_codes_confused_by_unit_and_by_passage(call, built):
    for more in ((), ("--spans",), ("--unit", "sentence")):
        code, out, _ = call("disagreements", "--confusion", *more, "--format", "csv")
        assert code == 0
        assert out.splitlines()[1].startswith("ict;extern;1;found;1")
    code, _, err = call("disagreements", "--confusion", "--plot", "warm.svg", "--least", "1")
    assert code == 0
    assert "Written: warm.svg" in err
    assert (built / "warm.svg").exists()


def test_how_coders_code(call):
    code, out, _ = call("disagreements", "--tendencies", "--format", "csv")
    assert code == 0
    assert [line.split(";")[:2] for line in out.splitlines()[1:]] == [["amal", "2"], ["bo", "2"]]
    _, out, _ = call("disagreements", "--tendencies", "--by", "code", "--lang", "en")
    assert "Zelfregie" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--confusion", "--tendencies"], "--confusion or for --tendencies"),
        (["--tendencies", "--code", "ict"], "--code says nothing with --tendencies"),
        (["--spans", "--unit", "turn"], "--unit says nothing with --spans"),
        (["--least", "2"], "--least says nothing here"),
        (["--spans", "--by", "role"], "--by says nothing with --spans"),
        (["--plot", "uit.png"], "no figure of a table of disagreements"),
        (["--confusion", "--plot", "uit.bmp"], 'not ".bmp"'),
    ],
)
def test_an_option_that_says_nothing_is_refused(call, arguments, told):
    code, _, err = call("disagreements", *arguments)
    assert code == 2
    assert told in err


def test_agreement_drawn_and_across(call, built):
    code, _, err = call("agreement", "--plot", "rups.png")
    assert (code, err.strip()) == (0, "Written: rups.png")
    code, out, _ = call("agreement", "--across", "pair", "--disagreement", "--format", "csv", "--plot", "paren.pdf")
    assert code == 0
    assert out.splitlines()[1].split(";")[:2] == ["regie", "amal|bo"]
    assert (built / "paren.pdf").exists()
    for arguments in (["--disagreement"], ["--across", "pair", "--all"], ["--across", "pair", "--by", "pair"]):
        assert call("agreement", *arguments)[0] == 2


def test_a_recipe_may_ask_for_a_figure(built):
    from qualcode import Project
    from qualcode.study.recipes import Named
    from qualcode.study.tables import render

    recipes = [
        Named("verwisseld", "confusion", {}, files=("verwisseld.png",)),
        Named("passages", "span_disagreements", {"code": "ict"}, files=("passages.csv",)),
        Named("codeurs", "tendencies", {"by": "role"}, files=("codeurs.csv",)),
        Named("paren", "agreement_matrix", {"columns": "pair", "unit": "turn"}, files=("paren.svg",)),
    ]
    with Project.open(built / "klein.qualcode") as project:
        made = render(project, recipes, built / "uit")
        assert [one.status for one in made] == ["written"] * 4
        assert [one.status for one in render(project, recipes, built / "uit")] == ["known"] * 4
