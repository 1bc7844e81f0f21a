"""Delegations, notes, proposals and the choice about names go with a process, codes do not."""

from __future__ import annotations

import json

import pytest

from assistant.process.record import Record
from assistant.process.together.delegating import Target, hand_over, invitation_for
from assistant.process.together.recipients import Recipient
from assistant.process.together.remarks import decline, propose, remark
from assistant.process.transfer.reading import UnusableFileError
from assistant.store.database import Database
from assistant.store.processes import set_names_in_documents
from assistant.store.together import delegations_of, notes_of
from tests.process.transfers import GUIDE, bring_in, changed, delete, export, fill


def prepared(database: Database) -> tuple[str, str]:
    """A process with what belongs to working together; its id and the code of an invitation."""
    founder, editor = fill(database)
    with database.transaction() as connection:
        record = Record(connection, GUIDE, founder, lock=True)
        handed = hand_over(
            record,
            Target(question="kickoff.budget"),
            Recipient(name="Frau Öztürk", department="Jugendamt"),
            due="2027-03-12",
            note="Bitte kurz.",
        )
        code = invitation_for(record, handed.delegation).code
        hand_over(record, Target(section="kickoff.guests"), Recipient(member=editor))
        remark(record, "kickoff.goals", "Hm.")
        other = Record(connection, GUIDE, editor, lock=True)
        decline(record, propose(other, "kickoff.goals", "Kürzer"))
        set_names_in_documents(connection, founder.process, True)
    return founder.process, code


def test_a_process_comes_back_with_what_is_open_between_its_members(database: Database) -> None:
    process, code = prepared(database)
    content = export(database, process)
    data = json.loads(content)
    assert [one["section"] or one["question"] for one in data["delegations"]] == [
        "kickoff.budget",
        "kickoff.guests",
    ]
    assert code not in content.decode() and "invitation" not in data["delegations"][0]
    assert {note["status"] for note in data["notes"]} == {"open", "declined"}
    with database.reading() as connection:
        before = delegations_of(connection, process), notes_of(connection, process)
    delete(database, process)
    bring_in(database, content)
    assert export(database, process) == content
    with database.reading() as connection:
        assert (delegations_of(connection, process), notes_of(connection, process)) == before


def test_a_file_from_before_has_none(database: Database) -> None:
    process, _ = prepared(database)
    content = export(database, process)
    delete(database, process)
    for part in ("/delegations", "/notes", "/process/names_in_documents"):
        content = changed(content, part, ...)
    bring_in(database, content)
    data = json.loads(export(database, process))
    assert data["delegations"] == data["notes"] == []
    assert data["process"]["names_in_documents"] is False


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/delegations/0/section", "kickoff.guests"),
        ("/delegations/0/question", None),
        ("/delegations/0/recipient", "x"),
        ("/delegations/0/due", "bald"),
        ("/delegations/0/status", "lost"),
        ("/notes/0/member", "x"),
        ("/notes/0/closed_by", "x"),
        ("/notes/0/kind", "shout"),
    ],
)
def test_what_contradicts_itself_is_refused(
    database: Database, pointer: str, value: object
) -> None:
    process, _ = prepared(database)
    content = changed(export(database, process), pointer, value)
    delete(database, process)
    with pytest.raises(UnusableFileError, match=pointer.split("/")[1]):
        bring_in(database, content)
