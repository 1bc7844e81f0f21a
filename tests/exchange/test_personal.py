"""What looks like a person is pointed at before it is shared; what does not is left in peace."""

from __future__ import annotations

import pytest

from assistant.exchange.personal import hints


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anruf bei Frau Lorenz genügt.", "Frau Lorenz"),
        ("Dr. med. Weber zieht 2028 her, Dr. Weber bleibt.", "Dr. Weber"),
        ("Bürgermeisterin Bartels unterstützt das.", "Bürgermeisterin Bartels"),
        ("Anmeldung: bus@grabow.example", "bus@grabow.example"),
        ("Unter 038756 5030 erreichbar", "038756 5030"),
        ("+49 38756 50312", "+49 38756 50312"),
        ("Treffen in der Kirchstraße 12", "Kirchstraße 12"),
        ("Brandt fährt den Bus.", "Brandt"),
    ],
)
def test_it_is_pointed_at(text: str, told: str) -> None:
    assert any(f"„{told}“" in hint for hint in hints(text, ["Helga Brandt"]))


@pytest.mark.parametrize(
    "text",
    [
        "Der Bus fährt zweimal die Woche und kostet 12.000 Euro im Jahr.",
        "Im Jahr 2027 sind 0,5 % mehr Menschen dabei, 2028 schon 1.250.",
        "Die Frauen im Ort und der Herrenchor helfen. Der Weg 3 ist steil.",
        "Zeitraum 01.03.2027 bis 31.12.2029, 7 bis 9 Uhr",
        "Die Verwaltung und das Hauptamt sprechen sich ab.",
    ],
)
def test_what_is_none_is_left_alone(text: str) -> None:
    assert hints(text, ["Helga Brandt", "Uwe von der Au"]) == ()
