"""A message costs as much at the end of a long process as at its beginning.

Not measured in time: the queries are counted, and the steps of SQLite's machine, which grow with
every row that is looked at.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from assistant.chat.conversation import Conversations, Reply, Request
from assistant.engine.agent import Assistant
from assistant.guide.model import Guide
from assistant.process.offers import load_full_guide
from assistant.process.record import Change, Record
from assistant.process.sign_in import Registration, register
from assistant.process.turn import Command, ControlAnswer
from assistant.store.conversations import MessageRow, StoredReply, append_messages, save_reply
from assistant.store.database import Database
from assistant.store.processes import Member, add_member
from assistant.store.schema import upgrade
from tests.helpers import new_id

NOW = datetime.datetime(2027, 3, 14, 9, 30, tzinfo=datetime.timezone.utc)
STEPS = 10


@dataclass
class Cost:
    """What the database did."""

    queries: int = 0
    steps: int = 0


class Counted:
    """A conversation on a database whose work is counted."""

    def __init__(self, folder: Path, assistant: Assistant) -> None:
        self.guide: Guide = load_full_guide()
        self.database = Database(f"sqlite:///{folder / 'data.db'}")
        upgrade(self.database)
        self.member = self.process("Grabow")
        self._conversations = Conversations(self.database, assistant, self.guide)
        self._cost = Cost()
        self.database.close()
        sa.event.listen(self.database.engine, "connect", self._count_steps)
        sa.event.listen(self.database.engine, "before_cursor_execute", self._count_query)

    def _count_steps(self, connection: Any, _: object) -> None:
        def step() -> int:
            self._cost.steps += 1
            return 0

        connection.set_progress_handler(step, STEPS)

    def _count_query(self, *_: object) -> None:
        self._cost.queries += 1

    def process(self, municipality: str) -> Member:
        """The founder of a new process."""
        with self.database.transaction() as connection:
            given = Registration(municipality, "municipality", "Helga Brandt")
            return register(connection, given, 90).member

    def send(self, **message: Any) -> tuple[Reply, Cost]:
        """A message, and what it cost."""
        self._cost = Cost()
        reply = self._conversations.respond(self.member.id, Request(new_id(), **message))
        return reply, self.spent()

    def spent(self) -> Cost:
        """The cost since the last look; what comes now is counted anew."""
        spent, self._cost = self._cost, Cost()
        return spent

    def costs(self) -> dict[str, Cost]:
        """What each kind of message costs now, once the state has been read."""
        messages: dict[str, dict[str, Any]] = {
            "command": {"command": Command("why")},
            "answer": {"answer": ControlAnswer("plan.vision", f"Ziel {new_id()}")},
            "question": {"text": "Was ist ein Quartier?"},
            "going": {"command": Command("goto", stage="plan")},
        }
        found = {}
        for name, message in messages.items():
            self.send(**message)
            found[name] = self.send(**message)[1]
        return found

    def add_measures(self, count: int) -> int:
        """Measures with all their questions settled; how many answers that makes."""
        sections = [
            section
            for section in self.guide.stage("plan").sections
            if section.collection and section.collection.name == "plan.measures"
        ]
        with self.database.transaction() as connection:
            record = Record(connection, self.guide, self.member, lock=True)
            changes = []
            for _ in range(count):
                item = record.add_item("plan.measures")
                for question in (q for section in sections for q in section.questions):
                    changes.append(Change(f"plan.measures.{item}.{question.name}", None, "skipped"))
            return len(record.store_many(changes))

    def add_transcript(self, count: int) -> None:
        """Messages with their stored replies, as a long conversation leaves them."""
        with self.database.transaction() as connection:
            for number in range(count):
                row = MessageRow(str(uuid.uuid4()), "member", f"Ziel {number}", NOW, "text", None)
                append_messages(connection, self.member.id, [row])
                reply = StoredReply("0" * 64, 200, {"messages": []})
                save_reply(connection, self.member.id, row.id, reply)

    def add_members(self, count: int) -> None:
        """Colleagues in the same process."""
        with self.database.transaction() as connection:
            for number in range(count):
                one = Member(uuid.uuid4().hex, self.member.process, f"P {number}", None, "editor")
                add_member(connection, one, None, NOW)


@pytest.fixture
def counted(tmp_path: Path, assistant: Assistant) -> Iterator[Counted]:
    """A process in its fourth stage."""
    counted = Counted(tmp_path, assistant)
    counted.send(command=Command("goto", stage="plan"))
    yield counted
    counted.database.close()


def assert_flat(before: dict[str, Cost], after: dict[str, Cost], what: str, seen: int = 0) -> None:
    """The same queries, and of steps no more than the deeper search trees of larger tables take.

    `seen` rows may be looked at besides.
    """
    for name, cost in before.items():
        grown = after[name]
        assert grown.queries == cost.queries, f"{name}: {what}"
        assert grown.steps <= cost.steps * 1.25 + 2 + seen, f"{name}: {cost} → {grown} {what}"


def test_counting_notices_what_grows(counted: Counted) -> None:
    def look() -> Cost:
        counted.spent()
        with counted.database.reading() as connection:
            connection.execute(sa.text("SELECT max(length(text)) FROM messages")).scalar()
        return counted.spent()

    before = look()
    counted.add_transcript(300)
    after = look()
    assert after.queries == before.queries
    assert after.steps > 10 * (before.steps + 1)


def test_2000_messages_make_no_message_dearer(counted: Counted) -> None:
    counted.add_transcript(20)
    before = counted.costs()
    counted.add_transcript(280)
    assert_flat(before, counted.costs(), "at 300 messages")
    counted.add_transcript(1700)
    assert_flat(before, counted.costs(), "at 2000 messages")


def test_300_answers_and_many_items_make_no_message_dearer(counted: Counted) -> None:
    counted.add_measures(2)
    before = counted.costs()
    assert counted.add_measures(38) > 300
    assert_flat(before, counted.costs(), "at 40 measures")


def test_50_colleagues_make_no_message_dearer(counted: Counted) -> None:
    before = counted.costs()
    counted.add_members(50)
    # Who else is at this place is looked up among the colleagues, in one query.
    assert_flat(before, counted.costs(), "at 50 members", seen=50)


def test_other_processes_make_no_message_dearer(counted: Counted) -> None:
    before = counted.costs()
    for number in range(200):
        counted.process(f"Ort {number}")
    assert_flat(before, counted.costs(), "beside 200 processes")


@pytest.mark.parametrize("messages", [20, 2000])
def test_a_message_takes_few_queries(counted: Counted, messages: int) -> None:
    counted.add_transcript(messages)
    for name, cost in counted.costs().items():
        assert cost.queries <= 18, f"{name}: {cost}"
