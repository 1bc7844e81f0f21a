"""Serves the application until it is told to stop."""

from __future__ import annotations

import asyncio
import signal

from aiohttp import web

from assistant.engine.agent import Assistant
from assistant.settings import Settings
from assistant.web.app import make_app, make_internal_app


def serve(settings: Settings) -> None:
    """Loads the model, serves, and ends cleanly on SIGTERM and SIGINT."""
    assistant = Assistant(settings.model_dir)
    asyncio.run(_serve(settings, assistant))


async def _serve(settings: Settings, assistant: Assistant) -> None:
    app = make_app(settings, assistant)
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    site = web.TCPSite(runner, settings.host, settings.port)
    await site.start()
    internal = None
    if settings.internal_port is not None:
        internal = web.AppRunner(make_internal_app(app), access_log=None)
        await internal.setup()
        await web.TCPSite(internal, settings.host, settings.internal_port).start()
    port = runner.addresses[0][1]
    print(f"Bereit: http://{settings.host}:{port}{settings.base_path}", flush=True)
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()
    if internal is not None:
        await internal.cleanup()
    await runner.cleanup()
