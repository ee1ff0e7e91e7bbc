"""Bytes to text: byte-order mark, then strict UTF-8, then the encodings of older Western machines by how the letters sit.

A statistical detector was right on long texts only and took *café* in the DOS encoding for Windows; the four
encodings that really occur differ so much in where their letters lie that counting plausible neighbours decides better.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from qualcode.errors import Unreadable
from qualcode.readers.limits import signature

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte-order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_OLD = {"cp1252": "cp1252 (Windows)", "mac_roman": "mac_roman (older Macs)", "cp850": "cp850 (DOS)"}
_BEFOREHAND = {"cp1252": 0.1, "mac_roman": 0.03, "cp850": 0.0}  # how likely each is before a look at the text
# How often the letter is met in Dutch, German, French and English; small letters and capitals.
_LETTERS = {
    letter: weight
    for weight, letters in (
        (1.0, "éëèïöüçÉ"),
        (0.95, "äàáóÖÜÄ"),
        (0.9, "íêßÈËÀ"),
        (0.7, "âôûîúùñÇÊÁÓ"),
        (0.3, "ãåæìòõøýÿœšžÅÆØŒŠŽÍÎÏÔÑÚÛÙÂ"),
    )
    for letter in letters
}
_SIGNS = frozenset("‘’“”„‚–—…•€£§°±×·«»´\u00a0½¼¾²³©®™ªº¡¿µ÷")
_OPENING = frozenset("‘“„‚«¡¿")
_CLOSING = frozenset("”»…™®ªº²³°")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WHAT = {
    "zip": "is a zip-based file (Word, Excel, LibreOffice)",
    "pdf": "is a PDF",
    "ole": "is an old Word or Excel file",
    "rtf": "is an RTF file",
    "picture": "is a picture",
    "sound": "is sound or video",
    "database": "is a database",
}

# One character that UTF-8 writes as two or three bytes, read as cp1252 and written as UTF-8 again.
_TAIL = "".join(
    chr(code) if byte is None else byte
    for code in range(0x80, 0xC0)
    for byte in [bytes([code]).decode("cp1252", "ignore") or None]
)
_DOUBLE = re.compile(f"[ÂÃÄÅÐÑ][{re.escape(_TAIL)}]|[âãï][{re.escape(_TAIL)}]{{2}}|ð[{re.escape(_TAIL)}]{{3}}")


_KEPT = (
    "the text is kept as it is. If so, take the file anew from where it was made, or save it once as Windows-1252 "
    '("ANSI") and add that file instead'
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it stood in, and what was changed or looks wrong, in sentences."""

    text: str
    encoding: str
    changed: tuple[str, ...] = ()


def decode(data: bytes, path: object) -> Decoded:
    """The text that the bytes stand for, without byte-order mark and with line ends ``\\n``; nothing else changed.

    >>> decode("één keer".encode("cp1252"), "a.txt").changed
    ('read as cp1252 (Windows)',)
    """
    text, encoding, said = _decoded(data, path)
    found = _CONTROLS.findall(text)
    if "\x00" in found or len(found) > max(2, len(text) // 100):
        raise Unreadable(path, "the file holds bytes that are no text", "Save it as text, .docx or .pdf first.")
    changed = [said] if said else []
    if doubled := double_encoded(text):
        changed.append(doubled)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, tuple(changed))


def double_encoded(text: str) -> str | None:
    """A sentence when a text looks like UTF-8 that was read as cp1252 and saved again; the text is not repaired.

    >>> double_encoded("financiÃ«le coÃ¶rdinatie").partition("; ")[0]
    'looks doubly encoded: "Ã«" seems to stand for "ë" (2 such places)'
    """
    repaired = [(wrong, right) for wrong in _DOUBLE.findall(text) if (right := _undouble(wrong))]
    if not repaired:
        return None
    wrong, right = next((pair for pair in repaired if pair[1] != "\ufeff"), repaired[0])
    right = "a byte-order mark" if right == "\ufeff" else f'"{right}"'
    places = "1 such place" if len(repaired) == 1 else f"{len(repaired)} such places"
    return f'looks doubly encoded: "{wrong}" seems to stand for {right} ({places}); {_KEPT}'


def _undouble(wrong: str) -> str | None:
    raw = b"".join(c.encode("cp1252", "ignore") or (bytes([ord(c)]) if ord(c) < 256 else b"") for c in wrong)
    try:
        right = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return right if right.isprintable() or right in "\u00a0\ufeff" else None


def _decoded(data: bytes, path: object) -> tuple[str, str, str]:
    for mark, name, spoken in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name)
            except UnicodeDecodeError as fault:
                raise Unreadable(
                    path, f"the file begins as {spoken} but does not go on so", "Save it as UTF-8."
                ) from fault
            return text, name, "" if name == "utf-8" else f"read as {spoken}"
    if kind := signature(data):
        raise Unreadable(path, f"the file {_WHAT[kind]}, whatever its name says", "Give it its own suffix.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\x00" not in text:
        return text, "utf-8", ""
    if wide := _without_mark(data):
        return data.decode(wide), wide, "read as UTF-16 without a byte-order mark"
    return _older(data, path)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that lost its mark: in Western text every other byte is zero."""
    if len(data) < 4 or len(data) % 2:
        return None
    for name, zero, other in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if zero.count(0) >= 0.6 * len(zero) and other.count(0) < 0.02 * len(other) + 1:
            try:
                data.decode(name)
            except UnicodeDecodeError:
                return None
            return name
    return None


def _older(data: bytes, path: object) -> tuple[str, str, str]:
    if b"\x00" in data:
        raise Unreadable(path, "the file holds bytes that are no text", "Save it as text, .docx or .pdf first.")
    marks: list[tuple[float, str, str]] = []
    for name in _OLD:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        marks.append((_plausible(text) + _BEFOREHAND[name], name, text))
    marks.sort(key=lambda mark: -mark[0])
    if not marks or marks[0][0] < 0.6:
        raise Unreadable(path, "the encoding of the text is not recognised", "Save it as UTF-8.")
    _, name, text = marks[0]
    return text, name, f"read as {_OLD[name]}"


def _plausible(text: str) -> float:
    """The share of the characters beyond ASCII that sit where Western text has them: from -1 to 1."""
    total = good = 0.0
    for found in re.finditer("[^\x00-\x7f]", text):
        total += 1
        at = found.start()
        good += _sits(found.group(), text[max(at - 1, 0) : at], text[at + 1 : at + 2])
    return good / total if total else 1.0


def _sits(sign: str, before: str, after: str) -> float:
    weight = _LETTERS.get(sign)
    if weight is not None:
        if sign.isupper() and before.islower():
            return -1.0
        if not (before.isalpha() or after.isalpha()):
            return 0.9 if sign in "àéÀÉ" else 0.0
        return weight
    if sign not in _SIGNS:
        return -1.0
    if before.isalpha() and after.isalpha():
        return 1.0 if sign in "’–—" else -1.0
    if (sign in _OPENING and before.isalnum()) or (sign in _CLOSING and after.isalnum()):
        return -0.5
    if sign == "…" and not before.strip() and after.isspace():
        return 0.5
    return 0.9 if sign in "‘’“”" else 0.8
