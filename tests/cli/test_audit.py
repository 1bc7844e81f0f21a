"""`daks audit` shows sign-ins and changes of rights, by random ids and without contents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.process import rights
from assistant.process.sign_in import Registration, WrongCodeError, invite, register, sign_in
from assistant.store.database import default_database
from tests.helpers import execute


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A founder and an editor of the installation that the commands work on."""
    default_database.cache_clear()
    monkeypatch.setenv("DAKS_DATA_DIR", str(tmp_path))
    with default_database().transaction() as connection:
        founder = register(connection, Registration("Grabow", "municipality", "Helga"), 1).member
        code, _ = invite(connection, founder.process, "viewer", "Ute", 1, by=founder)
        viewer = sign_in(connection, code, "192.0.2.1", 1)[0].member
        rights.change_role(connection, founder, viewer.id, "editor")
        with pytest.raises(WrongCodeError):
            sign_in(connection, "falsch", "192.0.2.1", 1)
    return founder.id, viewer.id


def test_events_are_shown_by_ids(
    people: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit"]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert len(lines) == 5
    for line, word in zip(
        lines,
        ("angelegt", "eingeladen", "dazugekommen", "Rolle geändert", "abgelehnt"),
        strict=True,
    ):
        assert word in line
    assert people[0] in lines[3] and people[1] in lines[3]
    for secret in ("Helga", "Ute", "192.0.2.1", "Grabow"):
        assert secret not in out


def test_events_as_json_of_one_process_and_of_some_days(
    people: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["days"] == 180
    process = data["events"][0]["process"]
    assert main(["audit", "--json", "--process", process]) == 0
    assert len(json.loads(capsys.readouterr().out)["events"]) == 4
    execute(default_database(), "UPDATE audit SET at = '2020-01-01 00:00:00'")
    assert main(["audit", "--days", "30"]) == 0
    assert "30 Tagen" in capsys.readouterr().out


def test_a_new_code_from_the_operator_is_recorded(
    people: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["members", "reissue", people[1]]) == 0
    capsys.readouterr()
    main(["audit", "--json"])
    last = json.loads(capsys.readouterr().out)["events"][-1]
    assert (last["action"], last["member"], last["about"]) == ("access_given", None, people[1])


def test_old_events_are_forgotten(
    people: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    execute(default_database(), "UPDATE audit SET at = '2020-01-01 00:00:00'")
    assert main(["retention", "--apply", "--json"]) == 0
    kept = {row["kind"]: row for row in json.loads(capsys.readouterr().out)["retention"]}
    assert kept["audit"]["deleted"] == 5 and kept["used_tokens"]["total"] == 0
