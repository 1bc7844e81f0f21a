"""The assistant speaks without being written to: at sign-in, and when a table was taken over."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.engine import Connection

from assistant.chat.wire import rows_of
from assistant.guide.model import Guide
from assistant.process.dialogue.dialogue import Dialogue
from assistant.process.record import Record
from assistant.process.turn import Turn
from assistant.store.conversations import append_messages
from assistant.store.processes import Member

T = TypeVar("T")


def speak(connection: Connection, guide: Guide, member: Member, act: Callable[[Dialogue], T]) -> T:
    """Lets something happen in a member's dialogue and stores what was said; what it gives."""
    record = Record(connection, guide, member, lock=True)
    turn = Turn(record=record)
    outcome = act(Dialogue(record, turn, datetime.date.today()))
    record.save_position()
    now = datetime.datetime.now(datetime.timezone.utc)
    if turn.said:
        append_messages(connection, member.id, rows_of(turn.said, now))
    return outcome
