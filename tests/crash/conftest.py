"""What the crash tests work with: a starter of servers, databases of both kinds, and rounds.

`ROUNDS` and `SEED` come from the environment (`make crash`): without them a few rounds with a
fixed seed run, which the output names.
"""

from __future__ import annotations

import os
import random
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.crash.cluster import Cluster, find_binaries
from tests.crash.server import Starter

SEED = int(os.environ.get("SEED", "20270314"))


@pytest.fixture(scope="session")
def rounds() -> int:
    """How often something is broken in each test."""
    return int(os.environ.get("ROUNDS", "2"))


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """The chance of a test, the same in each run with the same seed."""
    print(f"SEED={SEED}")
    return random.Random(f"{SEED} {request.node.name}")


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    """Forks servers from a process that has imported Rasa once."""
    starter = Starter()
    yield starter
    starter.close()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of our own, that may be killed; it flushes what it commits to the disk."""
    if find_binaries() is None:
        missing("no PostgreSQL server is installed")
    # Not below pytest's own folder: that one is closed to the account of PostgreSQL.
    with tempfile.TemporaryDirectory(prefix="daks-cluster-") as folder:
        cluster = Cluster(Path(folder))
        cluster.start()
        yield cluster
        cluster.stop("immediate")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data.db'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_database(f"daks_{uuid.uuid4().hex[:12]}")
