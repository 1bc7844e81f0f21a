"""`daks export`, `daks import` and `daks retention` as an operator uses them."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.cli import main
from assistant.process.transfer.export import export_process
from assistant.store.database import Database, default_database
from assistant.store.processes import delete_process
from assistant.store.schema import upgrade
from tests.conftest import PROJECT
from tests.helpers import execute, rows
from tests.process.transfers import GUIDE, fill

LONG_AGO = "2020-01-01 00:00:00.000000"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory that the commands work on."""
    monkeypatch.setenv("DAKS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DAKS_DATABASE_URL", raising=False)
    default_database.cache_clear()
    return tmp_path


@pytest.fixture
def database(data: Path) -> Database:
    """The database of the commands."""
    database = Database(f"sqlite:///{data / 'data.db'}")
    upgrade(database)
    return database


def delete(database: Database, process: str) -> None:
    with database.transaction() as connection:
        delete_process(connection, process)


def test_the_command_writes_the_bytes_of_the_page(
    database: Database, data: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    founder, _ = fill(database)
    for transcript, more in ((False, []), (True, ["--transcript"])):
        with database.reading() as connection:
            content = export_process(connection, GUIDE, founder.process, transcript).content
        assert main(["export", founder.process, *more]) == 0
        assert capsysbinary.readouterr().out == content
        file = data / "out.json"
        assert main(["export", founder.process, "--output", str(file), *more]) == 0
        assert capsysbinary.readouterr().out == b""
        assert file.read_bytes() == content
        assert file.stat().st_mode & 0o777 == 0o600, "personal data are for their owner"


def test_what_cannot_be_exported_ends_with_1(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    founder, _ = fill(database)
    assert main(["export", "unbekannt"]) == 1
    assert "gibt es nicht" in capsys.readouterr().err
    assert main(["export", founder.process, "--output", str(data / "fehlt" / "x.json")]) == 1
    assert "lässt sich nicht schreiben" in capsys.readouterr().err


def test_an_import_brings_everything_back_and_prints_a_code(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    founder, editor = fill(database)
    file, again = data / "one.json", data / "two.json"
    assert main(["export", founder.process, "--output", str(file), "--transcript"]) == 0
    delete(database, founder.process)
    capsys.readouterr()
    assert main(["import", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["process"] == founder.process and said["member"] == founder.id
    assert [other["id"] for other in said["others"]] == [editor.id]
    assert said["transcript"] is True and said["notices"] == []
    assert main(["export", founder.process, "--output", str(again), "--transcript"]) == 0
    assert again.read_bytes() == file.read_bytes()
    delete(database, founder.process)
    capsys.readouterr()
    assert main(["import", str(file)]) == 0
    text = capsys.readouterr().out
    assert "Neuer Zugangscode für Helga Brandt: " in text
    assert f"daks members reissue {editor.id}" in text
    code = text.split("Helga Brandt: ")[1].split()[0]
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "chat", "--code", code],
        cwd=PROJECT,
        env={**os.environ, "DAKS_DATA_DIR": str(data), "PYTHONWARNINGS": "ignore"},
        input="ende\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and "Helga Brandt" in done.stdout, done.stderr


def test_what_cannot_be_imported_ends_with_1_a_sentence_and_nothing_stored(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    founder, _ = fill(database)
    good = data / "good.json"
    main(["export", founder.process, "--output", str(good)])
    before = rows(database)
    files = {
        "text.json": b"Guten Tag",
        "other.json": b'{"format": "anders"}',
        "later.json": good.read_bytes().replace(b'"version": 1', b'"version": 2'),
        "good.json": good.read_bytes(),
    }
    for name, content in files.items():
        (data / name).write_bytes(content)
        capsys.readouterr()
        assert main(["import", str(data / name)]) == 1
        error = capsys.readouterr().err
        assert error.startswith(f"{name}: ") and "Es wurde nichts gespeichert." in error
        assert "Traceback" not in error and "Helga" not in error
    for missing in (data / "fehlt.json", data):
        assert main(["import", str(missing)]) == 1
    assert rows(database) == before


def test_retention_shows_first_and_deletes_only_when_told(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(database)
    for table, column in (
        ("unclear", "at"),
        ("sessions", "expires_at"),
        ("invitations", "expires_at"),
        ("uploads", "at"),
    ):
        execute(database, f"UPDATE {table} SET {column} = :at", at=LONG_AGO)
    execute(
        database,
        "INSERT INTO failed_sign_ins VALUES ('alt', 9, :old), ('neu', 1, :new)",
        old=LONG_AGO,
        new=datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f"),
    )
    execute(database, "INSERT INTO trackers VALUES ('niemand', '[]')")
    before = rows(database)
    assert main(["retention"]) == 0
    text = capsys.readouterr().out
    assert "Unverstandene Nachrichten: 1 vorhanden, 1 abgelaufen" in text
    assert "--apply" in text and rows(database) == before
    assert main(["retention", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["applied"] is False
    over = {row["kind"]: (row["total"], row["over"]) for row in shown["retention"]}
    assert over == {
        "unclear": (1, 1),
        "sessions": (2, 2),
        # One is taken: it is the editor's way back.
        "invitations": (2, 1),
        "failed_sign_ins": (2, 1),
        "uploads": (2, 1),
        "requests": (3, 0),
        "trackers": (2, 1),
    }
    assert main(["retention", "--apply", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert {row["kind"]: row["deleted"] for row in done["retention"]} == {
        kind: count for kind, (_, count) in over.items()
    }
    after = rows(database)
    for table in ("answers", "answer_revisions", "items", "messages", "members", "positions"):
        assert after[table] == before[table], table
    assert main(["retention", "--apply"]) == 0
    assert "1 gelöscht" not in capsys.readouterr().out, "the second time nothing is left"
    assert rows(database) == after


def test_retention_leaves_no_trace_in_the_file(database: Database, data: Path) -> None:
    fill(database)
    execute(database, "UPDATE unclear SET at = :at", at=LONG_AGO)
    word = "Schnürsenkel".encode()
    assert any(word in path.read_bytes() for path in data.glob("data.db*"))
    assert main(["retention", "--apply"]) == 0
    database.close()
    with database.reading() as connection:
        connection.execute(sa.text("SELECT 1"))
    assert not any(word in path.read_bytes() for path in data.glob("data.db*"))


@pytest.mark.parametrize("command", ["export", "import", "backup", "restore", "retention"])
def test_help_is_german_and_wrong_use_ends_with_2(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, code in ((["--help"], 0), (["--wie-bitte"], 2)):
        with pytest.raises(SystemExit) as ended:
            main([command, *arguments])
        assert ended.value.code == code
        captured = capsys.readouterr()
        assert ("Aufruf:" if code == 0 else "Hilfe:") in captured.out + captured.err
