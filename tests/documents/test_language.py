"""How documents speak: to those who read them, and nothing twice under one heading."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from assistant.documents.book import Book
from assistant.documents.catalogue import COMPOSERS, compose
from assistant.documents.content import Heading, Paragraph, Picture, Table
from assistant.documents.formats.columns import column_shares, words_fit
from assistant.documents.impersonal import ADDRESS, impersonal
from assistant.documents.phrasing import in_signs
from assistant.profile.indicator_content import load_indicators
from tests.documents.builder import GUIDE, Builder
from tests.documents.test_all import MADE
from tests.documents.test_files import source
from tests.documents.test_profile_document import known, with_figures


def test_no_reading_of_a_figure_speaks_to_who_filled_it_in() -> None:
    for indicator in load_indicators().all:
        for band in indicator.bands:
            assert not re.search(r"\b[A-ZÄÖÜ]?\w+en Sie\b", impersonal(band.text)), band.text
            assert not ADDRESS.search(impersonal(band.text)), band.text


@pytest.mark.parametrize("name", ["town", "district"])
def test_projections_do_not_speak_to_who_filled_them_in(name: str) -> None:
    outlook = source(name).profile.outlook  # type: ignore[union-attr]
    assert not isinstance(outlook, str)
    texts = [*outlook.notes, *(t for texts in outlook.assumptions.values() for t in texts)]
    assert texts
    for text in texts:
        assert not ADDRESS.search(impersonal(text)), text


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("kind", COMPOSERS)
def test_a_caption_says_more_than_the_heading_above_it(name: str, kind: str) -> None:
    heading = ""
    for block in compose(kind, source(name)).blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, (Table, Picture)):
            # A chart's own title may repeat what its only section is about.
            assert block.caption != heading or isinstance(block, Picture), heading


def test_year_and_source_that_most_figures_share_are_said_once() -> None:
    document = compose("profile", with_figures(known()))
    shared = 0
    for table, below in pairwise(document.blocks):
        if isinstance(below, Paragraph) and below.text.startswith("Jahr und Quelle"):
            assert isinstance(table, Table)
            shared += 1
            origin = below.text.rpartition(": ")[2].rstrip(".")
            lines = [line for row in table.rows for line in row[2].split("\n")]
            assert f"Jahr und Quelle: {origin}" not in lines
    assert shared


def test_what_a_key_figure_gives_is_not_given_above_it_again() -> None:
    made = known()
    made.stage("profile", {"vacancy": 5.5, "debt_per_head": 310, "commuters_in": 22})
    document = compose("profile", made.source())
    texts = [repr(block) for block in document.blocks]
    assert not any("('Leerstand', '5,5 %')" in text and "Facts" in text for text in texts)
    assert any("'310 €'" in text for text in texts)
    assert "profile.vacancy" not in {e.question for r in Book(GUIDE, made.state).rest("review")
                                     for e in r.entries}  # fmt: skip


def test_amounts_are_written_with_the_sign() -> None:
    assert in_signs("bis etwa 1.000 Euro") == "bis etwa 1.000 €"
    assert in_signs("Eurohafen und 3 Eurohäfen") == "Eurohafen und 3 Eurohäfen"


def test_below_its_item_a_question_is_named_in_short() -> None:
    made = Builder("Grabow")
    made.item("plan.measures", "m1", title="Bürgerbus", budget=100)
    entry = Book(GUIDE, made.state).entry("plan.measures.m1.budget")
    assert entry is not None and (entry.label, entry.text) == ("Kosten", "100 €")


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    rows = (("Einwohnerdichte", "33", "Auf einem Quadratkilometer leben rund 33 Menschen."),)
    table = Table("Zahlen", ("Kennzahl", "Wert", "Lesart"), rows, widths=(0.05, 0.05, 0.9))
    assert words_fit(table)
    assert sum(column_shares(table)) == pytest.approx(1)
