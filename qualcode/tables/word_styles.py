"""The styles of a Word file, under Word's own names where it has one: pasted into a report, the house style takes over.

No run and no cell carries a font, size or colour of its own: what a table looks like stands here alone.
"""

from __future__ import annotations

from qualcode.tables.word_xml import DECLARATION, W

#: The built-in table style that the table asks for. Rules above and below only; the rule under the head is the table's.
TABLE_STYLE = "PlainTable2"


def styles(lang: str, points: float) -> str:
    """``word/styles.xml`` for a language and a size of table text."""
    half = round(points * 2)
    return f"""{DECLARATION}<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>
<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>
<w:uiPriority w:val="35"/><w:unhideWhenUsed/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>
<w:spacing w:before="120" w:after="100" w:line="252" w:lineRule="auto"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/>
<w:uiPriority w:val="36"/><w:qFormat/><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
<w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableNote"><w:name w:val="Table Note"/><w:basedOn w:val="Normal"/>
<w:uiPriority w:val="37"/><w:qFormat/><w:pPr><w:keepLines/><w:spacing w:before="80" w:after="0" w:line="247" w:lineRule="auto"/></w:pPr>
<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/>
<w:unhideWhenUsed/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="{TABLE_STYLE}"><w:name w:val="Plain Table 2"/><w:basedOn w:val="TableNormal"/>
<w:uiPriority w:val="42"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/>
<w:left w:w="57" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
</w:styles>"""


def report_styles(lang: str, points: float) -> str:
    """The same with what a whole report needs: title, headings, running text, a list of sources."""
    more = f"""{_text("Title", "Title", 36, "<w:keepNext/>", before=0, after=40, bold=True)}
{_text("Subtitle", "Subtitle", 22, "<w:keepNext/>", before=0, after=240)}
{_text("Heading1", "heading 1", 28, "<w:keepNext/><w:keepLines/>", before=320, after=120, bold=True, outline=0)}
{_text("BodyText", "Body Text", 21, "", before=0, after=140)}
{_text("Bibliography", "Bibliography", 21, "", before=0, after=100, hanging=454)}
"""
    return styles(lang, points).replace("</w:styles>", f"{more}</w:styles>")


def _text(
    key: str,
    name: str,
    half: int,
    keep: str,
    *,
    before: int,
    after: int,
    bold: bool = False,
    outline: int | None = None,
    hanging: int = 0,
) -> str:
    """One style of paragraphs, based on Normal."""
    form = "<w:b/><w:bCs/>" if bold else ""
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    indent = f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>' if hanging else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:qFormat/><w:pPr>{keep}<w:spacing w:before="{before}" w:after="{after}"/>{indent}{level}</w:pPr>'
        f'<w:rPr>{form}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )
