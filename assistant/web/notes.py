"""Notes on answers and proposals of answers, over the API."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.guide.answers import Problem as AnswerProblem
from assistant.guide.answers import check_value
from assistant.guide.choices import options_of
from assistant.guide.places import find_place
from assistant.guide.state import Value
from assistant.process.record import Record
from assistant.process.refusals import ReadOnlyError, StaleRevisionError, UnknownQuestionError
from assistant.process.together import remarks
from assistant.process.together.remarks import SettledError, TooManyNotesError
from assistant.process.together.wire import note_data
from assistant.store.together import NoteRow, find_note, notes_of
from assistant.web.bodies import answer_data
from assistant.web.chat import Tried, stale
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

NO_QUESTION = "Diese Frage gibt es nicht."
SETTLED = "Darüber ist schon entschieden."
FOR_NOTES = ("open", "done")


async def get_notes(request: web.Request, _: Any) -> web.Response:
    """Notes and proposals, the oldest first."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    only = {name: request.query.get(name) for name in ("question", "status")}

    def read(connection: Connection) -> list[dict[str, Any]]:
        record = Record(connection, services.guide, member, lock=False)
        found = notes_of(connection, member.process, **only)
        return [note_data(record, note) for note in found]

    return web.json_response({"notes": await services.read(read)})


async def add_note(request: web.Request, body: Any) -> web.Response:
    """A note on a question, or a proposed answer to it."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    text = (body.get("text") or "").strip() or None

    def write(connection: Connection) -> dict[str, Any]:
        record = Record(connection, services.guide, member, lock=True)
        question = body["question"]
        try:
            if "value" in body:
                note = remarks.propose(record, question, _checked(record, body), text)
            else:
                note = remarks.remark(record, question, text or "")
        except UnknownQuestionError:
            raise _misfit("/question", NO_QUESTION) from None
        except TooManyNotesError:
            raise Problem(409, "Es sind schon sehr viele Anmerkungen offen.") from None
        return note_data(record, note)

    return web.json_response(await services.write(write), status=201)


def _checked(record: Record, body: dict[str, Any]) -> Value:
    question = record.place(body["question"]).question
    if body["question"].rpartition(".")[2] in ("review", "more"):
        raise _misfit("/question", "Dazu lässt sich keine Antwort vorschlagen.")
    options = options_of(question, record.guide, record.state)
    checked = check_value(question, options, body["value"])
    if isinstance(checked, AnswerProblem):
        raise _misfit("/value", checked.text)
    return checked.value


async def settle_note(request: web.Request, body: Any) -> web.Response:
    """Marks a note as done or open, or decides about a proposal."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    tried: list[Tried] = []

    def write(connection: Connection) -> dict[str, Any]:
        record = Record(connection, services.guide, member, lock=True)
        note = _found(record, request)
        tried.append(Tried(note.value, "answered"))
        try:
            return _settle(record, note, body)
        except SettledError:
            raise Problem(409, SETTLED) from None
        except UnknownQuestionError:
            raise Problem(409, "Den Eintrag dazu gibt es nicht mehr.") from None

    try:
        return web.json_response(await services.write(write))
    except StaleRevisionError as error:
        raise await stale(services, member, error, tried[0]) from None


def _settle(record: Record, note: NoteRow, body: dict[str, Any]) -> dict[str, Any]:
    status = body["status"]
    if (status in FOR_NOTES) != (note.kind == "note"):
        expected = "done oder open" if note.kind == "note" else "accepted oder declined"
        raise _misfit("/status", f"Hier ist {expected} möglich.")
    answer = None
    if status == "accepted":
        stored = remarks.accept(record, note, body.get("revision") or None)
        if isinstance(stored, AnswerProblem):
            raise Problem(409, f"Der Vorschlag passt nicht mehr zur Frage. {stored.text}")
        answer = answer_data(record, stored)
    elif status == "declined":
        remarks.decline(record, note)
    else:
        remarks.mark_done(record, note, status == "done")
    return {"note": note_data(record, _again(record, note)), "answer": answer}


def _again(record: Record, note: NoteRow) -> NoteRow:
    found = find_note(record.connection, record.process.id, note.id)
    assert found is not None
    return found


async def delete_note(request: web.Request, _: Any) -> web.Response:
    """Deletes one's own note; whoever founded the process may delete any."""
    services = request.app[SERVICES]
    member = request[MEMBER]

    def write(connection: Connection) -> None:
        record = Record(connection, services.guide, member, lock=True)
        note = _found(record, request)
        try:
            remarks.delete(record, note)
        except ReadOnlyError:
            raise Problem(403, "Löschen können Sie nur, was Sie selbst angemerkt haben.") from None

    await services.write(write)
    return web.Response(status=204)


def _found(record: Record, request: web.Request) -> NoteRow:
    note = find_note(record.connection, record.process.id, request.match_info["note"])
    if note is None or find_place(record.guide, note.question) is None:
        raise Problem(404, "Diese Anmerkung gibt es nicht.")
    return note


def _misfit(pointer: str, detail: str) -> Problem:
    return Problem(422, detail, [{"pointer": pointer, "detail": detail}])
