"""A population by age: sums over other age groups where the bounds allow, and checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.language.numbers import format_number

Sex = Literal["women", "men"]

SIX_GROUPS = (0, 6, 18, 30, 65, 80)
"""Lower bounds of 0-5, 6-17, 18-29, 30-64, 65-79, 80+ (the profile's six age groups)."""

OLDEST_AGE = 130


@dataclass(frozen=True)
class PopulationTable:
    """Persons by age at the end of a year (31 December).

    `bounds` are the lower bounds of the groups in completed years, the first being 0; each group
    ends before the next, the last is open. `women` and `men` are None where sex is not known.
    `totals` are persons of all sexes per group. Counts may be fractions when calculated.
    `approximate` marks counts that were split by a model and not counted.
    """

    year: int
    bounds: tuple[int, ...]
    totals: tuple[float, ...]
    women: tuple[float, ...] | None = None
    men: tuple[float, ...] | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if not self.bounds or self.bounds[0] != 0:
            raise ValueError("The first age group must begin at 0.")
        if any(low >= high for low, high in pairwise(self.bounds)):
            raise ValueError("The bounds of the age groups must ascend.")
        columns = [c for c in (self.totals, self.women, self.men) if c is not None]
        if any(len(column) != len(self.bounds) for column in columns):
            raise ValueError("Each age group needs exactly one count.")
        if (self.women is None) != (self.men is None):
            raise ValueError("Women and men are given both or not at all.")

    @property
    def total(self) -> float:
        """All persons."""
        return sum(self.totals)

    @property
    def by_sex(self) -> bool:
        """Whether women and men are told apart."""
        return self.women is not None

    def column(self, sex: Sex | None = None) -> tuple[float, ...]:
        """Persons per group, of one sex or of all. Raises ValueError where sex is not known."""
        found = self.totals if sex is None else self.women if sex == "women" else self.men
        if found is None:
            raise ValueError("This table does not tell the sexes apart.")
        return found


@dataclass(frozen=True)
class Problem:
    """Something in a table that cannot be right or is unusual, in German."""

    code: str
    message: str


def table_by_sex(
    year: int, bounds: Sequence[int], women: Sequence[float], men: Sequence[float]
) -> PopulationTable:
    """A table of women and men per age group."""
    totals = tuple(w + m for w, m in zip(women, men, strict=True))
    return PopulationTable(year, tuple(bounds), totals, tuple(women), tuple(men))


def table_of_totals(year: int, bounds: Sequence[int], totals: Sequence[float]) -> PopulationTable:
    """A table of persons per age group without sex."""
    return PopulationTable(year, tuple(bounds), tuple(totals))


def between(
    table: PopulationTable, low: int, high: int | None, sex: Sex | None = None
) -> float | None:
    """Persons of `low` to `high` completed years, both included (None: and older).

    None where the table's bounds do not allow the sum.
    """
    edges = (*table.bounds, OLDEST_AGE)
    end = OLDEST_AGE if high is None else high + 1
    if low not in edges or end not in edges or low >= end:
        return None
    return sum(table.column(sex)[edges.index(low) : edges.index(end)])


def regroup(table: PopulationTable, bounds: Sequence[int]) -> PopulationTable | None:
    """The same population in coarser groups, or None where the table's bounds do not allow it."""
    if not set(bounds) <= set(table.bounds):
        return None
    starts = [table.bounds.index(low) for low in bounds]
    ends = [*starts[1:], len(table.bounds)]

    def summed(column: tuple[float, ...] | None) -> tuple[float, ...] | None:
        if column is None:
            return None
        return tuple(sum(column[a:b]) for a, b in zip(starts, ends, strict=True))

    totals = summed(table.totals)
    assert totals is not None
    return PopulationTable(
        table.year,
        tuple(bounds),
        totals,
        summed(table.women),
        summed(table.men),
        table.approximate,
    )


def group_names(bounds: Sequence[int]) -> tuple[str, ...]:
    """The groups in German: "0 bis 5", "80 und älter", a single year as "7"."""
    closed = [str(a) if b == a + 1 else f"{a} bis {b - 1}" for a, b in pairwise(bounds)]
    return (*closed, f"{bounds[-1]} und älter")


def check(table: PopulationTable, population: float | None = None) -> tuple[Problem, ...]:
    """What cannot be right in a table: negative counts, sums that differ, an empty table.

    `population` is the total as known from elsewhere.
    """
    found: list[Problem] = []
    names = group_names(table.bounds)
    for title, column in (("", table.totals), ("Frauen, ", table.women), ("Männer, ", table.men)):
        for name, count in zip(names, column or (), strict=False):
            if count < 0:
                text = f"{title}{name} Jahre: {format_number(count)} kann nicht stimmen."
                found.append(Problem("negative", text))
    if table.women is not None and table.men is not None:
        sexes = zip(names, table.women, table.men, table.totals, strict=True)
        for name, women, men, total in sexes:
            if abs(women + men - total) > 0.5:
                text = (
                    f"{name} Jahre: Frauen und Männer ergeben {format_number(women + men)}, "
                    f"als Summe stehen dort {format_number(total)}."
                )
                found.append(Problem("sexes", text))
    if not table.total:
        found.append(Problem("empty", "Die Tabelle enthält keine Personen."))
    elif population is not None and abs(table.total - population) > 0.5:
        text = (
            f"Die Altersgruppen ergeben zusammen {format_number(table.total)}, "
            f"die Einwohnerzahl ist {format_number(population)}."
        )
        found.append(Problem("total", text))
    return tuple(found)
