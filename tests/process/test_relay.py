"""Work in two legs: memory does not add up, and nothing lives on that nobody waits for."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.documents.making import begin
from assistant.process.offload import ChildDiedError, Offload, TookTooLongError
from bench.children import most_memory
from tests.conftest import PROJECT
from tests.documents.builder import Builder
from tests.process.legs import first_leg, number

HUNDRED = {"plan.measures": 100, "plan.goals": 25, "workshop.ideas": 60}
MOST_MEMORY = 300
"""Megabytes that all children may hold together while a document is made."""


@pytest.fixture
async def offload() -> AsyncIterator[Offload]:
    made = Offload()
    yield made
    await made.close()


def children() -> set[int]:
    """The processes right below this one."""
    lists = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(child) for path in lists for child in path.read_text().split()}


async def until_gone(process: int) -> None:
    """Waits for the end of a process, ten seconds at most."""
    for _ in range(1000):
        if not alive(process):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"process {process} lives on")


def alive(process: int) -> bool:
    """Whether it runs: one that has ended and was not yet waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def test_the_second_leg_runs_when_the_first_child_is_gone(offload: Offload) -> None:
    first, second, first_alive = await offload.run(first_leg)
    assert first != second
    assert not first_alive
    assert not alive(second), "what has grown large is not kept"


async def test_idle_children_make_room_for_a_second_leg(offload: Offload) -> None:
    idle = await asyncio.gather(offload.run(number), offload.run(number))
    await offload.run(first_leg)
    assert not any(map(alive, idle))


async def test_the_second_leg_has_what_time_is_left(offload: Offload) -> None:
    before = children()
    with pytest.raises(TookTooLongError):
        await offload.run(first_leg, 60, timeout=1.0)
    assert children() <= before


async def test_a_prepared_child_takes_the_next_call(offload: Offload) -> None:
    before = children()
    offload.prepare(number)
    offload.prepare(number)
    taken = await offload.run(number)
    offload.prepare(number)
    assert children() - before >= {taken}
    assert await offload.run(number) == taken


async def test_a_hundred_measures_take_no_more_memory_than_they_may(offload: Offload) -> None:
    # The browser of other tests is a child of this process too.
    others = children()
    source = Builder("Großstadt").complete(items=HUNDRED).source()
    work = offload.run(begin, "strategy", "pdf", source, timeout=120.0)
    made, most = await most_memory(work, beside=others)
    assert made.content.startswith(b"%PDF")
    assert 0 < most <= MOST_MEMORY


async def test_a_document_killed_while_it_is_set_leaves_no_process(offload: Offload) -> None:
    before = children()
    source = Builder("Großstadt").complete(items=HUNDRED).source()
    call = asyncio.create_task(offload.run(begin, "strategy", "pdf", source, timeout=120.0))
    seen: list[int] = []
    while len(seen) < 2:
        seen += [child for child in children() - before if child not in seen]
        await asyncio.sleep(0.005)
    os.kill(seen[-1], signal.SIGKILL)
    with pytest.raises(ChildDiedError):
        await call
    assert children() <= before
    assert not any(map(alive, seen))


SERVER = """
import asyncio
from assistant.process.offload import Offload
from tests.process.legs import first_leg, number

async def main():
    offload = Offload(children=1)
    print(await offload.run(number), flush=True)
    await offload.run(first_leg, 60, timeout=90)

asyncio.run(main())
"""


async def test_a_server_that_is_killed_takes_its_children_along() -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    with server, server.stdout as told:
        first = int(told.readline())
        # The second leg has begun when there is another child.
        second = first
        while second == first:
            path = Path(f"/proc/{server.pid}/task/{server.pid}/children")
            second = next((int(p) for p in path.read_text().split() if int(p) != first), first)
            await asyncio.sleep(0.01)
        server.kill()
    await until_gone(first)
    await until_gone(second)
