"""Word files from their bare XML, so that a test shows what stands in them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:w="{w}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def p(*runs: str, style: str = "") -> str:
    """A paragraph; a run that is no XML becomes plain text."""
    settings = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{settings}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, settings: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{settings}</w:rPr>" if settings else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell that is no XML becomes a paragraph."""
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word_file(
    path: Path, *bodies: str, parts: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None,
    main: str = "word/document.xml", space: str = W,
) -> Path:  # fmt: skip
    """A Word file of these bodies. `parts`: kind of part -> its XML inside; `links`: id -> address."""
    names = _SPACES.format(w=space)
    folder = main.rpartition("/")[0]
    relations = ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (kind, inside) in enumerate((parts or {}).items()):
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            package.writestr(f"{folder}/{kind}1.xml", f"<w:{root} {names}>{inside}</w:{root}>")
            relations += f'<Relationship Id="p{number}" Type="{_RELATION}{kind}" Target="{kind}1.xml"/>'
        for key, address in (links or {}).items():
            relations += (
                f'<Relationship Id="{key}" Type="{_RELATION}hyperlink" Target="{address}" TargetMode="External"/>'
            )
        body = "".join(f"<w:body>{inside}</w:body>" for inside in bodies)
        package.writestr(main, f"<w:document {names}>{body}</w:document>")
        of = "http://schemas.openxmlformats.org/package/2006/relationships"
        package.writestr(
            f"{folder}/_rels/{main.rpartition('/')[2]}.rels", f'<Relationships xmlns="{of}">{relations}</Relationships>'
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{of}"><Relationship Id="r1" Type="{_RELATION}officeDocument" Target="{main}"/></Relationships>',
        )
        package.writestr("[Content_Types].xml", "<Types/>")
    return path
