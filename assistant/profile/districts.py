"""Figures of the districts as plain data: population by age group, and series of indicators."""

from __future__ import annotations

import csv
import datetime
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from assistant.profile.district_indicators import INDICATORS, Indicator
from assistant.profile.register_source import RegisterError

AGES_SOURCE = (
    "Statistische Ämter des Bundes und der Länder, Regionalstatistik 12411-02-03-4, "
    "Datenlizenz Deutschland – Namensnennung – 2.0"
)
INDICATORS_SOURCE = "BBSR, INKAR"
LARGEST_FILE = 32 * 2**20
MOST_DISTRICTS = 1_000
MOST_ROWS = 100_000

# The age groups of the file: their first and last year, None where there is no end.
AGE_GROUPS: dict[str, tuple[int, int | None]] = {
    "<3 years": (0, 2),
    "3-5 years": (3, 5),
    "6-14 years": (6, 14),
    "15-17 years": (15, 17),
    "18-24 years": (18, 24),
    "25-29 years": (25, 29),
    "30-39 years": (30, 39),
    "40-49 years": (40, 49),
    "50-64 years": (50, 64),
    "65-74 years": (65, 74),
    ">74 years": (75, None),
}
# The file does not say its day; the sum over all districts gives it away.
KNOWN_TOTALS = {83_166_711: datetime.date(2019, 12, 31)}
# The groups of a district are rounded: they may miss its total by this share.
TOLERANCE = 0.001


@dataclass(frozen=True)
class AgeGroup:
    """People of a district from `lower` to `upper` years, both included; None without an end."""

    district: str
    lower: int
    upper: int | None
    population: int


@dataclass(frozen=True)
class DistrictAges:
    """Population by age group; `at` is None when the day is unknown."""

    at: datetime.date | None
    groups: tuple[AgeGroup, ...]

    @property
    def districts(self) -> int:
        """How many districts there are."""
        return len({group.district for group in self.groups})


@dataclass(frozen=True)
class Series:
    """An indicator in a district by year; years without a value are missing."""

    indicator: str
    district: str
    values: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class DistrictIndicators:
    """Series of indicators with their meaning, and the last year of any of them."""

    indicators: tuple[Indicator, ...]
    series: tuple[Series, ...]
    last_year: int

    @property
    def districts(self) -> int:
        """How many districts there are."""
        return len({one.district for one in self.series})


def read_ages(file: BinaryIO) -> DistrictAges:
    """Reads the JSON file with a record for each district. Raises RegisterError."""
    try:
        records = json.loads(_bounded(file).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RegisterError("Die Datei ist kein lesbares JSON.") from error
    if not isinstance(records, list) or not 0 < len(records) <= MOST_DISTRICTS:
        raise RegisterError("Erwartet wird eine Liste mit einem Eintrag für jeden Kreis.")
    groups: list[AgeGroup] = []
    total = 0
    for number, record in enumerate(records, start=1):
        found, people = _groups_of(number, record)
        groups += found
        total += people
    if len({(group.district, group.lower) for group in groups}) < len(groups):
        raise RegisterError("Ein Kreis steht mehrmals in der Datei.")
    return DistrictAges(KNOWN_TOTALS.get(total), tuple(groups))


def _groups_of(number: int, record: Any) -> tuple[list[AgeGroup], int]:
    wanted = ("ID_County", "Total", *AGE_GROUPS)
    if not isinstance(record, dict):
        raise RegisterError(f"Der {number}. Eintrag ist kein Kreis.")
    for name in wanted:
        value = record.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**8:
            raise RegisterError(f"Im {number}. Eintrag fehlt die Zahl „{name}“.")
    district = f"{record['ID_County']:05d}"
    total = int(record["Total"])
    if len(district) != 5 or abs(sum(record[g] for g in AGE_GROUPS) - total) > TOLERANCE * total:
        raise RegisterError(
            f"Im {number}. Eintrag (Kreis {district}) ergeben die Altersgruppen nicht die Summe."
        )
    groups = [
        AgeGroup(district, lower, upper, record[name])
        for name, (lower, upper) in AGE_GROUPS.items()
    ]
    return groups, total


def read_indicators(file: BinaryIO, codebook: BinaryIO | None = None) -> DistrictIndicators:
    """Reads the CSV file with a row for each district and year. Raises RegisterError.

    Impossible values (a negative number of cars) are left out. The codebook explains indicators
    that are not known here.
    """
    reader = _table(file)
    columns = list(reader.fieldnames or ())
    if columns[:2] != ["county_code", "year"] or len(columns) < 3:
        raise RegisterError("Die Tabelle beginnt nicht mit den Spalten „county_code“ und „year“.")
    explained = _explained(codebook) if codebook else {}
    indicators = {
        name: INDICATORS.get(name) or explained.get(name) or Indicator(name, name, "", "")
        for name in columns[2:]
    }
    values: dict[tuple[str, str], dict[int, float]] = {}
    for number, row in _rows(reader):
        district, year = _place_and_year(number, row)
        for name, indicator in indicators.items():
            value = _value(number, name, row[name])
            if value is not None and value >= indicator.least:
                values.setdefault((name, district), {})[year] = value
    if not values:
        raise RegisterError("In der Tabelle steht kein Wert.")
    series = [
        Series(indicator, district, tuple(sorted(years.items())))
        for (indicator, district), years in sorted(values.items())
    ]
    last_year = max(year for years in values.values() for year in years)
    return DistrictIndicators(tuple(indicators.values()), tuple(series), last_year)


def _place_and_year(number: int, row: dict[str, str]) -> tuple[str, int]:
    district = row["county_code"].zfill(5)
    year = row["year"].removesuffix(".0")
    if not (district.isascii() and district.isdigit() and len(district) == 5):
        raise RegisterError(f"In Zeile {number} steht „{district[:40]}“ statt eines Kreises.")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise RegisterError(f"In Zeile {number} steht „{year[:40]}“ statt eines Jahres.")
    return district, int(year)


def _value(number: int, name: str, text: str) -> float | None:
    if text in ("", "NA"):
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise RegisterError(
            f"In Zeile {number}, Spalte „{name}“, steht „{text[:40]}“ statt einer Zahl."
        )
    return value


def _explained(codebook: BinaryIO) -> dict[str, Indicator]:
    reader = _table(codebook)
    if not {"variable", "label", "unit", "category"} <= set(reader.fieldnames or ()):
        raise RegisterError("Das Verzeichnis der Indikatoren hat nicht die erwarteten Spalten.")
    return {
        row["variable"]: Indicator(
            row["variable"], row["label"], row["unit"], row["category"], least=-math.inf
        )
        for _, row in _rows(reader)
    }


def _table(file: BinaryIO) -> csv.DictReader[str]:
    try:
        text = _bounded(file).decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        reader.fieldnames  # noqa: B018 (reads the heads, which may fail)
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegisterError("Die Datei ist keine lesbare CSV-Tabelle in UTF-8.") from error
    return reader


def _rows(reader: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        for number, row in enumerate(reader, start=2):
            if number > MOST_ROWS:
                raise RegisterError(f"Die Tabelle hat mehr als {MOST_ROWS} Zeilen.")
            if None in row or None in row.values():
                raise RegisterError(f"Zeile {number} hat nicht so viele Felder wie die Kopfzeile.")
            yield number, row
    except csv.Error as error:
        raise RegisterError("Die Datei ist keine lesbare CSV-Tabelle in UTF-8.") from error


def _bounded(file: BinaryIO) -> bytes:
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise RegisterError(f"Die Datei ist größer als {LARGEST_FILE // 2**20} MB.")
    return content
