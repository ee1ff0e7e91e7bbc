"""What an acting coder may see of the others: nothing, until the round of that document is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from qualcode.store import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


@dataclass(frozen=True)
class Standing:
    """How far the readings of one document and round are: for each coder whether all she was given is finished."""

    coders: Mapping[str, bool] = field(default_factory=dict)

    @property
    def closed(self) -> bool:
        """Whether everyone who was given the document has finished it."""
        return bool(self.coders) and all(self.coders.values())

    def finished(self, coder: str) -> bool:
        """Whether this coder has finished."""
        return self.coders.get(coder, False)

    def partner_finished(self, coder: str) -> bool:
        """Whether another coder has finished."""
        return any(done for other, done in self.coders.items() if other != coder)


_c = schema.coverage.c
_STATES = select(_c.document, _c.round, _c.coder, _c.state).where(_c.layer == "reading")
_OF_ONE = _STATES.where(_c.document == bindparam("document"))


def standings(connection: Connection, document: str | None = None) -> dict[tuple[str, str], Standing]:
    """The standing of each document and round."""
    rows = connection.execute(_STATES) if document is None else connection.execute(_OF_ONE, {"document": document})
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for of, round_, coder, state in rows:
        coders = found.setdefault((of, round_), {})
        coders[coder] = coders.get(coder, True) and state == "finished"
    return {key: Standing(coders) for key, coders in found.items()}


def double_coded_now(found: Mapping[tuple[str, str], Standing]) -> frozenset[str]:
    """The documents whose main round is open and has more than one coder."""
    return frozenset(
        document for (document, round_), standing in found.items()
        if round_ == "main" and len(standing.coders) > 1 and not standing.closed
    )  # fmt: skip


@dataclass(frozen=True)
class Sight:
    """What one coder sees. Without a coder: everything."""

    coder: str | None = None
    standings: Mapping[tuple[str, str], Standing] = field(default_factory=dict)

    def sees(self, document: str, round_: str) -> bool:
        """Whether the readings of others in this document and round are open to her.

        A round that she takes part in opens when everyone in it has finished. Another round of the document opens
        with its main round, if she took part in that. A document that she never read stays shut: she may yet be asked to.
        """
        if self.coder is None:
            return True
        here = self.standings.get((document, round_), Standing())
        if self.coder in here.coders:
            return here.closed
        main = self.standings.get((document, "main"), Standing())
        return self.coder in main.coders and main.closed

    def sees_responsible(self, document: str) -> bool:
        """Whether it is open to her who answers for a document.

        A reading that is hers alone closes when she finishes it, one of two does not: while any document is coded by two,
        only those that two have finished are open, so that nobody can tell the others apart.
        """
        if not self.sees(document, "main"):
            return False
        alone = self.coder is not None and len(self.standings[document, "main"].coders) < 2
        return not alone or not double_coded_now(self.standings)

    def may_see(self, coder: str | None, document: str, round_: str) -> bool:
        """Whether something that a coder made is open to her; what nobody made (a rule's suggestion) always is."""
        return self.coder is None or not coder or coder == self.coder or self.sees(document, round_)

    def shows(self, layer: str) -> bool:
        """Whether a layer is shown to her at all: suggestions are not, anywhere, while any document is being coded by two."""
        return layer != "suggestion" or self.coder is None or not double_coded_now(self.standings)

    def may_read(self, author: str | None, document: str | None) -> bool:
        """Whether a memo is open to her: that of another on a document waits until its round closes; others are for all."""
        return not document or self.may_see(author, document, "main")


def sight(connection: Connection, coder: str | None) -> Sight:
    """What this coder sees now."""
    return Sight(coder, standings(connection)) if coder else Sight()
