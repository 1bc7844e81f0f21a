"""Serves the application until it is told to stop: one worker, alone or under a supervisor."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import resource
import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from assistant.engine.agent import Assistant
from assistant.settings import Settings
from assistant.web.app import make_app, make_internal_app
from assistant.web.connections import Limits, listen, open_sockets
from assistant.web.draining import DRAINING

FINISHING_SECONDS = 30.0
"""How long requests that are being answered may still take when everything else has ended."""
LEAVING_SECONDS = 2.0
"""How long connections stay open behind closed doors; after that they are idle, and are closed."""
LOOK_SECONDS = 0.02
PARENT_SECONDS = 1.0
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@dataclass(frozen=True)
class Doors:
    """The listening sockets: for everybody, and for the measurements."""

    public: Sequence[socket.socket]
    internal: Sequence[socket.socket] = ()

    def address(self, settings: Settings) -> str:
        """Where the page is."""
        port = self.public[0].getsockname()[1]
        return f"http://{settings.host}:{port}{settings.base_path}"


def open_doors(settings: Settings) -> Doors:
    """Opens the sockets of the settings. Raises CannotListenError."""
    internal = settings.internal_port
    return Doors(
        open_sockets(settings.host, settings.port),
        open_sockets(settings.host, internal) if internal is not None else (),
    )


def serve(settings: Settings) -> None:
    """Loads the model, serves, and ends cleanly on SIGTERM and SIGINT. Raises CannotListenError."""
    assistant = Assistant(settings.model_dir)
    doors = open_doors(settings)

    def tell() -> None:
        print(f"Bereit: {doors.address(settings)}", flush=True)

    run_worker(settings, assistant, doors, tell)


def run_worker(
    settings: Settings,
    assistant: Assistant,
    doors: Doors,
    ready: Callable[[], None],
    parent: int | None = None,
) -> None:
    """Serves on these sockets until told to stop, or until the `parent` process is gone.

    `ready` is called once when requests are answered.
    """
    logging.basicConfig(level=settings.log_level, format=LOG_FORMAT)
    asyncio.run(_serve(settings, assistant, doors, ready, parent))


async def _serve(
    settings: Settings,
    assistant: Assistant,
    doors: Doors,
    ready: Callable[[], None],
    parent: int | None,
) -> None:
    _allow_files(settings.connections)
    app = make_app(settings, assistant)
    runner = web.AppRunner(app, handle_signals=False, shutdown_timeout=FINISHING_SECONDS)
    internal = web.AppRunner(make_internal_app(app), access_log=None)
    await runner.setup()
    await internal.setup()
    limits = Limits(settings.connections, settings.receive_seconds)
    servers = [
        *await listen(runner, doors.public, limits),
        *await listen(internal, doors.internal, replace(limits)),
    ]
    stopped, hurried = asyncio.Event(), asyncio.Event()
    _listen_to_signals(stopped, hurried)
    watching = asyncio.create_task(_watch(parent, stopped)) if parent is not None else None
    ready()
    await stopped.wait()
    app[DRAINING].begun = True
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(hurried.wait(), settings.drain_seconds)
    for server in servers:
        server.close()
    if not hurried.is_set():
        await _until_left(limits, min(LEAVING_SECONDS, settings.drain_seconds))
    await runner.cleanup()
    await internal.cleanup()
    if watching is not None:
        watching.cancel()


async def _until_left(limits: Limits, seconds: float) -> None:
    """Answers on those who are connected: who has just come has yet to ask, and leaves then."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while limits.open and loop.time() < until:
        await asyncio.sleep(LOOK_SECONDS)


def _listen_to_signals(stopped: asyncio.Event, hurried: asyncio.Event) -> None:
    """SIGTERM ends after the grace, Ctrl+C or a second signal at once."""

    def stop(at_once: bool) -> None:
        if at_once or stopped.is_set():
            hurried.set()
        stopped.set()

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop, False)
    loop.add_signal_handler(signal.SIGINT, stop, True)


async def _watch(parent: int, stopped: asyncio.Event) -> None:
    """Ends this worker when its supervisor is gone: nobody else would."""
    while os.getppid() == parent:
        await asyncio.sleep(PARENT_SECONDS)
    stopped.set()


def _allow_files(connections: int) -> None:
    """As many open files as the connections need, as far as this is ours to allow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + 200
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
