"""`daks person` and `daks papers` as an operator uses them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import docx
import pytest

from assistant.cli import main
from assistant.store.database import Database
from tests.helpers import rows
from tests.process.transfers import fill

NAME = "Jörg Ödön"


def test_the_file_holds_what_is_hers(
    database: Database, data: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, editor = fill(database)
    assert main(["person", "export", editor.id]) == 0
    content = capsysbinary.readouterr().out
    export = json.loads(content)
    assert export["person"]["name"] == NAME
    kept = {part["table"]: part["rows"] for part in export["data"]}
    assert {row["question"] for row in kept["answer_revisions"]} >= {"kickoff.networks"}
    assert kept["members"][0]["name"] == NAME
    assert "Helga Brandt" not in content.decode()
    file = data / "person.json"
    assert main(["person", "export", editor.id, "--output", str(file)]) == 0
    assert file.read_bytes() == content
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_person_is_deleted_by_id_and_name_and_leaves_her_work(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, editor = fill(database)
    before = rows(database)
    assert main(["person", "delete", editor.id, "--confirm", "Jörg Odon"]) == 1
    assert rows(database) == before
    assert main(["person", "delete", editor.id, "--confirm", NAME]) == 0
    assert "bleiben ohne ihren Namen" in capsys.readouterr().out
    after = rows(database)
    for table in ("answers", "answer_revisions", "items", "uploads", "rounds"):
        assert len(after[table]) == len(before[table]), table
    assert editor.id not in str({t: kept for t, kept in after.items() if t != "deletions"})
    assert len(after["deletions"]) == 1 and "'operator'" in after["deletions"][0]
    database.close()
    content = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert "Ödön".encode() not in content and b"Schn\xc3\xbcrsenkel" not in content


def test_the_founder_is_not_deleted_and_an_unknown_id_is_said_so(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    founder, _ = fill(database)
    before = rows(database)
    assert main(["person", "delete", founder.id, "--confirm", founder.name]) == 1
    assert "übergibt" in capsys.readouterr().err
    for action in (["export", "niemand"], ["delete", "niemand", "--confirm", "x"]):
        assert main(["person", *action]) == 1
        assert "Diese Kennung gibt es nicht" in capsys.readouterr().err
    assert rows(database) == before


def test_the_papers_are_written_for_word_and_their_gaps_are_named(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["papers"]) == 0
    text = capsys.readouterr().out
    assert "DAKS_OPERATOR ist nicht gesetzt." in text
    assert "fehlt: verantwortliche Stelle mit Anschrift" in text
    monkeypatch.setenv("DAKS_OPERATOR", "Stadt Grabow, Am Markt 1")
    folder = data / "papiere"
    assert main(["papers", "--output", str(folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert "DAKS_OPERATOR" not in said["missing_settings"]
    assert {path.name for path in folder.iterdir()} == {f"{p['id']}.docx" for p in said["papers"]}
    read = docx.Document(str(folder / "datenschutz.docx"))
    words = " ".join(cell.text for table in read.tables for row in table.rows for cell in row.cells)
    words += " ".join(paragraph.text for paragraph in read.paragraphs)
    assert "Stadt Grabow, Am Markt 1" in words and "bitte eintragen" in words


def test_the_doctor_says_which_settings_the_papers_miss(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor", "--json"])
    found = {f["check"]: f for f in json.loads(capsys.readouterr().out)["findings"]}
    assert found["Papiere"]["ok"] and found["Papiere"]["warning"]
    assert "DAKS_PRIVACY_CONTACT" in found["Papiere"]["text"]
    for name in (
        "OPERATOR",
        "PRIVACY_CONTACT",
        "SUPERVISORY_AUTHORITY",
        "ACCESSIBILITY_CONTACT",
        "ARBITRATION_BODY",
        "PAPERS_REVIEWED",
    ):
        monkeypatch.setenv(f"DAKS_{name}", "Gesagt")
    main(["doctor", "--json"])
    found = {f["check"]: f for f in json.loads(capsys.readouterr().out)["findings"]}
    assert not found["Papiere"]["warning"]


@pytest.mark.parametrize("arguments", [["person"], ["person", "delete", "x"], ["papers", "zuviel"]])
def test_wrong_use_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    assert "Das passt nicht" in capsys.readouterr().err
