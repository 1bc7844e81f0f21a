"""The shipped snippets for nginx and Apache: well formed, and a whole visit goes through them."""

from __future__ import annotations

import json
import subprocess
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.crash.calling import Caller
from tests.crash.server import Server, Starter
from tests.deploy.conftest import DEPLOY, program
from tests.deploy.proxies import (
    apache_around,
    apache_command,
    nginx_around,
    nginx_command,
    proxy,
    shipped,
)

KINDS = ("nginx", "apache")
LARGEST_UPLOAD = 5 * 2**20
CLAIMED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "Forwarded": "for=203.0.113.9",
    "X-Remote-User": "landrat",
}


@pytest.fixture(scope="module")
def server(starter: Starter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server under the path of the snippets."""
    server = Server(
        starter,
        tmp_path_factory.mktemp("server"),
        BASE_PATH="/demografie/",
        TRUSTED_PROXIES="127.0.0.1",
    )
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_visit_goes_through_the_proxy(kind: str, server: Server, tmp_path: Path) -> None:
    with proxy(kind, server.port, tmp_path / kind) as visitor:
        page = visitor.call("GET", "/")
        assert page.status == 200 and b"<html" in page.content
        assert "Content-Security-Policy" in page.headers
        founder, session = visitor.register("Grabow")
        assert session["access_code"]
        message = {"id": str(uuid.uuid4()), "text": "Es ziehen viele junge Leute weg."}
        reply = founder.call("POST", "/api/chat", message)
        assert reply.status == 200 and len(reply.body["messages"]) > 1
        again = founder.call("POST", "/api/chat", message)
        assert again.body == reply.body and again.headers["Idempotent-Replay"] == "true"
        for form, begins in (("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!")):
            document = founder.call("GET", f"/api/documents/invitation.{form}")
            assert document.status == 200
            assert document.content.lstrip()[: len(begins)].lower() == begins.lower()
        assert founder.call("GET", "/api/export").body["process"]["municipality"] == "Grabow"


@pytest.mark.parametrize("kind", KINDS)
def test_problems_of_the_assistant_come_through_unchanged(
    kind: str, server: Server, tmp_path: Path
) -> None:
    with proxy(kind, server.port, tmp_path / kind) as visitor:
        refused = visitor.call("GET", "/api/chat")
        assert refused.status == 401
        assert refused.headers["Content-Type"].startswith("application/problem+json")
        assert visitor.call("GET", "/api/nothing").body["status"] == 404
        outside = Caller(visitor.port)
        assert outside.call("GET", "/metrics").status == 404
        assert outside.call("GET", "/demografie").status in (301, 308)


@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_table_passes_and_much_more_is_stopped(
    kind: str, server: Server, tmp_path: Path
) -> None:
    with proxy(kind, server.port, tmp_path / kind) as visitor:
        founder, _ = visitor.register()
        table = b"Jahr;Alter;Anzahl\n" + b"2024;0;1\n" * ((LARGEST_UPLOAD - 1000) // 9)
        taken = founder.call("POST", "/api/uploads/population", *_form(table))
        assert taken.status == 201, taken.content
        stopped = founder.call("POST", "/api/uploads/population", *_form(table * 2))
        assert stopped.status == 413


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_can_claim_an_address_or_a_name(kind: str, tmp_path: Path) -> None:
    with _echo() as backend, proxy(kind, backend, tmp_path / kind) as visitor:
        heard = visitor.call("GET", "/api/x?y=%2F", headers=CLAIMED).body
        assert heard["path"] == "/demografie/api/x?y=%2F"
        headers = {name.lower(): value for name, value in heard["headers"]}
        assert headers["x-forwarded-for"] == "127.0.0.1"
        assert headers["x-forwarded-proto"] == "http"
        assert headers["host"].startswith("127.0.0.1")
        assert "forwarded" not in headers and "x-remote-user" not in headers


def test_the_example_of_a_whole_nginx_server_is_well_formed(tmp_path: Path) -> None:
    certificate, key = tmp_path / "pem", tmp_path / "key"
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=www.grabow.de", "-out", certificate, "-keyout", key],
        check=True, capture_output=True,
    )  # fmt: skip
    snippet = tmp_path / "daks.conf"
    snippet.write_text((DEPLOY / "nginx" / "daks.conf").read_text("utf-8"), "utf-8")
    text = (DEPLOY / "nginx" / "server.conf").read_text("utf-8")
    for shown, real in (
        ("/etc/ssl/certs/www.grabow.de.pem", certificate),
        ("/etc/ssl/private/www.grabow.de.key", key),
        ("/etc/nginx/snippets/daks.conf", snippet),
    ):
        assert shown in text
        text = text.replace(shown, str(real))
    _tested([*nginx_command(nginx_around(text, tmp_path)), "-t"])


def test_the_nginx_of_the_compose_file_is_well_formed_and_like_the_other(tmp_path: Path) -> None:
    text = (DEPLOY / "compose" / "nginx.conf").read_text("utf-8")
    text = text.replace("http://assistant:8080", "http://127.0.0.1:8080")
    _tested([*nginx_command(nginx_around(text, tmp_path)), "-t"])
    alone = (DEPLOY / "nginx" / "daks.conf").read_text("utf-8")
    assert _directives(alone) <= _directives(text)


def test_apache_takes_the_snippet(tmp_path: Path) -> None:
    block = shipped("apache/daks.conf", 8080)
    _tested([*apache_command(apache_around(block, tmp_path, 8081)), "-t"])


def _tested(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr, done.stderr


def _directives(text: str) -> set[str]:
    lines = {line.strip() for line in text.splitlines()}
    return {line for line in lines if line.endswith(";") and not line.startswith("#")}


def _form(table: bytes) -> tuple[bytes, dict[str, str]]:
    """A file as a browser sends it."""
    head = (
        b'--rand\r\nContent-Disposition: form-data; name="file"; filename="t.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=rand"}
    return head + table + b"\r\n--rand--\r\n", kind


class _Echo(BaseHTTPRequestHandler):
    """Answers with what it heard."""

    def do_GET(self) -> None:
        """The path and the headers as JSON."""
        heard = {"path": self.path, "headers": self.headers.items()}
        content = json.dumps(heard).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


class _echo:
    """A server that answers with what it heard; its port."""

    def __enter__(self) -> int:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self._server.server_address[1]

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
