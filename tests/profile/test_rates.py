"""Schedules, their scaling to own events, and migration."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.profile.migration import from_flows, from_tables
from assistant.profile.population import table_by_sex, table_of_totals
from assistant.profile.rates import (
    WEIGHT_OF_MODEL_BIRTHS,
    WEIGHT_OF_MODEL_DEATHS,
    AgeCount,
    Movements,
    model_rates,
    own_rates,
    risk,
)
from assistant.profile.schedules import (
    AGES,
    CHILDREN_PER_WOMAN,
    LIFE_EXPECTANCY,
    life_expectancy,
    standard_fertility,
    standard_migration,
    standard_mortality,
    stationary_population,
)
from assistant.profile.splitting import between_tables, from_single_years, single_years


def stationary(births: float, year: int = 2020) -> np.ndarray:
    """A stationary population with so many births a year."""
    return stationary_population() * births


def test_schedules_have_the_level_they_are_said_to_have() -> None:
    """Life expectancy, children per woman, a mean age at birth of about 31."""
    hazards = standard_mortality()
    assert life_expectancy(hazards) == pytest.approx(LIFE_EXPECTANCY, abs=0.1)
    fertility = standard_fertility()
    assert fertility.sum() == pytest.approx(CHILDREN_PER_WOMAN)
    ages = np.arange(AGES) + 0.5
    assert (fertility * ages).sum() / fertility.sum() == pytest.approx(31, abs=0.1)
    assert fertility[:15].sum() == fertility[50:].sum() == 0
    assert 20 <= standard_migration().argmax() <= 25


def test_mortality_rises_with_age_and_is_higher_for_men() -> None:
    """From 10 on every year is deadlier than the one before."""
    hazards = standard_mortality()
    assert (np.diff(hazards[:, 10:], axis=1) > 0).all()
    assert (hazards[1] > hazards[0]).all()


def test_the_level_lies_between_the_events_and_the_model() -> None:
    """Factor (events + k) / (expected + k), by hand.

    1,000 women of each age 15 to 49 make 1,000 · 1.55 = 1,550 expected births. 1,860 births are
    20 % more; with k = 45 the factor is 1,905 / 1,595 = 1.194.
    """
    women = np.where((np.arange(AGES) >= 15) & (np.arange(AGES) < 50), 1000.0, 0.0)
    table = from_single_years(2020, np.array([women, np.zeros(AGES)]))
    rates = own_rates([Movements(2020, births=1860, deaths=10)], table, table)
    factor = (1860 + WEIGHT_OF_MODEL_BIRTHS) / (1550 + WEIGHT_OF_MODEL_BIRTHS)
    assert factor == pytest.approx(1.194, abs=0.001)
    assert rates.children_per_woman == pytest.approx(1.55 * factor)


def test_scaled_mortality_gives_back_the_deaths() -> None:
    """With many deaths the model's own weight does not matter."""
    population = stationary(1_000_000)
    table = from_single_years(2020, population)
    rates = own_rates([Movements(2021, births=1e6, deaths=1.2e6)], table, table)
    deaths = (-np.expm1(-rates.hazards) * risk(population, 1e6)).sum()
    assert deaths == pytest.approx(1.2e6, rel=0.001)


def test_a_village_keeps_near_the_model() -> None:
    """No birth and one death in one year says little about 240 people."""
    population = stationary(3)
    table = from_single_years(2020, population)
    rates = own_rates([Movements(2020, births=0, deaths=1)], table, table)
    assert rates.children_per_woman == pytest.approx(CHILDREN_PER_WOMAN, rel=0.1)
    expected = (-np.expm1(-standard_mortality()) * risk(population, 0)).sum()
    factor = (1 + WEIGHT_OF_MODEL_DEATHS) / (expected + WEIGHT_OF_MODEL_DEATHS)
    ratio = rates.hazards[0, 70] / standard_mortality()[0, 70]
    assert ratio == pytest.approx(factor, abs=0.01)


def test_births_by_age_move_the_schedule() -> None:
    """All births to mothers under 25: the schedule goes there, the total stays."""
    population = stationary(10_000)
    table = from_single_years(2020, population)
    ages = (AgeCount(15, 24, 9_000), AgeCount(25, 49, 0))
    events = Movements(2020, births=9_000, deaths=9_000, births_by_age=ages)
    young, plain = (
        own_rates([m], table, table) for m in (events, Movements(2020, births=9_000, deaths=9_000))
    )
    assert young.fertility[15:25].sum() > 5 * plain.fertility[15:25].sum()
    assert young.fertility[25:].sum() < 0.02 * plain.fertility[25:].sum()


def test_groups_are_split_without_losing_anyone() -> None:
    """Five-year groups, sex unknown: each group's sum stays."""
    table = table_of_totals(2020, range(0, 90, 5), range(100, 118))
    counts = single_years(table)
    assert counts.sum() == pytest.approx(table.total)
    assert counts[:, 10:15].sum() == pytest.approx(102)
    assert counts[:, 85:].sum() == pytest.approx(117)
    # Boys outnumber girls, old women old men.
    assert counts[1, 0] > counts[0, 0]
    assert counts[0, 90] > counts[1, 90]


def test_ages_beyond_the_open_one_are_added_to_it() -> None:
    """A register counts up to 106."""
    table = table_by_sex(2020, range(107), [1] * 107, [2] * 107)
    counts = single_years(table)
    assert counts[0, 100] == 7
    assert counts[1, 100] == 14
    assert counts[:, :100].sum() == 300


def test_between_two_years_the_population_is_in_proportion() -> None:
    """2003 is three tenths of the way from 2000 to 2010; outside, the nearer table holds."""
    older = from_single_years(2000, np.full((2, AGES), 100.0))
    newer = from_single_years(2010, np.full((2, AGES), 200.0))
    years = between_tables(older, newer)
    assert years.at(2003)[0, 50] == pytest.approx(130)
    assert years.at(1990)[0, 50] == 100
    assert years.at(2020)[0, 50] == 200


def test_two_equal_stationary_tables_show_no_migration() -> None:
    """Everything is explained by births and deaths."""
    population = stationary(800)
    older, newer = from_single_years(2010, population), from_single_years(2020, population)
    births = [Movements(year, births=800, deaths=800) for year in range(2011, 2021)]
    found = from_tables(older, newer, model_rates(2015), births)
    assert found.arriving.sum() < 1
    assert (found.leaving * population).sum() < 1


def test_arrivals_at_one_age_are_found_again() -> None:
    """Each year 400 persons of 20 come to a city of 80,000: all are found, four in five of them
    at 18 to 22, by no more than two tables ten years apart."""
    rates = model_rates(2020)
    start = stationary(1000)
    population = start
    for _ in range(10):
        moved = risk(population, 1000) * np.exp(-rates.hazards)
        population = moved[:, :AGES].copy()
        population[:, -1] += moved[:, AGES]
        population[:, 20] += 200
    births = [Movements(year, births=1000, deaths=1) for year in range(2011, 2021)]
    found = from_tables(
        from_single_years(2010, start), from_single_years(2020, population), rates, births
    )
    net = (found.arriving - found.leaving * population).sum(axis=0)
    assert net.sum() == pytest.approx(400, rel=0.1)
    assert net[18:23].sum() > 320


def test_registered_moves_are_met_in_total() -> None:
    """5,000 arrivals and 4,000 departures a year."""
    population = stationary(1000)
    table = from_single_years(2020, population)
    found = from_flows([Movements(2020, arrivals=5000, departures=4000)], table, table)
    assert found is not None
    aged = np.concatenate([population[:, :1], population[:, :-1]], axis=1)
    assert found.arriving.sum() == pytest.approx(5000)
    assert (-np.expm1(-found.leaving) * aged).sum() == pytest.approx(4000)
    assert from_flows([Movements(2020, arrivals=5000)], table, table) is None
