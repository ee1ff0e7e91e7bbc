"""What the note of a matrix states, in its fixed order and in no language: layer, selection, unit, measure, N, flags.

The legend of the states is the layout's: it knows which symbols were printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.table import FOUND, LOWER_BOUND, SPONTANEOUS, Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.plan import Plan

#: Measures that rest on the rule by which a coding counts in a turn.
BY_TURN = frozenset({"turns", "participants"})


def notes_of(
    plan: Plan, facts: Mapping[str, int], states: np.ndarray, value: np.ndarray, flags: Mapping[str, np.ndarray]
) -> tuple[Note, ...]:
    """The statements of the note, only those that hold."""
    notes = layer_notes(plan.layer, plan.coders, facts)
    if plan.measure.name in BY_TURN:
        notes.append(Note("unit.turn"))
    notes.append(Note(f"measure.{plan.measure.name}"))
    if facts.get("undefined"):
        notes.append(Note("measure.undefined", {"documents": facts["undefined"]}))
    if plan.measure.over and (np.isnan(value) & (states == FOUND)).any():
        notes.append(Note("measure.nothing_said"))
    notes += selection_notes(documents=plan.documents, talk=plan.talk, where=plan.where)
    for name, key in (("of_other_kind", "documents"), ("homeless", "documents"), ("unheard", "codings")):
        if facts.get(name):
            notes.append(Note(f"n.out.{name}", {key: facts[name]}))
    notes += waiting_notes(facts)
    notes += [Note(f"states.{flag}") for flag in (SPONTANEOUS, LOWER_BOUND) if flags[flag].any()]
    return tuple(notes)


def layer_notes(layer: str | None, coders: tuple[str, ...], facts: Mapping[str, int]) -> list[Note]:
    """Whose coding a table counts; of the final layer, in how many documents the consensus and in how many one coder."""
    if layer is None:
        return []
    if layer == "final" and "consensus" in facts:
        counts = {"consensus": facts["consensus"], "single": facts["one"]}
        return [
            Note("layer.final_partly", counts | {"both": facts["both"]})
            if facts["both"]
            else Note("layer.final", counts)
        ]
    if layer == "reading" and coders:
        return [Note("layer.reading", {"coder": list(coders)})]
    if layer in ("consensus", "final"):
        return [Note("layer.consensus" if layer == "consensus" else "layer.final_plain")]
    return [Note("layer.named", {"layer": layer})]


def waiting_notes(facts: Mapping[str, int]) -> list[Note]:
    """That codings are left out because their text was corrected and they wait for review."""
    return [Note("n.out.waiting", {"codings": facts["waiting"]})] if facts.get("waiting") else []


def selection_notes(**queries: str | None) -> list[Note]:
    """The queries that chose documents, talk and codings, as they were written."""
    return [Note(f"n.{name}", {"query": query}) for name, query in queries.items() if query]
