"""Answers any open question by its control, whatever its kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from assistant.guide.load import load_guide
from assistant.guide.model import Question
from assistant.guide.places import find_place
from tests.conversations import Json, Talk

KINDS = ("text", "number", "date", "single", "multiple", "list", "yes_no", "review")
FILLED = ("question", "stage", "text", "why", "help", "example", "plain", "kind")
MOST_MESSAGES = 600
BRACE = re.compile(r"[{}]")


def strings(data: Any) -> Iterator[str]:
    """Every text within some JSON."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def check_prompt(prompt: Json) -> None:
    """A prompt can be shown: every field filled, options where there is something to choose."""
    where = prompt["question"]
    for field in FILLED:
        assert prompt[field].strip(), f"{where}: {field} is empty"
    assert prompt["kind"] in KINDS, where
    assert isinstance(prompt["required"], bool), where
    assert isinstance(prompt["allow_unknown"], bool), where
    assert isinstance(prompt["revision"], int), where
    if not where.endswith((".check", ".delete")):
        assert prompt["section"].strip(), f"{where}: section is empty"
    choice = prompt["kind"] in ("single", "multiple")
    assert ("options" in prompt) == choice, where
    if choice:
        assert prompt["options"], f"{where}: nothing to choose from"
        values = [option["value"] for option in prompt["options"]]
        assert len(set(values)) == len(values), where
        assert all(option["title"].strip() for option in prompt["options"]), where
    for text in strings(prompt):
        assert not BRACE.search(text), f"{where}: braces in {text}"


def check_reply(talk: Talk) -> None:
    """What the assistant said can be read: no braces left, none of it empty."""
    for message in talk.reply["messages"]:
        assert not BRACE.search(message["text"]), message["text"]
        for text in strings(message.get("data")):
            assert not BRACE.search(text), text
    if talk.prompt:
        check_prompt(talk.prompt)


def question_of(question: str) -> Question:
    """A question of the guide by its id."""
    place = find_place(load_guide(), question)
    assert place is not None, question
    return place.question


class Driver:
    """Goes through the stages by controls; each list gets `items` entries.

    Its numbers are plausible, unless it `exaggerates`.
    """

    def __init__(self, talk: Talk, items: int = 2, exaggerates: bool = False) -> None:
        self.talk = talk
        self.items = items
        self.exaggerates = exaggerates
        self.rounds: Counter[str] = Counter()
        self.prompts: list[Json] = []
        self.told: dict[str, Any] = {}

    def value(self, prompt: Json) -> Any:
        """A value that fits the prompt."""
        kind, question = prompt["kind"], prompt["question"]
        if kind == "yes_no":
            if not question.endswith(".more"):
                return True
            self.rounds[question] += 1
            return self.rounds[question] < self.items
        if kind == "number":
            return self.number(question_of(question))
        if kind == "multiple":
            return [option["value"] for option in prompt["options"][:2]]
        if kind == "single":
            return prompt["options"][len(self.prompts) % len(prompt["options"])]["value"]
        values: Json = {
            "text": f"Antwort {len(self.prompts)}: was wir dazu wissen",
            "date": "2027-03-14",
            "list": ["Feuerwehr", "Sportverein"],
            "review": "confirm",
        }
        return values[kind]

    def number(self, question: Question) -> float:
        """A number within the bounds, and within what is plausible or outside it."""
        low, high = question.plausible or (12, 12)
        if self.exaggerates and question.plausible:
            below = question.min is None or low > question.min
            return low - 1 if below and question.max is not None else high + 1
        return max(low, min(12, high))

    async def step(self) -> None:
        """Answers the open question."""
        prompt = self.talk.prompt
        assert prompt is not None
        self.prompts.append(prompt)
        value = self.value(prompt)
        await self.talk.choose(value)
        assert self.talk.understood["as"] == "answer", f"{prompt}: {self.talk.heard}"
        if not prompt["question"].endswith((".more", ".review", ".check")):
            self.told[prompt["question"]] = value
        check_reply(self.talk)

    async def until(self, question: str) -> None:
        """Answers until that question is open."""
        for _ in range(MOST_MESSAGES):
            if self.talk.is_at(question):
                return
            assert self.talk.prompt, f"{question} never came"
            await self.step()
        raise AssertionError(f"{question} never came")

    async def to_the_end(self) -> None:
        """Answers until nothing is open."""
        for _ in range(MOST_MESSAGES):
            if self.talk.prompt is None:
                return
            await self.step()
        raise AssertionError("the five stages never end")
