"""The documents of one coder: which she was given, and how far she is with each. Of others' work nothing is known here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualcode.store import desks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.codebook import Code, Codebook
    from qualcode.project import Project
    from qualcode.store.desks import Lent

#: How far she is: *to_do*, *begun*, *finished*, or *recode* where the codebook changed since she finished.
Progress = Literal["to_do", "begun", "finished", "recode"]


@dataclass(frozen=True)
class Given:
    """A document on the shelf: its case and wave, and her own progress; `recode` names codes that she has not judged."""

    document: str
    name: str
    case: str
    wave: str
    progress: Progress
    recode: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True)
class Shelf:
    """The documents of one coder in the order of the study, and the one that she left last."""

    given: tuple[Given, ...]
    last: str | None = None

    @classmethod
    def of(cls, project: Project, round: str = "main") -> Shelf:  # noqa: A002
        """What the acting coder was given in this round; every document where she was given none."""
        with project.store.reading() as connection:
            lent = desks.lent(connection, project.coder or "", round)
            last = desks.place(connection, project.coder or "")
        return cls(tuple(_given(one, project.codebook) for one in lent), last)

    def __iter__(self) -> Iterator[Given]:
        return iter(self.given)

    def __getitem__(self, document: str) -> Given | None:
        return next((one for one in self.given if one.document == document), None)

    def after(self, document: str) -> Given | None:
        """The next one that she has not finished, from the beginning again after the last; None where all are."""
        places = [place for place, one in enumerate(self.given) if one.document == document]
        start = places[0] + 1 if places else 0
        ahead = [*self.given[start:], *self.given[:start]]
        return next((one for one in ahead if one.progress in ("to_do", "begun") and one.document != document), None)

    def begin(self) -> Given | None:
        """Where to begin: where she was, else what she has begun, else what she has not, else the first."""
        there = self[self.last] if self.last else None
        if there is not None and there.progress != "finished":
            return there
        for wanted in ("begun", "to_do"):
            for one in self.given:
                if one.progress == wanted:
                    return one
        return self.given[0] if self.given else None

    def to_recode(self) -> tuple[Given, ...]:
        """Finished documents of which the codebook has codes that she has not judged."""
        return tuple(one for one in self.given if one.recode)


def earlier(book: Codebook, key: str, version: str) -> Code | None:
    """The code as it stood in an earlier version, under whatever key; None where it is new."""
    old = book.version_named(version)
    if old is None:
        return None
    return next((code for code in old if book.current(code.key) == key), None)


def _given(one: Lent, book: Codebook | None) -> Given:
    states = {cover.state for cover in one.covers}
    if not states or states == {"assigned"}:
        return Given(one.document, one.name, one.case, one.wave, "to_do")
    if states != {"finished"} or book is None:
        return Given(one.document, one.name, one.case, one.wave, "begun")
    judged = frozenset[str]().union(*(book.judged(cover.codes, cover.version) for cover in one.covers))
    grown = frozenset[str]().union(*(book.unread(cover.version) for cover in one.covers)) - judged
    recode = tuple(key for key in book.keys if key in grown and book[key].assignable)
    version = one.covers[0].version
    return Given(one.document, one.name, one.case, one.wave, "recode" if recode else "finished", recode, version)
