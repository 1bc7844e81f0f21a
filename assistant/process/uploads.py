"""The uploads of a process: kept when read, taken over when confirmed, asked for by others.

Several files stand side by side. What is taken over later replaces the same year: of people the
whole table, of movements only the quantities that the later file knows (births and arrivals often
come from different offices). Everything taken over is kept, so that it can be undone by deleting.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy.engine import Connection

from assistant.language.date_forms import format_date
from assistant.process.refusals import WRITING_ROLES, ProcessGoneError, ReadOnlyError
from assistant.process.upload_reading import COAT_OF_ARMS, MOVEMENTS, POPULATION, UploadRead
from assistant.process.upload_words import taken_over
from assistant.profile import table_data
from assistant.profile.population import PopulationTable
from assistant.profile.rates import Movements
from assistant.store import uploads as rows
from assistant.store.processes import Member, find_process, touch_process
from assistant.store.uploads import Contents, Taken, Upload

T = TypeVar("T", PopulationTable, Movements)

MOST_UNCONFIRMED = 20
"""So many files are kept that were looked at and not taken over; older ones go."""
MOST_BYTES = 100 * 2**20
"""So much may be taken over by one process, in bytes of files."""


class UnknownUploadError(LookupError):
    """The process has no such upload."""


class UnusableUploadError(ValueError):
    """The upload cannot be taken over; the message says why in German."""


@dataclass(frozen=True)
class Confirmed(Generic[T]):
    """What is known of one year from the process's own files, and from which."""

    table: T
    source: str


@dataclass(frozen=True)
class Confirmation:
    """What was taken over, with a German sentence about it."""

    upload: Upload
    years: tuple[int, ...]
    text: str


def keep_upload(
    connection: Connection, member: Member, purpose: str, name: str, file: bytes, read: UploadRead
) -> Upload:
    """Stores what was read from a file; the file itself only where it can be taken over.

    Raises ReadOnlyError, ProcessGoneError, and UnusableUploadError when too much is kept already.
    """
    _begin(connection, member)
    if rows.confirmed_size(connection, member.process) + len(file) > MOST_BYTES:
        raise UnusableUploadError(
            "In diesem Vorhaben liegen schon sehr viele Dateien. Bitte löschen Sie zuerst einige, "
            "die Sie nicht mehr brauchen."
        )
    upload = Upload(
        id=str(uuid.uuid4()),
        member=member.id,
        purpose=purpose,
        name=name,
        media_type=read.media_type,
        size=len(file),
        sha256=hashlib.sha256(file).hexdigest(),
        reading=read.reading,
        at=_now(),
    )
    contents = Contents(file if read.usable else None, read.tables, read.picture)
    rows.add_upload(connection, member.process, upload, contents)
    rows.delete_unconfirmed_beyond(connection, member.process, MOST_UNCONFIRMED)
    return upload


def confirm_upload(connection: Connection, member: Member, upload: str) -> Confirmation:
    """Takes an upload over. Once more changes nothing.

    Raises ReadOnlyError, ProcessGoneError, UnknownUploadError, and UnusableUploadError for what
    holds nothing that could be taken over.
    """
    _begin(connection, member)
    found = _found(connection, member, upload)
    contents = rows.contents_of(connection, upload)
    if contents.file is None:
        errors = [p["text"] for p in found.reading["problems"] if p["severity"] == "error"]
        reason = errors[0] if errors else "Es ist nichts darin, was übernommen werden könnte."
        raise UnusableUploadError(f"Die Datei kann noch nicht übernommen werden. {reason}")
    years = _years(contents.tables)
    replaced: set[int] = set()
    if found.confirmed_at is None:
        earlier = rows.taken_tables(connection, member.process, found.purpose)
        replaced = years & {year for taken in earlier for year in _years(taken.tables)}
        found = replace(found, confirmed_at=_now())
        assert found.confirmed_at is not None
        rows.confirm_upload(connection, upload, found.confirmed_at)
        touch_process(connection, member.process)
    text = taken_over(found.name, contents.tables, sorted(replaced))
    return Confirmation(found, tuple(sorted(years)), text)


def is_confirmed(connection: Connection, member: Member, upload: str) -> bool:
    """Whether an upload was taken over already. Raises UnknownUploadError."""
    return _found(connection, member, upload).confirmed_at is not None


def delete_upload(connection: Connection, member: Member, upload: str) -> None:
    """Removes an upload. What it had replaced counts again.

    Raises ReadOnlyError, ProcessGoneError and UnknownUploadError.
    """
    _begin(connection, member)
    if _found(connection, member, upload).confirmed_at is not None:
        touch_process(connection, member.process)
    rows.delete_upload(connection, upload)


def confirmed_population(connection: Connection, process: str) -> list[Confirmed[PopulationTable]]:
    """The tables of people taken over, one for each year, ascending."""
    by_year = {}
    for taken in rows.taken_tables(connection, process, POPULATION):
        for data in taken.tables["population"]:
            by_year[data["year"]] = (data, _source(taken))
    return [
        Confirmed(table_data.population_of(data), source)
        for _, (data, source) in sorted(by_year.items())
    ]


def confirmed_movements(connection: Connection, process: str) -> list[Confirmed[Movements]]:
    """The movements taken over, one for each year, ascending."""
    by_year: dict[int, Confirmed[Movements]] = {}
    for taken in rows.taken_tables(connection, process, MOVEMENTS):
        for data in taken.tables["movements"]:
            new = Confirmed(table_data.movements_of(data), _source(taken))
            before = by_year.get(new.table.year)
            by_year[new.table.year] = _joined(before, new) if before else new
    return [confirmed for _, confirmed in sorted(by_year.items())]


def population_tables(connection: Connection, process: str) -> list[PopulationTable]:
    """The tables of people taken over, one for each year, ascending."""
    return [confirmed.table for confirmed in confirmed_population(connection, process)]


def movements_of(connection: Connection, process: str) -> list[Movements]:
    """The movements taken over, one for each year, ascending."""
    return [confirmed.table for confirmed in confirmed_movements(connection, process)]


def coat_of_arms(connection: Connection, process: str) -> bytes | None:
    """The coat of arms taken over last, as a checked PNG of at most 800 pixels a side."""
    return rows.newest_picture(connection, process, COAT_OF_ARMS)


def _joined(before: Confirmed[Movements], new: Confirmed[Movements]) -> Confirmed[Movements]:
    """The newer movements, with what only the earlier ones knew."""
    table = new.table
    missing = {
        name
        for name in table_data.QUANTITIES
        if getattr(table, name) is None and not getattr(table, f"{name}_by_age")
    }
    added = {
        key: getattr(before.table, key)
        for name in missing
        for key in (name, f"{name}_by_age")
        if getattr(before.table, key) not in (None, ())
    }
    if not added:
        return new
    return Confirmed(replace(table, **added), _both(before.source, new.source))


def _both(*sources: str) -> str:
    return "; ".join(dict.fromkeys(sources))


def _years(tables: Mapping[str, Any]) -> set[int]:
    return {table["year"] for kind in tables.values() for table in kind}


def _source(taken: Taken) -> str:
    day = format_date(taken.confirmed_at.date().isoformat())
    return f"eigene Datei „{taken.name}“, übernommen am {day}"


def _begin(connection: Connection, member: Member) -> None:
    """Locks the process, so that changes come one after the other."""
    if member.role not in WRITING_ROLES:
        raise ReadOnlyError(member.role)
    if find_process(connection, member.process, lock=True) is None:
        raise ProcessGoneError(member.process)


def _found(connection: Connection, member: Member, upload: str) -> Upload:
    found = rows.find_upload(connection, member.process, upload)
    if found is None:
        raise UnknownUploadError(upload)
    return found


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)
