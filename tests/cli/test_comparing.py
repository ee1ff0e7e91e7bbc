"""The ways of `agreement` to compare otherwise: each gives its table, and what does not go together is told in a sentence."""

from __future__ import annotations

import shutil

import pytest

from qualcode.cli import app
from qualcode.cli.running import run
from tests.cli.test_commands import built, call  # noqa: F401 (fixtures)


def columns(out: str, name: str) -> list[str]:
    head, *rows = [line.split(";") for line in out.lstrip("\ufeff").splitlines()]
    return [row[head.index(name)] for row in rows]


@pytest.mark.parametrize(
    ("arguments", "column", "values"),
    [
        (["--units", "turn,sentence,span", "--by", "depth"], "unit", {"turn", "sentence", "span"}),
        (["--spans", "--by", "pair"], "metric", {"spans"}),
        (["--spans", "--all"], "coefficient", {"bar_u_alpha", "span_f1", "span_f1_overlap", "cu_alpha", "u_alpha",
                                               "character_alpha", "character_kappa"}),
        (["--rounds"], "by", {"round"}),
        (["--by", "round"], "by", {"round"}),
        (["--metric", "masi"], "metric", {"masi"}),
        (["--metric", "tree", "--by", "pair"], "metric", {"tree"}),
    ],
)  # fmt: skip
def test_each_way_gives_its_table(call, arguments, column, values):  # noqa: F811
    code, out, err = call("agreement", *arguments, "--format", "csv")
    assert code == 0, err
    assert set(columns(out, column)) == values


def test_shares_of_coders_are_columns(call):  # noqa: F811
    code, out, _ = call("agreement", "--prevalence", "--format", "csv")
    assert code == 0
    assert "share." in out.splitlines()[0]


def test_a_coder_who_read_again_is_compared_with_herself(built, tmp_path, capsys):  # noqa: F811
    """All that amal marked, once more in round intra: she agrees with herself, and bo is nowhere."""
    from qualcode.project import Project

    path = tmp_path / "kopie.qualcode"
    shutil.copy(next(built.glob("*.qualcode")), path)
    with Project.open(path) as project:
        mine = project.codings(round="main", coder="amal")
        again = mine[["coder", "document", "code", "start", "end"]].astype({"document": str, "code": str, "coder": str})
        project.add_codings(again.assign(round="intra", version="1.0.0"))
        read = again[["coder", "document"]].drop_duplicates()
        project.add_coverage(read.assign(round="intra", version="1.0.0", codes="", state="finished"))
    assert run(app, ["agreement", "-p", str(path), "--intra", "--by", "pair", "--format", "csv"]) == 0
    out = capsys.readouterr().out
    assert set(columns(out, "key")) == {"amal@intra|amal@main"}
    assert set(columns(out, "only_a")) == set(columns(out, "only_b")) == {"0"}


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--units", "turn,sentence", "--spans"], 2, "ask for one of them"),
        (["--units", "turn"], 2, "two units or more"),
        (["--units", "turn,sentense"], 2, 'Did you mean "sentence"'),
        (["--units", "turn,sentence", "--unit", "turn"], 2, "--unit does not go with --units"),
        (["--units", "turn,sentence", "--bands", "altman"], 2, "--bands does not go with --units"),
        (["--units", "turn,sentence", "--metric", "masi"], 2, "--metric does not go with --units"),
        (["--rounds", "--by", "pair"], 2, "leave out --by"),
        (["--rounds", "--under", "1.0.0"], 2, "each round has the codebook of its time"),
        (["--metric", "masi", "--all"], 2, "leave it out here"),
        (["--across", "pair", "--metric", "masi"], 2, "leave out --by, --all, --bands and the like"),
        (["--intra"], 1, "Nobody has coded in round intra"),
        (["--facet", "toon"], 2, 'No value "facet.toon"'),
        (["--under", "0.1"], 2, "has no version"),
        (["--given", "zoë"], 2, 'No coder "zoë"'),
        (["--spans", "--by", "role"], 2, "No agreement of spans by"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(call, arguments, code, sentence):  # noqa: F811
    found, _, err = call("agreement", *arguments)
    assert found == code, err
    assert sentence in err
