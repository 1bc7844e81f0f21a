"""Imports once what the server imports, then forks a `daks serve` for each line of its input.

Loading TensorFlow takes five seconds or more; a hundred rounds would spend them a hundred times.
What is forked is a process of its own that runs the command line from its first line on: it reads
its settings, loads the model, opens the database, and is the one that is killed.

A line is JSON: {"environment": {…}, "log": path}. The answer is the new process's id, in a line.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Forks for each line until the input ends."""
    _import_all()
    # Whoever is killed is cleared away by the kernel; nobody here waits for it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    while line := sys.stdin.readline():
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _serve(order)
        print(child, flush=True)


def _import_all() -> None:
    """The modules that loading the model and serving need, and no more: nothing is loaded yet."""
    import rasa.core.agent

    import assistant.engine.nlu
    import assistant.engine.patches

    assert rasa and assistant
    gc.freeze()


def _serve(order: dict[str, Any]) -> None:
    """Becomes the server, in a session of its own as a service manager would start it."""
    from assistant.cli import main as daks

    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with Path(order["log"]).open("ab") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        os.environ.update(order["environment"])
        status = daks(["serve"])
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
