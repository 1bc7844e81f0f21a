"""Wrong codes are counted by who sent them, also behind proxies, and nobody can pass for others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from assistant.engine.agent import Assistant
from assistant.process.guessing import FREE_TRIES
from assistant.settings import read_settings
from assistant.web.app import make_app
from assistant.web.client_address import address_behind
from tests.conftest import Api

TRUSTED = read_settings(
    {"DAKS_TRUSTED_PROXIES": "10.0.0.0/24, 192.0.2.7, 2001:db8::/48"}
).trusted_proxies


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.5", [], "203.0.113.5"),
        ("203.0.113.5", ["198.51.100.1"], "203.0.113.5"),
        ("10.0.0.9", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.9", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.9", ["6.6.6.6, 198.51.100.1, 192.0.2.7"], "198.51.100.1"),
        ("10.0.0.9", ["6.6.6.6, 198.51.100.1", "192.0.2.7"], "198.51.100.1"),
        ("10.0.0.9", ["10.0.0.3, 192.0.2.7"], "10.0.0.3"),
        ("10.0.0.9", [], "10.0.0.9"),
        ("10.0.0.9", ["198.51.100.1, unknown"], "10.0.0.9"),
        ("10.0.0.9", ["198.51.100.1, "], "10.0.0.9"),
        ("10.0.0.9", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.9", ["[2001:db9::1]:4711"], "2001:db9::1"),
        ("::ffff:10.0.0.9", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("2001:db8::5", ["2001:DB9:0::1"], "2001:db9::1"),
        ("", ["198.51.100.1"], "unknown"),
    ],
)
def test_the_nearest_address_that_is_no_proxy_counts(
    peer: str, forwarded: list[str], client: str
) -> None:
    assert address_behind(peer, forwarded, TRUSTED) == client


@pytest.fixture
async def behind_proxy(tmp_path: Path, assistant: Assistant) -> AsyncIterator[Api]:
    """The application behind a proxy on this machine."""
    settings = read_settings(
        {"DAKS_DATA_DIR": str(tmp_path), "DAKS_TRUSTED_PROXIES": "127.0.0.1, ::1"}
    )
    async with TestClient(TestServer(make_app(settings, assistant))) as client:
        yield Api(client)


async def wrong_code(api: Api, forwarded: str) -> int:
    """The status of a sign-in with a wrong code, as the proxy hands it on."""
    response = await api.client.post(
        "/api/sessions",
        json={"code": "K7QM-3XPA-9TDW-HC4R"},
        headers={"X-Forwarded-For": forwarded},
    )
    return response.status


async def test_behind_a_trusted_proxy_each_client_is_slowed_down_by_itself(
    behind_proxy: Api,
) -> None:
    answers = [await wrong_code(behind_proxy, "198.51.100.1") for _ in range(FREE_TRIES + 1)]
    assert answers == [401] * FREE_TRIES + [429]
    assert await wrong_code(behind_proxy, "6.6.6.6, 198.51.100.1") == 429
    assert await wrong_code(behind_proxy, "198.51.100.2") == 401


async def test_without_a_trusted_proxy_the_header_says_nothing(api: Api) -> None:
    answers = [await wrong_code(api, f"198.51.100.{n}") for n in range(FREE_TRIES + 1)]
    assert answers == [401] * FREE_TRIES + [429]
