"""Answers and collections as a form works with them, and what follows for the stages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.engine.agent import Assistant
from tests.conftest import Api
from tests.helpers import pointers, problem_of, rows, running, services_of

VALUES = [
    ("kickoff.goals", "Junge Familien bleiben.", "Junge Familien bleiben."),
    ("kickoff.goals", "ä" * 10_000, "ä" * 10_000),
    ("kickoff.occasion", "realign", "Neuausrichtung"),
    ("kickoff.head_confirmed", False, "Nein"),
    ("kickoff.date", "2027-03-14", "14. März 2027"),
    ("kickoff.date", "2027-Q3", "3. Quartal 2027"),
    ("kickoff.budget", 1200, "1.200 Euro"),
    ("kickoff.budget", 0, "0 Euro"),
    ("kickoff.steering_group", ["Hauptamt", "Feuerwehr"], "Hauptamt; Feuerwehr"),
    ("profile.population", 5700, "5.700 Personen"),
    ("profile.average_age", 47.3, "47,3 Jahre"),
]


async def _get(api: Api, path: str) -> Any:
    response = await api.call("GET", path)
    assert response.status == 200, await response.text()
    return await response.json()


async def _put(api: Api, question: str, **body: Any) -> dict[str, Any]:
    response = await api.call("PUT", f"/api/answers/{question}", body)
    assert response.status == 200, await response.text()
    answer: dict[str, Any] = await response.json()
    return answer


async def _answers(api: Api, stage: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        await _get(api, f"/api/answers{f'?stage={stage}' if stage else ''}")
    )["answers"]
    return found


async def _add(api: Api, collection: str) -> str:
    response = await api.call("POST", f"/api/collections/{collection}")
    assert response.status == 201, await response.text()
    item: dict[str, str] = await response.json()
    return item["id"]


async def _items(api: Api, collection: str) -> list[str]:
    return [item["id"] for item in (await _get(api, f"/api/collections/{collection}"))["items"]]


# Answers


@pytest.mark.parametrize(("question", "value", "display"), VALUES)
async def test_a_value_that_fits_is_stored_and_read_back(
    api: Api, question: str, value: Any, display: str
) -> None:
    session = await api.register()
    answer = await _put(api, question, value=value, revision=0)
    assert answer["question"] == question
    assert answer["value"] == value
    assert answer["display"] == display
    assert answer["status"] == "answered"
    assert answer["revision"] == 1
    assert answer["member"] == session["member"]["id"]
    assert answer["label"]
    assert await _answers(api) == [answer]
    assert await _answers(api, question.partition(".")[0]) == [answer]
    assert await _answers(api, "review") == []


async def test_every_question_of_the_guide_takes_a_value_and_shows_it(api: Api) -> None:
    await api.register()
    samples = {
        "text": "Ein paar Worte",
        "date": "2027-03",
        "list": ["Hauptamt"],
        "yes_no": True,
    }
    expected = []
    for stage in (await _get(api, "/api/guide"))["stages"]:
        for section in stage["sections"]:
            if section["collection"] or section["condition"]:
                continue
            for question in section["questions"]:
                if question["condition"] or question.get("options") == []:
                    continue
                options = [option["value"] for option in question.get("options", ())]
                value = samples.get(question["kind"]) or {
                    "number": max(
                        question.get("min", 0), 2030 if "year" in question["question"] else 7
                    ),
                    "single": options[0] if options else None,
                    "multiple": options[:2],
                }.get(question["kind"])
                answer = await _put(api, question["question"], value=value, revision=0)
                assert answer["value"] == value
                assert answer["display"].strip()
                assert answer["label"] == question["label"]
                expected.append(question["question"])
    assert len(expected) > 60
    assert set(expected) <= {answer["question"] for answer in await _answers(api)}


async def test_revisions_count_and_the_history_keeps_all(api: Api) -> None:
    await api.register()
    await _put(api, "kickoff.goals", value="Eins", revision=0)
    await _put(api, "kickoff.goals", value="Zwei", revision=1)
    await _put(api, "kickoff.goals", status="unknown", revision=2)
    last = await _put(api, "kickoff.goals", status="skipped")
    assert last["value"] is None and last["display"] == "" and last["revision"] == 4
    revisions = (await _get(api, "/api/answers/kickoff.goals/history"))["revisions"]
    assert [(r["revision"], r["value"], r["status"]) for r in revisions] == [
        (1, "Eins", "answered"),
        (2, "Zwei", "answered"),
        (3, None, "unknown"),
        (4, None, "skipped"),
    ]
    assert all(r["member"] and r["at"] for r in revisions)
    assert [answer["status"] for answer in await _answers(api)] == ["skipped"]
    assert (await _get(api, "/api/answers/kickoff.date/history"))["revisions"] == []


@pytest.mark.parametrize("body", [{"value": "Von ihr"}, {"status": "unknown"}])
async def test_a_stale_revision_is_refused_with_the_current_answer(
    api: Api, body: dict[str, str]
) -> None:
    await api.register()
    await _put(api, "kickoff.goals", value="Eins")
    current = await _put(api, "kickoff.goals", value="Zwei")
    before = rows(services_of(api).database)
    for revision in (0, 1, 3):
        response = await api.call(
            "PUT", "/api/answers/kickoff.goals", {**body, "revision": revision}
        )
        assert (await problem_of(response, 409))["answer"] == current
    assert rows(services_of(api).database) == before


async def test_chat_and_form_write_the_same_answer(api: Api) -> None:
    await api.register()
    await _put(api, "kickoff.occasion", value="realign")
    prompt = (await _get(api, "/api/chat"))["prompt"]
    assert (prompt["question"], prompt["current"], prompt["revision"]) == (
        "kickoff.occasion",
        "realign",
        1,
    )
    await api.chat(text="Neustart")
    assert [(a["value"], a["revision"]) for a in await _answers(api)] == [("new_start", 2)]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("kickoff.goals", ""),
        ("kickoff.goals", 5),
        ("kickoff.occasion", "party"),
        ("kickoff.themes", ["nichts davon"]),
        ("kickoff.head_confirmed", "ja"),
        ("kickoff.date", "14.3.2027"),
        ("kickoff.date", "2027-02-30"),
        ("kickoff.budget", -0.5),
        ("kickoff.budget", 10**400),
        ("profile.population", 1.5),
        ("profile.average_age", 100.1),
        ("kickoff.steering_group", ["", " "]),
        ("kickoff.review", "ja"),
        ("workshop.fields_from_swot", ["7f3a"]),
    ],
)
async def test_a_value_that_does_not_fit_is_refused_with_a_reason(
    api: Api, question: str, value: Any
) -> None:
    await api.register()
    before = rows(services_of(api).database)
    response = await api.call("PUT", f"/api/answers/{question}", {"value": value})
    problem = await problem_of(response, 422)
    assert pointers(problem) == {"/value"}
    assert rows(services_of(api).database) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "Bleiben",
        {"value": None},
        {"value": {"a": 1}},
        {"status": "answered"},
        {"status": "withdrawn"},
        {"status": None},
        {"value": "x", "status": "unknown"},
        {"value": "x", "revision": "1"},
        {"value": "x", "revision": -1},
        {"value": "x", "revision": 1.5},
        {"value": "x", "member": "me"},
        {"value": "x\x00"},
        {"revision": 1},
    ],
)
async def test_a_malformed_body_is_refused(api: Api, body: Any) -> None:
    await api.register()
    problem = await problem_of(await api.call("PUT", "/api/answers/kickoff.goals", body), 422)
    assert problem["errors"]
    assert await _answers(api) == []


UNKNOWN = [
    "kickoff.nothing",
    "nothing.goals",
    "kickoff",
    "goals",
    "kickoff.guests.group",
    "kickoff.guests.7f3a.group",
    "kickoff.guests.new.group",
    "kickoff.guests.7f3a.nothing",
    "kickoff.guests.%7Bitem%7D.group",
    "review.measures.7f3a.state",
    "process.delete",
    "kickoff.goals.more",
    "x" * 201,
    "%00",
    "kickoff.guests.%00.group",
    "kickoff..goals",
    "%C3%A4",
]


@pytest.mark.parametrize("question", UNKNOWN)
async def test_an_unknown_question_is_not_found(api: Api, question: str) -> None:
    await api.register()
    response = await api.call("PUT", f"/api/answers/{question}", {"value": "x"})
    await problem_of(response, 404)
    assert await _answers(api) == []


async def test_the_history_of_an_odd_id_is_no_error(
    database_url: str, assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as api:
        await api.register()
        for question in UNKNOWN:
            response = await api.call("GET", f"/api/answers/{question}/history")
            if response.status == 200:
                assert await response.json() == {"revisions": []}
            else:
                await problem_of(response, 404)


async def test_an_unknown_stage_is_refused(api: Api) -> None:
    await api.register()
    await problem_of(await api.call("GET", "/api/answers?stage=party"), 422)


async def test_a_question_that_needs_an_answer_takes_no_unknown(api: Api) -> None:
    await api.register()
    item = await _add(api, "kickoff.guests")
    question = f"kickoff.guests.{item}.group"
    guide = await _get(api, "/api/guide")
    section = next(s for s in guide["stages"][0]["sections"] if s["collection"] == "guests")
    assert section["questions"][0]["allow_unknown"] is False
    response = await api.call("PUT", f"/api/answers/{question}", {"status": "unknown"})
    await problem_of(response, 422)


# Collections


async def test_items_are_added_titled_ordered_and_deleted(api: Api) -> None:
    await api.register()
    assert await _get(api, "/api/collections/kickoff.guests") == {"items": []}
    first, second, third = [await _add(api, "kickoff.guests") for _ in range(3)]
    titles = [i["title"] for i in (await _get(api, "/api/collections/kickoff.guests"))["items"]]
    assert len(set(titles)) == 3 and all(titles)
    await _put(api, f"kickoff.guests.{second}.group", value="Landfrauen")
    items = (await _get(api, "/api/collections/kickoff.guests"))["items"]
    assert items[1] == {"id": second, "title": "Landfrauen"}
    path = "/api/collections/kickoff.guests/order"
    response = await api.call("PUT", path, {"items": [third, first, second]})
    assert response.status == 200
    assert [item["id"] for item in (await response.json())["items"]] == [third, first, second]
    assert await _items(api, "kickoff.guests") == [third, first, second]
    response = await api.call("DELETE", f"/api/collections/kickoff.guests/{third}")
    assert response.status == 204 and await response.read() == b""
    assert await _items(api, "kickoff.guests") == [first, second]
    assert await _items(api, "plan.measures") == []
    assert (await _add(api, "kickoff.guests")) not in (first, second, third)


async def test_a_deleted_item_takes_its_answers_out_of_sight_and_undo_brings_them_back(
    api: Api,
) -> None:
    await api.register()
    item = await _add(api, "kickoff.guests")
    question = f"kickoff.guests.{item}.group"
    await _put(api, question, value="Landfrauen")
    await api.call("DELETE", f"/api/collections/kickoff.guests/{item}")
    assert question not in [answer["question"] for answer in await _answers(api)]
    await problem_of(await api.call("PUT", f"/api/answers/{question}", {"value": "x"}), 404)
    path = f"/api/collections/kickoff.guests/{item}"
    await problem_of(await api.call("DELETE", path), 404)
    await api.chat(command={"name": "undo"})
    assert await _items(api, "kickoff.guests") == [item]
    assert question in [answer["question"] for answer in await _answers(api)]


@pytest.mark.parametrize("collection", ["kickoff.nothing", "guests", "kickoff", "%00", "a.b.c"])
async def test_an_unknown_list_is_not_found(api: Api, collection: str) -> None:
    await api.register()
    base = f"/api/collections/{collection}"
    await problem_of(await api.call("GET", base), 404)
    await problem_of(await api.call("POST", base), 404)
    await problem_of(await api.call("DELETE", f"{base}/x"), 404)
    await problem_of(await api.call("PUT", f"{base}/order", {"items": []}), 404)


@pytest.mark.parametrize("item", ["x", "%00", "x" * 37, "new", "%C3%A4"])
async def test_an_unknown_item_is_not_found(api: Api, item: str) -> None:
    await api.register()
    await _add(api, "kickoff.guests")
    await problem_of(await api.call("DELETE", f"/api/collections/kickoff.guests/{item}"), 404)


async def test_an_order_names_every_item_exactly_once(api: Api) -> None:
    await api.register()
    first, second = [await _add(api, "kickoff.guests") for _ in range(2)]
    for wrong in ([], [first], [first, first], [first, second, second], [first, "x"]):
        response = await api.call("PUT", "/api/collections/kickoff.guests/order", {"items": wrong})
        await problem_of(response, 422)
    for malformed in ({}, {"items": "x"}, {"items": [1, 2]}, {"items": [first], "x": 1}, []):
        response = await api.call("PUT", "/api/collections/kickoff.guests/order", malformed)
        await problem_of(response, 422)
    assert await _items(api, "kickoff.guests") == [first, second]


async def test_a_list_is_full_at_some_time(api: Api) -> None:
    await api.register()
    for _ in range(100):
        await _add(api, "kickoff.guests")
    await problem_of(await api.call("POST", "/api/collections/kickoff.guests"), 409)
    assert len(await _items(api, "kickoff.guests")) == 100


async def test_a_measure_keeps_its_id_in_the_review(api: Api) -> None:
    await api.register()
    item = await _add(api, "plan.measures")
    answer = await _put(api, f"review.measures.{item}.decision", status="unknown")
    assert answer["question"] == f"review.measures.{item}.decision"


async def test_the_measures_of_the_plan_are_listed_for_the_review(api: Api) -> None:
    await api.register()
    item = await _add(api, "plan.measures")
    await _put(api, f"plan.measures.{item}.title", value="Bürgerbus")
    listed = (await _get(api, "/api/collections/review.measures"))["items"]
    assert listed == [{"id": item, "title": "Bürgerbus"}]


async def test_the_review_gets_no_measures_of_its_own(api: Api) -> None:
    await api.register()
    response = await api.call("POST", "/api/collections/review.measures")
    assert response.status in (404, 405, 409, 422), await response.text()


async def test_chosen_entries_become_items_of_the_next_list(api: Api) -> None:
    await api.register()
    swot = await _add(api, "profile.swot")
    await _put(api, f"profile.swot.{swot}.title", value="Viele Vereine")
    await _put(api, "workshop.fields_from_swot", value=[swot])
    items = (await _get(api, "/api/collections/workshop.fields"))["items"]
    assert [item["title"] for item in items] == ["Viele Vereine"]
    origin = f"workshop.fields.{items[0]['id']}.origin"
    assert {a["question"]: a["value"] for a in await _answers(api, "workshop")}[origin] == swot
    await _put(api, "workshop.fields_from_swot", value=[swot])
    assert len(await _items(api, "workshop.fields")) == 1


# Stages


async def _stages(api: Api) -> dict[str, dict[str, Any]]:
    return {stage["id"]: stage for stage in (await _get(api, "/api/process"))["stages"]}


async def test_the_process_lists_its_stages_in_order(api: Api) -> None:
    await api.register()
    process = await _get(api, "/api/process")
    assert [(stage["id"], stage["title"]) for stage in process["stages"]] == [
        ("kickoff", "Kick-Off"),
        ("profile", "Kommunalprofil"),
        ("workshop", "Zukunftswerkstatt"),
        ("plan", "Werkstattplan"),
        ("review", "Zwischenbilanz"),
    ]
    assert {stage["status"] for stage in process["stages"]} == {"not_started"}
    assert process["current_stage"] == "kickoff"
    await _put(api, "plan.vision", value="Ein Ort für alle")
    stages = await _stages(api)
    assert stages["plan"]["status"] == "in_progress"
    assert stages["plan"]["answered"] == 1
    assert stages["kickoff"]["status"] == "not_started"


async def test_confirming_the_review_completes_the_stage_with_open_points(api: Api) -> None:
    await api.register()
    await api.chat(text="Neuausrichtung")
    reply = await api.chat(command={"name": "finish", "stage": "kickoff"})
    assert reply["prompt"]["question"] == "kickoff.review"
    assert reply["prompt"]["kind"] == "review"
    before = reply["progress"]["overall"]
    reply = await api.chat(answer={"question": "kickoff.review", "value": "confirm"})
    assert reply["understood"] == {"as": "answer", "name": None, "value": "confirm"}
    assert reply["prompt"]["question"] == "profile.reference_date"
    assert reply["progress"]["stage"] == "profile"
    assert before < reply["progress"]["overall"] == 0.2
    kickoff = (await _stages(api))["kickoff"]
    assert kickoff["status"] == "completed"
    assert "kickoff.goals" in kickoff["open_points"]
    assert "kickoff.occasion" not in kickoff["open_points"]
    assert (await _get(api, "/api/process"))["current_stage"] == "profile"
    await _put(api, "kickoff.goals", value="Bleiben")
    assert "kickoff.goals" not in (await _stages(api))["kickoff"]["open_points"]


async def test_unknown_becomes_an_open_point_in_a_stage_under_way(api: Api) -> None:
    await api.register()
    await api.chat(command={"name": "unknown"})
    assert (await _stages(api))["kickoff"]["open_points"] == ["kickoff.occasion"]


async def test_the_review_can_be_confirmed_by_the_form(api: Api) -> None:
    await api.register()
    await _put(api, "kickoff.review", value="confirm")
    assert (await _stages(api))["kickoff"]["status"] == "completed"


async def test_all_stages_completed_end_the_walk(api: Api) -> None:
    await api.register()
    seen = []
    for stage in ("kickoff", "profile", "workshop", "plan", "review"):
        await api.chat(command={"name": "finish", "stage": stage})
        reply = await api.chat(text="stimmt so")
        seen.append(reply["progress"]["overall"])
    assert seen == [0.2, 0.4, 0.6, 0.8, 1.0]
    assert reply["prompt"] is None
    assert {stage["status"] for stage in (await _stages(api)).values()} == {"completed"}
    again = await api.chat(command={"name": "goto", "stage": "plan"})
    assert again["prompt"]["stage"] == "plan"


@pytest.mark.parametrize("stage", ["kickoff", "profile", "workshop", "plan", "review"])
async def test_one_can_go_to_any_stage_at_any_time(api: Api, stage: str) -> None:
    await api.register()
    reply = await api.chat(command={"name": "goto", "stage": stage})
    assert reply["prompt"]["stage"] == stage
    assert reply["progress"]["stage"] == stage
    assert (await _get(api, "/api/process"))["current_stage"] == stage


# The guide


async def test_the_guide_tells_all_questions_with_their_texts(api: Api) -> None:
    await api.register()
    stages = (await _get(api, "/api/guide"))["stages"]
    assert [stage["id"] for stage in stages] == [
        "kickoff",
        "profile",
        "workshop",
        "plan",
        "review",
    ]
    for stage in stages:
        assert stage["title"] and stage["purpose"] and stage["duration"] and stage["prepare"]
        for section in stage["sections"]:
            assert section["id"] and section["title"]
            for question in section["questions"]:
                for name in ("text", "why", "help", "example", "plain", "kind"):
                    assert question[name], (question["question"], name)
                repeated = ".{item}." in question["question"]
                assert repeated == (section["collection"] is not None)
                shown = {**question, "question": ""}
                assert "{" not in str(list(shown.values())[2:8]), question["question"]
