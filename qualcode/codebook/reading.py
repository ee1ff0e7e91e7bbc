"""From the tree of a YAML file to a codebook: every field that is unknown, misplaced or of the wrong kind is a fault with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from qualcode.codebook.book import Code, Codebook, Facet
from qualcode.codebook.fields import BOOK, CODE, FACET, Field, field_of, slug_fault
from qualcode.codebook.laws import DEPTH, code_faults, facet_faults, version_fault
from qualcode.codebook.positions import Map, Seq, Text, Value, place
from qualcode.codebook.versions import is_version
from qualcode.errors import did_you_mean
from qualcode.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass
class Reader:
    """One reading of one file: it fills `problems` and, where there are none, `book` is whole."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    languages: tuple[str, ...] = ("nl", "en")
    codes: list[Code] = field(default_factory=list)
    places: list[dict[str, str]] = field(default_factory=list)

    def book(self, root: Value | None) -> Codebook | None:
        """The codebook in a tree; None where the file holds none at all."""
        if root is None:
            self.fault(None, "the file is empty.", "A codebook begins with: codebook: NAME.")
            return None
        named = {key.value for key, _ in root.items} if isinstance(root, Map) else set()
        if not isinstance(root, Map) or not named & {"codebook", "codes", "version"} or "study" in named:
            self.fault(
                root, f"this is no codebook but {_what(root, named)}.", "A codebook begins with: codebook: NAME."
            )
            return None
        found = self.fields(root, BOOK, "codebook", first=("languages",))
        version = found.get("version", "")
        at = {key.value: place(self.name, value.line, value.column) for key, value in root.items}
        if version and not is_version(version):
            self.problems.append(version_fault(at["version"], "version", version))
        if any(key.value == "codes" and isinstance(value, Seq) and not value.items for key, value in root.items):
            self.problems.append(Problem(at["codes"], "the codebook has no codes."))
        self.problems += code_faults(self.codes, version, self.where)
        return Codebook(found.get("codebook", ""), version, tuple(self.codes), self.languages, found.get("facets", {}))

    def where(self, at: int, name: str) -> str:
        """Where a field of a code stands, or the code where it has no such field."""
        return self.places[at].get(name) or self.places[at][""]

    def fault(self, at: Value | None, what: str, then: str = "") -> None:
        """Note a fault."""
        where = place(self.name, at.line, at.column) if at else place(self.name, 1, 1)
        self.problems.append(Problem(where, what, then))

    def fields(
        self, node: Map, known: Sequence[Field], what: str, first: tuple[str, ...] = (), skip: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The values of a mapping by field; `first` are read before the others, `skip` by the caller."""
        by_name = {one.name: one for one in known}
        written: dict[str, tuple[Text, Value]] = {}
        for key, value in node.items:
            if key.value not in by_name:
                self._unknown(key, by_name, what)
            elif key.value in written:
                line = written[key.value][0].line
                self.fault(key, f'the field "{key.value}" stands in line {line} as well.', "Keep one of them.")
            else:
                written[key.value] = (key, value)
        for one in known:
            if one.required and one.name not in written:
                self.fault(node, f"this {what} has no {one.name}.", one.says)
        found: dict[str, Any] = {}
        for name in sorted(written, key=lambda name: name not in first):
            if name in skip:
                continue
            value = self.value(by_name[name], *written[name])
            if value is not None:
                found[name] = value
                if name == "languages":
                    self.languages = self._languages(written[name][1], value)
        return found

    def _unknown(self, key: Text, known: Mapping[str, Field], what: str) -> None:
        meant = field_of(key.value)
        near = f' Did you mean "{meant}"?' if meant in known else did_you_mean(key.value, known)
        then = "Codes are nested: write it under the codes: of its parent." if meant == "parent" else ""
        self.fault(key, f'a {what} has no field "{key.value}".{near if not then else ""}', then)

    def value(self, wanted: Field, key: Text, node: Value) -> Any:
        """One value of the kind that its field wants; None after a fault or where nothing is written."""
        if isinstance(node, Text) and node.empty:
            if wanted.required or wanted.kind == "color":
                then = f'Write quotes around it: {wanted.name}: "#3b7dd8".' if wanted.kind == "color" else wanted.says
                self.fault(key, f"{wanted.name} is empty.", then)
            return None
        reads: dict[str, Callable[[Field, Value], Any]] = {
            "slug": self._slug, "version": self._text, "color": self._text, "words": self._words, "texts": self._texts,
            "slugs": self._texts, "flag": self._flag, "kinds": self._kinds, "codes": self._codes, "facets": self._facets,
        }  # fmt: skip
        return reads[wanted.kind](wanted, node)

    def _text(self, wanted: Field, node: Value) -> str | None:
        if isinstance(node, Text):
            return normalize("NFC", node.value.strip()) if wanted.kind == "slug" else node.value.strip()
        self.fault(node, f"{wanted.name} must be one text, not {_what(node)}.")
        return None

    def _slug(self, wanted: Field, node: Value) -> str | None:
        text = self._text(wanted, node)
        if text is not None and wanted.name != "key" and (why := slug_fault(text)):
            self.fault(node, f'the name "{text}" {why}.')
        return text

    def _words(self, wanted: Field, node: Value) -> dict[str, str] | None:
        if isinstance(node, Text):
            return {self.languages[0]: _as_field(wanted, node.value)}
        if isinstance(node, Seq):
            self.fault(
                node, f"{wanted.name} must be a text per language, not a list.", f"Write {wanted.name}: {{nl: ...}}."
            )
            return None
        before = len(self.problems)
        found: dict[str, str] = {}
        for key, value in node.items:
            if key.value in found:
                self.fault(key, f'{wanted.name} has the language "{key.value}" twice.', "Keep one of them.")
            elif key.value not in self.languages:
                cut = isinstance(value, Text) and value.empty and not _LANGUAGE.fullmatch(key.value)
                then = "A text with a comma needs quotes here." if cut else ""
                known = ", ".join(self.languages)
                self.fault(key, f'{wanted.name} has "{key.value}" where a language should stand ({known}).', then)
            elif not isinstance(value, Text):
                self.fault(value, f"{wanted.name} must hold one text per language, not {_what(value)}.")
            elif not value.empty and value.value.strip():
                found[key.value] = _as_field(wanted, value.value)
        return found if len(self.problems) == before else None

    def _texts(self, wanted: Field, node: Value) -> tuple[str, ...] | None:
        if not isinstance(node, Seq):
            self.fault(node, f"{wanted.name} must be a list, not {_what(node)}.", f"Write {wanted.name}: [...].")
            return None
        found = []
        for item in node.items:
            if isinstance(item, Text) and item.value.strip():
                found.append(normalize("NFC", " ".join(item.value.split())))
            else:
                told = "an empty one" if isinstance(item, Text) else _what(item)
                self.fault(
                    item, f"{wanted.name} must be a list of texts, but holds {told}.", 'Quote a text that holds ": ".'
                )
        return tuple(found)

    def _flag(self, wanted: Field, node: Value) -> bool | None:
        written = node.value if isinstance(node, Text) else _what(node)
        if isinstance(node, Text) and node.plain and written.lower() in ("true", "false"):
            return written.lower() == "true"
        self.fault(node, f"{wanted.name} must be true or false, not {written}.")
        return None

    def _kinds(self, wanted: Field, node: Value) -> dict[str, str] | None:
        if not isinstance(node, Map):
            then = f"Write {wanted.name}: {{1.1.0: wider}}."
            self.fault(node, f"{wanted.name} must name a kind of change per version, not {_what(node)}.", then)
            return None
        found: dict[str, str] = {}
        for key, value in node.items:
            if not isinstance(value, Text) or key.value in found:
                self.fault(key, f"{wanted.name} must hold one word for version {key.value}.")
            else:
                found[key.value] = value.value
        return found

    def _codes(self, wanted: Field, node: Value) -> bool | None:
        """The codes at the top; those below follow them in `codes`, in the order of the file."""
        self._level(node, None, 1)
        return True if isinstance(node, Seq) else None

    def _level(self, node: Value, parent: str | None, depth: int) -> None:
        if isinstance(node, Text) and node.empty:
            return
        if not isinstance(node, Seq):
            self.fault(node, f"codes must be a list, not {_what(node)}.", "Begin each code with: - key: NAME.")
            return
        if depth > DEPTH:
            self.fault(node, f"codes stand more than {DEPTH} levels deep.", "Flatten the tree.")
            return
        for item in node.items:
            if isinstance(item, Map):
                self._code(item, parent, depth)
            else:
                self.fault(item, f"a code must be a mapping, not {_what(item)}.", "Begin each code with: - key: NAME.")

    def _code(self, node: Map, parent: str | None, depth: int) -> None:
        found = self.fields(node, CODE, "code", skip=("codes",))
        if "key" in found:
            at = {key.value: place(self.name, value.line, value.column) for key, value in node.items}
            self.places.append(at | {"": place(self.name, node.line, node.column)})
            if "label" not in found:  # its absence was noted already
                found["label"] = {self.languages[0]: found["key"]}
            self.codes.append(Code(parent=parent, **found))
        below = next((value for key, value in node.items if key.value == "codes"), None)
        if below is not None:
            self._level(below, found.get("key"), depth + 1)

    def _facets(self, wanted: Field, node: Value) -> dict[str, Facet] | None:
        if not isinstance(node, Map):
            self.fault(node, f"facets must be a mapping, not {_what(node)}.", "Write facets: {stand: {values: [...]}}.")
            return None
        facets: dict[str, Facet] = {}
        for key, value in node.items:
            name = normalize("NFC", key.value)
            if not isinstance(value, Map):
                self.fault(value, f'the facet "{name}" must be a mapping, not {_what(value)}.', "Write values: [...].")
            elif any(name.casefold() == other.casefold() for other in facets):
                self.fault(key, f'the facet "{name}" stands there twice.', "Keep one of them.")
            else:
                found = self.fields(value, FACET, "facet")
                if "values" in found:
                    facets[name] = Facet(name, **found)
                    self.problems += facet_faults(facets[name], place(self.name, key.line, key.column))
        return facets

    def _languages(self, node: Value, found: tuple[str, ...]) -> tuple[str, ...]:
        for language in found:
            if not _LANGUAGE.fullmatch(language):
                self.fault(node, f'"{language}" is no language.', "Write codes of two letters: [nl, en].")
        if len(set(found)) < len(found):
            self.fault(node, "a language stands there twice.")
        return tuple(dict.fromkeys(found)) or self.languages


def _as_field(wanted: Field, text: str) -> str:
    """A label stands on one line, other texts may have several."""
    return normalize("NFC", " ".join(text.split())) if wanted.name == "label" else _prose(text)


def _prose(text: str) -> str:
    """A text as it will be printed: line breaks stay where they were written, other white space becomes one space."""
    return normalize("NFC", "\n".join(" ".join(line.split()) for line in text.strip().split("\n")))


def _what(node: Value | None, named: set[str] | None = None) -> str:
    if isinstance(node, Map) and named is not None:
        if "study" in named:
            return "a study file"
        return f"a file with the fields {', '.join(sorted(named)[:6])}" if named else "an empty mapping"
    if isinstance(node, Map):
        return "a mapping"
    if isinstance(node, Seq):
        return "a list"
    return f'"{node.value[:60]}"' if isinstance(node, Text) and node.value else "nothing"
