"""Age groups of a table made into a row without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.profile.own_data.age_labels import Ages

OPEN_FROM = 89
"""A table that ends at this age or later is taken to hold the older ones in its last row."""
WIDEST_GAP = 5
"""Registers leave out ages that nobody has; wider gaps below `GAPS_FROM` are something else."""
GAPS_FROM = 85


def finest(groups: Iterable[Ages]) -> tuple[list[Ages], list[Ages]]:
    """The narrowest groups in order, and the subtotals that these fill exactly."""
    known = sorted(set(groups), key=lambda one: (one.low, one.end))
    sums = [one for one in known if _filled(one, known)]
    return [one for one in known if one not in sums], sums


def parts_of(whole: Ages, groups: Sequence[Ages]) -> list[Ages] | None:
    """The groups that together are the whole, None where they do not fill it."""
    inside = [one for one in groups if whole.low <= one.low and one.end <= whole.end]
    fits = bool(inside) and inside[0].low == whole.low and inside[-1].end == whole.end
    joined = all(a.end == b.low for a, b in pairwise(inside))
    return inside if fits and joined else None


def overlap(groups: Sequence[Ages]) -> tuple[Ages, Ages] | None:
    """The first two neighbours that share ages."""
    return next(((a, b) for a, b in pairwise(groups) if a.end > b.low), None)


def split_by_remainder(groups: Sequence[Ages]) -> tuple[Ages, Ages, Ages] | None:
    """A group, one within it that shares its end, and the remainder: 65+, 80+, so 65 to 79."""
    for whole in groups:
        for part in groups:
            if part != whole and whole.low < part.low and part.end == whole.end:
                return whole, part, Ages(whole.low, part.low - 1)
            if part != whole and whole.low == part.low and part.end < whole.end:
                return whole, part, Ages(part.end, whole.high)
    return None


def gaps(groups: Sequence[Ages]) -> list[Ages]:
    """The ages missing between the groups and before the first."""
    found = [Ages(0, groups[0].low - 1)] if groups and groups[0].low > 0 else []
    found += [Ages(a.end, b.low - 1) for a, b in pairwise(groups) if a.end < b.low]
    return found


def is_left_out(gap: Ages, groups: Sequence[Ages]) -> bool:
    """Whether a gap is one of ages that nobody has, in a table of single years."""
    single = sum(one.width == 1 for one in groups)
    narrow = (gap.width or 0) <= WIDEST_GAP or gap.low >= GAPS_FROM
    return single > len(groups) / 2 and narrow


def _filled(whole: Ages, groups: Sequence[Ages]) -> bool:
    """Whether other groups fill it without gap or overlap."""
    reached = {whole.low}
    for one in groups:
        if one != whole and one.low in reached and one.end <= whole.end and one.low >= whole.low:
            reached.add(one.end)
    return whole.end in reached and any(
        one != whole and one.low == whole.low and one.end < whole.end for one in groups
    )
