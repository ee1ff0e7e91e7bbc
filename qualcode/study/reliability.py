"""The reliability report of a project: its readings, its settings and what its meetings decided, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.project import Project
    from qualcode.table import Report


def report_of(
    project: Project,
    *,
    unit: str | None = None,
    coders: Sequence[str] | None = None,
    round: str = "main",  # noqa: A002  the study's word
    bands: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Report:
    """The reliability report of a project; the unit is the study's own where none is named. See `reliability` for what it holds."""
    from qualcode.analysis.reliability import reliability

    settings = project.settings
    more: dict[str, Any] = {name: settings[name] for name in ("min_words", "min_covered") if name in settings}
    return reliability(
        project.codings(round=None),
        project,
        unit=unit or settings["unit"],
        coders=coders,
        round=round,
        threshold=settings["threshold"],
        bands=bands,
        study=project.study,
        sampled=str(settings.get("sampled") or ""),
        planned_unit=settings["unit"],
        decisions=project.decisions(),
        progress=progress,
        **more,
    )
