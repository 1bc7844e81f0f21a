"""CPU and wall time per message along one long conversation, and under many at once."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from bench.servers import Running
from bench.talks import Talk

MARKS = (20, 200, 600, 2000)
WINDOW = 20
Opened = Callable[[aiohttp.ClientSession], Talk]


@dataclass(frozen=True)
class Step:
    """One message: seconds of the server's CPU, and of the clock."""

    cpu: float
    wall: float


def walk(server: Running, talk: Opened, messages: int, seconds: float) -> dict[str, Any]:
    """One conversation, until it has so many messages or has taken so long."""
    return asyncio.run(_walk(server, talk, messages, seconds))


async def _walk(server: Running, opened: Opened, messages: int, seconds: float) -> dict[str, Any]:
    steps: list[Step] = []
    async with _session(1) as session:
        talk = opened(session)
        await talk.open()
        ended = time.monotonic() + seconds
        while len(steps) < messages and time.monotonic() < ended:
            before = server.cpu(), time.perf_counter()
            await talk.step()
            wall = time.perf_counter() - before[1]
            steps.append(Step(server.cpu() - before[0], wall))
    reached = sorted({mark for mark in MARKS if mark <= len(steps)} | {len(steps)})
    return {
        "messages": len(steps),
        "not_understood": talk.not_understood,
        "cpu_ms_per_message": {str(n): _at([step.cpu for step in steps], n) for n in reached},
        "wall_ms_per_message": {str(n): _at([step.wall for step in steps], n) for n in reached},
        "resident_mb": round(server.resident_mb()),
    }


def _at(values: Sequence[float], mark: int) -> float:
    """The median of the messages before a mark, in milliseconds."""
    return round(statistics.median(values[max(0, mark - WINDOW) : mark]) * 1000, 2)


def crowd(server: Running, talk: Opened, conversations: int, seconds: float) -> dict[str, float]:
    """Many conversations at once, each sending its next message as soon as it has the answer."""
    return asyncio.run(_crowd(server, talk, conversations, seconds))


async def _crowd(
    server: Running, opened: Opened, conversations: int, seconds: float
) -> dict[str, float]:
    taken: list[float] = []
    async with _session(conversations) as session:
        talks = [opened(session) for _ in range(conversations)]
        for talk in talks:
            await talk.open()
        before, began = server.cpu(), time.perf_counter()
        ended = began + seconds
        await asyncio.gather(*(_until(talk, ended, taken) for talk in talks))
        cpu, wall = server.cpu() - before, time.perf_counter() - began
    taken.sort()
    return {
        "messages": len(taken),
        "messages_per_second": round(len(taken) / wall, 2),
        "cpu_ms_per_message": round(cpu / len(taken) * 1000, 2),
        **{f"p{part}_ms": round(_quantile(taken, part) * 1000, 1) for part in (50, 95, 99)},
    }


async def _until(talk: Talk, ended: float, taken: list[float]) -> None:
    while time.perf_counter() < ended:
        before = time.perf_counter()
        await talk.step()
        taken.append(time.perf_counter() - before)


def _quantile(ordered: Sequence[float], part: int) -> float:
    """The smallest value that so many of a hundred do not exceed."""
    return ordered[min(len(ordered) - 1, len(ordered) * part // 100)]


def _session(connections: int) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=connections),
        timeout=aiohttp.ClientTimeout(total=600),
        trust_env=False,
    )
