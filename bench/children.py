"""What the children of this process use: memory all together, computing time."""

from __future__ import annotations

import asyncio
import os
import resource
from collections.abc import Awaitable, Collection, Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
EVERY = 0.004
"""Seconds between two looks."""
PAGE = os.sysconf("SC_PAGE_SIZE")


async def most_memory(work: Awaitable[T], beside: Collection[int] = ()) -> tuple[T, int]:
    """The result, and the most that all descendants held at any one time, in MB.

    Children named `beside` have nothing to do with the work and are left out.
    """
    task = asyncio.ensure_future(work)
    most = 0
    while not task.done():
        most = max(most, sum(map(_resident, _below(os.getpid(), beside))))
        await asyncio.sleep(EVERY)
    return task.result(), most // 2**20


def computing_time() -> float:
    """Seconds of CPU of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _below(process: int, beside: Collection[int] = ()) -> Iterator[int]:
    """All descendants; one may end while we look."""
    try:
        lists = [path.read_text() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return
    for child in map(int, " ".join(lists).split()):
        if child in beside:
            continue
        yield child
        yield from _below(child)


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0
