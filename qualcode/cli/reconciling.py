"""A consensus meeting line by line: says what to decide, reads an answer, stores it, says what it left. Also over a pipe."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from qualcode.coding.agenda import EDGES
from qualcode.coding.choices import WORDS, outcome_of, shortened, told
from qualcode.errors import QualcodeError
from qualcode.wording import say

if TYPE_CHECKING:
    from qualcode.coding.agenda import Item
    from qualcode.coding.meeting import Meeting

_YES = frozenset({"ja", "j", "yes", "y"})
_LONG, _WIDEST = 240, 100


class Ended(Exception):
    """Nobody answers any more: the end of the pipe, or the key for it."""


class Session:
    """Two or more coders at one laptop, question by question.

    Answers come from lines: the first word says what, the rest of the line is the reason. Where a line holds no reason it is asked
    for, once. Everything that was decided is stored before the next question is shown.
    """

    def __init__(self, meeting: Meeting, lang: str) -> None:
        self.meeting, self.lang = meeting, lang
        self._shown: tuple[str, ...] = ()
        self._rule = ""
        self._later: list[str] = []

    def hold(self) -> None:
        """Go through what is open until nothing is, or nobody answers."""
        meeting = self.meeting
        self._say(
            "begun",
            documents=len(meeting.sittings),
            count=len(meeting.items("open")),
            parked=len(meeting.items("parked")),
        )
        came = meeting.begin()
        if came:
            self._say("taken_over", count=came)
        try:
            while (item := self._next()) is not None:
                self._ask(item)
            self._say("nothing")
        except Ended:
            pass
        counts = {status: len(meeting.items(status)) for status in ("decided", "parked", "open")}
        click.echo()
        self._say("left", **counts)

    def _next(self) -> Item | None:
        """The dearest open question; what was put off comes last."""
        waiting = self.meeting.items("open")
        return next((item for item in waiting if item.id not in self._later), waiting[0] if waiting else None)

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self, item: Item) -> None:
        meeting, lang = self.meeting, self.lang
        sitting = meeting.sittings[item.document]
        left = len(meeting.items("open"))
        klass = say(f"meeting.klass.{item.klass}", lang)
        click.echo()
        click.secho(f"{left} · {sitting.name} · {klass} · {item.id[:8]}", dim=True)
        click.secho(question(meeting, item, lang), bold=True)
        if item.codes == self._shown:
            click.secho(say("meeting.as_above", lang), dim=True)
        else:
            self._define(item)
        self._shown = item.codes
        self._talk(item)
        for number, reading in enumerate(item.readings, 1):
            lines = told(reading, sitting.page.text, longest=_LONG) or [say("meeting.nothing_here", lang)]
            for at, line in enumerate(lines):
                _wrapped(f"  {number}  " if at == 0 else "     ", line)
        for word in meeting.words(item):
            click.secho(f"  {say('meeting.noted', lang)}: “{shortened(word)}”", italic=True)
        if item.klass == "boundary":
            click.secho(say("meeting.keys_edges", lang), dim=True)
        click.secho(say("meeting.keys", lang), dim=True)

    def _define(self, item: Item) -> None:
        from qualcode.codebook.tree import as_card

        for code in item.codes:
            card = as_card(self.meeting.book, code, self.lang).split("\n")
            rules = [line for line in card if not line.lstrip().startswith(">")]
            for line in rules:
                _wrapped("  " + line[: len(line) - len(line.lstrip())], line.lstrip())

    def _talk(self, item: Item, more: int = 0) -> None:
        """The question before it and the turns concerned; the stretch that is meant between brackets."""
        page = self.meeting.sittings[item.document].page
        first, last = self.meeting.context(item)
        click.echo()
        for turn in page.turns:
            near = turn.start < last + more and turn.end > first - more
            if not near:
                continue
            text = page.text[turn.start : turn.end]
            if turn.start < item.end and turn.end > item.start:
                start, end = max(item.start - turn.start, 0), min(item.end - turn.start, len(text))
                text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
            elif not more and not turn.asks:
                continue
            label = f"{turn.label}: " if turn.label else ""
            _wrapped("  ", f"{label}{shortened(text)}")
        click.echo()

    # --- asking ------------------------------------------------------------------------------------------------------

    def _ask(self, item: Item) -> None:
        """Ask until the question is answered, put off, or something else is on the table."""
        self._show(item)
        while True:
            word, _, rest = self._read(">").partition(" ")
            try:
                if self._answered(item, word.casefold(), rest.strip()):
                    return
            except QualcodeError as fault:
                click.secho(str(fault), fg="red")

    def _answered(self, item: Item, word: str, rest: str) -> bool:
        """Do what was typed; true when the next question is to be shown."""
        if word in ("q", "quit", "stop"):
            raise Ended
        if word in ("?", "h", "help"):
            click.echo(say("meeting.help", self.lang))
        elif word == "d":
            self._define(item)
        elif word == "t":
            self._talk(item, more=600)
        elif word in ("r", "rule", "regel"):
            self._rule = rest or self._read(say("meeting.which_rule", self.lang))
            self._say("rule_kept", rule=self._rule)
        elif word == "e":
            return self._edges(item, rest)
        elif word in ("s", "later"):
            self._later = [id_ for id_ in self._later if id_ != item.id] + [item.id]
            return True
        elif word in ("u", "undo"):
            for id_ in self.meeting.undo():
                self._later = [other for other in self._later if other != id_]
            self._say("undone")
            return True
        elif word:
            self._decide(item, word, rest)
            return True
        return False

    def _decide(self, item: Item, word: str, rest: str) -> None:
        meeting = self.meeting
        if word in ("o", "other", "andere"):
            outcome = outcome_of(meeting, item, rest or self._read(say("meeting.which_code", self.lang)))
            reason = ""
        else:
            outcome, reason = outcome_of(meeting, item, word), rest
        reason = reason or self._read(say("meeting.reason", self.lang), default="")
        meeting.decide({item.id: outcome}, reason=reason, rule="" if outcome.how == "parked" else self._rule)
        if outcome.how != "parked":
            self._rule = ""
        self._done(item)

    def _done(self, item: Item) -> None:
        """What was decided, now with names, and whether the document is through."""
        outcome = self.meeting.outcome(item)
        if outcome is None:
            return
        page = self.meeting.sittings[item.document].page
        key = "edges" if outcome.how in EDGES else outcome.how
        codes = ", ".join(one.code for one in outcome.markings)
        click.secho(
            say(f"meeting.done.{key}", self.lang, said=outcome.said, codes=codes, words="; ".join(told(outcome.markings, page.text, longest=_LONG))),
            fg="green",
        )  # fmt: skip
        if any(row.document == item.document and row.complete for row in self.meeting.progress()):
            self._say("done.complete", name=self.meeting.sittings[item.document].name)

    def _edges(self, item: Item, rest: str) -> bool:
        """Settle the edges of a code everywhere, after a look at what would come of it."""
        how = WORDS.get(rest.casefold(), rest.casefold())
        code = item.codes[0]
        found = self.meeting.edges(code, how)
        self._say("edges_preview", count=len(found), code=code, how=rest)
        for one in self.meeting.items("open"):
            if one.id in found:
                text = self.meeting.sittings[one.document].page.text
                _wrapped("  ", "; ".join(told(found[one.id], text, longest=_LONG)))
        if not found or self._read(say("meeting.edges_sure", self.lang), default="").casefold() not in _YES:
            return False
        reason = self._read(say("meeting.reason", self.lang), default="")
        self._say("edges_done", count=self.meeting.settle_edges(code, how, reason=reason))
        return True

    def _read(self, prompt: str, default: str | None = None) -> str:
        """One line of an answer; at the end of the pipe what is asked last is left as it is."""
        click.echo(f"{prompt} ", nl=False)
        line = sys.stdin.readline()
        if not line:
            click.echo()
            if default is None:
                raise Ended
            return default
        if not sys.stdin.isatty():
            click.echo(line.rstrip("\n"))
        return line.strip()

    def _say(self, key: str, **values: object) -> None:
        click.echo(say(f"meeting.{key}", self.lang, **values))


def _wrapped(indent: str, text: str) -> None:
    """A passage in lines of the terminal's width, set in as its first line begins."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    click.echo(textwrap.fill(text, width, initial_indent=indent, subsequent_indent=" " * len(indent)))


def question(meeting: Meeting, item: Item, lang: str) -> str:
    """What is to be decided, as one asks it."""
    book = meeting.book
    codes = say("meeting.or", lang).join(book.label(code, lang) for code in item.codes)
    key = item.klass if item.klass in ("missed", "boundary", "facet") else "other"
    return say(f"meeting.ask.{key}", lang, codes=codes)
