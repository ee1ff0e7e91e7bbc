"""Transcripts of speech recognisers as JSON: Whisper, WhisperX, whisper.cpp and Amberscript."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from qualcode.errors import Unreadable
from qualcode.model import words_in
from qualcode.readers.encodings import decode
from qualcode.readers.limits import MEGABYTE, content
from qualcode.readers.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from qualcode.readers.intake import Intake

_MOST = 50 * MEGABYTE
_JOINS = re.compile(r"^[.,;:!?…)\]»”’%]+$")


def read(path: Path) -> Intake:
    """Transcripts (.json) of Whisper, WhisperX, whisper.cpp and Amberscript: segments with times, speakers where named.

    Segments of one speaker in a row are one turn; without speakers each segment is. Times are those of the segment, or of
    its first word. The confidence and the times of single words are left out.
    """
    decoded, value = load(path)
    speech = Speech("segments", changed=list(decoded))
    if isinstance(value, dict) and isinstance(value.get("transcription"), list):
        _whisper_cpp(value["transcription"], speech)
    else:
        segments = value if isinstance(value, list) else value.get("segments") if isinstance(value, dict) else None
        if not isinstance(segments, list):
            raise _other(path)
        _segments(segments, _names(value), speech, path)
    if not speech.said and not speech.empty:
        raise Unreadable(path, "the transcript holds no segment")
    _prove_whole(value, speech)
    return speech.intake()


def load(path: Path) -> tuple[tuple[str, ...], Any]:
    """What was changed while decoding, and the value of a JSON file under limits of size and depth."""
    decoded = decode(content(path, _MOST), path)
    try:
        return decoded.changed, json.loads(decoded.text)
    except RecursionError:
        raise Unreadable(path, "its parts are nested deeper than any transcript is", "It is not opened.") from None
    except ValueError as fault:
        raise Unreadable(
            path, "the file is no valid JSON, or is cut off", "Export it again from where it was made."
        ) from fault


def _other(path: Path) -> Unreadable:
    return Unreadable(
        path, "the JSON is no transcript of Whisper, WhisperX or Amberscript", "Export the talk as .docx, .vtt or .txt."
    )


def _names(value: Any) -> Mapping[str, str]:
    """Amberscript's table of speakers: their ids and what people call them."""
    given = value.get("speakers") if isinstance(value, dict) else None
    names: dict[str, str] = {}
    for entry in given if isinstance(given, list) else ():
        if isinstance(entry, dict) and entry.get("spkid") is not None:
            names[str(entry["spkid"])] = str(entry.get("name") or entry["spkid"])
    return names


def _segments(segments: Iterable[Any], names: Mapping[str, str], speech: Speech, path: Path) -> None:
    words_timed = 0
    for segment in segments:
        if not isinstance(segment, dict):
            raise _other(path)
        words = [word for word in segment.get("words") or () if isinstance(word, dict)]
        words_timed += len(words)
        text = segment.get("text")
        if not isinstance(text, str):
            if not words and "words" not in segment:
                raise _other(path)
            text = _joined(words)
        start = _number(segment.get("start"))
        if start is None:
            start = next((time for word in words if (time := _number(word.get("start"))) is not None), None)
        spoken = segment.get("speaker")
        label = "" if spoken is None else names.get(str(spoken), str(spoken))
        speech.add(" ".join(text.split("\n")), label, start)
    if words_timed:
        speech.left_out.append(f"times and confidence of single words: {words_timed}")


def _joined(words: Iterable[Mapping[str, Any]]) -> str:
    """Words as running talk: a space between each two, none before a sign that stands alone."""
    text = ""
    for word in words:
        said = str(word.get("text", word.get("word", ""))).strip()
        if said:
            text += said if not text or _JOINS.match(said) else f" {said}"
    return text


def _whisper_cpp(segments: Iterable[Any], speech: Speech) -> None:
    for segment in segments:
        if isinstance(segment, dict):
            offsets = segment.get("offsets")
            start = _number(offsets.get("from")) if isinstance(offsets, dict) else None
            speech.add(
                str(segment.get("text") or ""),
                str(segment.get("speaker") or ""),
                None if start is None else start / 1000,
            )


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if abs(value) < 1e7 else None


def _prove_whole(value: Any, speech: Speech) -> None:
    """Whether the text that Whisper writes beside its segments holds more words than they do."""
    whole = value.get("text") if isinstance(value, dict) else None
    if isinstance(whole, str):
        missing = words_in(whole) - sum(words_in(piece.text) for piece in speech.said)
        if missing > 0:
            speech.left_out.append(f"words of the whole text that no segment holds: {missing}")
