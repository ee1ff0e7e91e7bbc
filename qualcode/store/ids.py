"""Ids: equal facts get equal ids on every laptop; acts get ids that sort by time."""

from __future__ import annotations

import getpass
import hashlib
import os
import secrets
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from qualcode.model import stable_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_last = 0
_lock = threading.Lock()


def uuid7() -> str:
    """A UUID of version 7: it sorts by the time of its making, also within one millisecond."""
    global _last
    with _lock:
        _last = max(_last + 1, int(time.time() * 1000) << 12)
        stamp, within = _last >> 12, _last & 0xFFF
    value = stamp << 80 | 0x7 << 76 | within << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(UUID(int=value))


def now() -> str:
    """This moment in UTC, to the microsecond, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def microseconds(moment: str) -> int:
    """An ISO moment as microseconds since 1970 (UTC where it says no zone)."""
    when = datetime.fromisoformat(moment)
    return round((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1_000_000)


def moment(said: str) -> str | None:
    """A day or moment as people write it, as ISO; None where it cannot be read.

    >>> moment("2026-06-14"), moment("14-6-2026 9:30"), moment("gisteren")
    ('2026-06-14T00:00:00', '2026-06-14T09:30:00', None)
    """
    said = said.strip()
    with suppress(ValueError):
        return datetime.fromisoformat(said).isoformat()
    for form in ("%d-%m-%Y", "%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(said, form).isoformat()  # a sheet says no zone
    return None


def text_id(text: str) -> str:
    """A revision is known by the sha256 of its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(study: str, sha256: str, case: str | None, wave: str | None) -> str:
    """A document is known by its study, the sha256 of its bytes, and its case and wave at its first import."""
    return str(stable_id("document", study, sha256, case, wave))


def revision_row(document: str, text: str) -> str:
    """The key of a revision: two documents may hold the same text."""
    return f"{document}:{text}"


def hidden_person(person: str) -> str:
    """How a person who was forgotten is known: by a hash of the pseudonym."""
    return str(stable_id("person", person))


def speaker_row(document: str, label: str) -> str:
    """The key of a speaker: a label in a document."""
    return str(stable_id("speaker", document, label))


def coverage_row(layer: str, coder: str, document: str, round_: str, version: str, codes: tuple[str, ...]) -> str:
    """The key of a coverage row: everything but its state."""
    return str(stable_id("coverage", layer, coder, document, round_, version, *codes))


def reading_row(facts: tuple[str, ...]) -> str:
    """The key of what the codings of a reading share."""
    return str(stable_id("reading", *facts))


def coding_id(
    layer: str, coder: str, round_: str, place: tuple[str, str, int, int], code: str, facets: Mapping[str, str]
) -> str:
    """The id of a coding that is not made by hand: the same for the same facts (as in `qualcode.sheets.codings`)."""
    said = ";".join(f"{name}={facets[name]}" for name in sorted(facets))
    return str(stable_id("coding", layer, coder, round_, *place, code, said))


def user() -> str:
    """Who is at the keyboard, as the operating system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def home_of(path: Path) -> str:
    """Where a file lives: machine, user and place, hashed. A copy that is written elsewhere becomes another replica."""
    place = "\x1f".join((socket.gethostname(), user(), os.path.realpath(path)))
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:24]
