"""The files of an import: which ones a path means, and one of them read to text with turns, without a database.

It stands apart from `intake` so that a process that only reads loads neither the database nor pandas.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from qualcode.errors import FormatError, NotHere
from qualcode.report import FileReport

if TYPE_CHECKING:
    from qualcode.model import Turn
    from qualcode.readers import Comment, Mark, Page
    from qualcode.sheets.documents import DocumentEntry
    from qualcode.transcripts import Transcript

Progress = Callable[[str, int, int], None]
_SAID = ("case", "wave", "kind", "instrument", "date", "language", "responsible")
#: Marks that a project keeps with the text.
_KEPT_MARKS = frozenset({"heading", "table", "row"})
#: What people keep in a folder of transcripts and is none.
_NO_DOCUMENTS = ("~$", ".", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class File:
    """A file to import, what it shall be called, and what is said of it."""

    path: Path
    name: str
    shown: str
    said: Mapping[str, str | None] = field(default_factory=dict)
    revises: str | None = None
    heads: bool = False


@dataclass(frozen=True)
class Found:
    """A file that was read: its text with turns, and what the reader reported."""

    file: File
    sha256: str
    text: str
    turns: tuple[Turn, ...]
    convention: str
    report: FileReport
    comments: tuple[Comment, ...] = ()
    pages: tuple[Page, ...] = ()
    marks: tuple[Mark, ...] = ()


def files_of(given: object, said: Mapping[str, str | None]) -> list[File]:
    """The files that a path, a folder, a pattern or a list of these means, in the order of their names."""
    if isinstance(given, (str, Path)):
        return _named(_expanded(Path(given)), said)
    if isinstance(given, Iterable):
        return _named([path for part in given for path in _expanded(Path(str(part)))], said)
    raise NotHere(f"{given!r} names no file, folder or pattern of files.")


def files_of_entries(entries: Iterable[DocumentEntry], folder: Path, said: Mapping[str, str | None]) -> list[File]:
    """The files that the rows of a documents sheet mean; a file is looked for beside the sheet."""
    found: list[File] = []
    for entry in entries:
        own = {name: getattr(entry, name) or said.get(name) for name in _SAID}
        place = Path(entry.file)
        paths = _expanded(place if place.is_absolute() else folder / place)
        found.extend(File(path, stem(path), entry.file, own, entry.revises) for path in paths)
    return _apart(found)


def _named(paths: Iterable[Path], said: Mapping[str, str | None]) -> list[File]:
    return _apart([File(path, stem(path), str(path), said) for path in dict.fromkeys(paths)])


def stem(path: Path) -> str:
    return normalize("NFC", path.stem)


def _apart(files: list[File]) -> list[File]:
    """Files of one name in different folders are called by their folder too."""
    folders: dict[str, set[Path]] = {}
    for file in files:
        folders.setdefault(file.name, set()).add(file.path.parent)
    return [
        replace(file, name=normalize("NFC", f"{file.path.parent.name}/{file.name}"))
        if len(folders[file.name]) > 1
        else file
        for file in files
    ]


def _expanded(path: Path) -> list[Path]:
    """The files under a path: itself, the files of a folder and its folders, or those that fit a pattern."""
    if has_magic(str(path)) and not path.exists():
        return sorted(Path(name) for name in glob(str(path), recursive=True) if Path(name).is_file())
    if path.is_dir():
        return sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(_NO_DOCUMENTS))
    return [_as_on_disk(path)]


def _as_on_disk(path: Path) -> Path:
    """The same name in another composition of its letters (macOS takes é apart), where only that is there."""
    if path.exists() or not path.parent.is_dir():
        return path
    wanted = normalize("NFC", path.name)
    return next((other for other in path.parent.iterdir() if normalize("NFC", other.name) == wanted), path)


def read_file(file: File) -> Found | FileReport:
    """One file as text and turns with what is to be said of them, or why it could not be read."""
    from qualcode.readers import read
    from qualcode.transcripts import find_turns

    try:
        if not file.path.exists():
            raise NotHere(f"There is no file {file.path}.")
        data = file.path.read_bytes()
        intake = read(file.path, heads=file.heads)
        transcript = find_turns(intake.text, intake.marks)
    except (FormatError, NotHere) as fault:
        return FileReport(file.shown, "failed", file.name, problem=str(fault))
    except OSError as fault:
        return FileReport(file.shown, "failed", file.name, problem=f"{file.path} cannot be read: {fault.strerror}.")
    report = FileReport(
        file.shown, "added", file.name, kept=dict(intake.kept), changed=tuple(intake.changed), left_out=tuple(intake.left_out),
        pages=len(intake.pages), pages_without_text=sum(not page.has_text for page in intake.pages),
    )  # fmt: skip
    report = _shared(report, file.path, "\n".join([intake.text, *(comment.text for comment in intake.comments)]))
    sha256 = hashlib.sha256(data).hexdigest()
    return Found(
        file, sha256, intake.text, transcript.turns, transcript.convention, _counted(report, transcript), intake.comments,
        intake.pages, tuple(mark for mark in intake.marks if mark.kind in _KEPT_MARKS),
    )  # fmt: skip


def _shared(report: FileReport, path: Path, text: str) -> FileReport:
    """The share of the file's own words that stands in the text or beside it; where some do not, they are named."""
    from qualcode.readers.share import share

    found = share(path, text)
    return report if found is None else replace(report, share=found.share, missing=found.missing)


def _counted(report: FileReport, found: Transcript) -> FileReport:
    """The census of a text: who speaks how often, as what, and labels that were probably meant to be another."""
    from qualcode.transcripts import guess_role

    labels = found.labels
    roles = {label: role for label in labels if (role := guess_role(label))}
    return replace(
        report, convention=found.convention, turns=len(found.turns), speakers=labels, roles=roles,
        times=sum(turn.time is not None for turn in found.turns),
        answers=len({turn.answer for turn in found.turns if turn.answer is not None}),
        warnings=warnings(labels),
    )  # fmt: skip


def warnings(labels: Mapping[str, int]) -> tuple[str, ...]:
    """Labels that look like another one typed wrongly, and talk in which nobody is known to ask.

    >>> warnings({"Interviewer": 40, "Intervewer": 2, "R1": 41})
    ('label "Intervewer" (2) may have been meant as "Interviewer" (40)',)
    """
    from qualcode.transcripts import near_labels
    from qualcode.transcripts.roles import interviewers

    said = [
        f'label "{label}" ({labels[label]}) may have been meant as "{other}" ({labels[other]})'
        for label, other in near_labels(labels).items()
    ]
    if labels and not interviewers(labels):
        said.append("no label is known to ask: say who does in speakers.csv, or questions and answers are not paired")
    return tuple(said)
