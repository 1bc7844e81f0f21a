"""A consistent copy of an SQLite database while it is in use, and its way back.

PostgreSQL brings its own tools for this; here only files are copied.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa

from assistant.store.database import Database
from assistant.store.schema import head, knows, upgrade
from assistant.store.tables import metadata

HEADER = b"SQLite format 3\0"
VERSION_TABLE = "alembic_version"
PATIENCE = 2.0
DAMAGED = "Die Datei ist beschädigt und lässt sich nicht lesen."


class NotSqliteError(ValueError):
    """The database is not a file of SQLite."""


class UnusableBackupError(ValueError):
    """A file that cannot be restored, or a copy that came out damaged; the text says why."""


class OccupiedError(RuntimeError):
    """The database to be replaced holds something."""


class InUseError(RuntimeError):
    """The database to be replaced is open in another process."""


def database_path(url: str) -> Path:
    """The file of an SQLite database. Raises NotSqliteError for every other."""
    parsed = sa.engine.make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise NotSqliteError(parsed.get_backend_name())
    return Path(str(parsed.database)).absolute()


def back_up(source: Path, target: Path) -> int:
    """Copies the database of one moment; its size in bytes. An older copy of the same name stays
    until the new one is complete and found sound.

    Raises FileNotFoundError without a database, UnusableBackupError when the copy is damaged or
    would overwrite the database itself, OSError when it cannot be written.
    """
    if not source.is_file():
        raise FileNotFoundError(source)
    own = [Path(f"{source}{end}").resolve() for end in ("", "-wal", "-shm", ".lock")]
    if target.resolve() in own:
        raise UnusableBackupError("Die Sicherung darf nicht die Datenbank selbst überschreiben.")
    with _new_file(target) as copy:
        _copy(source, copy)
        _check_sound(copy)
        size = copy.stat().st_size
        _put_in_place(copy, target)
    return size


def restore(source: Path, target: Path, replace: bool) -> None:
    """Puts a backup in the place of the database, brought to the current schema.

    Raises FileNotFoundError, UnusableBackupError for a file that is no backup of ours,
    OccupiedError when the database holds something and `replace` is not set, InUseError while it
    is open.
    """
    _check_ours(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _new_file(target) as copy:
        try:
            _copy(source, copy)
            _check_sound(copy)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            raise UnusableBackupError(DAMAGED) from None
        _bring_up(copy)
        _own_like(copy, target if target.exists() else target.parent)
        with _alone(target):
            if target.exists():
                if not replace and not is_empty(target):
                    raise OccupiedError(target)
                _close_log(target)
            _put_in_place(copy, target)


def is_empty(path: Path) -> bool:
    """Whether a database has no rows but the version of its schema."""
    try:
        with closing(_open(path)) as connection:
            return not any(
                connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()
                for table in _tables(connection) - {VERSION_TABLE}
            )
    except sqlite3.DatabaseError:
        # Not to be read is not empty: somebody may still want to rescue it.
        return False


def _open(path: Path) -> sqlite3.Connection:
    """Opens an existing database; sqlite3 would else make an empty one."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)


def _tables(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in found if not name.startswith("sqlite_")}


@contextmanager
def _new_file(beside: Path) -> Iterator[Path]:
    """An empty file in the same folder, readable by its owner only; gone afterwards."""
    handle, name = tempfile.mkstemp(prefix=f".{beside.name}.", suffix=".new", dir=beside.parent)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        for end in ("", "-wal", "-shm", "-journal", ".lock"):
            Path(f"{path}{end}").unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """All pages under one reading lock: writers go on, and the copy is of one moment."""
    with closing(_open(source)) as old, closing(_open(target)) as new:
        old.backup(new, pages=-1)
        # One file that can be carried away, without a log beside it.
        new.execute("PRAGMA journal_mode=DELETE")


def _check_sound(path: Path) -> None:
    with closing(_open(path)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()
        orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found != ("ok",) or orphans is not None:
        raise UnusableBackupError("Die Datenbank ist beschädigt (integrity_check).")


def _check_ours(path: Path) -> None:
    """Raises FileNotFoundError and UnusableBackupError."""
    with path.open("rb") as file:
        if file.read(len(HEADER)) != HEADER:
            raise UnusableBackupError("Die Datei ist keine Sicherung aus `daks backup`.")
    try:
        with closing(_open(path)) as connection:
            if not {VERSION_TABLE, "processes", "answers"} <= _tables(connection):
                raise UnusableBackupError("Die Datenbank ist keine dieser Assistenz.")
            versions = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()
    except sqlite3.DatabaseError:
        raise UnusableBackupError(DAMAGED) from None
    if len(versions) != 1 or not knows(versions[0][0]):
        raise UnusableBackupError(
            f"Den Stand dieser Sicherung kennt die Assistenz nicht (ihr eigener ist {head()}). "
            "Wahrscheinlich stammt sie aus einer neueren Version."
        )


def _bring_up(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    try:
        upgrade(database)
    finally:
        database.close()
    with closing(_open(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        if not set(metadata.tables) <= _tables(connection):
            raise UnusableBackupError("In der Sicherung fehlen Tabellen.")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keeps a server from starting meanwhile: it takes the same lock to bring up its schema."""
    lock = Path(f"{path}.lock")
    with lock.open("w") as file:
        _own_like(lock, path.parent)
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _own_like(path: Path, model: Path) -> None:
    """Gives a file to who owns another: run by root, it must still serve the service's account."""
    owner = model.stat()
    with suppress(PermissionError):
        os.chown(path, owner.st_uid, owner.st_gid)


def _close_log(path: Path) -> None:
    """Takes the old write-ahead log away, which would else be read into the new database.

    SQLite does it only when nobody else has the database open. Raises InUseError.
    """
    try:
        with closing(_open(path)) as connection:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        raise InUseError(path) from None
    except sqlite3.DatabaseError:
        mode = "delete"
    if mode != "delete":
        raise InUseError(path)
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)


def _put_in_place(copy: Path, target: Path) -> None:
    """Renames the finished file; what is on the disk afterwards survives a power cut."""
    for path in (copy, target.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if path == copy:
            copy.replace(target)
