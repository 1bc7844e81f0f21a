"""What the key columns of a table say of one row: its year, sex, event and ages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.language.spelling import fold
from assistant.profile.own_data.age_labels import EVERY_AGE, Ages, looks_like_date, read_ages
from assistant.profile.own_data.cells import read_count, shown
from assistant.profile.own_data.layout import Table
from assistant.profile.own_data.result import Notes, OwnDataError
from assistant.profile.own_data.words import Facts, Key, Title, read_title, word_means
from assistant.profile.own_data.years import read_year
from assistant.profile.workbook import Cell, Formula

MOST_LEFT_OUT = 5_000

_AGE_UNKNOWN = ("unbekannt", "ohne angabe", "k.a.", "keine angabe", "unbek.", "o. a.")
_AND_BEFORE = ("frueher", "vorher", "aelter", "davor")


@dataclass
class RowReader:
    """Reads row by row; `section` holds what a title between the rows says of those below."""

    table: Table
    outer: Facts
    notes: Notes
    section: Facts = field(default_factory=Facts)
    _last: dict[Key, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._keys = self.table.keys
        self._left_out = 0
        self._has_events = any(c.title.facts.event for c in self.table.columns)
        self._counted = [c.index for c in self.table.columns if c.title.use == "count" and c.filled]

    def is_section(self, cells: Sequence[Cell]) -> bool:
        """Whether the row has one text only, and that is no age for which all counts are empty."""
        filled = [at for at, cell in enumerate(cells) if cell is not None]
        if len(filled) != 1:
            return False
        aged = filled[0] == self._keys.get("ages") and read_ages(shown(cells[filled[0]]))
        return not aged or aged == EVERY_AGE

    def begin_section(self, cells: Sequence[Cell]) -> None:
        """A row with one title only holds for the rows below: "männlich", "Stand 31.12.2022"."""
        text = shown(next(cell for cell in cells if cell is not None))
        title = read_title(text) if len(text) <= 60 else Title()
        if title.use == "count" and title.facts.ages is None:
            new = title.facts
            kept = self.section if new.year is None else Facts(sex=self.section.sex)
            self.section = Facts(
                new.year or kept.year, None, new.sex or kept.sex, new.event or kept.event
            )

    def facts(self, number: int, cells: Sequence[Cell]) -> Facts | None:
        """What is known of a row; None where it is not to be read."""
        facts: Facts | None = Facts()
        for key, read in (
            ("year", self._year),
            ("sex", self._sex),
            ("event", self._event),
            ("ages", self._ages),
            ("birth_year", self._birth_year),
        ):
            if key in self._keys and facts is not None:
                facts = read(number, cells, facts)
        return facts

    def part(self, cells: Sequence[Cell]) -> str:
        """The quarter of the town, empty for the whole."""
        text = fold(shown(self._cell(cells, "part")))
        whole = any(word_means(word) == ("sex", "all") for word in text.split())
        return "" if whole or text.startswith("gesamt") else text

    def place(self, cells: Sequence[Cell]) -> str:
        """The municipality, where the table names it."""
        return fold(shown(self._cell(cells, "place")))

    def _cell(self, cells: Sequence[Cell], key: Key) -> Cell:
        """The cell of a key's column; of merged cells only the first row holds the value."""
        at = self._keys.get(key)
        if at is None:
            return None
        cell = cells[at] if at < len(cells) else None
        if cell is not None:
            self._last[key] = cell
            return cell
        inner = [i for i in self._keys.values() if at < i < len(cells)]
        return self._last.get(key) if any(cells[i] is not None for i in inner) else None

    def _counts(self, cells: Sequence[Cell]) -> bool:
        states = [read_count(cells[at]).state for at in self._counted if at < len(cells)]
        return "number" in states or "formula" in states

    def _error(self, text: str, row: int, key: Key, same: str) -> None:
        self.notes.error(text, row, self.table.columns[self._keys[key]].name, same=same)

    def _unread(self, row: int, cells: Sequence[Cell]) -> Facts | None:
        """Says that a row with counts is left out."""
        if self._counts(cells):
            self._left_out += 1
            if self._left_out > MOST_LEFT_OUT:
                raise OwnDataError(
                    "Die Tabelle hat viele Zeilen, die nicht zu lesen sind. Bitte lassen Sie nur "
                    "die Zeilen mit Altersgruppen oder Jahren stehen."
                )
            label = next((shown(cell) for cell in cells if cell is not None), "")
            self.notes.hint(f"Die Zeile „{label[:40]}“ wurde nicht mitgezählt.", row)
        return None

    def _year(self, row: int, cells: Sequence[Cell], facts: Facts) -> Facts | None:
        cell = self._cell(cells, "year")
        if cell is None:
            # Without anything in front, the last row holds the sums over the years.
            return facts if self.section.year or self.outer.year else self._unread(row, cells)
        year = read_year(cell)
        if year is None:
            text = shown(cell)
            if self._counts(cells) and any(letter.isdigit() for letter in text):
                self._error(
                    f"„{text[:40]}“ ist kein Jahr. Erwartet wird etwa 2023 oder 31.12.2023.",
                    row,
                    "year",
                    "year",
                )
            return None
        if year.day and not year.is_year_end:
            text = f"Der Stichtag {year.day:%d.%m.%Y} gilt als Ende des Jahres {year.year}."
            self.notes.hint(text, row, same=f"day {year.day}")
        return replace(facts, year=year.year)

    def _sex(self, row: int, cells: Sequence[Cell], facts: Facts) -> Facts | None:
        cell = self._cell(cells, "sex")
        sex = read_title(shown(cell)).facts.sex
        if sex is not None:
            return replace(facts, sex=sex)
        if fold(shown(cell)).startswith(_AGE_UNKNOWN):
            return replace(facts, sex="other")
        if cell is not None and self._counts(cells):
            self._error(
                f"„{shown(cell)[:40]}“ ist kein Geschlecht. Erwartet wird „männlich“, „weiblich“, "
                "„divers“ oder „insgesamt“.",
                row,
                "sex",
                "sex",
            )
            return None
        return self._unread(row, cells)

    def _event(self, row: int, cells: Sequence[Cell], facts: Facts) -> Facts | None:
        title = read_title(shown(self._cell(cells, "event")))
        if title.facts.event is None:
            return self._unread(row, cells) if title.use != "memo" else None
        ages = facts.ages if "ages" in self._keys else title.facts.ages
        sex, year = title.facts.sex or facts.sex, facts.year or title.facts.year
        return replace(facts, year=year, event=title.facts.event, sex=sex, ages=ages)

    def _ages(self, row: int, cells: Sequence[Cell], facts: Facts) -> Facts | None:
        cell = self._cell(cells, "ages")
        if cell is None and (facts.event or self._has_events):
            return facts
        text = shown(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
        ages = read_ages(text)
        if ages is not None:
            upper = read_ages(shown(self._cell(cells, "ages_to")))
            if upper and ages != EVERY_AGE and (upper.high is None or upper.high >= ages.low):
                ages = Ages(ages.low, upper.high)
            return replace(facts, ages=ages)
        title = read_title(text)
        if title.use == "count" and (title.facts.sex or title.facts.event):
            # "weiblich" above its ages, with the sums in the same row.
            self.section = replace(title.facts, ages=None, year=self.section.year)
            return replace(facts, ages=EVERY_AGE)
        if not self._counts(cells):
            return None
        if fold(text).startswith(_AGE_UNKNOWN):
            text = "Personen ohne Altersangabe sind in den Altersgruppen nicht enthalten."
            self.notes.hint(text, row, same="age unknown")
            return None
        digits = any(letter.isdigit() for letter in text)
        if isinstance(cell, Formula) or (digits and title.use != "memo"):
            self._error(_no_age(text), row, "ages", "date" if _is_date(text) else "age")
            return None
        return self._unread(row, cells)

    def _birth_year(self, row: int, cells: Sequence[Cell], facts: Facts) -> Facts | None:
        if facts.ages is not None:
            return facts
        text = fold(shown(self._cell(cells, "birth_year")))
        if read_ages(text) == EVERY_AGE:
            return replace(facts, ages=EVERY_AGE)
        end = facts.year or self.section.year or self.outer.year
        if end is None:
            # That the year is missing is said once, of the whole table.
            return facts
        born = read_year(text.split()[0]) if text else None
        if born is not None and 0 <= end - born.year < 130:
            age = end - born.year
            is_open = any(word in text for word in _AND_BEFORE)
            return replace(facts, ages=Ages(age, None if is_open else age))
        if text and self._counts(cells):
            what = f"„{text[:40]}“ ist kein Geburtsjahr bis {end}. Erwartet wird etwa {end - 40}."
            self._error(what, row, "birth_year", "born")
            return None
        return self._unread(row, cells)


def _is_date(text: str) -> bool:
    return looks_like_date(text) or (text.isdecimal() and 20_000 < int(text) < 100_000)


def _no_age(text: str) -> str:
    if _is_date(text):
        return (
            f"„{text[:40]}“ ist keine Altersgruppe: Excel macht aus „6-9“ ein Datum. Bitte "
            "schreiben Sie „6 bis 9“."
        )
    return (
        f"„{text[:40]}“ ist keine Altersgruppe. Erwartet wird zum Beispiel „7“, „18 bis 24“ oder "
        "„85 und älter“."
    )
