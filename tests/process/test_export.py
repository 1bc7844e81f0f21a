"""A process leaves a database as a file and comes back as it was, on both kinds of database."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.process.record import Record
from assistant.process.refusals import ProcessGoneError
from assistant.process.sign_in import WrongCodeError, reissue_code, sign_in
from assistant.process.transfer import reading
from assistant.process.transfer.export import file_name
from assistant.process.transfer.importing import import_process, read_incoming
from assistant.process.transfer.reading import UnusableFileError
from assistant.store import answers as answer_rows
from assistant.store.database import Database
from assistant.store.tables import metadata
from assistant.store.whole import LEFT_OUT, OF_TRANSCRIPT, TABLES
from tests.conftest import PROJECT
from tests.helpers import rows
from tests.process.transfers import GUIDE, ODD, bring_in, changed, delete, export, fill

DIALOGUE = PROJECT / "assistant/process/dialogue"
# Tables of a process that are left out, and why, stand at the head of `store/whole.py`.
NEVER_OUT = {
    "sessions",
    "invitations",
    "trackers",
    "audit",
    "process_uses",
    "shared_cards",
    "shared_items",
}


@pytest.mark.parametrize("transcript", [True, False])
def test_out_deleted_and_in_again_gives_the_same_bytes(
    database: Database, transcript: bool
) -> None:
    founder, _ = fill(database)
    content = export(database, founder.process, transcript)
    assert content == export(database, founder.process, transcript)
    delete(database, founder.process)
    with pytest.raises(ProcessGoneError):
        export(database, founder.process)
    bring_in(database, content)
    assert export(database, founder.process, transcript) == content


def test_every_row_is_back_as_it_was_but_for_the_ways_in(database: Database) -> None:
    founder, _ = fill(database)
    before = rows(database)
    content = export(database, founder.process)
    delete(database, founder.process)
    bring_in(database, content)
    after = rows(database)
    same = {"answers", "items", "uploads", "requests"}
    assert {table: after[table] for table in same} == {table: before[table] for table in same}
    # Running numbers, the code and the order of keys are others.
    for table in ("messages", "unclear", "answer_revisions", "members", "positions", "rounds"):
        assert len(after[table]) == len(before[table]) > 0
    for table in NEVER_OUT:
        assert before[table] and not after[table]


def test_both_databases_write_the_same_file(database: Database, tmp_path: Path) -> None:
    """What PostgreSQL wrote comes out of SQLite unchanged, and the other way round."""
    from assistant.store.schema import upgrade

    founder, _ = fill(database)
    content = export(database, founder.process)
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    upgrade(other)
    bring_in(other, content)
    assert export(other, founder.process) == content
    other.close()


def test_the_file_can_be_read_by_people_and_holds_no_code(database: Database) -> None:
    founder, editor = fill(database)
    text = export(database, founder.process, transcript=False).decode("utf-8")
    data = json.loads(text)
    assert json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n" == text
    assert data["process"]["municipality"] == "Mühl Rosin" and "Mühl Rosin" in text
    assert [(m["id"], m["name"], m["role"]) for m in data["members"]] == [
        (founder.id, "Helga Brandt", "founder"),
        (editor.id, "Jörg Ödön", "editor"),
    ]
    assert "hash" not in text and "token" not in text
    assert "transcript" not in data and "Schnürsenkel" not in text
    with database.reading() as connection:
        hashes = connection.execute(sa.text("SELECT code_hash FROM members")).scalars()
        assert all(hashed not in text for hashed in hashes if hashed)


def test_revisions_undoings_items_and_choices_stand_in_the_file(database: Database) -> None:
    founder, editor = fill(database)
    data = json.loads(export(database, founder.process))
    answers = {answer["question"]: answer for answer in data["answers"]}
    identity = answers["kickoff.identity"]
    assert [r["value"] for r in identity["revisions"]] == [ODD, "Ein anderer Wortlaut", None]
    undone = identity["revisions"][1]["order"]
    assert [r["undoes"] for r in identity["revisions"]] == [None, None, undone]
    assert identity["status"] == "withdrawn" and identity["revision"] == 3
    assert answers["kickoff.networks"]["member"] == editor.id
    orders = sorted(r["order"] for a in data["answers"] for r in a["revisions"])
    assert orders == list(range(1, len(orders) + 1))
    guests = next(c for c in data["collections"] if c["collection"] == "kickoff.guests")["items"]
    assert {g["id"]: (g["position"], g["deleted_by"]) for g in guests} == {
        "item0": (2, editor.id),
        "item1": (3, None),
        "item2": (1, None),
    }
    choices = {choice["question"]: choice["chosen"] for choice in data["choices"]}
    assert [c["value"] for c in choices["kickoff.ages"]] == ["6-17", "80+"]
    assert all(c["title"] for c in choices["kickoff.ages"])
    assert [u["name"] for u in data["uploads"]] == ["wappen.svg", "Köpfe.csv"]


def test_after_the_import_one_goes_on_where_one_was(database: Database) -> None:
    founder, _ = fill(database)
    content = export(database, founder.process)
    with database.reading() as connection:
        before = Record(connection, GUIDE, founder, lock=False)
        question, items = before.position.question, dict(before.state.items)
    delete(database, founder.process)
    imported = bring_in(database, content)
    with database.transaction() as connection:
        session, is_new = sign_in(connection, imported.access_code, "127.0.0.1", 90)
        assert session.member == founder and not is_new
        record = Record(connection, GUIDE, founder, lock=True)
        assert record.position.question == question
        assert dict(record.state.items) == items
        assert record.position.pending is not None
        last = answer_rows.last_revision(connection, founder.id)
        assert last is not None and last.question == "kickoff.ages", "undoing still finds its way"
        assert record.store("kickoff.ages", ["0-5"]).revision == 2
        record.restore_item("kickoff.guests", "item0")
        assert list(record.state.items["kickoff.guests"]) == ["item2", "item0", "item1"]


def test_the_founder_gets_a_new_code_and_the_others_are_named(database: Database) -> None:
    founder, editor = fill(database)
    with database.transaction() as connection:
        old = reissue_code(connection, founder.id)
    content = export(database, founder.process)
    delete(database, founder.process)
    imported = bring_in(database, content)
    assert imported.founder["id"] == founder.id
    assert [member["id"] for member in imported.others] == [editor.id]
    with database.transaction() as connection, pytest.raises(WrongCodeError):
        sign_in(connection, old, "127.0.0.1", 90)


def test_a_process_that_is_there_is_left_alone(database: Database) -> None:
    founder, _ = fill(database)
    content = export(database, founder.process)
    before = rows(database)
    with pytest.raises(UnusableFileError, match="gibt es hier schon"):
        bring_in(database, content)
    with pytest.raises(UnusableFileError, match="anderen Vorhaben"):
        bring_in(database, changed(content, "/process/id", "anderes"))
    assert rows(database) == before


def test_what_fails_halfway_leaves_nothing(database: Database) -> None:
    founder, _ = fill(database)
    incoming = read_incoming(export(database, founder.process), GUIDE)
    delete(database, founder.process)
    before = rows(database)
    # Past all checks: a second row with the same key, in the table that is written last.
    incoming.rows["requests"].append(incoming.rows["requests"][0])
    with pytest.raises(sa.exc.IntegrityError), database.transaction() as connection:
        import_process(connection, incoming)
    assert rows(database) == before


def test_several_processes_side_by_side(database: Database) -> None:
    first, _ = fill(database)
    content = export(database, first.process)
    delete(database, first.process)
    # Running numbers are others now; what undoes what is still the same.
    with database.transaction() as connection:
        connection.execute(sa.text("DELETE FROM uploads"))
    second, _ = _other(database)
    bring_in(database, content)
    assert export(database, first.process) == content
    delete(database, first.process)
    assert json.loads(export(database, second))["answers"]


def _other(database: Database) -> tuple[str, str]:
    from assistant.process.sign_in import Registration, register

    with database.transaction() as connection:
        session = register(connection, Registration("Bützow", "municipality", "Uwe"), 90)
        record = Record(connection, GUIDE, session.member, lock=True)
        record.store("kickoff.occasion", "realign")
        record.store("kickoff.identity", "Stadt am Fluss")
    return session.process.id, session.member.id


def test_every_table_of_a_process_is_thought_of() -> None:
    """A new table must be taken along, or named here as one that is left out."""
    own = {
        table.name
        for table in metadata.tables.values()
        if table.name == "processes"
        or {"processes", "members"} & {key.column.table.name for key in table.foreign_keys}
    }
    assert own | {"trackers"} == {*TABLES, *OF_TRANSCRIPT} | NEVER_OUT
    for table, left_out in LEFT_OUT.items():
        assert set(left_out) <= set(metadata.tables[table].c.keys())


def test_every_question_back_may_come_back() -> None:
    """A kind of question back that the dialogue asks must be one that the file may hold."""
    schema = json.loads(reading.SCHEMA.read_text("utf-8"))
    known = set(schema["$defs"]["pending"]["properties"]["kind"]["enum"])
    sources = "".join(path.read_text("utf-8") for path in DIALOGUE.glob("*.py"))
    asked = set(re.findall(r'\bPending\(\s*"(\w+)"', sources))
    assert asked and asked <= known


@pytest.mark.parametrize(
    ("municipality", "name"),
    [
        ("Grabow", "demografie-grabow.json"),
        ("Mühl Rosin", "demografie-muehl-rosin.json"),
        ('Ort"; filename="x.exe', "demografie-ort-filename-x-exe.json"),
        ("../../etc", "demografie-etc.json"),
        ("東京", "demografie-vorhaben.json"),
        ("Łódź\r\n", "demografie-odz.json"),
        ("x" * 300, f"demografie-{'x' * 60}.json"),
    ],
)
def test_the_file_has_a_name_that_every_system_takes(municipality: str, name: str) -> None:
    assert file_name(municipality) == name
