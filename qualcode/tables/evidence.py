"""What the cells of a matrix open to, for the files of the team: quotes with where each was said."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from qualcode.table import Matrix
from qualcode.wording import known, say

if TYPE_CHECKING:
    import pandas as pd

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
    links = list(dict.fromkeys(cell.link for row in layout.rows for cell in row.cells if cell.link))
    opened = [table.segments(*link) for link in links]
    if not links:
        return {}
    quotes = iter(_quotes(table, opened, layout.lang))
    return {link: list(islice(quotes, len(segments))) for link, segments in zip(links, opened, strict=True)}


def _quotes(matrix: Matrix, opened: list[pd.DataFrame], lang: str) -> list[Quote]:
    """All quotes at once: one cell at a time would ask pandas for each value apart."""
    import pandas as pd

    segments = pd.concat(opened, ignore_index=True)

    def column(*names: str) -> list[Any]:
        name = next((name for name in names if name in segments), None)
        if name is None:
            return [None] * len(segments)
        values = segments[name].astype("object")
        return list(values.where(values.notna(), None))

    documents = [matrix.labels.get(str(key), {}).get(lang, key) for key in column("name", "document")]
    columns = (column("text", "quote"), documents, column("wave"), column("coder"), column("start"), column("end"),
               column("coding"))  # fmt: skip
    return [
        Quote(_word(text), _word(document), _wave(wave, lang), _word(coder), _place(start), _place(end), _word(coding))
        for text, document, wave, coder, start, end, coding in zip(*columns, strict=True)
    ]


def _word(value: object) -> str:
    return "" if value is None else str(value)


def _wave(value: object, lang: str) -> str:
    return say(f"value.{value}", lang) if known(f"value.{value}") else _word(value)


def _place(value: Any) -> int | None:
    return None if value is None else int(value)
