"""The plan's pictures: they parse, name themselves, say what is to be seen, and come out alike."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest

from assistant.documents.content import Picture, Table
from assistant.documents.pictures import blocks_of, drawing_names, fitted, plain
from assistant.documents.state_picture import state_picture
from assistant.documents.thread_picture import thread_picture, thread_table
from assistant.documents.timeline import timeline
from assistant.plan.model import Municipality, Strategy
from assistant.profile.chart_canvas import Chart, untitled
from tests.documents.strategies import strategy

SOURCE = "Quelle: Werkstattplan Grabow, Stand 3. Mai 2027"
PAGE = 150 * 9.2
"""Pixels that fit on an A4 page between its margins."""


def drawn(size: int) -> dict[str, tuple[Chart, ...]]:
    found = strategy(size)
    state = state_picture(found, SOURCE)
    return {
        "timeline": timeline(found, SOURCE),
        "thread": thread_picture(found, SOURCE),
        "state": (state,) if state else (),
    }


@pytest.mark.parametrize("size", [2, 12, 100])
def test_pictures_parse_fit_on_a_page_and_come_out_alike(size: int) -> None:
    again = drawn(size)
    for name, charts in drawn(size).items():
        assert charts, name
        alts = [chart.alt for chart in charts]
        assert len(set(alts)) == len(alts) and all(len(alt) < 2_000 for alt in alts)
        for chart, other in zip(charts, again[name], strict=True):
            assert chart.svg == other.svg and chart.png == other.png
            root = ElementTree.fromstring(chart.svg)
            assert root.get("role") == "img" and root.get("aria-labelledby")
            assert chart.png.startswith(b"\x89PNG")
            assert struct.unpack(">I", chart.png[20:24])[0] <= PAGE
            assert chart.alt in chart.svg.decode().replace("&amp;", "&")


def test_every_measure_is_in_the_tables() -> None:
    found = strategy(100)
    charts = timeline(found, SOURCE)
    titles = {row[0] for chart in charts for row in chart.rows}
    assert titles == {measure.title for measure in found.measures}
    table = thread_table(found)
    assert {m.title for m in found.measures} <= {cell for row in table.rows for cell in row}
    assert len(thread_picture(found, SOURCE)) <= 4


def test_the_words_say_what_is_to_be_seen() -> None:
    found = strategy(8)
    (chart,) = timeline(found, SOURCE)
    assert "8 Maßnahmen" in chart.alt and "2 Maßnahmen fehlt" in chart.alt
    thread = thread_picture(found, SOURCE)[0]
    assert "unterbrochen" in thread.alt and "noch kein Ziel" in str(thread.rows)
    state = state_picture(found, SOURCE)
    assert state is not None and "ohne Angabe: 2" in state.alt
    assert state.rows[-1][-1] == "8"


def test_nothing_to_show_is_no_picture() -> None:
    empty = Strategy(Municipality("Leerort"))
    assert timeline(empty, SOURCE) == () and thread_picture(empty, SOURCE) == ()
    assert state_picture(empty, SOURCE) is None


def test_names_are_fitted_and_never_read_as_formulas() -> None:
    with drawing_names():
        text = fitted("Ein Name, der für zwei kurze Zeilen viel zu lang ist", 1.0, 9, 2)
        assert text.count("\n") == 1 and text.endswith("…")
        assert fitted("kurz", 1.0, 9) == "kurz" and fitted("", 1.0, 9) == ""
        assert "…" in fitted("x" * 10_000, 1.0, 9)
    assert plain("10 $ und 20 $") == r"10 \$ und 20 \$"


def test_several_pictures_are_numbered_before_their_table() -> None:
    charts = timeline(strategy(100), SOURCE)
    table = Table("T", ("A",), (("x",),))
    blocks = blocks_of(charts, "zeitplan", "Zeitplan", table)
    pictures = [block for block in blocks if isinstance(block, Picture)]
    assert pictures[1].caption == f"Zeitplan, Teil 2 von {len(charts)}" and blocks[-1] is table
    assert len({picture.name for picture in pictures}) == len(pictures)


def test_a_document_draws_charts_without_the_title_that_the_caption_says() -> None:
    with untitled():
        plain = timeline(strategy(4), "Plan")[0]
    titled = timeline(strategy(4), "Plan")[0]
    assert len(plain.svg) < len(titled.svg)
    assert plain.title == titled.title
