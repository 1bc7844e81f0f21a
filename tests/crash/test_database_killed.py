"""The database crashes under load and comes back: so does the assistant, without hands."""

from __future__ import annotations

import random
import uuid
from pathlib import Path

from tests.crash.calling import Caller, UnansweredError
from tests.crash.checking import check_rows
from tests.crash.cluster import Cluster
from tests.crash.scene import Scene, pause
from tests.crash.server import Server, Starter


def test_postgresql_killed_nothing_is_lost_and_the_server_goes_on(
    starter: Starter, cluster: Cluster, tmp_path: Path, chance: random.Random, rounds: int
) -> None:
    url = cluster.new_database(f"daks_{uuid.uuid4().hex[:12]}")
    server = Server(starter, tmp_path, DATABASE_URL=url)
    server.start()
    begun_as = server.pid
    scenes: list[Scene] = []
    for number in range(rounds):
        scene = Scene.on(server, f"Runde {number}", chance)
        scene.begin()
        scene.wait_for(chance.randint(4, 40))
        pause(chance.uniform(0, 0.03))
        cluster.stop("immediate")
        _check_not_ready(server.caller())
        cluster.start()
        scene.wait_for(scene.messages() + 4)
        scene.finish()
        scene.check()
        check_rows(url)
        scenes.append(scene)
        print(f"Runde {number}: {scene.messages()} beantwortet, {scene.repeated()} wiederholt")
    for scene in scenes:
        scene.check()
    assert server.is_alive() and server.pid == begun_as
    server.stop()
    printed = cluster.run("pg_amcheck", *_whole(cluster, url))
    assert not printed.strip(), printed


def test_without_its_database_the_server_says_when_to_come_again(
    starter: Starter, cluster: Cluster, tmp_path: Path
) -> None:
    url = cluster.new_database(f"daks_{uuid.uuid4().hex[:12]}")
    server = Server(starter, tmp_path, DATABASE_URL=url)
    server.start()
    founder, _ = server.caller().register()
    message = {"id": str(uuid.uuid4()), "text": "Es ziehen viele junge Leute weg."}
    cluster.stop("immediate")
    try:
        response = founder.call("POST", "/api/chat", message)
        assert response.status == 503, response.content
        assert int(response.headers["Retry-After"]) > 0
        assert "Datenbank" in response.body["detail"] or "gespeichert" in response.body["detail"]
        assert b"Traceback" not in response.content and b"psycopg" not in response.content
        assert founder.call("GET", "/api/chat").status == 503
        assert server.caller().call("GET", "/healthz").status == 200
    finally:
        cluster.start()
    assert server.is_ready()
    assert founder.call("POST", "/api/chat", message).status == 200
    server.stop()


def _check_not_ready(caller: Caller) -> None:
    """No traffic is sent to a server without its database."""
    try:
        assert caller.call("GET", "/readyz").status == 503
    except UnansweredError as error:
        raise AssertionError("/readyz must answer while the database is away") from error


def _whole(cluster: Cluster, url: str) -> list[str]:
    """The arguments for a check of all tables and indexes."""
    database = url.rpartition("/")[2]
    return [
        "-h", "127.0.0.1", "-p", str(cluster.port), "-U", "postgres", "-d", database,
        "--install-missing", "--heapallindexed", "--no-strict-names",
    ]  # fmt: skip
