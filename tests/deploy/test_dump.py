"""A backup of PostgreSQL as docs/operations.md tells it: dumped while running, put back whole."""

from __future__ import annotations

import random
import re
import uuid
from pathlib import Path

from assistant.store.database import Database
from tests.conftest import PROJECT
from tests.crash.checking import check_rows
from tests.crash.cluster import Cluster
from tests.crash.scene import Scene
from tests.crash.server import Server, Starter
from tests.helpers import rows

DESCRIBED = (PROJECT / "docs" / "operations.md").read_text("utf-8")


def described(program: str, url: str, file: Path) -> list[str]:
    """The arguments that the documentation gives a program, with our address and our file."""
    found = re.search(rf"^{program} (.+)$", DESCRIBED, re.MULTILINE)
    assert found is not None, f"docs/operations.md does not say how to call {program}"
    words = found[1].replace("VERBINDUNG", url).replace("daks.dump", str(file))
    return words.split()


def test_a_dump_taken_under_load_brings_back_everything_that_was_acknowledged(
    starter: Starter, cluster: Cluster, tmp_path: Path
) -> None:
    url = cluster.new_database(f"daks_{uuid.uuid4().hex[:12]}")
    file = cluster.folder / "daks.dump"
    server = Server(starter, tmp_path, DATABASE_URL=url)
    server.start()
    scene = Scene.on(server, "Grabow", random.Random(1))
    scene.begin()
    scene.wait_for(20)
    # Somebody is talking while the dump is taken: it must show one moment, whole.
    cluster.run("pg_dump", *described("pg_dump", url, file))
    scene.finish()
    scene.check()
    server.stop()
    cluster.run("pg_restore", *described("pg_restore", url, file))
    check_rows(url)
    server.start()
    founder = scene.founders[0]
    kept = {message["id"] for message in founder.call("GET", "/api/chat").body["messages"]}
    sent = {one.id for talker in scene.talkers[:2] for one in talker.sent}
    assert kept & sent, "what was said before the dump is there"
    reply = founder.call("POST", "/api/chat", {"id": str(uuid.uuid4()), "text": "Hilfe"})
    assert reply.status == 200
    server.stop()


def test_a_dump_put_into_another_database_is_the_same_row_by_row(
    starter: Starter, cluster: Cluster, tmp_path: Path
) -> None:
    url = cluster.new_database(f"daks_{uuid.uuid4().hex[:12]}")
    copy = cluster.new_database(f"daks_{uuid.uuid4().hex[:12]}")
    file = cluster.folder / "whole.dump"
    server = Server(starter, tmp_path, DATABASE_URL=url)
    server.start()
    scene = Scene.on(server, "Grabow", random.Random(2))
    scene.begin()
    scene.wait_for(20)
    scene.finish()
    server.stop()
    cluster.run("pg_dump", *described("pg_dump", url, file))
    cluster.run("pg_restore", *described("pg_restore", copy, file))
    here, there = Database(url), Database(copy)
    assert rows(here) == rows(there)
    here.close()
    there.close()
