"""Whether the server and its clients agree: nothing lost, nothing twice, nothing half."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from tests.crash.calling import Caller
from tests.crash.talking import Sent, Talker

REPEATED = 20
"""So many of the last messages of each window are sent once more."""
PATIENCE = 60.0


def check_agreement(founder: Caller, talkers: Iterable[Talker]) -> None:
    """Holds all that the clients were told against all that the server has."""
    talkers = list(talkers)
    export = founder.call("GET", "/api/export?transcript=1")
    assert export.status == 200, export.content
    _check_revisions(export.body["answers"])
    _check_answers(export.body["answers"], talkers)
    by_member = _transcripts(export.body["transcript"]["messages"])
    replies = Counter(reply["id"] for reply in export.body["transcript"]["replies"])
    for talker in talkers:
        assert all(sent.reply is not None for sent in talker.sent), talker.name
        patient = dataclasses.replace(talker.caller, patience=PATIENCE)
        chat = patient.call("GET", "/api/chat").body["messages"]
        written = _own_transcript(by_member, chat)
        for sent in [*talker.sent, *talker.beside]:
            _check_transcript(written, sent)
            assert replies[sent.id] == 1, f"{sent} has {replies[sent.id]} stored replies"
        for sent in talker.sent[-REPEATED:]:
            _check_repetition(patient, sent)
    told = Counter(sent.id for talker in talkers for sent in [*talker.sent, *talker.beside])
    stored = Counter(
        message["id"]
        for messages in by_member.values()
        for message in messages
        if message["sender"] == "member"
    )
    assert stored == told, "the members' messages are not those that were answered"
    assert replies == told


def _transcripts(messages: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for message in messages:
        found.setdefault(message["member"], []).append(message)
    return found


def _own_transcript(
    by_member: dict[str, list[dict[str, Any]]], chat: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """A member's transcript as she reads it, which is also what is exported of it."""
    ids = [message["id"] for message in chat]
    assert len(set(ids)) == len(ids), "a message stands twice in a transcript"
    assert ids in [[message["id"] for message in written] for written in by_member.values()]
    return chat


def _check_transcript(written: list[dict[str, Any]], sent: Sent) -> None:
    """A reply stands in the transcript in one piece, word for word, behind its message."""
    assert sent.reply is not None
    said = sent.reply["messages"]
    assert len(said) > 1 and said[0]["id"] == sent.id
    place = [message["id"] for message in written].index(sent.id)
    assert written[place : place + len(said)] == said, f"{sent} reads differently now"


def _check_repetition(caller: Caller, sent: Sent) -> None:
    """The same message once more gets the same reply, and says that it is a repetition."""
    again = caller.call("POST", "/api/chat", sent.body)
    assert again.status == 200, again.content
    assert again.body == sent.reply
    assert again.headers["Idempotent-Replay"] == "true"


def _check_revisions(answers: list[dict[str, Any]]) -> None:
    orders = []
    for answer in answers:
        numbers = [revision["revision"] for revision in answer["revisions"]]
        assert numbers == list(range(1, len(numbers) + 1)), answer["question"]
        last = answer["revisions"][-1]
        assert (answer["value"], answer["status"]) == (last["value"], last["status"])
        assert answer["revision"] == last["revision"]
        orders += [revision["order"] for revision in answer["revisions"]]
    assert sorted(orders) == list(range(1, len(orders) + 1))


def _check_answers(answers: list[dict[str, Any]], talkers: list[Talker]) -> None:
    """Each value that only one window wrote was stored as often as it was told so: once."""
    stored = Counter(
        (answer["question"], revision["value"])
        for answer in answers
        for revision in answer["revisions"]
        if isinstance(revision["value"], str)
    )
    anywhere = Counter(value for _, value in stored.elements())
    for talker in talkers:
        for sent in talker.sent:
            if "answer" in sent.body:
                assert stored[_told(sent)] == 1, f"{sent} stands {stored[_told(sent)]} times"
            elif "text" in sent.body and talker.name in sent.body["text"]:
                assert sent.reply is not None
                value = sent.reply["understood"]["value"]
                # Several answers in one text have no single value.
                if sent.reply["understood"]["as"] == "answer" and isinstance(value, str):
                    assert anywhere[value] == 1, f"{sent} stands {anywhere[value]} times"
        _check_order(answers, talker)


def _told(sent: Sent) -> tuple[str, str]:
    assert sent.reply is not None
    assert sent.reply["understood"]["as"] == "answer", sent
    return sent.body["answer"]["question"], sent.body["answer"]["value"]


def _check_order(answers: list[dict[str, Any]], talker: Talker) -> None:
    """What one window wrote stands in the order in which it wrote."""
    order = {
        revision["value"]: revision["order"]
        for answer in answers
        for revision in answer["revisions"]
        if isinstance(revision["value"], str)
    }
    places = [order[sent.body["answer"]["value"]] for sent in talker.sent if "answer" in sent.body]
    assert places == sorted(places), f"{talker.name}: out of order"


def check_sqlite(file: Path) -> None:
    """A database as the crash left it is whole. Looks at a copy, so that nothing is mended here."""
    if not file.exists():
        return
    with TemporaryDirectory() as folder:
        for part in file.parent.glob(f"{file.name}*"):
            shutil.copy(part, folder)
        connection = sqlite3.connect(Path(folder) / file.name)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()


ASTRAY = {
    "an answer that is not its last revision": """
        SELECT count(*) FROM answers a WHERE a.revision <> (SELECT max(r.revision)
        FROM answer_revisions r WHERE r.process = a.process AND r.question = a.question)""",
    "an answer without revisions": """
        SELECT count(*) FROM answers a WHERE NOT EXISTS (SELECT 1 FROM answer_revisions r
        WHERE r.process = a.process AND r.question = a.question)""",
    "revisions with a gap": """
        SELECT count(*) FROM (SELECT process, question FROM answer_revisions
        GROUP BY process, question HAVING count(*) <> max(revision)) gaps""",
    "a stored reply without its message": """
        SELECT count(*) FROM requests q WHERE NOT EXISTS (SELECT 1 FROM messages m
        WHERE m.member = q.member AND m.id = q.id)""",
    "a message of a member without its stored reply": """
        SELECT count(*) FROM messages m WHERE m.sender = 'member' AND NOT EXISTS (SELECT 1
        FROM requests q WHERE m.member = q.member AND m.id = q.id)""",
}


def check_rows(url: str) -> None:
    """The rows of a database of either kind agree among each other."""
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        for what, query in ASTRAY.items():
            assert connection.execute(sa.text(query)).scalar() == 0, what
    engine.dispose()
