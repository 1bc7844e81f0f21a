"""A server that stands still in the middle of a message: clients give up and come again."""

from __future__ import annotations

import random
import signal
from pathlib import Path

from tests.crash.checking import check_rows
from tests.crash.scene import Scene, pause
from tests.crash.server import Server, Starter

SHORT = 0.4
"""Seconds after which a client gives up here, well within the time that the server stands."""


def test_paused_in_the_middle_of_messages_nothing_is_doubled(
    starter: Starter, url: str, tmp_path: Path, chance: random.Random, rounds: int
) -> None:
    server = Server(starter, tmp_path, DATABASE_URL=url)
    server.start()
    repeated = 0
    for number in range(rounds):
        scene = Scene.on(server, f"Runde {number}", chance, patience=SHORT)
        scene.begin()
        scene.wait_for(chance.randint(4, 40))
        pause(chance.uniform(0, 0.03))
        server.send(signal.SIGSTOP)
        # Every window gives up at least once and sends the same message again.
        pause(3 * SHORT)
        server.send(signal.SIGCONT)
        scene.wait_for(scene.messages() + 8)
        scene.finish()
        scene.check()
        repeated += scene.repeated()
        print(f"Runde {number}: {scene.messages()} beantwortet, {scene.repeated()} wiederholt")
    assert repeated, "no message was answered twice; the pause was never felt"
    server.stop()
    check_rows(url)
