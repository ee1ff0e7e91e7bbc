"""The figures built into the codings of the example come out of the commands, and are those of a plain count."""

from __future__ import annotations

import csv
import io

import pytest

from qualcode.cli import app
from qualcode.cli.running import run
from tests.examples.plain import alpha


@pytest.fixture
def table(built, capsys):
    """The rows that a command prints for pipes."""

    def called(*arguments: str) -> list[dict[str, str]]:
        code = run(app, ["agreement", "-p", str(built), "--format", "csv", "--lang", "en", *arguments])
        out = capsys.readouterr().out
        assert code == 0
        return list(
            csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";" if ";" in out.splitlines()[0] else ",")
        )

    return called


def value(rows: list[dict[str, str]], key: str) -> float:
    return float(next(row["value"] for row in rows if row["key"] == key).replace(",", "."))


@pytest.mark.parametrize(
    ("arguments", "key", "aim", "first", "second", "depth"),
    [
        (["--coders", "A,B", "--depth", "2"], "overall", 0.74, "A/main", "B/main", None),
        (["--coders", "A,B"], "overall", 0.62, "A/main", "B/main", None),
        (["--coders", "A,C", "--depth", "2"], "overall", 0.70, "A/main", "C/main", 2),
        (["--coders", "A,C"], "overall", 0.35, "A/main", "C/main", 3),
        (["--rounds", "--depth", "2"], "calibration", 0.55, "A/calibration", "B/calibration", 2),
        (["--under", "1.0.0", "--round", "calibration", "--depth", "2"], "overall", 0.55, "A/calibration", "B/calibration", 2),
    ],
)  # fmt: skip
def test_coders_agree_as_much_as_was_built_in(table, arguments, key, aim, first, second, depth):
    """Where both read everything under one version, the plain count gives the same number to the last digit that is printed."""
    found = value(table(*arguments), key)
    assert found == pytest.approx(aim, abs=0.04)
    if depth is not None:
        assert found == pytest.approx(alpha(first, second, depth), abs=5e-7)


def test_the_rounds_stand_in_one_small_table_and_grow(table):
    rows = table("--rounds", "--depth", "2", "--coders", "A,B")
    assert [row["key"] for row in rows] == ["pilot", "calibration", "main"]
    assert [int(row["documents"]) for row in rows] == [2, 3, 10]
    assert value(rows, "calibration") < value(rows, "main")


def test_borders_differ_and_places_do_not(table):
    """A marks sentences where B marks turns: the same bounds are rare, a common character is not, on turns nothing is lost."""
    rows = {row["coefficient"]: row for row in table("--spans", "--all", "--coders", "A,B") if row["key"] == "overall"}
    assert value([rows["span_f1"]], "overall") < 0.25
    assert value([rows["span_f1_overlap"]], "overall") > 0.6
    sides = table("--units", "turn,sentence", "--coders", "A,B", "--by", "depth")
    on = {(row["unit"], row["key"]): float(row["value"].replace(",", ".")) for row in sides}
    assert all(on["turn", depth] > on["sentence", depth] for depth in ("1", "2", "3"))
