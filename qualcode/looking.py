"""What stands in files, before there is a project: who speaks how often, what would be left out. Nothing is stored."""

from __future__ import annotations

from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.report import ImportReport


def look(
    paths_or_sheet: Any, *, progress: Callable[[str, int, int], None] | None = None, heads: bool = False
) -> ImportReport:
    """Read files and store nothing: words, turns, who speaks how often, labels typed wrongly, what does not come along.

    Parameters
    ----------
    paths_or_sheet
        A file, a folder, a pattern, a list of these, or a sheet of documents, of which only the files are looked at.
    progress
        Called with what is done, how far, of how many.
    heads
        Take headers and footers along, as `add_documents` does where it is told to; else the report names them.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "s1.txt").write_text("Interviewer: Hoe gaat het?\\nR1: Goed.")
    ...     _ = (Path(folder) / "s2.txt").write_text("Intervewer: Hoe gaat het?\\nR1: Ook goed.\\nIntervewer: En?\\nR1: Ja.")
    ...     report = look(folder)
    >>> report.census[["label", "role", "turns", "files", "only_in", "meant"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['R1', 'respondent', 3, 2, '', ''], ['Intervewer', 'interviewer', 2, 1, 's2', 'Interviewer'],
     ['Interviewer', 'interviewer', 1, 1, 's1', '']]
    """
    from qualcode.store import intake

    return intake.look(intake.files_of(_files(paths_or_sheet), {}), progress, heads=heads)


def _files(given: Any) -> Any:
    """What is given; where that is a sheet of documents, the files that it names."""
    from qualcode.readers.sheets import SUFFIXES, read_sheet

    if not isinstance(given, (str, Path)) or Path(given).suffix.lower() not in SUFFIXES or has_magic(str(given)):
        return given
    if not Path(given).is_file():
        return given
    from qualcode.readers.tabular import is_talk
    from qualcode.sheets.documents import files_named

    sheet = read_sheet(given, name="documents")
    return given if is_talk(sheet.columns) else files_named(sheet, Path(given).parent) or given
