"""The sheet of cases: what is compared, what it belongs to, what it agreed to, and its attributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import Attribute, Case
from qualcode.sheets.attributes import COLUMN, attributes
from qualcode.sheets.cells import consent
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

FIELDS = (
    Field("case", ("casus", "case id", "id", "school", "instelling", "code"), required=True),
    Field("name", ("naam", "schoolnaam", "titel")),
    Field("kind", ("soort", "type", "niveau")),
    Field("parent", ("bovenliggend", "hoort bij", "bestuur", "onderdeel van", "board")),
    Field("consent", ("toestemming", "akkoord")),
)


@dataclass(frozen=True)
class CaseSheet:
    """Cases with their attributes."""

    cases: tuple[Case, ...]
    attributes: tuple[Attribute, ...] = ()


def read_cases(sheet: Sheet, known: Known) -> CaseSheet:
    """The cases of a sheet, parents in any order.

    Columns: case, name, kind (school when empty), parent, consent (``use=yes; quote=ask; name=no; until=2030-01-01``);
    every other column is an attribute, ``name@wave`` where it changes.

    Raises
    ------
    SheetFaults
        A case without id or named twice, an unknown parent, a circle of parents, a consent that cannot be read, a wave
        that is not declared, a missing column: all at once.
    """
    found = Found(sheet.name)
    cases: dict[str, Case] = {}
    rows: list[tuple[str, Line]] = []
    for line in lines(sheet, FIELDS, found, others=COLUMN):
        case = _case(line, found)
        if case.id in cases:
            first = next(row.number for key, row in rows if key == case.id)
            found.fault(line.number, f'the case "{case.id}" stands in row {first} too.', "Keep one row for each case.")
        elif case.id:
            cases[case.id] = case
            rows.append((case.id, line))
    _check_parents(cases, rows, known, found)
    made = attributes("case", rows, known.waves, found)
    found.close()
    return CaseSheet(tuple(cases.values()), made)


def _case(line: Line, found: Found) -> Case:
    if not line["case"]:
        found.fault(line.number, "a case needs an id.", "Give it a short name without spaces.")
    agreed, unclear = consent(line["consent"])
    for part in unclear:
        found.fault(
            line.number,
            f'consent "{part}" cannot be read.',
            "Write it as use=yes; quote=ask; name=no; until=2030-01-01.",
        )
    key = line["case"]
    return Case(key, line["name"] or key, line["kind"] or "school", line["parent"] or None, agreed)


def _check_parents(cases: Mapping[str, Case], rows: list[tuple[str, Line]], known: Known, found: Found) -> None:
    numbers = {key: line.number for key, line in rows}
    everyone = {**known.cases, **cases}
    told: set[frozenset[str]] = set()
    for key, case in cases.items():
        if case.parent and case.parent not in everyone:
            found.unknown(numbers[key], "parent", case.parent, list(everyone))
        circle = _circle(key, everyone)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            around = " > ".join([*circle, circle[0]])
            found.fault(numbers[key], f"the parents go round in a circle: {around}.", "One of them has no parent.")


def _circle(key: str, cases: Mapping[str, Case]) -> list[str]:
    """The cases from `key` upwards where that comes back to `key`, else nothing."""
    seen = [key]
    above = cases[key].parent
    while above is not None and above in cases and above not in seen:
        seen.append(above)
        above = cases[above].parent
    return seen if above == key else []
