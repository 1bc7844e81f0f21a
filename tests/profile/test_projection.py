"""One step and whole projections: by hand, and what must hold for any population."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.profile.change_ratios import change_ratios, interval
from assistant.profile.cohort_component import YearRates, step
from assistant.profile.migration import Migration, no_migration
from assistant.profile.outlook import CannotProject
from assistant.profile.population import table_by_sex, table_of_totals
from assistant.profile.projection import project
from assistant.profile.rates import Movements, VitalRates
from assistant.profile.rounding import rounded
from assistant.profile.schedules import AGES, standard_fertility, standard_mortality
from assistant.profile.schedules import stationary_population as stationary
from assistant.profile.splitting import from_single_years, single_years

NOBODY_DIES = np.zeros((2, AGES + 1))
NO_CHILDREN = np.zeros(AGES)
FIVE_YEARS = tuple(range(0, 90, 5))


def still(fertility: np.ndarray = NO_CHILDREN, hazards: np.ndarray = NOBODY_DIES) -> VitalRates:
    """Rates of 2020."""
    return VitalRates(fertility, hazards, 2020.0)


def test_one_year_by_hand() -> None:
    """100 women of 30 and 100 men of 40.

    90 % of the women and 80 % of the men live to the next birthday: 90 of 31, 80 of 41. A tenth
    of the women leave (81), 5 men of 41 come (85). Women have 0.1 children at 30 and at 31: half
    of the start and half of the end count, so 0.1 · 100/2 + 0.1 · 81/2 = 9.05 births, of which
    51.3 % boys; of the newborn 98 % live. 30 died of the grown, 0.181 of the newborn.
    """
    population = np.zeros((2, AGES))
    population[0, 30] = population[1, 40] = 100
    fertility = np.zeros(AGES)
    fertility[30] = fertility[31] = 0.1
    survival = np.ones((2, AGES + 1))
    survival[0, 31], survival[1, 41], survival[:, 0] = 0.9, 0.8, 0.98
    staying, arriving = np.ones((2, AGES)), np.zeros((2, AGES))
    staying[0, 31], arriving[1, 41] = 0.9, 5
    found = step(population, YearRates(fertility, survival, staying, arriving))
    assert found.population[0, 31] == pytest.approx(81)
    assert found.population[1, 41] == pytest.approx(85)
    assert found.births == pytest.approx(9.05)
    assert found.population[1, 0] == pytest.approx(9.05 * 0.513 * 0.98)
    assert found.deaths == pytest.approx(30.181)
    assert found.net_migration == pytest.approx(-4)
    assert found.population.sum() == pytest.approx(200 + 9.05 - 30.181 - 4)


def test_without_births_deaths_and_moves_people_only_age() -> None:
    """Everyone is five years older, and the oldest gather in the open group."""
    counts = np.arange(2.0 * AGES).reshape(2, AGES)
    table = from_single_years(2020, counts)
    course = project(table, rates=still(), migration=no_migration(), years=5).course()
    end = single_years(course.tables[-1])
    assert (end[:, 5:100] == counts[:, :95]).all()
    assert (end[:, :5] == 0).all()
    assert end[:, 100] == pytest.approx(counts[:, 95:].sum(axis=1))
    assert course.tables[-1].total == pytest.approx(table.total)


def test_a_stationary_population_stays() -> None:
    """As many births as deaths at each age forever: nothing changes in twenty years.

    Fertility is set so that the women of the stationary population have just its births.
    """
    hazards, people = standard_mortality(), stationary() * 1000
    fertility = standard_fertility()
    fertility = fertility * 1000 / (fertility * people[0]).sum()
    population = people
    for _ in range(20):
        everyone_stays = np.ones((2, AGES)), np.zeros((2, AGES))
        population = step(
            population, YearRates(fertility, np.exp(-hazards), *everyone_stays)
        ).population
    assert population == pytest.approx(people, rel=1e-6)


def test_the_balance_holds_in_every_year_and_variant() -> None:
    """End = start + births − deaths + net migration."""
    outlook = project(
        from_single_years(2020, stationary() * 500),
        earlier=[from_single_years(2010, stationary() * 450)],
        movements=[Movements(y, births=400, deaths=520) for y in range(2011, 2021)],
    )
    for course in outlook.courses:
        for n in range(20):
            change = course.births[n] - course.deaths[n] + course.net_migration[n]
            before, after = course.tables[n].total, course.tables[n + 1].total
            assert after == pytest.approx(before + change)


def test_variants_are_in_order_and_the_band_holds_the_middle() -> None:
    """Low below middle below high; the band begins at the base and widens."""
    outlook = project(
        from_single_years(2020, stationary() * 30),
        earlier=[from_single_years(2010, stationary() * 32)],
        movements=[Movements(y, births=24, deaths=36) for y in range(2011, 2021)],
    )
    low, middle, high = (course.tables[-1].total for course in outlook.courses)
    assert low < middle < high
    band = outlook.band
    assert band.with_chance
    assert band.low[0] == band.high[0] == pytest.approx(outlook.base.total)
    assert band.low[-1] < middle < band.high[-1]
    assert band.high[-1] - band.low[-1] > band.high[5] - band.low[5]


def test_the_same_seed_gives_the_same_band() -> None:
    """And another seed another one."""
    table = from_single_years(2020, np.round(stationary() * 3))
    events = [Movements(2020, births=2, deaths=3)]
    one, same, other = (project(table, movements=events, seed=s).band for s in (1, 1, 2))
    assert one == same
    assert one != other


def test_chance_spreads_as_it_should() -> None:
    """10,000 times 100 women, of whom 90 % live: mean 90, variance 100 · 0.9 · 0.1 = 9."""
    population = np.zeros((10_000, 2, AGES))
    population[:, 0, 60] = 100
    survival = np.full((2, AGES + 1), 0.9)
    rates = YearRates(NO_CHILDREN, survival, np.ones((2, AGES)), np.zeros((2, AGES)))
    end = step(population, rates, np.random.default_rng(1)).population[:, 0, 61]
    assert end.mean() == pytest.approx(90, abs=0.2)
    assert end.var() == pytest.approx(9, rel=0.1)


def test_a_tiny_place_never_falls_below_zero() -> None:
    """240 people, nearly all leaving."""
    table = from_single_years(2020, np.round(stationary() * 3))
    leaving = Migration(np.full((2, AGES), 0.8), np.zeros((2, AGES)))
    outlook = project(table, movements=[Movements(2020, births=1, deaths=4)], migration=leaving)
    assert min(outlook.band.low) >= 0
    assert min(min(one.totals) for course in outlook.courses for one in course.tables) >= 0


def test_cohort_change_ratios_by_hand() -> None:
    """Five-year groups, five years apart, sex unknown, 100 persons in each of 18 groups before.

    Now 120 of 20 to 24 (ratio 1.2: they were 15 to 19), 80 of 25 to 29 (0.8), 60 of 85 and older
    (60 / 200: those of 80 to 84 and of 85+), 70 children under 5, else 100. Persons of 15 to 49
    now: 100 + 120 + 80 + 4 · 100 = 700, so 0.1 children for each.
    Five years on: 20 to 24 again 100 · 1.2 = 120; 25 to 29: 120 · 0.8 = 96; 30 to 34: 80;
    85+: (100 + 60) · 0.3 = 48; 5 to 9: 70. Persons of 15 to 49: 100 + 120 + 96 + 80 + 3 · 100
    = 696, so 69.6 children.
    """
    now = [100.0] * 18
    now[0], now[4], now[5], now[17] = 70, 120, 80, 60
    # Ten times as many of each: below 2,000 persons neighbouring groups are taken together.
    ratios = change_ratios(
        table_of_totals(2015, FIVE_YEARS, [1000.0] * 18),
        table_of_totals(2020, FIVE_YEARS, [c * 10 for c in now]),
    )
    assert ratios.cohorts[0, [0, 4, 5, 17]] == pytest.approx([0.1, 1.2, 0.8, 0.3])
    end = interval(ratios, ratios.base)[0]
    assert end[[1, 4, 5, 6, 17]] == pytest.approx([700, 1200, 960, 800, 480])
    assert end[0] == pytest.approx(696)


def test_two_tables_alone_give_a_projection_in_intervals() -> None:
    """Ten years apart: 2030 and 2040; no births or deaths are told apart."""
    women = [500.0] * 18
    then = table_by_sex(2010, FIVE_YEARS, women, women)
    now = table_by_sex(2020, FIVE_YEARS, [c * 0.95 for c in women], women)
    outlook = project(now, earlier=[then], years=20)
    assert outlook.method == "change_ratios"
    assert outlook.course().years == (2020, 2030, 2040)
    assert outlook.course().births == ()
    low, middle, high = (course.tables[-1].total for course in outlook.courses)
    assert low < middle < high


def test_equal_tables_with_equal_ratios_stay_equal() -> None:
    """An unchanged table goes on unchanged in the middle variant."""
    ages = np.exp(-np.arange(18) / 9) * 4000
    then, now = (table_of_totals(year, FIVE_YEARS, ages.tolist()) for year in (2015, 2020))
    end = project(now, earlier=[then], years=10).course().tables[-1]
    assert end.totals == pytest.approx(now.totals)


def test_single_years_serve_intervals_that_are_no_multiple_of_five() -> None:
    """Three years apart."""
    counts = stationary() * 800
    then, now = from_single_years(2017, counts), from_single_years(2020, counts)
    course = project(now, earlier=[then], years=12).course()
    assert course.years == (2020, 2023, 2026, 2029, 2032)
    assert course.tables[-1].total == pytest.approx(now.total, rel=0.01)


def test_what_is_missing_is_said_in_german() -> None:
    """Too wide groups; nothing but one table; an empty one."""
    wide = table_of_totals(2020, (0, 6, 18, 30, 65, 80), [100.0] * 6)
    with pytest.raises(CannotProject, match="zu breit"):
        project(wide, movements=[Movements(2020, births=5, deaths=6)])
    with pytest.raises(CannotProject, match="Geburten und Sterbefälle"):
        project(from_single_years(2020, stationary() * 10))
    with pytest.raises(CannotProject, match="keine Personen"):
        project(from_single_years(2020, np.zeros((2, AGES))))
    with pytest.raises(CannotProject, match="1 bis 30"):
        project(from_single_years(2020, stationary() * 10), years=40)


def test_assumptions_and_notes_are_told() -> None:
    """Three sentences per variant; the village is told to read the band."""
    outlook = project(
        table_of_totals(2020, FIVE_YEARS, [14.0] * 18),
        movements=[Movements(2020, births=2, deaths=4)],
    )
    assert [len(outlook.assumptions[c.variant]) for c in outlook.courses] == [3, 3, 3]
    assert "Niemand zieht zu oder fort." in outlook.assumptions["middle"][2]
    notes = " ".join(outlook.notes)
    for part in ("Ohne Zu- und Fortzüge", "Bundesdurchschnitt", "geschätzt", "die Spanne"):
        assert part in notes


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3.2, 5), (87.4, 85), (243, 240), (999, 1000), (4_321, 4_300), (85_837, 85_800)],
)
def test_numbers_are_rounded_by_size(value: float, shown: int) -> None:
    """No false precision."""
    assert rounded(value) == shown
    assert rounded(-value) == -shown
