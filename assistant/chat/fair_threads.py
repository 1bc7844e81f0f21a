"""Threads that run calls one after the other, in turns between those who ask."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from assistant.process.fair_queue import FairQueue
from assistant.store.database import LockedError

T = TypeVar("T")

LOCK_SECONDS = 5.0
"""How long a call is tried again while another worker holds what it needs."""


class BusyError(Exception):
    """Too many calls wait; this one was not begun."""


@dataclass
class _Waiting(Generic[T]):
    call: Callable[[], T]
    future: Future[T]
    until: float | None = None


class FairThreads:
    """Runs calls on `count` threads. At most `length` wait; more are refused at once.

    The calls of one who asks begin in their order. A call that meets a lock of another worker is
    rolled back and tried again after the others had their turn, so nobody waits for a lock that
    is not hers.
    """

    def __init__(self, name: str, count: int, length: int) -> None:
        self._queue: FairQueue[_Waiting[Any]] = FairQueue(length)
        self._changed = threading.Condition()
        self._ending = False
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True)
            for n in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, call: Callable[[], T], whose: str = "") -> Future[T]:
        """Queues a call of `whose`. Raises BusyError when the queue is full.

        The future ends with BusyError when the call has to give way to others, and with
        LockedError when it met another worker's lock for too long.
        """
        waiting = _Waiting(call, Future[T]())
        with self._changed:
            gone = self._queue.put(whose, waiting)
            self._changed.notify()
        if gone is waiting:
            raise BusyError
        if gone is not None and gone.future.set_running_or_notify_cancel():
            gone.future.set_exception(BusyError())
        return waiting.future

    def waiting(self) -> int:
        """How many calls wait."""
        return len(self._queue)

    def stop(self) -> None:
        """Finishes what is queued and ends the threads."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=30)

    def _work(self) -> None:
        while True:
            with self._changed:
                while (taken := self._queue.take()) is None:
                    if self._ending:
                        return
                    self._changed.wait()
            self._run(*taken)

    def _run(self, whose: str, waiting: _Waiting[Any]) -> None:
        future = waiting.future
        if waiting.until is None and not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(waiting.call())
        except LockedError as error:
            now = time.monotonic()
            waiting.until = waiting.until or now + LOCK_SECONDS
            if now >= waiting.until:
                future.set_exception(error)
                return
            with self._changed:
                self._queue.put_back(whose, waiting)
                self._changed.notify()
        except BaseException as error:
            future.set_exception(error)
