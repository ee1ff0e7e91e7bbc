"""The small pieces of WordprocessingML that a table needs: runs, paragraphs, fields. Text is escaped here and nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tables.layout import Span

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TAGS = {"nl": "nl-NL", "en": "en-GB"}

# What XML 1.0 cannot hold at all, as it comes out of some PDFs.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text that a file of XML can hold: control signs become a replacement sign, so that they are seen."""
    return _FORBIDDEN.sub("\ufffd", text)


def attribute(text: str) -> str:
    """Text as a quoted attribute."""
    return quoteattr(clean(text), {"\n": " ", "\r": " ", "\t": " "})


def run(span: Span, lang: str) -> str:
    """One run, marked with its language; line breaks inside stay line breaks."""
    form = ("<w:b/><w:bCs/>" if span.bold else "") + ("<w:i/><w:iCs/>" if span.italic else "")
    form += '<w:vertAlign w:val="superscript"/>' if span.raised else ""
    properties = f'<w:rPr>{form}<w:lang w:val="{TAGS[lang]}"/></w:rPr>'
    lines = clean(span.text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    texts = ["<w:softHyphen/>".join(_texts(line)) for line in lines]
    return f"<w:r>{properties}{'<w:br/>'.join(texts)}</w:r>"


def _texts(line: str) -> list[str]:
    """A line in texts, cut where a soft hyphen stands: Word has a sign of its own for it."""
    return [f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\u00ad")]


def runs(spans: Sequence[Span], lang: str) -> str:
    """Several runs; empty ones leave no trace."""
    return "".join(run(span, lang) for span in spans if span.text)


def paragraph(
    content: str, style: str, *, keep: bool = False, align: str = "", indent: int = 0, rule: bool = False
) -> str:
    """A paragraph in a style; `keep` holds it together with the next, `indent` in twentieths of a point, `rule` below."""
    inside = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/>" if keep else "")
    inside += '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>' if rule else ""
    inside += f'<w:ind w:left="{indent}"/>' if indent else ""
    inside += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{inside}</w:pPr>{content}</w:p>"


def field(code: str, shown: str, lang: str, *, bold: bool = False) -> str:
    """A field that Word counts again by itself; `shown` is what stands there until it does."""
    form = "<w:b/><w:bCs/>" if bold else ""
    properties = f'<w:rPr>{form}<w:lang w:val="{TAGS[lang]}"/></w:rPr>'
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{escape(shown)}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{part}</w:r>" for part in parts)


def twips(centimetres: float) -> int:
    """Centimetres as twentieths of a point."""
    return round(centimetres * 567)
