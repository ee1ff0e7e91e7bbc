"""Further kinds of content of a Word file: each is in the text, marked beside it, or named; links say where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.readers import Intake, read
from qualcode.readers.share import share
from tests.readers.test_odt import odt
from tests.readers.test_odt import p as op
from tests.readers.words import p, r, word_file

if TYPE_CHECKING:
    from pathlib import Path

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
CHART = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
DIAGRAM = '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
OBJECT = '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/>'


def field(order: str, shown: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return char("begin") + f"<w:r><w:instrText>{order}</w:instrText></w:r>" + char("separate") + r(shown) + char("end")


def drawing(inside: str) -> str:
    return f"<w:r><w:drawing><a:graphic {A}><a:graphicData>{inside}</a:graphicData></a:graphic></w:drawing></w:r>"


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    body = (
        p("school<x/>team").replace("<x/>", "</w:t><w:noBreakHyphen/><w:t>") + p("woord<x/>deel").replace("<x/>", "</w:t><w:softHyphen/><w:t>")
        + p("zie bladzijde ", field("PAGEREF _Toc1", "12"), " en ", field(' HYPERLINK "https://example.org/a" \\h ', "het rapport"))
        + p(field('HYPERLINK "https://example.org/b"', "https://example.org/b"))
        + p("figuur", drawing(CHART), drawing(DIAGRAM), f"<w:r><w:object>{OBJECT}</w:object></w:r>")
        + p("na", drawing("<a:txBody><a:p><a:r><a:t>Regie bij</a:t></a:r><a:r><a:t> leerlingen</a:t></a:r></a:p><a:p><a:r><a:t>en samen</a:t></a:r></a:p></a:txBody>"))
        + p("groep", "<w:r><mc:AlternateContent><mc:Choice><wpg:wgp xmlns:wpg='urn:x'><wps:txbx><w:txbxContent>" + p("linkerkader")
            + "</w:txbxContent></wps:txbx><wps:txbx><w:txbxContent>" + p("rechterkader") + "</w:txbxContent></wps:txbx></wpg:wgp></mc:Choice>"
            "<mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p("linkerkader") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
        + p("oud", "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + p("vmlkader") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")
        + '<w:subDoc r:id="s1"/>'
    )  # fmt: skip
    return read(word_file(tmp_path / "meer.docx", body))


def test_hyphens_fields_drawings_and_boxes_of_both_kinds_are_in_the_text_once(intake: Intake) -> None:
    assert intake.text.split("\n") == [
        "school-team", "woorddeel", "zie bladzijde 12 en het rapport", "https://example.org/b", "figuur", "na", "Regie bij leerlingen",
        "en samen", "groep", "linkerkader", "rechterkader", "oud", "vmlkader",
    ]  # fmt: skip


def test_charts_diagrams_objects_linked_files_and_unseen_addresses_are_named(intake: Intake) -> None:
    assert intake.left_out == (
        "charts: 1", "diagrams: 1", "embedded objects: 1", "linked files: 1", "addresses of links that are not in the text: 1",
    )  # fmt: skip
    assert intake.changed == ("no-break hyphens written as -: 1", "optional hyphens left out: 1")


def test_the_share_of_such_a_file_is_whole(tmp_path: Path, intake: Intake) -> None:
    found = share(tmp_path / "meer.docx", intake.text)
    assert found is not None
    assert (found.share, found.missing) == (1.0, ())


def test_links_of_other_formats_say_how_many_addresses_are_not_in_the_text(tmp_path: Path) -> None:
    said = "addresses of links that are not in the text: {}".format
    (tmp_path / "a.html").write_text(
        '<p><a href="https://a.example/x">hier</a> <a href="#n">1</a> <a href="mailto:b@c.example">b@c.example</a></p>'
    )
    (tmp_path / "a.rtf").write_text(
        r'{\rtf1\ansi {\field{\*\fldinst HYPERLINK "https://a.example"}{\fldrslt hier}} en {\field{\*\fldinst{HYPERLINK "http://b.example/"}}{\fldrslt b.example}}}'
    )
    link = '<text:a xlink:href="{}">{}</text:a>'.format
    odt(tmp_path / "a.odt", op(link("https://a.example", "hier") + link("https://b.example", "daar")))
    assert [read(tmp_path / f"a.{kind}").left_out for kind in ("html", "rtf", "odt")] == [
        (said(1),), (said(1),), (said(2),),
    ]  # fmt: skip
