"""A document of numbered words, and codings named by the words they cover."""

from __future__ import annotations

import pandas as pd

from qualcode.frames import Frames
from tests.marking import book_of

BOOK = book_of("""
    regie
      zelf
      extern
    lln
      motivatie
    ict
""")
#: Words w00 to w29 in three turns of ten; the middle one is the interviewer's.
WORDS = [f"w{number:02}" for number in range(30)]
ROLES = ("leraar", "interviewer", "leerling")
COLUMNS = ["coding", "coder", "document", "start", "end", "code"]


def turns_of(document="d1"):
    """Three turns of ten words of four signs each, the last sign a blank, and a full stop at the end of each turn."""
    rows = []
    for number, role in enumerate(ROLES):
        text = " ".join(WORDS[10 * number : 10 * number + 10]) + "."
        start = 40 * number
        rows.append((f"{document}/{number}", document, start, start + 40, role, f"{role} 1", text))
    return pd.DataFrame(rows, columns=["turn", "document", "start", "end", "role", "speaker", "text"])


def coding(coder, code, first, last, document="d1", name=None):
    """A coding of the words from `first` up to and with `last`."""
    return (name or f"{coder}:{code}:{first}-{last}:{document}", coder, document, 4 * first, 4 * last + 3, code)


def codings_of(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS)


def finished(coder, document="d1", codes=()):
    return ("reading", coder, document, "main", "1.0", tuple(codes), "finished")


def frames_of(*coverage, documents=("d1",), book=BOOK):
    rows = coverage or tuple(finished(coder, document) for coder in ("amal", "bo") for document in documents)
    columns = ["layer", "coder", "document", "round", "version", "codes", "state"]
    return Frames(
        documents=pd.DataFrame({"document": list(documents), "name": [f"naam {name}" for name in documents]}),
        turns=pd.concat([turns_of(name) for name in documents], ignore_index=True),
        coverage=pd.DataFrame(list(rows), columns=columns),
        codebook=book,
    )
