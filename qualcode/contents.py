"""What an open project holds, as tidy frames: what analyses ask of it (`columns.HasFrames`) and what people look up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.store import proposals, searching
from qualcode.store.views import Views

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from qualcode.codebook import Codebook
    from qualcode.model import Problem
    from qualcode.sheets.known import Known
    from qualcode.store.store import Store
    from qualcode.store.unread import Unread


class Contents:
    """The frames of an open store, seen by an acting coder or by the team (None).

    Parameters
    ----------
    store
        The open store.
    coder
        The acting coder: then every frame hides the others' codings, coverage and responsibilities until the round of that
        document is closed.
    """

    def __init__(self, store: Store, coder: str | None = None) -> None:
        self._store, self.coder = store, coder
        self._views = Views(store, coder)

    # --- what it is ----------------------------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """The open store, for the rooms that work in it."""
        return self._store

    @property
    def study(self) -> str:
        """The name of the study."""
        return self._store.study

    @property
    def path(self) -> Path | None:
        """The file, or None for a database."""
        return self._store.path

    @property
    def settings(self) -> Mapping[str, Any]:
        """What was agreed before the coding: unit, coefficient and threshold of agreement, the rule of the final layer, suppression."""
        return self._views.settings()

    @property
    def codebook(self) -> Codebook | None:
        """The codebook in force, with the versions it grew from under `earlier`."""
        return self._views.codebook()

    @property
    def state(self) -> Mapping[str, int]:
        """The set of known changes: the highest sequence number of each replica."""
        return self._views.state()

    # --- frames --------------------------------------------------------------------------------------------------

    def codings(
        self,
        layer: str | None = "reading",
        round: str | None = "main",  # noqa: A002
        coder: str | None = None,
        text: bool = True,
    ) -> pd.DataFrame:
        """One row a coding (`columns.CODINGS`, then ``facet.<name>``), by document, start, end, code and coder.

        `layer`, `round` and `coder` choose; None means all. Without `text` a million rows take some seconds.
        """
        if layer == "final":
            return self.final()
        return self._views.codings(layer, round, coder, text)

    def consensus(self) -> pd.DataFrame:
        """What was decided after discussion, as codings."""
        return self._views.codings("consensus", None, None, True)

    def suggestions(self) -> pd.DataFrame:
        """What cues propose and nobody decided yet, as codings with a column ``cue``; they count nowhere.

        An acting coder gets none while any document of the study is being coded by two.
        """
        found = self._views.codings("suggestion", None, None, True)
        cues = self._views.kept("cues", proposals.cues)
        return found.assign(cue=[" | ".join(cues.get(id_, ())) for id_ in found["coding"]])

    def final(self, rule: str | None = None, *, text: bool = True) -> pd.DataFrame:
        """The definitive coding, decided per document and code (`qualcode.analysis.final`); rule: the study's own."""
        return self._final(rule, text)[0]

    def _final(self, rule: str | None, text: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
        from qualcode.analysis.final import final
        from qualcode.errors import ProjectError

        book = self.codebook
        if book is None:
            raise ProjectError("The final layer needs a codebook: add one first (qualcode add codebook FILE).")
        return final(
            self._views.codings(None, None, None, text), self._views.stored_coverage(), self.documents(), book,
            rule or str(self.settings["final"]), self._views.withdrawn(),
        )  # fmt: skip

    def review(self, coder: str | None = None) -> pd.DataFrame:
        """Codings that wait for review: of an earlier text, not yet placed in the present one; they are in no other frame.

        Returns
        -------
        One row a coding: ``coding document name code coder layer round``, the ``quote`` as it was with what stood ``before`` and
        ``after`` it, the place ``start end`` that it seems to have in the present text (NA: it is gone) with its ``text``, and
        ``why`` that is not certain: *gone*, *changed*, *several* (places look alike), *edge* (the change runs over an edge) or
        *differs* (from its own text). Where `why` is empty the place is certain: `carry` takes all of these along.
        """
        from qualcode.store import waiting

        return waiting.frame([one for one in self._views.waiting() if coder in (None, one.coding.coder)])

    def unread(self) -> list[Unread]:
        """Finished readings of documents that a correction made at least twenty words longer since: document, coder, round, words."""
        return self._views.unread()

    def sealed(self) -> frozenset[tuple[str, str, str]]:
        """The finished readings (coder, document, round) that are on a colleague's laptop only, until their round is closed."""
        return self._views.sealed() if self.coder is None else frozenset()

    def documents(self) -> pd.DataFrame:
        """One row a document (`columns.DOCUMENTS`), in the order of import."""
        return self._views.documents()

    def turns(self, text: bool = True) -> pd.DataFrame:
        """One row a turn (`columns.TURNS`); paragraphs where nobody speaks."""
        return self._views.turns(text)

    def touches(self) -> pd.DataFrame:
        """One row a coding x turn (`columns.TOUCHES`), for all layers and rounds."""
        return self._views.touches()

    def cases(self) -> pd.DataFrame:
        """One row a case (`columns.CASES`), then a column an attribute (``name@wave`` where it changes)."""
        return self._views.cases()

    def persons(self) -> pd.DataFrame:
        """One row a person (`columns.PERSONS`), then a column an attribute."""
        return self._views.persons()

    def coverage(self) -> pd.DataFrame:
        """Who read what (`columns.COVERAGE`); rows of layer ``final`` are derived by the study's rule."""
        return self._views.coverage(lambda: self._final(None, False)[1])

    def asked(self) -> pd.DataFrame:
        """What each conversation asked (`columns.ASKED`): instrument and exceptions combined."""
        return self._views.asked()

    def topics(self) -> pd.DataFrame:
        """Which codes a topic covers (`columns.TOPICS`), subtrees resolved."""
        return self._views.topics()

    def speakers(self) -> pd.DataFrame:
        """One row a document x label: role, person, case, number of turns."""
        return self._views.speakers()

    def waves(self) -> list[str]:
        """The waves, in their order."""
        return self._views.waves()

    def coders(self) -> list[str]:
        """Everyone who codes, as far as the acting coder may know."""
        return self._views.coders()

    def memos(self) -> pd.DataFrame:
        """Notes on anything: ``memo about of coder document text created start end author resolved``.

        Comments of a file are memos of their author on ``start`` to ``end`` of its text; a reply is about the memo that it
        answers. What others wrote on a document stays shut until its round is closed.
        """
        return self._views.memos()

    def pages(self) -> pd.DataFrame:
        """Where each page of a paged document stands in its text: ``document number printed start end has_text``.

        `number` is its place in the file, from 1; `printed` what is printed on it, "" where nothing is.
        """
        return self._views.pages()

    def decisions(self) -> pd.DataFrame:
        """What meetings decided: ``document start end code decision reason rule``."""
        return self._views.decisions()

    def survey(self) -> pd.DataFrame:
        """One row a respondent: ``source respondent``, then a column a question."""
        return self._views.survey()

    def history(self) -> pd.DataFrame:
        """All changes in their order: ``seq when who verb message id in_force replica undoes``."""
        return self._views.history()

    def text(self, document: str) -> str:
        """The current text of a document, by its id."""
        return self._views.text(document)

    def check(self) -> list[Problem]:
        """What is wrong with data and coding, one line each; an empty list where nothing is."""
        from qualcode.analysis.check import check

        frame = self._views.codings(None, None, None, True)
        return [*self._views.damage(), *check(frame, self)]

    search = searching.search

    def known(self) -> Known:
        """The names that a sheet may use."""
        return self._views.known()
