"""The nouns of a study as frozen records. Whatever reads a file makes them, the store keeps them, nobody changes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from qualcode.columns import CONVERSATIONS as CONVERSATIONS
from qualcode.columns import INTERVIEWER as INTERVIEWER
from qualcode.columns import WORD as WORD
from qualcode.errors import Problem as Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Layer = Literal["reading", "consensus", "suggestion"]
Round = Literal["pilot", "calibration", "main", "recode", "after", "intra"]
State = Literal["assigned", "begun", "finished"]
Origin = Literal["hand", "suggestion", "carried", "imported", "consensus"]

LAYERS: tuple[str, ...] = ("reading", "consensus", "suggestion")
ROUNDS: tuple[str, ...] = ("pilot", "calibration", "main", "recode", "after", "intra")
COVERAGE_STATES: tuple[str, ...] = ("assigned", "begun", "finished")
ORIGINS: tuple[str, ...] = ("hand", "suggestion", "carried", "imported", "consensus")
DOCUMENT_KINDS: tuple[str, ...] = ("interview", "group", "document", "minutes", "answer")

_NAMESPACE = uuid5(NAMESPACE_URL, "qualcode")


def stable_id(*parts: object) -> UUID:
    """The same id for the same facts on every laptop.

    >>> stable_id("code", "gpl-ict-nl", "zelfregie") == stable_id("code", "gpl-ict-nl", "zelfregie")
    True
    """
    return uuid5(_NAMESPACE, "\x1f".join("" if part is None else str(part) for part in parts))


@dataclass(frozen=True, slots=True)
class Case:
    """What is compared: a school, a board, a team. Cases nest through `parent`."""

    id: str
    name: str
    kind: str = "school"
    parent: str | None = None
    consent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who was heard, by pseudonym; the role belongs to the conversation, not to the person."""

    id: str
    case: str | None = None
    functions: tuple[str, ...] = ()
    consent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed fact of a case, person or document, possibly for one wave only."""

    subject: Literal["case", "person", "document"]
    id: str
    name: str
    value: str | int | float | bool | None
    wave: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A conversation, a case-study document, minutes or an open answer; `revision` is its text as it now stands."""

    id: str
    name: str
    file: str
    sha256: str
    revision: str
    case: str | None = None
    wave: str | None = None
    kind: str | None = None
    instrument: str | None = None
    date: str | None = None
    language: str | None = None
    responsible: str | None = None
    study: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a document's text: decoded, without byte-order mark, line ends ``\\n``, nothing else changed."""

    id: str
    document: str
    text: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of one speaker: ``text[start:end]`` without the label; `label_start` is where the label begins."""

    ordinal: int
    start: int
    end: int
    label: str = ""
    answer: int | None = None
    time: float | None = None
    label_start: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a label stands for in one document. A person may be unknown, a role is not."""

    document: str
    label: str
    role: str
    person: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What an instrument asks, and the codes that this covers (subtrees resolved)."""

    instrument: str
    topic: str
    asked: bool
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one conversation did otherwise than its instrument says."""

    document: str
    topic: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """``document[start:end]`` in Unicode code points, half open, with its quote."""

    document: str
    revision: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a segment must hold text: start {self.start}, end {self.end}")


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder applied one code to one segment."""

    id: str
    layer: str
    coder: str
    round: str
    version: str
    code: str
    segment: Segment
    origin: str = "hand"
    facets: Mapping[str, str] = field(default_factory=dict)
    memo: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which coder was given, has begun, has finished which document, for which codes (none named: all of the version)."""

    layer: str
    coder: str
    document: str
    round: str
    version: str
    codes: tuple[str, ...] = ()
    state: str = "finished"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided about one stretch of text."""

    document: str
    start: int
    end: int
    code: str
    decision: str
    reason: str = ""
    rule: str = ""


def word_starts(text: str) -> list[int]:
    """Where each word begins, in code points.

    >>> word_starts("Ja, zo'n weektaak.")
    [0, 4, 9]
    """
    return [match.start() for match in WORD.finditer(text)]


def words_in(text: str) -> int:
    """How many words a text holds.

    >>> words_in("Ja, zo'n weektaak.")
    3
    """
    return sum(1 for _ in WORD.finditer(text))


def iter_words(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word."""
    return (match.span() for match in WORD.finditer(text))
