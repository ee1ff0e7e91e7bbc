"""A small project that two or three coders have read; school, people and talk are invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from qualcode.codebook import Code, Codebook, Facet
from qualcode.project import Project
from tests.store.world import coding

if TYPE_CHECKING:
    from qualcode.coding.meeting import Meeting

ONE = """\
Interviewer: Wie kiest er bij jullie wat een leerling gaat doen?
Leraar 1: In groep zes kiezen ze zelf de volgorde van de weektaak. Bij rekenen bepaalt de methode dat.
Interviewer: En vind je dat genoeg?
Leraar 2: Voor de snelle kinderen wel. Voor de rest moet ik toch sturen, anders komt er niks van.
"""
TWO = """\
Interviewer: Hoe gaat het met de laptops?
Leraar 1: Ze pakken hem zelf als ze hem nodig hebben. Dat hebben we samen afgesproken.
"""
BOOK = Codebook(
    "klein",
    "1.0.0",
    (
        Code("regie", {"nl": "Regie"}),
        Code("zelfregie", {"nl": "Leerling kiest"}, "regie", {"nl": "De leerling bepaalt doel of volgorde."}),
        Code("extern", {"nl": "Leraar of methode kiest"}, "regie"),
        Code("sturing", {"nl": "Sturing"}),
        Code("ict", {"nl": "Ict"}),
    ),
    facets={"stand": Facet("stand", ("huidig", "ambitie"))},
)

#: Where a code is put: document, quote, code, facets.
Put = tuple[str, str, str, dict[str, str]]

VOLGORDE = "kiezen ze zelf de volgorde van de weektaak"
WEEKTAAK = "In groep zes kiezen ze zelf de volgorde van de weektaak."
REKENEN = "Bij rekenen bepaalt de methode dat."
STUREN = "Voor de rest moet ik toch sturen, anders komt er niks van."
SNEL = "Voor de snelle kinderen wel."
LAPTOP = "Ze pakken hem zelf als ze hem nodig hebben."
SAMEN = "Dat hebben we samen afgesproken."


def put(document: str, quote: str, code: str, **facets: str) -> Put:
    """One coding of a reading."""
    return document, quote, code, facets


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as made:
        folder = Path(made)
        with Project.create(folder / "klein.qualcode", study="klein", codebook=BOOK) as project:
            for name, text in (("een", ONE), ("twee", TWO)):
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
                project.add_documents(folder / f"{name}.txt")
        return (folder / "klein.qualcode").read_bytes()


def study(folder: Path, finished: bool = True, name: str = "klein", **readings: list[Put]) -> Path:
    """A project in which these coders have coded so, and finished both talks."""
    path = folder / f"{name}.qualcode"
    path.write_bytes(_empty())
    with Project.open(path) as project:
        made = [
            coding(project, quote, code, coder, name=document, **facets)
            for coder, puts in readings.items()
            for document, quote, code, facets in puts
        ]
        if made:
            project.add_codings(made)
        state = "finished" if finished else "begun"
        project.add_coverage([
            {"layer": "reading", "coder": coder, "document": document, "round": "main", "version": "1.0.0", "codes": "",
             "state": state}
            for coder in readings for document in ("een", "twee")
        ])  # fmt: skip
    return path


def consensus(project: Project) -> list[tuple[str, str]]:
    """The consensus: code and text."""
    frame = project.consensus()
    return [(str(row.code), str(row.text)) for row in frame.itertuples()]


def about(meeting: Meeting, *codes: str):
    """The only question about exactly these codes."""
    found = [item for item in meeting.items() if set(item.codes) == set(codes)]
    assert len(found) == 1, found
    return found[0]


def reading_with(item, code: str) -> int:
    """The number of the reading that has this code."""
    return next(n for n, some in enumerate(item.readings, 1) if any(one.code == code for one in some))
