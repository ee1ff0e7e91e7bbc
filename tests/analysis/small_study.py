"""A small study in the test's own text, from which cells are counted by hand."""

from __future__ import annotations

import qualcode as qc
from tests.marking import marked

CODEBOOK = """
regie
  extern
  gedeeld @1.1
  zelfregie
ict*
  infra
lln
"""
CASES = """
vo board -
dl board -
wissel school vo concept=units
zaai school dl concept=dalton
leeg school vo concept=units
"""
STUDY = marked(
    """
    == wissel-leraar | wissel | begin | interview | gids-begin
    I: Wie [extern: kiest hier] het werk?
    R1/leraar/p1: Zij [zelfregie: kiezen vaak zelf hun werk] en ik kijk mee.
    R1/leraar/p1: Soms [extern: bepaal ik [zelfregie: samen met hen] alles].
    == wissel-groep | wissel | eind | group | gids-begin
    R1/leerling: [zelfregie stand=huidig: Wij kiezen] [regie stand=ambitie: zelf de volgorde].
    R2/leerling: Ja.
    I: Altijd?
    R2/leerling: [zelfregie stand=huidig: Nee, de juf zegt] dat.
    == zaai-directeur | zaai | begin | interview | gids-begin | read=1.0
    R1/directeur/p2: Het [lln: is vooral leuk] en [extern: ik bepaal alles].
    == wissel-portret | wissel | begin | document | -
    ¶ De school [zelfregie: laat kinderen kiezen].
    """,
    codebook=CODEBOOK,
    cases=CASES,
    topics="gids-begin T2 extern gedeeld zelfregie\ngids-eind T7 lln",
)


def table(study=STUDY, rows="school", columns="code", **rest):
    return qc.matrix(study.codings, study.frames, rows=rows, columns=columns, **rest)


def text_of(codings, study=STUDY):
    turns = study.frames.turns()
    return [
        turn.text[max(c.start - turn.start, 0) : c.end - turn.start]
        for c in codings.itertuples()
        for turn in turns[turns["document"] == c.document].itertuples()
        if c.start < turn.end and c.end > turn.start
    ]
