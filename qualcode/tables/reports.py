"""A report as it is printed, in no file type yet: what may be seen by whom, numbered captions, paragraphs, figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CallError, MissingExtra, NoWriter, did_you_mean
from qualcode.table import AUDIENCES, Facts, Figure, Note, Paragraph, Report, Section, Shown
from qualcode.tables.arrange import arrange
from qualcode.tables.audience import admit, lettered_note, letters_for
from qualcode.tables.layout import TEXT, WORDS, Cell, Column, Head, Layout, Row, Span
from qualcode.tables.matrix import capital
from qualcode.wording import LANGUAGES, phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.table import Part, Table

REPORT_WRITERS: dict[str, str] = {
    ".docx": "qualcode.tables.report_docx:write",
    ".html": "qualcode.tables.report_html:write",
    ".md": "qualcode.tables.report_text:write_md",
    ".txt": "qualcode.tables.report_text:write_txt",
    ".xlsx": "qualcode.tables.report_xlsx:write",
}


@dataclass(frozen=True)
class Text:
    """A paragraph with its form; `style` is ``text``, ``entry`` or ``small``, `lang` the language it is in."""

    spans: tuple[Span, ...]
    style: str
    lang: str


@dataclass(frozen=True)
class Grid:
    """A table, numbered, and what its sheet in a workbook is called."""

    layout: Layout
    sheet: str


@dataclass(frozen=True)
class Picture:
    """A figure as PNG, numbered, with what is said to whoever cannot see it."""

    number: int
    title: str
    description: str
    png: bytes = field(repr=False)


Block = Text | Grid | Picture
#: Lines of facts that name documents or people: the team's.
TEAM_LINES = frozenset({"facts.names"})
CAPITALS = frozenset({"report.round", "report.unit"})


@dataclass(frozen=True)
class Chapter:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Laid:
    """The whole report as it is printed. `footer` says whom it is for and is empty where everybody may see it."""

    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]
    lang: str
    audience: str
    recipe: str
    footer: str

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block in order."""
        return (block for chapter in self.chapters for block in chapter.blocks)


def write(report: Report, path: str | Path, *, lang: str = "nl", audience: str = "team") -> Path:
    """Write a report to a file whose suffix picks the writer; the file is whole or is not there.

    Outside the team what is evidence (quotes, documents, decisions of meetings) is left out and coders are letters.

    Raises
    ------
    NoWriter, NotWritten, CallError
        No writer of this suffix; the file cannot be written; no such language or audience.
    """
    from qualcode.tables.whole import write_whole  # the only part that touches the disk

    place = Path(path)
    named = writer_of(place)
    module, _, name = named.partition(":")
    laid = laid_out(report, lang=lang, audience=audience)
    write_whole(place, partial(getattr(import_module(module), name), laid))
    return place


def writer_of(path: Path) -> str:
    """Who writes a report of this suffix.

    Raises
    ------
    NoWriter
        Nobody; the message names who there is.
    """
    if path.suffix.lower() not in REPORT_WRITERS:
        raise NoWriter(path, REPORT_WRITERS)
    return REPORT_WRITERS[path.suffix.lower()]


def laid_out(report: Report, *, lang: str = "nl", audience: str = "team") -> Laid:
    """The report as this audience may see it, in a language, tables and figures numbered."""
    for value, known, what in ((lang, LANGUAGES, "language"), (audience, AUDIENCES, "audience")):
        if value not in known:
            raise CallError(f'No {what} "{value}"; choose from: {", ".join(known)}.{did_you_mean(value, known)}')
    team = audience == "team"
    press = _Press(lang, audience, {} if team else letters_for(report.coders))
    chapters = tuple(press.chapter(section) for section in report.sections if team or not section.team)
    return Laid(
        title=press.plain(report.title), subtitle=press.plain(report.subtitle), chapters=chapters, lang=lang,
        audience=audience, recipe=report.recipe.id,
        footer="" if audience == "public" else say(f"audience.{audience}", lang),
    )  # fmt: skip


class _Press:
    """Sets one part after the other and counts tables and figures."""

    def __init__(self, lang: str, audience: str, letters: Mapping[str, str]) -> None:
        self.lang, self.audience, self.letters = lang, audience, letters
        self.tables = self.figures = 0

    def chapter(self, section: Section) -> Chapter:
        """A heading and its parts; of paragraphs that stand there in several languages that of the report goes first."""
        parts = list(section.parts)
        if all(isinstance(part, Paragraph) and part.lang for part in parts):
            parts.sort(key=lambda part: isinstance(part, Paragraph) and part.lang != self.lang)
        return Chapter(self.plain(section.heading), tuple(self._block(part) for part in parts))

    def plain(self, note: Note, lang: str = "") -> str:
        return "".join(text for text, _ in self._phrase(note, lang or self.lang))

    def _phrase(self, note: Note, lang: str) -> list[tuple[str, bool]]:
        shown = lettered_note(note, self.letters) if self.letters else note
        return phrase(shown.key, lang, **shown.values)

    def _spans(self, notes: tuple[Note, ...], lang: str) -> tuple[Span, ...]:
        spans: list[Span] = []
        for note in notes:
            spans += [Span(" ")] if spans else []
            spans += [Span(text, italic=italic) for text, italic in self._phrase(note, lang)]
        return tuple(spans)

    def _block(self, part: Part) -> Block:
        if isinstance(part, Paragraph):
            lang = part.lang or self.lang
            return Text(self._spans(part.notes, lang), part.style, lang)
        if isinstance(part, Facts):
            return self._grid(self._facts(part), part.sheet)
        if isinstance(part, Shown):
            admitted = admit(part.table, self.audience, self.letters or None)
            layout = arrange(admitted, lang=self.lang, audience=self.audience, caption=self.plain(part.caption))
            return self._grid(layout, part.sheet)
        return self._picture(part)

    def _grid(self, layout: Layout, sheet: str) -> Grid:
        self.tables += 1
        return Grid(replace(layout, number=self.tables), say(f"sheet.{sheet}", self.lang))

    def _facts(self, part: Facts) -> Layout:
        lang = self.lang
        heads = tuple(Head((Span(say(f"facts.{name}", lang)),), at) for at, name in enumerate(("what", "said")))
        shown = [line for line in part.lines if self.audience == "team" or line[0] not in TEAM_LINES]
        rows = tuple(Row((Cell(say(key, lang)), Cell(self._said(notes)))) for key, notes in shown)
        return Layout(
            kind="facts", lang=lang, title=self.plain(part.caption),
            columns=(Column("what", WORDS, stub=True), Column("said", TEXT)), heads=(heads,), rows=rows,
            audience=self.audience,
        )  # fmt: skip

    def _said(self, notes: tuple[Note, ...]) -> str:
        """Statements as a cell has them; what begins with a word of the wording gets a capital."""
        text = "".join(span.text for span in self._spans(notes, self.lang))
        return capital(text) if notes[0].key in CAPITALS else text

    def _picture(self, part: Figure) -> Block:
        """The drawing, or one line that says why there is none."""
        title = self.plain(part.caption)
        try:
            png = _drawn(admit(part.table, self.audience, self.letters or None), title, self.lang, self.audience)
        except (MissingExtra, NoWriter) as missing:
            return Text((Span(say("figure.missing", self.lang, title=title, why=str(missing))),), "small", self.lang)
        self.figures += 1
        return Picture(self.figures, title, self.plain(part.description), png)


def _drawn(table: Table, title: str, lang: str, audience: str) -> bytes:
    """A table as a picture, by whoever writes .png."""
    from tempfile import TemporaryDirectory

    from qualcode.tables import writer_for

    with TemporaryDirectory() as folder:
        place = Path(folder) / "figure.png"
        writer_for(place)(table, place, caption=title, lang=lang, audience=audience)
        return place.read_bytes()
