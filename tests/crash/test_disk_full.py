"""The disk is full: a clear 503, nothing lost, nothing half; with room again it goes on."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from tests.crash.calling import Caller
from tests.crash.checking import check_sqlite
from tests.crash.scene import Scene
from tests.crash.server import Server, Starter


class Disk(Protocol):
    """Where the database lies, and how its room ends and comes back."""

    folder: Path

    def fill(self, server: Server) -> None:
        """Leaves no room."""

    def clear(self, server: Server) -> None:
        """Gives the room back."""


@dataclass
class SmallDisk:
    """A file system of a few megabytes that something else fills up."""

    folder: Path

    def fill(self, server: Server) -> None:
        """Writes until there is no room for another byte."""
        with (self.folder / "ballast").open("wb", buffering=0) as file, _until_full():
            while True:
                file.write(b"0" * 4096)

    def clear(self, server: Server) -> None:
        """Deletes what filled it."""
        (self.folder / "ballast").unlink()


@dataclass
class Quota:
    """A limit on the size of files, where mounting is not allowed: the kernel refuses the write
    in the same place, with another error.
    """

    folder: Path

    def fill(self, server: Server) -> None:
        """No file of the server may be written beyond its first page."""
        _limit(server, 4096)

    def clear(self, server: Server) -> None:
        """As much as the system allows."""
        _limit(server, resource.RLIM_INFINITY)


def _limit(server: Server, size: int) -> None:
    _, hard = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, hard))


@contextlib.contextmanager
def _until_full() -> Iterator[None]:
    with contextlib.suppress(OSError):
        yield


def _may_mount() -> bool:
    """Whether this account may mount; in a namespace of its own, nothing stays behind."""
    tried = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return os.geteuid() == 0 and subprocess.run(tried, capture_output=True).returncode == 0


@pytest.fixture(params=["small disk", "quota"] if _may_mount() else ["quota"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """A place that can be filled, of each kind that this machine allows."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.param == "quota":
        yield Quota(folder)
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_said_and_nothing_is_lost(
    starter: Starter, disk: Disk, tmp_path: Path, chance: random.Random, rounds: int
) -> None:
    server = Server(starter, tmp_path, DATABASE_URL=f"sqlite:///{disk.folder / 'data.db'}")
    server.start()
    for number in range(rounds):
        scene = Scene.on(server, f"Runde {number}", chance)
        scene.begin()
        scene.wait_for(chance.randint(4, 20))
        disk.fill(server)
        _check_refused(scene.founders[1], scene)
        if chance.random() < 0.5:
            # A crash on top of it; the room comes back before the next start.
            server.kill()
            disk.clear(server) if isinstance(disk, SmallDisk) else None
            check_sqlite(disk.folder / "data.db")
            server.start()
        else:
            disk.clear(server)
        scene.wait_for(scene.messages() + 4)
        scene.finish()
        scene.check()
        print(f"Runde {number}: {scene.messages()} beantwortet, {scene.repeated()} wiederholt")
    server.send(signal.SIGTERM)
    server.stop()
    check_sqlite(disk.folder / "data.db")


def _check_refused(caller: Caller, scene: Scene) -> None:
    """Sooner or later no message finds room; it is told so, and reading still works."""
    while True:
        message = {"id": str(uuid.uuid4()), "text": "x" * 4000}
        response = caller.call("POST", "/api/chat", message)
        if response.status == 503:
            break
        assert response.status == 200, response.content
        scene.note(caller, message, response.body)
    assert "Retry-After" in response.headers
    assert b"Traceback" not in response.content and b"sqlite" not in response.content
    assert caller.call("GET", "/api/chat").status == 200
