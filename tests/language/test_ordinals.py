"""Positions in a list as people name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.ordinals import parse_ordinal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die zweite Maßnahme", 2),
        ("Maßnahme 3", 3),
        ("die letzte", -1),
        ("vorletzte", -2),
        ("die vorletzte Zeile", -2),
        ("Nr. 4", 4),
        ("den 2. Punkt", 2),
        ("Nummer 2", 2),
        ("Punkt drei", 3),
        ("die 3", 3),
        ("die 3.", 3),
        ("2.", 2),
        ("2", None),
        ("die dritte", 3),
        ("am 14. März", None),
        ("14.3.2027", None),
        ("3. Quartal", None),
        ("letzte Woche", None),
        ("letztes Jahr", None),
        ("zum ersten Mal", None),
        ("erstens", 1),
        ("die achte", 8),
        ("achte", 8),
        ("wir achten darauf", None),
        ("als erstes", 1),
        ("die einundzwanzigste", 21),
        ("der zwölfte Eintrag", 12),
        ("Maßnahme Nr. 5", 5),
        ("#3", 3),
        ("die erste und die dritte", None),
        ("der allerletzte", -1),
        ("drittletzte", -3),
        ("heute", None),
        ("die 12.300 Leute", None),
        ("Stufe 3", 3),
        ("zur zweiten Stufe", 2),
        ("Maßnahmen", None),
        ("Maßnahme Bürgerbus", None),
        ("2. Maßnahme", 2),
        ("die siebte", 7),
        ("die siebente", 7),
        ("Haus 5", None),
        ("der Beste", None),
        ("meiste", None),
        ("Tante", None),
        ("KW 12", None),
        ("die zwanzigste", 20),
        ("zwanzigte", None),
        ("den ersten bitte", 1),
        ("DIE ZWEITE", 2),
        ("Massnahme 3", 3),
        ("die fuenfte", 5),
        ("Maßnahme 0", None),
        ("die hundertste", 100),
        ("Ziel 2 und Ziel 2", 2),
        ("Maßnahme 2,5", None),
        ("", None),
        ("erst morgen", None),
        ("letzteres", -1),
        ("die erstere", 1),
    ],
)
def test_parse_ordinal(text: str, expected: int | None) -> None:
    assert parse_ordinal(text) == expected


@given(st.text())
def test_never_raises(text: str) -> None:
    assert parse_ordinal(text) != 0
