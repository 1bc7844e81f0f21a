"""Excel: typed cells, no formula from any text, the same bytes again."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import openpyxl
import pytest

from assistant.documents.formats.xlsx import LONGEST_TEXT, write_xlsx
from assistant.documents.sheets import Cell, Column, Sheet, Sheets

DAY = datetime.date(2027, 5, 3)


def workbook(*sheets: Sheet) -> Sheets:
    return Sheets("plan", "Werkstattplan", "A & B", "Entwurf, Stand 3. Mai 2027", "Hinweis", DAY,
                  sheets)  # fmt: skip


def one_cell(value: Cell) -> Sheets:
    return workbook(Sheet("Blatt", (Column("Angabe"),), ((value,),)))


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_cells_keep_their_types_and_german_formats() -> None:
    columns = (Column("Was"), Column("Zahl", "number"), Column("Jahr", "year"),
               Column("Tag", "date"), Column("Geld", "euro"))  # fmt: skip
    rows = (("Bus", 12.5, 2027, datetime.date(2027, 3, 14), 1234.5), ("Rad", 3, None, None, None))
    page = read(write_xlsx(workbook(Sheet("Plan", columns, rows, ("Summe", None, None, None, 9)))))
    sheet = page["Plan"]
    assert [cell.value for cell in sheet[1]] == ["Was", "Zahl", "Jahr", "Tag", "Geld"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "d", "n"]
    assert sheet["B2"].number_format == "#,##0.0" and sheet["B3"].number_format == "#,##0"
    assert sheet["C2"].number_format == "0" and sheet["D2"].number_format == "DD.MM.YYYY"
    assert sheet["E2"].number_format == '#,##0.00 "€"'
    assert sheet["D2"].value.date() == datetime.date(2027, 3, 14)
    assert sheet.freeze_panes == "B2" and sheet.print_title_rows == "$1:$1"
    # The sum is no row of the list that one sorts.
    assert sheet.auto_filter.ref == "A1:E3" and sheet["A4"].font.bold and sheet["A1"].font.bold


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=cmd|"/c calc"!A1', "+49 30 1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "#N/A", "="],
)
def test_no_text_becomes_a_formula(text: str) -> None:
    data = write_xlsx(one_cell(text))
    cell = read(data)["Blatt"]["A2"]
    assert cell.data_type == "s" and cell.value == text.strip()
    assert cell.quotePrefix is (text[0] != "#")
    for name in zipfile.ZipFile(io.BytesIO(data)).namelist():
        assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read(name)


def test_hostile_texts_pass_and_long_ones_are_cut() -> None:
    text = "a\x00\x0bb \ud800 <b>&amp;</b> 👩‍🚒 \u202eum\u202c"
    cell = read(write_xlsx(one_cell(text)))["Blatt"]["A2"]
    assert cell.value.startswith("a\nb") and cell.value.endswith("<b>&amp;</b> 👩‍🚒 \u202eum\u202c")
    long = read(write_xlsx(one_cell("👩" * 40_000)))["Blatt"]["A2"].value
    assert len(long.encode("utf-16-le")) // 2 <= LONGEST_TEXT and "gekürzt" in long
    # Excel reads _x0041_ as a letter, so its underscore is escaped.
    assert read(write_xlsx(one_cell("_x0041_")))["Blatt"]["A2"].value == "_x005F_x0041_"


def test_sheet_names_are_safe_and_each_once() -> None:
    names = ["Ziele/Wege?", "Ziele Wege ", "'", "x" * 40, "x" * 40 + "y", "History"]
    made = read(write_xlsx(workbook(*(Sheet(n, (Column("A"),), ()) for n in names))))
    assert len({name.casefold() for name in made.sheetnames}) == len(names)
    for name in made.sheetnames:
        assert 0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) and name != "History"


def test_properties_footer_and_bytes() -> None:
    data = write_xlsx(one_cell("x"))
    assert data == write_xlsx(one_cell("x"))
    book = read(data)
    assert book.properties.language == "de-DE" and book.properties.title == "Werkstattplan – A & B"
    assert book.properties.created == datetime.datetime(2027, 5, 3)
    page = book["Blatt"]
    assert page.oddFooter.left.text == "Werkstattplan, A && B"
    assert "Stand 3. Mai 2027" in page.oddFooter.center.text
    times = {info.date_time for info in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_days_before_excels_count_stand_as_text() -> None:
    cell = read(write_xlsx(one_cell(datetime.date(1900, 1, 15))))["Blatt"]["A2"]
    assert cell.value == "15.01.1900"
