"""A database of many processes of 300 answers: one is talked through, the others are its copies."""

from __future__ import annotations

import asyncio
import hashlib
import random
import sqlite3
import statistics
import tempfile
from pathlib import Path
from typing import Any

import aiohttp

from bench.processes import WORK, say
from bench.servers import Running, ours
from bench.talks import OurTalk

SIZES = (10, 1_000, 10_000)
ANSWERS = 300
KEPT_MESSAGES = 40
"""A copy has all answers, and so many of the last messages: with all of them the database would
have 20 GB, and what is read of a transcript is its end."""
MEASURED = 100
OF_PROCESS = ("answers", "answer_revisions", "items")
OF_MEMBER = ("positions", "messages", "requests")


def measure() -> list[dict[str, Any]]:
    """For each size the CPU of a message in a conversation that goes on, and of the first one in
    a process that nobody has touched since the start.
    """
    found = []
    with tempfile.TemporaryDirectory(dir=_roomy()) as name:
        folder = Path(name)
        with ours(folder) as server:
            say(f"Führe ein Vorhaben mit {ANSWERS} Antworten")
            asyncio.run(_first(server))
        filled = 1
        for size in SIZES:
            say(f"Lege {size} Vorhaben an")
            fill(folder / "data.db", filled, size)
            filled = size
            with ours(folder) as server:
                measured = asyncio.run(_among(server, size))
            megabytes = round((folder / "data.db").stat().st_size / 2**20)
            found.append({"processes": size, "database_mb": megabytes, **measured})
    return found


def _roomy() -> Path:
    """Beside the bench's other things: some systems keep /tmp in memory."""
    WORK.mkdir(exist_ok=True)
    return WORK


async def _first(server: Running) -> None:
    async with aiohttp.ClientSession() as session:
        talk = OurTalk(session, server.address)
        await talk.open()
        headers = {"Authorization": f"Bearer {talk.token}"}
        answered = 0
        while answered < ANSWERS:
            for _ in range(20):
                await talk.step()
            async with session.get(server.address + "/api/answers", headers=headers) as response:
                answered = len((await response.json())["answers"])


def fill(file: Path, there: int, wanted: int) -> None:
    """Copies the first process until there are so many; the server must not run."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.create_function("hashed", 1, lambda text: hashlib.sha256(text.encode()).hexdigest())
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    ((process, member),) = connection.execute(
        "SELECT process, id FROM members ORDER BY created_at, rowid LIMIT 1"
    ).fetchall()
    numbers = {"low": there + 1, "high": wanted, "process": process, "member": member}
    new = {"process": "printf('p%031d', i)", "member": "printf('m%031d', i)"}
    _copy(connection, "processes", {"id": new["process"]}, "t.id = :process", numbers)
    changed = {"id": new["member"], "process": new["process"], "code_hash": "NULL"}
    _copy(connection, "members", changed, "t.id = :member", numbers)
    for table in OF_PROCESS:
        changed = {"process": new["process"], "member": new["member"], "deleted_by": "NULL"}
        _copy(connection, table, changed, "t.process = :process", numbers)
    last = (
        "(SELECT number FROM messages WHERE member = :member "
        f"ORDER BY number DESC LIMIT {KEPT_MESSAGES})"
    )
    which = {
        "messages": f"t.member = :member AND t.number IN {last}",
        "requests": "t.member = :member AND t.id IN (SELECT id FROM messages WHERE "
        f"member = :member AND number IN {last})",
    }
    for table in OF_MEMBER:
        condition = which.get(table, "t.member = :member")
        _copy(connection, table, {"member": new["member"]}, condition, numbers)
    changed = {"token_hash": "hashed(printf('bench-%d', i))", "member": new["member"]}
    _copy(connection, "sessions", changed, "t.member = :member", numbers)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _copy(
    connection: sqlite3.Connection,
    table: str,
    changed: dict[str, str],
    condition: str,
    numbers: dict[str, Any],
) -> None:
    """Copies rows of the first process once for each number, with some columns made anew."""
    columns = [
        name
        for _, name, kind, *_, key in connection.execute(f"PRAGMA table_info({table})")
        # Running numbers are given by the database.
        if not (key and kind.upper() == "INTEGER")
    ]
    values = ", ".join(changed.get(name, f"t.{name}") for name in columns)
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT :low UNION ALL SELECT i + 1 FROM n WHERE i < :high) "
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
        f"FROM n CROSS JOIN {table} t WHERE {condition}",
        numbers,
    )


async def _among(server: Running, size: int) -> dict[str, float]:
    """Messages in processes taken by chance: the first since the start, and the one after it."""
    chance = random.Random(size)
    first, next_one = [], []
    chosen = [chance.randint(2, size) for _ in range(MEASURED)]
    async with aiohttp.ClientSession() as session:
        for number in chosen:
            talk = OurTalk(session, server.address, f"bench-{number}")
            first.append(await _cpu(server, talk.open()))
            next_one.append(await _cpu(server, talk.step()))
    # With ten processes most of the first ones are none: only those not met before count.
    met: set[int] = set()
    fresh = [used for number, used in zip(chosen, first, strict=True) if not _seen(number, met)]
    return {
        "first_ms": round(statistics.median(fresh) * 1000, 2),
        "next_ms": round(statistics.median(next_one[MEASURED // 10 :]) * 1000, 2),
    }


def _seen(number: int, met: set[int]) -> bool:
    known = number in met
    met.add(number)
    return known


async def _cpu(server: Running, message: Any) -> float:
    before = server.cpu()
    await message
    return server.cpu() - before
