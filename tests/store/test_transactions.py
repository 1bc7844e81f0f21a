"""One transaction that everything joins; readings that see one moment; writers one by one."""

from __future__ import annotations

import datetime
import threading

import pytest
import sqlalchemy as sa

from assistant.store import database as database_module
from assistant.store.database import Database, default_database
from assistant.store.processes import Process, add_process, find_process, touch_process
from tests.helpers import rows

NOW = datetime.datetime(2027, 3, 14, 9, 30, tzinfo=datetime.timezone.utc)


def _process(name: str) -> Process:
    return Process(name, "Grabow", "municipality", None, None, NOW, 0)


def _names(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(sa.text("SELECT id FROM processes")).scalars())


def test_what_ends_well_is_stored(database: Database) -> None:
    with database.transaction() as connection:
        add_process(connection, _process("a"))
    with database.reading() as connection:
        assert find_process(connection, "a") == _process("a"), "times keep their zone"


def test_an_inner_transaction_joins_the_open_one(database: Database) -> None:
    with database.transaction() as outer:
        add_process(outer, _process("a"))
        with database.transaction() as inner:
            assert inner is outer
            add_process(inner, _process("b"))
        with database_module.transaction() as of_rasa:
            assert of_rasa is outer
        with database.reading() as reading:
            assert find_process(reading, "a") is not None, "it reads what it has written itself"
    assert _names(database) == {"a", "b"}


def test_an_error_takes_everything_back_the_inner_ones_too(database: Database) -> None:
    before = rows(database)
    with pytest.raises(RuntimeError), database.transaction() as outer:
        add_process(outer, _process("a"))
        with database.transaction() as inner:
            add_process(inner, _process("b"))
        raise RuntimeError
    assert rows(database) == before
    with database.transaction() as connection:
        add_process(connection, _process("a"))
    assert _names(database) == {"a"}, "the next one is a new one"


def test_an_error_inside_takes_everything_back_unless_it_is_handled(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as outer:
        add_process(outer, _process("a"))
        with database.transaction():
            raise RuntimeError
    assert _names(database) == set()


def test_a_failed_statement_takes_everything_back(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.transaction() as connection:
        add_process(connection, _process("a"))
        add_process(connection, _process("a"))
    assert _names(database) == set()


def test_nothing_is_seen_before_it_is_committed(database: Database) -> None:
    seen: list[set[str]] = []
    with database.transaction() as connection:
        add_process(connection, _process("a"))
        other = threading.Thread(target=lambda: seen.append(_names(database)))
        other.start()
        other.join()
    assert seen == [set()]
    assert _names(database) == {"a"}


def test_a_reading_sees_one_moment(database: Database) -> None:
    def write() -> None:
        with database.transaction() as connection:
            add_process(connection, _process("b"))

    with database.transaction() as connection:
        add_process(connection, _process("a"))
    with database.reading() as connection:
        count = sa.text("SELECT count(*) FROM processes")
        first = connection.execute(count).scalar()
        other = threading.Thread(target=write)
        other.start()
        other.join()
        assert connection.execute(count).scalar() == first == 1
    assert _names(database) == {"a", "b"}


def test_a_reading_joins_the_transaction_of_its_own_thread_only(database: Database) -> None:
    joined: list[bool] = []
    with database.transaction() as connection:
        with database.reading() as own:
            assert own is connection

        def read() -> None:
            with database.reading() as other:
                joined.append(other is connection)

        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert joined == [False]


def test_changes_of_one_process_happen_one_after_the_other(database: Database) -> None:
    with database.transaction() as connection:
        add_process(connection, _process("a"))
    errors: list[BaseException] = []
    start = threading.Barrier(4)

    def change() -> None:
        try:
            start.wait()
            for _ in range(10):
                with database.transaction() as connection:
                    found = find_process(connection, "a", lock=True)
                    assert found is not None
                    connection.execute(
                        sa.text("UPDATE processes SET version = :version WHERE id = 'a'"),
                        {"version": found.version + 1},
                    )
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=change) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with database.reading() as connection:
        found = find_process(connection, "a")
        assert found is not None and found.version == 40


def test_what_is_committed_survives_a_power_cut(database: Database) -> None:
    with database.reading() as connection:
        if database.engine.dialect.name == "postgresql":
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
            return
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_without_an_open_transaction_rasa_gets_one_of_its_own(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAKS_DATABASE_URL", database_url)
    default_database.cache_clear()
    try:
        with database_module.transaction() as connection:
            add_process(connection, _process("a"))
            touch_process(connection, "a")
        assert _names(default_database()) == {"a"}
    finally:
        default_database().close()
        default_database.cache_clear()
