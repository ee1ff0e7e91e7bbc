"""How much of a file's own text reached the document, counted without its reader: the words of the raw file against the text.

It knows nothing of how a reader walks through a file: a Word file is searched for its text elements part by part, a PDF gives
its plain words page by page, a text file is decoded. So a fault of a reader shows here, whatever the reader says itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from qualcode.errors import QualcodeError
from qualcode.readers.limits import Package, content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

_WORD = re.compile(r"\w+")
_BROKEN = re.compile("(?:-|\u00ad|\u2010|\ufffe|\x02)\\s*\\n\\s*")
#: Parts of a Word file and what people call what stands in them; what is not named here is no text of the document.
_WORD_PARTS: Mapping[str, str] = {
    "document": "body", "header": "header", "footer": "footer", "footnotes": "note", "endnotes": "note", "comments": "comment",
}  # fmt: skip
_TWICE = re.compile(rb"<mc:Fallback\b.*?</mc:Fallback>|<w:moveFrom(?: [^>]*)?>.*?</w:moveFrom>", re.DOTALL)
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|(<w:(?:tab|br|cr)(?: [^>]*)?/>|</w:p>)")
_TOLD, _FIRST_WORDS = 3, 6


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a file's words that stand in the text (0 to 1), of how many, and the rest by kind, in its first words."""

    share: float
    words: int
    missing: tuple[str, ...] = ()


def share(path: Path, text: str) -> Share | None:
    """How much of the words of a file stand in a text, or None where this format is not counted here.

    A word counts as often as it stands in the file. Words that are written together or apart in the text (a broken line, a
    run of Word that ends within a word) are not missing.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "gesprek.txt"
    ...     _ = file.write_text("I: Wie kiest?\\nR: Wij kiezen zelf.", encoding="utf-8")
    ...     share(file, "I: Wie kiest?")
    Share(share=0.42857142857142855, words=7, missing=('4 words of text: "R Wij kiezen zelf"',))
    """
    raw = _RAW.get(path.suffix.lower())
    if raw is None:
        return None
    try:
        pieces = list(raw(path))
    except QualcodeError:
        return None
    return _compared(pieces, text) if any(words for _, words in pieces) else None


def _compared(pieces: Sequence[tuple[str, list[str]]], text: str) -> Share:
    left = Counter(_WORD.findall(text))
    squeezed = "".join(_WORD.findall(text))
    total, lost = 0, 0
    missing: dict[str, list[str]] = {}
    for kind, words in pieces:
        total += len(words)
        for run in _runs(words, left):
            if len("".join(run)) > 1 and _together(run, squeezed):
                continue
            lost += len(run)
            missing.setdefault(kind, []).extend(run)
    told = tuple(
        f'{len(words)} word{"" if len(words) == 1 else "s"} of {kind}: "{" ".join(words[:_FIRST_WORDS])}"'
        for kind, words in list(missing.items())[:_TOLD]
    )
    return Share((total - lost) / total, total, told)


def _runs(words: Sequence[str], left: Counter[str]) -> Iterator[list[str]]:
    """Stretches of words that the text does not hold, or not so often."""
    run: list[str] = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run


def _together(run: Sequence[str], squeezed: str) -> bool:
    """Whether words stand in the text in one piece or in other pieces: only a few, for more of them are a passage."""
    return len(run) <= _TOLD and len("".join(run)) >= 4 and "".join(run) in squeezed


def _word_file(path: Path) -> Iterator[tuple[str, list[str]]]:
    package = Package(content(path), path)
    for part in package.names:
        folder, _, file = part.rpartition("/")
        kind = _WORD_PARTS.get(re.sub(r"\d*\.xml$", "", file))
        if folder != "word" or kind is None:
            continue
        data = _TWICE.sub(b"", package.read(part))
        pieces = (
            found[1].decode("utf-8", "replace") if found[1] is not None else " " for found in _TEXT.finditer(data)
        )
        yield kind, _WORD.findall(unescape("".join(pieces)))


def _pdf(path: Path) -> Iterator[tuple[str, list[str]]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content(path))
    except pypdfium2.PdfiumError:
        return
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError:
        return
    finally:
        document.close()
    for number, page in enumerate(pages, 1):
        yield f"page {number}", _WORD.findall(_BROKEN.sub("", page.replace("\r", "")))


def _plain(path: Path) -> Iterator[tuple[str, list[str]]]:
    """UTF-8, else only the words of plain letters: those are the same in every code page."""
    data = content(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "text", _WORD.findall(data.decode("utf-16", "replace"))
        return
    try:
        yield "text", _WORD.findall(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        if b"\0" not in data:
            yield "text", re.findall(r"(?<![^\x00-\x7f])\b[A-Za-z0-9]+\b(?![^\x00-\x7f])", data.decode("latin-1"))


_RAW: Mapping[str, Callable[[Path], Iterator[tuple[str, list[str]]]]] = {
    ".docx": _word_file, ".docm": _word_file, ".pdf": _pdf, ".txt": _plain, ".md": _plain,
}  # fmt: skip
