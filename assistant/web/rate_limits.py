"""How often one may ask: by session, by address, and how many may register; else a quick 429."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from aiohttp import web

from assistant.settings import Settings
from assistant.web.client_address import client_address
from assistant.web.description import UNLIMITED
from assistant.web.problems import Problem

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

BURST_SECONDS = 10
"""Who was quiet may ask for so many seconds' worth at once."""
MOST_KEPT = 10_000
"""Addresses and sessions that are remembered, of each: about 2 MB together."""


class Buckets:
    """A bucket of permits for each key, refilled evenly; the longest unused are forgotten."""

    def __init__(self, per_second: float, size: float, most: int = MOST_KEPT) -> None:
        self._per_second = per_second
        self._size = size
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._buckets

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str, now: float) -> float:
        """Takes one permit: 0, or the seconds until there is one."""
        left, since = self._buckets.pop(key, (self._size, now))
        left = min(self._size, left + (now - since) * self._per_second)
        wait = 0.0 if left >= 1 else (1 - left) / self._per_second
        self._buckets[key] = (left if wait else left - 1, now)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return wait


class RateLimits:
    """The limits of one worker, by its settings; 0 switches one off.

    Whoever is signed in counts by the session alone, so a house with one address for all is not
    held back. A token counts only after it was found good: inventing tokens is counted by address.
    """

    def __init__(self, settings: Settings, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._by_token = _per_second(settings.rate_token)
        self._by_address = _per_second(settings.rate_address)
        hourly = settings.rate_registrations
        self._registrations = Buckets(hourly / 3600, hourly) if hourly else None

    def check(self, request: web.Request) -> None:
        """Ends with 429 when too much was asked for."""
        token = _token(request)
        known = self._by_token is not None and token in self._by_token
        buckets = self._by_token if known else self._by_address
        if buckets is not None:
            _take(buckets, token if known else network_of(client_address(request)), self._now())

    def note_good(self, request: web.Request) -> None:
        """The token of this request is known: from now on it counts for itself."""
        token = _token(request)
        if token and self._by_token is not None and token not in self._by_token:
            self._by_token.take(token, self._now())

    def check_registration(self, request: web.Request) -> None:
        """Ends with 429 when too many processes were registered from this address."""
        if self._registrations is not None:
            _take(self._registrations, network_of(client_address(request)), self._now())


RATE_LIMITS: web.AppKey[RateLimits] = web.AppKey("rate_limits", RateLimits)


@web.middleware
async def rate_limit_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses what is too much before anything is looked up."""
    limits = request.app[RATE_LIMITS]
    if request.match_info.route.name not in UNLIMITED:
        limits.check(request)
    return await handler(request)


def network_of(address: str) -> str:
    """What an address counts under: itself, of IPv6 the /64 that a household or house gets."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def _per_second(rate: int) -> Buckets | None:
    return Buckets(rate, rate * BURST_SECONDS) if rate else None


def _token(request: web.Request) -> str:
    """A mark for the token of a request, so that no token is kept; "" without one."""
    given = request.headers.get("X-Daks-Session") or request.headers.get("Authorization", "")
    return hashlib.blake2b(given.encode("utf-8", "surrogateescape")).hexdigest() if given else ""


def _take(buckets: Buckets, key: str, now: float) -> None:
    wait = buckets.take(key, now)
    if wait:
        seconds = math.ceil(wait)
        pause = "eine Sekunde" if seconds == 1 else f"{seconds} Sekunden"
        raise Problem(
            429,
            f"Das waren sehr viele Anfragen auf einmal. Bitte warten Sie {pause}.",
            headers={"Retry-After": str(seconds)},
        )
