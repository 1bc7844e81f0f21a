"""All five stages by controls alone, for each kind of municipality."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.guide.load import load_guide
from assistant.guide.model import MUNICIPALITY_TYPES, STAGE_IDS
from tests.conftest import Api
from tests.conversations import Json, Talk
from tests.conversations.controls import (
    BRACE,
    MOST_MESSAGES,
    Driver,
    check_prompt,
    check_reply,
    strings,
)

NAMES = {
    "municipality": "Grabow",
    "district": "Ludwigslust-Parchim",
    "quarter": "Dortmund-Nordstadt",
    "association": "Amt Grabow",
}
SPOKEN = ("text", "why", "help", "plain")

every_type = pytest.mark.parametrize("kind", MUNICIPALITY_TYPES)


@dataclass(frozen=True)
class Journey:
    """All five stages gone through by controls: what was asked, told, said and stored."""

    prompts: list[Json]
    told: dict[str, Any]
    texts: list[str]
    stored: dict[str, tuple[str, Any]]
    statuses: dict[str, str]
    progress: Json
    guide: Json


journeys: dict[str, Journey] = {}


async def registered(api: Api, kind: str) -> Talk:
    more = {"parent": "Dortmund"} if kind == "quarter" else {}
    return await Talk.begin(api, NAMES[kind], type=kind, **more)


@pytest.fixture
async def journey(api: Api, kind: str) -> Journey:
    """One journey for each kind of municipality; several tests look at it."""
    if kind not in journeys:
        talk = await registered(api, kind)
        driver = Driver(talk)
        texts = list(talk.texts)
        while talk.prompt and len(driver.prompts) < MOST_MESSAGES:
            await driver.step()
            texts += talk.texts
        journeys[kind] = Journey(
            driver.prompts,
            driver.told,
            texts,
            await talk.answers(),
            await talk.statuses(),
            talk.reply["progress"],
            await talk.get("/api/guide"),
        )
    return journeys[kind]


@every_type
def test_all_five_stages_can_be_completed_by_controls(journey: Journey) -> None:
    assert journey.statuses == dict.fromkeys(STAGE_IDS, "completed")
    assert journey.progress["overall"] == 1.0
    told = {question: ("answered", value) for question, value in journey.told.items()}
    assert {question: journey.stored.get(question) for question in told} == told
    # Nobody gave other answers, but for the titles and origins of what was chosen elsewhere.
    assert {q.split(".")[-1] for q in set(journey.stored) - set(told)} <= {
        "title",
        "origin",
        "idea",
        # Of points and fields that were proposed and chosen.
        *("quadrant", "evidence_kind", "evidence", "theme", "reason"),
    }


@every_type
def test_every_question_is_put_with_reason_help_and_example(journey: Journey) -> None:
    for prompt in journey.prompts:
        check_prompt(prompt)
    for text in strings([{**stage, "sections": None} for stage in journey.guide["stages"]]):
        assert not BRACE.search(text), text
    for stage in journey.guide["stages"]:
        for section in stage["sections"]:
            for question in section["questions"]:
                shown = {**question, "question": question["question"].replace("{item}", "x")}
                assert not any(BRACE.search(text) for text in strings(shown)), shown
                for field in ("label", *SPOKEN, "example"):
                    assert question[field].strip(), f"{question['question']}: {field}"


def own_words(kind: str) -> set[str]:
    return set(load_guide().words[kind].values())


@every_type
def test_words_fit_the_kind_of_municipality(journey: Journey, kind: str) -> None:
    texts = journey.texts + [prompt[field] for prompt in journey.prompts for field in SPOKEN]
    others = [own_words(k) for k in MUNICIPALITY_TYPES if k != kind]
    # "der Rat" is a word of one kind and stands within "der Rat der Stadt", a word of another.
    foreign = {
        word for word in set().union(*others) if not any(word in own for own in own_words(kind))
    }
    assert sorted({(word, text) for text in texts for word in foreign if f"{word} " in text}) == []
    words = load_guide().words[kind]
    for name in ("kommune", "kommune_dat", "rat", "spitze", "spitze_akk"):
        assert any(words[name].lower() in text.lower() for text in texts), words[name]


@every_type
def test_words_stand_in_their_case(journey: Journey, kind: str) -> None:
    words = load_guide().words[kind]
    texts = {prompt[field] for prompt in journey.prompts for field in SPOKEN}
    for name in ("kommune", "rat", "spitze", "verwaltung"):
        if words[name] == words[f"{name}_dat"]:
            continue
        wrong = re.compile(rf"\b(aus|von|bei|mit|zu|nach|seit) {words[name]}\b", re.IGNORECASE)
        assert [text for text in texts if wrong.search(text)] == []


@every_type
def test_questions_for_one_kind_only_are_asked_there_alone(journey: Journey, kind: str) -> None:
    asked = {prompt["question"] for prompt in journey.prompts}
    several = kind in ("district", "association")
    assert ("kickoff.member_municipalities" in asked) == several
    assert ("profile.debt_per_head" in asked) == (kind != "quarter")


async def test_a_question_back_about_an_unusual_number_can_be_read(api: Api) -> None:
    talk = await Talk.begin(api)
    driver = Driver(talk, items=1, exaggerates=True)
    await driver.to_the_end()
    assert sum(prompt["question"].endswith(".check") for prompt in driver.prompts) >= 10


@every_type
async def test_a_person_in_a_hurry_answers_only_what_is_required(api: Api, kind: str) -> None:
    talk = await registered(api, kind)
    driver = Driver(talk, items=1)
    for _ in range(MOST_MESSAGES):
        if talk.prompt is None:
            break
        if (
            talk.prompt["required"]
            or talk.prompt["kind"] == "review"
            or (talk.prompt["kind"] == "yes_no" and talk.question.endswith((".more", ".check")))
        ):
            await driver.step()
        else:
            await talk.command("skip")
            check_reply(talk)
    assert talk.prompt is None
    assert await talk.statuses() == dict.fromkeys(STAGE_IDS, "completed")
    data = await talk.get("/api/process")
    assert [stage["open_points"] for stage in data["stages"]] == [[]] * 5
    answered = {q for q, (status, _) in (await talk.answers()).items() if status == "answered"}
    required = {p["question"] for p in driver.prompts if p["required"]}
    assert answered == required
    assert len(required) * 2 <= len(await talk.answers())


@every_type
async def test_who_knows_nothing_yet_reaches_the_end_with_open_points(api: Api, kind: str) -> None:
    talk = await registered(api, kind)
    required = set()
    for _ in range(MOST_MESSAGES):
        prompt = talk.prompt
        if prompt is None:
            break
        if prompt["kind"] == "review":
            await talk.choose("confirm")
        else:
            if prompt["required"] and prompt["allow_unknown"]:
                required.add(prompt["question"])
            await talk.command("unknown")
        check_reply(talk)
    assert talk.prompt is None
    assert await talk.statuses() == dict.fromkeys(STAGE_IDS, "completed")
    stored = await talk.answers()
    assert stored
    assert {status for status, _ in stored.values()} == {"unknown"}
    data = await talk.get("/api/process")
    points = {question for stage in data["stages"] for question in stage["open_points"]}
    assert points >= required
    assert len(required) >= 20


@every_type
async def test_each_review_lists_what_was_answered(api: Api, kind: str) -> None:
    talk = await registered(api, kind)
    driver = Driver(talk, items=1)
    for stage in STAGE_IDS:
        await driver.until(f"{stage}.review")
        summaries = [m for m in talk.reply["messages"] if m["kind"] == "summary"]
        listed = {a["question"] for a in summaries[-1]["data"]["answers"]}
        stored = set(await talk.answers(stage))
        assert listed == stored if len(stored) <= 60 else listed < stored
        await driver.step()


async def test_progress_in_a_stage_never_falls_back_and_ends_full(api: Api) -> None:
    talk = await Talk.begin(api)
    driver = Driver(talk, items=1)
    seen: list[tuple[int, int]] = []
    while talk.prompt:
        progress = talk.reply["progress"]
        assert progress["answered"] <= progress["total"]
        seen.append((progress["stage_number"], progress["answered"]))
        if talk.prompt["kind"] == "review":
            assert progress["answered"] == progress["total"]
            assert progress["exact"] is True
        await driver.step()
    assert seen == sorted(seen)
    assert list(range(1, 6)) == sorted({n for n, _ in seen})
