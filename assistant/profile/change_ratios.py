"""Cohort-change ratios: a projection from nothing but two population tables.

C. H. Hamilton, J. Perry: A Short Method for Projecting Population by Age from One Decennial
Census to Another, Social Forces 41 (1962); D. Swanson, A. Schlottmann, B. Schmidt: Forecasting
the Population of Census Tracts by Age and Sex: An Example of the Hamilton-Perry Method in Action,
Population Research and Policy Review 29 (2010). What each birth year gained or lost between the
tables, it gains or loses again; children come in proportion to the women (or, where sex is not
known, the persons) of the ages of their parents.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.profile.outlook import CannotProject
from assistant.profile.population import PopulationTable, regroup
from assistant.profile.schedules import Array

YOUNGEST_PARENT, OLDEST_PARENT = 15, 49
SMALL_PLACE = 2_000
LARGEST_RATIO = 4.0
"""A ratio above this is chance or a new building, and not to be repeated (an assumption)."""


@dataclass(frozen=True)
class Ratios:
    """`cohorts` by sex and the age group reached, (sexes, groups); the entries of the children
    born within the interval are persons per woman (or person) of the parents' ages.
    `bounds` are the groups' lower bounds, `width` their years, `span` the interval in years."""

    bounds: tuple[int, ...]
    width: int
    span: int
    cohorts: Array
    base: Array

    @property
    def born(self) -> int:
        """How many of the groups are of children born within the interval."""
        return self.span // self.width


def change_ratios(older: PopulationTable, newer: PopulationTable) -> Ratios:
    """The ratios between two tables. Raises CannotProject where ages or years do not fit.

    Five-year groups where the interval is a multiple of five, else single years with running
    sums over five ages, as single birth years are few people.
    """
    span = newer.year - older.year
    if not 3 <= span <= 15:
        raise CannotProject("Zwischen den beiden Tabellen müssen 3 bis 15 Jahre liegen.")
    width = 5 if span % 5 == 0 else 1
    bounds, tables = _common(older, newer, width)
    start, end = (_columns(table) for table in tables)
    shift = span // width
    cohorts = np.empty_like(end)
    half = 2 if width == 1 else int(newer.total < SMALL_PLACE)
    aged = aged_on(start, shift)
    known = slice(shift, None)
    cohorts[:, known] = np.clip(
        _smoothed(end[:, known], half) / np.maximum(_smoothed(aged[:, known], half), 0.5),
        0.0,
        LARGEST_RATIO,
    )
    for group in range(shift):
        cohorts[:, group] = end[:, group] / max(float(parents(end, width, group)), 0.5)
    return Ratios(bounds, width, span, cohorts, end)


def _common(
    older: PopulationTable, newer: PopulationTable, width: int
) -> tuple[tuple[int, ...], tuple[PopulationTable, PopulationTable]]:
    shared = set(older.bounds) & set(newer.bounds)
    last = max((b for b in shared if b % width == 0 and b <= 90), default=0)
    bounds = tuple(range(0, last + 1, width))
    first, second = regroup(older, bounds), regroup(newer, bounds)
    if last < 65 or first is None or second is None:
        wanted = "Fünfjahresgruppen oder einzelne Altersjahre" if width == 5 else "Altersjahre"
        raise CannotProject(
            f"Beide Tabellen müssen {wanted} haben, bis mindestens 65 Jahre; vorhanden sind "
            "breitere oder verschiedene Altersgruppen."
        )
    if first.by_sex != second.by_sex:
        first, second = _without_sex(first), _without_sex(second)
    return bounds, (first, second)


def _without_sex(table: PopulationTable) -> PopulationTable:
    return PopulationTable(table.year, table.bounds, table.totals)


def _columns(table: PopulationTable) -> Array:
    if table.women is not None and table.men is not None:
        return np.array([table.women, table.men])
    return np.array([table.totals])


def aged_on(population: Array, shift: int) -> Array:
    """Everyone moved `shift` groups up (..., sexes, groups); the open group gathers the oldest."""
    found = np.zeros_like(population)
    found[..., shift:] = population[..., :-shift]
    found[..., -1] += population[..., -shift:].sum(axis=-1)
    return found


def parents(population: Array, width: int, group: int) -> Array:
    """Women (or persons) who were 15 to 49 when the children of that group were born, (...)."""
    first = YOUNGEST_PARENT // width + group
    last = (OLDEST_PARENT + 1) // width + group
    return np.asarray(population[..., 0, first:last].sum(axis=-1))


def _smoothed(counts: Array, half: int) -> Array:
    kernel = np.ones(2 * half + 1)
    return np.array([np.convolve(row, kernel, mode="same") for row in counts])


def interval(
    ratios: Ratios,
    population: Array,
    growth: Array | float = 0.0,
    children: Array | float = 1.0,
    chance: np.random.Generator | None = None,
) -> Array:
    """One interval on from a population (..., sexes, groups).

    `growth` is the yearly change of the cohort ratios, `children` a factor on the children's;
    with `chance` each group is drawn from a Poisson distribution.
    """
    factor = np.exp(np.asarray(growth) * ratios.span)
    end = aged_on(population, ratios.born) * ratios.cohorts * factor[..., None, None]
    if chance is not None:
        end[..., ratios.born :] = chance.poisson(end[..., ratios.born :])
    many = np.asarray(children)
    for group in range(ratios.born):
        adults = parents(end, ratios.width, group)
        born = ratios.cohorts[:, group] * (adults * many)[..., None]
        end[..., group] = born if chance is None else chance.poisson(born)
    return np.asarray(end)
