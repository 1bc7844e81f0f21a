"""What others chose, as numbers that give nobody away.

Two rules. Counted is only over fixed groups that do not overlap (kind of municipality and three
sizes), and only over one's own group; nobody can choose another or narrow it. And a breakdown of a
group is shown only when each of its parts is empty or has at least five municipalities. So neither
a number nor a difference of two numbers ever speaks of fewer than five.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.exchange.model import Traits

FEWEST = 5
MEDIUM_FROM, LARGE_FROM = 2, 4
"""Classes of `model.SIZES`: from 5,000 and from 20,000 inhabitants."""
GROUPS: Mapping[str, str] = {
    "municipality.small": "Gemeinden unter 5.000 Einwohnern",
    "municipality.medium": "Gemeinden mit 5.000 bis 20.000 Einwohnern",
    "municipality.large": "Gemeinden ab 20.000 Einwohnern",
    "municipality.unknown": "Gemeinden ohne Angabe der Größe",
    "district": "Landkreise",
    "quarter": "Stadt- und Ortsteile",
    "association": "Gemeindeverbände",
}


# One municipality's methods by id: whether it would use them again; None where unsaid.
Chosen = Mapping[str, bool | None]


class Tally:
    """How many of a group chose which method; municipalities come and go."""

    def __init__(self, group: Iterable[Chosen] = ()) -> None:
        self.of = 0
        self.said: dict[bool | None, Counter[str]] = {
            True: Counter(),
            False: Counter(),
            None: Counter(),
        }
        for chosen in group:
            self.add(chosen)

    def add(self, chosen: Chosen, by: int = 1) -> None:
        """One municipality more; with -1 one less."""
        self.of += by
        for method, again in chosen.items():
            self.said[again][method] += by


@dataclass(frozen=True)
class Count:
    """A method chosen by `count` of the group; again and not only where both may be told."""

    method: str
    count: int
    again: int | None = None
    not_again: int | None = None


@dataclass(frozen=True)
class Counts:
    """What a group chose; `of` is None where there are too few to say anything."""

    of: int | None
    methods: tuple[Count, ...] = ()


def group_of(traits: Traits) -> str:
    """The one group that a municipality belongs to."""
    if traits.type != "municipality":
        return traits.type if traits.type in GROUPS else "municipality.unknown"
    if traits.size is None:
        return "municipality.unknown"
    if traits.size < MEDIUM_FROM:
        return "municipality.small"
    return "municipality.medium" if traits.size < LARGE_FROM else "municipality.large"


def may_be_told(parts: Iterable[int]) -> bool:
    """Whether a breakdown may be shown: every part is empty or has at least five."""
    return all(part == 0 or part >= FEWEST for part in parts)


def counts(tally: Tally, own: Chosen | None = None) -> Counts:
    """What may be told of a group to one of it (`own`, who is not counted) or to somebody else."""
    of = tally.of - (own is not None)
    if of < FEWEST:
        return Counts(None)
    told = []
    for method in set().union(*tally.said.values()):
        parts = {
            again: said[method] - (own is not None and method in own and own[method] is again)
            for again, said in tally.said.items()
        }
        chosen = sum(parts.values())
        if chosen and may_be_told((chosen, of - chosen)):
            open_to_all = may_be_told(parts.values()) and bool(parts[True] or parts[False])
            again, not_again = (parts[True], parts[False]) if open_to_all else (None, None)
            told.append(Count(method, chosen, again, not_again))
    return Counts(of, tuple(sorted(told, key=lambda one: (-one.count, one.method))))
