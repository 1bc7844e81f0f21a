"""Too many requests are refused politely and at once: by session, by address, by registrations."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from assistant.web.app import make_app
from assistant.web.rate_limits import RATE_LIMITS, Buckets, RateLimits, network_of
from tests.conftest import Api
from tests.helpers import problem_of, running, services_of

PROXIES = "127.0.0.1, ::1"


@pytest.fixture
async def limited(tmp_path: Path, assistant: Assistant) -> AsyncIterator[Api]:
    """An application whose time stands still: ten requests by session, twenty by address."""
    settings = read_settings(
        {
            "DAKS_DATA_DIR": str(tmp_path),
            "DAKS_RATE_TOKEN": "1",
            "DAKS_RATE_ADDRESS": "2",
            "DAKS_TRUSTED_PROXIES": PROXIES,
        }
    )
    app = make_app(settings, assistant)
    app[RATE_LIMITS] = RateLimits(settings, now=lambda: 100.0)
    async with TestClient(TestServer(app)) as client:
        yield Api(client)


async def search(api: Api, address: str, **headers: str) -> ClientResponse:
    """A search without a session, from an address."""
    given = {"X-Forwarded-For": address, **headers}
    return await api.client.get("/api/municipalities?q=Grabow", headers=given)


async def until_refused(ask: Any) -> tuple[int, ClientResponse]:
    """How often it worked before 429, and that answer."""
    for count in range(100):
        response = await ask()
        if response.status == 429:
            return count, response
    raise AssertionError("never refused")


async def test_who_asks_too_often_is_told_when_to_come_back(limited: Api) -> None:
    await limited.register()
    count, refused = await until_refused(lambda: limited.call("GET", "/api/process"))
    assert count == 10
    problem = await problem_of(refused, 429)
    assert int(refused.headers["Retry-After"]) >= 1
    assert "warten" in problem["detail"]


async def test_the_limit_of_one_session_does_not_touch_another_of_the_same_house(
    limited: Api,
) -> None:
    await limited.register()
    other = Api(limited.client)
    await other.register("Bützow")
    await until_refused(lambda: limited.call("GET", "/api/process"))
    assert (await other.call("GET", "/api/process")).status == 200


async def test_without_a_session_each_address_counts_for_itself(limited: Api) -> None:
    count, _ = await until_refused(lambda: search(limited, "198.51.100.1"))
    assert count == 20
    assert (await search(limited, "198.51.100.2")).status == 200


async def test_inventing_tokens_does_not_help(limited: Api) -> None:
    number = 0

    async def ask() -> ClientResponse:
        nonlocal number
        number += 1
        headers = {"X-Forwarded-For": "198.51.100.7", "Authorization": f"Bearer erfunden-{number}"}
        return await limited.client.get("/api/process", headers=headers)

    count, _ = await until_refused(ask)
    assert count == 20


async def test_over_the_limit_the_database_is_not_asked(limited: Api) -> None:
    await limited.register()
    asked: list[str] = []
    engine = services_of(limited).database.engine
    sa.event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    await limited.call("GET", "/api/process")
    assert asked
    await until_refused(lambda: limited.call("GET", "/api/process"))
    before = len(asked)
    assert (await limited.call("GET", "/api/process")).status == 429
    assert len(asked) == before


async def test_health_and_readiness_are_asked_as_often_as_one_likes(limited: Api) -> None:
    for path in ("/healthz", "/readyz"):
        statuses = {(await limited.client.get(path)).status for _ in range(60)}
        assert statuses == {200}


async def test_registrations_can_be_limited_by_address(
    tmp_path: Path, assistant: Assistant
) -> None:
    async with running(assistant, tmp_path, RATE_REGISTRATIONS="2", TRUSTED_PROXIES=PROXIES) as api:

        async def register(address: str) -> ClientResponse:
            body = {"register": {"municipality": "Grabow", "name": "Helga Brandt"}}
            return await api.client.post(
                "/api/sessions", json=body, headers={"X-Forwarded-For": address}
            )

        assert [(await register("198.51.100.1")).status for _ in range(2)] == [201, 201]
        refused = await register("198.51.100.1")
        await problem_of(refused, 429)
        assert int(refused.headers["Retry-After"]) > 1000, "two an hour"
        assert (await register("198.51.100.2")).status == 201


async def test_by_default_registering_often_from_one_address_is_allowed(api: Api) -> None:
    for _ in range(40):
        await Api(api.client).register()


async def test_every_operation_says_that_it_may_be_too_much(api: Api) -> None:
    described = await (await api.client.get("/api/openapi.json")).json()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert "503" in operation["responses"], where
            assert ("429" in operation["responses"]) == (path not in ("/healthz", "/readyz")), where


def test_a_bucket_fills_again_with_time() -> None:
    buckets = Buckets(per_second=2, size=3)
    assert [buckets.take("a", 100.0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.take("a", 100.5) == 0
    assert buckets.take("a", 100.5) == 0.5
    assert buckets.take("b", 100.5) == 0, "everybody has a bucket of her own"
    assert [buckets.take("a", 1000.0) for _ in range(4)] == [0, 0, 0, 0.5], "but not above the rim"


def test_of_more_addresses_than_are_kept_the_longest_unused_is_forgotten() -> None:
    buckets = Buckets(per_second=1, size=1, most=3)
    for key in ("a", "b", "c", "a", "d"):
        buckets.take(key, 0.0)
    assert len(buckets) == 3
    assert "b" not in buckets
    assert "a" in buckets


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_of_ipv6_the_network_counts_since_everybody_has_many_addresses(
    address: str, counted: str
) -> None:
    assert network_of(address) == counted


def test_zero_switches_a_limit_off() -> None:
    settings = read_settings({"DAKS_RATE_TOKEN": "0", "DAKS_RATE_ADDRESS": "0"})
    assert settings.rate_token == settings.rate_address == 0
