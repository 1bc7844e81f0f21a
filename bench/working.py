"""A town at work, for the soak: talks, answers, tables, figures, documents, exports, deletion."""

from __future__ import annotations

import http.client
import json
import random
import threading
import urllib.parse
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from assistant.chat.measuring import typed_answer

YEARS = (2014, 2019, 2024)
CHARTS = ("pyramid", "age-groups", "course", "components", "projection")
ROUNDS_OF_A_TOWN = 12
"""After so many the town is deleted and a new one registers, so the database keeps its size."""
MOVEMENTS = "Jahr;Geburten;Sterbefälle;Zuzüge;Fortzüge\n2023;80;120;400;380\n2024;78;125;410;390\n"
EXPECTED = {
    "POST /api/chat": (200,),
    "GET /api/figures": (200, 404, 409),
    "GET /api/documents/kind": (200, 409),
}


@dataclass
class Tally:
    """What was asked and answered, by many threads."""

    answered: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def note(self, what: str, status: int, content: bytes) -> None:
        """Counts an answer; one that is not expected is a failure. Busy (503) is an answer."""
        self.answered[f"{what} → {status}"] += 1
        polite = status in (429, 503)
        if not polite and status not in EXPECTED.get(what, (200, 201, 204)):
            self.failures.append(f"{what} → {status} {content[:200]!r}")

    def total(self) -> int:
        """All answers."""
        return sum(self.answered.values())

    def as_table(self) -> str:
        """How often what was answered."""
        rows = [f"| {what} | {count} |" for what, count in sorted(self.answered.items())]
        return "\n".join(["| Anfrage | so oft |", "|---|---:|", *rows])


class Town(threading.Thread):
    """One municipality after the other at work, until it is enough."""

    def __init__(self, address: str, seed: int, enough: threading.Event, tally: Tally) -> None:
        super().__init__(daemon=True)
        parts = urllib.parse.urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port
        self._chance = random.Random(seed)
        self._enough = enough
        self._tally = tally
        self._token = ""
        self._prompt: dict[str, Any] | None = None
        self._asked = ""
        self._name = f"Musterstadt {seed}"

    def run(self) -> None:
        """Works."""
        try:
            while not self._enough.is_set():
                self._register()
                for _ in range(ROUNDS_OF_A_TOWN):
                    if self._enough.is_set():
                        return
                    self._round()
                self._call("DELETE", "/api/process", {"confirm": self._name})
        except Exception as error:
            self._tally.failures.append(f"{type(error).__name__}: {error}")

    def _register(self) -> None:
        self._token = ""
        body = {"register": {"municipality": self._name, "name": "Testperson"}}
        self._token = self._call("POST", "/api/sessions", body)["token"]
        self._say(command={"name": "start"})

    def _round(self) -> None:
        """Some minutes of work in an order by chance."""
        parts = [self._talk, self._talk, self._table, self._pictures, self._papers, self._look]
        self._chance.shuffle(parts)
        for part in parts:
            if self._enough.is_set():
                return
            part()

    def _talk(self) -> None:
        for _ in range(25):
            if self._enough.is_set():
                return
            if self._prompt is None:
                self._say(command={"name": "goto", "stage": "kickoff"})
            elif self._prompt["question"].endswith(".more") and self._chance.random() < 0.8:
                self._say(text="nein")
            elif self._prompt["question"] == self._asked:
                self._say(command={"name": "skip"})
            else:
                self._asked = self._prompt["question"]
                self._say(text=typed_answer(self._prompt))
        self._say(text="Was bedeutet Verstetigung?")
        self._say(command={"name": self._chance.choice(("overview", "why", "back", "methods"))})

    def _table(self) -> None:
        for purpose, text in (("population", self._population()), ("movements", MOVEMENTS)):
            path = f"/api/uploads/{purpose}"
            content, headers = _form(text.encode())
            taken = self._call("POST", path, content, headers)
            if taken and "id" in taken:
                self._call("POST", f"/api/uploads/{taken['id']}/confirm", what="POST confirm")

    def _population(self) -> str:
        rows = [
            f"{year};{age};{self._chance.randint(60, 90)};{self._chance.randint(60, 90)}"
            for year in YEARS
            for age in range(91)
        ]
        return "\n".join(["Jahr;Alter;Männlich;Weiblich", *rows, ""])

    def _pictures(self) -> None:
        for chart in self._chance.sample(CHARTS, 2):
            form = self._chance.choice(("svg", "png"))
            self._call("GET", f"/api/figures/{chart}.{form}", what="GET /api/figures")

    def _papers(self) -> None:
        listed = self._call("GET", "/api/documents")
        hrefs = [f["href"] for d in (listed or {}).get("documents", ()) for f in d["formats"]]
        for href in self._chance.sample(hrefs, min(3, len(hrefs))):
            path = urllib.parse.urlsplit(href).path
            path = path if path.startswith("/") else f"/{path}"
            self._call("GET", path, what="GET /api/documents/kind")

    def _look(self) -> None:
        for path in ("/api/chat", "/api/process", "/api/answers", "/api/export", "/api/guide"):
            self._call("GET", path)
        self._call("GET", "/api/methods?q=Jugendliche&limit=20", what="GET /api/methods")
        self._call("GET", "/", what="GET /")

    def _say(self, **message: Any) -> None:
        reply = self._call("POST", "/api/chat", {"id": str(uuid.uuid4()), **message})
        if reply is not None:
            self._prompt = reply["prompt"]

    def _call(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        what: str = "",
    ) -> Any:
        """One request on a connection of its own; the JSON of a good answer, else None."""
        sent = dict(headers or {})
        if self._token:
            sent["Authorization"] = f"Bearer {self._token}"
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection(self._host, self._port, timeout=300)
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        self._tally.note(what or f"{method} {path}", response.status, content)
        if response.status in (429, 503):
            self._enough.wait(float(response.headers.get("Retry-After", "1")))
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        return json.loads(content) if is_json and response.status < 300 else None


def _form(table: bytes) -> tuple[bytes, dict[str, str]]:
    head = (
        b'--rand\r\nContent-Disposition: form-data; name="file"; filename="tabelle.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=rand"}
    return head + table + b"\r\n--rand--\r\n", kind
