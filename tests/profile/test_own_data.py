"""Files from registers of residents as they really look, pasted tables, templates, Konstanz."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import openpyxl
import pytest

from assistant.profile.own_data.age_labels import Ages, read_ages
from assistant.profile.own_data.cells import read_count
from assistant.profile.own_data.reading import read_file, read_text
from assistant.profile.own_data.result import Problem, Purpose, Reading
from assistant.profile.own_data.templates import Format, template
from assistant.profile.population import PopulationTable, check
from assistant.profile.rates import AgeCount, Movements
from assistant.profile.splitting import single_years
from tests.conftest import missing
from tests.profile import konstanz

GROUPS = (0, 18, 65)
WOMEN, MEN = (90.0, 310.0, 120.0), (100.0, 300.0, 100.0)
BY_SEX = PopulationTable(2023, GROUPS, (190.0, 610.0, 220.0), WOMEN, MEN)


def read(
    text: str, purpose: Purpose = "population", encoding: str = "utf-8", name: str = "daten.csv"
) -> Reading:
    """A text read as a file."""
    return read_file(purpose, io.BytesIO(text.encode(encoding)), name)


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> io.BytesIO:
    """A workbook of named sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def excel(*rows: Sequence[Any], name: str = "daten.xlsx") -> Reading:
    """Rows read as the only sheet of a workbook."""
    return read_file("population", workbook(("Tabelle1", rows)), name)


def tables(reading: Reading) -> tuple[PopulationTable, ...]:
    """What was read, which must be sound."""
    assert reading.usable, reading.problems
    for table in reading.population:
        assert not [one for one in check(table) if one.code != "empty"]
    return reading.population


def errors(reading: Reading) -> list[Problem]:
    """The errors, because of which nothing is taken over."""
    found = [one for one in reading.problems if one.severity == "error"]
    assert found and not reading.usable
    return found


def hints(reading: Reading) -> str:
    """All hints in one text."""
    return "\n".join(one.text for one in reading.problems if one.severity == "hint")


# Layouts of population


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_long_layout_in_any_encoding(encoding: str, separator: str) -> None:
    text = (
        "Jahr;Alter;Männlich;Weiblich;Insgesamt\r\n2023;0 bis unter 18;100;90;190\r\n"
        "2023;18-64;300;310;610\r\n2023;65 und älter;100;120;220\r\n2023;Insgesamt;500;520;1020\r\n"
    )
    reading = read(text.replace(";", separator), encoding=encoding)
    assert tables(reading) == (BY_SEX,)
    assert not reading.problems


def test_the_preview_shows_what_was_read() -> None:
    reading = read("Jahr;Alter;Männlich;Weiblich\n2023;0-64;1.200;1.100\n2023;65+;300;400\n")
    preview = reading.preview
    assert preview is not None
    assert preview.columns == ("Jahr", "Alter", "Männlich", "Weiblich")
    assert preview.rows[0] == ("2023", "0-64", "1.200", "1.100")
    assert preview.years == (2023,)
    found = [(total.year, total.name, total.value) for total in preview.totals]
    assert found == [(2023, "Einwohner", 3000), (2023, "Frauen", 1500), (2023, "Männer", 1500)]


def test_years_as_columns_under_a_title_and_above_a_source() -> None:
    reading = read(
        "Einwohnermelderegister der Gemeinde Musterdorf\nBevölkerung am 31.12.\n\n"
        "Altersgruppe;2021;2022;2023\nunter 6;120;118;115\n6 bis unter 18;240;238;235\n"
        "18 bis unter 65;1 200;1 190;1 185\n65+;400;410;415\nInsgesamt;1960;1956;1950\n\n"
        "Quelle: Einwohnermeldeamt, 12.03.2024\n1) ohne Nebenwohnungen\n"
    )
    found = tables(reading)
    assert [table.year for table in found] == [2021, 2022, 2023]
    assert found[0].bounds == (0, 6, 18, 65)
    assert [table.total for table in found] == [1960, 1956, 1950]
    assert not reading.problems


def test_a_table_of_the_regional_statistics() -> None:
    reading = read(
        "Bevölkerung nach Geschlecht und Altersgruppen (17) - Stichtag 31.12.\n"
        ";;;;Insgesamt;männlich;weiblich\n;;;;Anzahl;Anzahl;Anzahl\n"
        "31.12.2023;01001;Musterstadt;unter 18 Jahre;190;100;90\n"
        "31.12.2023;01001;Musterstadt;18 bis unter 65 Jahre;610;300;310\n"
        "31.12.2023;01001;Musterstadt;65 Jahre und mehr;220;100;120\n"
        "31.12.2023;01001;Musterstadt;Insgesamt;1020;500;520\n"
        "__________\n© Statistische Ämter des Bundes und der Länder, 2024\n"
    )
    assert tables(reading) == (BY_SEX,)
    assert "„2. Spalte“" in hints(reading)


def test_heads_of_two_levels() -> None:
    ages = ("0-17", "18-64", "65 u. älter")
    both = "Alter;2022;;;2023;;\n;männl.;weibl.;insg.;männl.;weibl.;insg.\n" + "".join(
        f"{age};1;2;3;{int(men)};{int(women)};{int(men + women)}\n"
        for age, men, women in zip(ages, MEN, WOMEN, strict=True)
    )
    assert tables(read(both))[1] == BY_SEX
    other = "Alter;männlich;;weiblich;\n;2022;2023;2022;2023\n" + "".join(
        f"{age};1;{int(men)};2;{int(women)}\n"
        for age, men, women in zip(ages, MEN, WOMEN, strict=True)
    )
    assert tables(read(other))[1] == BY_SEX


@pytest.mark.parametrize("sums", ["", "500", "=SUMME(B3:B5)"])
def test_sections_for_the_sexes(sums: str) -> None:
    reading = read(
        f"Bevölkerung zum Stichtag 31.12.2023\nAlter;Anzahl\nmännlich;{sums}\n0-17;100\n18-64;300\n"
        "65+;100\nweiblich;\n0-17;90\n18-64;310\n65+;120\n"
    )
    assert tables(reading) == (BY_SEX,)


def test_sections_for_the_years() -> None:
    reading = read("Alter;Anzahl\nStand 31.12.2022\n0-17;10\n18+;90\n31.12.2023\n0-17;11\n18+;92\n")
    assert [(one.year, one.totals) for one in tables(reading)] == [
        (2022, (10.0, 90.0)),
        (2023, (11.0, 92.0)),
    ]


def test_one_count_per_row_by_single_years() -> None:
    lines = [f"31.12.2023,{sex},{age},{age % 7}" for sex in "mw" for age in range(101)]
    reading = read("Stichtag,Geschlecht,Alter,Anzahl\n" + "\n".join(lines))
    (table,) = tables(reading)
    assert table.year == 2023 and table.bounds == tuple(range(101))
    assert table.women == table.men and table.total == 2 * sum(age % 7 for age in range(101))


def test_ages_as_columns() -> None:
    text = "Jahr;unter 6;6 - 17;18 - 64;65 u. ä.;Insgesamt\n2021;100;200;1000;300;1600\n"
    (table,) = tables(read(text))
    assert (table.bounds, table.totals) == ((0, 6, 18, 65), (100, 200, 1000, 300))
    single = ";".join(str(age) for age in range(100))
    counts = ";".join(str(age % 5) for age in range(100))
    (table,) = tables(read(f"Jahr;{single}\n2021;{counts}\n2022;{counts}\n"))[:1]
    assert len(table.bounds) == 100


def test_years_of_birth() -> None:
    rows = "".join(f"{year};5;6\n" for year in range(2023, 1933, -1))
    text = f"Geburtsjahr;männlich;weiblich\n{rows}1933 und früher;3;9\n"
    (table,) = tables(read(text, name="register_31.12.2023.csv"))
    assert table.bounds == tuple(range(91)) and table.total == 90 * 11 + 12


def test_bounds_in_two_columns() -> None:
    (table,) = tables(read("Jahr;Alter von;Alter bis;Anzahl\n2022;0;17;12\n2022;18;120;30\n"))
    assert (table.bounds, table.totals) == ((0, 18), (12, 30))


def test_quarters_are_summed_and_the_town_counts_once() -> None:
    text = "Ortsteil;Alter;Anzahl\n" + "".join(
        f"{part};{age};{count}\n"
        for part, counts in (("Kern", (1, 2)), ("Berg", (3, 4)))
        for age, count in zip(("0-17", "18+"), counts, strict=True)
    )
    reading = read(text, name="2023.csv")
    assert tables(reading)[0].totals == (4, 6)
    assert "Ortsteile" in hints(reading)
    whole = "Gesamtstadt;0-17;4\nGesamtstadt;18+;6\n"
    assert tables(read(text + whole, name="2023.csv"))[0].totals == (4, 6)


def test_several_municipalities_are_refused() -> None:
    text = "Gemeinde;Alter;Anzahl\nA;0-17;1\nA;18+;2\nB;0-17;1\nB;18+;2\n"
    assert "2 Gemeinden" in errors(read(text, name="2023.csv"))[0].text


def test_merged_cells_hold_for_the_rows_below() -> None:
    text = (
        "Jahr;Alter;m;w\n2022;0-17;1;2\n;18-64;3;4\n;65+;5;6\n2023;0-17;1;2\n;18-64;3;4\n;65+;5;9\n"
    )
    assert [table.total for table in tables(read(text))] == [21, 24]
    text = "Alter;Geschlecht;2023\n0-17;m;1\n;w;2\n18+;m;3\n;w;4\n"
    assert tables(read(text))[0].women == (2, 4)


def test_rows_of_names_and_units_above_the_table() -> None:
    rows = "".join(f"{age};5;5;10\n" for age in range(95))
    text = (
        "Gemeinde:;Musterdorf;;\nStichtag:;31.12.2023;;\nEinwohner gesamt:;960;;\n\n"
        f"Alter;männlich;weiblich;gesamt\n;Anzahl;Anzahl;Anzahl\n{rows}95 und älter;2;8;10\n"
        "Erstellt von:;Frau Muster;;\n"
    )
    (table,) = tables(read(text))
    assert (table.year, table.total, len(table.bounds)) == (2023, 960, 96)


def test_a_row_that_numbers_the_columns_is_no_age() -> None:
    rows = "".join(f"{age};5;5;10\n" for age in range(95))
    reading = read(f"Alter;männlich;weiblich;gesamt\n1;2;3;4\n{rows}", name="2023.csv")
    assert tables(reading)[0].total == 950


@pytest.mark.parametrize(
    "head",
    [
        "Jaht;Altersgrupe;Mänlich;Wieblich;Insgesammt",
        "JAHR;ALTER;M;W;GES.",
        "Kalenderjahr;Altersklasse;Männer;Frauen;Summe",
        "jahr;alter;maennlich;weiblich;gesamt",
        "Berichtsjahr;Alters-gruppe;davon männlich;davon weiblich;Bevölkerung insgesamt",
        "Stichtag;Alter (in Jahren);Anzahl männl. Einwohner;Anzahl weibl. Einwohner;Einwohner",
        "Year;Age;Male;Female;Total",
        "Jahr1);Alter²;Männlich3);Weiblich;Insgesamt*",
    ],
)
def test_titles_with_synonyms_and_slips(head: str) -> None:
    text = f"{head}\n2023;0-17;100;90;190\n2023;18-64;300;310;610\n2023;65+;100;120;220\n"
    assert tables(read(text)) == (BY_SEX,)


def test_twice_encoded_text_is_mended() -> None:
    text = "Jahr;Alter;Männlich;Weiblich\n2023;0-64;1;2\n2023;65 und älter;3;4\n"
    assert tables(read(text.encode().decode("cp1252")))[0].total == 10


def test_a_separator_may_be_named_and_the_last_line_unfinished() -> None:
    assert tables(read('sep=;\n"Jahr";"Alter";"m";"w"\n2022;"0-17";1;2\n2022;18+;3;4'))


@pytest.mark.parametrize(
    ("labels", "bounds"),
    [
        (("0-3", "3-6", "6-18", "18-65", "65+"), (0, 3, 6, 18, 65)),
        (("0-1", "1-2", "2-3", "3-65", "65+"), (0, 1, 2, 3, 65)),
        (("bis 17", "18-64", "65-79", "über 79"), (0, 18, 65, 80)),
        (("bis 18", "18-65", "65-80", "über 80"), (0, 18, 65, 81)),
        (("unter 18", "18-64", "65+", "davon 80+"), (0, 18, 65, 80)),
        (("0-17", "18-64", "65-79", "80-89", "90 und mehr", "65 und älter"), (0, 18, 65, 80, 90)),
    ],
)
def test_bounds_are_settled_by_the_neighbours(
    labels: tuple[str, ...], bounds: tuple[int, ...]
) -> None:
    counts = [100, 300, 90, 40, 10, 140][: len(labels)]
    rows = "".join(f"{label};{count}\n" for label, count in zip(labels, counts, strict=True))
    assert tables(read(f"Alter;2023\n{rows}"))[0].bounds == bounds


def test_what_remains_of_a_group_is_counted_once() -> None:
    (table,) = tables(read("Alter;2023\nunter 18;100\n18-64;300\n65+;120\ndavon 80+;40\n"))
    assert table.totals == (100, 300, 80, 40)


def test_subtotals_are_compared_and_not_counted() -> None:
    text = "Alter;2023\n0-5;30\n6-17;70\nunter 18;100\n18-64;300\n65+;120\nInsgesamt;{}\n"
    assert tables(read(text.format(520)))[0].total == 520
    near = read(text.format(521))
    assert tables(near)[0].total == 520 and "Als Summe steht dort 521" in hints(near)
    (far,) = errors(read(text.format(1000)))
    assert (far.row, far.column) == (7, "2023") and "1.000" in far.text


# Cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234", 1234), ("1 234", 1234), ("1\u00a0234", 1234), ("1\u202f234", 1234),
        ("1'234", 1234), ("12.345.678", 12_345_678), ("240,0", 240), ("1.234,00", 1234),
        ("12392.0", 12392), ("123 1)", 123), ("123¹", 123), ("123*", 123), ("(123)", 123),
        ("240 Personen", 240), ("+5", 5), ("0", 0), (240, 240), (240.0, 240), (" 7 ", 7),
    ],
)  # fmt: skip
def test_numbers_as_germans_write_them(cell: Any, value: float) -> None:
    assert (read_count(cell).state, read_count(cell).value) == ("number", value)


@pytest.mark.parametrize("cell", ["-", "–", "—", ".", "...", "x", "X", "*", "k.A.", "k. A.", "/"])
def test_marks_for_what_is_not_known(cell: str) -> None:
    assert read_count(cell).state == "missing"


@pytest.mark.parametrize(
    "cell", ["elf", "12,5", "-4", "18,3 %", "#WERT!", "1.2.3", "1e5", "9" * 30, 0.5, -1, True]
)
def test_what_is_no_count_says_what_is_expected(cell: Any) -> None:
    count = read_count(cell)
    assert count.state == "wrong" and count.text.endswith(".")


@pytest.mark.parametrize(
    ("label", "ages"),
    [
        ("0_bis_unter_1", Ages(0, 0)), ("18- bis 24-Jährige", Ages(18, 24, "high")),
        ("6 bis unter 10 Jahre", Ages(6, 9)), ("85 und ält.", Ages(85, None)),
        ("80 u. ä.", Ages(80, None)), ("100 und mehr", Ages(100, None)), ("Ü65", Ages(65, None)),
        ("unter 1 Jahr", Ages(0, 0)), ("1-Jährige", Ages(1, 1)), ("7", Ages(7, 7)),
        ("06. Sep", None), ("2023", None), ("sechs bis neun", None), ("", None),
    ],
)  # fmt: skip
def test_age_groups_as_tables_name_them(label: str, ages: Ages | None) -> None:
    assert read_ages(label) == ages


def test_suppressed_cells_follow_from_the_sums() -> None:
    reading = read(
        "Alter;Männlich;Weiblich;Insgesamt\n0-5;10;12;22\n6-17;*;9;17\n18-64;100;x;.\n"
        "65-79;30;31;61\n80+;–;k.A.;12\nInsgesamt;150;170;320\n",
        name="Einwohner 2023.csv",
    )
    (table,) = tables(reading)
    assert table.men == (10, 8, 100, 30, 2) and table.women == (12, 9, 108, 31, 10)
    assert not table.approximate
    assert "„*“ wurde als fehlende Zahl gelesen" in hints(reading)
    assert "Namen der Datei" in hints(reading)


def test_suppressed_cells_without_sums_count_as_nobody_and_are_named() -> None:
    rows = "".join(f"{age};5;{'*' if age == 97 else 4}\n" for age in range(100))
    reading = read(f"Alter;m;w\n{rows}", name="2023.csv")
    (table,) = tables(reading)
    assert table.approximate and table.total == 100 * 9 - 4
    assert "Ohne Zahl sind die Alter 97" in hints(reading)


def test_other_sexes_are_shared_out() -> None:
    text = "Alter;m;w;d;gesamt\n0-17;100;90;0;190\n18-64;300;310;2;612\n65+;100;120;0;220\n"
    reading = read(text, name="2023.csv")
    (table,) = tables(reading)
    assert table.women == (90, 311, 120) and table.total == 1022
    assert "divers" in hints(reading)


def test_one_sex_follows_from_all() -> None:
    (table,) = tables(read("Jahr;Alter;weiblich;insgesamt\n2023;0-17;9;20\n2023;18+;40;80\n"))
    assert table.men == (11, 40)


def test_ages_that_nobody_has_may_be_left_out() -> None:
    rows = "".join(f"{age};1;1\n" for age in range(98) if age not in (17, 18, 91, 95))
    reading = read(f"Alter;m;w\n{rows}", name="2023.csv")
    (table,) = tables(reading)
    assert table.bounds[-1] == 97 and table.total == 2 * 94
    assert "17 bis 18, 91, 95" in hints(reading)


def test_nationalities_are_summed_and_main_residence_counts() -> None:
    reading = read(
        "Alter;m deutsch;m nichtdeutsch;w deutsch;w nichtdeutsch\n0-17;1;2;3;4\n18+;10;20;30;40\n",
        name="2023.csv",
    )
    assert tables(reading)[0].women == (7, 70)
    reading = read("Jahr;Alter;Hauptwohnung;Nebenwohnung\n2023;0-17;10;1\n2023;18+;90;3\n")
    assert tables(reading)[0].total == 100
    (problem,) = errors(read("Jahr;Alter;Nebenwohnung\n2023;0-17;10\n2023;18+;90\n"))
    assert "nur Nebenwohnungen" in problem.text


def test_thousands_with_a_comma_are_said() -> None:
    reading = read('Year,Age,Male,Female\n2022,0-17,"1,200","1,100"\n2022,18+,"4,000","4,100"\n')
    assert tables(reading)[0].total == 10_400 and "Komma nach Tausendern" in hints(reading)


def test_another_day_counts_for_its_year() -> None:
    reading = read("Stichtag;Alter;Anzahl\n30.06.2023;0-17;10\n30.06.2023;18+;90\n")
    assert tables(reading)[0].year == 2023 and "30.06.2023" in hints(reading)
    reading = read("Stichtag;Alter;Anzahl\n01.01.2024;0-17;10\n01.01.2024;18+;90\n")
    assert tables(reading)[0].year == 2023 and not hints(reading)


# Errors that say where and what


@pytest.mark.parametrize(
    ("text", "row", "column", "says"),
    [
        ("Jahr;Alter;m;w\n2022;0-17;elf;2\n2022;18+;3;4\n", 2, "m", "„elf“ ist keine Zahl"),
        ("Jahr;Alter;m;w\n2022;0-17;1;2\n\n2022;18+;3;-4\n", 4, "w", "eine Zahl ab 0"),
        ("Jahr;Alter;m;w\n2022;0-17;1;2\n20222;18+;3;4\n", 3, "Jahr", "ist kein Jahr"),
        ("Alter;2023\n0-5;30\n06. Sep;30\n10+;9\n", 3, "Alter", "„6 bis 9“"),
        ("Alter;2023\n0-5;30\n6-?9;30\n10+;9\n", 3, "Alter", "„18 bis 24“"),
        ("Jahr;Alter;m;w\n2022;0-17;1;2\n2022;30+;3;4\n", 2, None, "Es fehlen die Alter 18 bis 29"),
        ("Jahr;Alter;m;w\n2022;0-17;1;2\n2022;18-64;3;4\n", 2, None, "65 und älter"),
        ("Jahr;Alter;m;w\n2022;0-17;1;2\n2022;10-30;3;4\n2022;31+;1;1\n", 2, None, "überschneiden"),
        (
            "Jahr;Alter;m;w\n2022;0-17;1;2\n2022;18+;1;2\n2022;0-17;1;2\n",
            4,
            "m",
            "noch",
        ),
        ("Jahr;Alter;m\n2022;0-17;1\n2022;18+;3\n", 2, None, "„Weiblich“ oder „Insgesamt“"),
        ("Alter;m;w\n0-17;1;2\n18+;3;4\n", 2, None, "kein Jahr"),
        ("Jahr;m;w\n2022;1;2\n2023;1;2\n", 2, None, "keine Altersgruppen"),
        ("Jahr;Alter;Anzahl\n2022;0-17;=1+1\n2022;18+;3\n", 2, "Anzahl", "Formel"),
        (
            "Jahr;Alter;Anzahl\n2022;bis 18;1\n2022;bis 30;1\n2022;ab 31;3\n",
            2,
            "Anzahl",
            "„0 bis 17“",
        ),
        (
            "Jahr;Geschlecht;Alter;Anzahl\n2022;q;0-17;1\n2022;w;18+;1\n",
            2,
            "Geschlecht",
            "„divers“",
        ),
        ("Jahr;Alter;m;w;insgesamt\n2022;0-17;1;2;30\n2022;18+;1;2;3\n", 2, None, "prüfen Sie"),
        ("Jahr;Alter;Anteil\n2022;0-17;18,3 %\n2022;18+;81,7 %\n", None, None, "Anteile"),
        ("Jahr;Alter;Anzahl\n2022;0-17;18,3 %\n2022;18+;81,7 %\n", 2, "Anzahl", "Anteil"),
        ("Jahr;Straße\n2022;Hauptstraße\n", None, None, "Erwartet werden die Spalten"),
        ("nur ein Text\nund noch einer\n", None, None, "Erwartet werden die Spalten"),
    ],
)
def test_errors_by_row_and_column(
    text: str, row: int | None, column: str | None, says: str
) -> None:
    first = errors(read(text))[0]
    assert (first.row, first.column) == (row, column), first
    assert says in first.text and first.text.endswith((".", ".)"))


def test_lists_of_persons_are_neither_read_nor_shown() -> None:
    for text in (
        "Nachname;Vorname;Geburtsdatum;Geschlecht\nMüller;Anna;12.03.1950;w\n",
        "Vorname;Alter;Anzahl\nAnna;73;1\nOtto;74;1\n",
    ):
        reading = read(text)
        assert "einzelnen Personen" in errors(reading)[0].text
        assert reading.preview is None


def test_many_problems_are_cut() -> None:
    rows = "".join(f"2022;{age};x{age}\n" for age in range(120))
    reading = read(f"Jahr;Alter;Anzahl\n2022;0;1\n{rows}")
    assert len(errors(reading)) == 50 and "weitere" in reading.problems[-1].text


# Workbooks


def test_a_workbook_with_merged_cells_and_formulas_for_its_sums() -> None:
    book = openpyxl.load_workbook(
        workbook(
            (
                "Tabelle1",
                [
                    ["Bevölkerung der Stadt Musterstadt"],
                    [],
                    ["Alter", "31.12.2022", None, None, "31.12.2023", None, None],
                    [None, "männlich", "weiblich", "gesamt"] + ["männlich", "weiblich", "gesamt"],
                    ["0-17", 100, 90, "=B5+C5", 100, 90, "=E5+F5"],
                    ["18-64", 300, 310, "=B6+C6", 300, 310, "=E6+F6"],
                    ["65 und älter", 100, 120, "=B7+C7", 100, 120, "=E7+F7"],
                    ["Summe", *[f"=SUM({column}5:{column}7)" for column in "BCDEFG"]],
                ],
            )
        )
    )
    sheet = book.worksheets[0]
    for cells in ("A1:G1", "A3:A4", "B3:D3", "E3:G3"):
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    reading = read_file("population", file, "daten.xlsx")
    assert tables(reading)[1] == BY_SEX and "Formeln" in hints(reading)


def test_numbers_and_days_of_a_workbook() -> None:
    day = datetime.date(2023, 12, 31)
    reading = excel(
        ["Stichtag", "Alter", "m", "w"],
        *([day, age, age % 4, age % 3] for age in range(100)),
    )
    (table,) = tables(reading)
    assert table.year == 2023 and len(table.bounds) == 100


def test_formulas_for_counts_are_refused() -> None:
    reading = excel(["Jahr", "Alter", "Anzahl"], [2023, "0-17", "=A1*2"], [2023, "18+", 4])
    (problem,) = errors(reading)
    assert (problem.row, problem.column) == (2, "Anzahl")
    assert "Inhalte einfügen" in problem.text


def test_a_sheet_for_each_year_and_one_that_is_none() -> None:
    rows: list[list[Any]] = [["Alter", "m", "w"], ["0-17", 1, 2], ["18+", 3, 4]]
    book = workbook(
        ("Deckblatt", [["Statistik der Stadt"], ["Stand", "März"]]),
        ("2022", rows),
        ("2023", rows),
        ("2023 (alt)", rows),
    )
    reading = read_file("population", book, "daten.xlsx")
    assert [table.year for table in tables(reading)] == [2022, 2023]
    assert "Tabellenblatt „2023 (alt)“" in hints(reading)


def test_a_sheet_for_each_sex() -> None:
    book = workbook(
        ("Männer", [["Alter", 2023], ["0-17", 100], ["18-64", 300], ["65+", 100]]),
        ("Frauen", [["Alter", 2023], ["0-17", 90], ["18-64", 310], ["65+", 120]]),
    )
    assert tables(read_file("population", book, "daten.xlsx")) == (BY_SEX,)


# Movements


def test_movements_by_year() -> None:
    text = (
        "Jahr;Geburten;Sterbefälle;Zuzüge;Fortzüge;Saldo\n2021;40;50;300;280;10\n"
        "2022;41;–;301;281;9\n"
    )
    reading = read(text, "movements")
    assert reading.movements == (
        Movements(2021, 40, 50, 300, 280),
        Movements(2022, 41, None, 301, 281),
    )
    assert "„Saldo“" in hints(reading) and "2022" in hints(reading)
    assert reading.preview is not None
    assert [total.name for total in reading.preview.totals[:2]] == ["Geburten", "Sterbefälle"]


def test_movements_as_rows() -> None:
    reading = read(
        "Merkmal;2021;2022\nLebendgeborene;40;41\nGestorbene;50;51\nGeburtensaldo;-10;-10\n"
        "Zugezogene;2010;2011\nWegzüge;1990;1991\n",
        "movements",
    )
    assert reading.movements == (
        Movements(2021, 40, 50, 2010, 1990),
        Movements(2022, 41, 51, 2011, 1991),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Jahr;Altersgruppe;Zuzüge;Fortzüge\n2022;0-17;30;20\n2022;18+;100;90\n2022;insgesamt;130;110\n",
        "Jahr;Zuzüge;;Fortzüge;\n;unter 18;ab 18;unter 18;ab 18\n2022;30;100;20;90\n",
        "Jahr;Zuzüge 0-17;Zuzüge 18+;Fortzüge 0-17;Fortzüge 18+\n2022;30;100;20;90\n",
        "Jahr;Art;Alter;m;w\n2022;Zuzug;0-17;20;10\n2022;Zuzug;18+;50;50\n2022;Wegzug;0-17;10;10\n"
        "2022;Wegzug;18+;40;50\n",
        "Jahr;Alter;Zuzüge;Fortzüge\n2022;;130;110\n;0-17;30;20\n;18+;100;90\n",
    ],
)
def test_movements_by_age(text: str) -> None:
    (found,) = read(text, "movements").movements
    assert (found.arrivals, found.departures) == (130, 110)
    assert found.arrivals_by_age == (AgeCount(0, 17, 30), AgeCount(18, None, 100))
    assert found.departures_by_age == (AgeCount(0, 17, 20), AgeCount(18, None, 90))


def test_births_by_age_of_the_mother() -> None:
    (found,) = read(
        "Geburten nach Alter der Mutter 2022\nAlter;Anzahl\nunter 20;2\n20-24;8\n25-34;38\n"
        "35 und älter;9\nZusammen;57\n",
        "movements",
    ).movements
    assert found.births == 57 and found.births_by_age[0] == AgeCount(0, 19, 2)


def test_one_purpose_is_not_the_other() -> None:
    assert errors(read("Jahr;Geburten\n2022;40\n"))[0].text.startswith("Hier steht keine")
    assert errors(read("Jahr;Alter;Anzahl\n2022;0-17;1\n2022;18+;2\n", "movements"))


# Pasted into the chat


@pytest.mark.parametrize(
    "text",
    [
        "0-17: 240, 18-64: 3.000, 65+: 800",
        "0-17:240,18-64:3000,65+:800",
        "2023: unter 18: 240, 18 bis 64: 3000 und 65+: 800",
        "Stand 31.12.2023\n0-17 240\n18-64 3.000\n65 und älter 800",
        "0 bis 17   240\n18 bis 64   3000\n65 und älter   800",
        "Alter Anzahl\n0-17 240\n18-64 3000\n65+ 800",
        "| Alter | Anzahl |\n|---|---:|\n| 0-17 | 240 |\n| 18-64 | 3000 |\n| 65+ | 800 |",
        "Alter\t2023\n0-17\t240\n18-64\t3000\n65+\t800",
        "0-17; 240\n18-64; 3000\n65+; 800",
        "0-17 = 240; 18-64 = 3000; 65+ = 800",
        "0-17: 240\n18-64: 3000\n65+: 800\ninsgesamt: 4040",
    ],
)
def test_pasted_tables(text: str) -> None:
    (table,) = tables(read_text("population", text, 2023))
    assert (table.bounds, table.totals) == (GROUPS, (240, 3000, 800))


def test_pasted_tables_with_sexes() -> None:
    text = "Alter männlich weiblich\n0-17 100 90\n18-64 300 310\n65+ 100 120"
    assert tables(read_text("population", text, 2023)) == (BY_SEX,)
    assert tables(read_text("population", text.replace(" ", "\t"), 2023)) == (BY_SEX,)


def test_pasted_movements() -> None:
    text = "2021: 40 Geburten, 52 Sterbefälle, 300 Zuzüge\n2022: 41 Geburten, 50 Sterbefälle"
    assert read_text("movements", text).movements == (
        Movements(2021, 40, 52, 300),
        Movements(2022, 41, 50),
    )
    for text in ("Geburten 2023: 40, Sterbefälle 2023: 52", "Geburten: 40; Sterbefälle: 52"):
        assert read_text("movements", text, 2023).movements == (Movements(2023, 40, 52),)


def test_pasted_text_that_is_no_table() -> None:
    for text in ("", "hallo", "5", "Wir haben viele Kinder", "2023"):
        assert errors(read_text("population", text, 2023))
    assert "Spalte „Jahr“" in errors(read_text("population", "0-17: 1, 18+: 2"))[0].text


# Templates


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("purpose", ["population", "movements"])
def test_the_template_is_read_without_problem(purpose: Purpose, form: Format) -> None:
    reading = read_file(purpose, io.BytesIO(template(purpose, form)), f"vorlage.{form}")
    assert reading.usable and not reading.problems
    assert reading.preview is not None and len(reading.preview.rows) in (2, 3)


def test_the_template_as_a_workbook_keeps_ages_from_becoming_days() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template("population", "xlsx")))
    assert book.worksheets[0]["B200"].number_format == "@"


# Konstanz


def published(name: str, purpose: Purpose) -> Reading:
    """A file of the city as published."""
    path = konstanz.FOLDER / name
    if not path.exists():
        missing(f"there is no data of Konstanz at {path}")
    with path.open("rb") as file:
        return read_file(purpose, file, path.name)


@pytest.mark.parametrize("year", [1983, 1995, 2000, 2010, 2019, 2025])
def test_konstanz_by_single_years(year: int) -> None:
    (table,) = tables(published(f"pyramiden/pyramide_{year}.csv", "population"))
    assert table.year == year
    assert np.array_equal(single_years(table), single_years(konstanz.table(year)))


def test_konstanz_movements() -> None:
    births = published("natuerliche_entwicklung.csv", "movements").movements
    moves = published("zu_und_wegzug.csv", "movements").movements
    expected = konstanz.movements()
    assert [(m.year, m.births, m.deaths) for m in births] == [
        (m.year, m.births, m.deaths) for m in expected
    ]
    assert [(m.year, m.arrivals, m.departures) for m in moves] == [
        (m.year, m.arrivals, m.departures) for m in expected
    ]


def test_konstanz_groups_with_unclear_bounds_are_asked_back() -> None:
    assert "nicht klar" in errors(published("nach_altersgruppe.csv", "population"))[0].text


@pytest.mark.parametrize(
    "name", ["wohnbevoelkerung", "meldestatus", "jugend_altenquote", "nach_stadtteilen"]
)
def test_other_tables_of_konstanz_are_refused(name: str) -> None:
    for purpose in ("population", "movements"):
        assert errors(published(f"{name}.csv", purpose))
