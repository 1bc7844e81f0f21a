"""The city of Konstanz as published: tables by single year and sex, births, deaths, moves."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from assistant.profile.backtest import Report, back_test, markdown
from assistant.profile.population import PopulationTable, regroup
from assistant.profile.rates import Movements
from assistant.profile.splitting import from_single_years, single_years

FOLDER = Path(__file__).parents[3] / "shared/data/municipalities/konstanz/data/bevoelkerung"

MAIN_RESIDENCES = (1995, 2000, *range(2009, 2020), *range(2021, 2026))
"""Years whose table counts main residences and meets the published age groups (not 2020)."""

PUBLISHED_GROUPS = (0, 18, 30, 40, 50, 60)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def table(year: int) -> PopulationTable:
    """The table of a year as in its file; ages of 100 and over together."""
    counts = np.zeros((2, 101))
    for age, row in enumerate(_rows(f"pyramiden/pyramide_{year}.csv")):
        for sex, name in enumerate(("frauen", "maenner")):
            columns = (row[f"{name}_deutsch"], row[f"{name}_nichtdeutsch"])
            counts[sex, min(age, 100)] += sum(int(value or 0) for value in columns)
    return from_single_years(year, counts)


def published_groups(year: int) -> PopulationTable:
    """Main residences of a year in the six groups of the city's own table."""
    row = next(r for r in _rows("nach_altersgruppe.csv") if int(r["jahr"]) == year)
    columns = ("bis_18", "bis_30", "bis_40", "bis_50", "bis_60", "ueber_60")
    return PopulationTable(year, PUBLISHED_GROUPS, tuple(float(row[name]) for name in columns))


def grouped(of: PopulationTable) -> tuple[float, ...]:
    """A table in the groups of the city's own table."""
    found = regroup(of, PUBLISHED_GROUPS)
    assert found is not None
    return found.totals


def restored_2020() -> PopulationTable:
    """The end of 2020 by single year, as its file holds something else.

    Each birth year lies halfway between its counts of 2019 and 2021; then the published age
    groups of 2020 are met exactly.
    """
    before, after = single_years(table(2019)), single_years(table(2021))
    counts = after.copy()
    counts[:, 0] = after[:, 1]
    counts[:, 1:-1] = (before[:, :-2] + after[:, 2:]) / 2
    counts[:, -1] = (before[:, -1] + after[:, -1]) / 2
    rough = grouped(from_single_years(2020, counts))
    ends = (*PUBLISHED_GROUPS[1:], 101)
    for low, high, right, wrong in zip(
        PUBLISHED_GROUPS, ends, published_groups(2020).totals, rough, strict=True
    ):
        counts[:, low:high] *= right / wrong
    return from_single_years(2020, counts, approximate=True)


def movements() -> list[Movements]:
    """Births, deaths, arrivals and departures of 1995 to 2025."""
    moves = {row["jahr"]: row for row in _rows("zu_und_wegzug.csv")}
    return [
        Movements(
            int(row["jahr"]),
            births=float(row["geburten"]),
            deaths=float(row["sterbefaelle"]),
            arrivals=float(moves[row["jahr"]]["zuzug"]),
            departures=float(moves[row["jahr"]]["wegzug"]),
        )
        for row in _rows("natuerliche_entwicklung.csv")
    ]


CHOSEN = (2000, 2010, 2020)
"""The window chosen before anything was calculated."""

OTHERS = (
    (2000, 2010, 2019),
    (2000, 2010, 2021),
    (1995, 2000, 2010),
    (2009, 2014, 2024),
    (2010, 2015, 2025),
    (2000, 2010, 2015),
    (2009, 2019, 2024),
    (2000, 2010, 2025),
    (1995, 2000, 2019),
)
"""About ten years by the tables that count main residences; then shorter and longer ones."""


def report(older: int, base: int, target: int) -> Report:
    """The back-test at one window."""
    truth = restored_2020() if target == 2020 else table(target)
    return back_test(table(older), table(base), truth, movements())


def published_report() -> Report:
    """The chosen window in the age groups the city itself published for 2020."""
    older, base, target = CHOSEN
    return back_test(
        table(older), table(base), published_groups(target), movements(), PUBLISHED_GROUPS
    )


if __name__ == "__main__":
    found = [report(*CHOSEN), *(report(*window) for window in OTHERS)]
    print(markdown(found))
    print(markdown([published_report()]))
    for one in found:
        low, high = one.band
        print(one.older, one.base, one.target, f"{low:.0f} {sum(one.truth):.0f} {high:.0f}")
