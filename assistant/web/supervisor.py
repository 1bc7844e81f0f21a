"""Several workers on one machine: started, watched, renewed and ended together.

The supervisor loads the model and opens the sockets, then forks: the workers share both. It has no
event loop and no thread of its own, answers nothing, and touches no database.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

EARLY_SECONDS = 10.0
"""A worker that ends sooner did not come up properly."""
MOST_EARLY = 5
LONGEST_PAUSE = 8.0
LOOK_SECONDS = 0.2
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)

Work = Callable[[Callable[[], None]], None]


@dataclass
class Worker:
    """A process and the pipe through which it says that it answers."""

    pid: int
    pipe: int
    started: float
    ready: bool = False


def block_signals() -> None:
    """Keeps the signals waiting until the supervisor asks for them.

    To be called before any library starts a thread: a signal goes to any thread that lets it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


class Supervisor:
    """Keeps `count` workers running that do `work`; `older` ones are ended as new ones answer.

    `ready` is called once when all answer for the first time, `renew` on SIGHUP with the processes
    there are, `ended` with each that has gone.
    """

    def __init__(
        self,
        count: int,
        work: Work,
        ready: Callable[[], None],
        renew: Callable[[Sequence[int]], None],
        ended: Callable[[int], None],
        older: Sequence[int] = (),
    ) -> None:
        self._count = count
        self._work = work
        self._ready = ready
        self._renew = renew
        self._ended = ended
        self._older = list(older)
        self._to_retire = list(older)
        self._workers: dict[int, Worker] = {}
        self._ending = False
        self._failed = False
        self._early = 0
        self._not_before = 0.0
        self._told = False

    def run(self) -> int:
        """Until all workers have ended; 1 when they could not be kept running."""
        while True:
            self._start_missing()
            received = signal.sigtimedwait(SIGNALS, LOOK_SECONDS)
            if received is not None:
                self._receive(received.si_signo)
            self._bury()
            self._look_for_ready()
            if self._ending and not self._workers and not self._older:
                return int(self._failed)

    def _receive(self, number: int) -> None:
        if number in (signal.SIGTERM, signal.SIGINT):
            self._end(number)
        elif number == signal.SIGHUP and not self._ending:
            self._renew([*self._older, *self._workers])

    def _end(self, number: int) -> None:
        self._ending = True
        for pid in (*self._workers, *self._older):
            os.kill(pid, number)

    def _start_missing(self) -> None:
        if self._ending or time.monotonic() < self._not_before:
            return
        while len(self._workers) < self._count:
            worker = self._fork()
            self._workers[worker.pid] = worker

    def _fork(self) -> Worker:
        reading, writing = os.pipe()
        # What is loaded is never collected, so the pages stay shared.
        gc.freeze()
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            self._be_worker(writing)
        os.close(writing)
        os.set_blocking(reading, False)
        return Worker(pid, reading, time.monotonic())

    def _be_worker(self, pipe: int) -> NoReturn:
        code = 1
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            self._work(lambda: _tell(pipe))
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            # Without the clean-up of what belongs to the supervisor.
            os._exit(code)

    def _bury(self) -> None:
        """Takes note of the ended; a worker that ended unasked is missed."""
        while (ended := _ended_child()) is not None:
            pid, status = ended
            self._ended(pid)
            if pid in self._older:
                self._older.remove(pid)
                continue
            worker = self._workers.pop(pid, None)
            if worker is None:
                continue
            os.close(worker.pipe)
            if not self._ending:
                self._miss(worker, status)

    def _miss(self, worker: Worker, status: int) -> None:
        lived = time.monotonic() - worker.started
        how = f"Signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "einem Fehler"
        print(
            f"Ein Arbeitsprozess ({worker.pid}) endete mit {how}. Er wird neu gestartet.",
            file=sys.stderr,
            flush=True,
        )
        if lived >= EARLY_SECONDS:
            self._early = 0
            return
        self._early += 1
        self._not_before = time.monotonic() + min(LONGEST_PAUSE, 2.0 ** (self._early - 2))
        if self._early >= MOST_EARLY:
            print(
                "Die Arbeitsprozesse enden immer wieder gleich nach dem Start. Die Assistenz wird "
                "beendet. Was fehlt, sagt `daks doctor`.",
                file=sys.stderr,
                flush=True,
            )
            self._failed = True
            self._end(signal.SIGTERM)

    def _look_for_ready(self) -> None:
        for worker in self._workers.values():
            if not worker.ready and _was_told(worker.pipe):
                worker.ready = True
                self._retire(1)
        if not self._told and self._workers and all(w.ready for w in self._workers.values()):
            self._told = True
            self._retire(len(self._to_retire))
            self._ready()

    def _retire(self, count: int) -> None:
        """As many new workers answer, so as many of the older may go."""
        going, self._to_retire = self._to_retire[:count], self._to_retire[count:]
        for pid in going:
            if pid in self._older and not self._ending:
                os.kill(pid, signal.SIGTERM)


def _tell(pipe: int) -> None:
    # The supervisor may have been renewed meanwhile: nobody waits for the word any more.
    with contextlib.suppress(BrokenPipeError):
        os.write(pipe, b"1")


def _was_told(pipe: int) -> bool:
    try:
        return bool(os.read(pipe, 1))
    except BlockingIOError:
        return False


def _ended_child() -> tuple[int, int] | None:
    try:
        pid, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (pid, status) if pid else None
