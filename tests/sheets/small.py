"""A small invented study as values, and sheets written as text in the test that reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.codebook import Code, Codebook
from qualcode.codebook.book import Facet
from qualcode.errors import Faults
from qualcode.model import Case, Document, Person, Topic
from qualcode.readers.sheets import Row, Sheet
from qualcode.sheets.known import Known

TEXT = "Interviewer: Wie kiest?\nLeraar: Zij kiezen zelf. Ik help.\nInterviewer: Altijd?\nLeraar: Nee. Ik help.\n"

OLD = Codebook(
    name="klein",
    version="1.0.0",
    codes=(
        Code("regie", {"nl": "Regie"}, assignable=False),
        Code("zelfregie", {"nl": "Zelf kiezen"}, parent="regie", was=("zelfsturing",)),
        Code("extern", parent="regie"),
        Code("ict"),
    ),
    facets={"stand": Facet("stand", ("huidig", "ambitie"))},
)
NEW = replace(OLD, version="1.1.0", codes=(*OLD.codes, Code("gedeeld", parent="regie")), earlier=(OLD,))

KNOWN = Known(
    cases={key: Case(key, key.title()) for key in ("wisselspoor", "vuurkorf")},
    persons={"w-01": Person("w-01", "wisselspoor")},
    documents=(
        Document("d1", "w-begin", "ruw/w-begin.docx", "a", "r1", "wisselspoor", "begin", instrument="gids"),
        Document("d2", "w-eind", "ruw/eind/leraren.docx", "b", "r2", "wisselspoor", "eind"),
        Document("d3", "v-eind", "ruw/vuurkorf/leraren.docx", "c", "r3", "vuurkorf", "eind"),
    ),
    waves=("begin", "eind"),
    codebook=NEW,
    codebooks={"1.0.0": OLD, "1.1.0": NEW},
    coders=("amal",),
    topics=(Topic("gids", "kiezen", True, ("zelfregie",)), Topic("anders", "ict", True, ("ict",))),
    read_text={"d1": TEXT, "d2": TEXT, "d3": TEXT}.__getitem__,
    labels={"d1": ("Interviewer", "Leraar")}.get,
)


def sheet(text: str, name: str = "blad.csv") -> Sheet:
    """A sheet from lines whose cells are parted by ``|``; the first line is the head, which is row 1."""
    head, *body = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    rows = tuple(Row(number, dict(zip(head, cells, strict=True))) for number, cells in enumerate(body, 2))
    return Sheet(name, tuple(head), rows)


def faults(reader, text: str, known: Known = KNOWN) -> list[str]:
    """The faults of a sheet as a person reads them."""
    with pytest.raises(Faults) as caught:
        reader(sheet(text), known)
    return [str(problem) for problem in caught.value.problems]
