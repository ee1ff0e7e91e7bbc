"""Where a key lies: outside the project, on this computer only, read by its owner alone. What is otherwise is said."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import CallError
from qualcode.people.key import open_to_others
from qualcode.store.places import synced

#: How many folders above a key are looked at, and what shows that one is that of a study.
_ABOVE = 3
_OF_A_STUDY = ("*.qualcode", "*.qualcode-copy", "study.yaml")


def warnings(key: Path) -> list[str]:
    """What is wrong with the place of a key, in sentences; nothing where it is well kept."""
    place = key.expanduser().resolve()
    said = []
    folder = study_folder(place)
    if folder is not None:
        said.append(
            f"The key lies in the folder of a study ({folder}): whoever gets that folder gets the names. Move it elsewhere."
        )
    kept = synced(place)
    if kept is not None:
        said.append(
            f"The key lies in a folder that {kept[1]} copies to a server ({kept[0]}). Move it to this computer only."
        )
    if place.is_file() and open_to_others(place):
        said.append(f"Others on this computer may read the key: chmod 600 {key}.")
    return said


def refuse_beside_project(key: Path) -> None:
    """Refuse to make a key in the folder of a study, where it would be shared with it.

    Raises
    ------
    CallError
        The folder of the key, or one above it, holds a project or a study file.
    """
    folder = study_folder(key.expanduser().resolve())
    if folder is not None:
        raise CallError(
            f"{key} would lie in the folder of a study ({folder}): whoever gets that folder would get the names. "
            "Write the key elsewhere, for instance in your own folder: -o ~/key.csv."
        )


def study_folder(path: Path) -> Path | None:
    """The folder of a study that a path lies in, if there is one; the home folder and the root are none."""
    home = Path.home().resolve()
    for folder in path.parents[:_ABOVE]:
        if folder in (home, Path(folder.anchor)):
            return None
        if any(next(folder.glob(pattern), None) is not None for pattern in _OF_A_STUDY):
            return folder
    return None
