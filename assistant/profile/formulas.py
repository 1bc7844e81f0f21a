"""The formulas of the indicators: pure functions, registered by name.

A parameter's name is a variable of `content/indicators.yml`. Each raises ZeroDivisionError where it
is not defined. `tests/profile/test_indicators.py` holds each against a calculation by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Formula = Callable[..., float]
_Formula = TypeVar("_Formula", bound=Formula)

FORMULAS: dict[str, Formula] = {}


def _formula(function: _Formula) -> _Formula:
    FORMULAS[function.__name__] = function
    return function


def _per(size: float, part: float, whole: float) -> float:
    """The part for each `size` of the whole: 100 gives per cent."""
    return part / whole * size


@_formula
def given(value: float) -> float:
    """A figure that is an indicator as it stands."""
    return value


# Population


@_formula
def population_change(population: float, population_10y: float) -> float:
    """Per cent in ten years."""
    return _per(100, population - population_10y, population_10y)


@_formula
def density(population: float, area: float) -> float:
    """Persons per square kilometre."""
    return population / area


@_formula
def projection_change(projection: float, population: float) -> float:
    """Per cent until the year of the projection."""
    return _per(100, projection - population, population)


# Age


@_formula
def youth_ratio(under_20: float, age_20_64: float) -> float:
    """Under 20 per 100 of 20 to 64."""
    return _per(100, under_20, age_20_64)


@_formula
def old_age_ratio(over_65: float, age_20_64: float) -> float:
    """65 and older per 100 of 20 to 64."""
    return _per(100, over_65, age_20_64)


@_formula
def total_ratio(under_20: float, over_65: float, age_20_64: float) -> float:
    """Younger and older per 100 of 20 to 64."""
    return _per(100, under_20 + over_65, age_20_64)


@_formula
def greying_index(age_80: float, age_65_79: float) -> float:
    """80 and older per 100 of 65 to 79."""
    return _per(100, age_80, age_65_79)


@_formula
def greying_index_of_shares(share_80: float, share_65_79: float) -> float:
    """The same from shares, as the whole cancels out."""
    return _per(100, share_80, share_65_79)


@_formula
def billeter(age_0_14: float, age_50plus: float, age_15_49: float) -> float:
    """Billeter's J: children minus grandparents, per parent."""
    return (age_0_14 - age_50plus) / age_15_49


@_formula
def small_children_share(age_0_5: float, population: float) -> float:
    """0 to 5 in per cent of all."""
    return _per(100, age_0_5, population)


@_formula
def children_share(age_0_5: float, age_6_17: float, population: float) -> float:
    """Under 18 in per cent of all."""
    return _per(100, age_0_5 + age_6_17, population)


@_formula
def children_share_of_table(age_0_17: float, population: float) -> float:
    """The same from a table's own group."""
    return _per(100, age_0_17, population)


@_formula
def children_share_of_shares(share_0_5: float, share_6_17: float) -> float:
    """The same from shares."""
    return share_0_5 + share_6_17


@_formula
def young_adults_share(age_18_29: float, population: float) -> float:
    """18 to 29 in per cent of all."""
    return _per(100, age_18_29, population)


@_formula
def before_retirement_share(age_50_64: float, population: float) -> float:
    """50 to 64 in per cent of all."""
    return _per(100, age_50_64, population)


@_formula
def older_share(over_65: float, population: float) -> float:
    """65 and older in per cent of all."""
    return _per(100, over_65, population)


@_formula
def older_share_of_groups(age_65_79: float, age_80: float, population: float) -> float:
    """The same from the two oldest groups."""
    return _per(100, age_65_79 + age_80, population)


@_formula
def older_share_of_shares(share_65_79: float, share_80: float) -> float:
    """The same from shares."""
    return share_65_79 + share_80


@_formula
def oldest_share(age_80: float, population: float) -> float:
    """80 and older in per cent of all."""
    return _per(100, age_80, population)


@_formula
def women_share(women: float, population: float) -> float:
    """Women in per cent of all."""
    return _per(100, women, population)


@_formula
def young_women(women_18_29: float, men_18_29: float) -> float:
    """Women per 100 men, both of 18 to 29."""
    return _per(100, women_18_29, men_18_29)


# Births, deaths, moves


@_formula
def natural_balance(births: float, deaths: float) -> float:
    """Persons in a year."""
    return births - deaths


@_formula
def natural_balance_rate(births: float, deaths: float, population: float) -> float:
    """Per 1,000 persons at the end of the year."""
    return _per(1000, births - deaths, population)


@_formula
def birth_rate(births: float, population: float) -> float:
    """Per 1,000 persons at the end of the year."""
    return _per(1000, births, population)


@_formula
def death_rate(deaths: float, population: float) -> float:
    """Per 1,000 persons at the end of the year."""
    return _per(1000, deaths, population)


@_formula
def fertility_rate(births: float, women_15_49: float) -> float:
    """Births per 1,000 women of 15 to 49 (general fertility rate)."""
    return _per(1000, births, women_15_49)


@_formula
def migration_balance(arrivals: float, departures: float) -> float:
    """Persons in a year."""
    return arrivals - departures


@_formula
def migration_balance_rate(arrivals: float, departures: float, population: float) -> float:
    """Per 1,000 persons at the end of the year."""
    return _per(1000, arrivals - departures, population)


@_formula
def turnover(arrivals: float, departures: float, population: float) -> float:
    """Moves in or out per 1,000 persons at the end of the year."""
    return _per(1000, arrivals + departures, population)


@_formula
def total_balance(births: float, deaths: float, arrivals: float, departures: float) -> float:
    """Persons in a year, births, deaths and moves together."""
    return births - deaths + arrivals - departures


@_formula
def youth_migration_rate(arrivals_18_24: float, departures_18_24: float, age_18_24: float) -> float:
    """Arrivals minus departures per 1,000 persons of 18 to 24."""
    return _per(1000, arrivals_18_24 - departures_18_24, age_18_24)


@_formula
def family_migration_rate(
    arrivals_0_17: float,
    arrivals_30_49: float,
    departures_0_17: float,
    departures_30_49: float,
    age_0_17: float,
    age_30_49: float,
) -> float:
    """Arrivals minus departures per 1,000 persons under 18 or of 30 to 49."""
    return _per(
        1000,
        arrivals_0_17 + arrivals_30_49 - departures_0_17 - departures_30_49,
        age_0_17 + age_30_49,
    )


# Work


@_formula
def commuter_balance(commuters_in: float, commuters_out: float) -> float:
    """Persons."""
    return commuters_in - commuters_out


@_formula
def commuter_balance_rate(commuters_in: float, commuters_out: float, population: float) -> float:
    """Per 1,000 persons."""
    return _per(1000, commuters_in - commuters_out, population)


@_formula
def commuters_out_rate(commuters_out: float, age_20_64: float) -> float:
    """Per 100 persons of 20 to 64."""
    return _per(100, commuters_out, age_20_64)


# Care and everyday life


@_formula
def care_rate(care_recipients: float, population: float) -> float:
    """Per 1,000 persons."""
    return _per(1000, care_recipients, population)


@_formula
def doctors_per_10000(doctors: float, population: float) -> float:
    """Per 10,000 persons."""
    return _per(10_000, doctors, population)


@_formula
def people_per_doctor(population: float, doctors: float) -> float:
    """Persons to each family doctor."""
    return population / doctors


@_formula
def doctors_60plus_share(doctors_60plus: float, doctors: float) -> float:
    """Of 60 and older in per cent of all family doctors."""
    return _per(100, doctors_60plus, doctors)


@_formula
def childcare_places_rate(childcare_places: float, age_0_5: float) -> float:
    """Places per 100 children of 0 to 5."""
    return _per(100, childcare_places, age_0_5)


@_formula
def childcare_places_rate_of_share(
    childcare_places: float, population: float, share_0_5: float
) -> float:
    """The same where the children are known as a share."""
    return _per(100, childcare_places, population * share_0_5 / 100)


@_formula
def associations_rate(associations: float, population: float) -> float:
    """Per 1,000 persons."""
    return _per(1000, associations, population)
