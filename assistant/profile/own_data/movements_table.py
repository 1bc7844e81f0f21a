"""Counts of births, deaths, arrivals and departures made into one record for each year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.numbers import format_number
from assistant.profile.own_data.age_groups import finest, overlap
from assistant.profile.own_data.age_labels import EVERY_AGE, Ages, settled
from assistant.profile.own_data.observations import Observation
from assistant.profile.own_data.result import Notes
from assistant.profile.own_data.shares import Figure, figures
from assistant.profile.own_data.words import EVENT_NAMES, Event, Group
from assistant.profile.rates import AgeCount, Movements

_Key = tuple[Event, int, Ages, Group]


@dataclass(frozen=True)
class _Events:
    """One event in one year."""

    count: float | None = None
    by_age: tuple[AgeCount, ...] = ()


def movements(observations: Sequence[Observation], notes: Notes) -> tuple[Movements, ...]:
    """One record for each year that has any figure."""
    known = [one for one in observations if one.facts.event and one.facts.year]
    bounds = {
        event: settled(o.facts.ages for o in known if o.facts.event == event and o.facts.ages)
        for event in EVENT_NAMES
    }

    def key(one: Observation) -> _Key:
        facts = one.facts
        assert facts.event is not None and facts.year is not None
        ages = bounds[facts.event][facts.ages] if facts.ages else EVERY_AGE
        # Where it is not sure who belongs to a group, it stays as it is named.
        return facts.event, facts.year, ages or facts.ages or EVERY_AGE, facts.sex or "all"

    def say(one: Observation) -> str:
        return f"{EVENT_NAMES[key(one)[0]]} {one.facts.year}"

    found = figures(known, key, say, notes)
    years = sorted({year for _, year, _, _ in found})
    made = []
    for year in years:
        events = {event: _events(event, year, found, notes) for event in EVENT_NAMES}
        if all(one.count is None and not one.by_age for one in events.values()):
            continue
        made.append(
            Movements(
                year,
                births=events["births"].count,
                deaths=events["deaths"].count,
                arrivals=events["arrivals"].count,
                departures=events["departures"].count,
                births_by_age=events["births"].by_age,
                deaths_by_age=events["deaths"].by_age,
                arrivals_by_age=events["arrivals"].by_age,
                departures_by_age=events["departures"].by_age,
            )
        )
    _say_missing(made, notes)
    return tuple(made)


def _events(event: Event, year: int, found: dict[_Key, Figure], notes: Notes) -> _Events:
    cells = {
        (ages, sex): figure
        for (kind, when, ages, sex), figure in found.items()
        if (kind, when) == (event, year)
    }
    whole = _both_sexes(cells, EVERY_AGE)
    groups, _ = finest(ages for ages, _ in cells if ages != EVERY_AGE)
    if not groups:
        return _Events(whole)
    first = next(iter(cells.values())).first
    name = f"{EVENT_NAMES[event]} {year}"
    if overlap(groups):
        a, b = overlap(groups) or groups[:2]
        text = f"{name}: Die Altersgruppen „{a}“ und „{b}“ überschneiden sich."
        notes.error(text, first.row, first.column, same=f"overlap {event}")
        return _Events(whole)
    counts = [_both_sexes(cells, ages) for ages in groups]
    missing = [at for at, count in enumerate(counts) if count is None]
    known = sum(count or 0.0 for count in counts)
    if len(missing) == 1 and whole is not None and whole >= known:
        counts[missing[0]] = whole - known
    elif missing and len(missing) < len(counts):
        notes.hint(
            f"{name}: Bei {len(missing)} von {len(counts)} Altersgruppen fehlt die Zahl; das Alter "
            "bleibt in diesem Jahr außer Acht.",
            first.row,
            first.column,
            same=f"ages of {event}",
        )
        return _Events(whole)
    elif missing:
        return _Events(whole)
    by_age = tuple(
        AgeCount(ages.low, ages.high, count or 0.0)
        for ages, count in zip(groups, counts, strict=True)
    )
    total = sum(one.count for one in by_age)
    if whole is not None and abs(whole - total) > 0.5:
        notes.hint(
            f"{name}: Als Summe steht dort {format_number(whole)}, die Altersgruppen ergeben "
            f"{format_number(total)}. Gerechnet wird ohne das Alter.",
            first.row,
            first.column,
            same=f"sum of {event}",
        )
        return _Events(whole)
    return _Events(total, by_age)


def _both_sexes(cells: dict[tuple[Ages, Group], Figure], ages: Ages) -> float | None:
    """The count of all: as given, else women and men together."""
    if (ages, "all") in cells and cells[ages, "all"].value is not None:
        return cells[ages, "all"].value
    parts = [cells[ages, sex].value for sex in ("women", "men") if (ages, sex) in cells]
    known = [part for part in parts if part is not None]
    if len(known) < 2:
        return None
    other = cells[ages, "other"].value if (ages, "other") in cells else None
    return sum(known) + (other or 0.0)


def _say_missing(made: Sequence[Movements], notes: Notes) -> None:
    """Names the events that no year has."""
    if not made:
        return
    names = [
        name
        for event, name in EVENT_NAMES.items()
        if all(getattr(one, event) is None and not getattr(one, f"{event}_by_age") for one in made)
    ]
    if names:
        listed = " und ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        notes.hint(f"Nicht enthalten sind {listed}. Sie können auch später hinzukommen.")
    elif any(getattr(one, event) is None for one in made for event in EVENT_NAMES):
        years = [str(one.year) for one in made if any(getattr(one, e) is None for e in EVENT_NAMES)]
        more = " und weitere" if len(years) > 5 else ""
        notes.hint(f"Nicht alle vier Zahlen gibt es für {', '.join(years[:5])}{more}.")
