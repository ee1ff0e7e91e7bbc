"""What the codebook says of a code, as a coder needs it beside the text: definition, when to use, when not, rules, example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qualcode.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.codebook import Codebook
    from qualcode.tui.look import Look


def explained(book: Codebook, key: str, lang: str, look: Look) -> Text:
    """Label and path of a code, then all that tells whether it applies; what the book does not say is left out."""
    code, said = book[key], Text()
    head, soft = look.here.color, look.dim.color
    said.append(book.label(key, lang), f"bold {head.name}" if head else "bold")
    above = " › ".join(book.label(name, lang) for name in reversed(book.ancestors(key)))
    if above:
        said.append(f"\n{above}", soft.name if soft else "")
    parts = [
        ("definition", in_language(code.definition, lang)), ("use_when", in_language(code.use_when, lang)),
        ("not_when", in_language(code.not_when, lang)), ("rules", "\n".join(f"• {rule.strip()}" for rule in code.rules)),
        ("example", in_language(code.example, lang)),
    ]  # fmt: skip
    for name, text in parts:
        if text:
            said.append(f"\n{say(f'screen.{name}', lang)}  ", f"bold {head.name}" if head else "bold")
            said.append(text.strip())
    if not code.assignable:
        said.append(f"\n{say('screen.heading_code', lang)}", soft.name if soft else "")
    return said


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """A text of the codebook in a language, else in the one that it has."""
    return texts.get(lang) or next((text for text in texts.values() if text), "")
