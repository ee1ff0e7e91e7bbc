"""Rich text: the talk in its order, decoded by the code page of its fonts; what has no place in a text is named.

The format is read here sign by sign in one pass: a list of destinations says which groups are no text, and a group that
nobody told us about is left out only when the file itself marks it as one that may be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.errors import Unreadable
from qualcode.readers.limits import MEGABYTE, content, signature
from qualcode.readers.rtfstate import CHARSETS, SIGNS, Group, Story

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.readers.intake import Intake

_MOST = 100 * MEGABYTE
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n\x00]+)|[\r\n\x00]+"
)
#: Groups whose words are no talk, whether marked as such or not.
_APART = frozenset([
    "colortbl", "info", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata", "datastore",
    "colorschememapping", "latentstyles", "fldinst", "xmlnstbl", "pntext", "listtext", "bkmkstart", "bkmkend", "sp",
    "sn", "sv", "pgdsctbl", "nonshppict", "nonesttables", "shprslt", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "xe", "tc", "txe", "rxe",
    "atnid", "atntime", "atndate", "atnref", "atnicn", "atrfstart", "atrfend", "filetbl", "defchp", "defpap",
    "pgptbl", "userprops", "docvar", "mmathPr", "wgrffmtfilter",
])  # fmt: skip
_MARGINS = frozenset(["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"])
#: Groups marked as such that hold talk nevertheless.
_OPENED = frozenset(
    ["shpinst", "shptxt", "shppict", "annotation", "footnote", "fldrslt", "nesttableprops", "do", "dptxbx"]
)
_LINES = frozenset(["par", "line", "sect", "page", "column", "softline", "row", "nestrow"])


def read(path: Path, *, margins: bool = False) -> Intake:
    """Rich text (.rtf): paragraphs, rows with tabs between cells, boxes; footnotes at the end. Deleted text is left out.

    Marks: heading (level), bold, comment (author and text), footnote, endnote; with `margins` also header and footer, whose
    texts then stand at the end, each as a line. Comments come beside the text, with their place, author and date.
    """
    data = content(path, _MOST)
    if not data.strip():
        raise Unreadable(path, "the file is empty")
    if signature(data.lstrip()) != "rtf":
        raise Unreadable(path, "the file is no rich text, whatever its name says", "Give it the suffix of what it is.")
    story = Story()
    _walk(data, story, path)
    return story.intake(margins=margins)


def _walk(data: bytes, story: Story, path: Path) -> None:
    groups = [Group()]
    at = skip = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:  # a lone backslash at the end
            break
        at = found.end()
        word, number, coded, sign, brace, plain = found.groups()
        group = groups[-1]
        if brace == b"{":
            groups.append(group.within())
            skip = 0
            if len(groups) > 1_000:
                raise Unreadable(path, "its parts are nested deeper than any document is", "It is not opened.")
        elif brace == b"}":
            skip = 0
            if len(groups) > 1:
                story.close(groups.pop(), groups[-1])
            if len(groups) == 1:
                break  # what follows the end of the document is none of it
        elif word is not None:
            value = int(number) if number else None
            if word == b"bin":
                at += max(value or 0, 0)
            elif word == b"u":
                story.put(group, _wide(value or 0))
                skip = group.fallback
            else:
                skip = 0
                _control(word.decode("ascii"), value, group, story)
        elif coded is not None or plain is not None:
            raw = bytes([int(coded, 16)]) if coded is not None else plain
            cut = min(skip, len(raw))
            skip -= cut
            story.raw(group, raw[cut:])
        elif sign is not None:
            if skip:
                skip -= 1
            else:
                _symbol(sign, group, story)
    while len(groups) > 1:
        story.close(groups.pop(), groups[-1])


def _wide(value: int) -> str:
    value += 65_536 if value < 0 else 0
    return chr(value) if 9 <= value < 0x110000 else "\ufffd"


def _symbol(sign: bytes, group: Group, story: Story) -> None:
    if sign == b"*":
        group.starred = True
    elif sign in (b"\n", b"\r"):
        story.line(group)
    elif sign == b"~":
        story.put(group, "\u00a0")
    elif sign == b"_":
        story.changed["no-break hyphens written as -"] += not group.apart
        story.put(group, "-")
    elif sign == b"-":
        story.changed["optional hyphens left out"] += not group.apart
    elif sign in (b"\\", b"{", b"}"):
        story.put(group, sign.decode("ascii"))
    elif sign == b"\t":
        story.put(group, "\t")


def _control(word: str, value: int | None, group: Group, story: Story) -> None:
    if group.first:
        group.first = False
        if _destination(word, group, story):
            return
    if word in SIGNS:
        story.put(group, SIGNS[word])
    elif word in _LINES:
        story.line(group, row=word in ("row", "nestrow"))
    elif word in ("cell", "nestcell"):
        story.cell(group)
    elif word == "uc":
        group.fallback = min(max(value or 0, 0), 16)
    elif word == "plain":
        group.bold = group.hidden = group.deleted = False
    elif word in ("b", "v", "deleted", "revised"):
        story.switch(group, word, value != 0)
    elif word == "f":
        story.font(group, value or 0)
    elif word in ("pard", "s", "outlinelevel"):
        story.paragraph_setting(group, word, value or 0)
    elif word in ("ansicpg", "mac", "pc", "pca", "ansi", "deff"):
        story.page_setting(word, value)
    elif word == "fcharset" and group.kind == "fonttbl":
        story.charset(CHARSETS.get(value or 0))
    elif word == "ftnalt":
        story.endnote()


def _destination(word: str, group: Group, story: Story) -> bool:
    """Whether the first word of a group says what kind of group it is."""
    starred, group.starred = group.starred, False
    if word in ("fonttbl", "stylesheet"):
        group.kind, group.apart = word, True
        return True
    if word in ("upr", "ud"):  # the same words twice, for older programs and for others
        group.twice, group.apart = (group.apart, True) if word == "upr" else (False, group.twice)
        return True
    if word in _APART:
        group.apart = True
        if word in ("pntext", "listtext"):
            story.lost["automatic numbers or bullets of list items"] += 1
        elif word in ("atrfstart", "atrfend", "atnref", "atndate"):
            group.kind = word
        return True
    if word in _MARGINS or word in ("footnote", "annotation", "shptxt", "dptxbxtext", "atnauthor"):
        story.open(group, {"dptxbxtext": "shptxt"}.get(word, "margin" if word in _MARGINS else word), word)
        return True
    if word in ("pict", "objdata", "objclass"):
        group.apart = True
        story.lost["pictures" if word == "pict" else "embedded objects"] += word != "objclass"
        return True
    if word in ("shp", "fldrslt", "object", "result", "rtf") or word in _OPENED:
        return True
    if starred:
        group.apart = True
        return True
    return False
