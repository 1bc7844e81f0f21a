"""The official register of municipalities (GV-ISys) as plain data, from either of its layouts.

Municipalities as they stand there; districts, associations and states as entries of their own with
the sums of their municipalities. Unincorporated areas have no entry, but the sums of their
district and state count them, as the official figures do.
"""

from __future__ import annotations

import collections
import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from assistant.profile.place_names import (
    MUNICIPALITY_KINDS,
    UNINCORPORATED,
    association_name,
    district_name,
    municipality_name,
)
from assistant.profile.register_source import Area, Named, RegisterError, Source
from assistant.profile.register_table import read_table
from assistant.profile.register_workbook import read_workbook

SOURCE = "Statistische Ämter des Bundes und der Länder, Gemeindeverzeichnis GV-ISys"


@dataclass(frozen=True)
class Entry:
    """A municipality, district, association or state.

    `ags` is its official key: 8 digits, 5 for a district, 9 for an association (the beginning of
    its ARS), 2 for a state. `type` is `municipality`, `district`, `association` or `state`;
    `name` is for running text ("Grabow", "Landkreis Emsland"), `official_name` as in the register
    ("Grabow, Stadt"); `district` and `association` are keys; `area` in square kilometres;
    coordinates in degrees (WGS 84), for municipalities alone.
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
    postcode: str | None = None
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True)
class Earlier:
    """The population of a municipality on a day before that of the register."""

    ags: str
    at: datetime.date
    population: int


@dataclass(frozen=True)
class Register:
    """A register as read. `rows` and `rows_population` count the unincorporated areas too."""

    state: datetime.date
    population_at: datetime.date
    census: int | None
    entries: tuple[Entry, ...]
    earlier: tuple[Earlier, ...]
    rows: int
    rows_population: int

    def of_type(self, type: str) -> tuple[Entry, ...]:
        """The entries of one type."""
        return tuple(entry for entry in self.entries if entry.type == type)

    @property
    def population(self) -> int:
        """Inhabitants of all municipalities, without unincorporated areas."""
        return sum(entry.population for entry in self.of_type("municipality"))

    @property
    def ambiguous_names(self) -> int:
        """How many official names belong to more than one municipality."""
        names = collections.Counter(e.official_name for e in self.of_type("municipality"))
        return sum(count > 1 for count in names.values())


def read_register(file: BinaryIO, name: str) -> Register:
    """Reads the workbook (.xlsx, either layout) or the table (.csv) that `file` holds.

    `name` is the file's name. Raises RegisterError when it is not the register, is broken or is
    too large.
    """
    beginning = file.read(4)
    file.seek(0)
    looks_packed = beginning[:2] == b"PK" or beginning == b"\xd0\xcf\x11\xe0"
    if looks_packed or name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        source = read_workbook(file)
    else:
        source = read_table(file, name)
    return make_register(source)


def make_register(source: Source) -> Register:
    """Names, sums and entries from what a layout yielded. Raises RegisterError on a double key."""
    municipalities = [area for area in source.areas if area.code not in UNINCORPORATED]
    if not municipalities:
        raise RegisterError("In der Datei steht keine Gemeinde.")
    seen = collections.Counter(area.ags for area in municipalities)
    double = next((ags for ags, count in seen.items() if count > 1), None)
    if double:
        raise RegisterError(f"Der Gemeindeschlüssel {double} steht mehrmals in der Datei.")
    names = _Names(source)
    entries = _told_apart(names.municipality(area) for area in municipalities)
    entries += _sums(source.areas, 5, source.districts, names.district)
    entries += _sums(municipalities, 9, source.associations, names.association)
    entries += _sums(source.areas, 2, source.states, names.state)
    return Register(
        state=source.state,
        population_at=source.population_at,
        census=source.census,
        entries=tuple(entries),
        earlier=tuple(
            Earlier(area.ags, at, population)
            for area in municipalities
            for at, population in area.earlier
        ),
        rows=len(source.areas),
        rows_population=sum(area.population for area in source.areas),
    )


def _sums(
    areas: Iterable[Area], digits: int, wanted: Iterable[str], make: Callable[[str, Area], Entry]
) -> list[Entry]:
    """An entry for each key of that many digits, with the sums of its areas."""
    members: dict[str, list[Area]] = collections.defaultdict(list)
    for area in areas:
        members[area.ars[:digits]].append(area)
    return [make(key, _sum(members[key])) for key in wanted if members[key]]


def _sum(areas: list[Area]) -> Area:
    by_sex = all(area.men is not None and area.women is not None for area in areas)
    return Area(
        ars="",
        official_name="",
        code="",
        area=round(sum(area.area for area in areas), 2),
        population=sum(area.population for area in areas),
        men=sum(area.men or 0 for area in areas) if by_sex else None,
        women=sum(area.women or 0 for area in areas) if by_sex else None,
    )


def _told_apart(found: Iterator[Entry]) -> list[Entry]:
    """Two of one name in one district get what tells them apart behind their names."""
    entries = list(found)

    def crowded() -> set[tuple[str, str | None]]:
        counts = collections.Counter((entry.name, entry.district) for entry in entries)
        return {key for key, count in counts.items() if count > 1}

    better: tuple[Callable[[Entry], str], ...] = (
        lambda entry: entry.official_name,
        lambda entry: f"{entry.name} ({entry.association_name or entry.ags})",
    )
    for name_of in better:
        double = crowded()
        entries = [
            replace(entry, name=name_of(entry)) if (entry.name, entry.district) in double else entry
            for entry in entries
        ]
    return entries


class _Names:
    """Makes entries, with the names of the places they lie in."""

    def __init__(self, source: Source) -> None:
        self._states = source.states
        self._districts = {
            key: district_name(named.official_name, named.kind)
            for key, named in source.districts.items()
        }
        self._associations = {
            key: association_name(named.official_name, named.kind)
            for key, named in source.associations.items()
        }
        self._source = source

    def municipality(self, area: Area) -> Entry:
        district, association = area.ars[:5], area.ars[:9]
        has_district = district in self._districts
        has_association = association in self._associations
        return Entry(
            ags=area.ags,
            ars=area.ars,
            type="municipality",
            kind=MUNICIPALITY_KINDS.get(area.code, "Gemeinde"),
            name=municipality_name(area.official_name),
            official_name=area.official_name,
            district=district if has_district else None,
            district_name=self._districts.get(district),
            association=association if has_association else None,
            association_name=self._associations.get(association),
            state=area.ars[:2],
            state_name=self._states.get(area.ars[:2], ""),
            area=area.area,
            population=area.population,
            men=area.men,
            women=area.women,
            postcode=area.postcode,
            longitude=area.longitude,
            latitude=area.latitude,
        )

    def district(self, key: str, total: Area) -> Entry:
        named = self._source.districts[key]
        return self._entry(key, "district", named, self._districts[key], total)

    def association(self, key: str, total: Area) -> Entry:
        named = self._source.associations[key]
        entry = self._entry(key, "association", named, self._associations[key], total)
        district = key[:5] if key[:5] in self._districts else None
        return replace(entry, district=district, district_name=self._districts.get(key[:5]))

    def state(self, key: str, total: Area) -> Entry:
        return self._entry(key, "state", Named(self._states[key], "Land"), self._states[key], total)

    def _entry(self, key: str, type: str, named: Named, name: str, total: Area) -> Entry:
        return Entry(
            ags=key,
            ars=key,
            type=type,
            kind=named.kind,
            name=name,
            official_name=named.official_name,
            district=None,
            district_name=None,
            association=None,
            association_name=None,
            state=key[:2],
            state_name=self._states.get(key[:2], ""),
            area=total.area,
            population=total.population,
            men=total.men,
            women=total.women,
        )
