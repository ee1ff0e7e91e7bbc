"""The sheet of persons: who was heard, by pseudonym, where they belong, what they do and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import Attribute, Person
from qualcode.sheets.attributes import COLUMN, attributes
from qualcode.sheets.cells import consent, several
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines

if TYPE_CHECKING:
    from qualcode.readers.sheets import Sheet
    from qualcode.sheets.known import Known

FIELDS = (
    Field("person", ("persoon", "pseudoniem", "respondent", "id"), required=True),
    Field("case", ("casus", "school", "instelling")),
    Field("functions", ("functies", "functie", "function")),
    Field("consent", ("toestemming", "akkoord")),
)


@dataclass(frozen=True)
class PersonSheet:
    """Persons with their attributes."""

    persons: tuple[Person, ...]
    attributes: tuple[Attribute, ...] = ()


def read_persons(sheet: Sheet, known: Known) -> PersonSheet:
    """The persons of a sheet.

    Columns: person, case, functions (several parted by ``;``), consent; every other column is an attribute.

    Raises
    ------
    SheetFaults
        A person without id or named twice, an unknown case, a consent that cannot be read, a missing column.
    """
    found = Found(sheet.name)
    persons: dict[str, Person] = {}
    rows: list[tuple[str, Line]] = []
    for line in lines(sheet, FIELDS, found, others=COLUMN):
        person = _person(line, known, found)
        if person.id in persons:
            first = next(row.number for key, row in rows if key == person.id)
            found.fault(
                line.number, f'the person "{person.id}" stands in row {first} too.', "Keep one row for each person."
            )
        elif person.id:
            persons[person.id] = person
            rows.append((person.id, line))
    made = attributes("person", rows, known.waves, found)
    found.close()
    return PersonSheet(tuple(persons.values()), made)


def _person(line: Line, known: Known, found: Found) -> Person:
    if not line["person"]:
        found.fault(line.number, "a person needs an id.", "Give a pseudonym.")
    if line["case"] and line["case"] not in known.cases:
        found.unknown(line.number, "case", line["case"], list(known.cases))
    agreed, unclear = consent(line["consent"])
    for part in unclear:
        found.fault(
            line.number,
            f'consent "{part}" cannot be read.',
            "Write it as use=yes; quote=ask; name=no; until=2030-01-01.",
        )
    return Person(line["person"], line["case"] or None, several(line["functions"]), agreed)
