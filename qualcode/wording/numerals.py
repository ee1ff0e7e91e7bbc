"""Numbers and dates as Dutch and English reports print them. Nothing here rounds what is stored: only what is shown."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MINUS = "−"
_POINT = {"nl": ",", "en": "."}
_THOUSANDS = {"nl": ".", "en": ","}
_MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip


def decimal(value: float, places: int = 2, lang: str = "nl") -> str:
    """A number with a fixed number of decimals, the language's decimal sign, and a true minus.

    >>> decimal(-0.016, 2, "nl"), decimal(1234.5, 1, "en"), decimal(-0.001, 2, "nl")
    ('−0,02', '1,234.5', '0,00')
    """
    if math.isnan(value) or math.isinf(value):
        return ""
    # A float such as 0.125 or 2.675 is rounded as it prints, half up, as a reader with the number in hand would.
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):,f}".partition(".")
    text = whole.replace(",", _THOUSANDS[lang]) + (_POINT[lang] + fraction if fraction else "")
    return (MINUS if rounded < 0 else "") + text


def integer(value: float, lang: str = "nl") -> str:
    """A whole number with the language's thousands sign.

    >>> integer(2500, "nl"), integer(-3, "en")
    ('2.500', '−3')
    """
    return decimal(value, 0, lang)


def percent(share: float, whole: int, lang: str = "nl") -> str:
    """A share of a named whole in per cent, without the sign: none below N = 20, whole ones, one decimal from N = 200.

    >>> percent(0.425, 40, "nl"), percent(0.5, 4, "nl"), percent(0.1234, 2500, "nl")
    ('43', '', '12,3')
    """
    if whole < 20 or math.isnan(share):
        return ""
    return decimal(share * 100, 1 if whole >= 200 else 0, lang)


def interval(low: float, high: float, lang: str = "nl", places: int = 2) -> str:
    """An interval in brackets, clipped to what a coefficient can be; nothing where there is none.

    >>> interval(0.58, 0.834, "nl"), interval(0.58, 1.2, "en"), interval(float("nan"), 1.0)
    ('[0,58; 0,83]', '[0.58, 1.00]', '')
    """
    if math.isnan(low) or math.isnan(high):
        return ""
    between = "; " if lang == "nl" else ", "
    return f"[{decimal(max(low, -1.0), places, lang)}{between}{decimal(min(high, 1.0), places, lang)}]"


def day(value: date, lang: str = "nl") -> str:
    """A date: 14-6-2026 in Dutch, 14 June 2026 in English.

    >>> from datetime import date
    >>> day(date(2026, 6, 14), "nl"), day(date(2026, 6, 14), "en")
    ('14-6-2026', '14 June 2026')
    """
    if lang == "en":
        return f"{value.day} {_MONTHS['en'][value.month - 1]} {value.year}"
    return f"{value.day}-{value.month}-{value.year}"
