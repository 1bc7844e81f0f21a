"""Child processes for what is heavy or handles foreign files: reading, charts, documents.

Each call is a function of a module with arguments that can be pickled; it must be pure. The
children are started when first needed and kept. They load nothing of the server, may use only
so much memory, and are killed when they take too long: the server stays small and answers on.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import pickle
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from assistant.process import offload_child
from assistant.process.fair_queue import FairQueue
from assistant.process.offload_child import LENGTH
from assistant.process.relay import Relay
from assistant.settings import environment_with

T = TypeVar("T")

CHILDREN = 2
MOST_WAITING = 8
SECONDS = 20.0
MEMORY = 2**30
"""Address space of a child in bytes. Measured with numpy, matplotlib, docx, openpyxl and typst in
use: 380 MB, of it 117 MB resident."""

# Threads for computing only take address space in a child, a stack and an arena each.
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
}


class OffloadError(RuntimeError):
    """The call did not come to its end."""


class OverloadedError(OffloadError):
    """Too many calls wait already; nothing was begun."""


class TookTooLongError(OffloadError):
    """The call took longer than it may; its child was killed."""


class ChildDiedError(OffloadError):
    """The child ended during the call: out of memory, or a library crashed."""


class Offload:
    """Runs calls in child processes, a few at a time, behind a bounded queue.

    A call that returns a `Relay` is gone on with in a fresh child, after its own has ended.
    Belongs to one event loop.
    """

    def __init__(
        self, children: int = CHILDREN, most_waiting: int = MOST_WAITING, memory: int = MEMORY
    ) -> None:
        self._memory = memory
        self._working = 0
        self._free = children
        self._waiting: FairQueue[asyncio.Future[None]] = FairQueue(most_waiting)
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._preparing: asyncio.Task[None] | None = None

    async def run(
        self,
        function: Callable[..., T | Relay],
        *arguments: Any,
        timeout: float = SECONDS,
        whose: str = "",
    ) -> T:
        """The function's result; what it raises is raised here.

        `timeout` counts from the begin of the call, in seconds; calls that wait take turns by
        `whose`. Raises OverloadedError, TookTooLongError or ChildDiedError when the call does not
        come to its end.
        """
        await self._take_turn(whose)
        self._working += 1
        try:
            until = time.monotonic() + timeout
            succeeded, value = await self._run(function, arguments, timeout)
            if isinstance(value, Relay):
                # The second leg needs much memory: whoever only waits for work makes room.
                await self._end_idle()
                left = until - time.monotonic()
                succeeded, value = await self._run(
                    value.function, value.arguments, left, keep=False
                )
        finally:
            self._working -= 1
            self._give_turn()
        if not succeeded:
            raise value
        return cast(T, value)

    async def _take_turn(self, whose: str) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        gone = self._waiting.put(whose, turn)
        if gone is turn:
            raise OverloadedError
        if gone is not None and not gone.done():
            gone.set_exception(OverloadedError())
        try:
            await turn
        except asyncio.CancelledError:
            # The turn may have come in the moment in which the caller went away.
            if turn.done() and not turn.cancelled():
                self._give_turn()
            raise

    def _give_turn(self) -> None:
        while (taken := self._waiting.take()) is not None:
            if not taken[1].done():
                taken[1].set_result(None)
                return
        self._free += 1

    def prepare(self, function: Callable[[], Any]) -> None:
        """In the background, a child that has run this already waits for the next call.

        Does nothing while there is one idle or at work.
        """
        if not self._all and not self._working:
            self._preparing = asyncio.create_task(self._prepare(function))

    async def _prepare(self, function: Callable[[], Any]) -> None:
        # Nobody waits for it: the next call meets the same trouble and tells of it.
        with contextlib.suppress(OffloadError):
            await self.run(function)

    async def _run(
        self,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        timeout: float,
        keep: bool = True,
    ) -> tuple[bool, Any]:
        """Whether the call succeeded, and its result or error; `keep` the child for the next."""
        call = pickle.dumps((function, arguments, math.ceil(timeout) + 5), pickle.HIGHEST_PROTOCOL)
        child = await self._child()
        try:
            answer = await asyncio.wait_for(_exchange(child, call), timeout)
        except asyncio.TimeoutError:
            raise TookTooLongError from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise ChildDiedError from None
        else:
            succeeded, value = cast("tuple[bool, Any]", pickle.loads(answer))
            if keep and not isinstance(value, Relay):
                self._idle.append(child)
            return succeeded, value
        finally:
            # Whatever has happened, the caller's going away included: a child in the middle of
            # something is of no use to the next call.
            if child not in self._idle:
                await self._end(child)

    async def _child(self) -> Process:
        while self._idle:
            child = self._idle.pop()
            if child.returncode is None:
                return child
            self._all.discard(child)
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            # Isolated: what it may import is told to it, as this process has it.
            "-I",
            str(Path(offload_child.__file__)),
            stdin=PIPE,
            stdout=PIPE,
            env=environment_with(ONE_THREAD),
            limit=2**20,
            # Ctrl+C at the terminal is for the server, which ends its children itself.
            start_new_session=True,
        )
        self._all.add(child)
        assert child.stdin is not None
        child.stdin.write(_framed(pickle.dumps((sys.path, self._memory, os.getpid()))))
        return child

    async def _end(self, child: Process) -> None:
        self._all.discard(child)
        if child.returncode is None:
            child.kill()
        await asyncio.shield(child.wait())

    async def _end_idle(self) -> None:
        while self._idle:
            await self._end(self._idle.pop())

    async def close(self) -> None:
        """Ends all children, whatever they are doing."""
        if self._preparing is not None:
            self._preparing.cancel()
        self._idle.clear()
        for child in list(self._all):
            await self._end(child)


async def _exchange(child: Process, call: bytes) -> bytes:
    assert child.stdin is not None and child.stdout is not None
    child.stdin.write(_framed(call))
    await child.stdin.drain()
    length = LENGTH.unpack(await child.stdout.readexactly(LENGTH.size))[0]
    return await child.stdout.readexactly(length)


def _framed(content: bytes) -> bytes:
    return LENGTH.pack(len(content)) + content
