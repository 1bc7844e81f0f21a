"""Pieces of German sentences."""

from __future__ import annotations

import datetime

import pytest

from assistant.documents.phrasing import (
    capital,
    counted,
    day_with_weekday,
    ended,
    euros,
    exact_day,
    labelled,
    listed,
    measured,
    prose,
    quoted,
    spoken_day,
    until,
    when,
)
from assistant.documents.times import Times, clock, duration, read_times


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("2027-03-14", "am 14. März 2027"),
        ("2027-03", "im März 2027"),
        ("2027-Q3", "im 3. Quartal 2027"),
        ("2027-W12", "in der Kalenderwoche 12, 2027"),
        ("2027", "im Jahr 2027"),
        ("2027-03-14/2027-03-16", "vom 14. März 2027 bis zum 16. März 2027"),
        ("2027-03/2027-06", "von März 2027 bis Juni 2027"),
        ("2027/2029", "von 2027 bis 2029"),
        ("2027-Q1/2027-Q2", "vom 1. Quartal 2027 bis zum 2. Quartal 2027"),
        ("2027-W12/2027-W14", "von der Kalenderwoche 12, 2027 bis zur Kalenderwoche 14, 2027"),
        ("2027-03/2027-06-30", "von März 2027 bis zum 30. Juni 2027"),
        ("2027-03-14/2027-03-14", "am 14. März 2027"),
    ],
)
def test_a_date_answers_when(stored: str, words: str) -> None:
    assert when(stored) == words


def test_a_date_ends_something() -> None:
    assert until("2027-05-31") == "bis zum 31. Mai 2027"
    assert until("2027-05") == "bis Mai 2027"


def test_an_exact_day_is_only_what_names_a_day() -> None:
    assert exact_day("2027-04-22") == datetime.date(2027, 4, 22)
    assert exact_day("2027-04-22/2027-04-24") == datetime.date(2027, 4, 22)
    assert [exact_day(value) for value in ("2027-04", "2027-W16", "2027", None, True)] == [None] * 5
    assert day_with_weekday(datetime.date(2027, 4, 22)) == "Donnerstag, 22. April 2027"
    assert spoken_day(datetime.date(2027, 5, 3)) == "3. Mai 2027"


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0 €"), (600, "600 €"), (12500, "12.500 €"), (1234.5, "1.234,50 €"), (0.999, "1 €")],
)
def test_amounts_of_money(amount: float, text: str) -> None:
    assert euros(amount) == text


def test_numbers_agree_with_their_noun() -> None:
    assert counted(1, "Maßnahme", "Maßnahmen") == "1 Maßnahme"
    assert counted(0, "Maßnahme", "Maßnahmen") == "0 Maßnahmen"
    assert counted(1200, "Maßnahme", "Maßnahmen") == "1.200 Maßnahmen"
    assert measured(1, "Punkte") == "1 Punkt"
    assert measured(0.5, "Tage") == "0,5 Tage"
    assert measured(3.5, "%") == "3,5 %"
    assert measured(1, "Euro") == "1 €"


def test_lists() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B und C"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Rathaus", "Rathaus."),
        ("Rathaus.", "Rathaus."),
        ("Warum?", "Warum?"),
        ("Er sagte: „Ja.“", "Er sagte: „Ja.“"),
        ("das „Haus“", "das „Haus“."),
        ("Saal (oben)", "Saal (oben)."),
        ("und so weiter …", "und so weiter …"),
        ("usw. ", "usw."),
        ("", ""),
    ],
)
def test_a_sentence_has_one_end(text: str, whole: str) -> None:
    assert ended(text) == whole


def test_pieces_of_sentences() -> None:
    assert labelled("Ort", "Rathaus.") == "Ort: Rathaus."
    assert quoted("Das „Haus“ am Markt") == "„Das ‚Haus‘ am Markt“"
    assert quoted(' Er rief "Halt" ') == "„Er rief ‚Halt‘“"
    assert capital("äpfel") == "Äpfel"
    assert prose(["Eins.", None, "", "Zwei."]) == "Eins. Zwei."


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("18 bis 20.30 Uhr", Times(1080, 1230)),
        ("von 14 Uhr bis 18 Uhr", Times(840, 1080)),
        ("10:00-12:00", Times(600, 720)),
        ("9–17 Uhr.", Times(540, 1020)),
        ("19 Uhr", None),
        ("18 bis 20", None),
        ("20 bis 18 Uhr", None),
        ("Freitag 16 bis 20 Uhr, Samstag 10 bis 16 Uhr", None),
        ("18 bis 20.30 Uhr, danach Imbiss", None),
        (None, None),
    ],
)
def test_times_are_read_where_they_leave_no_doubt(text: str | None, times: Times | None) -> None:
    assert read_times(text) == times


def test_times_in_words() -> None:
    assert [clock(1080), clock(545)] == ["18 Uhr", "9.05 Uhr"]
    assert duration(45) == "45 Minuten"
    assert duration(61) == "1 Stunde und 1 Minute"
    assert duration(120) == "2 Stunden"
