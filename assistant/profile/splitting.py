"""A population table as an array of single years by sex, and back.

Groups are split, and missing sexes told apart, by the stationary population of the model life
table: exact for each group's sum, an approximation within it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.profile.population import PopulationTable
from assistant.profile.schedules import AGES, OPEN_AGE, Array, stationary_population

WIDEST_GROUP = 5
LAST_OPEN_BOUND = 75


def can_split(table: PopulationTable) -> bool:
    """Whether no group is wider than five years and the open one begins at 75 or later."""
    narrow = all(high - low <= WIDEST_GROUP for low, high in pairwise(table.bounds))
    return narrow and table.bounds[-1] >= LAST_OPEN_BOUND


def is_split_exact(table: PopulationTable) -> bool:
    """Whether the table has single years up to its open group, and the sexes."""
    single = all(high - low == 1 for low, high in pairwise(table.bounds))
    return table.by_sex and single and table.bounds[-1] >= 90


def single_years(table: PopulationTable) -> Array:
    """Women and men by single years 0 to `OPEN_AGE` and older, shape (2, AGES)."""
    if not can_split(table):
        raise ValueError("These age groups are too wide to be split.")
    bounds = [min(low, OPEN_AGE) for low in table.bounds if low <= OPEN_AGE]
    group = np.searchsorted(bounds, np.arange(AGES), side="right") - 1
    # Groups beyond the open age are added to it.
    columns = np.array([table.women, table.men] if table.by_sex else [table.totals], dtype=float)
    counts = columns[:, : len(bounds)].copy()
    counts[:, -1] += columns[:, len(bounds) :].sum(axis=1)
    model = stationary_population()
    if table.by_sex:
        sums = np.add.reduceat(model, bounds, axis=1)
        return np.asarray(model / sums[:, group] * counts[:, group])
    sums = np.add.reduceat(model.sum(axis=0), bounds)
    return np.asarray(model / sums[group] * counts[0, group])


def from_single_years(year: int, counts: Array, approximate: bool = False) -> PopulationTable:
    """A table of single years by sex from an array of shape (2, AGES)."""
    women, men = (tuple(float(c) for c in row) for row in counts)
    totals = tuple(float(c) for c in counts.sum(axis=0))
    return PopulationTable(year, tuple(range(AGES)), totals, women, men, approximate)


@dataclass(frozen=True)
class Between:
    """Two populations by single years, for the years between them; outside, the nearer one."""

    older_year: int
    newer_year: int
    older: Array
    newer: Array

    def at(self, year: int) -> Array:
        """The population at the end of a year, linear per age."""
        span = self.newer_year - self.older_year
        share = min(max((year - self.older_year) / span, 0.0), 1.0) if span else 1.0
        return (1 - share) * self.older + share * self.newer


def between_tables(older: PopulationTable, newer: PopulationTable) -> Between:
    """Both tables by single years; they may be the same one."""
    start = single_years(older)
    return Between(older.year, newer.year, start, start if older is newer else single_years(newer))
