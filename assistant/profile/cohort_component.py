"""The cohort-component step: one calendar year of ageing, deaths, migration and births.

S. Preston, P. Heuveline, M. Guillot: Demography (2001), chapter 6, in steps of one year and one
year of age. All arrays may have more leading dimensions (simulated runs), calculated at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.profile.schedules import BOYS_AT_BIRTH, OPEN_AGE, WOMEN, Array


@dataclass(frozen=True)
class YearRates:
    """What happens in one year. `fertility` (..., AGES), `survival` (..., 2, AGES + 1),
    `staying` and `arriving` (..., 2, AGES), as in `schedules` and `migration`."""

    fertility: Array
    survival: Array
    staying: Array
    arriving: Array


@dataclass(frozen=True)
class YearResult:
    """The population at the year's end and what led there; the balance is exact:
    end = start + births − deaths + net migration."""

    population: Array
    births: Array
    deaths: Array
    net_migration: Array


def step(
    population: Array, rates: YearRates, chance: np.random.Generator | None = None
) -> YearResult:
    """One year on from a population (..., 2, AGES).

    Births come from the women at the year's middle (half of the start, half of the end). With
    `chance`, survivors and stayers are drawn from binomial, births and arrivals from Poisson
    distributions; counts then are whole.
    """
    survivors = np.zeros_like(population)
    older = _drawn(population, rates.survival[..., 1:], chance)
    survivors[..., 1:] = older[..., :-1]
    survivors[..., OPEN_AGE] += older[..., -1]
    deaths = population.sum(axis=(-1, -2)) - survivors.sum(axis=(-1, -2))
    end = _drawn(survivors, rates.staying, chance)
    arrivals = _counted(np.broadcast_to(rates.arriving, end.shape), chance)
    end[..., 1:] += arrivals[..., 1:]

    women = (population[..., WOMEN, :] + end[..., WOMEN, :]) / 2
    births = _counted((rates.fertility * women).sum(axis=-1), chance)
    boys = _drawn(births, np.asarray(BOYS_AT_BIRTH), chance)
    newborn = np.stack([births - boys, boys], axis=-1)
    alive = _drawn(newborn, rates.survival[..., 0], chance)
    stayed = _drawn(alive, rates.staying[..., 0], chance)
    end[..., 0] = stayed + arrivals[..., 0]

    deaths = deaths + newborn.sum(axis=-1) - alive.sum(axis=-1)
    change = end.sum(axis=(-1, -2)) - population.sum(axis=(-1, -2))
    return YearResult(end, births, deaths, change - births + deaths)


def _drawn(counts: Array, share: Array, chance: np.random.Generator | None) -> Array:
    if chance is None:
        return np.asarray(counts * share)
    drawn = chance.binomial(counts.astype(np.int64), np.minimum(share, 1.0))
    return np.asarray(drawn, dtype=float)


def _counted(expected: Array, chance: np.random.Generator | None) -> Array:
    return np.array(expected if chance is None else chance.poisson(expected), dtype=float)
