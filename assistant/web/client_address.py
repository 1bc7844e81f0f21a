"""The address of whoever asks, also behind the operator's own reverse proxies."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from aiohttp import web

from assistant.settings import Network
from assistant.web.services import SERVICES

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
UNKNOWN = "unknown"


def client_address(request: web.Request) -> str:
    """The address that a request comes from, as text; "unknown" where there is none.

    Only what a trusted proxy (DAKS_TRUSTED_PROXIES) says of its client is believed, so nobody can
    give herself another address. Only `X-Forwarded-For` is read, not `Forwarded` (RFC 7239): every
    common proxy writes the former, and two headers that disagree would be a way around.
    """
    return address_behind(
        request.remote or "",
        request.headers.getall("X-Forwarded-For", ()),
        request.app[SERVICES].settings.trusted_proxies,
    )


def comes_from_trusted_proxy(request: web.Request) -> bool:
    """Whether the connection itself, not what a header says, was opened by a trusted proxy."""
    peer = _address(request.remote or "")
    return peer is not None and _is_in(peer, request.app[SERVICES].settings.trusted_proxies)


def address_behind(peer: str, forwarded: Iterable[str], trusted: tuple[Network, ...]) -> str:
    """The nearest address that is no trusted proxy, read from the peer towards the client.

    `forwarded` are the `X-Forwarded-For` lines in their order. Every proxy appends whom it heard,
    so the right end is the nearest; what stands left of the first untrusted address was written
    by that client itself and counts for nothing. Where an entry cannot be read, the proxy that
    wrote it stands for its client.
    """
    nearest = _address(peer)
    if nearest is None:
        return UNKNOWN
    entries = [entry for line in forwarded for entry in line.split(",")]
    while entries and _is_in(nearest, trusted):
        heard = _address(entries.pop())
        if heard is None:
            break
        nearest = heard
    return str(nearest)


def _address(text: str) -> Address | None:
    """An address out of `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _is_in(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address in network for network in networks)
