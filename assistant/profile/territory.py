"""The course of a population over several states of the register, with mergers told from growth.

The same key in two states does not mean the same place: a town that takes in a neighbour keeps
its key, and its population jumps with its area. A new key begins a new course.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

# New surveys change areas by a percent or so (ALKIS, from 2014 on); a merger changes more.
AREA_SHARE = 0.02
AREA_LEAST = 0.5


@dataclass(frozen=True)
class Point:
    """The population on a day, with the area in square kilometres and the year of the census.

    Area and census are None where the source does not say them.
    """

    at: datetime.date
    population: int
    area: float | None = None
    census: int | None = None


@dataclass(frozen=True)
class Break:
    """Between two points the figures do not compare; `reason` is `territory` or `census`."""

    before: datetime.date
    after: datetime.date
    reason: str


@dataclass(frozen=True)
class Course:
    """Points in order with what breaks them.

    `new_since` is set when an earlier register does not know the key: the municipality came from
    a merger or changed its district.
    """

    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    new_since: datetime.date | None = None

    def growth(self, before: datetime.date, after: datetime.date) -> float | None:
        """The change as a share (0.05 for five percent).

        None when a point is missing, when one lies across a break, or when there was nobody.
        """
        found = {point.at: point.population for point in self.points}
        if before not in found or after not in found or not found[before]:
            return None
        if any(before < gap.after and gap.before < after for gap in self.breaks):
            return None
        return found[after] / found[before] - 1

    def is_checked(self, before: datetime.date, after: datetime.date) -> bool:
        """Whether the area of both days is known, so that a merger would have shown."""
        measured = {point.at for point in self.points if point.area is not None}
        return {before, after} <= measured


def course(points: Sequence[Point], registers: Collection[datetime.date] = ()) -> Course:
    """The course of one key; `registers` are the days of population of the whole registers."""
    ordered = sorted(points, key=lambda point: point.at)
    measured = [point for point in ordered if point.area is not None]
    counted = [point for point in ordered if point.census is not None]
    breaks = [Break(a.at, b.at, "territory") for a, b in pairwise(measured) if _other_area(a, b)]
    breaks += [Break(a.at, b.at, "census") for a, b in pairwise(counted) if a.census != b.census]
    first = ordered[0].at if ordered else None
    is_new = first is not None and any(day < first for day in registers)
    return Course(
        points=tuple(ordered),
        breaks=tuple(sorted(breaks, key=lambda gap: (gap.before, gap.reason))),
        new_since=first if is_new else None,
    )


def _other_area(a: Point, b: Point) -> bool:
    if a.area is None or b.area is None:
        return False
    change = abs(b.area - a.area)
    return change > AREA_LEAST and change > AREA_SHARE * a.area
