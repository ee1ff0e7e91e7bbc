"""What is suggested as names: planted in the talk of the example, found again, and few words that are none."""

from __future__ import annotations

import pytest

from qualcode.people.key import Key, Name, load, save
from qualcode.people.patterns import seen_in
from qualcode.people.suggesting import suggest, words_of

#: All invented. The sentence in which each is planted, and the name as it is to be suggested.
PLANTED = {
    "Dat zei juf Marleen ook.": "Marleen",
    "Bij meester Ruudjan gaat dat anders.": "Ruudjan",
    "Ik heb het mevrouw Van Oostwaarden gevraagd.": "Van Oostwaarden",
    "Dat deed dhr. Kiewietsma altijd.": "Kiewietsma",
    "Toen kwam Sanne van der Veldermaat erbij.": "Sanne van der Veldermaat",
    "En dan kijkt Fatima mee.": "Fatima",
    "Joris doet dat zelf.": "Joris",
    "Je moet bij J.P. de Wolkenaer zijn.": "J.P. de Wolkenaer",
    "Dat is Thijs z'n idee.": "Thijs",
    "Ja, Lottes groep doet dat.": "Lotte",
    "Ik zat eerst op basisschool De Vlinderakker.": "basisschool De Vlinderakker",
    "Op obs Het Rietveen deden ze dat.": "obs Het Rietveen",
    "Ze gaan naar het Wendelcollege.": "Wendelcollege",
    "Hij woont in Zuiderwolde.": "Zuiderwolde",
    "Wij komen uit Grootermeer.": "Grootermeer",
    "Mail maar naar k.devries@veldermond.example als het lukt.": "k.devries@veldermond.example",
    "Bel me op 06-12345678.": "06-12345678",
    "Het is 1234 AB, daar.": "1234 AB",
    "Hij is geboren op 12-3-2014.": "12-3-2014",
    "Zijn nummer is 111222333.": "111222333",
    "Dat is in de Lindelaan 14.": "Lindelaan 14",
    "Toen zei Oumar dat het niet hoefde.": "Oumar",
    "Daar wist Mw. Özgül alles van.": "Özgül",
    "Met Anne-Fleur kan dat wel.": "Anne-Fleur",
    "En Bas is er ook, hoor, zei Bas.": "Bas",
}
SCHOOLS = (
    "Wisselspoor",
    "Meander",
    "Zonneschans",
    "Hazelhof",
    "Vuurkorf",
    "Spanning",
    "Zaaihoek",
    "Wendelwijzer",
    "Weverstuin",
)
#: Names in the talk of the example that are no person, school or place: a rabbit, and learning programs.
OTHERS = ("Pluis",)


@pytest.fixture(scope="module")
def planted(study, tmp_path_factory):
    """Six interviews of the example as text, with the names planted behind their answers."""
    folder = tmp_path_factory.mktemp("geplant")
    sentences = list(PLANTED)
    files = sorted((study.parent / "interviews").glob("*.docx"))[::3]
    for number, file in enumerate(files):
        lines = words_of(file).split("\n")
        mine = sentences[number :: len(files)]
        answers = [at for at, line in enumerate(lines) if len(line) > 60 and not line.startswith(("Interviewer", "I:"))]
        for at, sentence in zip(answers, mine, strict=False):
            lines[at] += f" {sentence}"
        (folder / f"gesprek-{number}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def rates(found, planted) -> tuple[float, float]:
    names = [name.name for name in found.names]
    text = "\n".join(file.read_text(encoding="utf-8") for file in planted.iterdir())
    wanted = [name for sentence, name in PLANTED.items() if sentence in text]
    right = [n for n in names if n in wanted or any(part in n for part in (*SCHOOLS, *OTHERS))]
    return len(right) / len(names), sum(name in names for name in wanted) / len(wanted)


def test_planted_names_are_suggested_and_few_other_words(planted):
    wide = rates(suggest([planted]), planted)
    sure = rates(suggest([planted], wide=False), planted)
    print(f"wide: precision {wide[0]:.2f}, recall {wide[1]:.2f}; sure: precision {sure[0]:.2f}, recall {sure[1]:.2f}")
    assert wide[1] == 1.0
    assert wide[0] >= 0.80
    assert sure[1] >= 0.90
    assert sure[0] >= 0.85


def test_names_of_the_key_are_not_suggested_again_and_those_of_the_team_are(tmp_path):
    (tmp_path / "a.txt").write_text(
        "I: Hoe gaat het?\nR: Sanne en Bloesem zeggen dat de kwartelaar komt.\n", encoding="utf-8"
    )
    assert [name.name for name in suggest([tmp_path]).names] == ["Sanne", "Bloesem"]
    key = Key((Name("Sanne de Wit", "P1"), Name("Bloesem", "")))
    assert suggest([tmp_path], key=key).names == ()
    found = suggest([tmp_path], key=key, team=["Kwartelaar"]).names
    assert [(name.name, name.times, name.why) for name in found] == [("Kwartelaar", 1, "lijst van het team")]


def test_a_first_name_goes_with_the_one_full_name_that_begins_with_it(tmp_path):
    (tmp_path / "a.txt").write_text(
        "R: Ik ken Joris van Dam. Joris is er vaak, meneer Van Dam dus.\n", encoding="utf-8"
    )
    found = suggest([tmp_path]).names
    assert [(name.name, name.times) for name in found] == [("Joris van Dam", 3)]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_taken(tmp_path):
    (tmp_path / "a.txt").write_text("R: Joris dus.\n", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"geen docx")
    found = suggest([tmp_path])
    assert [name.name for name in found.names] == ["Joris"]
    assert len(found.failed) == 1
    assert "b.docx" in found.failed[0]


@pytest.mark.parametrize(
    "words",
    [
        "Ik wil wat, Dat is zo. Nee. Juf, mag ik?",
        "We werken in Word en Teams.",
        "Op maandag in Mei.",
        "R1: Ja.\nLeraar 2: Nee.",
    ],
)
def test_words_of_every_day_are_no_names(words):
    assert [words[one.start : one.end] for one in seen_in(words)] == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("bel 06 - 12345678 of (0513) 123456", [("06 - 12345678", "telefoon"), ("0513) 123456", "telefoon")]),
        ("+31 6 12 34 56 78, 0031612345678, 06-12345678, 020 123 45 67", [(n, "telefoon") for n in
         ("+31 6 12 34 56 78", "0031612345678", "06-12345678", "020 123 45 67")]),
        ("rekening NL91 ABNA 0417 1643 00 en NL91ABNA0417164300", [("NL91 ABNA 0417 1643 00", "IBAN"), ("NL91ABNA0417164300", "IBAN")]),
        ("vestiging 12XY03, brin 12XY, brinnummer: 34ZQ", [("12XY03", "BRIN"), ("12XY", "BRIN"), ("34ZQ", "BRIN")]),
        ("bsn 111222333, niet 111222334", [("111222333", "lijkt een BSN")]),
        ("3512 XT, 3512XT en niet 2026 is", [("3512 XT", "postcode"), ("3512XT", "postcode")]),
        ("mail a.b-c@d.example", [("a.b-c@d.example", "e-mail")]),
        ("om 10 uur, 25 mei, 1234, 2024", []),
    ],
)  # fmt: skip
def test_numbers_and_addresses_that_tell_who_or_where(words, names):
    assert [(words[one.start : one.end], one.why) for one in seen_in(words, wide=False)] == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Dat zei mevrouw Dulkema van de Partij van de Arbeid.", ["Dulkema"]),
        ("De heer Slotenweg van de fractie sprak.", ["Slotenweg"]),
        ("Meneer Otwijn van Dullen kwam langs.", ["Otwijn van Dullen"]),
        ("Mevrouw Anouk van de Bergeik ook.", ["Anouk van de Bergeik"]),
        ("Gaandeweg ging de Raad van State om.", []),
        ("De VVD en Het AO zeggen niets.", []),
    ],
)
def test_whose_somebody_is_does_not_belong_to_the_name(said, names):
    assert [said[one.start : one.end] for one in seen_in(said, wide=False)] == names


def test_a_key_that_was_suggested_can_be_read_whatever_words_had_capitals(tmp_path):
    talk = "Hij las over de School van Morgen. Wij gingen in Plaats en Naam kijken, zei Sanne Smit van obs De Vlinderakker.\n"
    (tmp_path / "gesprek.txt").write_text(talk * 2, encoding="utf-8")
    suggested = suggest([tmp_path / "gesprek.txt"])
    save(Key(suggested.names), tmp_path / "key.csv")
    read = {name.name: name.pseudonym for name in load(tmp_path / "key.csv").names}
    assert (read["Sanne Smit"], read["obs De Vlinderakker"], read["School van Morgen"]) == (
        "Persoon 1",
        "S1",
        "Persoon 2",
    )


@pytest.mark.parametrize("sign", "•▪◼■●○◦*")
def test_what_follows_a_bullet_begins_a_sentence(sign):
    assert not seen_in(f"De visie is\n{sign} Planning is belangrijk.")
    assert not seen_in(f"De visie is {sign} Planning is belangrijk.")
