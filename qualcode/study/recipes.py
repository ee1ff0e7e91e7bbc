"""Named tables of a study: a list of recipes in YAML, each one analysis with its arguments, and the files it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from qualcode.errors import did_you_mean
from qualcode.sheets.written import Written, read_written
from qualcode.table import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("name", "function", "arguments", "caption", "audience", "lang", "output")
SUFFIXES = (".docx", ".xlsx", ".html", ".md", ".csv", ".json", ".txt")
ON_CODINGS = ("layer", "round", "coder")  # which codings an analysis is given
ON_UNITS = (
    "unit",
    "coders",
    "value",
    "min_words",
    "min_covered",
    "version",
    "given",
    "intra",
)  # what is compared, where coders are compared

#: Each analysis and the arguments that a recipe may give it.
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "agreement": (
        *ON_CODINGS, *ON_UNITS, "by", "coefficients", "metric", "interval", "confidence", "depth", "seed",
        "threshold", "bands", "prevalence",
    ),
    "agreement_matrix": (*ON_CODINGS, *ON_UNITS, "columns", "measure", "depth"),
    "disagreements": (*ON_CODINGS, *ON_UNITS, "code", "depth"),
    "span_disagreements": (*ON_CODINGS, "coders", "code", "depth"),
    "confusion": (*ON_CODINGS, *ON_UNITS, "depth", "least"),
    "tendencies": (*ON_CODINGS, "coders", "by"),
    "matrix": (
        *ON_CODINGS, "rows", "columns", "measure", "depth", "kinds", "documents", "talk", "where",
    ),
    "quotes": (*ON_CODINGS, "rows", "columns", "depth", "kinds", "documents", "talk", "where", "limit"),
    "cooccurrence": (*ON_CODINGS, "within", "least", "depth", "kinds", "documents", "talk", "where"),
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """One table of a report: which analysis, what it is given, and what is made of it."""

    name: str
    function: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    caption: str | None = None
    audience: str = "team"
    lang: str = "nl"
    files: tuple[str, ...] = ()


def read_recipes(path: str | Path, *, lang: str = "nl") -> tuple[Named, ...]:
    """The named tables of a file.

    Raises
    ------
    StudyFaults
        An unknown key, analysis or argument (with the nearest one), a name or file that stands twice, an audience or
        file type that there is not: all at once, each with line and column.
    """
    written = read_written(path)
    listed = written.content or []
    if not isinstance(listed, list):
        written.fault(written.content, None, "a file of tables is a list: each table begins with - name: NAME.")
        listed = []
    named: list[Named] = []
    taken: dict[str, str] = {}
    for at, said in enumerate(listed):
        said = written.mapping(listed, at, said, "a table")
        if said:
            recipe = _named(written, said, lang)
            _check_taken(written, said, recipe, taken)
            named.append(recipe)
    written.close()
    return tuple(named)


def _named(written: Written, said: Mapping[str, Any], lang: str) -> Named:
    written.only(said, KEYS)
    name = str(said.get("name") or "").strip()
    if not name or PurePath(name).name != name:
        written.fault(said, "name", "a table needs a name that can be the name of a file.")
        name = "nameless"
    function = _choice(written, said, "function", tuple(ARGUMENTS), "")
    arguments = written.mapping(said, "arguments", said.get("arguments") or {}, "arguments")
    if function in ARGUMENTS:
        written.only(arguments, ARGUMENTS[function])
    return Named(
        name=name,
        function=function,
        arguments=_plain(arguments),
        caption=str(said["caption"]) if said.get("caption") else None,
        audience=_choice(written, said, "audience", AUDIENCES, "team"),
        lang=_choice(written, said, "lang", ("nl", "en"), lang),
        files=_files(written, said, name),
    )


def _choice(written: Written, said: Mapping[str, Any], key: str, known: tuple[str, ...], default: str) -> str:
    value = str(said.get(key) or default)
    if value not in known:
        then = (did_you_mean(value, known).strip() if value else "") or f"Known: {', '.join(known)}."
        written.fault(said, key, f'unknown {key} "{value}".' if value else f"a table needs a {key}.", then)
    return value


def _files(written: Written, said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The files of a table: ``docx`` means NAME.docx, a file name stands for itself."""
    value = said.get("output") or ["docx", "xlsx", "html"]
    made: list[str] = []
    for at, what in enumerate(value if isinstance(value, list) else [value]):
        file = str(what) if "." in str(what).lstrip(".") else f"{name}.{str(what).lstrip('.')}"
        node, key = (value, at) if isinstance(value, list) else (said, "output")
        if PurePath(file).name != file:
            written.fault(node, key, f'the file "{file}" must be a name without a folder.')
        elif not _writable(Path(file).suffix.lower()):
            written.fault(node, key, f'nothing writes "{file}".', f"Known: {', '.join(SUFFIXES)}.")
        made.append(file)
    return tuple(made)


def _writable(suffix: str) -> bool:
    """Whether a writer stands ready; those of others are asked for only when the suffix is not ours."""
    if suffix in SUFFIXES:
        return True
    from qualcode.tables import formats

    return suffix in formats()


def _check_taken(written: Written, said: Mapping[str, Any], recipe: Named, taken: dict[str, str]) -> None:
    for what in (f'name "{recipe.name}"', *(f'file "{file}"' for file in recipe.files)):
        if what in taken:
            written.fault(said, "output" if what.startswith("file") else "name", f"the {what} stands there twice.")
        taken[what] = recipe.name


def _plain(value: Any) -> Any:
    """A value of a YAML file without its place, ready for JSON; a list that an analysis takes is a list."""
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, bool) or value is None:
        return value
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return str(value)
