"""The fields of a codebook file, named once: what reads, writes, checks and explains the file looks here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "slug", "name", "version", "words", "text", "texts", "slugs", "flag", "kinds", "color", "codes", "facets"
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, what stands in it, and a sentence that explains it."""

    name: str
    kind: Kind
    says: str
    required: bool = False


BOOK: tuple[Field, ...] = (
    Field("codebook", "slug", "The name of the codebook, the same in all its versions.", required=True),
    Field("version", "version", "The number of this version, for instance 1.1.0.", required=True),
    Field("languages", "texts", "The languages of the texts, the first one leading: nl, en."),
    Field("facets", "facets", "Values that a coding carries beside its code, by their key."),
    Field("codes", "codes", "The codes at the top of the tree.", required=True),
)
FACET: tuple[Field, ...] = (
    Field("label", "words", "What the facet is called."),
    Field("values", "texts", "The values to choose from; for an ordered facet from low to high.", required=True),
    Field("required", "flag", "true: every coding must carry a value."),
    Field("ordered", "flag", "true: the values form a scale."),
)
CODE: tuple[Field, ...] = (
    Field("key", "slug", "The identity of the code: letters, digits, - and _; never used again for another code.", required=True),
    Field("label", "words", "What the code is called in tables and on the screen.", required=True),
    Field("definition", "words", "What the code means."),
    Field("use_when", "words", "When to use it."),
    Field("not_when", "words", "When not to use it, with the key of the code to use instead."),
    Field("rules", "texts", "Decision rules, as they were agreed in meetings."),
    Field("example", "words", "A passage that bears the code."),
    Field("assignable", "flag", "false: only its children are applied."),
    Field("exclusive", "flag", "true: its children exclude each other on a segment."),
    Field("unprompted", "flag", "true: no guide asks for it, so that 0 means not mentioned."),
    Field("since", "version", "The version in which the code was born."),
    Field("retired", "version", "The version from which the code is no longer applied."),
    Field("changed", "kinds", "What a version did to its meaning: wider, narrower or cosmetic, by version."),
    Field("was", "slugs", "Keys that this code answered to before; they are never used again."),
    Field("split_from", "slugs", "The codes that this one was split off from."),
    Field("color", "color", "A colour for the screen, quoted: \"#3b7dd8\"."),
    Field("cues", "texts", "Words, phrases or /regular expressions/ that suggest the code."),
    Field("codes", "codes", "The codes below it."),
)  # fmt: skip

#: What a version may have done to the meaning of a code.
CHANGE_KINDS: tuple[str, ...] = ("wider", "narrower", "cosmetic")

#: Other names that people use for a field, in sheets and by mistake in YAML; compared without case, spaces, - and _.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "key": ("key", "code", "codekey", "sleutel", "id", "codeid", "slug", "nr", "nummer", "codenummer", "codenr", "afkorting"),
    "label": ("label", "name", "naam", "codename", "codenaam", "titel", "title", "subcode", "term"),
    "definition": ("definition", "definitie", "description", "omschrijving", "beschrijving", "betekenis", "meaning", "def"),
    "use_when": ("usewhen", "wel", "welgebruiken", "gebruiken", "inclusie", "inclusion", "inclusioncriteria",
                 "inclusiecriteria", "whentouse", "use", "wanneerwel", "wanneergebruiken"),
    "not_when": ("notwhen", "niet", "nietgebruiken", "exclusie", "exclusion", "exclusioncriteria", "exclusiecriteria",
                 "whennottouse", "donotuse", "wanneerniet", "wanneernietgebruiken"),
    "rules": ("rules", "rule", "regels", "regel", "beslisregel", "beslisregels", "decisionrule", "decisionrules",
              "codeerregel", "codeerregels", "afspraken"),
    "example": ("example", "examples", "voorbeeld", "voorbeelden", "voorbeeldzin", "voorbeeldcitaat", "citaat", "quote",
                "anker", "ankervoorbeeld", "anchor"),
    "parent": ("parent", "parentcode", "parentkey", "ouder", "hoofdcode", "bovenliggend", "bovenliggendecode", "groep",
               "group", "categorie", "category", "codegroep", "codegroup", "thema", "theme", "familie", "family"),
    "assignable": ("assignable", "toepasbaar", "iscodable", "codable"),
    "exclusive": ("exclusive", "exclusief"),
    "unprompted": ("unprompted", "nietbevraagd", "ongevraagd"),
    "since": ("since", "sinds", "vanafversie"),
    "retired": ("retired", "vervallen"),
    "changed": ("changed", "gewijzigd", "wijziging"),
    "was": ("was", "voorheen", "oudekey", "oudecode", "former"),
    "split_from": ("splitfrom", "afgesplitstvan"),
    "color": ("color", "colour", "kleur"),
    "cues": ("cues", "cue", "trefwoorden", "trefwoord", "keywords", "zoekwoorden", "signaalwoorden"),
    "codes": ("codes", "children", "subcodes", "kinderen"),
    "level": ("level", "niveau", "diepte", "depth", "laag"),
}  # fmt: skip
_FIELD_OF = {alias: name for name, aliases in ALIASES.items() for alias in aliases}


def field_of(name: str) -> str | None:
    """The field that people mean by a name, None where it is none.

    >>> field_of("Bovenliggende code"), field_of("Niet gebruiken"), field_of("Locatie")
    ('parent', 'not_when', None)
    """
    return _FIELD_OF.get("".join(sign for sign in name.casefold() if sign.isalnum()))


def slug_fault(key: str) -> str | None:
    """Why a text cannot be a key; None where it can.

    >>> slug_fault("visie-ontwikkeling"), slug_fault("pers.regie")
    (None, 'holds a dot; a key is flat, its place in the tree is looked up')
    """
    if not key:
        return "is empty"
    if len(key) > 100:
        return f"has {len(key)} signs, more than 100"
    if "." in key:
        return "holds a dot; a key is flat, its place in the tree is looked up"
    if any(sign.isspace() for sign in key):
        return "holds a space; write - or _ instead"
    wrong = next(
        (sign for sign in key if not (sign in "-_" or unicodedata.category(sign)[0] in "LM" or sign.isdecimal())), None
    )
    if wrong is not None:
        shown = f'"{wrong}"' if wrong.isprintable() else f"U+{ord(wrong):04X}"
        return f"holds {shown}; a key is made of letters, digits, - and _"
    return "begins with -; begin with a letter or a digit" if key[0] in "-_" else None


def slug(text: str) -> str:
    """A key made of a label: lower case, NFC, everything that is no letter or digit becomes a hyphen.

    >>> slug("Tijd, tempo & plaats"), slug("Énergie (nieuw)"), slug("...")
    ('tijd-tempo-plaats', 'énergie-nieuw', '')
    """
    plain = unicodedata.normalize("NFC", text).lower()
    signs = [s if s == "_" or s.isdecimal() or unicodedata.category(s)[0] in "LM" else "-" for s in plain]
    made = "-".join(part for part in "".join(signs).split("-") if part)
    return unicodedata.normalize("NFC", made[:100].strip("-_").lstrip("-_"))
