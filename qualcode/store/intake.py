"""Files into documents: those that are new are stored with their turns; a bad file is a row of the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from qualcode.errors import QualcodeError
from qualcode.model import Document, Speaker, words_in
from qualcode.report import FileReport, ImportReport
from qualcode.store import alignment, content, ids, memos, placing, records
from qualcode.store.changes import Op
from qualcode.store.files import File, Found, Progress, files_of, files_of_entries, stem
from qualcode.store.parallel import read_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.model import Turn
    from qualcode.people.door import Door
    from qualcode.store.store import Store, Writer

__all__ = ["File", "Found", "Progress", "add", "files_of", "files_of_entries", "look", "store_found"]


def add(
    store: Store, files: list[File], speakers: Mapping[str, str] | None = None, progress: Progress | None = None,
    door: Door | None = None,
) -> ImportReport:  # fmt: skip
    """Read the files and store the new ones as one change. An interruption keeps the files that were read before it."""
    found: list[Found | FileReport] = []
    interrupted: BaseException | None = None
    try:
        for one in read_files(files, progress):
            found.append(one)  # noqa: PERF402  an interruption leaves those that were read before it
    except KeyboardInterrupt as stop:
        interrupted = stop
    reports = _store(store, found, speakers or {}, door)
    if interrupted is not None:
        raise interrupted
    if progress:
        progress("", len(files), len(files))
    return ImportReport(tuple(reports))


def look(files: list[File], progress: Progress | None = None, *, heads: bool = False) -> ImportReport:
    """Read the files, `heads` with their headers and footers, and say what stands in them; nothing is stored."""
    reports: list[FileReport] = []
    for found in read_files([replace(file, heads=heads) for file in files], progress):
        if isinstance(found, Found):
            reports.append(replace(found.report, status="read", words=words_in(found.text)))
        else:
            reports.append(found)
    if progress:
        progress("", len(files), len(files))
    return ImportReport(tuple(reports))


def store_found(store: Store, found: Iterable[Found], door: Door | None = None) -> ImportReport:
    """Store texts that were found otherwise than in files of their own, as one change."""
    return ImportReport(tuple(_store(store, list(found), {}, door)))


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
    refusal = door.refusal(item.text, _stored_name(item.file.shown), said.values()) if door is not None else ""
    refusal = refusal or memos.refusal(door, item.comments)
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
        *records.put(writer.connection, "memo", comment_memos(writer, id_, text, item)).ops,
    ]
    words = len(placing.measured(writer.connection, text).starts)
    return replace(item.report, document=id_, words=words), ops


def comment_memos(writer: Writer, document: str, text: str, item: Found) -> records.Rows:
    """The comments of a file as memos, but for those that were forgotten."""
    return memos.remembered(writer.connection, memos.comment_rows(document, text, item.comments))


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
        "intake": {
            "kept": dict(report.kept), "changed": list(report.changed), "left_out": list(report.left_out),
            "pages": [[page.number, page.printed, page.start, page.end, page.has_text] for page in item.pages],
            "marks": [[mark.kind, mark.start, mark.end, mark.value] for mark in item.marks],
        },
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


def read_one(path: Path, shown: str, *, heads: bool = False) -> Found:
    """One file, or the fault that keeps it from being read."""
    (found,) = read_files([File(path, stem(path), shown, heads=heads)])
    if isinstance(found, FileReport):
        raise QualcodeError(found.problem)
    return found
