"""The JSON Schema of the codebook file, for editors that check and complete YAML while one writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qualcode.codebook.fields import BOOK, CHANGE_KINDS, CODE, FACET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.codebook.fields import Field

_SLUG = r"^[^\s.\-_/\\|,;:()\[\]{}\"'][^\s./\\|,;:()\[\]{}\"']*$"
_VERSION = r"^\d+(\.\d+){0,2}$"
_KINDS: dict[str, dict[str, Any]] = {
    "slug": {"type": ["string", "number"], "pattern": _SLUG},
    "version": {"type": ["string", "number"], "pattern": _VERSION},
    "words": {"$ref": "#/$defs/words"},
    "texts": {"type": "array", "items": {"type": "string", "minLength": 1}},
    "slugs": {"type": "array", "items": {"type": ["string", "number"], "pattern": _SLUG}},
    "flag": {"type": "boolean"},
    "kinds": {"type": "object", "additionalProperties": {"enum": list(CHANGE_KINDS)}},
    "color": {"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"},
    "codes": {"type": "array", "items": {"$ref": "#/$defs/code"}},
    "facets": {"type": "object", "additionalProperties": {"$ref": "#/$defs/facet"}},
}


def schema() -> dict[str, Any]:
    """The schema as plain values; ``codebooks/schema.json`` holds it as text."""
    words = {
        "description": "One text per language, or a text in the first language.",
        "oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": ["string", "null"]}}],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A qualcode codebook",
        **_object(BOOK),
        "$defs": {"words": words, "facet": _object(FACET), "code": _object(CODE)},
    }


def as_text() -> str:
    """The schema as it is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _object(fields: Sequence[Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [one.name for one in fields if one.required],
        "properties": {one.name: {"description": one.says, **_KINDS[one.kind]} for one in fields},
    }
