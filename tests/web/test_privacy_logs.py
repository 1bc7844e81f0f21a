"""What is logged names nobody and quotes nothing, and the tracker knows members by random ids."""

from __future__ import annotations

import contextlib
import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.store.database import Database
from tests.browser.server import Person, Server
from tests.helpers import execute, rows

NAMES = ("Quendoline", "Marksucher", "Xylofurt", "Zwirbelshausen", "Ybbsiteam")
WORDS = ("Wunschdenkerei", "Fragezeichenwort", "Unverständniswort", "Dateinamenwort")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of the server."""
    return tmp_path_factory.mktemp("protokoll")


@pytest.fixture(scope="module")
def talked(folder: Path) -> Iterator[Person]:
    """A conversation with a marked word in all that is said, on a server that logs all it may."""
    server = Server(folder, LOG_LEVEL="INFO")
    server.start()
    person = Person.registered(
        server, "Zwirbelshausen", name="Quendoline Marksucher", department="Amt Xylofurt"
    )
    code = person.invite("viewer", "Ybbsiteam")
    viewer = Person.returned(server, code)
    person.send(text="Neustart")
    person.send(text="Wunschdenkerei und mehr")
    person.send(text="Was heißt Fragezeichenwort?")
    person.send(text="asdf Unverständniswort qwertz 0171 1234567")
    person.call("PUT", "api/answers/kickoff.identity", {"value": "Wunschdenkerei"})
    # What is refused and what fails is logged more readily than what goes well.
    for method, path, body in (
        ("PUT", "api/answers/kickoff.identity", {"value": {"Wunschdenkerei": 1}}),
        ("PUT", "api/answers/kickoff.Fragezeichenwort", {"value": "Wunschdenkerei"}),
        ("DELETE", "api/me", {"confirm": "Quendoline Marksucher"}),
        ("GET", "api/methods?q=Wunschdenkerei", None),
        ("POST", "api/sessions", {"code": "WUNSCHDENKEREI"}),
    ):
        with contextlib.suppress(urllib.error.HTTPError, AssertionError):
            (viewer if method == "POST" else person).call(method, path, body)
    database = Database(f"sqlite:///{folder / 'data.db'}")
    execute(database, "ALTER TABLE unclear RENAME TO gone")
    with contextlib.suppress(urllib.error.HTTPError, AssertionError):
        person.send(text="hjkl Unverständniswort yxcv")
    execute(database, "ALTER TABLE gone RENAME TO unclear")
    database.close()
    yield person
    server.stop()


def test_the_log_holds_no_name_no_answer_and_no_code(talked: Person, folder: Path) -> None:
    log = (folder / "stderr.log").read_text("utf-8")
    for word in (*NAMES, *WORDS, talked.code, str(talked.session["token"]), "1234567"):
        assert word.casefold() not in log.casefold(), word
    assert "OperationalError" in log, "the failure itself is logged, by its kind"


def test_the_log_holds_no_address_of_a_person(talked: Person, folder: Path) -> None:
    assert "127.0.0.1" not in (folder / "stderr.log").read_text("utf-8")


def test_the_tracker_knows_a_member_by_a_random_id_only(talked: Person, folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'data.db'}")
    kept = str(rows(database)["trackers"])
    database.close()
    assert talked.session["member"]["id"] in kept
    for name in NAMES:
        assert name not in kept
