"""Notes and proposals over the API: by whom, on what, and what becomes of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Api
from tests.helpers import pointers, problem_of
from tests.web.test_together import QUESTION, done, person, read


async def proposed(api: Api, value: Any = "Kürzer", **more: Any) -> tuple[Api, dict[str, Any]]:
    """An adviser has proposed something; she, and the proposal."""
    adviser = await person(api, "adviser", "Dr. Anna Rat")
    body = {"question": QUESTION, "value": value, **more}
    return adviser, await done(adviser, "POST", "/api/notes", body, 201)


async def test_a_note_is_written_done_and_deleted(api: Api) -> None:
    await api.register()
    editor = await person(api, "editor", "Jörg Meyer")
    note = await done(editor, "POST", "/api/notes", {"question": QUESTION, "text": " Hm. "}, 201)
    assert (note["kind"], note["text"], note["status"], note["mine"]) == (
        "note", "Hm.", "open", True,
    )  # fmt: skip
    listed = (await read(api, f"/api/notes?question={QUESTION}"))["notes"]
    assert [(n["id"], n["name"], n["mine"]) for n in listed] == [(note["id"], "Jörg Meyer", False)]
    path = f"/api/notes/{note['id']}"
    settled = await done(api, "PUT", path, {"status": "done"}, 200)
    assert settled["answer"] is None and settled["note"]["closed_by"]
    assert (await read(api, "/api/notes?status=open"))["notes"] == []
    reopened = (await done(api, "PUT", path, {"status": "open"}, 200))["note"]
    assert (reopened["status"], reopened["closed_by"]) == ("open", None)
    await done(api, "DELETE", path, None, 204)
    await problem_of(await api.call("DELETE", path), 404)


async def test_a_proposal_becomes_the_answer_when_a_member_accepts_it(api: Api) -> None:
    await api.register()
    await done(api, "PUT", f"/api/answers/{QUESTION}", {"value": "Sehr lang"}, 200)
    adviser, note = await proposed(api, text="Das liest sich leichter.")
    assert (note["display"], note["text"]) == ("Kürzer", "Das liest sich leichter.")
    path = f"/api/notes/{note['id']}"
    await problem_of(await adviser.call("PUT", path, {"status": "accepted"}), 403)
    await problem_of(await api.call("PUT", path, {"status": "done"}), 422)
    accepted = await done(api, "PUT", path, {"status": "accepted", "revision": 1}, 200)
    assert accepted["answer"]["value"] == "Kürzer" and accepted["answer"]["revision"] == 2
    assert accepted["note"]["status"] == "accepted"
    await problem_of(await api.call("PUT", path, {"status": "declined"}), 409)
    seen = (await read(adviser, "/api/activity"))["entries"]
    assert [e["kind"] for e in seen if e["name"] == "Helga Brandt"] == ["decided", "answers"]


async def test_a_proposal_to_an_answer_that_has_changed_ends_in_a_conflict(api: Api) -> None:
    await api.register()
    _, note = await proposed(api)
    editor = await person(api, "editor", "Jörg Meyer")
    for value in ("Eins", "Zwei"):
        await done(editor, "PUT", f"/api/answers/{QUESTION}", {"value": value}, 200)
    body = {"status": "accepted", "revision": 1}
    problem = await problem_of(await api.call("PUT", f"/api/notes/{note['id']}", body), 409)
    assert problem["answer"]["value"] == "Zwei" and problem["tried"]["value"] == "Kürzer"
    assert problem["member"]["name"] == "Jörg Meyer"


async def test_a_declined_proposal_changes_nothing(api: Api) -> None:
    await api.register()
    adviser, note = await proposed(api)
    path = f"/api/notes/{note['id']}"
    settled = await done(api, "PUT", path, {"status": "declined"}, 200)
    assert settled["answer"] is None
    assert (await read(api, "/api/answers"))["answers"] == []
    await done(adviser, "DELETE", path, None, 204)


async def test_nobody_deletes_what_another_wrote_but_the_founder(api: Api) -> None:
    await api.register()
    adviser, note = await proposed(api)
    editor = await person(api, "editor", "Jörg Meyer")
    viewer = await person(api, "viewer", "Rita Kern")
    path = f"/api/notes/{note['id']}"
    await problem_of(await editor.call("DELETE", path), 403)
    await problem_of(await viewer.call("DELETE", path), 403)
    body = {"question": QUESTION, "text": "Hm."}
    await problem_of(await viewer.call("POST", "/api/notes", body), 403)
    assert len((await read(viewer, "/api/notes"))["notes"]) == 1
    await done(api, "DELETE", path, None, 204)
    assert (await read(adviser, "/api/notes"))["notes"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"question": "kickoff.nothing", "text": "x"}, "/question"),
        ({"question": "plan.measures.x.title", "value": "x"}, "/question"),
        ({"question": "kickoff.review", "value": "confirm"}, "/question"),
        ({"question": "kickoff.occasion", "value": "anything"}, "/value"),
        ({"question": QUESTION, "text": " "}, "/text"),
        ({"question": QUESTION, "text": "x" * 2001}, "/text"),
        ({"question": QUESTION}, "/text"),
    ],
)
async def test_what_does_not_fit_is_named(api: Api, body: dict[str, Any], pointer: str) -> None:
    await api.register()
    problem = await problem_of(await api.call("POST", "/api/notes", body), 422)
    assert pointers(problem) == {pointer}


async def test_what_is_remarked_on_an_entry_that_is_gone_is_not_shown_as_an_answer(
    api: Api,
) -> None:
    await api.register()
    item = (await done(api, "POST", "/api/collections/plan.measures", None, 201))["id"]
    question = f"plan.measures.{item}.title"
    note = await done(api, "POST", "/api/notes", {"question": question, "value": "Bus"}, 201)
    await done(api, "DELETE", f"/api/collections/plan.measures/{item}", None, 204)
    assert len((await read(api, "/api/notes"))["notes"]) == 1
    path = f"/api/notes/{note['id']}"
    problem = await problem_of(await api.call("PUT", path, {"status": "accepted"}), 409)
    assert "gibt es nicht mehr" in problem["detail"]
    reply = await api.chat(text="zeig mir die Anmerkungen")
    assert reply["understood"]["name"] == "notes"
