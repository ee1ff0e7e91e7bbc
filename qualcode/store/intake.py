"""Files into documents: find them, read them, find their turns, and store those that are new; a bad file is a row of the report."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from qualcode.errors import FormatError, NotHere, QualcodeError
from qualcode.model import Document, Speaker
from qualcode.report import FileReport, ImportReport
from qualcode.store import alignment, content, ids, placing, records
from qualcode.store.changes import Op

if TYPE_CHECKING:
    from qualcode.model import Turn
    from qualcode.people.door import Door
    from qualcode.sheets.documents import DocumentEntry
    from qualcode.store.store import Store, Writer

Progress = Callable[[str, int, int], None]
_SAID = ("case", "wave", "kind", "instrument", "date", "language", "responsible")
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


@dataclass(frozen=True)
class Found:
    """A file that was read: its text with turns, and what the reader reported."""

    file: File
    sha256: str
    text: str
    turns: tuple[Turn, ...]
    convention: str
    report: FileReport


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
        found.extend(File(path, _stem(path), entry.file, own, entry.revises) for path in paths)
    return _apart(found)


def _named(paths: Iterable[Path], said: Mapping[str, str | None]) -> list[File]:
    return _apart([File(path, _stem(path), str(path), said) for path in dict.fromkeys(paths)])


def _stem(path: Path) -> str:
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


def add(
    store: Store, files: list[File], speakers: Mapping[str, str] | None = None, progress: Progress | None = None,
    door: Door | None = None,
) -> ImportReport:  # fmt: skip
    """Read the files and store the new ones as one change. An interruption keeps the files that were read before it."""
    from qualcode.readers import read

    found: list[Found | FileReport] = []
    interrupted: BaseException | None = None
    try:
        for number, file in enumerate(files):
            if progress:
                progress(file.path.name, number, len(files))
            found.append(_read(file, read))
    except KeyboardInterrupt as stop:
        interrupted = stop
    reports = _store(store, found, speakers or {}, door)
    if interrupted is not None:
        raise interrupted
    if progress:
        progress("", len(files), len(files))
    return ImportReport(tuple(reports))


def store_found(store: Store, found: Iterable[Found], door: Door | None = None) -> ImportReport:
    """Store texts that were found otherwise than in files of their own, as one change."""
    return ImportReport(tuple(_store(store, list(found), {}, door)))


def _read(file: File, read: Callable[[Path], Any]) -> Found | FileReport:
    """One file as text and turns, or why it could not be read."""
    from qualcode.transcripts import find_turns

    try:
        if not file.path.exists():
            raise NotHere(f"There is no file {file.path}.")
        data = file.path.read_bytes()
        intake = read(file.path)
        transcript = find_turns(intake.text, intake.marks)
    except (FormatError, NotHere) as fault:
        return FileReport(file.shown, "failed", file.name, problem=str(fault))
    except OSError as fault:
        return FileReport(file.shown, "failed", file.name, problem=f"{file.path} cannot be read: {fault.strerror}.")
    counts = Counter(turn.label for turn in transcript.turns if turn.label)
    report = FileReport(
        file.shown, "added", file.name, convention=transcript.convention, turns=len(transcript.turns), speakers=dict(counts),
        kept=dict(intake.kept), changed=tuple(intake.changed), left_out=tuple(intake.left_out),
    )  # fmt: skip
    sha256 = hashlib.sha256(data).hexdigest()
    return Found(file, sha256, intake.text, transcript.turns, transcript.convention, report)


# --- storing -------------------------------------------------------------------------------------------------------


def _store(
    store: Store, found: list[Found | FileReport], speakers: Mapping[str, str], door: Door | None
) -> list[FileReport]:
    """Store what is new and give the report of each file."""
    reports: list[FileReport] = []
    with store.writing() as writer:
        known = _Known(writer)
        ops: list[Op] = []
        for item in found:
            if isinstance(item, FileReport):
                reports.append(item)
                continue
            report, more = _place(writer, known, item, speakers, door)
            reports.append(report)
            ops.extend(more)
        if ops:
            count = sum(report.status == "added" for report in reports)
            writer.record("add documents", f"documents: {count} added{_raw(door, found, reports)}", ops)
    return reports


def _raw(door: Door | None, found: list[Found | FileReport], reports: list[FileReport]) -> str:
    """What history keeps of names that were let in: in how many of the new files, and why."""
    if door is None or not door.raw:
        return ""
    pairs = [(item, report) for item, report in zip(found, reports, strict=True) if isinstance(item, Found)]
    named = sum(bool(door.note(item.text, item.file.path.name)) for item, r in pairs if r.status == "added")
    return f", raw ({named} with names of the key): {door.raw}"


class _Known:
    """The documents that stand, and those that this import adds."""

    def __init__(self, writer: Writer) -> None:
        from sqlalchemy import select

        from qualcode.store import schema

        rows = writer.connection.execute(select(schema.document.c.row)).scalars().all()
        self.documents: dict[str, dict[str, Any]] = records.current(writer.connection, "document", rows)
        self.touched: set[str] = set()

    def same(self, item: Found) -> str | None:
        """The document that this file is: same bytes, and no other case or wave said than the one that stands.

        A sheet may say afterwards, or otherwise, where a file belongs. The same bytes twice in one import are two
        documents where their case or wave differs (one talk for two schools).
        """
        said = item.file.said
        fits = [id_ for id_, values in self.documents.items() if values["sha256"] == item.sha256]
        for exact in (True, False):
            for id_ in fits:
                values = self.documents[id_]
                pairs = [(values.get(name), said.get(name)) for name in ("case", "wave")]
                if all(new is None or new == old or (not exact and old is None) for old, new in pairs):
                    return id_
        return next(
            (id_ for id_ in fits if id_ not in self.touched and self.documents[id_]["name"] == item.file.name), None
        )

    def namesake(self, item: Found) -> str | None:
        """A document of this name, case and wave with other bytes."""
        said = item.file.said
        for id_, values in self.documents.items():
            apart = any(said.get(name) and values.get(name) and said[name] != values[name] for name in ("case", "wave"))
            if values["name"] == item.file.name and not apart:
                return id_
        return None


def _place(
    writer: Writer, known: _Known, item: Found, speakers: Mapping[str, str], door: Door | None
) -> tuple[FileReport, list[Op]]:
    """What storing one file comes to: its report, and the operations."""
    said = {name: value for name, value in item.file.said.items() if value is not None}
    words = len(item.text.split())
    id_ = known.same(item)
    if id_ is not None:
        known.touched.add(id_)
        other = {name: value for name, value in said.items() if known.documents[id_].get(name) != value}
        known.documents[id_].update(other)
        lines = tuple(f"{name} is now {value}" for name, value in other.items())
        ops = [Op("document", id_, "set", other)] if other else []
        return replace(item.report, status="known", document=id_, words=words, changed=lines), ops
    taken = known.namesake(item)
    if taken is not None:
        problem = (
            f'A document "{item.file.name}" is known with other content. If this is a corrected text, say so: '
            f'qualcode revise "{item.file.name}" {item.file.path.name}. If it is another document, give the file another name.'
        )
        return replace(item.report, status="failed", document=taken, problem=problem), []
    refusal = door.refusal(item.text, _stored_name(item.file.shown)) if door is not None else ""
    if refusal:
        return replace(item.report, status="failed", problem=refusal), []
    return _new(writer, known, item, said, speakers)


def _stored_name(shown: str) -> str:
    """The name of a file as a project keeps it: with its folders only where they were said relative to something."""
    file = normalize("NFC", shown.replace("\\", "/"))
    return file if not Path(file).is_absolute() else Path(file).name


def _new(
    writer: Writer, known: _Known, item: Found, said: Mapping[str, str], speakers: Mapping[str, str]
) -> tuple[FileReport, list[Op]]:
    study = writer.store.study
    text = content.add_text(writer.connection, item.text)
    id_ = ids.document_id(study, item.sha256, said.get("case"), said.get("wave"))
    document = Document(
        id_, item.file.name, _stored_name(item.file.shown), item.sha256, text, study=study,
        **{"kind": _kind_of(item), **said},
    )  # fmt: skip
    rows = records.documents([document])
    known.documents[id_] = rows[id_]
    known.touched.add(id_)
    ops = [
        *records.put(writer.connection, "document", rows).ops,
        *revision_ops(writer, id_, text, item, before=None),
        *records.put(writer.connection, "speaker", speaker_rows(id_, item.turns, speakers)).ops,
    ]
    words = len(placing.measured(writer.connection, text).starts)
    return replace(item.report, document=id_, words=words), ops


def _kind_of(item: Found) -> str:
    """Talk of labelled speakers is an interview, until a sheet says otherwise; other text is a document."""
    return "interview" if any(turn.label for turn in item.turns) else "document"


def revision_ops(
    writer: Writer, document: str, text: str, item: Found, before: str | None = None, old: str = ""
) -> list[Op]:
    """The operations that store a state of a document's text with its turns, and where it equals the one before."""
    row = ids.revision_row(document, text)
    if records.current(writer.connection, "revision", [row]):
        return []
    turns = [[t.ordinal, t.start, t.end, t.label, t.answer, t.time, t.label_start] for t in item.turns]
    report = item.report
    values: dict[str, Any] = {
        "document": document, "text": text, "before": before, "convention": item.convention, "turns": turns,
        "intake": {"kept": dict(report.kept), "changed": list(report.changed), "left_out": list(report.left_out)},
    }  # fmt: skip
    if before is not None:
        lengths = [len(old), len(item.text)]
        values["aligned"] = {"blocks": alignment.aligned(old, item.text), "lengths": lengths}
    return records.put(writer.connection, "revision", {row: values}).ops


def speaker_rows(document: str, turns: Iterable[Turn], given: Mapping[str, str]) -> records.Rows:
    """The speakers whose role is given or can be told from their label; a sheet of speakers may say otherwise later."""
    from qualcode.transcripts.roles import guess_role

    labels = dict.fromkeys(turn.label for turn in turns if turn.label)
    roles = {label: given.get(label) or guess_role(label) for label in labels}
    return records.speakers(Speaker(document, label, role) for label, role in roles.items() if role)


def read_one(path: Path, shown: str) -> Found:
    """One file, or the fault that keeps it from being read."""
    from qualcode.readers import read

    found = _read(File(path, _stem(path), shown), read)
    if isinstance(found, FileReport):
        raise QualcodeError(found.problem)
    return found
