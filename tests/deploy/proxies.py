"""nginx and Apache, run for real in a directory of their own with a file out of deploy/."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crash.calling import Caller, UnansweredError
from tests.crash.server import free_port
from tests.deploy.conftest import DEPLOY, program

SHIPPED_TO = "http://127.0.0.1:8080"
APACHE_MODULES = Path("/usr/lib/apache2/modules")
MODULES = (
    "mpm_event", "authz_core", "alias", "headers", "proxy", "proxy_http", "reqtimeout",
)  # fmt: skip


def shipped(file: str, port: int) -> str:
    """A file of deploy/ with nothing changed but the port of the assistant."""
    text = (DEPLOY / file).read_text("utf-8")
    assert SHIPPED_TO in text
    return text.replace(SHIPPED_TO, f"http://127.0.0.1:{port}")


def nginx_around(block: str, folder: Path) -> Path:
    """A whole configuration around server blocks."""
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file.write_text(
        f"{user}\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}{block}\n}}\n",
        "utf-8",
    )
    return file


def nginx_command(file: Path) -> list[str]:
    """How nginx is called with a configuration."""
    return [program("nginx"), "-p", str(file.parent), "-c", str(file), "-e", str(file.parent / "e")]


def apache_around(block: str, folder: Path, port: int) -> Path:
    """A whole configuration around a snippet for a virtual host."""
    user = "User nobody\nGroup nogroup" if os.geteuid() == 0 else ""
    modules = "\n".join(
        f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in MODULES
    )
    (folder / "snippet.conf").write_text(block, "utf-8")
    file = folder / "apache.conf"
    file.write_text(
        f"ServerRoot {folder}\nServerName localhost\nPidFile {folder}/pid\n"
        f"Listen 127.0.0.1:{port}\n"
        f"ErrorLog {folder}/error.log\n{modules}\n{user}\n"
        f"<VirtualHost *:{port}>\nInclude {folder}/snippet.conf\n</VirtualHost>\n",
        "utf-8",
    )
    return file


def apache_command(file: Path) -> list[str]:
    """How Apache is called with a configuration."""
    return [program("apache2"), "-f", str(file)]


@contextmanager
def proxy(kind: str, backend: int, folder: Path) -> Iterator[Caller]:
    """nginx or Apache with the shipped snippet before a port of this machine."""
    port = free_port()
    folder.mkdir(exist_ok=True)
    # Files that the program writes under another account.
    folder.chmod(0o755)
    if kind == "nginx":
        snippet = shipped("nginx/daks.conf", backend)
        server = f"server {{\nlisten 127.0.0.1:{port};\n{snippet}\n}}"
        command = nginx_command(nginx_around(server, folder))
    else:
        snippet = shipped("apache/daks.conf", backend).replace(
            "127.0.0.1:8080", f"127.0.0.1:{backend}"
        )
        command = [*apache_command(apache_around(snippet, folder, port)), "-DFOREGROUND"]
    with (folder / "out").open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            _wait_for(running, Caller(port), folder)
            yield Caller(port, "/demografie", patience=60)
        finally:
            running.terminate()
            running.wait(30)


def _wait_for(running: subprocess.Popen[bytes], caller: Caller, folder: Path) -> None:
    ended = time.monotonic() + 30
    while True:
        try:
            caller.call("GET", "/")
            return
        except UnansweredError:
            said = "".join(file.read_text() for file in folder.glob("[oe]*") if file.is_file())
            assert running.poll() is None and time.monotonic() < ended, said
            time.sleep(0.02)
