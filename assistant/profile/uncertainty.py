"""The band around a projection: many runs, each with its own assumptions and, in small places,
its own chance.

Each run draws for births, mortality and migration independently a point between the variants
(normal, the outer variants being the 10 % and 90 % points). Below `SMALL_PLACE` inhabitants every
birth, death and move is drawn too, from binomial and Poisson distributions. Known migration is net;
the chance lies in all who come and go (`turnover`), in each year and in the years from which the
level was taken: both are drawn as normal with the variance of as many independent moves. That
families move together makes the truth a little wider still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.profile.assumed import Assumed, rates_in_year
from assistant.profile.change_ratios import Ratios, interval
from assistant.profile.cohort_component import YearRates, step
from assistant.profile.migration import Migration
from assistant.profile.outlook import Band
from assistant.profile.population import SIX_GROUPS
from assistant.profile.rates import VitalRates
from assistant.profile.schedules import Array, standard_migration
from assistant.profile.variants import HIGH, LOW, MIDDLE, QUANTILE

RUNS = 200
SHARE = 0.8
SMALL_PLACE = 20_000

MOVERS = 0.06
"""Assumption: arrivals per inhabitant and year, and as many departures, where they are not known.
Germany counts about five million arrivals across municipal borders among 83 million."""

SIX_GROUPS_OF_FIVE_YEARS = (0, 5, 20, 30, 65, 80)
"""The nearest to `SIX_GROUPS` where a table has five-year groups only."""


@dataclass(frozen=True)
class Turnover:
    """Arrivals and departures of a year together; from how many years migration was taken; and
    whether it has both sides (else it is net, and their chance is added)."""

    persons: float
    observed_years: int = 10
    in_migration: bool = False


def component_band(
    base: Array,
    base_year: int,
    rates: VitalRates,
    migration: Migration,
    years: int,
    generator: np.random.Generator,
    turnover: Turnover | None = None,
) -> Band:
    """The band of a cohort-component projection from women and men by single years."""
    small = bool(base.sum() < SMALL_PLACE)
    runs = _copies(base, generator, small)
    assumed = _drawn_assumptions(generator)
    turnover = turnover or Turnover(2 * MOVERS * float(base.sum()))
    level = _normal(generator) * np.sqrt(turnover.persons / turnover.observed_years)
    yearly = 0.0 if turnover.in_migration else np.sqrt(turnover.persons)
    found = [np.broadcast_to(base, runs.shape)]
    for number in range(years):
        in_year = rates_in_year(rates, migration, base_year, number, assumed)
        if small:
            moves = level + _normal(generator) * yearly
            in_year = _with_moves(in_year, moves, runs)
        runs = step(runs, in_year, generator if small else None).population
        found.append(runs)
    of_years = [base_year + n for n in range(years + 1)]
    return _band(of_years, found, range(base.shape[-1]), SIX_GROUPS, small)


def ratio_band(
    ratios: Ratios, base_year: int, intervals: int, generator: np.random.Generator
) -> Band:
    """The band of a projection by cohort-change ratios."""
    small = bool(ratios.base.sum() < SMALL_PLACE)
    runs = _copies(ratios.base, generator, small)
    growth = _between([v.cohort_growth for v in (LOW, MIDDLE, HIGH)], _normal(generator))
    if small:
        moving = 2 * MOVERS / (float(ratios.base.sum()) * ratios.span)
        growth = growth + _normal(generator) * np.sqrt(moving)
    children = _between([v.fertility for v in (LOW, MIDDLE, HIGH)], _normal(generator))
    found = [np.broadcast_to(ratios.base, runs.shape)]
    for _ in range(intervals):
        runs = interval(ratios, runs, growth, children, generator if small else None)
        found.append(runs)
    of_years = [base_year + n * ratios.span for n in range(intervals + 1)]
    wanted = SIX_GROUPS if ratios.width == 1 else SIX_GROUPS_OF_FIVE_YEARS
    bounds = tuple(b for b in wanted if b in ratios.bounds)
    return _band(of_years, found, ratios.bounds, bounds, small)


def _with_moves(rates: YearRates, moves: Array, runs: Array) -> YearRates:
    """The year's rates with so many more persons coming (or, below zero, leaving) per run."""
    movable = standard_migration()
    gains, losses = np.maximum(moves, 0.0), np.maximum(-moves, 0.0)
    coming = gains[:, None, None] * movable / (2 * movable.sum())
    at_risk = np.maximum((runs * movable).sum(axis=(1, 2)), 1e-9)
    leaving = (losses / at_risk)[:, None, None] * movable
    return replace(
        rates, arriving=rates.arriving + coming, staying=rates.staying * np.exp(-leaving)
    )


def _normal(generator: np.random.Generator) -> Array:
    return generator.standard_normal(RUNS)


def _drawn_assumptions(generator: np.random.Generator) -> Assumed:
    births, deaths, moves = (_normal(generator) for _ in range(3))

    def drawn(name: str, at: Array) -> Array:
        return _between([getattr(v, name) for v in (LOW, MIDDLE, HIGH)], at)

    return Assumed(
        drawn("fertility", births),
        drawn("mortality_decline", deaths),
        drawn("arriving", moves),
        drawn("leaving", moves),
    )


def _between(variants: Sequence[float], at: Array) -> Array:
    """Values for standard normal points: the middle at 0, the outer variants at ±`QUANTILE`."""
    low, middle, high = variants
    points = at / QUANTILE
    slope = np.where(points < 0, middle - low, high - middle)
    return np.asarray(middle + slope * points)


def _copies(base: Array, generator: np.random.Generator, whole: bool) -> Array:
    """The base once per run; where persons are drawn, fractions are rounded at random."""
    runs = np.broadcast_to(base, (RUNS, *base.shape)).copy()
    return np.floor(runs + generator.random(runs.shape)) if whole else runs


def _band(
    years: Sequence[int],
    found: Sequence[Array],
    ages: Sequence[int],
    bounds: tuple[int, ...],
    with_chance: bool,
) -> Band:
    """Quantiles of the runs, (runs, sexes, groups) per year; `ages` are the groups' bounds."""
    by_age = np.array([counts.sum(axis=1) for counts in found])
    starts = [list(ages).index(low) for low in bounds]
    groups = np.add.reduceat(by_age, starts, axis=-1)
    outer = (0.5 - SHARE / 2, 0.5 + SHARE / 2)
    low, high = np.quantile(by_age.sum(axis=-1), outer, axis=1)
    group_low, group_high = np.quantile(groups, outer, axis=1)
    return Band(
        years=tuple(years),
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        bounds=bounds,
        group_low=tuple(tuple(row) for row in group_low.tolist()),
        group_high=tuple(tuple(row) for row in group_high.tolist()),
        share=SHARE,
        with_chance=with_chance,
    )
