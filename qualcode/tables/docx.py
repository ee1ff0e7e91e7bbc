"""A Word file with one table, ready to paste: caption with a counted number, a real table, its note; nothing hard-set.

The package is written from its few parts rather than from a template, so that it holds nobody's name, date or picture
and equal tables give equal bytes.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from qualcode.tables.arrange import arrange
from qualcode.tables.fit import Fit, fit
from qualcode.tables.layout import Layout, Span
from qualcode.tables.word_styles import styles
from qualcode.tables.word_table import word_table
from qualcode.tables.word_xml import DECLARATION, TAGS, R, W, attribute, clean, field, paragraph, run, runs
from qualcode.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.table import Table

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Write an admitted table as a Word file."""
    layout = arrange(table, lang=lang, audience=audience, caption=caption)
    chosen = fit(layout)
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")], core=True),
        "docProps/core.xml": _core(layout),
        "word/document.xml": _document(layout, chosen),
        "word/_rels/document.xml.rels": _relations(
            [("styles", "styles.xml"), ("settings", "settings.xml"), ("footer", "footer.xml")]
        ),
        "word/styles.xml": styles(TAGS[lang], chosen.points),
        "word/settings.xml": _settings(lang),
        "word/footer.xml": _footer(layout),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            # A fixed date: the same table gives the same bytes.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode())


def _document(layout: Layout, chosen: Fit) -> str:
    """Caption, table (or its panels, one below the other), note, and the page they stand on."""
    body: list[str] = []
    description = say(
        "part.description", layout.lang, rows=len(layout.rows), columns=len(layout.columns), title=layout.title
    )
    for place, (panel, widths) in enumerate(zip(chosen.panels, chosen.widths, strict=True)):
        body.append(_caption(layout, continued=place > 0))
        body.append(
            word_table(
                layout.cut(panel) if len(chosen.panels) > 1 else layout,
                widths,
                turned=chosen.turned,
                height=chosen.head,
                description=description,
                last=place == len(chosen.panels) - 1,
            )
        )
    if not layout.rows:
        body.append(paragraph(runs([Span(say("part.empty", layout.lang))], layout.lang), "TableNote"))
    body += [paragraph(runs(note, layout.lang), "TableNote") for note in layout.notes]
    width, height = (16838, 11906) if chosen.landscape else (11906, 16838)
    orient = ' w:orient="landscape"' if chosen.landscape else ""
    page = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f"{DECLARATION}<w:document {W} {R}><w:body>{''.join(body)}{page}</w:body></w:document>"


def _caption(layout: Layout, *, continued: bool) -> str:
    """The number, which Word counts itself, in bold; the title below it in italics."""
    word = say("term.table", layout.lang)
    code = f"SEQ {word} \\* ARABIC" + (" \\c" if continued else "")
    content = run(Span(f"{word} ", bold=True), layout.lang)
    content += field(code, str(layout.number or 1), layout.lang, bold=True)
    if continued:
        content += run(Span(f" ({say('term.continued', layout.lang)})", bold=True), layout.lang)
    else:
        content += run(Span("\n"), layout.lang) + run(Span(layout.title, italic=True), layout.lang)
    return paragraph(content, "Caption", keep=True)


def _footer(layout: Layout) -> str:
    """Who the file is for; nothing in one that is public."""
    text = "" if layout.audience == "public" else layout.footer
    content = paragraph(runs([Span(text)], layout.lang), "Footer")
    return f"{DECLARATION}<w:ftr {W} {R}>{content}</w:ftr>"


def _core(layout: Layout) -> str:
    """The properties of the file: its title, whom it is for, its recipe; no author, no dates."""

    def element(name: str, text: str) -> str:
        return f"<{name}>{attribute(text)[1:-1]}</{name}>"

    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        + element("dc:title", clean(layout.title))
        + element("dc:subject", layout.footer)
        + element("dc:creator", "")
        + element("cp:keywords", layout.recipe)
        + element("cp:lastModifiedBy", "")
        + element("dc:language", TAGS[layout.lang])
        + "</cp:coreProperties>"
    )


def _settings(lang: str) -> str:
    point, separator = (",", ";") if lang == "nl" else (".", ",")
    return (
        f'{DECLARATION}<w:settings {W}><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{TAGS[lang]}"/><w:decimalSymbol w:val="{point}"/>'
        f'<w:listSeparator w:val="{separator}"/></w:settings>'
    )


def _types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/footer.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    parts = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: list[tuple[str, str]], *, core: bool = False) -> str:
    lines = [
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    ]
    if core:
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        lines.append(f'<Relationship Id="rId9" Type="{kind}" Target="docProps/core.xml"/>')
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
