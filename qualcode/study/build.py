"""A study from its files: project, sheets, settings and tables, step by step; a step that was done is not done again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import StudyFaults
from qualcode.model import Problem
from qualcode.report import Added, ImportReport
from qualcode.study.file import SHEETS, Study, read_study
from qualcode.study.recipes import Named, read_recipes
from qualcode.study.tables import Made, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qualcode.project import Project

    Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Step:
    """One step of a build: what it was about, how many things are new, and what there is to say."""

    what: str
    new: int = 0
    known: int = 0
    said: tuple[str, ...] = ()

    def __str__(self) -> str:
        counts = f"{self.what:14} {self.new} new, {self.known} known"
        return "\n".join([counts, *(f"  {line}" for line in self.said)])


@dataclass(frozen=True)
class BuildReport:
    """What a build did: the project, each step, and the files of the tables."""

    project: Path
    steps: tuple[Step, ...] = ()
    tables: tuple[Made, ...] = field(default=())

    @property
    def changed(self) -> bool:
        """Whether anything is new: in the project or among the tables."""
        return any(step.new for step in self.steps) or any(made.status == "written" for made in self.tables)

    def __str__(self) -> str:
        lines = [str(step) for step in self.steps]
        written = [made for made in self.tables if made.status == "written"]
        lines.append(f"{'tables':14} {len(written)} written, {len(self.tables) - len(written)} unchanged")
        lines.extend(f"  {made.path}" for made in written)
        lines.extend(
            f"  {made.path}: the older one was changed by hand" for made in self.tables if made.status == "kept"
        )
        lines.append(f"{'project':14} {self.project}" if self.changed else f"Nothing new. {self.project}")
        return "\n".join(lines)


def build(
    study_path: str | Path,
    *,
    progress: Progress | None = None,
    project: str | Path | None = None,
    again: bool = False,
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

    Raises
    ------
    StudyFaults, SheetFaults, CodebookFaults
        Something is wrong in a file: every fault of that file at once. Steps before it stand.
    """
    study = read_study(study_path)
    recipes = [recipe for path in study.tables for recipe in read_recipes(path, lang=study.lang)]
    place = Path(project).resolve() if project else study.project
    with _opened(place) as made:
        steps = tuple(_steps(made, study, progress or _silent))
        folder = place.parent / study.output
        tables = render(made, recipes, folder, again=again, progress=progress) if recipes else []
    return BuildReport(place, steps, tuple(tables))


def _opened(place: Path) -> Project:
    from qualcode.project import Project  # pandas and the database, only now

    return Project.open(place) if place.exists() else Project.create(place)


def _silent(step: str, done: int, total: int) -> None:
    """No bar."""


def _steps(project: Project, study: Study, progress: Progress) -> Iterator[Step]:
    """The steps in the order in which each may name what came before."""
    todo = [("codebook", path) for path in study.codebooks]
    todo += [(sheet, path) for sheet in SHEETS for path in study.sheets.get(sheet, ())]
    total = len(todo) + 2
    progress("settings", 0, total)
    yield _settings(project, study)
    done = 1
    for what, path in todo:
        progress(f"{what} {path.name}", done, total)
        yield _step(f"{what}", path, getattr(project, f"add_{what}")(path))
        done += 1
    progress("", total, total)


def _settings(project: Project, study: Study) -> Step:
    raise StudyFaults("settings", [])


def _step(what: str, path: Path, report: Any) -> Step:
    """What one sheet brought, as a step. A document that cannot be read ends the build: later sheets may name it."""
    if isinstance(report, ImportReport):
        if report.failed:
            raise StudyFaults(path.name, [Problem(file.path, file.problem) for file in report.failed])
        said = [f"{file.name or file.path}: left out {line}" for file in report.files for line in file.left_out]
        said += [f"{file.name or file.path}: {line}" for file in report.added for line in file.changed]
        return Step(what, len(report.added), len(report.known), tuple(said))
    if isinstance(report, Added):
        return Step(what, report.added, report.known, report.changed)
    return Step(what, int(bool(report)))


def _named(recipes: list[Named]) -> list[str]:
    return [recipe.name for recipe in recipes]
