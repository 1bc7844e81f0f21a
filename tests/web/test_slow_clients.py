"""Whoever sends or reads a byte now and then is let go; too many connections are refused."""

from __future__ import annotations

import asyncio
import json
import socket
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from assistant.web.app import make_app
from assistant.web.connections import CannotListenError, Limits, listen, open_sockets

TOO_LONG = 60.0


@asynccontextmanager
async def listening(
    assistant: Assistant, folder: Path, limits: Limits
) -> AsyncIterator[tuple[str, int]]:
    """The application behind real sockets with these limits; its address."""
    app = make_app(read_settings({"DAKS_DATA_DIR": str(folder)}), assistant)
    runner = web.AppRunner(app)
    await runner.setup()
    sockets = open_sockets("127.0.0.1", 0)
    servers = await listen(runner, sockets, limits)
    yield sockets[0].getsockname()
    for server in servers:
        server.close()
    await runner.cleanup()


@pytest.fixture
async def address(assistant: Assistant, tmp_path: Path) -> AsyncIterator[tuple[str, int]]:
    """An application that is patient for a tenth of a second."""
    async with listening(assistant, tmp_path, Limits(connections=50, seconds=0.1)) as found:
        yield found


async def everything(reader: asyncio.StreamReader) -> bytes:
    """What the server says until it closes, or breaks off while we still send."""
    try:
        return await asyncio.wait_for(reader.read(), TOO_LONG)
    except ConnectionError:
        return b""


async def drip(writer: asyncio.StreamWriter, content: bytes) -> None:
    """Sends a byte after the other, until the server has had enough."""
    try:
        for byte in content:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.02)
    except ConnectionError:
        return


def head(method: str, path: str, length: int = 0) -> bytes:
    """The head of a request."""
    return (
        f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


async def test_a_head_that_comes_byte_by_byte_is_not_waited_for(address: tuple[str, int]) -> None:
    reader, writer = await asyncio.open_connection(*address)
    dripping = asyncio.create_task(drip(writer, head("GET", "/healthz") * 50))
    assert await everything(reader) == b""
    dripping.cancel()
    writer.close()


async def test_who_says_nothing_at_all_is_let_go(address: tuple[str, int]) -> None:
    reader, writer = await asyncio.open_connection(*address)
    assert await everything(reader) == b""
    writer.close()


async def test_a_second_head_that_comes_byte_by_byte_is_not_waited_for_either(
    address: tuple[str, int],
) -> None:
    reader, writer = await asyncio.open_connection(*address)
    writer.write(head("GET", "/healthz"))
    first = await asyncio.wait_for(reader.readuntil(b"}"), TOO_LONG)
    assert first.startswith(b"HTTP/1.1 200")
    dripping = asyncio.create_task(drip(writer, head("GET", "/healthz") * 50))
    assert await everything(reader) == b""
    dripping.cancel()
    writer.close()


async def test_a_connection_may_rest_between_requests(address: tuple[str, int]) -> None:
    reader, writer = await asyncio.open_connection(*address)
    for _ in range(3):
        writer.write(head("GET", "/healthz"))
        answer = await asyncio.wait_for(reader.readuntil(b"}"), TOO_LONG)
        assert answer.startswith(b"HTTP/1.1 200")
        await asyncio.sleep(0.2)
    writer.close()


async def test_a_body_that_stops_coming_ends_with_408(address: tuple[str, int]) -> None:
    reader, writer = await asyncio.open_connection(*address)
    writer.write(head("POST", "/api/sessions", 1000) + b'{"code": ')
    answer = await everything(reader)
    status, _, body = answer.partition(b"\r\n")
    assert status.startswith(b"HTTP/1.1 408")
    problem = json.loads(body.partition(b"\r\n\r\n")[2])
    assert problem["status"] == 408
    assert "noch einmal" in problem["detail"]
    writer.close()


async def test_a_body_that_comes_in_time_is_taken(assistant: Assistant, tmp_path: Path) -> None:
    body = json.dumps({"register": {"municipality": "Grabow", "name": "Helga Brandt"}}).encode()
    async with listening(assistant, tmp_path, Limits(connections=50, seconds=20)) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(head("POST", "/api/sessions", len(body)))
        for start in range(0, len(body), 10):
            writer.write(body[start : start + 10])
            await writer.drain()
            await asyncio.sleep(0)
        assert (await asyncio.wait_for(reader.readline(), TOO_LONG)).startswith(b"HTTP/1.1 201")
        writer.close()


async def test_who_does_not_read_the_answer_is_let_go(assistant: Assistant, tmp_path: Path) -> None:
    limits = Limits(connections=50, seconds=0.1, slowest=10**9)
    async with listening(assistant, tmp_path, limits) as address:
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_connect(client, address)
            await loop.sock_sendall(client, head("GET", "/api/openapi.json") * 60)
            while not limits.open:
                await asyncio.sleep(0.01)
            await asyncio.wait_for(_until_closed(limits), TOO_LONG)


async def _until_closed(limits: Limits) -> None:
    while limits.open:
        await asyncio.sleep(0.01)


async def test_a_head_that_is_too_long_is_refused(assistant: Assistant, tmp_path: Path) -> None:
    async with listening(assistant, tmp_path, Limits(connections=50, seconds=20)) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 20_000 + b"\r\n\r\n")
        assert b" 400 " in await asyncio.wait_for(reader.readline(), TOO_LONG)
        writer.close()


async def test_above_the_limit_a_connection_is_refused_and_later_welcome_again(
    assistant: Assistant, tmp_path: Path
) -> None:
    limits = Limits(connections=2, seconds=60)
    async with listening(assistant, tmp_path, limits) as address:
        held = [await asyncio.open_connection(*address) for _ in range(2)]
        for reader, writer in held:
            writer.write(head("GET", "/healthz"))
            assert (await reader.readuntil(b"}")).startswith(b"HTTP/1.1 200")
        reader, writer = await asyncio.open_connection(*address)
        refused = await everything(reader)
        assert refused.startswith(b"HTTP/1.1 503")
        assert b"Retry-After: 5" in refused
        for _, held_writer in held:
            held_writer.close()
        await asyncio.wait_for(_until_closed(limits), TOO_LONG)
        reader, writer = await asyncio.open_connection(*address)
        writer.write(head("GET", "/healthz"))
        assert (await reader.readuntil(b"}")).startswith(b"HTTP/1.1 200")
        writer.close()


def test_an_address_that_is_taken_is_explained() -> None:
    sockets = open_sockets("127.0.0.1", 0)
    port = sockets[0].getsockname()[1]
    with pytest.raises(CannotListenError, match=f"Port {port}.*DAKS_PORT"):
        open_sockets("127.0.0.1", port)
    for sock in sockets:
        sock.close()


def test_a_name_that_does_not_exist_is_explained() -> None:
    with pytest.raises(CannotListenError, match="DAKS_HOST"):
        open_sockets(f"{uuid.uuid4().hex}.invalid", 0)
