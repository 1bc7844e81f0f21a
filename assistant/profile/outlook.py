"""What a projection gives: three courses, a band, what was assumed, what to mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.profile.population import PopulationTable
from assistant.profile.variants import VariantName

Method = Literal["cohort_component", "change_ratios"]


class CannotProject(ValueError):
    """The figures do not allow a projection; the message says in German what is missing."""


@dataclass(frozen=True)
class Course:
    """One variant: the base table first, then one table per projected year (at the change
    ratios: per interval). Births, deaths and net migration are of the years after the base,
    and empty where the method does not give them."""

    variant: VariantName
    tables: tuple[PopulationTable, ...]
    births: tuple[float, ...] = ()
    deaths: tuple[float, ...] = ()
    net_migration: tuple[float, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the tables."""
        return tuple(table.year for table in self.tables)

    def table(self, year: int) -> PopulationTable:
        """The table of a year. Raises KeyError where there is none."""
        for table in self.tables:
            if table.year == year:
                return table
        raise KeyError(year)


@dataclass(frozen=True)
class Band:
    """Between `low` and `high` lie `share` of the simulated runs, in each year.

    `group_low` and `group_high` are per year and age group of `bounds`. `with_chance` says
    whether births, deaths and moves were drawn by chance (small places) or the assumptions only.
    """

    years: tuple[int, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    bounds: tuple[int, ...]
    group_low: tuple[tuple[float, ...], ...]
    group_high: tuple[tuple[float, ...], ...]
    share: float
    with_chance: bool


@dataclass(frozen=True)
class Outlook:
    """A projection: `courses` are the low, middle and high variant.

    `assumptions` holds German sentences per variant, `notes` what a reader must mind.
    """

    method: Method
    courses: tuple[Course, Course, Course]
    band: Band
    assumptions: dict[VariantName, tuple[str, ...]]
    notes: tuple[str, ...]

    def course(self, variant: VariantName = "middle") -> Course:
        """The course of a variant."""
        return next(course for course in self.courses if course.variant == variant)

    @property
    def base(self) -> PopulationTable:
        """The table from which it starts."""
        return self.courses[0].tables[0]
