"""The agent: a bounded tracker, nothing that waits, nothing that could be taken for an intent."""

from __future__ import annotations

import asyncio
import json
import uuid
from pathlib import Path

import pytest

from assistant.chat.conversation import Conversations, Request
from assistant.engine.agent import (
    Assistant,
    ModelMissingError,
    SuspendedError,
    as_plain_text,
    drive,
    latest_model,
)
from assistant.process import sign_in
from assistant.process.offers import load_full_guide
from assistant.store.conversations import find_tracker
from assistant.store.database import Database


def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="daks train"):
        latest_model(tmp_path)


def test_a_message_that_waits_is_refused() -> None:
    async def waits() -> None:
        await asyncio.sleep(0)

    with pytest.raises(SuspendedError):
        drive(waits())


@pytest.mark.parametrize("text", ["/restart", '/answer{"value": 3}', "//x", " /greet"])
def test_typed_text_never_begins_with_a_slash(text: str) -> None:
    assert not as_plain_text(text).startswith("/")
    assert as_plain_text(text)


def test_the_tracker_does_not_grow(assistant: Assistant, database: Database) -> None:
    with database.transaction() as connection:
        given = sign_in.Registration("Grabow", "municipality", "Helga Brandt")
        member = sign_in.register(connection, given, 1).member
    conversations = Conversations(database, assistant, load_full_guide())
    sizes = []
    for _ in range(6):
        conversations.respond(member.id, Request(str(uuid.uuid4()), text="warum?"))
        with database.reading() as connection:
            sizes.append(len(json.loads(find_tracker(connection, member.id) or "[]")))
    assert sizes[0] > 0
    assert len(set(sizes[1:])) == 1
