"""What is printed: symbols for states, n of N, nested heads, coefficients with intervals, notes in their order."""

import pandas as pd
import pytest

from qualcode.table import Axis, Matrix, Note, Recipe, Table
from qualcode.tables import layout
from qualcode.tables.layout import plain
from tests.tables.samples import (
    agreement_frame,
    flags,
    frame,
    sample_agreement,
    sample_frame,
    sample_matrix,
    sample_quotes,
)


def printed(table, lang="nl", **options):
    return [[cell.plain for cell in row.cells] for row in layout(table, lang, **options).rows]


def note(table, lang="nl"):
    return plain(layout(table, lang).notes[0])


def test_every_state_has_its_own_symbol():
    assert printed(sample_matrix()) == [
        ["Het Wisselspoor", "4", "3/4", "1/4", "2/4", "1 (4/5)", "…"],
        ["De Zonneschans", "2", "2/2", "–", "–", "2/2", "1ˢ"],
        ["De Zaaihoek", "0", "×", "×", "×", "×", "n.g."],
    ]


def test_the_legend_names_only_what_occurs():
    assert "– niet genoemd; n.g. niet gevraagd; … nog niet gecodeerd; × geen bron." in note(sample_matrix())
    assert "ondergrens" in note(sample_matrix())
    assert "spontaan genoemd" in note(sample_matrix())
    calm = sample_matrix(states=frame("found found found found\n" * 3, str), frame=frame("1 1 1 1\n" * 3),
                         n=frame("1 1 1 1\n" * 3), N=frame("2 2 2 2\n" * 3), flags=frame("- - - -\n" * 3, flags), own=None)  # fmt: skip
    for word in ("niet genoemd", "niet gevraagd", "nog niet gecodeerd", "geen bron", "ondergrens", "spontaan"):
        assert word not in note(calm)


def test_english_has_its_own_words_and_symbols():
    assert printed(sample_matrix(), "en")[2][-1] == "n.ask."
    assert "n.ask. not asked" in note(sample_matrix(), "en")
    assert "lower bound" in note(sample_matrix(), "en")


def test_the_general_note_keeps_its_order():
    text = note(sample_matrix())
    parts = [
        "Noot.",
        "Definitieve codering: 7",
        "n/N: gesprekken",
        "In aanmerking",
        "– niet genoemd",
        "Codeboek gpl-ict-nl",
        "Herkomst ",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_a_note_given_in_any_order_is_printed_in_the_fixed_one():
    notes = (Note("n.total", {"N": 26}), Note("layer.consensus"))
    text = note(sample_matrix(notes=notes))
    assert text.index("Consensuscodering.") < text.index("26 documenten in totaal.")


def test_parents_stand_above_their_children_with_their_total_and_own_use():
    heads = layout(sample_matrix()).heads
    assert [(head.text, head.at, head.across, head.down) for head in heads[0]] == [
        ("School", 0, 1, 2), ("N", 1, 1, 2), ("Regie over het leerproces", 2, 4, 1), ("Leerling", 6, 1, 2),
    ]  # fmt: skip
    assert [head.text for head in heads[1]] == ["totaal", "algemeen", "Externe regie", "Zelfregie"]


def test_a_parent_that_was_never_applied_itself_has_no_column_of_its_own():
    without = sample_matrix(own=frame("0 . . .\n0 . . .\n. . . ."))
    assert "algemeen" not in [head.text for head in layout(without).leaves()]


def deep_axis():
    labels = {
        "pers": {"nl": "Personaliseren"},
        "regie": {"nl": "Regie"},
        "zelf": {"nl": "Zelfregie"},
        "lln": {"nl": "Leerling"},
    }
    return Axis("code", ("zelf", "lln"), labels, {"zelf": 3, "lln": 1}, {"zelf": "regie", "regie": "pers"})


def small(rows, columns, values, measure="turns", **parts):
    def grid(value, dtype="object"):
        return pd.DataFrame([[value] * len(columns.keys)] * len(rows.keys), rows.keys, columns.keys, dtype=dtype)

    numbers = pd.DataFrame(values, rows.keys, columns.keys, dtype="float64")
    base = {"states": grid("found"), "n": grid(1), "N": grid(2), "flags": grid(frozenset())}
    return Matrix("matrix", numbers, Recipe("matrix"), rows=rows, columns=columns, measure=measure, **{**base, **parts})


SCHOOL = Axis("school", ("s1",), {"s1": {"nl": "Het Wisselspoor"}})


def test_parents_outside_the_table_still_head_their_children():
    heads = layout(small(SCHOOL, deep_axis(), [[3, 1]])).heads
    assert [[head.text for head in row] for row in heads] == [
        ["School", "N", "Personaliseren", "Leerling"],
        ["Regie"],
        ["Zelfregie"],
    ]
    assert next(head for head in heads[0] if head.text == "Leerling").down == 3


def test_heads_cover_every_column_exactly_once():
    for table in (sample_matrix(), small(SCHOOL, deep_axis(), [[3, 1]]), sample_agreement(), sample_quotes()):
        shown = layout(table)
        covered = [[0] * len(shown.columns) for _ in shown.heads]
        for level, heads in enumerate(shown.heads):
            for head in heads:
                for down in range(head.down):
                    for across in range(head.across):
                        covered[level + down][head.at + across] += 1
        assert covered == [[1] * len(shown.columns)] * len(shown.heads)


def test_codes_as_rows_are_indented_and_headed_by_parents_outside_the_table():
    rows = layout(small(deep_axis(), SCHOOL, [[3], [1]])).rows
    assert [(row.cells[0].text, row.depth, row.group) for row in rows] == [
        ("Personaliseren", 0, True), ("Regie", 1, True), ("Zelfregie", 2, False), ("Leerling", 0, False),
    ]  # fmt: skip


def test_N_stands_below_the_heads_where_columns_are_cases():
    shown = layout(small(deep_axis(), SCHOOL, [[3], [1]]))
    assert [head.text for head in shown.heads[0]] == ["Code", "Het Wisselspoor\nN = 2"]
    assert [(span.text, span.italic) for span in shown.heads[0][1].spans][2:] == [("N", True), (" = 2", False)]


@pytest.mark.parametrize(
    ("measure", "value", "nl", "en"),
    [
        ("turns", 3, "3", "3"),
        ("words", 2500, "2.500", "2,500"),
        ("share", 0.0345, "3,5", "3.5"),
        ("per_1000", 12.34, "12,3", "12.3"),
        ("presence", 1, "●", "●"),
        ("participants", 4, "4", "4"),
    ],
)
def test_measures_are_printed_each_in_its_own_form(measure, value, nl, en):
    table = small(SCHOOL, Axis("code", ("lln",)), [[value]], measure)
    assert (printed(table, "nl")[0][-1], printed(table, "en")[0][-1]) == (nl, en)


def test_percentages_stand_behind_n_of_N_from_twenty_on():
    columns = Axis("code", ("a", "b"))
    table = small(SCHOOL, columns, [[9, 9]], "conversations",
                  n=pd.DataFrame([[9, 9]], ["s1"], ["a", "b"]), N=pd.DataFrame([[21, 19]], ["s1"], ["a", "b"]))  # fmt: skip
    assert printed(table)[0][-2:] == ["9/21 (43)", "9/19"]
    assert "vanaf N = 20" in note(table)


def test_what_was_said_spontaneously_stands_apart():
    one = pd.DataFrame([[frozenset({"spontaneous"})]], ["s1"], ["lln"])
    apart = pd.DataFrame([[1]], ["s1"], ["lln"])
    columns = Axis("code", ("lln",))
    asked = small(SCHOOL, columns, [[3]], "conversations", flags=one, spontaneous=apart,
                  n=pd.DataFrame([[2]], ["s1"], ["lln"]), N=pd.DataFrame([[4]], ["s1"], ["lln"]))  # fmt: skip
    assert printed(asked)[0][-1] == "2/4 +1ˢ"
    assert printed(small(SCHOOL, columns, [[3]], "turns", flags=one, spontaneous=apart))[0][-1] == "2 +1ˢ"
    assert printed(small(SCHOOL, columns, [[1]], "turns", flags=one, spontaneous=apart))[0][-1] == "1ˢ"


def test_a_suppressed_cell_shows_a_dagger_and_keeps_no_number():
    hidden = frame("suppressed - - -\n- - - -\n- - - -", flags)
    shown = layout(sample_matrix(flags=hidden))
    cell = shown.rows[0].cells[2]
    assert (cell.text, cell.number, cell.link) == ("†", None, None)
    assert "† niet getoond" in plain(shown.notes[0])


def test_a_coefficient_stands_with_its_interval_in_one_column():
    rows = printed(sample_agreement())
    assert rows[0] == ["Regie over het leerproces", "0,72 [0,58; 0,83]", "0,90", "40", "5", "4", "451", "500", "12"]
    assert rows[1][1] == "−0,02 [−0,21; 0,18]"
    assert [head.text for head in layout(sample_agreement()).heads[0]][1] == "Krippendorffs alfa (α) [95%-BI]"


def test_a_code_too_rare_shows_its_counts_a_dash_and_the_reason_as_a_note():
    shown = layout(sample_agreement())
    assert [cell.plain for cell in shown.rows[2].cells] == [
        "Zelfregie",
        "–ᵃ",
        "0,00",
        "0",
        "2",
        "2",
        "496",
        "500",
        "12",
    ]
    assert plain(shown.notes[1]).startswith("ᵃ Te zeldzaam voor een coëfficiënt")
    assert "ᵇ Geen interval" in plain(shown.notes[1])


def test_a_reason_that_every_row_shares_is_said_once_without_letters():
    frame = agreement_frame().assign(note="few_documents", low=float("nan"), high=float("nan"))
    shown = layout(Table("agreement", frame, Recipe("agreement")))
    assert len(shown.notes) == 1
    assert "Geen interval" in plain(shown.notes[0])
    assert not any(cell.mark for row in shown.rows for cell in row.cells)


def test_children_are_indented_and_the_row_over_all_codes_is_ruled_off():
    rows = layout(sample_agreement()).rows
    assert [row.depth for row in rows] == [0, 1, 1, 0, 0]
    assert [row.rule for row in rows] == [False] * 4 + [True]


def test_several_coefficients_stand_beside_each_other():
    first = agreement_frame()
    both = pd.concat([first, first.assign(coefficient="percent_agreement", value=0.96)])
    shown = layout(Table("agreement", both, Recipe("agreement")))
    assert len(shown.rows) == len(first)
    assert [cell.plain for cell in shown.rows[0].cells][1:3] == ["0,72 [0,58; 0,83]", "96,0"]


def test_counts_of_two_coders_are_left_out_where_there_are_none():
    nothing = dict.fromkeys(("both", "only_a", "only_b", "neither"), float("nan"))
    shown = layout(Table("agreement", agreement_frame().assign(**nothing), Recipe("agreement")))
    assert len(shown.heads) == 1
    assert "both" not in [column.key for column in shown.columns]


def test_a_quote_stands_in_quotation_marks_with_where_it_was_said():
    assert printed(sample_quotes())[1] == [
        "", "", "2", "“=2+2 is het plan, zei ze, en dan eh, dan moesten we zelf verder.”",
        "p1, leraar, eindmeting, ws-eind-leraren",
    ]  # fmt: skip


def test_any_other_frame_is_printed_column_by_column():
    assert printed(sample_frame()) == [
        ["wisselspoor", "2.500", "0,50", "nee", "14-6-2026", "extern, zelfregie"],
        ["zonneschans", "241", "", "ja", "2-11-2026", ""],
    ]


def test_a_caption_may_bring_its_number():
    shown = layout(sample_matrix(), caption="Tabel 3. Codes per school")
    assert (shown.number, shown.title) == (3, "Codes per school")
    assert layout(sample_matrix(), caption="Tabellen per school").title == "Tabellen per school"


def test_without_a_caption_the_table_says_what_it_is():
    assert layout(sample_matrix()).title == "Aantal gesprekken per school en code"
    assert layout(sample_frame(), "en").title == "Schools"


def test_an_empty_frame_is_a_table_without_rows():
    shown = layout(Table("frame", pd.DataFrame({"school": []}), Recipe("x")))
    assert shown.rows == ()
    assert [head.text for head in shown.heads[0]] == ["School"]


def test_cutting_keeps_heads_over_their_columns():
    cut = layout(sample_matrix()).cut([0, 1, 4, 5, 6])
    assert [(head.text, head.at, head.across) for head in cut.heads[0]] == [
        ("School", 0, 1), ("N", 1, 1), ("Regie over het leerproces", 2, 2), ("Leerling", 4, 1),
    ]  # fmt: skip
    assert [cell.text for cell in cut.rows[0].cells] == ["Het Wisselspoor", "4", "2/4", "1 (4/5)", "…"]


def test_a_query_in_the_note_is_said_in_words():
    notes = (Note("n.where", {"query": "`facet.stand` == 'huidig' and wave != \"eind\""}),)
    assert "Alleen coderingen met stand = huidig en meting ≠ eindmeting;" in note(sample_matrix(notes=notes))
    assert "stand = huidig and wave ≠ final wave" in note(sample_matrix(notes=notes), "en")


def test_names_of_columns_need_not_be_text_or_differ():
    frame = pd.DataFrame([[1, 2, 3]], columns=["x", "x", 7], index=pd.Index(["s1"], name="school"))
    shown = layout(Table("frame", frame, Recipe("x")))
    assert [head.text for head in shown.heads[0]] == ["School", "x", "X #2", "7"]
    assert printed(Table("frame", frame, Recipe("x"))) == [["s1", "1", "2", "3"]]


def test_a_matrix_without_lines_is_an_empty_table():
    rows, columns = Axis("school", ()), Axis("code", ())
    shown = layout(small(rows, columns, []))
    assert shown.rows == ()
    assert str(small(rows, columns, [])).count("Geen rijen.") == 1
