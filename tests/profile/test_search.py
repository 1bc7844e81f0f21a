"""Places are found by what people type, the right one first."""

from __future__ import annotations

import random
import time

import pytest

from assistant.profile.register import Entry, read_register
from assistant.profile.search import PlaceIndex, Rank
from tests.profile.test_register import shared
from tests.profile.workbooks import PLACES, place, workbook

MORE = [
    place("40 41 13 0 03 - -", "Rostock, Hansestadt"),
    place("60 61 13 0 03 0000 000", "Rostock, Hansestadt", 181.36, 210_795),
    place("40 44 13 0 72 - -", "Landkreis Rostock"),
    place("60 64 13 0 72 5258 043", "Güstrow, Barlachstadt", 70.85, 29_083),
    place("60 64 13 0 76 5654 075", "Karstädt", 30.0, 560),
    place("60 64 03 4 54 0045 045", "Neuenkirchen", 50.0, 900),
    place("60 64 13 0 72 5257 074", "Neuenkirchen", 40.0, 3000),
    place("60 63 03 4 54 0046 046", "Neustadt a.d.Ems, Stadt", 40.0, 3000),
]


@pytest.fixture(scope="module")
def small() -> PlaceIndex[Entry]:
    """A few places."""
    return PlaceIndex(read_register(workbook([*PLACES, *MORE]), "register.xlsx").entries)


@pytest.fixture(scope="module")
def whole() -> PlaceIndex[Entry]:
    """All places of 2024."""
    name = "AuszugGV4QAktuell_2024.xlsx"
    with shared(name).open("rb") as file:
        return PlaceIndex(read_register(file, name).entries)


def first(index: PlaceIndex[Entry], text: str) -> str | None:
    found = index.search(text)
    return found[0].place.ags if found else None


@pytest.mark.parametrize(
    ("text", "ags"),
    [
        ("Grabow", "13076050"),
        ("grabow", "13076050"),
        ("Stadt Grabow", "13076050"),
        ("Grabow, Stadt", "13076050"),
        ("Amt Grabow", "130765657"),
        ("Grabow bei Ludwigslust", "13076050"),
        ("Kreis Ludwigslust-Parchim Grabow", "13076050"),
        ("Grabow bei Karstädt", None),
        ("19300 Grabow", "13076050"),
        ("19300", "13076050"),
        ("1930", "13076050"),
        ("19309", "13076050"),
        ("13076050", "13076050"),
        ("13 0 76 050", "13076050"),
        ("130765657050", "13076050"),
        ("Landkreis Emsland", "03454"),
        ("Emsland", "03454"),
        ("LK Emsland", "03454"),
        ("03454", "03454"),
        ("Emslnad", "03454"),
        ("Rostock", "13003000"),
        ("Landkreis Rostock", "13072"),
        ("Kreis Rostock", "13072"),
        ("Guestrow", "13072043"),
        ("Gustrow", "13072043"),
        ("Neuenkirchen", "13072074"),
        ("Neuenkirchen Emsland", "03454045"),
        ("Neuenkirchen, MV", "13072074"),
        ("Neustadt an der Ems", "03454046"),
        ("Lingen", "03454032"),
        ("Grab", "13076050"),
        ("Grabwo", "13076050"),
        ("Garbow bei Ludwigslust", "13076050"),
        ("Ludwigslust Parchim", "13076"),
        ("Parchim", "13076"),
        ("Wanne-Eickel", None),
        ("", None),
        (" \u00a0", None),
        ("???", None),
    ],
)
def test_the_right_place_comes_first(small: PlaceIndex[Entry], text: str, ags: str | None) -> None:
    if text == "Grabow bei Karstädt":
        assert small.search(text)[0].rank is Rank.NAME, "nothing is known of Karstädt's place"
        return
    assert first(small, text) == ags


def test_exact_comes_before_beginnings_and_those_before_what_is_alike(
    whole: PlaceIndex[Entry],
) -> None:
    for text in ("Weida", "Riesa", "Neu", "Halle", "Bergen", "Lübek", "Oldenburg"):
        ranks = [match.rank for match in whole.search(text, 50)]
        assert ranks == sorted(ranks)


def test_all_of_exactly_that_name_are_given_the_largest_first(whole: PlaceIndex[Entry]) -> None:
    found = [m.place for m in whole.search("Neuenkirchen") if m.is_exact]
    towns = [place for place in found if place.type == "municipality"]
    assert len(towns) == 11
    sizes = [place.population for place in towns]
    assert sizes == sorted(sizes, reverse=True)


def test_what_a_text_names_itself(whole: PlaceIndex[Entry]) -> None:
    def named(text: str, type: str | None = None) -> list[str]:
        return [place.name for place in whole.named(text, type)]

    assert named("Grabow") == ["Grabow"]
    assert named("München") == ["München"]
    assert named("München", "district") == ["Landkreis München"]
    assert named("Landkreis Emsland") == ["Landkreis Emsland"]
    assert named("Neuenkirchen Heidekreis") == ["Neuenkirchen"]
    assert len(named("Neuenkirchen")) == 11
    assert len(named("19300")) == 8
    assert named("Grabwo") == named("") == []


def test_of_the_whole_register_the_right_one_comes_first(whole: PlaceIndex[Entry]) -> None:
    for text, ags in (
        ("Grabow bei Ludwigslust", "13076050"),
        ("Kreis Ludwigslust-Parchim Grabow", "13076050"),
        ("Landkreis Emsland", "03454"),
        ("Mühldorf am Inn", "09183128"),
        ("Sankt Wendel", "10046117"),
        ("Halle an der Saale", "15002000"),
        ("Bad Neustadt an der Sale", "09673114"),
        ("Frankfurt", "06412000"),
        ("Weida Thüringen", "16076079"),
        ("hoyerswerda sachsen", "14625240"),
        ("Region Hannover", "03241"),
        ("20099", "02000000"),
    ):
        assert first(whole, text) == ags, text


def test_cities_that_are_districts_are_there_once(whole: PlaceIndex[Entry]) -> None:
    kiel = [match.place for match in whole.search("Kiel") if match.place.name == "Kiel"]
    assert [place.ags for place in kiel] == ["01002000"]


def test_a_search_takes_less_than_5_ms(whole: PlaceIndex[Entry]) -> None:
    chance = random.Random(7)
    names = [place.name for match in whole.search("a", 600) for place in (match.place,)]
    texts = ["Grabow", "a", "Bad Neustadt an der Sale", "x" * 200, "ä ö ü " * 40, "193"]
    for name in names[:200]:
        letters = list(name)
        chance.shuffle(letters)
        texts += [name, name[:-2], "".join(letters)]
    started = time.process_time()
    for text in texts:
        whole.search(text)
    assert (time.process_time() - started) / len(texts) < 0.005


def test_an_empty_register_finds_nothing() -> None:
    empty: PlaceIndex[Entry] = PlaceIndex(())
    assert empty.search("Grabow") == [] and empty.named("Grabow") == []
    assert len(empty) == 0
