"""A small project at which somebody codes; school, people and talk are invented."""

from __future__ import annotations

from contextlib import contextmanager

from qualcode.codebook import Code, Codebook, Facet
from qualcode.coding.desk import Desk
from qualcode.project import Project

TALK = """\
Interviewer: Wie kiest er bij jullie wat een leerling gaat doen?
Leraar 1: Ja, dat verschilt. In groep zes kiezen ze zelf de volgorde van de weektaak. Bij rekenen bepaalt de methode dat.
Interviewer: En vind je dat genoeg?
Leraar 1: Nee.
Leraar 2: Nou ja, voor de snelle kinderen wel. Voor de rest moet ik toch sturen, anders komt er niks van.
"""

BOOK = Codebook(
    "klein",
    "1.0.0",
    (
        Code("regie", {"nl": "Regie"}, assignable=False),
        Code("zelfregie", {"nl": "Leerling kiest"}, "regie", {"nl": "De leerling bepaalt doel of volgorde."}),
        Code("extern", {"nl": "Leraar of methode kiest"}, "regie"),
        Code("sturing", {"nl": "Sturing"}, cues=("sturen",)),
    ),
    facets={"stand": Facet("stand", ("huidig", "ambitie"))},
)


@contextmanager
def at_desk(folder, coder="amal", talk=TALK, **how):
    """A desk at the only document of a new project."""
    file = folder / "gesprek-1.txt"
    file.write_text(talk, encoding="utf-8")
    path = folder / "klein.qualcode"
    if not path.exists():
        with Project.create(path, study="klein", codebook=BOOK) as project:
            project.add_documents(file)
    with Project.open(path, coder=coder) as project:
        yield Desk(project, "gesprek-1", **how)


def said(desk):
    """Her codings as the store holds them: the code and the text."""
    frame = desk.project.codings(round=None, coder=desk.coder)
    return [(row.code, row.text) for row in frame.itertuples()]
