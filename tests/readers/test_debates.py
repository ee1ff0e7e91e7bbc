"""Debates of the Dutch parliament: every paragraph with its speaker, encoded twice and said to be."""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from qualcode.readers import read
from qualcode.transcripts import find_turns
from tests.readers.talk import taken
from tests.shared import shared_data

if TYPE_CHECKING:
    from pathlib import Path

DEBATE = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie><metadata><meta content="x" name="y"/></metadata><handelingen><agendapunt><nr> 3 </nr><item-titel>
 Onderwijs</item-titel>
<spreekbeurt nieuw="nee"><spreker><voorvoegsels> De </voorvoegsels><naam><achternaam> voorzitter </achternaam></naam> : </spreker><tekst>
 <al-groep><al> Ik geef het
 woord. </al><al> Gaat uw gang. </al></al-groep></tekst></spreekbeurt>
<spreekbeurt><spreker><voorvoegsels>Mevrouw</voorvoegsels><naam><achternaam> Veldhof </achternaam></naam> ( <politiek> ABC </politiek> ): </spreker>
<tekst><al-groep><al> Scholen, <nadruk> samen </nadruk> . </al><lijst><li><li.nr>1°</li.nr><al>rust</al></li></lijst></al-groep></tekst></spreekbeurt>
</agendapunt></handelingen></officiele-publicatie>"""


def test_each_turn_of_speech_has_its_speaker_and_its_paragraphs(tmp_path: Path) -> None:
    intake, turns = taken(tmp_path / "debat.xml", DEBATE)
    assert turns == [
        ("", "3", None), ("", "Onderwijs", None), ("De voorzitter", "Ik geef het woord.\nGaat uw gang.", None),
        ("Mevrouw Veldhof (ABC)", "Scholen, samen.\n1°\nrust", None),
    ]  # fmt: skip
    assert intake.left_out == ("facts about the publication: 1",)


def test_a_text_encoded_twice_is_named_and_kept_as_it_is(tmp_path: Path) -> None:
    twice = DEBATE.replace("Scholen", "cliënten").encode().decode("cp1252").encode()
    intake, _ = taken(tmp_path / "debat.xml", "ï»¿\n".encode() + twice)
    assert "cliÃ«nten" in intake.text
    assert any("looks doubly encoded" in line for line in intake.changed)


@pytest.mark.parametrize(("text", "why"), [("<a/>", "neither a debate"), (DEBATE[:300], "is damaged"),
                                           ('<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>', "declares a document type")])  # fmt: skip
def test_other_xml_is_refused(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        taken(tmp_path / "debat.xml", text)


SPOKEN = {"2": 1, "3": 48, "4": 20, "5": 115, "6": 7, "7": 1, "8": 65}


def bare(xml: str) -> str:
    """The words of a piece of XML."""
    return " ".join(re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", xml))))


@pytest.mark.parametrize("number", SPOKEN)
def test_a_published_debate_gives_every_word_and_turn_of_its_xml(number: str) -> None:
    path = shared_data(f"handelingen/h-tk-20172018-70-{number}.xml")
    intake = read(path)
    assert any("looks doubly encoded" in line for line in intake.changed)
    source = path.read_text(encoding="utf-8")
    speakers = [
        bare(found) for found in re.findall(r"<spreekbeurt.*?(<spreker>.*?</spreker>)", source, flags=re.DOTALL)
    ]
    talk = bare(
        re.sub(
            r"(<spreekbeurt[^>]*>\s*)<spreker>.*?</spreker>",
            r"\1",
            source[source.index("<handelingen") :],
            flags=re.DOTALL,
        )
    )
    turns = find_turns(intake.text, intake.marks).turns
    assert bare(" ".join(intake.text[turn.start : turn.end] for turn in turns)) == talk
    labels = [bare(turn.label) for turn in turns if turn.label]
    assert [label for label, _ in groupby(labels)] == [speaker for speaker, _ in groupby(speakers)]
    assert len(speakers) == SPOKEN[number]
