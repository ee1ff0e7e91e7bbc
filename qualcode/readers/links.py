"""Addresses behind the words of a file: a link shows its words, so an address that does not stand in the text is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.readers.limits import content

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qualcode.readers.intake import Intake

#: A link in the words of a field, in Word and in rich text.
FIELD = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]{1,2000})"')
_OUTSIDE = re.compile(r"(?:https?|ftp|mailto|tel|file):(?://)?", re.IGNORECASE)


def not_in_text(path: Path, intake: Intake) -> tuple[str, ...]:
    """How many addresses of links do not stand in the text themselves, in one sentence; nothing where all do."""
    found = [mark.value for mark in intake.marks if mark.kind == "link"]
    if path.suffix.lower() == ".rtf":
        found += FIELD.findall(content(path).decode("latin-1"))
    count = sum(1 for address in unseen(found, intake.text))
    return (f"addresses of links that are not in the text: {count}",) if count else ()


def unseen(addresses: Iterable[str], text: str) -> list[str]:
    """The addresses, each once, that lead outside of the file and that nobody reads in the text.

    >>> unseen(["https://example.org/", "mailto:a@example.org", "#noot", "https://other.org"], "Zie example.org of a@example.org")
    ['https://other.org']
    """
    outside = [address for address in dict.fromkeys(addresses) if _OUTSIDE.match(address)]
    return [address for address in outside if _OUTSIDE.sub("", address, count=1).rstrip("/") not in text]
