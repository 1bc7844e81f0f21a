"""Talking with the running application as a clerk does, typed or by controls."""

from __future__ import annotations

import uuid
from typing import Any

from tests.conftest import Api

Json = dict[str, Any]


class Talk:
    """One person's conversation. What every reply must be is checked with every message."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.reply: Json = {}
        # What the person said, by question: (status, value). Compared with what is stored.
        self.told: dict[str, tuple[str, Any]] = {}

    @classmethod
    async def begin(cls, api: Api, municipality: str = "Grabow", **more: Any) -> Talk:
        """Registers and reads the greeting."""
        talk = cls(api)
        await api.register(municipality, **more)
        await talk.look()
        return talk

    async def look(self) -> Json:
        """Opens the page: transcript, open question and progress."""
        response = await self.api.call("GET", "/api/chat")
        assert response.status == 200, await response.text()
        self.reply = await response.json()
        return self.reply

    async def send(self, **message: Any) -> Json:
        """Sends a message. Whatever it was, the assistant says something fit to be read."""
        body = {"id": str(uuid.uuid4()), **message}
        response = await self.api.call("POST", "/api/chat", body)
        assert response.status == 200, f"{message}: {await response.text()}"
        self.reply = await response.json()
        own, *rest = self.reply["messages"]
        assert own["from"] == "member", own
        assert rest, f"silence after {message}"
        for said in rest:
            assert said["from"] == "assistant"
            assert said["text"].strip(), f"an empty message after {message}"
        return self.reply

    async def say(self, text: str) -> Json:
        """Types a text."""
        return await self.send(text=text)

    async def choose(self, value: Any) -> Json:
        """Answers the open question by its control."""
        assert self.prompt, "nothing is open"
        given = {"question": self.question, "value": value, "revision": self.prompt["revision"]}
        return await self.send(answer=given)

    async def command(self, name: str, **target: str) -> Json:
        """Sends a command from a control."""
        return await self.send(command={"name": name, **target})

    @property
    def prompt(self) -> Json | None:
        """The open question."""
        prompt: Json | None = self.reply["prompt"]
        return prompt

    @property
    def question(self) -> str | None:
        """The open question's id."""
        return self.prompt["question"] if self.prompt else None

    @property
    def understood(self) -> Json:
        """What the last message was taken for."""
        understood: Json = self.reply["understood"]
        return understood

    @property
    def texts(self) -> list[str]:
        """What the assistant said last, one text for each message."""
        return [m["text"] for m in self.reply["messages"] if m["from"] == "assistant"]

    @property
    def heard(self) -> str:
        """What the assistant said last, as one text."""
        return "\n".join(self.texts)

    def is_at(self, pattern: str) -> bool:
        """Whether that question is open; "*" stands for an item's id."""
        return fits(self.question, pattern)

    def expect(self, pattern: str) -> None:
        """Fails unless that question is open."""
        assert self.is_at(pattern), f"open is {self.question}, not {pattern}: {self.texts[:2]}"

    async def tell(self, pattern: str, text: str, value: Any = None) -> str:
        """Types an answer to the question that must be open; `value` is what it must come to.

        Without `value` the text itself must be stored. Gives the question's id.
        """
        self.expect(pattern)
        question = self.question
        assert question is not None
        value = text if value is None else value
        await self.say(text)
        assert self.understood["as"] == "answer", f"{text!r} at {question}: {self.understood}"
        assert self.understood["value"] == value, f"{text!r} at {question}: {self.understood}"
        if not question.endswith((".more", ".review")):
            self.told[question] = ("answered", value)
        return question

    async def leave(self, pattern: str, text: str, status: str = "skipped") -> str:
        """Types words that leave the open question out, or say that it is not known yet."""
        self.expect(pattern)
        question = self.question
        assert question is not None
        await self.say(text)
        name = "unknown" if status == "unknown" else "skip"
        assert self.understood == {"as": "command", "name": name, "value": None}, text
        self.told[question] = (status, None)
        return question

    async def answers(self, stage: str | None = None) -> dict[str, tuple[str, Any]]:
        """What is stored, by question: (status, value)."""
        path = "/api/answers" + (f"?stage={stage}" if stage else "")
        data = await self.get(path)
        return {a["question"]: (a["status"], a["value"]) for a in data["answers"]}

    async def items(self, collection: str) -> list[Json]:
        """The items of a collection."""
        data = await self.get(f"/api/collections/{collection}")
        items: list[Json] = data["items"]
        return items

    async def titles(self, collection: str) -> list[str]:
        """The titles of a collection's items in their order."""
        return [item["title"] for item in await self.items(collection)]

    async def statuses(self) -> dict[str, str]:
        """Each stage's status."""
        data = await self.get("/api/process")
        return {stage["id"]: stage["status"] for stage in data["stages"]}

    async def get(self, path: str) -> Json:
        """Reads from the application."""
        response = await self.api.call("GET", path)
        assert response.status == 200, await response.text()
        body: Json = await response.json()
        return body


def fits(question: str | None, pattern: str) -> bool:
    """Whether a question's id is the one named; "*" stands for an item's id."""
    if question is None:
        return False
    parts, wanted = question.split("."), pattern.split(".")
    return len(parts) == len(wanted) and all(
        w in ("*", p) for p, w in zip(parts, wanted, strict=True)
    )
