"""Tables of people and movements as JSON and back, without loss; readings as the web shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.profile.own_data.result import Reading
from assistant.profile.population import PopulationTable
from assistant.profile.rates import AgeCount, Movements

QUANTITIES = ("births", "deaths", "arrivals", "departures")


def population_data(table: PopulationTable) -> dict[str, Any]:
    """A table of people as JSON."""
    return {
        "year": table.year,
        "bounds": list(table.bounds),
        "totals": list(table.totals),
        "women": None if table.women is None else list(table.women),
        "men": None if table.men is None else list(table.men),
        "approximate": table.approximate,
    }


def population_of(data: Mapping[str, Any]) -> PopulationTable:
    """The table that `population_data` was made of. Raises ValueError where it is none."""
    return PopulationTable(
        year=data["year"],
        bounds=tuple(data["bounds"]),
        totals=tuple(data["totals"]),
        women=_column(data["women"]),
        men=_column(data["men"]),
        approximate=data["approximate"],
    )


def movements_data(movements: Movements) -> dict[str, Any]:
    """A year's movements as JSON; an age group is [low, high or null, count]."""
    data: dict[str, Any] = {"year": movements.year}
    for name in QUANTITIES:
        data[name] = getattr(movements, name)
        groups: Sequence[AgeCount] = getattr(movements, f"{name}_by_age")
        data[f"{name}_by_age"] = [[group.low, group.high, group.count] for group in groups]
    return data


def movements_of(data: Mapping[str, Any]) -> Movements:
    """The movements that `movements_data` was made of."""
    values: dict[str, Any] = {"year": data["year"]}
    for name in QUANTITIES:
        values[name] = data[name]
        values[f"{name}_by_age"] = tuple(AgeCount(*group) for group in data[f"{name}_by_age"])
    return Movements(**values)


def tables_data(reading: Reading) -> dict[str, Any]:
    """All tables of a reading as JSON; empty where there is nothing to take over."""
    if not reading.usable:
        return {}
    return {
        "population": [population_data(table) for table in reading.population],
        "movements": [movements_data(movements) for movements in reading.movements],
    }


def reading_data(reading: Reading) -> dict[str, Any]:
    """What was read as the contract shows it: the preview and the problems."""
    preview = reading.preview
    return {
        "preview": None
        if preview is None
        else {
            "columns": list(preview.columns),
            "rows": [list(row) for row in preview.rows],
            "years": list(preview.years),
            "totals": [
                {"year": total.year, "name": total.name, "value": total.value}
                for total in preview.totals
            ],
        },
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "text": problem.text,
                "severity": problem.severity,
            }
            for problem in reading.problems
        ],
    }


def _column(values: Sequence[float] | None) -> tuple[float, ...] | None:
    return None if values is None else tuple(values)
