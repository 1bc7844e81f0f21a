"""Wishes in words, and the search in names and texts."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.toolkit.load import load_catalogue
from assistant.toolkit.naming import named_methods
from assistant.toolkit.reading import load_words, read_wish
from assistant.toolkit.suggest import Toolkit

WORDS = load_words()
TOOLKIT = Toolkit(load_catalogue())


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        (
            "welche Methoden passen für Jugendliche, wenig Geld, online?",
            {"audiences": ("jugend",), "cost": "low", "online": "yes"},
        ),
        ("nicht online, lieber in Präsenz", {"online": "no"}),
        ("60 Personen, ein Tag", {"participants": 60, "days": 1.0}),
        ("an einem Abend mit 20 bis 30 Leuten", {"participants": 25, "days": 0.4}),
        ("ein halber Tag", {"days": 0.5}),
        ("4 Stunden", {"days": 0.5}),
        ("zwei Wochen", {"days": 14.0}),
        ("bei heftigem Streit", {"conflict": "high"}),
        ("keinen Streit", {"conflict": "low"}),
        ("für Hochaltrige", {"audiences": ("senioren",), "ages": ("80+",)}),
        ("FUER AELTERE MENSCHEN", {"audiences": ("senioren",)}),
        ("im Landkreis zum Thema Mobilität", {"themes": ("mobilitaet",), "size": "district"}),
        ("mitentscheiden lassen", {"level": "decide"}),
    ],
)
def test_wishes_are_read_from_words(text: str, wished: dict[str, Any]) -> None:
    wish = read_wish(text, WORDS)
    for name, value in wished.items():
        assert getattr(wish, name) == value, name


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("was mit Gärten", "gemeinschaftsgarten"),
        ("Gartenprojekt", "gemeinschaftsgarten"),
        ("Rufbus", "rufbus"),
        ("Zukunftswerkstadt", "zukunftswerkstatt"),
        ("worldcafe", "world_cafe"),
        ("leere Häuser", "leerstandsmanagement"),
        ("Ärztemangel", "mvz"),
        ("Bürgerbuss", "buergerbus"),
        ("einkaufen im Dorf", "dorfladen"),
    ],
)
def test_words_find_methods_by_names_parts_and_with_slips(text: str, method: str) -> None:
    ranked = TOOLKIT.rank(read_wish(text, WORDS))
    assert method in [s.method.id for s in ranked[:3]]


@pytest.mark.parametrize("text", ["Kinder beteiligen", "wie beteiligen wir Kinder?"])
def test_children_are_found_as_audience(text: str) -> None:
    first = TOOLKIT.rank(read_wish(text, WORDS))[:3]
    assert all({"kinder", "alle"} & set(s.method.audiences) for s in first)


@pytest.mark.parametrize(
    "text", ["", "???", "xyzzy qwertz", "und oder nicht", "🙂" * 50, "a" * 400]
)
def test_any_words_get_an_answer(text: str) -> None:
    assert TOOLKIT.rank(read_wish(text, WORDS))


def test_names_are_found_in_their_order_and_the_longer_one_counts() -> None:
    catalogue = TOOLKIT.catalogue
    found = named_methods("Fishbowl oder lieber ein World Café?", catalogue)
    assert [m.id for m in found] == ["fishbowl", "world_cafe"]
    assert [m.id for m in named_methods("das Jugendparlament", catalogue)] == ["jugendparlament"]
    assert named_methods("wir gehen nach Hause", catalogue) == []
