"""The file of instruments: which topics an interview guide asks, and which codes a topic covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.errors import did_you_mean
from qualcode.model import Topic
from qualcode.sheets.written import Written, read_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qualcode.sheets.known import Known

ASKED, CODES = ("asked", "gevraagd"), ("codes",)


def read_instruments(path: str | Path, known: Known) -> list[Topic]:
    """The topics of each instrument: ``instrument: {topic: {asked: true, codes: [...]}}``, or ``topic: [codes]``.

    A code stands for its subtree in the codebook in force.

    Raises
    ------
    StudyFaults
        No map, an unknown key or code, a topic without codes: all at once, each with line and column.
    """
    written = read_written(path)
    topics: list[Topic] = []
    guides = written.mapping(written.content, None, written.content, "the file of instruments")
    for instrument, asks in guides.items():
        for topic, said in written.mapping(guides, instrument, asks, f'the instrument "{instrument}"').items():
            topics.append(_topic(written, asks, str(instrument), topic, said, known))
    written.close()
    return topics


def _topic(written: Written, asks: Mapping[str, Any], instrument: str, topic: Any, said: Any, known: Known) -> Topic:
    if isinstance(said, (list, str)):
        return Topic(instrument, str(topic), True, _resolved(written, asks, topic, said, known))
    said = written.mapping(asks, topic, said, f'the topic "{topic}"')
    written.only(said, [*ASKED, *CODES])
    asked = next((said[key] for key in ASKED if key in said), True)
    if not isinstance(asked, bool):
        written.fault(said, next(key for key in ASKED if key in said), f'asked says "{asked}".', "Write true or false.")
    return Topic(instrument, str(topic), bool(asked), _resolved(written, said, "codes", said.get("codes"), known))


def _resolved(written: Written, node: Any, key: Any, codes: Any, known: Known) -> tuple[str, ...]:
    book = known.codebook
    named = list(_named(codes))
    if not named and not isinstance(codes, list):
        written.fault(node, key, "a topic names the codes that it covers.", "Write codes: [code, code].")
        return ()
    if book is None:
        return tuple(named)
    keys = [book.current(code) for code in named]
    for code, current in zip(named, keys, strict=True):
        if current not in book:
            written.fault(node, key, f'unknown code "{code}".', did_you_mean(code, book.keys).strip())
    return book.resolve(code for code in keys if code in book)


def _named(codes: Any) -> Iterator[str]:
    if isinstance(codes, str):
        yield codes
    elif isinstance(codes, list):
        yield from (str(code) for code in codes)
