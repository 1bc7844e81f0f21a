"""The process: its stages and people, the guide in its words, answers, collections, deletion."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.guide import walk
from assistant.process.dialogue.opened import open_stage
from assistant.process.record import Record
from assistant.process.refusals import ProcessGoneError
from assistant.process.together.presence import Present, present_members
from assistant.store.database import TracesRemainError
from assistant.store.deletions import note_deletion
from assistant.store.processes import delete_process as delete_rows
from assistant.store.processes import find_process, members_of, set_names_in_documents
from assistant.web.bodies import member_data, process_data
from assistant.web.guide_body import guide_data
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES


async def get_process(request: web.Request, _: Any) -> web.Response:
    """Process, stages with their state, members."""
    services = request.app[SERVICES]
    member = request[MEMBER]

    def read(connection: Connection) -> dict[str, Any]:
        record = Record(connection, services.guide, member, lock=False)
        return {
            "process": process_data(record.process),
            "stages": [_stage(record, stage.id) for stage in record.guide.stages],
            "current_stage": open_stage(record).id,
            "members": _members(record),
        }

    return web.json_response(await services.read(read))


def _members(record: Record) -> list[dict[str, Any]]:
    """The people of the process, each with where she is now."""
    process = record.process.id
    here = {one.member: one for one in present_members(record.connection, record.guide, process)}
    return [
        {
            **member_data(one),
            "me": one.id == record.member.id,
            "at": _where(here[one.id]) if one.id in here and one.id != record.member.id else None,
        }
        for one in members_of(record.connection, process)
    ]


def _where(present: Present) -> dict[str, Any]:
    place = present.place
    return {
        "stage": place.stage.id,
        "stage_title": place.stage.title,
        "section": place.section.name,
        "section_title": place.section.title,
        "question": present.question,
        "seen_at": present.seen_at.isoformat(),
    }


async def put_process(request: web.Request, body: Any) -> web.Response:
    """Whether the documents name who has contributed."""
    services = request.app[SERVICES]
    member = request[MEMBER]

    def write(connection: Connection) -> dict[str, Any]:
        process = find_process(connection, member.process, lock=True)
        if process is None:
            raise ProcessGoneError(member.process)
        set_names_in_documents(connection, process.id, body["names_in_documents"])
        shown = replace(process, names_in_documents=body["names_in_documents"])
        return {"process": process_data(shown)}

    return web.json_response(await services.write(write))


def _stage(record: Record, stage_id: str) -> dict[str, Any]:
    stage = record.guide.stage(stage_id)
    status = walk.status(record.guide, record.state, stage)
    far = walk.progress(record.guide, record.state, stage)
    missing = walk.open_points(record.guide, record.state, stage)
    # What nobody has come to yet is not an open point but the work ahead.
    named = [s for s in missing if status == "completed" or record.state.answer(s.id)]
    return {
        "id": stage.id,
        "title": stage.title,
        "status": status,
        "answered": far.answered,
        "total": far.total,
        "open_points": [step.id for step in named if step.item != walk.NEW],
    }


async def delete_process(request: web.Request, body: Any) -> web.Response:
    """Deletes everything of the process, when given the municipality's name."""
    services = request.app[SERVICES]
    member = request[MEMBER]

    def delete() -> None:
        # Tried first: while somebody reads the old state, nothing is deleted rather than half.
        services.database.empty_log()
        with services.database.transaction() as connection:
            process = find_process(connection, member.process, lock=True)
            if process is None or process.municipality != body["confirm"].strip():
                raise Problem(
                    422,
                    "Zum Löschen brauchen wir den Namen der Kommune, genau wie bei der Anmeldung.",
                    [{"pointer": "/confirm", "detail": "Der Name stimmt nicht überein."}],
                )
            delete_rows(connection, process.id)
            note_deletion(connection, "process", "founder", actor=member.id)
        services.database.erase_traces()

    try:
        await services.queued(delete)
    except TracesRemainError:
        raise Problem(
            503,
            "Gerade liest noch jemand die Daten. Bitte versuchen Sie das Löschen gleich wieder.",
            headers={"Retry-After": "5"},
        ) from None
    return web.Response(status=204)


async def get_guide(request: web.Request, _: Any) -> web.Response:
    """All stages and questions in the words for this process."""
    services = request.app[SERVICES]
    member = request[MEMBER]

    def read(connection: Connection) -> dict[str, Any]:
        return guide_data(Record(connection, services.guide, member, lock=False))

    return web.json_response(await services.read(read))
