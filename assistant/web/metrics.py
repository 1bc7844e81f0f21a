"""Measurements for Prometheus: counts and times, no personal data; on the internal port only."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import ValueClass

from assistant.chat.engine_thread import EngineThread

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Metrics:
    """Requests by operation and status, their time, and how many messages wait.

    Several workers of one machine count in files that they share, and each gives out the sums of
    all: whichever answers the internal port.
    """

    def __init__(self, engine: EngineThread) -> None:
        self.registry = CollectorRegistry()
        self._engine = engine
        self._requests = Counter(
            "daks_requests", "Anfragen", ["operation", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "daks_request_seconds", "Dauer in Sekunden", ["operation"], registry=self.registry
        )
        self._waiting = Gauge(
            "daks_waiting_messages",
            "wartende Nachrichten",
            registry=self.registry,
            multiprocess_mode="livesum",
        )
        workers = Gauge(
            "daks_workers",
            "laufende Arbeitsprozesse",
            registry=self.registry,
            multiprocess_mode="livesum",
        )
        workers.set(1)

    def observe(self, operation: str, status: int, seconds: float) -> None:
        """One finished request."""
        self._requests.labels(operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)
        self._waiting.set(self._engine.waiting())

    def page(self) -> web.Response:
        """The measurements as Prometheus reads them."""
        self._waiting.set(self._engine.waiting())
        registry = self.registry
        if ValueClass._multiprocess:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        text = generate_latest(registry).decode()
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
