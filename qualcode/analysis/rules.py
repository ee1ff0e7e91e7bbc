"""The appendices of a reliability report: the rules that coders coded by, the rounds they held in, and what meetings decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from qualcode.table import Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.codebook import Codebook

#: The order of rounds, as they are worked in.
ROUNDS: tuple[str, ...] = ("pilot", "calibration", "main", "recode", "after", "intra")


def written_rules(codebook: Codebook, coverage: pd.DataFrame, recipe: Recipe) -> Table:
    """Each decision rule of the codebook, with the version that took it up and the rounds that were finished under a version that had it.

    A row a rule (``code rule version rounds``), in the order of versions, then of the codebook; a rule that was dropped or worded otherwise
    since stands with the versions that had it.
    """
    done = _rounds(coverage)
    since: dict[tuple[str, str], str] = {}
    rounds: dict[tuple[str, str], set[str]] = {}
    for book in (*codebook.earlier, codebook):
        for code in book:
            for rule in code.rules:
                line = (codebook.current(code.key), rule)
                since.setdefault(line, book.version)
                rounds.setdefault(line, set()).update(done.get(book.version, ()))
    rows = [
        (code, rule, version, tuple(name for name in ROUNDS if name in rounds[code, rule]))
        for (code, rule), version in since.items()
    ]
    frame = pd.DataFrame(rows, columns=["code", "rule", "version", "rounds"])
    return Table("rules", frame, recipe, labels=_labels(codebook))


def decided(decisions: pd.DataFrame, names: Mapping[str, str], codebook: Codebook | None, recipe: Recipe) -> Table:
    """What meetings decided, a row a decision: conversation, code, what was decided, why, and the rule that came of it."""
    frame = decisions[["document", "code", "decision", "reason", "rule"]].reset_index(drop=True).astype(object)
    frame = frame.where(frame.notna(), "").rename(columns={"document": "name"})
    frame = frame.assign(name=[names.get(str(one), str(one)) for one in frame["name"]])
    return Table("rules", frame, recipe, labels=_labels(codebook))


def _rounds(coverage: pd.DataFrame) -> dict[str, set[str]]:
    """The rounds in which readings were finished, by version of the codebook."""
    done = coverage[(coverage["layer"] == "reading") & (coverage["state"] == "finished")]
    found: dict[str, set[str]] = {}
    for version, name in zip(done["version"].astype(str), done["round"].astype(str), strict=True):
        found.setdefault(version, set()).add(name)
    return found


def _labels(codebook: Codebook | None) -> dict[str, Mapping[str, str]]:
    return {code.key: code.label for code in codebook or () if code.label}
