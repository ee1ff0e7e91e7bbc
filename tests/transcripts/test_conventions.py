"""One talk, written to a file in each convention, comes back exactly: speakers, turns, questions with answers, times."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.readers import read
from qualcode.transcripts import PARAGRAPHS, find_turns
from qualcode.transcripts.roles import interviewers
from tests.transcripts.conventions import CONVENTIONS, Convention, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Who (0 asks), what (a newline begins a paragraph), and when in thousandths of a second.
TALK = (
    (0, "Hoe kiezen de kinderen een taak?", 3_100),
    (1, "Eerst zelf.\nDaarna kijk ik mee, en let op: dat kost tijd.", 12_300),
    (2, "Ik kies om 10:30 uur altijd rekenen.", 31_000),
    (0, "En wat doet u dan, bijvoorbeeld op maandag?", 45_500),
    (1, "Nou, dat verschilt 👩‍🏫 per groep, cafe\u0301 of één.", 62_000),
    (0, "Kunt u een voorbeeld geven?", 604_200),
    (2, "Vorige week: samen een plan gemaakt (van 9 tot 10).\nKijk: zo.", 3_723_000),
    (1, "Klopt.", 3_730_900),
)
Found = list[tuple[str, str, int | None, float | None]]


def rows_of(convention: Convention, talk: Sequence[tuple[int, str, int]]) -> list[Row]:
    join = "\n" if convention.paragraphs else " "
    return [(convention.labels[who], join.join(said.split("\n")), time / 1000) for who, said, time in talk]


def expected(convention: Convention, talk: Sequence[tuple[int, str, int]]) -> Found:
    """The turns that were put in, in the form in which they shall be found."""
    asks = convention.labels[0] if convention.named else None
    step, answer = convention.thousandths, None
    turns: Found = [("", convention.before, None, None)] if convention.before else []
    for (label, said, _), (_, _, time) in zip(rows_of(convention, talk), talk, strict=True):
        if label == asks:
            answer = (answer or 0) + 1
        turns.append((label if convention.named else "", said, answer, time // step * step / 1000 if step else None))
    return [*turns, *([("", convention.after, answer, None)] if convention.after else [])]


def found(convention: Convention, path: Path) -> Found:
    """The turns of the file; who asks is said where the labels do not tell."""
    intake = read(path)
    asks = None if interviewers(set(convention.labels)) else [convention.labels[0]]
    transcript = find_turns(intake.text, intake.marks, interviewers=asks)
    return [(turn.label, intake.text[turn.start : turn.end], turn.answer, turn.time) for turn in transcript.turns]


def test_there_are_more_than_thirty_conventions():
    assert len(CONVENTIONS) >= 60


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=CONVENTIONS)
def test_each_convention_gives_exactly_the_talk_put_in(convention: Convention, tmp_path: Path) -> None:
    path = tmp_path / f"gesprek{convention.suffix}"
    convention.write(rows_of(convention, TALK), path)
    assert found(convention, path) == expected(convention, TALK)


SENTENCES = st.lists(
    st.sampled_from([
        "Ja.", "Nee hoor!", "Hoe dan?", "Let op: dat kost tijd.", "Om 10:30 uur begint het.", "Dat is 1 : 2, ongeveer.", "👩‍🏫 🇳🇱",
        "cafe\u0301", "שלום לכולם", "[lacht]", "(..)", "Vera zegt - en dat klopt - niets.", "Zie 3.1.2 van het plan.", "#goed", "‘s Ochtends, ja",
    ]),
    min_size=1, max_size=4,
).map(" ".join)  # fmt: skip
RANDOM = ("Otter, Word", "f4", "f4, time first", "noScribe", "Teams", "WhisperX", "ELAN", "table of talk",
          "time on a line of its own", "brackets and colon", "numbers before labels", "oTranscribe")  # fmt: skip


@pytest.mark.parametrize("name", RANDOM)
@given(said=st.lists(st.tuples(st.integers(1, 2), SENTENCES, st.integers(1, 400_000)), min_size=1, max_size=8))
def test_any_talk_comes_back_from_a_convention(name: str, said: list[tuple[int, str, int]]) -> None:
    convention = CONVENTIONS[name]
    talk, who, time = [*TALK[:6]], TALK[5][0], TALK[5][2]
    for step, text, later in said:  # never the same speaker twice running: programs join such turns
        who, time = (who + step) % 3, time + later
        talk.append((who, text, time))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"gesprek{convention.suffix}"
        convention.write(rows_of(convention, talk), path)
        assert found(convention, path) == expected(convention, talk)


PLAIN = {
    "minutes": "Notulen van het teamoverleg\nAanwezig: Vera, Anouk, Joost\nAfwezig: niemand\n\n1. Opening\nVera opent om 15:00 uur.\n"
    "2. Taken\nDe groepen 3 en 4 kiezen zelf.\nActie: Anouk maakt een rooster.\nBesluit: dat gaat per 1 mei in.\n3. Rondvraag\n"
    "Actie: Joost belt de ouders.\nActie: Vera vraagt het na.\nDatum volgend overleg: 12 mei.",
    "remarks": "Let op: de sleutel ligt bij Vera.\nNB: dat was vroeger anders.\nLet op: nu niet meer.\nTip: vraag het na.\nNB: nog eens.",
    "report": "Inleiding:\nDe school werkt met units.\n\nWerkwijze:\nElke unit heeft vier leraren.\n\nConclusie:\nDat geeft rust.\n\n"
    "Aanbevelingen:\nGa zo door.",
    "bullets": "- Rust: iedereen weet wat hij doet.\n- Ruimte: er is plek.\n- Rust: nog eens.\n• Ritme: elke dag.\n* Ruimte: genoeg.",
    "letter": "Beste ouders,\n\nOp 12 mei is er een informatieavond.\nTijd: 19:30 uur\nPlaats: de aula\n\nTot dan!\n\nMet groet,\nVera Dam\nDirecteur",
    "dialogue without names": "– Hoe gaat het?\n– Goed.\n– En nu?\n– Nu ook.",
    "list of roles": "Docenten – 21\nLeerlingen – 312\nOuders – 410\nDocenten – 20 in het jaar daarna\nHet team groeide daarna nog wat door.",
    "programme": "09:00 Inloop\n09:30 Opening door Vera\n10:15 Lezing\n11:00 Pauze\n11:15 Gesprek aan tafels\n12:00 Lunch",
    "numbers": "Figuur 1: aantal leerlingen\nTabel 1: aantal leraren\nFiguur 2: verzuim\nTabel 2: tijd\nFiguur 3: rust",
    "headings": "Samenwerken\nDat gaat goed.\nEigenaarschap\nDat groeit.\nZicht op groei\nDat kan beter.\nSamenwerken\nNog eens.",
}  # fmt: skip


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_a_text_in_which_nobody_speaks_stays_paragraphs(text: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"stuk{suffix}"
    if suffix == ".txt":
        path.write_text(text, encoding="utf-8")
    else:
        from docx import Document

        file = Document()
        for line in text.split("\n"):
            file.add_paragraph(line)
        file.save(str(path))
    intake = read(path)
    transcript = find_turns(intake.text, intake.marks)
    assert transcript.convention == PARAGRAPHS
    assert transcript.labels == {}
    assert [intake.text[turn.start : turn.end] for turn in transcript.turns] == [
        line for line in intake.text.split("\n") if line.strip()
    ]
