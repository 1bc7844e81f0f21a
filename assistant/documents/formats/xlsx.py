"""Excel: a workbook as data, every text a text, the same bytes for the same data.

A spreadsheet runs what begins with "=", "+", "-" or "@". Here all texts are stored as texts, and
those that could be taken for a formula carry Excel's mark for "this is text" as well, which stays
when someone edits the cell.
"""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
from collections.abc import Iterable

import openpyxl  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.writer.excel import ExcelWriter  # type: ignore[import-untyped]

from assistant.documents.formats.colours import INK, LINE, TINT, readable
from assistant.documents.formats.texts import clean, one_line
from assistant.documents.sheets import Cell, Column, Sheet, Sheets

LONGEST_TEXT = 32_767
"""What Excel keeps of a cell's text, in UTF-16 units."""
CUT = " … (gekürzt; der ganze Text steht im Dokument)"
LONGEST_NAME = 31
LONGEST_FOOTER = 120
"""Excel takes 255 characters for left, middle and right together."""
WIDEST = 70
PAGE_WIDTH = 170
"""Characters across a page set across."""
LETTERS_IN_WIDTH = 0.95
"""Of the width that Excel counts in digits; long words leave room at a line's end."""
LINE_HEIGHT, HIGHEST_ROW = 15.0, 405.0
"""In points; Excel allows no higher row than 409."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads "_x0041_" in a text as "A"; with the underscore escaped it shows what was written."""
NUMBER_FORMATS = {"year": "0", "date": "DD.MM.YYYY", "euro": '#,##0.00 "€"'}
FIRST_DAY = datetime.date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; earlier days would be off by one."""
LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")
RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")
BELOW = Border(bottom=Side(style="thin", color=LINE[1:]))
GROUND = PatternFill("solid", fgColor=TINT[1:])
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_xlsx(workbook: Sheets) -> bytes:
    """The workbook as a file."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    _describe(book, workbook)
    names = _safe_names(sheet.name for sheet in workbook.sheets)
    for name, sheet in zip(names, workbook.sheets, strict=True):
        _write(book.create_sheet(name), sheet, workbook)
    if not names:
        book.create_sheet("Leer")
    return _saved(book)


def _describe(book: openpyxl.Workbook, workbook: Sheets) -> None:
    about = book.properties
    about.title = one_line(f"{workbook.title} – {workbook.municipality}")
    about.subject = one_line(workbook.state)
    about.description = one_line(workbook.note)
    about.creator = one_line(workbook.municipality)
    about.language = "de-DE"
    about.created = about.modified = datetime.datetime.combine(workbook.day, datetime.time())


def _safe_names(names: Iterable[str]) -> list[str]:
    """Sheet names as Excel allows them, each once."""
    taken: dict[str, str] = {}
    for name in names:
        plain = NOT_IN_NAME.sub(" ", one_line(name)).strip("' ") or "Tabelle"
        plain = "Verlauf" if plain.casefold() == "history" else plain
        number, safe = 1, _shortened(plain, LONGEST_NAME).strip("' ")
        while safe.casefold() in taken:
            number += 1
            safe = f"{_shortened(plain, LONGEST_NAME - 4)} {number}"
        taken[safe.casefold()] = safe
    return list(taken.values())


def _write(page: openpyxl.worksheet.worksheet.Worksheet, sheet: Sheet, workbook: Sheets) -> None:
    accent = readable(workbook.colour)
    titles = tuple(column.title for column in sheet.columns)
    _write_row(page, 1, titles, sheet.columns, bold=accent)
    for number, row in enumerate(sheet.rows, 2):
        _write_row(page, number, row, sheet.columns)
    last = len(sheet.rows) + 1
    if sheet.total:
        _write_row(page, last + 1, sheet.total, sheet.columns, bold=INK)
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = min(column.width, WIDEST)
    page.freeze_panes = "C2" if _pages_wide(sheet) > 1 else "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"
    _set_print(page, sheet, workbook)


def _write_row(
    page: openpyxl.worksheet.worksheet.Worksheet,
    number: int,
    row: tuple[Cell, ...],
    columns: tuple[Column, ...],
    bold: str = "",
) -> None:
    """A row; one that is set apart is `bold` in that colour."""
    for at, (column, value) in enumerate(zip(columns, row, strict=True), 1):
        cell = page.cell(row=number, column=at)
        _fill(cell, value, column)
        as_number = column.kind in ("number", "euro") and (bool(bold) or not isinstance(value, str))
        cell.alignment = RIGHT if as_number else LEFT
        cell.border = BELOW
        if bold:
            cell.font = Font(name="Calibri", size=11, bold=True, color=bold[1:])
            cell.fill = GROUND
    lines = max(map(_lines, row, columns), default=1)
    if lines > 1:
        # Not every program finds the height of a row by itself.
        page.row_dimensions[number].height = min(lines * LINE_HEIGHT, HIGHEST_ROW)


def _lines(value: Cell, column: Column) -> int:
    """How many lines a text takes in its column, roughly."""
    if not isinstance(value, str):
        return 1
    width = max(1.0, min(column.width, WIDEST) * LETTERS_IN_WIDTH)
    return sum(max(1, math.ceil(len(line) / width)) for line in value.split("\n"))


def _pages_wide(sheet: Sheet) -> int:
    """Pages beside each other on which a sheet is still readable when printed."""
    whole = sum(min(column.width, WIDEST) for column in sheet.columns)
    return max(1, round(whole / PAGE_WIDTH))


def _fill(cell: openpyxl.cell.cell.Cell, value: Cell, column: Column) -> None:
    if isinstance(value, datetime.date) and value < FIRST_DAY:
        value = value.strftime("%d.%m.%Y")
    if isinstance(value, str):
        # Bound as data after the value, since openpyxl makes a formula of every "=…".
        cell.value = _text(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
        return
    cell.value = value
    if isinstance(value, datetime.date):
        cell.number_format = NUMBER_FORMATS["date"]
    elif value is not None:
        cell.number_format = NUMBER_FORMATS.get(column.kind) or _decimals(value)


def _text(value: str) -> str:
    escaped = ESCAPE.sub("_x005F_", clean(value))
    if _units(escaped) <= LONGEST_TEXT:
        return escaped
    return _shortened(escaped, LONGEST_TEXT - len(CUT)) + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _shortened(text: str, units: int) -> str:
    """The beginning of a text, never half an emoji."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _decimals(value: float) -> str:
    """A format with as many decimals as the number has, at most four: no "12," for 12."""
    places = len(f"{value:.4f}".rstrip("0").partition(".")[2])
    return "#,##0." + "0" * places if places else "#,##0"


def _set_print(
    page: openpyxl.worksheet.worksheet.Worksheet, sheet: Sheet, workbook: Sheets
) -> None:
    page.print_title_rows = "1:1"
    wide = _pages_wide(sheet)
    if wide > 1:
        page.print_title_cols = "A:B"
        page.page_setup.fitToWidth = wide
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.left.text = _footer(f"{workbook.title}, {workbook.municipality}")
    page.oddFooter.center.text = _footer(workbook.state)
    page.oddFooter.right.text = "Seite &P von &N"


def _footer(text: str) -> str:
    """A footer's text, in which "&" alone would begin a command."""
    return _shortened(one_line(text), LONGEST_FOOTER // 2).replace("&", "&&")


def _saved(book: openpyxl.Workbook) -> bytes:
    """The file, without the time of its making."""
    made = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED)).save()
    fixed = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(fixed, "w") as archive:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            archive.writestr(part, parts.read(name))
    return fixed.getvalue()
