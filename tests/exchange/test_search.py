"""Shared measures are found by the words that people use."""

from __future__ import annotations

import pytest

from assistant.exchange.search import Doc, Index
from assistant.process.exchange.vocabulary import load_vocabulary

TEXTS = {
    "rufbus": ("Rufbuslinie 12", "Fährt auf Bestellung in die Ortsteile."),
    "ast": ("Anruf-Sammel-Taxi", "Bringt abends nach Hause."),
    "laden": ("Dorfladen in der alten Schule", "Getragen von einer Genossenschaft."),
    "leer": ("Leere Häuser beleben", "Ein Leerstandskataster zeigt, was frei ist."),
    "jugend": ("Treffpunkt für Jugendliche", "Im alten Bahnhof."),
    "schwester": ("Gemeindeschwester", "Besucht alte Menschen zu Hause."),
    "garten": ("Gärten für alle", "Ein Gemeinschaftsgarten am Neubaugebiet."),
    "bus": ("Bürgerbus", "Ehrenamtliche fahren zum Einkaufen."),
}


@pytest.fixture(scope="module")
def index() -> Index:
    found = Index(load_vocabulary())
    for name, (title, text) in TEXTS.items():
        found.add(Doc("card", name, "measure"), title, text)
    return found


def ranked(index: Index, text: str) -> list[str]:
    near = index.search(text)
    order = sorted(range(len(near)), key=lambda place: -near[place])
    return [doc.source for place in order if near[place] > 0 and (doc := index.docs[place])]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Wer hat Erfahrung mit Rufbus?", "rufbus"),
        ("rufbusse", "rufbus"),
        ("Rufbusslinie", "rufbus"),
        ("Hat jemand einen Dorfladen?", "laden"),
        ("Bürgerladen", "laden"),
        ("Leerstand", "leer"),
        ("Jugendtreff", "jugend"),
        ("Gemeindepflegerin", "schwester"),
        ("Gemeinschaftsgärten", "garten"),
        ("Buergerbus", "bus"),
        ("Sammeltaxi", "ast"),
    ],
)
def test_the_expected_one_comes_first(index: Index, text: str, first: str) -> None:
    assert ranked(index, text)[:1] == [first]


def test_an_abbreviation_is_no_part_of_other_words(index: Index) -> None:
    assert "leer" not in ranked(index, "AST"), "Leerstandskataster ends in it"
    assert set(ranked(index, "Rufbus")) == {"rufbus", "ast"}
    assert set(ranked(index, "Busse")) == {"bus"}


def test_what_means_the_same_is_found_too(index: Index) -> None:
    assert set(ranked(index, "Rufbus")) >= {"rufbus", "ast"}
    assert set(ranked(index, "Anrufsammeltaxi")) >= {"rufbus", "ast"}


@pytest.mark.parametrize("text", ["Seilbahn", "Quantencomputer", "wer hat erfahrung", "?!", ""])
def test_what_is_not_there_is_not_found(index: Index, text: str) -> None:
    assert ranked(index, text) == []


def test_what_goes_is_no_longer_found() -> None:
    index = Index(load_vocabulary())
    first, second = Doc("a", "1", "measure"), Doc("b", "2", "measure")
    index.add(first, "Rufbus", "abends")
    index.add(second, "Rufbus", "morgens")
    index.remove(first)
    assert ranked(index, "Rufbus") == ["2"]
    assert ranked(index, "abends") == []
    index.add(Doc("c", "3", "measure"), "Dorfladen", "")
    assert ranked(index, "Dorfladen") == ["3"] and ranked(index, "Rufbus") == ["2"]
    index.remove(second)
    assert ranked(index, "Rufbus") == [] and len(index) == 1
