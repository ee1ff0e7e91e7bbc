"""Figures: what is drawn, that it can be read, what stands in the file, and who may see it."""

from __future__ import annotations

import re
import sys
from itertools import combinations

import pandas as pd
import pytest
from PIL import Image

import qualcode as qc
from qualcode.errors import CallError, MissingExtra, NotWritten
from qualcode.figures import caterpillar, heat
from qualcode.figures.caterpillar import drawn as caterpillar_of
from qualcode.figures.heat import drawn as heat_of
from qualcode.table import Recipe, Table
from tests.analysis.passage_study import coding, codings_of, frames_of
from tests.marking import book_of

LONG = [f"{name} en nog een langere naam {number}" for number, name in enumerate(["Zelfregie", "Vragen", "Ict"] * 24)]
KEYS = [f"code{number}" for number in range(70)]
PAIR = (coding("amal", "zelf", 0, 3), coding("bo", "ict", 0, 3), coding("amal", "lln", 5, 6), coding("bo", "lln", 5, 6))


def agreement_table(count=5, threshold=0.6, missing=0):
    """A made-up table of agreement: codes from high to low in another order, the last without interval, then those over codes."""
    nan = float("nan")
    values = [0.9 - 0.012 * ((7 * place) % count) for place in range(count)]
    rows = [(key, value, value - 0.2, min(value + 0.15, 1)) for key, value in zip(KEYS, values, strict=False)]
    rows[-1] = (*rows[-1][:2], nan, nan)
    rows += [(f"rest{place}", nan, nan, nan) for place in range(missing)] + [("overall", 0.7, 0.6, 0.8)]
    frame = pd.DataFrame(rows, columns=["key", "value", "low", "high"]).assign(by="code", coefficient="alpha")
    labels = {key: {"nl": f"{said} €"} for key, said in zip(KEYS, LONG, strict=False)}
    return Table("agreement", frame, Recipe("agreement", {"by": "code", "threshold": threshold}), labels=labels)


def many_codes():
    """Seventy codes, each confused with the next one."""
    book = book_of("\n".join(KEYS))
    rows = [
        (f"t{place}", "d1", coder, (KEYS[(place + step) % 70],))
        for place in range(70)
        for step, coder in enumerate(["amal", "bo"])
    ]
    return qc.confusion(pd.DataFrame(rows, columns=["unit", "document", "coder", "codes"]), frames_of(book=book))


def words_on(figure):
    """Every text that is seen, with its place in dots."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    seen = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in seen]


@pytest.mark.parametrize(
    "draw", [lambda: caterpillar_of(agreement_table(70, missing=4)), lambda: heat_of(many_codes())]
)
def test_with_seventy_codes_no_words_lie_over_each_other_or_off_the_sheet(draw):
    figure = draw().figure
    words = words_on(figure)
    assert len(words) > 140
    width, height = figure.get_size_inches() * figure.dpi
    off = [text for text, box in words if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]
    assert off == []
    over = [
        (one, other)
        for (one, a), (other, b) in combinations(words, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]
    assert over == []


def test_a_caterpillar_stands_from_high_to_low_with_those_over_codes_last():
    sheet = caterpillar_of(agreement_table(5, missing=2), lang="nl")
    axes = sheet.figure.axes[0]
    labels = [tick.get_text() for tick in axes.get_yticklabels()]
    assert labels[0] == f"{LONG[0]} €"
    assert labels[-1] == "Alle codes"
    assert len(labels) == 6
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    values = [line.get_xdata()[0] for line in dots]
    assert values[:-1] == sorted(values[:-1], reverse=True)
    assert sum(line.get_markerfacecolor() == "white" for line in dots) == 1  # the one without interval
    assert "drempel 0,60" in [text for text, _ in words_on(sheet.figure)]
    assert "niet bepaald: 2." in sheet.description


def test_without_a_threshold_there_is_no_line_for_it():
    assert not any("drempel" in text for text, _ in words_on(caterpillar_of(agreement_table(threshold=None)).figure))


def test_the_shades_of_a_heat_map_grow_darker_in_grey_too():
    image = heat_of(qc.confusion(codings_of(*PAIR), frames_of())).figure.axes[0].images[0]
    grey = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b, _ in image.cmap([step / 20 for step in range(21)])]
    assert grey == sorted(grey, reverse=True)
    assert grey[0] - grey[-1] > 0.8


def test_where_coders_agreed_a_cell_is_framed_and_has_no_shade():
    rows = (
        *PAIR,
        coding("amal", "ict", 8, 8),
        coding("bo", "ict", 8, 8),
        coding("amal", "ict", 21, 22),
        coding("bo", "zelf", 21, 22),
    )
    axes = heat_of(qc.confusion(codings_of(*rows), frames_of())).figure.axes[0]
    assert len(axes.patches) == 1
    assert int(axes.images[0].get_array().mask.sum()) == 2  # ict with itself and zelf with itself


@pytest.mark.parametrize(("suffix", "begin"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_suffix_says_as_what_and_the_file_tells_what_is_seen(tmp_path, suffix, begin):
    table = qc.confusion(codings_of(*PAIR), frames_of())
    path = heat(table, tmp_path / f"warm.{suffix}")
    content = path.read_bytes()
    assert content.startswith(begin)
    assert heat(table, tmp_path / f"weer.{suffix}").read_bytes() == content
    if suffix == "svg":
        assert "zelf × ict 1" in content.decode("utf-8")
    if suffix == "png":
        assert "zelf × ict 1" in Image.open(path).text["Description"]


def test_a_caption_and_language_are_taken_along(tmp_path):
    page = caterpillar(agreement_table(), tmp_path / "rups.svg", caption="Figuur 2. Hoe het gaat", lang="en").read_text(
        "utf-8"
    )
    assert "<dc:title>Figuur 2. Hoe het gaat</dc:title>" in page
    assert "threshold 0.60" in page
    assert re.search(r"From high to low: .* 0\.90 \[0\.70, 1\.00\]", page)


def test_agreement_by_pair_and_a_matrix_of_schools_are_drawn_too(tmp_path, built):
    with qc.Project.open(built) as project:
        units = qc.units(project.codings(), project)
        tables = [
            qc.agreement(units, codebook=project.codebook, by="pair"),
            qc.agreement_matrix(units, codebook=project.codebook, columns="wave", measure="disagreement", depth=1),
            qc.matrix(project.final(), project, rows="school", columns="code", depth=1, measure="share"),
        ]
    for number, table in enumerate(tables):
        assert table.plot(tmp_path / f"{number}.svg", audience="public").stat().st_size > 5_000


def test_outside_the_team_no_coder_is_named(tmp_path):
    table = qc.confusion(codings_of(*PAIR), frames_of())
    assert heat_of(table).figure
    page = table.plot(tmp_path / "uit.svg", audience="school").read_text("utf-8")
    assert "amal" not in page
    units = pd.DataFrame(
        [("t1", "d1", "amal", ("zelf",)), ("t1", "d1", "bo", ("ict",))], columns=["unit", "document", "coder", "codes"]
    )
    pairs = qc.agreement_matrix(units, measure="disagreement")
    with pytest.raises(CallError, match="team only"):
        qc.agreement_matrix(units, columns="document", measure="disagreement").plot(
            tmp_path / "uit.svg", audience="public"
        )
    assert "amal" not in pairs.plot(tmp_path / "paren.svg", audience="public").read_text("utf-8")


def test_without_the_extra_the_error_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"pip install 'qualcode\[plots\]'"):
        caterpillar(agreement_table(), tmp_path / "rups.png")
    assert list(tmp_path.iterdir()) == []


def test_faults_are_told(tmp_path):
    table = agreement_table()
    with pytest.raises(CallError, match=r'not "\.gif"'):
        table.plot(tmp_path / "rups.gif")
    with pytest.raises(CallError, match="not one of frame"):
        caterpillar(Table("frame", table.frame, table.recipe), tmp_path / "rups.png")
    with pytest.raises(CallError, match="draws a matrix"):
        heat(table, tmp_path / "rups.png")
    with pytest.raises(CallError, match="no figure of a table of quotes"):
        Table("quotes", table.frame, table.recipe).plot(tmp_path / "rups.png")
    with pytest.raises(NotWritten):
        table.plot(tmp_path / "geen" / "rups.png")
