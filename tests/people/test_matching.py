"""Names of a key in a text: whole words, the longest first, every usual spelling, and nothing else is touched."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import SheetFaults
from qualcode.people.key import Key, Name, key_of
from qualcode.people.matching import Matcher

KEY = Key(
    (
        Name("Sanne de Wit", "Leraar 1"),
        Name("Jan-Willem van der Burgh", "Leraar 2"),
        Name("Renée", "Leraar 3", variants=("Nee", "Reneetje")),
        Name("obs De Lindeboog", "School 1", "school"),
        Name("'t Hazelhof", "School 2", "school"),
        Name("Wil", "Ouder 1"),
        Name("J.P. Terwelle", "Leraar 4"),
        Name("Mark", "Leerling 1"),
        Name("Max", "Leerling 2"),
        Name("Ben", "Leerling 3"),
        Name("06-12345678", "[telefoon 1]", "other"),
        Name("s.dewit@lindeboog.example", "[e-mail 1]", "other"),
        Name("Oefenhaas", "", "other"),
    )
)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Sanne zei dat.", "Leraar 1 zei dat."),
        ("SANNE en sanne en Sanne.", "Leraar 1 en Leraar 1 en Leraar 1."),
        ("Sannes groep, Sanne's groep", "Leraar 1's groep, Leraar 1's groep"),
        ("mevrouw De Wit, S. de Wit en juf de Wit", "mevrouw Leraar 1, Leraar 1 en juf Leraar 1"),
        ("Sanne de Wit", "Leraar 1"),
        ("een wit vel, de witte muur", "een wit vel, de witte muur"),
        ("Jan Willem v.d. Burgh en Jan-Willem", "Leraar 2 en Leraar 2"),
        ("RENEE, Renée, Rene\u0301e, renées", "Leraar 3, Leraar 3, Leraar 3, Leraar 3's"),
        ("Op de Lindeboog en OBS DE LINDEBOOG", "Op School 1 en School 1"),
        ("op 't Hazelhof, ’t hazelhof", "op School 2, School 2"),
        ("Wil wil dat niet.", "Ouder 1 wil dat niet."),
        ("Bel 0612345678, 06 12 34 56 78 of 06-12345678.", "Bel [telefoon 1], [telefoon 1] of [telefoon 1]."),
        ("Bel 06-123456789.", "Bel 06-123456789."),
        ("s.dewit@lindeboog.example", "[e-mail 1]"),
        ("Sannetje en Lindeboogschool", "Sannetje en Lindeboogschool"),
        ("het Sanne-effect", "het Leraar-1-effect"),
        ("interviews/sanne_de_wit-2.docx", "interviews/Leraar-1-2.docx"),
        ("een Oefenhaas blijft", "een Oefenhaas blijft"),
        ("San\u00adne en Jan-\nWillem", "Leraar 1 en Jan-\nWillem"),
        ("Joris en Jan-Peter in januari", "Joris en Jan-Peter in januari"),
        ("v.d. Burgh, V.D. BURGH, v/d Burgh, vd Burgh, v. d. Burgh", ", ".join(["Leraar 2"] * 5)),
        ("J.P. Terwelle, J. P. Terwelle, JP Terwelle, Terwelle", ", ".join(["Leraar 4"] * 4)),
        ("sannedewit@x.example, s.dewit@lindeboog.example", "Leraar-1@x.example, [e-mail 1]"),
        ("j.vanderburgh@obsdelindeboog.example", "Leraar-2@School-1.example"),
        ("www.obsdelindeboog.example/team/janwillemvanderburgh", "www.School-1.example/team/Leraar-2"),
        ("sannedewit_begin.docx, Burghtoren", "Leraar-1_begin.docx, Burghtoren"),
        ("Wil je dat? Wil zij dat? Wil zei dat.", "Wil je dat? Wil zij dat? Ouder 1 zei dat."),
        ("markt, Mark, Marks", "markt, Leerling 1, Leerling 1's"),
        ("max. 5 en Max; ik ben Ben, ben je daar?", "max. 5 en Leerling 2; ik ben Leerling 3, ben je daar?"),
    ],
)
def test_a_name_is_replaced_however_it_is_written(said, written):
    assert Matcher(KEY).replace(said).text == written


def test_what_may_be_a_word_is_shown_for_another_look():
    matcher = Matcher(KEY)
    text = "Wil zei dat ook.\nMet Wil. Wil je? Lindebooggebouw en een sannetje."
    assert list(matcher.doubts(text)) == ["Wil zei dat ook.", "Lindebooggebouw"]


def test_a_first_name_that_two_persons_share_is_replaced_by_both():
    key = Key((Name("Noor Bakker", "Leraar 1"), Name("Noor Smit", "Leraar 2")))
    done = Matcher(key).replace("Noor, Noor Smit en mevrouw Bakker. De bakker is dicht.")
    assert done.text == "Leraar 1 of Leraar 2, Leraar 2 en mevrouw Leraar 1. De bakker is dicht."


def test_what_the_key_says_itself_goes_before_what_we_would_shorten():
    key = Key((Name("Noor Bakker", "Leraar 1"), Name("Noor", "Leerling 4")))
    assert Matcher(key).replace("Noor en Noor Bakker").text == "Leerling 4 en Leraar 1"


def test_a_key_with_faults_names_all_of_them_with_their_row():
    rows = [
        {"name": "Sanne", "pseudonym": "Leraar 1", "kind": "persoon", "variants": "San"},
        {"name": "san", "pseudonym": "Leraar; 2", "kind": "hond", "variants": ""},
        {"name": "Pim", "pseudonym": "Sanne", "kind": "", "variants": ""},
        {"name": "", "pseudonym": "x", "kind": "", "variants": ""},
    ]
    with pytest.raises(SheetFaults) as fault:
        key_of(rows)
    told = str(fault.value)
    assert 'row 3: "san" stands in row 2 too' in told
    assert "a pseudonym cannot hold ;" in told
    assert 'unknown kind "hond"' in told
    assert 'the pseudonym "Sanne" holds a name of this key' in told
    assert "row 5: a row of the key needs a name" in told


# --- laws ----------------------------------------------------------------------------------------------------------

FIRST = ("Sanne", "Joris", "Renée", "Mees", "Björn", "Fatima", "Jan-Willem")
LAST = ("de Wit", "van der Burgh", "Özdemir", "Bakker", "Smit-Jansen", "'t Hart")
TALK = st.lists(
    st.one_of(
        st.sampled_from(
            ["ik", "Wij", "de", "weektaak,", "en.", "\n", "R1:", "💡", "van", "wit", "Een", "x_y", "(ja)", "e\u0301"]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    ),
    max_size=12,
)
KEYS = st.lists(st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)), min_size=1, max_size=4, unique=True).map(
    lambda pairs: Key(tuple(Name(f"{first} {last}", f"Persoon {at}") for at, (first, last) in enumerate(pairs, 1)))
)


def written(name: str, how: int) -> str:
    """A name as people write it: in capitals, small, decomposed, as a genitive, first or last alone."""
    first, _, last = name.partition(" ")
    return [
        name, name.upper(), unicodedata.normalize("NFD", name), f"{name}'s", first, f"{first}s", last.title(), f"{first[0]}. {last}",
    ][how]  # fmt: skip


@given(KEYS, TALK, st.lists(st.tuples(st.integers(0, 3), st.integers(0, 7), st.integers(0, 12)), max_size=6))
def test_after_replacing_no_name_is_left_and_doing_it_again_changes_nothing(key, talk, planted):
    parts = list(talk)
    for which, how, place in planted:
        parts.insert(place, written(key.names[which % len(key.names)].name, how))
    matcher = Matcher(key)
    done = matcher.replace(" ".join(parts))
    assert matcher.find(done.text) == []
    assert matcher.replace(done.text).text == done.text


@given(KEYS, TALK)
def test_a_text_without_names_stays_as_it_is(key, talk):
    text = " ".join(talk)
    matcher = Matcher(key)
    if not matcher.find(text):
        assert matcher.replace(text).text == text
    hits = matcher.find(text)
    kept = "".join(c for at, c in enumerate(text) if not any(h.start <= at < h.end for h in hits))
    for sign in set(kept):
        assert matcher.replace(text).text.count(sign) >= kept.count(sign)


@given(st.sampled_from(FIRST), st.sampled_from(LAST), st.integers(0, 7))
def test_every_way_to_write_a_name_is_found(first, last, how):
    matcher = Matcher(Key((Name(f"{first} {last}", "P 1"),)))
    text = written(f"{first} {last}", how)
    hits = matcher.find(f"dus {text} zei")
    assert hits, text
    assert hits[0].start == 4


ODD = st.text("aAbBéÉßĳİıſ'’-_.@ \n\t\u0301\u00ad01234💡JanWit", max_size=9)


@given(st.lists(ODD.filter(lambda name: any(sign.isalnum() for sign in name)), max_size=3), st.lists(ODD, max_size=5))
def test_whatever_the_key_and_the_text_hits_lie_in_the_text_in_order_and_none_is_left(names, parts):
    matcher = Matcher(Key(tuple(Name(name, f"Q{at}") for at, name in enumerate(names))))
    text = " ".join([*parts, *names])
    hits = matcher.find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert matcher.find(matcher.replace(text).text) == []
