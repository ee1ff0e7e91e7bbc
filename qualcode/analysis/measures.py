"""What a cell of a matrix may count: one name, one definition each. docs/reference/measures.md says the same in prose."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.columns import CONVERSATIONS
from qualcode.errors import CallError, did_you_mean


@dataclass(frozen=True, slots=True)
class Measure:
    """What a cell counts.

    `unit` is what is counted; `speech` says whether it needs talk that is known to be an informant's, so that a text without
    speakers does not count; `over` names what a ratio is divided by; `covers` is ``"words"`` or ``"text"`` where every bit
    of informant text that a coding covers counts, and "" where the coding must count in the turn (3 words, or the whole).
    """

    name: str
    unit: str
    speech: bool = False
    over: str = ""
    covers: str = ""
    conversations: bool = False
    whole: bool = True


_ALL = (
    Measure("turns", "turn", speech=True),
    Measure("conversations", "conversation", conversations=True),
    Measure("documents", "document"),
    Measure("participants", "person", speech=True),
    Measure("cases", "case"),
    Measure("presence", "cell"),
    Measure("words", "word", speech=True, covers="words"),
    Measure("share", "word", speech=True, over="words", covers="words", whole=False),
    Measure("per_1000", "segment", speech=True, over="words", whole=False),
    Measure("segments", "segment"),
    Measure("passages", "passage", covers="text"),
    Measure("codings", "coding"),
)
MEASURES: dict[str, Measure] = {measure.name: measure for measure in _ALL}


def measure_named(name: str) -> Measure:
    """The measure of this name, or a fault that names them all."""
    if name not in MEASURES:
        raise CallError(f'No measure "{name}"; there are {", ".join(MEASURES)}.{did_you_mean(name, MEASURES)}')
    return MEASURES[name]


def is_conversation(kind: object) -> bool:
    """Whether a kind of document is talk of people who were asked."""
    return kind in CONVERSATIONS
