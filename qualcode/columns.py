"""The columns of the tidy frames, named once, and what every analysis may ask of its data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from qualcode.errors import MissingColumns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from qualcode.codebook import Codebook

#: The role of whoever asks; this talk is in no numerator and no denominator.
INTERVIEWER = "interviewer"
#: The kinds of document that are conversations.
CONVERSATIONS: tuple[str, ...] = ("interview", "group")
#: What a *word* is; it counts where its first character is covered.
WORD = re.compile(r"\w+(?:[-'’]\w+)*")

CODINGS = (
    "coding", "layer", "coder", "round", "version", "origin", "code", "document", "revision", "case", "wave",
    "start", "end", "words", "created", "text",
)  # fmt: skip
TOUCHES = ("coding", "turn", "speaker", "person", "role", "case", "start", "end", "words", "word_start", "word_end")
TURNS = (
    "turn", "document", "answer", "case", "wave", "speaker", "person", "role", "start", "end", "words", "text",
    "word_start", "word_end",
)  # fmt: skip
DOCUMENTS = (
    "document", "name", "case", "wave", "kind", "instrument", "date", "language", "responsible", "study", "revision",
    "words",
)  # fmt: skip
CASES = ("case", "name", "kind", "parent")
PERSONS = ("person", "case", "functions", "consent")
COVERAGE = ("layer", "coder", "document", "round", "version", "codes", "state")
ASKED = ("document", "topic", "asked")
TOPICS = ("instrument", "topic", "code")
UNITS = (
    "unit", "document", "case", "wave", "role", "round", "version", "start", "end", "coder", "codes", "read",
)  # fmt: skip
AGREEMENT = (
    "by", "key", "coefficient", "metric", "value", "se", "low", "high", "method", "units", "documents", "coders",
    "both", "only_a", "only_b", "neither", "positive", "observed", "expected", "note",
)  # fmt: skip


@runtime_checkable
class HasFrames(Protocol):
    """What an analysis asks of its data: an open `Project` gives it, so does `Frames` made from any CSV."""

    @property
    def codebook(self) -> Codebook | None:
        """The codebook in force, with the earlier versions it grew from; None where there is none."""

    @property
    def state(self) -> Mapping[str, int]:
        """The state of the project: highest sequence number per replica; empty for frames from outside."""

    def documents(self) -> pd.DataFrame:
        """One row a document (`DOCUMENTS`)."""

    def turns(self, text: bool = True) -> pd.DataFrame:
        """One row a turn (`TURNS`), in the order of the text."""

    def touches(self) -> pd.DataFrame:
        """One row a coding x turn (`TOUCHES`)."""

    def cases(self) -> pd.DataFrame:
        """One row a case (`CASES`, then attributes)."""

    def persons(self) -> pd.DataFrame:
        """One row a person (`PERSONS`)."""

    def coverage(self) -> pd.DataFrame:
        """Who read what (`COVERAGE`); rows of layer ``final`` are derived."""

    def asked(self) -> pd.DataFrame:
        """What each conversation asked (`ASKED`): instrument and exceptions combined."""

    def topics(self) -> pd.DataFrame:
        """Which codes a topic covers (`TOPICS`), subtrees resolved."""


def require(frame: pd.DataFrame, columns: Sequence[str], where: str) -> None:
    """Ask a frame for the columns that a function uses, and say plainly what is missing."""
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise MissingColumns(where, missing, frame.columns)
