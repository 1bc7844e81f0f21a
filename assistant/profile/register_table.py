"""The register as a table (CSV, UTF-8), as derived from the official workbook.

Columns: ags, ars, name, typ_code, land, kreis, kreis_typ, verband, plz_sitz, flaeche_km2,
bev_JJJJMMTT (the population of that day), maennlich, weiblich, lon, lat and bev_gvJJJJ (the
population at the end of an earlier year, where the key is the same).
"""

from __future__ import annotations

import calendar
import csv
import datetime
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from assistant.profile.place_names import ANY_ASSOCIATION
from assistant.profile.register_source import Area, Fields, Named, RegisterError, Source

LARGEST_FILE = 32 * 2**20
MOST_ROWS = 60_000
# First of the four digits that the ARS has for the association; others belong to none.
IN_ASSOCIATION = "5"
COLUMNS = ("ars", "name", "typ_code", "land", "kreis", "kreis_typ", "verband", "flaeche_km2")

_POPULATION = re.compile(r"bev_(\d{4})(\d{2})(\d{2})")
_EARLIER = re.compile(r"bev_gv(\d{4})")
_QUARTER = re.compile(r"(20\d{2})q([1-4])", re.IGNORECASE)

Row = dict[str, str]


def read_table(file: BinaryIO, name: str) -> Source:
    """Reads the table. `name` is the file's name: its quarter ("2024q4") is the day of the borders.

    Raises RegisterError when it is no such table, is broken or is too large. The census it rests on
    is not in it.
    """
    if file.seek(0, 2) > LARGEST_FILE:
        raise RegisterError(f"Die Datei ist größer als {LARGEST_FILE // 2**20} MB.")
    file.seek(0)
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        return _read(csv.DictReader(text, strict=True), name)
    except UnicodeDecodeError as error:
        raise RegisterError(
            "Die Datei hat eine andere Zeichenkodierung als UTF-8. Bitte speichern Sie sie als "
            "„CSV UTF-8“ oder nehmen Sie die Excel-Datei des Statistischen Bundesamts."
        ) from error
    except csv.Error as error:
        raise RegisterError("Die Datei ist keine lesbare CSV-Tabelle.") from error
    finally:
        text.detach()


def _read(reader: csv.DictReader[str], name: str) -> Source:
    columns = reader.fieldnames or ()
    missing = [column for column in COLUMNS if column not in columns]
    days = [found for column in columns if (found := _POPULATION.fullmatch(column))]
    if missing or not days:
        titles = ", ".join([*missing, *([] if days else ["bev_JJJJMMTT"])])
        raise RegisterError(
            f"In der Tabelle fehlen die Spalten {titles}. Erwartet wird das Gemeindeverzeichnis "
            "als Excel-Datei des Statistischen Bundesamts oder als Tabelle mit diesen Spalten."
        )
    population = days[0]
    at = _date(*population.groups())
    source = Source(_state(name) or at, at, None)
    earlier = [c for c in columns if _EARLIER.fullmatch(c)]
    for number, row in _rows(reader):
        area = _area(_Values(number, row), population.group(), earlier)
        source.areas.append(area)
        source.states[area.ars[:2]] = row["land"]
        if row["kreis"]:
            source.districts[area.ars[:5]] = Named(row["kreis"], row["kreis_typ"])
        if area.ars[5] == IN_ASSOCIATION:
            official = row["verband"] or area.official_name
            source.associations[area.ars[:9]] = Named(official, ANY_ASSOCIATION)
    return source


def _rows(reader: csv.DictReader[str]) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(reader, start=2):
        if number > MOST_ROWS:
            raise RegisterError(f"Die Tabelle hat mehr als {MOST_ROWS} Zeilen.")
        if None in row or None in row.values():
            raise RegisterError(f"Zeile {number} hat nicht so viele Felder wie die Kopfzeile.")
        yield number, {column: value.strip() for column, value in row.items()}


def _state(name: str) -> datetime.date | None:
    found = _QUARTER.search(name)
    if not found:
        return None
    year, month = int(found.group(1)), int(found.group(2)) * 3
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _date(year: str, month: str, day: str) -> datetime.date:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise RegisterError(f"Die Spalte bev_{year}{month}{day} nennt kein Datum.") from None


def _area(values: _Values, population: str, earlier: list[str]) -> Area:
    longitude, latitude = values.number("lon"), values.number("lat")
    points = []
    for column in earlier:
        count = values.number(column)
        if count is not None:
            points.append((datetime.date(int(column[-4:]), 12, 31), round(count)))
    return Area(
        ars=values.ars(),
        official_name=values.text("name"),
        code=values.text("typ_code"),
        area=values.needed("flaeche_km2"),
        population=round(values.needed(population)),
        men=values.whole("maennlich"),
        women=values.whole("weiblich"),
        postcode=values.text("plz_sitz").zfill(5) if values.text("plz_sitz") else None,
        longitude=longitude or None,
        latitude=latitude or None,
        earlier=tuple(points),
    )


class _Values(Fields):
    """The values of a row, with errors that say where."""

    def __init__(self, number: int, row: Row) -> None:
        self._number = number
        self._row = row

    def text(self, column: str) -> str:
        return self._row.get(column, "")

    def ars(self) -> str:
        """The key of twelve digits."""
        ars = self.text("ars").zfill(12)
        if not (ars.isascii() and ars.isdigit() and len(ars) == 12):
            raise self.error("ars", f"steht „{ars[:40]}“ statt zwölf Ziffern")
        return ars

    def error(self, column: str, what: str) -> RegisterError:
        return RegisterError(f"In Zeile {self._number}, Spalte „{column}“, {what}.")
