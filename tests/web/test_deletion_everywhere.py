"""Deleted means everywhere: no table, file, backup, log or temporary file holds a marked word."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.engine.agent import Assistant
from assistant.store.database import default_database
from assistant.store.tables import metadata
from tests.conftest import Api, missing
from tests.helpers import rows, running, services_of
from tests.web.marked import MARKS, files, fill, found, is_sqlite, marks_in, stored

# Of the process, but not only while it is there.
OUTLIVING = {"audit"}
PERSON = ("Quendoline Marksucher", "Amt Xylofurt", "Wunschdenkerei")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that takes the temporary files of the server and its child processes."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
async def api(
    database_url: str, assistant: Assistant, tmp_path: Path, scratch: Path
) -> AsyncIterator[Api]:
    """The running application on each database."""
    data = tmp_path / "data"
    url = database_url.replace(str(tmp_path), str(data))
    async with running(assistant, data, DATABASE_URL=url, LOG_LEVEL="INFO") as started:
        yield started


def _in(folder: Path) -> set[str]:
    return marks_in(b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file()))


def _backup(api: Api, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A backup of what is there now, by the product's command or PostgreSQL's own tool."""
    services = services_of(api)
    path = folder / "sicherung"
    if is_sqlite(api):
        monkeypatch.setenv("DAKS_DATA_DIR", str(services.settings.data_dir))
        monkeypatch.delenv("DAKS_DATABASE_URL", raising=False)
        default_database.cache_clear()
        assert main(["backup", str(path)]) == 0
        return path.read_bytes()
    tool = shutil.which("pg_dump")
    if tool is None:
        missing("pg_dump is not installed")
    url = services.settings.database_url
    made = subprocess.run([tool, "--dbname", url, "--file", path], capture_output=True)
    assert made.returncode == 0, made.stderr.decode()
    return path.read_bytes()


async def test_the_filled_process_has_rows_in_every_table_of_a_process(api: Api) -> None:
    await fill(api)
    hanging = {
        table.name
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in ("processes", "members", "shared_cards")
    }
    filled = {table for table, kept in rows(services_of(api).database).items() if kept}
    assert hanging - filled == set(), "a new table: fill it in tests/web/marked.py"


async def test_a_deleted_process_is_in_no_backup_log_or_temporary_file(
    api: Api,
    tmp_path: Path,
    scratch: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO):
        await fill(api)
        for path in ("/api/documents/strategy.html", "/api/documents/strategy.docx"):
            assert (await api.call("GET", path)).status == 200
        before = _backup(api, tmp_path, monkeypatch)
        assert set(PERSON) <= marks_in(before), "the search finds them while they are there"
        response = await api.call("DELETE", "/api/process", {"confirm": "Zwirbelshausen"})
        assert response.status == 204
    assert found(api) == set()
    (tmp_path / "sicherung").unlink()
    assert marks_in(_backup(api, tmp_path, monkeypatch)) == set()
    assert _in(scratch) == set()
    assert marks_in(caplog.text.encode()) == set()
    assert MARKS


async def test_a_deleted_person_is_in_no_table_backup_log_or_temporary_file(
    api: Api,
    tmp_path: Path,
    scratch: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What she said of herself goes; what she answered stays, and so do the words in it."""
    with caplog.at_level(logging.INFO):
        await api.register("Grabow")
        code = await _invite(api)
        answer = {"code": code}
        joined = await (await Api(api.client).call("POST", "/api/sessions", answer)).json()
        colleague = api.signed_in(joined["token"])
        await colleague.chat(text="Neustart")
        await colleague.chat(text="Wer wohnt hier mit Eigenwort und Gesprächswort?")
        note = {"question": "kickoff.identity", "text": "Bleibendes Anmerkungswort"}
        assert (await colleague.call("POST", "/api/notes", note)).status == 201
        handed = {"question": "kickoff.networks", "to": {"member": joined["member"]["id"]}}
        assert (await api.call("POST", "/api/delegations", handed)).status == 201
        assert (await api.call("GET", "/api/documents/strategy.html")).status == 200
        name = {"confirm": "Quendoline Marksucher"}
        assert (await colleague.call("DELETE", "/api/me", name)).status == 204
    gone = ("Quendoline", "Marksucher", "Eigenwort", "Gesprächswort")
    content = files(api) + _backup(api, tmp_path, monkeypatch) + stored(api).encode()
    for folder in (scratch, services_of(api).settings.data_dir):
        content += b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    content += caplog.text.encode()
    for word in gone:
        assert word.encode() not in content and ascii(word)[1:-1].encode() not in content, word
    notes = await (await api.call("GET", "/api/notes")).json()
    assert "Bleibendes Anmerkungswort" in str(notes)


async def _invite(api: Api) -> str:
    body = {"role": "editor", "name": "Quendoline Marksucher"}
    code: str = (await (await api.call("POST", "/api/invitations", body)).json())["code"]
    return code


def test_the_scratch_folder_is_the_one_that_is_used(scratch: Path) -> None:
    assert tempfile.gettempdir() == os.environ["TMPDIR"] == str(scratch)
