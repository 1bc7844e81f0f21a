"""Figures of the districts: population by age group, and series of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import district_ages, district_indicators, district_series


@dataclass(frozen=True)
class AgeRow:
    """People of a district from `lower` to `upper` years, both included; None without an end."""

    district: str
    lower: int
    upper: int | None
    population: int


@dataclass(frozen=True)
class IndicatorRow:
    """What an indicator is called and measured in."""

    id: str
    title: str
    unit: str
    topic: str


AGES = [getattr(district_ages.c, name) for name in AgeRow.__dataclass_fields__]
INDICATORS = [getattr(district_indicators.c, name) for name in IndicatorRow.__dataclass_fields__]


def replace_district_ages(connection: Connection, groups: Iterable[Mapping[str, Any]]) -> None:
    """New populations by age group in the place of the old; a group has the fields of AgeRow."""
    connection.execute(district_ages.delete())
    rows = [dict(group) for group in groups]
    if rows:
        connection.execute(district_ages.insert(), rows)


def ages_of_district(connection: Connection, district: str) -> list[AgeRow]:
    """The age groups of a district (key of five digits), the youngest first."""
    query = sa.select(*AGES).where(district_ages.c.district == district)
    return [AgeRow(*row) for row in connection.execute(query.order_by(district_ages.c.lower))]


def replace_district_series(
    connection: Connection,
    indicators: Iterable[IndicatorRow],
    series: Iterable[tuple[str, str, Mapping[int, float]]],
) -> None:
    """New series in the place of the old: indicator, district, value by year."""
    connection.execute(district_series.delete())
    connection.execute(district_indicators.delete())
    meanings = [indicator.__dict__ for indicator in indicators]
    rows = [
        {"indicator": indicator, "district": district, "by_year": _as_json(by_year)}
        for indicator, district, by_year in series
    ]
    if meanings:
        connection.execute(district_indicators.insert(), meanings)
    if rows:
        connection.execute(district_series.insert(), rows)


def all_indicators(connection: Connection) -> dict[str, IndicatorRow]:
    """The indicators by id."""
    return {row[0]: IndicatorRow(*row) for row in connection.execute(sa.select(*INDICATORS))}


def series_of_district(connection: Connection, district: str) -> dict[str, dict[int, float]]:
    """By indicator the values of a district by year."""
    query = sa.select(district_series.c.indicator, district_series.c.by_year)
    rows = connection.execute(query.where(district_series.c.district == district))
    return {indicator: _by_year(values) for indicator, values in rows}


def series_of_indicator(connection: Connection, indicator: str) -> dict[str, dict[int, float]]:
    """By district the values of an indicator by year."""
    query = sa.select(district_series.c.district, district_series.c.by_year)
    rows = connection.execute(query.where(district_series.c.indicator == indicator))
    return {district: _by_year(values) for district, values in rows}


def _as_json(by_year: Mapping[int, float]) -> dict[str, float]:
    return {str(year): value for year, value in by_year.items()}


def _by_year(values: Mapping[str, float]) -> dict[int, float]:
    return {int(year): value for year, value in values.items()}
