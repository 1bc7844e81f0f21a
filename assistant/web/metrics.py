"""Measurements for Prometheus: counts and times, no personal data; on the internal port only."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.chat.engine_thread import EngineThread

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Metrics:
    """Requests by operation and status, their time, and how many messages wait."""

    def __init__(self, engine: EngineThread) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "daks_requests", "Anfragen", ["operation", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "daks_request_seconds", "Dauer in Sekunden", ["operation"], registry=self.registry
        )
        waiting = Gauge("daks_waiting_messages", "wartende Nachrichten", registry=self.registry)
        waiting.set_function(engine.waiting)

    def observe(self, operation: str, status: int, seconds: float) -> None:
        """One finished request."""
        self._requests.labels(operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)

    def page(self) -> web.Response:
        """The measurements as Prometheus reads them."""
        text = generate_latest(self.registry).decode()
        return web.Response(text=text, content_type="text/plain", charset="utf-8")


METRICS: web.AppKey[Metrics] = web.AppKey("metrics", Metrics)


@web.middleware
async def metrics_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Counts every request under its operation's name, never under its address."""
    started = time.monotonic()
    response = await handler(request)
    route = request.match_info.route
    metrics = request.app[METRICS]
    metrics.observe(route.name or "other", response.status, time.monotonic() - started)
    return response
