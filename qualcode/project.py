"""The open project: frames out (`qualcode.contents`), verbs in. It computes nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.contents import Contents
from qualcode.store import (
    adding,
    door,
    intake,
    memo_acts,
    merging,
    opening,
    proposals,
    publishing,
    readings,
    revising,
    settling,
    syncing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import TracebackType

    from qualcode.analysis.assignment import Assignment
    from qualcode.codebook import Codebook
    from qualcode.report import Added, ImportReport
    from qualcode.store.changes import Change

    Key = str | Path | None


class Project(Contents):
    """A study in one file or one database.

    Open one with `Project.open`, make one with `Project.create`; both are context managers. What `add_...` is given may
    hold no names of a key: of the one that is registered (`set(key=...)`), or that is named as `key`, unless `raw` says
    why they may stand there, which history keeps.

    Parameters
    ----------
    store
        The open store.
    coder
        The acting coder: then every frame hides the others' codings, coverage and responsibilities until the round of that
        document is closed, and every change is signed with this name.
    """

    @classmethod
    def open(
        cls, path: str | Path, coder: str | None = None, as_of: Mapping[str, int] | str | None = None, *, write: bool = True
    ) -> Project:  # fmt: skip
        """Open a project file or database.

        Parameters
        ----------
        path
            A ``.qualcode`` file, or the address of a PostgreSQL database (``postgresql+psycopg://...``).
        coder
            The acting coder; see `Project`.
        as_of
            A state (as `state` gives it) or the name of a freeze: the project as it was then, to look at only.
        write
            False only looks, also where nothing may be written.

        Raises
        ------
        NotHere, NotAProject, NewerProject, LockedProject, ReadOnlyProject, SyncedFolder
            Why it cannot be opened, in one sentence.
        """
        store = opening.open_(path, who=coder, write=write and as_of is None)
        if as_of is None:
            return cls(store, coder)
        try:
            return cls(opening.at(store, as_of), coder)
        finally:
            store.close()

    @classmethod
    def create(
        cls, path: str | Path, *, study: str | None = None, codebook: Codebook | str | Path | None = None,
        coder: str | None = None,
    ) -> Project:  # fmt: skip
        """Make a new project. Laptops that name the study alike (the file's name if nothing is said) can merge."""
        project = cls(opening.create(path, study=study or Path(path).stem, who=coder), coder)
        try:
            adding.begin(project._store)
            if codebook is not None:
                project.add_codebook(codebook)
        except BaseException:
            project.close()
            if project.path is not None:
                project.path.unlink(missing_ok=True)  # nothing is left of a project that could not be begun
            raise
        return project

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Project {self.study} in {self._store.place}>"

    # --- adding --------------------------------------------------------------------------------------------------

    def set(self, **settings: Any) -> Added:
        """Agree on settings of the study."""
        return adding.settings(self._store, settings)

    def add_codebook(self, source: Codebook | str | Path, *, key: Key = None, raw: str | None = None) -> Added:
        """Store a version of the codebook; one that was used is never replaced, but its wording may be mended."""
        return adding.codebook(self._store, source, door.of(self._store, key, raw))

    def add_waves(self, names: Iterable[str], *, key: Key = None, raw: str | None = None) -> Added:
        """Declare the waves, in the order of time."""
        return adding.waves(self._store, names, door.of(self._store, key, raw))

    def add_cases(self, source: Any, *, revive: bool = True, key: Key = None, raw: str | None = None) -> Added:
        """Add the cases and attributes of a sheet (`qualcode.sheets.cases`)."""
        return adding.sheet(self._store, "cases", source, self.known(), revive, door.of(self._store, key, raw))

    def add_persons(self, source: Any, *, revive: bool = True, key: Key = None, raw: str | None = None) -> Added:
        """Add the persons and attributes of a sheet (`qualcode.sheets.persons`)."""
        return adding.sheet(self._store, "persons", source, self.known(), revive, door.of(self._store, key, raw))

    def add_speakers(self, source: Any, *, revive: bool = True, key: Key = None, raw: str | None = None) -> Added:
        """Say who each label stands for (`qualcode.sheets.speakers`)."""
        return adding.sheet(self._store, "speakers", source, self.known(), revive, door.of(self._store, key, raw))

    def add_instruments(
        self, source: str | Path, *, revive: bool = True, key: Key = None, raw: str | None = None
    ) -> Added:
        """Add what the interview guides ask (`qualcode.sheets.instruments`)."""
        return adding.sheet(self._store, "instruments", source, self.known(), revive, door.of(self._store, key, raw))

    def add_asked(self, source: Any, *, revive: bool = True, key: Key = None, raw: str | None = None) -> Added:
        """Say what a conversation asked otherwise than its guide (`qualcode.sheets.asked`)."""
        return adding.sheet(self._store, "asked", source, self.known(), revive, door.of(self._store, key, raw))

    def add_coverage(self, source: Any, *, revive: bool = True, key: Key = None, raw: str | None = None) -> Added:
        """Say who was given, has begun, has finished what (`qualcode.sheets.coverage`)."""
        return adding.sheet(self._store, "coverage", source, self.known(), revive, door.of(self._store, key, raw))

    def add_decisions(self, source: Any, *, revive: bool = True, key: Key = None, raw: str | None = None) -> Added:
        """Add what meetings decided (`qualcode.sheets.decisions`)."""
        return adding.sheet(self._store, "decisions", source, self.known(), revive, door.of(self._store, key, raw))

    def add_codings(self, source: Any, *, revive: bool = True, key: Key = None, raw: str | None = None) -> Added:
        """Add the codings of a sheet (`qualcode.sheets.codings`) or a list of `model.Coding`, as one change.

        `revive=False` leaves out what was removed since, as a rebuilding must; an explicit add brings it back.
        """
        return adding.codings_of(self._store, source, self.known(), revive, door.of(self._store, key, raw))

    def add_survey(
        self, source: Any, *, respondent: str | None = None, documents: Sequence[str] = (), key: Key = None,
        raw: str | None = None,
    ) -> Added:  # fmt: skip
        """Add a sheet of answers, a row a respondent (ids in column `respondent`, else the first); `documents`: open ones to code."""
        guard = door.of(self._store, key, raw)
        return adding.survey(self._store, source, respondent, documents, self.known(), guard)

    def add_documents(
        self, paths_or_sheet: Any, *, case: str | None = None, wave: str | None = None, kind: str | None = None,
        instrument: str | None = None, language: str | None = None, speakers: Mapping[str, str] | None = None,
        progress: intake.Progress | None = None, key: Key = None, raw: str | None = None, heads: bool = False,
    ) -> ImportReport:  # fmt: skip
        """Read files into documents with their turns; a file that was seen before is known, a bad one is a row of the report.

        Parameters
        ----------
        paths_or_sheet
            A file, a folder, a pattern, a list of these, or a sheet of documents (.csv, .xlsx, a frame).
        case, wave, kind, instrument, language
            What is true of all of them, as far as it is known yet; the rows of a sheet go before.
        speakers
            Roles by label, where they are the same in all files.
        progress
            Called with the file, how many are done, and of how many.
        key, raw
            Refuse files that hold names of this key (unsaid: of the project's); `raw` says why they may, and is kept.
        heads
            Take headers and footers along (.docx, .odt, .rtf), as lines at the end, each once; else the report names them.
        """
        said = {"case": case, "wave": wave, "kind": kind, "instrument": instrument, "language": language}
        guard = door.of(self._store, key, raw)
        known = self.known()
        return adding.documents(self._store, paths_or_sheet, said, speakers, progress, known, guard, heads=heads)

    def look(
        self, paths_or_sheet: Any, *, progress: intake.Progress | None = None, heads: bool = False
    ) -> ImportReport:
        """Read files and store nothing: words, turns, who speaks how often, and labels that were probably typed wrongly."""
        return intake.look(adding.files_meant(paths_or_sheet, {}, self.known()), progress, heads=heads)

    # --- sharing and taking back ---------------------------------------------------------------------------------

    def merge(
        self, other: str | Path | Project, dry_run: bool = False, *, progress: merging.Progress | None = None
    ) -> merging.MergeReport:
        """Take over every change of another copy of this project; any order and number of merges end alike."""
        if isinstance(other, Project):
            return merging.merge(self._store, other._store, dry_run=dry_run, progress=progress)
        store = opening.open_copy(other)
        try:
            publishing.prove_whole(store, str(other))
            return merging.merge(self._store, store, dry_run=dry_run, progress=progress)
        finally:
            store.close()

    def sync(self, folder: str | Path, *, progress: merging.Progress | None = None) -> syncing.SyncReport:
        """Take over the copies that colleagues published in a shared folder, and publish one's own there.

        Readings whose round is open stay out of it. Any order and number of syncs end in the same project.
        """
        return syncing.sync(self._store, Path(folder), progress)

    def undo(self, change: str | None = None) -> Change:
        """Take back a change: the one with this id, else the last one by whoever is working; an undo can be undone too."""
        return readings.undo(self._store, change, self.coder)

    def freeze(self, name: str) -> Mapping[str, int]:
        """Give the present state a name, under which `open(as_of=name)` finds it."""
        return adding.freeze(self._store, name)

    def forget(
        self, *, person: str | None = None, document: str | None = None, start: int | None = None, end: int | None = None,
        dry_run: bool = False,
    ) -> Any:  # fmt: skip
        """Erase a person, a document or a passage from every text, quote and note; no merge brings it back."""
        from qualcode.store import forgetting

        return forgetting.forget(self._store, person=person, document=document, start=start, end=end, dry_run=dry_run)

    def revise(
        self, document: str, path: str | Path, dry_run: bool = False, *, raw: str | None = None
    ) -> revising.Revised:
        """A corrected text of a document; each coding is carried over as exact, moved or to be reviewed; `raw` as for documents."""
        guard = door.of(self._store, raw=raw)
        return revising.revise(self._store, self.known().document(document), Path(path), dry_run=dry_run, door=guard)

    def carry(self, document: str | None = None) -> int:
        """Carry the codings that wait for review and whose place is certain to the present text; gives how many.

        They come by a merge, from a laptop that coded the earlier text or corrected it otherwise. One change.
        """
        id_ = self.known().document(document).id if document is not None else None
        return settling.carry(self._store, self._views.eyes(), id_)

    def settle(
        self, coding: str, how: settling.How, *, start: int | None = None, end: int | None = None, reason: str = ""
    ) -> None:
        """Settle a coding that waits for `review`: ``"keep"`` it where proposed, ``"place"`` it at start-end, or ``"drop"`` it.

        The acting coder settles her own; without one anybody's, with a reason. In a reading that a partner has finished too,
        another place or none is recorded as round *after*. One change, that `undo` takes back.
        """
        settling.settle(self._store, self.coder, coding, how, start, end, reason)

    def assign(self, plan: Assignment) -> Added:
        """Give out the readings of a plan (`qc.plan`, `qc.recode`) that nobody was given yet; what was begun or finished stays.

        Who is responsible for a document is set where nobody is. One change, that `undo` takes back; no blind coder sees it.
        """
        from qualcode.analysis.assignment import ROWS, for_the_lead
        from qualcode.store import assigning

        for_the_lead(self, "Giving readings out")
        return assigning.assign(self._store, plan.rows[list(ROWS)].itertuples(index=False, name=None))

    # --- a coder at work -----------------------------------------------------------------------------------------

    def begin(self, document: str, round: str = "main") -> None:  # noqa: A002
        """The acting coder begins a document."""
        readings.begin(self._store, self._acting(), document, round, self.codebook)

    def apply(
        self, document: str, start: int, end: int, code: str, *, facets: Mapping[str, str] | None = None, memo: str = "",
        round: str = "main",  # noqa: A002
    ) -> str:  # fmt: skip
        """The acting coder applies a code to ``text[start:end]``; stored when this returns. Gives the id of the coding."""
        return readings.apply(
            self._store, self._acting(), document, start, end, code, self.codebook, facets or {}, memo, round
        )

    def remove(self, coding: str) -> None:
        """The acting coder takes one of her codings away."""
        readings.remove(self._store, self._acting(), coding)

    def finish(self, document: str, round: str = "main") -> None:  # noqa: A002
        """The acting coder finishes a document: her reading of it is frozen."""
        readings.finish(self._store, self._acting(), document, round, self.codebook)

    def reopen(self, document: str, round: str = "main") -> None:  # noqa: A002
        """The acting coder takes a finished reading up again, as long as no partner has finished it too."""
        readings.reopen(self._store, self._acting(), document, round)

    def suggest(
        self, codes: Sequence[str] = (), document: str | None = None, *, dry_run: bool = False
    ) -> proposals.Suggested:
        """Let the cues of the codebook propose codes, in their own layer; again and again, what was decided stays decided.

        `codes` (with what is below them) and `document` limit it. Documents that are being coded by two are left out; for an
        acting coder suggestions are off everywhere while there is one.
        """
        from qualcode.cueing import suggest

        return suggest(self, codes, document, dry_run=dry_run)

    def accept(
        self, suggestion: str, *, code: str | None = None, start: int | None = None, end: int | None = None,
        round: str = "main",  # noqa: A002
    ) -> str:  # fmt: skip
        """The acting coder makes a suggestion a coding of hers, perhaps with another code or place; gives the coding's id."""
        return proposals.accept(
            self._store, self._acting(), suggestion, self.codebook, code=code, start=start, end=end, round_=round
        )

    def reject(self, suggestion: str) -> None:
        """The acting coder turns a suggestion down: it goes, and is not made again."""
        proposals.reject(self._store, self._acting(), suggestion)

    def memo(
        self, text: str, *, document: str | None = None, start: int | None = None, end: int | None = None,
        code: str | None = None, case: str | None = None, person: str | None = None, coding: str | None = None,
    ) -> str:  # fmt: skip
        """Write a memo on a document, on ``text[start:end]`` of it, or on a code, case, person or coding; gives its id.

        It is the acting coder's, and shut to the others until the document is closed; without one it is the team's, for all to
        read. Names of the project's key are refused.
        """
        codings = {}
        if coding is not None:
            seen = self._views.codings(None, None, None, text=False)
            codings = dict(zip(seen["coding"].astype(str), seen["document"].astype(str), strict=True))
        named = {"document": document, "code": code, "case": case, "person": person, "coding": coding}
        on = memo_acts.about(self._store, self.known(), codings, start, end, **named)
        return memo_acts.write(self._store, self.coder, text, on)

    def remove_memo(self, memo: str) -> int:
        """Take a memo away, with the replies to it; gives how many. A coder takes away her own only."""
        return memo_acts.remove(self._store, self.coder, memo)

    def _acting(self) -> str:
        from qualcode.errors import CallError

        if self.coder is None:
            raise CallError('Who is coding? Open the project with a coder: Project.open(path, coder="A").')
        return self.coder
