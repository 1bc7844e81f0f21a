"""Two workers over one PostgreSQL: one is killed or stands still, or the supervisor is killed."""

from __future__ import annotations

import random
import signal
import uuid
from pathlib import Path

import pytest

from tests.crash.checking import check_rows
from tests.crash.cluster import Cluster
from tests.crash.scene import Scene, pause
from tests.crash.server import Server, Starter


@pytest.fixture
def url(cluster: Cluster) -> str:
    """An empty database on the cluster of our own."""
    return cluster.new_database(f"daks_{uuid.uuid4().hex[:12]}")


@pytest.fixture
def server(starter: Starter, url: str, tmp_path: Path) -> Server:
    """Two workers, ready."""
    server = Server(starter, tmp_path, DATABASE_URL=url, WORKERS="2")
    server.start()
    return server


def test_a_killed_worker_is_replaced_and_nothing_is_lost(
    server: Server, url: str, chance: random.Random, rounds: int
) -> None:
    supervisor = server.pid
    for number in range(rounds):
        scene = Scene.on(server, f"Runde {number}", chance)
        scene.begin()
        scene.wait_for(chance.randint(4, 40))
        pause(chance.uniform(0, 0.03))
        victim = chance.choice(server.workers())
        server.send(signal.SIGKILL, to=victim)
        scene.wait_for(scene.messages() + 12)
        scene.finish()
        scene.check()
        server.wait_for_workers(2, without=victim)
        print(f"Runde {number}: {scene.messages()} beantwortet, {scene.repeated()} wiederholt")
    assert server.is_alive() and server.pid == supervisor
    server.stop()
    check_rows(url)


def test_a_killed_supervisor_takes_its_workers_along_and_starts_again(
    server: Server, url: str, chance: random.Random, rounds: int
) -> None:
    for number in range(rounds):
        scene = Scene.on(server, f"Runde {number}", chance)
        scene.begin()
        scene.wait_for(chance.randint(4, 40))
        pause(chance.uniform(0, 0.03))
        orphans = server.workers()
        server.kill()
        server.start_until_it_stays()
        scene.wait_for(scene.messages() + 4)
        scene.finish()
        scene.check()
        assert not set(orphans) & set(server.workers())
        print(f"Runde {number}: {scene.messages()} beantwortet, {scene.repeated()} wiederholt")
    server.stop()
    check_rows(url)


def test_a_worker_that_stands_still_doubles_nothing(
    server: Server, url: str, chance: random.Random, rounds: int
) -> None:
    for number in range(rounds):
        scene = Scene.on(server, f"Runde {number}", chance, patience=0.4)
        scene.begin()
        scene.wait_for(chance.randint(4, 40))
        pause(chance.uniform(0, 0.03))
        victim = chance.choice(server.workers())
        server.send(signal.SIGSTOP, to=victim)
        # It may hold the lock of a conversation: that one waits, and its clients come again.
        pause(1.2)
        server.send(signal.SIGCONT, to=victim)
        scene.wait_for(scene.messages() + 8)
        scene.finish()
        scene.check()
        print(f"Runde {number}: {scene.messages()} beantwortet, {scene.repeated()} wiederholt")
    server.stop()
    check_rows(url)
