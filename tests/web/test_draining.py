"""A server that is told to end says so at once, finishes what it has begun, and ends with 0."""

from __future__ import annotations

import http.client
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.calling import UnansweredError
from tests.web.serving import PATIENCE, Serving, until


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    """One worker on SQLite that takes its time to end."""
    serving = Serving(tmp_path, DRAIN_SECONDS="120")
    yield serving
    serving.process.kill()
    serving.process.wait()


def test_on_sigterm_it_is_no_longer_ready_but_answers_on_and_finishes_what_it_has_begun(
    serving: Serving,
) -> None:
    member, _ = serving.caller().register()
    body = json.dumps({"id": "8a4d1c3e-0f5b-4a52-9d57-2b1f6c1f0a11", "text": "Neuausrichtung"})
    begun = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=PATIENCE)
    begun.putrequest("POST", "/api/chat")
    begun.putheader("Authorization", f"Bearer {member.token}")
    begun.putheader("Content-Type", "application/json")
    begun.putheader("Content-Length", str(len(body)))
    begun.endheaders(body[:20].encode())
    assert serving.caller().call("GET", "/readyz").status == 200

    serving.process.send_signal(signal.SIGTERM)
    until(lambda: serving.caller().call("GET", "/readyz").status == 503, "it is not ready")
    late = member.call("GET", "/api/chat")
    assert late.status == 200, "those who come before the balancer knows are answered"
    assert late.headers["Connection"] == "close"
    assert serving.caller().call("GET", "/healthz").status == 200

    # A second signal ends the waiting; what was begun is finished all the same.
    serving.process.send_signal(signal.SIGTERM)
    begun.send(body[20:].encode())
    response = begun.getresponse()
    assert response.status == 200
    assert json.loads(response.read())["understood"]["value"] == "realign"
    assert response.getheader("Connection") == "close"
    assert serving.process.wait(PATIENCE) == 0
    with pytest.raises(UnansweredError):
        serving.caller().call("GET", "/healthz")


def test_a_port_that_is_taken_is_said_and_ends_with_1(serving: Serving, tmp_path: Path) -> None:
    folder = tmp_path / "second"
    folder.mkdir()
    with pytest.raises(AssertionError, match=f"Port {serving.port}.*DAKS_PORT"):
        Serving(folder, PORT=str(serving.port))
