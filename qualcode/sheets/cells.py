"""What one cell of a sheet says: a yes or no, a date, a list, a consent; in Dutch or English."""

from __future__ import annotations

import re
from datetime import date

YES = frozenset({"yes", "ja", "y", "j", "true", "waar", "1", "x"})
NO = frozenset({"no", "nee", "n", "false", "onwaar", "0"})
ASK = frozenset({"ask", "vraag", "vragen", "na akkoord", "na toestemming"})

CONSENT = {
    "use": ("use", "gebruik"),
    "quote": ("quote", "citaat", "citeren"),
    "name": ("name", "naam"),
    "archive": ("archive", "archief", "archiveren"),
    "reuse": ("reuse", "hergebruik"),
    "parents": ("parents", "ouders"),
    "until": ("until", "tot"),
}


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither.

    >>> yes_or_no("Nee"), yes_or_no("misschien")
    (False, None)
    """
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else None


def day(text: str) -> str | None:
    """A date as ISO text (a year or a month alone will do); None where it is no date.

    >>> day("14-6-2026"), day("2026-06"), day("31-2-2026")
    ('2026-06-14', '2026-06', None)
    """
    text = text.strip()
    if re.fullmatch(r"\d{4}", text):
        return text
    if month := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return text if 1 <= int(month[2]) <= 12 else None
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", text)
    dutch = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text)
    parts = iso.groups() if iso else dutch.groups()[::-1] if dutch else None
    try:
        return date(*(int(part) for part in parts)).isoformat() if parts else None
    except ValueError:
        return None


def several(text: str) -> tuple[str, ...]:
    """The things that a cell lists, parted by ``;``, ``,`` or ``|``.

    >>> several("leraar; directeur")
    ('leraar', 'directeur')
    """
    return tuple(part.strip() for part in re.split(r"[;,|]", text) if part.strip())


def consent(text: str) -> tuple[dict[str, str], list[str]]:
    """What someone agreed to, and what of the text could not be understood.

    >>> consent("gebruik=ja; quote=ask; until=2030-01-01")
    ({'use': 'yes', 'quote': 'ask', 'until': '2030-01-01'}, [])
    >>> consent("quote=soms")
    ({}, ['quote=soms'])
    """
    agreed: dict[str, str] = {}
    unclear: list[str] = []
    for part in (part.strip() for part in re.split(r"[;,|]", text)):
        name, _, said = part.partition("=")
        key = next((key for key, names in CONSENT.items() if name.strip().casefold() in names), None)
        value = (day(said) if key == "until" else _answer(said)) if key else None
        if part and (key is None or value is None or key in agreed):
            unclear.append(part)
        elif key and value:
            agreed[key] = value
    return agreed, unclear


def _answer(text: str) -> str | None:
    if text.strip().casefold() in ASK:
        return "ask"
    said = yes_or_no(text)
    return None if said is None else "yes" if said else "no"


def typed(texts: list[str]) -> tuple[list[str | int | float | bool | None], list[int]]:
    """A column of cells as numbers, yes and no, or text: what all of them can be. Empty cells are None.

    The second list holds the positions of numbers that may mean two things: ``2.500`` is 2500 in Dutch, 2.5 in English.

    >>> typed(["312", "184", ""])
    ([312, 184, None], [])
    >>> typed(["ja", "nee"])
    ([True, False], [])
    >>> typed(["3,5", "4"])[0], typed(["312", "ca. 300"])[0], typed(["012", "120"])[0]
    ([3.5, 4], ['312', 'ca. 300'], ['012', '120'])
    """
    filled = [text for text in texts if text]
    if filled and all(_NUMBER.fullmatch(text) for text in filled):
        points = [text for text in filled if "." in text]
        doubtful = bool(points) and all(_THOUSANDS.fullmatch(text) for text in points)
        unclear = [i for i, text in enumerate(texts) if doubtful and "." in text]
        return [_number(text) if text else None for text in texts], unclear
    if filled and all(text.casefold() in {"yes", "no", "ja", "nee", "true", "false"} for text in filled):
        return [yes_or_no(text) if text else None for text in texts], []
    return [text or None for text in texts], []


_NUMBER = re.compile(r"[-−]?(?:0|[1-9]\d*)(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[-−]?[1-9]\d{0,2}\.\d{3}")


def _number(text: str) -> int | float:
    plain = text.replace("−", "-").replace(",", ".")
    return float(plain) if "." in plain else int(plain)
