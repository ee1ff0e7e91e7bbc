"""Plain text and Markdown: the text exactly as it stands, with the encoding said aloud when it is not UTF-8."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.readers.encodings import decode
from qualcode.readers.intake import Intake, Mark
from qualcode.readers.limits import content

if TYPE_CHECKING:
    from pathlib import Path

_HEADING = re.compile(r"^(#{1,6})[ \t]+(?=\S)([^\n]+)$", re.MULTILINE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,200}?)(?<=\S)\1")


def read(path: Path) -> Intake:
    """Plain text (.txt) in UTF-8, UTF-16, or an older Western encoding, which is then named."""
    decoded = decode(content(path), path)
    return Intake(decoded.text, kept={"lines": _lines(decoded.text)}, changed=decoded.changed)


def read_markdown(path: Path) -> Intake:
    """Markdown (.md): the text with its signs; headings and bold words are marked."""
    decoded = decode(content(path), path)
    text = decoded.text
    marks = [
        Mark("heading", found.start(2), found.start(2) + len(found[2].rstrip(" \t#")), str(len(found[1])))
        for found in _HEADING.finditer(text)
    ]
    headings = len(marks)
    marks += [Mark("bold", found.start(2), found.end(2)) for found in _BOLD.finditer(text)]
    kept = {"lines": _lines(text), "headings": headings}
    return Intake(text, tuple(sorted(marks)), {what: count for what, count in kept.items() if count}, decoded.changed)


def _lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())
