"""Working days in a federal state: weekends, public holidays, and school holidays where given.

Public holidays come from the package `holidays` (category "public"); those that hold in parts of a
state only (Mariä Himmelfahrt in Bavaria, Fronleichnam in places of Saxony and Thuringia) count as
working days, as the state alone does not tell. The package knows no German school holidays, and
nothing here invents any: they are given as data or left out. Christmas Eve and New Year's Eve are
working days by law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from holidays import country_holidays

from assistant.plan.schedule import Day

SATURDAY = 5
STATES = (
    *("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV"),
    *("NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"),
)


@dataclass(frozen=True)
class SchoolHolidays:
    """One stretch of school holidays, both days included: "Osterferien"."""

    name: str
    first: Day
    last: Day


@dataclass(frozen=True)
class WorkingDays:
    """The days on which something can be done. `state` is the federal state ("SN"), or None: then
    only the holidays of the whole country count; an unknown one counts as None.
    """

    state: str | None = None
    school: Sequence[SchoolHolidays] = ()

    def holiday(self, day: Day) -> str | None:
        """The German name of the public holiday on that day."""
        return _public(self.state, day.year).get(day)

    def school_holiday(self, day: Day) -> str | None:
        """The name of the school holidays that day lies in."""
        return next((one.name for one in self.school if one.first <= day <= one.last), None)

    def is_working(self, day: Day) -> bool:
        """Whether that day is neither weekend nor public holiday. Schools do not matter."""
        return day.weekday() < SATURDAY and self.holiday(day) is None

    def at_or_before(self, day: Day, outside_school: bool = False) -> Day:
        """That day or the last working day before; on request none in school holidays."""
        while not self.is_working(day) or (outside_school and self.school_holiday(day)):
            day -= timedelta(days=1)
        return day

    def at_or_after(self, day: Day) -> Day:
        """That day or the next working day."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def shifted(self, day: Day, working_days: int) -> Day:
        """So many working days later, or earlier when negative; the day itself need be none."""
        step = timedelta(days=1 if working_days > 0 else -1)
        for _ in range(abs(working_days)):
            day += step
            while not self.is_working(day):
                day += step
        return day


@lru_cache(maxsize=256)
def _public(state: str | None, year: int) -> Mapping[Day, str]:
    """The public holidays of a year by day, with their German names."""
    known = state if state in STATES else None
    return dict(country_holidays("DE", subdiv=known, years=year, language="de"))
