"""The faults of one sheet, gathered while it is read and raised together."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.errors import SheetFaults, did_you_mean
from qualcode.model import Problem

AT_MOST = 12  # as many known names as a sentence may list


@dataclass
class Found:
    """What is wrong with a sheet so far, and what was changed while reading it."""

    sheet: str
    problems: list[Problem] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def at(self, row: int | None) -> str:
        """The sheet and the row, as a person finds them in a spreadsheet."""
        return self.sheet if row is None else f"{self.sheet}, row {row}"

    def fault(self, row: int | None, what: str, then: str = "") -> None:
        """Note one fault."""
        self.problems.append(Problem(self.at(row), what, then))

    def unknown(self, row: int | None, what: str, name: str, known: tuple[str, ...] | list[str]) -> None:
        """Note a name that is not known, with the nearest one or the names there are."""
        self.fault(row, f'unknown {what} "{name}".', did_you_mean(name, known).strip() or _there_are(known))

    def change(self, row: int | None, what: str) -> None:
        """Note what was read otherwise than written."""
        self.changed.append(f"{self.at(row)}: {what}")

    def close(self) -> None:
        """Raise every fault, if there is one.

        Raises
        ------
        SheetFaults
            Something is wrong; `problems` holds all of it.
        """
        if self.problems:
            raise SheetFaults(self.sheet, self.problems)


def _there_are(known: tuple[str, ...] | list[str]) -> str:
    if not known:
        return "None is known yet."
    return f"Known: {', '.join(known)}." if len(known) <= AT_MOST else ""
