"""What a file from a stranger may cost: its size, its zip members, its XML. Every reader passes here before it opens anything."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError, NotHere, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

MEGABYTE = 1_000_000
FILE = 200 * MEGABYTE
MEMBERS = 5_000
UNPACKED = 200 * MEGABYTE
XML = 50 * MEGABYTE
TAGS = 4_000_000
#: How long a file may be read, in seconds; then it is named as failed, and the other files are read.
SECONDS = 60.0
RATIO = 100
RATIO_FROM = 4 * MEGABYTE
_CHUNK = 1 << 16
#: What the standard library raises at a zip file that is damaged in one of many ways.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, OSError, NotImplementedError,
    ValueError, IndexError, OverflowError,
)  # fmt: skip

#: The first bytes by which a file gives away what it really is.
SIGNATURES: Mapping[bytes, str] = {
    b"PK\x03\x04": "zip",
    b"%PDF-": "pdf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole",
    b"{\\rtf": "rtf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"ID3": "sound",
    b"OggS": "sound",
    b"RIFF": "sound",
    b"SQLite format 3\x00": "database",
}


def content(path: Path | str, most: int = FILE) -> bytes:
    """The bytes of a file that exists, may be read and is not too large; each fault is one sentence."""
    place = Path(path)
    try:
        if place.is_dir():
            raise CallError(f"{place} is a folder, not a file. Name the files in it, for instance {place}/*.docx.")
        size = place.stat().st_size
        if size > most:
            raise Unreadable(path, f"the file has {size // MEGABYTE} MB, more than {most // MEGABYTE}", "Split it.")
        return place.read_bytes()
    except FileNotFoundError:
        raise NotHere(f"No such file: {place}.") from None
    except OSError as fault:
        raise Unreadable(path, f"the file cannot be opened ({fault.strerror or fault})") from fault


def signature(data: bytes) -> str | None:
    """What the first bytes say the file is: zip, pdf, ole, rtf, picture, sound, database; None where they say nothing.

    >>> signature(b"%PDF-1.7 ...")
    'pdf'
    """
    return next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), None)


class Package:
    """A zip file whose members were looked at before the first is unpacked.

    Names, number, declared sizes and ratios are checked at once; what a member really unpacks to is counted while it
    is read, since declared sizes can lie.
    """

    def __init__(self, data: bytes, path: object) -> None:
        self.path = path
        self._left = UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _DAMAGE as fault:
            raise Unreadable(
                path, "the file is damaged or cut off", "Open it where it was made and save it again."
            ) from fault
        self._check(members)
        self._members = {info.filename: info for info in members if not info.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The members, in the order of the file."""
        return tuple(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str, most: int = UNPACKED) -> bytes:
        """The bytes of a member, never more than `most`."""
        info = self._members[name]
        if info.file_size > most:
            self._refuse(f'its part "{name}" unpacks to {info.file_size // MEGABYTE} MB, more than {most // MEGABYTE}')
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    pieces.append(piece)
                    if size > most or size > self._left:
                        self._refuse(f'its part "{name}" unpacks to more than it declares')
        except _DAMAGE as fault:
            why = "is locked with a password" if info.flag_bits & 1 else "is damaged"
            raise Unreadable(
                self.path, f'its part "{name}" {why}', "Open it where it was made and save it again."
            ) from fault
        self._left -= size
        return b"".join(pieces)

    def prove(self) -> None:
        """Unpack everything once without keeping it, so that another library may open the file."""
        for name in self.names:
            self.read(name)
        self._left = UNPACKED

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MEMBERS:
            self._refuse(f"it holds {len(members)} parts, more than {MEMBERS}")
        seen: set[str] = set()
        for info in members:
            name = info.filename
            if name in seen:
                self._refuse(f'it holds the part "{name}" twice')
            seen.add(name)
            if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or name[1:2] == ":":
                self._refuse(f'its part "{name}" points outside the file')
            if info.file_size > RATIO_FROM and info.file_size > RATIO * max(info.compress_size, 1):
                self._refuse(
                    f'its part "{name}" would unpack from {_size(info.compress_size)} to {_size(info.file_size)}, '
                    "as no document does"
                )
        total = sum(info.file_size for info in members)
        if total > UNPACKED:
            self._refuse(f"it unpacks to {total // MEGABYTE} MB, more than {UNPACKED // MEGABYTE}")

    def _refuse(self, why: str) -> None:
        raise Unreadable(self.path, why, "It is not opened.")


def _size(count: int) -> str:
    return f"{count // MEGABYTE} MB" if count >= MEGABYTE else f"{max(count // 1000, 1)} kB"


def xml(data: bytes, path: object, part: str) -> Any:
    """The root element of an XML part, parsed without entities, DTD or network; a part with a DTD is refused."""
    from lxml import etree

    if len(data) > XML:
        raise Unreadable(
            path, f'its part "{part}" has {len(data) // MEGABYTE} MB, more than {XML // MEGABYTE}', "Split it."
        )
    if data.count(b"<") > TAGS:
        raise Unreadable(
            path, f'its part "{part}" holds more than {TAGS:,} tags, as no document does', "It is not opened."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if b"<!DOCTYPE" in data[:_CHUNK]:
            raise Unreadable(path, f'its part "{part}" declares a document type', "It is not opened.") from fault
        raise Unreadable(
            path, f'its part "{part}" is damaged', "Open it where it was made and save it again."
        ) from fault
    information = root.getroottree().docinfo
    if information.internalDTD is not None or information.doctype:
        raise Unreadable(path, f'its part "{part}" declares a document type, as no document does', "It is not opened.")
    return root
