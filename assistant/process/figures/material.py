"""What is known of a place in figures beside its own answers: register, district, own tables."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.process.municipalities import (
    DISTRICT_AGES,
    DISTRICT_INDICATORS,
    course_of,
)
from assistant.process.uploads import movements_of, population_tables
from assistant.profile import comparison
from assistant.profile.comparison import Benchmark
from assistant.profile.districts import AgeGroup, Series
from assistant.profile.figures import table_of_district
from assistant.profile.population import PopulationTable
from assistant.profile.rates import Movements
from assistant.profile.territory import Course, Point, course
from assistant.store.districts import ages_of_district, series_of_district
from assistant.store.imports import Import, current_imports, newest_of_all
from assistant.store.municipalities import (
    Municipality,
    find_municipality,
    histories_of,
    register_days,
    similar_municipalities,
)
from assistant.store.processes import Process
from assistant.store.uploads import uploads_mark

EMPTY = Course((), ())
MOST_SIMILAR = 30
YEARS_APART = 10
YEARS_OFF = 1


@dataclass(frozen=True)
class Material:
    """Figures of one place. `entry` is its row in the register, `counted` the day of that row's
    population; `history` the populations in the register over the years.
    """

    entry: Municipality | None = None
    counted: datetime.date | None = None
    history: Course = EMPTY
    tables: tuple[PopulationTable, ...] = ()
    movements: tuple[Movements, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()

    def population_before(self, years: int = YEARS_APART) -> tuple[datetime.date, int] | None:
        """The register's population about so many years earlier, on the same territory."""
        if self.counted is None:
            return None
        found = [
            point
            for point in self.history.points
            if abs(self.counted.year - point.at.year - years) <= YEARS_OFF
            and self.history.growth(point.at, self.counted) is not None
        ]
        if not found:
            return None
        counted = self.counted
        best = min(found, key=lambda point: abs(counted.year - point.at.year - years))
        return best.at, best.population


class Materials:
    """The material of the processes last worked on, as long as nothing was imported or uploaded.

    For one thread.
    """

    def __init__(self, size: int = 256) -> None:
        self._size = size
        self._known: OrderedDict[str, tuple[object, Material]] = OrderedDict()

    def of(self, connection: Connection, process: Process) -> Material:
        """The material of a process as of this connection."""
        mark = (process.ags, newest_of_all(connection), uploads_mark(connection, process.id))
        known = self._known.get(process.id)
        if known is None or known[0] != mark:
            known = self._known[process.id] = (mark, gather(connection, process))
            if len(self._known) > self._size:
                self._known.popitem(last=False)
        self._known.move_to_end(process.id)
        return known[1]


def gather(connection: Connection, process: Process) -> Material:
    """Everything the store knows of the place of a process."""
    tables = tuple(population_tables(connection, process.id))
    movements = tuple(movements_of(connection, process.id))
    entry = find_municipality(connection, process.ags) if process.ags else None
    if entry is None:
        return Material(tables=tables, movements=movements)
    imports = {one.kind: one for one in current_imports(connection)}
    history = course_of(connection, entry.ags)
    counted = _counted(entry, history)
    benchmarks = (*_of_district(connection, entry, imports), *_of_similar(connection, entry))
    return Material(entry, counted, history, tables, movements, benchmarks)


def _counted(entry: Municipality, history: Course) -> datetime.date | None:
    """The day on which the register's population was counted."""
    days = [point.at for point in history.points if point.population == entry.population]
    return max(days) if days else None


def _of_district(
    connection: Connection, entry: Municipality, imports: dict[str, Import]
) -> tuple[Benchmark, ...]:
    if entry.district is None or entry.type == "district":
        return ()
    name = entry.district_name or "Ihr Kreis"
    series = [
        Series(indicator, entry.district, tuple(sorted(values.items())))
        for indicator, values in series_of_district(connection, entry.district).items()
    ]
    groups = ages_of_district(connection, entry.district)
    counted = imports.get(DISTRICT_AGES)
    year = counted.state.year if counted and counted.state else 0
    ages = (
        table_of_district(
            (AgeGroup(entry.district, row.lower, row.upper, row.population) for row in groups), year
        )
        if groups and year
        else None
    )
    indicators = imports.get(DISTRICT_INDICATORS)
    return comparison.of_district(
        name,
        series,
        indicators.source if indicators else None,
        ages,
        counted.source if counted else None,
    )


def _of_similar(connection: Connection, entry: Municipality) -> tuple[Benchmark, ...]:
    """The middle density and growth of places of its type and size, those of its state first."""
    similar = similar_municipalities(connection, entry, in_state=True)
    if len(similar) < comparison.FEWEST_SIMILAR:
        similar = similar_municipalities(connection, entry)
    similar = similar[:MOST_SIMILAR]
    density = comparison.of_similar(
        "density", [one.population / one.area for one in similar if one.area]
    )
    growth = _growth_of_similar(connection, similar)
    return tuple(one for one in (density, growth) if one is not None)


def _growth_of_similar(connection: Connection, similar: Sequence[Municipality]) -> Benchmark | None:
    days = register_days(connection)
    grown: list[float] = []
    spans: set[tuple[int, int]] = set()
    for rows in histories_of(connection, [one.ags for one in similar]).values():
        points = [Point(row.at, row.population, row.area, row.census) for row in rows]
        known = course(points, days)
        last = known.points[-1]
        before = [
            p for p in known.points if abs(last.at.year - p.at.year - YEARS_APART) <= YEARS_OFF
        ]
        share = known.growth(before[0].at, last.at) if before else None
        if share is not None:
            grown.append(share * 100)
            spans.add((before[0].at.year, last.at.year))
    year = " bis ".join(map(str, max(spans))) if spans else None
    return comparison.of_similar("population_change", grown, year)
