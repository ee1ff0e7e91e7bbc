"""The worked cases of other people: every unit coefficient gives the value that independent programs gave."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest

from qualcode.analysis import coefficients as c
from tests.shared import shared_data

NAMES = {
    "brennan_prediger": (c.brennan_prediger, {}),
    "cohen_kappa": (c.cohen_kappa, {}),
    "cohen_kappa_linear": (c.cohen_kappa, {"weights": "linear"}),
    "cohen_kappa_quadratic": (c.cohen_kappa, {"weights": "quadratic"}),
    "conger_kappa": (c.conger_kappa, {}),
    "fleiss_kappa": (c.fleiss_kappa, {}),
    "gwet_ac1": (c.gwet_ac, {}),
    "gwet_ac2_linear": (c.gwet_ac, {"weights": "linear"}),
    "gwet_ac2_ordinal": (c.gwet_ac, {"weights": "ordinal"}),
    "gwet_ac2_quadratic": (c.gwet_ac, {"weights": "quadratic"}),
    "light_kappa": (c.light_kappa, {}),
    "percent_agreement": (c.percent_agreement, {}),
    "scott_pi": (c.scott_pi, {}),
    "mv_alpha_nominal": (c.mv_alpha, {}),
    **{
        f"alpha_{metric}": (c.alpha, {"metric": metric})
        for metric in ("nominal", "ordinal", "interval", "ratio", "jaccard", "masi", "dice", "passonneau2004")
    },
}


def _cases() -> list[Any]:
    """The unit and set cases, or one that skips with a reason where the file is absent."""
    root = Path(os.environ.get("QUALCODE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    place = root / "data" / "agreement" / "cases.json"
    if not place.exists():
        return [pytest.param(None, id="absent")]
    cases = json.loads(place.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases if case["kind"] in ("units", "sets")]


def _tree(paths: set[str]) -> dict[str, str | None]:
    parents: dict[str, str | None] = {}
    for path in paths:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            parents["/".join(parts[:depth])] = "/".join(parts[: depth - 1]) or None
    return parents


def _on_tree(case: dict[str, Any]) -> c.Estimate:
    rows = case["data"]
    if case["coefficient"] == "alpha_nominal_root":
        return c.alpha([[value.split("/")[0] for value in row] for row in rows])
    tree = _tree({value for row in rows for value in row})
    if "virtual root" in case["options"]["distance"]:
        return c.alpha(rows, metric=c.tree_distance(tree, "wu-palmer"))
    return c.alpha(rows, metric="tree", tree=tree)


@pytest.mark.parametrize("case", _cases())
def test_the_worked_case_comes_out_at_its_tolerance(case: dict[str, Any] | None) -> None:
    shared_data("agreement")
    assert case is not None
    rows = case["data"]
    if case["kind"] == "sets":
        rows = [[None if cell is None else frozenset(cell) for cell in row] for row in rows]
    name, _, field = case["coefficient"].partition(".")
    if name in ("alpha_tree", "alpha_nominal_root"):
        found = _on_tree(case)
    else:
        function, options = NAMES[name]
        found = function(rows, **options, **({"ci": "analytic"} if field else {}))
    if case.get("undefined"):
        assert math.isnan(found.value)
        assert found.note
    else:
        assert (found.se if field else found.value) == pytest.approx(case["expected"], abs=case["tolerance"], rel=0)
