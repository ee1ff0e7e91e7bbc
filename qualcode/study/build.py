"""A study from its files: project, sheets, settings and tables, step by step; a step that was done is not done again."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import NotHere, StudyFaults
from qualcode.model import Problem
from qualcode.report import Added
from qualcode.study.file import SHEETS, Study, read_study
from qualcode.study.keyplace import warnings
from qualcode.study.ledger import Ledger, sign, sign_of
from qualcode.study.recipes import read_recipes
from qualcode.study.tables import Made, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qualcode.project import Project

    Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Step:
    """One step of a build: what it was about, how many things are new, and what there is to say."""

    what: str
    file: str
    new: int = 0
    known: int = 0
    said: tuple[str, ...] = ()

    def __str__(self) -> str:
        counts = f"{self.what:12} {self.file:28} {self.new:6} new {self.known:6} known"
        return "\n".join([counts, *(f"  {line}" for line in self.said)])


@dataclass(frozen=True)
class BuildReport:
    """What a build did: the project, each step, the files of the tables, and whether anything is new at all."""

    project: Path
    steps: tuple[Step, ...] = ()
    tables: tuple[Made, ...] = ()
    changed: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        """Why tables could not be made, one sentence each."""
        failed = {made.name: made.problem for made in self.tables if made.status == "failed"}
        return tuple(f"{name}: {problem}" for name, problem in failed.items())

    def __str__(self) -> str:
        lines = [str(step) for step in self.steps]
        count = Counter(made.status for made in self.tables)
        lines.append(f"{'tables':12} {'':28} {count['written'] + count['kept']:6} new {count['known']:6} known")
        lines.extend(f"  {made.path}" for made in self.tables if made.status == "written")
        lines.extend(
            f"  {made.path}: the older one was changed by hand" for made in self.tables if made.status == "kept"
        )
        lines.extend(f"  not made: {problem}" for problem in self.problems)
        lines.append(f"Project: {self.project}" if self.changed else f"Nothing new in {self.project}")
        return "\n".join(lines)


def build(
    study_path: str | Path,
    *,
    progress: Progress | None = None,
    project: str | Path | None = None,
    again: bool = False,
    raw: str | None = None,
) -> BuildReport:
    """Make a project and its tables from a study file.

    Every step adds what is not known yet; what is known is left as it is, so that a second build changes nothing and an
    interrupted one can be run again. A table is written again only when its recipe or the project changed.

    Parameters
    ----------
    study_path
        The study file.
    progress
        Called with the step, how many are done, and of how many.
    project
        Another place for the project; the tables are written beside it.
    again
        Write every table again.
    raw
        Why names of the key may stand in what is new, or why nobody need look for them; history keeps it.

    Raises
    ------
    StudyFaults, SheetFaults, CodebookFaults
        Something is wrong in a file: every fault of that file at once. Steps before it stand.
    """
    study = read_study(study_path)
    recipes = [recipe for path in study.tables for recipe in read_recipes(path, lang=study.lang)]
    place = Path(project).resolve() if project else study.project
    folder = place.parent / study.output
    with _opened(place, study) as made:
        before = dict(made.state)
        inputs = _inputs(study)
        steps = _done_before(made, inputs, folder) or tuple(_steps(made, study, progress or _silent, raw))
        tables = render(made, recipes, folder, again=again, progress=progress) if recipes else []
        _note(made, inputs, folder, steps)
        changed = dict(made.state) != before or any(table.status in ("written", "kept") for table in tables)
    return BuildReport(place, steps, tuple(tables), changed)


def _opened(place: Path, study: Study) -> Project:
    from qualcode.project import Project  # pandas and the database, only now

    return Project.open(place) if place.exists() else Project.create(place, study=study.name)


def _done_before(project: Project, inputs: str, folder: Path) -> tuple[Step, ...]:
    """The steps of the last build with nothing new, where neither the files nor the project changed since."""
    last = Ledger(folder).last_build
    if not last or last["inputs"] != inputs or last["state"] != dict(project.state):
        return ()
    return tuple(Step(what, file, 0, known, tuple(said)) for what, file, known, said in last["steps"])


def _note(project: Project, inputs: str, folder: Path, steps: tuple[Step, ...]) -> None:
    """Note what this build was made of."""
    ledger = Ledger(folder)
    done = [[step.what, step.file, step.new + step.known, list(step.said)] for step in steps]
    ledger.last_build = {"inputs": inputs, "state": dict(project.state), "steps": done}
    ledger.save()


def _inputs(study: Study) -> str:
    """All that the steps of a build read, as one sign."""
    from qualcode import __version__
    from qualcode.readers.sheets import read_sheet
    from qualcode.sheets.documents import files_named

    files = [study.path, *([study.key_file] if study.key_file else []), *study.codebooks]
    files += [path for sheet in SHEETS for path in study.sheets.get(sheet, ())]
    for path in study.sheets.get("documents", ()):
        files.extend(files_named(read_sheet(path), path.parent))
    return sign({"files": [str(path) for path in files], "content": sign_of(files), "version": __version__})


def _silent(step: str, done: int, total: int) -> None:
    """No bar."""


def _steps(project: Project, study: Study, progress: Progress, raw: str | None) -> Iterator[Step]:
    """The steps in the order in which each may name what came before."""
    todo = [(sheet, path) for sheet in SHEETS for path in study.sheets.get(sheet, ())]
    total = len(study.codebooks) + len(todo) + 2
    progress("settings", 0, total)
    yield _step("settings", study.path, project.set(**study.settings))
    if study.key:
        yield _guarded(project, study, raw)
    yield _step("waves", study.path, project.add_waves(study.waves, raw=raw))
    for at, path in enumerate(study.codebooks, 2):
        progress(path.name, at, total)
        yield _step("codebook", path, project.add_codebook(path, raw=raw))
    sheets: set[str] = set()
    for at, (what, path) in enumerate(todo, 2 + len(study.codebooks)):
        progress(path.name, at, total)
        yield _step(what, path, _added(project, what, path, progress, sheets, raw))
    yield from _in_no_sheet(project, sheets)
    progress("", total, total)


def _guarded(project: Project, study: Study, raw: str | None) -> Step:
    """Let the key of the study guard the project from here on: whatever is new must hold none of its names.

    Raises
    ------
    NotHere
        The key is not on this computer, the project does not know it yet, and no reason was given.
    """
    name = Path(study.key).name
    stands = project.settings.get("key")
    if study.key_file is None:
        if not stands and raw is None:
            raise NotHere(
                f"The key {study.key} that {study.path.name} names is not here, so that nobody can tell whether names stand "
                "in the files. Get it, or say why names need not be looked for (--raw WHY)."
            )
        return Step("pseudonyms", name, said=("the key is not here: only what was looked through before comes in",))
    written = Path(study.key).expanduser()
    place = study.key if written.is_absolute() else os.path.relpath(study.key_file)
    added = project.set(key=place)
    return Step("pseudonyms", name, added.added, added.known, tuple(warnings(study.key_file)))


def _added(project: Project, what: str, path: Path, progress: Progress, sheets: set[str], raw: str | None) -> Any:
    """Add one sheet. What was removed since is not brought back: only an explicit `add` does that."""
    if what == "documents":
        return project.add_documents(path, progress=progress, raw=raw)
    if what == "forget":
        return _forgotten(project, path)
    if what == "codings":
        return _coded(project, path, sheets, raw)
    return getattr(project, f"add_{what}")(path, revive=False, raw=raw)


def _coded(project: Project, path: Path, sheets: set[str], raw: str | None) -> Added:
    """Add the codings of one sheet, and remember which they are."""
    from qualcode.readers.sheets import read_sheet
    from qualcode.sheets.codings import read_codings

    read = read_codings(read_sheet(path), project.known())
    sheets.update(coding.id for coding in read.codings)
    if not read.codings:
        return Added("codings", changed=read.changed)
    added = project.add_codings(list(read.codings), revive=False, raw=raw)
    return Added("codings", added.added, added.known, (*read.changed, *added.changed))


def _in_no_sheet(project: Project, sheets: set[str]) -> Iterator[Step]:
    """Imported codings that stand in no sheet of this study (a row was corrected or removed since): they still count."""
    if not sheets:
        return
    frame = project.codings(layer=None, round=None, text=False)
    imported = frame[(frame["origin"] == "imported") & (frame["round"] != "after")]
    left = imported[~imported["coding"].isin(sheets)]
    if len(left):
        counts = left.astype({"coder": str, "round": str}).groupby(["coder", "round"]).size()
        whose = ", ".join(f"{coder} {round_} {count}" for (coder, round_), count in counts.items())
        then = "They still count. Where rows were corrected or removed: remove the project file and build anew."
        yield Step("codings", "in no sheet", 0, len(left), (f"{whose}. {then}",))


def _forgotten(project: Project, path: Path) -> Added:
    """Erase what the sheet names; what was erased before stays so."""
    from qualcode.readers.sheets import read_sheet
    from qualcode.sheets.forgets import read_forgets

    new = 0
    sheet = read_forgets(read_sheet(path), project.known())
    for erasure in sheet.erasures:
        before = dict(project.state)
        project.forget(person=erasure.person, document=erasure.document, start=erasure.start, end=erasure.end)
        new += dict(project.state) != before
    return Added("forget", new, len(sheet.erasures) - new, sheet.changed)


def _step(what: str, path: Path, report: Any) -> Step:
    """What one sheet brought, as a step. A document that cannot be read ends the build: later sheets may name it."""
    if isinstance(report, Added):
        return Step(what, path.name, report.added, report.known, report.changed)
    if report.failed:
        raise StudyFaults(path.name, [Problem(file.path, file.problem) for file in report.failed])
    said = [f"{file.name or file.path}: left out {line}" for file in report.added for line in file.left_out]
    said += [f"{file.name or file.path}: {line}" for file in report.added for line in file.changed]
    return Step(what, path.name, len(report.added), len(report.known), tuple(said))
