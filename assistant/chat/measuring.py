"""Measures the assistant along one long conversation, on a database of its own."""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.chat.conversation import Conversations, Request
from assistant.engine.agent import Assistant
from assistant.process import sign_in
from assistant.process.offers import load_full_guide
from assistant.process.turn import Command
from assistant.settings import read_settings
from assistant.store.database import Database
from assistant.store.schema import upgrade

WINDOW = 20
MARKS = (20, 200, 600, 2000)
LARGE_NUMBER = 12_300
BY_KIND = {
    "text": "Wir wollen, dass junge Familien bleiben und Ältere gut im Ort leben können.",
    "list": "Hauptamt, Bauamt, Jugendamt",
    "number": "rund 12.300",
    "date": "14. März 2027",
    "single": "1",
    "multiple": "1 und 2",
    "yes_no": "ja",
    "review": "stimmt so",
}


@dataclass(frozen=True)
class Measured:
    """Figures of one run: seconds to load, resident megabytes, CPU ms per message at each mark."""

    load_seconds: float
    resident_mb: float
    cpu_ms: dict[int, float]

    def as_data(self) -> dict[str, Any]:
        """For machines."""
        return {
            "load_seconds": round(self.load_seconds, 2),
            "resident_mb": round(self.resident_mb),
            "cpu_ms_per_message": {str(n): round(ms, 2) for n, ms in self.cpu_ms.items()},
        }

    def as_table(self) -> str:
        """For people."""
        rows = [f"| CPU je Nachricht bei {n} | {ms:.1f} ms |" for n, ms in self.cpu_ms.items()]
        return "\n".join(
            [
                "| Messung | Wert |",
                "|---|---|",
                *rows,
                f"| Start bis bereit | {self.load_seconds:.1f} s |",
                f"| Speicher (RSS) | {self.resident_mb:.0f} MB |",
            ]
        )


def measure(messages: int) -> Measured:
    """A conversation of that many typed messages; the median CPU of the window before each mark."""
    started = time.monotonic()
    assistant = Assistant(read_settings().model_dir)
    load_seconds = time.monotonic() - started
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        upgrade(database)
        used = list(_conversation(database, assistant, messages))
        database.close()
    marks = [mark for mark in MARKS if mark <= messages] or [messages]
    cpu = {n: statistics.median(used[max(0, n - WINDOW) : n]) * 1000 for n in marks}
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(load_seconds, resident, cpu)


def _conversation(database: Database, assistant: Assistant, messages: int) -> Iterator[float]:
    """CPU seconds of each message: five stages are walked, then answers are changed."""
    guide = load_full_guide()
    with database.transaction() as connection:
        given = sign_in.Registration("Musterstadt", "municipality", "Testperson")
        member = sign_in.register(connection, given, 1).member
    conversations = Conversations(database, assistant, guide)
    reply = conversations.respond(member.id, Request(str(uuid.uuid4()), command=Command("start")))
    typist = Typist()
    for _ in range(messages):
        said = typist.says(reply.body["prompt"])
        command = Command(**said["command"]) if "command" in said else None
        request = Request(str(uuid.uuid4()), text=said.get("text"), command=command)
        before = time.process_time()
        reply = conversations.respond(member.id, request)
        yield time.process_time() - before


@dataclass
class Typist:
    """Somebody who answers every open question, and changes answers when all is answered."""

    said: int = 0
    asked: str = ""
    answered: list[str] = field(default_factory=list)

    def says(self, prompt: dict[str, Any] | None) -> dict[str, Any]:
        """The next message to an open question: a text or a command, as the API takes them."""
        self.said += 1
        if prompt is None:
            changed = self.answered[self.said % len(self.answered)] if self.answered else ""
            command = {"name": "edit", "question": changed} if changed else {"name": "start"}
            return {"command": command}
        question = prompt["question"]
        if question == self.asked:
            # Whatever did not fit: a conversation that stands still would measure something else.
            self.asked = ""
            return {"command": {"name": "skip"}}
        self.asked = question
        if question.endswith(".more") and self.said % 2:
            return {"text": "nein"}
        if prompt["kind"] in ("text", "list") and question not in self.answered:
            self.answered.append(question)
        return {"text": typed_answer(prompt)}


def typed_answer(prompt: dict[str, Any]) -> str:
    """Words that fit the open question, a number within its bounds."""
    if prompt["kind"] != "number":
        return BY_KIND[prompt["kind"]]
    most = prompt.get("max")
    if most is None or most >= LARGE_NUMBER:
        return BY_KIND["number"]
    least = prompt.get("min") or 0
    return str(round((least + most) / 2))
