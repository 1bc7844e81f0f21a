"""Yes and no in the words people use for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.yes_no import parse_yes_no

YES = [
    "Klar, gerne am Montag",
    "geht in Ordnung",
    "sieht gut aus",
    "ich denke schon",
    "leider ja",
    "eher ja",
    "Alles korrekt",
    "doch, stimmt",
    "ja",
    "jo",
    "jep",
    "klar",
    "genau",
    "stimmt",
    "passt",
    "richtig",
    "ja bitte",
    "auf jeden Fall",
    "gerne",
    "jawohl",
    "machen wir",
    "so ist es",
    "ja, der Bürgermeister kommt",
    "Ja!",
    "jaaa",
    "das stimmt",
    "stimmt so",
    "Das passt so",
    "na klar",
    "aber klar doch",
    "ok",
    "Okay, passt",
    "sehr gerne",
    "ja gerne",
    "ja klar",
    "doch",
    "ja doch",
    "alles klar",
    "kein Problem",
    "👍",
    "ich glaube ja",
    "ja genau so",
    "Ja, das Amt macht mit.",
    "klar machen wir das",
    "natürlich",
    "Ja das haben wir beschlossen",
    "ja, nicht nur in der Kernstadt",
    "oh ja",
    "aber sicher",
    "in Ordnung",
    "das ist richtig so",
    "das passt, ne?",
    "gut so",
    "geht klar",
    "Ja. Richtig.",
    "Natürlich, warum nicht",
    "Klar, warum denn nicht",
    "ja, wieso auch nicht?",
    "gerne, warum nicht, wir haben Zeit",
    "da spricht nichts dagegen",
    "nichts dagegen",
]

NO = [
    "nö, passt schon",
    "nicht gut",
    "absolut nicht",
    "wohl kaum",
    "haben wir nicht",
    "nein, keine weiteren",
    "Nein! Auf keinen Fall",
    "nein",
    "nö",
    "nee",
    "ne",
    "lieber nicht",
    "auf keinen Fall",
    "noch nicht",
    "leider nicht",
    "eher nicht",
    "nein danke",
    "bisher nicht",
    "stimmt nicht",
    "nein, das schaffen wir nicht",
    "Nein, passt so.",
    "nein danke, alles klar",
    "neeein",
    "nee du",
    "ne danke",
    "das stimmt nicht",
    "das stimmt so nicht",
    "gar nicht",
    "überhaupt nicht",
    "auf gar keinen Fall",
    "das ist falsch",
    "das schaffen wir nicht",
    "passt nicht",
    "nicht richtig",
    "Nein, der Bürgermeister kommt nicht",
    "doch nicht",
    "ich glaube nicht",
    "wollen wir nicht",
    "👎",
    "leider nein",
    "ich denke nein",
    "nein, genau das nicht",
    "nope",
    "niemals",
    "sicher nicht",
    "Natürlich nicht!",
    "nein, ich weiß, das schaffen wir nicht",
]

NEITHER = [
    "ja, das stimmt nicht",
    "Das Datum ändern",
    "das ist nicht ganz richtig",
    "noch eine",
    "nicht unbedingt",
    "wahrscheinlich",
    "Jahrmarkt",
    "vielleicht",
    "jein",
    "weiß nicht",
    "ja und nein",
    "ja nein",
    "keine Ahnung",
    "genau 12 Personen",
    "12.300",
    "das ist ja schön",
    "ne Liste bitte",
    "Feuerwehr",
    "",
    "ja, vielleicht",
    "na ja",
    "Der Bürgermeister",
    "klar geregelt ist das nicht",
    "wenn ja, dann im März",
    "ja, aber noch nicht",
    "Januar",
    "Neinstedt",
    "Okavango",
    "der richtige Weg ist noch unklar",
    "Was heißt das?",
    "nicht sicher",
    "kommt drauf an",
    "Richtigstellung",
    "warum nicht?",
    "Warum eigentlich nicht",
    "nein, warum nicht",
    "Ja, warum nicht auch digital?",
    "weiß ich noch nicht",
    "das wissen wir leider noch nicht",
    "steht noch nicht fest",
    "das ist noch offen",
]


@pytest.mark.parametrize("text", YES)
def test_yes(text: str) -> None:
    assert parse_yes_no(text) is True


@pytest.mark.parametrize("text", NO)
def test_no(text: str) -> None:
    assert parse_yes_no(text) is False


@pytest.mark.parametrize("text", NEITHER)
def test_neither_or_both(text: str) -> None:
    assert parse_yes_no(text) is None


PIECES = """
ja nein nicht ne , . klar genau das passt doch ? - ! stimmt n j
"""
WORDS = st.sampled_from(PIECES.split())


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_never_raises(text: str) -> None:
    assert parse_yes_no(text) in (True, False, None)
