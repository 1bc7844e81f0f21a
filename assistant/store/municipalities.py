"""Rows of the register: municipalities, districts, associations, states, and earlier populations.

They belong to no process: an import replaces them, and nothing else changes them.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import municipalities, municipality_history


@dataclass(frozen=True, slots=True)
class Municipality:
    """An entry of the register; its `ags` has 8 digits, 5 for a district, 9 for an association, 2
    for a state.

    `type` is `municipality`, `district`, `association` or `state`; `district` and `association`
    are keys; `area` is in square kilometres; coordinates in degrees, for municipalities alone.
    """

    ags: str
    ars: str
    type: str
    kind: str
    name: str
    official_name: str
    district: str | None
    district_name: str | None
    association: str | None
    association_name: str | None
    state: str
    state_name: str
    area: float
    population: int
    men: int | None
    women: int | None
    postcode: str | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class PopulationRow:
    """The population under a key on a day; area (km²) and year of the census where known."""

    ags: str
    at: datetime.date
    population: int
    area: float | None = None
    census: int | None = None


COLUMNS = [getattr(municipalities.c, name) for name in Municipality.__dataclass_fields__]
HISTORY = [getattr(municipality_history.c, name) for name in PopulationRow.__dataclass_fields__]
OF_AGS: sa.BindParameter[str] = sa.bindparam("of_ags")
SELECT_ONE = sa.select(*COLUMNS).where(municipalities.c.ags == OF_AGS)
SELECT_HISTORY = (
    sa.select(*HISTORY)
    .where(municipality_history.c.ags == OF_AGS)
    .order_by(municipality_history.c.at)
)


def replace_municipalities(connection: Connection, entries: Iterable[Mapping[str, Any]]) -> None:
    """Puts a new register in the place of the old one; an entry has the fields of Municipality."""
    connection.execute(municipalities.delete())
    rows = [dict(entry) for entry in entries]
    if rows:
        connection.execute(municipalities.insert(), rows)


def find_municipality(connection: Connection, ags: str) -> Municipality | None:
    """The entry with that key."""
    row = connection.execute(SELECT_ONE, {"of_ags": ags}).one_or_none()
    return Municipality(*row) if row else None


def all_municipalities(connection: Connection) -> list[Municipality]:
    """Every entry of the register, in the order of keys."""
    rows = connection.execute(sa.select(*COLUMNS).order_by(municipalities.c.ags))
    return [Municipality(*row) for row in rows]


def similar_municipalities(
    connection: Connection, to: Municipality, share: float = 0.25, in_state: bool = False
) -> list[Municipality]:
    """Others of its type whose population is within that share, the nearest in size first."""
    size = municipalities.c.population
    query = sa.select(*COLUMNS).where(
        municipalities.c.type == to.type,
        municipalities.c.ags != to.ags,
        size.between(to.population * (1 - share), to.population * (1 + share)),
    )
    if in_state:
        query = query.where(municipalities.c.state == to.state)
    ordered = query.order_by(sa.func.abs(size - to.population), municipalities.c.ags)
    return [Municipality(*row) for row in connection.execute(ordered)]


def count_municipalities(connection: Connection) -> dict[str, int]:
    """How many entries of each type there are."""
    query = sa.select(municipalities.c.type, sa.func.count()).group_by(municipalities.c.type)
    return {row[0]: row[1] for row in connection.execute(query)}


def replace_history(
    connection: Connection, at: datetime.date, rows: Iterable[PopulationRow]
) -> None:
    """The populations of one day as a whole register has them, in the place of older ones."""
    connection.execute(municipality_history.delete().where(municipality_history.c.at == at))
    values = [row.__dict__ for row in rows]
    if values:
        connection.execute(municipality_history.insert(), values)


def add_history(connection: Connection, rows: Iterable[PopulationRow]) -> None:
    """Populations of days of which there is nothing yet; the others are left as they are."""
    days = set(connection.execute(sa.select(municipality_history.c.at).distinct()).scalars())
    values = [row.__dict__ for row in rows if row.at not in days]
    if values:
        connection.execute(municipality_history.insert(), values)


def register_days(connection: Connection) -> list[datetime.date]:
    """The days of which there is a whole register: it alone knows the areas."""
    query = sa.select(municipality_history.c.at).where(municipality_history.c.area.is_not(None))
    return sorted(connection.execute(query.distinct()).scalars())


def history_of(connection: Connection, ags: str) -> list[PopulationRow]:
    """The populations under a key, the oldest first."""
    return [PopulationRow(*r) for r in connection.execute(SELECT_HISTORY, {"of_ags": ags})]


def histories_of(connection: Connection, keys: Collection[str]) -> dict[str, list[PopulationRow]]:
    """The populations under each of some keys, the oldest first; keys without any are left out."""
    query = sa.select(*HISTORY).where(municipality_history.c.ags.in_(keys))
    found: dict[str, list[PopulationRow]] = {}
    for row in connection.execute(query.order_by(municipality_history.c.at)):
        found.setdefault(row[0], []).append(PopulationRow(*row))
    return found
