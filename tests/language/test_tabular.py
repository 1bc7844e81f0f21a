"""Tables pasted into the chat are told from answers."""

from __future__ import annotations

import pytest

from assistant.language.tabular import looks_like_table


@pytest.mark.parametrize(
    "text",
    [
        "Jahr;Geburten;Sterbefälle\n2024;30;60",
        "Jahr\tGeburten\tSterbefälle\n2023\t31\t61\n2024\t30\t60",
        "0-17: 612\n18-64: 2.100\n65-79: 800\n80+: 250",
        "Alter;Frauen;Männer\n0-4;10;11\n5-9;9;12\n10-14;8;9\n15-19;7;8",
    ],
)
def test_tables(text: str) -> None:
    assert looks_like_table(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "612",
        "Feuerwehr; Sportverein; Chor",
        "Wir brauchen:\n- einen Bus\n- 3 Bänke\n- einen Treffpunkt",
        "Am 3. Mai um 18 Uhr.\nIm Rathaus.",
        "Frau Meier (Hauptamt); Herr Schulz\nFrau Kern",
    ],
)
def test_answers(text: str) -> None:
    assert not looks_like_table(text)
