"""The one thread on which messages run, one at a time, behind a bounded queue."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class BusyError(Exception):
    """The queue is full; nothing was begun."""


class EngineThread:
    """Runs calls in the order they come. At most `length` wait; more are refused at once."""

    def __init__(self, length: int) -> None:
        self._queue: queue.Queue[tuple[Future[Any], Callable[[], Any]] | None] = queue.Queue(length)
        self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
        self._thread.start()

    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Queues a call. Raises BusyError when the queue is full."""
        future: Future[T] = Future()
        try:
            self._queue.put_nowait((future, call))
        except queue.Full:
            raise BusyError from None
        return future

    def waiting(self) -> int:
        """How many calls wait."""
        return self._queue.qsize()

    def stop(self) -> None:
        """Finishes what is queued and ends the thread."""
        self._queue.put(None)
        self._thread.join(timeout=30)

    def _work(self) -> None:
        while True:
            entry = self._queue.get()
            if entry is None:
                return
            future, call = entry
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(call())
            except BaseException as error:
                future.set_exception(error)
