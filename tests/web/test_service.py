"""What holds for every request: health, the description, headers, origins, the page, errors."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, web

from assistant.engine.agent import Assistant
from assistant.store.database import Database
from assistant.web.service import STATIC
from tests.conftest import POSTGRES, Api
from tests.helpers import Description, execute, new_id, problem_of, running, services_of

THIRD_PARTY = re.compile(r"""(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+""", re.IGNORECASE)
NAMES_NOT_FETCHED = ("http://www.w3.org/",)
KEY = "8a4d1c3e-0f5b-4a52-9d57-2b1f6c1f0a11"


async def _description(api: Api, base: str = "") -> Description:
    response = await api.call("GET", f"{base}/api/openapi.json")
    assert response.status == 200
    return Description(await response.json(), base)


def _assert_headers(response: ClientResponse) -> None:
    policy = response.headers["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["connect-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy and "*" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cache-Control"]
    assert "Set-Cookie" not in response.headers


# Health


async def test_health_and_readiness_need_no_token(api: Api) -> None:
    assert (await api.call("GET", "/healthz")).status == 200
    assert (await api.call("GET", "/readyz")).status == 200


async def test_an_old_schema_is_not_ready(api: Api) -> None:
    execute(services_of(api).database, "UPDATE alembic_version SET version_num = 'old'")
    await problem_of(await api.call("GET", "/readyz"), 503)
    assert (await api.call("GET", "/healthz")).status == 200


def _lose(database: Database) -> None:
    """Takes the database away as an operator's mistake would."""
    if database.engine.dialect.name == "sqlite":
        execute(database, "DROP TABLE alembic_version")
        return
    name = database.engine.url.database
    server = Database(POSTGRES)
    execute(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
    execute(server, ends, name=name)
    server.close()


async def test_a_lost_database_is_not_ready(
    database_url: str, assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as api:
        assert (await api.call("GET", "/readyz")).status == 200
        _lose(services_of(api).database)
        await problem_of(await api.call("GET", "/readyz"), 503)
        assert (await api.call("GET", "/healthz")).status == 200


# The description


async def test_the_description_lists_exactly_the_routes_served(api: Api) -> None:
    description = (await _description(api)).data
    described = {
        (method.upper(), path)
        for path, operations in description["paths"].items()
        for method in operations
    }
    app: web.Application = api.client.server.app  # type: ignore[attr-defined]
    served = {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource and not (route.name or "").startswith(("page", "static"))
    }
    assert served == described


async def test_the_description_is_openapi_3_1_and_all_its_references_resolve(api: Api) -> None:
    data = (await _description(api)).data
    assert data["openapi"].startswith("3.1")
    names = [op["operationId"] for ops in data["paths"].values() for op in ops.values()]
    assert len(set(names)) == len(names) > 15

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            reference = node.get("$ref")
            if reference is not None:
                found: Any = data
                for part in reference.removeprefix("#/").split("/"):
                    found = found[part]
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(data)


async def test_every_response_is_one_that_is_described(api: Api) -> None:
    described = await _description(api)
    founder = await api.register()
    stranger = Api(api.client)
    item = (await (await api.call("POST", "/api/collections/kickoff.guests")).json())["id"]
    invited = await (await api.call("POST", "/api/invitations", {"role": "viewer"})).json()
    code = {"code": invited["code"]}
    joined = await (await stranger.call("POST", "/api/sessions", code)).json()
    viewer = api.signed_in(joined["token"])
    wanted: list[tuple[Api, str, str, Any, int]] = [
        (api, "GET", "/healthz", None, 200),
        (api, "GET", "/readyz", None, 200),
        (api, "GET", "/api/openapi.json", None, 200),
        (api, "GET", "/api/municipalities?q=Grab", None, 200),
        (api, "GET", "/api/municipalities", None, 422),
        (stranger, "POST", "/api/sessions", {"code": founder["access_code"]}, 201),
        (stranger, "POST", "/api/sessions", {"code": "falsch"}, 401),
        (stranger, "POST", "/api/sessions", {}, 422),
        (api, "POST", "/api/invitations", {"role": "editor"}, 201),
        (viewer, "POST", "/api/invitations", {"role": "editor"}, 403),
        (stranger, "POST", "/api/invitations", {"role": "editor"}, 401),
        (api, "POST", "/api/invitations", {}, 422),
        (api, "GET", "/api/chat", None, 200),
        (stranger, "GET", "/api/chat", None, 401),
        (api, "GET", f"/api/chat?after={'x' * 37}", None, 422),
        (api, "POST", "/api/chat", {"id": KEY, "text": "Neuausrichtung"}, 200),
        (api, "POST", "/api/chat", {"id": KEY, "text": "Neuausrichtung"}, 200),
        (api, "POST", "/api/chat", {"id": KEY, "text": "Neustart"}, 409),
        (viewer, "POST", "/api/chat", {"id": KEY, "text": "Neustart"}, 403),
        (api, "POST", "/api/chat", {}, 422),
        (api, "GET", "/api/process", None, 200),
        (stranger, "GET", "/api/process", None, 401),
        (api, "GET", "/api/guide", None, 200),
        (stranger, "GET", "/api/guide", None, 401),
        (api, "GET", "/api/answers", None, 200),
        (api, "GET", "/api/answers?stage=x", None, 422),
        (stranger, "GET", "/api/answers", None, 401),
        (api, "PUT", "/api/answers/kickoff.goals", {"value": "Bleiben"}, 200),
        (api, "PUT", "/api/answers/kickoff.goals", {"status": "unknown"}, 200),
        (api, "PUT", "/api/answers/kickoff.goals", {"value": "x", "revision": 0}, 409),
        (api, "PUT", "/api/answers/kickoff.goals", {"value": 5}, 422),
        (api, "PUT", "/api/answers/kickoff.nothing", {"value": 5}, 404),
        (viewer, "PUT", "/api/answers/kickoff.goals", {"value": "x"}, 403),
        (stranger, "PUT", "/api/answers/kickoff.goals", {"value": "x"}, 401),
        (api, "GET", "/api/answers/kickoff.goals/history", None, 200),
        (api, "GET", "/api/answers/kickoff.nothing/history", None, 404),
        (api, "GET", "/api/collections/kickoff.guests", None, 200),
        (api, "GET", "/api/collections/kickoff.nothing", None, 404),
        (api, "POST", "/api/collections/kickoff.agreements", None, 201),
        (viewer, "POST", "/api/collections/kickoff.agreements", None, 403),
        (api, "POST", "/api/collections/kickoff.nothing", None, 404),
        (api, "PUT", "/api/collections/kickoff.guests/order", {"items": [item]}, 200),
        (api, "PUT", "/api/collections/kickoff.guests/order", {"items": []}, 422),
        (api, "PUT", "/api/collections/kickoff.nothing/order", {"items": []}, 404),
        (viewer, "PUT", "/api/collections/kickoff.guests/order", {"items": [item]}, 403),
        (viewer, "DELETE", f"/api/collections/kickoff.guests/{item}", None, 403),
        (api, "DELETE", f"/api/collections/kickoff.guests/{item}", None, 204),
        (api, "DELETE", f"/api/collections/kickoff.guests/{item}", None, 404),
        (viewer, "DELETE", "/api/process", {"confirm": "Grabow"}, 403),
        (api, "DELETE", "/api/process", {"confirm": "Falsch"}, 422),
        (viewer, "DELETE", "/api/sessions", None, 204),
        (viewer, "DELETE", "/api/sessions", None, 401),
        (api, "DELETE", "/api/process", {"confirm": "Grabow"}, 204),
        (api, "GET", "/api/process", None, 401),
    ]
    for who, method, path, body, status in wanted:
        response = await who.call(method, path, body)
        assert response.status == status, (method, path, body, await response.text())
        await described.check(response)


async def test_responses_after_an_undo_are_described(api: Api) -> None:
    described = await _description(api)
    await api.register()
    await api.chat(text="Neuausrichtung")
    await api.chat(command={"name": "undo"})
    for path in ("/api/answers", "/api/answers/kickoff.occasion/history", "/api/chat"):
        await described.check(await api.call("GET", path))
    body = {"value": "realign", "revision": 1}
    await described.check(await api.call("PUT", "/api/answers/kickoff.occasion", body))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/sessions"),
        ("POST", "/api/invitations"),
        ("POST", "/api/chat"),
        ("PUT", "/api/answers/kickoff.goals"),
        ("PUT", "/api/collections/kickoff.guests/order"),
        ("DELETE", "/api/process"),
    ],
)
async def test_a_body_of_another_type_or_size_is_refused_as_described(
    api: Api, method: str, path: str
) -> None:
    described = await _description(api)
    await api.register()
    for content, kind, status in (
        (b"x=1", "text/plain", 415),
        (b" " * 300_000, "application/json", 413),
    ):
        headers = {"Authorization": f"Bearer {api.token}", "Content-Type": kind}
        response = await api.client.request(method, path, data=content, headers=headers)
        await problem_of(response, status)
        await described.check(response)


async def test_a_refusal_of_a_foreign_origin_is_described(api: Api) -> None:
    described = await _description(api)
    for path in ("/healthz", "/api/openapi.json", "/api/chat"):
        response = await api.client.get(path, headers={"Origin": "https://anderswo.example"})
        assert response.status == 403
        await described.check(response)


async def test_too_many_wrong_codes_are_described(api: Api) -> None:
    described = await _description(api)
    for _ in range(7):
        response = await api.call("POST", "/api/sessions", {"code": "falsch"})
        await described.check(response)
    assert response.status == 429


# Base path


@pytest.mark.parametrize("written", ["/demografie/", "demografie", "/demografie"])
async def test_everything_lies_under_the_base_path(
    assistant: Assistant, tmp_path: Path, written: str
) -> None:
    async with running(assistant, tmp_path, BASE_PATH=written) as api:
        response = await api.client.get("/demografie", allow_redirects=False)
        assert response.status in (301, 307, 308)
        assert response.headers["Location"] == "/demografie/"
        page = await api.call("GET", "/demografie/")
        assert page.status == 200 and page.content_type == "text/html"
        links = re.findall(r"(?:src|href)=\"([^\"]+)\"", await page.text())
        assert links
        for link in links:
            assert not link.startswith("/"), "the page works under any path"
            assert (await api.call("GET", f"/demografie/{link}")).status == 200
        assert (await api.call("GET", "/demografie/healthz")).status == 200
        assert (await api.call("GET", "/demografie/readyz")).status == 200
        for path in ("/", "/healthz", "/api/openapi.json", "/static/widget.js", "/demografiex/"):
            await problem_of(await api.call("GET", path), 404)
        described = await _description(api, "/demografie")
        body = {"register": {"municipality": "Grabow", "name": "Helga Brandt"}}
        registered = await api.call("POST", "/demografie/api/sessions", body)
        await described.check(registered)
        api.token = (await registered.json())["token"]
        chat = await api.call("GET", "/demografie/api/chat")
        assert chat.status == 200
        await described.check(chat)


async def test_the_redirect_to_the_base_path_has_the_headers_too(
    assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path, BASE_PATH="/demografie/") as api:
        _assert_headers(await api.client.get("/demografie", allow_redirects=False))


# Headers and origins


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/static/widget.js", 200),
        ("GET", "/static/widget.css", 200),
        ("GET", "/static/nothing.js", 404),
        ("GET", "/static/", 404),
        ("GET", "/static/..%2fapp.py", 404),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/api/openapi.json", 200),
        ("GET", "/api/municipalities", 422),
        ("GET", "/api/chat", 401),
        ("POST", "/api/chat", 401),
        ("POST", "/api/sessions", 415),
        ("GET", "/nirgends", 404),
        ("GET", "/metrics", 404),
        ("PATCH", "/api/chat", 405),
        ("OPTIONS", "/api/chat", 405),
        ("GET", "/api/answers/a/b/c/d", 404),
    ],
)
async def test_every_response_has_the_headers(
    api: Api, method: str, path: str, status: int
) -> None:
    response = await api.client.request(method, path)
    assert response.status == status, await response.text()
    _assert_headers(response)
    if status >= 400:
        await problem_of(response, status)


async def test_what_is_personal_is_not_kept_by_caches(api: Api) -> None:
    await api.register()
    for path in ("/api/chat", "/api/process", "/api/answers", "/api/guide"):
        response = await api.call("GET", path)
        assert response.headers["Cache-Control"] == "no-store", path


async def test_framing_is_allowed_to_the_named_origins_only(
    assistant: Assistant, tmp_path: Path
) -> None:
    origin = "https://intranet.grabow.de"
    async with running(assistant, tmp_path, FRAME_ANCESTORS=origin) as api:
        response = await api.call("GET", "/")
        assert f"frame-ancestors {origin}" in response.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in response.headers


@pytest.mark.parametrize(
    "origin",
    [
        "https://anderswo.example",
        "null",
        "https://intranet.grabow.de.anderswo.example",
        "https://intranet.grabow.de:8443",
        "http://intranet.grabow.de",
        "",
        "https://",
    ],
)
async def test_a_foreign_origin_is_refused(
    assistant: Assistant, tmp_path: Path, origin: str
) -> None:
    async with running(assistant, tmp_path, ALLOWED_ORIGINS="https://intranet.grabow.de") as api:
        session = await api.register()
        for method in ("GET", "POST", "OPTIONS"):
            response = await api.client.request(
                method,
                "/api/chat",
                headers={"Origin": origin, "Authorization": f"Bearer {session['token']}"},
            )
            await problem_of(response, 403)
            assert "Access-Control-Allow-Origin" not in response.headers
            _assert_headers(response)


async def test_an_allowed_origin_may_ask_and_read_also_errors(
    assistant: Assistant, tmp_path: Path
) -> None:
    origin = "https://intranet.grabow.de"
    async with running(assistant, tmp_path, ALLOWED_ORIGINS=f"{origin}, https://b.example") as api:
        preflight = await api.client.options(
            "/api/chat",
            headers={
                "Origin": origin,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization,content-type",
            },
        )
        assert preflight.status == 204
        assert preflight.headers["Access-Control-Allow-Origin"] == origin
        assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
        allowed = preflight.headers["Access-Control-Allow-Headers"].lower()
        assert "authorization" in allowed and "content-type" in allowed
        assert "Access-Control-Allow-Credentials" not in preflight.headers
        await api.register()
        headers = {"Origin": origin, "Authorization": f"Bearer {api.token}"}
        body = {"id": new_id(), "text": "Neuausrichtung"}
        for _ in range(2):
            response = await api.client.post("/api/chat", json=body, headers=headers)
            assert response.status == 200
            assert response.headers["Access-Control-Allow-Origin"] == origin
            assert "Origin" in response.headers["Vary"]
        assert "Idempotent-Replay" in response.headers["Access-Control-Expose-Headers"]
        refused = await api.client.post("/api/chat", json={}, headers=headers)
        await problem_of(refused, 422)
        assert refused.headers["Access-Control-Allow-Origin"] == origin


async def test_the_own_origin_may_ask(api: Api) -> None:
    own = str(api.client.make_url("/")).rstrip("/")
    body = {"register": {"municipality": "Grabow", "name": "Helga Brandt"}}
    response = await api.client.post("/api/sessions", json=body, headers={"Origin": own})
    assert response.status == 201
    assert "Access-Control-Allow-Origin" not in response.headers


# The page


async def test_the_page_and_its_files_name_no_third_party(api: Api) -> None:
    pages = (
        "/",
        "/methoden/",
        "/papiere/",
        "/papiere/datenschutz",
        "/fragen/kickoff",
        "/embed/",
        "/demo/",
        "/demo/?form=iframe",
    )
    texts = {path: await (await api.call("GET", path)).text() for path in pages}
    links = {
        link.lstrip("/")
        for page in texts.values()
        for link in re.findall(r"(?:src|href)=\"(/?static/[^\"]+)\"", page)
    }
    # Named by the first script alone.
    links.update(f"static/{part.name}" for part in STATIC.glob("widget-*.js"))
    for link in links:
        response = await api.call("GET", f"/{link}")
        assert response.status == 200, link
        texts[link] = await response.text()
    assert {Path(link).name for link in links} == {
        path.name for path in STATIC.iterdir() if path.name != "index.html"
    }
    own = str(api.client.make_url("/")).rstrip("/")
    for name, text in texts.items():
        for known in (*NAMES_NOT_FETCHED, own, own.replace("http:", "https:")):
            text = text.replace(known, "")
        assert THIRD_PARTY.findall(text) == [], name
        assert "@import" not in text


async def test_the_page_has_nothing_inline_that_its_policy_forbids(api: Api) -> None:
    page = await (await api.call("GET", "/")).text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)
    assert '<html lang="de">' in page


# Errors


async def test_an_unforeseen_error_tells_nothing_of_the_inside(api: Api) -> None:
    await api.register()
    execute(services_of(api).database, "ALTER TABLE answers RENAME TO hidden_answers")
    for method, path, body in (
        ("GET", "/api/answers", None),
        ("GET", "/api/chat", None),
        ("PUT", "/api/answers/kickoff.goals", {"value": "Geheimes Wort"}),
        ("POST", "/api/chat", {"id": new_id(), "text": "Geheimes Wort"}),
    ):
        response = await api.call(method, path, body)
        text = await response.text()
        assert response.status in (500, 503), text
        await problem_of(response, response.status)
        for inside in ("Traceback", "sqlalchemy", "sqlite", "hidden_answers", ".py", "Geheimes"):
            assert inside not in text, (path, inside)


async def test_an_error_is_logged_without_what_was_said(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    await api.register()
    execute(services_of(api).database, "ALTER TABLE answers RENAME TO hidden_answers")
    await api.call("PUT", "/api/answers/kickoff.goals", {"value": "Geheimes Wort"})
    assert "OperationalError" in caplog.text
    assert "Geheimes Wort" not in caplog.text


async def _raw(api: Api, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(api.client.host, api.client.port)
    writer.write(request)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return answer


@pytest.mark.parametrize(
    "request_",
    [
        b"NONSENSE\r\n\r\n",
        b"GET /healthz HTTP/9.9\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
        b"POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
    ],
)
async def test_what_is_no_http_gets_no_stack_trace(api: Api, request_: bytes) -> None:
    answer = await _raw(api, request_)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.0 400")), answer
    assert b"Traceback" not in answer and b".py" not in answer


@pytest.mark.parametrize("token", [b"\xff\xfe", b"\xc3\xa4", b"x" * 7_000])
async def test_an_odd_token_is_simply_unknown(api: Api, token: bytes) -> None:
    request = (
        b"GET /api/process HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        b"Authorization: Bearer " + token + b"\r\n\r\n"
    )
    answer = await _raw(api, request)
    assert answer.startswith(b"HTTP/1.1 401"), answer[:400]


async def test_a_body_over_the_limit_is_refused_and_nothing_is_stored(api: Api) -> None:
    await api.register()
    content = json.dumps({"id": new_id(), "text": "x" * 400_000}).encode()
    response = await api.client.post(
        "/api/chat",
        data=content,
        headers={"Authorization": f"Bearer {api.token}", "Content-Type": "application/json"},
    )
    await problem_of(response, 413)
    messages = (await (await api.call("GET", "/api/chat")).json())["messages"]
    assert {message["from"] for message in messages} == {"assistant"}


async def test_the_largest_allowed_answer_fits(api: Api) -> None:
    await api.register()
    body = {"value": "😀" * 10_000}
    response = await api.call("PUT", "/api/answers/kickoff.goals", body)
    assert response.status == 200, await response.text()
    entries = {"value": ["x" * 1000] * 200}
    response = await api.call("PUT", "/api/answers/kickoff.steering_group", entries)
    assert response.status == 200, await response.text()


async def test_files_are_packed_for_those_who_can_unpack_them(api: Api) -> None:
    plain = await api.client.get("/static/widget.js", headers={"Accept-Encoding": "identity"})
    packed = await api.client.get("/static/widget.js", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < 31_000
    assert await packed.read() == await plain.read()
    headers = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert (await api.client.get("/static/widget.js", headers=headers)).status == 304


async def test_the_page_for_a_frame_is_framed_by_its_own_pages(api: Api) -> None:
    embed = await api.call("GET", "/embed/")
    assert "frame-ancestors 'self'" in embed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed.headers
    demo = await api.call("GET", "/demo/?form=iframe")
    assert "frame-src 'self'" in demo.headers["Content-Security-Policy"]
    assert demo.headers["X-Frame-Options"] == "DENY"
    for form in ("embedded", "floating", "nothing"):
        page = await (await api.call("GET", f"/demo/?form={form}")).text()
        assert "<demografie-assistent" in page
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)
    assert (await api.call("GET", "/fragen/nothing")).status == 404
