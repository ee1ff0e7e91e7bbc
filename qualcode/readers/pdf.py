"""PDF files: the words in the order in which people read them, without running heads, with the pages marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from qualcode.errors import Unreadable
from qualcode.readers.intake import Intake, Mark, Page
from qualcode.readers.limits import SECONDS, content, signature
from qualcode.readers.pdfheads import Heads, without_heads
from qualcode.readers.pdflayout import Block, blocks
from qualcode.readers.pdflines import MOST_CHARS, Line, View, lines, turn_of
from qualcode.readers.pdfparagraphs import Paragraphs
from qualcode.readers.pdfrules import tables
from qualcode.readers.pdftables import entangled, in_cells

if TYPE_CHECKING:
    from pathlib import Path

MOST_PAGES = 3_000
_MOST_RULED = 500
_PASSWORD = 4
_LINK, _FIELD, _POPUP = 2, 20, 16
_SHOWN = 120
_AGAIN = "Open it where it was made and save it again."


def read(path: Path) -> Intake:
    """PDF (.pdf): columns in order, broken words whole, running heads and feet out, pages marked.

    Lines are joined to paragraphs, each a line of the text; what stands side by side in a table is separated by a tab.
    Marks: page (number printed on it, else its place), heading. `pages` gives each page with its stretch of the text.
    """
    data = content(path)
    if not data.strip(b"\x00 \r\n\t"):
        raise Unreadable(path, "the file is empty")
    found = _Pages(path)
    document = _opened(data, path)
    try:
        found.read(document)
        if not any(found.lines):
            raise Unreadable(path, *found.why_empty())
        heads = without_heads(found.lines, [view.size[1] or 1.0 for view in found.views])
        laid_out = _laid_out(heads, document, found)
    finally:
        document.close()
    paragraphs = Paragraphs(laid_out)
    pages: list[Page] = []
    for number, page in enumerate(laid_out):
        start, end = paragraphs.page(page, found.views[number].size[0] or 1.0)
        printed = heads.printed.get(number) or found.labels[number]
        pages.append(Page(number + 1, printed, start, end, bool(found.lines[number])))
    paragraphs.close()
    marks = [Mark("page", page.start, page.end, page.printed or str(page.number)) for page in pages]
    kept = {"pages": len(pages), "paragraphs": paragraphs.count, "headings": len(paragraphs.marks)}
    return Intake(
        paragraphs.text.replace("\ufffe", "-"),
        tuple(sorted([*marks, *paragraphs.marks])),
        {what: count for what, count in kept.items() if count},
        (*_changed(paragraphs), *found.unsure()),
        (*_running(heads), *found.left_out()),
        tuple(pages),
    )


def _laid_out(heads: Heads, document: Any, found: _Pages) -> list[list[Block]]:
    """The blocks of every page in reading order; tables whose cells run over lines are asked for by their rules."""
    laid_out = [blocks(page) for page in heads.pages]
    hard = [number for number, page in enumerate(laid_out) if entangled(page)]
    for number in hard[:_MOST_RULED]:
        found.in_time(number, len(document))
        page = document[number]
        try:
            ruled = tables(page, found.views[number])
        finally:
            page.close()
        if ruled:
            laid_out[number] = blocks(in_cells(heads.pages[number], ruled))
    return laid_out


class _Pages:
    """What the pages hold: their lines, what is seen of them, their labels, and what could not be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.lines: list[list[Line]] = []
        self.views: list[View] = []
        self.labels: list[str] = []
        self._damaged: list[int] = []
        self._pictured: list[int] = []
        self._crowded: list[int] = []
        self._unsure: list[int] = []
        self._outside = 0
        self._until = monotonic() + SECONDS
        self._notes: Counter[str] = Counter()

    def read(self, document: Any) -> None:
        """Gather all pages; each is closed before the next is opened."""
        import pypdfium2

        if len(document) > MOST_PAGES:
            raise Unreadable(self._path, f"the file has {len(document)} pages, more than {MOST_PAGES}", "Split it.")
        for number in range(len(document)):
            self.in_time(number, len(document))
            self.labels.append(document.get_page_label(number) or "")
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                self._damaged.append(number + 1)
                self.lines.append([])
                self.views.append(View(0.0, 0.0, 1.0, 1.0))
                continue
            try:
                self._page(page, number + 1)
            finally:
                page.close()

    def in_time(self, number: int, count: int) -> None:
        """Stop before a page when the pages before it took too long."""
        if monotonic() > self._until:
            why = f"reading it takes longer than {SECONDS:g} seconds (page {number + 1} of {count} was reached)"
            raise Unreadable(self._path, why, "Split it, or print it to a PDF anew.")

    def _page(self, page: Any, number: int) -> None:
        import pypdfium2

        view = View(*page.get_cropbox())
        found: list[Line] = []
        try:
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            self._damaged.append(number)
        else:
            try:
                if textpage.count_chars() > MOST_CHARS:
                    self._crowded.append(number)
                else:
                    turn, sure = turn_of(textpage)
                    view = replace(view, turn=turn)
                    if not sure:
                        self._unsure.append(number)
                    found, outside = lines(textpage, view)
                    self._outside += outside
            finally:
                textpage.close()
        self.views.append(view)
        if not found and number not in (*self._damaged, *self._crowded) and _has_picture(page):
            self._pictured.append(number)
        self.lines.append(found)
        self._annotations(page)

    def _annotations(self, page: Any) -> None:
        import pypdfium2.raw as raw

        for index in range(min(raw.FPDFPage_GetAnnotCount(page), 1_000)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if not annotation:
                continue
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind == _FIELD:
                self._notes["form field"] += 1
            elif kind not in (_LINK, _POPUP):
                self._notes["comment or drawing on the page"] += 1

    def why_empty(self) -> tuple[str, str]:
        """Why no page gave any text, and what to do."""
        if self._pictured:
            return "the pages are pictures without a text layer (a scan)", "Run text recognition (OCR) on it first."
        if self._damaged:
            return "its pages are damaged", _AGAIN
        if self._crowded:
            return f"every page holds more than {MOST_CHARS} characters", "It is not read."
        return "the file holds no text", ""

    def unsure(self) -> list[str]:
        """Pages whose words may not stand in the order in which people read them."""
        if not self._unsure:
            return []
        return [f"{_listed(self._unsure)} with letters mirrored, upside down or aslant: their order may be wrong"]

    def left_out(self) -> list[str]:
        """Pages and notes that gave no text, named."""
        found = []
        if self._pictured:
            found.append(f"{_listed(self._pictured)} without a text layer (a scan?)")
        if self._damaged:
            found.append(f"{_listed(self._damaged)} damaged")
        if self._crowded:
            found.append(f"{_listed(self._crowded)} with more than {MOST_CHARS} characters, not read")
        if self._outside:
            found.append(f"lines outside the visible page: {self._outside}")
        found.extend(f"{what}: {count}" for what, count in sorted(self._notes.items()))
        return found


def _opened(data: bytes, path: Path) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _PASSWORD:
            raise Unreadable(path, "the file is locked with a password", "Save it without one.") from fault
        if signature(data) not in ("pdf", None):
            raise Unreadable(path, "the file is no PDF, whatever its name says", "Give it its own suffix.") from fault
        raise Unreadable(path, "the file is damaged, or is no PDF", _AGAIN) from fault


def _has_picture(page: Any) -> bool:
    """Whether a page without text shows anything at all."""
    import pypdfium2.raw as raw

    return bool(raw.FPDFPage_CountObjects(page) > 0)


def _running(heads: Heads) -> list[str]:
    return [
        f'running head or foot "{text[:_SHOWN]}{"…" if len(text) > _SHOWN else ""}" ({count} page{"s" if count != 1 else ""})'
        for text, count in sorted(heads.removed.items(), key=lambda entry: (-entry[1], entry[0]))
    ]


def _changed(paragraphs: Paragraphs) -> tuple[str, ...]:
    said = ["lines joined to paragraphs"]
    if paragraphs.joined:
        said.append(f"words made whole that a hyphen broke at a line end: {paragraphs.joined}")
    if paragraphs.hyphens:
        said.append(f"hyphens at a line end kept: {paragraphs.hyphens}")
    if paragraphs.bullets:
        said.append(f"bullets of a picture font written as •: {paragraphs.bullets}")
    return tuple(said)


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:20]) + (" …" if len(numbers) > 20 else "")
    return f"page {shown}" if len(numbers) == 1 else f"{len(numbers)} pages ({shown})"
