"""The plain words of documents and pages, found by a search of the raw file and without any reader: what `share` compares with.

Each function gives pairs of a kind (body, header, comment, page 3 ...) and its words. What people see as the text itself comes
first, since equal words are taken for those.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from qualcode.readers.limits import Package, content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: What stands where a letter is whose code page is not known; words at its side are not counted.
UNKNOWN = "\x00"
_WORD = re.compile(r"(?<!\x00)\b\w+\b(?!\x00)")
_BROKEN = re.compile("(?:-|\u00ad|\u2010|\ufffe|\x02)\\s*\\n\\s*")
#: Roots of the parts of a Word file and what people call what stands in them.
_WORD_PARTS: Mapping[bytes, str] = {
    b"document": "body", b"footnotes": "note", b"endnotes": "note", b"comments": "comment", b"hdr": "header", b"ftr": "footer",
}  # fmt: skip
_ROOT = re.compile(rb"<(?:(\w+):)?(document|footnotes|endnotes|comments|hdr|ftr)[\s>]")
_NO_TEXT = re.compile(
    r"glossary/|theme/|docProps/|(?:styles|settings|fontTable|numbering|stylesWithEffects|webSettings)\.xml$"
)
_DRAWN = re.compile(rb"<(?:a:t|c:v)(?: [^>]*)?>([^<]*)</(?:a:t|c:v)>")
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")


def words(text: str) -> list[str]:
    """Words of letters, digits and underscores, as they stand.

    >>> words("samen-werken, zei R1")
    ['samen', 'werken', 'zei', 'R1']
    """
    return _WORD.findall(text)


def letters(data: bytes) -> str:
    """The text of bytes in UTF-8 or UTF-16; of others only the plain letters, which are the same in every code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = re.sub("[^\x01-\x7f]+", UNKNOWN, data.decode("latin-1"))
    if text.count("\x00") * 3 > len(text):  # UTF-16 without its mark
        text = data.decode("utf-16-be" if data[:1] == b"\x00" else "utf-16-le", "replace")
    return text


def plain(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Text and Markdown."""
    yield "text", words(letters(content(path)))


def word_file(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Word: its text elements part by part, body and notes before comments and margins; then charts and diagrams."""
    package = Package(content(path), path)
    found: list[tuple[int, str, bytes, bytes]] = []
    drawn: list[tuple[str, str]] = []
    for part in package.names:
        if not part.endswith(".xml") or _NO_TEXT.search(part):
            continue
        data = package.read(part)
        kind = "chart" if "/charts/chart" in part else "diagram" if "/diagrams/data" in part else ""
        root = _ROOT.search(data[:2_000])
        if kind:
            drawn.append((kind, " ".join(_utf8(text) for text in _DRAWN.findall(data))))
        elif root is not None:
            found.append((list(_WORD_PARTS).index(root[2]), _WORD_PARTS[root[2]], root[1] or b"", data))
    for _, kind, prefix, data in sorted(found, key=lambda part: part[0]):
        yield kind, words(_word_text(data, prefix))
        drawn.extend(("drawing", text) for text in map(_utf8, re.findall(rb"<a:t>([^<]*)</a:t>", data)))
    for kind, text in drawn:
        if _LETTER.search(text):
            yield kind, words(text)


def _word_text(data: bytes, prefix: bytes) -> str:
    w = prefix + b":" if prefix else b""
    twice = rb"<mc:Fallback\b.*?</mc:Fallback>|<%smoveFrom(?: [^>]*)?>.*?</%smoveFrom>" % (w, w)
    text = rb"<(?:%s|m:)t(?: [^>]*)?>([^<]*)</(?:%s|m:)t>|(<%s(?:tab|br|cr)(?: [^>]*)?/>|</%sp>)" % (w, w, w, w)
    if b"mc:Fallback" in data or b"moveFrom" in data:
        data = re.sub(twice, b"", data, flags=re.DOTALL)
    return _utf8(b"".join(b" " if said is None else said for said in (one[1] for one in re.finditer(text, data))))


def _utf8(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))


def odt(path: Path) -> Iterator[tuple[str, list[str]]]:
    """LibreOffice: what stands between the tags of its body, without deleted text and signs of notes; comments and margins apart."""
    package = Package(content(path), path)
    body = package.read("content.xml").decode("utf-8", "replace")
    body = body[body.find("<office:body") :]
    silent = (
        "text:tracked-changes|text:note-citation|text:ruby-text|office:forms|text:[a-z-]*-source|svg:title|svg:desc"
    )
    body = re.sub(rf"<({silent})\b(?:[^>]*/>|[^>]*>.*?</\1>)", "", body, flags=re.DOTALL)
    comment = re.compile(r"<office:annotation\b[^>]*>(.*?)</office:annotation>", re.DOTALL)
    yield "body", words(_between(comment.sub("", body)))
    for said in comment.findall(body):
        yield "comment", words(_between(re.sub(r"<(dc:\w+|meta:[\w-]+)>.*?</\1>", "", said)))
    styles = package.read("styles.xml").decode("utf-8", "replace") if "styles.xml" in package else ""
    for kind, said in re.findall(
        r"<style:((?:header|footer)(?:-left|-first)?)\b[^>]*>(.*?)</style:\1>", styles, re.DOTALL
    ):
        yield kind.partition("-")[0], words(_between(said))


def _between(xml: str) -> str:
    spaced = re.sub(r"</?text:(?:s|tab|line-break|p|h|list-item)\b[^>]*>|</?table:[^>]*>", " ", xml)
    return unescape(re.sub(r"<[^<>]*>", "", spaced))


_INLINE = "abbr|acronym|a|bdi|bdo|big|b|cite|code|dfn|em|font|ins|i|kbd|label|mark|q|samp|small|span|strike|strong|sub|sup|s|time|tt|u|var|wbr"


def page(text: str) -> Iterator[tuple[str, list[str]]]:
    """A web page: what stands between its tags, without scripts and styles; title and fields apart."""
    text = re.sub(r"<!--.*?(?:-->|\Z)|<\?[^>]*>|<![^>]*>", "", text, flags=re.DOTALL)
    text = re.sub(
        r"<(script|style|template|noscript|svg)\b.*?(?:</\1\s*>|\Z)", " ", text, flags=re.DOTALL | re.IGNORECASE
    )
    apart: list[tuple[str, str]] = []

    def taken(found: re.Match[str]) -> str:
        kind = "title of the page" if found[1].casefold() == "title" else "form field"
        apart.append((kind, found[2]))
        return " "

    named = re.compile(r"<(title|select|textarea|iframe|object)\b[^>]*>(.*?)(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
    text = named.sub(taken, text)
    for kind, inside in [("text", text), *apart]:
        joined = re.sub(rf"</?(?:{_INLINE})(?=[\s>/])[^<>]*>", "", inside, flags=re.IGNORECASE)
        yield kind, words(unescape(re.sub(r"<[a-zA-Z/][^<>]*>", " ", joined)))


def html(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Web pages, those of noScribe too."""
    yield from page(letters(content(path)))


def pdf(path: Path) -> Iterator[tuple[str, list[str]]]:
    """PDF: its plain words page by page; then lines that come back on many pages, then numbers that stand alone."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content(path))
    except pypdfium2.PdfiumError:
        return
    try:
        texts = [found.get_textpage().get_text_range() for found in document]
    except pypdfium2.PdfiumError:
        return
    finally:
        document.close()
    pages = [_BROKEN.sub("", text.replace("\r", "")).split("\n") for text in texts]
    masked = [[_masked(line) for line in lines] for lines in pages]
    often = Counter(sign for signs in masked for sign in set(signs))
    many = max(2, 0.3 * len(pages))
    running: list[str] = []
    numbers: list[str] = []
    for number, (lines, signs) in enumerate(zip(pages, masked, strict=True), 1):
        own: list[str] = []
        for line, sign in zip(lines, signs, strict=True):
            spoken = _LETTER.search(line) is not None
            (own if spoken and often[sign] < many else running if spoken else numbers).append(line)
        yield f"page {number}", words("\n".join(own))
    yield "running heads and feet", words("\n".join(running))
    yield "numbers of lines and pages", words("\n".join(numbers))


def _masked(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


_RTF = re.compile(rb"\\([a-zA-Z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)")
_RTF_KINDS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"), **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    "annotation": "comment", "footnote": "note", "shptxt": "box", "dptxbxtext": "box",
}  # fmt: skip
_RTF_SILENT = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "objdata",
        "objclass",
        "listtext",
        "pntext",
        "fldinst",
        "ftnsep",
        "ftnsepc",
        "aftnsep",
        "aftnsepc",
        "xe",
        "tc",
        "nonshppict",
        "themedata",
        "datastore",
        "generator",
        "rsidtbl",
        "upr",
        "sp",
        "bkmkstart",
        "bkmkend",
    ]
)
_RTF_SPOKEN = frozenset(["shpinst", "shppict", "do", "ud", "nesttableprops", "fldrslt"])
_RTF_BREAKS = frozenset(
    ["par", "line", "cell", "row", "sect", "page", "column", "tab", "nestcell", "nestrow", "emspace", "enspace"]
)


def rtf(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Rich text: what is no control word, group by group; letters of a code page are passed over with their words."""
    data = content(path)
    texts: dict[str, list[str]] = {"body": []}
    kinds: list[str] = ["body"]
    at, fresh, skip = 0, False, 0
    while (found := _RTF.search(data, at)) is not None:
        at = found.end()
        word, number, coded, sign, brace, said = found.groups()
        if brace == b"{":
            kinds.append(kinds[-1])
        elif brace == b"}":
            kinds = kinds[:-1] or [""]
        elif word is not None:
            name = word.decode()
            if fresh or (name in _RTF_SILENT and kinds[-1]):
                kinds[-1] = _rtf_kind(name, kinds[-1], data[max(found.start() - 2, 0) : found.start()] == rb"\*")
            if name == "bin":
                at += max(int(number or 0), 0)
            elif name == "deleted":
                kinds[-1] = "" if number != b"0" else kinds[-2 if len(kinds) > 1 else -1]
        if kinds[-1]:
            text = " " if word is not None and word.decode() in _RTF_BREAKS else ""
            if sign is not None and sign in b"~\t\r\n":
                text = " "
            elif coded is not None:
                text = UNKNOWN if skip == 0 else ""
                skip = 0
            elif word == b"u":
                text, skip = _rtf_sign(int(number or 0) % 65_536), 1
            elif said is not None:
                text = said.decode("ascii", "replace").replace("\ufffd", UNKNOWN)[skip:]
                skip = 0
            texts.setdefault(kinds[-1], []).append(text)
        fresh = brace == b"{" or (fresh and sign == b"*")
    for kind, pieces in texts.items():
        yield kind, words("".join(pieces))


def _rtf_sign(code: int) -> str:
    return UNKNOWN if code < 9 or 0xD800 <= code < 0xE000 else chr(code)


def _rtf_kind(name: str, outer: str, starred: bool) -> str:
    if name in _RTF_KINDS and outer:
        return _RTF_KINDS[name]
    return "" if name in _RTF_SILENT or (starred and name not in _RTF_SPOKEN) else outer
