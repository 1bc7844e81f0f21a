"""What the tests of deploy/ work with: programs of this machine, and a real server."""

from __future__ import annotations

import shutil

from tests.conftest import missing
from tests.crash.conftest import cluster, starter
from tests.crash.server import PROJECT

__all__ = ["DEPLOY", "cluster", "program", "starter"]

DEPLOY = PROJECT / "deploy"


def program(name: str) -> str:
    """The path of a program, also where only root has it on the path. Skips when it is absent."""
    beside = str(PROJECT / ".venv" / "bin")
    found = shutil.which(name) or shutil.which(name, path=f"/usr/sbin:/sbin:{beside}")
    if found is None:
        missing(f"{name} is not installed")
    return str(found)
