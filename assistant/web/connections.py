"""Connections: how many, and how long a slow one is waited for.

aiohttp waits for a request's head and body, and for a client that does not read, as long as the
connection lives. Behind nginx or Apache that hardly matters; without them one client could hold
all connections with a byte now and then.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import StreamReader, web
from aiohttp.web_protocol import RequestHandler

KEEP_ALIVE_SECONDS = 75.0
"""Longer than nginx keeps its connections to us (60): who closes first must not be we."""
LINGERING_SECONDS = 5.0
WAITING = 1024
"""Connections that the kernel keeps until they are accepted."""
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)


class CannotListenError(RuntimeError):
    """The address is taken or not ours; the text says which."""


class TooSlowError(asyncio.TimeoutError):
    """The body of a request did not arrive in time."""


@dataclass
class Limits:
    """What one worker grants: `connections` at once, `seconds` for the head of a request, and
    bytes per second that a body must reach on average, and that a reader must take.
    """

    connections: int
    seconds: float
    slowest: int = 1_000
    open: int = 0


class Connection(RequestHandler):
    """A connection of aiohttp with an end to its patience.

    The head of a request must be there `seconds` after its first byte, a body must have come with
    `slowest` bytes per second on top of that, and an answer must be taken at that rate.
    """

    __slots__ = ("_arrived", "_body", "_deadline", "_heads", "_limits", "_unread")

    def __init__(self, limits: Limits, server: web.Server, **kwargs: Any) -> None:
        super().__init__(server, loop=asyncio.get_running_loop(), **kwargs)
        self._limits = limits
        self._heads = 0
        self._arrived = 0
        self._body: StreamReader | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Takes the connection, or refuses it politely when there are too many."""
        self._limits.open += 1
        super().connection_made(transport)
        if self._limits.open > self._limits.connections:
            assert isinstance(transport, asyncio.Transport)
            transport.write(FULL)
            self.force_close()
        else:
            self._wait(self._head_too_slow)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Gives the place back."""
        self._limits.open -= 1
        self._wait(None)
        if self._unread is not None:
            self._unread.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what arrived and sees how long the rest may take."""
        super().data_received(data)
        if self._request_count > self._heads:
            self._heads = self._request_count
            self._arrived = 0
            self._body = self._messages[-1][1] if self._messages else None
            self._wait(self._body_too_slow if self._is_receiving() else None)
        elif self._body is not None:
            self._arrived += len(data)
            if not self._is_receiving():
                self._wait(None)
        elif self._deadline is None and data:
            self._wait(self._head_too_slow)

    def _is_receiving(self) -> bool:
        if self._body is not None and self._body.is_eof():
            self._body = None
        return self._body is not None

    def _wait(self, then: Callable[[], None] | None, seconds: float | None = None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if then is not None:
            delay = self._limits.seconds if seconds is None else seconds
            self._deadline = asyncio.get_running_loop().call_later(delay, then)

    def _head_too_slow(self) -> None:
        self._deadline = None
        self.force_close()

    def _body_too_slow(self) -> None:
        self._deadline = None
        if not self._is_receiving():
            return
        # What arrived earns more time, and while we do not read, it is not the client who is slow.
        earned = self._arrived / self._limits.slowest
        self._arrived = 0
        if self._reading_paused or self._buffer_paused:
            self._wait(self._body_too_slow)
        elif earned:
            self._wait(self._body_too_slow, earned)
        elif self._body is not None:
            self._body.set_exception(TooSlowError())
            self.close()

    def pause_writing(self) -> None:
        """The client reads more slowly than we write: for how long, depends on what is left."""
        super().pause_writing()
        if isinstance(self.transport, asyncio.Transport):
            left = self.transport.get_write_buffer_size()
            loop = asyncio.get_running_loop()
            seconds = self._limits.seconds + left / self._limits.slowest
            self._unread = loop.call_later(seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has read."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None


async def listen(
    runner: web.AppRunner, sockets: Sequence[socket.socket], limits: Limits
) -> list[asyncio.Server]:
    """Takes connections of listening sockets for an application that is set up."""
    server = runner.server
    assert server is not None

    def connection() -> Connection:
        return Connection(
            limits,
            server,
            access_log=None,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            lingering_time=LINGERING_SECONDS,
        )

    servers = []
    for sock in sockets:
        # One connection per turn of the loop: several workers on one socket share them evenly.
        loop = asyncio.get_running_loop()
        servers.append(await loop.create_server(connection, sock=sock, backlog=1))
        sock.listen(WAITING)
    return servers


def open_sockets(host: str, port: int) -> list[socket.socket]:
    """Listening sockets on every address of a host, to be shared by all workers of this machine.

    Raises CannotListenError.
    """
    sockets: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in dict.fromkeys(found):
            sock = socket.socket(family, kind, protocol)
            sockets.append(sock)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            sock.bind(address)
            sock.listen(WAITING)
            sock.setblocking(False)
    except OSError as error:
        for sock in sockets:
            sock.close()
        raise CannotListenError(
            f"Auf {host}, Port {port}, kann die Assistenz nicht antworten: {error.strerror}. Bitte "
            "DAKS_HOST und DAKS_PORT prüfen; vielleicht läuft sie dort schon."
        ) from None
    return sockets
