"""Looking up what a row names: a document, a code, a layer, a round, a state; a fault where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from qualcode.errors import Ambiguous, Unknown
from qualcode.model import COVERAGE_STATES, LAYERS, ROUNDS

if TYPE_CHECKING:
    from qualcode.codebook import Codebook
    from qualcode.model import Document
    from qualcode.sheets.faults import Found
    from qualcode.sheets.header import Line
    from qualcode.sheets.known import Known

LAYER_WORDS = {"codeerversie": "reading", "consensuscodering": "consensus", "suggestie": "suggestion"}
ROUND_WORDS = {
    "proef": "pilot", "proefronde": "pilot", "kalibratie": "calibration", "kalibratieronde": "calibration",
    "hoofd": "main", "hoofdronde": "main", "hercodering": "recode", "hercodeerronde": "recode", "achteraf": "after",
    "na": "after",
}  # fmt: skip
STATE_WORDS = {
    "toegewezen": "assigned",
    "begonnen": "begun",
    "bezig": "begun",
    "afgerond": "finished",
    "klaar": "finished",
}


def document_of(line: Line, known: Known, found: Found) -> Document | None:
    """The document that a row names, or a fault and nothing."""
    if not line["document"]:
        found.fault(line.number, "the row names no document.")
        return None
    try:
        return known.document(line["document"])
    except Unknown:
        found.unknown(line.number, "document", line["document"], [document.name for document in known.documents])
    except Ambiguous as fault:
        found.fault(line.number, str(fault))
    return None


def layer_of(line: Line, found: Found) -> str:
    """The layer of a row; reading where it names none."""
    return _one_of(line, "layer", LAYERS, LAYER_WORDS, "reading", found)


def round_of(line: Line, found: Found) -> str:
    """The round of coding of a row; main where it names none."""
    return _one_of(line, "round", ROUNDS, ROUND_WORDS, "main", found)


def state_of(line: Line, found: Found) -> str:
    """The state of a coverage row, which must be said: what was not finished was not read."""
    return _one_of(line, "state", COVERAGE_STATES, STATE_WORDS, "", found)


def _one_of(line: Line, field: str, known: tuple[str, ...], words: dict[str, str], default: str, found: Found) -> str:
    said = line[field].casefold()
    value = words.get(said, said) or default
    if not value:
        found.fault(line.number, f"the row says no {field}.", f"Known: {', '.join(known)}.")
    elif value not in known:
        found.unknown(line.number, field, line[field], list(known))
    return value


def coder_of(line: Line, layer: str, known: Known, found: Found) -> str:
    """The coder of a row. The consensus needs none; a coder known in other capitals is a fault, not a new coder."""
    coder = line["coder"] or ("consensus" if layer == "consensus" else "")
    if not coder:
        found.fault(line.number, "the row names no coder.")
    same = next((other for other in known.coders if other != coder and other.casefold() == coder.casefold()), None)
    if same:
        found.fault(line.number, f'the coder "{coder}" is known as "{same}".', "Write the name in one way.")
    return coder


def book_of(line: Line, known: Known, found: Found) -> Codebook | None:
    """The version of the codebook that a row was made under; the one in force where it names none."""
    book = known.version(line["version"])
    if book is None and line["version"]:
        found.unknown(line.number, "codebook version", line["version"], list(known.codebooks))
    elif book is None:
        found.fault(line.number, "there is no codebook yet.", "Add one first: qualcode init --codebook FILE.")
    return book


def code_of(line: Line, name: str, book: Codebook, known: Known, found: Found) -> str | None:
    """The code that a row names, as it names it, where its version of the book has it (`key_in` says under which key).

    The key stays as written, so that a sheet read again after a renaming gives the same codings.
    """
    key = normalize("NFC", name)
    if key_in(book, key, known.codebook) is not None:
        return key
    if known.codebook is not None and key in known.codebook:
        then = "Mend the version or the code of this row."
        found.fault(line.number, f'the code "{name}" does not stand in version {book.version} of the codebook.', then)
        return None
    same = next((k for k in book.keys if k.casefold() == key.casefold()), None)
    labelled = next(
        (k for k in book.keys if key.casefold() in {text.casefold() for text in book[k].label.values()}), None
    )
    if same or labelled:
        found.fault(line.number, f'unknown code "{name}".', f'The key of this code is "{same or labelled}".')
    else:
        found.unknown(line.number, "code", name, list(book.keys))
    return None


def key_in(book: Codebook, key: str, current: Codebook | None) -> str | None:
    """The key that a code has in a version, where that has it: as named, by its former key, or by its later one."""
    if book.current(key) in book:
        return book.current(key)
    if current is None or key not in current:
        return None
    return next((old for old in current[key].was if old in book), None)
