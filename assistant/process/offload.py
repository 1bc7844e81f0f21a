"""Child processes for what is heavy or handles foreign files: reading, charts, documents.

Each call is a function of a module with arguments that can be pickled; it must be pure. The
children are started when first needed and kept. They load nothing of the server, may use only
so much memory, and are killed when they take too long: the server stays small and answers on.
"""

from __future__ import annotations

import asyncio
import math
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from assistant.process import offload_child
from assistant.process.offload_child import LENGTH

T = TypeVar("T")

CHILDREN = 2
MOST_WAITING = 8
SECONDS = 20.0
MEMORY = 2**30
"""Address space of a child in bytes. Measured with numpy, matplotlib, docx, openpyxl and typst in
use: 380 MB, of it 117 MB resident."""


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

    Belongs to one event loop.
    """

    def __init__(
        self, children: int = CHILDREN, most_waiting: int = MOST_WAITING, memory: int = MEMORY
    ) -> None:
        self._memory = memory
        self._most = children + most_waiting
        self._accepted = 0
        self._turn = asyncio.Semaphore(children)
        self._idle: list[Process] = []
        self._all: set[Process] = set()

    async def run(self, function: Callable[..., T], *arguments: Any, timeout: float = SECONDS) -> T:
        """The function's result; what it raises is raised here.

        `timeout` counts from the begin of the call, in seconds. Raises OverloadedError,
        TookTooLongError or ChildDiedError when the call does not come to its end.
        """
        if self._accepted >= self._most:
            raise OverloadedError
        call = pickle.dumps((function, arguments, math.ceil(timeout) + 5), pickle.HIGHEST_PROTOCOL)
        self._accepted += 1
        try:
            async with self._turn:
                succeeded, value = await self._run(call, timeout)
        finally:
            self._accepted -= 1
        if not succeeded:
            raise value
        return cast(T, value)

    async def _run(self, call: bytes, timeout: float) -> tuple[bool, Any]:
        child = await self._child()
        try:
            answer = await asyncio.wait_for(_exchange(child, call), timeout)
        except asyncio.TimeoutError:
            raise TookTooLongError from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise ChildDiedError from None
        else:
            self._idle.append(child)
            return cast("tuple[bool, Any]", pickle.loads(answer))
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
            limit=2**20,
            # Ctrl+C at the terminal is for the server, which ends its children itself.
            start_new_session=True,
        )
        self._all.add(child)
        assert child.stdin is not None
        child.stdin.write(_framed(pickle.dumps((sys.path, self._memory))))
        return child

    async def _end(self, child: Process) -> None:
        self._all.discard(child)
        if child.returncode is None:
            child.kill()
        await asyncio.shield(child.wait())

    async def close(self) -> None:
        """Ends all children, whatever they are doing."""
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
