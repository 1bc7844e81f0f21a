"""A server process as an operator starts it, and a person who talks to its API past the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import PROJECT

READY = "Bereit: "
LONGEST_START = 120


class Server:
    """`daks serve` with a data directory of its own; stopped and started, it keeps its address."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self._folder = folder
        self._settings = {f"DAKS_{name}": value for name, value in settings.items()}
        self._process: subprocess.Popen[str] | None = None
        self._port = "0"
        self.url = ""

    def start(self) -> None:
        """Starts the process, unless it runs, and waits until it says that it is ready."""
        if self._process is not None:
            return
        inherited = {name: v for name, v in os.environ.items() if not name.startswith("DAKS_")}
        environment = {
            **inherited,
            **self._settings,
            "DAKS_PORT": self._port,
            "DAKS_DATA_DIR": str(self._folder),
        }
        log = self._folder / "stderr.log"
        with log.open("a") as errors:
            self._process = process = subprocess.Popen(
                [sys.executable, "-m", "assistant", "serve"],
                cwd=PROJECT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        # A server that hangs is ended, which closes its output and so ends the waiting.
        guard = threading.Timer(LONGEST_START, process.kill)
        guard.start()
        assert process.stdout is not None
        said = next((line for line in process.stdout if line.startswith(READY)), None)
        guard.cancel()
        assert said, f"the server did not start:\n{log.read_text()[-2000:]}"
        self.url = said.removeprefix(READY).strip()
        self._port = self.url.split(":")[2].split("/")[0]

    def stop(self) -> None:
        """Stops the process as an operator does, and waits for its end."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            assert process.stdout is not None
            process.stdout.close()


class Person:
    """Someone with a session of her own; she sees and does by the API what the page would."""

    def __init__(self, server: Server, session: dict[str, Any]) -> None:
        self.server = server
        self.session = session
        self.prompt: dict[str, Any] | None = self.get("api/chat")["prompt"]

    @classmethod
    def registered(cls, server: Server, municipality: str = "Grabow", **more: str) -> Person:
        """The founder of a new process."""
        given = {"municipality": municipality, "type": "municipality", "name": "Helga Brandt"}
        session = _call(server.url, "POST", "api/sessions", {"register": {**given, **more}})
        return cls(server, session)

    @classmethod
    def returned(cls, server: Server, code: str) -> Person:
        """Someone who comes with a code."""
        return cls(server, _call(server.url, "POST", "api/sessions", {"code": code}))

    @property
    def code(self) -> str:
        """The access code shown at registration."""
        return str(self.session["access_code"])

    def get(self, path: str) -> Any:
        """What the API answers."""
        return _call(self.server.url, "GET", path, token=self.session["token"])

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """A request that changes something."""
        return _call(self.server.url, method, path, body, self.session["token"])

    def send(self, **message: Any) -> dict[str, Any]:
        """One message: text=, answer= or command=."""
        reply: dict[str, Any] = self.call("POST", "api/chat", {"id": str(uuid.uuid4()), **message})
        self.prompt = reply["prompt"]
        return reply

    def invite(self, role: str, name: str) -> str:
        """An invitation's code."""
        return str(self.call("POST", "api/invitations", {"role": role, "name": name})["code"])

    def answers(self) -> dict[str, Any]:
        """Every answered question and its value."""
        return {a["question"]: a["value"] for a in self.get("api/answers")["answers"]}

    def own_messages(self) -> list[str]:
        """What this person has said, in order."""
        messages = self.get("api/chat")["messages"]
        return [message["text"] for message in messages if message["from"] == "member"]

    def answer_until(self, reached: Callable[[dict[str, Any]], bool]) -> None:
        """Answers by control, whatever is asked, until a question is reached."""
        for _ in range(200):
            assert self.prompt is not None, "the question never came"
            if reached(self.prompt):
                return
            answer = {
                "question": self.prompt["question"],
                "value": _fitting(self.prompt),
                "revision": self.prompt["revision"],
            }
            reply = self.send(answer=answer)
            assert reply["understood"]["as"] == "answer", reply["messages"]
        raise AssertionError("the question never came")


def _fitting(prompt: dict[str, Any]) -> Any:
    kind = prompt["kind"]
    if kind in ("single", "multiple"):
        value = prompt["options"][0]["value"]
        return value if kind == "single" else [value]
    if kind == "yes_no":
        # Optional lists stay empty, required ones get one entry.
        return not prompt["question"].endswith(".more")
    fitting = {"text": "Wie besprochen", "number": 12, "date": "2027-03-14"}
    return {**fitting, "list": ["Frau Sommer", "Herr Adler"], "review": "confirm"}[kind]


def _call(base: str, method: str, path: str, body: Any = None, token: str = "") -> Any:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            text = response.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error
    return json.loads(text) if text else None
