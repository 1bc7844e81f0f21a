"""`daks retention` as an operator uses it: it shows first, and deletes only when told."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from assistant.cli import main
from assistant.store.database import Database
from tests.helpers import execute, rows
from tests.process.transfers import fill

LONG_AGO = "2020-01-01 00:00:00.000000"


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
    assert {kind: counts for kind, counts in over.items() if counts[0]} == {
        "messages": (3, 0),
        "unclear": (1, 1),
        "sessions": (2, 2),
        # One is taken: it is the editor's way back.
        "invitations": (2, 1),
        "failed_sign_ins": (2, 1),
        "uploads": (2, 1),
        "requests": (3, 0),
        "trackers": (2, 1),
        "audit": over["audit"],
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


def _end_stage(database: Database, at: str) -> None:
    """Lets a stage have ended at a moment; what was said before belongs to it."""
    execute(
        database,
        "UPDATE answers SET at = :at, status = 'answered' WHERE question = 'review.review'",
        at=at,
    )
    execute(database, "UPDATE messages SET at = :at", at="2020-01-01 00:00:00.000000")


def test_a_conversation_goes_ninety_days_after_its_stage_and_its_replies_with_it(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(database)
    _end_stage(database, LONG_AGO)
    monkeypatch.setenv("DAKS_TRANSCRIPT_DAYS", "0")
    assert main(["retention", "--apply"]) == 0
    assert len(rows(database)["messages"]) == 3, "0 days means: as long as the process"
    monkeypatch.delenv("DAKS_TRANSCRIPT_DAYS")
    now = datetime.datetime.now(datetime.timezone.utc)
    _end_stage(database, (now - datetime.timedelta(days=89)).strftime("%Y-%m-%d %H:%M:%S.%f"))
    assert main(["retention", "--apply"]) == 0
    assert len(rows(database)["messages"]) == 3, "the ninetieth day has not come"
    _end_stage(database, (now - datetime.timedelta(days=91)).strftime("%Y-%m-%d %H:%M:%S.%f"))
    before = rows(database)
    capsys.readouterr()
    assert main(["retention", "--apply"]) == 0
    assert "Gespräche: 3 vorhanden, 3 gelöscht" in capsys.readouterr().out
    after = rows(database)
    assert after["messages"] == [] and after["requests"] == []
    for table in ("answers", "answer_revisions", "items", "members", "positions"):
        assert after[table] == before[table], table


def test_what_was_said_after_the_end_of_the_stage_stays(database: Database) -> None:
    fill(database)
    _end_stage(database, LONG_AGO)
    execute(database, "UPDATE messages SET at = :at", at="2020-01-02 00:00:00.000000")
    assert main(["retention", "--apply"]) == 0
    assert len(rows(database)["messages"]) == 3


def _let_it_lie(database: Database) -> None:
    """Puts everything that was done in the process years back."""
    for table in rows(database):
        columns = {c["name"] for c in sa.inspect(database.engine).get_columns(table)}
        for column in columns & {"at", "created_at", "expires_at", "used_at"}:
            execute(database, f"UPDATE {table} SET {column} = :at", at=LONG_AGO)


def _processes(capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["retention", "--json", *more]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["processes"]
    return found


def test_an_unused_process_is_listed_then_announced_then_deleted(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(database)
    _let_it_lie(database)
    (planned,) = _processes(capsys)
    assert planned["standing"] == "to_notice" and planned["municipality"] == "Mühl Rosin"
    assert main(["retention", "--plan"]) == 0
    assert "Vorhaben Mühl Rosin" in capsys.readouterr().out
    assert main(["retention", "--apply"]) == 0
    assert "jetzt angekündigt" in capsys.readouterr().out
    assert len(rows(database)["processes"]) == 1, "the notice comes first"
    assert _processes(capsys)[0]["standing"] == "noticed"
    execute(database, "UPDATE process_uses SET due_at = :at, noticed_at = :at", at=LONG_AGO)
    execute(database, "UPDATE process_uses SET noticed_at = :at", at="2020-01-02 00:00:00.000000")
    assert _processes(capsys)[0]["standing"] == "over"
    assert main(["retention", "--apply"]) == 0
    assert "jetzt gelöscht" in capsys.readouterr().out
    assert main(["retention", "--log"]) == 0
    logged = capsys.readouterr().out
    assert "process: 1 (nach Frist)" in logged and "Mühl Rosin" not in logged
    assert {t for t, found in rows(database).items() if found} <= {"alembic_version", "deletions"}
    database.close()
    content = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    for mark in ("Mühl Rosin", "Helga Brandt", "Möhrchenstraße", "Schnürsenkel"):
        assert mark.encode() not in content, mark
