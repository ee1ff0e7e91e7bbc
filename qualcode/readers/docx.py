"""Word files: the whole body in the order of the page, then the notes; what has no place in a text is named.

The package is opened under limits and walked here directly: a list of its paragraphs alone, as libraries give it, would
lose tables, text boxes, content controls and tracked insertions without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.errors import Unreadable
from qualcode.readers.intake import Intake, Mark
from qualcode.readers.wordcomments import comments
from qualcode.readers.wordfile import WordFile, attribute, name
from qualcode.readers.wordwalk import Walk

if TYPE_CHECKING:
    from pathlib import Path

_SHOWN = 60


def read(path: Path, *, margins: bool = False) -> Intake:
    """Word (.docx): body, tables, boxes, notes; tracked insertions read as accepted.

    Paragraphs are separated by one line end, cells by a tab; a text box follows the paragraph that holds it; footnotes
    and endnotes stand at the end, each as a line. Marks: heading (level), bold, table, row, cell (column), box, link,
    comment (author and text), footnote, endnote and their references; with `margins` also header and footer, whose texts
    then stand at the end, each once. Comments come beside the text, with their place, author, date and replies.
    """
    file = WordFile(path)
    walk = Walk(file)
    try:
        bodies = [body for body in file.main if name(body.tag) == "w:body"]
        for number, body in enumerate(bodies):
            if number:
                walk.put("\n")
            walk.blocks(body)
        if len(bodies) > 1:
            walk.changed["bodies read one after the other"] = len(bodies)
        _notes(walk, file)
        if margins:
            _margins_as_lines(walk, file)
        beside = comments(walk, file)
    except RecursionError:
        raise Unreadable(path, "its parts are nested deeper than any document is", "It is not opened.") from None
    walk.kept["comments"] += len(beside)
    walk.marks.extend(comment.mark for comment in beside if comment.mark)
    left_out = [*([] if margins else _margins(file)), *_deletions(walk)]
    left_out += [f"{what}: {count}" for what, count in sorted(walk.lost.items())]
    changed = tuple(f"{what}: {count}" for what, count in sorted(walk.changed.items()))
    kept = {what: count for what, count in walk.kept.items() if count}
    return Intake(walk.text, tuple(walk.finished()), kept, changed, tuple(left_out), comments=beside)


def _notes(walk: Walk, file: WordFile) -> None:
    """Footnotes and endnotes as lines at the end, in the order in which the text refers to them."""
    for kind in ("footnote", "endnote"):
        wanted = [key for found, key in walk.notes if found == kind]
        if not wanted:
            continue
        bodies = {
            attribute(note, "w:id"): note for root in file.parts(f"{kind}s") for note in root if name(note.tag) != "#"
        }
        for key in dict.fromkeys(wanted):
            if key not in bodies:
                walk.lost[f"{kind}s that the file does not hold"] += 1
                continue
            walk.put("\n")
            start = walk.at
            walk.blocks(bodies[key])
            walk.kept[f"{kind}s"] += 1
            walk.marks.append(Mark(kind, start, walk.at, key))


def _margins(file: WordFile) -> list[str]:
    """Headers and footers that say anything, each text once."""
    found: list[str] = []
    for kind in ("header", "footer"):
        texts = dict.fromkeys(_plain(file, root) for root in file.parts(kind))
        found.extend(f'{kind} "{text[:_SHOWN]}{"…" if len(text) > _SHOWN else ""}"' for text in texts if text)
    return found


def _margins_as_lines(walk: Walk, file: WordFile) -> None:
    """Headers and footers as lines at the end, each text once."""
    for kind in ("header", "footer"):
        roots = {said: root for root in reversed(file.parts(kind)) if (said := _plain(file, root))}
        for root in reversed(roots.values()):
            walk.put("\n")
            start = walk.at
            walk.blocks(root)
            walk.kept[f"{kind}s"] += 1
            walk.marks.append(Mark(kind, start, walk.at))


def _deletions(walk: Walk) -> list[str]:
    count = walk.lost.pop("tracked deletions", 0)
    return [f"{_count(count, 'tracked deletion')} ({_count(walk.lost_words, 'word')})"] if count else []


def _plain(file: WordFile, root: Any) -> str:
    """The words of a part that does not enter the text, on one line."""
    walk = Walk(file)
    walk.blocks(root)
    return " ".join(walk.text.split())


def _count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
