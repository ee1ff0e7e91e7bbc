"""Every word that a table or screen shows, once per language; and `say`, which fills a sentence with its values.

`WORDING` maps a key to its text per language. Who makes a `Note` in an analysis adds the sentence to the file of its
subject here. A key of a note begins with what it speaks of, which is its place in the note of a table: ``layer.``,
``unit.``, ``measure.``, ``n.``, ``states.``, ``suppression.``, ``software.``; anything else stands after ``n.``. A reason why a
number is undefined (column ``note`` of a frame) is a key ``reason.``, or plain text.

In a sentence ``{name}`` is a value (numbers in the language's own form, lists joined by "en"), ``{count:turn|turns}`` a
number with its noun, ``{alpha:c}`` a coefficient as running text has it (0,72 in Dutch, .72 in English), and ``*n*`` is
italic where the file can show it. A value ``@term.turn`` is itself a key.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

from qualcode.wording.agreement import AGREEMENT
from qualcode.wording.coders import CODERS
from qualcode.wording.columns import COLUMNS
from qualcode.wording.counts import COUNTS
from qualcode.wording.imports import IMPORTS
from qualcode.wording.matrix import MATRIX
from qualcode.wording.meeting import MEETING
from qualcode.wording.numerals import decimal, integer
from qualcode.wording.plans import PLANS
from qualcode.wording.reliability import RELIABILITY
from qualcode.wording.screen import SCREEN
from qualcode.wording.sources import SOURCES
from qualcode.wording.terms import TERMS

WORDING: dict[str, dict[str, str]] = {
    **TERMS,
    **COLUMNS,
    **MATRIX,
    **COUNTS,
    **AGREEMENT,
    **CODERS,
    **IMPORTS,
    **PLANS,
    **SCREEN,
    **MEETING,
    **RELIABILITY,
    **SOURCES,
}
LANGUAGES: tuple[str, ...] = ("nl", "en")

#: The order of a table's note (reference: layer, unit, measure, N, states, suppression, software).
NOTE_ORDER: tuple[str, ...] = ("layer", "unit", "measure", "n", "", "states", "suppression", "software")

_FORMATTER = Formatter()


def say(key: str, lang: str = "nl", /, **values: Any) -> str:
    """A word or sentence in a language, with its values filled in, without the marks for italics.

    >>> say("layer.final", "nl", consensus=7, single=1)
    'Definitieve codering: 7 documenten consensus, 1 document één codeur.'
    >>> say("term.school", "en")
    'school'
    """
    return "".join(text for text, _ in phrase(key, lang, **values))


def phrase(key: str, lang: str = "nl", /, **values: Any) -> list[tuple[str, bool]]:
    """The same in pieces: text, and whether it is italic. A key that is not known is shown as it is, with its values.

    >>> phrase("n.head", "nl", N=26)
    [('N', True), (' = 26', False)]
    """
    words = WORDING.get(key)
    if words is None:
        extra = ", ".join(f"{name} {_value(value, lang)}" for name, value in values.items())
        return [(f"{key}: {extra}." if extra else key, False)]
    template = words.get(lang) or words["en"]
    pieces = re.split(r"\*([^*{}]+)\*", template)
    return [(_fill(piece, lang, values), bool(place % 2)) for place, piece in enumerate(pieces) if piece]


def known(key: str) -> bool:
    """Whether the wording has this key."""
    return key in WORDING


def note_place(key: str) -> int:
    """Where a statement stands in a table's note."""
    subject = key.partition(".")[0]
    return NOTE_ORDER.index(subject if subject in NOTE_ORDER else "")


def _fill(template: str, lang: str, values: dict[str, Any]) -> str:
    """The template with its values; a value that was not given is shown by its name, so that it is seen."""
    out: list[str] = []
    for literal, name, spec, _ in _FORMATTER.parse(template):
        out.append(literal)
        if name is None:
            continue
        value = values.get(name, "{" + name + "}")
        if spec and "|" in spec:
            one, many = spec.split("|")
            out.append(f"{_value(value, lang)} {one if value == 1 else many}")
        else:
            out.append(_value(value, lang, spec or ""))
    return "".join(out)


def _value(value: object, lang: str, spec: str = "") -> str:
    """A value as the language writes it."""
    if isinstance(value, bool):
        return say("term.yes" if value else "term.no", lang)
    if isinstance(value, dict):
        return str(value.get(lang) or next(iter(value.values()), ""))
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value, key=str) if isinstance(value, (set, frozenset)) else list(value)
        return _joined([_value(item, lang, spec) for item in items], lang)
    if spec == "c" and isinstance(value, (int, float)):
        return _coefficient(value, lang)
    if isinstance(value, float) and not value.is_integer():
        return decimal(value, int(spec[1:]) if re.fullmatch(r"\.\d", spec) else 2, lang)
    if isinstance(value, (int, float)):
        return decimal(value, int(spec[1:]), lang) if re.fullmatch(r"\.\d", spec) else integer(value, lang)
    if hasattr(value, "item"):
        return _value(value.item(), lang, spec)
    text = str(value)
    return say(text[1:], lang) if text.startswith("@") and known(text[1:]) else text


def _coefficient(value: float, lang: str) -> str:
    """A coefficient in running text: what cannot exceed 1 has no zero before the point in English (APA)."""
    text = decimal(value, 2, lang)
    return text.replace("0.", ".", 1) if lang == "en" and abs(value) < 1 and text.lstrip("−").startswith("0.") else text


def _joined(items: list[str], lang: str) -> str:
    """Items as a sentence lists them: a, b en c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {WORDING['term.and'][lang]} {items[-1]}"
