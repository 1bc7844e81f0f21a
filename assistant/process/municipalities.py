"""The register between parser, store and search: what an import changes, and the places by name."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.profile import districts, register
from assistant.profile.districts import DistrictAges, DistrictIndicators
from assistant.profile.register import Register
from assistant.profile.search import Match, PlaceIndex
from assistant.profile.territory import Course, Point, course
from assistant.store.districts import (
    IndicatorRow,
    replace_district_ages,
    replace_district_series,
)
from assistant.store.imports import Import, add_import, current_imports, newest_import
from assistant.store.municipalities import (
    Municipality,
    PopulationRow,
    add_history,
    all_municipalities,
    history_of,
    register_days,
    replace_history,
    replace_municipalities,
)

REGISTER = "register"
DISTRICT_AGES = "district_ages"
DISTRICT_INDICATORS = "district_indicators"


@dataclass(frozen=True)
class RegisterImport:
    """What an import of the register did: an older one only adds to the history."""

    is_current: bool
    current_state: datetime.date


class Municipalities:
    """The register in memory, ready to be searched; read again when there was an import.

    Threads may share it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: tuple[int | None, PlaceIndex[Municipality]] = (None, PlaceIndex(()))

    def index(self, connection: Connection) -> PlaceIndex[Municipality]:
        """The places of the register as of this connection; empty without a register."""
        newest = newest_import(connection, REGISTER)
        if self._read[0] == newest:
            return self._read[1]
        with self._lock:
            if self._read[0] != newest:
                self._read = (newest, PlaceIndex(all_municipalities(connection)))
            return self._read[1]

    def search(
        self, connection: Connection, text: str, limit: int = 10
    ) -> list[Match[Municipality]]:
        """The places that a text may mean, best first."""
        return self.index(connection).search(text, limit)

    def named(
        self, connection: Connection, text: str, type: str | None = None
    ) -> list[Municipality]:
        """The places that a text names itself: none, the one, or those to choose from."""
        return self.index(connection).named(text, type)


def import_register(connection: Connection, read: Register, file: str) -> RegisterImport:
    """Stores a register. The newest state is the one in use; each adds to the history."""
    states = _states(connection)
    is_current = not states or read.state >= max(states)
    if is_current:
        replace_municipalities(connection, (entry.__dict__ for entry in read.entries))
    replace_history(connection, read.population_at, _history(read))
    add_history(
        connection, (PopulationRow(row.ags, row.at, row.population) for row in read.earlier)
    )
    count = len(read.of_type("municipality"))
    _record(connection, REGISTER, file, register.SOURCE, read.state, count)
    return RegisterImport(is_current, max([*states, read.state]))


def import_district_ages(connection: Connection, read: DistrictAges, file: str) -> None:
    """Stores the districts' population by age group in the place of what was there."""
    replace_district_ages(connection, (group.__dict__ for group in read.groups))
    source = districts.AGES_SOURCE
    _record(connection, DISTRICT_AGES, file, source, read.at, read.districts)


def import_district_indicators(connection: Connection, read: DistrictIndicators, file: str) -> None:
    """Stores the districts' indicators in the place of what was there."""
    replace_district_series(
        connection,
        (IndicatorRow(one.id, one.title, one.unit, one.topic) for one in read.indicators),
        ((one.indicator, one.district, dict(one.values)) for one in read.series),
    )
    state = datetime.date(read.last_year, 12, 31)
    source = districts.INDICATORS_SOURCE
    _record(connection, DISTRICT_INDICATORS, file, source, state, read.districts)


def course_of(connection: Connection, ags: str) -> Course:
    """The populations under a key over the states imported, with what breaks the comparison."""
    points = [
        Point(row.at, row.population, row.area, row.census) for row in history_of(connection, ags)
    ]
    return course(points, register_days(connection))


def _history(read: Register) -> Iterator[PopulationRow]:
    for entry in read.entries:
        yield PopulationRow(
            entry.ags, read.population_at, entry.population, entry.area, read.census
        )


def _states(connection: Connection) -> list[datetime.date]:
    done = current_imports(connection)
    return [one.state for one in done if one.kind == REGISTER and one.state is not None]


def _record(
    connection: Connection,
    kind: str,
    file: str,
    source: str,
    state: datetime.date | None,
    count: int,
) -> None:
    now = datetime.datetime.now(datetime.timezone.utc)
    add_import(connection, Import(kind, file, source, state, count, now))
