"""Version numbers of a codebook: 1.10 comes after 1.9, and 1.1 is 1.1.0."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,2}", re.ASCII)


def is_version(text: str) -> bool:
    """Whether this is a version number: one to three whole numbers with dots between them.

    >>> is_version("1.1.0"), is_version("0.9"), is_version("1.1-concept")
    (True, True, False)
    """
    return _NUMBER.fullmatch(text) is not None


def order(version: str) -> tuple[tuple[int, str], ...]:
    """What versions are sorted by; 1.1 and 1.1.0 are one. A part that is no number comes before any number.

    >>> order("1.9") < order("1.10.0"), order("1.1") == order("1.1.0")
    (True, True)
    """
    parts = [(int(part), "") if part.isdecimal() else (-1, part) for part in version.strip().split(".")]
    while len(parts) > 1 and parts[-1] == (0, ""):
        parts.pop()
    return tuple(parts)


def later(version: str, than: str) -> bool:
    """Whether one version comes after another.

    >>> later("1.10", "1.9"), later("1.1.0", "1.1")
    (True, False)
    """
    return order(version) > order(than)


def same(version: str, other: str) -> bool:
    """Whether two numbers name the same version."""
    return version == other or order(version) == order(other)


def next_version(version: str, *, patch: bool) -> str:
    """The number of the next version: the third number grows for wording, the second for everything else.

    >>> next_version("1.1.0", patch=True), next_version("1.1.3", patch=False), next_version("2", patch=False)
    ('1.1.1', '1.2.0', '2.1.0')
    """
    first, second, third = ([int(part) for part in version.split(".")] + [0, 0])[:3]
    return f"{first}.{second}.{third + 1}" if patch else f"{first}.{second + 1}.0"
