"""Every place of a file where a name may stand, each with a name planted in it: no byte of the copy holds one."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib

import docx
import pytest
import xlsxwriter

from qualcode.people.copies import apply
from qualcode.people.key import Key, Name
from qualcode.people.searching import search
from qualcode.readers import read

KEY = Key((Name("Kwartelaar", "Leraar 1"), Name("Renée Zwaluwe", "Leraar 2")))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    for kind, body in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\x00\x00")),
        (b"IEND", b""),
    )
)
BODY = f"""<w:p {W}><w:ins w:id="1" w:author="Kwartelaar" w:date="2026-01-01T00:00:00Z"><w:r><w:t>nieuw</w:t></w:r></w:ins>
<w:del w:id="2" w:author="Kwartelaar" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>weg: Kwar</w:delText></w:r><w:r><w:delText>telaar</w:delText></w:r></w:del></w:p>"""
CONTROL = f"""<w:sdt {W}><w:sdtPr><w:alias w:val="Naam van Kwartelaar"/><w:tag w:val="Kwartelaar"/></w:sdtPr>
<w:sdtContent><w:p><w:r><w:t>Kwartelaar</w:t></w:r></w:p></w:sdtContent></w:sdt>"""
CUSTOM = """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
pid="2" name="Gesproken met"><vt:lpwstr>Kwartelaar</vt:lpwstr></property></Properties>"""


def workbook() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"author": "Kwartelaar", "comments": "van Kwartelaar", "manager": "Kwartelaar"})
        sheet = book.add_worksheet("Kwartelaar")
        sheet.write(0, 0, "Kwartelaar")
        sheet.write_comment(0, 0, "zei Kwartelaar", {"author": "Kwartelaar"})
        sheet.set_header("&CKwartelaar")
        sheet.write_url(1, 0, "mailto:kwartelaar@x.example", string="mail", tip="aan Kwartelaar")
        book.define_name("Lijst", "=Kwartelaar!$A$1")
    return data.getvalue()


def word() -> bytes:
    """A Word file with a name in each place that can hold one."""
    made = docx.Document()
    properties = made.core_properties
    properties.author = properties.last_modified_by = properties.title = properties.comments = "Kwartelaar"
    properties.keywords = properties.subject = "gesprek met Kwartelaar"
    section = made.sections[0]
    section.header.paragraphs[0].text = "Gesprek met Kwartelaar"
    section.footer.paragraphs[0].text = "Kwartelaar"
    paragraph = made.add_paragraph("Kwar")
    paragraph.add_run("telaar").bold = True
    made.add_comment(paragraph.runs, text="vraag Kwartelaar", author="Kwartelaar", initials="KW")
    made.add_picture(io.BytesIO(PIXEL))
    drawing = next(made.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
    drawing.set("descr", "foto van Kwartelaar")
    from lxml import etree

    for part in (BODY, CONTROL):
        made.element.body.insert(0, etree.fromstring(part))
    data = io.BytesIO()
    made.save(data)
    done = io.BytesIO()
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(done, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "_rels/.rels":
                thumbnail = b'<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
                part = part.replace(b"</Relationships>", thumbnail + b"</Relationships>")
            if name != "docProps/thumbnail.jpeg":
                target.writestr(name, part)
        target.writestr("docProps/thumbnail.jpeg", b"\xff\xd8 Kwartelaar")
        target.writestr("docProps/custom.xml", CUSTOM)
        target.writestr("customXml/item9.xml", '<record wie="x"><naam>Kwartelaar</naam></record>')
        target.writestr("word/embeddings/lijst.xlsx", workbook())
    return done.getvalue()


def opened(data: bytes) -> bytes:
    """All that a package holds, unpacked, with what lies within it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist()]
    return b"\n".join(opened(part) if part.startswith(b"PK") else part for part in parts)


def test_a_word_file_with_a_name_in_every_place_comes_out_with_none(tmp_path):
    (tmp_path / "a.docx").write_bytes(word())
    assert opened(word()).lower().count(b"kwartelaar") >= 25
    done = apply([tmp_path / "a.docx"], KEY, tmp_path / "uit")
    copy = (tmp_path / "uit" / "a.docx").read_bytes()
    assert b"kwartelaar" not in opened(copy).lower()
    assert b'initials="L1"' in opened(copy)
    assert b"thumbnail" not in opened(copy)
    assert search([tmp_path / "uit" / "a.docx"], KEY).found == []
    assert docx.Document(io.BytesIO(copy)).core_properties.last_modified_by == "Leraar 1"
    assert "Leraar 1" in read(tmp_path / "uit" / "a.docx").text
    assert done.files[0].left == ("1 picture not looked into",)


def test_a_workbook_with_a_name_in_every_place_comes_out_with_none_and_opens(tmp_path):
    from qualcode.readers.sheets import read_sheet

    (tmp_path / "a.xlsx").write_bytes(workbook())
    assert opened(workbook()).lower().count(b"kwartelaar") >= 10
    apply([tmp_path / "a.xlsx"], KEY, tmp_path / "uit")
    copy = (tmp_path / "uit" / "a.xlsx").read_bytes()
    assert b"kwartelaar" not in opened(copy).lower()
    assert b"'Leraar 1'!$A$1" in opened(copy) or b"Leraar 1!$A$1" in opened(copy)
    assert read_sheet(tmp_path / "uit" / "a.xlsx").columns == ("Leraar 1",)


def test_properties_comments_and_tracked_changes_of_a_libreoffice_text(tmp_path):
    office, text, meta, dc = (
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "meta", "dc")
    )
    dc = "http://purl.org/dc/elements/1.1/"
    spaces = f'xmlns:office="{office}" xmlns:text="{text}" xmlns:meta="{meta}" xmlns:dc="{dc}"'
    content = f"""<office:document-content {spaces}><office:body><office:text><text:tracked-changes><text:changed-region>
<text:deletion><office:change-info><dc:creator>Kwartelaar</dc:creator></office:change-info><text:p>weg Kwartelaar</text:p></text:deletion>
</text:changed-region></text:tracked-changes><text:p>Dag Kwar<text:span>telaar</text:span><office:annotation><dc:creator>Kwartelaar</dc:creator>
<text:p>is dit Kwartelaar?</text:p></office:annotation></text:p></office:text></office:body></office:document-content>"""
    properties = f"""<office:document-meta {spaces}><office:meta><meta:initial-creator>Kwartelaar</meta:initial-creator>
<dc:creator>Kwartelaar</dc:creator><meta:user-defined meta:name="met">Kwartelaar</meta:user-defined></office:meta></office:document-meta>"""
    manifest = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="Thumbnails/thumbnail.png"/></m:manifest>"""
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("content.xml", content)
        package.writestr("meta.xml", properties)
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("Thumbnails/thumbnail.png", b"Kwartelaar")
    apply([tmp_path / "a.odt"], KEY, tmp_path / "uit")
    everything = opened((tmp_path / "uit" / "a.odt").read_bytes())
    assert b"kwartelaar" not in everything.lower()
    assert b"thumbnail" not in everything.lower()
    assert everything.count(b"Leraar 1") == 8


@pytest.mark.parametrize(
    ("name", "written", "wanted"),
    [
        (
            "a.html",
            "<h1 title='van Ren&eacute;e'>Kwar<b>telaar</b></h1><p>Kwar</p><p>telaar &amp; co</p><!-- Kwartelaar -->",
            "<h1 title='van Leraar 2'>Leraar 1<b></b></h1><p>Kwar</p><p>telaar &amp; co</p><!-- Leraar 1 -->",
        ),
        ("a.json", '{"speaker": "Ren\\u00e9e", "n": 1.50}', '{"speaker": "Leraar 2", "n": 1.50}'),
        (
            "a.otr",
            json.dumps({"text": "<p>Dag <i>Kwar</i>telaar</p>", "media": "kwartelaar.mp3"}),
            '{"text": "<p>Dag <i>Leraar 1</i></p>", "media": "Leraar-1.mp3"}',
        ),
        (
            "a.eaf",
            '<D><TIER PARTICIPANT="Kwartelaar" TIER_ID="Ren&#233;e"><A>Dag Kwartelaar &lt;</A></TIER></D>',
            '<D><TIER PARTICIPANT="Leraar 1" TIER_ID="Leraar 2"><A>Dag Leraar 1 &lt;</A></TIER></D>',
        ),
        (
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Renée Zwaluwe>Dag.</v>\n",
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Leraar 2>Dag.</v>\n",
        ),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nKWARTELAAR: Dag.\n", "1\n00:00:01,000 --> 00:00:02,000\nLeraar 1: Dag.\n"),
        ("a.csv", 'spreker;tekst\nKwartelaar;"ja; Kwartelaars klas"\n', 'spreker;tekst\nLeraar 1;"ja; Leraar 1\'s klas"\n'),
    ],
)  # fmt: skip
def test_files_of_text_keep_all_but_the_names(tmp_path, name, written, wanted):
    (tmp_path / name).write_text(written, encoding="utf-8")
    apply([tmp_path / name], KEY, tmp_path / "uit")
    assert (tmp_path / "uit" / name).read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize(("name", "says"), [("a.pdf", "a PDF cannot be rewritten"), ("a.rtf", "Save it as .docx"), ("a.doc", "Save it as .docx")])  # fmt: skip
def test_what_cannot_be_rewritten_says_what_to_give_instead(tmp_path, name, says):
    (tmp_path / name).write_bytes(b"Kwartelaar")
    assert says in apply([tmp_path / name], KEY, tmp_path / "uit").failed[0].problem


def test_what_may_be_a_word_is_told_with_the_copy(tmp_path):
    key = Key((Name("Roos", "Ouder 1"), Name("Zwaluw", "School 1", "school")))
    word_file = docx.Document()
    word_file.add_paragraph("Roos is er. Zwaluwleerlingen ook.")
    word_file.save(tmp_path / "a.docx")
    (tmp_path / "b.txt").write_text("Roos is er. Zwaluwleerlingen ook.\n", encoding="utf-8")
    for one in apply([tmp_path / "a.docx", tmp_path / "b.txt"], key, tmp_path / "uit").files:
        assert one.left == ("look again, a name or a word: “Roos is er. Zwaluwleerlingen”, “Zwaluwleerlingen”",)


def test_a_workbook_within_a_workbook_within_a_text_is_not_opened_for_ever(tmp_path):
    def within(data: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            package.writestr(
                "word/document.xml", f"<w:document {W}><w:p><w:r><w:t>Kwartelaar</w:t></w:r></w:p></w:document>"
            )
            package.writestr("word/embeddings/in.docx", data)
        return made.getvalue()

    (tmp_path / "a.docx").write_bytes(within(within(within(workbook()))))
    done = apply([tmp_path / "a.docx"], KEY, tmp_path / "uit").files[0]
    assert done.counts == {"Leraar 1": 2}
    assert done.left == ("in.docx: in.docx within it not looked into",)
