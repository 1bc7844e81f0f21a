"""Measures the assistant along one long conversation, on a database of its own."""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
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
    """CPU seconds of each message: five stages are walked, then walked again."""
    guide = load_full_guide()
    with database.transaction() as connection:
        given = sign_in.Registration("Musterstadt", "municipality", "Testperson")
        member = sign_in.register(connection, given, 1).member
    conversations = Conversations(database, assistant, guide)
    reply = conversations.respond(member.id, Request(str(uuid.uuid4()), command=Command("start")))
    for number in range(messages):
        request = _next_request(reply.body["prompt"], number)
        before = time.process_time()
        reply = conversations.respond(member.id, request)
        yield time.process_time() - before


def _next_request(prompt: dict[str, Any] | None, number: int) -> Request:
    key = str(uuid.uuid4())
    if prompt is None:
        return Request(key, command=Command("goto", stage="kickoff"))
    if prompt["question"].endswith(".more") and number % 7:
        return Request(key, text="nein")
    return Request(key, text=BY_KIND[prompt["kind"]])
