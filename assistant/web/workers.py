"""`daks serve` with several workers: what they share, and how they are renewed without a gap."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from assistant.settings import Settings, set_for_libraries
from assistant.web.supervisor import Supervisor, block_signals

if TYPE_CHECKING:
    from assistant.web.server import Doors

INHERIT = "--inherit"


@dataclass(frozen=True)
class Inherited:
    """What a supervisor hands to the one it becomes: sockets, workers, and their counts."""

    public: list[int] = field(default_factory=list)
    internal: list[int] = field(default_factory=list)
    workers: list[int] = field(default_factory=list)
    counts: str = ""

    @staticmethod
    def read(text: str) -> Inherited:
        """As it stands on the command line; nothing for an empty text."""
        return Inherited(**json.loads(text)) if text else Inherited()

    def written(self) -> str:
        """For the command line."""
        return json.dumps(asdict(self))


def serve_several(settings: Settings, inherited: Inherited) -> int:
    """Loads the model once, forks the workers, and watches them until they are told to end.

    On SIGHUP this program is started anew in the same process, with the code and the model as they
    are then; it takes over sockets and workers, and ends these as its own ones answer. When the
    model cannot be loaded any more, the old ones go on. Raises CannotListenError.
    """
    block_signals()
    counts = inherited.counts or tempfile.mkdtemp(prefix="daks-")
    # Read by prometheus_client when it is first imported: so not before.
    set_for_libraries({"PROMETHEUS_MULTIPROC_DIR": counts})
    from prometheus_client.multiprocess import mark_process_dead

    from assistant.web.server import open_doors

    doors = _inherited_doors(inherited) if inherited.public else None
    try:
        work = _load(settings)
        count = settings.workers
    except Exception:
        if doors is None:
            raise
        traceback.print_exc()
        print("Das Neue lässt sich nicht laden; das Bisherige läuft weiter.", file=sys.stderr)
        work, count = _nothing, 0
    doors = doors or open_doors(settings)
    shown = doors.address(settings)
    supervisor = Supervisor(
        count,
        lambda ready: work(doors, ready),
        ready=lambda: print(f"Bereit: {shown}", flush=True),
        renew=lambda workers: _become_new(doors, workers, counts),
        ended=mark_process_dead,
        older=inherited.workers,
    )
    code = supervisor.run()
    shutil.rmtree(counts, ignore_errors=True)
    return code


def _load(settings: Settings) -> Callable[[Doors, Callable[[], None]], None]:
    """Everything that the workers share, and what each then does."""
    from assistant.engine.agent import Assistant
    from assistant.process.offers import load_full_guide, load_toolkit
    from assistant.web.server import run_worker

    assistant = Assistant(settings.model_dir)
    load_full_guide()
    load_toolkit()
    # The first text loads what only texts need.
    assistant.understand("Guten Tag", {})
    supervisor = os.getpid()

    def work(doors: Doors, ready: Callable[[], None]) -> None:
        run_worker(settings, assistant, doors, ready, parent=supervisor)

    return work


def _nothing(_: Doors, __: Callable[[], None]) -> None:
    raise AssertionError("no worker is started when nothing could be loaded")


def _inherited_doors(inherited: Inherited) -> Doors:
    from assistant.web.server import Doors

    return Doors(
        [socket.socket(fileno=number) for number in inherited.public],
        [socket.socket(fileno=number) for number in inherited.internal],
    )


def _become_new(doors: Doors, workers: Sequence[int], counts: str) -> None:
    """Starts this program anew in this process; its children stay its children."""
    numbers = {}
    for name, sockets in (("public", doors.public), ("internal", doors.internal)):
        numbers[name] = [sock.fileno() for sock in sockets]
        for sock in sockets:
            sock.set_inheritable(True)
    handed = Inherited(numbers["public"], numbers["internal"], list(workers), counts)
    arguments = sys.orig_argv[1:]
    if INHERIT in arguments:
        arguments = arguments[: arguments.index(INHERIT)]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *arguments, INHERIT, handed.written()])
