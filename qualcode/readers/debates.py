"""Debates of the Dutch parliament as they are published (XML): each turn of speech with its speaker, paragraph by paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qualcode.errors import Unreadable
from qualcode.readers.encodings import decode
from qualcode.readers.limits import XML, content, xml
from qualcode.readers.speech import Speech

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.readers.intake import Intake

_DECLARED = re.compile(r"\A.{0,3}?\s*<\?xml[^>]*\?>", re.DOTALL)  # also behind a byte-order mark that was encoded twice
_WITHIN = ((re.compile(r"([(\[])\s+"), r"\1"), (re.compile(r"\s+([)\],.:;])"), r"\1"))
_DEEP = 100


def read(path: Path) -> Intake:
    """Debates of the Dutch parliament (.xml): a turn for each turn of speech, a line for each paragraph."""
    decoded = decode(content(path, XML), path)
    root = xml(_DECLARED.sub("", decoded.text).encode("utf-8"), path, path.name)
    if root.tag != "officiele-publicatie":
        raise Unreadable(
            path, "the XML is neither a debate of the Dutch parliament nor another kind that is read here",
            "Save it as .docx or .txt first.",
        )  # fmt: skip
    speech = Speech("paragraphs", "\n", changed=list(decoded.changed))
    facts = sum(1 for _ in root.iter("meta"))
    if facts:
        speech.left_out.append(f"facts about the publication: {facts}")
    _walk(root, "", speech, 0)
    return speech.intake()


def _walk(element: Any, label: str, speech: Speech, depth: int) -> None:
    """Every element that holds text of its own is a paragraph, whatever it is called."""
    for below in element:
        if not isinstance(below.tag, str) or below.tag == "metadata":
            continue
        if below.tag == "spreekbeurt":
            _walk(below, _flat(below.find("spreker")), speech, depth + 1)
        elif below.tag == "spreker" and element.tag == "spreekbeurt":
            continue
        elif depth > _DEEP or _has_words(below):
            speech.add(_flat(below), label)
        else:
            _walk(below, label, speech, depth + 1)


def _has_words(element: Any) -> bool:
    return bool((element.text or "").strip()) or any((below.tail or "").strip() for below in element)


def _flat(element: Any) -> str:
    """The words of an element on one line, without the spaces that its lay-out put within brackets and before points."""
    text = "" if element is None else " ".join("".join(element.itertext()).split())
    for pattern, instead in _WITHIN:
        text = pattern.sub(instead, text)
    return text
