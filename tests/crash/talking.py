"""Clients that do what the widget does: a message with its id is sent until it is answered."""

from __future__ import annotations

import random
import threading
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.crash.calling import Caller, Response, UnansweredError

BY_KIND = {
    "list": "Hauptamt, Bauamt",
    "number": "rund 12.300",
    "date": "14. März 2027",
    "single": "1",
    "multiple": "1 und 2",
    "yes_no": "ja",
    "review": "stimmt so",
}
COMMANDS = ("why", "example", "overview", "back", "skip")
# Nothing was begun or stored, the client may come again; all else would be a wrong answer.
TRY_AGAIN = (429, 502, 503, 504)


@dataclass
class Sent:
    """A message, how often it was sent, and the reply once there is one."""

    id: str
    body: dict[str, Any]
    tries: int = 0
    reply: dict[str, Any] | None = None
    replayed: bool = False


@dataclass
class Talker(threading.Thread):
    """One window of one member: sends a message, again and again until it is answered, then the
    next. `beside` is what a test sent for the same member itself.
    """

    caller: Caller
    name_of_window: str
    chance: random.Random
    questions: tuple[str, ...]
    sent: list[Sent] = field(default_factory=list)
    beside: list[Sent] = field(default_factory=list)
    failure: str = ""

    def __post_init__(self) -> None:
        super().__init__(name=self.name_of_window, daemon=True)
        self._enough = threading.Event()
        self._prompt: dict[str, Any] | None = None

    def __hash__(self) -> int:
        return id(self)

    def acknowledged(self) -> int:
        """How many messages have been answered."""
        return sum(one.reply is not None for one in self.sent)

    def finish(self) -> None:
        """Gets the open message answered, and ends."""
        self._enough.set()
        self.join(timeout=120)
        assert not self.is_alive(), f"{self.name} is never answered: {self.sent[-1]}"
        assert not self.failure, self.failure

    def run(self) -> None:
        """Talks until it is enough."""
        while not self._enough.is_set() and not self.failure:
            message = self._next()
            self.sent.append(message)
            while message.reply is None and not self.failure:
                self._try(message)

    def _try(self, message: Sent) -> None:
        message.tries += 1
        try:
            response = self.caller.call("POST", "/api/chat", message.body)
        except UnansweredError:
            self._wait(0.02)
            return
        if response.status == 200:
            message.reply = response.body
            message.replayed = response.headers.get("Idempotent-Replay") == "true"
            self._prompt = response.body["prompt"]
        elif response.status in TRY_AGAIN:
            self._wait(0.05)
        else:
            self.failure = _described(message, response)

    def _wait(self, seconds: float) -> None:
        # A client does not hammer a server that is away; nothing is asserted about the time.
        threading.Event().wait(seconds * self.chance.uniform(0.5, 1.5))

    def _next(self) -> Sent:
        """An answer to a question of the free ones, a typed one to the open one, or a command."""
        id = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        word = f"{self.name} schreibt {len(self.sent)}"
        kind = self.chance.choice(("control", "control", "typed", "typed", "command"))
        if kind == "control":
            question = self.chance.choice(self.questions)
            return Sent(id, {"id": id, "answer": {"question": question, "value": word}})
        if kind == "command":
            return Sent(id, {"id": id, "command": {"name": self.chance.choice(COMMANDS)}})
        asked = (self._prompt or {}).get("kind", "text")
        return Sent(id, {"id": id, "text": BY_KIND.get(asked, f"Das Wichtigste: {word}.")})


def _described(message: Sent, response: Response) -> str:
    return f"{message.body} → {response.status} {response.content.decode(errors='replace')}"
