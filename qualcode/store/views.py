"""What an open project shows: every frame through the eyes of whoever looks, kept as long as nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from qualcode.store import blind, books, history, schema, sealing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from sqlalchemy import Connection

    from qualcode.codebook import Codebook
    from qualcode.model import Problem
    from qualcode.sheets.known import Known
    from qualcode.store.coding_frames import Columns
    from qualcode.store.indexing import Text
    from qualcode.store.store import Store
    from qualcode.store.unread import Unread
    from qualcode.store.waiting import Waiting

T = TypeVar("T")


class Talk(NamedTuple):
    """The documents and turns of one state, and their texts as an index knows them."""

    documents: pd.DataFrame
    turns: pd.DataFrame
    texts: list[Text]


class Views:
    """Frames of a store for one pair of eyes. What was computed is kept until another change arrives."""

    def __init__(self, store: Store, coder: str | None = None) -> None:
        self.store, self.coder = store, coder
        self._mark = -1
        self._kept: dict[str, Any] = {}

    def fresh(self, connection: Connection) -> None:
        """Forget what was kept when something changed since."""
        mark = history.mark(connection)
        if mark != self._mark:
            self._mark, self._kept = mark, {}

    def _keep(self, name: str, connection: Connection, make: Callable[[], T]) -> T:
        self.fresh(connection)
        if name not in self._kept:
            self._kept[name] = make()
        value: T = self._kept[name]
        return value

    def kept(self, name: str, make: Callable[[Connection], T]) -> T:
        """Something that follows from the store, computed once a state."""
        with self.store.reading() as connection:
            return self._keep(name, connection, lambda: make(connection))

    # --- what the others stand on --------------------------------------------------------------------------------

    def state(self) -> Mapping[str, int]:
        """The highest sequence number of each replica."""
        return dict(self.kept("state", history.state))

    def codebook(self) -> Codebook | None:
        """The codebook in force, with the versions it grew from."""
        return self.kept("codebook", books.in_force)

    def _book(self, c: Connection) -> Codebook | None:
        return self._keep("codebook", c, lambda: books.in_force(c))

    def sight(self, c: Connection) -> blind.Sight:
        """What these eyes may see."""
        return self._keep("sight", c, lambda: blind.sight(c, self.coder))

    def eyes(self) -> blind.Sight:
        """What whoever looks may see."""
        return self.kept("sight", lambda c: blind.sight(c, self.coder))

    def waves(self) -> list[str]:
        """The waves in their order."""
        return list(self.kept("waves", _waves))

    def _documents(self, c: Connection) -> pd.DataFrame:
        from qualcode.store import frames

        return self._keep("documents", c, lambda: frames.documents(c, self.sight(c)))

    def _columns(self, c: Connection) -> Columns:
        from qualcode.store import coding_frames

        return self._keep("columns", c, lambda: coding_frames.load(c, self._documents(c), self._book(c), self.sight(c)))

    def _turns(self, c: Connection) -> pd.DataFrame:
        from qualcode.store import frames

        return self._keep("turns", c, lambda: frames.turns(c, self._documents(c), text=False))

    # --- frames --------------------------------------------------------------------------------------------------

    def documents(self) -> pd.DataFrame:
        """One row a document."""
        with self.store.reading() as c:
            return self._documents(c).copy(deep=False)

    def turns(self, text: bool) -> pd.DataFrame:
        """One row a turn."""
        from qualcode.store import frames

        with self.store.reading() as c:
            if text:
                return frames.turns(c, self._documents(c), text=True)
            return self._turns(c).copy(deep=False)

    def talk(self) -> Talk:
        """What a search looks through."""
        from qualcode.store import indexing

        with self.store.reading() as c:
            documents, turns = self._documents(c), self._turns(c)
            return Talk(documents, turns, self._keep("indexed", c, lambda: indexing.texts(c, documents, turns)))

    def with_text(self, turns: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
        """Some turns with what is said in them."""
        from qualcode.store import frames

        with self.store.reading() as c:
            return frames.with_text(c, turns, documents)

    def codings(self, layer: str | None, round_: str | None, coder: str | None, text: bool) -> pd.DataFrame:
        """The codings of a layer, round and coder; None means all."""
        import numpy as np

        from qualcode.store import coding_frames

        with self.store.reading() as c:
            found = self._columns(c)
            keep = np.ones(len(found), dtype=bool)
            for name, value in (("layer", layer), ("round", round_), ("coder", coder)):
                if value is not None:
                    values = found.sorts[name]
                    keep &= found.numbers[name] == (values.index(value) if value in values else -1)
            chosen = found if keep.all() else found.taken(np.flatnonzero(keep))
            return coding_frames.codings(chosen, self._book(c), c if text else None)

    def touches(self) -> pd.DataFrame:
        """One row a coding x turn."""
        from qualcode.store import coding_frames

        with self.store.reading() as c:
            return self._keep(
                "touches",
                c,
                lambda: coding_frames.touches(self._columns(c), self._turns(c)),
            ).copy(deep=False)

    def stored_coverage(self) -> pd.DataFrame:
        """The coverage rows as they were stored."""
        from qualcode.store import frames

        with self.store.reading() as c:
            return self._keep(
                "coverage", c, lambda: frames.coverage(c, self._documents(c), self._book(c), self.sight(c))
            ).copy(deep=False)

    def sealed(self) -> frozenset[sealing.Reading]:
        """The finished readings that a colleague has published without their codings: coder, document, round."""
        return self.kept("sealed", sealing.finished_away)

    def cases(self) -> pd.DataFrame:
        """One row a case."""
        from qualcode.store import frames

        return self.kept("cases", lambda c: frames.cases(c, _waves(c))).copy(deep=False)

    def persons(self) -> pd.DataFrame:
        """One row a person."""
        from qualcode.store import frames

        return self.kept("persons", lambda c: frames.persons(c, _waves(c))).copy(deep=False)

    def asked(self) -> pd.DataFrame:
        """One row a document x topic."""
        from qualcode.store import frames

        with self.store.reading() as c:
            return self._keep("asked", c, lambda: frames.asked(c, self._documents(c))).copy(deep=False)

    def topics(self) -> pd.DataFrame:
        """One row an instrument x topic x code."""
        from qualcode.store import frames

        return self.kept("topics", lambda c: frames.topics(c, self._book(c))).copy(deep=False)

    def speakers(self) -> pd.DataFrame:
        """One row a document x label."""
        from qualcode.store import frames

        with self.store.reading() as c:
            return frames.speakers(c, self._documents(c))

    def coverage(self, final: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The stored coverage rows, and the derived ones of the final layer where there is a codebook."""
        import pandas as pd

        stored = self.stored_coverage()
        if not len(stored) or self.codebook() is None:
            return stored
        with self.store.reading() as c:
            self.fresh(c)
            if "derived" in self._kept:
                derived: pd.DataFrame = self._kept["derived"]
                return derived.copy(deep=False)
        added = final().astype(stored.dtypes.to_dict())
        self._kept["derived"] = pd.concat([stored, added], ignore_index=True)
        return self._kept["derived"].copy(deep=False)

    def withdrawn(self) -> frozenset[str]:
        """Codings of closed readings that their coder took back afterwards."""
        from qualcode.store import asides

        with self.store.reading() as c:
            return asides.withdrawn(c, self.sight(c))

    def settings(self) -> Mapping[str, Any]:
        """What was agreed for the study, and what holds where nothing was."""
        from qualcode.store import asides

        return dict(self.kept("settings", lambda c: asides.settings(c, self.store.study)))

    def coders(self) -> list[str]:
        """Everyone who codes and may be known."""
        from qualcode.store import asides

        with self.store.reading() as c:
            return asides.coders(c, self.sight(c))

    def memos(self) -> pd.DataFrame:
        """Notes on anything."""
        from qualcode.store import asides

        with self.store.reading() as c:
            return asides.memos(c, self.sight(c))

    def pages(self) -> pd.DataFrame:
        """One row a page."""
        from qualcode.store import pages

        return self.kept("pages", pages.frame).copy(deep=False)

    def decisions(self) -> pd.DataFrame:
        """What meetings decided."""
        from qualcode.store import asides

        with self.store.reading() as c:
            return asides.decisions(c, self.sight(c))

    def survey(self) -> pd.DataFrame:
        """One row a respondent."""
        from qualcode.store import asides

        with self.store.reading() as c:
            return asides.survey(c)

    def history(self) -> pd.DataFrame:
        """All changes that these eyes may know of."""
        from qualcode.store import asides

        with self.store.reading() as c:
            return asides.history_frame(c, self.sight(c))

    def text(self, document: str) -> str:
        """The current text of a document."""
        from qualcode.store import asides

        with self.store.reading() as c:
            return asides.text_of(c, document)

    def known(self) -> Known:
        """The names that a sheet may use."""
        from qualcode.store import asides

        return self.kept("known", lambda c: asides.known(c, self.store, self._book(c)))

    def waiting(self) -> list[Waiting]:
        """The codings that wait for review."""
        from qualcode.store import waiting

        return self.kept("waiting", lambda c: waiting.waiting(c, self.sight(c)))

    def unread(self) -> list[Unread]:
        """Finished readings of documents that gained words since."""
        from qualcode.store import unread

        return list(self.kept("unread", lambda c: unread.unread(c, self.sight(c))))

    def damage(self) -> list[Problem]:
        """What does not fit within the store itself."""
        from qualcode.store import damage

        with self.store.reading() as c:
            return damage.found(c, self.sight(c))


def _waves(connection: Connection) -> list[str]:
    from sqlalchemy import select

    w = schema.wave.c
    return list(connection.execute(select(w.row).order_by(w.place, w.born)).scalars())
