"""Model schedules by single year of age: mortality, fertility, migration.

They give the shape by age where a municipality knows totals only; `rates.py` scales them to its
own births and deaths. Each is a documented formula; parameters that no source gives are named
assumptions. Arrays have one entry per single year of age 0, 1, ... `OPEN_AGE` (and older);
those by sex have two rows, women and men.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

OPEN_AGE = 100
AGES = OPEN_AGE + 1
WOMEN, MEN = 0, 1

BOYS_AT_BIRTH = 0.513
"""Share of boys among the newborn: 105 to 106 boys for each 100 girls, as usual in Germany."""

LIFE_EXPECTANCY = (83.3, 78.5)
"""Years at birth, women and men: Germany 2016/2018 (Statistisches Bundesamt, the start of the
14th coordinated projection)."""

GOMPERTZ_SLOPE = (0.108, 0.095)
"""Assumption: yearly rise of the force of mortality, women and men. Modern populations lie
around 0.1 (Thatcher, Kannisto, Vaupel: The Force of Mortality at Ages 80 to 120, 1998)."""

BACKGROUND_HAZARD = (0.0002, 0.0004)
"""Assumption: deaths per person and year that do not depend on age (Makeham's term)."""

INFANT_HAZARD = (0.0068, 0.0078)
"""Assumption: Siler's a1, with `INFANT_DECLINE` about 3 deaths in 1,000 first years of life."""
INFANT_DECLINE = 2.0

MEAN_AGE_OF_MOTHERS = 31.0
SPREAD_OF_MOTHERS = 5.4
"""Assumptions: mean age at birth and its standard deviation, in years, as in Germany lately."""

CHILDREN_PER_WOMAN = 1.55
"""Germany in the middle variant (G2) of the 14th coordinated projection."""


def force_of_mortality(age: float | Array, slope: float, level: float, sex: int) -> Array:
    """Deaths per person and year at an exact age: a1·exp(−b1·x) + c + a·exp(b·x).

    W. Siler: A Competing-Risk Model for Animal Mortality, Ecology 60 (1979); without its first
    term it is Gompertz-Makeham.
    """
    x = np.asarray(age, dtype=float)
    infant = INFANT_HAZARD[sex] * np.exp(-INFANT_DECLINE * x)
    return np.asarray(infant + BACKGROUND_HAZARD[sex] + level * np.exp(slope * x))


@lru_cache(maxsize=1)
def _standard_levels() -> tuple[float, float]:
    """Gompertz' a for women and men, so that life expectancy is `LIFE_EXPECTANCY`."""
    levels = []
    ages = np.arange(0.025, 120, 0.05)
    for sex in (WOMEN, MEN):
        low, high = -18.0, -6.0
        for _ in range(40):
            middle = (low + high) / 2
            hazard = force_of_mortality(ages, GOMPERTZ_SLOPE[sex], np.exp(middle), sex)
            years = float(np.exp(-np.cumsum(hazard) * 0.05).sum() * 0.05)
            low, high = (middle, high) if years > LIFE_EXPECTANCY[sex] else (low, middle)
        levels.append(float(np.exp(low)))
    return levels[WOMEN], levels[MEN]


def standard_mortality() -> Array:
    """Hazards of one calendar year by the age reached at its end, shape (2, AGES + 1).

    Entry 0 is for those born within the year (on average half a year, in which most infant
    deaths fall); entry x for those who turn from x − 1 to x (on average at exact age x); the
    last for those who were `OPEN_AGE` or older before. Survival is exp(−hazard).
    """
    found = np.empty((2, AGES + 1))
    ages = np.arange(AGES + 1, dtype=float)
    within_first = np.linspace(0.0005, 0.9995, 1000)
    for sex, level in enumerate(_standard_levels()):
        slope = GOMPERTZ_SLOPE[sex]
        found[sex] = force_of_mortality(ages, slope, level, sex)
        first_year = force_of_mortality(within_first, slope, level, sex)
        found[sex, 0] = float(((1 - within_first) * first_year).mean())
        # From birth year to age 1: what is left of the first year, and half of the second.
        second_year = force_of_mortality(1 + within_first, slope, level, sex)
        left = within_first * first_year + (1 - within_first) * second_year
        found[sex, 1] = float(left.mean())
    return found


def life_expectancy(hazards: Array) -> Array:
    """Years at birth for women and men, from hazards as in `standard_mortality`.

    Persons alive at the end of each year, summed; the open group lives on at its own hazard.
    """
    alive = np.exp(-np.cumsum(hazards[:, :AGES], axis=1))
    beyond = alive[:, -1] * 1 / np.expm1(hazards[:, AGES])
    # A birth cohort lives through half of its first calendar year on average.
    return np.asarray(alive.sum(axis=1) + beyond)


@lru_cache(maxsize=1)
def stationary_population() -> Array:
    """Persons by sex and age if one child was born each year at standard mortality, (2, AGES)."""
    hazards = standard_mortality()
    shares = np.array([1 - BOYS_AT_BIRTH, BOYS_AT_BIRTH])
    alive = shares[:, None] * np.exp(-np.cumsum(hazards[:, :AGES], axis=1))
    alive[:, -1] += alive[:, -1] / np.expm1(hazards[:, AGES])
    alive.flags.writeable = False
    return np.asarray(alive)


def standard_fertility() -> Array:
    """Births per woman and year by age of the mother, shape (AGES,); the sum is
    `CHILDREN_PER_WOMAN`.

    Hadwiger's function f(x) ~ (c/x)^(3/2) · exp(−b²·(c/x + x/c − 2)), whose mean is c and whose
    standard deviation is c/(b·√2), on ages 15 to 49. H. Hadwiger: Eine analytische
    Reproduktionsfunktion für biologische Gesamtheiten (1940); used for Europe by T. Chandola,
    D. Coleman, R. Hiorns: Recent European fertility patterns, Population Studies 53 (1999).
    """
    mean, spread = MEAN_AGE_OF_MOTHERS, SPREAD_OF_MOTHERS
    b = mean / (spread * np.sqrt(2))
    ages = np.arange(15, 50) + 0.5
    shape = (mean / ages) ** 1.5 * np.exp(-(b**2) * (mean / ages + ages / mean - 2))
    found = np.zeros(AGES)
    found[15:50] = shape / shape.sum() * CHILDREN_PER_WOMAN
    return found


def standard_migration() -> Array:
    """How movable each age is, relative to others, shape (AGES,).

    a1·exp(−α1·x) + a2·exp(−α2·(x − μ2) − exp(−λ2·(x − μ2))) + c with the fundamental parameters
    of A. Rogers, L. J. Castro: Model Migration Schedules, IIASA RR-81-30 (1981).
    """
    x = np.arange(AGES, dtype=float)
    children = 0.02 * np.exp(-0.1 * x)
    labour = 0.06 * np.exp(-0.1 * (x - 20) - np.exp(-0.4 * (x - 20)))
    return np.asarray(children + labour + 0.003)
