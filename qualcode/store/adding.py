"""What people bring to a project: sheets, codebooks, waves, settings, documents. One change a call; known things cost none."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError, CodebookError, did_you_mean
from qualcode.model import Coding, stable_id
from qualcode.report import Added, ImportReport
from qualcode.store import answers, books, codings, door, history, ids, intake, records, revising

if TYPE_CHECKING:
    from qualcode.codebook import Codebook
    from qualcode.model import Person
    from qualcode.people.door import Door
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known
    from qualcode.store.changes import Change
    from qualcode.store.store import Store

#: The settings of a study and what holds where nothing was agreed.
SETTINGS: dict[str, Any] = {
    "unit": "turn", "coefficient": "alpha", "threshold": 0.60, "min_words": 4, "min_covered": 3,
    "final": "consensus-else-responsible", "suppression": "interview", "lang": "nl", "sampled": "",
}  # fmt: skip
#: Settings that are one of a few.
_CHOICES = {"final": ("consensus-else-responsible", "responsible", "consensus")}
_SHEETS_OF_DOCUMENTS = (".csv", ".tsv", ".xlsx", ".xlsm", ".ods")


def begin(store: Store) -> Change:
    """The first change of a new project: its study."""
    with store.writing() as writer:
        ops = records.put(writer.connection, "study", {store.study: {"name": store.study}}).ops
        return writer.record("create", f"study {store.study}", ops)


def settings(store: Store, given: Mapping[str, Any]) -> Added:
    """Settings of the study; JSON values, maps flattened by the caller."""
    known = [*SETTINGS, "study", "title", "key"]
    for name, value in given.items():
        if name not in known:
            raise CallError(f'No setting "{name}".{did_you_mean(name, known)} There are: {", ".join(known)}.')
        choices = _CHOICES.get(name)
        if choices and value not in choices:
            raise CallError(f'The setting {name} cannot be "{value}"; there are: {", ".join(choices)}.')
    if given.get("key") is not None:
        from qualcode.people.door import registered

        given = {**given, "key": registered(given["key"], store.path.parent if store.path is not None else None)}
    with store.writing() as writer:
        stands = records.current(writer.connection, "setting", given)
        rows = {
            name: {"value": value}
            for name, value in given.items()
            if name in stands or value != ({**SETTINGS, "study": store.study}).get(name)
        }
        done = records.put(writer.connection, "setting", rows)
        new = sum(1 for op in done.ops)
        if done.ops:
            writer.record("set", f"settings: {', '.join(op.row for op in done.ops)}", done.ops)
    return Added("settings", new, len(given) - new)


def waves(store: Store, names: Iterable[str], guard: Door | None = None) -> Added:
    """The waves in the order of time."""
    rows = {name: {"name": name, "place": place} for place, name in enumerate(names)}
    entry = door.of_texts(guard, "waves", ((f"wave {place}", name) for place, name in enumerate(rows, 1)))
    return records.save(store, "add waves", "waves", {"wave": rows}, entry=entry)


def freeze(store: Store, name: str) -> dict[str, int]:
    """Give the present state a name; a name stands for one state for ever."""
    with store.writing() as writer:
        stands = records.current(writer.connection, "freeze", [name])
        if stands:
            raise CallError(f'The freeze "{name}" exists since {stands[name]["at"]}: choose another name.')
        state = history.state(writer.connection)
        ops = records.put(writer.connection, "freeze", {name: {"state": state, "at": ids.now()}}).ops
        writer.record("freeze", f"freeze {name}", ops)
    return state


# --- codebooks -----------------------------------------------------------------------------------------------------


def codebook(store: Store, source: Codebook | str | Path, guard: Door | None = None) -> Added:
    """A version of the codebook, with those it grew from. A version that was used keeps what its codes mean."""
    book, yaml = _loaded(source)
    entry = door.of_texts(guard, f"codebook {books.row_of(book)}", _lines(yaml))
    rows = {books.row_of(b): _values(b, yaml if b is book else "") for b in (*book.earlier, book)}
    with store.writing() as writer:
        stands = records.current(writer.connection, "codebook", rows)
        for row, values in rows.items():
            if row in stands and not records.same(stands[row]["book"], json.loads(json.dumps(values["book"]))):
                _refuse_other_meaning(row, books.of_values(stands[row]["book"]), books.of_values(values["book"]))
            elif row in stands:
                values.pop("yaml", None)  # the same book in another layout
        done = records.put(writer.connection, "codebook", rows)
        if done.ops:
            writer.record("add codebook", f"codebook {books.row_of(book)}{entry.let_in()}", done.ops)
    return Added("codebook", done.added, done.known, tuple(done.changed))


def _loaded(source: Codebook | str | Path) -> tuple[Codebook, str]:
    if isinstance(source, (str, Path)):
        from qualcode.codebook.file import load
        from qualcode.readers.limits import content

        return load(source), content(Path(source)).decode("utf-8-sig", errors="replace")
    from qualcode.codebook.file import dumps

    return source, dumps(source)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a file, by their number."""
    return ((f"line {number}", line) for number, line in enumerate(text.splitlines(), 1))


def _values(book: Codebook, yaml: str) -> dict[str, Any]:
    values: dict[str, Any] = {"name": book.name, "version": book.version, "book": books.as_values(book)}
    return {**values, "yaml": yaml} if yaml else values


def _refuse_other_meaning(row: str, old: Codebook, new: Codebook) -> None:
    """A version may have its labels and examples mended, not its codes changed."""
    from qualcode.codebook.diff import diff

    changed = [change for change in diff(old, new) if change.kind != "cosmetic"]
    if changed:
        which = ", ".join(f"{change.key} ({change.kind})" for change in changed[:5])
        raise CodebookError(
            f"Codebook {row} stands in this project with other content: {which}. Give the changed book a new version number."
        )


# --- sheets --------------------------------------------------------------------------------------------------------


def sheet(store: Store, what: str, source: Any, known: Known, revive: bool, guard: Door | None = None) -> Added:
    """One sheet of records as one change."""
    if what == "instruments":
        return _instruments(store, source, known, revive, guard)
    from qualcode.readers.sheets import read_sheet

    read = read_sheet(source, name=what)
    entry = door.of_sheet(guard, what, read)
    said = (*read.changed, *(f"left out {left}" for left in read.left_out))
    if what == "coverage":
        added = _coverage(store, read, known, revive)
    elif what == "speakers":
        added = _speakers(store, read, known, revive, entry)
    elif what == "persons":
        added = _persons(store, read, known, revive, entry)
    else:
        added = records.save(store, f"add {what}", what, _ROWS[what](read, known), revive=revive, entry=entry)
    return Added(added.what, added.added, added.known, (*said, *added.changed))


def _instruments(store: Store, source: Any, known: Known, revive: bool, guard: Door | None) -> Added:
    from qualcode.sheets.instruments import read_instruments

    topics = read_instruments(source, known)
    named = ((f"topic {at}", f"{t.instrument}\n{t.topic}") for at, t in enumerate(topics, 1))
    entry = door.of_texts(guard, "instruments", named)
    rows = {"topic": records.topics(topics)}
    return records.save(store, "add instruments", "instruments", rows, revive=revive, entry=entry)


def _case_rows(read: Sheet, known: Known) -> dict[str, records.Rows]:
    from qualcode.sheets.cases import read_cases

    found = read_cases(read, known)
    return {"cases": records.cases(found.cases), "attribute": records.attributes(found.attributes)}


def _refused(persons: Iterable[Person], heard: Container[str | None]) -> list[str]:
    """Persons whose talk is here although they refused its use."""
    return [
        f'{person.id} refused the use of what was said, and it is in the project: see qualcode forget person "{person.id}"'
        for person in persons
        if person.consent.get("use") == "no" and person.id in heard
    ]


def _persons(store: Store, read: Sheet, known: Known, revive: bool, entry: door.Entry) -> Added:
    from qualcode.sheets.persons import read_persons

    found = read_persons(read, known)
    rows = {"person": records.persons(found.persons), "attribute": records.attributes(found.attributes)}
    added = records.save(store, "add persons", "persons", rows, revive=revive, entry=entry)
    with store.reading() as connection:
        heard = records.heard(connection)
    return Added(added.what, added.added, added.known, (*added.changed, *_refused(found.persons, heard)))


def _asked_rows(read: Sheet, known: Known) -> dict[str, records.Rows]:
    from qualcode.sheets.asked import read_asked

    return {"asked": records.asked(read_asked(read, known))}


def _decision_rows(read: Sheet, known: Known) -> dict[str, records.Rows]:
    from qualcode.sheets.decisions import read_decisions

    return {"decision": records.decisions(read_decisions(read, known))}


_ROWS: dict[str, Callable[[Sheet, Known], dict[str, records.Rows]]] = {
    "cases": _case_rows,
    "asked": _asked_rows,
    "decisions": _decision_rows,
}


def _speakers(store: Store, read: Sheet, known: Known, revive: bool, entry: door.Entry) -> Added:
    from qualcode.sheets.speakers import read_speakers

    lines: list[str] = []
    found = read_speakers(read, known, lines)
    lines += _refused(known.persons.values(), {speaker.person for speaker in found})
    rows = {"speaker": records.speakers(found)}
    added = records.save(store, "add speakers", "speakers", rows, revive=revive, entry=entry)
    return Added(added.what, added.added, added.known, (*lines, *added.changed))


def _coverage(store: Store, read: Sheet, known: Known, revive: bool) -> Added:
    from qualcode.sheets.coverage import read_coverage

    rows = records.coverage(read_coverage(read, known))
    with store.reading() as connection:
        rows, lines = records.not_lowered(connection, rows)
    added = records.save(store, "add coverage", "coverage", {"coverage": rows}, revive=revive)
    return Added(added.what, added.added, added.known, (*lines, *added.changed))


def codings_of(store: Store, source: Any, known: Known, revive: bool, guard: Door | None = None) -> Added:
    """The codings of a sheet or a list of records; of both the memos pass the door, for quotes stand in the project."""
    if isinstance(source, Sequence) and source and all(isinstance(item, Coding) for item in source):
        memos = ((f"memo of coding {number}", coding.memo) for number, coding in enumerate(source, 1))
        return codings.add(store, source, revive=revive, entry=door.of_texts(guard, "codings", memos))
    from qualcode.readers.sheets import read_sheet
    from qualcode.sheets.codings import read_codings

    sheet = read_sheet(source, name="codings")
    entry = door.of_sheet(guard, "codings", sheet)
    found = read_codings(sheet, known)
    return codings.add(store, found.codings, revive=revive, changed=found.changed, entry=entry)


def survey(
    store: Store, source: Any, respondent: str | None, documents: Sequence[str], known: Known, guard: Door | None = None
) -> Added:
    """Answers, one row a respondent; those of the columns `documents` also as documents to be coded."""
    from qualcode.readers.sheets import read_sheet

    read = read_sheet(source, name="survey")
    entry = door.of_sheet(guard, "survey", read)
    column = respondent or (read.columns[0] if read.columns else "")
    if column not in read.columns:
        raise CallError(f'{read.name} has no column "{column}".{did_you_mean(column, read.columns)}')
    rows: records.Rows = {}
    for row in read.rows:
        who = row.values[column].strip()
        if not who:
            raise CallError(f'{read.where(row)}: the column "{column}" says no respondent.')
        values = {name: value for name, value in row.values.items() if name != column}
        key = str(stable_id("survey", store.study, read.name, who))
        if key in rows:
            raise CallError(f'{read.where(row)}: the respondent "{who}" stands there twice.')
        rows[key] = {"source": read.name, "respondent": who, "answers": values}
    found = answers.answers_of(read, column, documents, known)
    added = records.save(store, "add survey", "survey", {"survey": rows}, entry=entry)
    said = [*read.changed, *(f"left out {line}" for line in read.left_out)]
    if found:
        report = intake.store_found(store, found, guard)
        said.append(f"answers as documents: {len(report.added)} added, {len(report.known)} known")
        said += [f"left out {file.path}: {file.problem}" for file in report.failed]
    return Added(added.what, added.added, added.known, (*added.changed, *said))


# --- documents -----------------------------------------------------------------------------------------------------


def documents(
    store: Store, source: Any, said: Mapping[str, str | None], speakers: Mapping[str, str] | None,
    progress: intake.Progress | None, known: Known, guard: Door | None = None, *, heads: bool = False,
) -> ImportReport:  # fmt: skip
    """Files, or a sheet that names them; `heads` with their headers and footers. At the door names of a key are looked for."""
    files = [replace(file, heads=heads) for file in files_meant(source, said, known)]
    report = intake.add(store, [file for file in files if not file.revises], speakers, progress, guard)
    revised = [revising.of_sheet(store, file, guard) for file in files if file.revises]
    return ImportReport((*report.files, *revised))


def files_meant(source: Any, said: Mapping[str, str | None], known: Known) -> list[intake.File]:
    """The files that a path, a pattern, a list or a sheet of documents names, with what is said of them."""
    _prove_said(said, known)
    if not _is_sheet(source):
        return intake.files_of(source, said)
    from qualcode.readers.sheets import read_sheet
    from qualcode.sheets.documents import read_documents

    entries = read_documents(read_sheet(source, name="documents"), known)
    folder = Path(source).parent if isinstance(source, (str, Path)) else Path()
    return intake.files_of_entries(entries, folder, said)


def _is_sheet(source: Any) -> bool:
    if isinstance(source, (str, Path)):
        return (
            Path(source).suffix.lower() in _SHEETS_OF_DOCUMENTS
            and not has_magic(str(source))
            and not _holds_talk(source)
        )
    if hasattr(source, "itertuples"):
        return True
    return isinstance(source, Sequence) and bool(source) and all(isinstance(item, Mapping) for item in source)


def _holds_talk(source: str | Path) -> bool:
    """Whether a table is itself a transcript, with columns of speakers and talk, and no sheet that names documents."""
    from qualcode.errors import QualcodeError
    from qualcode.readers.sheets import read_sheet
    from qualcode.readers.tabular import is_talk

    try:
        return is_talk(read_sheet(source).columns)
    except QualcodeError:
        return False


def _prove_said(said: Mapping[str, str | None], known: Known) -> None:
    """What is said of all files must be known, as in a sheet."""
    from qualcode.errors import Unknown
    from qualcode.model import DOCUMENT_KINDS

    names: dict[str, Iterable[str]] = {"case": known.cases, "wave": known.waves, "kind": DOCUMENT_KINDS}
    for what, there in names.items():
        value = said.get(what)
        if value is not None and value not in there:
            raise Unknown(what, value, there)
