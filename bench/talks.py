"""One conversation with a server, ours or stock Rasa: the same typed answers to the same questions.

A talk is opened once; then each step sends one message and waits for the whole answer.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import aiohttp

from assistant.chat.measuring import Typist
from bench.processes import PROJECT

TRIES = 3
"""So often stock Rasa gets the same answer to a question, before it is helped with a plain yes."""


class Talk(Protocol):
    """A conversation."""

    not_understood: int

    async def open(self) -> None:
        """Begins it."""

    async def step(self) -> None:
        """One message and its answer."""


@dataclass
class OurTalk:
    """A conversation with our assistant; with a token, one that was begun before."""

    session: aiohttp.ClientSession
    address: str
    token: str = ""
    not_understood: int = 0
    _typist: Typist = field(default_factory=Typist)
    _prompt: dict[str, Any] | None = None

    async def open(self) -> None:
        """Registers a municipality, unless there is a token."""
        if not self.token:
            body = {"register": {"municipality": "Musterstadt", "name": "Testperson"}}
            self.token = (await self._post("/api/sessions", body))["token"]
        await self._chat(command={"name": "start"})

    async def step(self) -> None:
        """Answers the open question, or changes an answer when all is answered."""
        await self._chat(**self._typist.says(self._prompt))

    async def _chat(self, **message: Any) -> None:
        reply = await self._post("/api/chat", {"id": str(uuid.uuid4()), **message})
        self._prompt = reply["prompt"]
        self.not_understood += reply["understood"]["as"] == "unclear"

    async def _post(self, path: str, body: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self.session.post(self.address + path, json=body, headers=headers) as response:
            if response.status not in (200, 201):
                raise SystemExit(f"{path}: {response.status} {await response.text()}")
            return await response.json()


@dataclass(frozen=True)
class Typed:
    """What is typed to stock Rasa, and how its questions are known; see make_project.py."""

    start: str
    done: str
    affirm: str
    answers: dict[str, str]
    asked: dict[str, str]

    @classmethod
    def read(cls) -> Typed:
        """As the project has it."""
        return cls(**json.loads((PROJECT / "typed.json").read_text("utf-8")))


@dataclass
class StockTalk:
    """A conversation with stock Rasa through its REST channel."""

    session: aiohttp.ClientSession
    address: str
    typed: Typed
    sender: str = field(default_factory=lambda: uuid.uuid4().hex)
    not_understood: int = 0
    rounds: int = 1
    _open: str = ""
    _tries: int = 0

    async def open(self) -> None:
        """Starts the first form."""
        self._open = self._asked_in(await self._say(self.typed.start)) or ""
        if not self._open:
            raise SystemExit("Rasa stellt keine erste Frage")

    async def step(self) -> None:
        """Answers the question that was asked last."""
        helped = self._tries == TRIES
        said = await self._say(self.typed.affirm if helped else self.typed.answers[self._open])
        if self.typed.done in said:
            self.rounds += 1
            await self._forget_answers()
            said = await self._say(self.typed.start)
        asked = self._asked_in(said)
        self._tries = self._tries + 1 if asked in (None, self._open) else 0
        self.not_understood += self._tries > 0
        self._open = asked or self._open
        if self._tries > TRIES:
            raise SystemExit(f"Rasa fragt {self._open} ohne Ende; zuletzt: {said}")

    def _asked_in(self, said: list[str]) -> str | None:
        asked = [self.typed.asked[text] for text in said if text in self.typed.asked]
        return asked[-1] if asked else None

    async def _say(self, text: str) -> list[str]:
        body = {"sender": self.sender, "message": text}
        path = "/webhooks/rest/webhook"
        async with self.session.post(self.address + path, json=body) as response:
            if response.status != 200:
                raise SystemExit(f"Rasa: {response.status} {await response.text()}")
            # Its REST channel sends each paragraph as a message of its own; ours have one.
            return [message.get("text", "") for message in await response.json()]

    async def _forget_answers(self) -> None:
        """Empties the slots for another walk through the forms: one event in some 240 messages."""
        path = f"/conversations/{self.sender}/tracker/events"
        body = {"event": "reset_slots"}
        async with self.session.post(self.address + path, json=body) as response:
            response.raise_for_status()


def texts(project: Path = PROJECT) -> list[str]:
    """Everything that is typed, for the floor."""
    return list(json.loads((project / "typed.json").read_text("utf-8"))["answers"].values())
