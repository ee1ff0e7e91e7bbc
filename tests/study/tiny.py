"""A tiny invented study on disk: two schools, two waves, three interviews as docx, two coders."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CODEBOOK = """\
codebook: klein
version: 1.0.0
languages: [nl, en]
codes:
  - key: regie
    label: {nl: Regie}
    codes:
      - {key: zelfregie, label: {nl: Zelfregie}}
      - {key: extern, label: {nl: Extern}}
  - key: ict
    label: {nl: Ict}
"""
STUDY = """\
study: klein
codebook: klein.yaml
waves: [begin, eind]
cases: cases.csv
persons: persons.csv
instruments: instruments.yaml
documents: documents.csv
speakers: speakers.csv
asked: asked.csv
coverage: coverage.csv
codings: codings/*.csv
agreement: {unit: turn, threshold: 0.6}
tables: tables.yaml
"""
TABLES = """\
- {name: codes, function: matrix, arguments: {rows: school, columns: code, depth: 1}, output: [docx, csv]}
- {name: overeenstemming, function: agreement, arguments: {by: code}, output: [csv]}
"""
TALK = {
    "linde-begin": ("Ik kies het werk voor de kinderen uit.", "Zij kiezen daarna zelf een plek in de klas."),
    "linde-eind": ("De kinderen kiezen nu zelf hun eigen taak.", "De laptop bepaalt nog wel de volgorde van sommen."),
    "beuk-begin": (
        "Bij ons bepaalt de methode alles, eerlijk gezegd.",
        "Laptops hebben wij nog helemaal niet in de klas.",
    ),
}
CODED = {
    "amal": {
        "linde-begin": ("extern", "zelfregie"),
        "linde-eind": ("zelfregie", "ict"),
        "beuk-begin": ("extern", "ict"),
    },
    "bo": {"linde-begin": ("extern", "zelfregie"), "linde-eind": ("zelfregie", "extern")},
}


def tiny_study(folder: Path) -> Path:
    """Write the study into a folder; the path of its study file."""
    sheets = {
        "klein.yaml": CODEBOOK,
        "study.yaml": STUDY,
        "tables.yaml": TABLES,
        "cases.csv": "case,name,kind,parent\nbestuur,Bestuur,board,\nlinde,De Linde,school,bestuur\nbeuk,De Beuk,school,bestuur\n",
        "persons.csv": "person;case;functions\nl-1;linde;leraar\nb-1;beuk;leraar\n",
        "instruments.yaml": "gids:\n  kiezen: [regie]\n  ict: {asked: true, codes: [ict]}\n",
        "documents.csv": "file,case,wave,kind,instrument,responsible\n"
        + "".join(f"{name}.docx,{name.split('-')[0]},{name.split('-')[1]},interview,gids,amal\n" for name in TALK),
        "speakers.csv": "document,label,person,role\n"
        + "".join(f"{name},Interviewer,,interviewer\n{name},Leraar,{name[0]}-1,leraar\n" for name in TALK),
        "asked.csv": "document,topic,asked\nlinde-begin,ict,no\n",
        "coverage.csv": "coder,document,version,state\n"
        + "".join(f"{coder},{name},1.0.0,finished\n" for coder, read in CODED.items() for name in read),
    }
    for name, text in sheets.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "codings").mkdir()
    for coder, read in CODED.items():
        rows = [
            f'{coder},{name},"{quote}",{code}'
            for name in read
            for quote, code in zip(TALK[name], read[name], strict=True)
        ]
        (folder / "codings" / f"{coder}.csv").write_text(
            "\n".join(["coder,document,quote,code", *rows]) + "\n", encoding="utf-8"
        )
    for name, answers in TALK.items():
        _interview(folder / f"{name}.docx", answers)
    return folder / "study.yaml"


def _interview(path: Path, answers: tuple[str, ...]) -> None:
    import docx

    interview = docx.Document()
    for answer in answers:
        interview.add_paragraph("Interviewer: Hoe gaat dat dan bij jullie?")
        interview.add_paragraph(f"Leraar: {answer}")
    interview.save(path)
