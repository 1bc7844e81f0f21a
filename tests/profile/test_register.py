"""The official register as it is published: both layouts, the table, and files that are broken."""

from __future__ import annotations

import datetime
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.profile import workbook as workbook_module
from assistant.profile.register import Entry, Register, read_register
from assistant.profile.register_source import RegisterError
from assistant.profile.territory import Point, course
from tests.conftest import PROJECT, missing
from tests.profile.workbooks import PLACES, with_part, workbook

SHARED = PROJECT.parent / "shared" / "data" / "municipalities"
SHEET = "xl/worksheets/sheet2.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def shared(name: str) -> Path:
    """A file of the shared data."""
    if not (SHARED / name).exists():
        missing(f"there is no register of municipalities at {SHARED / name}")
    return SHARED / name


def read(name: str) -> Register:
    with shared(name).open("rb") as file:
        return read_register(file, name)


@pytest.fixture(scope="module")
def official() -> Register:
    """The register of 31.12.2024."""
    return read("AuszugGV4QAktuell_2024.xlsx")


def by_key(register: Register) -> dict[str, Entry]:
    return {entry.ags: entry for entry in register.entries}


def error_of(file: io.BytesIO, name: str = "register.xlsx") -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(RegisterError) as caught:
        read_register(file, name)
    sentence = str(caught.value)
    assert sentence.endswith((".", ")."))
    return sentence


# The published files


def test_the_register_of_2024_has_its_known_counts(official: Register) -> None:
    assert (official.rows, official.rows_population) == (10_959, 84_669_326)
    assert len(official.of_type("municipality")) == 10_752
    assert official.population == 84_666_498
    assert official.ambiguous_names == 294
    assert len(official.of_type("district")) == 400
    assert len(official.of_type("state")) == 16
    assert official.state == datetime.date(2024, 12, 31)
    assert official.population_at == datetime.date(2023, 12, 31)
    assert official.census == 2011


def test_known_places_of_2024(official: Register) -> None:
    places = by_key(official)
    weida, grafschaft, riesa = places["16076079"], places["07131090"], places["14627230"]
    assert (weida.name, weida.official_name, weida.population) == ("Weida", "Weida, Stadt", 8106)
    assert (weida.district_name, weida.state_name) == ("Landkreis Greiz", "Thüringen")
    assert weida.association_name == "Verwaltungsgemeinschaft Weida"
    assert (grafschaft.population, grafschaft.area) == (10_866, 57.6)
    assert grafschaft.association is None
    assert (riesa.population, riesa.men, riesa.women) == (29_127, 14_011, 15_116)
    assert (riesa.longitude, riesa.latitude) == (13.304633, 51.30251)
    assert (riesa.ars, riesa.postcode, riesa.kind) == ("146270230230", "01589", "Stadt")


def test_the_sum_of_the_district_emsland(official: Register) -> None:
    emsland = by_key(official)["03454"]
    own = [e for e in official.of_type("municipality") if e.district == "03454"]
    assert (emsland.name, emsland.official_name) == ("Landkreis Emsland", "Emsland")
    assert emsland.population == sum(e.population for e in own) == 340_280
    assert (emsland.men, emsland.women, emsland.area) == (172_629, 167_651, 2883.66)


def test_sums_count_the_people_of_unincorporated_areas(official: Register) -> None:
    heidekreis = by_key(official)["03358"]
    own = [e for e in official.of_type("municipality") if e.district == "03358"]
    assert heidekreis.population - sum(e.population for e in own) > 0
    assert sum(e.population for e in official.of_type("state")) == official.rows_population


def test_what_has_no_district_is_no_obstacle(official: Register) -> None:
    assert "07000" not in by_key(official)
    assert all(entry.district for entry in official.of_type("municipality"))


def test_two_of_one_name_in_one_district_are_told_apart(official: Register) -> None:
    names = [(entry.name, entry.district) for entry in official.of_type("municipality")]
    assert len(set(names)) == len(names)
    assert by_key(official)["01054036"].name == "Garding, Stadt"


def test_the_register_of_2013_has_the_other_layout(official: Register) -> None:
    old = read("31122013_Auszug_GV.xlsx")
    assert old.state == old.population_at == datetime.date(2013, 12, 31)
    assert (old.rows, len(old.of_type("municipality"))) == (11_237, 11_159)
    assert len(old.of_type("district")) == 402
    grabow, later = by_key(old)["13076050"], by_key(official)["13076050"]
    assert (grabow.population, grabow.area) == (5663, 47.68)
    # Grabow took in neighbours and kept its key: this is no shrinking by 1.6 percent.
    points = [
        Point(register.population_at, entry.population, entry.area, register.census)
        for register, entry in ((old, grabow), (official, later))
    ]
    found = course(points)
    assert [gap.reason for gap in found.breaks] == ["territory"]
    assert found.growth(old.population_at, official.population_at) is None


def test_the_derived_table_says_the_same(official: Register) -> None:
    table = read("gemeinden_2024q4.csv")
    assert (table.state, table.population_at) == (official.state, official.population_at)
    assert (table.rows, table.rows_population) == (official.rows, official.rows_population)
    ours, theirs = by_key(official), by_key(table)
    assert ours.keys() == theirs.keys()
    for key, entry in ours.items():
        other = theirs[key]
        assert (entry.population, entry.district, entry.postcode) == (
            other.population,
            other.district,
            other.postcode,
        )
    grabow = {row.at.year: row.population for row in table.earlier if row.ags == "13076050"}
    assert grabow.keys() == {2013, 2017, 2021} and grabow[2013] == 5663


def test_reading_takes_less_than_20_seconds() -> None:
    started = time.process_time()
    read("31122013_Auszug_GV.xlsx")
    assert time.process_time() - started < 20


# Small workbooks


@pytest.mark.parametrize("year", [2013, 2024])
def test_a_small_workbook_of_each_layout(year: int) -> None:
    register = read_register(workbook(year=year), "register.xlsx")
    places = by_key(register)
    assert register.state == datetime.date(year, 12, 31)
    assert register.population_at.year == min(year, 2023)
    assert len(register.of_type("municipality")) == 4
    assert places["13076050"].association_name == "Amt Grabow"
    assert places["130765657"].population == 5573 + 661
    assert places["03454"].population == 59_896 + 4542 + 3
    assert places["03454032"].association is None
    assert "03454501" not in places


def test_columns_are_found_by_their_heads_and_lost_zeros_come_back() -> None:
    def change(rows: list[list[Any]]) -> None:
        for row in rows:
            row[2:7] = [int(c) if isinstance(c, str) and c.isdigit() else c for c in row[2:7]]
            row.insert(0, "Bemerkung" if "Satz-art" in row else None)

    places = by_key(read_register(workbook(change=change), "register.xlsx"))
    assert places["03454032"].ars == "034540032032"
    assert places["13076050"].state_name == "Mecklenburg-Vorpommern"


def replaced(row: int, column: int, value: Any) -> Callable[[list[list[Any]]], None]:
    def change(rows: list[list[Any]]) -> None:
        rows[row - 1][column] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replaced(3, 0, "Sorte"), "In keinem Tabellenblatt steht das Gemeindeverzeichnis"),
        (replaced(4, 9, "Summe"), "fehlt die Spalte „Bevölkerung insgesamt“"),
        (replaced(3, 7, "Ort"), "fehlt die Spalte „Gemeindename“"),
        (replaced(1, 0, "Gemeinden"), "Stand"),
        (replaced(10, 9, "=SUM(K10:L10)"), "Zeile 10, Spalte „Bevölkerung insgesamt“"),
        (replaced(10, 9, "viele"), "„viele“ statt einer Zahl"),
        (replaced(10, 9, -5), "unmögliche Zahl"),
        (replaced(10, 9, None), "fehlt die Zahl"),
        (replaced(10, 4, "7x"), "Zeile 10, Spalte „Kreis“"),
        (replaced(10, 7, None), "fehlt der Name"),
        (lambda rows: rows.append(PLACES[3]), "13076050 steht mehrmals"),
        (lambda rows: rows.__setitem__(slice(6, None), []), "keine Gemeinde"),
    ],
)
def test_what_is_wrong_in_a_workbook_is_said(
    change: Callable[[list[list[Any]]], None], said: str
) -> None:
    def all_days(rows: list[list[Any]]) -> None:
        change(rows)
        if said == "Stand":
            rows[4] = []

    assert said in error_of(workbook(change=all_days))


def test_a_formula_is_named_as_one() -> None:
    assert "Formel" in error_of(workbook(change=replaced(10, 9, "=1+1")))


# Files that are something else, or broken


def test_what_is_no_workbook_is_refused() -> None:
    assert "keine lesbare Excel-Datei" in error_of(io.BytesIO(b"PK\x03\x04 nothing behind"))
    assert "keine lesbare Excel-Datei" in error_of(io.BytesIO(b""))
    assert ".xls" in error_of(io.BytesIO(b"\xd0\xcf\x11\xe0" + bytes(600)))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    assert "keine Excel-Arbeitsmappe" in error_of(other)


def test_a_broken_workbook_is_refused() -> None:
    whole = workbook().getvalue()
    assert "keine lesbare" in error_of(io.BytesIO(whole[: len(whole) // 2]))
    assert "beschädigt" in error_of(with_part(workbook(), SHEET, b"<worksheet><sheetData><row>"))
    garbled = bytearray(whole)
    garbled[2000:2400] = bytes(400)
    error_of(io.BytesIO(bytes(garbled)))


def memory_to_refuse(file: io.BytesIO, said: str) -> int:
    """The memory that refusing a file takes at its height, in bytes."""
    tracemalloc.start()
    try:
        assert said in error_of(file)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(workbook(), SHEET, bytes(workbook_module.LARGEST_UNPACKED + 1))
    assert len(bomb.getvalue()) < 2**20
    assert memory_to_refuse(bomb, "ungewöhnlich groß") < 2**20


@pytest.mark.parametrize(
    ("piece", "times", "said"),
    [
        pytest.param(b"<row>%s</row>", 400_000, "In keinem", id="a row of many cells"),
        pytest.param(b"%s", 400_000, "In keinem", id="many rows"),
        pytest.param(b"<row r='1048577'>%s</row>", 1, "mehr Zeilen", id="rows past the last"),
        pytest.param(
            b"<row><c t='inlineStr'><is><t>%s</t></is></c></row>",
            2_000_000,
            "mehr Text",
            id="a long text",
        ),
    ],
)
def test_content_made_to_fill_the_memory_does_not(piece: bytes, times: int, said: str) -> None:
    filling = {b"%s": b"<row/>", b"<row>%s</row>": b"<c/>"}.get(piece, b"abcdefgh")
    content = b"<worksheet %s><sheetData>%s</sheetData></worksheet>"
    book = with_part(workbook(), SHEET, content % (NAMESPACE, piece % (filling * times)))
    assert memory_to_refuse(book, said) < 8 * 2**20


def test_entities_are_refused() -> None:
    content = b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"
    assert "DOCTYPE" in error_of(with_part(workbook(), SHEET, content))


def test_a_file_that_is_too_large_is_refused() -> None:
    class Large(io.BytesIO):
        def tell(self) -> int:
            return 200 * 2**20

    assert "200 MB zu groß" in error_of(Large(workbook().getvalue()))


def test_a_sheet_without_end_is_refused() -> None:
    rows = b"<row><c t='inlineStr'><is><t>x</t></is></c></row>" * 70_000
    sheet = workbook().getvalue()
    with zipfile.ZipFile(io.BytesIO(sheet)) as archive:
        content = archive.read(SHEET)
    head, _, tail = content.partition(b"</sheetData>")
    assert "mehr als" in error_of(
        with_part(io.BytesIO(sheet), SHEET, head + rows + b"</sheetData>" + tail)
    )


# The table

HEAD = "ags,ars,name,typ_code,land,kreis,kreis_typ,verband,plz_sitz,flaeche_km2,bev_20231231,"
HEAD += "maennlich,weiblich,lon,lat,bev_gv2013\n"
GRABOW = '13076050,130765657050,"Grabow, Stadt",63,Mecklenburg-Vorpommern,Ludwigslust-Parchim,'
GRABOW += "Landkreis,Grabow,19300,72.27,5573,2756,2817,11.56,53.27,5663\n"
NOWHERE = "07000999,070009999999,Hoheitsgebiet,66,Rheinland-Pfalz,,,x,,6.2,0,0,0,0,0,0\n"


def table(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


def test_a_small_table() -> None:
    register = read_register(table(HEAD + GRABOW + NOWHERE), "gemeinden_2024q4.csv")
    assert register.state == datetime.date(2024, 12, 31)
    assert register.population_at == datetime.date(2023, 12, 31)
    assert (register.rows, len(register.of_type("municipality"))) == (2, 1)
    places = by_key(register)
    assert places["13076"].name == "Landkreis Ludwigslust-Parchim"
    assert places["13076050"].association_name == "Gemeindeverband Grabow"
    assert [(row.at.year, row.population) for row in register.earlier] == [(2013, 5663)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a;b;c\n1;2;3\n", "fehlen die Spalten ars, name"),
        (HEAD.encode() + GRABOW.replace("Grabow", "Gr\xe4bow").encode("latin-1"), "UTF-8"),
        ((HEAD + GRABOW.replace("5573", "viele")).encode(), "In Zeile 2, Spalte „bev_20231231“"),
        ((HEAD + GRABOW + "13076050,kurz\n").encode(), "Zeile 3 hat nicht so viele Felder"),
        ((HEAD + GRABOW.replace("130765657050", "13x")).encode(), "statt zwölf Ziffern"),
        ((HEAD + '"' + "a" * 300_000).encode(), "keine lesbare CSV-Tabelle"),
        (HEAD.encode(), "keine Gemeinde"),
    ],
)
def test_what_is_wrong_in_a_table_is_said(content: bytes, said: str) -> None:
    assert said in error_of(io.BytesIO(content), "gemeinden.csv")
