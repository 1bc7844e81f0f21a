"""Dates as town-hall staff type them, read on Wednesday, 20 May 2026."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.dates import format_date, is_valid_date, parse_date

TODAY = datetime.date(2026, 5, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14.3.2027", "2027-03-14"),
        ("14. März 2027", "2027-03-14"),
        ("14.03.27", "2027-03-14"),
        ("am 14. März", "2027-03-14"),
        ("Mitte März 2027", "2027-03"),
        ("März 2027", "2027-03"),
        ("im März 27", "2027-03"),
        ("3. Quartal 2027", "2027-Q3"),
        ("Q3 2027", "2027-Q3"),
        ("drittes Quartal 2027", "2027-Q3"),
        ("KW 12", "2027-W12"),
        ("KW 12 2027", "2027-W12"),
        ("12. Kalenderwoche 2027", "2027-W12"),
        ("2027", "2027"),
        ("Ende 2027", "2027"),
        ("im Jahr 2027", "2027"),
        ("Frühjahr 2027", "2027-Q2"),
        ("Sommer 2027", "2027-Q3"),
        ("Herbst 2027", "2027-Q4"),
        ("von März bis Juni 2027", "2027-03/2027-06"),
        ("2027 bis 2031", "2027/2031"),
        ("01.03.–30.06.2027", "2027-03-01/2027-06-30"),
        ("morgen", "2026-05-21"),
        ("nächsten Montag", "2026-05-25"),
        ("in zwei Wochen", "2026-06-03"),
        ("nächstes Jahr", "2027"),
        ("Anfang nächsten Jahres", "2027"),
        ("31.2.2027", None),
        ("übermorgen", "2026-05-22"),
        ("heute", "2026-05-20"),
        ("im Sommer", "2026-Q3"),
        ("KW 12/2027", "2027-W12"),
        ("Kalenderwoche 12, 2027", "2027-W12"),
        ("KW12/27", "2027-W12"),
        ("1. Halbjahr 2027", "2027-Q1/2027-Q2"),
        ("Winter 2027/28", "2027-12/2028-02"),
        ("Winter", "2026-12/2027-02"),
        ("im März nächsten Jahres", "2027-03"),
        ("nächstes Jahr im März", "2027-03"),
        ("2027 im Sommer", "2027-Q3"),
        ("1. bis 15. März 2027", "2027-03-01/2027-03-15"),
        ("1.-15.3.2027", "2027-03-01/2027-03-15"),
        ("November bis Februar", "2026-11/2027-02"),
        ("November 2027 bis Februar", "2027-11/2028-02"),
        ("November bis Februar 2028", "2027-11/2028-02"),
        ("Frau Sommer", None),
        ("Guten Morgen", None),
        ("Jan Müller", None),
        ("2027-2031", "2027/2031"),
        ("2027/28", "2027/2028"),
        ("2027–28", "2027/2028"),
        ("2027/03", "2027-03"),
        ("03/2027", "2027-03"),
        ("3.2027", "2027-03"),
        ("Mai", "2026-05"),
        ("Start 2027, Ende 2031", "2027/2031"),
        ("Beginn: Januar 2027, Ende: Dezember 2031", "2027-01/2031-12"),
        ("wir starten 2027 und enden 2031", "2027/2031"),
        ("los geht es 2027, fertig 2031", "2027/2031"),
        ("Start 2027", "2027"),
        ("Start 2031, Ende 2027", None),
        ("Ende 2027, Ende 2031", None),
        ("Ende des Jahres, also 31.12.2025", "2025-12-31"),
        ("zum Jahresende, 31.12.2025", "2025-12-31"),
        ("Jahresende", "2026"),
        ("im Herbst, genauer am 3.10.2027", "2027-10-03"),
        ("Mai 2027, am 12.5.2027", "2027-05-12"),
        ("2025 war gut, also 2027 und 2029", None),
        ("Febuar 2027", "2027-02"),
        ("Setpember 2027", "2027-09"),
        ("nächste Woche", "2026-W22"),
        ("in 3 Monaten", "2026-08"),
        ("in zwei Jahren", "2028"),
        ("in einem halben Jahr", "2026-11"),
        ("in anderthalb Jahren", "2027-11"),
        ("nächsten Monat", "2026-06"),
        ("dieses Jahr", "2026"),
        ("Ende des Jahres", "2026"),
        ("bis Jahresende", "2026"),
        ("Jahresende 2027", "2027"),
        ("letztes Jahr", "2025"),
        ("nächsten Sommer", "2026-Q3"),
        ("letzten Sommer", "2025-Q3"),
        ("letzten März", "2026-03"),
        ("Montag, 14.3.2027", "2027-03-14"),
        ("am Freitag", "2026-05-22"),
        ("Mittwoch", "2026-05-27"),
        ("nächste Woche Dienstag", "2026-05-26"),
        ("letzten Montag", "2026-05-18"),
        ("30. Februar", None),
        ("29.2.", "2028-02-29"),
        ("KW 53", "2026-W53"),
        ("KW 60", None),
        ("5. Quartal 2027", None),
        ("2027 Q3", "2027-Q3"),
        ("Q1 bis Q3 2027", "2027-Q1/2027-Q3"),
        ("Q1-Q3 2027", "2027-Q1/2027-Q3"),
        ("1.–3. Quartal 2027", "2027-Q1/2027-Q3"),
        ("KW 12–14 2027", "2027-W12/2027-W14"),
        ("KW 12 bis 14", "2027-W12/2027-W14"),
        ("März und April 2027", "2027-03/2027-04"),
        ("März oder April 2027", None),
        ("März und Juni 2027", None),
        ("12.300 Einwohner", None),
        ("2000 Einwohner", None),
        ("2500 Euro", None),
        ("III. Quartal 2027", "2027-Q3"),
        ("im dritten Quartal", "2026-Q3"),
        ("ab März 2027", "2027-03"),
        ("bis Ende März", "2027-03"),
        ("zwischen März und Juni 2027", "2027-03/2027-06"),
        ("14. 3. 2027", "2027-03-14"),
        ("14.3.", "2027-03-14"),
        ("14/3/2027", "2027-03-14"),
        ("am 14.3.2027 um 14:30 Uhr", "2027-03-14"),
        ("14.3. 14 Uhr", "2027-03-14"),
        ("vierzehnter März 2027", "2027-03-14"),
        ("am ersten Juli", "2026-07-01"),
        ("14.03.98", "1998-03-14"),
        ("20. Mai", "2026-05-20"),
        ("19. Mai", "2027-05-19"),
        ("im Mai", "2026-05"),
        ("zweites Halbjahr 2027", "2027-Q3/2027-Q4"),
        ("vor zwei Wochen", "2026-05-06"),
        ("Hallo", None),
        ("2027-03-14", "2027-03-14"),
        ("2027-Q3", "2027-Q3"),
        ("2027-w12", "2027-W12"),
        ("das weiß ich nicht", None),
        ("von 2027 bis 2031", "2027/2031"),
        ("vom 1.3. bis 30.6.2027", "2027-03-01/2027-06-30"),
        ("1. März 2027 bis 30. Juni 2027", "2027-03-01/2027-06-30"),
        ("14.3.1850", None),
        ("Sept. 2027", "2027-09"),
        ("14. Okt. 2027", "2027-10-14"),
        ("Dez 27", "2027-12"),
        ("Spätsommer 2027", "2027-Q3"),
        ("Frühsommer 2027", "2027-Q2"),
        ("Spätherbst", "2026-Q4"),
        ("2027-03/2027-06", "2027-03/2027-06"),
        ("2027-06/2027-03", None),
        ("am 1. und 2. März 2027", "2027-03-01/2027-03-02"),
        ("am 1. oder 2. März", None),
        ("spätestens Ende Juni 2027", "2027-06"),
        ("Anfang 2027 bis Ende 2028", "2027/2028"),
        ("Ende 27", "2027"),
        ("Mitte nächster Woche", "2026-W22"),
        ("in 14 Tagen", "2026-06-03"),
        ("in einer Woche", "2026-05-27"),
        ("2.2027", "2027-02"),
        ("Q4/27", "2027-Q4"),
        ("Q4", "2026-Q4"),
        ("Q1", "2027-Q1"),
        ("erstes Quartal nächsten Jahres", "2027-Q1"),
        ("12.5 Prozent", None),
        ("im Frühling", "2026-Q2"),
        ("Dienstag nächster Woche", "2026-05-26"),
        ("Juni bis September", "2026-06/2026-09"),
        ("dauert von 2027 bis Mitte 2029", "2027/2029"),
        ("März/April 2027", "2027-03/2027-04"),
        ("in fünf Minuten", None),
        ("2027-3-14", "2027-03-14"),
        ("14.März2027", "2027-03-14"),
        ("letztes Quartal 2027", "2027-Q4"),
        ("zweites und drittes Quartal 2027", "2027-Q2/2027-Q3"),
        ("Jahr 2027/2028", "2027/2028"),
        ("14.3.2027 14:00-16:00", "2027-03-14"),
        ("Juni, Juli, August 2027", None),
        ("Frau August kommt am 3. Mai", "2027-05-03"),
        ("2. Jahreshälfte 2027", "2027-Q3/2027-Q4"),
        ("14. und 15. März 2027", "2027-03-14/2027-03-15"),
        ("13.13.2027", None),
    ],
)
def test_parse_date(text: str, expected: str | None) -> None:
    assert parse_date(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("Winter", datetime.date(2027, 1, 15), "2026-12/2027-02"),
        ("KW 53", datetime.date(2027, 1, 15), "2032-W53"),
        ("KW 53", datetime.date(2027, 1, 1), "2026-W53"),
        ("nächste Woche", datetime.date(2026, 12, 30), "2027-W01"),
        ("in 2 Monaten", datetime.date(2026, 11, 30), "2027-01"),
        ("Montag", datetime.date(2026, 5, 18), "2026-05-25"),
        ("letzten Montag", datetime.date(2026, 5, 18), "2026-05-11"),
        ("nächstes Quartal", datetime.date(2026, 11, 2), "2027-Q1"),
        ("29. Februar", datetime.date(2028, 3, 1), "2032-02-29"),
        ("nächsten Sommer", datetime.date(2026, 7, 1), "2027-Q3"),
        ("im Sommer", datetime.date(2026, 9, 30), "2026-Q3"),
        ("im Sommer", datetime.date(2026, 10, 1), "2027-Q3"),
    ],
)
def test_parse_date_depends_on_today(text: str, today: datetime.date, expected: str) -> None:
    assert parse_date(text, today) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2027-03-14", "14. März 2027"),
        ("2027-03", "März 2027"),
        ("2027-Q3", "3. Quartal 2027"),
        ("2027-W12", "Kalenderwoche 12, 2027"),
        ("2027-W01", "Kalenderwoche 1, 2027"),
        ("2027", "2027"),
        ("2027-03/2027-06", "März 2027 bis Juni 2027"),
        ("2027/2031", "2027 bis 2031"),
        ("2027-03-01/2027-06-30", "1. März 2027 bis 30. Juni 2027"),
    ],
)
def test_format_date(value: str, expected: str) -> None:
    assert format_date(value) == expected


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ("2027-03-14", True),
        ("1900", True),
        ("2200-12", True),
        ("2026-W53", True),
        ("2028-02-29", True),
        ("2027/2027", True),
        ("2027-03-15/2027-03", True),
        ("2027-W53", False),
        ("2027-W00", False),
        ("2027-02-29", False),
        ("2027-13", False),
        ("2027-00", False),
        ("2027-Q0", False),
        ("2027-Q5", False),
        ("1899", False),
        ("2201", False),
        ("2027-06/2027-03", False),
        ("2027/2028/2029", False),
        ("2027/", False),
        ("/", False),
        ("", False),
        ("14.3.2027", False),
        ("2027-3-14", False),
        ("2027-03-14\n", False),
        (" 2027", False),
        ("２０２７", False),
        ("2027-q3", False),
    ],
)
def test_is_valid_date(value: str, valid: bool) -> None:
    assert is_valid_date(value) is valid


def test_format_date_refuses_what_is_no_date() -> None:
    with pytest.raises(ValueError, match="2027-13"):
        format_date("2027-13")


YEARS = st.integers(1900, 2200)
SINGLE = st.one_of(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)).map(str),
    st.builds("{:04d}-{:02d}".format, YEARS, st.integers(1, 12)),
    st.builds("{:04d}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{:04d}-W{:02d}".format, YEARS, st.integers(1, 52)),
    YEARS.map(str),
)


@given(SINGLE)
def test_a_written_date_is_read_back(value: str) -> None:
    assert parse_date(format_date(value), TODAY) == value


@given(SINGLE, SINGLE)
def test_a_written_span_is_read_back(first: str, last: str) -> None:
    span = f"{first}/{last}"
    if is_valid_date(span):
        expected = first if first == last else span
        assert parse_date(format_date(span), TODAY) == expected


PIECES = """
am im bis von 1. 14. 3 2027 27 0 99 März Mai Q3 KW Quartal in zwei Wochen vor Jahren 9999 nächsten
Montag heute Winter Halbjahr letzten / - , 31.2. 14.3.2027 Ende
"""
WORDS = st.sampled_from(PIECES.split())


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.dates())
def test_parse_date_never_raises_and_only_gives_valid_dates(
    text: str, today: datetime.date
) -> None:
    value = parse_date(text, today)
    assert value is None or is_valid_date(value)


@given(st.text())
def test_is_valid_date_never_raises(text: str) -> None:
    assert is_valid_date(text) in (True, False)
