"""Grabow in Mecklenburg-Vorpommern goes through all five stages, typed as a clerk would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestClient, TestServer

from assistant.engine.agent import Assistant
from assistant.guide.model import STAGE_IDS
from assistant.settings import Settings
from assistant.web.app import make_app
from tests.conftest import Api, missing
from tests.conversations import Talk
from tests.conversations.grabow import (
    AGS,
    REGISTER,
    Town,
    german,
    kickoff,
    profile_after_the_break,
    profile_until_the_break,
    read_town,
    stored_as_told,
)
from tests.conversations.grabow_later import plan, review, workshop


@pytest.fixture
def grabow() -> Town:
    """Grabow as the register of municipalities has it."""
    if not REGISTER.exists():
        missing(f"there is no register of municipalities at {REGISTER}")
    return read_town(REGISTER, AGS)


@asynccontextmanager
async def running(settings: Settings, assistant: Assistant) -> AsyncIterator[Api]:
    """The application, started and closed."""
    async with TestClient(TestServer(make_app(settings, assistant))) as client:
        yield Api(client)


async def test_a_clerk_of_grabow_goes_through_all_five_stages(
    settings: Settings, assistant: Assistant, grabow: Town
) -> None:
    async with running(settings, assistant) as api:
        talk = Talk(api)
        session = await api.register(grabow.name, ags=AGS, department="Hauptamt")
        await talk.look()
        await kickoff(talk)
        await profile_until_the_break(talk, grabow)
    told, asked = talk.told, talk.prompt["text"]

    # Weeks later: the application was restarted; the access code leads back.
    async with running(settings, assistant) as api:
        response = await api.call("POST", "/api/sessions", {"code": session["access_code"]})
        assert response.status == 201
        api.token = (await response.json())["token"]
        talk = Talk(api)
        talk.told = told
        await talk.look()
        assert "Willkommen zurück, Helga Brandt" in talk.heard
        assert "Kommunalprofil" in talk.texts[-2]
        assert asked in talk.heard
        assert "Name unter der Einladung" not in talk.texts[-2]
        talk.expect("profile.age_basis")
        await stored_as_told(talk, "profile")

        await profile_after_the_break(talk)
        await workshop(talk)
        await plan(talk)
        await review(talk)
        assert talk.prompt is None
        assert await talk.statuses() == dict.fromkeys(STAGE_IDS, "completed")
        assert await talk.answers() == talk.told
        assert talk.reply["progress"]["overall"] == 1.0

        # An earlier stage can still be changed, and stays complete.
        await talk.say("die Fläche ändern")
        talk.expect("profile.area")
        assert german(grabow.area) in talk.heard
        await talk.tell("profile.area", "72,3", 72.3)
        assert await talk.answers() == talk.told
        assert await talk.statuses() == dict.fromkeys(STAGE_IDS, "completed")
