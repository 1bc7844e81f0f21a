"""Lists as people type them: commas, lines, bullets and a last "und"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.lists import split_list


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Feuerwehr und Sportverein", ["Feuerwehr", "Sportverein"]),
        (
            "Frau Sommer (Amt für Jugend und Soziales), Herr Yılmaz",
            ["Frau Sommer (Amt für Jugend und Soziales)", "Herr Yılmaz"],
        ),
        (
            "Frau Sommer (Jugend, Soziales), Herr Yılmaz",
            ["Frau Sommer (Jugend, Soziales)", "Herr Yılmaz"],
        ),
        ("Amt für Jugend und Soziales", ["Amt für Jugend und Soziales"]),
        ("Feuerwehr, Sportverein und Chor", ["Feuerwehr", "Sportverein", "Chor"]),
        ("A; B; C", ["A", "B", "C"]),
        ("- Feuerwehr\n- Sportverein\n", ["Feuerwehr", "Sportverein"]),
        ("• A\n• B", ["A", "B"]),
        ("• A • B", ["A", "B"]),
        ("1. Feuerwehr\n2. Chor", ["Feuerwehr", "Chor"]),
        ("1) A\n2) B", ["A", "B"]),
        ("1. Feuerwehr 2. Chor 3. Kirche", ["Feuerwehr", "Chor", "Kirche"]),
        ("Kinder- und Jugendhaus, Kirche", ["Kinder- und Jugendhaus", "Kirche"]),
        ("Kirche, Kinder- und Jugendhaus", ["Kirche", "Kinder- und Jugendhaus"]),
        ("Feuerwehr, Amt für Jugend und Soziales", ["Feuerwehr", "Amt für Jugend und Soziales"]),
        ("A und B und C", ["A", "B", "C"]),
        ("A, B sowie C", ["A", "B", "C"]),
        ("A, B und C sowie D", ["A", "B", "C", "D"]),
        ("A, und B", ["A", "B"]),
        ("3,5 Stellen, 2 Autos", ["3,5 Stellen", "2 Autos"]),
        (
            "Wir treffen uns und reden dann miteinander",
            ["Wir treffen uns und reden dann miteinander"],
        ),
        ("  , ,", []),
        ("", []),
        ("\n\n", []),
        ("a, b; c\nd", ["a", "b", "c", "d"]),
        ("Heimat- und Verkehrsverein", ["Heimat- und Verkehrsverein"]),
        ("Der Sportverein und die Feuerwehr", ["Der Sportverein", "die Feuerwehr"]),
        ("„Wir, gemeinsam“ e. V., Chor", ["„Wir, gemeinsam“ e. V.", "Chor"]),
        ("Kirche\nund Chor", ["Kirche", "Chor"]),
        ("2025", ["2025"]),
        (
            "Der neue große Sportverein und die Freiwillige Feuerwehr Nord",
            ["Der neue große Sportverein und die Freiwillige Feuerwehr Nord"],
        ),
        ("Frau Dr. Müller, Herr Meier", ["Frau Dr. Müller", "Herr Meier"]),
        ("E-Mail, WhatsApp-Gruppe & Aushang", ["E-Mail", "WhatsApp-Gruppe", "Aushang"]),
        ("14.3. Treffen", ["14.3. Treffen"]),
        ("Hund und-Katze", ["Hund und-Katze"]),
        ("Verbund Nord", ["Verbund Nord"]),
        ("Wunde, Bundwerk", ["Wunde", "Bundwerk"]),
        ("Frau Meier (offen, Herr Schulz", ["Frau Meier (offen", "Herr Schulz"]),
    ],
)
def test_split_list(text: str, expected: list[str]) -> None:
    assert split_list(text) == expected


@given(st.lists(st.text("abcäöüß", min_size=1), min_size=2))
def test_entries_joined_by_commas_come_back(entries: list[str]) -> None:
    assert split_list(", ".join(entries)) == entries


@given(st.text())
def test_entries_are_stripped_and_keep_their_wording(text: str) -> None:
    for entry in split_list(text):
        assert entry == entry.strip()
        assert entry
        assert entry in text
