"""Attributes: the other columns of a sheet of cases or persons, typed by column, ``name@wave`` where they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qualcode.model import Attribute
from qualcode.sheets.cells import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.sheets.faults import Found
    from qualcode.sheets.header import Line

COLUMN = r".+"


def attributes(
    subject: Literal["case", "person"], rows: Sequence[tuple[str, Line]], waves: Sequence[str], found: Found
) -> tuple[Attribute, ...]:
    """One attribute for each filled cell; an empty cell says nothing.

    `rows` pairs the id of a case or person with its line.
    """
    made: list[Attribute] = []
    names = list(dict.fromkeys(name for _, line in rows for name in line.others))
    for column in names:
        name, _, wave = (part.strip() for part in column.partition("@"))
        if wave and wave not in waves:
            found.unknown(None, f'wave in the column "{column}":', wave, list(waves))
        values, unclear = typed([line.others.get(column, "") for _, line in rows])
        for at in unclear:
            text = rows[at][1].others[column]
            plain = text.replace(".", "")
            decimal = text.replace(".", ",")
            found.fault(rows[at][1].number, f'{column} "{text}" can mean two numbers.', f"Write {plain} or {decimal}.")
        made.extend(
            Attribute(subject, key, name, value, wave or None)
            for (key, _), value in zip(rows, values, strict=True)
            if value is not None
        )
    return tuple(made)
