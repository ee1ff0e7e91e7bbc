"""What to do with files that are no text and that no reader here takes: by their suffix, one step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SOUND = (
    ".mp3",
    ".m4a",
    ".wav",
    ".wma",
    ".ogg",
    ".opus",
    ".flac",
    ".aac",
    ".amr",
    ".mp4",
    ".mov",
    ".avi",
    ".mkv",
    ".webm",
    ".wmv",
)
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp")
_PROJECTS = (
    ".qdpx",
    ".qde",
    ".nvp",
    ".nvpx",
    ".mx18",
    ".mx20",
    ".mx22",
    ".mx24",
    ".mex22",
    ".mex24",
    ".atlproj",
    ".qda",
)

#: Suffix to the sentence that says how its text may come in after all.
INSTEAD: Mapping[str, str] = {
    **dict.fromkeys(_SOUND, "It is sound or video: transcribe it first, and add the transcript."),
    **dict.fromkeys(_PICTURES, "It is a picture: run text recognition (OCR) on it first."),
    **dict.fromkeys(
        _PROJECTS,
        "It is a project of another program: export its texts there as .docx or .txt, and its codes as .qdc or a sheet.",
    ),
    ".qdc": "It is a codebook: `qualcode codebook import` makes one of it.",
    ".doc": "Save it in Word or LibreOffice as .docx first.",
    ".dot": "Save it in Word or LibreOffice as .docx first.",
    ".wps": "Save it in Word or LibreOffice as .docx first.",
    ".pages": "Export it from Pages as .docx first.",
    ".numbers": "Export it from Numbers as .xlsx first.",
    ".gdoc": "It is only a link to Google: download it there as .docx.",
    ".gsheet": "It is only a link to Google: download it there as .xlsx.",
    ".pptx": "Export it as .pdf first.",
    ".ppt": "Export it as .pdf first.",
    ".odp": "Export it as .pdf first.",
    ".epub": "Convert it to .html or .docx first.",
    ".eml": "Save it as .txt or .html first.",
    ".msg": "Save it as .txt or .html first.",
    ".zip": "Unpack it first, and add the files in it.",
}
