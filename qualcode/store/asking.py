"""Questions and what they brought, once a sheet of speakers says who asks: numbered anew where the labels told otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.transcripts.roles import asking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Spoken(NamedTuple):
    """A turn as far as the numbering of answers asks: its document, label, stored number, and whether its label stands there."""

    document: str
    label: str
    answer: int | None
    labelled: bool


def answers(turns: Iterable[Spoken], roles: Mapping[tuple[str, str], str | None]) -> list[int | None]:
    """The number of the answer of each turn; `roles` gives the role by document and label, where it is known.

    A turn of somebody with the role interviewer begins the next answer. Where that makes the same labels ask as their
    wording did, the stored numbers stand.

    >>> talk = [Spoken("d", label, None, True) for label in ("Anna", "Piet", "Anna")]
    >>> answers(talk, {("d", "Anna"): "interviewer"})
    [1, 1, 2]
    """
    turns = list(turns)
    labels: dict[str, set[str]] = {}
    for turn in turns:
        if turn.label:
            labels.setdefault(turn.document, set()).add(turn.label)
    ask = {
        document: who for document, names in labels.items()
        if (who := asking(names, {name: roles.get((document, name)) for name in names})) != asking(names)
    }  # fmt: skip
    if not ask:
        return [turn.answer for turn in turns]
    found: list[int | None] = []
    number: dict[str, int] = {}
    for turn in turns:
        if turn.document not in ask:
            found.append(turn.answer)
            continue
        if turn.labelled and turn.label in ask[turn.document]:
            number[turn.document] = number.get(turn.document, 0) + 1
        found.append(number.get(turn.document))
    return found
