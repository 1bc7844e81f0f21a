"""Numbers as town-hall staff type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.number_words import cardinal
from assistant.language.numbers import (
    ParsedNumber,
    format_number,
    parse_correction,
    parse_number,
    parse_numbers,
)


@pytest.mark.parametrize(
    ("text", "value", "approximate", "unit"),
    [
        ("12.345", 12345, False, None),
        ("12.345,6", 12345.6, False, None),
        ("12 345", 12345, False, None),
        ("12\u00a0345", 12345, False, None),
        ("12\u202f345", 12345, False, None),
        ("12345 Einwohner", 12345, False, None),
        ("rund 5000", 5000, True, None),
        ("ca. 12 Tsd.", 12000, True, None),
        ("zwölftausend", 12000, False, None),
        ("zwölf", 12, False, None),
        ("Zwölf.", 12, False, None),
        ("eintausendzweihundert", 1200, False, None),
        ("anderthalb", 1.5, False, None),
        ("anderthalb Millionen", 1500000, False, None),
        ("zweieinhalb", 2.5, False, None),
        ("minus 3,4 %", -3.4, False, "%"),
        ("-3,4", -3.4, False, None),
        ("−3,4", -3.4, False, None),
        ("- 3,4", -3.4, False, None),
        ("ein Minus von 3,4 Prozent", -3.4, False, "%"),
        ("1,2 Mio.", 1200000, False, None),
        ("5 Prozent", 5, False, "%"),
        ("5%", 5, False, "%"),
        ("2.500 €", 2500, False, "Euro"),
        ("€ 2.500", 2500, False, "Euro"),
        ("2.500,- €", 2500, False, "Euro"),
        ("2.500,50 Euro", 2500.5, False, "Euro"),
        ("knapp 700", 700, True, None),
        ("gut 700", 700, True, None),
        ("über 700", 700, True, None),
        ("mehr als 700", 700, True, None),
        ("so um die 300", 300, True, None),
        ("ungefähr 5.000 oder so", 5000, True, None),
        ("5000 in etwa", 5000, True, None),
        ("ich schätze mal 400", 400, True, None),
        ("~400", 400, True, None),
        ("es sind 12.300 Leute", 12300, False, None),
        ("ein Dutzend", 12, False, None),
        ("zwei Dutzend", 24, False, None),
        ("ein halbes Dutzend", 6, False, None),
        ("12.5", 12.5, False, None),
        ("1.5 Mio", 1500000, False, None),
        ("0.123", 0.123, False, None),
        ("0,5", 0.5, False, None),
        ("1.234", 1234, False, None),
        ("12,345", 12.345, False, None),
        ("1,234,567", 1234567, False, None),
        ("1'234'567", 1234567, False, None),
        ("1.234.567,89", 1234567.89, False, None),
        ("eine halbe Million", 500000, False, None),
        ("eine Million", 1000000, False, None),
        ("zwei Millionen dreihunderttausend", 2300000, False, None),
        ("12 Tsd 300", 12300, False, None),
        ("zwei hundert", 200, False, None),
        ("hundert fünfzig", 150, False, None),
        ("12 Tausend", 12000, False, None),
        ("12k", 12000, False, None),
        ("3,5 TEUR", 3500, False, "Euro"),
        ("12T€", 12000, False, "Euro"),
        ("5 T Euro", 5000, False, "Euro"),
        ("3 Mrd. Euro", 3000000000, False, "Euro"),
        ("2½", 2.5, False, None),
        ("2 1/2", 2.5, False, None),
        ("½", 0.5, False, None),
        ("2024: 12.300", 12300, False, None),
        ("Einwohner 2024: 12.300", 12300, False, None),
        ("50.000€ im Jahr", 50000, False, "Euro"),
        ("5 m²", 5, False, None),
        ("seit 2019", 2019, False, None),
        ("2019", 2019, False, None),
        ("2023 waren es 12.300 Einwohner", 12300, False, None),
        ("Stand 31.12.2023: 12.300", 12300, False, None),
        ("12.300 (2023)", 12300, False, None),
        ("Ende 2023 waren es 12.300", 12300, False, None),
        ("eine", 1, False, None),
        ("nur eine", 1, False, None),
        ("ein Prozent", 1, False, "%"),
        ("null", 0, False, None),
        ("0", 0, False, None),
        ("12.300, also zwölftausenddreihundert", 12300, False, None),
        ("12.300 Euro, ja 12.300", 12300, False, "Euro"),
        ("+5", 5, False, None),
        ("(12)", 12, False, None),
        ("12345Einwohner", 12345, False, None),
        ("genau 12!", 12, False, None),
        ("fuenf", 5, False, None),
        ("DREISSIG", 30, False, None),
        ("bis zu 300", 300, True, None),
        ("12.000 ungefähr", 12000, True, None),
        ("es sind 12.", 12, False, None),
        ("siebenhunderttausendunddrei", 700003, False, None),
        ("zweitausendsiebenundzwanzig", 2027, False, None),
        ("elf Komma vier", 11.4, False, None),
        ("fünfundvierzig komma acht", 45.8, False, None),
        ("null Komma fünf Prozent", 0.5, False, "%"),
        ("ein Komma zwei Millionen", 1200000, False, None),
        ("drei komma eins vier", 3.14, False, None),
        ("12 Komma 5 %", 12.5, False, "%"),
        ("elf Komma fünfundzwanzig", 11.25, False, None),
        ("ein halbes Prozent", 0.5, False, "%"),
        ("zwei und einen halben Tag", 2.5, False, None),
        ("zwei und eine halbe Million", 2500000, False, None),
        ("unter 20 sind es 731", 731, False, None),
        ("unter zwanzig: 98", 98, False, None),
        ("über 65 haben wir 1.334", 1334, False, None),
        ("20 bis 64 Jahre: 1.915", 1915, False, None),
        ("80 und älter sind 212", 212, False, None),
        ("zehn Jahre zurück waren es 4.990", 4990, False, None),
        ("vor 10 Jahren noch 5.120", 5120, False, None),
        ("über 46 Jahre, genau 46,3", 46.3, False, None),
        ("unter 20", 20, True, None),
        ("in zehn Jahren", 10, False, None),
        ("46 Jahre", 46, False, None),
        ("elf Komma", 11, False, None),
    ],
)
def test_parse_number(text: str, value: int | float, approximate: bool, unit: str | None) -> None:
    number = parse_number(text)
    assert number == ParsedNumber(value, approximate, unit)
    assert type(number.value) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "keine Ahnung",
        "zwischen 300 und 400",
        "300 bis 400",
        "300-400",
        "300–400",
        "14.3.2027",
        "am 14. März",
        "14. März 2027",
        "2027-03-14",
        "März 2027",
        "Q3 2027",
        "KW 12",
        "3. Quartal 2027",
        "um 14:30 Uhr",
        "14 Uhr",
        "eine Maßnahme",
        "ein Ortsteil",
        "die 16-Jährigen",
        "B173",
        "Covid19",
        "03501/1234",
        "01234",
        "1234.567",
        "zwei Drittel",
        "3/4",
        "ein paar hundert",
        "einige tausend",
        "drei oder vier",
        "Einwohner",
        "12 oder 13",
        "Tausende",
        "Achtung",
        "5 % oder 300 Euro",
        "12h",
        "ein bis zwei",
        "Tel. 035021 12345",
        "1a",
        "2-3 Personen",
        "mehr als die Hälfte",
        "drei bis fünf sind es",
        "10-20 Jahre",
        "65-79 Jahre, 80 und älter",
        "65 bis 79 Jahre, 80+",
        "Komma",
    ],
)
def test_no_number_or_several(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("zwischen 300 und 400", [300, 400]),
        ("300-400", [300, 400]),
        ("zwischen fünf und zwanzig", [5, 20]),
        ("1,2,3", [1, 2, 3]),
        ("300\n400", [300, 400]),
        ("- 300\n- 400", [300, 400]),
        ("5 von 7", [5, 7]),
        ("12 12", [12, 12]),
        ("nichts", []),
        ("am 14.3.2027 kamen 300 von 12.300", [300, 12300]),
        ("300 Frauen, 400 Männer und 12 Kinder", [300, 400, 12]),
    ],
)
def test_parse_numbers(text: str, values: list[int]) -> None:
    assert [number.value for number in parse_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nein, 12.400 statt 12.300", 12400),
        ("12.400 anstatt 12.300", 12400),
        ("ich meinte 12400", 12400),
        ("Korrektur: 12.400", 12400),
        ("nicht 12.300, sondern 12.400", 12400),
        ("12.400, nicht 12.300", 12400),
        ("statt 12.300 sind es 12.400", 12400),
        ("ändere 12.300 auf 12.400", 12400),
        ("von 12.300 auf 12.400 ändern", 12400),
        ("12.300, nein 12.400", 12400),
        ("ersetze 12.300 durch 12.400", 12400),
        ("12.300 ist falsch, richtig ist 12.400", 12400),
        ("es sind doch 12.400 Einwohner", 12400),
        ("mach aus 12.300 bitte 12.400", 12400),
        ("die Zahl muss 12.400 heißen", 12400),
        ("ich meinte 12.400 und nicht 12.300", 12400),
        ("Sorry, 12,4 Tsd.", 12400),
        ("vertippt: 12.400", 12400),
        ("Nein, zwölftausendvierhundert", 12400),
        ("nein, 5 %", 5),
        ("12.400", None),
        ("nein", None),
        ("nein, nicht 12.300", None),
        ("nein, 12.400 oder 12.500", None),
        ("Hallo", None),
        ("", None),
    ],
)
def test_parse_correction(text: str, value: int | None) -> None:
    number = parse_correction(text)
    assert (number.value if number else None) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12345, "12.345"),
        (-3.4, "−3,4"),
        (-12345.5, "−12.345,5"),
        (12.0, "12"),
        (0, "0"),
        (-0.0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (0.1 + 0.2, "0,3"),
        (0.000001, "0,000001"),
        (-0.0000001, "0"),
        (10**15, "1.000.000.000.000.000"),
        (1e15, "1.000.000.000.000.000"),
    ],
)
def test_format_number(value: int | float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_format_number_refuses_what_is_no_number(value: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        format_number(value)


ONES = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"


def spelled(number: int) -> str:
    """A number below a million in German words, an independent way to make test data."""
    ones, tens = ONES.split(), TENS.split()
    if number >= 1000:
        rest = spelled(number % 1000) if number % 1000 else ""
        return spelled(number // 1000).removesuffix("s") + "tausend" + rest
    if number >= 100:
        return ones[number // 100] + "hundert" + (spelled(number % 100) if number % 100 else "")
    if number >= 20:
        one = ones[number % 10] + "und" if number % 10 else ""
        return one + tens[number // 10 - 2]
    if number in (16, 17):
        return {16: "sechzehn", 17: "siebzehn"}[number]
    if number > 12:
        return ones[number - 10] + "zehn"
    return "eins" if number == 1 else ones[number]


@given(st.integers(0, 999_999))
def test_number_words(number: int) -> None:
    # "sechs" loses its s before "tausend" in `spelled`, so those are spelled with it again.
    word = spelled(number).replace("sechtausend", "sechstausend")
    assert cardinal(word) == number
    assert parse_number(word) == ParsedNumber(number, False, None)


@given(st.integers(-(10**15), 10**15))
def test_a_written_whole_number_is_read_back(value: int) -> None:
    assert parse_number(format_number(value)) == ParsedNumber(value, False, None)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_written_decimal_is_read_back(value: object) -> None:
    number = float(str(value))
    read = parse_number(f"rund {format_number(number)} %")
    assert read is not None
    assert read.value == pytest.approx(number, abs=1e-9)
    assert (read.approximate, read.unit) == (True, "%")


PIECES = """
12 1.000 ,5 Mio. Tsd. ein zwei hundert tausend € % T - − minus statt nein 1/2 ½ halb Dutzend 14.3.
zweieinhalb 3² paar rund eine Million
"""
WORDS = st.sampled_from(PIECES.split())


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_never_raises(text: str) -> None:
    numbers = parse_numbers(text)
    one = parse_number(text)
    assert one is None or one.value in [number.value for number in numbers]
    parse_correction(text)
