"""Fertility and mortality of one municipality, from its own births and deaths.

The model schedules give the shape by age, the municipality's events the level: the factor is
(events + k) / (expected + k). k is the weight of the model, in events: with many events it does
not matter, in a village it keeps three deaths by chance from becoming a rate (the mean of a
gamma prior for a Poisson rate; D. Clayton, J. Kaldor: Empirical Bayes Estimates of
Age-standardized Relative Risks for Use in Disease Mapping, Biometrics 43, 1987; the width of the
prior is our assumption).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.profile.population import PopulationTable
from assistant.profile.schedules import (
    AGES,
    BOYS_AT_BIRTH,
    WOMEN,
    Array,
    life_expectancy,
    standard_fertility,
    standard_mortality,
)
from assistant.profile.splitting import between_tables

WEIGHT_OF_MODEL_BIRTHS = 45.0
"""Assumption: fertility of municipalities spreads by about 15 % around the national (1/0.15²)."""
WEIGHT_OF_MODEL_DEATHS = 100.0
"""Assumption: mortality spreads by about 10 % (1/0.10²)."""


@dataclass(frozen=True)
class AgeCount:
    """Events in one age group; `high` is included, None means open."""

    low: int
    high: int | None
    count: float


@dataclass(frozen=True)
class Movements:
    """What happened in one calendar year; None where it is not known.

    Births by the mother's age, all others by the person's own. Where ages are given, their sum
    is the total.
    """

    year: int
    births: float | None = None
    deaths: float | None = None
    arrivals: float | None = None
    departures: float | None = None
    births_by_age: tuple[AgeCount, ...] = ()
    deaths_by_age: tuple[AgeCount, ...] = ()
    arrivals_by_age: tuple[AgeCount, ...] = ()
    departures_by_age: tuple[AgeCount, ...] = ()


@dataclass(frozen=True)
class VitalRates:
    """Fertility: births per woman and year by age, (AGES,). Hazards as in `schedules`,
    (2, AGES + 1). `middle` is the point in time they stand for (2015.5: between the years)."""

    fertility: Array
    hazards: Array
    middle: float

    @property
    def children_per_woman(self) -> float:
        """The total fertility rate."""
        return float(self.fertility.sum())

    @property
    def life_expectancy(self) -> tuple[float, float]:
        """Years at birth, women and men."""
        women, men = life_expectancy(self.hazards)
        return float(women), float(men)


def model_rates(year: int) -> VitalRates:
    """The model schedules at their own level."""
    return VitalRates(standard_fertility(), standard_mortality(), float(year))


def own_rates(
    movements: Sequence[Movements], older: PopulationTable, newer: PopulationTable
) -> VitalRates:
    """The level of fertility and mortality from the years in which both totals are known.

    The population of each year is interpolated between the two tables (which may be the same).
    Raises ValueError when no year has births and deaths.
    """
    known = [m for m in movements if m.births is not None and m.deaths is not None]
    if not known:
        raise ValueError("No year has both births and deaths.")
    population = between_tables(older, newer)
    starts = [population.at(m.year - 1) for m in known]
    ends = [population.at(m.year) for m in known]
    fertility, hazards = standard_fertility(), standard_mortality()

    women = sum(((a[WOMEN] + b[WOMEN]) / 2 for a, b in zip(starts, ends, strict=True)), np.zeros(1))
    births = sum(m.births or 0.0 for m in known)
    fertility = _scaled(fertility, women, births, WEIGHT_OF_MODEL_BIRTHS)
    by_mother = [count for m in known for count in m.births_by_age]
    if all(m.births_by_age for m in known):
        fertility = _scaled_by_age(fertility, women, by_mother, WEIGHT_OF_MODEL_BIRTHS)

    at_risk = sum(
        (risk(start, m.births or 0.0) for start, m in zip(starts, known, strict=True)),
        np.zeros((2, AGES + 1)),
    )
    deaths = sum(m.deaths or 0.0 for m in known)
    hazards = _scaled(hazards, at_risk, deaths, WEIGHT_OF_MODEL_DEATHS)
    by_age = [count for m in known for count in m.deaths_by_age]
    if all(m.deaths_by_age for m in known):
        hazards = _scaled_by_age(hazards, at_risk, by_age, WEIGHT_OF_MODEL_DEATHS)
    middle = sum(m.year for m in known) / len(known)
    return VitalRates(fertility, hazards, middle)


def risk(start: Array, births: float) -> Array:
    """Who can die in a year, by the age reached at its end: the newborn, then each age's start."""
    shares = np.array([[1 - BOYS_AT_BIRTH], [BOYS_AT_BIRTH]])
    return np.concatenate([births * shares, start], axis=1)


def _scaled(schedule: Array, exposure: Array, events: float, weight: float) -> Array:
    """The schedule at the level of the events.

    A hazard h brings 1 − exp(−h) deaths per person, which is not quite in proportion at high
    ages: three rounds settle that. For births the difference is nothing (h is below 0.15), and
    they are counted by the rate itself.
    """
    if schedule.ndim == 1:
        expected = float((schedule * exposure).sum())
        return schedule * (events + weight) / (expected + weight)
    target = float((-np.expm1(-schedule) * exposure).sum()) + weight
    target = (events + weight) / target
    found = schedule * target
    base = float((-np.expm1(-schedule) * exposure).sum())
    for _ in range(3):
        reached = float((-np.expm1(-found) * exposure).sum())
        if reached <= 0:
            break
        found = found * (target * base / reached)
    return found


def _scaled_by_age(
    schedule: Array, exposure: Array, events: Sequence[AgeCount], weight: float
) -> Array:
    """The schedule with each age group at the level of its own events."""
    found = schedule.copy()
    for low, high in sorted({(e.low, e.high) for e in events}, key=lambda one: one[0]):
        count = sum(e.count for e in events if (e.low, e.high) == (low, high))
        at = slice(low, None if high is None else high + 1)
        part = schedule[..., at]
        found[..., at] = _scaled(part, exposure[..., at], count, weight)
    return found
