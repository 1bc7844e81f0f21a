"""One message of a member: answered once, stored with everything it changed in one transaction."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from assistant.chat.wire import message_data, own_row, rows_of, state_data
from assistant.engine.agent import Assistant
from assistant.guide.answers import display
from assistant.guide.choices import options_of
from assistant.guide.model import Guide, Option
from assistant.guide.places import find_place
from assistant.guide.prompts import Prompt
from assistant.language.choices import Choice
from assistant.process.dialogue.opened import resting_prompt
from assistant.process.exchange.others import Others
from assistant.process.person.deleting import delete_person
from assistant.process.record import Record
from assistant.process.refusals import ProcessGoneError
from assistant.process.state_cache import StateCache
from assistant.process.together.visits import mark_seen
from assistant.process.turn import Command, ControlAnswer, Turn, Utterance
from assistant.store import conversations
from assistant.store.conversations import StoredReply
from assistant.store.database import Database, TracesRemainError
from assistant.store.deletions import note_deletion
from assistant.store.processes import delete_process, find_member
from assistant.understanding.open_question import OpenQuestion, open_question_data

SPEECHLESS = Utterance(
    "Dazu fällt mir gerade nichts ein. Bitte versuchen Sie es noch einmal oder schreiben Sie "
    "„Hilfe“.",
    "error",
)


class IdReusedError(Exception):
    """The id was used before for another message."""


@dataclass(frozen=True)
class Request:
    """One message from a client: exactly one of text, answer and command."""

    id: str
    text: str | None = None
    answer: ControlAnswer | None = None
    command: Command | None = None

    def fingerprint(self) -> str:
        """The same for the same message, whatever the order of its keys was."""
        body = [
            self.text,
            self.answer.__dict__ if self.answer else None,
            self.command.__dict__ if self.command else None,
        ]
        return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Reply:
    """The response to a message; `replayed` when it had been given before."""

    body: dict[str, Any]
    replayed: bool = False


class Conversations:
    """Answers messages, one at a time; runs on the engine thread."""

    def __init__(self, database: Database, assistant: Assistant, guide: Guide) -> None:
        self._database = database
        self._assistant = assistant
        self._guide = guide
        self._states = StateCache()
        self._traces_remain = False

    @property
    def others(self) -> Others:
        """What other municipalities share, in memory; threads may share it."""
        return self._states.others

    def respond(self, member_id: str, request: Request) -> Reply:
        """The reply to a message; the same id gets the same reply.

        Raises IdReusedError, ProcessGoneError, UnknownQuestionError, StaleRevisionError,
        ReadOnlyError; nothing is stored then.
        """
        ended = False
        with self._database.transaction() as connection:
            member = find_member(connection, member_id)
            if member is None:
                raise ProcessGoneError(member_id)
            record = Record(connection, self._guide, member, lock=True, cache=self._states)
            stored = conversations.find_reply(connection, member.id, request.id)
            if stored is not None:
                if stored.body_hash != request.fingerprint():
                    raise IdReusedError(request.id)
                return Reply(stored.response, replayed=True)
            mark_seen(record.position)
            turn = self._turn(record, request)
            prompt = resting_prompt(record)
            said = self._assistant.respond(member.id, turn, context_of(prompt, record)) or [
                SPEECHLESS
            ]
            body = self._store(connection, record, turn, request, said)
            ended = turn.ends
            if ended:
                self._end(connection, record, turn)
        kept = record.lasting_state(), record.known_matters
        self._states.keep(record.process.id, record.version, *kept)
        self._erase_traces(ended)
        return Reply(body)

    def _end(self, connection: Connection, record: Record, turn: Turn) -> None:
        """Deletes what was to be deleted: the whole process, or the one person."""
        if turn.ends_person:
            delete_person(connection, self._guide, record.member, "member")
            return
        delete_process(connection, record.process.id)
        note_deletion(connection, "process", "founder", actor=record.member.id)

    def erase_traces(self) -> None:
        """Clears what a deletion left; while somebody reads, again with the next message."""
        self._erase_traces(True)

    def _erase_traces(self, ended: bool) -> None:
        """Clears the traces of a deletion; as long as somebody reads, again next time."""
        if not ended and not self._traces_remain:
            return
        try:
            self._database.erase_traces()
            self._traces_remain = False
        except TracesRemainError:
            self._traces_remain = True

    def _turn(self, record: Record, request: Request) -> Turn:
        answer = request.answer
        pending = (record.position.pending or {}).get("question")
        if answer is not None and answer.question != pending:
            record.place(answer.question)
            record.check_revision(answer.question, answer.revision)
        command = request.command
        if command is not None and command.question not in (None, pending):
            record.place(command.question)
        return Turn(text=request.text or "", answer=answer, command=command, record=record)

    def _store(
        self,
        connection: Connection,
        record: Record,
        turn: Turn,
        request: Request,
        said: list[Utterance],
    ) -> dict[str, Any]:
        now = datetime.datetime.now(datetime.timezone.utc)
        rows = [own_row(request.id, turn, record, now), *rows_of(said, now)]
        understood = turn.understood
        body = {
            "messages": [message_data(row) for row in rows],
            **(
                {"prompt": None, "progress": state_data(record)["progress"]}
                if turn.ends
                else state_data(record)
            ),
            "understood": {
                "as": understood.kind,
                "name": understood.name,
                "value": understood.value,
            },
        }
        if not turn.ends:
            conversations.append_messages(connection, record.member.id, rows)
            reply = StoredReply(request.fingerprint(), 200, body)
            conversations.save_reply(connection, record.member.id, request.id, reply)
        return body


def context_of(prompt: Prompt | None, record: Record | None = None) -> dict[str, Any]:
    """The open question for the judgement of a typed text, with the one answered before."""
    if prompt is None:
        return {}
    role = prompt.question.rpartition(".")[2]
    opened = OpenQuestion(
        prompt.kind,
        _choices(prompt.options),
        (prompt.label, prompt.unit or ""),
        role if role in ("more", "check") else "question",
        _last_question(record) if record else None,
    )
    return open_question_data(opened)


def _choices(options: tuple[Option, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(o.value, o.title, o.synonyms) for o in options)


def _last_question(record: Record) -> OpenQuestion | None:
    """The question the member answered last."""
    place = find_place(record.guide, record.position.answered or "")
    if place is None:
        return None
    question = place.question
    options = options_of(question, record.guide, record.state)
    return OpenQuestion(
        question.kind,
        _choices(options),
        (question.label, question.unit or ""),
        said=display(question, options, record.state.value(record.position.answered or "")),
    )
