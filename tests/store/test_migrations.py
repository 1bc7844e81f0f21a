"""The migrations make exactly the tables of the program, once, whoever starts at the same time."""

from __future__ import annotations

import subprocess
import sys

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from assistant.store.database import Database
from assistant.store.schema import is_current, upgrade
from assistant.store.tables import metadata
from tests.conftest import PROJECT
from tests.helpers import execute, rows


def _tables(database: Database) -> set[str]:
    return set(sa.inspect(database.engine).get_table_names())


def test_from_empty_they_make_exactly_the_tables_of_the_program(database_url: str) -> None:
    database = Database(database_url)
    assert _tables(database) == set()
    assert not is_current(database)
    upgrade(database)
    assert is_current(database)
    assert _tables(database) == {*metadata.tables, "alembic_version"}
    with database.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    database.close()


def test_keys_and_unique_columns_are_those_of_the_program(database: Database) -> None:
    inspector = sa.inspect(database.engine)
    for table in metadata.sorted_tables:
        stored_key = inspector.get_pk_constraint(table.name)["constrained_columns"]
        assert set(stored_key) == {column.name for column in table.primary_key}, table.name
        stored = {
            (
                tuple(key["constrained_columns"]),
                key["referred_table"],
                key["options"].get("ondelete"),
            )
            for key in inspector.get_foreign_keys(table.name)
        }
        wanted = {
            (tuple(key.column_keys), key.referred_table.name, key.ondelete)
            for key in table.foreign_key_constraints
        }
        assert stored == wanted, table.name
        for column in inspector.get_columns(table.name):
            assert column["nullable"] == table.c[column["name"]].nullable, (table.name, column)


def test_a_second_run_changes_nothing(database: Database) -> None:
    execute(
        database,
        "INSERT INTO failed_sign_ins (address_hash, count, last_at) "
        "VALUES ('x', 1, '2027-03-14 00:00:00')",
    )
    before = rows(database)
    upgrade(database)
    upgrade(database)
    assert rows(database) == before


STARTING = """
import sys
from assistant.store.database import Database
from assistant.store.schema import is_current, upgrade
database = Database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
upgrade(database)
assert is_current(database)
"""


def test_several_processes_may_start_at_once_on_an_empty_database(database_url: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", STARTING, database_url],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [process.communicate()[1].strip().rpartition("\n")[2] for process in started]
    assert [process.returncode for process in started] == [0] * 4, ends
    database = Database(database_url)
    assert is_current(database)
    assert _tables(database) == {*metadata.tables, "alembic_version"}
    database.close()


def test_an_unknown_state_of_the_database_is_not_current(database: Database) -> None:
    execute(database, "UPDATE alembic_version SET version_num = 'later'")
    assert not is_current(database)
