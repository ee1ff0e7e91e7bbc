"""Files of every kind to text, one module a format: a file comes in whole, or it is said what did not.

Readers of others are found by the entry points ``qualcode.readers``: name = suffix, value = a function
``(path: Path) -> Intake``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qualcode.errors import NoReader, NotHere, Unreadable
from qualcode.readers.instead import INSTEAD
from qualcode.readers.intake import Comment, Intake, Mark, Page
from qualcode.readers.links import not_in_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["READERS", "Comment", "Format", "Intake", "Mark", "Page", "formats", "read", "suffixes"]

#: Each suffix and the function that reads it.
READERS: Mapping[str, str] = {
    ".docx": "qualcode.readers.docx:read",
    ".docm": "qualcode.readers.docx:read",
    ".pdf": "qualcode.readers.pdf:read",
    ".txt": "qualcode.readers.text:read",
    ".md": "qualcode.readers.text:read_markdown",
    ".markdown": "qualcode.readers.text:read_markdown",
    ".odt": "qualcode.readers.odt:read",
    ".rtf": "qualcode.readers.rtf:read",
    ".html": "qualcode.readers.html:read",
    ".htm": "qualcode.readers.html:read",
    ".vtt": "qualcode.readers.vtt:read",
    ".srt": "qualcode.readers.srt:read",
    ".json": "qualcode.readers.transcript_json:read",
    ".otr": "qualcode.readers.otr:read",
    ".eaf": "qualcode.readers.eaf:read",
    ".xml": "qualcode.readers.debates:read",
    ".xlsx": "qualcode.readers.tabular:read",
    ".xlsm": "qualcode.readers.tabular:read",
    ".xls": "qualcode.readers.tabular:read",
    ".ods": "qualcode.readers.tabular:read",
    ".csv": "qualcode.readers.tabular:read",
    ".tsv": "qualcode.readers.tabular:read",
    ".sav": "qualcode.readers.tabular:read",
    ".zsav": "qualcode.readers.tabular:read",
}

#: The files whose headers and footers can come along.
WITH_HEADS = frozenset({".docx", ".docm", ".odt", ".rtf"})


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read: as a document or as a sheet, what it is, and which module reads it."""

    suffix: str
    kind: str
    what: str
    module: str


def read(path: Path | str, *, heads: bool = False) -> Intake:
    """The text of a file, with what stands where in it and what was kept, changed and left out.

    With `heads` the headers and footers of Word files, LibreOffice text and rich text stand at the end, each once, as lines; else
    they are named as left out. Running heads of a PDF are never text.

    Raises
    ------
    NotHere, NoReader
        No such file; no reader for its suffix.
    Unreadable
        Protected, scanned, damaged, too large, empty, or without any text: never an empty text in silence.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "gesprek.txt"
    ...     _ = file.write_bytes("I: Één vraag.\\r\\nR: Ja.".encode("cp1252"))
    ...     intake = read(file)
    >>> intake.text, intake.changed
    ('I: Één vraag.\\nR: Ja.', ('read as cp1252 (Windows)',))
    """
    place = Path(path)
    known = _known()
    if not place.exists():
        raise NotHere(f"No such file: {place}.")
    target = known.get(place.suffix.lower())
    if target is None:
        raise NoReader(place, known, INSTEAD.get(place.suffix.lower(), ""))
    with_heads = heads and place.suffix.lower() in WITH_HEADS
    intake = _reader(target)(place, margins=True) if with_heads else _reader(target)(place)
    if not intake.text.strip():
        raise Unreadable(place, "the file is empty" if not place.stat().st_size else "the file holds no text")
    if "\r" in intake.text or intake.text.startswith("\ufeff"):
        raise Unreadable(place, f"its reader ({target}) left a byte-order mark or foreign line ends in the text")
    addresses = not_in_text(place, intake)
    return replace(intake, left_out=(*intake.left_out, *addresses)) if addresses else intake


def suffixes() -> tuple[str, ...]:
    """Every suffix that `read` takes, built in or installed, in alphabetical order.

    >>> ".docx" in suffixes()
    True
    """
    return tuple(sorted(_known()))


def is_built_in(suffix: str) -> bool:
    """Whether files of this suffix are read by a reader of this package, or by none.

    >>> is_built_in(".docx"), is_built_in(".unknown")
    (True, True)
    """
    return suffix in READERS or suffix not in _known()


def formats() -> tuple[Format, ...]:
    """Everything that can be read here, documents first, then sheets."""
    from qualcode.readers import sheets

    rows = [
        Format(suffix, "document", (_reader(target).__doc__ or "").strip().split("\n")[0], target.partition(":")[0])
        for suffix, target in sorted(_known().items())
    ]
    rows += [
        Format(suffix, "sheet", "A table: cells as people see them.", sheets.__name__) for suffix in sheets.SUFFIXES
    ]
    return tuple(rows)


@cache
def _known() -> Mapping[str, str]:
    """Suffix to ``module:function``; what is installed cannot take the place of what is built in."""
    from importlib.metadata import entry_points

    found = {}
    for point in entry_points(group="qualcode.readers"):
        suffix = point.name.lower()
        found[suffix if suffix.startswith(".") else f".{suffix}"] = point.value
    return {**found, **READERS}


@cache
def _reader(target: str) -> Callable[..., Intake]:
    module, _, function = target.partition(":")
    return cast("Callable[..., Intake]", getattr(import_module(module), function))
