"""A page of another origin around the assistant: what an intranet's editor would write."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

POLICY = (
    "default-src 'none'; script-src {0}; style-src {1}; connect-src {0}; img-src {0} blob: data:; "
    "frame-src {0}; require-trusted-types-for 'script'; trusted-types lit-html"
)


class Intranet:
    """Serves pages from memory, each with a policy that allows the assistant's server only."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        pages = self.pages

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body, policy = pages.get(self.path, ("", ""))
                self.send_response(200 if body or self.path == "/favicon.ico" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if policy:
                    self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *arguments: object) -> None:
                """Nothing to standard error."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Serves no more."""
        self._server.shutdown()
        self._server.server_close()

    def page(self, path: str, body: str, assistant: str, script: str = "widget") -> str:
        """Puts a page there and gives its address; `assistant` is the address of its server."""
        origin = "/".join(assistant.split("/")[:3])
        source = f"{assistant}static/{script}.js"
        head = (
            '<meta charset="utf-8"><title>Intranet</title><link rel="icon" href="data:,">'
            f'<script src="{source}" defer></script>'
        )
        text = (
            f'<!DOCTYPE html><html lang="de"><head>{head}'
            f"</head><body><main><h1>Intranet</h1>{body}</main></body></html>"
        )
        self.pages[path] = (text, POLICY.format(origin, origin))
        return self.url + path
