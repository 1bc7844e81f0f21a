"""Answers and collections as a form works with them."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.guide.answers import Problem as AnswerProblem
from assistant.guide.answers import check_value
from assistant.guide.choices import options_of
from assistant.guide.model import STAGE_IDS
from assistant.guide.places import find_place
from assistant.guide.walk import steps
from assistant.process.record import Record
from assistant.process.refusals import StaleRevisionError, UnknownQuestionError
from assistant.store.answers import AnswerRow, current_answers, history
from assistant.store.processes import Member
from assistant.web.bodies import answer_data, item_data, revision_data
from assistant.web.chat import Tried, stale
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

NO_QUESTION = "Diese Frage gibt es nicht."
NO_LIST = "Diese Liste gibt es nicht."
NO_ITEM = "Diesen Eintrag gibt es nicht."


async def get_answers(request: web.Request, _: Any) -> web.Response:
    """All answers in the order of the questions."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    stage = request.query.get("stage")

    def read(connection: Connection) -> list[dict[str, Any]]:
        record = Record(connection, services.guide, member, lock=False)
        rows = {row.question: row for row in current_answers(connection, record.process.id)}
        wanted = [s for s in STAGE_IDS if stage in (None, s)]
        asked = [
            step.id
            for stage_id in wanted
            for step in steps(record.guide, record.state, record.guide.stage(stage_id))
            if step.role == "question"
        ]
        kept = [rows[q] for q in asked if q in rows and rows[q].status != "withdrawn"]
        return [answer_data(record, row) for row in kept]

    return web.json_response({"answers": await services.read(read)})


async def put_answer(request: web.Request, body: Any) -> web.Response:
    """Sets an answer, or marks it unknown or skipped; optimistic locking by revision."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    question = request.match_info["question"]

    def write(connection: Connection) -> dict[str, Any]:
        record = _locked(request, connection, member)
        row = _put(record, question, body)
        return answer_data(record, row)

    try:
        return web.json_response(await services.write(write))
    except StaleRevisionError as error:
        tried = Tried(body.get("value"), body.get("status", "answered"))
        raise await stale(services, member, error, tried) from None


def _put(record: Record, question: str, body: dict[str, Any]) -> AnswerRow:
    try:
        place = record.place(question)
    except UnknownQuestionError:
        raise Problem(404, NO_QUESTION) from None
    record.check_revision(question, body.get("revision"))
    if body.get("status") == "unknown" and not place.question.allow_unknown:
        detail = "Diese Frage braucht eine Antwort, „weiß ich noch nicht“ geht hier nicht."
        raise Problem(422, detail, [{"pointer": "/status", "detail": detail}])
    if "status" in body:
        return record.store(question, None, body["status"])
    options = options_of(place.question, record.guide, record.state)
    checked = check_value(place.question, options, body["value"])
    if isinstance(checked, AnswerProblem):
        raise Problem(422, checked.text, [{"pointer": "/value", "detail": checked.text}])
    return record.store(question, checked.value)


async def get_history(request: web.Request, _: Any) -> web.Response:
    """All revisions of an answer."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    question = request.match_info["question"]
    if find_place(services.guide, question) is None:
        raise Problem(404, NO_QUESTION)

    def read(connection: Connection) -> list[AnswerRow]:
        rows = history(connection, member.process, question)
        if not rows:
            # Nothing yet, or an item that this process never had. A deleted one has its rows.
            Record(connection, services.guide, member, lock=False).place(question)
        return rows

    try:
        rows = await services.read(read)
    except UnknownQuestionError:
        raise Problem(404, NO_QUESTION) from None
    return web.json_response({"revisions": [revision_data(row) for row in rows]})


async def get_items(request: web.Request, _: Any) -> web.Response:
    """The items of a collection."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    collection = _source(request)

    def read(connection: Connection) -> dict[str, Any]:
        return _items(Record(connection, services.guide, member, lock=False), collection)

    return web.json_response(await services.read(read))


def _items(record: Record, collection: str) -> dict[str, Any]:
    ids = record.state.items.get(collection, ())
    return {"items": [item_data(record, collection, item) for item in ids]}


async def add_item(request: web.Request, _: Any) -> web.Response:
    """A new item at the end."""
    member = request[MEMBER]
    collection = _collection(request)
    most = request.app[SERVICES].guide.collections()[collection].collection

    def write(connection: Connection) -> dict[str, str]:
        record = _locked(request, connection, member)
        count = len(record.state.items.get(collection, ()))
        if most is not None and count >= most.at_most:
            raise Problem(409, f"Mehr als {most.at_most} Einträge passen nicht in diese Liste.")
        return item_data(record, collection, record.add_item(collection))

    return web.json_response(await request.app[SERVICES].write(write), status=201)


async def delete_item(request: web.Request, _: Any) -> web.Response:
    """Takes an item out."""
    member = request[MEMBER]
    collection, item = _collection(request), request.match_info["item"]

    def write(connection: Connection) -> None:
        record = _locked(request, connection, member)
        if item not in record.state.items.get(collection, ()):
            raise Problem(404, NO_ITEM)
        record.delete_item(collection, item)

    await request.app[SERVICES].write(write)
    return web.Response(status=204)


async def order_items(request: web.Request, body: Any) -> web.Response:
    """Puts all items in a new order."""
    member = request[MEMBER]
    collection = _collection(request)

    def write(connection: Connection) -> dict[str, Any]:
        record = _locked(request, connection, member)
        if sorted(body["items"]) != sorted(record.state.items.get(collection, ())):
            raise Problem(
                422,
                "Die Reihenfolge muss jeden Eintrag genau einmal nennen.",
                [{"pointer": "/items", "detail": "Es fehlt ein Eintrag, oder einer ist zu viel."}],
            )
        record.order_items(collection, body["items"])
        return _items(record, collection)

    return web.json_response(await request.app[SERVICES].write(write))


def _collection(request: web.Request) -> str:
    name = request.match_info["collection"]
    if name not in request.app[SERVICES].guide.collections():
        raise Problem(404, NO_LIST)
    return name


def _source(request: web.Request) -> str:
    """The collection whose items are meant: `review.measures` has those of `plan.measures`."""
    stage, _, name = request.match_info["collection"].partition(".")
    for section in (s for st in request.app[SERVICES].guide.stages for s in st.sections):
        collection = section.collection
        if collection and collection.name == f"{stage}.{name}" and collection.items_of:
            return collection.items_of
    return _collection(request)


def _locked(request: web.Request, connection: Connection, member: Member) -> Record:
    return Record(connection, request.app[SERVICES].guide, member, lock=True)
