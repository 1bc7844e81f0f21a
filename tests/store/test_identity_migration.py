"""What was stored before sign-in by the house is whole afterwards, and can be managed."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from assistant.store.database import Database
from assistant.store.schema import is_current, upgrade
from tests.helpers import execute, rows

BEFORE = "0004"


def _migrate(database: Database, revision: str, down: bool = False) -> None:
    """To a revision past the product, which only ever goes to the newest."""
    config = Config()
    config.set_main_option("script_location", "assistant:store/migrations")
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)


def _fill(database: Database) -> None:
    at = "2027-03-14 00:00:00"
    for statement in (
        "INSERT INTO processes (id, municipality, type, created_at, version) "
        "VALUES ('p', 'Grabow', 'municipality', :at, 0)",
        "INSERT INTO members (id, process, name, role, code_hash, created_at) "
        "VALUES ('m', 'p', 'Helga', 'founder', 'hash', :at)",
        "INSERT INTO sessions (token_hash, member, expires_at) VALUES ('t', 'm', :at)",
        "INSERT INTO invitations (code_hash, process, role, expires_at) "
        "VALUES ('a', 'p', 'viewer', :at), ('b', 'p', 'editor', :at)",
    ):
        execute(database, statement, at=at)


def test_old_sessions_members_and_invitations_stay(database_url: str) -> None:
    database = Database(database_url)
    _migrate(database, BEFORE)
    _fill(database)
    upgrade(database)
    assert is_current(database)
    after = rows(database)
    assert len(after["members"]) == len(after["sessions"]) == 1
    with database.engine.connect() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM invitations").scalars().all()
    assert len(set(ids)) == 2 and all(ids), "each can be named and taken back"
    database.close()


def test_the_way_back_keeps_what_was_there_before(database_url: str) -> None:
    database = Database(database_url)
    _migrate(database, BEFORE)
    _fill(database)
    before = rows(database)
    _migrate(database, "0005")
    _migrate(database, BEFORE, down=True)
    assert {name: len(found) for name, found in rows(database).items()} == {
        name: len(found) for name, found in before.items()
    }
    database.close()
