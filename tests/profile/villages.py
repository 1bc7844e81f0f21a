"""Do the bands hold in small places? Invented villages that live by known rates, to be run by hand:
`python -m tests.profile.villages`.

Each begins as a sample of Konstanz in 2000 and lives on for thirty years at the rates found there
for 2001 to 2010, each birth, death and move by chance; besides the net migration six in a hundred
come and go each year. Known are 2000 and 2010 and the births and deaths between.
"""

from __future__ import annotations

import numpy as np

from assistant.profile.cohort_component import YearRates, step
from assistant.profile.migration import Migration, from_tables
from assistant.profile.projection import by_change_ratios, project
from assistant.profile.rates import Movements, VitalRates, own_rates
from assistant.profile.schedules import Array, standard_migration
from assistant.profile.splitting import from_single_years, single_years
from tests.profile import konstanz

SIZES, VILLAGES = (250, 1_000, 5_000), 60


def lived(
    size: int, city: Array, rates: VitalRates, migration: Migration, chance: np.random.Generator
) -> tuple[dict[int, Array], list[Movements]]:
    """One village's years 2000 to 2030."""
    scale = size / city.sum()
    movable = standard_migration()
    turnover = 0.06 * movable * city.sum() / (movable * city).sum()
    people = chance.poisson(city * scale).astype(float)
    years, events = {2000: people}, []
    for year in range(2001, 2031):
        decline = np.exp(-0.013 * (year - rates.middle))
        in_year = YearRates(
            rates.fertility,
            np.exp(-rates.hazards * decline),
            np.exp(-migration.leaving - turnover),
            migration.arriving * scale + turnover * people,
        )
        result = step(people, in_year, chance)
        people = years[year] = result.population
        events.append(Movements(year, float(result.births), float(result.deaths)))
    return years, events


def main() -> None:
    """Prints, per size and method, how often the band held and how far the middle was off."""
    older, newer = konstanz.table(2000), konstanz.table(2010)
    known = [m for m in konstanz.movements() if 2000 < m.year <= 2010]
    rates = own_rates(known, older, newer)
    migration = from_tables(older, newer, rates, known)
    for size in SIZES:
        chance = np.random.default_rng(7)
        found = []
        for seed in range(VILLAGES):
            years, events = lived(size, single_years(older), rates, migration, chance)
            then, now = (from_single_years(y, years[y]) for y in (2000, 2010))
            counted = [m for m in events if m.year <= 2010]
            truth = years[2030].sum()
            for outlook in (
                project(now, earlier=[then], movements=counted, seed=seed),
                by_change_ratios(now, then, 20, seed),
            ):
                held = outlook.band.low[-1] <= truth <= outlook.band.high[-1]
                error = outlook.course().tables[-1].total / truth - 1
                width = (outlook.band.high[-1] - outlook.band.low[-1]) / truth
                found.append((held, error, abs(error), width))
        for name, rows in (("components", found[::2]), ("ratios", found[1::2])):
            held, error, off, width = np.mean(rows, axis=0)
            print(
                f"{size} {name}: held {held:.0%}, error {error:+.1%}, "
                f"absolute {off:.1%}, width {width:.0%}"
            )


if __name__ == "__main__":
    main()
