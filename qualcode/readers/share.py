"""How much of a file's own text reached the document, counted without its reader: the words of the raw file against the text.

It knows nothing of how a reader walks through a file: a Word file is searched for its text elements part by part, a PDF gives
its plain words page by page, a text file is decoded. So a fault of a reader shows here, whatever the reader says itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: Each suffix and the function that finds its words.
_RAW: Mapping[str, str] = {
    **dict.fromkeys((".docx", ".docm"), "rawpages:word_file"), ".odt": "rawpages:odt", ".rtf": "rawpages:rtf", ".pdf": "rawpages:pdf",
    **dict.fromkeys((".txt", ".md", ".markdown"), "rawpages:plain"), **dict.fromkeys((".html", ".htm"), "rawpages:html"),
    **dict.fromkeys((".srt", ".vtt"), "rawtalk:cues"), ".json": "rawtalk:transcript", ".otr": "rawtalk:otranscribe",
    ".eaf": "rawtalk:elan", ".xml": "rawtalk:debate", **dict.fromkeys((".csv", ".tsv"), "rawcells:separated"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), "rawcells:workbook"), ".sav": "rawcells:by_library", ".zsav": "rawcells:by_library",
}  # fmt: skip
_WORD = re.compile(r"\w+")
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
    target = _RAW.get(path.suffix.lower())
    if target is None:
        return None
    module, _, function = target.partition(":")
    raw = getattr(import_module(f"qualcode.readers.{module}"), function)
    try:
        pieces: list[tuple[str, list[str]]] = list(raw(path))
    except QualcodeError:
        return None
    return _compared(pieces, text) if any(words for _, words in pieces) else None


def _compared(pieces: Sequence[tuple[str, list[str]]], text: str) -> Share:
    stand = _WORD.findall(text)
    squeezed = "".join(stand)
    if squeezed == "".join("".join(words) for _, words in pieces):
        return Share(1.0, sum(len(words) for _, words in pieces))
    left = Counter(stand)
    total, lost = 0, 0
    missing: dict[str, list[str]] = {}
    lost_runs: list[tuple[str, list[str]]] = []
    for kind, words in pieces:
        total += len(words)
        lost_runs += [
            (kind, run) for run in _runs(words, left) if len("".join(run)) < 2 or not _together(run, squeezed)
        ]
    surplus = [word for word, count in left.items() if count > 0]
    for kind, run in lost_runs:
        words = [word for word in run if not _broken(word, surplus)]
        if words:
            lost += len(words)
            missing.setdefault(kind, []).extend(words)
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


def _broken(word: str, surplus: Sequence[str]) -> bool:
    """Whether this is a part of a word that stands whole in the text and not in the file: its parts were lines apart there."""
    return len(word) > 2 and any(whole.startswith(word) or whole.endswith(word) for whole in surplus)
