"""A projection of 10 to 20 years in three variants, from what figures a municipality has.

With births and deaths: cohort-component (`cohort_component.py`), migration from an older table,
else from arrivals and departures, else none. With two tables only: cohort-change ratios
(`change_ratios.py`). `docs/projection.md` tells methods, assumptions, back-test and limits.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.profile.assumed import assumed_in, rates_in_year
from assistant.profile.change_ratios import Ratios, change_ratios, interval
from assistant.profile.cohort_component import step
from assistant.profile.migration import Migration, from_flows, from_tables, no_migration
from assistant.profile.outlook import CannotProject, Course, Outlook
from assistant.profile.population import PopulationTable
from assistant.profile.projection_text import component_texts, ratio_texts
from assistant.profile.rates import Movements, VitalRates, own_rates
from assistant.profile.schedules import Array
from assistant.profile.splitting import can_split, from_single_years, is_split_exact, single_years
from assistant.profile.uncertainty import MOVERS, Turnover, component_band, ratio_band
from assistant.profile.variants import HIGH, LOW, MIDDLE, Variant

SHORTEST, LONGEST = 1, 30
BEST_INTERVAL = 10


def project(
    base: PopulationTable,
    *,
    earlier: Sequence[PopulationTable] = (),
    movements: Sequence[Movements] = (),
    years: int = 20,
    seed: int = 1,
    rates: VitalRates | None = None,
    migration: Migration | None = None,
) -> Outlook:
    """Projects `base` by the best method the figures allow.

    `earlier` are tables of earlier years, `movements` the births, deaths, arrivals, departures of
    any years; `rates` and `migration` may be given instead of estimated (from the district, for
    one). The same `seed` gives the same band. Raises CannotProject with what is missing.
    """
    if not SHORTEST <= years <= LONGEST:
        raise CannotProject(f"Gerechnet werden {SHORTEST} bis {LONGEST} Jahre.")
    if base.total <= 0:
        raise CannotProject("Die Ausgangstabelle enthält keine Personen.")
    older = best_earlier(base, earlier)
    has_both = any(m.births is not None and m.deaths is not None for m in movements)
    if can_split(base) and (rates is not None or has_both):
        return by_components(base, older, movements, years, seed, rates, migration)
    if older is not None:
        return by_change_ratios(base, older, years, seed)
    if not can_split(base):
        raise CannotProject(
            "Die Altersgruppen sind zu breit. Gebraucht werden einzelne Altersjahre oder "
            "Fünfjahresgruppen, bis mindestens 75 Jahre."
        )
    raise CannotProject(
        "Gebraucht werden Geburten und Sterbefälle aus mindestens einem Jahr oder eine zweite "
        "Tabelle nach Alter von vor 5 oder 10 Jahren."
    )


def best_earlier(
    base: PopulationTable, earlier: Sequence[PopulationTable]
) -> PopulationTable | None:
    """The table nearest to ten years before the base, among those of 3 to 15 years before."""
    fitting = [table for table in earlier if 3 <= base.year - table.year <= 15]
    away = [abs(base.year - table.year - BEST_INTERVAL) for table in fitting]
    return fitting[away.index(min(away))] if fitting else None


def by_components(
    base: PopulationTable,
    older: PopulationTable | None,
    movements: Sequence[Movements],
    years: int,
    seed: int,
    rates: VitalRates | None = None,
    migration: Migration | None = None,
) -> Outlook:
    """The cohort-component projection."""
    usable = older if older is not None and can_split(older) else None
    span = base.year - usable.year if usable else BEST_INTERVAL
    recent = [m for m in movements if base.year - span < m.year <= base.year] or list(movements)
    counted = [m for m in recent if m.births is not None and m.deaths is not None]
    counted = counted or [m for m in movements if m.births is not None and m.deaths is not None]
    vital = rates or own_rates(counted, usable or base, base)
    source = "given"
    if migration is None:
        source, migration = estimated_migration(base, usable, recent, vital)
    start = single_years(base)
    courses = tuple(
        _component_course(base, start, vital, migration, years, variant)
        for variant in (LOW, MIDDLE, HIGH)
    )
    turnover = _turnover(base, recent, source, span)
    generator = np.random.default_rng(seed)
    band = component_band(start, base.year, vital, migration, years, generator, turnover)
    texts = component_texts(
        base, usable, recent, counted, vital, source, courses[1], rates is not None
    )
    return Outlook("cohort_component", (courses[0], courses[1], courses[2]), band, *texts)


def _turnover(
    base: PopulationTable, movements: Sequence[Movements], source: str, span: int
) -> Turnover:
    """How many come and go: as registered, else as usual in Germany."""
    moves = [
        m.arrivals + m.departures
        for m in movements
        if m.arrivals is not None and m.departures is not None
    ]
    persons = sum(moves) / len(moves) if moves else 2 * MOVERS * base.total
    years = len(moves) if source == "flows" else span
    return Turnover(persons, max(years, 1), in_migration=source == "flows")


def estimated_migration(
    base: PopulationTable,
    older: PopulationTable | None,
    movements: Sequence[Movements],
    rates: VitalRates,
) -> tuple[str, Migration]:
    """Migration by the best source there is: "flows" by age, "tables", "flows" in total, "none"."""
    full = [m for m in movements if m.arrivals is not None and m.departures is not None]
    by_age = full and all(m.arrivals_by_age and m.departures_by_age for m in full)
    if older is not None and not by_age:
        return "tables", from_tables(older, base, rates, movements)
    flows = from_flows(movements, older or base, base)
    return ("flows", flows) if flows is not None else ("none", no_migration())


def _component_course(
    base: PopulationTable,
    start: Array,
    rates: VitalRates,
    migration: Migration,
    years: int,
    variant: Variant,
) -> Course:
    approximate = base.approximate or not is_split_exact(base)
    assumed = assumed_in(variant)
    results, population = [], start
    for number in range(years):
        in_year = rates_in_year(rates, migration, base.year, number, assumed)
        results.append(step(population, in_year))
        population = results[-1].population
    tables = [from_single_years(base.year, start, approximate)] + [
        from_single_years(base.year + n, one.population, approximate)
        for n, one in enumerate(results, 1)
    ]
    return Course(
        variant.name,
        tuple(tables),
        tuple(float(one.births) for one in results),
        tuple(float(one.deaths) for one in results),
        tuple(float(one.net_migration) for one in results),
    )


def by_change_ratios(
    base: PopulationTable, older: PopulationTable, years: int, seed: int
) -> Outlook:
    """The projection by cohort-change ratios: as many whole intervals as fit in the years."""
    ratios = change_ratios(older, base)
    intervals = max(1, years // ratios.span)
    courses = tuple(
        _ratio_course(ratios, base.year, intervals, variant) for variant in (LOW, MIDDLE, HIGH)
    )
    band = ratio_band(ratios, base.year, intervals, np.random.default_rng(seed))
    texts = ratio_texts(base, older)
    return Outlook("change_ratios", (courses[0], courses[1], courses[2]), band, *texts)


def _ratio_course(ratios: Ratios, base_year: int, intervals: int, variant: Variant) -> Course:
    population = ratios.base
    tables = [_table(ratios, base_year, population)]
    for number in range(1, intervals + 1):
        population = interval(ratios, population, variant.cohort_growth, variant.fertility)
        tables.append(_table(ratios, base_year + number * ratios.span, population))
    return Course(variant.name, tuple(tables))


def _table(ratios: Ratios, year: int, counts: Array) -> PopulationTable:
    columns = [tuple(float(c) for c in row) for row in counts]
    totals = tuple(float(c) for c in counts.sum(axis=0))
    women, men = columns if len(columns) == 2 else (None, None)
    return PopulationTable(year, ratios.bounds, totals, women, men)
