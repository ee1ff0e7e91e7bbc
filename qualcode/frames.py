"""Tidy frames made from any CSV: the same analyses without a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.columns import ASKED, CASES, COVERAGE, DOCUMENTS, PERSONS, TOPICS, TOUCHES, TURNS, require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from qualcode.codebook import Codebook


@dataclass(frozen=True)
class Frames:
    """Documents, turns, touches, cases, persons, coverage, asked and topics as pandas frames, with a codebook.

    What is not given is an empty frame. Without `topics` every code is unprompted; without `coverage` every document
    that bears a coding of a coder counts as read by that coder.

    Parameters
    ----------
    documents, turns, touches, cases, persons, coverage, asked, topics
        Frames with the columns of `qualcode.columns`; only the columns that an analysis uses are asked for.
    codebook
        The codebook in force, or None for a flat list of the codes that occur.

    Examples
    --------
    >>> import pandas as pd
    >>> frames = Frames(documents=pd.DataFrame({"document": ["d1"], "case": ["wisselspoor"]}))
    >>> list(frames.documents()["case"])
    ['wisselspoor']
    """

    _documents: pd.DataFrame
    _turns: pd.DataFrame
    _touches: pd.DataFrame
    _cases: pd.DataFrame
    _persons: pd.DataFrame
    _coverage: pd.DataFrame
    _asked: pd.DataFrame
    _topics: pd.DataFrame
    codebook: Codebook | None

    def __init__(
        self,
        *,
        documents: pd.DataFrame,
        turns: pd.DataFrame | None = None,
        touches: pd.DataFrame | None = None,
        cases: pd.DataFrame | None = None,
        persons: pd.DataFrame | None = None,
        coverage: pd.DataFrame | None = None,
        asked: pd.DataFrame | None = None,
        topics: pd.DataFrame | None = None,
        codebook: Codebook | None = None,
    ) -> None:
        require(documents, ["document"], "Frames(documents=)")
        given = {
            "_documents": (documents, DOCUMENTS),
            "_turns": (turns, TURNS),
            "_touches": (touches, TOUCHES),
            "_cases": (cases, CASES),
            "_persons": (persons, PERSONS),
            "_coverage": (coverage, COVERAGE),
            "_asked": (asked, ASKED),
            "_topics": (topics, TOPICS),
        }
        for name, (frame, columns) in given.items():
            object.__setattr__(self, name, _or_empty(frame, columns))
        object.__setattr__(self, "codebook", codebook)

    @property
    def state(self) -> Mapping[str, int]:
        """Frames from outside have no history."""
        return {}

    def documents(self) -> pd.DataFrame:
        """One row a document."""
        return self._documents

    def turns(self, text: bool = True) -> pd.DataFrame:
        """One row a turn."""
        return self._turns if text or "text" not in self._turns else self._turns.drop(columns="text")

    def touches(self) -> pd.DataFrame:
        """One row a coding x turn."""
        return self._touches

    def cases(self) -> pd.DataFrame:
        """One row a case."""
        return self._cases

    def persons(self) -> pd.DataFrame:
        """One row a person."""
        return self._persons

    def coverage(self) -> pd.DataFrame:
        """Who read what."""
        return self._coverage

    def asked(self) -> pd.DataFrame:
        """What each conversation asked."""
        return self._asked

    def topics(self) -> pd.DataFrame:
        """Which codes a topic covers."""
        return self._topics


def _or_empty(frame: pd.DataFrame | None, columns: Sequence[str]) -> pd.DataFrame:
    """The frame, or one of these columns without rows."""
    import pandas as pd

    return pd.DataFrame({name: pd.Series(dtype="object") for name in columns}) if frame is None else frame
