"""`daks backup` while in use, and `daks restore` into another place."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.store.database import Database, default_database
from assistant.store.schema import head, is_current, upgrade
from tests.helpers import execute, rows
from tests.process.transfers import fill


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory with a filled database that a server has open."""
    monkeypatch.delenv("DAKS_DATABASE_URL", raising=False)
    folder = tmp_path / "one"
    use(folder, monkeypatch)
    return folder


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a directory the data directory of the commands."""
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("DAKS_DATA_DIR", str(folder))
    default_database.cache_clear()


def open_database(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'data.db'}")
    upgrade(database)
    return database


def test_a_backup_brings_everything_to_another_place(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    running = open_database(data)
    fill(running)
    before = rows(running)
    file = data.parent / "sicherung.db"
    assert main(["backup", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(file),
        "bytes": file.stat().st_size,
    }
    assert file.stat().st_mode & 0o777 == 0o600
    left = {path.name for path in data.parent.iterdir()}
    assert left == {"one", file.name}, "nothing is left beside it"
    fill(running)
    other = data.parent / "two"
    use(other, monkeypatch)
    assert main(["restore", str(file)]) == 0
    assert "Wiederhergestellt" in capsys.readouterr().out
    restored = open_database(other)
    assert rows(restored) == before
    assert len(rows(running)["processes"]) == 2, "the running one has gone on"


def test_a_backup_under_writing_is_of_one_moment(data: Path) -> None:
    running = open_database(data)
    fill(running)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            fill(running)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            file = data.parent / f"{number}.db"
            assert main(["backup", str(file)]) == 0
            with sqlite3.connect(file) as copy:
                processes, members, uploads = (
                    copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                    for table in ("processes", "members", "uploads")
                )
            assert members == uploads == 2 * processes, "each process whole or not at all"
    finally:
        stop.set()
        writer.join()


def test_a_new_backup_replaces_the_old_one_only_when_it_is_done(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(open_database(data))
    file = data.parent / "sicherung.db"
    assert main(["backup", str(file)]) == 0
    first = file.read_bytes()
    from assistant.store import backup

    def fail(_: Path) -> None:
        raise backup.UnusableBackupError("Die Datenbank ist beschädigt.")

    monkeypatch.setattr(backup, "_check_sound", fail)
    assert main(["backup", str(file)]) == 1
    assert "beschädigt" in capsys.readouterr().err
    assert file.read_bytes() == first
    assert {path.name for path in data.parent.iterdir()} == {"one", file.name}


def test_what_cannot_be_backed_up_ends_with_1(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(data.parent / "x.db")]) == 1
    assert "noch keine Datenbank" in capsys.readouterr().err
    fill(open_database(data))
    for target in (data / "data.db", data / "data.db-wal", data, data / "fehlt" / "x.db"):
        assert main(["backup", str(target)]) == 1, target
        assert capsys.readouterr().err.strip().endswith((".", ")"))
    assert len(rows(open_database(data))["processes"]) == 1


def test_a_database_with_content_is_replaced_only_on_purpose(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(data)
    fill(database)
    file = data.parent / "sicherung.db"
    main(["backup", str(file)])
    before = rows(database)
    fill(database)
    changed = rows(database)
    assert main(["restore", str(file)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", str(file), "--replace"]) == 1
    assert "in Gebrauch" in capsys.readouterr().err
    assert rows(database) == changed
    database.close()
    assert main(["restore", str(file)]) == 1
    assert main(["restore", str(file), "--replace"]) == 0
    assert rows(open_database(data)) == before
    left = {path.name for path in data.iterdir()} - {"data.db-wal", "data.db-shm"}
    assert left == {"data.db", "data.db.lock"}


def test_an_empty_database_may_be_replaced(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = open_database(data)
    fill(database)
    file = data.parent / "sicherung.db"
    main(["backup", str(file)])
    other = data.parent / "two"
    use(other, monkeypatch)
    open_database(other).close()
    assert main(["restore", str(file)]) == 0
    assert rows(open_database(other)) == rows(database)


def test_an_older_backup_is_brought_to_the_current_schema(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command

    from assistant.store.schema import _config

    older = Database(f"sqlite:///{data / 'data.db'}")
    with older.engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.commit()
    at = "2026-01-01 00:00:00.000000"
    execute(
        older, "INSERT INTO processes VALUES ('p', 'Grabow', 'municipality', '', '', :a, 3)", a=at
    )
    file = data.parent / "sicherung.db"
    assert main(["backup", str(file)]) == 0, "a backup before an update does not update"
    with sqlite3.connect(file) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    other = data.parent / "two"
    use(other, monkeypatch)
    assert main(["restore", str(file)]) == 0
    restored = Database(f"sqlite:///{other / 'data.db'}")
    assert is_current(restored)
    assert len(rows(restored)["processes"]) == 1


def test_what_is_no_backup_of_ours_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(open_database(data))
    good = data.parent / "gut.db"
    main(["backup", str(good)])
    for name in ("text.db", "foreign.db", "later.db", "torn.db"):
        (data.parent / name).write_bytes(good.read_bytes())
    (data.parent / "text.db").write_text("Guten Tag")
    (data.parent / "foreign.db").unlink()
    with sqlite3.connect(data.parent / "foreign.db") as foreign:
        foreign.execute("CREATE TABLE t (a)")
    with sqlite3.connect(data.parent / "later.db") as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
    torn = bytearray(good.read_bytes())
    torn[8192:40960] = b"\xff" * (40960 - 8192)
    (data.parent / "torn.db").write_bytes(torn)
    other = data.parent / "two"
    use(other, monkeypatch)
    capsys.readouterr()
    for name, said in (
        ("text.db", "keine Sicherung"),
        ("foreign.db", "keine dieser Assistenz"),
        ("later.db", "neueren Version"),
        ("torn.db", "beschädigt"),
        ("fehlt.db", "gibt es nicht"),
    ):
        assert main(["restore", str(data.parent / name)]) == 1, name
        error = capsys.readouterr().err
        assert said in error, error
        assert not (other / "data.db").exists(), name
    assert head() is not None


def test_for_postgresql_the_way_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAKS_DATABASE_URL", "postgresql://daks:geheim@127.0.0.1:1/daks")
    for command, tool in (("backup", "pg_dump"), ("restore", "pg_restore")):
        assert main([command, str(data / "x.db")]) == 2
        error = capsys.readouterr().err
        assert tool in error and "geheim" not in error
