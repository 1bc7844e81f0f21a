"""Small workbooks as the register is published, for tests without the shared data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

Row = list[Any]

UPPER_2024 = ["Satz-art", "Text-kenn-zeichen", "Amtlicher Regionalschlüssel (ARS)", *[None] * 4]
UPPER_2024 += ["Gemeindename", "Fläche km2 1)", "Bevölkerung auf Grundlage des Zensus 20112)"]
UPPER_2024 += [None, None, None, "Postleit-zahl3)", "Geografische Mittelpunktkoordinaten", None]
UPPER_2013 = ["Satz-art", "Text-kenn-zeichen", "Regionalschlüssel (RS)", *[None] * 4]
UPPER_2013 += ["Gemeindename", "Fläche km2\nam 31.12.2013 (Jahr)1)", "Bevölkerung", *[None] * 3]
UPPER_2013 += ["Post-leit-zahl", "Geografische Mittelpunktkoordinaten", None]
LOWER = [None, None, "Land", "RB", "Kreis", "VB", "Gem", None, None, "insgesamt", "männlich"]
LOWER += ["weiblich", "je km2", None, "Längengrad", "Breitengrad"]
DAYS_2024 = [*[None] * 8, "31.12.2023 (Jahr)", "am 31.12.2023 (Jahr)"]
DAYS_2013 = [*[None] * 9, "am 31.12.2013 (Jahr) \nauf Grundlage des Zensus 2011"]


def place(keys: str, name: str, *figures: Any) -> Row:
    """A row: its keys with "-" where there is nothing, the name, then area, people and so on."""
    return [*(None if key == "-" else key for key in keys.split()), name, *figures]


PLACES: list[Row] = [
    place("10 - 13 - - - -", "Mecklenburg-Vorpommern"),
    place("40 44 13 0 76 - -", "Ludwigslust-Parchim"),
    place("50 51 13 0 76 5657 -", "Grabow"),
    place("60 63 13 0 76 5657 050", "Grabow, Stadt", 72.27, 5573, 2756, 2817, 77)
    + ["19300", "11,564527", "53,278844"],
    place("60 64 13 0 76 5657 115", "Prislich", 50.46, 661, 330, 331, 13)
    + ["19300", "11,604", "53,247"],
    place("10 - 03 - - - -", "Niedersachsen"),
    place("40 44 03 4 54 - -", "Emsland"),
    place("50 50 03 4 54 0032 -", "Lingen (Ems), Stadt"),
    place("60 63 03 4 54 0032 032", "Lingen (Ems), Stadt", 176.13, 59896, 29600, 30296, 340)
    + ["49808", "7,317", "52,523"],
    place("60 64 03 4 54 0044 044", "Rhede (Ems)", 74.84, 4542, 2300, 2242, 61)
    + ["26899", "7,27", "53,06"],
    place("60 66 03 4 54 9501 501", "Moor, gemfr. Gebiet", 10.5, 3, 2, 1, 0)
    + [None, "7,3", "52,9"],
]
FOOT: list[Row] = [[], ["1) Abweichungen bei den Flächenangaben sind möglich."]]


def workbook(
    rows: Sequence[Row] = PLACES,
    year: int = 2024,
    change: Callable[[list[list[Any]]], None] | None = None,
    sheet: str = "Onlineprodukt_Gemeinden31122024",
) -> io.BytesIO:
    """A workbook in the layout of that year; `change` edits all rows, heads included."""
    title = f"Gemeinden in Deutschland nach Fläche, Bevölkerung und Postleitzahl am 31.12.{year}"
    upper, days = (UPPER_2024, DAYS_2024) if year == 2024 else (UPPER_2013, DAYS_2013)
    content = [list(row) for row in ([title], [], upper, LOWER, days, [], *rows, *FOOT)]
    if year != 2024:
        content = [[("" if cell is None else cell) for cell in row] for row in content]
    if change:
        change(content)
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Inhalt"
    cover.append(["Statistisches Bundesamt", "Stand 01.01.2025"])
    filled = book.create_sheet(sheet)
    for row in content:
        filled.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def with_part(book: io.BytesIO, part: str, content: bytes) -> io.BytesIO:
    """The workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    out.seek(0)
    return out
