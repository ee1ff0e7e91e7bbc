"""A consensus meeting on paper: its questions as a workbook or a document, and the decisions typed in the workbook read back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from qualcode.coding.choices import choices, outcome_of, told
from qualcode.errors import CallError, NoWriter, QualcodeError
from qualcode.sheets.faults import Found
from qualcode.wording import LANGUAGES, say

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.agenda import Item
    from qualcode.coding.meeting import Meeting
    from qualcode.coding.sitting import Outcome
    from qualcode.readers.sheets import Row, Sheet

SUFFIXES = (".docx", ".xlsx")
_SHORT = 8


class Read(NamedTuple):
    """What came of a workbook: decisions taken over, those that stood already, and rows left empty."""

    decided: int
    known: int
    empty: int


def write_agenda(meeting: Meeting, path: Path, lang: str = "nl") -> int:
    """Write every question that is not decided, one row each, the dearest first; gives how many.

    Raises
    ------
    NoWriter
        The file is neither a workbook nor a document.
    CallError
        A file of this name is there: it may hold decisions.
    """
    from qualcode.tables import agenda as writer

    if path.suffix.lower() not in SUFFIXES:
        raise NoWriter(path, SUFFIXES)
    if path.exists():
        raise CallError(f"{path} exists already and may hold decisions. Name another file, or remove it first.")
    items = [item for item in meeting.items() if meeting.status(item) != "decided"]
    rows = [_row(meeting, item, lang) for item in items]
    names = _names(len(meeting.coders))
    if path.suffix.lower() == ".xlsx":
        listed = choices(None, meeting.book, readings=len(meeting.coders))
        if not meeting.spans:
            listed = [one for one in listed if one not in ("longer", "shorter", "union", "intersection")]
        writer.workbook(path, names, rows, listed, lang)
    else:
        title = say("meeting.title", lang, coders=list(meeting.coders))
        writer.document(path, title, *_to_read(names, rows), lang)
    return len(rows)


def _names(readings: int) -> list[str]:
    numbered = [f"reading{number}" for number in range(1, readings + 1)]
    return [
        "id", "document", "place", "klass", "question", "text", "code", "definition", *numbered, "notes", "decision", "reason",
        "rule",
    ]  # fmt: skip


def _to_read(names: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The same in fewer columns, for paper: where it is, what was said, and what each code means stand together."""
    cells = [dict(zip(names, row, strict=True)) for row in rows]
    numbered = [name for name in names if name.startswith("reading")]
    joined = [
        [
            "\n".join([cell["document"], cell["place"], cell["klass"], cell["id"]]),
            "\n\n".join(part for part in (cell["question"], cell["text"]) if part),
            "\n".join([cell["code"], cell["definition"]]),
            *("\n".join([cell[name], *([cell["notes"]] if name == numbered[-1] else [])]).strip() for name in numbered),
            cell["decision"], cell["reason"], cell["rule"],
        ]
        for cell in cells
    ]  # fmt: skip
    return ["document", "text", "definition", *numbered, "decision", "reason", "rule"], joined


def _row(meeting: Meeting, item: Item, lang: str) -> list[str]:
    sitting, book = meeting.sittings[item.document], meeting.book
    first, _ = meeting.context(item)
    turn = sitting.page.turn_at(first)
    asked = sitting.page.text[turn.start : turn.end] if turn is not None and turn.asks else ""
    definitions = [f"{book.label(code, lang)}: {_definition(meeting, code, lang)}" for code in item.codes]
    nothing = say("meeting.nothing_here", lang)
    readings = ["\n".join(told(reading, sitting.page.text)) or nothing for reading in item.readings]
    outcome = meeting.outcome(item)
    parked = outcome is not None and outcome.how == "parked"
    return [
        item.id[:_SHORT], sitting.name, f"{item.start}-{item.end}", say(f"meeting.klass.{item.klass}", lang), asked,
        meeting.text(item), ", ".join(item.codes), "\n".join(definitions), *readings, "\n".join(meeting.words(item)),
        "parked" if parked else "", outcome.reason if parked and outcome is not None else "", "",
    ]  # fmt: skip


def _definition(meeting: Meeting, code: str, lang: str) -> str:
    said = meeting.book[code]
    text = said.definition.get(lang) or next(iter(said.definition.values()), "")
    return " ".join([text, *said.rules]).strip()


def read_minutes(meeting: Meeting, path: Path | str) -> Read:
    """Read back the decisions of a workbook, as one change: all of them or, where anything is wrong, none.

    Raises
    ------
    SheetFaults
        Every row that cannot be taken over: an unknown id, a decision that is none, a text that is not the one that was asked about,
        something that was decided otherwise meanwhile.
    """
    from qualcode.readers.sheets import read_sheet

    sheet = read_sheet(path)
    found = Found(sheet.name)
    columns = _columns(sheet, found)
    found.close()
    outcomes: dict[str, Outcome] = {}
    known = empty = 0
    for row in sheet.rows:
        values = {name: row.values[column].strip() for name, column in columns.items()}
        item = _item(meeting, values, row, found)
        if item is None:
            continue
        if item.id in outcomes:
            found.fault(row.number, f"the question {values['id']} stands there twice.")
        elif not values["decision"]:
            empty += 1
            if values["reason"] or values["rule"]:
                found.fault(row.number, "a reason or rule, but no decision.", "Say the decision, or empty the row.")
        else:
            outcome = _outcome(meeting, item, values, row, found)
            if outcome is not None and outcome == meeting.outcome(item):
                known += 1
            elif outcome is not None:
                outcomes[item.id] = outcome
    found.close()
    meeting.begin()
    if outcomes:
        meeting.decide(outcomes)
    return Read(len(outcomes), known, empty)


def _columns(sheet: Sheet, found: Found) -> dict[str, str]:
    """Which column holds what, by its head in any language."""
    from qualcode.tables.agenda import head

    columns: dict[str, str] = {}
    for name in ("id", "text", "decision", "reason", "rule"):
        heads = {head(name, lang).casefold() for lang in LANGUAGES}
        column = next((one for one in sheet.columns if one.strip().casefold() in heads), None)
        if column is None:
            found.fault(
                None, f'no column "{head(name, "nl")}".', "Read the workbook that qualcode reconcile --to wrote."
            )
        else:
            columns[name] = column
    return columns


def _item(meeting: Meeting, values: dict[str, str], row: Row, found: Found) -> Item | None:
    """The question that a row is about, if it is still the one that was asked."""
    try:
        item = meeting.item(values["id"])
    except QualcodeError:
        found.fault(
            row.number, f'no question "{values["id"]}" in this meeting.', "Was it written for others, or with --spans?"
        )
        return None
    if " ".join(values["text"].split()) != " ".join(meeting.text(item).split()):
        found.fault(row.number, "its text is not the one that was asked about.", "Write the workbook anew.")
        return None
    return item


def _outcome(meeting: Meeting, item: Item, values: dict[str, str], row: Row, found: Found) -> Outcome | None:
    """What a row decides; a fault where that cannot be."""
    try:
        outcome = outcome_of(meeting, item, values["decision"])
    except QualcodeError as fault:
        found.fault(row.number, str(fault))
        return None
    rule = "" if outcome.how == "parked" else values["rule"]
    if values["rule"] and not rule:
        found.fault(row.number, "what is parked makes no rule yet.", "Decide it, or empty the rule.")
        return None
    about = (outcome.markings[0].code if outcome.markings else item.codes[0]) if rule else ""
    outcome = replace(outcome, reason=values["reason"], rule=rule, rule_code=about)
    stands = meeting.outcome(item)
    if stands is not None and stands.status == "decided" and stands != outcome:
        said = stands.said if stands.how != "earlier" else "in an earlier meeting"
        found.fault(row.number, f"decided otherwise meanwhile: {said}.", "Undo that first, or empty the row.")
        return None
    return outcome
