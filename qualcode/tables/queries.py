"""A query as a reader of a report would say it: the words of the table for columns and values, plain signs for operators."""

from __future__ import annotations

import re

from qualcode.wording import known, say

_TOKEN = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')|(?P<name>`[^`]+`|[^\W\d]\w*(?:\.\w+)*)|(?P<sign>[=!<>]=|[<>])|(?P<rest>\s+|.)"""
)
_SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
_WORDS = {"nl": {"and": "en", "or": "of", "not": "niet", "in": "in"}, "en": {}}


def readable(query: str, lang: str) -> str:
    """The query in the table's words; what is not known stays as it was written.

    >>> readable("wave == 'eind' and `facet.stand` != 'ambitie'", "nl")
    'meting = eindmeting en stand ≠ ambitie'
    """
    words: dict[str, str] = _WORDS[lang]
    out: list[str] = []
    for token in _TOKEN.finditer(query):
        text = token[0]
        if token["text"]:
            value = text[1:-1]
            out.append(say(f"value.{value}", lang) if known(f"value.{value}") else value)
        elif token["name"]:
            name = text.strip("`").removeprefix("facet.")
            out.append(words.get(name) or (say(f"column.{name}", lang) if known(f"column.{name}") else name))
        else:
            out.append(_SIGNS.get(text, text))
    return "".join(out)
