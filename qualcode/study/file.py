"""The study file: where everything of a study lies, read whole, with every fault at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import did_you_mean
from qualcode.sheets.written import Written, read_written
from qualcode.study.keyplace import study_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The sheets of a study in the order in which each may name what the ones before it brought. Coverage comes after
#: codings, for a finished reading takes no more of them.
SHEETS = (
    "cases",
    "persons",
    "instruments",
    "documents",
    "speakers",
    "asked",
    "codings",
    "coverage",
    "decisions",
    "forget",
)
KEYS = (
    "study",
    "project",
    "codebook",
    "waves",
    "pseudonyms",
    *SHEETS,
    "final",
    "agreement",
    "suppression",
    "tables",
    "output",
    "lang",
)
AGREEMENT = ("unit", "coefficient", "threshold", "min_words", "min_covered", "sampled")
UNITS = ("turn", "answer", "paragraph", "sentence", "document", "given")
FINAL = ("consensus-else-responsible", "responsible", "consensus")
SUPPRESSION = ("interview", "survey", "nco", "none")
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Study:
    """A study file as it was read: its parts as paths that exist, and its settings.

    `sheets` holds for each kind of sheet (cases, persons, documents ...) the files, in order; `settings` what was
    agreed before the coding: the rule of the final layer, agreement, suppression, the study's name. `key` is where the
    key of names and pseudonyms lies, as it was written; it need not be on this computer.
    """

    path: Path
    name: str
    project: Path
    codebooks: tuple[Path, ...]
    waves: tuple[str, ...] = ()
    sheets: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    tables: tuple[Path, ...] = ()
    output: Path = Path("tables")
    lang: str = "nl"
    settings: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""

    @property
    def key_file(self) -> Path | None:
        """Where the key is on this computer, if it is."""
        place = (self.path.parent / Path(self.key).expanduser()).resolve()
        return place if self.key and place.is_file() else None


def read_study(path: str | Path) -> Study:
    """Read a study file; paths in it are relative to its folder, ``*`` stands for any name.

    Raises
    ------
    NotHere
        There is no such file.
    StudyFaults
        An unknown key (with the nearest one), a file that is not there, a pattern that no file fits, a value that
        cannot be: all at once, each with line and column.
    """
    written = read_written(path)
    root = written.mapping(written.content, None, written.content, "a study file")
    if root:
        written.only(root, KEYS)
    name = _text(written, root, "study") or ""
    if not name:
        written.fault(root, "study", 'the study has no name: a line "study: NAME" is needed.')
    codebooks = _files(written, root, "codebook")
    if not root.get("codebook"):
        written.fault(root, "codebook", 'the study has no codebook: a line "codebook: FILE.yaml" is needed.')
    folder = written.path.resolve().parent
    study = Study(
        path=written.path.resolve(),
        name=name,
        project=folder / (_text(written, root, "project") or f"{name}.qualcode"),
        codebooks=codebooks,
        waves=_waves(written, root),
        sheets={sheet: files for sheet in SHEETS if (files := _files(written, root, sheet))},
        tables=_files(written, root, "tables"),
        output=Path(_text(written, root, "output") or "tables"),
        lang=_one_of(written, root, "lang", LANGUAGES, "nl"),
        settings=_settings(written, root),
        key=_key(written, root),
    )
    if study.project.suffix != ".qualcode":
        written.fault(root, "project", f'the project "{study.project.name}" must end in .qualcode.')
    written.close()
    return study


def _text(written: Written, root: Mapping[str, Any], key: str) -> str | None:
    value = root.get(key)
    if isinstance(value, (dict, list)):
        written.fault(root, key, f"{key} is one value, not a list.")
        return None
    return None if value is None else str(value).strip()


def _key(written: Written, root: Mapping[str, Any]) -> str:
    """Where the key lies, as it was written: anywhere but in the folder of a study."""
    said = _text(written, root, "pseudonyms") or ""
    folder = written.path.resolve().parent
    place = (folder / Path(said).expanduser()).resolve()
    if said and (place.is_relative_to(folder) or study_folder(place) is not None):
        what = f'the key "{said}" lies in the folder of a study: whoever gets that folder gets the names.'
        written.fault(root, "pseudonyms", what, "Move it elsewhere, for instance ~/key.csv.")
    return said


def _one_of(written: Written, root: Mapping[str, Any], key: str, known: tuple[str, ...], default: str) -> str:
    value = _text(written, root, key) or default
    if value not in known:
        written.fault(
            root, key, f'unknown {key} "{value}".', did_you_mean(value, known).strip() or f"Known: {', '.join(known)}."
        )
    return value


def _waves(written: Written, root: Mapping[str, Any]) -> tuple[str, ...]:
    value = root.get("waves") or []
    if not isinstance(value, list):
        written.fault(root, "waves", "waves is a list, in the order of time.", "Write waves: [begin, eind].")
        return ()
    waves = [str(wave).strip() for wave in value]
    for at, wave in enumerate(waves):
        if wave in waves[:at]:
            written.fault(value, at, f'the wave "{wave}" stands there twice.')
    return tuple(waves)


def _files(written: Written, root: Mapping[str, Any], key: str) -> tuple[Path, ...]:
    """The files of a key that holds one path or a list of them, patterns resolved in order of name."""
    value = root.get(key)
    if value is None:
        return ()
    listed = isinstance(value, list)
    found: list[Path] = []
    for at, name in enumerate(value if listed else [value]):
        if isinstance(name, (dict, list)):
            written.fault(value if listed else root, at if listed else key, f"{key} is a file or a list of files.")
            continue
        fitting, fault = _fitting(written.path.resolve().parent, str(name))
        if fault:
            written.fault(value if listed else root, at if listed else key, f"{key}: {fault}")
        found.extend(path for path in fitting if path not in found)
    return tuple(found)


def _fitting(folder: Path, name: str) -> tuple[list[Path], str]:
    """The files that a name or pattern means, and what is wrong with it."""
    if not has_magic(name):
        path = (folder / name).resolve()
        if path.is_file():
            return [path], ""
        beside = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
        return [], f'there is no file "{name}".{did_you_mean(path.name, beside)}'
    paths = (Path(path) for path in glob(str(folder / name), recursive=True))
    found = sorted(path for path in paths if path.is_file() and not path.name.startswith((".", "~")))
    return found, "" if found else f'no file fits "{name}".'


def _settings(written: Written, root: Mapping[str, Any]) -> dict[str, Any]:
    agreement = root.get("agreement") or {}
    agreement = written.mapping(root, "agreement", agreement, "agreement")
    written.only(agreement, AGREEMENT)
    settings: dict[str, Any] = {
        "final": _one_of(written, root, "final", FINAL, "consensus-else-responsible"),
        "suppression": _one_of(written, root, "suppression", SUPPRESSION, "interview"),
        "unit": _one_of(written, agreement, "unit", UNITS, "turn"),
        "coefficient": _text(written, agreement, "coefficient") or "alpha",
    }
    if sampled := _text(written, agreement, "sampled"):
        settings["sampled"] = sampled
    for key in ("threshold", "min_words", "min_covered"):
        value = agreement.get(key)
        if value is None:
            continue
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or value < 0
            or (key == "threshold" and value > 1)
        ):
            written.fault(
                agreement, key, f"{key} says {value!r}; it is a number{' from 0 to 1' if key == 'threshold' else ''}."
            )
        else:
            settings[key] = float(value) if key == "threshold" else int(value)
    return settings
