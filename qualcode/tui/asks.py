"""What keys ask before anything happens: each opens a sheet, and carries out what it gives. Named after the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.coding.desk import PINS
from qualcode.coding.summary import summary
from qualcode.tui.browsing import Codes, Documents
from qualcode.tui.cells import short
from qualcode.tui.facets import Facets
from qualcode.tui.filtering import Filter
from qualcode.tui.finishing import Finish
from qualcode.tui.helping import Help
from qualcode.tui.noting import Memo, Word
from qualcode.tui.picking import Picker
from qualcode.tui.pins import Pins
from qualcode.tui.queue import Queue
from qualcode.tui.searching import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualcode.coding.desk import Desk
    from qualcode.coding.state import OwnCoding
    from qualcode.tui.app import CodingApp
    from qualcode.tui.queue import Settled
    from qualcode.tui.searching import Sought
    from qualcode.tui.sieve import Sieve


class Asks:
    """The sheets of a coding screen."""

    def __init__(self, app: CodingApp) -> None:
        self.app = app
        self.typed = ""

    @property
    def desk(self) -> Desk:
        """Where the coder sits."""
        return self.app.desk

    @property
    def how(self) -> dict[str, Any]:
        """Language and look, which every sheet takes."""
        return {"lang": self.app.habits.lang, "look": self.app.look}

    def do_pick(self) -> None:
        """Which code goes to what is selected, or to the turn or sentence here."""
        target = self.desk.target()
        text = self.desk.text(target) if target else ""
        words = self.desk.page.words(*target) if target else 0
        title = self.app.say("pick_title", text=short(text, 70), words=words)
        self._pick(title, lambda code: self.app.acts.applied(self.desk.apply(code)))

    def do_facets(self) -> None:
        """The values of the coding that is meant."""
        facets = tuple(self.desk.book.facets.values())
        if not facets:
            self.app.tell("no_facets")
            return
        meant = self._meant()
        if meant is not None:
            self.app.ask(Facets(facets, meant.facets, self._of("facets_title", meant), **self.how), self._set_facets)

    def do_memo(self) -> None:
        """A memo on the coding that is meant."""
        meant = self._meant()
        if meant is not None:
            self.app.ask(Memo(self._of("memo_title", meant), meant.memo, **self.how), self._write)

    def do_doubt_word(self) -> None:
        """A doubt at the coding that is meant, with a word."""
        meant = self._meant()
        if meant is not None:
            sheet = Word(self._of("doubt_title", meant), meant.doubt or "", **self.how)
            self.app.ask(sheet, lambda word: self._doubt(meant, word))

    def do_set_pin(self) -> None:
        """Which key, then which code."""
        labels = {slot: self.app.label(code) for slot, code in self.desk.state.pins if code in self.desk.book}
        self.app.ask(Pins(labels, PINS, **self.how), self._pin)

    def do_finish(self) -> None:
        """The summary and a typed word; for a finished reading the way back."""
        finished = self.desk.state.finished
        sheet = Finish(self.desk.name, summary(self.desk), finished=finished, **self.how)
        self.app.ask(sheet, lambda _: self._reopen() if finished else self._finish())

    def do_search(self) -> None:
        """Where something stands in this document."""
        self.app.ask(Search(self.desk.page, self.typed, self.desk.long_turn, **self.how), self._sought)

    def do_filter(self) -> None:
        """Whose talk or which code stands out."""
        speakers = list(dict.fromkeys(turn.label for turn in self.desk.page.turns))
        codes = {one.code: self.app.label(one.code) for one in self.desk.codings}
        self.app.ask(Filter(speakers, codes, self.app.sieve, **self.how), self._filtered)

    def do_documents(self) -> None:
        """Her documents."""
        self.app.ask(Documents(self.app.shelf, self.desk.document, **self.how), self.app.open)

    def do_codebook(self) -> None:
        """The codebook, at the code here."""
        meant = self.desk.chosen()
        at = meant.code if meant else next(iter(self.desk.state.recent), "")
        sheet = Codes(self.desk.book, at, **self.how)
        self.app.ask(sheet, lambda code: self.app.acts.applied(self.desk.apply(code)))

    def do_help(self) -> None:
        """All keys."""
        self.app.ask(Help(self.app.habits.keys, **self.how), lambda _: None)

    def do_queue(self) -> None:
        """What waits after a correction of a text or a change of the codebook."""
        rows = self.app.project.review(self.desk.coder).to_dict("records")
        recode = self.app.shelf.to_recode()
        if rows or recode:
            self.app.ask(Queue(rows, recode, self.desk.book, **self.how), lambda done: self._settle(done, rows))
        else:
            self.app.tell("queue_empty")

    # --- what follows -----------------------------------------------------------------------------------------------

    def _pick(self, title: str, then: Callable[[str], None]) -> None:
        state = self.desk.state
        self.app.ask(Picker(self.desk.book, title, state.recent, state.pins, **self.how), then)

    def _meant(self) -> OwnCoding | None:
        meant = self.desk.chosen()
        if meant is None:
            self.app.tell("no_coding_here")
        return meant

    def _of(self, what: str, meant: OwnCoding) -> str:
        return self.app.say(what, code=self.app.label(meant.code), text=short(self.desk.text(meant), 60))

    def _set_facets(self, changed: Mapping[str, str | None]) -> None:
        for name, value in changed.items():
            self.desk.facet(name, value)
        meant = self.desk.chosen()
        if changed and meant is not None:
            values = ", ".join(meant.facets.values()) or "–"
            self.app.tell("facets_set", code=self.app.label(meant.code), values=values)

    def _write(self, text: str) -> None:
        done = self.desk.memo(text)
        self.app.tell("memo_written" if done.memo else "memo_gone", code=self.app.label(done.code))

    def _doubt(self, meant: OwnCoding, word: str) -> None:
        if word.strip() or meant.doubt is None:
            self.desk.doubt(word)
        self.app.tell("doubt", code=self.app.label(meant.code))

    def _pin(self, slot: int) -> None:
        def put(code: str) -> None:
            self.desk.pin(slot, code)
            self.app.tell("pinned", code=self.app.label(code), slot=slot)

        self._pick(self.app.say("pin_title", slot=slot), put)

    def _finish(self) -> None:
        self.desk.finish()
        self.app.put_away()
        self.app.tell("finished", name=self.desk.name, key=self.app.keyname("next_document"))
        self.app.pause()

    def _reopen(self) -> None:
        self.desk.reopen()
        self.app.put_away()
        self.app.tell("reopened", name=self.desk.name)

    def _sought(self, sought: Sought) -> None:
        self.typed = sought.typed
        if sought.code:
            title = self.app.say("code_hits_title", count=len(sought.hits))
            self._pick(title, lambda code: self._code_hits(sought, code))
        else:
            hit = sought.hits[0]
            self.desk.to(hit.start)

    def _code_hits(self, sought: Sought, code: str) -> None:
        before = {one.id for one in self.desk.codings}
        for target in dict.fromkeys(hit.target for hit in sought.hits):
            self.desk.select_stretch(*target)
            self.desk.apply(code)
        new = len({one.id for one in self.desk.codings} - before)
        self.app.tell("hits_coded", count=new, code=self.app.label(code))

    def _filtered(self, sieve: Sieve) -> None:
        self.app.sieve = sieve
        self.app.tell("filtered" if sieve.on else "all_shown")

    def _settle(self, done: Settled, rows: list[dict[Any, Any]]) -> None:
        if done.how == "open":
            self.app.open(done.of)
            given = self.app.shelf[done.of]
            codes = [self.app.label(key) for key in given.recode] if given else []
            self.app.tell("recoding", name=self.desk.name, codes=codes)
            return
        label = next(self.app.label(self.desk.book.current(row["code"])) for row in rows if row["coding"] == done.of)
        self.app.project.settle(done.of, "keep" if done.how == "keep" else "drop")
        self.desk.refresh()
        self.app.tell("review_kept" if done.how == "keep" else "review_dropped", code=label)
        if len(rows) > 1:
            self.do_queue()
