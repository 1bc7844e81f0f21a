"""Working together costs a message no more queries, however many people, notes and questions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from assistant.chat.conversation import Conversations, Request
from assistant.engine.agent import Assistant
from assistant.process.offers import load_full_guide
from assistant.process.record import Record
from assistant.process.sign_in import Registration, invite, register, sign_in
from assistant.process.together.delegating import Target, hand_over
from assistant.process.together.recipients import Recipient
from assistant.process.together.remarks import remark
from assistant.process.turn import Command
from assistant.store.database import Database
from assistant.store.processes import Member

GUIDE = load_full_guide()
QUESTIONS = ("kickoff.goals", "kickoff.date", "kickoff.budget", "kickoff.themes", "kickoff.ages")


@contextmanager
def counting(database: Database) -> Iterator[list[str]]:
    """The statements that are executed meanwhile."""
    said: list[str] = []

    def note(*given: object) -> None:
        said.append(str(given[2]))

    sa.event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(database.engine, "before_cursor_execute", note)


def test_the_same_message_costs_as_many_queries_alone_and_among_many(
    database: Database, assistant: Assistant
) -> None:
    def asked(crowd: int) -> list[list[str]]:
        founder = _process(database, crowd)
        conversations = Conversations(database, assistant, GUIDE)
        steps = (
            Request(str(uuid.uuid4()), command=Command("start")),
            Request(str(uuid.uuid4()), text="Neustart"),
            Request(str(uuid.uuid4()), text="zurück"),
            Request(str(uuid.uuid4()), text="Wiederbelebung"),
            Request(str(uuid.uuid4()), command=Command("waiting")),
            Request(str(uuid.uuid4()), command=Command("news")),
        )
        found = []
        for request in steps:
            with counting(database) as said:
                conversations.respond(founder.id, request)
            found.append(said)
        return found

    alone, many = asked(0), asked(12)
    for few, more in zip(alone, many, strict=True):
        assert len(more) <= len(few) + 1, "\n".join(more)
    # Once known, what is open between the members is not asked for again.
    for said in many[1:4]:
        assert not any("FROM delegations" in statement for statement in said)


def _process(database: Database, crowd: int) -> Member:
    with database.transaction() as connection:
        founder = register(connection, Registration("Grabow", "municipality", "Helga"), 90).member
        record = Record(connection, GUIDE, founder, lock=True)
        for number in range(crowd):
            code, _ = invite(connection, founder.process, "editor", f"Person {number}", 14)
            member = sign_in(connection, code, "127.0.0.1", 90)[0].member
            own = Record(connection, GUIDE, member, lock=True)
            own.store("kickoff.identity", f"Fassung {number}")
            for question in QUESTIONS:
                remark(own, question, "Bitte prüfen.")
        for question in QUESTIONS[: min(crowd, len(QUESTIONS))]:
            hand_over(record, Target(question=question), Recipient(name="Frau Öztürk"))
    return founder
