"""Brings a conversation to a question of each kind, to a pause, and to the very end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from assistant.guide.model import STAGE_IDS
from tests.conversations import Talk

Bring = Callable[[Talk], Awaitable[None]]

KICKOFF: Mapping[str, Any] = {
    "occasion": "new_start",
    "goals": "Junge Leute sollen bleiben.",
    "themes": ["wohnen"],
    "identity": "Die Elde und die Altstadt",
    "head_confirmed": True,
    "coordinator": "Frau Sommer, Hauptamt",
    "steering_group": ["Hauptamt", "Feuerwehr"],
    "invites": "Die Bürgermeisterin",
    "networks": ["Ludwigslust"],
    "outside_advice": False,
}


async def put(talk: Talk, question: str, value: Any) -> None:
    """Sets an answer as the form view does."""
    response = await talk.api.call("PUT", f"/api/answers/{question}", {"value": value})
    assert response.status == 200, await response.text()


async def new_item(talk: Talk, collection: str, **answers: Any) -> str:
    """Adds an item as the form view does; its id."""
    response = await talk.api.call("POST", f"/api/collections/{collection}")
    assert response.status == 201, await response.text()
    item: str = (await response.json())["id"]
    for name, value in answers.items():
        await put(talk, f"{collection}.{item}.{name}", value)
    return item


async def _kickoff_until(talk: Talk, name: str) -> None:
    for before, value in KICKOFF.items():
        if before == name:
            break
        await put(talk, f"kickoff.{before}", value)
    await talk.command("goto", stage="kickoff")


async def _beginning(talk: Talk) -> None:
    talk.expect("kickoff.occasion")


async def _text(talk: Talk) -> None:
    await _kickoff_until(talk, "goals")
    talk.expect("kickoff.goals")


async def _multiple(talk: Talk) -> None:
    await _kickoff_until(talk, "themes")
    talk.expect("kickoff.themes")


async def _yes_no(talk: Talk) -> None:
    await _kickoff_until(talk, "head_confirmed")
    talk.expect("kickoff.head_confirmed")


async def _list(talk: Talk) -> None:
    await _kickoff_until(talk, "steering_group")
    talk.expect("kickoff.steering_group")


async def _date(talk: Talk) -> None:
    await _kickoff_until(talk, "goals")
    await talk.command("goto", stage="profile")
    talk.expect("profile.reference_date")


async def _single(talk: Talk) -> None:
    await put(talk, "profile.reference_date", "2023-12-31")
    await talk.command("goto", stage="profile")
    talk.expect("profile.source")


async def _number(talk: Talk) -> None:
    await put(talk, "profile.reference_date", "2023-12-31")
    await put(talk, "profile.source", "register")
    await talk.command("goto", stage="profile")
    talk.expect("profile.population")


async def _more(talk: Talk) -> None:
    await new_item(
        talk, "kickoff.guests", group="Landfrauen", people="Vorstand", count=3, ages=["30-64"]
    )
    await _kickoff_until(talk, "all")
    talk.expect("kickoff.guests.more")


async def _item(talk: Talk) -> None:
    await _more(talk)
    await talk.choose(True)
    talk.expect("kickoff.guests.*.group")


async def _review(talk: Talk) -> None:
    await _kickoff_until(talk, "themes")
    await talk.command("finish", stage="kickoff")
    talk.expect("kickoff.review")


async def _check(talk: Talk) -> None:
    await _kickoff_until(talk, "themes")
    await talk.command("edit", question="profile.average_age")
    await talk.choose(12)
    talk.expect("profile.average_age.check")


async def _pause(talk: Talk) -> None:
    await _text(talk)
    await talk.command("pause")
    assert talk.prompt is None


async def _done(talk: Talk) -> None:
    await _kickoff_until(talk, "themes")
    for stage in STAGE_IDS[1:]:
        await put(talk, f"{stage}.review", "confirm")
    await talk.command("finish", stage="kickoff")
    await talk.choose("confirm")
    assert talk.prompt is None


PLACES: Mapping[str, Bring] = {
    "beginning": _beginning,
    "text": _text,
    "single": _single,
    "multiple": _multiple,
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
    "list": _list,
    "item": _item,
    "more": _more,
    "check": _check,
    "review": _review,
    "pause": _pause,
    "done": _done,
}
QUESTIONS = tuple(name for name in PLACES if name not in ("pause", "done"))


async def at(talk: Talk, question: str) -> None:
    """Opens a question by the control for changing it."""
    await talk.command("edit", question=question)
    talk.expect(question)
