"""Rows of uploads: files as given, what was read from them, and whether it was taken over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import uploads


@dataclass(frozen=True)
class Upload:
    """One upload without its contents; `reading` is what the person is shown of them."""

    id: str
    member: str | None
    purpose: str
    name: str
    media_type: str
    size: int
    sha256: str
    reading: Mapping[str, Any]
    at: datetime.datetime
    confirmed_at: datetime.datetime | None = None


@dataclass(frozen=True)
class Contents:
    """What an upload holds. `file` is None where nothing of it can be used, `tables` then empty."""

    file: bytes | None
    tables: Mapping[str, Any]
    picture: bytes | None = None


@dataclass(frozen=True)
class Taken:
    """The tables of an upload that was taken over."""

    name: str
    confirmed_at: datetime.datetime
    tables: Mapping[str, Any]


WITHOUT_CONTENTS = tuple(uploads.c[name] for name in Upload.__dataclass_fields__)
# The newest counts; ids only make the order the same everywhere.
IN_ORDER = (uploads.c.confirmed_at, uploads.c.at, uploads.c.id)


def add_upload(connection: Connection, process: str, upload: Upload, contents: Contents) -> None:
    """A new upload."""
    connection.execute(
        uploads.insert().values(
            **upload.__dict__,
            process=process,
            content=contents.file,
            tables=contents.tables,
            picture=contents.picture,
        )
    )


def find_upload(connection: Connection, process: str, upload: str) -> Upload | None:
    """An upload of this process by its id."""
    query = sa.select(*WITHOUT_CONTENTS).where(uploads.c.process == process, uploads.c.id == upload)
    row = connection.execute(query).one_or_none()
    return Upload(**row._mapping) if row else None


def uploads_of(connection: Connection, process: str) -> list[Upload]:
    """All uploads of a process, the newest first."""
    query = (
        sa.select(*WITHOUT_CONTENTS)
        .where(uploads.c.process == process)
        .order_by(uploads.c.at.desc(), uploads.c.id)
    )
    return [Upload(**row._mapping) for row in connection.execute(query)]


def contents_of(connection: Connection, upload: str) -> Contents:
    """The contents of an upload that there is."""
    query = sa.select(uploads.c.content, uploads.c.tables, uploads.c.picture).where(
        uploads.c.id == upload
    )
    return Contents(*connection.execute(query).one())


OF_PROCESS: sa.BindParameter[str] = sa.bindparam("of_process")
MARK = sa.select(
    sa.func.count(), sa.func.max(uploads.c.confirmed_at), sa.func.sum(uploads.c.size)
).where(uploads.c.process == OF_PROCESS, uploads.c.confirmed_at.is_not(None))


def uploads_mark(connection: Connection, process: str) -> tuple[object, ...]:
    """The same as long as nothing more was taken over and nothing of it deleted."""
    return tuple(connection.execute(MARK, {"of_process": process}).one())


def taken_tables(connection: Connection, process: str, purpose: str) -> list[Taken]:
    """What was taken over for a purpose, in the order in which it was."""
    query = (
        sa.select(uploads.c.name, uploads.c.confirmed_at, uploads.c.tables)
        .where(*_taken(process, purpose))
        .order_by(*IN_ORDER)
    )
    return [Taken(*row) for row in connection.execute(query)]


def newest_picture(connection: Connection, process: str, purpose: str) -> bytes | None:
    """The picture that was taken over last for a purpose."""
    query = (
        sa.select(uploads.c.picture)
        .where(*_taken(process, purpose))
        .order_by(*(column.desc() for column in IN_ORDER))
        .limit(1)
    )
    found = connection.execute(query).scalar()
    return None if found is None else bytes(found)


def _taken(process: str, purpose: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        uploads.c.process == process,
        uploads.c.purpose == purpose,
        uploads.c.confirmed_at.is_not(None),
    )


def confirm_upload(connection: Connection, upload: str, at: datetime.datetime) -> None:
    """Notes that an upload is taken over."""
    connection.execute(uploads.update().where(uploads.c.id == upload).values(confirmed_at=at))


def delete_upload(connection: Connection, upload: str) -> None:
    """Removes an upload with all that was read from it."""
    connection.execute(uploads.delete().where(uploads.c.id == upload))


def delete_unconfirmed_beyond(connection: Connection, process: str, kept: int) -> None:
    """Removes what was looked at and not taken over, but for the newest."""
    old = (
        sa.select(uploads.c.id)
        .where(uploads.c.process == process, uploads.c.confirmed_at.is_(None))
        .order_by(uploads.c.at.desc(), uploads.c.id)
        .offset(kept)
    )
    found = connection.execute(old).scalars().all()
    connection.execute(uploads.delete().where(uploads.c.id.in_(found)))


def confirmed_size(connection: Connection, process: str) -> int:
    """The bytes of all files that were taken over."""
    query = sa.select(sa.func.coalesce(sa.func.sum(uploads.c.size), 0)).where(
        uploads.c.process == process, uploads.c.confirmed_at.is_not(None)
    )
    return int(connection.execute(query).scalar_one())
