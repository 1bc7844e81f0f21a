"""Keeps what was not understood, so that the operator can improve the training data."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from assistant.settings import read_settings
from assistant.store.unclear import UnclearRow, note_unclear

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

LONGEST = 300


def note_misunderstood(dialogue: Dialogue, text: str, taken_for: str) -> None:
    """Notes a message and what it was taken for, unless the operator has switched this off."""
    if not text or read_settings().unclear_days == 0:
        return
    record = dialogue.record
    now = datetime.datetime.now(datetime.timezone.utc)
    row = UnclearRow(text[:LONGEST], record.position.question, taken_for, now)
    note_unclear(record.connection, record.member.id, row)
