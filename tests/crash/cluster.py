"""A PostgreSQL server of our own: made, started, killed, and thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from tests.crash.server import free_port

ROOT_HAS_NO_SERVER = "postgres"
"""PostgreSQL does not run as root; then its own account does it."""


def find_binaries() -> Path | None:
    """Where the newest installed PostgreSQL has its programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).parent if on_path else None


class Cluster:
    """One server with its data in `folder`/data; its commits reach the disk."""

    def __init__(self, folder: Path) -> None:
        binaries = find_binaries()
        assert binaries is not None
        self.binaries = binaries
        self.folder = folder
        self.port = free_port()
        if os.geteuid() == 0:
            shutil.chown(folder, ROOT_HAS_NO_SERVER)
        self.run(
            "initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", "--wal-segsize=1",
        )  # fmt: skip

    @property
    def data(self) -> str:
        """The data directory."""
        return str(self.folder / "data")

    def start(self) -> None:
        """Starts it and waits until it answers, recovery after a crash included."""
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c max_connections=200"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", self.data, "-w", "-t", "120", "-l", log, "-o", options, "start")

    def stop(self, mode: str) -> None:
        """Ends it: "fast", or "immediate", which is a crash."""
        self.run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def run(self, program: str, *arguments: str) -> str:
        """What one of its programs prints. Fails with the program's words when it fails."""
        command: Sequence[str] = [str(self.binaries / program), *arguments]
        account = ROOT_HAS_NO_SERVER if os.geteuid() == 0 else None
        # A file and not a pipe: the server inherits it and would keep the pipe open.
        with tempfile.TemporaryFile("w+") as log:
            done = subprocess.run(
                command, user=account, stdout=log, stderr=log, cwd="/", timeout=180, check=False
            )
            log.seek(0)
            printed = log.read()
        assert done.returncode == 0, f"{command}: {printed}"
        return printed

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def new_database(self, name: str) -> str:
        """Makes an empty database; its address."""
        server = sa.create_engine(
            self.url("postgres").replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT"
        )
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        server.dispose()
        return self.url(name)
