"""Dutch reports in two columns as they are really laid out: titles, footnotes, tables, numbers at the outer side, broken words."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest

from qualcode.readers import read
from tests.readers.reports import Report, width

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

SENTENCES = (
    "In het schooljaar vertelt het school-team hoe de weektaak tot stand komt.",
    "De ict-coördinator begeleidt leraren bij het gebruik van digitale leermiddelen.",
    "Leerlingen in de bovenbouw plannen zelf wanneer zij aan hun leerdoelen werken.",
    "Volgens de schoolleider vraagt gepersonaliseerd leren om vertrouwen en om duidelijke afspraken.",
    "Een leerkracht-ondersteuner observeert in de middagen en geeft terugkoppeling.",
    "Ouders zien de verantwoordelijkheid van hun kind groeien, zeggen zij in gesprekken.",
    "Het onderwijsconcept is in samenwerking met de netwerkscholen ontwikkeld.",
    "Zo’n werkwijze vergt tijd: eerst oefenen, dan loslaten, daarna evalueren.",
    "Niet iedereen is enthousiast; sommige collega’s missen overzicht over de resultaten.",
    "In groep 7/8 zijn de opbrengsten in 2019 en 2020 met de leerlingen besproken.",
    "De onderzoekers spraken met vier school-teams en met de ict-coördinatoren van het bestuur.",
    "Eigenaarschap betekent hier dat kinderen keuzes maken en die kunnen verantwoorden.",
    "Het leerkracht-ondersteuner-model wordt in de praktijkgerichte werkplaats uitgewerkt.",
)  # fmt: skip
LEFT, RIGHT, COLUMN, LEADING = 60.0, 310.0, 225.0, 11.5


def broken(paragraph: str, chance: random.Random, room: float = COLUMN) -> list[str]:
    """Lines of a column: a word with a hyphen breaks there, a long word now and then within itself."""
    lines, line = [], ""
    for word in paragraph.split():
        if width(f"{line} {word}".strip()) <= room:
            line = f"{line} {word}".strip()
            continue
        cut = 0
        if "-" in word:
            cut = word.index("-")
        elif len(word) >= 10 and word.isalpha():
            cut = chance.randint(4, len(word) - 4)
        if cut and width(f"{line} {word[:cut]}-") <= room:
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:].removeprefix("-")
        else:
            lines.append(line)
            line = word
    return [*lines, line]


class Laid(Report):
    """A report whose text is kept as it was written, without running heads."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.text: list[str] = []
        self.waiting: list[str] = []

    @property
    def drawn(self) -> list[str]:
        return [order.partition("Td (")[2].removesuffix(") Tj ET") for page in self.pages for order in page]

    def page(self) -> int:
        self.pages.append([])
        return len(self.pages)

    def say(self, count: int) -> str:
        """Sentences, the first of words at random: no two paragraphs begin alike."""
        return " ".join([self.paragraph(9), *(self.random.choice(SENTENCES) for _ in range(count))])

    def column(self, x: float, top: float, bottom: float) -> float:
        """Paragraphs down a column; the height at which it ends."""
        y = top
        while True:
            paragraph = self.say(self.random.randint(2, 4))
            lines = broken(paragraph, self.random)
            if y - len(lines) * LEADING < bottom:
                return y
            for line in lines:
                self.draw(x, y, line)
                y -= LEADING
            self.text.append(paragraph)
            y -= 4

    def lines(self, x: float, y: float, text: str, size: float = 9.0, room: float = COLUMN) -> float:
        for line in broken(text, self.random, room):
            self.draw(x, y, line, size)
            y -= size * 1.28
        self.text.append(text)
        return y


def titled(made: Laid) -> None:
    """A title and an introduction over both columns, a heading in a column, page numbers at the outer side."""
    number = made.page()
    made.draw(60 if number % 2 == 0 else 520, 40, str(number))
    made.draw(60, 810, "Werkplaats Onderwijsonderzoek, jaarverslag")
    top = 770.0
    if number in (1, 4):
        made.lines(LEFT, 770, f"Hoofdstuk {number} Samen leren kiezen", 16, 470)
        top = made.lines(LEFT, 740, made.say(4), room=470) - 14
    end = made.column(LEFT, top, 400)
    made.lines(LEFT, end - 12, "Wat scholen doen", 12)
    made.column(LEFT, end - 32, 80)
    made.column(RIGHT, top, 80)


def noted(made: Laid) -> None:
    """Footnotes in small print at the foot of the left column, page numbers in the middle."""
    number = made.page()
    made.draw(280, 30, f"– {number} –")
    made.column(LEFT, 780, 130)
    made.lines(LEFT, 100, f"{number} {made.say(1)}", 7, 200)
    made.column(RIGHT, 780, 80)


def tabled(made: Laid) -> None:
    """A small table within the right column, running heads that differ left and right."""
    number = made.page()
    made.draw(60, 812, "Praktijkgericht onderzoek" if number % 2 else "Werkplaats Veldermond")
    made.draw(500, 30, f"pagina {number}")
    made.column(LEFT, 780, 70)
    end = made.column(RIGHT, 780, 420) - 16
    for row in (("School", "Leerlingen", "Teams"), ("Wisselspoor", "312", "4"), ("Vlinderhof", "187", "2")):
        for x, cell in zip((RIGHT, RIGHT + 90, RIGHT + 170), row, strict=True):
            made.draw(x, end, cell)
        made.text.append(" ".join(row))
        end -= LEADING
    made.column(RIGHT, end - 16, 70)


def flowing(made: Laid) -> None:
    """Paragraphs and words that run on from column to column and from page to page; bullets; numbers at the inner side."""
    number = made.page()
    made.draw(520 if number % 2 == 0 else 60, 812, f"{number}")
    for x in (LEFT, RIGHT):
        y = 780.0
        while y > 70:
            if not made.waiting:
                paragraph = made.say(3)
                bullet = made.random.random() < 0.3
                made.waiting = broken(("• " if bullet else "") + paragraph, made.random)
                made.text.append(paragraph)
            made.draw(x, y, made.waiting.pop(0))
            y -= LEADING
    if number == 6:
        for row, line in enumerate(made.waiting):
            made.draw(RIGHT, 58 - row * 6, line, 5)


def tokens(text: str) -> list[str]:
    return [word for raw in text.split() if (word := re.sub(r"^\W+|\W+$", "", raw))]


LAYOUTS: list[Callable[[Laid], None]] = [titled, noted, tabled, flowing]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("layout", LAYOUTS, ids=["title across", "footnotes", "table in a column", "running on"])
def test_a_report_in_two_columns_has_its_words_whole_and_in_order(
    tmp_path: Path, layout: Callable[[Laid], None], seed: int
) -> None:
    made = Laid(seed)
    for _ in range(6):
        layout(made)
    intake = read(made.write(tmp_path / "rapport.pdf"))
    found, wanted = tokens(intake.text), tokens(" ".join(made.text))
    same = sum((Counter(found) & Counter(wanted)).values())
    odd = (Counter(found) - Counter(wanted), Counter(wanted) - Counter(found))
    assert any(line.endswith("school-") for line in made.drawn)
    assert same / len(found) >= 0.99, odd
    assert same / len(wanted) >= 0.99, odd
    assert SequenceMatcher(None, found, wanted, autojunk=False).ratio() >= 0.98
    assert not re.search("jaarverslag|Praktijkgericht onderzoek|Veldermond|^– \\d –$", intake.text, re.MULTILINE)
    assert [page.printed for page in intake.pages] == ["1", "2", "3", "4", "5", "6"]
