"""Figures for the indicators from tables: by age and sex, and of births, deaths and moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.profile.districts import AgeGroup
from assistant.profile.indicator_content import Indicators, Variable, load_indicators
from assistant.profile.indicators import Figure
from assistant.profile.population import OLDEST_AGE, PopulationTable, between
from assistant.profile.rates import AgeCount, Movements

WIDEST_GROUP = 5
YOUNGEST_OPEN = 85
YEARS_IN_OPEN = {85: 4.5, 90: 3.3, 95: 2.3, 100: 1.5}
"""How far above its beginning the people of an open group are on average (an assumption; half a
year too much or too little moves the average age by about a hundredth)."""


def figures_from_table(
    table: PopulationTable, source: str | None = None, indicators: Indicators | None = None
) -> dict[str, Figure]:
    """All figures that follow from a table by age, whose bounds need not be those of the guide."""
    content = indicators or load_indicators()
    year = str(table.year)
    found: dict[str, Figure] = {}
    for variable in content.variables.values():
        count = _count(table, variable)
        if count is not None:
            found[variable.id] = Figure(count, year, source)
    age = average_age(table)
    if age is not None:
        found["average_age"] = Figure(age, year, source)
    return found


def figures_from_movements(
    movements: Movements, source: str | None = None, indicators: Indicators | None = None
) -> dict[str, Figure]:
    """Births, deaths, arrivals and departures of a year, by age where the groups allow."""
    content = indicators or load_indicators()
    found: dict[str, Figure] = {}
    for variable in content.variables.values():
        if variable.moves is None:
            continue
        if variable.ages is None:
            count: float | None = getattr(movements, variable.moves)
        else:
            count = _summed(getattr(movements, f"{variable.moves}_by_age"), variable.ages)
        if count is not None:
            found[variable.id] = Figure(count, str(movements.year), source)
    return found


def table_of_district(groups: Iterable[AgeGroup], year: int) -> PopulationTable:
    """The table of one district from its age groups (without sex, open from 75 years)."""
    ordered = sorted(groups, key=lambda group: group.lower)
    bounds = tuple(group.lower for group in ordered)
    return PopulationTable(year, bounds, tuple(float(group.population) for group in ordered))


def average_age(table: PopulationTable) -> float | None:
    """The average age, people being half a year older than their completed years on average.

    None where a group is wider than five years or the open one begins below 85.
    """
    edges = table.bounds
    widths = [b - a for a, b in pairwise(edges)]
    if not table.total or edges[-1] < YOUNGEST_OPEN or max(widths) > WIDEST_GROUP:
        return None
    middles = [low + width / 2 for low, width in zip(edges[:-1], widths, strict=True)]
    begun = max(low for low in YEARS_IN_OPEN if low <= edges[-1])
    middles.append(edges[-1] + YEARS_IN_OPEN[begun])
    return sum(m * n for m, n in zip(middles, table.totals, strict=True)) / table.total


def _count(table: PopulationTable, variable: Variable) -> float | None:
    if variable.ages is None or variable.moves is not None:
        return None
    if variable.sex is not None and not table.by_sex:
        return None
    low, high = variable.ages
    return between(table, low, high, variable.sex)


def _summed(counts: Sequence[AgeCount], ages: tuple[int, int | None]) -> float | None:
    """The events of these ages, None where the groups do not tile them."""
    low, high = ages[0], OLDEST_AGE if ages[1] is None else ages[1]
    inside = sorted(
        (c for c in counts if c.low >= low and (c.high is None or c.high <= high)),
        key=lambda c: c.low,
    )
    expected = low
    for count in inside:
        if count.low != expected:
            return None
        expected = (OLDEST_AGE if count.high is None else count.high) + 1
    return sum(c.count for c in inside) if expected == high + 1 else None
