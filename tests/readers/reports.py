"""A made report in two columns, with running heads, page numbers, broken words and a table; and the words it was made of."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = [
    "leraar",
    "leerling",
    "school",
    "weektaak",
    "rekenen",
    "keuze",
    "samen",
    "zelf",
    "plannen",
    "doel",
    "coöperatief",
    "begeleiden",
    "team",
    "ruimte",
    "ontwikkeling",
    "vraag",
    "gesprek",
    "tijd",
    "aanpak",
    "verschil",
    "niveau",
    "differentiatie",
    "gepersonaliseerd",
    "verantwoordelijkheid",
    "eigenaarschap",
    "reflectie",
    "instructie",
    "feedback",
    "digitaal",
    "leermiddel",
    "beeldscherm",
    "planning",
    "coördinator",
    "directeur",
    "ouders",
    "groep",
    "bovenbouw",
    "onderbouw",
    "vertrouwen",
    "ervaring",
    "onderzoek",
    "werkplaats",
    "schoolleider",
    "geïnspireerd",
    "creëren",
    "efficiënt",
    "praktijkvraag",
    "kennisvraag",
    "de",
    "het",
    "een",
    "van",
    "en",
    "in",
    "dat",
    "op",
    "te",
    "voor",
    "met",
    "als",
    "zijn",
    "er",
    "maar",
    "om",
    "door",
    "over",
    "ze",
    "bij",
    "nog",
    "naar",
    "dan",
    "of",
    "ook",
    "wel",
    "niet",
    "geen",
    "veel",
    "meer",
]
_SIZE, _LEADING, _WIDTH, _HEIGHT = 9.0, 11.5, 595.0, 842.0
_COLUMN = 225.0
_LEFT, _RIGHT = 60.0, 310.0
_WIDE = {"i": 222, "j": 222, "l": 222, "t": 278, "f": 278, "r": 333, " ": 278, "m": 833, "w": 722, ".": 278, "-": 333}


class Report:
    """Pages as PDF drawing orders, written without any library so that the test knows every byte of it."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.pages: list[list[str]] = []
        self.words: list[str] = []

    def paragraph(self, length: int) -> str:
        words = [self.random.choice(_WORDS) for _ in range(length)]
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    def draw(self, x: float, y: float, text: str, size: float = _SIZE) -> None:
        raw = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("cp1252")
        self.pages[-1].append(f"BT /F1 {size} Tf {x:.2f} {y:.2f} Td ({raw}) Tj ET")

    def add_page(self, *, across: bool = False) -> None:
        """A page of two columns; `across` writes its lines in the file from left to right, over both columns."""
        self.pages.append([])
        number = len(self.pages)
        self.draw(_LEFT, 800, "Project Veldermond, tussenrapport deel een")
        self.draw(280, 40, f"pagina {number} van 12")
        columns = [self._column() for _ in range(2)]
        for lines in columns:
            self.words.extend(words_of(" ".join(lines)))
        places = [[(x, 770 - row * _LEADING, line) for row, line in enumerate(lines)]
                  for x, lines in zip((_LEFT, _RIGHT), columns, strict=True)]  # fmt: skip
        drawn = [pair for row in zip(*places, strict=False) for pair in row] if across else places[0] + places[1]
        if across:
            shorter = min(map(len, places))
            drawn += places[0][shorter:] + places[1][shorter:]
        for x, y, line in drawn:
            if line:
                self.draw(x, y, line)

    def _column(self) -> list[str]:
        lines: list[str] = []
        while len(lines) < 50:
            lines.extend(wrapped(self.paragraph(self.random.randint(30, 70)), self.random))
        return lines[:58]

    def write(self, path: Path) -> Path:
        path.write_bytes(as_pdf(["\n".join(page) for page in self.pages]))
        return path


def width(text: str) -> float:
    return sum(_WIDE.get(sign, 556) for sign in text) * _SIZE / 1000


def wrapped(paragraph: str, chance: random.Random) -> list[str]:
    """Lines of a column; a long word that does not fit is broken with a hyphen."""
    lines, line = [], ""
    for word in paragraph.split():
        trial = f"{line} {word}".strip()
        if width(trial) <= _COLUMN:
            line = trial
            continue
        cut = chance.randint(3, len(word) - 4) if len(word) >= 10 and word.isalpha() else 0
        if cut and width(f"{line} {word[:cut]}-") <= _COLUMN:
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def words_of(text: str) -> list[str]:
    """The words of a text whose broken words are whole."""
    return re.findall(r"\w+", re.sub(r"(\w)- (\w)", r"\1\2", text))


def as_pdf(pages: list[str], *, box: str = "0 0 595 842", turn: int = 0) -> bytes:
    """A PDF of these drawing orders in Helvetica with the Windows encoding."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for orders in pages:
        stream = orders.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {turn} /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )
