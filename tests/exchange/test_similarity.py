"""Similar municipalities are found as a person would expect, and it is said why."""

from __future__ import annotations

import dataclasses

import pytest

from assistant.exchange.model import Traits, size_class, size_text
from assistant.exchange.similarity import WEIGHTS, Crowd, compare

THEMES = {"mobilitaet": "Mobilität", "wohnen": "Wohnen"}
GRABOW = Traits(
    "municipality", "MV", "13076", (11.56, 53.28), 2, -4.2, 45.0,
    frozenset({"mobilitaet", "wohnen"}), frozenset({"mobilitaet"}), 4,
)  # fmt: skip


def test_the_same_situation_is_fully_similar() -> None:
    found = compare(GRABOW, GRABOW, THEMES)
    assert found.similarity == pytest.approx(1.0)
    assert found.because[0] in ("ebenfalls Gemeinde", "gleiche Größe (5.000 bis 10.000 Einwohner)")
    assert "gemeinsame Themen: Mobilität und Wohnen" in found.because
    assert found.differs == ()


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ({}, {"type": "district"}),
        ({"size": 3}, {"size": 5}),
        ({"themes": frozenset({"mobilitaet"})}, {"themes": frozenset({"kultur_freizeit"})}),
        ({"district": "13072", "place": (11.8, 53.4)}, {"district": "13072", "place": (13.4, 54)}),
        ({"district": "13072", "place": None}, {"district": None, "state": "BY", "place": None}),
        ({"growth": -5.0}, {"growth": 4.0}),
        ({"old": 44.0}, {"old": 30.0}),
        ({"stage": 5}, {"stage": 1}),
        ({"fields": frozenset({"mobilitaet"})}, {"fields": frozenset({"wohnen"})}),
    ],
)
def test_each_trait_counts(nearer: dict[str, object], farther: dict[str, object]) -> None:
    near, far = (dataclasses.replace(GRABOW, **more) for more in (nearer, farther))  # type: ignore[arg-type]
    assert compare(GRABOW, near, THEMES).similarity > compare(GRABOW, far, THEMES).similarity


@pytest.mark.parametrize("trait", ["size", "growth", "old", "stage", "themes", "fields"])
def test_what_the_other_does_not_share_never_helps(trait: str) -> None:
    empty = frozenset() if trait in ("themes", "fields") else None
    silent = dataclasses.replace(GRABOW, **{trait: empty})
    found = compare(GRABOW, silent, THEMES)
    lost = WEIGHTS[trait] / sum(WEIGHTS.values())
    assert found.similarity == pytest.approx(1.0 - lost)
    whole = compare(GRABOW, GRABOW, THEMES).because
    assert set(found.because) <= {*whole, "gleiche Stufe", "ähnlicher Altersaufbau",
                                  "verliert ähnlich viele Menschen", "im selben Kreis",
                                  "gemeinsames Handlungsfeld: Mobilität"}  # fmt: skip


def test_one_with_little_known_is_compared_by_what_it_knows() -> None:
    fresh = Traits("municipality")
    assert compare(fresh, GRABOW, THEMES).similarity == pytest.approx(1.0)
    assert compare(fresh, Traits("district"), THEMES).similarity == 0.0


def test_differences_are_said_too() -> None:
    city = Traits("municipality", "BY", size=6, growth=8.0, stage=6)
    assert compare(GRABOW, city, THEMES).differs == (
        "deutlich größer",
        "wächst, während es bei Ihnen weniger Menschen werden",
        "schon weiter",
    )
    assert "ist ein Landkreis" in compare(GRABOW, Traits("district"), THEMES).differs


def test_all_at_once_is_the_same_as_one_by_one() -> None:
    others = [
        GRABOW, Traits("district", "MV", "13076", themes=frozenset({"mobilitaet"})),
        Traits("quarter", size=2, growth=-4.0), Traits("municipality", "SN", size=0, old=60.0),
    ]  # fmt: skip
    together = Crowd(others).similarities(GRABOW)
    for value, other in zip(together, others, strict=True):
        assert value == pytest.approx(compare(GRABOW, other, THEMES).similarity)


@pytest.mark.parametrize(
    ("population", "text"),
    [(0, "unter 2.000 Einwohner"), (1999, "unter 2.000 Einwohner"),
     (2000, "2.000 bis 5.000 Einwohner"), (99_999, "50.000 bis 100.000 Einwohner"),
     (500_000, "ab 500.000 Einwohner")],
)  # fmt: skip
def test_sizes_are_told_in_classes(population: float, text: str) -> None:
    assert size_text(size_class(population)) == text
