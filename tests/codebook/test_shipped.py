"""The codebooks that come with qualcode are what they say they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from qualcode.codebook.diff import diff
from qualcode.codebook.file import load
from qualcode.codebook.lineage import chain
from qualcode.codebook.schema import as_text
from qualcode.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

BOOKS = sorted(shipped("codebooks").glob("*.yaml"))
VERSIONS = sorted((shipped("examples") / "po-werkplaats" / "codebook").glob("*.yaml"))
GPL = shipped("codebooks") / "gpl-ict-nl.yaml"


def breaches(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """What of JSON Schema our own schema uses, checked."""
    if "$ref" in schema:
        return breaches(value, {**root["$defs"][schema["$ref"].rpartition("/")[2]]}, root, at)
    if "oneOf" in schema:
        fits = [one for one in schema["oneOf"] if not breaches(value, one, root, at)]
        return [] if len(fits) == 1 else [f"{at}: {value!r} fits {len(fits)} of oneOf"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r} is none of {schema['enum']}"]
    kinds = {"string": str, "number": (int, float), "array": list, "object": dict, "boolean": bool, "null": type(None)}
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(
        isinstance(value, kinds[kind]) and not (kind == "number" and isinstance(value, bool)) for kind in wanted
    ):
        return [f"{at}: {value!r} is no {wanted}"]
    found = []
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{at}: {value!r} does not match")
        if len(value) < schema.get("minLength", 0):
            found.append(f"{at}: too short")
    if isinstance(value, list):
        found += [b for n, item in enumerate(value) for b in breaches(item, schema["items"], root, f"{at}[{n}]")]
    if isinstance(value, dict):
        found += [f"{at} lacks {name}" for name in schema.get("required", []) if name not in value]
        for name, item in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", True))
            found += [f"{at} has {name}"] if inner is False else breaches(item, inner, root, f"{at}.{name}")
    return found


def as_json_values(path: Path) -> Any:
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(path), default=str))


def test_the_committed_schema_is_the_generated_one():
    assert (shipped("codebooks") / "schema.json").read_text(encoding="utf-8") == as_text()


@pytest.mark.parametrize("path", [*BOOKS, *VERSIONS], ids=lambda path: path.name)
def test_every_codebook_here_is_valid_for_us_and_for_an_editor(path):
    book = load(path)
    schema = json.loads(as_text())
    assert breaches(as_json_values(path), schema, schema) == []
    assert all(book[key].definition and book[key].example for key in book.keys)


def test_the_schema_refuses_what_we_refuse():
    schema = json.loads(as_text())
    good = {"codebook": "b", "version": "1.0.0", "codes": [{"key": "a", "label": {"nl": "A"}}]}
    assert breaches(good, schema, schema) == []
    for bad in (
        {**good, "kleur": "x"},
        {**good, "version": "een"},
        {"codebook": "b", "version": "1.0.0"},
        {**good, "codes": [{"key": "a.b", "label": "A"}]},
        {**good, "codes": [{"key": "a"}]},
        {**good, "codes": [{"key": "a", "label": "A", "assignable": "no"}]},
        {**good, "codes": [{"key": "a", "label": "A", "changed": {"1.0.0": "breder"}}]},
    ):
        assert breaches(bad, schema, schema) != []


def test_gpl_ict_nl_has_70_codes_on_3_levels_in_8_families():
    book = load(GPL)
    assert (len(book), book.height, book.roots) == (70, 3, ("pers", "ict", "org", "doc", "lln", "ont", "vrg", "opb"))
    assert [len(book.subtree(root)) for root in book.roots] == [13, 12, 10, 12, 5, 8, 5, 5]
    assert set(book.facets) == {"stand", "richting", "niveau"}
    assert [key for key, facet in book.facets.items() if facet.ordered] == ["niveau"]


def test_every_text_of_gpl_ict_nl_is_there_and_both_languages_have_label_and_definition():
    for code in load(GPL):
        assert set(code.label) == set(code.definition) == {"nl", "en"}, code.key
        assert code.use_when.get("nl"), code.key
        assert code.not_when.get("nl"), code.key


def test_every_reference_of_gpl_ict_nl_leads_to_another_code_of_it():
    book = load(GPL)
    for code in book:
        for group in re.findall(r"\(([^()]+)\)", code.not_when["nl"]):
            if "facet" not in group:
                for key in group.split(", "):
                    assert key in book, f"{code.key} sends to {key}"
                    assert key != code.key


def test_what_no_guide_asks_for_is_unprompted():
    book = load(GPL)
    assert {code.key for code in book if code.unprompted} >= {*book.subtree("vrg"), "opvatting"}


def test_the_versions_of_the_example_grow_into_the_shipped_one():
    last = chain([*(load(path) for path in VERSIONS), load(GPL)])
    assert [one.version for one in last.earlier] == ["0.9.0", "1.0.0"]
    assert last.unread("1.0.0") == {"gedeeld"}
    assert last.unread("0.9.0") == {"gedeeld", "experimenteerruimte", "ict-zelfregie"}
    assert last.current("ruimte") == "leerruimte"
    kinds = {(found.key, found.kind) for found in diff(last.earlier[1], last)}
    assert {("gedeeld", "split"), ("extern", "narrower")} <= kinds
    assert any("Schijnkeuze is extern" in rule for rule in last["extern"].rules)


def test_the_short_english_codebook_has_two_levels():
    book = load(shipped("codebooks") / "school-improvement-en.yaml")
    assert (len(book), book.height, book.languages) == (14, 2, ("en",))
