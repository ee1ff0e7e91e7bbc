"""The pictures of the coding screen in the how-to page, drawn from the example study: ``python -m qualcode.cli.pictures FOLDER``."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qualcode.project import Project
from qualcode.study.build import build
from qualcode.study.demo import copy_example
from qualcode.tui.app import CodingApp, Habits

if TYPE_CHECKING:
    from collections.abc import Sequence

DOCUMENT = "wisselspoor-eind-leraren"
#: A little work before each picture: codes that overlap, on the third and fourth answers.
_WORK = (
    "home",
    "n",
    "enter",
    *"zelfreg",
    "enter",
    "f",
    "1",
    "escape",
    "v",
    "v",
    "enter",
    *"motiv",
    "enter",
    "question_mark",
)


class Picture(NamedTuple):
    """A file, the size of the window, the look, and the keys before it is taken."""

    name: str
    size: tuple[int, int]
    look: str
    keys: tuple[str, ...]


PICTURES = (
    Picture("coding-80-dark", (80, 24), "dark", _WORK),
    Picture("coding-80-light-picker", (80, 24), "light", (*_WORK, "n", "enter", *"zelf")),
    Picture("coding-80-finish", (80, 24), "light", (*_WORK, "ctrl+f")),
    Picture("coding-120-light", (120, 40), "light", _WORK),
    Picture("coding-200-dark", (200, 60), "dark", _WORK),
)


def draw(project: Path, folder: Path, pictures: Sequence[Picture] = PICTURES) -> list[Path]:
    """Draw the pictures from copies of a project."""
    folder.mkdir(parents=True, exist_ok=True)
    return [asyncio.run(_drawn(project, folder, picture)) for picture in pictures]


async def _drawn(project: Path, folder: Path, picture: Picture) -> Path:
    copy = project.with_name(f"{picture.name}.qualcode")
    copy.write_bytes(project.read_bytes())
    with Project.open(copy, coder="E") as study:
        app = CodingApp(study, DOCUMENT, Habits(look=picture.look))
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            await pilot.press(*picture.keys)
            await pilot.pause()
            drawn = app.export_screenshot()
    file = folder / f"{picture.name}.svg"
    file.write_text(_plain(drawn), encoding="utf-8")
    return file


def _plain(drawn: str) -> str:
    """Without fonts from elsewhere: whoever looks at a page fetches nothing."""
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn, flags=re.S)
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.S)
    return re.sub(r"font-family: Fira Code, monospace", "font-family: monospace", drawn)


def main(folder: str) -> None:
    """Build the example in a passing folder and draw."""
    with tempfile.TemporaryDirectory() as place:
        built = build(copy_example(Path(place) / "example"))
        for file in draw(Path(str(built.project)), Path(folder)):
            sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "docs/how-to/pictures")
