"""The plain words of subtitles and transcripts, found without their readers: what `share` compares with.

A label is counted where it changes: a text names a speaker once per turn, its file often with every piece.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from qualcode.readers.limits import content
from qualcode.readers.rawpages import letters, page, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD = re.compile(r"\s*(?:\[([^\[\]\n]{1,40})\]:?|([^:\n]{1,40}):(?!\d)|([^\n]{1,40})\n)")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")


def cues(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Subtitles: the lines of each cue without tags; notes and what stands before the first cue apart."""
    text = letters(content(path)).replace("\r\n", "\n").replace("\r", "\n")
    said: list[str] = []
    apart: list[tuple[str, str]] = []
    label = ""
    for number, block in enumerate(re.split(r"\n[ \t]*\n", text)):
        lines = block.strip("\n").split("\n")
        if any("-->" in line for line in lines):
            spoken = unescape(_TAG.sub("", "\n".join(_without_times(lines)))) + "\n"
            head = _HEAD.match(spoken)
            now = head.group().strip() if head else ""
            said.append(spoken[head.end() :] if head and now == label and spoken[head.end() :].strip() else spoken)
            label = now
        elif lines[0].startswith(("STYLE", "REGION")):
            continue
        elif lines[0].startswith("NOTE"):
            apart.append(("note", block[4:]))
        elif number == 0:
            apart.append(("header", block.removeprefix("WEBVTT")))
        else:
            said.append(_TAG.sub("", block))
    yield "text", words("\n".join(said))
    for kind, block in apart:
        yield kind, words(block)


def _without_times(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        of_next = number + 1 < len(lines) and "-->" in lines[number + 1]
        if "-->" not in line and not (of_next and (number == 0 or line.strip().isdigit())):
            yield line


def transcript(path: Path) -> Iterator[tuple[str, list[str]]]:
    """JSON: all strings named text or word; of a text and the pieces that say it once more, the longer."""
    try:
        yield "text", _spoken(json.loads(letters(content(path))))
    except (ValueError, RecursionError):
        return


def _spoken(value: Any) -> list[str]:
    if isinstance(value, list):
        return [word for one in value for word in _spoken(one)]
    if not isinstance(value, dict):
        return []
    own = [words(said) for key in ("text", "word") if isinstance(said := value.get(key), str)]
    below = [_spoken(inside) for key, inside in value.items() if key != "tokens"]
    return max([*own, *below], key=len, default=[])


def otranscribe(path: Path) -> Iterator[tuple[str, list[str]]]:
    """oTranscribe: its page."""
    try:
        value = json.loads(letters(content(path)))
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        yield from page(value["text"])


def elan(path: Path) -> Iterator[tuple[str, list[str]]]:
    """ELAN: all values of annotations; those of a tier that depends on another apart."""
    text = letters(content(path))
    apart: list[tuple[str, list[str]]] = []
    for named, inside in re.findall(r"<TIER\b([^>]*[^>/])>(.*?)</TIER>", text, re.DOTALL):
        values = re.findall(r"<ANNOTATION_VALUE>([^<]*)</ANNOTATION_VALUE>", inside)
        found = words(unescape("\n".join(values)))
        if "PARENT_REF=" in named:
            name = re.search(r'TIER_ID="([^"]*)"', named)
            apart.append((f'tier "{unescape(name[1]) if name else ""}"', found))
        else:
            yield "text", found
    yield from apart


def debate(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Debates: what stands between the tags, without the facts about the publication."""
    text = re.sub(r"<metadata\b.*?</metadata>|<!--.*?-->|<\?.*?\?>", "", letters(content(path)), flags=re.DOTALL)
    text = text[max(text.find("<"), 0) :]
    pieces = re.split(r"(<spreker\b.*?</spreker>)", text, flags=re.DOTALL)
    before = ""
    kept: list[str] = []
    for piece in pieces:
        now = " ".join(re.sub(r"<[^<>]*>", " ", piece).split())
        if piece.startswith("<spreker"):
            if words(now) == words(before):
                continue
            before = now
        kept.append(now)
    yield "text", words(unescape(" ".join(kept)))
