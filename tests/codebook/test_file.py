"""A codebook file is read with all its faults at once, each where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook.file import LARGEST, load, loads
from qualcode.errors import CodebookFaults, NotHere, Unreadable
from qualcode.shipped import shipped

HEAD = "codebook: boek\nversion: 1.1.0\n"


def faults(text: str) -> list[str]:
    """What is said of a text, one line a fault, each begun with line:column."""
    with pytest.raises(CodebookFaults) as raised:
        loads(text, "b.yaml")
    return [str(problem).removeprefix("b.yaml:") for problem in raised.value.problems]


def of_code(fields: str) -> list[str]:
    """What is said of one code with these fields, which begin in line 4."""
    return faults(f"{HEAD}codes:\n  - {fields}")


def test_a_codebook_is_read_as_it_is_written():
    book = loads(
        HEAD + "languages: [nl, en]\nfacets:\n  stand: {values: [huidig, ambitie], ordered: true}\n"
        "codes:\n- key: regie\n  label: {nl: Regie, en: Control}\n  exclusive: true\n  codes:\n"
        "  - {key: zelf, label: Zelfregie, was: [zelfsturing], cues: [zelf kiezen]}\n"
    )
    assert (book.name, book.version, book.keys) == ("boek", "1.1.0", ("regie", "zelf"))
    assert book.path("zelf") == "Regie > Zelfregie"
    assert book["regie"].exclusive
    assert book.current("zelfsturing") == "zelf"
    assert book.facets["stand"].ordered
    assert book.facets["stand"].values == ("huidig", "ambitie")


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_the_file():
    found = faults(
        "codebook: mijn boek\nversion: 1.x\nkleur: rood\ncodes:\n"
        "  - key: pers.regie\n    label: {nl: Regie}\n    colour: rood\n"
        "  - key: a\n    label: {nl: A}\n  - key: A\n    label: {nl: A}\n"
        "  - key: b\n    assignable: nee\n"
    )
    assert [line.split(" ", 1)[0] for line in found] == [
        "1:11:", "2:10:", "3:1:", "5:10:", "7:5:", "10:10:", "12:5:", "13:17:",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "1:1: the file is empty."),
        ("# niets\n", "1:1: the file is empty."),
        ("zomaar tekst\n", '1:1: this is no codebook but "zomaar tekst".'),
        ("study: po\ncodebook: boek.yaml\n", "1:1: this is no codebook but a study file."),
        ("- a\n- b\n", "1:1: this is no codebook but a list."),
        ("a: 1\nb: 2\n", "1:1: this is no codebook but a file with the fields a, b."),
        (HEAD + "codes: []\n", "3:8: the codebook has no codes."),
        (HEAD, "1:1: this codebook has no codes."),
        ("codebook: b\ncodes: [{key: a, label: A}]\n", "1:1: this codebook has no version."),
    ],
)
def test_what_is_no_codebook_is_said_to_be_none(text, says):
    assert faults(text)[0].startswith(says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + "codes:\n\t- key: a\n\t  label: A\n", "4:1: a tab stands in the indentation."),
        (HEAD + "codes:\n  - key: a\n    label: A\n   color: x\n", "6:4: the YAML breaks off here"),
        (HEAD + "codes:\n  - key: a\n    label: Regie: van wie\n", "5:17: the YAML breaks off here"),
        (HEAD + "codes:\n  - key: a\n    label: 'A\n", "6:1: the YAML breaks off here"),
        (HEAD + "codes:\n  - key: a\n    label: @A\n", "5:12: the YAML breaks off here"),
        (HEAD + "codes: [{key: a, label: A}\n", "4:1: the YAML breaks off here"),
        (HEAD + "codes:\n  - &een {key: a, label: A}\n  - *een\n", "4:5: anchors and aliases"),
        (HEAD + "codes: !!python/object:os.system x\n", "3:8: tags"),
        (HEAD + "codes: [{key: a, label: A}]\n---\ncodebook: c\n", "4:1: a second document"),
        (HEAD + "codes:\n  - key: a\x07\n", "4:11: the sign U+0007"),
        (HEAD + "codes: " + "[" * 60, "3:47: values are nested more than 40 deep."),
    ],
)
def test_what_is_no_yaml_that_is_read_is_told_with_its_line_and_column(text, says):
    assert faults(text)[0].startswith(says)


def test_every_line_with_a_tab_is_told():
    found = faults(HEAD + "codes:\n\t- key: a\n\t  label: A\n")
    assert [line.split(" ", 1)[0] for line in found] == ["4:1:", "5:1:"]


def test_a_tab_within_quotes_is_no_fault_and_elsewhere_it_is_named():
    assert loads(HEAD + "codes:\n- key: a\n  label: 'een\ttwee'\n").label("a") == "een twee"
    assert "A tab stands in this line" in faults(HEAD + "codes:\n- key: a\n  label: een\ttwee\n")[0]


@pytest.mark.parametrize("written", ["no", "on", "yes", "012", "0x1F", "2026-06-14", "null-waarde", "1e5", "true"])
def test_a_key_stays_as_it_is_written_whatever_a_parser_might_make_of_it(written):
    book = loads(f"{HEAD}codes:\n- {{key: {written}, label: {written}}}\n")
    assert book.keys == (written,)
    assert book.label(written) == written


def test_a_version_keeps_its_last_zero():
    assert loads("codebook: b\nversion: 1.10\ncodes: [{key: a, label: A}]\n").version == "1.10"


def test_keys_are_composed_so_that_equal_letters_are_equal():
    assert loads(HEAD + "codes: [{key: e\u0301e\u0301n, label: A}]\n").keys == ("één",)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("pers.regie", "holds a dot"),
        ("mijn code", "holds a space"),
        ("a|b", 'holds "|"'),
        ("a/b", 'holds "/"'),
        ("-a", "begins with -"),
        ("a\u200bb", "holds U+200B"),
        ("x" * 101, "has 101 signs"),
    ],
)
def test_a_key_that_cannot_be_one_is_told_with_the_reason(key, why):
    found = of_code(f'key: "{key}"\n    label: A\n')
    assert len(found) == 1
    assert found[0].startswith("4:10: ")
    assert why in found[0]


@pytest.mark.parametrize("key", ["zelfregie", "visie-ontwikkeling", "é_1", "Οδηγία", "ключ", "करना", "学習", "7a"])
def test_a_key_may_have_letters_of_any_language(key):
    assert loads(f"{HEAD}codes: [{{key: {key}, label: A}}]\n").keys == (key,)


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("regie", "regie", 'the key "regie" stands at b.yaml:4:10 as well'),
        ("regie", "Regie", "differ in capitals only"),
        ("één", "e\u0301e\u0301n", "stands at b.yaml:4:10 as well"),
        ("STRASSE", "straße", "differ in capitals only"),
    ],
)
def test_two_codes_with_one_key_are_a_fault(first, second, says):
    found = of_code(f"key: {first}\n    label: A\n  - key: {second}\n    label: B\n")
    assert len(found) == 1
    assert found[0].startswith("6:10: ")
    assert says in found[0]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("key: a\n    label: A\n    was: [b]\n  - key: B\n    label: B\n", '6:10: "b" is a former key of "a" and the key'),
        ("key: a\n    label: A\n    was: [c]\n  - key: b\n    label: B\n    was: [C]\n",
         '9:10: "C" is a former key of "a" and of "b".'),
        ("key: a\n    label: A\n    was: [a]\n", '6:10: "a" is a former key of "a" and the key'),
        ("key: a\n    label: A\n    was: [x.y]\n", '6:10: the former key "x.y" holds a dot'),
    ],
)  # fmt: skip
def test_a_former_key_is_never_used_again(fields, says):
    assert of_code(fields)[0].startswith(says)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("key: a\n", "4:5: this code has no label."),
        ("key: a\n    label:\n", "5:5: label is empty."),
        ("key: a\n    label: {nl: }\n", '5:12: the code "a" has no label.'),
        ("label: A\n", "4:5: this code has no key."),
        ("key: a\n    label: [A]\n", "5:12: label must be a text per language, not a list."),
        ("key: a\n    label: {nl: {x: y}}\n", "5:17: label must hold one text per language, not a mapping."),
        ("key: a\n    label: {fr: A}\n", '5:13: label has "fr" where a language should stand (nl, en).'),
        ("key: a\n    label: {nl: Tijd, tempo}\n", '5:23: label has "tempo" where a language should stand'),
        ("key: a\n    label: {nl: A, nl: B}\n", '5:20: label has the language "nl" twice.'),
        ("key: a\n    label: A\n    label: B\n", '6:5: the field "label" stands in line 5 as well.'),
        ("key: a\n    label: A\n    omschrijving: x\n", '6:5: a code has no field "omschrijving". Did you mean "definition"?'),
        ("key: a\n    label: A\n    exclusiv: true\n", '6:5: a code has no field "exclusiv". Did you mean "exclusive"?'),
        ("key: a\n    label: A\n    parent: b\n", '6:5: a code has no field "parent". Codes are nested'),
        ("key: a\n    label: A\n    rules: ja\n", '6:12: rules must be a list, not "ja".'),
        ("key: a\n    label: A\n    rules: [{a: b}]\n", "6:13: rules must be a list of texts, but holds a mapping."),
        ("key: a\n    label: A\n    assignable: no\n", "6:17: assignable must be true or false, not no."),
        ("key: a\n    label: A\n    assignable: 'true'\n", "6:17: assignable must be true or false"),
        ("key: a\n    label: A\n    color: #3b7dd8\n", "6:5: color is empty. Write quotes around it"),
        ("key: a\n    label: A\n    color: rood\n", '6:12: "rood" is no colour.'),
        ("key: a\n    label: A\n    color: '#12345'\n", '6:12: "#12345" is no colour.'),
        ("key: a\n    label: A\n    cues: ['/zelf(/']\n", '6:11: the cue "/zelf(/" of "a" is no regular expression'),
        ("key: a\n    label: A\n    cues: ['/x*/']\n", '6:11: the cue "/x*/" of "a" matches the empty text'),
        ("key: a\n    label: A\n    since: nu\n", '6:12: since "nu" is no version number.'),
        ("key: a\n    label: A\n    since: 1.2.0\n", '6:12: "a" says since 1.2.0, but this is version 1.1.0.'),
        ("key: a\n    label: A\n    retired: 9\n", '6:14: "a" says retired 9, but this is version 1.1.0.'),
        ("key: a\n    label: A\n    changed: wider\n", '6:14: changed must name a kind of change per version, not "wider".'),
        ("key: a\n    label: A\n    changed: {1.1.0: widder}\n", '6:14: "widder" is no kind of change (of "a" in 1.1.0)'),
        ("key: a\n    label: A\n    split_from: [regi]\n  - {key: regie, label: R}\n",
         '6:17: "a" is split from "regi", no other code here. Did you mean "regie"?'),
        ("key: a\n    label: A\n    split_from: [a]\n", '6:17: "a" is split from "a", no other code here.'),
        ("key: a\n    label: A\n    codes: b\n", '6:12: codes must be a list, not "b".'),
        ("key: a\n    label: A\n    codes: [b]\n", '6:13: a code must be a mapping, not "b".'),
        ("zomaar\n", '4:5: a code must be a mapping, not "zomaar".'),
    ],
)  # fmt: skip
def test_a_fault_in_a_code_is_told_where_it_stands(fields, says):
    assert of_code(fields)[0].startswith(says)


@pytest.mark.parametrize(
    ("facets", "says"),
    [
        ("facets: [stand]", "3:9: facets must be a mapping, not a list."),
        ("facets: {stand: [a, b]}", '3:17: the facet "stand" must be a mapping, not a list.'),
        ("facets: {stand: {waarden: [a]}}", "3:17: this facet has no values."),
        ("facets: {stand: {values: []}}", '3:10: the facet "stand" has no values.'),
        ("facets: {stand: {values: [a, A]}}", '3:10: the facet "stand" has the value "A" twice.'),
        (
            "facets: {stand: {values: [a], orderd: true}}",
            '3:31: a facet has no field "orderd". Did you mean "ordered"?',
        ),
        ("facets: {stand: {values: [a], ordered: ja}}", "3:40: ordered must be true or false, not ja."),
        ("facets: {stand: {values: a}}", '3:26: values must be a list, not "a".'),
        ("facets: {a.b: {values: [x]}}", '3:10: the facet "a.b" holds a dot'),
        ("facets: {stand: {values: [a]}, Stand: {values: [b]}}", '3:32: the facet "Stand" stands there twice.'),
        ("languages: [nl, nederlands!]", '3:12: "nederlands!" is no language.'),
        ("languages: nl", '3:12: languages must be a list, not "nl".'),
    ],
)
def test_a_fault_in_the_head_is_told_where_it_stands(facets, says):
    assert faults(f"{HEAD}{facets}\ncodes: [{{key: a, label: A}}]\n")[0].startswith(says)


def test_an_ordered_facet_keeps_the_order_of_its_values():
    book = loads(
        HEAD + "facets: {niveau: {values: [micro, meso, macro], ordered: true}}\ncodes: [{key: a, label: A}]\n"
    )
    assert book.facets["niveau"].values == ("micro", "meso", "macro")


def test_a_label_in_an_undeclared_language_is_read_where_it_is_declared():
    assert loads(HEAD + "languages: [fy, nl]\ncodes: [{key: a, label: {fy: Bern}}]\n").label("a", "fy") == "Bern"


def test_a_tree_of_twelve_levels_is_read_and_one_of_thirteen_is_not():
    def nested(levels: int) -> str:
        lines = [
            f"{'    ' * n}  - key: c{n}\n{'    ' * n}    label: C\n{'    ' * n}    codes:\n" for n in range(levels)
        ]
        return HEAD + "codes:\n" + "".join(lines)

    assert loads(nested(12)).height == 12
    assert "codes stand more than 12 levels deep" in faults(nested(13))[0]


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    file = tmp_path / "b.yaml"
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(Unreadable, match="more than 5"):
        load(file)


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path):
    with pytest.raises(NotHere):
        load(tmp_path / "b.yaml")
    file = tmp_path / "b.yaml"
    file.write_bytes(b"codebook: boek\nversion: caf\xe9\n")
    with pytest.raises(CodebookFaults, match=r"b\.yaml:2:13: the byte 0xE9 is no UTF-8"):
        load(file)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    file = tmp_path / "b.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + "codes:\n  - key: a\n    label: A\n").replace("\n", "\r\n").encode())
    assert load(file).keys == ("a",)


BROKEN = st.lists(
    st.tuples(
        st.integers(0, 6000),
        st.integers(0, 30),
        st.sampled_from([*"\t\n:-#{}[]&*!|>'\"%@`,?~\\\0é", "\n  - ", "codes:", "key: a\n"]),
    ),
    min_size=1,
    max_size=6,
)


@given(BROKEN)
def test_a_broken_file_is_read_or_refused_in_sentences_that_say_where(broken):
    text = (shipped("codebooks") / "school-improvement-en.yaml").read_text(encoding="utf-8")
    for at, dropped, put in broken:
        text = text[: at % len(text)] + put + text[at % len(text) + dropped :]
    assert all(where.startswith("b.yaml:") for where in places_of_faults(text))


def places_of_faults(text: str) -> list[str]:
    try:
        loads(text, "b.yaml")
    except CodebookFaults as fault:
        return [problem.where for problem in fault.problems]
    return []
