"""A codebook from a sheet (csv, xlsx, ods) with the column names that people really use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.codebook.entries import Entry
from qualcode.codebook.fields import CODE, field_of, slug, slug_fault
from qualcode.errors import CodebookFaults, did_you_mean
from qualcode.model import Problem

if TYPE_CHECKING:
    from qualcode.readers.sheets import Row, Sheet

_LANGUAGE = re.compile(r"^(.+?)[\s._(\[/-]+(nl|en|de|fr|fy|es|it|pt|da|sv|no|pl|tr|ar)\)?\]?$", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+(?:\.\d+)*\.?", re.ASCII)
_YES, _NO = frozenset({"true", "ja", "yes", "1", "x", "waar"}), frozenset({"false", "nee", "no", "0", "onwaar"})
_FIELDS = {one.name: one for one in CODE}


@dataclass
class Columns:
    """What each column of the sheet means: texts by field and language, single columns by field, levels from the top down."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    single: dict[str, str] = field(default_factory=dict)
    levels: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the texts, in the order of the columns."""
        return tuple(dict.fromkeys(lang for _, lang in self.words))


def read_rows(sheet: Sheet, lang: str = "nl") -> tuple[list[Entry], tuple[str, ...], list[str], list[str]]:
    """The codes of a sheet, its languages, what was changed, what was left out.

    A parent may be named by key or label; one that has no row of its own is made. A key of numbers (``2.1``) or with dots
    (``pers.regie``) gives the place in the tree, and the key is made of the label or of its last part.
    """
    columns = _meant(sheet, lang)
    if not columns.levels and "key" not in columns.single and not any(name == "label" for name, _ in columns.words):
        has = ", ".join(sheet.columns)
        then = f"Name a column code, label or naam; the sheet has: {has}.{did_you_mean('label', sheet.columns)}"
        raise CodebookFaults(sheet.name, [Problem(f"{sheet.name}, row 1", "no column names the codes.", then)])
    problems: list[Problem] = []
    changed = list(sheet.changed)
    if columns.levels:
        entries = _by_levels(sheet, columns, lang, problems)
    else:
        entries = _by_parent(sheet, columns, lang, problems, changed)
    if problems:
        raise CodebookFaults(sheet.name, problems)
    left_out = [f'the column "{name}"' for name in columns.unknown] + list(sheet.left_out)
    return entries, columns.languages or (lang,), changed, left_out


def _meant(sheet: Sheet, lang: str) -> Columns:
    found = Columns()
    meant = {name: field_of(name) for name in sheet.columns}
    plain = {name: "".join(sign for sign in name.casefold() if sign.isalnum()) for name in sheet.columns}
    parents = [name for name in sheet.columns if meant[name] == "parent"]
    sub = next((name for name in sheet.columns if plain[name] == "subcode"), None)
    main = next((name for name in sheet.columns if plain[name] in ("code", "hoofdcode")), None)
    if len(parents) > 1 or (sub and main):
        label = [name for name in sheet.columns if meant[name] in ("label", "key") and name not in parents]
        found.levels = [*parents, *(label if sub else label[:1])]
    for name in sheet.columns:
        base, language = _in_language(name, lang)
        what = field_of(base)
        if what == "level" and not all(row.values[name].strip().isdecimal() for row in sheet.rows):
            what = None  # "niveau" is also what other things are called
        if name in found.levels:
            continue
        if what is None or what == "codes" or (what != "level" and what != "parent" and what not in _FIELDS):
            found.unknown.append(name)
        elif what in _FIELDS and _FIELDS[what].kind == "words":
            _keep(found.words, (what, language), name, found)
        else:
            _keep(found.single, what, name, found)
    return found


def _keep(columns: dict[Any, str], key: Any, name: str, found: Columns) -> None:
    """The first column of a kind counts; another one is left out, by name."""
    if key in columns:
        found.unknown.append(name)
    else:
        columns[key] = name


def _in_language(name: str, lang: str) -> tuple[str, str]:
    match = _LANGUAGE.match(name.strip())
    if match and field_of(match.group(1)) is not None:
        return match.group(1), match.group(2).lower()
    return name, lang


def _by_levels(sheet: Sheet, columns: Columns, lang: str, problems: list[Problem]) -> list[Entry]:
    """One column a level; an empty cell above a filled one repeats the cell above it, as merged cells do."""
    entries: list[Entry] = []
    at: dict[tuple[str, ...], int] = {}
    own: dict[tuple[str, ...], int] = {}
    last: list[str] = [""] * len(columns.levels)
    for row in sheet.rows:
        cells = [" ".join(row.values[name].split()) for name in columns.levels]
        deepest = max((place for place, cell in enumerate(cells) if cell), default=None)
        if deepest is None:
            problems.append(Problem(sheet.where(row), "the row names no code.", "Fill in a label, or remove the row."))
            continue
        filled = next(place for place, cell in enumerate(cells) if cell)
        path = tuple(part for part in [*last[:filled], *cells[filled : deepest + 1]] if part)
        last = [*last[:filled], *cells[filled : deepest + 1], *[""] * (len(cells) - deepest - 1)]
        for depth in range(1, len(path) + 1):
            if path[:depth] not in at:
                parent = at[path[: depth - 1]] if depth > 1 else None
                entries.append(Entry({lang: path[depth - 1]}, parent, f"row {row.number}"))
                at[path[:depth]] = len(entries) - 1
        if path in own:
            what = f'"{" > ".join(path)}" stands in row {own[path]} as well.'
            problems.append(Problem(sheet.where(row), what, "Remove one of them."))
        own[path] = row.number
        entry = entries[at[path]]
        entry.fields.update(_fields(row, columns, sheet, problems))
        entry.label = {**entry.label, **_labels(row, columns)}
    return entries


def _by_parent(sheet: Sheet, columns: Columns, lang: str, problems: list[Problem], changed: list[str]) -> list[Entry]:
    entries: list[Entry] = []
    written: list[tuple[str, str]] = []
    levels: list[str] = []
    for row in sheet.rows:
        key = _cell(row, columns.single.get("key"))
        label = _labels(row, columns)
        if not key and not label:
            problems.append(
                Problem(sheet.where(row), "the row has neither key nor label.", "Fill in one, or remove the row.")
            )
            continue
        entry = Entry(label or {lang: key}, None, f"row {row.number}", fields=_fields(row, columns, sheet, problems))
        entry.key, entry.wish = _own_key(key, bool(label), sheet.where(row), changed)
        entries.append(entry)
        written.append((key, _cell(row, columns.single.get("parent"))))
        levels.append(_cell(row, columns.single.get("level")))
    if "parent" in columns.single:
        _nest_by_name(entries, written, lang, changed)
    elif "level" in columns.single:
        _nest_by_level(entries, levels, sheet, problems)
    elif any("." in key for key, _ in written):
        _nest_by_dots(entries, [key.strip(".") for key, _ in written])
    return entries


def _own_key(key: str, labelled: bool, where: str, changed: list[str]) -> tuple[str, str]:
    """The key as it is written where it can be one; else what to make it of (nothing: the label)."""
    if not key or _NUMBERED.fullmatch(key):
        return "", ""
    why = slug_fault(key)
    if why is None:
        return (key, "") if labelled or key == slug(key) else ("", key)
    if labelled:
        changed.append(f'{where}: the key "{key}" {why}; another was made of it')
    return "", key.rpartition(".")[2]


def _labels(row: Row, columns: Columns) -> dict[str, str]:
    texts = {language: _cell(row, column) for (name, language), column in columns.words.items() if name == "label"}
    return {language: text for language, text in texts.items() if text}


def _cell(row: Row, column: str | None) -> str:
    return _unguarded(" ".join(row.values[column].split())) if column else ""


def _unguarded(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _nest_by_level(entries: list[Entry], levels: list[str], sheet: Sheet, problems: list[Problem]) -> None:
    open_: list[int] = []
    for at, (entry, written) in enumerate(zip(entries, levels, strict=True)):
        level = int(written) if written.isdecimal() and int(written) > 0 else 0
        if not 0 < level <= len(open_) + 1:
            what = f'"{entry.shown}" has level "{written}", but the row above it stands at {len(open_)}.'
            problems.append(
                Problem(
                    f"{sheet.name}, {entry.where}", what, "A code is at most one level deeper than the one above it."
                )
            )
            continue
        open_ = open_[: level - 1]
        entry.parent = open_[-1] if open_ else None
        open_.append(at)


def _nest_by_name(entries: list[Entry], written: list[tuple[str, str]], lang: str, changed: list[str]) -> None:
    at: dict[str, int] = {}
    for place, entry in enumerate(entries):
        for name in (written[place][0], entry.key, *entry.label.values()):
            if name:
                at.setdefault(name.casefold(), place)
    for place, (_, parent) in enumerate(written):
        if not parent:
            continue
        if parent.casefold() not in at:
            entries.append(Entry({lang: parent}, None, entries[place].where))
            at[parent.casefold()] = len(entries) - 1
            changed.append(f'{entries[place].where}: the parent "{parent}" has no row; it was made a code at the top')
        if at[parent.casefold()] != place:
            entries[place].parent = at[parent.casefold()]


def _nest_by_dots(entries: list[Entry], keys: list[str]) -> None:
    at = {key.casefold(): place for place, key in enumerate(keys) if key}
    for entry, key in zip(entries, keys, strict=True):
        above = key.rpartition(".")[0]
        while above and above.casefold() not in at:
            above = above.rpartition(".")[0]
        entry.parent = at.get(above.casefold()) if above else None


def _fields(row: Row, columns: Columns, sheet: Sheet, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for (name, language), column in columns.words.items():
        text = _unguarded("\n".join(" ".join(line.split()) for line in row.values[column].strip().split("\n")))
        if text and name != "label":
            found.setdefault(name, {})[language] = text
    for name, column in columns.single.items():
        text = _unguarded(row.values[column].strip())
        if not text or name in ("key", "parent", "level"):
            continue
        value = _value(name, text)
        if value is None:
            what = f'{column} is "{text}", which is neither yes nor no.'
            problems.append(Problem(sheet.where(row), what, "Write ja or nee, true or false."))
        else:
            found[name] = value
    return found


def _value(name: str, text: str) -> Any:
    kind = _FIELDS[name].kind
    if kind == "flag":
        return True if text.lower() in _YES else False if text.lower() in _NO else None
    if kind == "slugs":
        return tuple(part for part in re.split(r"[\s,;|]+", text) if part)
    if kind == "kinds":
        pairs = [part.partition(":") for part in re.split(r"[\n;,]+", text) if part.strip()]
        return {version.strip(): word.strip() for version, _, word in pairs}
    if kind == "texts":
        parts = text.split("\n") if "\n" in text or name == "rules" or "/" in text else re.split(r"[;,]", text)
        return tuple(" ".join(part.split()) for part in parts if part.strip())
    return text
