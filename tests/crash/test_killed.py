"""kill -9 under load, at any moment: what was acknowledged is there, once, and it starts again."""

from __future__ import annotations

import random
from pathlib import Path

import sqlalchemy as sa

from tests.crash.checking import check_rows, check_sqlite
from tests.crash.scene import Scene, pause
from tests.crash.server import Server, Starter

MOMENT = 0.03
"""A kill falls somewhere in so many seconds after a message: about three messages long."""


def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(
    starter: Starter, url: str, tmp_path: Path, chance: random.Random, rounds: int
) -> None:
    server = Server(starter, tmp_path, DATABASE_URL=url)
    server.start()
    scenes: list[Scene] = []
    for number in range(rounds):
        scene = Scene.on(server, f"Runde {number}", chance)
        scene.begin()
        scene.wait_for(chance.randint(4, 40))
        pause(chance.uniform(0, MOMENT))
        server.kill()
        _check_as_left(url)
        if chance.random() < 0.3:
            # Killed again while it starts: at any moment of opening, migrating and binding.
            server.begin()
            pause(chance.uniform(0, 2))
            server.kill()
        server.start()
        scene.wait_for(scene.messages() + 4)
        scene.finish()
        scene.check()
        scenes.append(scene)
        print(f"Runde {number}: {scene.messages()} beantwortet, {scene.repeated()} wiederholt")
    # What an earlier round had acknowledged has outlived all later ones.
    for scene in scenes:
        scene.check()
    server.stop()
    check_rows(url)


def test_killed_at_its_first_start_it_starts_without_hands(
    starter: Starter, url: str, tmp_path: Path, chance: random.Random, rounds: int
) -> None:
    server = Server(starter, tmp_path, DATABASE_URL=url)
    for _ in range(rounds):
        server.begin()
        pause(chance.uniform(0, 2))
        server.kill()
    server.start()
    founder, _ = server.caller().register()
    assert founder.call("GET", "/api/chat").body["messages"]
    server.stop()


def _check_as_left(url: str) -> None:
    if url.startswith("sqlite"):
        file = sa.engine.make_url(url).database
        assert file is not None
        check_sqlite(Path(file))
    else:
        check_rows(url)
