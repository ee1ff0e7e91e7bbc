"""What the cells of a matrix open to, for the files of the team: quotes with where each was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.table import Matrix
from qualcode.tables.tidy import value_of
from qualcode.wording import known, say

if TYPE_CHECKING:
    from qualcode.table import Table
    from qualcode.tables.layout import Layout


@dataclass(frozen=True, slots=True)
class Quote:
    """One segment that a cell counts."""

    text: str
    document: str
    wave: str
    coder: str
    start: int | None
    end: int | None
    coding: str

    @property
    def source(self) -> str:
        """Where it stands, as a line below it."""
        place = f"{self.start}–{self.end}" if self.start is not None else ""
        return ", ".join(part for part in (self.document, self.wave, self.coder, place) if part)


def evidence(table: Table, layout: Layout) -> dict[tuple[str, str], list[Quote]]:
    """The quotes of every cell that opens, by row and column, in the order of the table; nothing but for the team."""
    if not isinstance(table, Matrix) or table.opener is None or layout.audience != "team":
        return {}
    found: dict[tuple[str, str], list[Quote]] = {}
    for row in layout.rows:
        for cell in row.cells:
            if cell.link is not None and cell.link not in found:
                found[cell.link] = _quotes(table, *cell.link, layout.lang)
    return found


def _quotes(matrix: Matrix, row: str, column: str, lang: str) -> list[Quote]:
    records = matrix.segments(row, column).to_dict("records")

    def words(record: dict[str, object], *names: str) -> str:
        return next((str(value) for name in names if (value := value_of(record.get(name))) is not None), "")

    def wave(record: dict[str, object]) -> str:
        word = words(record, "wave")
        return say(f"value.{word}", lang) if known(f"value.{word}") else word

    def place(record: dict[str, object], name: str) -> int | None:
        value = value_of(record.get(name))
        return None if value is None else int(value)

    return [
        Quote(
            words(record, "text", "quote"), words(record, "name", "document"), wave(record),
            words(record, "coder"), place(record, "start"), place(record, "end"), words(record, "coding"),
        )
        for record in records
    ]  # fmt: skip
