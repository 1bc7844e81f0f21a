"""Talks that stand at the end of a review or at the beginning of a new round."""

from __future__ import annotations

from typing import Any

from tests.conftest import Api
from tests.conversations import Json, Talk
from tests.conversations.places import new_item, put

PAST, COMING = "2024-03", "2099-05"


async def balanced(api: Api, **more: Any) -> tuple[Talk, dict[str, str]]:
    """At the closing question of a review with four measures; their ids by short names."""
    talk = await Talk.begin(api)
    goal = await new_item(talk, "plan.goals", title="Ohne Auto zum Arzt", until=PAST)
    ids = {"goal": goal}
    for name, title in (
        ("bus", "Bürgerbus"),
        ("lunch", "Mittagstisch"),
        ("bench", "Mitfahrbank"),
        ("home", "Wohnberatung"),
    ):
        ids[name] = await new_item(talk, "plan.measures", title=title, goal=goal, end=COMING)
    bus = f"plan.measures.{ids['bus']}"
    plan = {"indicator": "Fahrgäste", "target_value": "40 Menschen", "budget": 12000}
    plan |= {"responsible": "Frau Sommer", "start": "2023-03", "end": PAST}  # type: ignore[dict-item]
    for name, value in {**plan, "milestones": ["erste Fahrt"]}.items():
        await put(talk, f"{bus}.{name}", value)
    for question, value in {
        "plan.council_date": PAST,
        "plan.goals.more": False,
        "plan.measures.more": False,
        "plan.vision": "Hier kann man alt werden.",
        "plan.review": "confirm",
        "review.strategy_changes": "Mehr für die Jungen",
        "review.next_review": "2099-03",
        **more,
    }.items():
        await put(talk, question, value)
    for name, answers in {
        "bus": {"state": "running", "decision": "extend", "reason": "Der Bus ist voll.",
                "next_step": "Nachbardörfer fragen.", "next_until": COMING},
        "lunch": {"state": "running", "decision": "end", "reason": "Es kommt niemand."},
        "bench": {"state": "done"},
        "home": {"state": "done", "decision": "continue"},
    }.items():  # fmt: skip
        for key, value in answers.items():
            await put(talk, f"review.measures.{ids[name]}.{key}", value)
    ids["step"] = await new_item(
        talk, "review.next_steps", title="Jugendtreff planen", responsible="Jugendpflege",
        until=COMING,
    )  # fmt: skip
    await talk.command("finish", stage="review")
    talk.expect("review.review")
    return talk, ids


async def begun(api: Api) -> tuple[Talk, dict[str, str]]:
    """The review is confirmed and a new round begun."""
    talk, ids = await balanced(api)
    await talk.choose("confirm")
    await talk.say("neue Runde beginnen")
    talk.expect("process.round")
    await talk.say("ja")
    return talk, ids


def buttons(talk: Talk) -> list[Json]:
    return [
        button
        for message in talk.reply["messages"]
        for button in (message.get("data") or {}).get("buttons", ())
    ]


async def colleague_of(api: Api) -> Api:
    response = await api.call("POST", "/api/invitations", {"role": "editor", "name": "Jan Adler"})
    body = {"code": (await response.json())["code"]}
    token = (await (await api.call("POST", "/api/sessions", body)).json())["token"]
    return api.signed_in(token)
