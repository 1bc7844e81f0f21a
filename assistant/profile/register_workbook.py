"""The official workbook of the register: a row for each state, district, association, municipality.

Both published layouts (2013, 2024) have two rows of column heads and rows marked by their
"Satzart"; columns are found by their heads, wherever they stand.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from assistant.profile.place_names import (
    ANY_ASSOCIATION,
    ASSOCIATION_KINDS,
    DISTRICT_KINDS,
    NO_ASSOCIATION,
)
from assistant.profile.register_source import Area, Fields, Named, RegisterError, Source
from assistant.profile.workbook import Cell, Formula, Workbook, WorkbookError

HEAD_WITHIN = 20
MOST_ROWS = 60_000

# Heads without all but their letters, by their beginnings.
REQUIRED = {
    "satzart": "Satzart",
    "textkennzeichen": "Textkennzeichen",
    "land": "Land",
    "rb": "RB",
    "kreis": "Kreis",
    "vb": "VB",
    "gem": "Gem",
    "gemeindename": "Gemeindename",
    "fläche": "Fläche km²",
    "insgesamt": "Bevölkerung insgesamt",
}
OPTIONAL = {
    "männlich": "Bevölkerung männlich",
    "weiblich": "Bevölkerung weiblich",
    "postleitzahl": "Postleitzahl",
    "längengrad": "Längengrad",
    "breitengrad": "Breitengrad",
}
KEY_PARTS = (("land", 2), ("rb", 1), ("kreis", 2), ("vb", 4), ("gem", 3))

_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_CENSUS = re.compile(r"Zensus\s+(20[0-9]{2})")
_NO_LETTER = re.compile(r"[^a-zäöüß]")


@dataclass(frozen=True)
class _Head:
    """Where the columns are (from 0), the last row of heads, and all text up to there."""

    columns: Mapping[str, int]
    row: int
    texts: tuple[str, ...]
    population_texts: tuple[str, ...]


def read_workbook(file: BinaryIO) -> Source:
    """Reads the workbook. Raises RegisterError when it is none, is broken or has other columns."""
    try:
        workbook = Workbook(file)
        for sheet in workbook.sheets:
            head = _find_head(workbook, sheet)
            if head is not None:
                return _read_sheet(workbook, sheet, head)
    except WorkbookError as error:
        raise RegisterError(str(error)) from error
    raise RegisterError(
        "In keinem Tabellenblatt steht das Gemeindeverzeichnis: Gesucht wird eine Kopfzeile, die "
        "mit „Satzart“ und „Textkennzeichen“ beginnt."
    )


def _find_head(workbook: Workbook, sheet: str) -> _Head | None:
    """The heads of the sheet, or None when it is not the one with the register."""
    before: list[list[Cell]] = []
    for number, cells in workbook.rows(sheet):
        if number > HEAD_WITHIN:
            break
        before.append(cells)
    for place, cells in enumerate(before):
        if "satzart" in {_letters(cell) for cell in cells}:
            below = before[place + 1] if place + 1 < len(before) else []
            columns = _columns(cells, below, sheet)
            return _Head(
                columns=columns,
                row=place + 1,
                texts=tuple(c for row in before[: place + 3] for c in row if isinstance(c, str)),
                population_texts=tuple(
                    str(row[columns["insgesamt"]])
                    for row in before[place : place + 3]
                    if columns["insgesamt"] < len(row)
                ),
            )
    return None


def _columns(upper: list[Cell], lower: list[Cell], sheet: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in range(max(len(upper), len(lower))):
        heads = [_letters(row[place]) for row in (lower, upper) if place < len(row)]
        # "Gem" is the municipality's part of the key, "Gemeindename" its name, "Land…" the state.
        for wanted in (*REQUIRED, *OPTIONAL):
            exact = wanted in ("land", "rb", "kreis", "vb", "gem")
            if any(h == wanted if exact else h.startswith(wanted) for h in heads):
                found.setdefault(wanted, place)
    missing = [title for wanted, title in REQUIRED.items() if wanted not in found]
    if missing:
        raise RegisterError(
            f"Im Tabellenblatt „{sheet}“ fehlt die Spalte {_listed(missing)}. Erwartet wird das "
            "Gemeindeverzeichnis, wie es das Statistische Bundesamt veröffentlicht."
        )
    return found


def _listed(titles: list[str]) -> str:
    return " und ".join(f"„{title}“" for title in titles)


def _letters(cell: Cell) -> str:
    return _NO_LETTER.sub("", cell.lower()) if isinstance(cell, str) else ""


def _read_sheet(workbook: Workbook, sheet: str, head: _Head) -> Source:
    source = _dated(head)
    for count, (number, cells) in enumerate(workbook.rows(sheet)):
        if count > MOST_ROWS:
            raise RegisterError(f"Das Tabellenblatt „{sheet}“ hat mehr als {MOST_ROWS} Zeilen.")
        row = _Row(number, cells, head.columns)
        sort = row.text("satzart")
        if sort == "10":
            source.states[row.key(1)] = row.name()
        elif sort == "40":
            kind = DISTRICT_KINDS.get(row.text("textkennzeichen"), "")
            source.districts[row.key(3)] = Named(row.name(), kind)
        elif sort == "50" and row.text("textkennzeichen") != NO_ASSOCIATION:
            kind = ASSOCIATION_KINDS.get(row.text("textkennzeichen"), ANY_ASSOCIATION)
            source.associations[row.key(4)] = Named(row.name(), kind)
        elif sort == "60":
            source.areas.append(_area(row))
    return source


def _dated(head: _Head) -> Source:
    """A source with its days: of the borders from the title, of the population from its column."""
    state = next((day for text in head.texts if (day := _day(text))), None)
    if state is None:
        raise RegisterError(
            "In den Kopfzeilen steht kein Datum („… am 31.12.2024“): Der Stand des "
            "Gemeindeverzeichnisses ist nicht zu erkennen."
        )
    population_at = next((day for text in head.population_texts if (day := _day(text))), state)
    census = next((found.group(1) for text in head.texts if (found := _CENSUS.search(text))), None)
    return Source(state, population_at, int(census) if census else None)


def _day(text: str) -> datetime.date | None:
    found = _DAY.search(text)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _area(row: _Row) -> Area:
    longitude, latitude = row.number("längengrad"), row.number("breitengrad")
    postcode = row.text("postleitzahl")
    return Area(
        ars=row.key(5),
        official_name=row.name(),
        code=row.text("textkennzeichen"),
        area=row.needed("fläche"),
        population=round(row.needed("insgesamt")),
        men=row.whole("männlich"),
        women=row.whole("weiblich"),
        postcode=postcode.zfill(5) if postcode else None,
        longitude=longitude or None,
        latitude=latitude or None,
    )


class _Row(Fields):
    """The cells of a row by their columns, with errors that say where."""

    def __init__(self, number: int, cells: list[Cell], columns: Mapping[str, int]) -> None:
        self._number = number
        self._cells = cells
        self._columns = columns

    def text(self, column: str) -> str:
        place = self._columns.get(column)
        if place is None or place >= len(self._cells):
            return ""
        cell = self._cells[place]
        if isinstance(cell, Formula):
            raise self.error(column, "steht eine Formel statt eines Werts")
        return "" if cell is None else str(cell).strip()

    def name(self) -> str:
        """The name. Raises RegisterError when it is missing."""
        name = " ".join(self.text("gemeindename").split())
        if not name:
            raise self.error("gemeindename", "fehlt der Name")
        return name

    def key(self, parts: int) -> str:
        """The first parts of the ARS, each with its zeros (a cell of numbers has lost them)."""
        key = ""
        for column, digits in KEY_PARTS[:parts]:
            part = self.text(column)
            if not (part.isascii() and part.isdigit() and len(part) <= digits):
                raise self.error(column, f"steht „{part[:40]}“ statt {digits} Ziffern")
            key += part.zfill(digits)
        return key

    def error(self, column: str, what: str) -> RegisterError:
        title = {**REQUIRED, **OPTIONAL}[column]
        return RegisterError(f"In Zeile {self._number}, Spalte „{title}“, {what}.")
