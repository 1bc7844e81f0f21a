"""One spelling for all comparisons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.spelling import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fuer Aeltere", "für Ältere"),
        ("STRASSE", "Straße"),
        ("Ma\u00dfnahme", "MASSNAHME"),
        ("fu\u0308r", "für"),
        ("  viel \t Platz\n", "viel Platz"),
        ("1\u00a0000", "1 000"),
        ("2027–2031", "2027-2031"),
        ("−3", "-3"),
        ("Café", "cafe"),
        ("Yılmaz", "YILMAZ"),
        ("ﬁnden", "finden"),
        ("Trenn\u00adung", "Trennung"),
        ("geht’s", "geht's"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("schon", "schön"), ("Bar", "Bär"), ("Masse", "Mase")])
def test_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
