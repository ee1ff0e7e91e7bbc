"""What a reader of rich text keeps in mind: the group it is in, the story it tells, the fonts and styles it was told of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualcode.model import words_in
from qualcode.readers.intake import Comment, Intake, Mark, beside

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Windows' numbers of character sets and the code pages they stand for; 2 is a font of symbols.
CHARSETS: Mapping[int, str] = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp850",
}  # fmt: skip
SIGNS: Mapping[str, str] = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}  # fmt: skip
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_SHOWN = 60
_HEADING = re.compile(r"(?:heading|kop) ([1-9])", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufeff]")
#: Groups of which only the words matter, none of which is talk: where a comment begins and ends, and when it was made.
_ABOUT_COMMENTS = frozenset({"atrfstart", "atrfend", "atnref", "atndate"})
_HALF = re.compile("[\ud800-\udfff]+")


@dataclass(slots=True)
class Group:
    """What holds within a pair of braces; a group within takes it over."""

    kind: str = ""
    apart: bool = False
    twice: bool = False
    starred: bool = False
    first: bool = True
    fallback: int = 1
    page: str | None = None
    bold: bool = False
    hidden: bool = False
    deleted: bool = False

    def within(self) -> Group:
        """A group that begins here."""
        kind = self.kind if self.kind in ("fonttbl", "stylesheet") else ""
        return replace(self, kind=kind, first=True, starred=False)


@dataclass(slots=True)
class _Stream:
    """One run of text of its own: the body, a note, a comment, a box, a margin."""

    kind: str = "body"
    word: str = ""
    parts: list[str] = field(default_factory=list)
    at: int = 0
    line_start: int = 0
    marks: list[Mark] = field(default_factory=list)
    boxes: list[_Stream] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


class Story:
    """Text, marks and counts gathered from rich text."""

    def __init__(self) -> None:
        self._streams = [_Stream()]
        self._notes: list[_Stream] = []
        self._margins: dict[str, str] = {}
        self._fonts: dict[int, str | None] = {}
        self._font_now = 0
        self._styles: dict[int, str] = {}
        self._style_now = 0
        self._page = "cp1252"
        self._default: int | None = None
        self._bytes = bytearray()
        self._coded: tuple[Group, str] | None = None
        self._level = ""
        self._in_table = False
        self._author = ""
        self._anchors: dict[str, tuple[int, int]] = {}
        self._about: dict[str, str] = {}
        self._deleted: list[str] = []
        self.kept: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()

    # --- text ------------------------------------------------------------------------------------------------------

    def raw(self, group: Group, data: bytes) -> None:
        """Bytes in the code page of the font; letters of two bytes may come in two pieces."""
        if (
            group.apart and group.kind != "stylesheet" and group.kind not in _ABOUT_COMMENTS
        ):  # pictures by the megabyte among them
            group.first = False
            return
        page = group.page or self._fonts.get(self._default if self._default is not None else -1) or self._page
        if self._coded is not None and (self._coded[0] is not group or self._coded[1] != page):
            self._flush()
        self._coded = (group, page)
        self._bytes += data

    def put(self, group: Group, text: str) -> None:
        """A sign as it stands."""
        self._flush()
        self._write(group, text)

    def line(self, group: Group, *, row: bool = False) -> None:
        """The end of a line or of the row of a table."""
        self._flush()
        if group.apart or group.deleted:
            return
        stream = self._streams[-1]
        if row and stream.parts and stream.parts[-1] == "\t":
            stream.parts.pop()
            stream.at -= 1
        if self._level and stream.at > stream.line_start:
            stream.marks.append(Mark("heading", stream.line_start, stream.at, self._level))
        self.kept["rows" if row else "paragraphs"] += stream.at > stream.line_start
        for box in stream.boxes:
            self._append(stream, box, "box")
        stream.boxes.clear()
        self._add(stream, "\n")
        stream.line_start = stream.at

    def cell(self, group: Group) -> None:
        """The end of a cell."""
        self._flush()
        if not group.apart:
            self._add(self._streams[-1], "\t")

    # --- settings --------------------------------------------------------------------------------------------------

    def switch(self, group: Group, word: str, on: bool) -> None:
        """Bold, hidden, deleted or inserted text begins or ends."""
        self._flush()
        if word == "b":
            group.bold = on
        elif word == "v":
            group.hidden = on
            self.changed["hidden pieces of text read as visible"] += on and not group.apart
        elif word == "deleted":
            group.deleted = on
            self.lost["tracked deletions"] += on and not group.apart
        elif on and not group.apart:
            self.changed["tracked insertions read as accepted"] += 1

    def font(self, group: Group, number: int) -> None:
        """The font of what follows, and with it the code page; within the table of fonts its number."""
        self._flush()
        self._font_now = number
        if not group.apart:
            group.page = self._fonts.get(number)

    def charset(self, page: str | None) -> None:
        """The code page of the font at hand."""
        self._fonts[self._font_now] = page

    def page_setting(self, word: str, value: int | None) -> None:
        """The code page of the whole file."""
        if word == "deff":
            self._default = value
        elif word in _PAGES:
            self._page = _PAGES[word]
        elif word == "ansicpg" and value:
            page = {10000: "mac_roman", 65001: "utf-8"}.get(value, f"cp{value}")
            try:
                "".encode(page)
                b"".decode(page)
            except LookupError:
                self.changed[f"code page {value} not known, read as cp1252"] += 1
                return
            self._page = page

    def paragraph_setting(self, group: Group, word: str, value: int) -> None:
        """The style or level of the paragraph at hand; within the table of styles its number."""
        self._flush()
        if group.apart:
            self._style_now = value if word == "s" else self._style_now
        elif word == "pard":
            self._level = ""
        elif word == "s":
            self._level = self._styles.get(value, "")
        elif 0 <= value < 9:
            self._level = str(value + 1)

    def endnote(self) -> None:
        """The note at hand stands at the end of the document."""
        if self._streams[-1].kind == "footnote":
            self._streams[-1].kind = "endnote"

    # --- groups ----------------------------------------------------------------------------------------------------

    def open(self, group: Group, kind: str, word: str) -> None:
        """A group whose words are a text of their own begins."""
        self._flush()
        group.kind = kind
        if not group.apart:
            self._streams.append(_Stream(kind, word))

    def close(self, group: Group, outer: Group) -> None:
        """A group ends."""
        self._flush()
        if group.apart or group.kind not in ("footnote", "annotation", "shptxt", "margin", "atnauthor"):
            return
        stream = self._streams.pop()
        text = " ".join(stream.text.split())
        body = self._streams[-1]
        if stream.kind == "atnauthor":
            self._author = text
        elif stream.kind == "margin":
            if text:
                self._margins[text] = "header" if stream.word.startswith("header") else "footer"
        elif stream.kind == "annotation":
            self._comment(body, stream.text.strip())
        elif text:
            if stream.kind == "shptxt":
                body.boxes.append(stream)
            else:
                self._notes.append(stream)
                body.marks.append(Mark(f"{stream.kind} reference", body.at, body.at, str(len(self._notes))))

    def _comment(self, body: _Stream, said: str) -> None:
        """A comment on its words, or on the line until where it stands."""
        about, self._about = self._about, {}
        if not said:
            self.lost["comments without words"] += 1
            return
        start, end = self._anchors.pop(about.get("atnref", ""), (body.line_start, body.at))
        body.comments.append(Comment(self._author, said, start, end, _moment(about.get("atndate", ""))))
        self.kept["comments"] += 1

    # --- the end ---------------------------------------------------------------------------------------------------

    def intake(self, *, margins: bool = False) -> Intake:
        """Everything gathered, notes at the end, then headers and footers if they are wanted."""
        self._flush()
        while len(self._streams) > 1:
            self._streams[-2].boxes.append(self._streams.pop())
        body = self._streams[0]
        for box in body.boxes:
            self._append(body, box, "box")
        for kind in ("footnote", "endnote"):
            for note in self._notes:
                if note.kind == kind:
                    self._append(body, note, kind)
        for kind in ("header", "footer") if margins else ():
            for said in (said for said, found in self._margins.items() if found == kind):
                self._append(body, _Stream(kind, parts=[said], at=len(said)), kind)
        text = body.text
        end = len(text.rstrip("\n"))
        left_out = [
            f'{kind} "{said[:_SHOWN]}{"…" if len(said) > _SHOWN else ""}"'
            for said, kind in self._margins.items()
            if not margins
        ]
        if deletions := self.lost.pop("tracked deletions", 0):
            left_out.append(f"tracked deletions: {deletions} ({words_in(' '.join(self._deleted))} words)")
        left_out += [f"{what}: {count}" for what, count in sorted(self.lost.items()) if count]
        comments = tuple(_placed(comment, text[:end]) for comment in body.comments)
        marks = [Mark(m.kind, min(m.start, end), min(m.end, end), m.value) for m in body.marks]
        marks += [comment.mark for comment in comments if comment.mark]
        changed = tuple(f"{what}: {count}" for what, count in sorted(self.changed.items()) if count)
        kept = {what: count for what, count in self.kept.items() if count}
        return Intake(text[:end], tuple(sorted(marks)), kept, changed, tuple(left_out), comments=comments)

    def _append(self, stream: _Stream, other: _Stream, kind: str) -> None:
        text = other.text.strip("\n")
        if not text.strip():
            return
        if stream.at and not (stream.parts and stream.parts[-1].endswith("\n")):
            self._add(stream, "\n")
        start = stream.at
        self._add(stream, text)
        stream.marks.append(Mark(kind, start, stream.at))
        shift = start - (len(other.text) - len(other.text.lstrip("\n")))
        stream.comments += [
            replace(c, start=max((c.start or 0) + shift, start), end=max((c.end or 0) + shift, start))
            for c in other.comments
        ]
        self.kept["text boxes" if kind == "box" else f"{kind}s"] += 1

    def _flush(self) -> None:
        if self._bytes and self._coded is not None:
            group, page = self._coded
            data, self._bytes, self._coded = bytes(self._bytes), bytearray(), None
            text = data.decode(page, "replace")
            self.changed["signs that the code page does not have"] += 0 if group.apart else text.count("\ufffd")
            self._write(group, text)

    def _write(self, group: Group, text: str) -> None:
        group.first = False
        if group.apart:
            if group.kind in ("atrfstart", "atrfend"):
                at = self._streams[-1].at
                self._anchors[text.strip()] = (self._anchors.get(text.strip(), (at, at))[0], at)
            elif group.kind in _ABOUT_COMMENTS:
                self._about[group.kind] = text.strip()
            elif group.kind == "stylesheet" and (level := _HEADING.fullmatch(text.strip("; "))):
                self._styles[self._style_now] = level.group(1)
            return
        if group.deleted:
            self._deleted.append(text)
            return
        if _CONTROL.search(text):
            self.changed["control signs left out"] += len(_CONTROL.findall(text))
            text = _CONTROL.sub("", text)
        stream = self._streams[-1]
        start = stream.at
        self._add(stream, text)
        if group.bold and text.strip():
            last = stream.marks[-1] if stream.marks else None
            if last is not None and last.kind == "bold" and last.end == start:
                start = stream.marks.pop().start
            stream.marks.append(Mark("bold", start, stream.at))

    def _add(self, stream: _Stream, text: str) -> None:
        if stream.parts and _HALF.match(text) and _HALF.search(stream.parts[-1][-1:]):
            pair = (stream.parts.pop() + text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
            stream.at += len(pair) - 1
            stream.parts.append(pair)
            return
        stream.parts.append(text)
        stream.at += len(text)


def _placed(comment: Comment, text: str) -> Comment:
    start, end = beside(text, min(comment.start or 0, len(text)), min(comment.end or 0, len(text)))
    return replace(comment, start=start, end=end)


def _moment(packed: str) -> str:
    """A moment as rich text packs it into one number: minute, hour, day, month and year since 1900.

    >>> _moment("130380705")
    '2024-05-14T14:33'
    """
    try:
        bits = int(packed) & 0xFFFFFFFF
    except ValueError:
        return ""
    minute, hour, day, month = bits & 0x3F, bits >> 6 & 0x1F, bits >> 11 & 0x1F, bits >> 16 & 0xF
    return f"{1900 + (bits >> 20 & 0x1FF)}-{month:02}-{day:02}T{hour:02}:{minute:02}" if day and month else ""
