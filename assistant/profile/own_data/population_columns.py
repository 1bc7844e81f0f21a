"""Women, men and all of a year by age group, with what is missing worked out where possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.language.numbers import format_number
from assistant.profile.own_data.age_labels import Ages
from assistant.profile.own_data.result import Notes
from assistant.profile.own_data.words import Group

Values = list["float | None"]

MOST_MISSING = 0.25
"""With a larger share of unknown groups a table is no basis."""
LARGEST_DIFFERENCE = 0.05
"""Women and men that differ from all by more are an error."""
MOST_HALVED = 0.1
"""Up to this share of people whose sex is not known is halved; beyond, the sexes are left out."""


@dataclass(frozen=True)
class Columns:
    """The finished columns; `by_group` as counted in the file, for comparison with its sums."""

    totals: tuple[float, ...]
    women: tuple[float, ...] | None
    men: tuple[float, ...] | None
    approximate: bool
    by_group: Mapping[Group, Sequence[float]]


class ColumnMaker:
    """Works out the columns of one year."""

    def __init__(
        self,
        year: int,
        groups: Sequence[Ages],
        cells: Mapping[tuple[Ages, Group], float | None],
        wholes: Mapping[Group, float | None],
        notes: Notes,
    ) -> None:
        self._year = year
        self._groups = groups
        self._given = {sex for _, sex in cells}
        self._wholes = wholes
        self._notes = notes
        self._has_gaps = False
        self._women = self._column(cells, "women")
        self._men = self._column(cells, "men")
        self._other = self._column(cells, "other")
        self._all = self._column(cells, "all")

    def _column(self, cells: Mapping[tuple[Ages, Group], float | None], sex: Group) -> Values:
        return [cells.get((one, sex)) for one in self._groups]

    def make(self, row: int, unknown: bool) -> Columns | None:
        """The columns, None with a problem noted. `unknown`: the file marks counts as secret."""
        lone = self._given & {"women", "men"}
        if len(lone) == 1 and "all" not in self._given:
            name = "Männlich" if "women" in lone else "Weiblich"
            self._notes.error(
                f"{self._year}: Es fehlt eine Spalte „{name}“ oder „Insgesamt“.", row, same="lone"
            )
            return None
        self._derive()
        if not lone:
            return self._of_totals(row, unknown)
        self._compare(row)
        return self._by_sex(row, unknown)

    def _derive(self) -> None:
        """Fills what follows from the other sex, from all, or from the sum of a column."""
        for _ in range(2):
            for at in range(len(self._groups)):
                self._derive_row(at)
            for sex, values in self._columns():
                self._derive_column(values, self._wholes.get(sex))

    def _columns(self) -> tuple[tuple[Group, Values], ...]:
        return ("women", self._women), ("men", self._men), ("all", self._all)

    def _derive_row(self, at: int) -> None:
        women, men, all_of = self._women[at], self._men[at], self._all[at]
        other = self._other[at] or 0.0
        if women is not None and men is not None and all_of is None:
            self._all[at] = women + men + other
        elif all_of is not None and women is not None and men is None:
            self._men[at] = _rest(all_of, women + other)
        elif all_of is not None and men is not None and women is None:
            self._women[at] = _rest(all_of, men + other)

    @staticmethod
    def _derive_column(values: Values, whole: float | None) -> None:
        missing = [at for at, value in enumerate(values) if value is None]
        if whole is not None and len(missing) == 1 and len(values) > 1:
            values[missing[0]] = _rest(whole, sum(value or 0.0 for value in values))

    def _compare(self, row: int) -> None:
        """Women and men against all, where the file has all three."""
        if "all" not in self._given:
            return
        difference = total = 0.0
        for women, men, other, all_of in zip(
            self._women, self._men, self._other, self._all, strict=True
        ):
            if women is not None and men is not None and all_of is not None:
                difference += abs(women + men + (other or 0.0) - all_of)
                total += all_of
        if difference < 0.5:
            return
        text = (
            f"{self._year}: Frauen und Männer ergeben zusammen nicht die Spalte „Insgesamt“ "
            f"(Unterschied {format_number(difference)})."
        )
        if difference > LARGEST_DIFFERENCE * max(total, 1.0):
            self._notes.error(f"{text} Bitte prüfen Sie die Spalten.", row)
        else:
            self._notes.hint(f"{text} Gerechnet wird mit Frauen und Männern.", row)

    def _by_sex(self, row: int, unknown: bool) -> Columns | None:
        unsure = [
            at
            for at, (women, men) in enumerate(zip(self._women, self._men, strict=True))
            if women is None and men is None and self._all[at] is not None
        ]
        halved = sum(self._all[at] or 0.0 for at in unsure)
        known = sum(value or 0.0 for value in self._all)
        if halved > MOST_HALVED * known:
            if "all" in self._given and all(value is not None for value in self._all):
                self._notes.hint(
                    f"{self._year}: Nicht alle Altersgruppen sind nach Geschlecht getrennt; "
                    "gelesen wurde nur die Summe.",
                    row,
                )
            return self._of_totals(row, unknown)
        for at in unsure:
            self._women[at] = self._men[at] = (self._all[at] or 0.0) / 2
        if halved:
            self._notes.hint(
                f"{self._year}: {format_number(halved)} Personen ohne bekanntes Geschlecht "
                "zählen je zur Hälfte zu Frauen und Männern.",
                row,
            )
        women, men = self._without_gaps(self._women, row), self._without_gaps(self._men, row)
        if women is None or men is None:
            return None
        other = [value or 0.0 for value in self._other]
        if sum(other):
            self._notes.hint(
                f"{self._year}: {format_number(sum(other))} Personen (divers oder ohne Angabe) "
                "zählen je zur Hälfte zu Frauen und Männern, damit die Summe stimmt.",
                row,
            )
        totals = [w + m + o for w, m, o in zip(women, men, other, strict=True)]
        counted: dict[Group, Sequence[float]] = {"all": totals}
        if not unsure:
            counted |= {"women": women, "men": men, "other": other}
        return Columns(
            tuple(totals),
            tuple(w + o / 2 for w, o in zip(women, other, strict=True)),
            tuple(m + o / 2 for m, o in zip(men, other, strict=True)),
            bool(halved) or (unknown and self._has_gaps),
            counted,
        )

    def _of_totals(self, row: int, unknown: bool) -> Columns | None:
        totals = self._without_gaps(self._all, row)
        if totals is None:
            return None
        return Columns(tuple(totals), None, None, unknown and self._has_gaps, {"all": totals})

    def _without_gaps(self, values: Values, row: int) -> list[float] | None:
        """The column with 0 where the file has nothing; None where that is too often."""
        missing = [one for one, v in zip(self._groups, values, strict=True) if v is None]
        below = [one for one in missing if one.low < 85]
        if len(below) > MOST_MISSING * len(values):
            self._notes.error(
                f"{self._year}: In {len(missing)} von {len(values)} Altersgruppen fehlt die Zahl.",
                row,
                same=f"missing {self._year}",
            )
            return None
        if missing:
            self._has_gaps = True
            names = ", ".join(str(one) for one in missing[:5])
            more = " und weitere" if len(missing) > 5 else ""
            self._notes.hint(
                f"{self._year}: Ohne Zahl sind die Alter {names}{more}; sie zählen als 0. Tragen "
                "Sie die Zahlen ein, wenn Sie sie kennen.",
                row,
                same=f"zero {names}",
            )
        return [value or 0.0 for value in values]


def _rest(whole: float, known: float) -> float | None:
    return whole - known if whole >= known else None
