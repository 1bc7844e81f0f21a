"""The floor: what a message must cost at least, each part bare, in this process.

The trained NLU graph alone on the texts of the bench; the same classifier without Rasa's graph
around it; one transaction in SQLite as the assistant sets it up; an aiohttp echo. Prints one line
of JSON: CPU milliseconds, each a median.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

BATCH = 50
BATCHES = 20
BODY = json.dumps({"id": "0" * 36, "text": "Wir wollen, dass junge Familien bleiben."})


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="a JSON list of texts")
    texts = json.loads(parser.parse_args().texts.read_text("utf-8"))
    warnings.filterwarnings("ignore")
    graph, bare = _classifiers()
    result = {
        "nlu_graph_ms": _median(graph, texts),
        "classifier_ms": _median(bare, texts),
        "transaction_ms": _transaction(),
        "echo_ms": asyncio.run(_echo()),
    }
    json.dump({name: round(value, 3) for name, value in result.items()}, sys.stdout)


def _median(call: Callable[[str], Any], texts: list[str]) -> float:
    """Median CPU milliseconds of one call, after a round that is not measured."""
    for text in texts:
        call(text)
    used = []
    for text in texts:
        before = time.process_time()
        call(text)
        used.append(time.process_time() - before)
    return statistics.median(used) * 1000


def _classifiers() -> tuple[Callable[[str], Any], Callable[[str], Any]]:
    """The trained graph as Rasa runs it, and its classifier alone."""
    from assistant.engine.agent import latest_model, quiet_logs
    from assistant.settings import read_settings

    quiet_logs()
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER

    processor = Agent.load(latest_model(read_settings().model_dir)).processor
    assert processor is not None
    runner, target = processor.graph_runner, processor.model_metadata.nlu_target

    def graph(text: str) -> Any:
        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: None}
        return runner.run(inputs=inputs, targets=[target])

    components = [node._component for node in runner._instantiated_nodes.values()]
    classifier = next(c._classifier for c in components if hasattr(c, "_classifier"))

    def bare(text: str) -> Any:
        return classifier.rank(text)

    return graph, bare


def _transaction() -> float:
    """One row read and one written, with the pragmas of the assistant's own database."""
    import sqlalchemy as sa

    from assistant.store.database import Database

    table = sa.Table(
        "said",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text),
    )
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'floor.db'}")
        table.metadata.create_all(database.engine)

        def once(text: str) -> None:
            with database.transaction() as connection:
                connection.execute(sa.select(table).where(table.c.id == 1)).first()
                connection.execute(table.insert().values(text=text))

        used = _median(once, [BODY] * 300)
        database.close()
    return used


async def _echo() -> float:
    """A server that parses JSON and sends it back; only the server's side is counted."""
    from aiohttp import web

    async def echo(request: web.Request) -> web.Response:
        return web.json_response(await request.json())

    app = web.Application()
    app.router.add_post("/", echo)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    command = [sys.executable, __file__, "--client", str(runner.addresses[0][1])]
    client = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert client.stdin is not None and client.stdout is not None
    used = []
    for _ in range(BATCHES + 1):
        before = time.process_time()
        client.stdin.write(b"\n")
        await client.stdout.readline()
        used.append((time.process_time() - before) / BATCH)
    client.stdin.close()
    await client.wait()
    await runner.cleanup()
    return statistics.median(used[1:]) * 1000


def _client(port: int) -> None:
    """Sends one batch for each line of standard input."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in sys.stdin:
        for _ in range(BATCH):
            connection.request("POST", "/", BODY, {"Content-Type": "application/json"})
            connection.getresponse().read()
        print("done", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--client"]:
        _client(int(sys.argv[2]))
    else:
        main()
