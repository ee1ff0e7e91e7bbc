"""The parts of a Word file around its body: types, relations, settings, properties, footer, page; written with a fixed date.

The package is written from its few parts rather than from a template, so that it holds nobody's name, date or picture
and equal tables give equal bytes.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from qualcode.tables.layout import Span
from qualcode.tables.word_xml import DECLARATION, TAGS, R, W, attribute, clean, field, paragraph, runs, twips

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
#: The relation of the footer; pictures come after it.
FOOTER = 3


def package(
    path: Path, *, document: str, styles: str, footer: str, core: str, lang: str, pictures: Sequence[bytes] = ()
) -> None:
    """Write a Word file of its parts; picture *n* (from 0) is relation `picture(n)` of the document."""
    names = [f"media/image{place}.png" for place in range(1, len(pictures) + 1)]
    targets = [("styles", "styles.xml"), ("settings", "settings.xml"), ("footer", "footer.xml")]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(with_pictures=bool(pictures)),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")], core=True),
        "docProps/core.xml": core,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations([*targets, *(("image", name) for name in names)]),
        "word/styles.xml": styles,
        "word/settings.xml": _settings(lang),
        "word/footer.xml": footer,
        **{f"word/{name}": picture for name, picture in zip(names, pictures, strict=True)},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # A fixed date: the same table gives the same bytes.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.encode() if isinstance(content, str) else content)


def picture(place: int) -> str:
    """The relation of a picture."""
    return f"rId{FOOTER + 1 + place}"


def page(*, landscape: bool, margin: float = 2.5) -> str:
    """A4 upright or on its side, with margins in cm."""
    width, height = (16838, 11906) if landscape else (11906, 16838)
    orient = ' w:orient="landscape"' if landscape else ""
    around = twips(margin)
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId{FOOTER}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{around}" w:right="{around}" w:bottom="{around}" w:left="{around}" w:header="709" w:footer="709" '
        'w:gutter="0"/></w:sectPr>'
    )


def footer(text: str, lang: str, *, paged: bool = False) -> str:
    """What stands at the foot of every page, with its number where `paged`."""
    spans = [Span(f"{text}   ")] if paged and text else [Span(text)]
    content = runs(spans, lang) + (field("PAGE", "1", lang) if paged else "")
    return f"{DECLARATION}<w:ftr {W} {R}>{paragraph(content, 'Footer')}</w:ftr>"


def core(title: str, subject: str, keywords: str, lang: str) -> str:
    """The properties of the file: its title, whom it is for, its recipe; no author, no dates."""
    said: Mapping[str, str] = {
        "dc:title": title,
        "dc:subject": subject,
        "dc:creator": "",
        "cp:keywords": keywords,
        "cp:lastModifiedBy": "",
        "dc:language": TAGS[lang],
    }
    inside = "".join(f"<{name}>{attribute(clean(text))[1:-1]}</{name}>" for name, text in said.items())
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{inside}</cp:coreProperties>'
    )


def _settings(lang: str) -> str:
    point, separator = (",", ";") if lang == "nl" else (".", ",")
    return (
        f'{DECLARATION}<w:settings {W}><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{TAGS[lang]}"/><w:decimalSymbol w:val="{point}"/>'
        f'<w:listSeparator w:val="{separator}"/></w:settings>'
    )


def _types(*, with_pictures: bool) -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/footer.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    parts = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    pictures = '<Default Extension="png" ContentType="image/png"/>' if with_pictures else ""
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{parts}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]], *, core: bool = False) -> str:
    lines = [
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    ]
    if core:
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        lines.append(f'<Relationship Id="rId9" Type="{kind}" Target="docProps/core.xml"/>')
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
