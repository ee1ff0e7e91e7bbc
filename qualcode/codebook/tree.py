"""A codebook as text for a terminal: the tree with labels, and the card of one code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.codebook.exports import WORDS, appendix_row

if TYPE_CHECKING:
    from qualcode.codebook.book import Code, Codebook

_MARKS = {
    "nl": {"retired": "vervallen sinds {}", "assignable": "alleen subcodes", "exclusive": "subcodes sluiten elkaar uit",
           "unprompted": "niet bevraagd", "was": "voorheen {}", "codes": "codes", "levels": "lagen"},
    "en": {"retired": "retired since {}", "assignable": "subcodes only", "exclusive": "subcodes exclude each other",
           "unprompted": "not asked for", "was": "formerly {}", "codes": "codes", "levels": "levels"},
}  # fmt: skip


def as_tree(book: Codebook, lang: str = "nl") -> str:
    """Every code on a line: key (set in by depth), label, and what is special about it.

    >>> from qualcode.codebook import Code, Codebook
    >>> codes = (Code("trust", {"en": "Trust"}), Code("peers", {"en": "Trust in peers"}, "trust", retired="1.0.0"))
    >>> print(as_tree(Codebook("trust", "1.0.0", codes), "en"))
    trust 1.0.0: 2 codes, 2 levels
    <BLANKLINE>
    trust    Trust
      peers  Trust in peers (retired since 1.0.0)
    """
    words = _MARKS.get(lang, _MARKS["en"])
    rows = [("  " * (book.depth(code.key) - 1) + code.key, _labelled(book, code, lang)) for code in book]
    width = max((len(key) for key, _ in rows), default=0)
    head = f"{book.name} {book.version}: {len(book)} {words['codes']}, {book.height} {words['levels']}"
    facets = [f"{facet.key}: {' | '.join(facet.values)}" for facet in book.facets.values()]
    lines = [head, "", *(f"{key.ljust(width)}  {label}" for key, label in rows)]
    return "\n".join([*lines, "", *facets] if facets else lines)


def _labelled(book: Codebook, code: Code, lang: str) -> str:
    label, marks = book.label(code.key, lang), special(code, lang)
    return f"{label} ({', '.join(marks)})" if marks else label


def special(code: Code, lang: str) -> list[str]:
    """What sets a code apart, in words."""
    words = _MARKS.get(lang, _MARKS["en"])
    marks = [words["retired"].format(code.retired)] if code.retired else []
    if not code.assignable and not code.retired:
        marks.append(words["assignable"])
    marks += [words[name] for name in ("exclusive", "unprompted") if getattr(code, name)]
    return [*marks, *([words["was"].format(", ".join(code.was))] if code.was else [])]


def as_card(book: Codebook, key: str, lang: str = "nl") -> str:
    """All that a coder needs of one code: path, definition, when and when not, decision rules, example, codes below."""
    code = book[key]
    words = WORDS.get(lang, WORDS["en"])
    _, definition, use, example = appendix_row(book, code, lang)
    lines = [f"{book.path(key, lang)} [{key}]"]
    lines += [f"  ({', '.join(marks)})"] if (marks := special(code, lang)) else []
    lines += [f"  {definition}"] if definition else []
    lines += [f"  {line}" for line in use.split("\n") if line]
    lines += [f"  {words['example']}: {example}"] if example else []
    lines += [f"  > {book.label(child, lang)} [{child}]" for child in book.children(key)]
    return "\n".join(lines)
