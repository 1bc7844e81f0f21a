"""The one thread on which messages run, one at a time, behind a bounded and fair queue."""

from __future__ import annotations

from assistant.chat.fair_threads import BusyError, FairThreads

__all__ = ["BusyError", "EngineThread"]


class EngineThread(FairThreads):
    """Runs calls one at a time. At most `length` wait; more are refused at once."""

    def __init__(self, length: int) -> None:
        super().__init__("engine", 1, length)
