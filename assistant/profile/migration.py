"""Migration by sex and age: from two tables, from arrivals and departures, or none.

Those who leave are a share of those who live there; those who come are a number that does not
depend on them. So no age group can fall below zero, and a university or a new housing estate
does not grow with the number of local children.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.profile.population import PopulationTable
from assistant.profile.rates import AgeCount, Movements, VitalRates, risk
from assistant.profile.schedules import AGES, MEN, OPEN_AGE, WOMEN, Array, standard_migration
from assistant.profile.splitting import Between, between_tables

OWN_SPREAD, COMMON_SPREAD, REACH = 2.0, 3.0, 2.0
"""Assumptions about net migration before the tables are seen: its standard deviation at an age is
twice the standard migration rate (7 % of the persons a year at the most movable age), that of the
rise or fall common to all ages three times; ages within about two years go together."""
TYPICAL_BIRTH_YEARS = 85.0
LARGEST_LOSS = 0.95
ROUNDS = 4


@dataclass(frozen=True)
class Migration:
    """Migration of a year, the same each year, by the age at the year's end, both (2, AGES).

    `leaving` is the hazard of leaving, `arriving` the number of persons; net of each other where
    they were estimated from two tables.
    """

    leaving: Array
    arriving: Array


def no_migration() -> Migration:
    """Nobody comes or goes."""
    return Migration(np.zeros((2, AGES)), np.zeros((2, AGES)))


def from_tables(
    older: PopulationTable,
    newer: PopulationTable,
    rates: VitalRates,
    movements: Sequence[Movements] = (),
) -> Migration:
    """What two tables leave unexplained by births, deaths and ageing, birth year by birth year.

    The residual method (forward survival; H. Shryock, J. Siegel: The Methods and Materials of
    Demography, chapter 21) gives each birth year's gain or loss over the whole interval; `_yearly`
    finds the yearly net migration by age behind it. Registered births are used where known, else
    those of `rates`.
    """
    span = newer.year - older.year
    if span < 1:
        raise ValueError("The older table must be of an earlier year.")
    population = between_tables(older, newer)
    births = _births(population, rates, movements)
    expected = _forward(population.older, births, rates, no_migration())
    net = _yearly(expected, population.newer, rates, span)
    years = range(older.year + 1, newer.year + 1)
    at_risk = _smoothed(np.mean([population.at(year) for year in years], axis=0), newer.total)
    found = _split(net, at_risk)
    # Shares are taken of smoothed numbers: so the total is met only after a few rounds.
    for _ in range(ROUNDS):
        missing = newer.total - _forward(population.older, births, rates, found).sum()
        spread = standard_migration() * at_risk
        net = net + missing / span * spread / spread.sum()
        found = _split(net, at_risk)
    return found


def _births(population: Between, rates: VitalRates, movements: Sequence[Movements]) -> list[float]:
    registered = {m.year: m.births for m in movements if m.births is not None}
    found = []
    for year in range(population.older_year + 1, population.newer_year + 1):
        women = (population.at(year - 1)[WOMEN] + population.at(year)[WOMEN]) / 2
        found.append(registered.get(year, float((rates.fertility * women).sum())))
    return found


def _forward(
    start: Array, births: Sequence[float], rates: VitalRates, migration: Migration
) -> Array:
    """A population some years on, with the births registered in each."""
    population = start
    survival, staying = np.exp(-rates.hazards), np.exp(-migration.leaving)
    for born in births:
        moved = risk(population, born) * survival
        population = moved[:, :AGES].copy()
        population[:, OPEN_AGE] += moved[:, AGES]
        population = population * staying + migration.arriving
    return population


def _smoothed(counts: Array, total: float) -> Array:
    """Means over neighbouring ages: with few people single ages are chance.

    Assumption: none from 50,000 inhabitants, over 3 ages from 10,000, 5 from 2,000, 9 from 500,
    else 17.
    """
    sizes = ((50_000, 0), (10_000, 1), (2_000, 2), (500, 4))
    half = next((half for least, half in sizes if total >= least), 8)
    kernel = np.ones(2 * half + 1)
    many = np.convolve(np.ones(AGES), kernel, mode="same")
    return np.array([np.convolve(row, kernel, mode="same") / many for row in counts])


def _yearly(expected: Array, observed: Array, rates: VitalRates, span: int) -> Array:
    """Net migration per year by age that best explains each birth year's change over the span.

    Each change is a sum over the ages passed through (less those who died since), blurred by
    chance of about the size of a Poisson count. Beforehand net migration is taken to be around
    zero, likely larger at movable ages, alike at ages near each other, and in part a common rise
    or fall of all; the answer is the mean given the changes (linear Gaussian model; C. Rasmussen,
    C. Williams: Gaussian Processes for Machine Learning, 2006, chapter 2). With few people the
    changes say little and the answer is smooth and small; with many it follows them.
    """
    movable = standard_migration()
    ages = np.arange(AGES)
    near = np.exp(-((ages[:, None] - ages) ** 2) / (2 * REACH**2))
    found = np.empty((2, AGES))
    for sex in (WOMEN, MEN):
        size = observed[sex].sum() / TYPICAL_BIRTH_YEARS * movable
        prior = np.outer(size, size) * (OWN_SPREAD**2 * near + COMMON_SPREAD**2)
        died = np.concatenate([[0.0], np.cumsum(rates.hazards[sex, 1:AGES])])
        passed = (ages <= ages[:, None]) & (ages > ages[:, None] - span)
        survived = np.where(passed, np.exp(died - died[:, None]), 0.0)
        noise = np.diag((expected[sex] + observed[sex]) / 2 + 1.0)
        through = prior @ survived.T
        change = observed[sex] - expected[sex]
        found[sex] = through @ np.linalg.solve(survived @ through + noise, change)
    return found


def _split(net: Array, at_risk: Array) -> Migration:
    """Losses as a hazard of those at risk, gains as numbers."""
    losses = np.maximum(-net, 0.0)
    share = losses / np.maximum(at_risk + losses, 1e-9)
    hazard = -np.log1p(-np.minimum(share, LARGEST_LOSS))
    return Migration(hazard, np.maximum(net, 0.0))


def from_flows(
    movements: Sequence[Movements], older: PopulationTable, newer: PopulationTable
) -> Migration | None:
    """Migration from registered arrivals and departures, None where no year has both.

    By age where ages are given for all these years. Else, and within groups, both are spread
    alike, by the model schedule and the municipality's own ages: so arrivals and departures of
    unknown age do not change its structure beyond their difference. Women and men are taken to
    move alike.
    """
    known = [m for m in movements if m.arrivals is not None and m.departures is not None]
    if not known:
        return None
    movable = standard_migration()
    years = len(known)
    tables = between_tables(older, newer)
    population = sum((tables.at(m.year - 1) for m in known), np.zeros((2, AGES)))
    # Persons at the year's end are a year older.
    population = np.concatenate([population[:, :1], population[:, :-1]], axis=1)
    shares = movable * population.sum(axis=0)
    by_age = all(m.arrivals_by_age and m.departures_by_age for m in known)
    arriving, leaving = np.zeros(AGES), np.zeros(AGES)
    for m in known:
        coming = m.arrivals_by_age if by_age else (_all(m.arrivals),)
        going = m.departures_by_age if by_age else (_all(m.departures),)
        for group in coming:
            at = _ages(group)
            within = shares[at] if shares[at].sum() > 0 else movable[at]
            arriving[at] += group.count * within / within.sum() / years
        for group in going:
            at = _ages(group)
            expected = float(shares[at].sum())
            leaving[at] += group.count * movable[at] / expected if expected > 0 else 0.0
    hazard = -np.log1p(-np.minimum(leaving, LARGEST_LOSS))
    return Migration(np.array([hazard, hazard]), np.array([arriving / 2, arriving / 2]))


def _all(total: float | None) -> AgeCount:
    return AgeCount(0, None, total or 0.0)


def _ages(group: AgeCount) -> slice:
    return slice(min(group.low, OPEN_AGE), None if group.high is None else group.high + 1)
