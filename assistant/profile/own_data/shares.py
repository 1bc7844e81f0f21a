"""Several counts of the same people: shares of them are summed, repetitions are refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.profile.own_data.observations import Observation
from assistant.profile.own_data.result import Notes
from assistant.profile.own_data.words import Share

K = TypeVar("K")


@dataclass(frozen=True)
class Figure:
    """One count after summing; None where it is not known. `first` is where it stands.

    It is not `sound` where the file says two things; that is noted then.
    """

    value: float | None
    first: Observation
    sound: bool = True


def figures(
    observations: Sequence[Observation],
    key: Callable[[Observation], K],
    say: Callable[[Observation], str],
    notes: Notes,
) -> dict[K, Figure]:
    """One figure for each key; `say` names it in German."""
    groups: dict[K, list[Observation]] = defaultdict(list)
    for one in observations:
        groups[key(one)].append(one)
    return {name: _one(found, say, notes) for name, found in groups.items()}


def _one(found: list[Observation], say: Callable[[Observation], str], notes: Notes) -> Figure:
    found = _whole_town(found)
    by_share: dict[Share | None, list[Observation]] = defaultdict(list)
    for one in found:
        by_share[one.facts.share].append(one)
    first = found[0]
    twice = next((ones for ones in by_share.values() if _repeats(ones)), None)
    if twice:
        _say_twice(twice, say, notes)
        return Figure(None, first, sound=False)
    sums = {share: _sum(ones, notes) for share, ones in by_share.items()}
    for share in (None, "main"):
        if share in sums:
            return Figure(sums[share], by_share[share][0])
    if "german" in sums and "foreign" in sums:
        notes.hint("Deutsche und Nichtdeutsche wurden zusammengezählt.", same="nationality")
        parts = [sums["german"], sums["foreign"]]
        known = [part for part in parts if part is not None]
        return Figure(sum(known) if known else None, first)
    if "both" in sums:
        notes.hint(
            "Die Zahlen enthalten auch Nebenwohnungen. Für die Bevölkerung zählt sonst nur die "
            "Hauptwohnung.",
            column=first.column,
            same="both",
        )
        return Figure(sums["both"], first)
    what = "Nebenwohnungen" if "second" in sums else "ein Teil der Bevölkerung"
    notes.error(
        f"Gezählt ist hier nur {what}. Erwartet werden alle Personen mit Hauptwohnung.",
        first.row,
        first.column,
        same="share",
    )
    return Figure(None, first, sound=False)


def _whole_town(found: list[Observation]) -> list[Observation]:
    """The counts of the whole town where they are known beside those of its quarters."""
    whole = [one for one in found if not one.part]
    return whole if whole and len(whole) < len(found) else found


def _repeats(found: list[Observation]) -> bool:
    """Whether counts of the same people stand there more than once, and not for quarters."""
    parts = {one.part for one in found}
    return len(found) > 1 and ("" in parts or len(parts) < len(found))


def _say_twice(found: list[Observation], say: Callable[[Observation], str], notes: Notes) -> None:
    first, second = found[0], found[1]
    other = f"Zeile {first.row}" if first.row != second.row else f"in Spalte „{first.column}“"
    notes.error(
        f"{say(second)} steht noch einmal ({other}). Erwartet wird jede Angabe nur einmal.",
        second.row,
        second.column,
        same="twice",
    )


def _sum(found: list[Observation], notes: Notes) -> float | None:
    if len(found) > 1:
        notes.hint("Die Zahlen der Ortsteile wurden zusammengezählt.", same="parts")
    known = [one.value for one in found if one.value is not None]
    return sum(known) if known else None
