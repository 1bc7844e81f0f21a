"""Counts of people made into one population table for each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.language.numbers import format_number
from assistant.profile.own_data.age_groups import (
    OPEN_FROM,
    finest,
    gaps,
    is_left_out,
    overlap,
    parts_of,
    split_by_remainder,
)
from assistant.profile.own_data.age_labels import EVERY_AGE, Ages, settled
from assistant.profile.own_data.cells import is_secret
from assistant.profile.own_data.observations import Observation
from assistant.profile.own_data.population_columns import ColumnMaker, Columns
from assistant.profile.own_data.result import Notes
from assistant.profile.own_data.shares import Figure, figures
from assistant.profile.own_data.words import Group
from assistant.profile.population import PopulationTable

LARGEST_DIFFERENCE = 0.05
"""A sum in the file that differs by more is an error: rows are missing or counted twice."""

MOST_GROUPS = 200
MOST_WRONG_YEARS = 10
MOST_REMAINDERS = 10

GROUP_NAMES: dict[Group, str] = {
    "women": "Weiblich",
    "men": "Männlich",
    "other": "Divers",
    "all": "Insgesamt",
}

Cells = dict[tuple[Ages, Group], "float | None"]


def population_tables(
    observations: Sequence[Observation], notes: Notes
) -> tuple[PopulationTable, ...]:
    """A table for each year that can be made; what cannot is noted."""
    by_year: dict[int, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.facts.year is not None:
            by_year[one.facts.year].append(one)
    found: list[PopulationTable] = []
    for tried, (year, ones) in enumerate(sorted(by_year.items())):
        table = _table(year, ones, notes)
        if table is not None:
            found.append(table)
        # What is wrong in so many years is wrong in all; going on would only cost time.
        if tried - len(found) >= MOST_WRONG_YEARS:
            break
    return tuple(found)


def _table(year: int, observations: list[Observation], notes: Notes) -> PopulationTable | None:
    bounds = settled(one.facts.ages for one in observations if one.facts.ages)
    unsure = [one for one in observations if one.facts.ages and bounds[one.facts.ages] is None]
    if unsure:
        notes.error(
            "Bei Altersgruppen wie „bis 18“, „bis 30“ ist nicht klar, wer dazugehört. Bitte "
            "schreiben Sie „0 bis 17“, „18 bis 29“ und so weiter.",
            unsure[0].row,
            unsure[0].column,
            same="until",
        )
        return None

    def key(one: Observation) -> tuple[Ages, Group]:
        ages = bounds[one.facts.ages] if one.facts.ages else None
        return ages or EVERY_AGE, one.facts.sex or "all"

    def say(one: Observation) -> str:
        ages, sex = key(one)
        return f"Alter {ages}, {GROUP_NAMES[sex]}, {year}"

    found = figures(observations, key, say, notes)
    if not all(figure.sound for figure in found.values()):
        return None
    first = next(iter(found.values())).first
    cells: Cells = {name: figure.value for name, figure in found.items()}
    wholes = {sex: figure for (ages, sex), figure in found.items() if ages == EVERY_AGE}
    sums_of = {sex: figure.value for sex, figure in wholes.items()}
    cells = {name: value for name, value in cells.items() if name[0] != EVERY_AGE}
    if len({ages for ages, _ in cells}) > MOST_GROUPS:
        notes.error(f"{year}: Es sind mehr als {MOST_GROUPS} Altersgruppen.", first.row)
        return None
    if not cells:
        notes.error(
            "In der Tabelle gibt es keine Altersgruppen. Erwartet wird eine Spalte „Alter“, zum "
            "Beispiel mit „0“, „1“, „2“ oder „0 bis 5“, „6 bis 17“.",
            first.row,
            same="no ages",
        )
        return None
    groups, sums = finest(ages for ages, _ in cells)
    if overlap(groups):
        groups = _by_remainder(groups, cells)
    if not _complete(year, groups, cells, first.row, notes):
        return None
    unknown = any(is_secret(figure.first.count) for figure in found.values())
    columns = ColumnMaker(year, groups, cells, sums_of, notes).make(first.row, unknown)
    if columns is None:
        return None
    _check_sums(year, groups, sums, found, columns, notes)
    bounds_found = tuple(one.low for one in groups)
    return PopulationTable(
        year, bounds_found, columns.totals, columns.women, columns.men, columns.approximate
    )


def _by_remainder(groups: list[Ages], cells: Cells) -> list[Ages]:
    """Groups within wider ones, and what remains of these: 65+ and 80+ give 65 to 79."""
    for _ in range(MOST_REMAINDERS):
        found = split_by_remainder(groups)
        if found is None:
            break
        whole, part, rest = found
        for sex in GROUP_NAMES:
            total, inner = cells.get((whole, sex)), cells.get((part, sex))
            if (whole, sex) in cells or (part, sex) in cells:
                known = total is not None and inner is not None and total >= inner
                cells.setdefault((rest, sex), total - inner if known else None)  # type: ignore[operator]
        groups = sorted({*groups, rest} - {whole}, key=lambda one: (one.low, one.end))
    return groups


def _complete(year: int, groups: list[Ages], cells: Cells, row: int, notes: Notes) -> bool:
    """Whether the groups reach from 0 to the oldest; ages left out are filled with nobody."""
    shared = overlap(groups)
    if shared:
        notes.error(
            f"{year}: Die Altersgruppen „{shared[0]}“ und „{shared[1]}“ überschneiden sich.",
            row,
            same=f"overlap {shared}",
        )
        return False
    missing = gaps(groups)
    left_out = [gap for gap in missing if is_left_out(gap, groups)]
    wrong = [gap for gap in missing if gap not in left_out]
    if wrong:
        names = ", ".join(str(gap) for gap in wrong[:5])
        notes.error(
            f"{year}: Es fehlen die Alter {names}. Erwartet werden alle Altersgruppen von 0 an.",
            row,
            same=f"gap {names}",
        )
        return False
    if left_out:
        names = ", ".join(str(gap) for gap in left_out[:5])
        more = " und weitere" if len(left_out) > 5 else ""
        text = f"Ohne eigene Zeile sind die Alter {names}{more}; gezählt wird dort niemand."
        notes.hint(f"{year}: {text}", row, same=f"left out {names}")
        sexes = {sex for _, sex in cells}
        for gap in left_out:
            cells.update(dict.fromkeys(((gap, sex) for sex in sexes), 0.0))
        groups[:] = sorted([*groups, *left_out], key=lambda one: one.low)
    last = groups[-1]
    if last.high is not None and last.high < OPEN_FROM:
        notes.error(
            f"{year}: Die Tabelle endet mit „{last}“. Erwartet wird zuletzt eine offene Gruppe, "
            f"zum Beispiel „{last.end} und älter“ (0, wenn dort niemand ist).",
            row,
            same=f"open {last}",
        )
        return False
    return True


def _check_sums(
    year: int,
    groups: list[Ages],
    sums: list[Ages],
    found: Mapping[tuple[Ages, Group], Figure],
    columns: Columns,
    notes: Notes,
) -> None:
    """Compares the sums in the file with what was counted."""
    for whole in (EVERY_AGE, *sums):
        parts = groups if whole == EVERY_AGE else parts_of(whole, groups) or []
        for sex, values in columns.by_group.items():
            figure = found.get((whole, sex))
            if parts and figure and figure.value is not None:
                counted = sum(v for one, v in zip(groups, values, strict=True) if one in parts)
                _compare(f"{year}, {whole}", sex, figure, counted, notes)


def _compare(name: str, sex: Group, figure: Figure, counted: float, notes: Notes) -> None:
    whole = figure.value or 0.0
    if abs(whole - counted) < 0.5:
        return
    sex_name = "" if sex == "all" else f", {GROUP_NAMES[sex]}"
    place = figure.first.row, figure.first.column
    text = (
        f"{name}{sex_name}: Als Summe steht dort {format_number(whole)}, die Altersgruppen ergeben "
        f"zusammen {format_number(counted)}."
    )
    if abs(whole - counted) > LARGEST_DIFFERENCE * max(whole, counted):
        notes.error(f"{text} Bitte prüfen Sie, ob eine Zeile fehlt oder doppelt ist.", *place)
    else:
        notes.hint(f"{text} Gerechnet wird mit den Altersgruppen.", *place)
