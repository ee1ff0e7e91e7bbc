"""One coder at one document: what she sees, and verbs that store first and show then. No screen is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.coding import place as places
from qualcode.coding.page import Page, Turn
from qualcode.coding.place import LONG_TURN, Place
from qualcode.coding.state import State, in_order, signs
from qualcode.errors import CallError, ProjectError
from qualcode.store import desks, noting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.codebook import Codebook
    from qualcode.coding.page import Stretch
    from qualcode.project import Project
    from qualcode.store.changes import Change
    from qualcode.store.desks import OwnCoding

#: How many codes a coder can pin to the keys 1 to 9.
PINS = 9
_RECENT = 12


class Desk:
    """A coder at a document. Each verb that changes something is one durable change before it is shown.

    Parameters
    ----------
    project
        Opened for writing with an acting coder (``Project.open(path, coder="A")``).
    document
        Id, name, file name or unique stem.
    round
        The round of coding.
    long_turn
        With nothing selected a code goes to the turn, in a turn of more words to the sentence under the cursor.

    Raises
    ------
    CallError
        The project has no acting coder.
    Unknown
        There is no such document.
    """

    def __init__(
        self, project: Project, document: str, *, round: str = "main", long_turn: int = LONG_TURN,  # noqa: A002
    ) -> None:  # fmt: skip
        if project.coder is None:
            raise CallError('Who is coding? Open the project with a coder: Project.open(path, coder="A").')
        self.project, self.coder, self.round, self.long_turn = project, project.coder, round, long_turn
        self._store = project.store
        self._redo: list[str] = []
        with self._store.reading() as connection:
            found = desks.named(connection, document)
        self._document = found or project.known().document(document).id
        self.state: State
        #: Whether she was here before, and is again where she was then.
        self.resumed = False
        self._open()

    # --- what is there -------------------------------------------------------------------------------------------

    @property
    def document(self) -> str:
        """The id of the document."""
        return self._document

    @property
    def name(self) -> str:
        """What the document is called."""
        return self._leaf.name

    @property
    def book(self) -> Codebook:
        """The codebook in force."""
        book = self.project.codebook
        if book is None:
            raise ProjectError("There is no codebook yet: add one first (qualcode add codebook FILE).")
        return book

    @property
    def page(self) -> Page:
        """The text with its turns."""
        return self.state.page

    @property
    def codings(self) -> tuple[OwnCoding, ...]:
        """Her codings on this text, by their beginning."""
        return self.state.codings

    def selection(self) -> Stretch | None:
        """What is selected; None when nothing is."""
        return places.selection(self.page, self.state.place)

    def target(self) -> Stretch | None:
        """Where a code would go now."""
        return places.target(self.page, self.state.place, long_turn=self.long_turn)

    def text(self, of: OwnCoding | Stretch) -> str:
        """The text of a coding or a stretch."""
        start, end = (of.start, of.end) if isinstance(of, desks.OwnCoding) else of
        return self.page.text[start:end]

    def here(self) -> tuple[OwnCoding, ...]:
        """Her codings under the cursor or the selection, the smallest first."""
        chosen = self.selection()
        cursor = self.state.place.cursor
        start, end = chosen if chosen is not None else (cursor, cursor + 1)
        found = [one for one in self.codings if one.start < end and one.end > start]
        if not found and chosen is None and (turn := self.page.turn_at(cursor)) is not None:
            found = [one for one in self.codings if one.start < turn.end and one.end > turn.start]
        return tuple(sorted(found, key=lambda one: (one.end - one.start, one.start, one.code)))

    def chosen(self) -> OwnCoding | None:
        """The coding that is meant: the one that was chosen, else the smallest here."""
        here = self.here()
        return next((one for one in here if one.id == self.state.chosen), here[0] if here else None)

    # --- moving: nothing is stored ----------------------------------------------------------------------------------

    def step(self, grain: str, steps: int = 1) -> None:
        """So many words, sentences, paragraphs or turns on; a selection ends."""
        self._at(places.step(self.page, self.state.place, grain, steps))

    def extend(self, grain: str, steps: int = 1) -> None:
        """The same, with a selection that grows or shrinks."""
        self._at(places.extend(self.page, self.state.place, grain, steps))

    def select(self) -> None:
        """Select the word under the cursor, again: its sentence, its turn, nothing."""
        self._at(places.select(self.page, self.state.place))

    def select_stretch(self, start: int, end: int) -> None:
        """Select exactly ``text[start:end]``."""
        self._at(places.select_stretch(self.page, start, end))

    def drop(self) -> None:
        """Nothing selected, no coding chosen."""
        self._at(places.drop(self.state.place))

    def to(self, position: int) -> None:
        """Go to a position in the text."""
        self._at(Place(min(max(position, 0), len(self.page.text))))

    def unread(self, steps: int = 1) -> bool:
        """Go to the next (below zero: previous) informant's turn that was neither marked as read nor coded; False: there is none."""
        seen = self.state.read | self.coded_turns()
        found = places.unread(self.page, self.state.place, seen, steps)
        if found is not None:
            self._at(found)
        return found is not None

    def choose(self, steps: int = 1) -> OwnCoding | None:
        """Choose the next of the codings here, for `remove`, `facet`, `memo` and `doubt`."""
        here = self.here()
        if not here:
            return None
        now = self.chosen()
        at = here.index(now) if now is not None and self.state.chosen is not None else -steps
        self.state = replace(self.state, chosen=here[(at + steps) % len(here)].id)
        return self.chosen()

    # --- coding: stored before it is shown ------------------------------------------------------------------------------

    def apply(self, code: str, facets: Mapping[str, str] | None = None) -> OwnCoding:
        """Apply a code to what is selected, else to the turn or sentence here; applying it twice is applying it once."""
        stretch = self.target()
        if stretch is None:
            raise CallError(f"{self.name} holds no text to code.")
        id_ = self.project.apply(self._document, *stretch, code, facets=facets, round=self.round)
        key = self.book.current(code)
        recent = (key, *(one for one in self.state.recent if one != key))[:_RECENT]
        last = (key, tuple(sorted((facets or {}).items())))
        self._done(self._own(id_), chosen=id_, last=last, recent=recent, place=places.drop(self.state.place))
        return self._named(id_)

    def repeat(self) -> OwnCoding:
        """Apply once more what was applied last, with its facets."""
        if self.state.last is None:
            raise CallError("No code was applied yet: there is nothing to repeat.")
        code, facets = self.state.last
        return self.apply(code, dict(facets))

    def remove(self) -> OwnCoding:
        """Take away the coding that is meant."""
        meant = self._meant()
        self.project.remove(meant.id)
        self._done(self._own(), gone=meant.id, chosen=None)
        return meant

    def facet(self, name: str, value: str | None) -> OwnCoding:
        """Give the coding that is meant a facet, or take it away (None)."""
        meant = self._meant()
        known = {key: facet.values for key, facet in self.book.facets.items()}
        if name not in known or (value is not None and value not in known[name]):
            there = "; ".join(f"{key}: {', '.join(values)}" for key, values in known.items()) or "none"
            raise CallError(f'The codebook has no facet "{name}" with the value "{value}". There are {there}.')
        facets = {key: said for key, said in {**meant.facets, name: value}.items() if said is not None}
        id_ = noting.set_facets(self._store, self.coder, meant.id, facets)
        last = self.state.last
        if last is not None and last[0] == meant.code:
            last = (meant.code, tuple(sorted(facets.items())))
        self._done(self._own(id_), gone=meant.id, chosen=id_, last=last)
        return self._named(id_)

    def memo(self, text: str) -> OwnCoding:
        """Write on the coding that is meant, in place of what stood there; nothing (an empty text) takes it away."""
        meant = self._meant()
        noting.set_note(self._store, self.coder, meant.id, "coding", text.strip() or None)
        self._done(self._own(meant.id), gone=meant.id)
        return self._named(meant.id)

    def doubt(self, word: str = "") -> OwnCoding:
        """Mark the coding that is meant as doubtful, with a word or none; a mark that stands is taken away."""
        meant = self._meant()
        said = word.strip() if meant.doubt is None or word.strip() else None
        noting.set_note(self._store, self.coder, meant.id, "doubt", said)
        self._done(self._own(meant.id), gone=meant.id)
        return self._named(meant.id)

    def mark_read(self) -> bool:
        """Mark the turn here as read ("seen, nothing"), or take the mark away; True when it stands now."""
        turn = self.page.turn_at(self.state.place.cursor)
        if turn is None:
            raise CallError(f"{self.name} holds no text to read.")
        stands = turn.ordinal in self.state.read
        of = self._signs[turn.ordinal]
        if stands:
            desks.unmark(
                self._store, self.coder, "read", self._document, of, f"{self.coder} unmarked a turn of {self.name}"
            )
        else:
            desks.mark(
                self._store, self.coder, "read", self._document, of, "1", f"{self.coder} read a turn of {self.name}"
            )
        self._done(read=self.state.read ^ {turn.ordinal})
        return not stands

    def pin(self, slot: int, code: str) -> None:
        """Put a code on one of the keys 1 to 9; it stays there until she puts another."""
        if not 1 <= slot <= PINS:
            raise CallError(f"Codes are pinned to the keys 1 to {PINS}, not {slot}.")
        key = self.book[self.book.current(code)].key
        desks.mark(self._store, self.coder, "pin", "", str(slot), key, f"{self.coder} pinned {key} to {slot}")
        self._done(pins=tuple(sorted({**dict(self.state.pins), slot: key}.items())))

    def pinned(self, slot: int) -> str | None:
        """The code on a key, as it is called now; None where there is none."""
        return dict(self.state.pins).get(slot)

    def finish(self) -> None:
        """Finish the document: this reading is frozen."""
        self.project.finish(self._document, self.round)
        self._done(finished=True)

    def reopen(self) -> None:
        """Take the reading up again, as long as no partner has finished."""
        self.project.reopen(self._document, self.round)
        self._done(finished=False)

    def undo(self) -> Change:
        """Take back her last act at a desk, in this document or another; there is no end to it."""
        done = noting.undo_work(self._store, self.coder)
        self._redo.append(done.id)
        self._refresh()
        return done

    def redo(self) -> Change:
        """Do again what was undone last, as long as nothing else was done since."""
        if not self._redo:
            raise ProjectError("There is nothing to do again.")
        done = self.project.undo(self._redo[-1])
        self._redo.pop()
        self._refresh()
        return done

    # --- leaving -------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Remember the place for the next time."""
        place = self.state.place
        desks.keep_place(self._store, self.coder, self._document, [place.cursor, place.anchor, place.grain])

    def outdated(self) -> bool:
        """Whether the text was corrected since it was opened: its places are no longer those of the stored text."""
        with self._store.reading() as connection:
            return desks.revision(connection, self._document) != self._leaf.revision

    def refresh(self) -> bool:
        """Look again at what is stored; True when the text itself was replaced."""
        return self._refresh()

    # --- within ---------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        with self._store.reading() as connection:
            self._leaf = desks.leaf(connection, self._document)
            kept = desks.place(connection, self.coder, self._document)
        page = Page(self._leaf.body, tuple(
            Turn(place, t.start, t.end, t.label, t.label_start, t.role, t.person, t.answer, t.time)
            for place, t in enumerate(self._leaf.turns)
        ))  # fmt: skip
        self._signs = signs(page)
        place = places.start_of(page)
        self.resumed = bool(kept) and kept[0] <= len(page.text) and (kept[1] or 0) <= len(page.text)
        if self.resumed:
            place = Place(*kept)
        self.state = State(page, place)
        self._refresh()

    def _at(self, place: Place) -> None:
        self.state = replace(self.state, place=place, chosen=None)

    def _meant(self) -> OwnCoding:
        meant = self.chosen()
        if meant is None:
            raise CallError("No code of yours lies here. Go to a coded passage first.")
        return meant

    def _named(self, coding: str) -> OwnCoding:
        return next(one for one in self.codings if one.id == coding)

    def _own(self, coding: str | None = None) -> tuple[OwnCoding, ...]:
        """One of her codings as it is stored, as a tuple of one; of none an empty one."""
        if coding is None:
            return ()
        with self._store.reading() as connection:
            return self._current(desks.own(connection, self.coder, self._leaf, self.round, coding))

    def _done(self, added: tuple[OwnCoding, ...] = (), gone: str | None = None, **other: Any) -> None:
        """After an act: what is shown is what is stored, and what was undone before cannot be done again."""
        self._redo.clear()
        stale = {gone, *(one.id for one in added)}
        if added or gone:
            kept = [one for one in self.codings if one.id not in stale]
            other["codings"] = tuple(sorted([*kept, *added], key=in_order))
        self.state = replace(self.state, **other)

    def _refresh(self) -> bool:
        """Look at everything again; True when the text itself was replaced."""
        with self._store.reading() as connection:
            if desks.revision(connection, self._document) == self._leaf.revision:
                own = desks.own(connection, self.coder, self._leaf, self.round)
                read = desks.marks(connection, self.coder, "read", self._document)
                pins = desks.marks(connection, self.coder, "pin", "")
                finished = desks.finished(connection, self.coder, self._document, self.round)
                book = self.project.codebook
                self.state = replace(
                    self.state, codings=self._current(own), finished=finished,
                    read=frozenset(ordinal for ordinal, sign in enumerate(self._signs) if sign in read),
                    pins=tuple(sorted((int(slot), book.current(key) if book else key) for slot, key in pins.items())),
                )  # fmt: skip
                return False
        self._open()
        return True

    def _current(self, codings: tuple[OwnCoding, ...]) -> tuple[OwnCoding, ...]:
        """Under the keys that the codes now go by."""
        book = self.project.codebook
        return codings if book is None else tuple(one._replace(code=book.current(one.code)) for one in codings)

    def coded_turns(self) -> frozenset[int]:
        """The ordinals of turns that a coding of hers touches."""
        found: set[int] = set()
        for one in self.codings:
            turn = self.page.turn_at(one.start)
            while turn is not None and turn.start < one.end:
                found.add(turn.ordinal)
                after = turn.ordinal + 1
                turn = self.page.turns[after] if after < len(self.page.turns) else None
        return frozenset(found)
