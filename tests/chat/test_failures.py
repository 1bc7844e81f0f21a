"""Whatever fails on a message's way: nothing is stored, and the same id succeeds later."""

from __future__ import annotations

import pytest

from assistant.store.database import Database
from tests.conftest import Api
from tests.helpers import execute, new_id, problem_of, rows, services_of

RAISES = """
CREATE FUNCTION broken() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$
LANGUAGE plpgsql
"""


class Breakage:
    """Breaks one piece of the database, and repairs it."""

    def __init__(self, database: Database, broken: str) -> None:
        self._database = database
        self._broken = broken
        self._is_sqlite = database.engine.dialect.name == "sqlite"

    def begin(self) -> None:
        """From now on it fails."""
        if self._broken == "tracker read":
            execute(self._database, "ALTER TABLE trackers RENAME TO lost")
            return
        table = {"action": "answer_revisions", "tracker save": "trackers", "transcript": "messages"}
        self._break_writing(table[self._broken])

    def _break_writing(self, table: str) -> None:
        if self._is_sqlite:
            for event in ("INSERT", "UPDATE"):
                execute(
                    self._database,
                    f"CREATE TRIGGER broken_{event} BEFORE {event} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'broken'); END",
                )
            return
        execute(self._database, RAISES)
        execute(
            self._database,
            f"CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION broken()",
        )

    def end(self) -> None:
        """From now on it works."""
        if self._broken == "tracker read":
            execute(self._database, "ALTER TABLE lost RENAME TO trackers")
        elif self._is_sqlite:
            execute(self._database, "DROP TRIGGER broken_INSERT")
            execute(self._database, "DROP TRIGGER broken_UPDATE")
        else:
            execute(self._database, "DROP FUNCTION broken CASCADE")


@pytest.mark.parametrize("broken", ["action", "tracker read", "tracker save", "transcript"])
async def test_a_failure_on_the_way_stores_nothing_and_the_same_id_succeeds_later(
    api: Api, broken: str
) -> None:
    await api.register()
    await api.chat(command={"name": "why"})
    database = services_of(api).database
    body = {"id": new_id(), "text": "Neuausrichtung"}
    before = rows(database)
    breakage = Breakage(database, broken)
    breakage.begin()
    for _ in range(2):
        response = await api.call("POST", "/api/chat", body)
        assert response.status >= 500, await response.text()
    breakage.end()
    assert rows(database) == before
    response = await api.call("POST", "/api/chat", body)
    assert response.status == 200
    assert "Idempotent-Replay" not in response.headers
    reply = await response.json()
    assert reply["understood"] == {"as": "answer", "name": None, "value": "realign"}
    chat = await (await api.call("GET", "/api/chat")).json()
    assert [m["id"] for m in chat["messages"]].count(body["id"]) == 1
    history = await (await api.call("GET", "/api/answers/kickoff.occasion/history")).json()
    assert [revision["revision"] for revision in history["revisions"]] == [1]


@pytest.mark.parametrize("broken", ["action", "tracker read", "tracker save", "transcript"])
async def test_a_failure_on_the_way_is_answered_with_503_and_retry_after(
    api: Api, broken: str
) -> None:
    await api.register()
    Breakage(services_of(api).database, broken).begin()
    body = {"id": new_id(), "text": "Neuausrichtung"}
    response = await api.call("POST", "/api/chat", body)
    await problem_of(response, 503)
    assert int(response.headers["Retry-After"]) >= 1


async def test_the_engine_goes_on_after_a_failure(api: Api) -> None:
    await api.register()
    breakage = Breakage(services_of(api).database, "tracker read")
    breakage.begin()
    assert (await api.call("POST", "/api/chat", {"id": new_id(), "text": "Hallo"})).status >= 500
    breakage.end()
    assert (await api.chat(text="Neuausrichtung"))["understood"]["as"] == "answer"
    other = Api(api.client)
    await other.register("Bützow")
    assert (await other.chat(text="Neustart"))["understood"]["value"] == "new_start"
