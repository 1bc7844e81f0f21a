"""`daks export` and `daks import` as an operator uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.process.transfer.export import export_process
from assistant.store.database import Database
from assistant.store.processes import delete_process
from tests.conftest import PROJECT
from tests.helpers import rows
from tests.process.transfers import GUIDE, fill


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
